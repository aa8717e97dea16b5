"""`spoglio rebuild`: the texts of a warehouse are read again, and what is different is told."""

from pathlib import Path

import duckdb
import pytest

from flows import cli
from flows.places import place
from flows.rebuild import rebuild
from flows.run import Request
from tests.flows.here import go, without_prefect
from tests.flows.running import filled
from tests.tables import dump_tables
from warehouse.store import open_published

pytestmark = pytest.mark.slow


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse of four texts, read by the rules."""
    monkeypatch.chdir(tmp_path)
    without_prefect(monkeypatch)
    assert go(str(filled(Path("in"))), "in/nothing.txt") == 0
    return Path("w.duckdb")


def call(db: Path) -> int:
    return rebuild(Request((), db, again=True))


def test_the_same_code_gives_the_same_facts(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, content = dump_tables(db), db.read_bytes()
    with open_published(db) as con:
        seen = con.execute("SELECT doc_id, first_seen_at FROM documents ORDER BY ALL").fetchall()
        rejects = con.execute("SELECT * EXCLUDE run_id FROM rejects").fetchall()
    capsys.readouterr()
    assert call(db) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "differences: 0"
    assert "4 texts of w.duckdb are read again" in err
    assert dump_tables(db) == before
    with open_published(db) as con:
        assert con.execute("SELECT doc_id, first_seen_at FROM documents ORDER BY ALL").fetchall() == seen
        assert con.execute("SELECT * EXCLUDE run_id FROM rejects").fetchall() == rejects
        assert con.execute("SELECT count(*) FROM runs").fetchall() == [(2,)]
    assert Path("w.earlier.duckdb").read_bytes() == content
    assert go("in") == 0  # the same folder is known
    assert "0 new, 4 known" in capsys.readouterr().out


def test_what_other_code_had_found_is_told(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect(str(db)) as con:
        con.execute("UPDATE figures SET unit = 'USD', rule = 'old' WHERE surface = '2,5 milioni di euro'")
        con.execute("DELETE FROM quotes")
    capsys.readouterr()
    assert call(db) == 0
    out = capsys.readouterr().out
    told = out[out.index("differences:") :]
    assert "unit: USD → EUR" in told
    assert "gained   quotes: Siamo pronti" in told
    assert "Il Comune spenderà" in told
    with open_published(db) as con:
        assert con.execute("SELECT unit FROM figures WHERE surface LIKE '2,5%'").fetchall() == [("EUR",)]


def test_there_must_be_a_warehouse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rebuild", "--db", str(tmp_path / "none.duckdb")]) == 1
    assert "There is no warehouse" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_places_are_no_part_of_it(db: Path) -> None:
    from transforms.errors import UsageError

    with pytest.raises(UsageError):
        rebuild(Request((place("in"),), db, again=True))
