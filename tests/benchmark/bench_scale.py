"""Gate, store and publication at many documents, as ratios in one process: `python tests/benchmark/bench_scale.py`.

    python tests/benchmark/bench_scale.py [gate] [store] [publish] [nothing_new] [growth] [memory] [questions] [report] [export] [--documents N …]

Rows come from the stub of `tests.benchmark.articles`: of real shape, without the language stage. Every pair of numbers is taken side by side,
several times in turn; the best counts. Files lie in a temporary folder (TMPDIR) that is removed at the end. Texts are not laid
side by side: the stub puts the same paragraphs into all of them, so each would be a copy of many. `bench_copies`,
`bench_stories` and `bench_ledger` measure that on texts made for it.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from expectations import judge
from expectations.batch import join_batches
from expectations.gate import check
from flows.export import export as export_tables
from flows.report import make_report
from tests.benchmark.articles import Stub, Tables, batch_of
from tests.benchmark.chart import bars
from tests.tables import no_rows, run_row
from transforms.contract import TABLES, Check, Reject
from warehouse import store as store_room
from warehouse.ddl import create_table, kept_tables, read_views
from warehouse.store import Warehouse, open_published

#: Texts that come before the gate, and into the warehouse, at once.
GROUP = 1_000
NEW = 100
#: Where the publications are drawn, when that is asked for.
PICTURE: list[Path] = []
ROUNDS = 3


@cache
def stub() -> Stub:
    """The rows of the paragraphs: a few seconds, once."""
    return Stub.made()


def groups(numbers: range, run_id: str = "run-1") -> list[Tables]:
    """The tables of articles, a thousand in each."""
    return [batch_of(stub(), numbers[at : at + GROUP], run_id) for at in range(0, len(numbers), GROUP)]


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(*works: Callable[[], float]) -> list[float]:
    """The best of several rounds of each, rounds in turn: a busy machine slows all alike."""
    return [min(column) for column in zip(*([work() for work in works] for _ in range(ROUNDS)), strict=True)]


def load(path: Path, parts: Sequence[Tables]) -> float:
    """Write, prove and publish from nothing; the seconds."""
    path.unlink(missing_ok=True)

    def work() -> None:
        with Warehouse(path) as store:
            for part in parts:
                store.write_batch(part)
            store.write_run(run_row(), no_rows(Check), no_rows(Reject))
            store.publish()

    return seconds(work)


def fill(path: Path, documents: int) -> None:
    """A new warehouse of so many documents; only a thousand are in memory at once."""
    for old in (path, path.with_name(path.name + ".runs")):
        old.unlink(missing_ok=True)
    add(path, range(documents), "run-1")


def add(path: Path, numbers: range, run_id: str) -> None:
    """Publish these articles."""
    with Warehouse(path) as store:
        for at in range(0, len(numbers), GROUP):
            store.write_batch(batch_of(stub(), numbers[at : at + GROUP], run_id))
        store.write_run(run_row(run_id), no_rows(Check), no_rows(Reject))
        store.publish()


def gate(folder: Path, documents: Sequence[int]) -> None:
    """What the gate costs a text in processor time, and Great Expectations in it, by the number of texts at once."""
    spent = {"library": 0.0}
    validate = judge._validate

    def timed(*arguments: Any) -> list[Any]:
        before = time.process_time()
        results = validate(*arguments)
        spent["library"] += time.process_time() - before
        return results

    judge._validate = timed
    check(batch_of(stub(), range(2)), "run-1")
    for size in (100, 500, 1_000, 1_500):
        tables = batch_of(stub(), range(size))
        costs = []
        for _ in range(ROUNDS):
            before, spent["library"] = time.process_time(), 0.0
            check(tables, "run-1")
            costs.append((time.process_time() - before, spent["library"]))
        whole, library = (cost / size * 1e3 for cost in min(costs))
        print(
            f"gate, {size:5} texts at once: {whole:6.2f} ms a text, {library:.2f} of them Great Expectations",
            flush=True,
        )
    judge._validate = validate


def store(folder: Path, documents: Sequence[int]) -> None:
    """Ours (staged, loaded, proved, published) beside DuckDB's own INSERT of the same rows into the same tables."""
    for number in documents[:2]:
        parts = groups(range(number))
        whole = join_batches(parts)
        rows = sum(frame.height for frame in whole.values())
        mine, once, apart = in_turn(
            partial(load, folder / "ours.duckdb", parts),
            partial(insert, folder / "plain.duckdb", [whole]),
            partial(insert, folder / "plain.duckdb", parts),
        )
        print(
            f"store, {number:6} documents, {rows} rows: {mine:.2f} s; DuckDB's INSERT, one a table, {once:.2f} s "
            f"(ratio {once / mine:.2f}), one a table and thousand documents {apart:.2f} s (ratio {apart / mine:.2f})"
        )


def insert(path: Path, steps: Sequence[Tables]) -> float:
    """The same rows by INSERT alone: nothing is merged, proved or replaced; the seconds."""
    path.unlink(missing_ok=True)

    def work() -> None:
        with duckdb.connect(str(path)) as con:
            con.execute("\n".join(create_table(row) for row in TABLES))
            for step in steps:
                for name, frame in step.items():
                    con.register("given", frame)
                    con.execute(f"INSERT INTO {name} BY NAME FROM given")
                    con.unregister("given")

    return seconds(work)


def publish(folder: Path, documents: Sequence[int]) -> None:
    """A hundred new documents on many known ones, beside a plain copy of the file."""
    fresh = batch_of(stub(), range(10_000_000, 10_000_000 + NEW), "run-2")
    shown = []
    for number in documents:
        known = folder / "known.duckdb"
        fill(known, number)
        mine, safe, fast = in_turn(
            partial(publish_on, known, folder / "work.duckdb", fresh),
            partial(copy, known, folder / "copy.duckdb", safely=True),
            partial(copy, known, folder / "copy.duckdb", safely=False),
        )
        print(
            f"publish {NEW} on {number:6} ({known.stat().st_size / 1e6:.0f} MB): {mine:.2f} s; copy, safely on disk, "
            f"{safe:.2f} s (ratio {mine / safe:.1f}); copy {fast:.2f} s (ratio {mine / fast:.1f})"
        )
        size = f"{number:,} known, {known.stat().st_size / 1e6:.0f} MB"
        shown.append((size, [("publication", mine), ("copy, on disk", safe), ("copy, in memory", fast)]))
    if PICTURE:
        title = f"Publishing {NEW} new documents beside a copy of the file"
        PICTURE[0].write_text(bars(title, "Best round, in turn, two shared cores", shown, "s"), encoding="utf-8")


def publish_on(known: Path, work: Path, fresh: Tables) -> float:
    """The seconds of the publication alone."""
    copy(known, work, safely=True)
    with Warehouse(work) as store:
        store.write_batch(fresh)
        store.write_run(run_row("run-2"), no_rows(Check), no_rows(Reject))
        return seconds(store.publish)


def copy(known: Path, target: Path, safely: bool) -> float:
    """A plain copy of a file; with `safely` until it is on disk."""
    target.unlink(missing_ok=True)

    def work() -> None:
        shutil.copyfile(known, target)
        if safely:
            descriptor = os.open(target, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)

    return seconds(work)


def nothing_new(folder: Path, documents: Sequence[int]) -> None:
    """What the warehouse does for a run with nothing new: open, tell what is known, note the run."""
    for number in documents:
        known = folder / "known.duckdb"
        fill(known, number)
        before = known.stat()
        (spent,) = in_turn(partial(seconds, partial(look, known)))
        after = known.stat()
        untouched = (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
        print(f"nothing new on {number:6}: {spent:.2f} s, file {'untouched' if untouched else 'REWRITTEN'}")


def look(known: Path) -> None:
    """A run that finds nothing new, without reading the inputs."""
    with Warehouse(known) as store:
        store.known_documents()
        store.known_sightings()
        store.note_run(run_row(uuid4().hex), no_rows(Reject))


def growth(folder: Path, documents: Sequence[int]) -> None:
    """How much larger a file is after twelve small publications than one made at once of the same documents."""
    for number in (1_000, 5_000):
        small, once = folder / "small.duckdb", folder / "once.duckdb"
        fill(once, number + 12 * NEW)
        fill(small, number)
        sizes = []
        for first in range(number, number + 12 * NEW, NEW):
            add(small, range(first, first + NEW), f"run-{first}")
            sizes.append(small.stat().st_size / once.stat().st_size - 1)
        print(
            f"growth, {number} documents and 12 times {NEW}: {sizes[-1]:+.0%} at the end, {max(sizes):+.0%} at most, "
            f"beside {once.stat().st_size / 1e6:.0f} MB made at once"
        )


def questions(folder: Path, documents: Sequence[int]) -> None:
    """What each view and kept table takes to answer: its first ten rows, a document, an entity, outlets by month."""
    known = folder / "known.duckdb"
    fill(known, max(documents))
    with open_published(known) as con:
        con.execute("SET threads = 2")
        tables = ("dates", "figures", "mentions", "quotes", "unread")
        facts = sum(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables)
        print(f"questions, {max(documents)} documents, {facts} facts; seconds (seconds of all cores together)")
        ((doc,),) = con.execute("SELECT doc_id FROM documents LIMIT 1 OFFSET 500").fetchall()
        told = "SELECT subject FROM claims WHERE subject_is_entity GROUP BY ALL ORDER BY count(*) DESC LIMIT 1"
        ((who,),) = con.execute(told).fetchall()
        for view in (*kept_tables(), *read_views()):
            spent = []
            for what, needs, query in (
                ("10 rows", (), f"FROM {view.name} LIMIT 10"),
                ("document", ("doc_id",), f"FROM {view.name} WHERE doc_id = '{doc}'"),
                ("entity", ("subject",), f"FROM {view.name} WHERE subject = $who"),
                ("entity", ("speaker",), f"FROM {view.name} WHERE speaker = $who"),
                ("entity", ("name",), f"FROM {view.name} WHERE name = $who"),
                ("entity", ("entity",), f"FROM {view.name} WHERE entity = $who"),
                (
                    "by month",
                    ("outlet", "published_on"),
                    f"SELECT outlet, date_trunc('month', published_on), count(*) FROM {view.name} GROUP BY ALL",
                ),
            ):
                if set(needs) <= view.columns.keys():
                    asked = partial(con.execute, query, {"who": who} if "$who" in query else None)
                    wall, cores = min(_answered(asked) for _ in range(ROUNDS))
                    spent.append(f"{what} {wall:.3f} ({cores:.3f})")
            print(f"  {view.name:16} {', '.join(spent)}")
        for macro in ("search", "search_articles"):
            for words in ("feriti", "terremoto sfollati Protezione civile", "ornitorinco"):
                wall, cores = min(_answered(partial(con.execute, f"FROM {macro}('{words}')")) for _ in range(ROUNDS))
                print(f"  {macro} {words}: {wall:.3f} ({cores:.3f})")


def _answered(ask: Callable[[], duckdb.DuckDBPyConnection]) -> tuple[float, float]:
    """Seconds of the clock, and of all cores: a busy machine slows the first alone."""
    before = time.process_time()
    wall = seconds(lambda: ask().fetchall())
    return wall, time.process_time() - before


def report(folder: Path, documents: Sequence[int]) -> None:
    """The page about a warehouse: seconds (seconds of all cores together), size, texts that are shown."""
    for number in documents:
        known = folder / "known.duckdb"
        fill(known, number)
        before, start = time.process_time(), time.perf_counter()
        made = make_report(known, folder / "known.html")
        wall, cores = time.perf_counter() - start, time.process_time() - before
        print(
            f"report on {made.n_texts:6}: {wall:.1f} s ({cores:.1f}), {made.n_bytes / 1e6:.2f} MB, {made.n_shown} shown"
        )


def export(folder: Path, documents: Sequence[int]) -> None:
    """All tables and views in each format: seconds (seconds of all cores together), rows and size."""
    for number in documents:
        known = folder / "known.duckdb"
        fill(known, number)
        for form in ("parquet", "csv", "jsonl"):
            before, start = time.process_time(), time.perf_counter()
            made = export_tables(known, folder / "facts", form, replace=True)
            wall, cores = time.perf_counter() - start, time.process_time() - before
            size = made.n_bytes / 1e6
            print(f"export of {number:6} as {form:7}: {wall:.1f} s ({cores:.1f}), {made.n_rows} rows, {size:.0f} MB")


def memory(folder: Path, documents: Sequence[int]) -> None:
    """The largest memory of a process that checks, stores and publishes so many documents from nothing."""
    saved = folder / "stub"
    stub().save(saved)
    for number in (5_000, max(documents)):
        command = [sys.executable, __file__, "--peak", str(saved), str(folder / f"peak{number}.duckdb"), str(number)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"memory, {number:6} documents checked, stored and published: {done.stdout.strip()} MiB at most")


def peak(saved: Path, path: Path, number: int) -> None:
    """Called in a process of its own."""
    made = Stub.load(saved)
    path.unlink(missing_ok=True)
    with Warehouse(path) as store:
        for at in range(0, number, GROUP):
            report = check(batch_of(made, range(at, min(at + GROUP, number))), "run-1")
            store.write_batch(report.good)
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


PARTS = {work.__name__: work for work in (gate, store, publish, nothing_new, growth, memory, questions, report, export)}


def main() -> None:
    """Measure and print."""
    store_room.lay_side_by_side = lambda con: None
    if sys.argv[1:2] == ["--peak"]:
        peak(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure (default: all)")
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000], help="sizes of the warehouse")
    parser.add_argument("--picture", type=Path, help="draw the publications into this SVG file")
    options = parser.parse_args()
    PICTURE.extend([options.picture] if options.picture else [])
    for name in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[name](Path(folder), options.documents)


if __name__ == "__main__":
    main()
