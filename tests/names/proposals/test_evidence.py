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
