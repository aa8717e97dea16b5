"""The ledger follows from the texts alone: order and split of runs, retractions and other days change nothing."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.tables import SEEN_AT, run_row
from tests.warehouse.loading import NO_CHECKS, NO_REJECTS
from transforms.contract import Attribution, Document, Entity, Figure, Mention, Retraction, Row, Sentence, stable_id
from transforms.frames import to_frame
from transforms.ledger import tell_story
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 2)
CLAIMANTS = ("Croce Verde", "Prefettura di Bertolara", None)
#: Words of one event each, which no other text has.
MIDDLES = ("alonte", "inese", "utorma", "eralli", "ombrate", "iscarpa", "ovenga")
EVENTS = [" ".join(f"{first}{middle}" for middle in MIDDLES) for first in "bdfg"]

Rows = dict[type[Row], list[Row]]


def rows_of(event: int, number: int, toll: int, day: date | None = DAY) -> Rows:
    """A text that tells two tolls of an event, of whoever is its turn to be named."""
    place, claimant = f"Borgo{event}", CLAIMANTS[number % 3]
    text = f"A {place} {EVENTS[event]} i morti sono {toll} e i feriti {2 * toll}, testo {number}."
    doc_id = stable_id(text)
    town = Entity(entity_id=stable_id(place), name=place, kind="LOC", run_id="r")
    body = Entity(entity_id=stable_id(claimant), name=claimant or "Nessuno", kind="ORG", run_id="r")
    of_text = {"doc_id": doc_id, "sentence_id": stable_id(doc_id, 0), "rule": "r", "run_id": "r"}
    at = text.index(place)
    rows: Rows = {
        Document: [
            Document(
                doc_id=doc_id, source_uri=text, outlet=f"Foglio {number % 5}", title=f"{place}, il bilancio", text=text,
                n_chars=len(text), published_on=day, first_seen_at=SEEN_AT, run_id="r",
            )
        ],
        Sentence: [
            Sentence(
                sentence_id=stable_id(doc_id, 0), doc_id=doc_id, start_char=0, end_char=len(text), text=text,
                language="it", run_id="r",
            )
        ],
        Entity: [town, *([body] if claimant else [])],
        Mention: [
            Mention(
                **of_text, mention_id=stable_id(doc_id, "m"), start_char=at, end_char=at + len(place), surface=place,
                kind="LOC", via="name", entity_id=town.entity_id,
            )
        ],
        Figure: [], Attribution: [],
    }  # fmt: skip
    for concept, value in (("dead", toll), ("injured", 2 * toll)):
        surface = str(value)
        start = text.index(surface, text.index("morti" if concept == "dead" else "feriti"))
        key = stable_id(doc_id, concept)
        rows[Figure].append(
            Figure(
                **of_text, figure_id=key, start_char=start, end_char=start + len(surface), surface=surface, kind="count",
                low=value, high=value, concept=concept, counted_lemma="morto" if concept == "dead" else "ferito",
                source_name=claimant, source_entity_id=body.entity_id if claimant else None,
                place_entity_id=town.entity_id,
            )
        )  # fmt: skip
        if claimant:
            rows[Attribution].append(
                Attribution(
                    attribution_id=stable_id(key, "a"), doc_id=doc_id, fact_table="figures", fact_id=key, field="source",
                    rank=1, is_published=True, entity_id=body.entity_id, name=claimant, confidence=0.9, basis="r", run_id="r",
                )
            )  # fmt: skip
    return rows


def publish(path: Path, texts: Sequence[Rows], run_id: str = "run-1") -> None:
    with Warehouse(path) as store:
        tables = {}
        for row_class in texts[0]:
            rows = {str(row): row.model_copy(update={"run_id": run_id}) for text in texts for row in text[row_class]}
            tables[row_class.table] = to_frame(rows.values(), row_class)
        store.write_batch(tables)
        store.write_run(run_row(run_id), NO_CHECKS, NO_REJECTS)
        store.publish()


def told(path: Path) -> list[list[tuple[object, ...]]]:
    with open_published(path) as con:
        return [con.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in ("quantities", "tellings")]


def some(choice: Random, n: int) -> list[Rows]:
    return [
        rows_of(choice.randrange(4), number, choice.choice([11, 12, 14]), DAY + timedelta(choice.randrange(5)))
        for number in range(n)
    ]


def test_order_and_split_of_runs_change_nothing(tmp_path: Path) -> None:
    choice = Random(1)
    texts = some(choice, 30)
    publish(tmp_path / "once.duckdb", texts)
    wanted = told(tmp_path / "once.duckdb")
    assert len(wanted[1]) == 60
    assert len(wanted[0]) < 20
    assert {"confirmed", "revised", "disputed"} & {row[-5] for row in wanted[0]}
    for turn in range(2):
        path = tmp_path / f"{turn}.duckdb"
        choice.shuffle(texts)
        for number, (start, end) in enumerate(((0, 7), (7, 19), (19, 30))):
            publish(path, texts[start:end], f"run-{number}")
        assert told(path) == wanted


def test_only_stories_of_new_texts_are_told_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, told_anew = tmp_path / "w.duckdb", list[str]()
    publish(path, [rows_of(place, 4 * day + place, 12, DAY + timedelta(day)) for place in range(3) for day in range(3)])

    def noted(story: str, *given: Any) -> Any:
        told_anew.append(story)
        return tell_story(story, *given)

    monkeypatch.setattr("warehouse.ledger.tell_story", noted)
    new = rows_of(1, 40, 13, DAY + timedelta(3))
    publish(path, [new], "run-2")
    with open_published(path) as con:
        (stories,) = con.execute("SELECT list(story_id) FROM stories").fetchall()[0]
        query = "SELECT list(story_id) FROM story_documents WHERE doc_id = ?"
        (own,) = con.execute(query, [new[Document][0].doc_id]).fetchall()[0]
    assert told_anew == own
    assert len(stories) > 1


def test_a_retracted_text_and_one_of_another_day(tmp_path: Path) -> None:
    texts = some(Random(2), 20)
    path = tmp_path / "changed.duckdb"
    publish(path, texts)
    (gone,) = texts[4][Document]
    assert isinstance(gone, Document)
    with Warehouse(path) as store:
        store.retractions.add([Retraction(doc_id=gone.doc_id, source_uri="x", told_at=SEEN_AT)])
        store.renew()
    publish(tmp_path / "rest.duckdb", [*texts[:4], *texts[5:]])
    assert told(path) == told(tmp_path / "rest.duckdb")
    moved = {**texts[7], Document: [texts[7][Document][0].model_copy(update={"published_on": DAY - timedelta(1)})]}
    publish(path, [moved], "run-2")
    publish(tmp_path / "right.duckdb", [*texts[:4], *texts[5:7], moved, *texts[8:]])
    assert told(path) == told(tmp_path / "right.duckdb")


def test_who_publishes_about_itself_claims(tmp_path: Path) -> None:
    rows = rows_of(0, 2, 12)
    document = rows[Document][0].model_copy(update={"outlet": "testo 2"})
    publish(tmp_path / "w.duckdb", [{**rows, Document: [document]}])
    with open_published(tmp_path / "w.duckdb") as con:
        assert con.execute("SELECT DISTINCT voice FROM tellings").fetchall() == [("testo 2",)]


def test_every_telling_has_its_quantity(tmp_path: Path) -> None:
    publish(tmp_path / "w.duckdb", some(Random(3), 12))
    with open_published(tmp_path / "w.duckdb") as con:
        assert con.execute("SELECT count(*) FROM tellings ANTI JOIN quantities USING (quantity_id)").fetchall() == [
            (0,)
        ]
        assert con.execute("SELECT count(*) FROM quantities ANTI JOIN stories USING (story_id)").fetchall() == [(0,)]
        assert con.execute("SELECT count(*) FROM tellings ANTI JOIN figures USING (figure_id)").fetchall() == [(0,)]
        wrong = """
            SELECT count(*) FROM quantities JOIN (
                SELECT quantity_id, count(*) AS n, count(DISTINCT origin_id) AS origins FROM tellings GROUP BY quantity_id
            ) USING (quantity_id) WHERE n <> n_tellings OR origins <> n_origins
        """
        assert con.execute(wrong).fetchall() == [(0,)]
