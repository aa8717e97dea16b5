"""The tables of the warehouse: every column is named, typed and described here and nowhere else.

DDL and comments (`warehouse.ddl`), Polars schemas (`transforms.frames`), Great Expectations suites
(`expectations.suites`) and the data dictionary are derived from these classes.

Spans are half-open ``[start_char, end_char)`` in code points of `documents.text`. None (NULL) means unknown.
"""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

DateKind = Literal["date", "interval", "time", "duration", "set"]
Grain = Literal[
    "century", "decade", "year", "half_year", "season", "quarter", "month", "week", "weekend", "day",
    "part_of_day", "hour", "minute", "second",
]  # fmt: skip
Modifier = Literal[
    "approximate", "start", "mid", "end", "before", "after", "since", "until",
    "more_than", "less_than", "at_least", "at_most", "nearly",
]  # fmt: skip
FigureKind = Literal["count", "money", "percent", "measure", "age", "ratio", "score"]
FigureModifier = Literal["approximate", "more_than", "less_than", "at_least", "at_most", "nearly"]
AnswerTable = Literal["figures", "quotes", "mentions"]
AnswerField = Literal["counted", "subject", "source", "period", "part_of", "speaker", "referent"]
Aspect = Literal["level", "previous", "change", "limit"]
Direction = Literal["up", "down"]
Modality = Literal["asserted", "reported", "planned", "denied", "hypothetical"]
EntityKind = Literal["PER", "ORG", "LOC"]
Via = Literal["name", "alias", "role"]
QuoteForm = Literal["direct", "indirect"]
UnreadKind = Literal["number", "date", "quote_mark", "name"]
PublishedBasis = Literal["metadata", "text", "none"]
OutletKind = Literal["agency", "paper", "local", "website", "aggregator", "official"]
RunState = Literal["completed", "held_back", "failed"]
ReviewField = Literal[
    "value", "days", "name", "counted", "subject", "source", "period", "part_of", "speaker", "referent"
]  # fmt: skip
ReviewTable = Literal["dates", "figures", "quotes", "mentions"]
Drawn = Literal["random", "lowest"]
Judgement = Literal["right", "wrong", "corrected", "unsure"]
Completeness = Literal["full", "teaser", "unknown"]
CopyRelation = Literal["copy", "abridged", "extended", "lifts"]
QuantityState = Literal["single", "repeated", "confirmed", "disputed", "revised"]
TellingRelation = Literal[
    "first", "same", "repeats", "narrower", "wider", "revised_up", "revised_down", "contradicts"
]  # fmt: skip

#: Of tables, columns and what they mean: a warehouse of an earlier one is made anew from its own texts.
VERSION = 3

#: Numbers are exact: 26 digits before the decimal point, 12 after it.
DECIMAL_PRECISION, DECIMAL_SCALE = 38, 12


def col(
    description: str, *, key: bool = False, references: str | None = None, unit: str | None = None, **constraints: Any
) -> Any:
    """A column: its description, whether it is the key, which ``table.column`` it refers to, unit and bounds."""
    extra: dict[str, Any] = {"key": key, "references": references}
    if unit is not None:
        extra["unit"] = unit
    return Field(description=description, json_schema_extra=extra, **constraints)


DocId = Annotated[str, col("The document.", references="documents.doc_id")]
SentenceId = Annotated[str, col("The sentence in which the fact starts.", references="sentences.sentence_id")]
Start = Annotated[int, col("First code point of the span in documents.text.", unit="code points", ge=0)]
End = Annotated[int, col("Code point after the last one of the span in documents.text.", unit="code points", ge=1)]
Surface = Annotated[str, col("The characters of the span exactly as they stand in documents.text.", min_length=1)]
Rule = Annotated[str, col("The rule or model that made the row.", min_length=1)]
RunId = Annotated[str, col("The run that wrote the row.", references="runs.run_id")]


class Row(BaseModel):
    """One row of one table. Subclasses name the table and say in one line what a row is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    table: ClassVar[str]


def stable_id(*parts: object) -> str:
    """A key that depends on nothing but its parts: 20 hex digits of SHA-256, the same on every machine."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Document(Row):
    """One distinct text."""

    table: ClassVar[str] = "documents"
    doc_id: Annotated[str, col("Key: hash of the text.", key=True)]
    source_uri: Annotated[str, col("Where the text was seen first (earliest publication day, then smallest URI).")]
    outlet: Annotated[str | None, col("Who published it, when told.")] = None
    url: Annotated[str | None, col("The web address, when told.")] = None
    author: Annotated[str | None, col("Who signed it, when the format tells.")] = None
    section: Annotated[str | None, col("The section under which it appeared, when the format tells.")] = None
    title: Annotated[str | None, col("The headline, when told or recognised.")] = None
    agency: Annotated[str | None, col("The news agency named in the dateline (ITALPRESS, AGENPARL …).")] = None
    dateline_place: Annotated[str | None, col("The place named in the dateline, as written.")] = None
    published_on: Annotated[date | None, col("The day of publication: the anchor of relative dates.")] = None
    published_at: Annotated[
        datetime | None, col("Moment of publication, when known to the minute; Italian time where no zone is told.")
    ] = None
    published_basis: Annotated[PublishedBasis, col("Where published_on comes from.")] = "none"
    completeness: Annotated[
        Completeness, col("full, teaser (cut off: facts that are not in it prove nothing) or unknown.")
    ] = "unknown"
    told_by: Annotated[
        str | None,
        col("Which source told what, where several did: 'published_at: json_ld over meta; …'."),
    ] = None
    n_chars_left_out: Annotated[
        int | None, col("Characters of the file left out as boilerplate; NULL: not told.", unit="code points", ge=0)
    ] = None
    language: Annotated[str, col("Main language of the text, BCP 47.")] = "it"
    text: Annotated[str, col("The text as ingested, decoded, line ends normalised to \\n; all spans point into it.")]
    n_chars: Annotated[int, col("Length of the text in code points.", unit="code points", ge=1)]
    n_tokens: Annotated[int, col("Number of tokens.", unit="tokens", ge=0)] = 0
    near_duplicate_of: Annotated[
        str | None,
        col(
            "Of almost equal texts the one of the smallest published_on, doc_id; NULL: itself or none.",
            references="documents.doc_id",
        ),
    ] = None
    first_seen_at: Annotated[datetime, col("When the text was first ingested.")]
    run_id: RunId


class Sighting(Row):
    """One place where a text was seen."""

    table: ClassVar[str] = "sightings"
    doc_id: Annotated[str, col("The document.", key=True, references="documents.doc_id")]
    source_uri: Annotated[str, col("Where it was seen.", key=True)]
    outlet: Annotated[str | None, col("Who published it, when told.")] = None
    url: Annotated[str | None, col("The web address, when told.")] = None
    published_on: Annotated[date | None, col("The day of publication told for this sighting.")] = None
    seen_at: Annotated[datetime, col("When it was ingested.")]
    run_id: RunId


class Sentence(Row):
    """One sentence of a document."""

    table: ClassVar[str] = "sentences"
    sentence_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    start_char: Start
    end_char: End
    text: Annotated[str, col("The characters of the span.", min_length=1)]
    language: Annotated[str, col("Language of the sentence, BCP 47 (und: cannot be told).")]
    run_id: RunId


class DateExpression(Row):
    """One expression that places or measures time."""

    table: ClassVar[str] = "dates"
    date_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    sentence_id: SentenceId
    start_char: Start
    end_char: End
    surface: Surface
    kind: Annotated[DateKind, col("date, interval, time (clock time or part of a day), duration or set (recurring).")]
    date_from: Annotated[date | None, col("First calendar day covered; NULL where it cannot be known.")] = None
    date_to: Annotated[date | None, col("Last calendar day covered, inclusive; NULL where it cannot be known.")] = None
    timex: Annotated[str | None, col("TIMEX3 value; for an interval of clock times an ISO 8601 interval.")] = None
    grain: Annotated[Grain | None, col("The smallest calendar unit that the expression states.")] = None
    is_relative: Annotated[bool, col("True when it needs another day to be resolved (ieri, 4 febbraio).")] = False
    anchor_on: Annotated[date | None, col("The day it was resolved against; NULL when absolute or unresolved.")] = None
    modifier: Annotated[Modifier | None, col("A bound or vagueness that the expression states.")] = None
    rule: Rule
    run_id: RunId


class Figure(Row):
    """Figures as they are stored. One quantity: bounds, what is counted, about whom, given by whom, when, how sure."""

    table: ClassVar[str] = "figures"
    figure_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    sentence_id: SentenceId
    start_char: Start
    end_char: End
    surface: Surface
    kind: Annotated[FigureKind, col("What sort of quantity it is.")]
    low: Annotated[
        Decimal | None,
        col("Lower bound in plain units; equal to high unless a range is written.", unit="as told in unit"),
    ] = None
    high: Annotated[Decimal | None, col("Upper bound in plain units.", unit="as told in unit")] = None
    unit: Annotated[
        str | None,
        col("ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts."),
    ] = None
    counted: Annotated[str | None, col("The head noun that is counted, as written.")] = None
    counted_lemma: Annotated[str | None, col("Its lemma.")] = None
    concept: Annotated[
        str | None, col("What kind of thing is counted: dead, injured, missing …; NULL for all else.")
    ] = None
    modifier: Annotated[FigureModifier | None, col("The bound or vagueness that the text states.")] = None
    modality: Annotated[
        Modality,
        col("How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical."),
    ] = "asserted"
    aspect: Annotated[
        Aspect,
        col(
            "level, previous (an old value: 12 in 'salito da 12 a 19'), change (5 in più) or limit (a rule or ceiling)."
        ),
    ] = "level"
    direction: Annotated[Direction | None, col("Which way a change goes, when told: up or down.")] = None
    subject_entity_id: Annotated[
        str | None,
        col("Whom or what the figure is about, when a known entity.", references="entities.entity_id"),
    ] = None
    subject_name: Annotated[str | None, col("Whom or what the figure is about: canonical, else as written.")] = None
    source_entity_id: Annotated[
        str | None, col("Who gives the figure, when a known entity.", references="entities.entity_id")
    ] = None
    source_name: Annotated[str | None, col("Who gives the figure: canonical, else as written.")] = None
    place_entity_id: Annotated[
        str | None,
        col("The narrowest place in which the whole figure holds.", references="entities.entity_id"),
    ] = None
    period_from: Annotated[date | None, col("First day that the figure covers.")] = None
    period_to: Annotated[date | None, col("Last day that the figure covers, inclusive.")] = None
    part_of: Annotated[str | None, col("The figure that contains this one.", references="figures.figure_id")] = None
    in_headline: Annotated[bool, col("Whether it stands in the headline: the body often tells it again.")] = False
    confidence: Annotated[
        float | None,
        col(
            "Probability that value, counted, subject, source, period and part_of are all right as published.",
            unit="probability",
            ge=0,
            le=1,
        ),
    ] = None
    rule: Rule
    run_id: RunId


class Mention(Row):
    """Who and what is named. One span that names or describes a person, an organisation or a place."""

    table: ClassVar[str] = "mentions"
    mention_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    sentence_id: SentenceId
    start_char: Start
    end_char: End
    surface: Surface
    kind: Annotated[EntityKind, col("PER (person), ORG (organisation) or LOC (place).")]
    via: Annotated[Via, col("name, alias (acronym, spelling, language, handle) or role (description).")]
    entity_id: Annotated[str | None, col("Who or what is meant.", references="entities.entity_id")] = None
    rule: Rule
    run_id: RunId


class Entity(Row):
    """One person, organisation or place."""

    table: ClassVar[str] = "entities"
    entity_id: Annotated[str, col("Key.", key=True)]
    name: Annotated[str, col("Canonical name, the common Italian form.", min_length=1)]
    kind: Annotated[EntityKind, col("PER (person), ORG (organisation) or LOC (place).")]
    wikidata_id: Annotated[str | None, col("Wikidata number; NULL unless checked.", pattern=r"^Q[1-9]\d*$")] = None
    run_id: RunId


class Quote(Row):
    """One direct quotation or reported clause."""

    table: ClassVar[str] = "quotes"
    quote_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    sentence_id: SentenceId
    start_char: Start
    end_char: End
    text: Annotated[str, col("The words of the span, without marks and without 'che'.", min_length=1)]
    form: Annotated[QuoteForm, col("direct (between marks) or indirect (reported clause).")]
    speaker_entity_id: Annotated[
        str | None, col("Who says it, when a known entity.", references="entities.entity_id")
    ] = None
    speaker_name: Annotated[str | None, col("Who says it: canonical, else the description as written.")] = None
    cue: Annotated[str | None, col("The verb or preposition that introduces it, as written.")] = None
    said_on: Annotated[date | None, col("The day on which it was said, when the text tells.")] = None
    modality: Annotated[
        Modality,
        col("How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical."),
    ] = "asserted"
    confidence: Annotated[
        float | None,
        col("Probability that the best speaker is right, published or not.", unit="probability", ge=0, le=1),
    ] = None
    rule: Rule
    run_id: RunId


class Attribution(Row):
    """Candidate answers as they are stored. One answer: the best three a field, the best one even when unpublished."""

    table: ClassVar[str] = "attributions"
    attribution_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    fact_table: Annotated[AnswerTable, col("Table of the fact: figures, quotes or mentions.")]
    fact_id: Annotated[str, col("Key of the fact in that table.", min_length=1)]
    field: Annotated[
        AnswerField,
        col("What is answered: counted, subject, source, period, part_of, speaker, or referent (whom a role means)."),
    ]
    rank: Annotated[int, col("1 is the best answer.", ge=1)]
    is_published: Annotated[
        bool, col("Whether the columns of the fact hold this answer; below the threshold of its field they are NULL.")
    ]
    entity_id: Annotated[str | None, col("The answer, when a known entity.", references="entities.entity_id")] = None
    name: Annotated[
        str | None,
        col(
            "The answer: canonical, else as written (of part_of: the whole); without name and days: nobody or nothing."
        ),
    ] = None
    date_from: Annotated[date | None, col("First day of the answer, for periods.")] = None
    date_to: Annotated[date | None, col("Last day of the answer, inclusive, for periods.")] = None
    confidence: Annotated[
        float, col("Calibrated probability that the answer is right.", unit="probability", ge=0, le=1)
    ]
    basis: Annotated[str, col("What spoke most for it: subject of the clause, before the colon …", min_length=1)]
    run_id: RunId


class Unread(Row):
    """What became no fact, and why. One numeral, calendar word, quotation mark or name."""

    table: ClassVar[str] = "unread"
    unread_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    sentence_id: SentenceId
    start_char: Start
    end_char: End
    surface: Surface
    kind: Annotated[UnreadKind, col("number, date, quote_mark or name.")]
    reason: Annotated[str, col("Why it is no fact: ordinal, law_number, part_of_name, not_understood …", min_length=1)]
    rule: Rule
    run_id: RunId


class Finding(Row):
    """Doubts as they are stored. One doubt about the meaning of a published fact; a warning, not a stop."""

    table: ClassVar[str] = "findings"
    finding_id: Annotated[str, col("Key.", key=True)]
    doc_id: DocId
    check_name: Annotated[str, col("The check of meaning that raised it.", min_length=1)]
    table_name: Annotated[str, col("Table of the fact.")]
    row_id: Annotated[str, col("Key of the fact in its table.")]
    other_row_id: Annotated[str | None, col("Key of the fact it disagrees with, in the same table.")] = None
    details: Annotated[str, col("What is doubtful, in one sentence.", min_length=1)]
    run_id: RunId


class Run(Row):
    """One run of the flow."""

    table: ClassVar[str] = "runs"
    run_id: Annotated[str, col("Key.", key=True)]
    flow_run_name: Annotated[str, col("Prefect's name of the flow run.")]
    started_at: Annotated[datetime, col("Start.")]
    finished_at: Annotated[datetime | None, col("End.")] = None
    state: Annotated[RunState, col("completed, held_back (by the gate) or failed.")]
    reason: Annotated[str | None, col("Why it was held back or failed, in one sentence.")] = None
    n_inputs: Annotated[int, col("Inputs looked at.", ge=0)]
    n_new: Annotated[int, col("Texts that were new and published.", ge=0)]
    n_known: Annotated[int, col("Inputs whose text was known already.", ge=0)]
    n_rejects: Annotated[int, col("Inputs and rows that were not published.", ge=0)]
    model_name: Annotated[str, col("Language model used.")]
    model_version: Annotated[str | None, col("Its version.")] = None
    code_version: Annotated[str, col("Version of spoglio, and of the language detector where one was asked.")]

    @field_validator("started_at", "finished_at")
    @classmethod
    def _in_utc(cls, moment: datetime | None) -> datetime | None:
        """Versions before 2 noted moments of UTC without their zone."""
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


class Check(Row):
    """One expectation tried on one table in one run."""

    table: ClassVar[str] = "checks"
    run_id: RunId
    table_name: Annotated[str, col("Table that was checked.")]
    expectation: Annotated[str, col("The expectation, as Great Expectations names it or by our rule's name.")]
    column_name: Annotated[str | None, col("Column or columns it looked at.")] = None
    success: Annotated[bool, col("Whether it held.")]
    n_rows: Annotated[int, col("Rows looked at.", ge=0)]
    n_unexpected: Annotated[int, col("Rows that failed.", ge=0)]
    details: Annotated[str | None, col("What was expected or went wrong, for people.")] = None


class Reject(Row):
    """One input or row that was not published."""

    table: ClassVar[str] = "rejects"
    run_id: RunId
    source_uri: Annotated[str | None, col("The input.")] = None
    doc_id: Annotated[str | None, col("The document, when there is one.")] = None
    stage: Annotated[str, col("Where it was stopped: ingest, read, check or store.")]
    table_name: Annotated[str | None, col("Table of the row; NULL for a whole input.")] = None
    reason: Annotated[str, col("Why, in one sentence or the expectation's name.", min_length=1)]
    row_json: Annotated[str | None, col("The row as JSON; NULL for a whole input.")] = None


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


class CalendarDay(Row):
    """Days with Italian names, weeks and holidays. One day of the calendar."""

    table: ClassVar[str] = "calendar"
    day: Annotated[date, col("Key.", key=True)]
    weekday: Annotated[str, col("Its name: lunedì, martedì …")]
    weekday_number: Annotated[int, col("1 Monday to 7 Sunday.", ge=1, le=7)]
    iso_week: Annotated[str, col("ISO week: 2026-W10.")]
    month: Annotated[str, col("Year and month: 2026-03.")]
    month_name: Annotated[str, col("Name of the month: gennaio, febbraio …")]
    quarter: Annotated[str, col("Year and quarter: 2026-Q1.")]
    year: Annotated[int, col("Year.")]
    is_weekend: Annotated[bool, col("Saturday or Sunday.")]
    holiday: Annotated[str | None, col("The public holiday of Italy on that day.")] = None


class Outlet(Row):
    """Papers, agencies and sites that are known. One outlet, by name or address (seeds/reference/world/outlets.csv)."""

    table: ClassVar[str] = "outlets"
    outlet: Annotated[str, col("Key: its name, as in documents.outlet.", key=True)]
    family: Annotated[
        str | None, col("The publishing house, whose outlets are one origin; NULL: it has no other outlet here.")
    ] = None
    kind: Annotated[OutletKind, col("agency, paper, local, website, aggregator or official.")]
    patterns: Annotated[str, col("Names and domains by which it is known, divided by |.")]
    source: Annotated[str, col("Where that is known from.")]


class Concept(Row):
    """Words that tell what is counted. One word of a concept such as dead (seeds/reference/it/claims/concepts.csv)."""

    table: ClassVar[str] = "concepts"
    concept: Annotated[str, col("The concept, as in figures.concept.")]
    word: Annotated[str, col("A word that means it.", key=True)]
    form: Annotated[
        str, col("noun: tells it alone; case, body: with words around it; state: said of the people counted.", key=True)
    ]


class PlaceName(Row):
    """Places of which the country is known. One name (seeds/reference/world)."""

    table: ClassVar[str] = "place_names"
    name: Annotated[str, col("Key: its name, as in entities.name.", key=True)]
    country: Annotated[str, col("Italian name of the country.")]
    country_code: Annotated[str, col("ISO 3166 code of the country.")]
    continent: Annotated[str | None, col("Part of the world.")] = None
    region: Annotated[str | None, col("The Italian region, of regions and capitals of provinces.")] = None
    region_code: Annotated[str | None, col("ISO 3166-2 code of the region.")] = None


class Relationship(Row):
    """Which column leads to which table. One column that holds keys of another: what a foreign key would tell."""

    table: ClassVar[str] = "relationships"
    table_name: Annotated[str, col("The table or view.", key=True)]
    column_name: Annotated[str, col("Its column.", key=True)]
    refers_to_table: Annotated[str, col("The table whose key the column holds.", key=True)]
    refers_to_column: Annotated[str, col("The key.")]


class WordForm(Row):
    """Forms of words with their stems. One form that stands in the texts, and the stem by which the search finds it."""

    table: ClassVar[str] = "word_forms"
    form: Annotated[str, col("The form as written, in lower case.", key=True)]
    folded: Annotated[str, col("The form without accents.")]
    stem: Annotated[
        str | None, col("Its Italian stem (Snowball), without accents; NULL for articles, prepositions and the like.")
    ] = None


class Verdict(Row):
    """What people said of published answers. One answer that was looked at ('spoglio review'): the last word on it."""

    table: ClassVar[str] = "verdicts"
    doc_id: Annotated[str, col("The document.", key=True, references="documents.doc_id")]
    start_char: Annotated[
        int, col("First code point of the fact in documents.text.", key=True, unit="code points", ge=0)
    ]
    end_char: Annotated[
        int, col("Code point after the last one of the fact in documents.text.", key=True, unit="code points", ge=1)
    ]
    field: Annotated[ReviewField, col("What was looked at, as in published_answers.field.", key=True)]
    fact_table: Annotated[ReviewTable, col("Table of the fact: dates, figures, quotes or mentions.")]
    surface: Surface
    answer: Annotated[str, col("The answer that was looked at, as in published_answers.answer.", min_length=1)]
    basis: Annotated[str, col("What had spoken most for it, or the rule that had made it.", min_length=1)]
    confidence: Annotated[
        float | None, col("How sure it had been; NULL where that is not told.", unit="probability", ge=0, le=1)
    ] = None
    drawn: Annotated[Drawn, col("Why it was shown: random (counts in reliability) or lowest (confidence).")]
    verdict: Annotated[Judgement, col("right, wrong, corrected (right_value tells what is right) or unsure.")]
    right_value: Annotated[str | None, col("The right answer, written as in published_answers.answer.")] = None
    told_at: Annotated[datetime, col("When that was told.")]


class Retraction(Row):
    """Texts that were taken out for good. One document that 'spoglio forget' retracted; no run takes it in again."""

    table: ClassVar[str] = "retractions"
    doc_id: Annotated[str, col("Key: hash of the text, which is kept nowhere in the warehouse.", key=True)]
    source_uri: Annotated[str, col("Where the text had been seen first.")]
    url: Annotated[str | None, col("Its web address, when told.")] = None
    reason: Annotated[str | None, col("Why, when told.")] = None
    told_at: Annotated[datetime, col("When that was told.")]


class Redating(Row):
    """Days that were told too early. One document under a later day ('spoglio redate'): the last word."""

    table: ClassVar[str] = "redatings"
    doc_id: Annotated[str, col("The document.", key=True, references="documents.doc_id")]
    published_on: Annotated[date, col("No place where the text was seen counts before this day.")]
    before_on: Annotated[date, col("The day under which it had stood.")]
    reason: Annotated[str | None, col("Why, when told.")] = None
    told_at: Annotated[datetime, col("When that was told.")]


#: What stands in files beside the warehouse and is filled in anew by each publication.
BESIDE: tuple[type[Row], ...] = (Verdict, Retraction, Redating)

#: What is seen only when texts are laid side by side; derived anew for what a run touches.
ACROSS: tuple[type[Row], ...] = (Shingle, Copy, Story, StoryDocument, StoryKey, StoryLink, Quantity, Telling)

#: What the search knows of words: every publication adds the forms that are new; no row belongs to a document.
VOCABULARY: tuple[type[Row], ...] = (WordForm,)

#: Tables that follow from the reference tables and the contract alone; the same in every warehouse of a version.
DIMENSIONS: tuple[type[Row], ...] = (CalendarDay, Outlet, Concept, PlaceName, Relationship)

#: All tables in the order in which they are written: a table refers only to tables before it or to itself.
TABLES: tuple[type[Row], ...] = (
    Run, Document, Sighting, Sentence, Entity, Mention, DateExpression, Figure, Quote, Attribution, Unread, Finding,
    Check, Reject,
)  # fmt: skip

#: Table of facts whose answers stand in `attributions` → its key, to which `attributions.fact_id` refers.
FACT_KEYS: dict[AnswerTable, str] = {"figures": "figure_id", "quotes": "quote_id", "mentions": "mention_id"}

#: Rows of one key may come from several documents or places: the first in the order of these columns, NULL last, stays.
#: So it does not matter which came first.
PREFERENCE: dict[type[Row], tuple[str, ...]] = {
    Entity: ("wikidata_id", "name", "kind"),
    Sighting: ("published_on", "outlet", "url"),
}

#: Tables whose rows belong to one document and are replaced with it.
DOCUMENT_TABLES: tuple[type[Row], ...] = (
    Sentence, Mention, DateExpression, Figure, Quote, Attribution, Unread, Finding,
)  # fmt: skip
