"""What a warehouse holds for one text, as `spoglio explain DOC_ID` shows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from transforms.contract import FACT_KEYS
from transforms.documents import Article
from transforms.errors import UsageError
from transforms.facts import (
    FoundAnswer,
    FoundClaim,
    FoundDate,
    FoundEntity,
    FoundFigure,
    FoundMention,
    FoundQuote,
    FoundUnread,
)
from warehouse.store import open_published

#: A key of `documents` or its beginning; a shorter beginning is no key but a name.
_KEY = re.compile(r"[0-9a-f]{4,20}")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """A published text with its facts, as they are read from a text.

    `about` are lines that tell its key and where it was seen, `doubts` its rows of `findings`.
    """

    article: Article
    dates: list[FoundDate]
    figures: list[FoundFigure]
    claims: list[FoundClaim]
    mentions: list[FoundMention]
    quotes: list[FoundQuote]
    unread: list[FoundUnread]
    answers: list[FoundAnswer]
    about: list[str]
    doubts: list[str]


def is_key(given: str) -> bool:
    """Whether it can be the key of a document or its beginning: from four hexadecimal digits on."""
    return bool(_KEY.fullmatch(given))


def stored(db: Path, key: str) -> Stored:
    """What a warehouse holds for a document.

    Args:
        db: the published file.
        key: the key of the document or its beginning.

    Raises:
        UsageError: no key begins so, or several do.
        StoreError: the file cannot be opened.
    """
    with open_published(db) as con:
        found = con.execute(
            "SELECT doc_id, coalesce(title, source_uri) FROM documents "
            "WHERE starts_with(doc_id, ?) ORDER BY doc_id LIMIT ?",
            [key, _SHOWN + 1],
        ).fetchall()
        if not found:
            raise UsageError(
                f"{key} is neither a file nor the beginning of a doc_id in {db}; 'spoglio search' and "
                "'spoglio sql \"FROM readings\"' tell those that are there."
            )
        if len(found) > 1:
            some = ", ".join(f"{doc_id} ({' '.join(name.split())[:40]})" for doc_id, name in found[:_SHOWN])
            raise UsageError(
                f"Several documents begin with {key}; give more of one: {some}{' …' * (len(found) > _SHOWN)}"
            )
        return _read(con, found[0][0])


def _read(con: duckdb.DuckDBPyConnection, doc_id: str) -> Stored:
    def rows(table: str, order: str = "start_char, end_char") -> list[dict[str, Any]]:
        con.execute(f"FROM {table} WHERE doc_id = ? ORDER BY {order}", [doc_id])
        names = [column[0] for column in con.description or []]
        return [dict(zip(names, row, strict=True)) for row in con.fetchall()]

    (document,) = rows("documents", "doc_id")
    tables: dict[str, list[dict[str, Any]]] = {table: rows(table) for table in FACT_KEYS}
    answers = rows("attributions", "fact_table, fact_id, field, rank")
    entities = _entities(con, doc_id)
    figures = tables["figures"]
    at = {table: {row[FACT_KEYS[table]]: number for number, row in enumerate(tables[table])} for table in FACT_KEYS}
    article = Article(**{name: document[name] for name in _OF_ARTICLE})
    return Stored(
        article,
        [FoundDate(row["start_char"], row["end_char"], **_some(row, _OF_DATE)) for row in rows("dates")],
        [FoundFigure(row["start_char"], row["end_char"], **_some(row, _OF_FIGURE)) for row in figures],
        [
            FoundClaim(
                **_some(row, _OF_CLAIM),
                subject=entities.get(row["subject_entity_id"]),
                source=entities.get(row["source_entity_id"]),
                place=entities.get(row["place_entity_id"]),
                part_of=at["figures"].get(row["part_of"]),
            )
            for row in figures
        ],
        [
            FoundMention(
                row["start_char"], row["end_char"], **_some(row, _OF_MENTION), entity=entities.get(row["entity_id"])
            )
            for row in tables["mentions"]
        ],
        [
            FoundQuote(
                row["start_char"], row["end_char"], **_some(row, _OF_QUOTE),
                speaker=entities.get(row["speaker_entity_id"]),
            )
            for row in tables["quotes"]
        ],
        [FoundUnread(row["start_char"], row["end_char"], row["kind"], row["reason"]) for row in rows("unread")],
        [
            FoundAnswer(
                fact_table=row["fact_table"], fact=at[row["fact_table"]][row["fact_id"]], **_some(row, _OF_ANSWER),
                entity=entities.get(row["entity_id"]),
            )
            for row in answers
            if row["fact_id"] in at[row["fact_table"]]
        ],
        [
            f"doc_id: {doc_id}; read by run {document['run_id']}",
            *(f"seen: {_sighting(row)}" for row in rows("sightings", "published_on NULLS LAST, source_uri")),
        ],
        [f"{row['table_name']}: {row['details']}" for row in rows("findings", "table_name, details, finding_id")],
    )  # fmt: skip


_OF_ARTICLE = (
    "text", "source_uri", "outlet", "url", "title", "agency", "dateline_place", "published_on", "published_at",
    "published_basis", "language",
)  # fmt: skip
_OF_DATE = ("kind", "rule", "date_from", "date_to", "timex", "grain", "is_relative", "anchor_on", "modifier")
_OF_FIGURE = ("kind", "rule", "low", "high", "unit", "modifier")
_OF_CLAIM = (
    "counted", "counted_lemma", "modality", "aspect", "direction", "subject_name", "source_name", "period_from",
    "period_to", "confidence",
)  # fmt: skip
_OF_MENTION = ("kind", "via", "rule")
_OF_QUOTE = ("form", "rule", "speaker_name", "cue", "said_on", "modality", "confidence")
_OF_ANSWER = ("field", "rank", "is_published", "confidence", "basis", "name", "date_from", "date_to")


def _some(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _sighting(row: dict[str, Any]) -> str:
    told = (row["source_uri"], row["outlet"], row["url"], row["published_on"])
    return " · ".join(str(value) for value in told if value)


def _entities(con: duckdb.DuckDBPyConnection, doc_id: str) -> dict[str | None, FoundEntity]:
    """The entities of which a document tells."""
    used = " UNION ".join(
        f"SELECT {column} AS entity_id FROM {table} WHERE doc_id = $doc"
        for table, column in (
            ("mentions", "entity_id"), ("figures", "subject_entity_id"), ("figures", "source_entity_id"),
            ("figures", "place_entity_id"), ("quotes", "speaker_entity_id"), ("attributions", "entity_id"),
        )
    )  # fmt: skip
    query = f"SELECT entity_id, name, kind, wikidata_id FROM entities SEMI JOIN ({used}) USING (entity_id)"
    return {row[0]: FoundEntity(*row) for row in con.execute(query, {"doc": doc_id}).fetchall()}
