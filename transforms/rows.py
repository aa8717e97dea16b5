"""What was found in a text becomes rows: key, surface, sentence and run are added here, once for all tables.

A field of a finding (`transforms.facts`) fills the column of its name. No value is judged here: the gate does that.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from itertools import pairwise
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from spacy.tokens import Doc

from transforms import contract
from transforms.claims import concepts_of
from transforms.contract import Row, stable_id
from transforms.documents import Article, document_id
from transforms.facts import (
    FoundAnswer,
    FoundClaim,
    FoundDate,
    FoundEntity,
    FoundFigure,
    FoundMention,
    FoundQuote,
    FoundSentence,
    FoundUnread,
)
from transforms.frames import schema_of
from transforms.language import language_of

_ITALY = ZoneInfo("Europe/Rome")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article. `claims` has one item a figure, in the same order."""

    article: Article
    doc: Doc
    dates: list[FoundDate]
    figures: list[FoundFigure]
    claims: list[FoundClaim]
    mentions: list[FoundMention]
    quotes: list[FoundQuote]
    unread: list[FoundUnread]
    answers: list[FoundAnswer]

    def sentences(self) -> Iterator[FoundSentence]:
        """The sentences of the parse without the blanks around them; those of blanks alone are none."""
        columns = self.doc.to_array(["SENT_START", "IDX"]).tolist()
        starts = [start for index, (mark, start) in enumerate(columns) if mark == 1 or not index]
        read = self.article.legible
        for first, last in pairwise([*starts, len(read)]):
            text = read[first:last]
            start, end = first + len(text) - len(text.lstrip()), first + len(text.rstrip())
            if end > start:
                foreign = next((code for a, b, code in self.article.blocks if a <= start < b), None)
                yield FoundSentence(*self.article.back(start, end), foreign or language_of(text))

    def entities(self) -> Iterator[FoundEntity]:
        """Everybody and everything that facts refer to, as often as they do."""
        held = [mention.entity for mention in self.mentions] + [quote.speaker for quote in self.quotes]
        held += [entity for claim in self.claims for entity in (claim.subject, claim.source, claim.place)]
        held += [answer.entity for answer in self.answers]
        return (entity for entity in held if entity is not None)


def tables_of(readings: Iterable[Reading], run_id: str, seen_at: datetime) -> dict[str, pl.DataFrame]:
    """The tables of some readings, each let go before the next is taken; entities stand in the order of their keys."""
    documents, sentences, named = _Table(contract.Document), _Table(contract.Sentence), _Table(contract.Entity)
    mentions, dates, figures = _Table(contract.Mention), _Table(contract.DateExpression), _Table(contract.Figure)
    quotes, unread, attributions = _Table(contract.Quote), _Table(contract.Unread), _Table(contract.Attribution)
    entities: dict[str, FoundEntity] = {}
    for reading in readings:
        text, doc_id = reading.article.text, document_id(reading.article.text)
        given: dict[str, Sequence[Any]] = {"n_chars": [len(text)], "n_tokens": [len(reading.doc)]}
        given |= {"published_at": [_moment(reading.article.published_at)], "first_seen_at": [seen_at]}
        documents.add([reading.article], doc_id=[doc_id], **given)
        spans = list(reading.sentences())
        ids = [stable_id("sentences", doc_id, span.start, span.end) for span in spans]
        words = [text[span.start : span.end] for span in spans]
        sentences.add(spans, sentence_id=ids, doc_id=[doc_id] * len(ids), text=words)
        place = _Place(text, doc_id, [span.start for span in spans], ids)
        facts = {"mentions": mentions.add_facts(reading.mentions, place)}
        dates.add_facts(reading.dates, place)
        facts["figures"] = keys = figures.add_facts(reading.figures, place)
        wholes = [None if claim.part_of is None else keys[claim.part_of] for claim in reading.claims]
        title_end = reading.article.back(0, reading.article.title_end)[1]
        told_above = [figure.start < title_end for figure in reading.figures]
        concepts = concepts_of(text, reading.figures, reading.claims)
        figures.add(reading.claims, part_of=wholes, in_headline=told_above, concept=concepts)
        facts["quotes"] = quotes.add_facts(reading.quotes, place)
        told = [facts[answer.fact_table][answer.fact] for answer in reading.answers]
        own = [stable_id("attributions", key, a.field, a.rank) for key, a in zip(told, reading.answers, strict=True)]
        attributions.add(reading.answers, attribution_id=own, fact_id=told, doc_id=[doc_id] * len(told))
        unread.add_facts(reading.unread, place)
        for entity in reading.entities():
            # Two texts may give one entity two names: the choice may not depend on the order of the texts.
            entities[entity.entity_id] = min(entity, entities.get(entity.entity_id, entity), key=_preference)
    named.add([entity for _, entity in sorted(entities.items())])
    tables = (documents, sentences, mentions, dates, figures, quotes, attributions, unread, named)
    return {table.row_class.table: table.frame(run_id) for table in tables}


def _moment(wall_clock: datetime | None) -> datetime | None:
    """What an Italian clock shows as a moment."""
    return wall_clock and wall_clock.replace(tzinfo=_ITALY)


def _preference(entity: FoundEntity) -> tuple[bool, str, str, str]:
    return entity.wikidata_id is None, entity.wikidata_id or "", entity.name, entity.kind


@dataclass(frozen=True, slots=True)
class _Place:
    """The text in which facts stand, with the first code points and the keys of its sentences."""

    text: str
    doc_id: str
    starts: list[int]
    sentence_ids: list[str]


class _Table:
    """The columns of a table, filled text by text; one that nothing fills is NULL."""

    def __init__(self, row_class: type[Row]) -> None:
        self.row_class = row_class
        self._columns: dict[str, list[Any]] = {name: [] for name in row_class.model_fields}

    def add(self, found: Sequence[Any], **given: Sequence[Any]) -> None:
        """Fill the columns that are given and those that have the names of fields of the findings."""
        kind: Any = type(found[0]) if found else None
        for column, read in _readers(self.row_class, kind).items():
            if column not in given:
                self._columns[column] += map(read, found)
        for column, values in given.items():
            self._columns[column] += values

    def add_facts(self, found: Sequence[Any], place: _Place) -> list[str]:
        """Add facts, each with key, words and sentence: the last one that starts at or before it; their keys."""
        key = next(iter(self._columns))
        kind = "kind" if "kind" in self._columns else "form"
        words = "surface" if "surface" in self._columns else "text"
        keys = [
            stable_id(self.row_class.table, place.doc_id, fact.start, fact.end, getattr(fact, kind)) for fact in found
        ]
        sentences = [place.sentence_ids[max(bisect_right(place.starts, fact.start) - 1, 0)] for fact in found]
        surfaces = [place.text[fact.start : fact.end] for fact in found]
        more = {key: keys, words: surfaces, "sentence_id": sentences, "doc_id": [place.doc_id] * len(keys)}
        self.add(found, **more)
        return keys

    def frame(self, run_id: str) -> pl.DataFrame:
        """The table as written by a run."""
        n_rows = len(next(iter(self._columns.values())))
        columns = {name: values or [None] * n_rows for name, values in self._columns.items()}
        return pl.DataFrame(columns | {"run_id": [run_id] * n_rows}, schema=schema_of(self.row_class), strict=True)


@cache
def _readers(row_class: type[Row], found_class: type[Any] | None) -> dict[str, Callable[[Any], Any]]:
    """Column → what fills it from a finding: the field of its name; a known entity gives its key and its name."""
    readers: dict[str, Callable[[Any], Any]] = {}
    for column in row_class.model_fields:
        field = column.removesuffix("_char")
        who = column.removesuffix("_id").removesuffix("_entity").removesuffix("_name")
        if who != column and hasattr(found_class, who):
            readers[column] = partial(_known, column, who)
        elif hasattr(found_class, field):
            readers[column] = attrgetter(field)
    return readers


def _known(column: str, who: str, found: Any) -> str | None:
    entity: FoundEntity | None = getattr(found, who)
    if column.endswith("_id"):
        return entity.entity_id if entity else None
    as_written: str | None = getattr(found, column)
    return entity.name if entity else as_written
