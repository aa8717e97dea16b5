"""Names with their land."""

import pytest

from tests.names.naming import linked, marked, plain

FOREIGN = [
    "Lo nega il [ministero della Difesa olandese|ORG] in una nota.",
    "Il [Ministero della Giustizia peruviano|ORG] tace.",
    "Il [Ministero della Giustizia|ORG] italiano tace.",
    "Il [ministero della Giustizia|ORG] tace.",
]


@pytest.mark.parametrize("source", FOREIGN)
def test_a_ministry_with_the_adjective_of_another_land_is_that_land_s(source: str) -> None:
    assert marked(plain(source)) == source


def test_it_is_not_the_italian_one() -> None:
    assert [name for _, name, _ in linked("Il Ministero della Giustizia peruviano tace.")] != [
        "Ministero della Giustizia"
    ]


RULERS = [
    ("Abdica il re [Ottone di Norvegia|PER] a maggio.", [("Ottone", "PER")]),
    ("Abdica [Ottone IX di Norvegia|PER] a maggio.", [("Ottone IX", "PER")]),
    ("Parla [Ottone|PER] di [Norvegia|LOC] e mare.", [("Ottone", "PER")]),
    ("Il re [Ottone|PER] in [Norvegia|LOC] a maggio.", [("Ottone", "PER")]),
]


@pytest.mark.parametrize(("source", "tags"), RULERS)
def test_who_reigns_is_named_with_the_land(source: str, tags: list[tuple[str, str]]) -> None:
    assert marked(plain(source), *tags) == source


def test_the_land_stays_a_place_elsewhere() -> None:
    source = "Abdica il re [Ottone di Norvegia|PER] a maggio. Festa in [Norvegia|LOC]."
    assert marked(plain(source), ("Ottone", "PER")) == source


def test_a_body_ends_with_its_land() -> None:
    tag = ("Consiglio dei pescatori", "ORG")
    assert marked("Il Consiglio dei pescatori dell'Iraq ringrazia.", tag) == (
        "Il [Consiglio dei pescatori dell'Iraq|ORG] ringrazia."
    )


GROUNDS = [
    "Frana nel Comune di [Potenza|LOC] ieri.",
    "Parla il sindaco del Comune di [Potenza|LOC] oggi.",
    "Paga il [Comune di Potenza|ORG] oggi.",
]


@pytest.mark.parametrize("source", GROUNDS)
def test_a_town_s_body_that_is_but_the_ground_is_the_town(source: str) -> None:
    assert marked(plain(source)) == source
