"""Dimensions are made of reference tables and contract, and what facts say is found in them."""

from datetime import date

import duckdb
import pytest

from transforms.contract import DIMENSIONS, TABLES, CalendarDay, PlaceName, Relationship, Row
from transforms.frames import keys_of, references_of
from transforms.reference import read_reference
from warehouse.dimensions import make_dimensions, rows_of


@pytest.mark.parametrize("row", DIMENSIONS, ids=lambda row: row.table)
def test_keys_are_unique(row: type[Row]) -> None:
    frame = rows_of(row)
    assert frame.height
    assert frame.select(keys_of(row)).is_unique().all()


def test_the_calendar_names_days_and_holidays() -> None:
    days = {row["day"]: row for row in rows_of(CalendarDay).iter_rows(named=True)}
    easter = days[date(2026, 4, 5)]
    assert (easter["weekday"], easter["iso_week"], easter["month_name"], easter["holiday"]) == (
        "domenica", "2026-W14", "aprile", "Pasqua",
    )  # fmt: skip
    assert days[date(2026, 6, 2)]["holiday"] == "Festa della Repubblica"
    assert (days[date(2021, 1, 1)]["iso_week"], days[date(2026, 12, 31)]["quarter"]) == ("2020-W53", "2026-Q4")
    named = {row["holiday"] for row in days.values()} - {None}
    assert named == {row["name"] for row in read_reference("it/dates/public_holidays")}


def test_places_know_their_region() -> None:
    places = {row["name"]: row for row in rows_of(PlaceName).iter_rows(named=True)}
    assert (places["Bologna"]["region"], places["Bologna"]["region_code"]) == ("Emilia-Romagna", "IT-45")
    assert (places["Sicilia"]["region"], places["Aosta"]["country_code"]) == ("Sicilia", "IT")
    assert places["Parigi"]["region"] is None
    assert len({row["region"] for row in places.values()} - {None}) == 20


def test_every_reference_is_a_relationship() -> None:
    told = {tuple(row) for row in rows_of(Relationship).iter_rows()}
    wanted = {(row.table, column, *target) for row in TABLES for column, target in references_of(row).items()}
    assert wanted <= told


def test_dimensions_are_made_anew_and_described() -> None:
    with duckdb.connect() as con:
        for _ in range(2):
            make_dimensions(con, {row.table for row in DIMENSIONS})
        ((untold,),) = con.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        assert untold == 0
