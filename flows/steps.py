"""The steps of a run over a batch of texts, as plain functions: read → transform → check → store.

`flows.process_articles` makes Prefect tasks of them; nothing here knows of Prefect.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from expectations.gate import Report, check, merge_checks
from flows.inputs import read_text
from flows.metadata import Complaint
from flows.planning import Plan, Seen
from transforms.contract import Check, Document, Reject, Run, RunState, Sighting
from transforms.documents import MAX_CHARS, Article, document_id, make_article
from transforms.errors import GateError, InputError, SpoglioError
from transforms.frames import schema_of, to_frame
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from spacy.language import Language

logger = logging.getLogger(__name__)

Tables = dict[str, pl.DataFrame]


@dataclass(slots=True)
class Job:
    """One run: what to do, with what, and what came of it so far.

    Attributes:
        plan: which texts to read.
        store: the open warehouse.
        nlp: the language pipeline.
        run_id: key of the run.
        started_at: UTC, without time zone.
        model: name and version of the language model.
        code_version: version of spoglio.
        batch_size: texts a batch.
        fallback_on: the day of texts for which nobody tells one.
        max_chars: longer texts are refused.
        flow_run_name: Prefect's name of the run.
    """

    plan: Plan
    store: Warehouse
    nlp: "Language | None"
    run_id: str
    started_at: datetime
    model: tuple[str, str | None]
    code_version: str
    batch_size: int = 100
    fallback_on: date | None = None
    max_chars: int = MAX_CHARS
    flow_run_name: str = "nothing-new"
    n_new: int = 0
    checks: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    rejects: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    stored: set[str] = field(default_factory=set[str])

    def run_row(self, state: RunState, finished_at: datetime) -> Run:
        """The row of `runs`."""
        return Run(
            run_id=self.run_id,
            flow_run_name=self.flow_run_name,
            started_at=self.started_at,
            finished_at=finished_at,
            state=state,
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
            self.rejects.append(to_frame(rows, Reject))


def read_batch(job: Job, batch: list[Seen]) -> list[Article]:
    """Read the texts of a batch again; one that changed since the plan was made is refused."""
    articles: list[Article] = []
    refused: list[Complaint] = []
    for seen in batch:
        uri = seen.input.source_uri
        try:
            text = read_text(seen.input, job.max_chars)
        except InputError as problem:
            refused.append(Complaint(uri, problem.reason))
            continue
        if document_id(text) != seen.doc_id:
            refused.append(Complaint(uri, "the text changed while the run was reading it; run again"))
            continue
        articles.append(make_article(text, uri, seen.input.told, job.fallback_on))
    job.refuse(refused, "ingest")
    return articles


def transform_batch(job: Job, articles: list[Article]) -> Tables:
    """All tables of a batch; a text on which a stage fails is set aside and the rest goes on."""
    from transforms.pipeline import read_articles  # brings spaCy, which a run with nothing new does not need

    assert job.nlp is not None
    try:
        tables = read_articles(articles, job.nlp, job.run_id, job.started_at)
    except SpoglioError:
        raise  # a wrong reference table concerns all texts
    except Exception:
        logger.debug("a stage failed on a text of the batch", exc_info=True)
        tables = _one_by_one(job, job.nlp, articles)
    doc_ids = tables[Document.table].get_column("doc_id").to_list()
    return tables | {Sighting.table: job.plan.sightings_of(doc_ids, job.run_id, job.started_at)}


def _one_by_one(job: Job, nlp: "Language", articles: list[Article]) -> Tables:
    """One text must not take the others with it: find it."""
    from transforms.pipeline import read_articles

    parts: list[Tables] = [{Document.table: pl.DataFrame(schema=schema_of(Document))}]
    refused: list[Complaint] = []
    for article in articles:
        try:
            parts.append(read_articles([article], nlp, job.run_id, job.started_at))
        except Exception as problem:
            what = f"{type(problem).__name__}: {str(problem)[:200]}"
            refused.append(Complaint(article.source_uri, f"a stage failed on this text ({what}); please report it"))
    job.refuse(refused, "read")
    names = {name for part in parts for name in part}
    tables = {name: pl.concat([part[name] for part in parts if name in part]) for name in sorted(names)}
    if "entities" in tables:
        tables["entities"] = tables["entities"].unique("entity_id", keep="first", maintain_order=True)
    return tables


def check_batch(job: Job, tables: Tables) -> Report:
    """Put the batch before the gate and keep its verdict."""
    report = check(tables, job.run_id, known_docs=job.plan.published | job.stored)
    job.checks.append(report.checks)
    if not report.rejects.is_empty():
        job.rejects.append(report.rejects)
    return report


def store_batch(job: Job, good: Tables) -> int:
    """Write a batch in one transaction; the number of documents in it."""
    job.store.write_batch(good)
    doc_ids = good[Document.table].get_column("doc_id").to_list() if Document.table in good else []
    job.stored.update(doc_ids)
    job.n_new += sum(1 for doc_id in doc_ids if doc_id not in job.plan.published)
    return len(doc_ids)


@dataclass(frozen=True, slots=True)
class Steps:
    """The four steps of one job as `process` calls them: plain functions, or the Prefect tasks made of them."""

    read: Callable[[list[Seen]], list[Article]]
    transform: Callable[[list[Article]], Tables]
    check: Callable[[Tables], Report]
    store: Callable[[Tables], int]

    @classmethod
    def of(cls, job: Job) -> "Steps":
        """The plain functions."""
        return cls(
            read=partial(read_batch, job),
            transform=partial(transform_batch, job),
            check=partial(check_batch, job),
            store=partial(store_batch, job),
        )


def process(
    job: Job, now: Callable[[], datetime], steps: Steps | None = None, done: Callable[[int], None] = lambda n: None
) -> dict[str, int]:
    """Run all batches of a job and publish.

    Args:
        job: what to do; it keeps account of what came of it.
        now: the clock, UTC.
        steps: the four steps.
        done: is told how many texts of the plan are done.

    Returns:
        Rows a table in the published file.

    Raises:
        GateError: the gate held the run back; nothing was published.
        StoreError: the warehouse cannot be written; nothing was published.
    """
    steps = steps or Steps.of(job)
    for batch in job.plan.batches(job.batch_size):
        tables = steps.transform(steps.read(batch))
        _pass_gate(job, now, steps, tables)
        done(len(batch))
    known = sorted(set(job.plan.sightings) & job.plan.published - job.stored)
    if known:  # texts that were published before, seen at a new place
        _pass_gate(job, now, steps, {Sighting.table: job.plan.sightings_of(known, job.run_id, job.started_at)})
    return finish(job, now())


def _pass_gate(job: Job, now: Callable[[], datetime], steps: Steps, tables: Tables) -> None:
    report = steps.check(tables)
    if report.held_back:
        kept = job.store.hold_back(job.run_row("held_back", now()), checks_of(job), job.all_rejects())
        raise GateError(
            "The quality gate held the run back and nothing was published: "
            + "; ".join(report.held_back)
            + f". Look at the checks with: spoglio sql 'FROM checks WHERE NOT success' --db {kept}"
        )
    steps.store(report.good)


def finish(job: Job, finished_at: datetime) -> dict[str, int]:
    """Record the run and publish."""
    job.store.write_run(job.run_row("completed", finished_at), checks_of(job), job.all_rejects())
    return job.store.publish()


def checks_of(job: Job) -> pl.DataFrame:
    """One row an expectation, from all batches so far."""
    if not job.checks:
        return pl.DataFrame(schema=schema_of(Check))
    return merge_checks(job.checks)
