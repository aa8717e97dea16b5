"""Descriptions: what is a title, an apposition, a predicate; what belongs to a noun."""

import pytest

from tests.examples import rows_with_examples
from tests.names.naming import names_of
from transforms.names.role_phrases import region_adjectives
from transforms.reference import split_cell

NO_ROLE = [
    "Ugo Speri è il presidente della NATO.",
    "Un presidente ucraino non basta.",
    "Ha un passato da presidente della NATO.",
    "Ugo Speri è stato eletto presidente degli Stati Uniti.",
    "Arriva il presidente ucraino Volodymyr Zelensky.",
    "I presidenti ucraini passano.",
]


@pytest.mark.parametrize("text", NO_ROLE)
def test_titles_predicates_and_indefinite_phrases_are_no_mentions(text: str) -> None:
    assert [item for item in names_of(text).mentions if item.via == "role"] == []


def test_appositions_point_to_the_name_beside_them() -> None:
    text = "Il segretario generale della NATO, Mark Rutte, tace."
    found = [item for item in names_of(text).mentions if item.rule == "role:apposition"]
    assert [(text[item.start : item.end], item.entity.name if item.entity else "") for item in found] == [
        ("Il segretario generale della NATO", "Mark Rutte")
    ]


def test_a_name_behind_a_complement_belongs_to_the_first_noun() -> None:
    text = "È qui il genero del presidente, Ugo Speri, con Anna Brighi."
    assert [item for item in names_of(text).mentions if item.via == "role"] == []


def test_adjectives_of_regions_are_read() -> None:
    for row in rows_with_examples("it/names/region_adjectives"):
        assert region_adjectives()[row["adjective"]] == frozenset(split_cell(row["regions"]))
        assert row["adjective"] in row["example"]
