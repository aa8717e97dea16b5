"""What the words around a name say of it."""

import pytest

from tests.names.naming import marked, plain

EVIDENCE = [
    # the sign of a province is none
    # cups and prizes are none, and no place stands in them
    "La Coppa Italia va avanti.",
]


@pytest.mark.parametrize("source", EVIDENCE)
def test_the_words_around_a_name_tell_its_kind(source: str) -> None:
    assert marked(plain(source)) == source


EDITIONS = [
    ("Aveva i biglietti per Oslo 2012 in tasca.", "Aveva i biglietti per Oslo 2012 in tasca."),
    ("Vinse ai Giochi di Oslo 2012 da sola.", "Vinse ai Giochi di [Oslo|LOC] 2012 da sola."),
    ("Mostre: Berlino 2011, Oslo 2012.", "Mostre: [Berlino|LOC] 2011, [Oslo|LOC] 2012."),
    ("Gioca in Serie B da anni.", "Gioca in Serie B da anni."),
    ("Sale il Ftse Italia Zefira di poco.", "Sale il Ftse Italia Zefira di poco."),
]


@pytest.mark.parametrize(("text", "found"), EDITIONS)
def test_games_leagues_and_indices_are_no_names(text: str, found: str) -> None:
    assert marked(text) == found
