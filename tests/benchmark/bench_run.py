"""Whole runs of `spoglio run` over generated articles: `python tests/benchmark/bench_run.py [--documents N …] [--stub]`.

    --documents N …   articles in the first run (default: 1000)
    --stub            the language stage is a stub of it (`tests.benchmark.articles`): what remains is what all else costs, in minutes
    --workers N       passed on to `spoglio run`

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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmark.articles import Stub, write_articles
from tests.paths import ROOT

NEW = 100


def run(folder: Path, environment: dict[str, str], options: list[str]) -> str:
    """One run over the folder `in`: what it cost, as a line."""
    command = [sys.executable, "-m", "flows.cli", "run", "in", "--db", "w.duckdb", *options]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    spent, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"the run ended with {done.returncode}:\n{done.stderr[-2000:]}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{spent:7.1f} s, {processor:7.1f} s of processors, at most {after.ru_maxrss // 1024} MiB a process so far"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000])
    parser.add_argument("--stub", action="store_true")
    parser.add_argument("--workers", type=int)
    options = parser.parse_args()
    for number in options.documents:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            (folder / "in").mkdir()
            environment = os.environ | {"PYTHONPATH": str(ROOT), "SPOGLIO_HOME": str(folder / "home")}
            more = ["--workers", str(options.workers)] if options.workers else []
            if options.stub:
                Stub.made().save(folder / "stub")
                environment["PYTHONPATH"] = f"{ROOT / 'tests' / 'benchmark' / 'stub'}{os.pathsep}{ROOT}"
                environment["SPOGLIO_BENCHMARK_STUB"] = str(folder / "stub")
                more += ["--model", "rules"]
            what = "stub of the language stage" if options.stub else "bundled model"
            print(f"{number} articles, {what}", flush=True)
            write_articles(folder / "in" / "first.jsonl", number)
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
