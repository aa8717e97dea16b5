"""What a run has written so far: batches as Parquet files beside the warehouse, loaded all at once when it publishes.

A batch costs a few milliseconds and no memory, the published file is not copied before it must be, and a run that is
killed leaves nothing but these small files, which the next one removes. One load of all batches takes a third of the
time of a transaction a batch, and leaves no half-filled blocks in the file.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import duckdb
import polars as pl

from transforms.contract import TABLES
from warehouse.ddl import quote, quoted

#: Up to here the rows of a run are read once and kept in memory; beyond, by each query that asks for them, and by
#: slices where memory would not do.
_SMALL_BYTES, _SLICE_BYTES = 16_000_000, 4_000_000


class Staging:
    """The folder of the batches of one run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[dict[str, Path]] = []
        self._batches = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self._parts

    @property
    def n_bytes(self) -> int:
        """The size of the files."""
        return sum(_size(part) for part in self._parts)

    def add(self, frames: Mapping[str, pl.DataFrame]) -> None:
        """Write the tables of a batch; they already fit their row classes.

        Raises:
            OSError: the disk is full or the folder may not be written.
        """
        self._folder.mkdir(exist_ok=True)
        written: dict[str, Path] = {}
        for table, frame in frames.items():
            if not frame.is_empty():
                written[table] = self._folder / f"{table}-{self._batches:06}.parquet"
                _write(frame, written[table])
        self._batches += 1
        if written:
            self._parts.append(written)

    def show(self, con: duckdb.DuckDBPyConnection) -> None:
        """Make the rows of every table readable as ``new_TABLE``, in the order in which they were written.

        Those of a small run are read once; those of a large one by each query that asks for them: memory is bounded.
        """
        kind = "TABLE" if self.n_bytes < _SMALL_BYTES else "VIEW"
        ((catalog,),) = con.execute("SELECT current_database()").fetchall()
        for row in TABLES:
            con.execute(f"CREATE TEMP {kind} new_{row.table} AS {_rows(row.table, self._parts, catalog)}")

    def slices(self, con: duckdb.DuckDBPyConnection) -> Iterator[dict[str, str]]:
        """Table → query for its rows, of some batches at a time: whatever belongs to a document is in one batch."""
        if self.n_bytes < _SMALL_BYTES:
            yield {row.table: f"FROM new_{row.table}" for row in TABLES}
            return
        ((catalog,),) = con.execute("SELECT current_database()").fetchall()
        group: list[dict[str, Path]] = []
        for part in self._parts:
            if group and sum(map(_size, [*group, part])) > _SLICE_BYTES:
                yield {row.table: _rows(row.table, group, catalog) for row in TABLES}
                group = []
            group.append(part)
        yield {row.table: _rows(row.table, group, catalog) for row in TABLES}

    def remove(self) -> None:
        """Remove the files."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._parts, self._batches = [], 0


def _rows(table: str, parts: Sequence[Mapping[str, Path]], catalog: str) -> str:
    """A query for the rows of a table in some batches."""
    paths = [part[table] for part in parts if table in part]
    if not paths:
        return f"FROM {quoted(catalog)}.main.{table} LIMIT 0"
    return f"FROM read_parquet([{', '.join(quote(str(path)) for path in paths)}])"


def _size(part: Mapping[str, Path]) -> int:
    return sum(path.stat().st_size for path in part.values())


def _write(frame: pl.DataFrame, path: Path) -> None:
    # Polars tells what the operating system says of a file in words of its own; Python tells it as it is.
    made = BytesIO()
    frame.write_parquet(made, compression="lz4", statistics=False)
    path.write_bytes(made.getbuffer())
