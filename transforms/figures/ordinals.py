"""Ordinals and Roman numerals: "terzo", "7º", "XXI congresso", "Benedetto XVI". They are no quantities."""

from transforms.figures.label_shapes import ordinal_sign
from transforms.figures.words import MONTHS, regnal_names
from transforms.language import WORD, words_of
from transforms.numbers import NumberText, ordinal_of_word, roman_value

_FIRST_AND_SECOND = words_of("prima prime secondo seconda secondi seconde")
_BEFORE_ORDINAL = words_of(
    "il la i le del della al alla nel nella un una dal dalla sul sua suo loro dei delle nostro nostra ai alle"
)
#: After these "il secondo" is no ordinal: "prima di", "secondo quanto".
_AFTER_PREPOSITION = words_of("di che la il lo l' i quanto le")
#: Words that are ordinals only after an article: "nona" and "sesta" are also hours, names and places.
_RARE = words_of("noni none decima decime decimi sesto sesta sesti nona")
_MONEY_OR_TIME = words_of("centesimo centesimi")
_NO_NUMERALS = words_of("MI DI CI VI LI MC CD DC CC MM CV MD CL CM MIX DIM IC DM ID DVD")


def ordinal_spans(text: NumberText, busy: bytearray) -> list[tuple[int, int, str]]:
    """Lexeme ranges and reasons of all ordinals and Roman numerals that nobody has taken, in no order."""
    found: list[tuple[int, int, str]] = []
    for index, (start, _, kind, word) in enumerate(text.lexemes):
        if kind != WORD or busy[index]:
            continue
        if word[0] in "ivxlcdm" and len(word) < 9 and text.text[start].isupper():
            reason = _roman(text, index)
            if reason is not None:
                found.append((index, index + 1, reason))
        if word[-1] in "oaie" and len(word) > 3 and ordinal_of_word(word) is not None and _is_ordinal(text, index):
            found.append((index, index + 1, "ordinal"))
    for numeral in text.numerals:
        if not busy[numeral.first] and text.is_digits(numeral.first):
            span = ordinal_sign(text, numeral)
            if span is not None:
                found.append(span)
    return found


def _roman(text: NumberText, index: int) -> str | None:
    """Why a Roman numeral is no quantity; None when the word is none."""
    surface = text.surface(index, index + 1)
    tight = index > 0 and text.glued(index) and text.words[index - 1] not in ("(", "'", "-")
    if roman_value(surface) is None or tight:
        return None
    if text.word(index - 1) in regnal_names() and text.is_capital(index - 1):
        return "regnal_number" if len(surface) > 1 or surface in "IVX" else None
    if len(surface) < 2 or surface in _NO_NUMERALS or text.word(index + 1) in ("secolo", "secoli", "sec"):
        return None
    large = any(letter in surface for letter in "MDCL")
    return None if large and not text.is_word(index + 1) else "ordinal"


def _is_ordinal(text: NumberText, index: int) -> bool:
    """Whether a word that can be an ordinal is one, and no preposition, fraction or part of a date."""
    word, before, after = text.words[index], text.word(index - 1), text.word(index + 1)
    if after in MONTHS or word in _MONEY_OR_TIME or _inside_numeral(text, index):
        return False
    if word in _FIRST_AND_SECOND:
        counted_seconds = word in ("secondi", "seconde") and text.numeral_at.get(index - 1) is not None
        adverb = word == "prima" and after == ""
        return before in _BEFORE_ORDINAL and after not in _AFTER_PREPOSITION and not counted_seconds and not adverb
    if word in ("quarto", "quarti"):
        return after not in ("d'", "alle") and before != "un"
    if word in _RARE:
        return before in _BEFORE_ORDINAL
    return not (word in ("terza", "terzi") and after in ("anni", "grado"))


def _inside_numeral(text: NumberText, index: int) -> bool:
    numerals = text.numeral_at
    return any((n := numerals.get(at)) is not None and n.last > index for at in range(max(0, index - 8), index + 1))
