"""One run over some inputs: look what is new, have it read, publish, tell what came of it.

`run` is `spoglio run`; `flows.process_articles` calls the same parts when Prefect is the one who starts.
"""

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from flows.batches import Texts, make_batches, texts_of
from flows.clock import utc_now
from flows.detector import DetectorName, detector_label
from flows.inputs import Search
from flows.metadata import Complaint, Metadata, load_told_file, unknown_columns
from flows.places import Place, WebAddress
from flows.planning import Plan, make_plan
from flows.problems import explain_problem
from flows.settings import garbage_left
from flows.staging import BatchFolder, Folder, Settings
from flows.steps import Job, Steps, finish, process
from flows.stopping import Interrupted, told_to_end
from flows.summary import run_lines
from flows.terminal import plural, printable, progress, say, write
from flows.version import code_version, model_label
from flows.workers import Batch, LocalWorkers, StoppedError, Workers
from transforms.contract import stable_id
from transforms.documents import MAX_CHARS
from transforms.errors import StoreError, UsageError
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from flows.web.visit import Visit

_SHOWN = 20
#: Packages whose errors tell that Prefect, its server or the way to it failed.
_WAYS_TO_PREFECT = ("prefect", "httpx", "httpcore", "anyio", "websockets")
_TEXTS_WORTH_A_WORKER = 50
Runner = Literal["local", "dask"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; the words are those of the command line and of the flow's parameters.

    `again`: the texts of the warehouse are read again too (`flows.rebuild`).
    """

    paths: tuple[Place | WebAddress, ...]
    db: Path
    metadata: Place | None = None
    published_on: date | None = None
    outlet: str | None = None
    batch_size: int = 100
    max_chars: int = MAX_CHARS
    model: str = "bundled"
    language_detector: DetectorName = "none"
    workers: int | None = None
    runner: Runner = "local"
    scheduler: str | None = None
    staging: str | None = None
    debug: bool = False
    again: bool = False
    feeds: Path | None = None
    allow_private: bool = False

    def parameters(self) -> dict[str, Any]:
        """The parameters of the flow."""
        names = "db published_on outlet batch_size max_chars model language_detector workers runner scheduler staging"
        told = {"paths": [str(path) for path in self.paths], "metadata": str(self.metadata) if self.metadata else None}
        return told | {name: getattr(self, name) for name in [*names.split(), "feeds", "allow_private"]}


#: Jobs open in this process, by warehouse: what the command line has looked at, the flow need not look at again.
_open: dict[Path, Job] = {}


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_job(db: Path) -> Job:
    """The job on a warehouse that this process works on."""
    return _open[db.resolve()]


@contextmanager
def opened(request: Request) -> Iterator[Job]:
    """Take the warehouse and look what is new; a job that is open already is taken as it is.

    Raises:
        UsageError: the table of ``--metadata`` cannot be read, or the language detector is not installed.
        StoreError: the warehouse cannot be used.
    """
    db = request.db.resolve()
    if db in _open:
        yield _open[db]
        return
    started_at = utc_now()
    detector = detector_label(request.language_detector)
    told: Metadata | None = load_told_file(request.metadata) if request.metadata else None
    run_folder = db.with_name(f".{db.name}.run")
    with ExitStack() as stack:
        store = stack.enter_context(Warehouse(db, request.again))
        texts = Texts(run_folder / "texts")
        # A place that several warehouses share: each has a folder of its own there.
        own = f"{db.stem}-{stable_id('staging', db)[:6]}"
        folder = Folder(f"{request.staging.rstrip('/')}/{own}" if request.staging else str(run_folder / "batches"))
        if store.is_earlier and request.published_on is not None:
            raise UsageError(
                f"{request.db} is of an earlier version of spoglio and its texts are read again first, but "
                "--published-on would date those too; call once without it."
            )
        visit = stack.enter_context(_visited(request, run_folder / "web"))
        say("Looking for texts …")
        with progress("looking") as bar:
            paths = [path for path in request.paths if not isinstance(path, WebAddress)]
            search = Search(paths, told, request.max_chars, request.outlet, visit)
            known = store.known_documents(), store.known_sightings()
            again = store.stored_texts()
            retracted = store.retractions.read()
            redated = store.redatings.days()
            plan = make_plan(search, *known, request.published_on, bar.advance, texts.keep, again, retracted, redated)
            texts.settle()
        if store.is_earlier and request.again:
            say(f"{plural(len(plan.again), 'text')} of {printable(request.db)} are read again, and the file is kept.")
        elif store.is_earlier:
            count = plural(len(plan.again), "text")
            say(f"{printable(request.db)} is of an earlier version: its {count} are read again, and the file is kept.")
        elif plan.again:
            say(f"{plural(len(plan.again), 'text')} to be read again under a day that was corrected.")
        if plan.n_quiet:
            say(f"Addresses on the web that have nothing new or are not due: {plan.n_quiet}.")
        _tell_problems(plan)
        for uri, unknown in sorted(search.unknown.items()):
            if unknown:
                say(printable(unknown_columns(uri, unknown)))
        settings = Settings(request.model, request.published_on, request.language_detector)
        # A worker takes seconds to start: few texts do not repay it.
        n_workers = min(request.workers or cores(), -(-len(plan.to_read) // _TEXTS_WORTH_A_WORKER) or 1)
        name, version, _ = model_label(request.model)
        job = Job(
            plan=plan,
            store=store,
            run_id=uuid4().hex[:20],
            started_at=started_at,
            model=(name, version),
            code_version=f"{code_version()} {detector}".rstrip(),
            batches=make_batches(plan.to_read, folder, request.batch_size, n_workers, settings) if plan.to_read else [],
        )
        stack.callback(_tidy, job, folder, run_folder)
        stack.callback(texts.close)
        if plan.has_work:
            stack.enter_context(_temporary_files(run_folder / "tmp"))
        _open[db] = job
        stack.callback(_open.pop, db)
        try:
            job.begin = cache(partial(_start_workers, job, request, settings, run_folder, texts, n_workers, stack))
            yield job
        except BaseException as problem:
            _record_failure(job, job.failure or problem)
            raise
        if visit is not None and job.published is not None:
            visit.settle()


@contextmanager
def _visited(request: Request, folder: Path) -> Iterator["Visit | None"]:
    """What was fetched from the web; None where nothing is asked for there."""
    addresses = [path.url for path in request.paths if isinstance(path, WebAddress)]
    if not addresses and request.feeds is None:
        yield None
        return
    from flows.web.feeds import feeds_of
    from flows.web.state import read_state
    from flows.web.visit import Visit

    feeds = feeds_of(addresses, request.feeds)
    with Visit(feeds, read_state(request.db.resolve()), folder, request.max_chars, request.allow_private) as visit:
        say("Fetching from the web …")
        with progress("fetching") as bar:
            visit.fetch(bar.advance)
        yield visit


@contextmanager
def _temporary_files(folder: Path) -> Iterator[None]:
    """Have Python make temporary files in a folder of the run: those of a run that was killed go with its folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def _record_failure(job: Job, problem: BaseException) -> None:
    """Leave a row in `runs` that says why the run did not come to its end."""
    if job.published is not None or job.is_held_back:
        return
    if job.workers is not None:
        job.workers.close()
    job.store.discard()
    row = job.run_row("failed", utc_now(), explain_problem(problem)[1])
    if isinstance(problem, KeyboardInterrupt):  # nobody waits for a publication then
        with suppress(StoreError):
            job.store.note_run(row, job.all_rejects())
    else:
        job.store.fail(row, job.all_rejects())


def _start_workers(
    job: Job, request: Request, settings: Settings, run_folder: Path, texts: Texts, n: int, stack: ExitStack
) -> None:
    """Start those who read and have all batches read, whatever else still has to start: Prefect may be slow."""
    todo = [batch for batch in job.batches if not batch.is_finished]
    finished = sum(len(batch.items) for batch in job.batches) - sum(len(batch.items) for batch in todo)
    if finished:
        say(f"{plural(finished, 'text')} were read by a run that did not come to its end; they are taken as they are.")
    if not todo:
        return
    bar = stack.enter_context(progress("reading", finished + sum(len(batch.items) for batch in todo), finished))
    by_url = {batch.url: batch for batch in todo}

    def prepare(batch: Batch) -> None:
        BatchFolder(batch.url).write_articles(texts_of(by_url[batch.url], texts.get))

    def done(batch: Batch) -> None:
        bar.advance(len(batch.items))

    workers: Workers
    if request.runner == "dask":
        from flows.cluster import DaskWorkers

        workers = DaskWorkers(request.scheduler or "", settings, prepare, done)
    else:
        workers = LocalWorkers(min(n, len(todo)), settings, run_folder, prepare, done)
    job.workers = stack.enter_context(workers)
    for batch in todo:
        workers.submit(batch)


def _tidy(job: Job, folder: Folder, run_folder: Path) -> None:
    """Keep the finished batches of a run that did not come to its end, and nothing else."""
    keep = job.published is None and not job.is_held_back
    kept = 0
    for batch, outcome in list(folder.batches()):
        if keep and outcome is not None:
            kept += 1
        else:
            batch.remove()
    if not kept:
        folder.remove()
        shutil.rmtree(run_folder, ignore_errors=True)
        return
    for log in run_folder.glob("worker-*.log"):
        log.unlink(missing_ok=True)


def carry_out(job: Job, steps: Steps) -> dict[str, int]:
    """Have all read, stored and published; what becomes of it is told by the job too.

    Raises:
        Interrupted: the run was told to end.
        GateError: the gate held the run back.
        StoreError: the warehouse cannot be written.
    """
    try:
        with told_to_end(job), garbage_left():
            job.begin()
            return process(job, utc_now, steps)
    except BaseException as problem:
        if isinstance(problem, StoppedError) and job.workers is not None:
            job.workers.finish()
        job.failure = _interrupted(job) if job.stopping or isinstance(problem, KeyboardInterrupt) else problem
        raise job.failure from problem
    finally:
        if job.published is None and job.workers is not None and not _may_go_on(job.failure):
            job.workers.close()


def _may_go_on(failure: BaseException | None) -> bool:
    return failure is None or is_of_prefect(failure)


def _interrupted(job: Job) -> Interrupted:
    """What is kept of a run that was told to end."""
    kept = sum(1 for batch in job.batches if BatchFolder(batch.url).outcome() is not None)
    sentence = "interrupted; nothing was published by this run"
    if not kept:
        return Interrupted(f"{sentence}.")
    of = f"{kept} of {len(job.batches)} batches {'is' if kept == 1 else 'are'} read and kept"
    return Interrupted(f"{sentence}; {of}: the same command goes on from there.")


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
    with opened(request) as job:
        try:
            with told_to_end(job, batches_first=False):
                if job.plan.has_work:
                    published = _through_prefect(job, request)
                else:
                    say("Nothing new." if job.plan.n_readable or job.plan.n_quiet else "Nothing could be read.")
                    published = finish(job, utc_now())
        except BaseException as problem:
            if job.stopping and not isinstance(problem, Interrupted):  # whatever a library made of it
                raise _interrupted(job) from problem
            raise
    _tell(job.failed, "not read")
    write("\n".join(run_lines(job, published, request.db)) + "\n", sys.stdout)
    return 1 if nothing_read(job) else 0


def _through_prefect(job: Job, request: Request) -> dict[str, int]:
    """Start Prefect's server and those who read, load the rest meanwhile, run the flow; go on without a lost server."""
    from flows.prefect_server import PrefectLostError, PrefectServer
    from flows.settings import read_settings

    logging.raiseExceptions = request.debug  # Prefect's log handler complains to the terminal when its server is gone
    count = len(job.plan.to_read)
    say(f"{plural(count, 'text')} to read. Starting Prefect and loading the language model …")
    server = PrefectServer(read_settings(request.debug))
    try:
        with server:
            from expectations.gate import preload

            job.begin()  # not before: no variable may be set once their threads work, as the gate and the server do
            preload()
            from flows.process_articles import process_articles

            server.wait()
            process_articles(**request.parameters())
    except Exception as problem:
        failure = job.failure or problem
        if job.stopping or (job.published is None and not is_of_prefect(failure)):
            raise failure from None  # what the run itself met, whatever Prefect made of it
        what = (
            str(problem) if isinstance(problem, PrefectLostError) else f"Prefect's server is lost ({_short(problem)})"
        )
        if not server.is_lost:
            say(f"{printable(what)}. The run goes on without Prefect.")
    if job.published is None:
        job.begin_again()
        carry_out(job, Steps(job))
    assert job.published is not None
    return job.published


def is_of_prefect(problem: BaseException) -> bool:
    """Whether Prefect, its server or the way to it failed, and not the run."""
    from flows.prefect_server import PrefectLostError

    kind = type(problem)
    return issubclass(kind, PrefectLostError) or kind.__module__.split(".")[0] in _WAYS_TO_PREFECT


def _short(problem: BaseException) -> str:
    return (str(problem) or type(problem).__name__).split("\n", maxsplit=1)[0][:200].rstrip(". ")


def nothing_read(job: Job) -> bool:
    """Whether no input gave a text that is in the warehouse now."""
    if not job.plan.n_readable:
        return not job.plan.n_quiet
    return bool(job.plan.to_read) and not job.stored and not job.plan.published


def _tell_problems(plan: Plan) -> None:
    _tell(plan.refused, "not read")
    _tell(plan.complaints, "metadata not used")


def _tell(problems: list[Complaint], what: str) -> None:
    for item in problems[:_SHOWN]:
        say(f"{what}: {printable(item.source_uri)}: {printable(item.reason)}")
    if len(problems) > _SHOWN:
        say(f"{what}: {len(problems) - _SHOWN} more; they are all in the table rejects")
