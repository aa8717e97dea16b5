"""Meanings of one place in the calendar: a date, a weekday, a day counted from another, the running or next unit."""

from dataclasses import dataclass, replace
from datetime import date

from transforms.contract import Grain
from transforms.dates import calendar
from transforms.dates.calendar import Period
from transforms.dates.meanings.base import Basis, Meaning, Resolved, Setting, grain_of, likeliest, resolved_to
from transforms.dates.words import Direction


@dataclass(frozen=True, slots=True)
class Fixed(Meaning):
    """A period that needs nothing else: a year, a decade, a century."""

    period: Period

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        return Resolved(self.period.first, self.period.last, self.period.timex, self.period.grain, False)


def year_meant(year: int) -> Fixed:
    """A calendar year, 1 to 9999."""
    period = calendar.year_of(year)
    assert period is not None
    return Fixed(period)


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
            return resolved_to(period, self._unplaced(), grain, None, relative=False)
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
            return resolved_to(period, None, grain, setting.told.first if setting.told else anchor)
        if anchor is None:  # a year told in another sentence is as often another one
            return Resolved(None, None, self._unplaced(), grain, True)
        # A leap day may be eight years from the next one.
        reach = 8 if (self.month, self.day) == (2, 29) else 1
        periods = [p for year in range(anchor.year - reach, anchor.year + reach + 1) if (p := self._in_year(year))]
        if self.direction in ("past", "next", "this"):
            return resolved_to(self._directed(periods, anchor), self._unplaced(), grain, anchor)
        if self.weekday is not None and grain == "day":
            fitting = [period for period in periods if period.first.isoweekday() == self.weekday]
            if setting.tense == "future":  # the verb is surer than the weekday, in which writers slip
                fitting = [period for period in fitting if period.first >= anchor]
            periods = fitting or periods
        return resolved_to(likeliest(periods, setting, anchor), self._unplaced(), grain, anchor)

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
        beside = self._beside(setting.told_day)
        if beside is not None and self.direction is None:
            return resolved_to(calendar.on_day(beside), self._unplaced(), "day", anchor)
        reach = 12 if self.weekday is not None else 1
        periods: list[Period] = []
        for count in range(-reach, reach + 1):
            month = calendar.move(day.replace(day=1), "month", count)
            period = month and calendar.day_of(month.year, month.month, self.day)
            if period and (self.weekday is None or period.first.isoweekday() == self.weekday):
                periods.append(period)
        if self.direction in ("past", "next"):
            return resolved_to(self._directed(periods, anchor), self._unplaced(), "day", anchor)
        if self.direction == "this":
            running = calendar.day_of(anchor.year, anchor.month, self.day)
            return resolved_to(running, self._unplaced(), "day", anchor)
        return resolved_to(likeliest(periods, setting, day), self._unplaced(), "day", anchor)

    def _beside(self, told: date | None) -> date | None:
        """The day within a week of the one told last: "da giovedì 2 ottobre a … venerdì 3"."""
        if told is None or self.weekday is None:
            return None
        near = (calendar.move(told, "day", count) for count in range(-6, 7))
        return next((day for day in near if day and (day.day, day.isoweekday()) == (self.day, self.weekday)), None)


@dataclass(frozen=True, slots=True)
class SharedDay(Meaning):
    """A day that shares month and year with the last of its list: "6" in "il 6 e il 9 febbraio"."""

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
        return resolved_to(calendar.on_day(day) if day else None, None, "day", anchor)


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
            return resolved_to(calendar.on_day(found) if found else None, unplaced, "day", whole.anchor)
        if anchor is None:
            return Resolved(None, None, unplaced, "day", True)
        day = self._near(anchor, setting)
        if setting.beside is not None and self.direction is None:
            start = calendar.move(setting.beside, "day", -3)  # "domenica 28 agosto, con due anticipi sabato"
            day = calendar.weekday_after(start, self.number, or_same=True) if start is not None else day
        return resolved_to(calendar.on_day(day) if day else None, unplaced, "day", anchor)

    def _near(self, anchor: date, setting: Setting) -> date | None:
        tense = setting.tense
        if self.direction in ("next", "later"):
            return calendar.weekday_after(anchor, self.number, or_same=False)
        if self.direction in ("past", "earlier"):
            return calendar.weekday_before(anchor, self.number, or_same=False)
        if self.direction == "this" and tense != "past":
            return calendar.weekday_after(anchor, self.number, or_same=True)
        if tense == "future" and self.direction is None:
            return calendar.weekday_after(anchor, self.number, or_same=not setting.due)
        return calendar.weekday_before(anchor, self.number, or_same=True)


@dataclass(frozen=True, slots=True)
class UnitAway(Meaning):
    """A calendar unit `offset` units away from the one that holds a day: "la settimana scorsa" -1, "quest'anno" 0."""

    unit: str
    offset: int
    basis: Basis = "published"

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        grain: Grain = grain_of(self.unit)
        anchor = setting.base(self.basis, self.unit)
        if self.unit == "weekend" and anchor is not None and self.offset > 0 and anchor.weekday() < 5:
            anchor = calendar.move(anchor, "week", -1)  # "il prossimo fine settimana" is the coming one
        day = calendar.move(anchor, _STEP_OF.get(self.unit, self.unit), self.offset) if anchor else None
        period = calendar.unit_of(day, self.unit) if day else None
        vague = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[(self.offset > 0) - (self.offset < 0)]
        return resolved_to(period, None if period else vague, grain, anchor)


_STEP_OF = {"weekend": "week", "millennium": "century"}
