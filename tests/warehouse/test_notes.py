"""Runs that bring nothing leave the file alone; what they were stands beside it until a publication takes it in."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.tables import SEEN_AT, batch, no_rows, run_row
from transforms.contract import Check, Reject, Run
from transforms.errors import StoreError
from transforms.frames import to_frame
from warehouse.history import read_history
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

NOTHING = no_rows(Reject)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", 1)
    return path


def at(minutes: int) -> datetime:
    return SEEN_AT + timedelta(minutes=minutes)


def quiet(run_id: str, minutes: int, **more: Any) -> Run:
    """A run that found nothing new."""
    return run_row(run_id, started_at=at(minutes), finished_at=at(minutes + 1), n_new=0, n_known=1, **more)


def refusal(run_id: str, reason: str = "The file is empty.") -> pl.DataFrame:
    return to_frame([Reject(run_id=run_id, source_uri="a.txt", stage="ingest", reason=reason)], Reject)


def publish(path: Path, run_id: str, number: int, minutes: int = 0, rejects: pl.DataFrame = NOTHING) -> None:
    with Warehouse(path) as store:
        store.write_batch(batch(number, run_id=run_id))
        store.write_run(run_row(run_id, started_at=at(minutes)), no_rows(Check), rejects)
        store.publish()


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    with open_published(path) as con:
        return con.execute(query).fetchall()


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_a_noted_run_leaves_the_file_alone_and_is_told(db: Path) -> None:
    before = db.stat()
    with Warehouse(db) as store:
        store.note_run(quiet("run-2", 15), refusal("run-2"))
    after = db.stat()
    assert (before.st_ino, before.st_mtime_ns, before.st_size) == (after.st_ino, after.st_mtime_ns, after.st_size)
    assert beside(db) == ["w.duckdb", "w.duckdb.runs"]
    history = read_history(db)
    assert history.runs["run_id"].to_list() == ["run-2", "run-1"]
    assert history.rejects.rows() == [("run-2", "ingest", None, "The file is empty.", 1)]
    assert (history.n_documents, history.n_bytes) == (1, after.st_size)
    assert read_history(db, last=1).runs["run_id"].to_list() == ["run-2"]


def test_the_next_publication_takes_notes_in(db: Path) -> None:
    with Warehouse(db) as store:
        store.note_run(quiet("run-2", 15), refusal("run-2"))
        store.note_run(quiet("run-3", 30), NOTHING)
    publish(db, "run-4", 2, 45)
    assert beside(db) == ["w.duckdb"]
    assert ask(db, "SELECT run_id, n_new FROM runs ORDER BY started_at") == [
        ("run-1", 1),
        ("run-2", 0),
        ("run-3", 0),
        ("run-4", 1),
    ]
    assert ask(db, "SELECT run_id, reason FROM rejects") == [("run-2", "The file is empty.")]
    assert read_history(db).runs["run_id"].to_list() == ["run-4", "run-3", "run-2", "run-1"]


def test_a_run_that_dies_between_publishing_and_clearing_is_not_told_twice(db: Path) -> None:
    with Warehouse(db) as store:
        store.note_run(quiet("run-2", 15), refusal("run-2"))
    notes = db.with_name("w.duckdb.runs").read_bytes()
    publish(db, "run-3", 2, 30)
    db.with_name("w.duckdb.runs").write_bytes(notes)
    assert read_history(db).runs["run_id"].to_list() == ["run-3", "run-2", "run-1"]
    assert read_history(db).rejects["n"].to_list() == [1]
    publish(db, "run-4", 3, 45)
    assert ask(db, "SELECT count(*), count(DISTINCT run_id) FROM runs") == [(4, 4)]
    assert ask(db, "SELECT count(*) FROM rejects") == [(1,)]


def test_a_line_that_was_cut_off_takes_no_other_with_it(db: Path) -> None:
    notes = db.with_name("w.duckdb.runs")
    with Warehouse(db) as store:
        store.note_run(quiet("run-2", 15), NOTHING)
        notes.write_bytes(notes.read_bytes() + b'{"run": {"run_id": "run-3", "flow')
        store.note_run(quiet("run-4", 30), NOTHING)
    assert read_history(db).runs["run_id"].to_list() == ["run-4", "run-2", "run-1"]


def test_a_run_that_is_noted_twice_is_one_row(db: Path) -> None:
    with Warehouse(db) as store:
        for _ in range(2):
            store.note_run(quiet("run-2", 15), NOTHING)
    publish(db, "run-3", 2, 30)
    assert ask(db, "SELECT count(*), count(DISTINCT run_id) FROM runs") == [(3, 3)]


def test_a_refusal_is_recorded_once(db: Path) -> None:
    with Warehouse(db) as store:
        store.note_run(quiet("run-2", 15, n_rejects=1), refusal("run-2"))
        store.note_run(quiet("run-3", 30, n_rejects=1), refusal("run-3"))
    publish(db, "run-4", 2, 45, refusal("run-4"))
    with Warehouse(db) as store:
        store.note_run(quiet("run-5", 60, n_rejects=1), refusal("run-5"))
        store.note_run(quiet("run-6", 75, n_rejects=1), refusal("run-6", "The file is binary."))
    publish(db, "run-7", 3, 90)
    told = ask(db, "SELECT run_id, reason FROM rejects ORDER BY ALL")
    assert told == [("run-2", "The file is empty."), ("run-6", "The file is binary.")]
    assert ask(db, "SELECT sum(n_rejects) FROM runs") == [(4,)]


def test_a_failed_run_is_a_row_with_its_reason(db: Path) -> None:
    with Warehouse(db) as store:
        store.write_batch(batch(2, run_id="run-2"))
        store.fail(quiet("run-2", 15, state="failed", reason="Prefect's server is gone."), refusal("run-2"))
    assert beside(db) == ["w.duckdb"]
    assert ask(db, "SELECT run_id, state, reason FROM runs ORDER BY started_at DESC LIMIT 1") == [
        ("run-2", "failed", "Prefect's server is gone.")
    ]
    assert ask(db, "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM rejects)") == [(1, 1)]


def test_the_same_failure_again_does_not_rewrite_the_file(db: Path) -> None:
    for number in (2, 3):
        with Warehouse(db) as store:
            store.fail(quiet(f"run-{number}", 15 * number, state="failed", reason="No model."), NOTHING)
    assert beside(db) == ["w.duckdb", "w.duckdb.runs"]
    assert ask(db, "SELECT count(*) FROM runs") == [(2,)]
    assert read_history(db).runs["run_id"].to_list() == ["run-3", "run-2", "run-1"]


def test_a_failure_that_cannot_be_published_is_noted(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("warehouse.files.Build.begin", refuse)
    with Warehouse(db) as store:
        store.fail(quiet("run-2", 15, state="failed", reason="The disk is full."), NOTHING)
    assert beside(db) == ["w.duckdb", "w.duckdb.runs"]
    assert read_history(db).runs["reason"].to_list() == ["The disk is full.", None]


def test_a_first_run_that_fails_leaves_its_row(tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    with Warehouse(path) as store:
        store.fail(quiet("run-1", 0, state="failed", reason="No model."), NOTHING)
    assert ask(path, "SELECT state, reason FROM runs") == [("failed", "No model.")]


def test_a_run_that_is_held_back_is_told_too(db: Path) -> None:
    with Warehouse(db) as store:
        store.hold_back(quiet("run-2", 15, state="held_back", reason="Most rows are bad."), no_rows(Check), NOTHING)
    assert read_history(db).runs.select("state", "reason").row(0) == ("held_back", "Most rows are bad.")


def test_notes_without_a_warehouse_are_a_history(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    with pytest.raises(StoreError, match=r"There is no warehouse .*none\.duckdb; make one with 'spoglio run'"):
        read_history(path)
    with Warehouse(path) as store:
        store.note_run(quiet("run-1", 0), NOTHING)
    history = read_history(path)
    assert history.runs["run_id"].to_list() == ["run-1"]
    assert (history.n_documents, history.n_bytes) == (None, 0)
