"""What a date expression means, and which days that is on a given day of publication.

The grammar builds meanings without knowing any day; `resolve` turns one into days. A meaning that cannot be placed
(no day of publication, nothing told before) resolves to no days but keeps its TIMEX3 value ("XXXX-WXX-3").
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from transforms.contract import Grain
from transforms.dates import calendar
from transforms.dates.calendar import Period
from transforms.dates.words import Direction

Tense = Literal["past", "future"]
#: From which day an expression counts: the day of publication, the day the text told last (else that of publication),
#: or only a day that was told ("quel giorno").
Basis = Literal["published", "told", "same"]

#: How much nearer a day against the tense of the verb must be to be meant all the same.
_AGAINST_TENSE = 8
#: Without a verb news looks back: a coming day must be this much nearer than a past one.
_BACKWARDS = 2


_LONG_UNITS = frozenset({"month", "quarter", "third", "half_year", "year", "decade", "century", "millennium"})


@dataclass(slots=True)
class Setting:
    """What surrounds an expression.

    `published`, `moment`: day and moment of publication. `told_day`: the last single day that the text told.
    `told`: the last day, month or year that it told. `told_year`: a year written out earlier in the same sentence.
    `tense`: of the verb that governs the expression. `night_ends`: the morning on which a night told just before ends.
    `forward`: nothing but dates is written, as in a calendar of events: they lie ahead.
    """

    published: date | None
    moment: datetime | None = None
    told_day: date | None = None
    told: Period | None = None
    told_year: int | None = None
    tense: Tense | None = None
    night_ends: date | None = None
    forward: bool = False

    def base(self, basis: Basis, unit: str = "day") -> date | None:
        """The day to count units from: days from the last day told, months and years from whatever was told last."""
        if basis == "published":
            return self.published
        told = self.told.first if self.told else None
        found = (told or self.told_day) if unit in _LONG_UNITS else (self.told_day or told)
        return found or (self.published if basis == "told" else None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days of a meaning, inclusive; `anchor` is the day it was resolved against."""

    first: date | None
    last: date | None
    timex: str | None
    grain: Grain
    relative: bool
    anchor: date | None = None


def _resolved(period: Period | None, timex: str | None, grain: Grain, anchor: date | None) -> Resolved:
    if period is None:
        return Resolved(None, None, timex, grain, True)
    return Resolved(period.first, period.last, period.timex or timex, grain, True, anchor)


def choose(periods: list[Period], setting: Setting, day: date, backwards: int = _BACKWARDS) -> Period | None:
    """The period that is meant of several that only differ in an unwritten year or month.

    The nearest to `day`; one on the wrong side of the verb's tense must be much nearer to be chosen, and without a verb
    one ahead must be `backwards` times nearer than one behind.
    """
    best, least = None, None
    if setting.forward:
        periods = [period for period in periods if period.last >= day] or periods
    for period in periods:
        if period.first <= day <= period.last:
            weight = 0
        elif period.last < day:
            weight = (day - period.last).days * (_AGAINST_TENSE if setting.tense == "future" else 1)
        else:
            cost = {"past": _AGAINST_TENSE, "future": 1, None: backwards}[setting.tense]
            weight = (period.first - day).days * cost
        if least is None or weight < least:
            best, least = period, weight
    return best


@dataclass(frozen=True, slots=True)
class Meaning:
    """Base of all meanings."""

    def resolve(self, setting: Setting) -> Resolved:
        """The days that are meant in a setting."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Fixed(Meaning):
    """A period that needs nothing else: a year, a decade, a century."""

    period: Period

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        return Resolved(self.period.first, self.period.last, self.period.timex, self.period.grain, False)


@dataclass(frozen=True, slots=True)
class Calendar(Meaning):
    """A date with what is written of it: day, month, year, weekday; `within` is a month or year told otherwise.

    `direction` is "scorso" or "prossimo" beside it: "18 settembre scorso", "prossimo giugno".
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    direction: Direction | None = None
    within: Meaning | None = None

    def possible(self) -> bool:
        """Whether the calendar can have such a date: not 30 febbraio, not 29 febbraio 2014."""
        if self.month is None or self.day is None:
            return self.day is None or self.day <= 31
        year = self.year if self.year is not None else 2000
        return calendar.day_of(year, self.month, self.day) is not None

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        if self.within is not None:
            return self._inside(self.within, setting)
        if self.year is not None and self.month is not None:
            period = self._in_year(self.year)
            grain: Grain = "day" if self.day is not None else "month"
            if period is None:
                return Resolved(None, None, self._unplaced(), grain, False)
            return Resolved(period.first, period.last, period.timex, grain, False)
        if self.month is not None:
            return self._without_year(setting)
        return self._bare_day(setting)

    def _inside(self, outer: Meaning, setting: Setting) -> Resolved:
        whole = outer.resolve(setting)
        if whole.first is None:
            return Resolved(None, None, self._unplaced(), "day" if self.day else "month", True)
        inner = replace(self, year=whole.first.year, month=self.month or whole.first.month, within=None)
        return replace(inner.resolve(setting), relative=True, anchor=whole.anchor)

    def _in_year(self, year: int) -> Period | None:
        assert self.month is not None
        if self.day is None:
            return calendar.month_of(year, self.month)
        return calendar.day_of(year, self.month, self.day)

    def _unplaced(self) -> str:
        if self.month is None:
            return f"XXXX-XX-{self.day:02d}"
        year = f"{self.year:04d}" if self.year is not None else "XXXX"
        return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day is not None else "")

    def _without_year(self, setting: Setting) -> Resolved:
        grain: Grain = "day" if self.day is not None else "month"
        anchor = setting.published
        told_year = setting.told_year if self.direction is None and setting.tense != "future" else None
        if told_year is not None and (period := self._in_year(told_year)):
            return _resolved(period, None, grain, setting.told.first if setting.told else anchor)
        if anchor is None:
            if setting.told is not None and (period := self._in_year(setting.told.first.year)):
                return _resolved(period, None, grain, setting.told.first)
            return Resolved(None, None, self._unplaced(), grain, True)
        # A leap day may be eight years from the next one.
        reach = 8 if (self.month, self.day) == (2, 29) else 1
        periods = [p for year in range(anchor.year - reach, anchor.year + reach + 1) if (p := self._in_year(year))]
        if self.direction in ("past", "next", "this"):
            return _resolved(self._directed(periods, anchor), self._unplaced(), grain, anchor)
        if self.weekday is not None and grain == "day":
            fitting = [period for period in periods if period.first.isoweekday() == self.weekday]
            periods = fitting or periods
        return _resolved(choose(periods, setting, anchor), self._unplaced(), grain, anchor)

    def _directed(self, periods: list[Period], anchor: date) -> Period | None:
        if self.direction == "past":
            before = [period for period in periods if period.last < anchor]
            return before[-1] if before else None
        if self.direction == "this":
            return next((period for period in periods if period.first.year == anchor.year), None)
        return next((period for period in periods if period.first > anchor), None)

    def _bare_day(self, setting: Setting) -> Resolved:
        anchor = setting.published
        if anchor is None or self.day is None:
            return Resolved(None, None, self._unplaced(), "day", True)
        day = setting.told_day if setting.told_year is not None and setting.told_day else anchor
        reach = 12 if self.weekday is not None else 1
        periods: list[Period] = []
        for count in range(-reach, reach + 1):
            month = calendar.move(day.replace(day=1), "month", count)
            period = month and calendar.day_of(month.year, month.month, self.day)
            if period and (self.weekday is None or period.first.isoweekday() == self.weekday):
                periods.append(period)
        if self.direction in ("past", "next"):
            return _resolved(self._directed(periods, anchor), self._unplaced(), "day", anchor)
        return _resolved(choose(periods, setting, day), self._unplaced(), "day", anchor)


@dataclass(frozen=True, slots=True)
class SharedDay(Meaning):
    """A day that shares month and year with the last of its list: "4" in "il 4 e il 5 febbraio"."""

    day: Calendar
    last: Calendar

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        last = self.last.resolve(setting)
        if last.first is None:
            return self.day.resolve(setting)
        dated = replace(self.day, year=last.first.year, month=last.first.month, within=None, direction=None)
        return replace(dated.resolve(setting), relative=True, anchor=last.anchor)


@dataclass(frozen=True, slots=True)
class NearDay(Meaning):
    """A day counted from the day of publication or from the day told last: "ieri" -1, "il giorno dopo" +1."""

    offset: int
    basis: Basis = "published"

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        anchor = setting.base(self.basis)
        if anchor is None:
            timex = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[(self.offset > 0) - (self.offset < 0)]
            return Resolved(None, None, timex, "day", True)
        day = calendar.move(anchor, "day", self.offset)
        return _resolved(calendar.on_day(day) if day else None, None, "day", anchor)


_BASES: dict[str | None, Basis] = {"later": "told", "earlier": "told", "same": "same"}


@dataclass(frozen=True, slots=True)
class Weekday(Meaning):
    """A weekday without a date: "lunedì", "venerdì scorso", "lunedì della prossima settimana" (`week`)."""

    number: int
    direction: Direction | None = None
    week: Meaning | None = None

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        unplaced = f"XXXX-WXX-{self.number}"
        anchor = setting.base(_BASES.get(self.direction, "published"))
        if self.week is not None:
            whole = self.week.resolve(setting)
            if whole.first is None or whole.last is None:
                return Resolved(None, None, unplaced, "day", True)
            found = calendar.nth_weekday(Period(whole.first, whole.last, None, "week"), self.number, 1)
            return _resolved(calendar.on_day(found) if found else None, unplaced, "day", whole.anchor)
        if anchor is None:
            return Resolved(None, None, unplaced, "day", True)
        day = self._near(anchor, setting.tense)
        return _resolved(calendar.on_day(day) if day else None, unplaced, "day", anchor)

    def _near(self, anchor: date, tense: Tense | None) -> date | None:
        if self.direction in ("next", "later"):
            return calendar.weekday_after(anchor, self.number, or_same=False)
        if self.direction in ("past", "earlier"):
            return calendar.weekday_before(anchor, self.number, or_same=False)
        if self.direction == "this" and tense != "past":
            return calendar.weekday_after(anchor, self.number, or_same=True)
        if tense == "future" and self.direction is None:
            return calendar.weekday_after(anchor, self.number, or_same=False)
        return calendar.weekday_before(anchor, self.number, or_same=True)


@dataclass(frozen=True, slots=True)
class UnitAway(Meaning):
    """A calendar unit `offset` units away from the one that holds a day: "la settimana scorsa" -1, "quest'anno" 0."""

    unit: str
    offset: int
    basis: Basis = "published"

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        grain: Grain = _GRAIN_OF[self.unit]
        anchor = setting.base(self.basis, self.unit)
        if self.unit == "weekend" and anchor is not None and self.offset > 0 and anchor.weekday() < 5:
            anchor = calendar.move(anchor, "week", -1)  # "il prossimo fine settimana" is the coming one
        day = calendar.move(anchor, _STEP_OF.get(self.unit, self.unit), self.offset) if anchor else None
        period = calendar.unit_of(day, self.unit) if day else None
        vague = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[(self.offset > 0) - (self.offset < 0)]
        return _resolved(period, vague, grain, anchor)


_GRAIN_OF: dict[str, Grain] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "weekend": "weekend",
    "month": "month", "quarter": "quarter", "third": "quarter", "half_year": "half_year", "year": "year",
    "decade": "decade", "century": "century", "millennium": "century",
}  # fmt: skip
_STEP_OF = {"weekend": "week", "millennium": "century"}


def grain_of(unit: str) -> Grain:
    """The grain of a unit of `date_words.TimeUnit`."""
    return _GRAIN_OF[unit]


@dataclass(frozen=True, slots=True)
class Shift(Meaning):
    """A point so many units before or after a day: "tre giorni fa", "fra due anni", "due settimane dopo venerdì".

    `steps` are (unit, signed count) pairs; the result is the calendar unit of the finest of them. Counts of hours,
    minutes and seconds need the moment of publication.
    """

    steps: tuple[tuple[str, int], ...]
    basis: Basis | Meaning = "published"

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        grain = _GRAIN_OF[self.steps[0][0]]
        for unit, _ in self.steps:
            grain = calendar.finer(grain, _GRAIN_OF[unit])
        vague = "PAST_REF" if self.steps[0][1] < 0 else "FUTURE_REF"
        base = Resolved(None, None, None, grain, True)
        moment = None
        if isinstance(self.basis, Meaning):
            base = self.basis.resolve(setting)
            anchor = base.first
        else:
            anchor = setting.base(self.basis, self.steps[-1][0])
            moment = setting.moment if anchor == setting.published else None
        if grain in ("hour", "minute", "second"):
            return self._moment(moment, vague, grain)
        for unit, count in self.steps:
            if anchor is not None:
                anchor = _move_units(anchor, unit, count)
        start = base.anchor if isinstance(self.basis, Meaning) else setting.base(self.basis, self.steps[-1][0])
        period = calendar.unit_of(anchor, grain) if anchor else None
        return _resolved(period, vague, grain, start)

    def _moment(self, moment: datetime | None, vague: str, grain: Grain) -> Resolved:
        if moment is None:
            return Resolved(None, None, vague, grain, True)
        at: datetime | None = moment
        for unit, count in self.steps:
            at = at and _move_moment(at, unit, count)
        if at is None:
            return Resolved(None, None, vague, grain, True)
        seconds = f":{at.second:02d}" if grain == "second" else ""
        timex = f"{at.date().isoformat()}T{at.hour:02d}:{at.minute:02d}{seconds}"
        return Resolved(at.date(), at.date(), timex, grain, True, moment.date())


def _move_units(day: date, unit: str, count: int) -> date | None:
    scale = {"millennium": 10, "third": 4}.get(unit, 1)
    return calendar.move(day, {"millennium": "century", "third": "month"}.get(unit, unit), count * scale)


def _move_moment(moment: datetime, unit: str, count: int) -> datetime | None:
    seconds = {"hour": 3600, "minute": 60, "second": 1}.get(unit)
    try:
        if seconds is not None:
            return moment + timedelta(seconds=count * seconds)
    except OverflowError:
        return None
    day = _move_units(moment.date(), unit, count)
    return datetime.combine(day, moment.time()) if day else None


@dataclass(frozen=True, slots=True)
class Future(Meaning):
    """A stretch of the future given by two counts of a unit: "tra cinque o dieci anni"."""

    unit: str
    low: int
    high: int

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        grain = _GRAIN_OF[self.unit]
        one = Shift(((self.unit, self.low),)).resolve(setting)
        other = Shift(((self.unit, self.high),)).resolve(setting)
        if one.first is None or other.last is None:
            return Resolved(None, None, "FUTURE_REF", grain, True)
        return Resolved(one.first, other.last, None, grain, True, one.anchor)


@dataclass(frozen=True, slots=True)
class Stretch(Meaning):
    """So many whole units before or after the running one: "gli scorsi due mesi", "nei 15 anni precedenti"."""

    unit: str
    count: int
    basis: Basis = "published"

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        grain = _GRAIN_OF[self.unit]
        near = UnitAway(self.unit, 1 if self.count > 0 else -1, self.basis).resolve(setting)
        far = UnitAway(self.unit, self.count, self.basis).resolve(setting)
        if near.first is None or far.first is None:
            return Resolved(None, None, near.timex, grain, True)
        first, last = (near.first, far.last) if self.count > 0 else (far.first, near.last)
        return Resolved(first, last, None, grain, True, near.anchor)


@dataclass(frozen=True, slots=True)
class Nth(Meaning):
    """The n-th unit or weekday within something longer, from its end when negative: "terzo martedì di ottobre".

    `whole` None means the running year for quarters and the like, the running month for weekdays, weeks and days.
    """

    number: int
    unit: str
    weekday: int | None = None
    whole: Meaning | None = None

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        grain = "day" if self.weekday is not None else _GRAIN_OF[self.unit]
        if self.whole is not None:
            whole = self.whole.resolve(setting)
            if whole.first is None or whole.last is None:
                return Resolved(None, None, None, grain, True)
            period = self._within(Period(whole.first, whole.last, None, whole.grain))
            if period is None:
                return Resolved(None, None, None, grain, whole.relative)
            return Resolved(period.first, period.last, period.timex, grain, whole.relative, whole.anchor)
        anchor = setting.published
        if anchor is None:
            return Resolved(None, None, None, grain, True)
        outer = "year" if self.unit in ("quarter", "third", "half_year") else "month"
        periods: list[Period] = []
        for count in (-1, 0, 1):
            day = calendar.move(anchor, outer, count)
            outer_period = calendar.unit_of(day, outer) if day else None
            if outer_period and (inner := self._within(outer_period)):
                periods.append(inner)
        return _resolved(choose(periods, setting, anchor), None, grain, anchor)

    def _within(self, whole: Period) -> Period | None:
        if self.weekday is not None:
            day = calendar.nth_weekday(whole, self.weekday, self.number)
            return calendar.on_day(day) if day else None
        if self.unit in _PARTS_OF_YEAR:
            parts, make = _PARTS_OF_YEAR[self.unit]
            number = self.number if self.number > 0 else parts + 1 + self.number
            return make(whole.first.year, number)
        if self.unit == "day":
            step = self.number - 1 if self.number > 0 else self.number + 1
            day = calendar.move(whole.first if self.number > 0 else whole.last, "day", step)
            return calendar.on_day(day) if day and whole.first <= day <= whole.last else None
        if self.unit == "week":
            return self._week(whole)
        if self.unit == "weekend":
            saturday = calendar.nth_weekday(whole, 6, self.number)
            return calendar.weekend_of(saturday) if saturday else None
        if self.unit == "decade" and whole.grain == "century":
            return calendar.decade_of(whole.first.year - 1 + 10 * (self.number - 1))
        return None

    def _week(self, whole: Period) -> Period | None:
        """Weeks of a year are ISO weeks; of a month those that lie wholly inside it."""
        if whole.grain == "year" and self.number > 0:
            first = calendar.week_of(date(whole.first.year, 1, 4))
            day = calendar.move(first.first, "week", self.number - 1) if first else None
        elif self.number > 0:
            day = calendar.nth_weekday(whole, 1, self.number)
        else:
            day = calendar.nth_weekday(whole, 7, self.number)
        return calendar.week_of(day) if day else None


_PARTS_OF_YEAR = {
    "quarter": (4, calendar.quarter_of),
    "third": (3, calendar.third_of),
    "half_year": (2, calendar.half_of),
    "bimester": (6, calendar.bimester_of),
    "month": (12, calendar.month_of),
}
