"""`spoglio run`: look what is new, start Prefect only for that, tell what came of it."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from flows.clock import utc_now
from flows.inputs import Search
from flows.metadata import Complaint, Metadata, load_told_file
from flows.planning import Plan, make_plan
from flows.steps import Job, finish
from flows.summary import run_lines
from flows.terminal import plural, printable, progress, say, write
from flows.version import code_version, model_label
from transforms.documents import MAX_CHARS
from warehouse.store import Warehouse

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for; the words are those of its options."""

    paths: tuple[Path, ...]
    db: Path
    metadata: Path | None = None
    published_on: date | None = None
    batch_size: int = 100
    max_chars: int = MAX_CHARS
    model: str = "bundled"
    debug: bool = False


def run(request: Request) -> int:
    """Process what is new in files and folders.

    Returns:
        The exit code: 0 when all that could be published is published, 1 when nothing could be read.

    Raises:
        UsageError: the table of ``--metadata`` cannot be read.
        GateError: the gate held the run back.
        StoreError: the warehouse cannot be used.
        ModelError: the language model cannot be loaded.
    """
    told: Metadata | None = load_told_file(request.metadata) if request.metadata else None
    search = Search(request.paths, told, request.max_chars)
    with Warehouse(request.db) as store:
        say("Looking for texts …")
        with progress("looking") as bar:
            known = store.known_documents(), store.known_sightings()
            plan = make_plan(search, *known, request.published_on, bar.advance)
        _tell_problems(plan)
        name, version, _ = model_label(request.model)
        job = Job(
            plan=plan,
            store=store,
            nlp=None,
            run_id=uuid4().hex[:20],
            started_at=utc_now(),
            model=(name, version),
            code_version=code_version(),
            batch_size=request.batch_size,
            fallback_on=request.published_on,
            max_chars=request.max_chars,
        )
        if plan.has_work:
            published = _run_flow(job, request)
        else:
            say("Nothing new." if plan.n_readable else "Nothing could be read.")
            published = finish(job, utc_now())
    write("\n".join(run_lines(job, published, request.db)) + "\n", sys.stdout)
    return 1 if nothing_read(job) else 0


def _run_flow(job: Job, request: Request) -> dict[str, int]:
    """Start Prefect's server, load everything else while it comes up, and run the flow."""
    from flows.prefect_server import PrefectServer
    from flows.settings import read_settings

    count = len(job.plan.to_read)
    say(f"{plural(count, 'text')} to read. Starting Prefect and loading the language model …")
    with PrefectServer(read_settings(request.debug)) as server:
        from expectations.gate import preload

        preload()
        from transforms.parsing import load_pipeline

        job.nlp = load_pipeline(request.model)
        from flows.process_articles import process_articles

        server.wait()
        with progress("reading", count) as bar:
            say("Reading …")
            return process_articles(job, bar.advance)


def nothing_read(job: Job) -> bool:
    """Whether no input gave a text that is in the warehouse now."""
    return not job.plan.n_readable or (bool(job.plan.to_read) and not job.stored and not job.plan.published)


def _tell_problems(plan: Plan) -> None:
    _tell(plan.refused, "not read")
    _tell(plan.complaints, "metadata not used")


def _tell(problems: list[Complaint], what: str) -> None:
    for item in problems[:_SHOWN]:
        say(f"{what}: {printable(item.source_uri)}: {printable(item.reason)}")
    if len(problems) > _SHOWN:
        say(f"{what}: {len(problems) - _SHOWN} more; they are all in the table rejects")
