"""What is told of a story follows from what it holds, in whatever order it is given; a quantity keeps its key."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from tests.ledger.telling import DAY, dead, figure, text, told
from transforms.contract import Quantity, Telling
from transforms.frames import to_frame
from transforms.ledger import GivenFigure, GivenText, tell_story

TEXTS = [text(number, number // 3) for number in range(9)]
FIGURES = [
    *(dead(of, 0, "n", 3 + number // 3, source=("Comune", "Croce verde", None)[number % 3]) for number, of in enumerate(TEXTS)),
    *(figure(of, 200, "n", 340 + 10 * (number % 4), lemma="tenda") for number, of in enumerate(TEXTS)),
]  # fmt: skip


def test_the_order_of_what_is_given_changes_nothing() -> None:
    expected = tell_story("s", TEXTS, FIGURES)
    for seed in range(5):
        texts, figures = list(TEXTS), list(FIGURES)
        Random(seed).shuffle(texts)
        Random(seed).shuffle(figures)
        assert tell_story("s", texts, figures) == expected


def test_a_quantity_keeps_its_key_when_later_texts_come() -> None:
    def keys(texts: list[GivenText]) -> set[str]:
        ids = {of.doc_id for of in texts}
        figures: list[GivenFigure] = [one for one in FIGURES if one.doc_id in ids]
        return {quantity.quantity_id for quantity in tell_story("s", texts, figures)[0]}

    for n in range(1, len(TEXTS)):
        assert keys(TEXTS[:n]) <= keys(TEXTS[: n + 1])


def test_texts_of_one_day_stand_by_moment_and_those_without_day_last() -> None:
    early, late = (datetime(2026, 4, 7, hour, tzinfo=UTC) for hour in (8, 17))
    texts = [text(1, published_on=None), text(2, published_at=late), text(3, published_at=early)]
    _, tellings = told(texts, *(dead(of, 0, "tre", 3) for of in texts))
    assert [tellings[f"t{n}-0"].against_figure_id for n in (3, 2, 1)] == [None, "t3-0", "t2-0"]


def test_the_row_of_a_quantity() -> None:
    one, two = text(1), text(2, 3)
    place: dict[str, Any] = {"place": "Bertolara", "period_from": DAY, "period_to": DAY, "concept": "displaced"}
    first = figure(one, 0, "circa 300", 300, modifier="approximate", lemma="sfollato", source="Comune", **place)
    second = figure(two, 0, "287", 287, lemma="sfollato", source="Croce verde", **place)
    (quantity,), tellings = told([one, two], first, second)
    assert quantity.model_dump(exclude={"quantity_id"}) == {
        "story_id": "s", "concept": "displaced", "kind": "count", "unit": None, "subject": None, "place": "Bertolara",
        "period": "2026-04-07", "scope": "sfollato", "modality": "asserted", "n_tellings": 2, "n_voices": 2, "n_origins": 2,
        "state": "confirmed", "latest_low": Decimal(287), "latest_high": Decimal(287), "first_told_on": DAY,
        "last_told_on": date(2026, 4, 10),
    }  # fmt: skip
    assert (tellings["t1-0"].low_bound, tellings["t1-0"].high_bound) == (Decimal(250), Decimal(350))
    assert len(to_frame([quantity], Quantity)) == 1
    assert len(to_frame(tellings.values(), Telling)) == 2
