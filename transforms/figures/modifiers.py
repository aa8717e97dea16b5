"""Words that bound a quantity: "circa", "più di", "almeno", "o più". They stand in the reference table `modifiers`."""

from functools import cache
from typing import cast

from transforms.contract import FigureModifier
from transforms.language import DEFINITE, PhraseTable, with_articles, words_of
from transforms.numbers import NumberText
from transforms.reference import read_reference

#: May stand between a modifier and its number: "non meno di altre 13 scosse".
_OTHERS = frozenset({"altri", "altre", "ulteriori"})
#: "sui 50 euro" is about 50, "sui due fronti" is a place: these count only before a number with a unit.
_WITH_UNIT = words_of("sui sulle sugli sulla entro sopra sotto minimo massimo")

#: Before "oltre" these make a verb of it.
_GOING = words_of(
    "va vanno andare andava andavano andrà andranno andrebbe andò vada vadano andato andata andati andate"
)
#: After "e più" these begin something new: "18 feriti e più di 200 sfollati".
_AFTER_MORE = words_of("di del dei d' che piccolo piccoli grande grandi alto basso")
_OPPOSITE = {"less_than": "at_least", "more_than": "at_most"}


@cache
def _table(position: str) -> PhraseTable[str]:
    rows = read_reference("it/figures/modifiers", required=("phrase", "modifier"))
    before = position == "before"
    entries = (
        (phrase, row["modifier"])
        for row in rows
        if row["position"] == position
        for phrase in (with_articles(row["phrase"]) if before else [row["phrase"]])
    )
    return PhraseTable(entries, backwards=before)


def modifier_before(text: NumberText, first: int, has_unit: bool) -> tuple[FigureModifier | None, int] | None:
    """The modifier that ends before a lexeme, an article between them allowed, and the index where it begins.

    "esattamente" belongs to the figure and bounds nothing: its modifier is None. "non" turns "inferiore" around, also
    across a verb ("non è inferiore a trenta").
    """
    table = _table("before")
    words = text.words
    at = first
    if at > 0 and words[at - 1] in _OTHERS:
        at -= 1
    if at > 0 and words[at - 1] in DEFINITE:
        at -= 1
    found = table.match(words, at)
    if found is None:
        return None
    modifier, start = found
    if not has_unit and words[start : start + 3] == ["al", "di", "là"]:
        return None  # "al di là dei tre ponti"
    if (
        at - start == 1
        and words[start] in _WITH_UNIT
        and not (has_unit or (at < first and words[start] in ("sopra", "sotto")) or _opens_limit(text, start, first))
    ):
        return None
    if words[start] == "oltre" and text.word(start - 1) in _GOING:
        return None  # a verb of its own: "non va oltre i 20"
    if words[start] == "fino" and text.word(start - 1) in ("da", "dal"):
        return None
    if modifier in _OPPOSITE and words[start] != "non" and "non" in (text.word(start - 1), text.word(start - 2)):
        start -= 1 if text.word(start - 1) == "non" else 2
        modifier = _OPPOSITE[modifier]
    return _meaning(modifier), start


#: Before "massimo 50 posti".
_BEFORE_LIMIT = words_of("( , : ; – -")


def _opens_limit(text: NumberText, start: int, first: int) -> bool:
    """Whether "massimo" or "minimo" opens a phrase before a number of what is counted: "(massimo 30 posti)"."""
    opens = text.starts_sentence(start) or text.word(start - 1) in _BEFORE_LIMIT
    noun = text.is_word(first + 1) and not text.is_capital(first + 1) and text.word(first + 1)[-1:] in "ie"
    return text.words[start] in ("massimo", "minimo") and opens and noun and text.is_digits(first)


def _meaning(word: str) -> FigureModifier | None:
    return None if word == "exact" else cast(FigureModifier, word)


def modifier_after(text: NumberText, last: int, counted: bool) -> tuple[FigureModifier | None, int] | None:
    """The modifier that begins after a number, and the index after it.

    Args:
        text: the text.
        last: the lexeme after the number.
        counted: whether one counted noun may stand between: "otto volte o più", "cento persone circa".
    """
    table = _table("after")
    found = table.match(text.words, last)
    if found is not None:
        return (_meaning(found[0]), found[1]) if _closes(text, found[1], text.word(last)) else None
    if (
        counted
        and text.is_word(last)
        and text.numeral_at.get(last) is None
        and text.word(last)[-1:] in "aeioà"
        and text.word(last + 1) in table
    ):
        found = table.match(text.words, last + 1)
        if found is not None and _closes(text, found[1], text.word(last + 1)):
            return _meaning(found[0]), found[1]
    return None


#: Before a number that "circa" and then what is counted follow.
_COPULAS = words_of("sono erano furono saranno sarebbero")


def _is_told(text: NumberText, last: int) -> bool:
    """Whether a verb of being stands before the number that ends at an index."""
    numeral = text.numeral_before(last)
    return numeral is not None and text.word(numeral.first - 1) in _COPULAS


def _closes(text: NumberText, last: int, first_word: str) -> bool:
    """Whether words after a number belong to it and not to the next: "100 circa", but not "5, circa 20"."""
    if first_word == "+":  # "100+ persone", no sum
        return text.glued(last - 1) and not text.glued(last) and text.is_word(last) and not text.is_capital(last)
    if first_word in ("e", "o") and text.word(last - 1) in ("più", "meno"):
        return text.word(last) not in _AFTER_MORE
    if first_word == "circa" and text.word(last) in DEFINITE and _is_told(text, last - 1):
        return True  # "sono 300 circa gli iscritti"
    if first_word in ("circa", "almeno", "massimo", "minimo", "più", "all'incirca", "ca", "al", "come", "grosso") and (
        text.numeral_at.get(last) is not None or text.word(last) in ("il", "i", "la", "le", "l'", "un", "una", "gli")
    ):
        return False
    return not (first_word in ("e", "ed") and text.numeral_at.get(last) is not None)
