"""How much faster several workers read than one: `python tests/benchmark/bench_workers.py [--documents N] [--workers N …] [--repeat N]`.

The same generated articles are read, checked and stored with each number of workers in turn, without Prefect. Start-up is left out: the
clock runs from the first finished batch to the publication, and counts the texts of the batches after it. The bare spaCy pipeline of the
same model reads the same articles in between, in one process. Prints documents a second and the ratios; the best round counts. Where others
use the machine too, processor time tells more: milliseconds a document of the workers (with loading the model) and of the process that checks
and stores, which is the part that more workers do not shorten.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from flows.batches import Batch
from flows.run import Request, carry_out, cores, opened
from flows.steps import Steps
from tests.benchmark.articles import write_articles
from transforms.parsing import load_pipeline, parse


class Timed(Steps):
    """Remembers when the first batch was finished."""

    first = 0.0

    def store(self, group: list[Batch]) -> None:
        if not self.first:
            done = (Path(batch.url) / "done.json" for batch in self.job.batches)
            self.first = min(path.stat().st_mtime for path in done if path.exists())
        super().store(group)


def rate(folder: Path, workers: int) -> tuple[float, float]:
    """Documents a second with so many workers, from the first finished batch on and from the call on."""
    db = folder / f"{workers}.duckdb"
    db.unlink(missing_ok=True)
    start, own, theirs = time.time(), time.process_time(), _children()
    with opened(Request((folder / "in",), db, batch_size=25, workers=workers)) as job:
        steps = Timed(job)
        carry_out(job, steps)
        end = time.time()
        texts = sum(len(batch.items) for batch in job.batches)
        own = time.process_time() - own
    theirs = _children() - theirs
    print(
        f"  {workers} workers: {1e3 * theirs / texts:.1f} ms in workers, {1e3 * own / texts:.1f} ms in the process that stores"
    )
    return (texts - len(job.batches[0].items)) / (end - steps.first), texts / (end - start)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def bare(folder: Path) -> float:
    """Documents a second of the bare pipeline."""
    import json

    texts = [json.loads(line)["text"] for line in (folder / "in" / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    nlp = load_pipeline()
    list(parse(nlp, texts[:5]))
    start, own = time.time(), time.process_time()
    for _ in parse(nlp, texts):
        pass
    print(f"  bare pipeline: {1e3 * (time.process_time() - own) / len(texts):.1f} ms")
    return len(texts) / (time.time() - start)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=600)
    parser.add_argument("--workers", type=int, nargs="+", default=sorted({1, 2, cores()}))
    parser.add_argument("--repeat", type=int, default=2)
    options = parser.parse_args()
    from expectations.gate import preload

    preload()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "in").mkdir()
        write_articles(folder / "in" / "a.jsonl", options.documents)
        best: dict[str, float] = {}
        for _ in range(options.repeat):
            found = {"bare pipeline": bare(folder)}
            for workers in options.workers:
                found[f"{workers} workers"], found[f"{workers} workers with start"] = rate(folder, workers)
            for name, value in found.items():
                best[name] = max(best.get(name, 0.0), value)
            print(
                f"load {os.getloadavg()[0]:.1f}: "
                + ", ".join(f"{name} {value:.1f}/s" for name, value in found.items()),
                flush=True,
            )
        one = best.get("1 workers")
        for name, value in best.items():
            against = f", {value / one:.2f} x one worker" if one else ""
            print(
                f"{name}: {value:.1f} documents a second, {value / best['bare pipeline']:.2f} x the bare pipeline{against}"
            )


if __name__ == "__main__":
    main()
