"""Runs as processes of their own, for tests that stop them or wait for them."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import psutil

from flows.status import status_of
from tests.paths import ROOT
from tests.waiting import LONG
from transforms.errors import StoreError

TEXTS = {
    "a.txt": "ROMA (ANSA) – Ieri sono arrivate almeno 300 persone. «Siamo pronti», ha detto Anna Bianchi.",
    "b.txt": "Torino, 7 marzo 2025 – Il Comune spenderà 2,5 milioni di euro entro il 2027.",
    "c/d.txt": "Il prezzo del pane è salito del 4% in un anno, secondo l'Istat.",
    "c/e.txt": "Domani riapre il museo dopo tre anni di lavori.",
}


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a run: a Prefect home of its own, no server of the user's, this code."""
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    env = os.environ | {"SPOGLIO_HOME": str(home), "PYTHONPATH": str(ROOT), "TMPDIR": str(home / "tmp")} | more
    if "PREFECT_API_URL" not in more:
        env.pop("PREFECT_API_URL", None)
    return env


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "flows.cli", *arguments]


def spoglio(
    *arguments: str, cwd: Path, home: Path, seconds: float = LONG, **more: str
) -> subprocess.CompletedProcess[str]:
    """Call it and wait for its end, so many seconds at most."""
    env = environment(home, **more)
    return subprocess.run(
        command(*arguments), cwd=cwd, env=env, capture_output=True, text=True, timeout=seconds, check=False
    )


def _hearing() -> None:
    """Signals mean what they mean, also where the tests were started with nohup or in the background."""
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def running(*arguments: str, cwd: Path, home: Path, **more: str) -> Iterator["subprocess.Popen[str]"]:
    """Start it; whatever happens, nothing of it is left at the end."""
    with (
        (cwd / "err").open("w") as err,
        subprocess.Popen(
            command(*arguments),
            cwd=cwd,
            env=environment(home, **more),
            stdout=subprocess.PIPE,
            stderr=err,
            text=True,
            preexec_fn=_hearing,
        ) as process,
    ):
        family = [psutil.Process(process.pid)]
        try:
            yield process
        finally:
            with suppress(psutil.NoSuchProcess):
                family += family[0].children(recursive=True)
            for one in family:
                with suppress(psutil.NoSuchProcess):
                    one.kill()


def server_of(process: "subprocess.Popen[str]") -> psutil.Process | None:
    """Prefect's server of a run."""
    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children():
            with suppress(psutil.NoSuchProcess):
                if "uvicorn" in child.cmdline():
                    return child
    return None


def flows_begun(home: Path) -> int:
    """So many runs of flows are in the database of Prefect's server."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{home}/prefect/prefect.db?mode=ro", uri=True)) as con:
        return int(con.execute("SELECT count(*) FROM flow_run").fetchone()[0])
    return 0


def runs(db: Path) -> list[dict[str, Any]]:
    """The runs of a warehouse, oldest first; none while there is no warehouse."""
    with suppress(StoreError):
        return status_of(db, 1_000)["runs"][::-1]
    return []


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def filled(folder: Path) -> Path:
    """A folder with all texts and a table of metadata."""
    for name, text in TEXTS.items():
        put(folder / name, text)
    put(folder / "metadata.csv", "file,published_on\nc/e.txt,2026-02-03\n")
    return folder


def many(folder: Path, count: int) -> None:
    for number in range(count):
        put(folder / f"many/{number:03}.txt", f"{TEXTS['a.txt']} Lancio numero {number}.")


def batches_read(folder: Path) -> int:
    return len(list(folder.parent.glob(".w.duckdb.run/batches/*/done.json")))


def ask(query: str, db: str = "w.duckdb") -> list[tuple[Any, ...]]:
    with duckdb.connect(db, read_only=True) as con:
        return con.execute(query).fetchall()


_SERVER = """
import sys
from flows.prefect_server import PrefectServer
from flows.settings import read_settings

with PrefectServer(read_settings()) as server:
    server.wait()
    print(server.url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """The address of a Prefect server that several runs may share."""
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER], env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate("", timeout=LONG)
