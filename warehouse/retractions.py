"""Texts that were retracted: a line each in a file beside the warehouse, which is only ever added to.

Each publication takes out what belongs to them and fills the table `retractions` from ``NAME.retractions.jsonl``. Add
with the writer's lock held; reading needs none.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from transforms.contract import DOCUMENT_TABLES, TABLES, Document, Entity, Reject, Retraction, Row, Sighting
from transforms.frames import references_of, to_frame
from warehouse.ddl import kept_tables
from warehouse.notes import append, lines_of


class Retractions:
    """The retractions beside a warehouse."""

    def __init__(self, published: Path) -> None:
        self.path = published.with_name(f"{published.stem}.retractions.jsonl")

    def add(self, retractions: Sequence[Retraction]) -> None:
        """Add some; they are on disk when this returns.

        Raises:
            OSError: the disk is full or the folder may not be written.
        """
        append(self.path, retractions)

    def read(self) -> dict[str, Retraction]:
        """Document → its first retraction."""
        told: dict[str, Retraction] = {}
        for one in lines_of(self.path, Retraction):
            told.setdefault(one.doc_id, one)
        return told

    def load(self, con: duckdb.DuckDBPyConnection) -> None:
        """Fill the table of a build and take out what belongs to these documents, in the same transaction."""
        con.execute(f"DELETE FROM {Retraction.table}")
        told = self.read()
        if not told:
            return
        con.register("told_retractions", to_frame(told.values(), Retraction))
        con.execute(f"INSERT INTO {Retraction.table} BY NAME FROM told_retractions")
        con.unregister("told_retractions")
        gone = f"doc_id IN (SELECT doc_id FROM {Retraction.table})"
        if not con.execute(f"FROM {Document.table} WHERE {gone} LIMIT 1").fetchall():
            return
        con.execute(
            f"UPDATE {Document.table} SET near_duplicate_of = NULL "
            f"WHERE near_duplicate_of IN (SELECT doc_id FROM {Retraction.table})"
        )
        rows: tuple[type[Row], ...] = (Document, Sighting, *DOCUMENT_TABLES, Reject)
        for table in (*(row.table for row in rows), *(table.name for table in kept_tables("doc_id"))):
            con.execute(f"DELETE FROM {table} WHERE {gone}")
        used = " UNION ".join(
            f"SELECT {column} AS entity_id FROM {row.table}"
            for row in TABLES
            for column, target in references_of(row).items()
            if target == (Entity.table, "entity_id")
        )
        con.execute(f"DELETE FROM {Entity.table} WHERE entity_id NOT IN (FROM ({used}) WHERE entity_id IS NOT NULL)")
