"""Meanings of parts and stretches: seasons, holidays, "fine mese", intervals of days, durations."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import ClassVar

from transforms.contract import Grain, Modifier
from transforms.dates import calendar
from transforms.dates.calendar import Period
from transforms.dates.meanings.base import Meaning, Resolved, Setting, likeliest, resolved_to
from transforms.dates.meanings.points import Calendar, Weekday
from transforms.dates.words import Direction
from transforms.reference import read_reference

_WEEKDAY_CODES = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


@dataclass(frozen=True, slots=True)
class Vague(Meaning):
    """A time that nobody can put days to: "nei giorni scorsi" (PAST_REF), "prossimamente" (FUTURE_REF)."""

    timex: str
    grain: Grain

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        return Resolved(None, None, self.timex, self.grain, True)


@dataclass(frozen=True, slots=True)
class Measure(Meaning):
    """How long ("P3M") or how often ("P1W"). `unit` and `span` place "ultimi 40 anni" against today all the same."""

    timex: str
    grain: Grain
    unit: str | None = None
    span: int = 0

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        anchor = setting.published
        if self.unit is None or anchor is None:
            return Resolved(None, None, self.timex, self.grain, False)
        far = calendar.move(anchor, self.unit, self.span)
        if far is None:
            return Resolved(None, None, self.timex, self.grain, True)
        return Resolved(min(anchor, far), max(anchor, far), self.timex, self.grain, True, anchor)


@dataclass(frozen=True, slots=True)
class _EachYear(Meaning):
    """What comes once a year: in the year that `whole` tells, in the direction told, else the nearest."""

    name: str
    direction: Direction | None = None
    whole: Meaning | None = None
    grain: ClassVar[Grain]

    def in_year(self, year: int) -> Period | None:
        """Its days in a year."""
        raise NotImplementedError

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        unplaced = None if self.grain == "day" and not self.name[0].isdigit() else f"XXXX-{self.name}"
        if self.whole is not None:
            outer = self.whole.resolve(setting)
            period = self.in_year(outer.first.year) if outer.first else None
            return resolved_to(period, unplaced, self.grain, outer.anchor, outer.relative)
        anchor = setting.published
        if anchor is None:
            return resolved_to(None, unplaced, self.grain, None)
        periods = [period for year in (-2, -1, 0, 1) if (period := self.in_year(anchor.year + year))]
        if self.direction is not None:
            return resolved_to(_directed(periods, self.direction, anchor), unplaced, self.grain, anchor)
        return resolved_to(likeliest(periods, setting, anchor), unplaced, self.grain, anchor)


@dataclass(frozen=True, slots=True)
class Season(_EachYear):
    """A season by its TIMEX3 code: "estate 2014", "la scorsa primavera", "in autunno"."""

    grain: ClassVar[Grain] = "season"

    def in_year(self, year: int) -> Period | None:
        """See `_EachYear.in_year`."""
        return calendar.season_of(year, self.name)


@dataclass(frozen=True, slots=True)
class HolidayDay(_EachYear):
    """A holiday by its rule, where it says when: "a Natale", "Pasqua 2015", "lo scorso Ferragosto"."""

    grain: ClassVar[Grain] = "day"

    def in_year(self, year: int) -> Period | None:
        """See `_EachYear.in_year`."""
        day = holiday_in(self.name, year)
        return calendar.on_day(day) if day else None


def _directed(periods: list[Period], direction: Direction, anchor: date) -> Period | None:
    if direction == "past":
        return next((period for period in reversed(periods) if period.last < anchor), None)
    if direction == "this":
        running = next((period for period in periods if period.first <= anchor <= period.last), None)
        return running or next((period for period in periods if period.first.year == anchor.year), None)
    return next((period for period in periods if period.first > anchor), None)


@cache
def chinese_new_years() -> dict[int, date]:
    """The first days of the years of the Chinese calendar, by year."""
    days = (date.fromisoformat(row["day"]) for row in read_reference("it/dates/chinese_new_years", ("day",)))
    return {day.year: day for day in days}


def holiday_in(rule: str, year: int) -> date | None:
    """The day of a holiday in a year.

    Args:
        rule: ``12-25`` (month and day), ``easter+1``, ``sun2-05`` (second Sunday of May), with ``+1`` a day later.
        year: 1 to 9999.
    """
    if not 1 <= year <= 9999:
        return None
    if rule == "chinese":
        return chinese_new_years().get(year)
    if rule.startswith("easter"):
        return calendar.move(calendar.easter(year), "day", int(rule[6:]))
    if rule[0].isdigit():
        period = calendar.day_of(year, int(rule[:2]), int(rule[3:5]))
        return period.first if period else None
    month = calendar.month_of(year, int(rule[5:7]))
    day = calendar.nth_weekday(month, _WEEKDAY_CODES[rule[:3]], int(rule[3])) if month else None
    return calendar.move(day, "day", int(rule[7:] or 0)) if day else None


@dataclass(frozen=True, slots=True)
class Portion(Meaning):
    """The start, middle or end of something longer: "fine mese", "metà degli anni novanta"."""

    part: Modifier
    whole: Meaning

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        whole = self.whole.resolve(setting)
        if whole.first is None or whole.last is None:
            return whole
        first, last = _portion(whole.first, whole.last, whole.grain, self.part)
        return replace(whole, first=first, last=last)


def _portion(first: date, last: date, grain: Grain, part: Modifier) -> tuple[date, date]:
    if grain == "week":
        start, length = {"start": (0, 2), "mid": (1, 3), "end": (4, 3)}[part]
    elif grain == "month":
        start, length = {"start": (0, 10), "mid": (10, 10), "end": (20, 11)}[part]
    elif grain == "year":
        months = {"start": (1, 3), "mid": (5, 8), "end": (10, 12)}[part]
        one, other = calendar.month_of(first.year, months[0]), calendar.month_of(first.year, months[1])
        return (one.first, other.last) if one and other else (first, last)
    elif grain in ("weekend", "day", "part_of_day", "hour", "minute", "second") or (last - first).days < 6:
        return first, last
    else:
        third = ((last - first).days + 1) // 3
        start, length = {"start": (0, third), "mid": (third, third), "end": (2 * third, 2 * third)}[part]
    begin = first + timedelta(days=start)
    return begin, min(last, begin + timedelta(days=length - 1))


@dataclass(frozen=True, slots=True)
class SamePeriod(Meaning):
    """The period told last, in another year: "nello stesso periodo del 2013", "lo stesso mese dell'anno scorso".

    `of_day`: a day is meant ("lo stesso giorno del 2013"), which is no period otherwise.
    """

    year: Meaning
    of_day: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        told, year = setting.told if self.of_day else setting.stretch, self.year.resolve(setting)
        unit = calendar.unit_of(told.first, told.grain) if told is not None else None
        whole = unit is not None and told is not None and (unit.first, unit.last) == (told.first, told.last)
        if told is None or year.first is None or (whole and told.grain == "year"):
            return Resolved(None, None, None, "year" if told is None else told.grain, True)
        offset = year.first.year - told.first.year
        first, last = _in_other_year(told.first, offset), _in_other_year(told.last, offset)
        if whole and first is not None and told.grain in ("month", "quarter", "half_year"):
            return resolved_to(calendar.unit_of(first, told.grain), None, told.grain, told.first)
        timex = first.isoformat() if first is not None and first == last else None
        return Resolved(first, last, timex, told.grain, True, told.first)


def _in_other_year(day: date, offset: int) -> date | None:
    """The same day of another year; the last of a month stays the last of February too."""
    moved = calendar.move(day, "year", offset)
    month = calendar.month_of(moved.year, moved.month) if moved is not None else None
    ends = calendar.month_of(day.year, day.month)
    return month.last if month is not None and ends is not None and ends.last == day else moved


@dataclass(frozen=True, slots=True)
class Rest(Meaning):
    """What is left of a unit, from the day of publication on: "il resto della settimana"."""

    whole: Meaning

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        whole = self.whole.resolve(setting)
        if whole.first is None or setting.published is None or whole.last is None:
            return whole
        return replace(whole, first=min(max(whole.first, setting.published), whole.last), timex=None)


@dataclass(frozen=True, slots=True)
class Half(Meaning):
    """A half (or fortnight) of something longer: "seconda metà di maggio", "prima quindicina di aprile"."""

    number: int
    whole: Meaning

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        whole = self.whole.resolve(setting)
        if whole.first is None or whole.last is None:
            return whole
        if whole.grain == "year" and (half := calendar.half_of(whole.first.year, self.number)):
            return replace(whole, first=half.first, last=half.last, timex=half.timex, grain="half_year")
        days = (whole.last - whole.first).days + 1
        middle = whole.first + timedelta(days=days // 2)
        if self.number == 1:
            return replace(whole, last=middle - timedelta(days=1), timex=None)
        return replace(whole, first=middle, timex=None)


@dataclass(frozen=True, slots=True)
class TenDays(Meaning):
    """Ten days of a month, the last ones to its end: "prima decade di marzo", "ultima decade di agosto"."""

    number: int
    whole: Meaning

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        whole = self.whole.resolve(setting)
        if whole.first is None or whole.last is None or whole.grain != "month":
            return replace(whole, first=None, last=None, timex=None)
        number = 3 if self.number < 0 else self.number
        first = whole.first + timedelta(days=10 * (number - 1))
        last = whole.last if number == 3 else first + timedelta(days=9)
        return replace(whole, first=first, last=last, timex=None, grain="day")


@dataclass(frozen=True, slots=True)
class Range(Meaning):
    """From one date to another, both included."""

    low: Meaning
    high: Meaning

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        low = self._low(setting)
        high = self.high.resolve(setting)
        if low.first is not None and self._follows(high, low):
            end = replace(self.high, weekday=None) if isinstance(self.high, Calendar) else self.high
            high = end.resolve(replace(setting, published=low.first, tense="future", told_year=None, forward=True))
        grain = high.grain if calendar.finer(low.grain, high.grain) == low.grain else low.grain
        relative = low.relative or high.relative
        first, last = low.first, high.last
        if first is not None and last is not None and first > last:
            first = last = None
        return Resolved(first, last, None, grain, relative, low.anchor or high.anchor)

    def _low(self, setting: Setting) -> Resolved:
        """The start; when only the end has a weekday that tells its year, the start takes that year."""
        low, high = self.low, self.high
        if setting.forward and isinstance(low, Weekday) and low.direction is None and isinstance(high, Weekday):
            begun = low.resolve(replace(setting, tense="past", forward=False))
            if (
                begun.first
                and setting.published
                and (high.number - low.number) % 7 >= (setting.published - begun.first).days
            ):
                return begun  # "lunedì-venerdì" on a Tuesday: the running week
        if isinstance(low, Calendar) and isinstance(high, Calendar) and _end_tells_year(low, high, setting):
            end = high.resolve(setting)
            if end.first is not None:
                dated = replace(low, year=end.first.year - ((low.month or 0) > (high.month or 0)))
                return replace(dated.resolve(setting), relative=True, anchor=end.anchor)
        return low.resolve(setting)

    def _follows(self, high: Resolved, low: Resolved) -> bool:
        """Whether the end must be looked for after the start: "da lunedì a venerdì", "dal 20 dicembre al 6 gennaio"."""
        if isinstance(self.high, Weekday) and self.high.direction is None:
            return self.high.week is None
        free = isinstance(self.high, Calendar) and self.high.year is None and self.high.within is None
        if not free or high.last is None or low.first is None:
            return False
        return high.last < low.first or (high.last - low.first).days > 366


@dataclass(frozen=True, slots=True)
class UnitOfDay(Meaning):
    """The calendar unit that holds a day: "la settimana del 6 ottobre"."""

    unit: str
    day: Meaning

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        day = self.day.resolve(setting)
        grain: Grain = "week" if self.unit == "week" else "month"
        period = calendar.unit_of(day.first, self.unit) if day.first else None
        return resolved_to(period, None, grain, day.anchor, day.relative)


@dataclass(frozen=True, slots=True)
class FirstUnits(Meaning):
    """The first (last, when negative) so many units of something longer: "primi nove mesi del 2014"."""

    unit: str
    count: int
    whole: Meaning

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        whole = self.whole.resolve(setting)
        if whole.first is None or whole.last is None:
            return whole
        if self.count > 0:
            after = calendar.move(whole.first, self.unit, self.count)
            last = calendar.move(after, "day", -1) if after else None
            first, last = whole.first, min(last, whole.last) if last else whole.last
        else:
            before = calendar.move(calendar.move(whole.last, "day", 1) or whole.last, self.unit, self.count)
            first, last = max(before, whole.first) if before else whole.first, whole.last
        grain: Grain = "day" if self.unit == "day" else "week" if self.unit == "week" else "month"
        return replace(whole, first=first, last=last, timex=None, grain=grain)


def _end_tells_year(low: Calendar, high: Calendar, setting: Setting) -> bool:
    """Whether two ends with months and no year take that of the second: its weekday tells it, or all that is past."""
    if low.year is not None or high.year is not None or low.month is None or high.month is None:
        return False
    months = low.day is None and high.day is None  # "tra gennaio e settembre sono calate"
    past = months and setting.tense == "past" and setting.told_year is None and low.direction == high.direction is None
    return low.weekday is None and (high.weekday is not None or past)
