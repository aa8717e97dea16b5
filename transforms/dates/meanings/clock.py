"""Meanings of parts of the day and of clock times."""

from dataclasses import dataclass
from datetime import date, timedelta

from transforms.contract import Grain
from transforms.dates import calendar
from transforms.dates.meanings.base import Basis, Meaning, Resolved, Setting
from transforms.dates.meanings.points import NearDay
from transforms.dates.words import Direction


@dataclass(frozen=True, slots=True)
class DayPart(Meaning):
    """A part of a day: "ieri sera", "notte del 17 marzo", "nel pomeriggio".

    `day` None: the day that the context gives, according to `direction`. A night is named after the evening on which
    it begins and covers both days, unless one day owns it ("notte del 24 aprile"). `until`: the second day of a night
    between two days.
    """

    code: str
    day: Meaning | None = None
    direction: Direction | None = None
    until: Meaning | None = None

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        if self.day is not None:
            whole = self.day.resolve(setting)
            if whole.first is None:
                return Resolved(None, None, f"T{self.code}", "part_of_day", True, None)
            over = self.until is not None or (self.code == "NI" and isinstance(self.day, NearDay))  # "ieri notte"
            last = whole.first + timedelta(days=1) if over else whole.first
            return Resolved(
                whole.first, last, f"{whole.first.isoformat()}T{self.code}", "part_of_day", whole.relative, whole.anchor
            )
        day, anchor = self._day(setting)
        if day is None:
            return Resolved(None, None, f"T{self.code}", "part_of_day", True)
        last = day
        if self.code == "NI" and self.direction != "same":
            last = calendar.move(day, "day", 1) or day
        return Resolved(day, last, f"{day.isoformat()}T{self.code}", "part_of_day", True, anchor)

    def _day(self, setting: Setting) -> tuple[date | None, date | None]:
        """The day that owns this part, and the day it was found from."""
        anchor = setting.clock_day() if self.direction is None else setting.base(basis_of(self.direction), "clock")
        if anchor is None:
            return None, None
        if self.direction is None and self.code == "MO" and setting.night_ends is not None:
            anchor = setting.night_ends  # "la notte fra il 5 e il 6; all'alba"
        night = self.code == "NI"
        offset = {"later": 1, "earlier": -1, "next": 0 if night else 1, "past": -1}.get(self.direction or "", 0)
        if night and self.direction in (None, "this") and anchor == setting.published and setting.tense != "future":
            offset = -1  # told in the past on the day itself: the night that has just ended
        return calendar.move(anchor, "day", offset), anchor


#: A clock time before dawn that lies so much earlier than the one told before it in its sentence is of the next day.
_HALF_DAY, _MORNING = 12, 7


@dataclass(frozen=True, slots=True)
class Clock(Meaning):
    """A clock time, 0:00 to 24:00, on a day told with it or by the context."""

    hour: int
    minute: int | None = None
    second: int | None = None
    day: Meaning | None = None

    def grain(self) -> Grain:
        """hour, minute or second: as fine as it is written."""
        return "second" if self.second is not None else "minute" if self.minute is not None else "hour"

    def label(self) -> str:
        """The clock as TIMEX3 writes it after a day: ``T20:40``; seconds only where they are written."""
        seconds = f":{self.second:02d}" if self.second is not None else ""
        return f"T{self.hour % 24:02d}:{self.minute or 0:02d}{seconds}"

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        day, anchor = clock_day(self.day, setting)
        if self.day is None and self.hour < 7 and setting.night_ends is not None:
            day = setting.night_ends  # "nella notte tra il 5 e il 6 marzo, alle 2"
        elif (
            day is not None and self.day is None and setting.told_hour - self.hour > _HALF_DAY and self.hour < _MORNING
        ):
            day = calendar.move(day, "day", 1)  # "iniziati sabato alle 22, i controlli sono durati fino alle tre"
        if day is not None and self.hour == 24 and not (self.day is None and setting.tense == "past"):
            day = calendar.move(day, "day", 1)
        if day is None:
            return Resolved(None, None, self.label(), self.grain(), True)
        return Resolved(day, day, day.isoformat() + self.label(), self.grain(), True, anchor)


def clock_day(day: Meaning | None, setting: Setting) -> tuple[date | None, date | None]:
    """The day of a clock time and the day against which it was found."""
    if day is not None:
        whole = day.resolve(setting)
        # A part of day that runs over midnight is no single day, but its first one is meant.
        return whole.first, whole.anchor or whole.first
    anchor = setting.clock_day()
    return anchor, anchor


@dataclass(frozen=True, slots=True)
class ClockRange(Meaning):
    """From one clock time to another; None is an open end.

    `ends_on`: the day is told behind the end, so that a night begins on the one before ("dalle 22 alle 6 di sabato").
    """

    low: Clock | None
    high: Clock | None
    day: Meaning | None = None
    ends_on: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        day, anchor = clock_day(self.day, setting)
        if day is not None and self.ends_on and self._over_midnight():
            day = calendar.move(day, "day", -1)
        ends: list[str] = []
        last = day
        for end in (self.low, self.high):
            if end is None:
                ends.append("..")
                continue
            at = day
            if day is not None and (end.hour == 24 or (end is self.high and self._over_midnight())):
                at = last = calendar.move(day, "day", 1)
            ends.append((at.isoformat() if at else "") + end.label())
        grain = calendar.finer((self.low or self.high or Clock(0)).grain(), (self.high or self.low or Clock(0)).grain())
        return Resolved(day, last, "/".join(ends), grain, True, anchor)

    def _over_midnight(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return (self.high.hour, self.high.minute or 0) < (self.low.hour, self.low.minute or 0)


def basis_of(direction: Direction) -> Basis:
    """From which day a word of direction counts."""
    if direction == "same":
        return "same"
    return "told" if direction in ("later", "earlier") else "published"


@dataclass(frozen=True, slots=True)
class LastHours(Meaning):
    """So many hours or minutes before or after the moment of publication: "le ultime due ore".

    Without that moment it only measures.
    """

    unit: str
    count: int
    timex: str | None

    def resolve(self, setting: Setting) -> Resolved:
        """See `Meaning.resolve`."""
        grain: Grain = "hour" if self.unit == "hour" else "minute" if self.unit == "minute" else "second"
        if setting.moment is None:
            return Resolved(None, None, self.timex, grain, True)
        now = setting.moment.replace(microsecond=0)
        if self.unit == "hour":
            now = now.replace(minute=0, second=0)
        elif self.unit == "minute":
            now = now.replace(second=0)
        seconds = {"hour": 3600, "minute": 60, "second": 1}[self.unit]
        if self.count > 0 and now < setting.moment:
            now += timedelta(seconds=seconds)  # the coming hours are whole ones
        try:
            far = now + timedelta(seconds=seconds * self.count)
        except OverflowError:
            return Resolved(None, None, self.timex, grain, True)
        first, last = min(now, far), max(now, far)
        form = "%Y-%m-%dT%H:%M:%S" if self.unit == "second" else "%Y-%m-%dT%H:%M"
        timex = f"{first.strftime(form)}/{last.strftime(form)}"
        return Resolved(first.date(), last.date(), timex, grain, True, setting.moment.date())
