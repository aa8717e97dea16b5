"""Tables of what is seen only when texts are laid side by side: copies, stories, the ledger."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from transforms.contract.base import Row, col
from transforms.contract.words import CopyRelation, FigureKind, Modality, QuantityState, TellingRelation


class Shingle(Row):
    """Sample of the words of each text, by which copies are found. One shingle: four words that follow each other."""

    table: ClassVar[str] = "shingles"
    doc_id: Annotated[str, col("The document.", key=True, references="documents.doc_id")]
    shingle: Annotated[int, col("The four words as a number (CRC-32).", key=True, ge=0)]
    published_on: Annotated[date | None, col("As in documents.published_on.")] = None
    published_at: Annotated[datetime | None, col("As in documents.published_at.")] = None


class Copy(Row):
    """One text that shares much of its words with an earlier one."""

    table: ClassVar[str] = "copies"
    doc_id: Annotated[str, col("The later document.", key=True, references="documents.doc_id")]
    other_doc_id: Annotated[str, col("The earlier document.", key=True, references="documents.doc_id")]
    containment: Annotated[
        float, col("Share of the shorter text's four-word shingles that stand in the other.", ge=0, le=1)
    ]
    longest_run: Annotated[int, col("Words of the longest passage that both have.", unit="words", ge=0)]
    relation: Annotated[
        CopyRelation,
        col("copy, abridged, extended or lifts (only a passage) as seen from the later document."),
    ]


class Story(Row):
    """One event that several documents tell of."""

    table: ClassVar[str] = "stories"
    story_id: Annotated[str, col("Key.", key=True)]
    first_on: Annotated[date | None, col("Day of the first document.")] = None
    last_on: Annotated[date | None, col("Day of the last document.")] = None
    n_documents: Annotated[int, col("Its documents.", ge=1)]
    n_origins: Annotated[int, col("Documents that are no copies of one another, one an outlet family.", ge=1)]
    title: Annotated[str | None, col("The headline of the first document that has one.")] = None


class StoryDocument(Row):
    """One document of a story."""

    table: ClassVar[str] = "story_documents"
    story_id: Annotated[str, col("The story.", key=True, references="stories.story_id")]
    doc_id: Annotated[str, col("The document.", key=True, references="documents.doc_id")]
    score: Annotated[float | None, col("How surely it belongs to it; NULL for the first.", ge=0)] = None
    why: Annotated[str | None, col("What links it: a rare name; a place; a figure of one kind; the days.")] = None


class StoryKey(Row):
    """What texts are compared by: names, and figures with their value. One of them in one text; it has a day."""

    table: ClassVar[str] = "story_keys"
    doc_id: Annotated[str, col("The document.", key=True, references="documents.doc_id")]
    key: Annotated[str, col("A key of entities; or what is counted with bounds and unit.", key=True, min_length=1)]
    published_on: Annotated[date, col("As in documents.published_on.")]
    published_at: Annotated[datetime | None, col("As in documents.published_at.")] = None


class StoryLink(Row):
    """Which two texts tell of one event. One pair: a story is what hangs together by them."""

    table: ClassVar[str] = "story_links"
    doc_id: Annotated[str, col("The later document.", key=True, references="documents.doc_id")]
    other_doc_id: Annotated[str, col("The earlier document.", key=True, references="documents.doc_id")]
    score: Annotated[float, col("Rare words of both over the geometric mean of those of each.", ge=0, le=1)]


class Quantity(Row):
    """One quantity that texts of a story tell: what, of whom or where, for when."""

    table: ClassVar[str] = "quantities"
    quantity_id: Annotated[str, col("Key.", key=True)]
    story_id: Annotated[str, col("The story.", references="stories.story_id")]
    concept: Annotated[str | None, col("What kind of thing is counted, as in figures.concept.")] = None
    kind: Annotated[FigureKind, col("As in figures.kind.")]
    unit: Annotated[str | None, col("As in figures.unit.")] = None
    subject: Annotated[str | None, col("Of whom or what, when known.")] = None
    place: Annotated[str | None, col("Where, when told.")] = None
    period: Annotated[str | None, col("For when: an ISO 8601 day or interval, when told.")] = None
    scope: Annotated[str | None, col("What narrows it (the head noun as counted, or the part of which it is).")] = None
    modality: Annotated[Modality, col("As in figures.modality; reported and asserted are told together.")]
    n_tellings: Annotated[int, col("Figures that tell it.", ge=1)]
    n_voices: Annotated[int, col("Claimants named.", ge=0)]
    n_origins: Annotated[int, col("At most so many independent origins.", ge=1)]
    state: Annotated[QuantityState, col("single, repeated, confirmed, disputed or revised.")]
    latest_low: Annotated[Decimal | None, col("Lower bound of the last word on it; NULL: open.")] = None
    latest_high: Annotated[Decimal | None, col("Upper bound of the last word on it; NULL: open.")] = None
    first_told_on: Annotated[date | None, col("Day of the first telling.")] = None
    last_told_on: Annotated[date | None, col("Day of the last telling.")] = None


class Telling(Row):
    """One figure that tells a quantity."""

    table: ClassVar[str] = "tellings"
    figure_id: Annotated[str, col("The figure.", key=True, references="figures.figure_id")]
    quantity_id: Annotated[str, col("The quantity.", references="quantities.quantity_id")]
    origin_id: Annotated[str, col("Tellings with one origin count once; unique inside the quantity.")]
    voice: Annotated[str | None, col("The claimant; NULL when none is named.")] = None
    told_on: Annotated[date | None, col("The day on which it was told.")] = None
    low_bound: Annotated[Decimal | None, col("Lower bound with its rounding; NULL: open.")] = None
    high_bound: Annotated[Decimal | None, col("Upper bound with its rounding; NULL: open.")] = None
    relation: Annotated[
        TellingRelation, col("To the telling in against_figure_id: first where there is none before it.")
    ]
    against_figure_id: Annotated[
        str | None, col("The earlier telling it is compared with.", references="figures.figure_id")
    ] = None
    link_score: Annotated[float, col("How surely it tells this quantity.", ge=0, le=1)]
    link_why: Annotated[str | None, col("What links it, for people.")] = None
