"""The texts that prove what the report tells: which of them are shown, how much of each, with which facts marked.

A text that holds a fact which the page tells is always shown, whole when it is short, else what lies around the fact.
Then come further texts, newest first, while there is room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import polars as pl
from markupsafe import Markup

from flows.report.marks import Span, mark, windows
from flows.report.words import figure_note, quote_note

#: Texts shown besides those that hold a told fact, and characters of all texts together from which on none is added.
_MORE_TEXTS, _ENOUGH_CHARS = 40, 150_000
#: A text up to so many characters is shown whole, of a longer one so many before and behind each fact.
_WHOLE, _AROUND = 6_000, 500
#: Bytes of HTML that a text may take when it is shown whole; a text of signs that HTML writes long takes more.
_WHOLE_BYTES = 16_000
#: Facts marked in one text besides the told ones.
_MARKED = 400

_KINDS = {"figures": "figure", "quotes": "quote", "dates": "date", "unread": "unread", "mentions": "mention"}
_KEYS = {
    "figures": "figure_id", "quotes": "quote_id", "dates": "date_id", "unread": "unread_id", "mentions": "mention_id",
    "sentences": "sentence_id",
}  # fmt: skip
_LETTERS = {"figures": "f", "quotes": "q", "dates": "d", "unread": "u", "mentions": "m"}


@dataclass(frozen=True)
class Shown:
    """One text as the page shows it.

    Attributes:
        anchor: its name in the page.
        document: its row of `documents`, without the text.
        headline: HTML of the headline, its facts marked, when the text begins with it.
        parts: HTML of the parts that are shown, in text order, without that headline.
        is_whole: nothing is left out.
    """

    anchor: str
    document: dict[str, Any]
    headline: Markup | None
    parts: list[Markup]
    is_whole: bool


@dataclass(frozen=True)
class Texts:
    """All texts that are shown, newest first, and where in the page each told fact stands (table and key → anchor)."""

    shown: list[Shown]
    anchors: dict[tuple[str, str], str]


def texts_for(con: duckdb.DuckDBPyConnection, told: Sequence[tuple[str, str, str]]) -> Texts:
    """Choose texts for some facts and mark their facts in them.

    Args:
        con: a connection with the table `scope`, as `gather` leaves it.
        told: table, key and document of the facts that the page tells.
    """
    facts = list(dict.fromkeys(told))
    wanted = pl.DataFrame(
        facts, schema={"table_name": pl.String, "row_id": pl.String, "doc_id": pl.String}, orient="row"
    )
    con.register("wanted", wanted)
    con.execute(f"CREATE OR REPLACE TEMP TABLE shown_documents AS {_DOCUMENTS}")
    anchors: dict[tuple[str, str], str] = {}
    for table in _KINDS:
        keys = [key for name, key, _ in facts if name == table]
        anchors |= {(table, key): f"{_LETTERS[table]}{at}" for at, key in enumerate(keys, 1)}
    spans = _told_spans(con)
    documents = con.sql("FROM shown_documents ORDER BY published_on DESC NULLS LAST, source_uri, doc_id").pl()
    places = {
        row["doc_id"]: windows(row["n_chars"], spans.get(row["doc_id"], []), _WHOLE, _AROUND)
        for row in documents.select("doc_id", "n_chars").iter_rows(named=True)
    }
    marked = _marked_spans(con, places, anchors)
    shown = []
    for at, row in enumerate(documents.iter_rows(named=True), 1):
        text = row.pop("text")
        here = marked.get(row["doc_id"], [])
        shown.append(_show(f"t{at}", row, text, here, places[row["doc_id"]], spans.get(row["doc_id"], [])))
    return Texts([text for text in shown if text is not None], anchors)


def _show(
    anchor: str,
    row: dict[str, Any],
    text: str,
    spans: list[Span],
    parts: list[tuple[int, int]],
    told: list[tuple[int, int]],
) -> Shown | None:
    """A text with its marks; one that takes too much room shows told facts alone, and without any it is left out."""
    html = _html(text, row["title"], spans, parts)
    if sum(len(part.encode()) for part in html) > _WHOLE_BYTES:
        if not told:
            return None
        parts = windows(len(text), told, 0, _AROUND)
        spans = [span for span in spans if span.anchor or span.kind == "sentence"]
        html = _html(text, row["title"], spans, parts)
    headline, *rest = html
    return Shown(anchor, row, headline or None, rest, parts == [(0, len(text))])


def _html(text: str, title: str | None, spans: list[Span], parts: list[tuple[int, int]]) -> list[Markup]:
    """The headline, empty where the text does not begin with it, and the parts that are shown."""
    end = (
        len(title)
        if title and text.startswith(f"{title}\n") and parts and parts[0][0] == 0 < parts[0][1] - len(title)
        else 0
    )
    if not end:
        return [Markup(), *(mark(text, spans, part) for part in parts)]
    body = end + len(text[end:]) - len(text[end:].lstrip())
    return [mark(text, spans, (0, end)), *(mark(text, spans, (max(first, body), last)) for first, last in parts)]


# Those with told facts, then others, newest first, while there is room.
_DOCUMENTS = f"""
    WITH needed AS (SELECT DISTINCT doc_id FROM wanted),
    sized AS (
        SELECT documents.*, needed.doc_id IS NOT NULL AS is_needed
        FROM documents SEMI JOIN scope USING (doc_id) LEFT JOIN needed USING (doc_id)
    ),
    counted AS (
        SELECT
            doc_id, is_needed,
            sum(least(n_chars, {_WHOLE})) OVER before AS n_before,
            row_number() OVER before - (SELECT count(*) FROM needed) AS place
        FROM sized
        WINDOW before AS (ORDER BY NOT is_needed, published_on DESC NULLS LAST, source_uri, doc_id)
    )
    SELECT documents.doc_id, title, outlet, url, source_uri, agency, published_on, n_chars, text
    FROM documents JOIN counted USING (doc_id)
    WHERE is_needed OR (n_chars <= {_WHOLE} AND place <= {_MORE_TEXTS} AND n_before <= {_ENOUGH_CHARS})
"""
_SPANS = " UNION ALL ".join(
    f"SELECT '{table}' AS table_name, {key} AS row_id, doc_id, start_char, end_char FROM {table} "
    "SEMI JOIN shown_documents USING (doc_id)"
    for table, key in _KEYS.items()
)


def _told_spans(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[int, int]]]:
    query = f"""
        SELECT spans.doc_id, start_char, end_char FROM ({_SPANS}) AS spans SEMI JOIN wanted USING (table_name, row_id)
        ORDER BY ALL
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for doc_id, start, end in con.execute(query).fetchall():
        found.setdefault(doc_id, []).append((start, end))
    return found


def _marked_spans(
    con: duckdb.DuckDBPyConnection, places: dict[str, list[tuple[int, int]]], anchors: dict[tuple[str, str], str]
) -> dict[str, list[Span]]:
    """What is marked in the parts that are shown: sentences, told facts, and others while they are not too many."""
    rows = [(doc_id, first, last) for doc_id, parts in places.items() for first, last in parts]
    parts = pl.DataFrame(rows, schema={"doc_id": pl.String, "first": pl.Int64, "last": pl.Int64}, orient="row")
    con.register("parts", parts)
    query = f"""
        WITH spans AS ({_SPANS}),
        seen AS (
            SELECT DISTINCT spans.*, wanted.row_id IS NOT NULL AS is_told
            FROM spans JOIN parts ON parts.doc_id = spans.doc_id AND start_char < last AND end_char > first
            LEFT JOIN wanted ON wanted.table_name = spans.table_name AND wanted.row_id = spans.row_id
        )
        SELECT table_name, row_id, doc_id, start_char, end_char FROM seen
        QUALIFY is_told OR row_number() OVER (PARTITION BY doc_id, table_name ORDER BY start_char, row_id) <= {_MARKED}
        ORDER BY doc_id, start_char, end_char DESC, table_name
    """
    notes = dict(_notes(con))
    found: dict[str, list[Span]] = {}
    for table, key, doc_id, start, end in con.execute(query).fetchall():
        kind = _KINDS.get(table, "sentence")
        found.setdefault(doc_id, []).append(Span(start, end, kind, anchors.get((table, key)), notes.get(key, "")))
    return found


def _notes(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Key → what a figure, a quotation or a date says, in one line."""
    figures = con.execute(
        """
        SELECT figure_id, kind, low, high, unit, counted, modifier, subject, source, modality, confidence
        FROM claims SEMI JOIN shown_documents USING (doc_id)
        """
    )
    names = [column[0] for column in figures.description or []]
    for row in figures.fetchall():
        yield row[0], figure_note(dict(zip(names, row, strict=True)))
    for key, *said in con.execute(
        "SELECT quote_id, speaker, form, modality, confidence FROM statements SEMI JOIN shown_documents USING (doc_id)"
    ).fetchall():
        yield key, quote_note(*said)
    dates: list[tuple[str, date, date, str | None]] = con.execute(
        "SELECT date_id, date_from, date_to, timex FROM dates SEMI JOIN shown_documents USING (doc_id)"
    ).fetchall()
    for key, first, last, timex in dates:
        days = "" if first is None else str(first) if first == last else f"{first} to {last}"
        yield key, days or timex or ""
