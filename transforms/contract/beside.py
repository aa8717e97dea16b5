"""Tables of what people said, kept in files beside the warehouse."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from transforms.contract.base import Row, Surface, col
from transforms.contract.words import Drawn, Judgement, ReviewField, ReviewTable


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
