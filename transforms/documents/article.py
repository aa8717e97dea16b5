"""Bytes → Article: decode, mend, read the header, set foreign passages apart. Offsets stay those of the text.

What is told about a text (metadata) wins over what its header says, and the header wins over the day given for a whole
run, which is only a fallback: a blanket statement knows less than the text itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from transforms.contract import Completeness, PublishedBasis, UnreadKind, stable_id
from transforms.documents.completeness import completeness_of
from transforms.documents.header import Header, read_header
from transforms.documents.mending import Mended, mend
from transforms.documents.outlets import outlet_of
from transforms.documents.told import Told
from transforms.language import Detector, foreign_blocks, main_language


@dataclass(frozen=True, slots=True)
class Article:
    """One text with all that is known about it before it is read.

    Attributes:
        text: what was ingested; only line ends are normalised.
        source_uri: where it was seen.
        published_on: the day of publication, the anchor of relative dates; None when unknown.
        published_at: Italian wall-clock time of publication, when known to the minute.
        published_basis: who tells `published_on`: ``metadata``, ``text`` or ``none``.
        language: main language, BCP 47; ``und`` when it cannot be told.
        mended: the text without its damage; None: it is read as it stands.
        blocks: ``(start, end, language)`` of the passages that are not Italian, such as an embedded tweet.
        title_end: end of the headline in the text; 0 when the text has none.
        body_start: where the report begins behind headline and dateline.

    `blocks`, `title_end` and `body_start` are offsets of the text as it is read (`legible`).
    """

    text: str
    source_uri: str
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    completeness: Completeness = "unknown"
    told_by: str | None = None
    n_chars_left_out: int | None = None
    title: str | None = None
    agency: str | None = None
    dateline_place: str | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    published_basis: PublishedBasis = "none"
    language: str = "it"
    blocks: tuple[tuple[int, int, str], ...] = ()
    title_end: int = 0
    body_start: int = 0
    mended: Mended | None = None

    @property
    def legible(self) -> str:
        """The text as it is read: without damage and markup."""
        return self.mended.text if self.mended else self.text

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the text as it is read, in offsets of the text."""
        return self.mended.back(start, end) if self.mended else (start, end)


@dataclass(frozen=True, slots=True)
class Published:
    """When a text appeared and who says so."""

    published_on: date | None
    published_at: datetime | None
    basis: PublishedBasis


def document_id(text: str) -> str:
    """The key of a text: equal texts have equal keys on every machine."""
    return stable_id("document", text)


def make_article(
    text: str,
    source_uri: str,
    told: Told | None = None,
    fallback_on: date | None = None,
    detect: Detector | None = None,
) -> Article:
    """All that can be said of a text before it is read.

    Args:
        text: a text of `decode` or `clean`.
        source_uri: where it was seen.
        told: metadata of this one text.
        fallback_on: the day that holds when neither metadata nor the text tell one.
        detect: tells the language of passages that our words leave open; None: they stay so.
    """
    told = told or Told()
    mended = mend(text)
    header = read_header(mended.text)
    published = published_of(told, header, fallback_on)
    # A headline that is told may end in a full stop, by which the lines alone would not know it.
    told_end = len(told.title) if told.title and mended.text.startswith(f"{told.title}\n") else 0
    return Article(
        text=text,
        source_uri=source_uri,
        outlet=outlet_of(told.outlet, told.url, header.agency),
        url=told.url,
        author=told.author,
        section=told.section,
        completeness=completeness_of(text) if told.completeness in (None, "unknown") else told.completeness,
        told_by=told.told_by,
        n_chars_left_out=told.n_chars_left_out,
        title=told.title or header.title,
        agency=header.agency,
        dateline_place=header.place,
        published_on=published.published_on,
        published_at=published.published_at,
        published_basis=published.basis,
        language=told.language or main_language(mended.text, detect),
        blocks=foreign_blocks(mended.text, detect),
        title_end=told_end or header.title_end,
        body_start=max(told_end, header.body_start),
        mended=mended if mended.layers else None,
    )


def published_of(told: Told, header: Header, fallback_on: date | None = None) -> Published:
    """When a text appeared: by its metadata, else by its header, else by the fallback."""
    if told.published_on is not None:
        return Published(told.published_on, told.published_at, "metadata")
    if told.published_at is not None:
        return Published(told.published_at.date(), told.published_at, "metadata")
    if header.published_on is not None:
        return Published(header.published_on, header.published_at, "text")
    return Published(fallback_on, None, "metadata" if fallback_on else "none")


#: Characters that call for a row wherever they stand: numerals and quotation marks.
_TO_ACCOUNT_FOR = re.compile(r"\d+|[\"«»“”„]")


def vanished(
    article: Article, numbers: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, UnreadKind, str]]:
    """The numerals and marks that no reader sees, such as those of a tag: start, end, kind and reason of `unread`.

    Args:
        article: the text.
        numbers: the spans of dates, figures and what is unread, in which a numeral is accounted for.
        quoted: the spans of quotations.
    """
    pieces = article.mended.replaced() if article.mended else ()
    if not pieces:
        return
    inside = bytearray(len(article.text))
    for start, end in numbers:
        inside[start:end] = b"\1" * (end - start)
    held = bytearray(len(article.text))
    borders = {at for span in quoted for at in span}
    for start, end in quoted:
        held[start:end] = b"\1" * (end - start)
    for first, last in pieces:
        for match in _TO_ACCOUNT_FOR.finditer(article.text, first, last):
            start, end = match.span()
            if match.group()[0].isdigit():
                if not any(inside[start:end]):
                    yield start, end, "number", "markup"
            elif not any(inside[start:end]) and not any(held[start:end]) and borders.isdisjoint((first, last)):
                yield start, end, "quote_mark", "markup"
