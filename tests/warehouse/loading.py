"""Batches written into a warehouse, and looks at it, for the tests of the store."""

import subprocess
import sys
from pathlib import Path

import polars as pl

from tests.paths import ROOT
from tests.tables import no_rows, run_row
from transforms.contract import Check, Reject
from warehouse.store import Warehouse, open_published

NO_CHECKS, NO_REJECTS = no_rows(Check), no_rows(Reject)


def load(path: Path, *batches: dict[str, pl.DataFrame], run_id: str = "run-1") -> dict[str, int]:
    with Warehouse(path) as store:
        for tables in batches:
            store.write_batch(tables)
        store.write_run(run_row(run_id), NO_CHECKS, NO_REJECTS)
        return store.publish()


def value(path: Path, query: str) -> object:
    with open_published(path) as con:
        row = con.execute(query).fetchone()
    return row[0] if row else None


def only(path: Path) -> list[str]:
    """What lies in the folder."""
    return sorted(each.name for each in path.iterdir())


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """A process that runs some code; its pipes are ours."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
