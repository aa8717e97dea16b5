"""What the tests of quotes share: names given by hand, quotes as plain tuples."""

from collections.abc import Mapping

from spacy.language import Language

from transforms.contract import EntityKind, stable_id
from transforms.facts import FoundDate, FoundEntity, FoundMention, FoundQuote, FoundUnread
from transforms.parsing.load import parse
from transforms.quotes.find import find_quotes
from transforms.syntax import Syntax

Told = tuple[str, str, str | None, str | None]


def mentions_of(text: str, names: Mapping[str, str]) -> list[FoundMention]:
    """Every occurrence of each name; ``{"Rossi": "Mario Rossi PER"}`` gives canonical name and kind."""
    found: list[FoundMention] = []
    taken: set[int] = set()
    for surface in sorted(names, key=len, reverse=True):
        name, _, kind = names[surface].rpartition(" ")
        via = "role" if kind.startswith("=") else "name"
        label: EntityKind = "ORG" if kind.endswith("ORG") else "LOC" if kind.endswith("LOC") else "PER"
        entity = FoundEntity(stable_id("entity", label, name), name, label)
        at = text.find(surface)
        while at >= 0:
            span = range(at, at + len(surface))
            if via == "role" or not taken.intersection(span):
                found.append(
                    FoundMention(at, at + len(surface), label, "role" if via == "role" else "name", "hand", entity)
                )
                if via != "role":
                    taken.update(span)
            at = text.find(surface, at + len(surface))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def read_quotes(
    nlp: Language, text: str, names: Mapping[str, str] | None = None, dates: list[FoundDate] | None = None
) -> tuple[list[FoundQuote], list[FoundUnread]]:
    """Quotes and loose marks of one text."""
    doc = next(iter(parse(nlp, [text])))
    return find_quotes(Syntax(doc, text, (), dates or [], mentions_of(text, names or {})))


def told(text: str, quotes: list[FoundQuote]) -> list[Told]:
    """(form, words, speaker, cue) of each quote."""
    return [(quote.form, text[quote.start : quote.end], quote.speaker_name, quote.cue) for quote in quotes]
