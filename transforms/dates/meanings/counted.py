"""Meanings that count units: "tre giorni fa", "gli scorsi due mesi", "tra cinque o dieci anni", "terzo martedì"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from transforms.contract import Grain
from transforms.dates import calendar
from transforms.dates.calendar import Period
from transforms.dates.meanings.base import Basis, Meaning, Resolved, Setting, grain_of, likeliest, resolved_to
from transforms.dates.meanings.points import UnitAway


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
        grain = grain_of(self.steps[0][0])
        for unit, _ in self.steps:
            grain = calendar.finer(grain, grain_of(unit))
        vague = "PAST_REF" if self.steps[0][1] < 0 else "FUTURE_REF"
        base = Resolved(None, None, None, grain, True)
        moment = None
        if isinstance(self.basis, Meaning):
            base = self.basis.resolve(setting)
            anchor = base.first
        else:
            anchor = setting.base(self.basis, self.steps[-1][0])
            if grain == "year" and self.steps[0][1] > 0 and self.basis == "told" and setting.told is None:
                anchor = None  # "trent'anni dopo" what is not told
            moment = setting.moment if anchor == setting.published else None
        if grain in ("hour", "minute", "second"):
            return self._moment(moment, vague, grain)
        for unit, count in self.steps:
            if anchor is not None:
                anchor = _move_units(anchor, unit, count)
        start = base.anchor if isinstance(self.basis, Meaning) else setting.base(self.basis, self.steps[-1][0])
        period = calendar.unit_of(anchor, grain) if anchor else None
        relative = base.relative or not isinstance(self.basis, Meaning)
        return resolved_to(period, vague, grain, start, relative)

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
    if unit == "millennium":
        return calendar.move(day, "century", count * 10)
    return calendar.move(day, unit, count)


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
        grain = grain_of(self.unit)
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
        grain = grain_of(self.unit)
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
        grain = "day" if self.weekday is not None else grain_of(self.unit)
        if self.whole is not None:
            whole = self.whole.resolve(setting)
            if whole.first is None or whole.last is None:
                return Resolved(None, None, None, grain, True)
            period = self._within(Period(whole.first, whole.last, None, whole.grain))
            return resolved_to(period, None, grain, whole.anchor, whole.relative)
        anchor = setting.published
        if anchor is None:
            return Resolved(None, None, None, grain, True)
        outer = "year" if self.unit in ("bimester", "quarter", "third", "half_year") else "month"
        periods: list[Period] = []
        for count in (-1, 0, 1):
            day = calendar.move(anchor, outer, count)
            outer_period = calendar.unit_of(day, outer) if day else None
            if outer_period and (inner := self._within(outer_period)):
                periods.append(inner)
        return resolved_to(likeliest(periods, setting, anchor), None, grain, anchor)

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
