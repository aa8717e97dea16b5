"""What names a source, and what only looks like it."""

import pytest
from spacy.language import Language

from tests.marked import shown, statement_of
from transforms.syntax import may_hold_source, source_at


@pytest.mark.parametrize(
    ("source", "cue", "holder"),
    [
        ("Secondo il prefetto il ponte regge.", "Secondo", "il prefetto"),
        ("A detta dei tecnici, il ponte regge.", "A detta dei", "tecnici"),
        ("Secondo quanto riferito dal prefetto, il ponte regge.", "Secondo quanto riferito", "prefetto"),
        ("Per il sindaco, il ponte regge.", "Per", "il sindaco"),
        ("Per le famiglie, il conto è salato.", None, None),
        ("Secondo me il ponte regge.", None, None),
    ],
)
def test_sources(nlp: Language, source: str, cue: str | None, holder: str | None) -> None:
    statement = statement_of(nlp, source)
    found = source_at(statement, 0)
    assert found is None or may_hold_source(statement.words)
    assert (found and statement.text(found.start, found.end)) == cue
    if found is not None and found.holder is not None:
        assert shown(statement, statement.phrase_at(found.holder)) == holder


def test_words_without_a_source_are_seen_at_once() -> None:
    assert not may_hold_source(["il", "ponte", "regge"])
    assert may_hold_source(["regge", ",", "stando", "alla", "giunta"])
