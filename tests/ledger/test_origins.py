"""Origins are counted at most: one claimant, a copy, and what nobody claims beside somebody, are one."""

from typing import Any

import pytest

from tests.ledger.telling import dead, figure, text, told
from transforms.ledger import Candidate, GivenFigure, GivenText
from transforms.ledger.origins import is_same_voice

ONE, TWO, THREE = text(1), text(2, 1), text(3, 2)
COPY = text(4, took_from=frozenset({"t1"}), copy_of=frozenset({"t1"}))
TEXTS = [ONE, TWO, THREE, COPY]


def n_origins(*figures: GivenFigure) -> int:
    (quantity,), tellings = told(TEXTS, *figures)
    assert quantity.n_origins == len({telling.origin_id for telling in tellings.values()})
    return quantity.n_origins


def tents(of: GivenText, number: int, **more: Any) -> GivenFigure:
    return figure(of, 0, f"{number}", number, lemma="tenda", **more)


def test_one_claimant_is_one_origin() -> None:
    assert n_origins(tents(ONE, 347, source="Comune"), tents(TWO, 347, source="Comune di Bertolara")) == 1
    assert n_origins(tents(ONE, 347, source="Comune"), tents(TWO, 347, source="Croce verde")) == 2


def test_what_nobody_claims_adds_nothing_where_somebody_is_named() -> None:
    assert n_origins(tents(ONE, 347, source="Comune"), tents(TWO, 347)) == 1
    assert n_origins(tents(ONE, 347), tents(TWO, 347, source="Comune")) == 1
    assert n_origins(tents(ONE, 347), tents(TWO, 347)) == 1


def test_a_copy_is_no_origin_whoever_it_names() -> None:
    assert n_origins(tents(ONE, 347, source="Comune"), tents(COPY, 347, source="Croce verde")) == 1
    assert n_origins(tents(ONE, 347, source="Comune"), tents(COPY, 352, source="Croce verde")) == 2


def test_who_publishes_about_itself_claims() -> None:
    own = text(5, 1, publisher="Comune di Bertolara")
    quantities, tellings = told([ONE, own], tents(ONE, 347, source="Croce verde"), tents(own, 347))
    assert (quantities[0].n_origins, quantities[0].n_voices) == (2, 2)
    assert tellings["t5-0"].voice == "Comune di Bertolara"


def test_a_text_that_sets_two_values_apart_has_two_origins() -> None:
    one = figure(ONE, 0, "340", 340, lemma="tenda", words="Le tende sono #, per gli organizzatori 210.")
    other = figure(ONE, 36, "210", 210, words="Le tende sono 340, per gli organizzatori #.")
    assert n_origins(one, other) == 2
    # Others repeat one of them.
    assert n_origins(one, other, tents(TWO, 210), tents(THREE, 340)) == 2


def test_an_old_value_moves_on_with_its_origin() -> None:
    old = dead(TWO, 0, "tre", 3, aspect="previous", words="I morti salgono da # a 5")
    new = dead(TWO, 20, "5", 5, words="I morti salgono da tre a #")
    assert n_origins(dead(ONE, 0, "tre", 3, source="Croce verde"), old, new) == 1


def test_somebody_likely_who_was_not_published_is_no_voice() -> None:
    likely = (Candidate("Croce verde", confidence=0.6, is_published=False),)
    (quantity,), tellings = told(TEXTS, tents(ONE, 347, source="Comune"), tents(TWO, 347, sources=likely))
    assert (quantity.n_voices, quantity.n_origins, tellings["t2-0"].voice) == (1, 1, None)
    # But what it tells may contradict.
    (quantity,), tellings = told(TEXTS, tents(ONE, 347, source="Comune"), tents(TWO, 310, sources=likely))
    assert (quantity.n_origins, tellings["t2-0"].relation) == (2, "contradicts")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Protezione civile", "Dipartimento della Protezione civile", True),
        ("Carla Neri", "Neri", True),
        ("Comune di Bertolara", "Comune di Ronco", False),
        ("Iss", "ISS", True),
        ("Iss", "Oms", False),
        ("Cda", "Consiglio di amministrazione", True),
        ("Crv", "Consorzio per i rifiuti della valle", True),
        ("Cra", "Consiglio di amministrazione", False),
        ("", "Oms", False),
    ],
)
def test_names_of_one_claimant(one: str, other: str, same: bool) -> None:
    assert is_same_voice(Candidate(one), Candidate(other)) is same
    assert is_same_voice(Candidate(one, "e1"), Candidate(other, "e1"))


def test_who_gives_one_figure_does_not_give_the_one_set_against_it() -> None:
    of = text(1)
    words = "Le tende sono trenta secondo il Comune, per gli organizzatori #."
    one = figure(of, 14, "trenta", 30, lemma="tenda", source="Comune", words="Le tende sono # secondo il Comune, per …")
    other = figure(of, 57, "venti", 20, source="Comune", words=words)
    (_,), tellings = told([of], one, other)
    assert [tellings[of_.figure_id].voice for of_ in (one, other)] == ["Comune", None]
    assert tellings[other.figure_id].relation == "contradicts"
