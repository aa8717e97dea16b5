"""Kept tables hold what their queries give, whatever was published in whatever order, and are made anew when a query changes."""

from pathlib import Path

import duckdb
import pytest

from tests.tables import batch, frames, no_rows, run_row, story
from transforms.contract import Check, Reject
from transforms.stories import everyday_stems
from warehouse import ddl, keeping, versions
from warehouse.ddl import View, kept_tables
from warehouse.store import Warehouse, open_published
from warehouse.versions import renew_views

pytestmark = pytest.mark.slow


def publish(path: Path, run_id: str, *numbers: int) -> None:
    with Warehouse(path) as store:
        if numbers:
            store.write_batch(batch(*numbers, run_id=run_id))
        store.write_run(run_row(run_id), no_rows(Check), no_rows(Reject))
        store.publish()


def as_kept(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_published(path) as con:
        return {each.name: con.execute(f"FROM {each.name} ORDER BY ALL").fetchall() for each in kept_tables()}


def as_asked(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_published(path) as con:
        return {each.name: con.execute(f"FROM ({each.query}) ORDER BY ALL").fetchall() for each in kept_tables()}


def versions_in(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    ((told,),) = con.execute("SELECT views_version()").fetchall()
    return told


def test_kept_tables_hold_what_their_queries_give(tmp_path: Path) -> None:
    once, often = tmp_path / "once.duckdb", tmp_path / "often.duckdb"
    publish(once, "run-1", 1, 2, 3, 4)
    for run_id, numbers in (("run-1", (2,)), ("run-2", (4, 1)), ("run-3", (2, 3)), ("run-4", ())):
        publish(often, run_id, *numbers)
        assert as_kept(often) == as_asked(often)
    assert as_kept(once) == as_kept(often)
    assert len(as_kept(once)["claims"]) == len(as_kept(once)["figure_history"]) == 12
    assert as_kept(once)["ledger"]


def test_large_runs_are_kept_up_from_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", 1)
    for limit in ("_SMALL_BYTES", "_SLICE_BYTES"):
        monkeypatch.setattr(f"warehouse.staging.{limit}", 0)
    with Warehouse(path) as store:
        for number in (1, 2, 3):
            store.write_batch(batch(number, run_id="run-2"))
        store.write_run(run_row("run-2"), no_rows(Check), no_rows(Reject))
        store.publish()
    assert as_kept(path) == as_asked(path)
    assert len(as_kept(path)["claims"]) == 9


def test_documents_that_tell_of_a_renamed_entity_are_told_anew(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", 1, 2)
    rows = story(3, "run-2")
    for row in rows["entities"]:
        if row["name"] == "Carla Neri":
            row |= {"name": "Carla Neri-Bassi", "wikidata_id": "Q7"}
    with Warehouse(path) as store:
        store.write_batch(frames(rows))
        store.write_run(run_row("run-2"), no_rows(Check), no_rows(Reject))
        store.publish()
    kept = as_kept(path)
    assert kept == as_asked(path)
    with open_published(path) as con:
        assert con.execute("SELECT DISTINCT speaker FROM statements").fetchall() == [("Carla Neri-Bassi",)]


def test_a_query_that_changed_makes_its_table_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_AT_ONCE", 1)
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", 1, 2)
    (claims,) = (each for each in kept_tables() if each.name == "claims")
    query = f"SELECT *, upper(surface) AS shout FROM ({claims.query})"
    shouting = View("claims", "Loud.", claims.columns | {"shout": "Loud."}, query)
    loud = (shouting, *(each for each in kept_tables() if each.name != "claims"))
    with duckdb.connect(str(path)) as con, monkeypatch.context() as patch:
        before = versions_in(con)
        for module in (ddl, keeping, versions):
            patch.setattr(
                module, "kept_tables", lambda owner=None: [one for one in loud if owner is None or owner in one.columns]
            )
        renew_views(con)
        assert con.execute("SELECT count(shout) FROM claims").fetchall() == [(6,)]
        # … and those that read it.
        assert {name for name, _ in versions_in(con).items() ^ before.items()} == {"claims", "figure_history", "ledger"}
    publish(path, "run-2", 3)
    assert as_kept(path) == as_asked(path)


def test_only_what_differs_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", 1, 2)
    before = as_kept(path)
    with duckdb.connect(str(path)) as con:
        told = versions_in(con)
        for name in before:
            con.execute(f"DELETE FROM {name}")
        con.execute(f"CREATE OR REPLACE MACRO views_version() AS MAP {told | {'claims': 'other'}}")
        renew_views(con)
        assert versions_in(con) == told
    assert {name: rows for name, rows in as_kept(path).items() if rows} == {"claims": before["claims"]}


def test_a_view_of_an_earlier_version_gives_its_name_to_a_table(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", 1)
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE claims")
        con.execute("CREATE VIEW claims AS FROM figures")
        con.execute("CREATE OR REPLACE MACRO views_version() AS 'other'")
    publish(path, "run-2")
    assert as_kept(path) == as_asked(path)


def test_rare_words_are_kept_once_each_without_those_of_every_day_and_digits(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    rows = story(1, "run-1")
    for row in rows["documents"]:
        row["title"] = "Ieri due alluvioni, ieri il sindaco: l'alluvione del 1966"
    with Warehouse(path) as store:
        store.write_batch(frames(rows))
        store.write_run(run_row("run-1"), no_rows(Check), no_rows(Reject))
        store.publish()
    with open_published(path) as con:
        ((stems,),) = con.execute("SELECT stems FROM story_words").fetchall()
    assert stems.count("alluvion") == 1
    assert not {"ier", "sindac", "1966"} & {*stems}
    assert stems == sorted(stems)


def test_a_warehouse_without_rare_words_gets_them_and_its_stories_stay(tmp_path: Path) -> None:
    path, other = tmp_path / "w.duckdb", tmp_path / "other.duckdb"
    for each in (path, other):
        publish(each, "run-1", 1, 2)
    with duckdb.connect(str(path)) as con:  # as a version before left it
        con.execute("DROP TABLE story_words")
        con.execute("ALTER TABLE word_forms DROP COLUMN is_rare")
        con.execute("CREATE OR REPLACE MACRO views_version() AS 'other'")
    for each in (path, other):
        publish(each, "run-2", 3)
    assert as_kept(path) == as_asked(path) == as_kept(other)
    for table in ("story_links", "story_documents"):
        with open_published(path) as con, open_published(other) as same:
            told = con.execute(f"FROM {table} ORDER BY ALL").fetchall()
            assert told == same.execute(f"FROM {table} ORDER BY ALL").fetchall() != []


def test_other_words_of_every_day_make_the_rare_words_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", 1)
    rare = "SELECT unnest(stems) FROM story_words"
    with open_published(path) as con:
        stems = {stem for (stem,) in con.execute(rare).fetchall()}
    gone = min(stems)
    for module in ("words", "versions"):
        monkeypatch.setattr(f"warehouse.{module}.everyday_stems", lambda: everyday_stems() | {gone})
    publish(path, "run-2")
    with open_published(path) as con:
        assert {stem for (stem,) in con.execute(rare).fetchall()} == stems - {gone}
