"""Periods of the calendar, checked against the standard library and published tables."""

from datetime import date, timedelta

import pytest

from transforms.dates import calendar
from transforms.dates.calendar import Period

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


def days(period: Period | None) -> tuple[str, str, str | None, str]:
    assert period is not None
    return str(period.first), str(period.last), period.timex, period.grain


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (calendar.day_of(2026, 2, 11), ("2026-02-11", "2026-02-11", "2026-02-11", "day")),
        (calendar.month_of(2024, 2), ("2024-02-01", "2024-02-29", "2024-02", "month")),
        (calendar.year_of(2014), ("2014-01-01", "2014-12-31", "2014", "year")),
        (calendar.quarter_of(2014, 2), ("2014-04-01", "2014-06-30", "2014-Q2", "quarter")),
        (calendar.half_of(2014, 2), ("2014-07-01", "2014-12-31", "2014-H2", "half_year")),
        (calendar.third_of(2014, 3), ("2014-09-01", "2014-12-31", None, "quarter")),
        (calendar.bimester_of(2014, 1), ("2014-01-01", "2014-02-28", None, "month")),
        (calendar.season_of(2014, "SU"), ("2014-06-21", "2014-09-20", "2014-SU", "season")),
        (calendar.season_of(2014, "WI"), ("2014-12-21", "2015-03-20", "2014-WI", "season")),
        (calendar.decade_of(1990), ("1990-01-01", "1999-12-31", "199", "decade")),
        (calendar.century_of(21), ("2001-01-01", "2100-12-31", "20", "century")),
        (calendar.century_of(1), ("0001-01-01", "0100-12-31", "00", "century")),
        (calendar.week_of(date(2025, 8, 17)), ("2025-08-11", "2025-08-17", "2025-W33", "week")),
        (calendar.week_of(date(2021, 1, 3)), ("2020-12-28", "2021-01-03", "2020-W53", "week")),
        (calendar.weekend_of(date(2016, 11, 7)), ("2016-11-12", "2016-11-13", "2016-W45-WE", "weekend")),
    ],
)
def test_periods(period: Period | None, expected: tuple[str, str, str | None, str]) -> None:
    assert days(period) == expected


@pytest.mark.parametrize(
    "period",
    [
        calendar.day_of(2023, 2, 29), calendar.day_of(2024, 13, 1), calendar.day_of(0, 1, 1), calendar.month_of(2024, 0),
        calendar.year_of(10000), calendar.quarter_of(2014, 5), calendar.half_of(2014, 0), calendar.season_of(9999, "WI"),
        calendar.decade_of(0), calendar.century_of(0), calendar.century_of(100), calendar.week_of(LAST),
    ],
)  # fmt: skip
def test_what_no_calendar_has(period: Period | None) -> None:
    assert period is None


@pytest.mark.parametrize(
    ("day", "unit", "count", "expected"),
    [
        (date(2024, 1, 31), "month", 1, date(2024, 2, 29)),
        (date(2024, 2, 29), "year", -1, date(2023, 2, 28)),
        (date(2026, 2, 11), "week", -2, date(2026, 1, 28)),
        (date(2026, 2, 11), "quarter", 1, date(2026, 5, 11)),
        (date(2026, 2, 11), "third", -1, date(2025, 10, 11)),
        (date(2026, 2, 11), "decade", -1, date(2016, 2, 11)),
        (date(2026, 2, 11), "century", 1, date(2126, 2, 11)),
        (LAST, "day", 1, None),
        (FIRST, "year", -1, None),
        (date(2026, 2, 11), "day", 10**9, None),
    ],
)
def test_move(day: date, unit: str, count: int, expected: date | None) -> None:
    assert calendar.move(day, unit, count) == expected


@pytest.mark.parametrize(
    ("year", "month", "day"),
    # Butcher's algorithm against the tables of the United States Census Bureau.
    [
        (1600, 4, 2),
        (1818, 3, 22),
        (1943, 4, 25),
        (2000, 4, 23),
        (2015, 4, 5),
        (2024, 3, 31),
        (2025, 4, 20),
        (2038, 4, 25),
    ],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert calendar.easter(year) == date(year, month, day)


def test_easter_is_a_sunday_between_22_march_and_25_april() -> None:
    for year in range(1583, 4000):
        day = calendar.easter(year)
        assert day.isoweekday() == 7
        assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_weekdays_within_a_month() -> None:
    october = calendar.month_of(2014, 10)
    assert october is not None
    assert calendar.nth_weekday(october, 3, 2) == date(2014, 10, 8)
    assert calendar.nth_weekday(october, 7, -1) == date(2014, 10, 26)
    assert calendar.nth_weekday(october, 1, 5) is None


@pytest.mark.parametrize("weekday", range(1, 8))
def test_weekdays_around_a_day(weekday: int) -> None:
    wednesday = date(2026, 2, 11)
    before = calendar.weekday_before(wednesday, weekday, or_same=True)
    after = calendar.weekday_after(wednesday, weekday, or_same=True)
    assert before is not None
    assert after is not None
    assert before.isoweekday() == after.isoweekday() == weekday
    assert 0 <= (wednesday - before).days < 7
    assert 0 <= (after - wednesday).days < 7
    strictly = calendar.weekday_before(wednesday, 3, or_same=False), calendar.weekday_after(wednesday, 3, or_same=False)
    assert strictly == (date(2026, 2, 4), date(2026, 2, 18))


def test_every_unit_holds_its_day() -> None:
    day = date(1999, 12, 25)
    while day < date(2001, 2, 1):
        for unit in ("day", "week", "month", "quarter", "third", "half_year", "year", "decade", "century"):
            period = calendar.unit_of(day, unit)
            assert period is not None
            assert period.first <= day <= period.last
        day += timedelta(days=1)


def test_the_finer_grain() -> None:
    assert calendar.finer("month", "day") == "day"
    assert calendar.finer("hour", "century") == "hour"
