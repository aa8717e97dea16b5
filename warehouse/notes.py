"""Runs that change nothing: a line each in a small file beside the warehouse, which the next publication takes in.

A run with nothing new must not rewrite a large file for one row. It is noted in ``NAME.duckdb.runs``, one JSON object a
line: the row of `runs` and the rows of `rejects`. Write only with the writer's lock held; reading needs none.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from transforms.contract import Reject, Run
from transforms.frames import to_frame

logger = logging.getLogger(__name__)

Told = TypeVar("Told", bound=BaseModel)


class Note(BaseModel):
    """One run: its row of `runs`, and the rows of `rejects` that it added."""

    model_config = ConfigDict(frozen=True)
    run: Run
    rejects: list[Reject] = []


class Notes:
    """The notes beside a warehouse."""

    def __init__(self, published: Path) -> None:
        self.path = published.with_name(published.name + ".runs")

    def add(self, run: Run, rejects: pl.DataFrame) -> None:
        """Add a run; it is on disk when this returns.

        Raises:
            OSError: the disk is full or the folder may not be written.
        """
        note = Note(run=run, rejects=[Reject(**row) for row in rejects.iter_rows(named=True)])
        append(self.path, [note])

    def read(self) -> list[Note]:
        """All notes, oldest first; a line that cannot be read is of a run that was killed while it wrote it."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        notes = []
        for line in lines:
            try:
                notes.append(Note.model_validate_json(line))
            except ValidationError:
                continue
        return notes

    def remove(self) -> None:
        """Remove the file: all of it stands in the warehouse now."""
        self.path.unlink(missing_ok=True)


def append(path: Path, lines: Iterable[BaseModel]) -> None:
    """Add lines of JSON to a file; they are on disk when this returns.

    Raises:
        OSError: the disk is full or the folder may not be written.
    """
    text = "".join(line.model_dump_json(exclude_none=True) + "\n" for line in lines)
    with path.open("a+b") as file:
        # The last line of a process that was killed may lack its end: it must not take these with it.
        if file.tell() and os.pread(file.fileno(), 1, file.tell() - 1) != b"\n":
            text = "\n" + text
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def lines_of(path: Path, kind: type[Told]) -> Iterator[Told]:
    """What a file of such lines tells, in its order; lines that cannot be read are named in the log."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield kind.model_validate_json(line)
            except ValidationError:
                logger.warning("line %d of %s cannot be read and is left out", number, path.name)


def frames_of(notes: list[Note]) -> dict[str, pl.DataFrame]:
    """The rows of `runs` and `rejects` that stand in some notes."""
    return {
        Run.table: to_frame((note.run for note in notes), Run),
        Reject.table: to_frame((reject for note in notes for reject in note.rejects), Reject),
    }
