"""What every meaning of a date has: the setting it is resolved in, and the days that come out.

Expressions build meanings without knowing any day; `resolve` turns one into days. A meaning that cannot be placed (no
day of publication, nothing told before) resolves to no days but keeps its TIMEX3 value ("XXXX-WXX-3").
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from transforms.contract import Grain
from transforms.dates.calendar import Period

Tense = Literal["past", "future"]
#: From which day an expression counts: the day of publication, the day the text told last (else that of publication),
#: or only a day that was told ("quel giorno").
Basis = Literal["published", "told", "same"]


#: How much nearer a day against the tense of the verb must be to be meant all the same.
_AGAINST_TENSE: dict[Tense, int] = {"past": 4, "future": 8}


_LONG_UNITS = frozenset({"month", "quarter", "third", "half_year", "year", "decade", "century", "millennium"})


#: A day farther from that of publication is history: the next sentence is back in the news.
_NEWS_DAYS = 30


@dataclass(slots=True)
class Setting:
    """What surrounds an expression.

    `published`, `moment`: day and moment of publication. `told_day`: the last single day that the text told.
    `told`: the last day, month or year that it told. `stretch`: the last of several days, up to publication where it
    only tells a beginning. `told_year`: a year written out earlier in the same sentence.
    `tense`: of the verb that governs the expression. `night_ends`: the morning on which a night told just before ends.
    `same_sentence`: the day told last stands in the same sentence.
    `told_hour`: of the time told last in the sentence, 0 for none.
    `due`: a weekday until which, or for which, something is set.
    `ahead`: the day told last lies after publication. `single_day`: that day, unless it only ends something; `beside`:
    the same where a weekday goes on from it.
    `forward`: nothing but dates is written, as in a calendar of events: they lie ahead.
    """

    published: date | None
    moment: datetime | None = None
    told_day: date | None = None
    told: Period | None = None
    stretch: Period | None = None
    told_year: int | None = None
    tense: Tense | None = None
    night_ends: date | None = None
    forward: bool = False
    same_sentence: bool = False
    ahead: bool = False
    told_hour: int = 0
    due: bool = False
    single_day: date | None = None
    beside: date | None = None

    def base(self, basis: Basis, unit: str = "day") -> date | None:
        """The day to count units from: days from the last day told, months and years from whatever was told last."""
        if basis == "published":
            return self.published
        told = self.told.first if self.told else None
        found = (told or self.told_day) if unit in _LONG_UNITS else (self.told_day or told)
        if unit == "clock" and self.told is not None and found != self.told_day and self.told.last != found:
            found = None  # no clock strikes in a year
        return found or (self.published if basis == "told" else None)

    def clock_day(self) -> date | None:
        """The day of a clock time or part of a day told alone: the one told last, unless a story of long ago ended."""
        day = self.base("told", "clock")
        if day is None or self.published is None or self.same_sentence:
            return day
        return day if abs((self.published - day).days) <= _NEWS_DAYS else self.published


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days of a meaning, inclusive; `anchor` is the day it was resolved against."""

    first: date | None
    last: date | None
    timex: str | None
    grain: Grain
    relative: bool
    anchor: date | None = None


def resolved_to(
    period: Period | None, timex: str | None, grain: Grain, anchor: date | None, relative: bool = True
) -> Resolved:
    """The days of a period that was found from `anchor`; None keeps the TIMEX3 value alone."""
    if period is None:
        return Resolved(None, None, timex, grain, relative)
    return Resolved(period.first, period.last, period.timex or timex, grain, relative, anchor)


def likeliest(periods: list[Period], setting: Setting, day: date) -> Period | None:
    """The period that is meant of several that only differ in an unwritten year or month.

    The nearest to `day`; one on the wrong side of the verb's tense must be much nearer to be chosen.
    """
    best, least = None, None
    if setting.forward:
        periods = [period for period in periods if period.last >= day] or periods
    for period in periods:
        if period.first <= day <= period.last:
            weight = 0
        elif period.last < day:
            weight = (day - period.last).days * (_AGAINST_TENSE["future"] if setting.tense == "future" else 1)
        else:
            cost = {"past": _AGAINST_TENSE["past"], "future": 1, None: 1}[setting.tense]
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


_GRAIN_OF: dict[str, Grain] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "weekend": "weekend",
    "month": "month", "bimester": "month", "quarter": "quarter", "third": "quarter", "half_year": "half_year",
    "year": "year", "decade": "decade", "century": "century", "millennium": "century",
}  # fmt: skip


def grain_of(unit: str) -> Grain:
    """The grain of a unit of `words.TimeUnit`."""
    return _GRAIN_OF[unit]
