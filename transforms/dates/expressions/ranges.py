"""Intervals of days: "dal febbraio 2022 al dicembre 2025", "tra il 7 e il 10 dicembre", "2003-2006"."""

import re
from dataclasses import replace
from typing import NamedTuple

from transforms.dates import calendar
from transforms.dates.expressions.clock_ranges import read_clock_range
from transforms.dates.expressions.named import read_century, roman_at
from transforms.dates.expressions.relative import read_relative_unit
from transforms.dates.expressions.shifts import read_ahead_range
from transforms.dates.expressions.years import counts_something
from transforms.dates.meanings.base import Meaning
from transforms.dates.meanings.clock import ClockRange, DayPart
from transforms.dates.meanings.periods import Measure, Range
from transforms.dates.meanings.points import Calendar, Fixed, NearDay, UnitAway, Weekday, year_meant
from transforms.dates.text import BEGINNING, CONTEXTS, DASHES, NUMBER, DateText, Expression, Node
from transforms.dates.words import date_words
from transforms.language import AND, ARTICLES, BETWEEN, DEFINITE, FROM, OF, TO, words_of

_SKIPPED = DEFINITE | {"giorno"}


class _End(NamedTuple):
    """One end of an interval: its meaning and the lexeme after it; `bare` when it is only a day of the month."""

    meaning: Meaning
    last: int
    bare: bool


def read_range(text: DateText, index: int) -> Node | None:
    """The interval that begins with "da", "dal", "tra", "fra" at the index, prepositions included."""
    clock = read_clock_range(text, index)
    if clock is not None:
        return _with_day(text, clock)
    if text.word(index) in FROM:
        return read_each_week(text, index) or _from_to(text, index, index)
    ahead = read_ahead_range(text, index)
    if ahead is not None:
        return ahead
    return _between(text, index, index)


def read_each_week(text: DateText, index: int) -> Node | None:
    """Days of every week, which have the article: "dal lunedì al venerdì", "dal lun. al ven.".

    The article of a weekday tells what comes back (Zanichelli, Aula di lingue, "Uso dell'articolo davanti alle date,
    alle ore, ai giorni"); one week's days have none: "da lunedì a venerdì".
    """
    low = text.weekday_beside_number(index + 1) if text.word(index) in ("dal", "dalla") else None
    high = text.weekday_beside_number(low[1] + 1) if low is not None and text.word(low[1]) in ("al", "alla") else None
    if low is None or high is None or low[0] == high[0] or _is_day_of_month(text, high[1]):
        return None
    if text.word(high[1]) in OF or text.word(high[1]) in text.vocabulary.directions:
        return None  # "dal lunedì al venerdì della settimana santa"
    return _each_week(index, high[1], low[0], high[0])


def _is_day_of_month(text: DateText, index: int) -> bool:
    """Whether a day stands there and no hours ("9-13", "9.30")."""
    hours = text.word(index + 1) in DASHES and text.glued(index + 1)
    return text.is_digits(index) and text.day(index) is not None and not hours


def _each_week(first: int, last: int, low: int, high: int) -> Node:
    return Node(first, last, "set", Measure(f"XXXX-WXX-{low}/XXXX-WXX-{high}", "day"), "set:weekdays")


def read_dashed_weekdays(text: DateText, index: int) -> Node | None:
    """Opening hours: "lun-ven", "mar - dom"."""
    low = text.weekday_beside_number(index)
    if low is None or text.weekday(index) is not None or text.word(low[1]) not in DASHES:
        return None
    high = text.weekday_beside_number(low[1] + 1)
    if high is None or high[0] == low[0] or text.weekday(low[1] + 1) is not None:
        return None
    return _each_week(index, high[1], low[0], high[0])


def _with_day(text: DateText, node: Node) -> Node:
    """A clock interval with the day that belongs to it: "tra le nove e le undici di sera del 12 marzo"."""
    meaning = node.meaning
    at = node.last
    if text.word(at) not in OF or not isinstance(meaning, ClockRange):
        return node
    day = text.inner(at + 1)
    if len(day) != 1 or day[0].kind != "date":
        return node
    return Node(
        node.first, day[0].last, node.kind, replace(meaning, day=day[0].meaning, ends_on=True), node.rule, node.modifier
    )


# ---- the two shapes
def _from_to(text: DateText, first: int, index: int) -> Node | None:
    low = _dashed_days(text, index + 1) or _dotted_day(text, index + 1) or _century(text, index + 1, TO)
    low = low or _end(text, index + 1)
    if low is None:
        return None
    at = low.last + (text.word(low.last) == ",")
    if text.word(at) in DASHES and low.bare:
        day = text.day(at + 1)
        high = _End(Calendar(day=day[0]), day[1], True) if day is not None else None
        if high is not None and _month_told_after(text, high.last) is None:
            high = _end(text, at + 1)
    else:
        until = text.word(at) in ("fino", "sino")
        at += until
        if text.word(at) not in TO:
            return None
        high = _end(text, at + 1)
    return _joined(text, first, low, high)


def _century(text: DateText, index: int, links: frozenset[str]) -> _End | None:
    """The first century of "tra il XVI e il XVII secolo", whose noun stands behind the second."""
    at = text.skip(index, _SKIPPED)
    low = roman_at(text, at)
    if low is None or text.word(at + 1) not in links:
        return None
    later = read_century(text, text.skip(at + 2, _SKIPPED))
    period = calendar.century_of(low)
    return _End(Fixed(period), at + 1, False) if later is not None and period is not None else None


def _dashed_days(text: DateText, index: int) -> _End | None:
    """The first day of "4-23" before "il prossimo mese", which is no 23 April there."""
    day = text.day(index)
    if day is None or text.word(day[1]) not in DASHES:
        return None
    other = text.day(day[1] + 1)
    if other is None or _month_told_after(text, other[1]) is None:
        return None
    return _End(Calendar(day=day[0]), day[1], True)


def _dotted_day(text: DateText, index: int) -> _End | None:
    """The first day of "dal 28.02 al 03.03.2026", which alone would be a number."""
    day = _DOTTED_DAY.fullmatch(text.word(index)) if text.is_digits(index) else None
    if day is None or text.word(index + 1) not in TO or not _DOTTED_DATE.fullmatch(text.word(index + 2)):
        return None
    return _End(Calendar(int(day[1]), int(day[2])), index + 1, False)


_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})")
_DOTTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})")


def _between(text: DateText, first: int, index: int) -> Node | None:
    low = _century(text, index + 1, AND) or _end(text, index + 1)
    if low is None:
        return None
    if text.word(low.last) not in AND and not (text.word(low.last) in DASHES and low.bare):
        return None
    return _joined(text, first, low, _end(text, low.last + 1))


def _end(text: DateText, index: int) -> _End | None:
    """One end of an interval, its article skipped: any date, a bare day, a bare year."""
    at = text.skip(index, _SKIPPED)
    if text.word(at) in ("mese",) and text.word(at + 1) in ("di", "d'"):
        at += 2
    found = text.inner(at)
    if found and found[0].rule == "date:shared-year":  # "tra gennaio e marzo 2026": the year is shared here too
        month = found[0].meaning
        assert isinstance(month, Calendar)
        return _End(replace(month, year=None, within=None, direction=None), found[0].last, False)
    if len(found) == 1 and found[0].kind in ("date", "time") and found[0].rule != "date:weekday-day":
        node = found[0]
        return _End(
            node.meaning,
            node.last,
            isinstance(node.meaning, Calendar) and node.meaning.month is None and node.meaning.within is None,
        )
    weekday = text.weekday_beside_number(at)
    day_at = weekday[1] if weekday is not None else at
    year = text.year(at)
    if year is not None and (text.is_digits(at) or text.word(at) != "mille"):
        return _End(year_meant(year[0]), year[1], False)
    day = text.day(day_at)
    if day is not None:
        return _End(Calendar(day=day[0], weekday=weekday[0] if weekday else None), day[1], True)
    return None


def _joined(text: DateText, first: int, low: _End, high: _End | None) -> Node | None:
    if high is None:
        return None
    last = high.last
    begin, end = low.meaning, high.meaning
    if low.bare and high.bare and isinstance(begin, Calendar) and isinstance(end, Calendar):
        month = _month_told_after(text, last)
        if month is not None:
            begin, end, last = replace(begin, within=month.meaning), replace(end, within=month.meaning), month.last
        elif not _bare_days_stand(text, first, begin, end, last):
            return None
    elif low.bare or high.bare:
        if not (low.bare and isinstance(begin, Calendar) and isinstance(end, Calendar) and end.day is not None):
            return None
        begin = _day_before(begin, end)
    elif isinstance(begin, Calendar) and isinstance(end, Calendar):
        begin = _share_year(begin, end)
    elif isinstance(begin, Fixed) != isinstance(end, Fixed) and isinstance(end, Fixed):
        return None
    if not _sensible(begin, end):
        return None
    return Node(first, last, "interval", Range(begin, end), "interval:from-to")


def _sensible(begin: Meaning, end: Meaning) -> bool:
    for meaning in (begin, end):
        if isinstance(meaning, Calendar) and not meaning.possible():
            return False
    if isinstance(begin, Fixed) and isinstance(end, Fixed):
        return begin.period.first < end.period.first
    return True


def _month_told_after(text: DateText, index: int) -> Node | None:
    """Such as "dal 4 al 23 del prossimo mese", "dal 4-23 nel mese scorso"."""
    at = index
    at += text.word(at) in ("il", "lo", "nel", "del", "dello", "di")
    return read_relative_unit(text, at, frozenset({"month"}))


def _bare_days_stand(text: DateText, first: int, low: Calendar, high: Calendar, last: int) -> bool:
    """Whether "dal 3 al 9" are days and no other numbers."""
    if low.weekday is not None and high.weekday is not None:
        return True
    if text.word(first + 1) not in _SKIPPED and text.word(first) not in ("dal", "dall'"):
        return False
    if low.day is None or high.day is None or low.day >= high.day or counts_something(text, last):
        return False
    return text.ends(last) or text.word(last) in _CLAUSE_STARTS or text.alone(first, last)


#: Words that begin another phrase after "dal 3 al 9", so that the numbers are days.
_CLAUSE_STARTS = ARTICLES | words_of("si è sono era ha hanno sarà saranno non in a e")


def _day_before(begin: Calendar, end: Calendar) -> Calendar:
    """The start that shares the end's month and year: "dal 4 al 22 gennaio 1995", "dal 28 al 3 marzo"."""
    begin = replace(end, day=begin.day, weekday=begin.weekday)
    if begin.day is not None and end.day is not None and begin.day > end.day and end.month is not None:
        month = end.month - 1 or 12
        year = end.year - 1 if end.year is not None and month == 12 else end.year
        begin = replace(begin, month=month, year=year)
    return begin


def _share_year(begin: Calendar, end: Calendar) -> Calendar:
    if begin.year is not None or begin.within is not None or begin.direction is not None or begin.month is None:
        return begin
    if end.within is not None:
        return replace(begin, within=end.within)
    if end.year is None or end.month is None:
        return begin
    return replace(begin, year=end.year - (begin.month > end.month))


# ---- dashes
def read_dash_range(text: DateText, node: Node) -> Node | None:
    """The interval that a date and a dash after it begin: "10 agosto - 12 settembre", "oggi - venerdì prossimo"."""
    stroke = text.word(node.last) == "/" and text.glued(node.last + 1)  # "28 febbraio/3 marzo"
    if node.kind != "date" or not (stroke or text.word(node.last) in DASHES):
        return None
    high = text.inner(node.last + 1)
    if len(high) != 1 or high[0].kind != "date":
        return None
    begin, end = node.meaning, high[0].meaning
    if isinstance(begin, NearDay) and text.word(high[0].last) in DASHES:
        return None  # "ieri – giovedì 12 maggio – è caduto"
    if isinstance(begin, Calendar) and isinstance(end, Calendar):
        if (begin.day is None) != (end.day is None):
            return None
        begin = _share_year(begin, end)
    elif isinstance(begin, (Calendar, Fixed)) or isinstance(end, Fixed):
        return None  # "Roma, 2 febbraio 2026 – Domani il segretario …"
    return Node(node.first, high[0].last, "interval", Range(begin, end), "interval:dash")


def read_until_range(text: DateText, node: Node) -> Node | None:
    """A date and "fino a" another of its kind: "nel 2014 fino al 2018", "marzo fino a giugno 2015"."""
    at = node.last
    if node.kind != "date" or text.word(at) not in ("fino", "sino") or text.word(at + 1) not in TO:
        return None
    high = _end(text, at + 2)
    if high is None or type(high.meaning) is not type(node.meaning) or not _sensible(node.meaning, high.meaning):
        return None
    begin, end = node.meaning, high.meaning
    if isinstance(begin, Calendar) and isinstance(end, Calendar):
        if (begin.day is None) != (end.day is None) or high.bare:
            return None
        begin = _share_year(begin, end)
    elif not isinstance(begin, (Fixed, Weekday)):
        return None
    return Node(node.first, high.last, "interval", Range(begin, end), "interval:until")


def read_year_range(text: DateText, index: int) -> Node | None:
    """Such as "2003-2006", "1939–45", "2009/10" is left to the labels of seasons."""
    if not text.is_digits(index) or text.word(index + 1) not in DASHES or not text.is_digits(index + 2):
        return None
    low = text.year(index)
    if low is None or not 1000 <= low[0] <= 2100:
        return None
    until = text.word(index + 2)
    if text.word(index + 3) in DASHES and text.glued(index + 3):
        return None
    high = int(until) if until.isdecimal() and len(until) in (2, 4) else 0
    if len(until) == 2:
        high += low[0] // 100 * 100
    if not low[0] < high <= min(low[0] + 300, 2150):
        return None
    counted = counts_something(text, index + 3) and text.word(index - 1) not in _SINGULAR | CONTEXTS["plan"]
    counted = counted or text.word(index + 3) in CONTEXTS["measure"]  # "neve tra 1900-2000 mt"
    if counted or (not text.glued(index + 1) and not _years_expected(text, index)):
        return None
    return Node(index, index + 3, "interval", Range(year_meant(low[0]), year_meant(high)), "interval:years")


#: Before these years nothing is counted: "per il 2027-28 altri fondi".
_SINGULAR = words_of("il nel del dal al sul")


def _years_expected(text: DateText, index: int) -> bool:
    return text.word(index - 1) in ("(", "nel", "dal", "periodo", "anni", "biennio", "triennio") or text.alone(
        index, index + 3
    )


def read_numeric_range(text: DateText, index: int) -> Node | None:
    """Such as "(12/5-3/6)", "dal 29/2-1/3": two days of digits that a dash joins without blanks."""
    ends = [_DAY_AND_MONTH.fullmatch(text.word(at)) for at in (index, index + 2)]
    if text.word(index + 1) not in DASHES or not text.glued(index + 1) or not text.glued(index + 2) or None in ends:
        return None
    begin, end = (Calendar(int(end[1]), int(end[2])) for end in ends if end is not None)
    before = text.word(index - 1)
    placed = before in ("(", ":", "dal", "il", "del") or text.alone(index, index + 3)
    if not placed or not begin.possible() or not end.possible() or begin == end or counts_something(text, index + 3):
        return None
    return Node(index - (before == "dal"), index + 3, "interval", Range(begin, end), "interval:dash")


def read_short_year_range(text: DateText, index: int) -> Node | None:
    """Such as "'92-'93", "'68/'69", "'15-18": years of one century without it."""
    low = text.year(index)
    joint = index + 2
    if low is None or (text.word(joint) not in DASHES and text.word(joint) != "/"):
        return None
    if not text.glued(joint) or not text.glued(joint + 1):
        return None
    at = joint + 1 + (text.word(joint + 1) == "'")
    short = text.word(at)
    if not text.is_digits(at) or len(short) != 2 or not short.isdecimal() or counts_something(text, at + 1):
        return None
    first = low[0] - 100 * (low[0] >= 2000 and text.near(index, _WAR, before=_NEAR_WAR, after=0))
    high = first // 100 * 100 + int(short)
    season = text.word(index - 1) in CONTEXTS["season"] and high == first + 1
    if high <= first or season:
        return None
    return Node(index, at + 1, "interval", Range(year_meant(first), year_meant(high)), "interval:years")


#: Before "'15-'18" these put it into the last century.
_WAR, _NEAR_WAR = words_of("guerra conflitto fronte trincea"), 6


_DAY_AND_MONTH = re.compile(r"([12]?\d|3[01])/(0?[1-9]|1[0-2])")


# ---- a longer period told first
def read_inner_range(text: DateText, node: Node) -> Node | None:
    """An interval inside the period before it: "a novembre dal 19 al 20", "la prossima settimana da lunedì a …"."""
    at = node.last + (text.word(node.last) == ",")
    word = text.word(at)
    if word not in FROM and word not in BETWEEN:
        return None
    low = _end(text, at + 1)
    if low is None:
        return None
    link = text.word(low.last)
    if not (link in DASHES or link in (TO if word in FROM else AND)):
        return None
    high = _end(text, low.last + 1)
    if high is None:
        return None
    begin, end = low.meaning, high.meaning
    if isinstance(node.meaning, Calendar) and node.meaning.day is None and low.bare and high.bare:
        if counts_something(text, high.last):
            return None
        assert isinstance(begin, Calendar)
        assert isinstance(end, Calendar)
        begin = replace(node.meaning, day=begin.day, weekday=begin.weekday)
        end = replace(node.meaning, day=end.day, weekday=end.weekday)
        if not _sensible(begin, end):
            return None
    elif isinstance(node.meaning, UnitAway) and isinstance(begin, Weekday) and isinstance(end, Weekday):
        begin, end = replace(begin, week=node.meaning), replace(end, week=node.meaning)
    else:
        return None
    return Node(node.first, high.last, "interval", Range(begin, end), "interval:inside")


# ---- nights
def read_night(text: DateText, index: int) -> Node | None:
    """A night between two days, named after the first: "notte tra il 5 e il 6 marzo"."""
    if text.word(index) not in ("notte", "nottata") or text.word(index + 1) not in BETWEEN:
        return None
    at = index + 2
    at += text.word(at) == "la" and text.word(at + 1) not in ("notte",)
    at += text.word(at) in ("giorno",)
    low = _end(text, at)
    if low is None or text.word(low.last) not in AND:
        return None
    at = low.last + 1
    if text.word(at) in ("la",) and text.weekday(at + 1) is None:
        return None
    high = _end(text, at)
    if high is None:
        return None
    begin, end = low.meaning, high.meaning
    if low.bare and isinstance(begin, Calendar) and isinstance(end, Calendar):
        begin = _day_before(begin, end)
    elif isinstance(begin, Weekday) and isinstance(end, Weekday) and begin.direction is None:
        begin = replace(begin, direction=end.direction)
    elif isinstance(begin, Calendar) and isinstance(end, Calendar):
        begin = _share_year(begin, end) if end.month is not None else begin
    if not _sensible(begin, end):
        return None
    return Node(index, high.last, "time", DayPart("NI", begin, None, end), "time:night-between")


EXPRESSIONS = (
    Expression("interval", FROM | BETWEEN, read_range, DEFINITE | {BEGINNING, "ore", "giorno", "mese"}),
    Expression("weekdays by dash", date_words().weekday_abbreviations, read_dashed_weekdays, DASHES | {"."}),
    Expression("night between days", frozenset({"notte", "nottata"}), read_night, BETWEEN),
    Expression("interval of years", frozenset({NUMBER}), read_year_range, DASHES),
    Expression("interval of short years", frozenset({"'"}), read_short_year_range, frozenset({NUMBER})),
    Expression("interval of digits", frozenset({NUMBER}), read_numeric_range, DASHES),
)
