"""What checking and storing cost, beside DuckDB taking the same rows unchecked: `python tests/benchmark/bench_warehouse.py`."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from expectations.gate import check
from tests.tables import Tables, batch, no_rows, run_row
from transforms.contract import Check, Reject
from warehouse.store import Warehouse, open_published

DOCUMENTS = 2_000


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def load(path: Path, tables: Tables) -> None:
    """Write, prove and publish."""
    with Warehouse(path) as store:
        store.write_batch(tables)
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()


def load_plainly(path: Path, tables: Tables) -> None:
    """The same rows without comments, constraints, views, proofs or replacement."""
    with duckdb.connect(str(path)) as con:
        for name, frame in tables.items():
            con.register("given", frame)
            con.execute(f"CREATE TABLE {name} AS SELECT * FROM given")


def main() -> None:
    """Print one line a measurement."""
    tables = batch(*range(10_000, 10_000 + DOCUMENTS))
    rows = sum(frame.height for frame in tables.values())
    print(f"{DOCUMENTS} documents, {rows} rows")
    print(f"gate, first batch (imports Great Expectations): {seconds(lambda: check(batch(1), 'run-1')):.2f} s")
    tiny = seconds(lambda: check(batch(1), "run-1"))
    full = seconds(lambda: check(tables, "run-1"))
    print(
        f"gate, a batch of 1 document: {tiny:.2f} s; of {DOCUMENTS}: {full:.2f} s ({(full - tiny) / rows * 1e6:.0f} µs a row)"
    )
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder) / "ours.duckdb", Path(folder) / "plain.duckdb"
        load(Path(folder) / "first.duckdb", batch(1))
        stored, taken = seconds(lambda: load(ours, tables)), seconds(lambda: load_plainly(plain, tables))
        print(f"store and publish: {stored:.2f} s; DuckDB unchecked: {taken:.2f} s; ratio {stored / taken:.1f}")
        with open_published(ours) as con:
            print(f"evidence of all facts: {seconds(lambda: con.execute('FROM evidence').fetchall()):.2f} s")


if __name__ == "__main__":
    main()
