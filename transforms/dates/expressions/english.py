"""English dates inside Italian text: "February 3, 2026", "3 February 2026"."""

from transforms.dates.meanings.points import Calendar
from transforms.dates.text import NUMBER, DateText, Expression, Node
from transforms.dates.words import date_words

_ENGLISH_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def read_english(text: DateText, index: int, *, passage: bool = False) -> Node | None:
    """Such as "February 3, 2026", "3 February 2026", "February 2026": month names that Italian does not have.

    `passage`: whether the words around it are English, so that "May 4" is no person.
    """
    words = text.vocabulary.english_months
    first = index
    if text.word(index) in text.vocabulary.english_weekdays:
        index += 1 + (text.word(index + 1) == ",")
    month = words.get(text.word(index)) if text.is_capital(index) else None
    if month is not None:
        at = index + 1 + (text.word(index + 1) == "." and text.glued(index + 1))
        year = text.year(at)
        if year is not None:
            return _english_node(first, year[1], Calendar(month=month, year=year[0]))
        day = english_day(text, at)
        if day is None:
            return None
        at = day[1] + (text.word(day[1]) == ",")
        year = text.year(at)
        if year is not None and text.is_digits(at):
            return _english_node(first, year[1], Calendar(day[0], month, year[0]))
        stands = passage or len(text.word(index)) > 3
        return _english_node(first, day[1], Calendar(day[0], month)) if stands else None
    day = english_day(text, index)
    if day is None:
        return None
    at = day[1] + (text.word(day[1]) == "of")
    month = words.get(text.word(at)) if text.is_capital(at) else None
    if month is None or text.month_beside_number(at) is not None:
        return None
    at += 1
    year = text.year(at + (text.word(at) == ","))
    if year is not None:
        return _english_node(first, year[1], Calendar(day[0], month, year[0]))
    return _english_node(first, at, Calendar(day[0], month))


def english_day(text: DateText, index: int) -> tuple[int, int] | None:
    """A day of a month and the lexeme after it: "3", "3rd"."""
    if not text.is_digits(index):
        return None
    word = text.word(index)
    if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    return int(word), index + 1 + (text.word(index + 1) in _ENGLISH_ORDINALS and text.glued(index + 1))


def _english_node(first: int, last: int, meaning: Calendar) -> Node | None:
    return Node(first, last, "date", meaning, "date:english") if meaning.possible() else None


_WORDS = date_words()
_STARTS = _WORDS.english_months.keys() | _WORDS.english_weekdays.keys() | {NUMBER}
_AFTER = _WORDS.english_months.keys() | _ENGLISH_ORDINALS | {"of", ".", ",", "'", NUMBER}
EXPRESSIONS = (Expression("english date", _STARTS, read_english, _AFTER, inner=True),)
