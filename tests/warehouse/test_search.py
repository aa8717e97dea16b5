"""Words are found by their stems, the best sentence first, in plain SQL, and the index keeps up with what is published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.tables import Rows, batch, frames, no_rows, run_row, story
from transforms.contract import Check, Reject
from warehouse.store import Warehouse, open_published
from warehouse.words import stems_of, unsearched

TEXTS = {
    1: "Una frana ha chiuso la statale a Borgo. La città attende l'assessore. Nel 2025 la Croce Verde ha contato "
    "120 vittime a Borgo, di cui 30 morti. «Abbiamo coperto il 40% dei casi», ha detto Carla Neri. "
    "La legge 104 resta. Secondo Neri, i soldi ci sono.",
    2: "Le frane frenano i treni e una frana ha toccato il ponte. Nel 2025 la Croce Verde ha contato 120 vittime a "
    "Borgo, di cui 30 morti. «Abbiamo coperto il 40% dei casi», ha detto Carla Neri. La legge 104 resta. "
    "Secondo Neri, i soldi ci sono.",
}


def stories(*numbers: int, run_id: str = "run-1") -> list[Rows]:
    return [story(number, run_id, TEXTS[number]) for number in numbers]


def publish(path: Path, run_id: str, *rows: Rows) -> None:
    with Warehouse(path) as store:
        store.write_batch(frames(*rows))
        store.write_run(run_row(run_id), no_rows(Check), no_rows(Reject))
        store.publish()


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("search") / "w.duckdb"
    publish(path, "run-1", *stories(1))
    publish(path, "run-2", *stories(2, run_id="run-2"))
    with open_published(path) as connection:
        yield connection


def hits(con: duckdb.DuckDBPyConnection, words: str, macro: str = "search", **more: Any) -> list[dict[str, Any]]:
    told = "".join(f", {name} := {value}" for name, value in more.items())
    con.execute(f"FROM {macro}($words{told})", {"words": words})
    names = [column[0] for column in con.description or []]
    return [dict(zip(names, row, strict=True)) for row in con.fetchall()]


@pytest.mark.parametrize("words", ["frana", "frane", "FRANE", "la frana", "franò", "frana xyz"])
def test_endings_case_and_articles_do_not_matter(con: duckdb.DuckDBPyConnection, words: str) -> None:
    found = hits(con, words)
    assert [hit["sentence"].split()[1] for hit in found] == ["frane", "frana"]  # told twice there
    assert found[0]["score"] > found[1]["score"] > 0


@pytest.mark.parametrize("words", ["citta", "città", "CITTÀ", "citta\u0300"])
def test_accents_do_not_matter(con: duckdb.DuckDBPyConnection, words: str) -> None:
    assert ["città" in hit["sentence"] for hit in hits(con, words)] == [True]


@pytest.mark.parametrize("words", ["", "della", "il la 'lo'", "x", "aeroporto", "'; DROP TABLE documents; --", "%_\\"])
def test_what_stands_nowhere_is_not_found(con: duckdb.DuckDBPyConnection, words: str) -> None:
    assert hits(con, words) == []
    assert hits(con, words, "search_articles") == []


def test_a_form_that_stands_nowhere_is_found_by_its_stem(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT count(*) FROM word_forms WHERE form = 'treno'").fetchall() == [(0,)]
    assert ["treni" in hit["sentence"] for hit in hits(con, "treno")] == [True]


def test_the_more_words_a_text_holds_the_better(con: duckdb.DuckDBPyConnection) -> None:
    assert hits(con, "frana statale")[0]["sentence"].startswith("Una frana ha chiuso la statale")
    assert hits(con, "frana ponte")[0]["sentence"].startswith("Le frane frenano")


def test_facts_stand_beside_the_hit(con: duckdb.DuckDBPyConnection) -> None:
    toll = hits(con, "vittime Borgo")[0]
    assert "120 vittime · about Borgo · according to Croce Verde; 30" in toll["facts"]
    assert hits(con, "coperto")[0]["facts"].startswith("«Abbiamo coperto il 40% dei casi» · Carla Neri; 40%")
    assert hits(con, "legge")[0]["facts"] is None


def test_at_most(con: duckdb.DuckDBPyConnection) -> None:
    assert len(hits(con, "vittime")) == 2
    assert len(hits(con, "vittime", at_most=1)) == 1


def test_articles(con: duckdb.DuckDBPyConnection) -> None:
    found = hits(con, "frane ponte", "search_articles")
    assert [hit["title"] for hit in found] == ["Storia 2", "Storia 1"]
    assert found[0]["sentence"].startswith("Le frane")
    assert found[0]["n_figures"] == 3


def test_words_of_a_headline_outside_the_text_are_found(con: duckdb.DuckDBPyConnection) -> None:
    (first, second) = hits(con, "storia")
    assert {first["title"], second["title"]} == {"Storia 1", "Storia 2"}
    assert first["sentence"] is None


def test_the_index_knows_what_is_published_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", *stories(1, 2))
    with open_published(path) as con:
        before = con.execute("FROM sentence_stems ORDER BY ALL").fetchall()
        assert not [
            stem for (stem,) in con.execute("SELECT stem FROM word_forms WHERE form = 'della'").fetchall() if stem
        ]
    rows = story(1, "run-2", TEXTS[1])  # the same text again, with another headline
    for row in rows["documents"]:
        row["title"] = "Valanga a Borgo"
    publish(path, "run-2", rows)
    with open_published(path) as con:
        after = con.execute("FROM sentence_stems ORDER BY ALL").fetchall()
        assert len(hits(con, "valanga")) == 1
        assert [hit["title"] for hit in hits(con, "storia")] == ["Storia 2"]
    assert [stem for stem, *_ in {*before} - {*after}] == ["stor"]
    assert {stem for stem, *_ in {*after} - {*before}} == {"valang", "borg"}
    assert len(after) == len(before) + 1


def test_stems_are_made_of_new_forms_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def listening(forms: Any) -> Any:
        forms = list(forms)
        asked.extend(forms)
        return stems_of(forms)

    monkeypatch.setattr("warehouse.words.stems_of", listening)
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", *stories(1))
    assert {"frana", "città"} <= {*asked}
    asked.clear()
    publish(path, "run-2", *stories(2, run_id="run-2"))
    assert "frane" in asked
    assert "frana" not in asked


def test_stems_without_accents_and_words_that_tell_nothing() -> None:
    made = dict(stems_of(["alluvioni", "alluvione", "perche\u0301", "dell", "più", "2026"]).iter_rows())
    assert made["alluvioni"] == made["alluvione"] == "alluvion"
    assert (made["dell"], made["più"], made["2026"]) == (None, None, "2026")
    assert {"della", "perché", "hanno"} <= unsearched()


def test_a_warehouse_without_index_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    publish(path, "run-1", *stories(1))
    with duckdb.connect(str(path)) as con:  # as a version before the search left it
        for what in (
            "MACRO TABLE search",
            "MACRO TABLE search_articles",
            "MACRO TABLE search_hits",
            "TABLE sentence_stems",
        ):
            con.execute(f"DROP {what}")
        con.execute("DROP VIEW sentence_words")
        con.execute("DROP TABLE word_forms")
        con.execute("CREATE OR REPLACE MACRO views_version() AS 'other'")
    with Warehouse(path) as store:
        store.write_batch(batch(3, run_id="run-2"))
        store.write_run(run_row("run-2"), no_rows(Check), no_rows(Reject))
        store.publish()
    with open_published(path) as con:
        assert len(hits(con, "frana")) == 1
