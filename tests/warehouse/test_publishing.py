"""The published file is replaced whole or not at all, whoever reads it and whatever kills the writer."""

import signal
from pathlib import Path

import pytest

from tests.tables import batch, run_row
from tests.waiting import LONG
from tests.warehouse.loading import NO_CHECKS, NO_REJECTS, load, only, python, value
from transforms.errors import StoreError
from warehouse.store import Warehouse

pytestmark = pytest.mark.slow


READER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.execute("SELECT count(*) FROM documents").fetchone()[0], flush=True)
input()
print(con.execute("SELECT count(*) FROM documents").fetchone()[0], flush=True)
"""


def test_a_reader_keeps_what_it_opened_while_a_run_publishes(old: Path) -> None:
    reader = python(READER, old)
    assert reader.stdout.readline() == "2\n"
    load(old, batch(3, run_id="run-2"), run_id="run-2")
    assert reader.communicate("\n", timeout=LONG)[0] == "2\n"
    assert value(old, "SELECT count(*) FROM documents") == 3


WRITER = """
import os, signal, sys
from pathlib import Path
from tests.tables import batch, no_rows, run_row
from transforms.contract import Check, Reject
from warehouse import files, store
step = sys.argv[2]
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if step == "sync": files._sync = die
if step == "replace": Path.replace = die
if step == "after":
    replace = Path.replace
    def replace_and_die(self, target): replace(self, target); die()
    Path.replace = replace_and_die
with store.Warehouse(sys.argv[1]) as warehouse:
    warehouse.write_batch(batch(3, run_id="run-2"))
    if step == "batch": die()
    if step == "wait":
        print("ready", flush=True)
        input()
    warehouse.write_run(run_row("run-2"), no_rows(Check), no_rows(Reject))
    if step == "run": die()
    warehouse.publish()
"""


@pytest.mark.parametrize(
    ("step", "documents"),
    [
        ("replace", 2),
        ("batch", 2),
        ("run", 2),
        ("sync", 2),
        ("after", 3),
    ],
)
def test_a_killed_run_leaves_the_old_file_or_the_new_one(old: Path, step: str, documents: int) -> None:
    writer = python(WRITER, old, step)
    assert writer.communicate(timeout=LONG)[1] == ""
    assert writer.returncode == -signal.SIGKILL
    assert value(old, "SELECT count(*) FROM documents") == documents
    # The next run finds no trouble and clears what was left.
    load(old, batch(4, run_id="run-3"), run_id="run-3")
    assert value(old, "SELECT count(*) FROM documents") == documents + 1
    assert only(old.parent) == ["w.duckdb"]


def test_only_own_leftovers_are_cleared(old: Path) -> None:
    names = [
        ".w.duckdb.0123456789ab.build",
        ".w.duckdb.0123456789ab.build.wal",
        ".w.held_back.duckdb.0123456789ab.build",
    ]
    others = [".w.duckdb.old.0123456789ab.build", ".w.duckdb.notes.build", "w.duckdb.bak"]
    for name in names + others:
        old.with_name(name).touch()
    with Warehouse(old) as store:
        store.hold_back(run_row("run-2", state="held_back"), NO_CHECKS, NO_REJECTS)
    assert only(old.parent) == sorted(["w.duckdb", "w.duckdb.runs", "w.held_back.duckdb", *others])


def test_a_second_writer_is_told_to_wait(old: Path) -> None:
    writer = python(WRITER, old, "wait")
    assert writer.stdout.readline() == "ready\n"
    with pytest.raises(StoreError, match=r"Another run is writing .*w\.duckdb; wait until it is done"), Warehouse(old):
        pass
    assert value(old, "SELECT count(*) FROM documents") == 2
    assert writer.communicate("\n", timeout=LONG)[1] == ""
    with Warehouse(old) as store:
        assert store.known_documents().height == 3


def test_two_writers_in_one_process_do_not_meet_either(old: Path) -> None:
    with Warehouse(old), pytest.raises(StoreError, match="Another run is writing"), Warehouse(old):
        pass
    with Warehouse(old) as store:
        assert store.known_documents().height == 2
