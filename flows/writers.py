"""The result of a query, written for people, for programs or for spreadsheets.

`csv`, `json` and `parquet` hold every value exactly. `xlsx` is for spreadsheets: a text stays a text there, even one
that begins with ``=``. `md` is for documents: what Markdown would take for its own signs is escaped.
"""

import csv
import io
import json
import math
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, TextIO

import duckdb

from flows.terminal import markdown, plain_number, printable, say
from transforms.contract import DECIMAL_SCALE

if TYPE_CHECKING:
    from pyarrow import RecordBatchReader, Table

ITALIAN_TIME = "SET TimeZone = 'Europe/Rome'"
_FETCH = 1_000
#: Rows that a table shows in a terminal, and elsewhere.
_SEEN_ROWS, _TABLE_ROWS = 100, 10_000
#: DuckDB may draw a column of text so narrow to find place for others.
_NARROW = 14


@dataclass(frozen=True, slots=True)
class Rows:
    """A result, row by row.

    Attributes:
        names: of its columns; one may come twice.
        types: of its columns, as DuckDB calls them.
        rows: each is read once.
    """

    names: list[str]
    types: list[str]
    rows: Iterator[Sequence[Any]]

    @classmethod
    def of(cls, con: duckdb.DuckDBPyConnection) -> "Rows":
        """The result of the last query of a connection."""
        columns = con.description or []
        return cls([column[0] for column in columns], [str(column[1]) for column in columns], _fetched(con))


def _fetched(con: duckdb.DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    while rows := con.fetchmany(_FETCH):
        yield from rows


def write_csv(result: Rows, out: TextIO) -> None:
    r"""RFC 4180 with ``\n`` line ends; NULL is an empty cell."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.names)
    for row in result.rows:
        writer.writerow([plain(value) for value in row])


def write_json(result: Rows, out: TextIO) -> None:
    """An array with one object a line."""
    keys = _unique(result.names)
    separator = "[\n"
    for row in result.rows:
        record = dict(zip(keys, (_jsonable(value) for value in row), strict=True))
        out.write(separator + json.dumps(record, ensure_ascii=False, allow_nan=False))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_markdown(result: Rows, out: TextIO) -> None:
    """A table of Markdown; NULL is an empty cell, and all stands on one line."""
    rules = ["--:" if _is_number(kind) else "---" for kind in result.types]
    for cells in ([markdown(name) for name in result.names], rules):
        out.write(f"| {' | '.join(cells)} |\n")
    for row in result.rows:
        out.write(f"| {' | '.join('' if value is None else markdown(plain(value)) for value in row)} |\n")


def _is_number(kind: str) -> bool:
    return kind.startswith(("DECIMAL", "DOUBLE", "FLOAT")) or kind.endswith(("INT", "INTEGER"))


def write_parquet(batches: "RecordBatchReader", out: IO[bytes]) -> None:
    """Parquet, with the types of the result."""
    from pyarrow import parquet

    with parquet.ParquetWriter(out, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def write_xlsx(result: Rows, out: IO[bytes]) -> None:
    """A workbook of Excel with one sheet; no text becomes a formula or a link.

    Raises:
        UsageError: the package that writes such files is missing, or a sheet cannot hold so many rows.
    """
    from flows.export.workbook import opened_book

    book = io.BytesIO()  # nothing of it goes out when it comes to no end
    with opened_book(book) as add_sheet:
        add_sheet("spoglio", result.names, (tuple(map(_sheet_value, row)) for row in result.rows))
    out.write(book.getvalue())


def _sheet_value(value: Any) -> Any:
    """What a cell holds: numbers, days, texts."""
    return plain(value) if isinstance(value, (list, dict, tuple, bytes)) else value


def write_record(result: Rows, out: TextIO, width: int | None = None) -> None:
    """A row a page: a line a column, longer texts in several.

    Args:
        result: the rows.
        out: where it goes.
        width: of the terminal; None: as wide as it needs.
    """
    names = [printable(name) for name in result.names]
    left = max(map(len, names)) + 2
    room = max(width - left, 20) if width else None
    number = 0
    for number, row in enumerate(result.rows, start=1):
        title = f"── row {number} "
        out.write(title + "─" * ((width or 80) - len(title)) + "\n")
        for name, value in zip(names, row, strict=True):
            text = printable("NULL" if value is None else plain(value))
            lines = textwrap.wrap(text, room) if room and len(text) > room else [text]
            out.write(f"{name:<{left}}{(chr(10) + ' ' * left).join(lines)}".rstrip() + "\n")
    out.write(f"({number} row{'' if number == 1 else 's'})\n")


def write_table(batches: "RecordBatchReader", out: TextIO, width: int | None = None) -> None:
    """DuckDB's own table. Where its columns do not fit side by side the first ones are shown, not the first and last.

    Args:
        batches: the result.
        out: where it goes.
        width: of the terminal; None: as wide as it needs.
    """
    most = _TABLE_ROWS if width is None else _SEEN_ROWS
    rows, is_cut = _first(batches, most)
    shown, count = "", rows.num_columns
    with duckdb.connect() as con:
        con.execute(ITALIAN_TIME)
        # No column is narrower than four characters.
        for count in range(min(rows.num_columns, (width or 1_000_000) // 4), 0, -1):
            shown = _drawn(con.from_arrow(rows.select(range(count))), width)
            if "│ … │" not in shown.split("\n", 2)[1]:
                break
    out.write(shown)
    if count < rows.num_columns:
        say(f"{count} of {rows.num_columns} columns are shown; add --record for all, or SELECT those that you want.")
    if is_cut:
        say(f"Only the first {most} rows are shown; add a LIMIT, or --format csv for all.")


def _first(batches: "RecordBatchReader", most: int) -> tuple["Table", bool]:
    """The first rows, and whether there are more."""
    import pyarrow

    taken, n_rows = [], 0
    for batch in batches:
        taken.append(batch)
        n_rows += batch.num_rows
        if n_rows > most:
            break
    rows = _without_zeros(pyarrow.Table.from_batches(taken, batches.schema))
    return rows.slice(0, most), n_rows > most


def _without_zeros(rows: "Table") -> "Table":
    """The numbers of our tables without the twelve places of their columns."""
    import pyarrow

    for at, field in enumerate(rows.schema):
        if pyarrow.types.is_decimal(field.type) and field.type.scale == DECIMAL_SCALE:
            rows = rows.set_column(at, field.name, rows.column(at).cast(pyarrow.float64()))
    return rows


def _drawn(relation: duckdb.DuckDBPyRelation, width: int | None) -> str:
    """A table as DuckDB draws it, without what would harm a terminal."""
    drawn = io.StringIO()
    with redirect_stdout(drawn):
        relation.show(max_width=width or 1_000_000, max_rows=_TABLE_ROWS, max_col_width=_NARROW)
    return printable(drawn.getvalue().rstrip("\n"), keep="\n") + "\n"


def plain(value: Any) -> Any:
    """A value as text, exactly: numbers without the zeros that the column's scale adds."""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(_jsonable(value), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return value.hex()
    return value


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, float):
        return None if not math.isfinite(value) else int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value) if not isinstance(value, timedelta) else value.total_seconds()


def _number(value: Decimal) -> int | float | str:
    """A JSON number when it holds the value exactly, else its digits as text."""
    if not value.is_finite():
        return str(value)
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else plain_number(value)


def _unique(names: list[str]) -> list[str]:
    """Column names as keys of an object: one that comes again gets a number."""
    keys: list[str] = []
    for name in names:
        key, number = name, 1
        while key in keys:
            key, number = f"{name}_{number}", number + 1
        keys.append(key)
    return keys
