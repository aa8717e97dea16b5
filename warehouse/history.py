"""What ran: the runs of a warehouse, those among them that are noted beside it because they changed nothing."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from transforms.contract import Reject, Run
from transforms.errors import StoreError
from transforms.frames import conform
from warehouse.notes import Notes, frames_of
from warehouse.schema import open_checked


@dataclass(frozen=True, slots=True)
class History:
    """The last runs of a warehouse.

    Attributes:
        runs: rows of the table `runs`, newest first.
        rejects: how often each stage of these runs gave each reason: run_id, stage, table_name, reason, n; those of
            one run together, in the order of its runs, the most frequent first.
        n_documents: published documents; None when nothing was published yet.
        n_bytes: size of the published file; 0 when there is none.
    """

    runs: pl.DataFrame
    rejects: pl.DataFrame
    n_documents: int | None
    n_bytes: int


def read_history(path: Path | str, last: int = 10) -> History:
    """The last runs of a warehouse; another process may write it meanwhile.

    Args:
        path: the published file; it need not exist when runs are noted beside it.
        last: how many runs.

    Raises:
        StoreError: there is neither the file nor a note of a run, or the file cannot be read.
    """
    path = Path(path).resolve()
    # The notes first: a publication in between then tells their runs twice instead of not at all.
    noted = frames_of(Notes(path).read())
    runs, rejects = noted[Run.table], noted[Reject.table]
    con = open_checked(path)
    if con is None and runs.is_empty():
        raise StoreError(f"There is no warehouse {path}; make one with 'spoglio run' or correct --db.")
    n_documents = None
    if con is not None:
        with con:
            published = con.sql(f"FROM runs ORDER BY started_at DESC, run_id LIMIT {last:d}").pl()
            runs = pl.concat([conform(published, Run), runs]).unique("run_id", maintain_order=True)
            con.register("wanted", published.select("run_id"))
            stopped = con.sql("FROM rejects SEMI JOIN wanted USING (run_id)").pl()
            rejects = pl.concat([conform(stopped, Reject), rejects]).unique(maintain_order=True)
            n_documents = int(con.execute("SELECT count(*) FROM documents").fetchall()[0][0])
    runs = runs.sort("started_at", "run_id", descending=[True, False]).head(last)
    counted = rejects.group_by("run_id", "stage", "table_name", "reason").agg(n=pl.len().cast(pl.Int64))
    counted = runs.select("run_id").with_row_index("at").join(counted, on="run_id")
    counted = counted.sort("at", -pl.col("n"), "stage", "reason").drop("at")
    size = path.stat().st_size if con is not None else 0
    return History(runs, counted, n_documents, size)
