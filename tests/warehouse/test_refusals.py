"""What cannot be used as a warehouse is refused in one sentence and left as it is."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

import duckdb
import pytest

from tests.tables import SEEN_AT, batch, run_row
from tests.waiting import LONG
from tests.warehouse.loading import NO_CHECKS, NO_REJECTS, load, only, python, value
from transforms.contract import Entity, Reject
from transforms.errors import EarlierError, GateError, StoreError
from transforms.frames import to_frame
from warehouse import files
from warehouse.ddl import create_table
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as error:
        load(path, batch(3, run_id="run-2"), run_id="run-2")
    message = str(error.value)
    assert "\n" not in message
    return message


def test_no_database(db: Path) -> None:
    db.write_text("Caro diario, oggi niente di nuovo. " * 300)
    before = db.read_bytes()
    assert refused(db).endswith("w.duckdb is not a DuckDB database; choose another --db or move the file away.")
    assert db.read_bytes() == before


def test_a_short_file_is_no_database_either(db: Path) -> None:
    db.write_bytes(b"DUCK")
    assert "is not a DuckDB database" in refused(db)


def cut_off(file: BinaryIO, size: int) -> None:
    file.truncate(size // 2)


def cut_short(file: BinaryIO, size: int) -> None:
    file.truncate(size - 5000)


def scribble(file: BinaryIO, size: int) -> None:
    file.seek(size // 4)
    file.write(b"scribble" * (size // 16))


@pytest.mark.parametrize("harm", [cut_off, cut_short, scribble])
def test_a_file_that_was_damaged(old: Path, harm: Callable[[BinaryIO, int], None]) -> None:
    with old.open("r+b") as file:
        harm(file, old.stat().st_size)
    before = old.read_bytes()
    with pytest.raises(StoreError, match=r"w\.duckdb is damaged; put a copy in its place"):
        load(old, batch(3, run_id="run-2"), run_id="run-2")
    assert old.read_bytes() == before
    assert only(old.parent) == ["w.duckdb"]


def test_an_empty_file_becomes_a_warehouse(db: Path) -> None:
    db.touch()
    assert load(db, batch(1))["documents"] == 1


def test_an_empty_database_becomes_a_warehouse(db: Path) -> None:
    duckdb.connect(str(db)).close()
    assert load(db, batch(1))["documents"] == 1


def test_a_database_of_somebody_else(db: Path) -> None:
    with duckdb.connect(str(db)) as con:
        con.execute("CREATE TABLE recipes (name VARCHAR)")
    assert "no warehouse of spoglio" in refused(db)


def changed(path: Path, change: str) -> None:
    with duckdb.connect(str(path)) as con:
        for (view,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
            con.execute(f"DROP VIEW {view}")
        con.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE figures DROP COLUMN low",
        "ALTER TABLE quotes ADD COLUMN colour VARCHAR",
        "DROP TABLE unread",
        "DROP MACRO contract_version",
    ],
)
def test_readers_of_a_warehouse_of_an_earlier_version_are_told_what_to_do(old: Path, change: str) -> None:
    changed(old, change)
    with pytest.raises(EarlierError, match="call 'spoglio run' once with its --db: it reads the texts of the file"):
        open_published(old)


def test_a_warehouse_of_an_earlier_version_without_texts(old: Path) -> None:
    changed(old, "ALTER TABLE documents DROP COLUMN text")
    assert "was made by another version of spoglio (table 'documents' differs) and holds no texts" in refused(old)


def test_a_warehouse_of_a_later_version(old: Path) -> None:
    changed(old, "CREATE OR REPLACE MACRO contract_version() AS 1000")
    assert "was made by a later version of spoglio; install that one" in refused(old)


def test_texts_of_an_earlier_version_are_not_lost_when_nobody_reads_them_again(old: Path) -> None:
    changed(old, "DROP MACRO contract_version")
    before = old.read_bytes()
    with pytest.raises(GateError, match="2 texts of the earlier file would be lost"):
        load(old, batch(3, run_id="run-2"), run_id="run-2")
    with Warehouse(old) as store:
        store.fail(run_row("run-2", state="failed", reason="a bad day"), NO_REJECTS)
    assert old.read_bytes() == before
    assert only(old.parent) == ["w.duckdb", "w.duckdb.runs"]


def test_an_earlier_version_is_replaced_by_its_own_texts_and_kept(old: Path) -> None:
    changed(old, "ALTER TABLE runs DROP COLUMN reason")
    before = old.read_bytes()
    with Warehouse(old) as store:
        assert store.known_documents().is_empty()
        assert sorted((each.source_uri, each.published_on) for each in store.stored_texts()) == [
            ("storie/001.txt", date(2026, 2, 3)), ("storie/002.txt", date(2026, 2, 3)),
        ]  # fmt: skip
        rows = batch(1, run_id="run-2")
        rows["documents"] = rows["documents"].with_columns(first_seen_at=SEEN_AT + timedelta(days=1))
        store.write_batch(rows)
        lost = Reject(run_id="run-2", stage="read", source_uri="storie/002.txt", reason="a stage failed")
        store.write_run(run_row("run-2"), NO_CHECKS, to_frame([lost], Reject))
        store.publish()
    assert old.with_name("w.earlier.duckdb").read_bytes() == before
    assert value(old, "SELECT list(run_id ORDER BY run_id) FROM runs") == ["run-1", "run-2"]
    assert value(old, "SELECT first_seen_at FROM documents") == SEEN_AT
    assert load(old, batch(3, run_id="run-3"), run_id="run-3")["documents"] == 2


def test_a_warehouse_that_knows_other_words(old: Path) -> None:
    with duckdb.connect(str(old)) as con:
        con.execute("DROP TABLE entities")
        con.execute(create_table(Entity).replace("'PER', ", ""))
    message = refused(old)
    assert "was made by another version of spoglio (Constraint Error: CHECK constraint failed" in message


def test_a_table_of_ones_own_is_kept(old: Path) -> None:
    with duckdb.connect(str(old)) as con:
        con.execute("CREATE TABLE notes AS SELECT 'da rileggere' AS note")
    load(old, batch(3, run_id="run-2"), run_id="run-2")
    assert value(old, "SELECT note FROM notes") == "da rileggere"


HOLDER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1])
print("ready", flush=True)
input()
"""


def test_a_file_that_is_open_for_writing_elsewhere(old: Path) -> None:
    holder = python(HOLDER, old)
    assert holder.stdout.readline() == "ready\n"
    assert refused(old).endswith("is open for writing in another program; close it there and run again.")
    holder.communicate("\n", timeout=LONG)


def test_unsaved_changes_of_another_program(old: Path) -> None:
    old.with_name("w.duckdb.wal").write_bytes(b"x")
    assert "has unsaved changes of another program (w.duckdb.wal)" in refused(old)


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    message = refused(tmp_path / "none" / "w.duckdb")
    assert message == f"The folder {tmp_path / 'none'} does not exist; make it or choose another --db."


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} is a folder; give --db the name of a file."


def test_something_that_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.duckdb")
    assert "is no regular file" in refused(tmp_path / "pipe.duckdb")


def test_a_file_that_is_missing_cannot_be_asked(db: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no warehouse .* make one with 'spoglio run'"):
        open_published(db)
    db.touch()
    with pytest.raises(StoreError, match="holds no tables yet"):
        open_published(db)


@pytest.fixture
def read_only_folder(old: Path) -> Iterator[Path]:
    old.parent.chmod(0o555)
    yield old
    old.parent.chmod(0o755)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(read_only_folder: Path) -> None:
    assert "may not be read or written; change the permissions" in refused(read_only_folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(old: Path) -> None:
    old.chmod(0)
    assert "may not be read or written; change the permissions" in refused(old)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "is full; free some space and run again."),
        (errno.EDQUOT, "is full; free some space and run again."),
        (errno.EACCES, "may not be read or written; change the permissions or choose another --db."),
        (errno.EROFS, "may not be read or written; change the permissions or choose another --db."),
    ],
)
@pytest.mark.parametrize("step", ["copyfile", "_sync"])
def test_the_operating_system_refuses(old: Path, monkeypatch, step: str, code: int, said: str) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    before = old.read_bytes()
    monkeypatch.setattr(*((shutil, step) if step == "copyfile" else (files, step)), refuse)
    with pytest.raises(StoreError) as error:
        load(old, batch(3, run_id="run-2"), run_id="run-2")
    assert str(error.value).endswith(said)
    assert old.read_bytes() == before
    assert only(old.parent) == ["w.duckdb"]


FULL = """
import resource, signal, sys
from pathlib import Path
from tests.tables import batch, no_rows, run_row
from transforms.contract import Check, Reject
from transforms.errors import StoreError
from warehouse.store import Warehouse
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Warehouse(sys.argv[1]) as store:
        for start in range(200, 1200, 100):
            store.write_batch(batch(*range(start, start + 100), run_id="run-2"))
        store.write_run(run_row("run-2"), no_rows(Check), no_rows(Reject))
        store.publish()
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("room", [4096, -1])
def test_the_disk_runs_full(old: Path, room: int) -> None:
    """As the build is filled, and as the first batch is staged."""
    before = old.read_bytes()
    writer = python(FULL, old, old.stat().st_size + room if room > 0 else 100)
    out, err = writer.communicate(timeout=LONG)
    assert out == f"The disk that holds {old.parent} is full; free some space and run again.\n", err
    assert old.read_bytes() == before
    assert only(old.parent) == ["w.duckdb"]
