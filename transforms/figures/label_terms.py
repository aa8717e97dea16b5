"""Terms whose unit of time is said once: "otto anni al capo, cinque al complice", "da dodici anni a nove"."""

from transforms.figures.words import TIME_UNITS
from transforms.language import AND, FROM, TO, words_of
from transforms.numbers import NumberText, Numeral

#: So many lexemes before a bare number its unit may be said, and so many where it changes.
_REACH, _NEAR = 16, 8
_MANY = 100
_UNITS = TIME_UNITS | words_of("minuti minuto secondi")
_AGE = words_of("età nozze sposarsi")
_FOR = frozenset({"per"})
_HALF = words_of("mezzo mezza")


def bare_term(text: NumberText, before: Numeral | None, numeral: Numeral) -> bool:
    """Whether a number is so many years, months or days though only the number before it says so."""
    first = numeral.first
    if before is None or numeral.form not in ("digits", "words") or numeral.value is None or numeral.value >= _MANY:
        return False
    unit = before.last
    if text.word(unit) not in _UNITS or first - unit > _REACH or not text.one_sentence(unit, first):
        return False
    if text.near(unit, _AGE, before=_REACH, after=0):
        return False  # "l'età minima è di 13 anni per le ragazze e 15 per i ragazzi"
    return _is_shared(text, unit, numeral) or _is_change(text, before, numeral)


def _is_shared(text: NumberText, unit: int, numeral: Numeral) -> bool:
    """Whether both are for somebody: "15 giorni per lui e 4 per i soci"."""
    joined = text.word(numeral.first - 1) in AND | {",", ";"}
    to = next((words for words in (_FOR, TO) if text.word(unit + 1) in words), None)
    return joined and to is not None and text.word(_end(text, numeral.last)) in to


def _end(text: NumberText, last: int) -> int:
    """Where "cinque e sei mesi", "tre e mezzo" end."""
    if text.word(last) != "e":
        return last
    more = text.numeral_at.get(last + 1)
    if more is not None and text.word(more.last) in _UNITS:
        return more.last + 1
    return last + 2 if text.word(last + 1) in _HALF else last


def _is_change(text: NumberText, before: Numeral, numeral: Numeral) -> bool:
    """Whether a term becomes another: "da dodici anni a nove"; "a nove soci" counts."""
    if text.word(before.first - 1) not in FROM or numeral.first - before.last > _NEAR:
        return False
    ends = not text.is_word(numeral.last) or text.word(numeral.last) in _FOR | AND
    return text.word(numeral.first - 1) in TO and ends
