"""The order of steps, and the file: written beside, put in place whole, never over something that is no report."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import duckdb

from flows.report.drawing import drawing_tools
from flows.report.gather import gather
from flows.report.page import GENERATOR, render
from flows.report.texts import texts_for
from flows.terminal import plural
from transforms.errors import UsageError
from warehouse.files import store_error
from warehouse.store import open_published


@dataclass(frozen=True, slots=True)
class Made:
    """A report: its file, its size in bytes, and of how many texts it shows how many."""

    path: Path
    n_bytes: int
    n_shown: int
    n_texts: int

    def __str__(self) -> str:
        return (
            f"{self.path}: {plural(self.n_texts, 'text')}, {self.n_shown} of them shown with their facts marked, "
            f"{self.n_bytes / 1e6:.1f} MB"
        )


def make_report(db: Path, out: Path | None = None, run: str | None = None) -> Made:
    """Write the page about a warehouse; the same warehouse gives the same page.

    Args:
        db: the published file.
        out: the file to write; None: ``NAME.report.html`` in the working folder.
        run: tell about the texts of one run alone: its key, the beginning of the key, its name, or ``last``.

    Raises:
        StoreError: there is no such warehouse, or it cannot be read.
        UsageError: there is no such run, a package is missing, or `out` is some other file.
    """
    drawing_tools()
    path = Path(f"{db.stem}.report.html") if out is None else out
    _check_place(path)
    try:
        with open_published(db) as con:
            content = gather(con, db, run)
            texts = texts_for(con, content.facts())
    except duckdb.Error as problem:
        raise store_error(problem, db) from problem
    page = render(content, texts, db).encode("utf-8", "backslashreplace")
    _write(path, page)
    return Made(path, len(page), len(texts.shown), content.counts["texts"])


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(f"The folder {path.parent} does not exist; make it or choose another --out.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give --out the name of a file.")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is no regular file; choose another --out.")
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if f'content="{GENERATOR}'.encode() not in file.read(2_000):
                raise UsageError(f"{path} is no report of spoglio; choose another --out or move it away.")


def _write(path: Path, page: bytes) -> None:
    beside = path.with_name(f".{path.name}.{uuid4().hex[:12]}")
    try:
        with beside.open("wb") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
