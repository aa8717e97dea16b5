"""Names of one text, without a model or with tags set by hand, written as in `tests.marked`: "[Russia|LOC]"."""

from datetime import date

import spacy
from spacy.tokens import Doc, Span

from tests.marked import read_marks
from transforms.facts import FoundEntity
from transforms.names.find import FoundNames, find_names
from transforms.parsing.tokenizer import add_rules

NLP = add_rules(spacy.blank("it"))
#: The day of publication in the tests of roles.
DAY = date(2026, 2, 3)


def names_of(text: str, *tags: tuple[str, str], published_on: date | None = DAY) -> FoundNames:
    """The names of a text; `tags` are what a model would have tagged: (surface, label), each the first after the last."""
    doc = NLP(text)
    if tags:
        doc.set_ents(_tagged(doc, tags))
    return find_names(doc, published_on)


def _tagged(doc: Doc, tags: tuple[tuple[str, str], ...]) -> list[Span]:
    spans, at = [], 0
    for surface, label in tags:
        start = doc.text.index(surface, at)
        at = start + len(surface)
        span = doc.char_span(start, at, label=label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
    return spans


def plain(source: str) -> str:
    """The text of a marked sentence."""
    return read_marks(source).text


def marked(text: str, *tags: tuple[str, str]) -> str:
    """The text with its names marked, descriptions left out."""
    for item in reversed([item for item in names_of(text, *tags).mentions if item.via != "role"]):
        text = f"{text[: item.start]}[{text[item.start : item.end]}|{item.kind}]{text[item.end :]}"
    return text


def linked(text: str) -> list[tuple[str, str, str]]:
    """(surface, canonical name, via) of every mention."""
    found = names_of(text).mentions
    return [(text[item.start : item.end], item.entity.name if item.entity else "", item.via) for item in found]


def entities_of(text: str) -> list[FoundEntity]:
    """The entities of a text in the order of their first mention."""
    return list(dict.fromkeys(item.entity for item in names_of(text).mentions if item.entity))


class Untagged:
    """A text without a model; the tokenizer's own cost is not ours."""

    ents = ()

    def __init__(self, text: str) -> None:
        self.text = text
        self.user_data: dict[str, str] = {}

    def has_annotation(self, _: str) -> bool:
        """Never tagged."""
        return False
