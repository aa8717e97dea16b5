"""Noun phrases of a statement."""

import pytest
from spacy.language import Language

from tests.marked import shown, statement_of


@pytest.mark.parametrize(
    ("source", "phrases"),
    [
        ("Il capo della giunta ha visto il nuovo ponte.", ["Il capo della giunta", "il nuovo ponte"]),
        ("Il disegno di legge torna in aula.", ["Il disegno di legge", "aula"]),
        ("Lo Stato paga i danni.", ["Lo Stato", "i danni"]),
    ],
)
def test_noun_phrases(nlp: Language, source: str, phrases: list[str]) -> None:
    statement = statement_of(nlp, source)
    assert [shown(statement, phrase) for phrase in statement.phrases] == phrases
    assert all(
        statement.phrase_of(at) == phrase for phrase in statement.phrases for at in range(phrase.start, phrase.end)
    )
