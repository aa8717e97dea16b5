"""Sentences with their facts marked in place, so that a case reads as one line.

``{almeno 17}`` a figure (``{3 km|measure|3}`` with kind and number), ``<ieri|2026-02-03>`` a date (``from..to`` for more
days), ``[Russia|LOC]`` a name. The marks are taken out of the text. Where a name stands often (tests of quotes) it is told
once beside the text: ``{"Neri": "Luca Neri PER"}``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast

from spacy.language import Language

from transforms.claims.relate import relate_claims
from transforms.contract import EntityKind, stable_id
from transforms.facts import FoundClaim, FoundDate, FoundEntity, FoundFigure, FoundMention, FoundQuote, FoundUnread
from transforms.parsing.load import parse
from transforms.quotes.find import find_quotes
from transforms.syntax import Phrase, Statement, Syntax

Told = tuple[str, str, str | None, str | None]

_MARK = re.compile(r"\{([^{}]*)\}|<([^<>]*)>|\[([^\[\]]*)\]")
_DIGITS = re.compile(r"\d[\d.]*(?:,\d+)?")
_WORDS = {"due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "dieci": 10, "ventina": 20, "cento": 100}


@dataclass
class Marked:
    """A text and the facts marked in it."""

    text: str = ""
    figures: list[FoundFigure] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    mentions: list[FoundMention] = field(default_factory=list)
    quotes: list[FoundQuote] = field(default_factory=list)


def read_marks(source: str) -> Marked:
    """The text without marks, and the facts."""
    marked = Marked()
    last = 0
    for mark in _MARK.finditer(source):
        marked.text += source[last : mark.start()]
        last = mark.end()
        parts = next(group for group in mark.groups() if group is not None).split("|")
        start, end = len(marked.text), len(marked.text) + len(parts[0])
        marked.text += parts[0]
        if mark[1] is not None:
            marked.figures.append(_figure(parts, start, end))
        elif mark[2] is not None:
            first, _, final = parts[1].partition("..")
            days = date.fromisoformat(first), date.fromisoformat(final or first)
            marked.dates.append(FoundDate(start, end, "date", "test", *days, grain="day"))
        else:
            name = parts[2] if len(parts) > 2 else parts[0]
            entity = FoundEntity(name, name, cast(Any, parts[1]))
            marked.mentions.append(FoundMention(start, end, entity.kind, "name", "test", entity))
    marked.text += source[last:]
    return marked


def _figure(parts: list[str], start: int, end: int) -> FoundFigure:
    kind = parts[1] if len(parts) > 1 else ("percent" if "%" in parts[0] else "count")
    digits = _DIGITS.search(parts[0])
    words = [_WORDS[word] for word in parts[0].lower().split() if word in _WORDS]
    value = Decimal(digits[0].replace(".", "").replace(",", ".")) if digits else Decimal(words[0] if words else 1)
    for name, factor in (("mila", 1_000), ("milion", 1_000_000), ("miliard", 1_000_000_000)):
        if name in parts[0]:
            value *= factor
    units = {"percent": "%", "money": "EUR", "age": "a", "measure": "m"}
    return FoundFigure(start, end, cast(Any, kind), "test", value, value, units.get(kind))


def claims_of(nlp: Language, source: str, published_on: str | None = "2026-02-04", title: str = "") -> list[FoundClaim]:
    """The claims of a marked text, in the order of its figures."""
    marked = read_marks(source)
    doc = next(iter(parse(nlp, [marked.text])))
    day = date.fromisoformat(published_on) if published_on else None
    syntax = Syntax(doc, doc.text, marked.figures, marked.dates, marked.mentions)
    return relate_claims(syntax, marked.quotes, day, len(title))


def holder(claim: FoundClaim, role: str) -> str | None:
    """The name of the subject or source of a claim."""
    entity = getattr(claim, role)
    name: str | None = entity.name if entity is not None else getattr(claim, f"{role}_name")
    return name


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


def statement_of(nlp: Language, source: str) -> Statement:
    """The first sentence of a marked text."""
    marked = read_marks(source)
    doc = next(iter(parse(nlp, [marked.text])))
    return Syntax(doc, marked.text, marked.figures, marked.dates, marked.mentions).statement_of(0)


def shown(statement: Statement, phrase: Phrase | None) -> str | None:
    """The words of a phrase."""
    return None if phrase is None else statement.text(phrase.start, phrase.end)
