"""Whole runs as processes: through Prefect and Great Expectations, told to end, killed, left by their server or a worker."""

import json
import re
import signal
from pathlib import Path

import psutil
import pytest

from tests.flows.running import ask, batches_read, filled, flows_begun, many, put, running, runs, server_of, spoglio
from tests.paths import ROOT
from tests.tables import dump_tables
from tests.waiting import LONG, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return filled(tmp_path / "in")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


#: Python reads this file as it starts: it tells of variables that are set or removed once workers are there.
LATE_VARIABLES = """
import os, sys

workers = []

def hear(event, arguments):
    if event == "subprocess.Popen" and "flows.worker" in arguments[1]:
        workers.append(arguments)
    elif event in ("os.putenv", "os.unsetenv") and workers:
        with open(os.environ["LATE"], "a") as file:
            file.write(f"{event} {arguments[0]}")

if "flows.cli" in sys.orig_argv:
    sys.addaudithook(hear)
"""


def test_a_real_run_through_prefect_and_great_expectations(folder: Path, home: Path) -> None:
    put(home / "site" / "sitecustomize.py", LATE_VARIABLES)
    late = {"LATE": str(home / "late"), "PYTHONPATH": f"{home / 'site'}:{ROOT}"}
    done = spoglio("run", "in", "--model", "rules", "--batch-size", "3", cwd=folder.parent, home=home, **late)
    assert done.returncode == 0, done.stderr
    # Other threads read them without a lock of the C library's: a run died of that once in some dozens.
    assert not (home / "late").exists(), (home / "late").read_text()
    assert "4 inputs: 4 new" in done.stdout
    said = done.stderr.splitlines()
    assert said[:3] == [
        "Looking for texts …",
        "4 texts to read. Starting Prefect and loading the language model …",
        "reading: 0 of 4",
    ]
    assert list((home / "tmp").iterdir()) == []
    ((name, state, new),) = ask("SELECT flow_run_name, state, n_new FROM runs", "spoglio.duckdb")
    assert (state, new) == ("completed", 4)
    assert ask("SELECT bool_and(success), count(*) > 20 FROM checks", "spoglio.duckdb") == [(True, True)]

    import sqlite3

    with sqlite3.connect(home / "prefect" / "prefect.db") as con:
        assert con.execute("SELECT state_type FROM flow_run WHERE name = ?", (name,)).fetchall() == [("COMPLETED",)]
        tasks = {row[0] for row in con.execute("SELECT name FROM task_run").fetchall()}
        assert tasks == {
            "transform batch 1 of 2, 2 texts", "transform batch 2 of 2, 2 texts", "check batches 1 to 2 of 2",
            "store batches 1 to 2 of 2",
        }  # fmt: skip
        ((artifact,),) = con.execute("SELECT data FROM artifact WHERE key = 'run-summary'").fetchall()
        assert "| 4 | 4 | 0 | 0 |" in json.loads(artifact)
        keys = {row[0] for row in con.execute("SELECT key FROM artifact").fetchall()}
        assert keys == {"run-summary", "progress", "counts", "rejects", "failing-checks"}

    again = spoglio("run", "in", "--model", "rules", cwd=folder.parent, home=home)
    assert (again.returncode, "Nothing new." in again.stderr) == (0, True)
    assert "Prefect" not in again.stderr


RUN = ("run", "in", "--db", "w.duckdb", "--model", "rules", "--batch-size", "1")


def test_a_damaged_prefect_home_and_an_interrupt(folder: Path, tmp_path: Path) -> None:
    put(tmp_path / "home" / "prefect" / "prefect.db", "this is no database")
    many(folder, 100)
    with running(*RUN, cwd=tmp_path, home=tmp_path / "home") as process:
        wait_until(lambda: batches_read(folder), "a batch is read")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=LONG)
    err = (tmp_path / "err").read_text()
    assert (process.returncode, out) == (130, ""), err
    assert re.fullmatch(
        r"spoglio: interrupted; nothing was published by this run; \d+ of 104 batches (?:is|are) read and kept: "
        "the same command goes on from there.",
        err.strip().splitlines()[-1],
    )
    assert "Traceback" not in err
    assert {item.name for item in tmp_path.iterdir() if "duckdb" in item.name} == {".w.duckdb.run", "w.duckdb.runs"}
    (run_,) = runs(tmp_path / "w.duckdb")
    assert (run_["state"], run_["reason"].split(";")[0]) == ("failed", "interrupted")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_finishes_the_batches_at_hand(
    folder: Path, tmp_path: Path, home: Path, prefect: str, ending: signal.Signals
) -> None:
    many(folder, 200)
    with running(*RUN, cwd=tmp_path, home=home, PREFECT_API_URL=prefect) as process:
        wait_until(lambda: batches_read(folder) > 20 or process.poll() is not None, "the flow is under way")
        process.send_signal(ending)
        process.communicate(timeout=LONG)
    assert process.returncode == 130, (tmp_path / "err").read_text()
    assert batches_read(folder) > 20
    assert not list(tmp_path.glob(".w.duckdb.run/batches/*/articles.parquet"))


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGSTOP])
def test_a_run_that_loses_its_prefect_server_goes_on_without(
    folder: Path, tmp_path: Path, home: Path, ending: signal.Signals
) -> None:
    many(folder, 200)
    before = flows_begun(home)
    with running(*RUN, cwd=tmp_path, home=home) as process:
        # Not told by batches that are read: reading does not wait for the server, and one that dies early is started anew.
        wait_until(lambda: flows_begun(home) > before or process.poll() is not None, "the flow is under way")
        server = server_of(process)
        assert server is not None
        server.send_signal(ending)
        process.communicate(timeout=LONG)
    err = (tmp_path / "err").read_text()
    assert process.returncode == 0, err
    assert err.count("The run goes on without Prefect") == 1
    assert [line for line in err.splitlines() if "Error" in line or "Traceback" in line] == []
    assert ask("SELECT count(*), count(DISTINCT doc_id) FROM documents") == [(204, 204)]
    assert not list(tmp_path.glob(".*"))


def test_what_is_no_prefect_server_is_left_aside(folder: Path, tmp_path: Path, home: Path) -> None:
    done = spoglio(*RUN, cwd=tmp_path, home=home, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.returncode == 0, done.stderr
    assert (
        "correct PREFECT_API_URL, or unset it to have a temporary server started. The run goes on without"
        in done.stderr
    )
    assert ask("SELECT flow_run_name, n_new FROM runs") == [("without-prefect", 4)]


def test_a_worker_that_dies_costs_only_its_batch(folder: Path, tmp_path: Path, home: Path, prefect: str) -> None:
    many(folder, 100)
    with running(*RUN, cwd=tmp_path, home=home, PREFECT_API_URL=prefect) as process:
        wait_until(lambda: batches_read(folder), "a batch is read")
        for child in psutil.Process(process.pid).children():
            if "flows.worker" in child.cmdline():
                child.kill()
        process.communicate(timeout=LONG)
    assert process.returncode == 0, (tmp_path / "err").read_text()
    assert ask("SELECT count(*), count(DISTINCT doc_id) FROM documents") == [(104, 104)]


def test_a_killed_run_goes_on_where_it_was(folder: Path, tmp_path: Path, home: Path) -> None:
    many(folder, 60)
    assert spoglio(*RUN[:3], "once.duckdb", *RUN[4:], cwd=tmp_path, home=home).returncode == 0
    for enough in (1, 30, 64):
        with running(*RUN, cwd=tmp_path, home=home) as process:
            wait_until(lambda n=enough: batches_read(folder) >= n or process.poll() is not None, "batches are read")
            process.kill()
    done = spoglio(*RUN, cwd=tmp_path, home=home)
    assert done.returncode == 0, done.stderr
    assert "64 texts were read by a run that did not come to its end" in done.stderr
    assert dump_tables(tmp_path / "w.duckdb") == dump_tables(tmp_path / "once.duckdb")
    assert not list(tmp_path.glob(".*"))
    assert list((home / "tmp").iterdir()) == []
