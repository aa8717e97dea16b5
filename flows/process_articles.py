"""The Prefect flow: batches of texts are transformed side by side, checked and stored in order, and published at once.

Start reading here. The flow takes plain parameters, so that the command line, a schedule, a deployment or a person in
Prefect's interface can call it; its tasks take and return references to batches (`flows.staging`). A task is one step
of one batch, because a task costs 10 to 30 milliseconds, as much as a whole text.
"""

import atexit
import logging
import os
import sys
import threading
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.logging import get_run_logger
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.batches import Batch
from flows.clock import utc_now
from flows.detector import DetectorName
from flows.places import place, place_or_web
from flows.problems import explain_problem, may_pass
from flows.reporting import FAILED, Reporter, emit
from flows.run import Request, Runner, carry_out, open_job, opened
from flows.staging import Outcome
from flows.steps import Job, Reading, Steps, check_batches, finish, store_report
from flows.terminal import say
from transforms.documents import MAX_CHARS
from transforms.errors import SpoglioError

# It tells of each temporary folder, which a person who looks at a run does not want to know.
logging.getLogger("great_expectations").setLevel(logging.WARNING)

_Positive = Annotated[int, Field(ge=1)]


_THREADS: Any = ThreadPoolTaskRunner(max_workers=256)  # they only wait for workers


@flow(name="process-articles", persist_result=False, task_runner=_THREADS)
def process_articles(
    paths: list[str],
    db: Path = Path("spoglio.duckdb"),
    metadata: str | None = None,
    published_on: date | None = None,
    outlet: str | None = None,
    batch_size: _Positive = 100,
    max_chars: _Positive = MAX_CHARS,
    model: str = "bundled",
    language_detector: DetectorName = "none",
    workers: _Positive | None = None,
    runner: Runner = "local",
    scheduler: str | None = None,
    staging: str | None = None,
    feeds: Path | None = None,
    allow_private: bool = False,
    retries: Annotated[int, Field(ge=0, le=10)] = 0,
) -> dict[str, int]:
    """Read what is new in files and folders of articles and publish its facts.

    Args:
        paths: .txt or .jsonl files, or folders of them; paths of this machine or addresses (s3://…, https://…).
        db: the warehouse, made when it is missing.
        metadata: CSV, JSONL or Parquet table that tells about the texts.
        published_on: day of the texts that tell none and have no metadata.
        outlet: outlet of texts whose metadata and URL tell none.
        batch_size: texts a batch at most; changes speed and memory, never the tables.
        max_chars: longer texts are refused.
        model: 'bundled', 'rules', or a spaCy pipeline or its path.
        language_detector: 'lingua' is asked for languages that our own words leave open.
        workers: processes that read; empty: one a core.
        runner: 'local' processes, or a 'dask' cluster.
        scheduler: address of the cluster (tcp://…).
        staging: folder for finished batches that all workers reach; empty: beside the warehouse.
        feeds: a feeds.toml that lists feeds and pages on the web.
        allow_private: fetch from this machine and private networks too.
        retries: how often it is tried again when another run holds the warehouse or its disk is full.

    Returns:
        Inputs, new and known texts, rejects and batches.
    """
    request = Request(
        paths=tuple(place_or_web(path) for path in paths),
        db=db,
        metadata=place(metadata) if metadata else None,
        published_on=published_on,
        outlet=outlet,
        batch_size=batch_size,
        max_chars=max_chars,
        model=model,
        language_detector=language_detector,
        workers=workers,
        runner=runner,
        scheduler=scheduler,
        staging=staging,
        feeds=feeds,
        allow_private=allow_private,
    )
    for left in range(retries, -1, -1):
        try:
            return _once(request)
        except Exception as problem:
            if not left or not may_pass(problem):
                raise
            seconds = min(10 * 4 ** (retries - left), 600)
            again = f"{explain_problem(problem)[1]} Tried again in {seconds} seconds."
            get_run_logger().warning("%s", again)
            say(again)
            time.sleep(seconds)
    raise AssertionError


def _once(request: Request) -> dict[str, int]:
    log, db = get_run_logger(), request.db
    with ExitStack() as stack:
        try:
            job = stack.enter_context(opened(request))
        except Exception as problem:  # before there is a job that could tell
            emit(FAILED, str(db.resolve()), {}, problem)
            raise
        reporter = stack.enter_context(Reporter(job, str(db.resolve())))
        job.flow_run_name = str(flow_run.get_name())
        log.info(
            "%d inputs, %d texts to read in %d batches", job.plan.n_inputs, len(job.plan.to_read), len(job.batches)
        )
        if job.plan.has_work:
            carry_out(job, _Tasks(job, str(db), reporter))
        else:
            finish(job, utc_now())
            _complain(job)
        counts = job.counts()
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        log.info("done: %s", told)
    if _is_served():
        say(f"Done: {told}.")
        _done.set()
    return counts


def _complain(job: Job) -> None:
    """Nobody reads the end of a scheduled run: one whose paths lead nowhere must fail, or it goes on so for months."""
    refused = job.plan.refused
    if refused and not job.plan.n_readable and not job.plan.n_quiet:
        more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
        raise SpoglioError(f"Nothing could be read: {refused[0].source_uri}: {refused[0].reason}{more}.")


_done = threading.Event()


def _is_served() -> bool:
    """Whether this process was started by Prefect for this one run."""
    main = sys.modules["__main__"].__spec__
    return main is not None and main.name.startswith("prefect.")


def _end_quietly() -> None:
    """All is written: taking the interpreter down around Prefect's threads makes DuckDB complain of leaks."""
    if _done.is_set():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


# What is registered first is called last: others have tidied up by then.
atexit.register(_end_quietly)


@task(name="transform batch", task_run_name="transform batch {number} of {total}, {texts}", cache_policy=NO_CACHE)
def transform_batch(db: str, number: int, total: int, texts: str) -> str:
    """Have one batch read by whoever reads; the folder of its tables."""
    job = open_job(Path(db))
    assert job.workers is not None
    batch = job.batches[number - 1]
    job.workers.submit(batch).result()
    return batch.url


@task(name="check batches", task_run_name="check batches {first} to {last} of {total}", cache_policy=NO_CACHE)
def check(db: str, first: int, last: int, total: int) -> dict[str, int]:
    """Put consecutive batches before the gate; how many rows are good and how many are not."""
    job = open_job(Path(db))
    report = job.reports[first] = check_batches(job, job.batches[first - 1 : last])
    return {"good": sum(frame.height for frame in report.good.values()), "rejects": report.rejects.height}


@task(name="store batches", task_run_name="store batches {first} to {last} of {total}", cache_policy=NO_CACHE)
def store(db: str, first: int, last: int, total: int) -> int:
    """Write what passed the gate; the number of documents."""
    job = open_job(Path(db))
    return store_report(job, job.reports.pop(first))


class _Tasks(Steps):
    """The steps of a job as Prefect tasks."""

    def __init__(self, job: Job, db: str, reporter: Reporter) -> None:
        super().__init__(job)
        self._db, self._reporter = db, reporter

    def transform(self, batch: Batch) -> "_Reading":
        texts = f"{len(batch.items)} text{'' if len(batch.items) == 1 else 's'}"
        future = transform_batch.submit(self._db, batch.number, batch.total, texts)
        return _Reading(future, super().transform(batch))

    def check(self, group: list[Batch]) -> None:
        check(self._db, group[0].number, group[-1].number, group[0].total)

    def store(self, group: list[Batch]) -> None:
        store(self._db, group[0].number, group[-1].number, group[0].total)
        self._reporter.progress(group[-1].number, group[-1].total)


class _Reading:
    """A batch that a task waits for."""

    def __init__(self, task_run: PrefectFuture[str], reading: Reading) -> None:
        self._task_run, self._reading = task_run, reading

    def result(self, timeout: float | None = None) -> Outcome:
        self._task_run.result(timeout=timeout)
        return self._reading.result()
