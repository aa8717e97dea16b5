"""What is remembered between runs, and what comes of a memory that is lost."""

import json
from pathlib import Path

import pytest

from flows.web.fetch import Validators
from flows.web.state import Known, State, read_state

NOW = 1_772_700_000.0


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    path.touch()
    return path


def kept(db: Path) -> State:
    state = read_state(db)
    state.known["https://golfo.example/rss"] = Known(
        NOW, Validators('"uno"', None), {"https://golfo.example/1": "\ud800"}
    )
    state.known["https://monte.example/"] = Known(NOW - 91 * 86_400)
    state.away |= {"golfo.example": NOW + 60, "monte.example": NOW - 1}
    state.write(NOW)
    return state


def test_it_is_read_as_it_was_written(db: Path) -> None:
    assert read_state(db).known == {}
    state = kept(db)
    again = read_state(db)
    assert again.known == {"https://golfo.example/rss": state.known["https://golfo.example/rss"]}  # the other is old
    assert again.away == {"golfo.example": NOW + 60}
    assert sorted(path.name for path in db.parent.iterdir()) == ["w.duckdb", "w.duckdb.feeds"]


def test_it_belongs_to_its_warehouse(db: Path) -> None:
    kept(db)
    db.unlink()
    assert read_state(db).known == {}
    assert read_state(db).away == {"golfo.example": NOW + 60}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "[" * 100_000, "{}", '{"version": 2}', '{"version": 1, "known": [], "away": {}}',
     '{"version": 1, "known": {"a": {}}, "away": {}}', '{"version": 1, "known": {"a": {"asked_at": 1, "validators": [], "pages": {}}}, "away": {}}',
     '{"version": 1, "known": {"a": {"asked_at": "x", "validators": {}, "pages": {}}}, "away": {}}',
     '{"version": 1, "known": {"a": {"asked_at": 1, "validators": {"x": "y"}, "pages": {}}}, "away": {}}', "\x00\xff"],
)  # fmt: skip
def test_what_cannot_be_read_is_nothing(text: str, db: Path) -> None:
    db.with_name("w.duckdb.feeds").write_text(text, encoding="latin-1")
    assert (read_state(db).known, read_state(db).away) == ({}, {})


def test_what_cannot_be_written_is_said(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(db)
    before = db.with_name("w.duckdb.feeds").read_bytes()
    db.with_name(".w.duckdb.feeds.new").mkdir()
    kept(db)
    assert (
        "w.duckdb.feeds cannot be written (Is a directory); the next run fetches everything again."
        in capsys.readouterr().err
    )
    assert db.with_name("w.duckdb.feeds").read_bytes() == before
    assert json.loads(before)["version"] == 1
