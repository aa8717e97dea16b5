"""What the gate looks at: the tables of one batch of documents, with look-ups that several rules share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from transforms.contract import DOCUMENT_TABLES, PREFERENCE, Document, Entity, Row, Run, Sighting
from transforms.errors import ContractError
from transforms.frames import keys_of, references_of, schema_of

#: The tables that pass the gate, in an order in which a table refers only to tables before it or to itself.
GATE_TABLES: tuple[type[Row], ...] = (Document, Sighting, DOCUMENT_TABLES[0], Entity, *DOCUMENT_TABLES[1:])


def references_between(row_class: type[Row]) -> dict[str, tuple[str, str]]:
    """Column → (table, column) that it refers to, among the tables that pass the gate."""
    # The row of the run itself is written last: that it is there is proved before publication.
    return {column: target for column, target in references_of(row_class).items() if target[0] != Run.table}


def join_batches(parts: Sequence[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    """The tables of several batches of documents as those of one, for the gate costs half a second a call.

    Args:
        parts: contract name → frame, a document in one of them only. An entity of several batches stands in the result
            once: the row that the warehouse would keep (`transforms.contract.PREFERENCE`).
    """
    joined = {}
    for row_class in GATE_TABLES:
        frames = [part[row_class.table] for part in parts if row_class.table in part]
        if frames:
            joined[row_class.table] = pl.concat(frames)
    if len(parts) > 1 and Entity.table in joined:
        keys = list(keys_of(Entity))
        rows = joined[Entity.table].sort([*keys, *PREFERENCE[Entity]], nulls_last=True)
        joined[Entity.table] = rows.unique(keys, keep="first", maintain_order=True)
    return joined


@dataclass(frozen=True)
class Batch:
    """The tables of one batch, all of them, and the documents that were published before.

    Attributes:
        tables: contract name → frame.
        known_docs: documents outside the batch to which sightings may refer.
        run_id: the run that made the batch.
    """

    tables: Mapping[str, pl.DataFrame]
    known_docs: frozenset[str]
    run_id: str

    @classmethod
    def of(cls, tables: Mapping[str, pl.DataFrame], known_docs: Collection[str], run_id: str) -> "Batch":
        """A batch in which every table stands, empty when it was not given.

        Raises:
            ContractError: a name is no table that passes the gate.
        """
        names = [row.table for row in GATE_TABLES]
        for name in tables:
            if name not in names:
                raise ContractError(f"{name!r} is no table that passes the gate; it takes {', '.join(names)}.")
        whole = {row.table: tables.get(row.table, pl.DataFrame(schema=schema_of(row))) for row in GATE_TABLES}
        return cls(whole, frozenset(known_docs), run_id)

    def __getitem__(self, table: str) -> pl.DataFrame:
        return self.tables[table]

    def columns(self, table: str, *names: str) -> list[tuple[Any, ...]]:
        """The rows of a table, cut to some columns."""
        return self.tables[table].select(names).rows()

    @cached_property
    def texts(self) -> dict[str, str]:
        """doc_id → text."""
        return {doc_id: text for doc_id, text in self.columns("documents", "doc_id", "text") if text is not None}

    def in_sentences(self, table: str) -> pl.DataFrame:
        """The rows of a table, each with `home`, `first` and `last`: document and span of its sentence, where it is."""
        spans = self["sentences"].select("sentence_id", home="doc_id", first="start_char", last="end_char")
        known = spans.drop_nulls(["first", "last"]).unique("sentence_id", keep="last")
        return self[table].join(known, on="sentence_id", how="left", maintain_order="left")

    @cached_property
    def published_on(self) -> dict[str, Any]:
        """doc_id → day of publication, None when unknown."""
        return dict(self.columns("documents", "doc_id", "published_on"))
