"""Names in headlines in capitals and in Title Case; a word that only stands in capitals is no name."""

import pytest

from tests.conftest import Read


def names(read: Read, text: str) -> list[tuple[str, str, str]]:
    found = read(text).mentions
    return [(text[one.start : one.end], one.kind, one.entity.name) for one in found if one.entity and one.via != "role"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNA DONNA DI 30 ANNI CADE DA UN TETTO A PARMA", [("PARMA", "LOC", "Parma")]),
        ("ESPLODE UN DEPOSITO DI VERNICI: UN FERITO", []),
        ("SE UN PONTE CROLLA, CHI PAGA?", []),
        (
            "L'ONU E LA NATO SULLA CRISI IN LIBIA",
            [
                ("ONU", "ORG", "Organizzazione delle Nazioni Unite"),
                ("NATO", "ORG", "NATO"),
                ("LIBIA", "LOC", "Libia"),
            ],
        ),
        ("IL COMUNE DI PARMA APRE 3 ASILI", [("COMUNE DI PARMA", "ORG", "Comune di Parma")]),
        ("GRAN BRETAGNA, SI VOTA A GIUGNO", [("GRAN BRETAGNA", "LOC", "Regno Unito")]),
        ("Il Comune Di Parma Apre Tre Asili", [("Comune Di Parma", "ORG", "Comune di Parma")]),
        (
            "Morto A Trento Il Pittore Carlo Bellini",
            [("Trento", "LOC", "Trento"), ("Carlo Bellini", "PER", "Carlo Bellini")],
        ),
    ],
)
def test_names_of_headlines(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert names(read, text) == expected
