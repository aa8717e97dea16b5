"""`spoglio forget`: a document and all that belongs to it go and stay away."""

from pathlib import Path

import pytest

from flows import cli
from flows.rebuild import rebuild
from flows.run import Request
from tests.flows.here import go, without_prefect
from tests.flows.running import ask, filled, put
from transforms.contract import DOCUMENT_TABLES, TABLES
from warehouse.ddl import kept_tables
from warehouse.proofs import broken_rules
from warehouse.store import open_published

pytestmark = pytest.mark.slow


@pytest.fixture
def doc_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The key of one of four documents of a warehouse."""
    monkeypatch.chdir(tmp_path)
    without_prefect(monkeypatch)
    assert go(str(filled(Path("in")))) == 0
    return str(ask("SELECT doc_id FROM documents WHERE source_uri = 'in/b.txt'")[0][0])


def forget(*arguments: str) -> int:
    return cli.main(["forget", *arguments, "--db", "w.duckdb"])


def test_nothing_of_it_is_left(doc_id: str, tmp_path: Path) -> None:
    entities = ask("SELECT count(*) FROM entities")
    assert forget(doc_id[:8], "--reason", "withdrawn") == 0
    assert ask("SELECT doc_id, source_uri, reason FROM retractions") == [(doc_id, "in/b.txt", "withdrawn")]
    assert ask("SELECT count(*) FROM documents") == [(3,)]
    for table in [
        "documents",
        "sightings",
        *(row.table for row in DOCUMENT_TABLES),
        *(one.name for one in kept_tables("doc_id")),
    ]:
        assert ask(f"SELECT count(*) FROM {table} WHERE doc_id = '{doc_id}'") == [(0,)], table
    assert ask("SELECT count(*) FROM entities") <= entities
    with open_published("w.duckdb") as con:
        assert broken_rules(con, "") == []
        assert all(con.execute(f"SELECT count(*) FROM {row.table}").fetchall() for row in TABLES)


def test_no_run_takes_it_in_again(doc_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert forget("in/b.txt") == 0
    put(Path("in/new.txt"), "Il ponte costa 3 milioni di euro.")
    capsys.readouterr()
    assert go("in") == 0
    out, err = capsys.readouterr()
    assert "1 new, 3 known, 1 not read" in out
    assert "in/b.txt: the text was retracted" in err
    assert ask(f"SELECT count(*) FROM documents WHERE doc_id = '{doc_id}'") == [(0,)]
    assert ask("SELECT count(*) FROM retractions") == [(1,)]
    assert go("in/b.txt") == 1
    assert rebuild(Request((), Path("w.duckdb"), again=True)) == 0
    assert "differences: 0" in capsys.readouterr().out
    assert ask("SELECT count(*) FROM documents") == [(4,)]
    assert forget(ask("SELECT doc_id FROM documents")[0][0]) == 0
    assert "may still hold the text" in capsys.readouterr().err


def test_a_retraction_that_was_not_published_holds_in_a_rebuild(doc_id: str) -> None:
    line = f'{{"doc_id": "{doc_id}", "source_uri": "in/b.txt", "told_at": "2026-02-03T09:00:00Z"}}\n'
    put(Path("w.retractions.jsonl"), line)
    assert rebuild(Request((), Path("w.duckdb"), again=True)) == 0
    assert ask("SELECT count(*) FROM documents") == [(3,)]


def test_what_is_not_there(doc_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("w.duckdb").read_bytes()
    assert forget("https://example.org/none") == 2
    assert "has no document with the key, url or source_uri https://example.org/none" in capsys.readouterr().err
    assert forget("") == 2
    assert Path("w.duckdb").read_bytes() == before
    assert not Path("w.retractions.jsonl").exists()
