"""The only reader of environment variables; everybody else is passed plain values.

SPOGLIO_HOME        folder for Prefect's own database (default: the user's cache folder)
PREFECT_API_URL     a Prefect server to report to; without it a temporary one is started for the run
NO_COLOR            any value: no colours
COLUMNS             how wide the terminal is, whatever it says itself

What a user may settle for all calls, there and in a file, is read by `flows.preferences`.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

#: So many new objects before garbage is looked for: a text makes some ten thousand, and no cycles.
_OBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says.

    Attributes:
        prefect_home: folder of Prefect's database, made when it is missing; always one of our own.
        home_is_temporary: the folder was made for this process and may be deleted after it.
        prefect_api_url: the server that the user runs; None: start a temporary one.
        log_level: the least serious of Prefect's log lines that reach the terminal.
    """

    prefect_home: Path
    home_is_temporary: bool
    prefect_api_url: str | None
    log_level: str = "CRITICAL"


def read_settings(debug: bool = False) -> Settings:
    """Read the environment; falls back on a temporary folder where the home of the user cannot be written.

    Args:
        debug: show Prefect's own log lines.
    """
    told = os.environ.get("SPOGLIO_HOME")
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    home = Path(told).expanduser() if told else Path(cache).expanduser() / "spoglio"
    prefect_home, temporary = _writable(home / "prefect")
    api_url = os.environ.get("PREFECT_API_URL") or None
    return Settings(prefect_home, temporary, api_url, "INFO" if debug else "CRITICAL")


def use_one_thread() -> None:
    """Keep the matrix libraries to one thread each; call this before numpy is imported.

    The matrices of the language model are small: more threads wait for each other, on a busy machine for most of the
    time. Who sets the variables is obeyed.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


@contextmanager
def garbage_left() -> Iterator[None]:
    """While the block runs, garbage is looked for seldom: there is hardly any, and hundreds of thousands of objects."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def colours_wanted() -> bool:
    """False when the user asks for none (https://no-color.org) or the terminal has none."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width(stream: TextIO) -> int | None:
    """Characters a line of a terminal; None where the stream is none and nobody says how wide it is."""
    if not stream.isatty() and not os.environ.get("COLUMNS", "").isdecimal():
        return None
    return max(shutil.get_terminal_size().columns, 20)


def _writable(folder: Path) -> tuple[Path, bool]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder, False
    except (OSError, RuntimeError):
        return Path(tempfile.mkdtemp(prefix="spoglio-")), True


def prepare_prefect(
    settings: Settings, api_url: str, serving: bool = False, environment: MutableMapping[str, str] | None = None
) -> None:
    """Set what Prefect reads when it is imported: call this before ``import prefect`` and before threads work.

    Its log lines go to the API and hardly to the terminal: the command line tells progress and errors itself. No
    analytics are sent. The services that schedule, cancel or vacuum runs are of no use to a server that lives for one
    run; one that serves for months has them, and time to wait for a slow answer.
    """
    env = os.environ if environment is None else environment
    env["PREFECT_API_URL"] = api_url
    env["PREFECT_HOME"] = str(settings.prefect_home)
    env["PREFECT_PROFILES_PATH"] = str(settings.prefect_home / "profiles.toml")
    env["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = settings.log_level
    env["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    env["DO_NOT_TRACK"] = "1"
    for name, value in (_SERVING if serving else _DEFAULTS).items():
        env.setdefault(name, value)
    # A proxy for the wide world must not stand between us and our own machine.
    for name in ("NO_PROXY", "no_proxy"):
        env[name] = ",".join(part for part in (env.get(name), "127.0.0.1,localhost") if part)


_DEFAULTS = {
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CLEANUP_RECONCILER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    # A server that hangs must not hold up a run: it goes on without.
    "PREFECT_API_REQUEST_TIMEOUT": "5",
    "PREFECT_CLIENT_MAX_RETRIES": "0",
}
_SERVING = {
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "20",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "P30D",
    "PREFECT_EVENTS_RETENTION_PERIOD": "P7D",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
}
