"""Institutions that every country has: by demonym, by the country at hand, Italy's own."""

import pytest

from tests.conftest import Read
from tests.names.naming import linked

INSTITUTIONS = [
    ("Il Parlamento ungherese vota.", "Parlamento dell'Ungheria", ["Parlamento ungherese"]),
    ("Il presidente degli Stati Uniti sente il Senato.", "Senato degli Stati Uniti", ["Senato"]),
    ("In Italia vota il Senato.", "Senato della Repubblica", ["Senato"]),
]


@pytest.mark.parametrize(("text", "name", "surfaces"), INSTITUTIONS)
def test_an_institution_is_of_its_country(text: str, name: str, surfaces: list[str]) -> None:
    assert [surface for surface, found, via in linked(text) if found == name and via != "role"] == surfaces


LOCAL = [
    ("Gela, chiuso il ponte. Lo dice il Comune.", "Comune di Gela", ["Comune"]),
    ("Allagamenti a Narni, poi a Terni. A Narni decide il Comune.", "Comune di Narni", ["Comune"]),
    ("Un fermo a Narni e uno a Terni. Indaga la Procura.", "Procura di Terni", ["Procura"]),
    ("A L'Aquila attende la Prefettura.", "Prefettura dell'Aquila", ["Prefettura"]),
    (
        "Tace la Procura di Terni. A Enna e poi a Enna va la Procura.",
        "Procura di Terni",
        ["Procura di Terni", "Procura"],
    ),
    ("In Molise la Regione assume.", "Regione Molise", ["Regione"]),
    ("Da Bari e da Lecce arrivano dati. La Regione assume.", "Regione Puglia", ["Regione"]),
]


@pytest.mark.parametrize(("text", "name", "surfaces"), LOCAL)
def test_a_local_body_is_of_its_ground(read: Read, text: str, name: str, surfaces: list[str]) -> None:
    found = read(text).mentions
    assert [text[one.start : one.end] for one in found if one.entity and one.entity.name == name] == surfaces


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("A Lione indaga la Procura.", "Procura"),
        ("Da Bari e da Genova arrivano dati. La Regione assume.", "Regione"),
    ],
)
def test_a_local_body_without_ground_stays_bare(read: Read, text: str, surface: str) -> None:
    names = [one.entity.name for one in read(text).mentions if text[one.start : one.end] == surface and one.entity]
    assert names == [surface]
