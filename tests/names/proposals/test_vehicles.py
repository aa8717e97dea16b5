"""Vehicles named by their make."""

import pytest

from tests.names.naming import marked, plain

TAGS = [
    ("Guidava una Honda Zefira rossa.", ("Honda Zefira", "ORG")),
    ("Guidava una Honda 999 rossa.", ("Honda", "ORG")),
    ("Urtata la sua Honda di traverso.", ("Honda", "LOC")),
    ("Urtata un'altra Honda di traverso.", ("Honda", "ORG")),
    ("Alla guida della Honda Zefira dormiva.", ("Honda Zefira", "ORG")),
    ("Davanti a tutti Honda Z9 e poche altre.", ("Honda Z9", "ORG")),
]


@pytest.mark.parametrize(("source", "tag"), TAGS)
def test_a_vehicle_is_no_name(source: str, tag: tuple[str, str]) -> None:
    assert marked(source, tag) == source


def test_its_model_is_none_further_on_and_its_maker_is_a_body() -> None:
    source = "Guidava una Honda Zefira. La Zefira sbanda. La [Honda|ORG] tace."
    assert marked(plain(source), ("Honda Zefira", "ORG"), ("Zefira", "PER"), ("Honda", "ORG")) == source


MAKERS = [
    "La [Honda|ORG] ha firmato.",
    "La squadra e il suo allenatore: la [Honda Zefira|ORG] ha firmato.",
    "Nasce la [Honda Motors|ORG] a Gradna.",
]


@pytest.mark.parametrize("source", MAKERS)
def test_a_maker_stays_a_body(source: str) -> None:
    surface = source.split("[")[1].split("|")[0]
    assert f"[{surface}|ORG]" in marked(plain(source), (surface, "ORG"))


def test_in_a_list_of_vehicles_each_make_has_its_model() -> None:
    source = "In testa la Honda Zefira, poi Fiat Gradna, Ford 99 e Toyota. La [Fiat|ORG] ride."
    tags = [("Fiat Gradna", "ORG"), ("Ford", "PER"), ("Fiat", "ORG")]
    found = marked(plain(source), *tags)
    assert found == source.replace("Toyota", "[Toyota|ORG]")
