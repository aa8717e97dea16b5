"""Tables that follow from reference tables and contract alone: calendar, outlets, concepts, places, relationships."""

from collections.abc import Callable, Iterator, Set
from datetime import date, timedelta
from functools import cache

import duckdb
import polars as pl

from transforms.contract import (
    ACROSS,
    DIMENSIONS,
    FACT_KEYS,
    TABLES,
    CalendarDay,
    Concept,
    Outlet,
    PlaceName,
    Relationship,
    Row,
)
from transforms.frames import keys_of, references_of, schema_of, to_frame
from transforms.reference import read_reference
from warehouse.ddl import comment_statements, create_table, kept_tables, read_views

#: The days of the calendar.
FIRST_YEAR, LAST_YEAR = 1950, 2050


def make_dimensions(con: duckdb.DuckDBPyConnection, names: Set[str]) -> None:
    """Make those dimensions anew that are among these tables."""
    for row in (row for row in DIMENSIONS if row.table in names):
        con.execute(f"DROP TABLE IF EXISTS {row.table}")
        con.execute("\n".join([create_table(row), *comment_statements(row)]))
        con.register("given", rows_of(row))
        con.execute(f"INSERT INTO {row.table} BY NAME FROM given")
        con.unregister("given")


@cache
def rows_of(row: type[Row]) -> pl.DataFrame:
    """The rows of one dimension."""
    return _calendar() if row is CalendarDay else to_frame(_MAKERS[row](), row)


def _calendar() -> pl.DataFrame:
    """Written as a frame at once: a row class a day would take a second."""
    rows = []
    weekdays, months = _names("weekday"), _names("month")
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        holidays = {_day(line["rule"], year): line["name"] for line in read_reference("it/dates/public_holidays")}
        day = date(year, 1, 1)
        while day.year == year:
            iso = day.isocalendar()
            week, month = f"{iso.year}-W{iso.week:02}", f"{year}-{day.month:02}"
            quarter = f"{year}-Q{(day.month + 2) // 3}"
            named = (weekdays[iso.weekday], iso.weekday, week, month, months[day.month], quarter)
            rows.append((day, *named, year, iso.weekday > 5, holidays.get(day)))
            day += timedelta(days=1)
    return pl.DataFrame(rows, schema=schema_of(CalendarDay), orient="row")


def _names(unit: str) -> dict[int, str]:
    """Number → Italian name of a weekday or month: the first one, without its variants."""
    names: dict[int, str] = {}
    for line in read_reference(f"it/dates/{unit}s"):
        if line["language"] == "it":
            names.setdefault(int(line["number"]), line[unit])
    return names


def _day(rule: str, year: int) -> date:
    """The day of a rule: ``12-25`` or ``easter+1``."""
    if rule.startswith("easter"):
        from transforms.dates import easter  # here: whoever only opens a warehouse need not load all that reads dates

        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    month, day = rule.split("-")
    return date(year, int(month), int(day))


def _outlets() -> Iterator[Outlet]:
    for line in read_reference("world/outlets", required=("name", "patterns", "kind")):
        yield Outlet.model_validate(
            {name: line[name] for name in ("kind", "patterns", "source")}
            | {"outlet": line["name"], "family": line["family"] or None}
        )


def _concepts() -> Iterator[Concept]:
    for line in read_reference("it/claims/concepts"):
        if line["form"] not in ("disease", "person"):
            yield Concept(concept=line["concept"], word=line["word"], form=line["form"])


def _places() -> Iterator[PlaceName]:
    countries = {line["code"]: line for line in read_reference("world/territories")}
    names: dict[str, str] = {line["name"]: code for code, line in countries.items()}
    for line in read_reference("world/entities"):
        if line["kind"] == "LOC" and line["country"] in countries:
            names.setdefault(line["name"], line["country"])
    regions: dict[str, dict[str, str | None]] = {}
    for line in read_reference("world/italian_regions"):
        for name in (line["name"], *line["places"].split(" | ")):
            regions[name] = {"region": line["name"], "region_code": line["code"]}
            names.setdefault(name, "it")
    for name, code in sorted(names.items()):
        told = countries[code]
        yield PlaceName.model_validate(
            {"name": name, "country": told["name"], "country_code": code.upper(), "continent": told["region"] or None}
            | (regions.get(name, {}) if code == "it" else {})
        )


def _relationships() -> Iterator[Relationship]:
    for row in (*TABLES, *ACROSS):
        for column, (table, key) in references_of(row).items():
            yield Relationship(table_name=row.table, column_name=column, refers_to_table=table, refers_to_column=key)
    for fact_table, key in FACT_KEYS.items():
        yield Relationship(
            table_name="attributions", column_name="fact_id", refers_to_table=fact_table, refers_to_column=key
        )
    for table, column, other, key in _MORE:
        yield Relationship(table_name=table, column_name=column, refers_to_table=other, refers_to_column=key)
    keys = {keys_of(row)[0]: row.table for row in reversed((*TABLES, *ACROSS)) if len(keys_of(row)) == 1}
    for view in (*kept_tables(), *read_views()):
        for column in view.columns:
            key = _OTHER_NAMES.get(column, "entity_id" if column.endswith("_entity_id") else column)
            if key in keys:
                yield Relationship(
                    table_name=view.name, column_name=column, refers_to_table=keys[key], refers_to_column=key
                )


_MORE = (
    ("documents", "outlet", "outlets", "outlet"), ("documents", "published_on", "calendar", "day"),
    ("figures", "concept", "concepts", "concept"), ("claims", "concept", "concepts", "concept"),
    ("figures_once", "concept", "concepts", "concept"), ("claims", "published_on", "calendar", "day"),
    ("ledger", "concept", "concepts", "concept"),
    ("statements", "published_on", "calendar", "day"), ("fact_entities", "row_id", "figures", "figure_id"),
    ("fact_entities", "row_id", "quotes", "quote_id"), ("fact_entities", "row_id", "claims", "figure_id"),
    ("fact_entities", "row_id", "statements", "quote_id"), ("evidence", "row_id", "figures", "figure_id"),
    ("evidence", "row_id", "quotes", "quote_id"), ("evidence", "row_id", "dates", "date_id"),
    ("evidence", "row_id", "mentions", "mention_id"),
)  # fmt: skip
#: Columns of views that hold the keys of another column's table.
_OTHER_NAMES = {
    "part_of": "figure_id", "other_id": "entity_id", "other_figure_id": "figure_id", "against_figure_id": "figure_id",
}  # fmt: skip

_MAKERS: dict[type[Row], Callable[[], Iterator[Row]]] = {
    Outlet: _outlets,
    Concept: _concepts,
    PlaceName: _places,
    Relationship: _relationships,
}
