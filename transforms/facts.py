"""What the reading stages find in one text, before it becomes rows of tables.

All spans are half-open ``[start, end)`` in code points of the document's text. None means unknown, never a guess.
A field has the name of the column that it fills, and the words of enumerations are those of the contract
(`transforms.contract`). Who is known is held as an entity (`subject`), which fills key and name (`transforms.rows`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from transforms.contract import (
    AnswerField,
    AnswerTable,
    Aspect,
    DateKind,
    Direction,
    EntityKind,
    FigureKind,
    Grain,
    Modality,
    Modifier,
    QuoteForm,
    UnreadKind,
    Via,
)


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence without the blanks around it; `language` is BCP 47, ``und`` when it cannot be told."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A time expression."""

    start: int
    end: int
    kind: DateKind
    rule: str
    date_from: date | None = None
    date_to: date | None = None
    timex: str | None = None
    grain: Grain | None = None
    is_relative: bool = False
    anchor_on: date | None = None
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A quantity as written: number, bounds, unit. Whom it is about comes later, as a `FoundClaim`."""

    start: int
    end: int
    kind: FigureKind
    rule: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True)
class FoundUnread:
    """A numeral, calendar word, quotation mark or name that became no fact, with the reason."""

    start: int
    end: int
    kind: UnreadKind
    reason: str

    @property
    def rule(self) -> str:
        """Where a fact has the rule that found it, the reason stands."""
        return f"unread:{self.reason}"


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """Somebody or something that is spoken of. `entity_id` is derived from kind and name or from the reference key."""

    entity_id: str
    name: str
    kind: EntityKind
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A span that names an entity (`name`, `alias`) or describes it (`role`). `entity` None: meant, but unresolved."""

    start: int
    end: int
    kind: EntityKind
    via: Via
    rule: str
    entity: FoundEntity | None = None


#: Part of the rule of a reported clause that grammar gives to somebody: "La strada riapre, ha detto il sindaco".
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Words that somebody is reported to have said; the span is the words without marks and without "che".

    `speaker` is set when the speaker is a known entity; `speaker_name` is its canonical name or the description as
    written ("un alto funzionario"). `cue_start`/`cue_end` is the span of the cue as written, None without a cue.
    """

    start: int
    end: int
    form: QuoteForm
    rule: str
    speaker: FoundEntity | None = None
    speaker_name: str | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    said_on: date | None = None
    modality: Modality = "asserted"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """All that a figure says beyond its number: the other columns of the table `figures`.

    `part_of` is the index of the whole in the list of figures that was given. `is_outright`: its sentence says outright
    who gives it.
    """

    counted: str | None = None
    counted_lemma: str | None = None
    modality: Modality = "asserted"
    aspect: Aspect = "level"
    direction: Direction | None = None
    subject: FoundEntity | None = None
    subject_name: str | None = None
    source: FoundEntity | None = None
    source_name: str | None = None
    is_outright: bool = False
    place: FoundEntity | None = None
    period_from: date | None = None
    period_to: date | None = None
    part_of: int | None = None
    confidence: float | None = None


class FoundAnswer(NamedTuple):
    """One answer that had to be chosen among candidates: a row of `attributions`.

    `fact` is the index of the figure, quotation or mention in its list; without entity, name and days it says "nobody".
    """

    fact_table: AnswerTable
    fact: int
    field: AnswerField
    rank: int
    is_published: bool
    confidence: float
    basis: str
    entity: FoundEntity | None = None
    name: str | None = None
    date_from: date | None = None
    date_to: date | None = None
