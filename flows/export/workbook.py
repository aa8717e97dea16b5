"""All tables as sheets of one Excel workbook: cells of text are texts, whatever they begin with."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb

from flows.export.tables import Table
from flows.terminal import plain_number
from transforms.errors import UsageError
from warehouse.ddl import quoted

NAME = "spoglio.xlsx"
_MOST_ROWS, _MOST_CHARS, _FETCH = 1_048_575, 32_767, 1_000
_FIRST_DAY = date(1900, 3, 1)  # Excel knows no days before 1900, and one too many in that year

#: What the description says of cells.
LIMITS = (
    f"Cells of text are marked as text: none is run as a formula. A text over {_MOST_CHARS:,} characters is cut to "
    "that length and ends with …; a number of more than 15 digits and a day before March 1900 are texts. Moments are "
    "in UTC."
)


def write_workbook(con: duckdb.DuckDBPyConnection, tables: Sequence[Table], path: Path) -> dict[str, int]:
    """Write a workbook, a sheet a table; table → number of rows.

    Args:
        con: a connection to the warehouse.
        tables: what to write.
        path: the file to make; what does not fit into memory lies beside it meanwhile.

    Raises:
        UsageError: the package for it is not installed, or a table has more rows than a sheet.
    """
    rows = {table.name: _count(con, table) for table in tables}
    with opened_book(str(path), path.parent) as add_sheet:
        for table in tables:
            con.execute(f"FROM {quoted(table.name)}")
            add_sheet(table.name, [column.name for column in table.columns], _fetched(con))
    return rows


@contextmanager
def opened_book(
    target: str | BytesIO, folder: Path | None = None
) -> Iterator[Callable[[str, Sequence[str], Iterable[Sequence[Any]]], None]]:
    """A workbook, and what adds a sheet to it: its name, the names of its columns, its rows.

    Args:
        target: the file to make.
        folder: where what does not fit into memory lies meanwhile; None: where temporary files do.

    Raises:
        UsageError: the package for it is not installed, or there are more rows than a sheet holds.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as problem:
        raise UsageError(
            f"Workbooks need the package {problem.name}; install it with \"pip install 'spoglio[xlsx]'\", or choose "
            "another --format."
        ) from problem
    with Workbook(target, {"constant_memory": True, "tmpdir": str(folder) if folder else None}) as book:
        book.use_zip64()
        formats = {
            "text": book.add_format({"quote_prefix": True}),
            "head": book.add_format({"quote_prefix": True, "bold": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }

        def add_sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                sheet.write_string(0, at, column, formats["head"])
            for line, row in enumerate(rows, 1):
                if line > _MOST_ROWS:
                    raise UsageError(
                        f"There are more rows than a sheet holds ({_MOST_ROWS:,}); choose another --format."
                    )
                for at, value in enumerate(row):
                    _write(sheet, line, at, value, formats)

        yield add_sheet


def _fetched(con: duckdb.DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    while found := con.fetchmany(_FETCH):
        yield from found


def _count(con: duckdb.DuckDBPyConnection, table: Table) -> int:
    ((rows,),) = con.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchall()
    if rows > _MOST_ROWS:
        raise UsageError(
            f"{table.name} has {rows:,} rows, more than a sheet holds; choose another --format, or name smaller tables "
            "with --only."
        )
    return int(rows)


def _write(sheet: Any, line: int, at: int, value: Any, formats: dict[str, Any]) -> None:
    """One cell; none for NULL."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, datetime):
        moment = value.replace(tzinfo=None)
        sheet.write_datetime(line, at, moment, formats["moment"])
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(line, at, value, formats["date"])
    elif isinstance(value, (int, float, Decimal)) and _is_exact(value):
        sheet.write_number(line, at, float(value))
    else:
        text = plain_number(value) if isinstance(value, Decimal) else str(value)
        cut = text if len(text) <= _MOST_CHARS else text[: _MOST_CHARS - 1] + "…"
        sheet.write_string(line, at, cut, formats["text"])


def _is_exact(value: int | float | Decimal) -> bool:
    """Whether Excel, with its 15 digits, holds a number."""
    return math.isfinite(value) and Decimal(f"{value:.15g}") == (
        Decimal(repr(value)) if isinstance(value, float) else value
    )
