"""What a run writes is what the warehouse holds; any order of runs and batches gives the same tables."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from expectations.gate import check
from tests.tables import SEEN_AT, batch, dump_tables, frames, no_rows, run_row, story
from tests.warehouse.loading import NO_CHECKS, NO_REJECTS, load, only, value
from transforms.contract import TABLES, Check, Document, Entity, Reject, Sighting
from transforms.errors import GateError
from transforms.frames import schema_of, to_frame
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow


def test_a_new_warehouse_holds_what_was_written(db: Path) -> None:
    tables = batch(1, 2)
    counts = load(db, tables)
    assert counts == {row.table: len(tables.get(row.table, [])) for row in TABLES} | {"runs": 1}
    assert only(db.parent) == ["w.duckdb"]
    with open_published(db) as con:
        for row in TABLES:
            if row.table in tables:
                wanted, got = tables[row.table], con.sql(f"SELECT * FROM {row.table}").pl().cast(schema_of(row))
                if row is Document:  # told when texts are laid side by side
                    wanted, got = wanted.drop("near_duplicate_of"), got.drop("near_duplicate_of")
                assert got.sort(got.columns).equals(wanted.sort(got.columns)), row.table


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
