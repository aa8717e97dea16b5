"""Copies are told from the texts alone: the order and the split of runs, retractions and other days change nothing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import duckdb
import polars as pl
import pytest

import warehouse.across
from tests.tables import SEEN_AT, frames, run_row, story
from tests.warehouse.loading import NO_CHECKS, NO_REJECTS, load
from transforms.contract import Document, Quote, Retraction, Sentence, stable_id
from transforms.frames import to_frame
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 2)
#: Two hundred words that nobody says.
WORDS = [first + middle + last for first in "bdflm" for middle in ("alo", "ine", "uto", "era") for last in ("ra", "ni", "ste", "vo", "cca", "lli", "mp", "rto", "gna", "sco")]  # fmt: skip


def document(text: str, day: date | None = DAY, hour: int | None = None, outlet: str | None = None) -> Document:
    moment = None if day is None or hour is None else datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Document(
        doc_id=stable_id(text), source_uri=stable_id(text), outlet=outlet, published_on=day, published_at=moment,
        text=text, n_chars=len(text), first_seen_at=SEEN_AT, run_id="run-1",
    )  # fmt: skip


def publish(path: Path, documents: Sequence[Document], run_id: str = "run-1") -> None:
    with Warehouse(path) as store:
        rows = [document.model_copy(update={"run_id": run_id}) for document in documents]
        store.write_batch({"documents": to_frame(rows, Document)})
        store.write_run(run_row(run_id), NO_CHECKS, NO_REJECTS)
        store.publish()


def forget(path: Path, document: Document) -> None:
    with Warehouse(path) as store:
        store.retractions.add([Retraction(doc_id=document.doc_id, source_uri="x", told_at=SEEN_AT)])
        store.renew()


def told(path: Path) -> list[list[tuple[object, ...]]]:
    """All that is told of copies."""
    with open_published(path) as con:
        return [
            con.execute(query).fetchall()
            for query in (
                "FROM copies ORDER BY ALL",
                "SELECT doc_id, near_duplicate_of FROM documents ORDER BY ALL",
                "FROM shingles ORDER BY ALL",
            )
        ]


def pairs(path: Path) -> set[tuple[str, str, str]]:
    with open_published(path) as con:
        return set(con.execute("SELECT doc_id, other_doc_id, relation FROM copies").fetchall())


def passage(choice: Random, n_words: int = 60) -> str:
    return " ".join(choice.choices(WORDS, k=n_words))


def mixed(choice: Random, n: int) -> list[Document]:
    """Texts that take from one another in every way, more than one looks back at, on days in and out of reach."""
    wires = [passage(choice, 120) for _ in range(4)]
    footer = passage(choice, 30)
    made = []
    for number in range(n):
        words = choice.choice(wires).split()
        kind = choice.randrange(4)
        if kind == 0:
            words = [word if choice.random() > 0.1 else choice.choice(WORDS) for word in words]
        elif kind == 1:
            words = words[: len(words) // 3] + passage(choice, 90).split()
        elif kind == 2:
            words = words[10:70]
        day = choice.choice([None, *(DAY + timedelta(days=days) for days in (0, 0, 1, 3, 10, 16, 40))])
        made.append(document(" ".join([*words, footer, f"testo{number}"]), day, choice.choice([None, 8, 17])))
    return made


def test_order_and_split_of_runs_change_nothing(tmp_path: Path) -> None:
    choice = Random(1)
    documents = mixed(choice, 60)
    publish(tmp_path / "once.duckdb", documents)
    wanted = told(tmp_path / "once.duckdb")
    assert len(wanted[0]) > 30
    assert len({relation for *_, relation in wanted[0]}) == 4
    for turn in range(3):
        path = tmp_path / f"{turn}.duckdb"
        choice.shuffle(documents)
        cuts = sorted(choice.sample(range(1, 60), 3))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, 60], strict=True)):
            publish(path, documents[start:end], f"run-{number}")
        assert told(path) == wanted


def test_a_retracted_text_leaves_nothing(tmp_path: Path) -> None:
    documents = mixed(Random(2), 40)
    publish(tmp_path / "all.duckdb", documents)
    for gone in (documents[3], documents[17]):
        forget(tmp_path / "all.duckdb", gone)
    publish(tmp_path / "rest.duckdb", [one for one in documents if one not in (documents[3], documents[17])])
    assert told(tmp_path / "all.duckdb") == told(tmp_path / "rest.duckdb")


def test_a_text_of_another_day_is_told_as_if_it_had_come_so(tmp_path: Path) -> None:
    documents = mixed(Random(3), 40)
    publish(tmp_path / "changed.duckdb", documents)
    moved = [one.model_copy(update={"published_on": DAY - timedelta(days=2)}) for one in documents[5:9]]
    publish(tmp_path / "changed.duckdb", moved, "run-2")
    publish(tmp_path / "right.duckdb", [*documents[:5], *moved, *documents[9:]])
    assert told(tmp_path / "changed.duckdb") == told(tmp_path / "right.duckdb")


def test_a_text_that_looks_back_at_a_new_one_and_took_nothing_from_it_is_as_it_was(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = Random(3)
    footer, wire = passage(choice, 8), passage(choice, 120)
    texts = [f"{wire} {footer} uno", f"{wire} {footer} due", f"{passage(choice, 120)} {footer} tre"]
    publish(db, [document(text, DAY + timedelta(days=2 * number)) for number, text in enumerate(texts)])
    found: list[tuple[int, int]] = []
    keep = warehouse.across.keep_stories

    def counted(con: duckdb.DuckDBPyConnection) -> None:
        tables = ("touched_copies", "told_otherwise")
        found.append(tuple(con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in tables))
        keep(con)

    monkeypatch.setattr(warehouse.across, "keep_stories", counted)
    publish(db, [document(f"{passage(choice, 120)} {footer} altro", DAY + timedelta(days=1))], "run-2")
    assert found == [(3, 0)]


def test_of_almost_equal_texts_the_first_is_named(db: Path) -> None:
    text = passage(Random(4), 100)
    wire, site, late = (
        document(text + end, DAY, hour) for end, hour in ((" alfa.", 9), (" beta.", 11), (" gamma.", 15))
    )
    long = document(f"{text} {passage(Random(5), 90)}", DAY, 20)
    publish(db, [late, site, long, wire])
    assert pairs(db) == {
        (site.doc_id, wire.doc_id, "copy"), (late.doc_id, wire.doc_id, "copy"), (long.doc_id, wire.doc_id, "extended"),
    }  # fmt: skip
    first, *rest = sorted([wire, site, late], key=lambda one: one.doc_id)  # one day: the smallest key
    with open_published(db) as con:
        named = dict(con.execute("SELECT doc_id, near_duplicate_of FROM documents").fetchall())
    assert named == {first.doc_id: None, long.doc_id: None} | {one.doc_id: first.doc_id for one in rest}


def test_one_who_looks_back_too_far_is_told_through_those_between(db: Path) -> None:
    text = passage(Random(6), 100)
    documents = [document(f"{text} {passage(Random(n), 4)}", DAY, n // 3) for n in range(40)]
    publish(db, documents)
    with open_published(db) as con:
        query = "SELECT count(*), count(DISTINCT coalesce(near_duplicate_of, doc_id)) FROM documents"
        assert con.execute(query).fetchall() == [(40, 1)]


def test_what_is_told_again_after_a_month_is_told_anew(db: Path) -> None:
    text = passage(Random(7), 100)
    publish(db, [document(text + " ora"), document(text + " poi", DAY + timedelta(days=30))])
    assert pairs(db) == set()


def test_the_same_quotation_makes_no_copy(db: Path) -> None:
    said = passage(Random(8), 60)
    quoted = [f"{passage(Random(n), 50)} «{said}» {passage(Random(n + 50), 30)}" for n in (1, 2)]
    documents = [document(text) for text in quoted]
    rows = [
        Quote(
            quote_id=stable_id(one.doc_id), doc_id=one.doc_id, sentence_id=stable_id(one.doc_id, 0),
            start_char=one.text.index("«") + 1, end_char=one.text.index("»"), text=said, form="direct",
            modality="asserted", rule="marks", run_id="run-1",
        )
        for one in documents
    ]  # fmt: skip
    sentences = [
        Sentence(sentence_id=stable_id(one.doc_id, 0), doc_id=one.doc_id, start_char=0, end_char=len(one.text), text=one.text, language="it", run_id="run-1")
        for one in documents
    ]  # fmt: skip
    with Warehouse(db) as store:
        store.write_batch({
            "documents": to_frame(documents, Document), "sentences": to_frame(sentences, Sentence), "quotes": to_frame(rows, Quote),
        })  # fmt: skip
        store.write_run(run_row(), NO_CHECKS, NO_REJECTS)
        store.publish()
    assert pairs(db) == set()


def test_views_count_a_wire_once(db: Path) -> None:
    """The copy tells one figure of the wire, the same, and one that it changed."""
    told = frames(story(1), story(2))
    (first, second) = told["documents"].sort("doc_id")["doc_id"]
    changed = pl.when((pl.col("doc_id") == second) & (pl.col("unit") == "%")).then(pl.lit(Decimal(41)))
    told["figures"] = told["figures"].with_columns(
        low=changed.otherwise(pl.col("low")), high=changed.otherwise(pl.col("high"))
    )
    load(db, told)
    assert pairs(db) == {(second, first, "copy")}
    with open_published(db) as con:

        def ask(query: str) -> list[tuple[object, ...]]:
            return con.execute(query).fetchall()

        assert ask("SELECT low FROM figures_once ORDER BY low") == [(30,), (40,), (41,), (120,)]
        assert ask("SELECT sum(n_documents), sum(n_originals) FROM coverage") == [(2, 1)]
        assert ask("SELECT DISTINCT n_documents, n_originals FROM entity_profile WHERE n_mentions > 0") == [(2, 1)]
        assert ask("SELECT DISTINCT n_documents FROM entity_pairs") == [(1,)]
