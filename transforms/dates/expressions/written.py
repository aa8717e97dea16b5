"""Dates written with the name of their month: "lunedì 3 febbraio 2026", "il 6 e il 9 febbraio", "12/13 giugno"."""

import re
from dataclasses import replace

from transforms.dates.expressions.numeric import BEFORE_DAY, read_numeric
from transforms.dates.expressions.relative import read_relative_unit
from transforms.dates.expressions.shifts import read_shift
from transforms.dates.expressions.years import FUNCTION_WORDS, counts_something
from transforms.dates.meanings.base import Meaning
from transforms.dates.meanings.periods import Range
from transforms.dates.meanings.points import Calendar, SharedDay
from transforms.dates.text import DASHES, NUMBER, ROADS, ROMAN, SENTENCE_END, DateText, Expression, Node
from transforms.dates.words import Direction, date_words
from transforms.language import AND, OF, words_of

_AND = AND | {"o", "od"}
#: Letters behind a month: "ultimo scorso", "prossimo venturo".
_LETTERS: dict[tuple[str, str], Direction] = {("u", "s"): "past", ("p", "v"): "next"}
_SLASHED = re.compile(r"(\d{1,4})/(\d{1,4})")


def read_calendar(text: DateText, index: int) -> list[Node]:
    """The date or the coordinated dates that begin at the index: "4" and "5 febbraio" of "4 e il 5 febbraio"."""
    if text.word(index - 1) in ROADS:
        return []
    weekday = text.weekday_beside_number(index)
    if weekday is not None:
        found = _after_weekday(text, index, *weekday)
        if found or text.weekday(index) is not None:
            return found
    day = text.day(index)
    if day is not None:
        return _from_day(text, index, index, None, day)
    slashed = _slashed_days(text, index)
    return [slashed] if slashed is not None else _from_month(text, index)


def _after_weekday(text: DateText, first: int, number: int, after: int) -> list[Node]:
    for at in _date_starts(text, after):
        day = text.day(at)
        if day is not None:
            found = _from_day(text, first, at, number, day)
            if found:
                return found
            one = text.word(at) == "uno"  # "sabato uno squalo"
            if _month_after(text, day[1]) is not None:  # "sabato 31 aprile"
                return []
            if at == after and not one and not counts_something(text, day[1]) and not _is_clock(text, at):
                alone = Calendar(day=day[0], weekday=number)
                whole = _month_of_later(text, day[1])
                meaning = alone if whole is None else SharedDay(replace(whole, day=day[0], weekday=number), whole)
                return [Node(first, day[1], "date", meaning, "date:weekday-day")]
        found = _from_month(text, at, number, first)
        if found and isinstance(found[0].meaning, Calendar) and found[0].meaning.day is not None:
            return found
        numeric = _slashed_days(text, at) or read_numeric(text, at)
        if numeric:
            return [replace(numeric, first=first)]
    return []


def _month_of_later(text: DateText, index: int) -> Calendar | None:
    """The later day of a sentence that tells the month for both: "da giovedì 25 alle 21 a venerdì 26 ottobre"."""
    for at in range(index, min(text.size, index + _NEAR_LATER)):
        if text.word(at) in SENTENCE_END:
            return None
        weekday = text.weekday_beside_number(at)
        day = text.day(weekday[1]) if weekday is not None else None
        month = _month_after(text, day[1]) if day is not None else None
        if weekday is not None and day is not None and month is not None:
            whole, _ = date_tail(text, month[1], Calendar(day[0], month[0], weekday=weekday[0]))
            return whole if whole.possible() else None
    return None


#: Lexemes between a day and the later one of its sentence that tells their month.
_NEAR_LATER = 10


def _date_starts(text: DateText, after: int) -> list[int]:
    """Where a date can begin after a weekday: at once, after a comma, after "il"."""
    starts = [after]
    if text.word(after) == ",":
        starts.append(after + 1)
    starts += [at + 1 for at in starts if text.word(at) in ("il", "l'", "giorno", "lo")]
    return starts


def _is_clock(text: DateText, index: int) -> bool:
    hours = text.word(index + 1) in DASHES and text.glued(index + 1) and text.is_digits(index + 2)  # "ven 9-13"
    return hours or ":" in text.word(index) or text.word(index + 1) == ":"


def _from_day(text: DateText, first: int, at: int, weekday: int | None, day: tuple[int, int]) -> list[Node]:
    """Dates from a day on: "3 marzo 2014", "14-20 settembre", "4 e il 5 febbraio"; empty when no month follows."""
    number, after = day
    month = _month_after(text, after)
    if month is not None:
        meaning, last = date_tail(text, month[1], Calendar(number, month[0], weekday=weekday))
        if not meaning.possible():
            return []
        node = Node(first, last, "date", meaning, "date:day-month")
        return [node]
    if text.word(after) in DASHES and not _goes_on_dashed(text, after):
        return _day_range(text, first, number, weekday, after + 1)
    return _day_list(text, first, weekday, day)


def _goes_on_dashed(text: DateText, index: int) -> bool:
    """Whether more than two days follow each other by dashes: "7-8-9 ottobre"."""
    return all(text.glued(index + at) for at in (0, 1, 2, 3)) and text.word(index + 2) == text.word(index)


def _month_after(text: DateText, index: int) -> tuple[int, int] | None:
    """The month after a day, over "di", "del mese di", a point or a glued dash."""
    at = index
    if text.word(at) in OF:
        at += 1
        if text.word(at) == "mese":
            at += 1 + (text.word(at + 1) in OF)
    elif text.word(at) in (".", "-", "/", ",") and (text.glued(at) or text.word(at) == "."):
        at += 1
    return text.month_beside_number(at)


def date_tail(text: DateText, index: int, meaning: Calendar) -> tuple[Calendar, int]:
    """What follows the month: a year, "scorso", "dell'anno scorso"; the meaning with it and the lexeme after it."""
    year = year_tail(text, index)
    if year is not None:
        return replace(meaning, year=year[0]), year[1]
    direction = text.vocabulary.directions.get(text.word(index))
    if direction in ("past", "next"):
        return replace(meaning, direction=direction), index + 1
    letters = _LETTERS.get((text.word(index), text.word(index + 2))) if text.word(index + 1) == "." else None
    if letters is not None:  # "marzo u.s.", "5 marzo p.v."
        return replace(meaning, direction=letters), index + 3 + (text.word(index + 3) == "." and text.glued(index + 3))
    outer = outer_year(text, index)
    if outer is not None:
        return replace(meaning, within=outer[0]), outer[1]
    return meaning, index


def year_tail(text: DateText, index: int) -> tuple[int, int] | None:
    """A year after a month: "2014", "del 2014", ", 2014", "dell'anno 2014", "-2014"."""
    word = text.word(index)
    found = text.year(index)
    if found is not None:
        return found
    if word in OF:
        at = index + 1 + (text.word(index + 1) == "anno")
        return text.year(at)
    if word == ",":
        found = text.year(index + 1)
        return found if found is not None and not counts_something(text, found[1]) else None
    if word in ("-", "/", ".") and text.glued(index):
        found = text.year(index + 1)
        short = text.word(index + 1)
        if word == text.word(index - 2) == "-" and text.glued(index + 1) and short.isdecimal() and len(short) == 2:
            return text.full_year(int(short)), index + 2  # the agencies' "30-NOV-26"
        return found if found is not None and (text.glued(index + 1) or word == ".") else None
    return None


def outer_year(text: DateText, index: int) -> tuple[Meaning, int] | None:
    """A year told by relation: "dell'anno scorso", "di quest'anno", "di due anni fa"."""
    if text.word(index) not in OF:
        return None
    shift = read_shift(text, index + 1, frozenset({"year"}))
    if shift is not None:
        return shift.meaning, shift.last
    unit = read_relative_unit(text, index + 1, frozenset({"year"}))
    return (unit.meaning, unit.last) if unit is not None else None


def _day_range(text: DateText, first: int, low: int, weekday: int | None, index: int) -> list[Node]:
    """Such as "14-20 settembre 2014", "mer 9 – gio 10 nov 2022"."""
    other = text.weekday_beside_number(index)
    at = other[1] if other is not None else index
    day = text.day(at)
    month = _month_after(text, day[1]) if day is not None else None
    if day is None or month is None or low >= day[0]:
        return []  # "il 4-1 di marzo" is a score
    end, last = date_tail(text, month[1], Calendar(day[0], month[0], weekday=other[0] if other else None))
    begin = replace(end, day=low, weekday=weekday)
    if not (begin.possible() and end.possible()):
        return []
    return [Node(first, last, "interval", Range(begin, end), "interval:day-day-month")]


def _day_list(text: DateText, first: int, weekday: int | None, day: tuple[int, int]) -> list[Node]:
    """Such as "4 e il 5 febbraio", "sabato 4, domenica 5 e lunedì 6 marzo": one date for each day, the month shared."""
    items: list[tuple[int, int, int, int | None]] = [(first, day[1], day[0], weekday)]
    at = day[1]
    for _ in range(8):
        dashed = text.word(at) in DASHES and text.glued(at) and text.glued(at + 1)
        if text.word(at) not in _AND and text.word(at) != "," and not dashed:
            return []
        at += 1
        if text.word(at - 1) == "," and text.word(at) in _AND:
            at += 1
        while text.word(at) in BEFORE_DAY or text.word(at) in ("di", "per", "da"):
            at += 1
            if at - items[-1][1] > 4:
                return []
        other = text.weekday_beside_number(at)
        start = at
        at = other[1] if other is not None else at
        found = text.day(at)
        if found is None:
            return []
        month = _month_after(text, found[1])
        if month is None:
            items.append((start, found[1], found[0], other[0] if other else None))
            at = found[1]
            continue
        whole, last = date_tail(text, month[1], Calendar(found[0], month[0], weekday=other[0] if other else None))
        days = [replace(whole, day=number, weekday=name) for _, _, number, name in items]
        if not all(meaning.possible() for meaning in (*days, whole)):
            return []
        nodes = [
            Node(begin, end, "date", day if day.year is not None else SharedDay(day, whole), "date:shared-month")
            for (begin, end, _, _), day in zip(items, days, strict=True)
        ]
        return [*nodes, Node(start, last, "date", whole, "date:day-month")]
    return []


def _from_month(text: DateText, index: int, weekday: int | None = None, first: int | None = None) -> list[Node]:
    """Such as "maggio 2014", "maggio-giugno", "maggio e giugno 2014", "dic 3 2019"."""
    begin = index if first is None else first
    month = text.month_beside_number(index)
    if month is None or (first is None and _is_name(text, index)):
        return []
    number, after = month
    whole_word = text.month(index) is not None
    day = text.day(after)
    if (day is not None and text.is_digits(after)) or (day is not None and not whole_word):
        year = year_tail(text, day[1])
        if year is not None and not counts_something(text, year[1]):
            meaning = Calendar(day[0], number, year[0], weekday)
            return [Node(begin, year[1], "date", meaning, "date:month-day")] if meaning.possible() else []
    if first is not None or _impossible_after(text, after):
        return []
    meaning, last = date_tail(text, after, Calendar(month=number))
    if not whole_word and last == after and not _abbreviation_stands(text, index):
        return _short_months(text, index, number, after)
    if last == after:
        several = _months(text, index, number, after)
        if several:
            return several
    return [Node(index, last, "date", meaning, "date:month")]


def _is_name(text: DateText, index: int) -> bool:
    """Whether the month is part of a name: "via XX Settembre", "Christian Maggio"."""
    before = text.word(index - 1)
    if before in ROADS or (text.word(index - 2) in ROADS and (before == "d'" or before not in FUNCTION_WORDS)):
        return True
    if not text.titled(index) or not text.is_word(index - 1) or not text.titled(index - 1):
        return False
    return (
        text.word(index - 1) not in FUNCTION_WORDS
        and text.weekday(index - 1) is None
        and (text.small(index - 1) is None and text.year(index + 1) is None)
    )


def _impossible_after(text: DateText, index: int) -> bool:
    """Whether a number that is no day stands in the place of one: "agosto 32, 2014"."""
    return text.is_digits(index) and text.word(index + 1) == "," and text.year(index + 2) is not None


_BEFORE_MONTH = words_of("a ad di questo scorso prossimo da entro mese per")


def _abbreviation_stands(text: DateText, index: int) -> bool:
    """Whether a month's abbreviation without a number is meant as one: "a Set", "il mese di Ago"."""
    return (
        text.is_capital(index)
        and (text.word(index) not in text.vocabulary.weekday_abbreviations or text.word(index - 2) == "mese")
        and (text.word(index - 1) in _BEFORE_MONTH)
    )


def _months(text: DateText, index: int, number: int, after: int) -> list[Node]:
    """Such as "maggio-giugno 2014" (one interval), "maggio e giugno 2014" (two dates)."""
    link = text.word(after)
    if link in DASHES or link == "/":
        other = text.month(after + 1)
        if other is None:
            return []
        end, last = date_tail(text, other[1], Calendar(month=other[0]))
        meaning = Range(_earlier_month(number, end), end)
        return [Node(index, last, "interval", meaning, "interval:month-month")]
    return _month_list(text, index, number, after)


def _short_months(text: DateText, index: int, number: int, after: int) -> list[Node]:
    """Such as "gen-mar 2026", "gen./mar. 2026": abbreviations, where a year follows them."""
    other = text.month_beside_number(after + 1) if text.word(after) in DASHES or text.word(after) == "/" else None
    year = year_tail(text, other[1]) if other is not None else None
    if other is None or year is None:
        return []
    end = Calendar(month=other[0], year=year[0])
    return [Node(index, year[1], "interval", Range(_earlier_month(number, end), end), "interval:month-month")]


def _month_list(text: DateText, index: int, number: int, after: int) -> list[Node]:
    """Such as "giugno, luglio e agosto 2025": one date for each month, the year shared."""
    items = [(index, after, number)]
    at = after
    for _ in range(11):
        closing = text.word(at) in _AND
        other = text.month(at + 1) if closing or text.word(at) == "," else None
        if other is None:
            return []
        if not closing:
            items.append((at + 1, other[1], other[0]))
            at = other[1]
            continue
        end, last = date_tail(text, other[1], Calendar(month=other[0]))
        if end.year is None and end.within is None and end.direction is None:
            return []
        nodes = [
            Node(first, stop, "date", _earlier_month(month, end), "date:shared-year") for first, stop, month in items
        ]
        return [*nodes, Node(at + 1, last, "date", end, "date:month")]
    return []


def _earlier_month(number: int, end: Calendar) -> Calendar:
    year = end.year - 1 if end.year is not None and end.month is not None and number > end.month else end.year
    return replace(end, month=number, year=year)


def _slashed_days(text: DateText, index: int) -> Node | None:
    """Such as "12/13 giugno": both days."""
    days = _SLASHED.fullmatch(text.word(index))
    month = _month_after(text, index + 1) if days is not None else None
    if days is None or month is None:
        return None
    low, high = int(days.group(1)), int(days.group(2))
    end, last = date_tail(text, month[1], Calendar(high, month[0]))
    begin = replace(end, day=low)
    if not (begin.possible() and end.possible()) or low >= high:
        return None
    return Node(index, last, "interval", Range(begin, end), "interval:day-day-month")


_WORDS = date_words()
#: After a number these make it a day of a month.
_AFTER_DAY = frozenset().union(
    _WORDS.months, _WORDS.month_abbreviations, _WORDS.weekdays, OF, DASHES, words_of("e ed o od , / . ° º ^")
)
EXPRESSIONS = (
    Expression("day and month", frozenset({NUMBER, "primo", "uno", "i"}), read_calendar, _AFTER_DAY, inner=True),
    Expression("Roman day and month", frozenset({ROMAN}), read_calendar, _WORDS.months, inner=True),
    Expression(
        "weekday and day or month",
        frozenset().union(_WORDS.weekdays, _WORDS.weekday_abbreviations, _WORDS.months, _WORDS.month_abbreviations),
        read_calendar,
        inner=True,
    ),
)
