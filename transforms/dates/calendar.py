"""Arithmetic of the civil calendar: periods of whole days with their TIMEX3 value and grain.

Everything is Gregorian and proleptic. A `Period` is inclusive at both ends, as the columns `date_from` and `date_to`
are. A function that would leave the years 1 to 9999 returns None instead: such a date cannot be stored.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.contract import Grain

#: First day (month, day) of each season as the calendar of the press has it; winter ends in the next year.
SEASON_STARTS = {"SP": (3, 21), "SU": (6, 21), "FA": (9, 21), "WI": (12, 21)}

#: Grains from the finest to the coarsest; `finer` compares by this order.
GRAINS: tuple[Grain, ...] = (
    "second", "minute", "hour", "part_of_day", "day", "weekend", "week", "month", "season", "quarter", "half_year",
    "year", "decade", "century",
)  # fmt: skip

_MONTHS_OF = {"month": 1, "quarter": 3, "third": 4, "half_year": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_OF = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `first` to `last`, both included, with the TIMEX3 value that names them (None: no value)."""

    first: date
    last: date
    timex: str | None
    grain: Grain


def finer(one: Grain, other: Grain) -> Grain:
    """The finer of two grains."""
    return one if GRAINS.index(one) <= GRAINS.index(other) else other


def day_of(year: int, month: int, day: int) -> Period | None:
    """One day; None when the calendar has no such day (30 febbraio)."""
    try:
        return on_day(date(year, month, day))
    except ValueError:
        return None


def on_day(day: date) -> Period:
    """One day."""
    return Period(day, day, day.isoformat(), "day")


def month_of(year: int, month: int) -> Period | None:
    """A calendar month."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    last = date(year, month, monthrange(year, month)[1])
    return Period(date(year, month, 1), last, f"{year:04d}-{month:02d}", "month")


def year_of(year: int) -> Period | None:
    """A calendar year."""
    if not 1 <= year <= 9999:
        return None
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year:04d}", "year")


def quarter_of(year: int, number: int) -> Period | None:
    """A quarter, 1 to 4."""
    return _months(year, number, 3, f"{year:04d}-Q{number}", "quarter") if 1 <= number <= 4 else None


def half_of(year: int, number: int) -> Period | None:
    """A half year, 1 or 2."""
    return _months(year, number, 6, f"{year:04d}-H{number}", "half_year") if 1 <= number <= 2 else None


def third_of(year: int, number: int) -> Period | None:
    """A third of a year (quadrimestre), 1 to 3; TIMEX3 has no value for it."""
    return _months(year, number, 4, None, "quarter") if 1 <= number <= 3 else None


def bimester_of(year: int, number: int) -> Period | None:
    """Two months (bimestre), 1 to 6; TIMEX3 has no value for it."""
    return _months(year, number, 2, None, "month") if 1 <= number <= 6 else None


def _months(year: int, number: int, length: int, timex: str | None, grain: Grain) -> Period | None:
    first, last = month_of(year, (number - 1) * length + 1), month_of(year, number * length)
    return Period(first.first, last.last, timex, grain) if first and last else None


def season_of(year: int, code: str) -> Period | None:
    """A season by its TIMEX3 code; winter is named after the year in which it begins."""
    start = SEASON_STARTS[code]
    end_month, end_day = _SEASON_ENDS[code]
    end_year = year + 1 if code == "WI" else year
    if not (year >= 1 and end_year <= 9999):
        return None
    return Period(date(year, *start), date(end_year, end_month, end_day), f"{year:04d}-{code}", "season")


_SEASON_ENDS = {"SP": (6, 20), "SU": (9, 20), "FA": (12, 20), "WI": (3, 20)}


def decade_of(first_year: int) -> Period | None:
    """Ten years from a year that ends in 0 (1990: the nineties)."""
    if not 10 <= first_year <= 9990:
        return None
    return Period(date(first_year, 1, 1), date(first_year + 9, 12, 31), f"{first_year // 10:03d}", "decade")


def century_of(number: int) -> Period | None:
    """The n-th century: the 21st runs from 2001 to 2100, its TIMEX3 value is "20"."""
    if not 1 <= number <= 99:
        return None
    return Period(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), f"{number - 1:02d}", "century")


def week_of(day: date) -> Period | None:
    """The ISO week, Monday to Sunday, that holds the day."""
    first = move(day, "day", -day.weekday())
    last = move(first, "day", 6) if first else None
    if first is None or last is None:
        return None
    year, week, _ = day.isocalendar()
    return Period(first, last, f"{year:04d}-W{week:02d}", "week")


def weekend_of(day: date) -> Period | None:
    """Saturday and Sunday of the ISO week that holds the day."""
    week = week_of(day)
    if week is None:
        return None
    return Period(week.first + timedelta(days=5), week.last, f"{week.timex}-WE", "weekend")


def unit_of(day: date, unit: str) -> Period | None:
    """The calendar unit that holds the day: day, week, weekend, month, quarter, half_year, year, decade or century."""
    if unit == "day":
        return on_day(day)
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        return weekend_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "third":
        return third_of(day.year, (day.month + 3) // 4)
    if unit == "half_year":
        return half_of(day.year, 1 if day.month < 7 else 2)
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        return decade_of(day.year // 10 * 10)
    if unit == "century":
        return century_of((day.year + 99) // 100)
    return None


def move(day: date, unit: str, count: int) -> date | None:
    """The day `count` units later (earlier when negative); a month that is too short gives its last day.

    Args:
        day: where to start.
        unit: day, week, month, quarter, half_year, year, decade or century.
        count: how many.

    Returns:
        The day, or None when it lies outside the years 1 to 9999.
    """
    try:
        if unit in _DAYS_OF:
            return day + timedelta(days=count * _DAYS_OF[unit])
        year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS_OF[unit], 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(period: Period, weekday: int, number: int) -> date | None:
    """The n-th given weekday (1 Monday to 7 Sunday) within a period, from its end when `number` is negative."""
    if number > 0:
        day = move(period.first, "day", (weekday - period.first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        day = move(period.last, "day", -((period.last.isoweekday() - weekday) % 7) + 7 * (number + 1))
    return day if day is not None and period.first <= day <= period.last else None


def weekday_before(day: date, weekday: int, *, or_same: bool) -> date | None:
    """The last given weekday before the day; the day itself counts when `or_same`."""
    back = (day.isoweekday() - weekday) % 7
    return move(day, "day", -(back if back or or_same else 7))


def weekday_after(day: date, weekday: int, *, or_same: bool) -> date | None:
    """The first given weekday after the day; the day itself counts when `or_same`."""
    ahead = (weekday - day.isoweekday()) % 7
    return move(day, "day", ahead if ahead or or_same else 7)
