"""Tables of texts and of what was found in them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from transforms.contract.base import DocId, End, Row, Rule, RunId, SentenceId, Start, Surface, col
from transforms.contract.words import (
    AnswerField,
    AnswerTable,
    Aspect,
    Completeness,
    DateKind,
    Direction,
    EntityKind,
    FigureKind,
    FigureModifier,
    Grain,
    Modality,
    Modifier,
    PublishedBasis,
    QuoteForm,
    UnreadKind,
    Via,
)


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
