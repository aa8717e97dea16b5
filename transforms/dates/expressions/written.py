"""Dates written with day, month, year or weekday: "lunedì 3 febbraio 2026", "3/5/2014", "il 4 e il 5 febbraio"."""

import re
from dataclasses import replace

from transforms.dates.expressions.relative import read_relative_unit, read_shift
from transforms.dates.expressions.years import FUNCTION_WORDS, counts_something
from transforms.dates.meanings.clock import Clock
from transforms.dates.meanings.periods import Range
from transforms.dates.meanings.points import Calendar, Meaning, SharedDay
from transforms.dates.text import DASHES, OF, DateText, Node
from transforms.language import words_of

#: Words after which "il 16" or "il 2/3" is a day: articles that stand before days.
BEFORE_DAY = words_of("il l' al all' dal dall' del dell' nel sul lo")
_AND = frozenset({"e", "ed", "o", "od"})
_ISO_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?")
_NUMERIC = re.compile(r"(\d{1,4})([/.])(\d{1,4})(?:\2(\d{1,4}))?")


def read_calendar(reader: DateText, index: int) -> list[Node]:
    """The date or the coordinated dates that begin at the index: "4" and "5 febbraio" of "4 e il 5 febbraio"."""
    if reader.word(index - 1) in ROADS:
        return []
    weekday = reader.weekday_beside_number(index)
    if weekday is not None:
        found = _after_weekday(reader, index, *weekday)
        if found or reader.weekday(index) is not None:
            return found
    day = reader.day(index)
    if day is not None:
        return _from_day(reader, index, index, None, day)
    return _from_month(reader, index)


# ---- weekday first
def _after_weekday(reader: DateText, first: int, number: int, after: int) -> list[Node]:
    for at in _date_starts(reader, after):
        day = reader.day(at)
        if day is not None:
            found = _from_day(reader, first, at, number, day)
            if found:
                return found
            if at == after and day[1] != at and not counts_something(reader, day[1]) and not _is_clock(reader, at):
                return [Node(first, day[1], "date", Calendar(day=day[0], weekday=number), "date:weekday-day")]
        found = _from_month(reader, at, number, first)
        if found and isinstance(found[0].meaning, Calendar) and found[0].meaning.day is not None:
            return found
        numeric = read_numeric(reader, at)
        if numeric is not None:
            return [replace_first(numeric, first)]
    return []


def _date_starts(reader: DateText, after: int) -> list[int]:
    """Where a date can begin after a weekday: at once, after a comma, after "il"."""
    starts = [after]
    if reader.word(after) == ",":
        starts.append(after + 1)
    starts += [at + 1 for at in starts if reader.word(at) in ("il", "l'", "giorno", "lo")]
    return starts


def _is_clock(reader: DateText, index: int) -> bool:
    return ":" in reader.word(index) or reader.word(index + 1) == ":"


def replace_first(node: Node, first: int) -> Node:
    """The node begun at another lexeme."""
    return Node(first, node.last, node.kind, node.meaning, node.rule, node.modifier)


# ---- day first
def _from_day(reader: DateText, first: int, at: int, weekday: int | None, day: tuple[int, int]) -> list[Node]:
    """Dates from a day on: "3 marzo 2014", "14-20 settembre", "4 e il 5 febbraio"; empty when no month follows."""
    number, after = day
    month = _month_after(reader, after)
    if month is not None:
        meaning, last = date_tail(reader, month[1], Calendar(number, month[0], weekday=weekday))
        if not meaning.possible():
            return []
        node = Node(first, last, "date", meaning, "date:day-month")
        return [node]
    if reader.word(after) in DASHES:
        return _day_range(reader, first, number, weekday, after + 1)
    return _day_list(reader, first, weekday, day)


def _month_after(reader: DateText, index: int) -> tuple[int, int] | None:
    """The month after a day, over "di", "del mese di", a point or a glued dash."""
    at = index
    if reader.word(at) in OF:
        at += 1
        if reader.word(at) == "mese":
            at += 1 + (reader.word(at + 1) in OF)
    elif reader.word(at) in (".", "-", "/", ",") and (reader.glued(at) or reader.word(at) == "."):
        at += 1
    return reader.month_beside_number(at)


def date_tail(reader: DateText, index: int, meaning: Calendar) -> tuple[Calendar, int]:
    """What follows the month: a year, "scorso", "dell'anno scorso"; the meaning with it and the lexeme after it."""
    year = year_tail(reader, index)
    if year is not None:
        return replace(meaning, year=year[0]), year[1]
    direction = reader.vocabulary.directions.get(reader.word(index))
    if direction in ("past", "next"):
        return replace(meaning, direction=direction), index + 1
    if reader.word(index) == "u" and reader.word(index + 2) == "s" and reader.word(index + 1) == ".":
        return replace(meaning, direction="past"), index + 3
    outer = outer_year(reader, index)
    if outer is not None:
        return replace(meaning, within=outer[0]), outer[1]
    return meaning, index


def year_tail(reader: DateText, index: int) -> tuple[int, int] | None:
    """A year after a month: "2014", "del 2014", ", 2014", "dell'anno 2014", "-2014"."""
    word = reader.word(index)
    found = reader.year(index)
    if found is not None:
        return found
    if word in OF:
        at = index + 1 + (reader.word(index + 1) == "anno")
        return reader.year(at)
    if word == ",":
        found = reader.year(index + 1)
        return found if found is not None and not counts_something(reader, found[1]) else None
    if word in ("-", "/", ".") and reader.glued(index):
        found = reader.year(index + 1)
        return found if found is not None and (reader.glued(index + 1) or word == ".") else None
    return None


def outer_year(reader: DateText, index: int) -> tuple[Meaning, int] | None:
    """A year told by relation: "dell'anno scorso", "di quest'anno", "di due anni fa"."""
    if reader.word(index) not in OF:
        return None
    shift = read_shift(reader, index + 1, frozenset({"year"}))
    if shift is not None:
        return shift.meaning, shift.last
    unit = read_relative_unit(reader, index + 1, frozenset({"year"}))
    return (unit.meaning, unit.last) if unit is not None else None


def _day_range(reader: DateText, first: int, low: int, weekday: int | None, index: int) -> list[Node]:
    """Such as "14-20 settembre 2014", "mer 9 – gio 10 nov 2022"."""
    other = reader.weekday_beside_number(index)
    at = other[1] if other is not None else index
    day = reader.day(at)
    month = _month_after(reader, day[1]) if day is not None else None
    if day is None or month is None:
        return []
    end, last = date_tail(reader, month[1], Calendar(day[0], month[0], weekday=other[0] if other else None))
    begin = replace(end, day=low, weekday=weekday)
    if not (begin.possible() and end.possible()):
        return []
    return [Node(first, last, "interval", Range(begin, end), "interval:day-day-month")]


def _day_list(reader: DateText, first: int, weekday: int | None, day: tuple[int, int]) -> list[Node]:
    """Such as "4 e il 5 febbraio", "sabato 4, domenica 5 e lunedì 6 marzo": one date for each day, the month shared."""
    items: list[tuple[int, int, int, int | None]] = [(first, day[1], day[0], weekday)]
    at = day[1]
    for _ in range(8):
        if reader.word(at) not in _AND and reader.word(at) != ",":
            return []
        at += 1
        if reader.word(at - 1) == "," and reader.word(at) in _AND:
            at += 1
        while reader.word(at) in BEFORE_DAY or reader.word(at) in ("di", "per", "da"):
            at += 1
            if at - items[-1][1] > 4:
                return []
        other = reader.weekday_beside_number(at)
        start = at
        at = other[1] if other is not None else at
        found = reader.day(at)
        if found is None:
            return []
        month = _month_after(reader, found[1])
        if month is None:
            items.append((start, found[1], found[0], other[0] if other else None))
            at = found[1]
            continue
        whole, last = date_tail(reader, month[1], Calendar(found[0], month[0], weekday=other[0] if other else None))
        days = [replace(whole, day=number, weekday=name) for _, _, number, name in items]
        if not all(meaning.possible() for meaning in (*days, whole)):
            return []
        nodes = [
            Node(begin, end, "date", day if day.year is not None else SharedDay(day, whole), "date:shared-month")
            for (begin, end, _, _), day in zip(items, days, strict=True)
        ]
        return [*nodes, Node(start, last, "date", whole, "date:day-month")]
    return []


# ---- month first
def _from_month(reader: DateText, index: int, weekday: int | None = None, first: int | None = None) -> list[Node]:
    """Such as "maggio 2014", "maggio-giugno", "maggio e giugno 2014", "dic 3 2019"."""
    begin = index if first is None else first
    month = reader.month_beside_number(index)
    if month is None or (first is None and _is_name(reader, index)):
        return []
    number, after = month
    whole_word = reader.month(index) is not None
    day = reader.day(after)
    if (day is not None and reader.is_digits(after)) or (day is not None and not whole_word):
        year = year_tail(reader, day[1])
        if year is not None and not counts_something(reader, year[1]):
            meaning = Calendar(day[0], number, year[0], weekday)
            return [Node(begin, year[1], "date", meaning, "date:month-day")] if meaning.possible() else []
    if first is not None or _impossible_after(reader, after):
        return []
    meaning, last = date_tail(reader, after, Calendar(month=number))
    if not whole_word and last == after and not _abbreviation_stands(reader, index):
        return []
    if last == after:
        several = _months(reader, index, number, after)
        if several:
            return several
    return [Node(index, last, "date", meaning, "date:month")]


#: Before a month or date these begin the name of a street: "via XX Settembre", "piazza 25 Aprile".
ROADS = words_of("via viale piazza piazzale corso largo vicolo ponte lungomare quartiere rione stazione aula palazzo")


def _is_name(reader: DateText, index: int) -> bool:
    """Whether the month is part of a name: "via XX Settembre", "Christian Maggio"."""
    before = reader.word(index - 1)
    if before in ROADS or (reader.word(index - 2) in ROADS and (before == "d'" or before not in FUNCTION_WORDS)):
        return True
    if not reader.titled(index) or not reader.is_word(index - 1) or not reader.titled(index - 1):
        return False
    return (
        reader.word(index - 1) not in FUNCTION_WORDS
        and reader.weekday(index - 1) is None
        and (reader.small(index - 1) is None and reader.year(index + 1) is None)
    )


def _impossible_after(reader: DateText, index: int) -> bool:
    """Whether a number that is no day stands in the place of one: "agosto 32, 2014"."""
    return reader.is_digits(index) and reader.word(index + 1) == "," and reader.year(index + 2) is not None


_BEFORE_MONTH = words_of("a ad di questo scorso prossimo da entro mese per")


def _abbreviation_stands(reader: DateText, index: int) -> bool:
    """Whether a month's abbreviation without a number is meant as one: "a Set", "il mese di Ago"."""
    return (
        reader.is_capital(index)
        and (reader.word(index) not in reader.vocabulary.weekday_abbreviations or reader.word(index - 2) == "mese")
        and (reader.word(index - 1) in _BEFORE_MONTH)
    )


def _months(reader: DateText, index: int, number: int, after: int) -> list[Node]:
    """Such as "maggio-giugno 2014" (one interval), "maggio e giugno 2014" (two dates)."""
    link = reader.word(after)
    if link in DASHES or link == "/":
        other = reader.month(after + 1)
        if other is None:
            return []
        end, last = date_tail(reader, other[1], Calendar(month=other[0]))
        meaning = Range(_earlier_month(number, end), end)
        return [Node(index, last, "interval", meaning, "interval:month-month")]
    return _month_list(reader, index, number, after)


def _month_list(reader: DateText, index: int, number: int, after: int) -> list[Node]:
    """Such as "giugno, luglio e agosto 2025": one date for each month, the year shared."""
    items = [(index, after, number)]
    at = after
    for _ in range(11):
        closing = reader.word(at) in _AND
        other = reader.month(at + 1) if closing or reader.word(at) == "," else None
        if other is None:
            return []
        if not closing:
            items.append((at + 1, other[1], other[0]))
            at = other[1]
            continue
        end, last = date_tail(reader, other[1], Calendar(month=other[0]))
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


# ---- digits
def read_numeric(reader: DateText, index: int) -> Node | None:
    """A date in digits: "3/5/2014", "2014-05-03", "3.5.14", "25/12" after "il", "3/2015"."""
    if not reader.is_digits(index):
        return None
    word = reader.word(index)
    match = _NUMERIC.fullmatch(word)
    if match is not None and match.group(2) == "/" and match.group(4) is None:
        several = _slashed_days(reader, index, int(match.group(1)), int(match.group(3)))
        if several is not None:
            return several
    if match is not None:
        parts = [int(part) for part in match.group(1, 3, 4) if part is not None]
        widths = [len(part) for part in match.group(1, 3, 4) if part is not None]
        return _numeric_node(reader, index, index + 1, parts, widths, match.group(2))
    if not word.isdecimal() or len(word) > 4:
        return None
    ends = [index]
    at = index
    while len(ends) < 3 and reader.word(at + 1) in ("-", "‑") and reader.glued(at + 1) and reader.glued(at + 2):
        at += 2
        if not reader.is_digits(at) or not reader.word(at).isdecimal():
            break
        ends.append(at)
    if len(ends) < 2 or (reader.word(ends[-1] + 1) in DASHES and reader.glued(ends[-1] + 1)):
        return None
    parts = [int(reader.word(end)) for end in ends]
    widths = [len(reader.word(end)) for end in ends]
    if max(widths) > 4:
        return None
    node = _numeric_node(reader, index, ends[-1] + 1, parts, widths, "-")
    return _with_iso_time(reader, node) if node is not None and len(ends) == 3 else node


def _with_iso_time(reader: DateText, node: Node) -> Node:
    """Such as "2016-12-16T12:23:59" is one moment."""
    at = node.last
    match = _ISO_TIME.fullmatch(reader.word(at + 1)) if reader.word(at) == "t" and reader.glued(at) else None
    if match is None or not reader.glued(at + 1):
        return node
    hour, minute, second = (int(part) if part is not None else None for part in match.groups())
    if hour is None or hour > 24 or (minute or 0) > 59:
        return node
    return Node(node.first, at + 2, "time", Clock(hour, minute, second, node.meaning), "time:iso")


def _slashed_days(reader: DateText, index: int, low: int, high: int) -> Node | None:
    """Such as "12/13 giugno": both days."""
    month = _month_after(reader, index + 1)
    if month is None:
        return None
    end, last = date_tail(reader, month[1], Calendar(high, month[0]))
    begin = replace(end, day=low)
    if not (begin.possible() and end.possible()) or low >= high:
        return None
    return Node(index, last, "interval", Range(begin, end), "interval:day-day-month")


def _numeric_node(
    reader: DateText, first: int, last: int, parts: list[int], widths: list[int], mark: str
) -> Node | None:
    if len(parts) == 3:
        meaning = _three(reader, parts, widths)
    else:
        meaning = _two(reader, first, last, parts, widths, mark)
    if meaning is None or not meaning.possible():
        return None
    return Node(first, last, "date", meaning, "date:numeric")


def _three(reader: DateText, parts: list[int], widths: list[int]) -> Calendar | None:
    if widths[0] == 4:
        return _swapped(parts[2], parts[1], parts[0])
    if widths[0] > 2 or widths[1] > 2 or widths[2] not in (2, 4):
        return None
    year = parts[2] if widths[2] == 4 else reader.full_year(parts[2])
    return _swapped(parts[0], parts[1], year)


_BEFORE_DASHED = frozenset({"il", "l'"})


def _swapped(day: int, month: int, year: int | None) -> Calendar | None:
    """Day and month in the order that the calendar allows: Italian first, American when only that is possible."""
    if month > 12 >= day:
        day, month = month, day
    return Calendar(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _two(reader: DateText, first: int, last: int, parts: list[int], widths: list[int], mark: str) -> Calendar | None:
    low, high = parts
    if 4 in widths:
        year, month, width = (low, high, widths[1]) if widths[0] == 4 else (high, low, widths[0])
        season = mark != "." and widths[0] == 4 and width == 2 and high > low % 100  # 2010-11 is a season
        if not 1900 <= year <= 2099 or not 1 <= month <= 12 or width > 2 or season:
            return None
        if mark == "." and not (reader.alone(first, last) or widths[0] == 4):
            return None
        return Calendar(month=month, year=year)
    if max(widths) > 2 or counts_something(reader, last):
        return None
    before = BEFORE_DAY if mark == "/" else _BEFORE_DASHED
    placed = reader.word(first - 1) in before or (reader.word(last) == "alle" and reader.is_digits(last + 1))
    if not placed and not reader.alone(first, last) and reader.weekday(first - 1) is None:
        return None
    if mark == "/" and not placed and reader.alone(first, last) and low < high:
        return None  # "1/4" alone is a fraction
    return _swapped(low, high, None)


# ---- English


# ---- years
