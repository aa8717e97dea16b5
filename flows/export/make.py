"""The order of steps of an export."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.export import package, workbook
from flows.export.files import write_file
from flows.export.folder import check_folder, whole_folder
from flows.export.package import Written, describe_package
from flows.export.tables import Table, choose
from flows.terminal import plural, progress
from warehouse.ddl import quote
from warehouse.files import store_error
from warehouse.store import open_published

#: What DuckDB may use; the rest goes to a folder inside the one that is filled, until it is whole.
_MEMORY = "512MB"


@dataclass(frozen=True, slots=True)
class Exported:
    """An export: its folder, how many tables and rows it holds, and its size in bytes."""

    folder: Path
    n_tables: int
    n_rows: int
    n_bytes: int

    def __str__(self) -> str:
        return f"{self.folder}: {plural(self.n_tables, 'table')}, {self.n_rows:,} rows, {self.n_bytes / 1e6:.1f} MB"


def export(
    db: Path, folder: Path, form: str = "parquet", only: Sequence[str] | None = None, replace: bool = False
) -> Exported:
    """Write tables and views of a warehouse into a folder, with ``datapackage.json``; complete or absent.

    Args:
        db: the published file.
        folder: the folder to make; absent, empty, or with `replace` an earlier export.
        form: ``parquet``, ``csv``, ``jsonl``, or ``xlsx`` (one workbook).
        only: names of tables and views; None: all.
        replace: put it in the place of an earlier export.

    Raises:
        StoreError: there is no such warehouse, it cannot be read, or the disk is full.
        UsageError: the folder holds something else, a name is unknown, or a workbook cannot hold the tables.
    """
    check_folder(folder, replace)
    with open_published(db) as con:
        tables = choose(con, only)
        try:
            with whole_folder(folder, replace) as build:
                files, rows = _write(con, tables, form, build)
                told = describe_package(db.stem, _newest_run(con), form, tables, files, rows)
                text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
                (build / package.NAME).write_text(text, encoding="utf-8")
        except duckdb.Error as problem:
            raise store_error(problem, folder) from problem
    size = sum({file.name: file.n_bytes for file in files.values()}.values()) + len(text.encode())
    return Exported(folder, len(tables), sum(rows.values()), size)


def _write(
    con: duckdb.DuckDBPyConnection, tables: Sequence[Table], form: str, build: Path
) -> tuple[dict[str, Written], dict[str, int]]:
    spill = build / "spill"
    con.execute(f"SET memory_limit = '{_MEMORY}'")
    con.execute(f"SET temp_directory = {quote(str(spill))}")
    files: dict[str, Written] = {}
    rows: dict[str, int] = {}
    if form == "xlsx":
        rows = workbook.write_workbook(con, tables, build / workbook.NAME)
        whole = _written(build / workbook.NAME)
        files = dict.fromkeys(rows, whole)
    else:
        with progress("writing", len(tables)) as bar:
            for table in tables:
                path = build / f"{table.name}.{form}"
                rows[table.name] = write_file(con, table, form, path)
                files[table.name] = _written(path)
                bar.advance(1)
    if spill.is_dir():
        spill.rmdir()
    return files, rows


def _written(path: Path) -> Written:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(path.name, path.stat().st_size, digest)


def _newest_run(con: duckdb.DuckDBPyConnection) -> dict[str, Any] | None:
    query = "SELECT run_id, finished_at FROM runs ORDER BY started_at DESC, run_id LIMIT 1"
    found = con.execute(query).fetchall()
    return {"run_id": found[0][0], "finished_at": found[0][1]} if found else None
