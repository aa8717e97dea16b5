"""The person behind a title or in apposition."""

from spacy.language import Language

from tests.marked import statement_of
from transforms.syntax import apposed_person, titled_person


def test_the_person_behind_a_title(nlp: Language) -> None:
    statement = statement_of(nlp, "Il prefetto uscente [Carla Neri|PER] tace.")
    found = titled_person(statement, statement.phrases[0])
    assert found is not None
    assert found.entity is not None
    assert found.entity.name == "Carla Neri"


def test_the_person_in_apposition(nlp: Language) -> None:
    statement = statement_of(nlp, "Il prefetto, [Carla Neri|PER], tace.")
    found = apposed_person(statement, statement.phrases[0])
    assert found is not None
    assert found.entity is not None
    assert found.entity.name == "Carla Neri"
