"""Bytes → Article: decode, read the header, set foreign passages apart. Nothing is cut: offsets stay those of the text.

What is told about a text (metadata) wins over what its header says, and the header wins over the day given for a whole
run, which is only a fallback: a blanket statement knows less than the text itself.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from transforms.contract import PublishedBasis, stable_id
from transforms.documents.header import Header, read_header
from transforms.language import foreign_blocks, language_of


@dataclass(frozen=True, slots=True)
class Told:
    """What is known about a text from outside it. None: not told."""

    published_on: date | None = None
    published_at: datetime | None = None
    title: str | None = None
    source_name: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: "Told") -> "Told":
        """These statements, with those of `other` where nothing is told here."""
        own = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        if "published_on" in own and "published_at" not in own:
            own["published_at"] = None  # another's minute does not belong to this day
        return replace(other, **own)


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
        blocks: ``(start, end, language)`` of the passages that are not Italian, such as an embedded tweet.
        title_end: end of the headline in the text; 0 when the text has none.
        body_start: where the report begins behind headline and dateline.
    """

    text: str
    source_uri: str
    source_name: str | None = None
    url: str | None = None
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


@dataclass(frozen=True, slots=True)
class Published:
    """When a text appeared and who says so."""

    published_on: date | None
    published_at: datetime | None
    basis: PublishedBasis


def document_id(text: str) -> str:
    """The key of a text: equal texts have equal keys on every machine."""
    return stable_id("document", text)


def make_article(text: str, source_uri: str, told: Told | None = None, fallback_on: date | None = None) -> Article:
    """All that can be said of a text before it is read.

    Args:
        text: a text of `decode` or `clean`.
        source_uri: where it was seen.
        told: metadata of this one text.
        fallback_on: the day that holds when neither metadata nor the text tell one.
    """
    told = told or Told()
    header = read_header(text)
    published = published_of(told, header, fallback_on)
    return Article(
        text=text,
        source_uri=source_uri,
        source_name=told.source_name,
        url=told.url,
        title=told.title or header.title,
        agency=header.agency,
        dateline_place=header.place,
        published_on=published.published_on,
        published_at=published.published_at,
        published_basis=published.basis,
        language=told.language or language_of(text),
        blocks=foreign_blocks(text),
        title_end=header.title_end,
        body_start=header.body_start,
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
