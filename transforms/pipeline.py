"""The table of contents: which rooms read a text, in which order.

One spaCy pass a text. Stages are pure functions; nothing here knows of Prefect, Great Expectations or DuckDB.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import polars as pl
from spacy.language import Language
from spacy.tokens import Doc

from transforms.claims import relate_claims
from transforms.documents import Article, vanished
from transforms.facts import FoundDate, FoundFigure, FoundMention, FoundQuote, FoundUnread
from transforms.names import find_names
from transforms.normalise import find_dates_and_figures
from transforms.parsing import parse
from transforms.quotes import find_quotes, marks_outside
from transforms.relations import relate
from transforms.rows import Reading, tables_of
from transforms.syntax import Syntax

_Spanned = FoundDate | FoundFigure | FoundMention | FoundQuote | FoundUnread
_Found = TypeVar("_Found", FoundDate, FoundFigure, FoundMention, FoundQuote, FoundUnread)


def read_article(article: Article, doc: Doc, *, relations: bool = True) -> Reading:
    """Run all stages over one article and its parse.

    Args:
        article: the text and what is known about it.
        doc: its parse, ``doc.text == article.legible``.
        relations: whether what the rules propose is weighed; False leaves the proposals as they are, to learn from.

    Returns:
        The facts found, each list in text order; spans are those of `article.text`. Proposals that are not weighed
        keep the spans of the text as it was read, which their article then has.
    """
    text, blocks = article.legible, article.blocks
    dates, figures, unread = find_dates_and_figures(text, article.published_on, article.published_at, blocks)
    names = find_names(doc, article.published_on, blocks, text)
    dates, no_dates = _outside_persons(dates, names.mentions)
    mentions, no_names = _outside_numbers(names.mentions, [*dates, *figures], unread)
    syntax = Syntax(doc, text, figures, dates, mentions)
    quotes, unread_marks = find_quotes(syntax, blocks)
    quotes = [_behind_dateline(quote, text, article.body_start) for quote in quotes]
    claims = relate_claims(syntax, quotes, article.published_on, article.title_end)
    rest = [*unread, *no_dates, *names.unread, *no_names]
    if not relations:
        syntax.let_go()
        seen, rest = replace(article, text=text, mended=None), _in_order([*rest, *unread_marks])
        return Reading(seen, doc, dates, figures, claims, mentions, quotes, rest, [])
    related = relate(syntax, article, quotes, claims)
    syntax.let_go()
    if len(related.quotes) < len(quotes):  # clauses that are nobody's words: the marks in them are unread
        unread_marks = marks_outside(text, related.quotes)
    rest = _in_order([*rest, *unread_marks])
    found = Reading(
        article, doc, dates, figures, related.claims, related.mentions, related.quotes, rest, related.answers
    )
    return _back(found) if article.mended else found


def _behind_dateline(quote: FoundQuote, text: str, body_start: int) -> FoundQuote:
    """A reported clause that begins with its text, without the dateline: "ROMA, 30 AGO – La giunta …"."""
    if quote.form == "direct" or not quote.start < body_start < quote.end:
        return quote
    return replace(quote, start=body_start + len(text[body_start:]) - len(text[body_start:].lstrip()))


def _in_order(unread: Sequence[FoundUnread]) -> list[FoundUnread]:
    """In text order, a span of a kind once: the first reason stays."""
    once = {(found.start, found.end, found.kind): found for found in reversed(unread)}
    return [once[key] for key in sorted(once)]


def _back(reading: Reading) -> Reading:
    """What was found in a mended text, with the spans of the text that was ingested."""
    back = reading.article.back
    dates = [_moved(found, back) for found in reading.dates]
    figures = [_moved(found, back) for found in reading.figures]
    mentions = [_moved(found, back) for found in reading.mentions]
    unread = [_moved(found, back) for found in reading.unread]
    quotes = [_moved_quote(found, back) for found in reading.quotes]
    numbers = [span for found in (dates, figures, unread) for span in _spans(found)]
    quoted = _spans(quotes)
    unread += [FoundUnread(*gone) for gone in vanished(reading.article, numbers, quoted)]
    return replace(reading, dates=dates, figures=figures, mentions=mentions, quotes=quotes, unread=_in_order(unread))


def _spans(found: Sequence[_Spanned]) -> list[tuple[int, int]]:
    return [(item.start, item.end) for item in found]


def _moved_quote(found: FoundQuote, back: Callable[[int, int], tuple[int, int]]) -> FoundQuote:
    moved = _moved(found, back)
    if found.cue_start is None or found.cue_end is None:
        return moved
    start, end = back(found.cue_start, found.cue_end)
    return replace(moved, cue_start=start, cue_end=end)


def _moved(found: _Found, back: Callable[[int, int], tuple[int, int]]) -> _Found:
    start, end = back(found.start, found.end)
    return replace(found, start=start, end=end)


def _outside_persons(
    dates: Sequence[FoundDate], mentions: Sequence[FoundMention]
) -> tuple[list[FoundDate], list[FoundUnread]]:
    """Dates without those that are somebody's first name: "Domenica Ferrante", "Sabato De Santis"."""
    named = {item.start: item.end for item in mentions if item.kind == "PER" and item.via == "name"}
    first = [date for date in dates if date.end < named.get(date.start, 0)]
    kept = [date for date in dates if date not in first] if first else list(dates)
    return kept, [FoundUnread(date.start, date.end, "date", "part_of_name") for date in first]


def _outside_numbers(
    mentions: Sequence[FoundMention], numbers: Sequence[FoundDate | FoundFigure], labels: Sequence[FoundUnread]
) -> tuple[list[FoundMention], list[FoundUnread]]:
    """Mentions without those that the model saw inside a number or date: the "March" of "March 8", the "A1", "Tre"."""
    spans = [(found.start, found.end) for found in numbers] + [(found.start, found.end) for found in labels]
    taken = bytearray(max((end for _, end in [*spans, *((found.start, found.end) for found in mentions)]), default=0))
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    kept: list[FoundMention] = []
    dropped: list[FoundUnread] = []
    for found in mentions:
        known = found.rule.startswith(("reference", "rule:area")) or found.via != "name"
        if known or taken.find(0, found.start, found.end) >= 0:
            kept.append(found)
        else:
            dropped.append(FoundUnread(found.start, found.end, "name", "part_of_number_or_date"))
    return kept, dropped


def read_all(articles: Sequence[Article], nlp: Language, *, relations: bool = True) -> Iterator[Reading]:
    """Read articles one after the other, parsed in small batches so that memory stays bounded."""
    docs = parse(nlp, (article.legible for article in articles))
    for article, doc in zip(articles, docs, strict=True):
        yield read_article(article, doc, relations=relations)


def read_articles(
    articles: Sequence[Article], nlp: Language, run_id: str, seen_at: datetime
) -> dict[str, pl.DataFrame]:
    """The tables of a batch of articles.

    Args:
        articles: distinct texts.
        nlp: a pipeline of `transforms.parsing.load_pipeline`.
        run_id: the run that reads them.
        seen_at: when they were ingested, UTC.

    Returns:
        One frame for each of documents, sentences, entities, mentions, dates, figures, quotes, attributions and unread.
    """
    return tables_of(read_all(articles, nlp), run_id, seen_at)
