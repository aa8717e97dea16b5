"""What Prefect is told about a run besides its tasks: artifacts for people, events for automations.

A server that is slow or gone must not hold up a run: all is told from a thread of its own, and given up at the first
refusal.
"""

import queue
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import copy_context
from typing import Any, Self

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.events import emit_event
from prefect.runtime import flow_run

from flows.clock import seconds_since_start
from flows.problems import explain_problem
from flows.steps import Job, checks_of
from flows.summary import failing_checks, rejects_by_reason, run_markdown
from transforms.errors import GateError

PUBLISHED, HELD_BACK, FAILED = "spoglio.published", "spoglio.held_back", "spoglio.failed"
#: The progress artifact is renewed at most so often.
_EVERY_SECONDS = 5.0
_LAST_SECONDS = 5.0


class Reporter:
    """Tells Prefect about a job; a context manager inside a flow run.

    Args:
        job: the run.
        db: path of the warehouse: the resource of the events.
    """

    def __init__(self, job: Job, db: str) -> None:
        self._job, self._db = job, db
        self._told: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=copy_context().run, args=(self._tell_all,), daemon=True)
        self._progress: Any = None
        self._last = float("-inf")

    def __enter__(self) -> Self:
        self._thread.start()
        self._told.put(self._begin)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, Exception):
            self._told.put(lambda: self._end(error))
        self._told.put(None)
        self._thread.join(_LAST_SECONDS)

    def progress(self, done: int, total: int) -> None:
        """Tell how many batches are stored."""
        now = seconds_since_start()
        if now - self._last >= _EVERY_SECONDS:
            self._last = now
            self._told.put(lambda: self._update(100.0 * done / total))

    def _tell_all(self) -> None:
        with suppress(Exception):  # Prefect is gone: the run goes on, and its end tells so
            while (tell := self._told.get()) is not None:
                tell()

    def _begin(self) -> None:
        if self._job.batches:
            self._progress = create_progress_artifact(0.0, key="progress", description="Share of the batches stored")

    def _update(self, percent: float) -> None:
        if self._progress is not None:
            update_progress_artifact(self._progress, percent)

    def _end(self, error: Exception | None) -> None:
        job = self._job
        if error is None and not job.plan.has_work:
            return
        self._emit(PUBLISHED if error is None else HELD_BACK if isinstance(error, GateError) else FAILED, error)
        if error is None:
            self._update(100.0)
            create_markdown_artifact(
                run_markdown(job, job.published or {}), key="run-summary", description="What was loaded"
            )
        counts = [{"what": name, "number": number} for name, number in job.counts().items()]
        create_table_artifact(counts, key="counts", description="Inputs, texts, rejects")
        create_table_artifact(rejects_by_reason(job.all_rejects()), key="rejects", description="Rejects by reason")
        create_table_artifact(failing_checks(checks_of(job)), key="failing-checks", description="Checks that failed")

    def _emit(self, event: str, error: Exception | None) -> None:
        emit(event, self._db, self._job.counts() | {"run_id": self._job.run_id}, error)


def emit(event: str, db: str, payload: Mapping[str, Any], error: Exception | None = None) -> None:
    """Tell Prefect an event about a warehouse.

    Args:
        event: one of the three.
        db: path of the warehouse.
        payload: counts and the like.
        error: what ended the run.
    """
    run = {"prefect.resource.id": f"prefect.flow-run.{flow_run.get_id()}", "prefect.resource.role": "flow-run"}
    emit_event(
        event=event,
        resource={"prefect.resource.id": f"spoglio.warehouse.{db}", "prefect.resource.name": db},
        related=[run],
        payload=dict(payload) | ({"reason": explain_problem(error)[1][:1_000]} if error is not None else {}),
    )
