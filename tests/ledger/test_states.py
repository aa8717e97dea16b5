"""A quantity is single, repeated, confirmed, disputed or revised, by the last word of each of its origins."""

from typing import Any

import pytest

from tests.ledger.telling import dead, figure, text, told
from transforms.ledger import GivenFigure, GivenText

ONE, TWO, LATER = text(1), text(2), text(3, 2)
COPY = text(4, 1, took_from=frozenset({"t1"}), copy_of=frozenset({"t1"}))
TEXTS = [ONE, TWO, LATER, COPY]


def tents(of: GivenText, number: int, start: int = 0, **more: Any) -> GivenFigure:
    return figure(of, start, f"{number}", number, lemma="tenda", **more)


def state(*figures: GivenFigure) -> str:
    (quantity,), _ = told(TEXTS, *figures)
    return quantity.state


@pytest.mark.parametrize(
    ("figures", "is_in"),
    [
        ([tents(ONE, 347)], "single"),
        # An old value and its level are told once.
        ([tents(ONE, 180, aspect="previous", words="salite da #"), tents(ONE, 190, start=20)], "single"),
        ([tents(ONE, 347), tents(LATER, 347)], "repeated"),
        ([tents(ONE, 347, source="Comune"), tents(TWO, 347, source="Comune")], "repeated"),
        ([tents(ONE, 347, source="Comune"), tents(TWO, 347, source="Croce verde")], "confirmed"),
        ([dead(ONE, 0, "una trentina", 30, modifier="approximate", source="118"), dead(TWO, 0, "34", 34, source="Comune")],
         "confirmed"),
        ([tents(ONE, 347, source="Comune"), tents(TWO, 390, source="Croce verde")], "disputed"),
        ([dead(ONE, 0, "sei", 6, source="Comune"), dead(TWO, 0, "otto", 8, source="Croce verde")], "disputed"),
        ([tents(ONE, 347, source="Comune"), tents(LATER, 390, source="Comune")], "revised"),
        # A toll told later by another has grown; nobody is contradicted.
        ([dead(ONE, 0, "sei", 6, source="Comune"), dead(LATER, 0, "otto", 8, source="Croce verde")], "revised"),
        # A stale copy does not bring an old value back.
        ([tents(ONE, 374, source="Comune"), tents(TWO, 347, source="Comune"), tents(COPY, 374, source="Comune")], "revised"),
    ],
)  # fmt: skip
def test_states(figures: list[GivenFigure], is_in: str) -> None:
    assert state(*figures) == is_in


def test_who_moved_on_since_has_overtaken_a_rival() -> None:
    told_then = [tents(ONE, 340, source="Comune"), tents(TWO, 410, source="Croce verde")]
    assert state(*told_then) == "disputed"
    assert state(*told_then, tents(LATER, 290, source="Comune")) == "revised"


@pytest.mark.parametrize(
    ("figures", "relations"),
    [
        ([dead(ONE, 0, "tre", 3, source="Comune"), dead(TWO, 0, "tre", 3, source="Comune")], ["first", "repeats"]),
        ([dead(ONE, 0, "tre", 3, source="Comune"), dead(TWO, 0, "tre", 3, source="Croce verde")], ["first", "same"]),
        ([dead(ONE, 0, "tre", 3, source="Comune"), dead(LATER, 0, "sei", 6, source="Comune")], ["first", "revised_up"]),
        ([dead(ONE, 0, "sei", 6, source="Comune"), dead(LATER, 0, "tre", 3, source="Comune")], ["first", "revised_down"]),
        ([dead(ONE, 0, "tre", 3, source="Comune"), dead(TWO, 0, "sei", 6, source="Croce verde")], ["first", "contradicts"]),
        ([dead(ONE, 0, "tre", 3, source="Comune"), dead(LATER, 0, "sei", 6, source="Croce verde")], ["first", "revised_up"]),
        ([dead(ONE, 0, "circa 30", 30, modifier="approximate"), dead(TWO, 0, "34", 34)], ["first", "narrower"]),
        ([dead(ONE, 0, "34", 34), dead(TWO, 0, "oltre 30", 30, modifier="more_than")], ["first", "wider"]),
    ],
)  # fmt: skip
def test_relations(figures: list[GivenFigure], relations: list[str]) -> None:
    _, tellings = told(TEXTS, *figures)
    assert [tellings[figure.figure_id].relation for figure in figures] == relations
    assert tellings[figures[1].figure_id].against_figure_id == figures[0].figure_id


def test_a_denied_value_is_contradicted_whoever_told_it() -> None:
    first = dead(ONE, 0, "25", 25)
    new = dead(LATER, 40, "40", 40, words="«Altro che 25, i morti sono #»", source="Comune")
    old = dead(LATER, 10, "25", 25, aspect="previous", words="«Altro che #, i morti sono 40»", source="Comune")
    (quantity,), tellings = told(TEXTS, first, new, old)
    assert tellings[new.figure_id].relation == "contradicts"
    assert tellings[old.figure_id].voice is None
    assert quantity.n_origins == 2


def test_a_value_that_moved_on_by_its_own_text_contradicts_nothing() -> None:
    first = tents(ONE, 340, source="Comune")
    words = "Le tende sono salite da # a 410"
    old = figure(TWO, 20, "340", 340, lemma="tenda", aspect="previous", words=words, source="Croce verde")
    new = figure(TWO, 30, "410", 410, lemma="tenda", words="Le tende sono salite da 340 a #", source="Croce verde")
    _, alone = told(TEXTS, first, new)
    assert alone[new.figure_id].relation == "contradicts"
    _, tellings = told(TEXTS, first, old, new)
    assert tellings[new.figure_id].relation == "revised_up"


def test_a_count_that_is_higher_on_a_later_day_has_grown() -> None:
    first = tents(ONE, 340, source="Comune")
    _, tellings = told(TEXTS, first, tents(LATER, 410, source="Croce verde"), tents(LATER, 290, 40, source="Pro loco"))
    assert tellings["t3-0"].relation == "revised_up"
    assert tellings["t3-40"].relation == "contradicts"


def test_whoever_agrees_with_one_of_two_contradicts_none() -> None:
    rivals = [tents(ONE, 340, source="Comune"), tents(TWO, 410, source="Croce verde")]
    third = figure(LATER, 0, "oltre 330", 330, lemma="tenda", modifier="more_than", source="Pro loco")
    _, tellings = told(TEXTS, *rivals, third)
    assert tellings[third.figure_id].relation in ("wider", "narrower")


def test_an_old_value_that_nobody_told_before_contradicts_nothing() -> None:
    new = tents(TWO, 40, start=0, words="Le tende sono #, non 25", source="Comune")
    old = tents(TWO, 25, start=20, aspect="previous", words="Le tende sono 40, non #", source="Comune")
    (quantity,), tellings = told(TEXTS, new, old)
    assert (tellings[old.figure_id].relation, tellings[old.figure_id].against_figure_id) == ("first", None)
    assert quantity.state == "single"
