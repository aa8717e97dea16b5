"""Verb groups: how surely they tell."""

import pytest
from spacy.language import Language

from tests.marked import statement_of


@pytest.mark.parametrize(
    ("source", "verb", "modality"),
    [
        ("Il prefetto ha chiuso il ponte.", "chiuso", "asserted"),
        ("Il prefetto non ha chiuso il ponte.", "chiuso", "denied"),
        ("Il prefetto avrebbe chiuso il ponte.", "chiuso", "reported"),
        ("Il prefetto chiuderebbe il ponte.", "chiuderebbe", "hypothetical"),
        ("Il prefetto chiuderà il ponte.", "chiuderà", "planned"),
    ],
)
def test_how_surely_a_verb_tells(nlp: Language, source: str, verb: str, modality: str) -> None:
    statement = statement_of(nlp, source)
    assert statement.syntax.verb(statement.items[statement.words.index(verb)]).modality == modality
