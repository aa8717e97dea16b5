"""Prefect's temporary API server, started early.

Prefect starts such a server itself when a flow is called and no API is configured, but only after importing the whole
server into our process (5 s), and then waits idly until it is up (7 s and more). Here the same server (same command,
same environment) starts first; the language model, Great Expectations and Prefect's client load while it comes up.
"""

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from urllib.request import OpenerDirector, ProxyHandler, build_opener

from flows.settings import Settings, prepare_prefect
from flows.terminal import say
from transforms.errors import SpoglioError

_START_SECONDS = 90.0
_ANSWER_SECONDS = 10.0
_PATIENCE_SECONDS = 15.0  # then it is said what is waited for
_POLL_SECONDS = 0.05
# Silence is noticed within fourteen seconds; a busy machine may well miss one answer.
_WATCH_SECONDS, _SILENCE_SECONDS, _FAILURES = 1.0, 3.5, 3
_LOG = "server.log"
_TAKEN = "address already in use"
_LARGEST_DATABASE = 256 * 1024 * 1024


class PrefectLostError(SpoglioError):
    """Prefect's server does not start, does not answer, or is none; a run goes on without it."""


class PrefectServer:
    """A temporary API server for one run; a context manager that stops it.

    Args:
        settings: with `prefect_api_url` nothing is started and that server is used.
        serving: the server keeps schedules and lives long: it is started anew when it is lost.

    On entering it sets all variables that Prefect reads: nothing may set any once other threads work, because the C
    library's getenv reads memory that setenv has given back, and whoever asks at that moment crashes. Polars asks
    with every file that it writes.

    Raises:
        PrefectLostError: on entering, when this machine cannot reach itself, or when what the user gives the address of
            does not answer as a Prefect server does: nobody has to load Prefect to learn that.
    """

    def __init__(self, settings: Settings, serving: bool = False) -> None:
        self.settings = settings
        self._serving = serving
        self._process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._watcher: threading.Thread | None = None
        self._lost = False
        self._url = settings.prefect_api_url or ""
        self._port = 0

    @property
    def url(self) -> str:
        """The address of its API."""
        return self._url

    @property
    def is_lost(self) -> bool:
        """Whether a server of ours stopped answering, which was said then."""
        return self._lost and self._process is not None

    def __enter__(self) -> "PrefectServer":
        _bound_database(self.settings)
        try:
            if not self.settings.prefect_api_url:
                _try_loopback()
                # One port for the whole run: Prefect's client remembers the address from its import on.
                self._port = _free_port()
                self._url = f"http://127.0.0.1:{self._port}/api"
            # From here on Prefect's client finds the server by itself.
            prepare_prefect(self.settings, self._url, self._serving)
            if self.settings.prefect_api_url:
                _greet(self._url)
            else:
                self._start()
        except PrefectLostError:
            self._leave_home()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if not self._lost:
            _send_logs()
        self._stop()
        self._leave_home()

    def _leave_home(self) -> None:
        if self.settings.home_is_temporary:
            shutil.rmtree(self.settings.prefect_home, ignore_errors=True)

    def wait(self) -> None:
        """Return as soon as the server answers.

        Raises:
            PrefectLostError: it does not come up, or what the user gives the address of is no Prefect server.
        """
        if self._process is None:
            _greet(self._url)
            self._keep_watch()
            return
        opener = build_opener(ProxyHandler({}))
        start = time.monotonic()
        tries, is_said = 1, False
        while (waited := time.monotonic() - start) < _START_SECONDS:
            if self._process.poll() is not None:
                words = self._last_words()
                if tries == 2 or _TAKEN in words:
                    raise PrefectLostError(f"Prefect's server does not start: {words}")
                tries += 1  # its database is damaged or of another version, or the disk is full
                self._move_home()
                self._start()
            if _is_healthy(opener, self._url, timeout=5):
                self._keep_watch()
                return
            if waited > _PATIENCE_SECONDS and not is_said:
                is_said = True
                say("Prefect's server is slow to start; it is waited for, and texts are read meanwhile.")
            time.sleep(_POLL_SECONDS)
        raise PrefectLostError(f"Prefect's server did not answer in {_START_SECONDS:.0f} seconds: {self._last_words()}")

    def _keep_watch(self) -> None:
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, daemon=True)
            self._watcher.start()

    def _watch(self) -> None:
        """End our own server when it does not answer any more: a refusal is noticed at once, silence is waited for."""
        opener = build_opener(ProxyHandler({}) if self._process is not None else ProxyHandler())
        failures = 0
        while not self._over.wait(_WATCH_SECONDS):
            try:
                opener.open(f"{self._url.rstrip('/')}/health", timeout=_SILENCE_SECONDS).close()
                failures = 0
            except OSError:
                failures += 1
            if failures < _FAILURES:
                continue
            failures = 0
            if self._serving and self._process is not None:
                self._stop()
                self._start()
            else:
                self._lost = True
                # Said here: Prefect's client may not ask its server anything before the end of the run.
                if self._process is not None:
                    self._process.kill()
                    say("Prefect's server is lost (it does not answer any more). The run goes on without Prefect.")
                else:
                    say(f"The Prefect server at {self._url} does not answer any more; the run goes on.")
                return

    def _move_home(self) -> None:
        """Go on with a temporary home."""
        self.settings = replace(
            self.settings, prefect_home=Path(tempfile.mkdtemp(prefix="spoglio-")), home_is_temporary=True
        )

    def _start(self) -> None:
        command = [
            *(sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"),
            *("--host", "127.0.0.1", "--port", str(self._port), "--log-level", "error", "--lifespan", "on"),
        ]
        environment = dict(os.environ) | {
            "PREFECT_UI_ENABLED": "1" if self._serving else "0",
            "PREFECT__SERVER_EPHEMERAL": "" if self._serving else "1",
            "PREFECT__SERVER_FINAL": "1",
            # Another one than ours after `_move_home`.
            "PREFECT_HOME": str(self.settings.prefect_home),
        }
        environment.pop("PREFECT_API_URL", None)
        with (self.settings.prefect_home / _LOG).open("wb") as log:
            # A session of its own: Ctrl-C must reach us first, so that Prefect can still record the end of the run.
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
                cwd=self.settings.prefect_home,
            )

    def _last_words(self) -> str:
        try:
            lines = (self.settings.prefect_home / _LOG).read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError as problem:
            return str(problem.strerror)
        said = [line.strip() for line in lines if line.strip()]
        # What it says of itself as it ends comes after that.
        taken = [line for line in said if _TAKEN in line]
        return (taken or said or ["it says nothing"])[-1][:200]

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _bound_database(settings: Settings) -> None:
    """Begin a new database when the old one has grown large: it only keeps what Prefect shows of past runs."""
    path = settings.prefect_home / "prefect.db"
    with suppress(OSError):
        if path.stat().st_size > _LARGEST_DATABASE:
            for part in ("", "-wal", "-shm"):
                path.with_name(path.name + part).unlink(missing_ok=True)


def _is_healthy(opener: OpenerDirector, url: str, timeout: float) -> bool:
    """Whether a Prefect server answers; a server of another kind does not say the same."""
    try:
        with opener.open(f"{url}/health", timeout=timeout) as answer:
            return json.loads(answer.read(1_000)) is True
    except (OSError, ValueError):
        return False


def _greet(url: str) -> None:
    """See whether a Prefect server answers at the address that the user gives.

    Raises:
        PrefectLostError: nothing answers, or something else.
    """
    address = url.rstrip("/")
    start = "start it, correct PREFECT_API_URL, or unset it to have a temporary server started"
    try:
        with build_opener().open(f"{address}/health", timeout=_ANSWER_SECONDS) as answer:
            healthy = json.loads(answer.read(1_000)) is True
    except (OSError, ValueError) as problem:
        # An answer that is no JSON, or a refusal: something is there, and it is not Prefect.
        if isinstance(problem, ValueError) or hasattr(problem, "code"):
            healthy = False
        else:
            raise PrefectLostError(f"No Prefect server answers at {url} ({problem}); {start}") from problem
    if not healthy:
        raise PrefectLostError(f"What answers at {url} is no Prefect server; {start}")


def _try_loopback() -> None:
    """See whether this machine can talk to itself: without that no server of ours can be reached.

    Raises:
        PrefectLostError: it cannot.
    """
    try:
        with socket.socket() as server, socket.socket() as client:
            server.bind(("127.0.0.1", 0))
            server.listen(1)
            client.settimeout(_ANSWER_SECONDS)
            client.connect(server.getsockname())
    except OSError as problem:
        raise PrefectLostError(
            f"This machine cannot reach itself at 127.0.0.1, where Prefect would be ({problem.strerror or problem})"
        ) from problem


def _send_logs() -> None:
    """Have Prefect send the log lines that it still holds, before the server goes away."""
    if "prefect.logging.handlers" in sys.modules:
        from prefect.logging.handlers import APILogWorker

        APILogWorker.drain_all(timeout=5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _die_with_parent() -> None:
    """Linux: the server ends when we are killed and cannot stop it."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
