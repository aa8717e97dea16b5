"""`spoglio sql`: a query on a published warehouse, read-only and without access to any other file."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from flows.settings import terminal_width
from flows.terminal import printable
from flows.writers import (
    ITALIAN_TIME,
    Rows,
    write_csv,
    write_json,
    write_markdown,
    write_parquet,
    write_record,
    write_table,
    write_xlsx,
)
from transforms.errors import SpoglioError, UsageError
from warehouse.store import open_published

#: Format → its writer; those of tables and Parquet take batches of Arrow, the others rows.
_WRITERS: dict[str, Callable[..., None]] = {
    "table": write_table, "record": write_record, "csv": write_csv, "json": write_json, "md": write_markdown,
    "parquet": write_parquet, "xlsx": write_xlsx,
}  # fmt: skip
_OF_BATCHES, _BINARY, _FITTED = ("table", "parquet"), ("parquet", "xlsx"), ("table", "record")
_HARDENED = (
    ITALIAN_TIME,
    "SET python_enable_replacements = false",  # a table is never a variable of ours
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET lock_configuration = true",
)
#: A query is no longer than this.
_MAX_QUERY = 10_000_000


def read_query(query: str | None, file: Path | None) -> str:
    """The query of the command line, of a file, or of standard input.

    Args:
        query: as typed; ``-`` is standard input.
        file: None: none is told; ``-`` is standard input.

    Raises:
        UsageError: there is none, there are two, or the file cannot be read.
    """
    if query not in (None, "-"):
        if file is not None:
            raise UsageError("Give a QUERY or --file, not both.")
        return query or ""
    where = str(file or "-")
    if where == "-" and query is None and file is None and sys.stdin.isatty():
        raise UsageError('Give a QUERY such as "FROM claims LIMIT 10", --file FILE, or one on standard input.')
    try:
        if where == "-":
            data = sys.stdin.buffer.read(_MAX_QUERY + 1)
        else:
            with Path(where).open("rb") as opened:
                data = opened.read(_MAX_QUERY + 1)
        text = data.decode("utf-8-sig")
    except OSError as problem:
        raise UsageError(f"{where} cannot be read ({problem.strerror}); correct --file.") from problem
    except UnicodeDecodeError as problem:
        raise UsageError(f"{where} holds no query: it is no UTF-8.") from problem
    if len(data) > _MAX_QUERY:
        raise UsageError(f"{where} holds no query: it is longer than {_MAX_QUERY:,} bytes.")
    return text


def run_query(db: Path, query: str, form: str, out: Path | None = None) -> None:
    """Run one query and write its result.

    Args:
        db: the published file.
        query: SQL; nothing that it says can change the file or read another one. Of several statements the last one
            tells.
        form: ``table``, ``record``, ``csv``, ``json``, ``md``, ``parquet`` or ``xlsx`` (`flows.writers`).
        out: the file to write, whole or not at all; None: standard output.

    Raises:
        StoreError: the file cannot be opened.
        UsageError: the format is no text and would go to a terminal, or the result would replace the warehouse.
        SpoglioError: the query is wrong.
    """
    is_binary = form in _BINARY
    if is_binary and out is None and sys.stdout.isatty():
        raise UsageError(f"{form} is nothing to read in a terminal; give --out FILE, or redirect standard output.")
    if out is not None and out.exists() and db.exists() and out.samefile(db):
        raise UsageError(f"--out {out} is the warehouse itself; choose another file.")
    with open_published(db) as con:
        for setting in _HARDENED:
            con.execute(setting)
        try:
            result = _batches(con, query) if form in _OF_BATCHES else _rows(con, query)
            if result is None:
                raise SpoglioError('The query is empty; give one such as "FROM claims LIMIT 10".')
            fitted = {"width": terminal_width(sys.stdout) if out is None else None} if form in _FITTED else {}
            with _opened(out, is_binary) as file:
                _WRITERS[form](result, file, **fitted)
        except duckdb.Error as problem:
            raise SpoglioError(f"The query cannot be run: {_first_line(problem)}") from problem


def _batches(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    relation = con.sql(query) if query.strip() else None
    return None if relation is None else relation.to_arrow_reader()


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> Rows | None:
    con.execute(query)
    result = Rows.of(con)
    return result if result.names else None


@contextmanager
def _opened(out: Path | None, is_binary: bool) -> Iterator[Any]:
    """Where the result goes; a file is in its place when all of it is written, or not at all."""
    if out is None:
        yield sys.stdout.buffer if is_binary else sys.stdout
        return
    beside = out.with_name(f".{out.name}.{uuid4().hex[:12]}")
    try:
        with beside.open("wb") if is_binary else beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def records(con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
    """The rows of a query, by column."""
    con.execute(query, parameters)
    names = [column[0] for column in con.description or []]
    return [dict(zip(names, row, strict=True)) for row in con.fetchall()]


def _first_line(problem: Exception) -> str:
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    hint = next((line for line in lines[1:] if line.startswith(("Did you mean", "Candidate"))), "")
    return printable(" ".join(part for part in (lines[0] if lines else type(problem).__name__, hint) if part))
