"""Subjects and antecedents by the order of words."""

import pytest
from spacy.language import Language

from tests.marked import shown, statement_of
from transforms.syntax import antecedent, before_verb


@pytest.mark.parametrize(
    ("source", "verb", "subject"),
    [
        ("Il sindaco ieri ha chiuso il ponte.", "ha", "Il sindaco"),
        ("[Carla Neri|PER], assessora uscente, ha chiuso il ponte.", "ha", "Carla Neri"),
        ("Le squadre che persero il turno furono due.", "furono", "Le squadre"),
        ("Nel bosco in cui vivono i lupi nevica.", "vivono", None),
    ],
)
def test_the_subject_before_a_verb(nlp: Language, source: str, verb: str, subject: str | None) -> None:
    statement = statement_of(nlp, source)
    assert shown(statement, before_verb(statement, statement.words.index(verb))) == subject


def test_a_relative_clause_behind_an_aside_tells_of_the_person(nlp: Language) -> None:
    statement = statement_of(nlp, "[Carla Neri|PER], assessora uscente, che ha chiuso il ponte, tace.")
    assert shown(statement, antecedent(statement, statement.words.index("che"))) == "Carla Neri"
