"""`spoglio serve`: runs that start by themselves, at an interval, at certain hours, or when a file comes.

Prefect keeps the schedule and starts each run as a process of its own; one run a warehouse at a time. A tick that comes
while a run is under way is left out: the next one takes in what came meanwhile.
"""

import asyncio
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.places import Place, Remote
from flows.prefect_server import PrefectServer
from flows.readers.registry import is_read
from flows.run import Request, is_of_prefect
from flows.serving import Serving, only_one
from flows.settings import read_settings
from flows.stopping import handled, interrupt
from flows.terminal import say, shown_seconds
from transforms.contract import stable_id
from transforms.errors import UsageError

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

#: Times that a served run is tried again when what stopped it may pass.
_RETRIES = 3
_AGAIN_SECONDS = 5.0
_LOOK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """When runs start; exactly one of the three is told.

    Attributes:
        every: from one start to the next.
        cron: minute, hour, day, month, weekday.
        watch: when a file comes or changes.
        timezone: of `cron`.
    """

    every: timedelta | None = None
    cron: str | None = None
    watch: bool = False
    timezone: str = "Europe/Rome"

    def __str__(self) -> str:
        if self.every:
            return f"every {shown_seconds(self.every.total_seconds())}"
        return f"at {self.cron} ({self.timezone})" if self.cron else "when a file comes"


def deployment_name(db: Path) -> str:
    """The name of the deployment of a warehouse in Prefect: the same at each start."""
    return f"{db.stem}-{stable_id('deployment', db.resolve())[:6]}"


def serve(request: Request, schedule: Schedule) -> int:
    """Start runs until told to end; the first one at once.

    Raises:
        UsageError: the schedule makes no sense.
        BusyError: another process serves this warehouse.
        PrefectLostError: Prefect's server does not start or does not answer.
    """
    if schedule.watch:
        _demand_watchable(request.paths)
    # Each run is a process of its own that is started here: paths stay as given, so that texts keep their names.
    with only_one(request.db) as tell, PrefectServer(read_settings(request.debug), serving=True) as server:
        say("Starting Prefect …")
        deployment = _deployment(request, schedule)
        server.wait()
        tell(Serving(server.url, deployment.name, str(schedule)))
        say(f"Serving {request.db} {schedule}; Prefect answers at {server.url}. Ctrl-C ends it.")
        _serve(deployment, schedule, request, server)
    say("No more runs start. What is published stays; a run that was under way is taken up by the next one.")
    return 0


def _demand_watchable(paths: Sequence[Place]) -> None:
    for path in paths:
        if isinstance(path, Remote):
            raise UsageError(f"--watch needs paths of this machine; look at {path} now and then with --every.")
        if not path.exists():
            raise UsageError(f"--watch needs paths that are there; {path} is not.")


def _deployment(request: Request, schedule: Schedule) -> "RunnerDeployment":
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
    from prefect.types.entrypoint import EntrypointType

    from flows.process_articles import process_articles

    when: Any = None
    try:
        if schedule.cron:
            when = CronSchedule(cron=schedule.cron, timezone=schedule.timezone)
        elif schedule.every:
            when = IntervalSchedule(interval=schedule.every, timezone=schedule.timezone)
    except ValueError as problem:
        raise UsageError(f"{schedule.cron!r} in {schedule.timezone} is no schedule: {_first(problem)}.") from problem
    limit = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    deployment: Any = process_articles.to_deployment(
        name=deployment_name(request.db),
        schedules=[when] if when else None,
        concurrency_limit=limit,
        parameters=_json(request.parameters()) | {"retries": _RETRIES},
        description=f"spoglio serve, {schedule}",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    made: RunnerDeployment = deployment
    return made


def _json(parameters: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in parameters.items() if value is not None}
    loaded: dict[str, Any] = json.loads(json.dumps(plain, default=str))
    return loaded


def _first(problem: Exception) -> str:
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    return lines[min(2, len(lines) - 1)].split("[type")[0].strip(" .") if lines else type(problem).__name__


def _serve(deployment: "RunnerDeployment", schedule: Schedule, request: Request, server: PrefectServer) -> None:
    """Have Prefect start runs until a signal comes; a server that was lost comes back, and so do we."""
    known, over = threading.Event(), threading.Event()
    starter = threading.Thread(target=_start_runs, args=(deployment.name, schedule, request, known, over), daemon=True)
    starter.start()
    try:
        with handled({"SIGTERM": interrupt, "SIGHUP": interrupt}):
            _keep_running(deployment, known, over, server)
    except (KeyboardInterrupt, SystemExit):
        say("Ending …")
    finally:
        over.set()


def _keep_running(
    deployment: "RunnerDeployment", known: threading.Event, over: threading.Event, server: PrefectServer
) -> None:
    from prefect.runner import Runner

    while True:
        try:
            asyncio.run(_run(Runner(name="spoglio", limit=1, query_seconds=2), deployment, known))
            return
        except Exception as problem:
            if not is_of_prefect(problem) and not isinstance(problem, BaseExceptionGroup):
                raise
            say(f"Prefect was lost ({_first(problem)}); serving goes on as soon as it answers.")
            over.wait(_AGAIN_SECONDS)
            server.wait()


async def _run(runner: "Runner", deployment: "RunnerDeployment", known: threading.Event) -> None:
    await runner.add_deployment(deployment)  # type: ignore[misc] # its type leaves out that it is awaited
    known.set()
    runner.handle_sigterm = interrupt  # type: ignore[method-assign] # its own leaves a coroutine behind
    await runner.start()


def _start_runs(name: str, schedule: Schedule, request: Request, known: threading.Event, over: threading.Event) -> None:
    """Start the first run at once; when files are watched, one for each time that some came."""
    from prefect.deployments import run_deployment

    known.wait()

    def start() -> None:
        try:
            # One after the other: what comes during a run waits for its end.
            timeout = None if schedule.watch else 0
            run_deployment(f"process-articles/{name}", timeout=timeout, poll_interval=1, as_subflow=False)
        except Exception as problem:
            say(f"A run could not be started ({_first(problem)}); it is tried again at the next occasion.")

    came = threading.Event()
    if schedule.watch:  # before the first run: what comes while it looks must not be missed
        threading.Thread(target=_watch, args=(request.paths, came, over), daemon=True).start()
    start()
    while schedule.watch and not over.is_set():
        came.wait()
        came.clear()
        say("Files came.")
        start()


def _watch(paths: Sequence[Place], came: threading.Event, over: threading.Event) -> None:
    """Tell when files come or change; where that cannot be seen, a look now and then does it."""
    from watchfiles import watch

    try:
        for _ in watch(*map(str, paths), watch_filter=_counts, stop_event=over, step=200, debounce=2_000):
            came.set()
    except (OSError, RuntimeError) as problem:
        say(f"Files cannot be watched ({_first(problem)}); a run starts every {_LOOK_SECONDS:.0f} seconds instead.")
        while not over.wait(_LOOK_SECONDS):
            came.set()


def _counts(change: object, path: str) -> bool:
    """Whether what came or changed may hold texts or metadata.

    A folder counts: what it held when it came, or got before it was watched itself, is told of by nobody.
    """
    file = Path(path)
    return not file.name.startswith(".") and (is_read(file.name) or file.is_dir())
