"""Vehicles named by their make."""

import pytest

from tests.names.naming import marked, plain

TAGS = [
    ("Guidava una Honda Zefira rossa.", ("Honda Zefira", "ORG")),
    ("Guidava una Honda 999 rossa.", ("Honda", "ORG")),
    ("Urtata la sua Honda di traverso.", ("Honda", "LOC")),
]


@pytest.mark.parametrize(("source", "tag"), TAGS)
def test_a_vehicle_is_no_name(source: str, tag: tuple[str, str]) -> None:
    assert marked(source, tag) == source


def test_its_model_is_none_further_on_and_its_maker_is_a_body() -> None:
    source = "Guidava una Honda Zefira. La Zefira sbanda. La [Honda|ORG] tace."
    assert marked(plain(source), ("Honda Zefira", "ORG"), ("Zefira", "PER"), ("Honda", "ORG")) == source
