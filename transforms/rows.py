"""What was found in a text becomes rows: key, surface, sentence and run are added here, once for all tables."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import polars as pl
from spacy.tokens import Doc

from transforms import contract
from transforms.contract import Row, stable_id
from transforms.documents import Article, document_id
from transforms.facts import FoundClaim, FoundDate, FoundEntity, FoundFigure, FoundMention, FoundQuote, FoundUnread
from transforms.frames import to_frame
from transforms.language import language_of


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


def _preference(entity: FoundEntity) -> tuple[bool, str, str, str]:
    return entity.wikidata_id is None, entity.wikidata_id or "", entity.name, entity.kind


class RowWriter:
    """Turns readings into rows: keys, surfaces and sentences are added here, once for all tables."""

    def __init__(self, run_id: str, seen_at: datetime) -> None:
        self.run_id = run_id
        self.seen_at = seen_at
        self.entities: dict[str, FoundEntity] = {}
        self.rows: dict[type[Row], list[Row]] = {
            table: []
            for table in (
                contract.Document,
                contract.Sentence,
                contract.Mention,
                contract.DateExpression,
                contract.Figure,
                contract.Quote,
                contract.Unread,
            )
        }

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables of all readings that were added."""
        entities = [
            contract.Entity(
                entity_id=entity.entity_id,
                name=entity.name,
                kind=entity.kind,
                wikidata_id=entity.wikidata_id,
                run_id=self.run_id,
            )
            for _, entity in sorted(self.entities.items())
        ]
        tables = {table.table: to_frame(rows, table) for table, rows in self.rows.items()}
        return tables | {contract.Entity.table: to_frame(entities, contract.Entity)}

    def add(self, reading: Reading) -> None:
        """Take the rows of one reading."""
        article, doc = reading.article, reading.doc
        doc_id = document_id(article.text)
        self.rows[contract.Document].append(self._document(article, doc_id, len(doc)))
        sentences = self._sentences(reading, doc_id)
        place = _Places(article.text, doc_id, sentences, self.run_id)
        self._mentions(reading, place)
        self.rows[contract.DateExpression].extend(
            contract.DateExpression(
                date_id=place.key("dates", found.start, found.end, found.kind),
                surface=article.text[found.start : found.end],
                kind=found.kind,
                date_from=found.date_from,
                date_to=found.date_to,
                timex=found.timex,
                grain=found.grain,
                is_relative=found.is_relative,
                anchor_on=found.anchor_on,
                modifier=found.modifier,
                rule=found.rule,
                **place.span(found.start, found.end),
            )
            for found in reading.dates
        )
        self._figures(reading, place)
        self._quotes(reading, place)
        self.rows[contract.Unread].extend(
            contract.Unread(
                unread_id=place.key("unread", found.start, found.end, found.kind),
                surface=article.text[found.start : found.end],
                kind=found.kind,
                reason=found.reason,
                rule=f"unread:{found.reason}",
                **place.span(found.start, found.end),
            )
            for found in reading.unread
        )

    def _document(self, article: Article, doc_id: str, n_tokens: int) -> contract.Document:
        return contract.Document(
            doc_id=doc_id,
            source_uri=article.source_uri,
            source_name=article.source_name,
            url=article.url,
            title=article.title,
            agency=article.agency,
            dateline_place=article.dateline_place,
            published_on=article.published_on,
            published_at=article.published_at,
            published_basis=article.published_basis,
            language=article.language,
            text=article.text,
            n_chars=len(article.text),
            n_tokens=n_tokens,
            first_seen_at=self.seen_at,
            run_id=self.run_id,
        )

    def _sentences(self, reading: Reading, doc_id: str) -> list[contract.Sentence]:
        rows: list[contract.Sentence] = []
        whole = reading.article.text
        for first, last in pairwise([*_sentence_starts(reading.doc), len(whole)]):
            text = whole[first:last]
            start = first + len(text) - len(text.lstrip())
            end = first + len(text.rstrip())
            if end <= start:
                continue
            foreign = next((code for a, b, code in reading.article.blocks if a <= start < b), None)
            rows.append(
                contract.Sentence(
                    sentence_id=stable_id("sentences", doc_id, start, end),
                    doc_id=doc_id,
                    start_char=start,
                    end_char=end,
                    language=foreign or language_of(text),
                    run_id=self.run_id,
                )
            )
        self.rows[contract.Sentence].extend(rows)
        return rows

    def _entity(self, entity: FoundEntity | None) -> str | None:
        if entity is None:
            return None
        # Two texts may give one entity two names: the choice may not depend on the order of the texts.
        self.entities[entity.entity_id] = min(entity, self.entities.get(entity.entity_id, entity), key=_preference)
        return entity.entity_id

    def _mentions(self, reading: Reading, place: "_Places") -> None:
        self.rows[contract.Mention].extend(
            contract.Mention(
                mention_id=place.key("mentions", found.start, found.end, found.kind),
                surface=place.text[found.start : found.end],
                kind=found.kind,
                via=found.via,
                entity_id=self._entity(found.entity),
                rule=found.rule,
                **place.span(found.start, found.end),
            )
            for found in reading.mentions
        )

    def _figures(self, reading: Reading, place: "_Places") -> None:
        keys = [place.key("figures", found.start, found.end, found.kind) for found in reading.figures]
        for key, found, claim in zip(keys, reading.figures, reading.claims, strict=True):
            self.rows[contract.Figure].append(
                contract.Figure(
                    figure_id=key,
                    surface=place.text[found.start : found.end],
                    kind=found.kind,
                    low=found.low,
                    high=found.high,
                    unit=found.unit,
                    counted=claim.counted,
                    counted_lemma=claim.counted_lemma,
                    modifier=found.modifier,
                    modality=claim.modality,
                    subject_entity_id=self._entity(claim.subject),
                    subject_name=claim.subject.name if claim.subject else claim.subject_name,
                    source_entity_id=self._entity(claim.source),
                    source_name=claim.source.name if claim.source else claim.source_name,
                    place_entity_id=self._entity(claim.place),
                    period_from=claim.period_from,
                    period_to=claim.period_to,
                    part_of=None if claim.part_of is None else keys[claim.part_of],
                    rule=found.rule,
                    **place.span(found.start, found.end),
                )
            )

    def _quotes(self, reading: Reading, place: "_Places") -> None:
        self.rows[contract.Quote].extend(
            contract.Quote(
                quote_id=place.key("quotes", found.start, found.end, found.form),
                text=place.text[found.start : found.end],
                form=found.form,
                speaker_entity_id=self._entity(found.speaker),
                speaker_name=found.speaker.name if found.speaker else found.speaker_name,
                cue=found.cue,
                said_on=found.said_on,
                modality=found.modality,
                rule=found.rule,
                **place.span(found.start, found.end),
            )
            for found in reading.quotes
        )


def _sentence_starts(doc: Doc) -> list[int]:
    """First code point of each sentence."""
    columns = doc.to_array(["SENT_START", "IDX"]).tolist()
    return [start for index, (mark, start) in enumerate(columns) if mark == 1 or not index]


class _Places:
    """Keys and places of the facts of one document."""

    def __init__(self, text: str, doc_id: str, sentences: Sequence[contract.Sentence], run_id: str) -> None:
        self.text = text
        self.doc_id = doc_id
        self.run_id = run_id
        self._starts = [sentence.start_char for sentence in sentences]
        self._ids = [sentence.sentence_id for sentence in sentences]

    def key(self, table: str, start: int, end: int, kind: str) -> str:
        return stable_id(table, self.doc_id, start, end, kind)

    def span(self, start: int, end: int) -> dict[str, Any]:
        """The columns that every fact has; a fact belongs to the last sentence that starts at or before it."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        return {
            "doc_id": self.doc_id,
            "sentence_id": self._ids[at],
            "start_char": start,
            "end_char": end,
            "run_id": self.run_id,
        }
