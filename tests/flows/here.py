"""Runs in this process, without Prefect, worker processes and Great Expectations: what they do besides is tested with them."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import flows.run
import flows.worker
from flows.places import place_or_web
from flows.run import Request, carry_out, run
from flows.staging import Outcome, Settings
from flows.steps import Job, Steps
from flows.workers import Batch, Workers
from transforms.contract import Check, Reject
from transforms.frames import schema_of


@dataclass
class FakeReport:
    """A gate that lets everything through, in no time."""

    good: dict[str, pl.DataFrame]
    rejects: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema_of(Reject)))
    checks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema_of(Check)))
    held_back: list[str] = field(default_factory=list)


class HereWorkers(Workers):
    """Reads with the rules, in this process."""

    def __init__(self, n: int, settings: Settings, log_folder: Path, prepare: Any, done: Any) -> None:
        super().__init__(n, prepare, done)
        self._settings = replace(settings, model="rules")

    def read(self, batch: Batch) -> Outcome:
        return flows.worker.transform(batch.url, batch.items, self._settings)


def without_prefect(patch: pytest.MonkeyPatch) -> list[Job]:
    """Let runs go without Prefect, processes and Great Expectations; the jobs for which they would have been started."""
    jobs: list[Job] = []

    def through_prefect(job: Job, request: Request) -> dict[str, int]:
        jobs.append(job)
        return carry_out(job, Steps(job))

    patch.setattr(flows.run, "_through_prefect", through_prefect)
    patch.setattr(flows.run, "LocalWorkers", HereWorkers)
    patch.setattr("expectations.gate.check", lambda tables, run_id, known_docs: FakeReport(dict(tables)))
    return jobs


def go(*paths: str, db: str = "w.duckdb", **options: Any) -> int:
    return run(Request(tuple(place_or_web(path) for path in paths), Path(db), **options))
