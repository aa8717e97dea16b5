"""Institutions that every country has: by demonym, by the country at hand, Italy's own."""

import pytest

from tests.names.naming import linked

INSTITUTIONS = [
    ("Il Parlamento ungherese vota.", "Parlamento dell'Ungheria", ["Parlamento ungherese"]),
    ("Il presidente degli Stati Uniti sente il Senato.", "Senato degli Stati Uniti", ["Senato"]),
    ("In Italia vota il Senato.", "Senato della Repubblica", ["Senato"]),
]


@pytest.mark.parametrize(("text", "name", "surfaces"), INSTITUTIONS)
def test_an_institution_is_of_its_country(text: str, name: str, surfaces: list[str]) -> None:
    assert [surface for surface, found, via in linked(text) if found == name and via != "role"] == surfaces
