"""Marked sentences (`tests.marked`) as the questions of relations see them."""

from datetime import date

from spacy.language import Language

from tests.marked import read_marks
from transforms.claims import relate_claims
from transforms.documents.article import Told, make_article
from transforms.facts import FoundAnswer
from transforms.parsing.load import parse
from transforms.quotes import find_quotes
from transforms.relations import Related, relate
from transforms.relations.candidates import Holders
from transforms.relations.scene import Scene, scene_of
from transforms.rows import Reading
from transforms.syntax import Syntax

DAY = date(2026, 2, 4)


def holders_of(nlp: Language, source: str) -> Holders:
    """The candidates of a marked text."""
    return Holders(scene(nlp, source))


def scene(nlp: Language, source: str) -> Scene:
    """A marked text with its quotations and what the rules say of its figures."""
    syntax, article = _read(nlp, source)
    quotes, _ = find_quotes(syntax, article.blocks)
    return scene_of(syntax, article, quotes, relate_claims(syntax, quotes, DAY, article.title_end))


def related(nlp: Language, source: str) -> Related:
    """What a marked text says once its questions are answered."""
    syntax, article = _read(nlp, source)
    quotes, _ = find_quotes(syntax, article.blocks)
    return relate(syntax, article, quotes, relate_claims(syntax, quotes, DAY, article.title_end))


def _read(nlp: Language, source: str):  # type: ignore[no-untyped-def]
    marked = read_marks(source)
    doc = next(iter(parse(nlp, [marked.text])))
    article = make_article(marked.text, "test.txt", Told(published_on=DAY))
    assert article.text == doc.text == marked.text
    return Syntax(doc, doc.text, marked.figures, marked.dates, marked.mentions), article


def best(found: Related | Reading, field: str, fact: int = 0) -> FoundAnswer:
    """The likeliest answer to a question, published or not."""
    return next(one for one in found.answers if (one.field, one.fact, one.rank) == (field, fact, 1))


def names(found: Related, field: str) -> list[str | None]:
    """The likeliest answers to one question about each figure."""
    return [one.name for one in found.answers if one.field == field and one.rank == 1]
