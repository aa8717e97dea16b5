"""Stories are the same whatever the order of runs, and only those that new texts touch are made anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.tables import SEEN_AT, frames, story
from tests.warehouse.loading import load as load_file
from tests.warehouse.told import Text, build, load, publish
from transforms.contract import Retraction
from transforms.stories import COMPARED, LONGEST_DAYS, links_of, names_that_link_nothing
from warehouse.copies import keep_copies
from warehouse.store import Warehouse, open_published
from warehouse.stories import keep_stories
from warehouse.versions import renew_views

MONDAY = date(2026, 3, 2)
FLOOD = ("fium", "argin", "fang", "idrovor", "sacc", "golen", "pien", "pontil", "canton", "barc")
OTHER = ("rap", "farmac", "passamontagn", "cassett", "scooter", "vetrin", "complic", "refurt", "gioiell", "sparat")


def text(doc_id: str, days: int = 0, **changes: Any) -> Text:
    """A text on the flood at Roccaspina."""
    return replace(Text(doc_id, MONDAY + timedelta(days), ("Roccaspina",), FLOOD), **changes)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with build() as con:
        yield con


def grouped(con: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """The documents of each story."""
    found = con.execute(
        "SELECT list(doc_id ORDER BY doc_id) AS held FROM story_documents GROUP BY story_id ORDER BY held"
    )
    return [held for (held,) in found.fetchall()]


def all_rows(con: duckdb.DuckDBPyConnection) -> list[list[tuple[object, ...]]]:
    tables = ("stories", "story_documents", "story_keys", "story_links")
    return [con.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in tables]


def test_texts_of_one_event_are_one_story_told_with_reasons(con: duckdb.DuckDBPyConnection) -> None:
    first = text("a", dead=(12,), title="Piena a Roccaspina", outlet="Gazzetta del Golfo")
    publish(con, [first, text("b", 1, dead=(12,)), text("c", names=("Montelago",), words=OTHER)])
    assert grouped(con) == [["a", "b"], ["c"]]
    told = con.execute("SELECT doc_id, score, why FROM story_documents ORDER BY doc_id").fetchall()
    assert told == [("a", None, None), ("b", 1.0, "Roccaspina; 12 morti; 2026-03-02"), ("c", None, None)]
    rows = con.execute("SELECT first_on, last_on, n_documents, n_origins, title FROM stories ORDER BY n_documents")
    assert rows.fetchall() == [
        (MONDAY, MONDAY, 1, 1, None),
        (MONDAY, MONDAY + timedelta(1), 2, 2, "Piena a Roccaspina"),
    ]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (text("b", words=OTHER), "another event in the same town on the same day"),
        (text("b", names=("Montelago",)), "neither a name nor a figure in common"),
        (text("b", LONGEST_DAYS + 1), "too far apart"),
        (text("b", day=None), "the day is unknown"),
    ],
)
def test_doubtful_texts_stay_apart(con: duckdb.DuckDBPyConnection, other: Text, why: str) -> None:
    publish(con, [text("a"), other])
    assert grouped(con) == [["a"], ["b"]], why


def test_a_country_a_statesman_and_any_body_link_nothing(con: duckdb.DuckDBPyConnection) -> None:
    names = ("Italia", "Europa", "ANSA", "Volodymyr Zelensky", "Procura", "Unione europea")
    publish(con, [text("a", names=names), text("b", names=names)])
    assert grouped(con) == [["a"], ["b"]]


def test_a_figure_of_one_kind_and_value_links(con: duckdb.DuckDBPyConnection) -> None:
    publish(con, [text("a", names=(), dead=(12,)), text("b", names=(), dead=(12,)), text("c", names=(), dead=(13,))])
    assert grouped(con) == [["a", "b"], ["c"]]


def test_outlets_of_one_family_are_one_origin(con: duckdb.DuckDBPyConnection) -> None:
    papers = [text(name, outlet=outlet) for name, outlet in (("a", "Il Golfo"), ("b", "Il Golfo"), ("c", "La Baia"))]
    publish(con, papers)
    assert con.execute("SELECT n_documents, n_origins FROM stories").fetchall() == [(3, 2)]


def test_a_name_that_is_everywhere_costs_no_more_than_a_few_comparisons_a_text(con: duckdb.DuckDBPyConnection) -> None:
    words = [f"{first}{second}" for first in "abcdefghij" for second in "klmnopqrst"]
    drawn = Random(1)
    publish(con, [text(f"{number:03}", words=tuple(drawn.sample(words, 9))) for number in range(300)])
    (n,) = con.execute("SELECT count(*) FROM beside").fetchall()[0]
    assert 290 * COMPARED <= n <= 300 * COMPARED


def draw(number: int) -> Text:
    """One of many texts that share few names, few words and few days, so that stories chain, meet and part."""
    drawn = Random(number)
    topic = "abcdefghijkl"[drawn.randrange(12)]
    words = [topic + letter for letter in drawn.sample("mnopqrstuv", 8)]
    words += ["z" + "".join(drawn.choices("abcdefghijkl", k=2)) for _ in range(drawn.randrange(25))]
    names = drawn.sample(["Roccaspina", "Montelago", "Valdora", "Borgofino", "Italia"], drawn.randrange(3))
    day = MONDAY + timedelta(drawn.randrange(60)) if drawn.random() < 0.9 else None
    return Text(f"d{number}", day, tuple(names), tuple(dict.fromkeys(words)), (drawn.randrange(9),))


def split(texts: Sequence[Text], seed: int) -> list[list[Text]]:
    """The texts in another order, in some runs."""
    drawn, mixed = Random(seed), list(texts)
    drawn.shuffle(mixed)
    cuts = sorted(drawn.sample(range(1, len(mixed)), 4))
    return [mixed[start:end] for start, end in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]


TEXTS = [draw(number) for number in range(120)]


@pytest.fixture(scope="module")
def at_once() -> Iterator[duckdb.DuckDBPyConnection]:
    with build() as con:
        publish(con, TEXTS)
        yield con


def test_links_are_those_of_all_pairs_laid_side_by_side(at_once: duckdb.DuckDBPyConnection) -> None:
    """What is spared by lists, days and sketches of bits loses no pair."""
    dated = sorted((one for one in TEXTS if one.day), key=lambda one: (one.day, one.doc_id))
    lists: dict[object, list[Text]] = {}
    pairs = set()
    for late in dated:
        for key in {*late.names, *late.dead} - {"Italia"}:
            held = lists.setdefault(key, [])
            pairs |= {(late, early) for early in held[-COMPARED:] if (late.day - early.day).days <= LONGEST_DAYS}
            held.append(late)
    told = [
        {
            "doc_id": late.doc_id,
            "other_doc_id": early.doc_id,
            "days": (late.day - early.day).days,
            "n_shared": len({*late.words} & {*early.words}),
            "n_words": len(late.words),
            "n_other_words": len(early.words),
            "n_names": len({*late.names} & {*early.names} - {"Italia"}),
            "n_figures": len({*late.dead} & {*early.dead}),
        }
        for late, early in pairs
    ]
    links = links_of(pl.DataFrame(told)).sort("doc_id", "other_doc_id").rows()
    assert at_once.execute("FROM story_links ORDER BY ALL").fetchall() == links
    assert len(links) > 30


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_order_and_the_split_of_runs_change_nothing(
    con: duckdb.DuckDBPyConnection, at_once: duckdb.DuckDBPyConnection, seed: int
) -> None:
    for run in split(TEXTS, seed):
        publish(con, run)
    assert all_rows(con) == all_rows(at_once)
    assert len({len(held) for held in grouped(con)}) > 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_texts_that_go_or_get_another_day_leave_no_trace(con: duckdb.DuckDBPyConnection, seed: int) -> None:
    drawn = Random(seed)
    chosen = drawn.sample(TEXTS, 30)
    gone, moved = chosen[:15], [replace(one, day=MONDAY + timedelta(drawn.randrange(60))) for one in chosen[15:]]
    publish(con, TEXTS)
    publish(con, moved, [one.doc_id for one in gone])
    with build() as fresh:
        publish(fresh, moved + [one for one in TEXTS if one not in chosen])
        assert all_rows(con) == all_rows(fresh)


def test_a_text_with_other_words_is_compared_anew_with_those_behind_it(con: duckdb.DuckDBPyConnection) -> None:
    publish(con, [text("a"), text("b", 1)])
    publish(con, [text("a", words=OTHER)])
    assert grouped(con) == [["a"], ["b"]]


def test_a_new_name_of_somebody_is_told_in_the_reasons(con: duckdb.DuckDBPyConnection) -> None:
    publish(con, [text("a"), text("b", 1)])
    load(con, [])
    con.execute("UPDATE appearances SET entity = 'Rocca Spina'")
    con.execute("INSERT INTO renamed VALUES ('Roccaspina')")
    keep_copies(con)
    keep_stories(con)
    assert con.execute("SELECT why FROM story_documents WHERE doc_id = 'b'").fetchall() == [
        ("Rocca Spina; 2026-03-02",)
    ]


def test_touched_are_the_stories_of_new_texts_and_those_that_others_left(con: duckdb.DuckDBPyConnection) -> None:
    publish(con, [text("a"), text("b", 40), text("x", names=("Montelago",), words=OTHER)])
    publish(con, [text("c", 41)])
    touched = "SELECT list(doc_id ORDER BY doc_id) FROM story_documents SEMI JOIN touched_stories USING (story_id) GROUP BY story_id"
    assert con.execute(touched).fetchall() == [(["b", "c"],)]
    publish(con, [], gone=["b"])
    assert con.execute(touched).fetchall() == [(["c"],)]
    assert grouped(con) == [["a"], ["c"], ["x"]]
    publish(con, [])
    assert con.execute("FROM touched_stories").fetchall() == []


def test_of_texts_that_stand_beside_each_other_only_new_ones_are_compared(con: duckdb.DuckDBPyConnection) -> None:
    publish(con, [text(f"a{number}", number) for number in range(9)])
    publish(con, [text("b", 5)])
    compared = "SELECT doc_id FROM (SELECT unnest([number, other_number]) AS number, rowid AS pair FROM to_link) JOIN numbered USING (number) GROUP BY doc_id HAVING count(*) = (SELECT count(*) FROM to_link)"
    assert con.execute(compared).fetchall() == [("b",)]
    assert con.execute("SELECT count(*) FROM beside WHERE NOT is_new").fetchall()[0][0] > 0


def test_a_link_joins_two_stories_and_its_loss_parts_them(con: duckdb.DuckDBPyConnection) -> None:
    publish(con, [text("a"), text("c", 50)])
    publish(con, [text("b", 25)])
    assert grouped(con) == [["a", "b", "c"]]
    publish(con, [], gone=["b"])
    assert grouped(con) == [["a"], ["c"]]


def test_other_names_that_link_nothing_make_all_stories_anew(
    con: duckdb.DuckDBPyConnection, at_once: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(con, TEXTS)
    names = names_that_link_nothing() | {"Roccaspina"}
    for module in ("stories", "versions"):
        monkeypatch.setattr(f"warehouse.{module}.names_that_link_nothing", lambda: names)
    renew_views(con)
    publish(con, [])
    with build() as fresh:
        publish(fresh, TEXTS)
        assert all_rows(con) == all_rows(fresh) != all_rows(at_once)


@pytest.mark.slow
def test_stories_come_and_go_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    load_file(path, frames(story(1), story(2)))
    load_file(path, frames(story(3, "run-2")), run_id="run-2")
    with open_published(path) as con:
        assert [len(held) for held in grouped(con)] == [3]
        ((doc_id, uri),) = con.execute(
            "SELECT doc_id, source_uri FROM documents WHERE source_uri LIKE '%003%'"
        ).fetchall()
    with Warehouse(path) as store:
        store.retractions.add([Retraction(doc_id=doc_id, source_uri=uri, told_at=SEEN_AT)])
        store.renew()
    with open_published(path) as con:
        assert [len(held) for held in grouped(con)] == [2]
        assert con.execute("SELECT count(*) FROM story_keys WHERE doc_id = ?", [doc_id]).fetchall() == [(0,)]
