"""Prefect's temporary API server, started early.

Prefect starts such a server itself when a flow is called and no API is configured, but only after importing the whole
server into our process (5 s), and then waits idly until it is up (7 s and more). Here the same server (same command,
same environment) starts first; the language model, Great Expectations and Prefect's client load while it comes up.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from flows.settings import Settings, prepare_prefect
from transforms.errors import SpoglioError

_START_SECONDS = 120.0
_POLL_SECONDS = 0.05
_LOG = "server.log"
_ADVICE = "free the disk or set SPOGLIO_HOME to a folder that can be written"


class PrefectServer:
    """A temporary API server for one run; a context manager that stops it.

    Args:
        settings: with `prefect_api_url` nothing is started and that server is used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._url = settings.prefect_api_url or ""
        self._port = 0

    def __enter__(self) -> "PrefectServer":
        prepare_prefect(self.settings)
        if self.settings.prefect_api_url:
            _greet(self._url)
        else:
            # One port for the whole run: Prefect's client remembers the address from its import on.
            self._port = _free_port()
            self._url = f"http://127.0.0.1:{self._port}/api"
            self._start()
        # From here on Prefect's client finds the server by itself.
        os.environ["PREFECT_API_URL"] = self._url
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _send_logs()
        if not self.settings.prefect_api_url:
            os.environ.pop("PREFECT_API_URL", None)
        self._stop()
        if self.settings.home_is_temporary:
            shutil.rmtree(self.settings.prefect_home, ignore_errors=True)

    def wait(self) -> None:
        """Return as soon as the server answers.

        Raises:
            SpoglioError: it does not come up.
        """
        if self._process is None:
            return
        opener = build_opener(ProxyHandler({}))
        deadline = time.monotonic() + _START_SECONDS
        tries = 1
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                if tries == 2:
                    break
                tries += 1  # its database is damaged or of another version, or the disk is full
                self._move_home()
                self._start()
            try:
                with opener.open(f"{self._url}/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(_POLL_SECONDS)
        raise SpoglioError(
            f"Prefect's temporary server did not start: {self._last_words()}; free the disk or {_ADVICE}."
        )

    def _move_home(self) -> None:
        """Go on with a temporary home."""
        self.settings = replace(
            self.settings, prefect_home=Path(tempfile.mkdtemp(prefix="spoglio-")), home_is_temporary=True
        )
        prepare_prefect(self.settings)

    def _start(self) -> None:
        command = [
            *(sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"),
            *("--host", "127.0.0.1", "--port", str(self._port), "--log-level", "error", "--lifespan", "on"),
        ]
        environment = dict(os.environ) | {
            "PREFECT_UI_ENABLED": "0",
            "PREFECT__SERVER_EPHEMERAL": "1",
            "PREFECT__SERVER_FINAL": "1",
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
        return next((line.strip() for line in reversed(lines) if line.strip()), "it says nothing")[:200]

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _greet(url: str) -> None:
    """See whether the server of the user answers, whatever it says."""
    try:
        build_opener().open(f"{url.rstrip('/')}/health", timeout=10).close()
    except HTTPError:
        return
    except (OSError, ValueError) as problem:
        raise SpoglioError(
            f"The Prefect server that PREFECT_API_URL names ({url}) does not answer ({problem}); "
            "start it, or unset the variable to have a temporary one started."
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
