"""A publication looks at what is new: it reads no table of facts of earlier runs, and writes only what changes."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.tables import Rows, batch, dump_tables, frames, no_rows, run_row, story
from transforms.contract import DOCUMENT_TABLES, TABLES, Check, Reject
from transforms.errors import GateError
from warehouse import schema
from warehouse.keeping import keep_up
from warehouse.load import load
from warehouse.proofs import broken_rules
from warehouse.schema import write_tight
from warehouse.staging import Staging
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

FACTS = "|".join(row.table for row in DOCUMENT_TABLES)


class Listening:
    """A connection that remembers what it was asked."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.asked: list[str] = []

    def execute(self, query: str) -> Any:
        self.asked.append(" ".join(query.split()))
        return self.con.execute(query)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", batch(1, 2))
    return path


def publish(path: Path, run_id: str, *parts: dict[str, pl.DataFrame]) -> dict[str, int]:
    with Warehouse(path) as store:
        for part in parts:
            store.write_batch(part)
        store.write_run(run_row(run_id), no_rows(Check), no_rows(Reject))
        return store.publish()


@pytest.fixture
def staged(db: Path, tmp_path: Path) -> Iterator[Listening]:
    """A build with a new document staged."""
    shutil.copyfile(db, tmp_path / "build")
    staging = Staging(tmp_path / "parts")
    staging.add(batch(3, run_id="run-1"))
    with duckdb.connect(str(tmp_path / "build")) as con:
        staging.show(con)
        yield Listening(con)


def test_facts_of_earlier_runs_are_not_read(staged: Listening) -> None:
    load(staged)  # type: ignore[arg-type] # it listens
    keep_up(staged, [{row.table: f"FROM new_{row.table}" for row in TABLES}])  # type: ignore[arg-type] # it listens
    assert broken_rules(staged) == []  # type: ignore[arg-type] # it listens
    reading = re.compile(rf"\b(?:FROM|JOIN) (?:{FACTS})\b")
    # The queries of kept tables name tables, but find the views of what is new in their place.
    of_new = ('INSERT INTO "build".main.', "CREATE TEMP TABLE sentence_words")
    asked = [query for query in staged.asked if not query.startswith(of_new)]
    assert [query for query in asked if reading.search(query)] == []
    assert "CREATE TEMP VIEW figures AS FROM new_figures" in asked
    assert len(staged.asked) < 90


def test_writing_a_batch_asks_the_warehouse_nothing(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Warehouse(db) as store:
        monkeypatch.setattr(duckdb, "connect", None)
        store._con = None
        for number in range(3, 6):
            store.write_batch(batch(number, run_id="run-2"))
    assert [item.name for item in db.parent.iterdir()] == ["w.duckdb"]


def test_rows_that_stay_as_they_are_stay_in_place(staged: Listening) -> None:
    before = staged.con.sql("SELECT rowid AS row, * FROM entities").pl()
    load(staged)  # type: ignore[arg-type] # it listens
    after = staged.con.sql("SELECT rowid AS row, * FROM entities").pl()
    assert after.sort("entity_id").equals(before.sort("entity_id"))


def facts_without_document(rows: Rows) -> None:
    rows["documents"].clear()
    rows["sightings"].clear()


def test_facts_must_come_with_their_document(db: Path) -> None:
    rows = story(1, "run-2")
    facts_without_document(rows)
    with pytest.raises(GateError, match="rows of figures refer by doc_id to no row of documents"):
        publish(db, "run-2", frames(rows))


def test_a_document_stands_in_one_batch_of_a_run(db: Path) -> None:
    with pytest.raises(GateError, match=r"1 keys \(doc_id\) stand more than once in documents"):
        publish(db, "run-2", batch(3, run_id="run-2"), batch(3, run_id="run-2"))


@pytest.mark.parametrize("at_once", [1, 1_000_000])
def test_all_rows_can_be_proved_too(db: Path, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.proofs._HASHES_AT_ONCE", at_once)
    monkeypatch.setattr("warehouse.proofs._KEYS_AT_ONCE", at_once)
    with duckdb.connect(str(db)) as con:
        assert broken_rules(con, new="") == []
        con.execute("INSERT INTO dates FROM (FROM dates LIMIT 1)")
        con.execute("DELETE FROM entities WHERE name = 'Borgo'")
        told = "\n".join(broken_rules(con, new=""))
    assert "1 keys (date_id) stand more than once in dates" in told
    assert re.search(r"\d+ rows of mentions refer by entity_id to no row of entities", told)


def test_large_runs_are_read_from_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = tmp_path / "small.duckdb", tmp_path / "large.duckdb"
    publish(small, "run-1", batch(1, 2), batch(3))
    monkeypatch.setattr("warehouse.staging._SMALL_BYTES", 0)
    publish(large, "run-1", batch(1, 2), batch(3))
    assert dump_tables(small) == dump_tables(large)


def test_a_file_that_is_much_unused_is_written_anew(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(db)) as con:
        con.execute("CREATE TABLE waste AS SELECT hash(range) AS h FROM range(500_000)")
        con.execute("CHECKPOINT")
        con.execute("CREATE TABLE notes AS FROM range(10)")
        con.execute("CHECKPOINT")
        con.execute("DROP TABLE waste")
        con.execute("CHECKPOINT")
        assert not write_tight(con, tmp_path / "tight.duckdb")  # a small file
    before, size = dump_tables(db), db.stat().st_size
    monkeypatch.setattr(schema, "_ENOUGH_BYTES", 0)
    db.chmod(0o640)
    publish(db, "run-2", {})
    assert db.stat().st_size < size
    assert db.stat().st_mode & 0o777 == 0o640
    assert dump_tables(db) == before
    with open_published(db) as con:
        assert con.execute("SELECT count(*) FROM notes").fetchall() == [(10,)]
        assert con.execute("SELECT count(*) FROM claims").fetchall() == [(6,)]
        assert con.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'quotes'").fetchall() == [
            ("One direct quotation or reported clause.",)
        ]
    assert [item.name for item in db.parent.iterdir()] == ["w.duckdb"]
