"""`spoglio sql`: a query on a published warehouse, read-only and without access to any other file."""

import csv
import json
import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO
from unicodedata import east_asian_width

import duckdb

from flows.terminal import plain_number, printable, say
from transforms.errors import SpoglioError
from warehouse.store import open_published

_FETCH = 1_000
_MAX_CELL = 80
_MAX_TABLE_ROWS = 10_000
Cells = Sequence[Any]


def run_query(db: Path, query: str, form: str, out: TextIO) -> None:
    """Run one query and write its result.

    Args:
        db: the published file.
        query: SQL; nothing that it says can change the file or read another one.
        form: ``table`` (cells over 80 characters are cut), ``csv`` or ``json``, which hold every value exactly.
        out: where the result goes.

    Raises:
        StoreError: the file cannot be opened.
        SpoglioError: the query is wrong.
    """
    with open_published(db) as con:
        for setting in _HARDENED:
            con.execute(setting)
        try:
            if not query.strip(" ;\n\t"):
                raise SpoglioError('The query is empty; give one such as "FROM claims LIMIT 10".')
            con.execute(query)
            names = [column[0] for column in con.description or []]
            _WRITERS[form](names, _rows(con), out)
        except duckdb.Error as problem:
            raise SpoglioError(f"The query cannot be run: {_first_line(problem)}") from problem


_HARDENED = (
    "SET TimeZone = 'Europe/Rome'",
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET lock_configuration = true",
)


def _first_line(problem: Exception) -> str:
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    hint = next((line for line in lines[1:] if line.startswith(("Did you mean", "Candidate"))), "")
    return printable(" ".join(part for part in (lines[0] if lines else type(problem).__name__, hint) if part))


def _rows(con: duckdb.DuckDBPyConnection) -> Iterator[Cells]:
    while rows := con.fetchmany(_FETCH):
        yield from rows


def write_csv(names: list[str], rows: Iterator[Cells], out: TextIO) -> None:
    r"""RFC 4180 with ``\n`` line ends; NULL is an empty cell."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_plain(value) for value in row])


def write_json(names: list[str], rows: Iterator[Cells], out: TextIO) -> None:
    """An array with one object a line."""
    keys = _unique(names)
    separator = "[\n"
    for row in rows:
        record = dict(zip(keys, (_jsonable(value) for value in row), strict=True))
        out.write(separator + json.dumps(record, ensure_ascii=False, allow_nan=False))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_table(names: list[str], rows: Iterator[Cells], out: TextIO) -> None:
    """Columns side by side for people; control characters are escaped and long cells cut."""
    cells: list[list[str]] = []
    right = [True] * len(names)
    for row in rows:
        if len(cells) == _MAX_TABLE_ROWS:
            say(f"Only the first {_MAX_TABLE_ROWS} rows are shown; add --format csv or a LIMIT.")
            break
        right = [side and isinstance(row[at], (int, float, Decimal, type(None))) for at, side in enumerate(right)]
        cells.append([_cell(value) for value in row])
    header = [printable(name) for name in names]
    widths = [max((_width(row[at]) for row in [header, *cells]), default=0) for at in range(len(names))]
    _write_line(header, widths, [False] * len(names), out)
    out.write("  ".join("─" * width for width in widths) + "\n")
    for row_cells in cells:
        _write_line(row_cells, widths, [side and bool(cells) for side in right], out)
    out.write(f"({len(cells)} row{'' if len(cells) == 1 else 's'})\n")


_WRITERS = {"table": write_table, "csv": write_csv, "json": write_json}


def _write_line(cells: list[str], widths: list[int], right: list[bool], out: TextIO) -> None:
    parts = []
    for cell, width, to_the_right in zip(cells, widths, right, strict=True):
        gap = " " * (width - _width(cell))
        parts.append(gap + cell if to_the_right else cell + gap)
    out.write("  ".join(parts).rstrip() + "\n")


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _cell(value: Any) -> str:
    text = printable("NULL" if value is None else _plain(value))
    return text if len(text) <= _MAX_CELL else text[: _MAX_CELL - 1] + "…"


def _plain(value: Any) -> Any:
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
