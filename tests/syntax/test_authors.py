"""Who wrote or issued a document."""

import pytest
from spacy.language import Language

from tests.marked import shown, statement_of
from transforms.syntax import author_of


@pytest.mark.parametrize(
    ("source", "author"),
    [
        ("Un rapporto del ministero dice altro.", "ministero"),
        ("I dati diffusi ieri dal ministero dicono altro.", "ministero"),
        ("I dati dicono altro.", None),
    ],
)
def test_who_wrote_a_document(nlp: Language, source: str, author: str | None) -> None:
    statement = statement_of(nlp, source)
    assert shown(statement, author_of(statement, 1)) == author
