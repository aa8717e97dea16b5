"""Whole runs of `spoglio run` over generated articles: `python tests/benchmark/bench_run.py [--documents N …] [--stub] [--apart]`.

    --documents N …   articles in the first run (default: 1000)
    --stub            the language stage is a stub of it (`tests.benchmark.articles`), and no text is laid beside another, because generated ones
                      share their paragraphs: what remains is what all else costs, in minutes
    --workers N       passed on to `spoglio run`
    --apart           what Prefect and Great Expectations cost: the same run without Prefect (its address leads nowhere), and the gate alone;
                      both over a hundred articles too, which tells what their start costs

After the first run comes one with nothing new and one with a hundred new articles. For each: seconds, documents a second, processor
seconds and the largest memory of a process (all of them children of this one), and whether the file was touched.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from expectations.gate import check
from tests.benchmark.articles import Stub, batch_of, write_articles
from tests.paths import ROOT

NEW = 100
#: Texts that come before the gate at once.
GROUP = 1_500


@dataclass(frozen=True)
class Cost:
    """What a run cost: seconds of the wall, of all its processors, and the largest memory of a process so far."""

    wall: float
    processor: float
    mebibytes: int

    def __str__(self) -> str:
        return (
            f"{self.wall:7.1f} s, {self.processor:7.1f} s of processors, at most {self.mebibytes} MiB a process so far"
        )


def run(folder: Path, environment: dict[str, str], options: list[str], source: str = "in") -> Cost:
    """One run over a folder into `w.duckdb`."""
    command = [sys.executable, "-m", "flows.cli", "run", source, "--db", "w.duckdb", *options]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    spent, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"the run ended with {done.returncode}:\n{done.stderr[-2000:]}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(spent, processor, after.ru_maxrss // 1024)


def apart(folder: Path, environment: dict[str, str], options: list[str], number: int) -> None:
    """Processor seconds of Prefect and Great Expectations in a run of many articles, their start apart."""
    write_articles(folder / "few" / "few.jsonl", NEW)
    spent: dict[tuple[str, bool], float] = {}
    for source in ("few", "in"):
        for with_prefect in (True, False):
            (folder / "w.duckdb").unlink(missing_ok=True)
            variables = environment if with_prefect else environment | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
            spent[source, with_prefect] = run(folder, variables, options, source).processor
    start = spent["few", True] - spent["few", False]
    prefect = spent["in", True] - spent["in", False] - start
    check(batch_of(_stub(), range(2)), "run-1")  # what is loaded once is not counted
    gate = _processor(number, check_too=True) - _processor(number, check_too=False)
    whole = spent["in", True]
    print(
        f"  all {whole:.1f} s of processors: Prefect {prefect:.1f} ({prefect / whole:.1%}) and its start {start:.1f}; the gate {gate:.1f} ({gate / whole:.1%})"
    )


def _processor(number: int, check_too: bool) -> float:
    """Processor seconds of making so many rows, and of putting them before the gate."""
    before = time.process_time()
    for at in range(0, number, GROUP):
        tables = batch_of(_stub(), range(at, min(at + GROUP, number)))
        if check_too:
            check(tables, "run-1")
    return time.process_time() - before


@cache
def _stub() -> Stub:
    return Stub.made()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000])
    parser.add_argument("--stub", action="store_true")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--apart", action="store_true")
    options = parser.parse_args()
    for number in options.documents:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            (folder / "in").mkdir()
            environment = os.environ | {"PYTHONPATH": str(ROOT), "SPOGLIO_HOME": str(folder / "home")}
            more = ["--workers", str(options.workers)] if options.workers else []
            if options.stub:
                _stub().save(folder / "stub")
                environment["PYTHONPATH"] = f"{ROOT / 'tests' / 'benchmark' / 'stub'}{os.pathsep}{ROOT}"
                environment["SPOGLIO_BENCHMARK_STUB"] = str(folder / "stub")
                more += ["--model", "rules"]
            what = "stub of the language stage" if options.stub else "bundled model"
            print(f"{number} articles, {what}", flush=True)
            write_articles(folder / "in" / "first.jsonl", number)
            if options.apart:
                (folder / "few").mkdir()
                apart(folder, environment, more, number)
                continue
            print(f"  first run        {run(folder, environment, more)}", flush=True)
            before = (folder / "w.duckdb").stat()
            print(f"  nothing new      {run(folder, environment, more)}", flush=True)
            after = (folder / "w.duckdb").stat()
            same = (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
            print(f"  file {'untouched' if same else 'REWRITTEN'} by it, {after.st_size / 1e6:.0f} MB")
            write_articles(folder / "in" / "second.jsonl", NEW, first=number)
            print(f"  {NEW} new articles {run(folder, environment, more)}", flush=True)


if __name__ == "__main__":
    main()
