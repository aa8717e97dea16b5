"""Dates in English passages, where "May", "last year" and "in 2025" can mean nothing else.

A day in digits alone stays unread: 05/03/2026 is in May or in March.
"""

from dataclasses import replace

from transforms.dates.expressions.english import english_day, read_english
from transforms.dates.expressions.numeric import read_numeric
from transforms.dates.expressions.portions import read_quarter_code
from transforms.dates.meanings.periods import Range
from transforms.dates.meanings.points import Calendar, NearDay, UnitAway, Weekday, year_meant
from transforms.dates.text import DASHES, DateText, Node
from transforms.dates.words import Direction
from transforms.reference import classes, read_reference

_TABLE = "en/dates/passage_words"
_ROLES = classes(_TABLE, "role")
_VALUES = {row["word"]: row["value"] for row in read_reference(_TABLE)}
_DIRECTIONS: dict[str, tuple[Direction, int]] = {"past": ("past", -1), "this": ("this", 0), "next": ("next", 1)}
_TO = DASHES | {"to", "and"}
#: Years that are read as such behind "of" or "in".
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
#: Longer words in "s" are plurals: what is counted.
_LONGEST_SMALL_WORD = 4


def read_passage(text: DateText, index: int) -> Node | None:
    """The date that begins at a lexeme of an English passage.

    Such as "February 3, 2026", "10-12 October 2025", "yesterday", "last week", "Q2 2025", and "in 2025", of which the
    year alone is the date.
    """
    word = text.word(index)
    if word in _ROLES["day"]:
        return Node(index, index + 1, "date", NearDay(int(_VALUES[word])), "date:english")
    if word in _ROLES["direction"]:
        return _directed(text, index)
    if word in ("q", "h"):
        return read_quarter_code(text, index)
    if word in text.vocabulary.english_months and english_day(text, index - 1) is not None:
        return None  # "31 February 2026"
    days = _days(text, index) or read_english(text, index, passage=True)
    return days or _in_digits(text, index) or _alone(text, index)


def _directed(text: DateText, index: int) -> Node | None:
    """Such as "last week", "next Monday", "this year", "last May"."""
    direction, offset = _DIRECTIONS[_VALUES[text.word(index)]]
    after = text.word(index + 1)
    if after in _ROLES["unit"]:
        return Node(index, index + 2, "date", UnitAway(_VALUES[after], offset), "date:english")
    weekday, month = text.vocabulary.english_weekdays.get(after), _month(text, index + 1)
    if weekday is not None:
        return Node(index, index + 2, "date", Weekday(weekday, direction), "date:english")
    if month is None:
        return None
    return Node(index, index + 2, "date", Calendar(month=month, direction=direction), "date:english")


def _month(text: DateText, index: int) -> int | None:
    return text.vocabulary.english_months.get(text.word(index)) if text.is_capital(index) else None


def _days(text: DateText, index: int) -> Node | None:
    """Such as "10-12 October 2025", "between 3 and 5 April", "October 10-12, 2025"."""
    at = index + (text.word(index) in ("from", "between"))
    found = _days_and_month(text, at) or _month_and_days(text, at)
    if found is None:
        return None
    low, high, last = found
    between = text.word(index) == "between"
    if not 0 < low < (high.day or 0) or ("and" in text.words[at:last]) is not between:
        return None  # "3 and 5 April" are two days
    return Node(index, last, "interval", Range(replace(high, day=low), high), "interval:english")


def _days_and_month(text: DateText, index: int) -> tuple[int, Calendar, int] | None:
    """The first day, the last with its month, and the next lexeme: "10-12 October 2025"."""
    low = english_day(text, index)
    if low is None or text.word(low[1]) not in _TO:
        return None
    high = read_english(text, low[1] + 1, passage=True)
    return (low[0], high.meaning, high.last) if high is not None and isinstance(high.meaning, Calendar) else None


def _month_and_days(text: DateText, index: int) -> tuple[int, Calendar, int] | None:
    """The same with the month in front: "October 10-12, 2025"."""
    first = read_english(text, index, passage=True)
    if first is None or not isinstance(first.meaning, Calendar) or text.word(first.last) not in DASHES:
        return None
    high = english_day(text, first.last + 1)
    if high is None or first.meaning.day is None:
        return None
    year = text.year(high[1] + (text.word(high[1]) == ","))
    last = replace(first.meaning, day=high[0], year=year[0] if year is not None else first.meaning.year)
    return first.meaning.day, last, year[1] if year is not None else high[1]


def _in_digits(text: DateText, index: int) -> Node | None:
    """Such as "2026-03-05": the order that nobody takes for another one."""
    iso = len(text.word(index)) == 4 and text.is_digits(index) and text.word(index + 1) == "-"
    return read_numeric(text, index) if iso else None


def _alone(text: DateText, index: int) -> Node | None:
    """A year or a month behind a word that places: "since 2019", "in May"; "of 2000 people" is a count."""
    if text.word(index - 1) not in _ROLES["placing"]:
        return None
    month = _month(text, index)
    if month is not None:
        return Node(index, index + 1, "date", Calendar(month=month), "date:english")
    year = text.year(index) if text.is_digits(index) else None
    if year is None or not _FIRST_YEAR <= year[0] <= _LAST_YEAR:
        return None
    after = text.word(year[1])
    counts = after in _ROLES["counted"] or (len(after) > _LONGEST_SMALL_WORD and after.endswith("s"))
    return None if counts else Node(index, year[1], "date", year_meant(year[0]), "date:english")
