"""The steps of a run as plain functions: transform → check → store, then publish.

`flows.process_articles` makes Prefect tasks of them; nothing here knows of Prefect.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import polars as pl

from flows.batches import Batch, groups_of
from flows.metadata import Complaint
from flows.planning import Plan
from flows.staging import BatchFolder, Outcome
from flows.tables import Tables, join_tables
from flows.workers import StoppedError, Workers
from transforms.contract import Check, Document, Reject, Run, RunState, Sighting
from transforms.errors import GateError
from transforms.frames import schema_of, to_frame
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from expectations.gate import Report

_POLL_SECONDS = 0.2


@dataclass(slots=True)
class Job:
    """One run: what to do, with what, and what came of it so far.

    Attributes:
        plan: which texts to read.
        batches: the same, as they are read together.
        store: the open warehouse.
        begin: starts those who read; harmless when they are there.
        workers: who reads; None before that, and when nothing is to be read.
        run_id: key of the run.
        started_at: UTC.
        model: name and version of the language model.
        code_version: version of spoglio.
        flow_run_name: Prefect's name of the run.
        stopping: the run was told to end; it begins nothing more.
        published: rows a table once it is done.
        failed: texts on which a stage failed, to be named when it is done.
        publishing: it is about to be done, and may not be interrupted any more.
        is_held_back: the gate held it back, which is recorded already.
        failure: why it did not come to its end.
    """

    plan: Plan
    store: Warehouse
    run_id: str
    started_at: datetime
    model: tuple[str, str | None]
    code_version: str
    batches: list[Batch] = field(default_factory=list[Batch])
    begin: Callable[[], None] = lambda: None
    workers: Workers | None = None
    flow_run_name: str = "without-prefect"
    stopping: bool = False
    n_new: int = 0
    checks: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    rejects: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    failed: list[Complaint] = field(default_factory=list[Complaint])
    stored: set[str] = field(default_factory=set[str])
    reports: "dict[int, Report]" = field(default_factory=dict[int, "Report"])
    published: dict[str, int] | None = None
    publishing: bool = False
    is_held_back: bool = False
    failure: BaseException | None = None

    def begin_again(self) -> None:
        """Forget what was stored; what was read stays."""
        self.store.discard()
        self.n_new = 0
        self.checks, self.rejects, self.stored, self.reports, self.failure = [], [], set(), {}, None
        self.failed = []

    def counts(self) -> dict[str, int]:
        """What came of it in numbers."""
        return {
            "inputs": self.plan.n_inputs,
            "new": self.n_new,
            "known": self.plan.n_known,
            "rejects": self.all_rejects().height,
            "batches": len(self.batches),
        }

    def run_row(self, state: RunState, finished_at: datetime, reason: str | None = None) -> Run:
        """The row of `runs`.

        Args:
            state: how it ended.
            finished_at: when, UTC.
            reason: why it failed or was held back.
        """
        return Run(
            run_id=self.run_id,
            flow_run_name=self.flow_run_name,
            started_at=self.started_at,
            finished_at=finished_at,
            state=state,
            reason=reason,
            n_inputs=self.plan.n_inputs,
            n_new=self.n_new,
            n_known=self.plan.n_known,
            n_rejects=self.all_rejects().height,
            model_name=self.model[0],
            model_version=self.model[1],
            code_version=self.code_version,
        )

    def all_rejects(self) -> pl.DataFrame:
        """All rows of `rejects`: refused inputs, then what the steps rejected."""
        return pl.concat([self.plan.rejects(self.run_id), *self.rejects])

    def refuse(self, refused: list[Complaint], stage: str) -> None:
        """Record inputs that a step could not take."""
        rows = [
            Reject(run_id=self.run_id, source_uri=item.source_uri, stage=stage, reason=item.reason) for item in refused
        ]
        if rows:
            self.failed += refused
            self.rejects.append(to_frame(rows, Reject))


class Reading(Protocol):
    """A batch that somebody reads."""

    def result(self, timeout: float | None = None) -> Outcome:
        """What came of it."""


def check_batches(job: Job, group: list[Batch]) -> "Report":
    """Put batches before the gate and keep its verdict."""
    parts: list[Tables] = []
    for batch in group:
        parts.append(BatchFolder(batch.url).read_tables(job.run_id, job.started_at))
    tables = join_tables(parts)
    doc_ids = tables[Document.table].get_column("doc_id").to_list()
    tables[Sighting.table] = job.plan.sightings_of(doc_ids, job.run_id, job.started_at)
    return _check(job, tables)


def _check(job: Job, tables: Tables) -> "Report":
    from expectations.gate import check  # here: a run with nothing new needs no gate

    report = check(tables, job.run_id, known_docs=job.plan.published | job.stored)
    job.checks.append(report.checks)
    if not report.rejects.is_empty():
        job.rejects.append(report.rejects)
    return report


def store_report(job: Job, report: "Report") -> int:
    """Write what passed the gate in one transaction; the number of documents in it."""
    good = report.good
    job.store.write_batch(good)
    doc_ids = good[Document.table].get_column("doc_id").to_list() if Document.table in good else []
    job.stored.update(doc_ids)
    job.n_new += sum(1 for doc_id in doc_ids if doc_id not in job.plan.published | job.plan.again)
    return len(doc_ids)


class Steps:
    """The steps of a job as `process` calls them: here plain functions, in `flows.process_articles` Prefect tasks."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def transform(self, batch: Batch) -> Reading:
        """Have a batch read; returns at once."""
        assert self.job.workers is not None
        return self.job.workers.submit(batch)

    def check(self, group: list[Batch]) -> None:
        """Put batches before the gate, several at once; `job.reports` has the verdict under the number of the first."""
        self.job.reports[group[0].number] = check_batches(self.job, group)

    def store(self, group: list[Batch]) -> None:
        """Write what passed in one transaction; it is let go of."""
        store_report(self.job, self.job.reports.pop(group[0].number))


def process(job: Job, now: Callable[[], datetime], steps: Steps) -> dict[str, int]:
    """Run all batches of a job and publish.

    Args:
        job: what to do; it keeps account of what came of it.
        now: the clock, UTC.
        steps: who does it.

    Returns:
        Rows a table in the published file.

    Raises:
        GateError: the gate held the run back; nothing was published.
        StoreError: the warehouse cannot be written; nothing was published.
        StoppedError: the run was told to end; nothing was published.
    """
    readings = _in_order(job, steps)
    for group in groups_of(job.batches):
        for _ in group:
            outcome = next(readings)
            job.refuse([Complaint(uri, reason) for uri, reason in outcome.refused], "read")
        steps.check(group)
        _hold_back_or_go_on(job, now, job.reports[group[0].number])
        steps.store(group)
    known = sorted(set(job.plan.sightings) & job.plan.published - job.stored)
    if known:  # texts that were published before, seen at a new place
        tables = {Sighting.table: job.plan.sightings_of(known, job.run_id, job.started_at)}
        report = _check(job, tables)
        _hold_back_or_go_on(job, now, report)
        store_report(job, report)
    return finish(job, now())


def _in_order(job: Job, steps: Steps) -> Iterator[Outcome]:
    """What came of each batch, first to last; enough are under way to keep all workers busy while we store."""
    waiting: deque[Reading] = deque()
    todo = iter(job.batches)
    n_workers = job.workers.n if job.workers else 1
    texts = max((len(batch.items) for batch in job.batches), default=1)
    ahead = 2 * n_workers + -(-500 // texts)
    for _ in job.batches:
        while len(waiting) < ahead and (batch := next(todo, None)) is not None:
            waiting.append(_finished(batch) or steps.transform(batch))
        yield _result(job, waiting.popleft())


def _finished(batch: Batch) -> Reading | None:
    """A batch that an earlier run read."""
    outcome = BatchFolder(batch.url).outcome() if batch.is_finished else None
    if outcome is None:
        return None
    reading: Future[Outcome] = Future()
    reading.set_result(outcome)
    return reading


def _result(job: Job, reading: Reading) -> Outcome:
    """Wait for a batch, and look now and then whether the run was told to end."""
    while True:
        if job.stopping:
            raise StoppedError("the run was told to end")
        try:
            return reading.result(timeout=_POLL_SECONDS)
        except TimeoutError:
            continue


def _hold_back_or_go_on(job: Job, now: Callable[[], datetime], report: "Report") -> None:
    if report.held_back:
        row = job.run_row("held_back", now(), "; ".join(report.held_back))
        kept = job.store.hold_back(row, checks_of(job), job.all_rejects())
        job.is_held_back = True
        raise GateError(
            "The quality gate held the run back and nothing was published: "
            + "; ".join(report.held_back)
            + f". Look at the checks with: spoglio sql 'FROM checks WHERE NOT success' --db {kept}"
        )


def finish(job: Job, finished_at: datetime) -> dict[str, int]:
    """Record the run and publish; a run that brought nothing leaves the published file untouched."""
    job.publishing = True
    try:
        if not job.stored and not job.plan.has_work:
            job.store.note_run(job.run_row("completed", finished_at), job.all_rejects())
            job.published = job.store.publish()
            return job.published
        job.store.write_run(job.run_row("completed", finished_at), checks_of(job), job.all_rejects())
        job.published = job.store.publish()
        return job.published
    finally:
        job.publishing = False


def checks_of(job: Job) -> pl.DataFrame:
    """One row an expectation, from all batches so far."""
    if not job.checks:
        return pl.DataFrame(schema=schema_of(Check))
    from expectations.gate import merge_checks

    return merge_checks(job.checks)
