"""What can be exported: tables, kept tables and views, each with its columns, keys and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import duckdb

from flows.terminal import printable
from transforms.contract import ACROSS, BESIDE, DIMENSIONS, TABLES, Row, Shingle
from transforms.errors import UsageError
from transforms.frames import keys_of, references_of
from warehouse.ddl import INDEXES, describe, kept_tables, quoted, read_views

#: Keys of kept tables and views; the others have none.
_VIEW_KEYS = {
    "claims": ("figure_id",), "statements": ("quote_id",), "readings": ("doc_id",),
    "appearances": ("doc_id", "entity_id"),
    "fact_entities": ("table_name", "row_id", "role", "entity_id"), "evidence": ("table_name", "row_id"),
    "figures_once": ("figure_id",), "answers": ("attribution_id",), "doubts": ("finding_id",),
    "entity_profile": ("entity_id",), "entity_pairs": ("entity_id", "other_id"), "places": ("entity_id",),
    "agenda": ("date_id",), "run_summary": ("run_id",), "published_answers": ("answer_id",),
    "ledger": ("quantity_id",), "figure_history": ("figure_id",), "figures_in_conflict": ("figure_id",),
}  # fmt: skip
#: Shingles are of no use without the program that cuts them.
_ROWS: tuple[type[Row], ...] = (*TABLES, *(row for row in ACROSS if row is not Shingle), *BESIDE, *DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type in DuckDB, what it holds, and the unit of its numbers where they have one."""

    name: str
    kind: str
    about: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view.

    Attributes:
        name: as in the warehouse.
        about: what a row is.
        columns: in their order.
        key: the columns that together identify a row; empty: none do.
        references: column → table and column whose keys it holds.
        row_class: its class in the contract; None for kept tables and views.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: dict[str, tuple[str, str]]
    row_class: type[Row] | None = None


def names() -> tuple[str, ...]:
    """All names that can be exported, those first to which others refer; not the indexes of words."""
    of_rows = [row.table for row in _ROWS]
    views = [view.name for view in (*kept_tables(), *read_views())]
    return (*of_rows, *(name for name in views if name not in INDEXES))


def choose(con: duckdb.DuckDBPyConnection, only: Sequence[str] | None) -> list[Table]:
    """The tables and views to export; references to others than these are left out.

    Args:
        con: a connection to the warehouse.
        only: their names; None: all.

    Raises:
        UsageError: one is neither a table nor a view.
    """
    wanted = names() if only is None else tuple(dict.fromkeys(only))
    for name in wanted:
        if name not in names():
            raise UsageError(f"There is no table or view {printable(name)[:80]!r}; there are {', '.join(names())}.")
    return [_table(con, name, wanted) for name in names() if name in wanted]


def _table(con: duckdb.DuckDBPyConnection, name: str, wanted: Sequence[str]) -> Table:
    kinds = con.execute(f"SELECT column_name, column_type FROM (DESCRIBE {quoted(name)})").fetchall()
    row = next((row for row in _ROWS if row.table == name), None)
    if row is not None:
        about, key, references = (row.__doc__ or "").strip().splitlines()[0], keys_of(row), references_of(row)
        texts = {column: describe(row, column) for column in row.model_fields}
    else:
        view = next(view for view in (*kept_tables(), *read_views()) if view.name == name)
        about, key, texts = view.comment, _VIEW_KEYS.get(name, ()), view.columns
        references = {column: target for column, target in _targets().items() if column in texts}
    kept = {column: target for column, target in references.items() if target[0] in wanted}
    columns = tuple(Column(column, kind, texts[column], _units().get(column)) for column, kind in kinds)
    return Table(name, about, columns, key, kept, row)


@cache
def _targets() -> dict[str, tuple[str, str]]:
    """Column of a view → the key that it holds: a column has the same name everywhere."""
    found: dict[str, tuple[str, str]] = {
        "other_id": ("entities", "entity_id"), "other_figure_id": ("figures", "figure_id"),
    }  # fmt: skip
    for row in (*TABLES, *ACROSS):
        if len(keys_of(row)) == 1:
            found.setdefault(keys_of(row)[0], (row.table, keys_of(row)[0]))
    for row in (*TABLES, *ACROSS):
        for column, target in references_of(row).items():
            found.setdefault(column, target)
    return found


@cache
def _units() -> dict[str, str]:
    """Column → unit of its numbers, as the contract tells; those of views have the names of tables or their own."""
    told: dict[str, str] = {"seconds": "s"}
    for row in TABLES:
        for column, field in row.model_fields.items():
            extra = field.json_schema_extra
            if isinstance(extra, dict) and extra.get("unit"):
                told[column] = str(extra["unit"])
    for base, more in (
        ("low", ("whole_low", "latest_low", "other_low")),
        ("high", ("whole_high", "latest_high", "other_high")),
        ("confidence", ("counted_confidence", "subject_confidence", "source_confidence", "period_confidence")),
    ):
        told |= {name: told[base] for name in more if base in told}
    return told
