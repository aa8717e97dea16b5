"""Days that were told too early: a line each in a file beside the warehouse, which is only ever added to.

A text counts under the earliest day at which it was seen; one wrong place can date it too early for good. A line of
``NAME.redatings.jsonl`` says that no place of a text counts before a day. Each publication fills the table `redatings`
from it; the next run reads those texts again that still stand under an earlier day. Add with the writer's lock held;
reading needs none.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from transforms.contract import Document, Redating, Sighting
from transforms.frames import to_frame
from warehouse.notes import append, lines_of


class Redatings:
    """The corrected days beside a warehouse."""

    def __init__(self, published: Path) -> None:
        self.path = published.with_name(f"{published.stem}.redatings.jsonl")

    def add(self, redatings: Sequence[Redating]) -> None:
        """Add some; they are on disk when this returns.

        Raises:
            OSError: the disk is full or the folder may not be written.
        """
        append(self.path, redatings)

    def read(self) -> dict[str, Redating]:
        """Document → its last correction."""
        return {one.doc_id: one for one in lines_of(self.path, Redating)}

    def days(self) -> dict[str, date]:
        """Document → the day before which no place of it counts."""
        return {doc_id: one.published_on for doc_id, one in self.read().items()}

    def load(self, con: duckdb.DuckDBPyConnection) -> None:
        """Fill the table of a build and correct the days of places, in the same transaction."""
        con.execute(f"DELETE FROM {Redating.table}")
        if told := self.read():
            con.register("told_redatings", to_frame(told.values(), Redating))
            con.execute(
                f"INSERT INTO {Redating.table} BY NAME FROM told_redatings SEMI JOIN {Document.table} USING (doc_id)"
            )
            con.unregister("told_redatings")
            con.execute(
                f"UPDATE {Sighting.table} SET published_on = told.published_on FROM {Redating.table} AS told "
                f"WHERE {Sighting.table}.doc_id = told.doc_id AND {Sighting.table}.published_on < told.published_on"
            )
