"""Numbered roads."""

import pytest

from tests.names.naming import marked, names_of, plain

ROADS = [
    "Tir di traverso sulla [A99 Gradna-Zefiria|LOC] ieri.",
    "Neve sull'autostrada [A99 Gradna-La Zefiria|LOC] ieri.",
    "Un bivio porta dalla [A99|LOC] alla [A98 Zefiria-Gradna|LOC] nuova.",
    "Coda al casello autostradale [A99|LOC] nuovo.",
    "Frana la [statale 999|LOC] presso [Potenza|LOC].",
    "Frana sulla [strada provinciale 999|LOC] presso [Potenza|LOC].",
    "Frana la [SS 999|LOC], riapre la [SP99|LOC].",
    "Il treno regionale 999 e le SS del 1944.",
]


@pytest.mark.parametrize("source", ROADS)
def test_roads_are_named_by_their_number(source: str) -> None:
    assert marked(plain(source)) == source


def test_a_sign_alone_is_the_road_with_its_course() -> None:
    found = names_of("Tir di traverso sulla A99 Gradna-Zefiria, chiusa ieri. Oggi sulla A99 si passa.").mentions
    assert {item.entity.name for item in found if item.entity} == {"A99 Gradna-Zefiria"}
