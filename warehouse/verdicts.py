"""What people said of published answers: a line each in a file beside the warehouse, which is only ever added to.

``NAME.verdicts.jsonl`` outlives every rebuild: a verdict belongs to a place in a text and to a field, not to a row of a
table. Each publication fills the table `verdicts` from it. Add with the writer's lock held; reading needs none.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from transforms.contract import Verdict
from transforms.frames import to_frame
from warehouse.notes import append, lines_of


class Verdicts:
    """The verdicts beside a warehouse."""

    def __init__(self, published: Path) -> None:
        self.path = published.with_name(f"{published.stem}.verdicts.jsonl")

    def add(self, verdicts: Sequence[Verdict]) -> None:
        """Add some; they are on disk when this returns.

        Raises:
            OSError: the disk is full or the folder may not be written.
        """
        append(self.path, verdicts)

    def read(self) -> list[Verdict]:
        """The last verdict on each answer, in the order of the first ones; lines that cannot be read are told.

        What was drawn at random once stays so, whyever it was shown again: else `reliability` would lose it.
        """
        last: dict[tuple[str, int, int, str], Verdict] = {}
        for verdict in lines_of(self.path, Verdict):
            key = (verdict.doc_id, verdict.start_char, verdict.end_char, verdict.field)
            if key in last and last[key].drawn == "random":
                verdict = verdict.model_copy(update={"drawn": "random"})
            last[key] = verdict
        return list(last.values())

    def load(self, con: duckdb.DuckDBPyConnection) -> None:
        """Fill the table of a build: verdicts on documents that it holds; the file keeps those on others."""
        con.execute(f"DELETE FROM {Verdict.table}")
        if verdicts := self.read():
            con.register("told_verdicts", to_frame(verdicts, Verdict))
            con.execute(f"INSERT INTO {Verdict.table} BY NAME FROM told_verdicts SEMI JOIN documents USING (doc_id)")
            con.unregister("told_verdicts")
