"""The published file is replaced whole or not at all; every refusal is one sentence; any order gives the same tables."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import duckdb
import polars as pl
import pytest

from expectations.gate import check
from tests.paths import ROOT
from tests.tables import SEEN_AT, batch, dump_tables, frames, no_rows, run_row, story
from tests.waiting import LONG
from transforms.contract import TABLES, Check, Entity, Reject, Sighting
from transforms.errors import EarlierError, GateError, StoreError
from transforms.frames import schema_of, to_frame
from warehouse import files
from warehouse.ddl import create_table
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

NO_CHECKS, NO_REJECTS = no_rows(Check), no_rows(Reject)


def load(path: Path, *batches: dict[str, pl.DataFrame], run_id: str = "run-1") -> dict[str, int]:
    with Warehouse(path) as store:
        for tables in batches:
            store.write_batch(tables)
        store.write_run(run_row(run_id), NO_CHECKS, NO_REJECTS)
        return store.publish()


def value(path: Path, query: str) -> object:
    with open_published(path) as con:
        row = con.execute(query).fetchone()
    return row[0] if row else None


def only(path: Path) -> list[str]:
    """What lies in the folder."""
    return sorted(each.name for each in path.iterdir())


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published") / "w.duckdb"
    load(path, batch(1, 2))
    return path


@pytest.fixture
def old(published: Path, db: Path) -> Path:
    """A copy of a published warehouse with two documents."""
    shutil.copyfile(published, db)
    return db


def test_a_new_warehouse_holds_what_was_written(db: Path) -> None:
    tables = batch(1, 2)
    counts = load(db, tables)
    assert counts == {row.table: len(tables.get(row.table, [])) for row in TABLES} | {"runs": 1}
    assert only(db.parent) == ["w.duckdb"]
    with open_published(db) as con:
        for row in TABLES:
            if row.table in tables:
                got = con.sql(f"SELECT * FROM {row.table}").pl().cast(schema_of(row))
                assert got.sort(got.columns).equals(tables[row.table].sort(got.columns)), row.table


def test_known_documents_and_sightings_are_told(old: Path) -> None:
    with Warehouse(old) as store:
        for table, known in (("documents", store.known_documents()), ("sightings", store.known_sightings())):
            wanted = batch(1, 2)[table].select("doc_id", "source_uri", "published_on")
            assert known.equals(wanted.sort(pl.all())), table


def test_a_warehouse_that_is_not_there_knows_nothing(db: Path) -> None:
    with Warehouse(db) as store:
        assert store.known_documents().is_empty()
        assert store.known_documents().schema["published_on"] == pl.Date
        assert store.known_sightings().is_empty()
        assert store.publish() == {}
    assert only(db.parent) == []


def test_a_run_that_writes_nothing_touches_nothing(old: Path) -> None:
    before = old.stat()
    with Warehouse(old) as store:
        assert store.known_documents().height == 2
        assert store.publish()["documents"] == 2
    after = old.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_leaving_without_publishing_changes_nothing(old: Path) -> None:
    before = old.read_bytes()
    with Warehouse(old) as store:
        store.write_batch(batch(3))
        assert len(only(old.parent)) > 1  # the build and the lock of the writer lie beside
    assert old.read_bytes() == before
    assert only(old.parent) == ["w.duckdb"]


def test_a_document_that_comes_again_is_replaced(old: Path) -> None:
    rows = story(1, "run-2")
    gone = rows["figures"].pop()["figure_id"]
    rows["attributions"] = [row for row in rows["attributions"] if row["fact_id"] != gone]
    rows["attributions"][0] |= {"confidence": 0.5}
    rows["documents"][0] |= {"first_seen_at": datetime.fromisoformat("2026-05-01T08:00Z")}
    load(old, frames(rows), run_id="run-2")
    (doc_id,) = batch(1)["documents"]["doc_id"]
    with open_published(old) as con:
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(2,)]
        assert con.execute("SELECT count(*) FROM figures WHERE doc_id = ?", [doc_id]).fetchall() == [(2,)]
        assert con.execute("SELECT run_id, first_seen_at FROM documents WHERE doc_id = ?", [doc_id]).fetchall() == [
            ("run-2", SEEN_AT)
        ]
        assert con.execute("SELECT count(*) FROM figures").fetchall() == [(5,)]
        answers = "SELECT count(*), count(*) FILTER (confidence = 0.5) FROM attributions WHERE doc_id = ?"
        assert con.execute(answers, [doc_id]).fetchall() == [(8, 1)]


def test_an_entity_that_nothing_names_any_more_goes(old: Path) -> None:
    first, second = story(1, "run-2"), story(2, "run-2")
    for rows in (first, second):
        rows["mentions"] = [row for row in rows["mentions"] if row["surface"] != "Borgo"]
        for row in rows["figures"]:
            if row["subject_name"] == "Borgo":
                row |= {"subject_entity_id": None}
        for row in rows["attributions"]:
            if row["name"] == "Borgo":
                row |= {"entity_id": None}
    counts = load(old, frames(first), run_id="run-2")
    assert counts["entities"] == 3  # the second story still names it
    rows = {table: [row | {"run_id": "run-3"} for row in second[table]] for table in second}
    assert load(old, frames(rows), run_id="run-3")["entities"] == 2


def test_rows_of_one_key_are_merged_the_same_way_in_any_order(db: Path, tmp_path: Path) -> None:
    tables = batch(1)
    (doc_id,) = tables["documents"]["doc_id"]
    entity = tables["entities"].row(1, named=True)
    spellings = [entity | {"name": "Carla NERI"}, entity | {"name": "Carla Neri", "wikidata_id": "Q1"}, entity]
    days = [date(2026, 2, 9), date(2026, 2, 3), None]
    made = []
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        path = tmp_path / f"{order[0]}{order[1]}.duckdb"
        parts = []
        for at in order:
            sighting = {"doc_id": doc_id, "source_uri": "x.txt", "published_on": days[at], "seen_at": SEEN_AT}
            parts.append(
                {
                    "entities": pl.DataFrame([spellings[at]], schema=schema_of(Entity)),
                    "sightings": to_frame([Sighting(run_id="run-1", **sighting)], Sighting),
                }
            )
        load(path, tables, *parts)
        made.append(dump_tables(path))
    assert made[0] == made[1] == made[2]
    assert ("Carla Neri", "Q1") in [(row[1], row[3]) for row in made[0]["entities"]]
    assert [row[4] for row in made[0]["sightings"] if row[1] == "x.txt"] == [date(2026, 2, 3)]


def test_runs_batches_and_orders_give_the_same_tables(db: Path, tmp_path: Path) -> None:
    load(db, batch(1, 2, 3, 4))
    one_by_one = tmp_path / "one.duckdb"
    load(one_by_one, *(batch(number) for number in (4, 2, 1, 3)))
    several_runs = tmp_path / "runs.duckdb"
    for run_id, numbers in (("run-1", (3, 1)), ("run-2", (1, 4)), ("run-3", (2,))):
        load(several_runs, batch(*numbers, run_id=run_id), run_id=run_id)
    assert dump_tables(db) == dump_tables(one_by_one) == dump_tables(several_runs)
    load(several_runs, batch(5, run_id="run-4"), run_id="run-4")
    assert dump_tables(db) != dump_tables(several_runs)


def test_checks_and_rejects_of_a_run_are_written(db: Path) -> None:
    checks = to_frame(
        [Check(run_id="run-1", table_name="figures", expectation="luck", success=False, n_rows=9, n_unexpected=1)],
        Check,
    )
    rejects = to_frame([Reject(run_id="run-1", stage="ingest", reason="The file is empty.")], Reject)
    with Warehouse(db) as store:
        store.write_batch(batch(1))
        store.write_run(run_row(n_rejects=1), checks, rejects)
        store.publish()
    assert value(db, "SELECT reason FROM rejects") == "The file is empty."
    assert value(db, "SELECT n_checks_failed FROM run_summary") == 1


# Proofs before publication -----------------------------------------------------------------------------------------


def without_run(store: Warehouse) -> None:
    store.write_batch(batch(3))


def key_twice(store: Warehouse) -> None:
    rows = story(3)
    rows["dates"].append(rows["dates"][0])
    store.write_batch(frames(rows))
    store.write_run(run_row("run-2"), NO_CHECKS, NO_REJECTS)


def no_sentence(store: Warehouse) -> None:
    rows = story(3)
    rows["sentences"].clear()
    store.write_batch(frames(rows))
    store.write_run(run_row("run-2"), NO_CHECKS, NO_REJECTS)


def sighting_of_nothing(store: Warehouse) -> None:
    store.write_batch({"sightings": batch(3)["sightings"]})
    store.write_run(run_row("run-2"), NO_CHECKS, NO_REJECTS)


def answer_to_nothing(store: Warehouse) -> None:
    rows = story(3)
    rows["attributions"][0]["fact_id"] = "nowhere"
    store.write_batch(frames(rows))
    store.write_run(run_row("run-2"), NO_CHECKS, NO_REJECTS)


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (answer_to_nothing, "1 rows of attributions refer by fact_id to no row of figures"),
        (key_twice, r"1 keys \(date_id\) stand more than once in dates"),
        (no_sentence, "rows of figures refer by sentence_id to no row of sentences"),
        (sighting_of_nothing, "1 rows of sightings refer by doc_id to no row of documents"),
    ],
)
def test_a_broken_build_is_not_published(old: Path, write: Callable[[Warehouse], None], said: str) -> None:
    before = old.read_bytes()
    with Warehouse(old) as store:
        write(store)
        with pytest.raises(GateError, match=said):
            store.publish()
    assert old.read_bytes() == before
    assert only(old.parent) == ["w.duckdb"]


def test_a_new_warehouse_without_its_run_is_not_published(db: Path) -> None:
    with Warehouse(db) as store:
        without_run(store)
        with pytest.raises(GateError, match="refer by run_id to no row of runs"):
            store.publish()
    assert only(db.parent) == []


def test_a_run_that_is_held_back_leaves_its_verdict_beside(old: Path) -> None:
    before = old.read_bytes()
    checks = to_frame(
        [Check(run_id="run-2", table_name="all", expectation="luck", success=False, n_rows=1, n_unexpected=1)], Check
    )
    with Warehouse(old) as store:
        store.write_batch(batch(3))
        beside = store.hold_back(run_row("run-2", state="held_back"), checks, NO_REJECTS)
    assert old.read_bytes() == before
    assert beside == old.with_name("w.held_back.duckdb")
    assert only(old.parent) == ["w.duckdb", "w.duckdb.runs", "w.held_back.duckdb"]
    assert value(beside, "SELECT state FROM runs") == "held_back"
    assert value(beside, "SELECT expectation FROM checks WHERE NOT success") == "luck"
    assert value(beside, "SELECT count(*) FROM documents") == 0


def test_what_the_gate_holds_back_is_not_published(old: Path) -> None:
    before = old.read_bytes()
    tables = batch(3, run_id="run-2")
    tables["figures"] = tables["figures"].drop("unit")
    report = check(tables, "run-2")
    assert report.held_back
    with Warehouse(old) as store:
        beside = store.hold_back(run_row("run-2", state="held_back"), report.checks, report.rejects)
    assert old.read_bytes() == before
    assert value(beside, "SELECT details FROM checks WHERE NOT success") == "columns or types differ from the contract"


# Readers, writers, crashes -------------------------------------------------------------------------------------------


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


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


# Refusals --------------------------------------------------------------------------------------------------------------


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


def test_the_path_may_be_a_link(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.duckdb"
    link.symlink_to(old)
    load(link, batch(3, run_id="run-2"), run_id="run-2")
    assert link.is_symlink()
    assert value(old, "SELECT count(*) FROM documents") == 3


def test_permissions_of_the_file_are_kept(old: Path) -> None:
    old.chmod(0o640)
    load(old, batch(3, run_id="run-2"), run_id="run-2")
    assert old.stat().st_mode & 0o777 == 0o640


def test_no_progress_bar_stands_in_results(tmp_path: Path) -> None:
    """DuckDB draws one on standard output, in a file too, where a query takes more than two seconds."""
    with Warehouse(tmp_path / "w.duckdb") as store:
        store.write_batch(batch(1))
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()
    with open_published(tmp_path / "w.duckdb") as con:
        assert con.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]
