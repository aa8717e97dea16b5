"""The tables of the warehouse: every column is named, typed and described here and nowhere else.

DDL and comments (`warehouse.ddl`), Polars schemas (`transforms.frames`), Great Expectations suites
(`expectations.suites`) and the data dictionary are derived from these classes.

Spans are half-open ``[start_char, end_char)`` in code points of `documents.text`. None (NULL) means unknown.
"""

from transforms.contract.across import Copy, Quantity, Shingle, Story, StoryDocument, StoryKey, StoryLink, Telling
from transforms.contract.base import DECIMAL_PRECISION, DECIMAL_SCALE, VERSION, Row, col, stable_id
from transforms.contract.beside import Redating, Retraction, Verdict
from transforms.contract.dimensions import CalendarDay, Concept, Outlet, PlaceName, Relationship, WordForm
from transforms.contract.runs import Check, Reject, Run
from transforms.contract.texts import (
    Attribution,
    DateExpression,
    Document,
    Entity,
    Figure,
    Finding,
    Mention,
    Quote,
    Sentence,
    Sighting,
    Unread,
)
from transforms.contract.words import (
    AnswerField,
    AnswerTable,
    Aspect,
    Completeness,
    CopyRelation,
    DateKind,
    Direction,
    Drawn,
    EntityKind,
    FigureKind,
    FigureModifier,
    Grain,
    Judgement,
    Modality,
    Modifier,
    OutletKind,
    PublishedBasis,
    QuantityState,
    QuoteForm,
    ReviewField,
    ReviewTable,
    RunState,
    TellingRelation,
    UnreadKind,
    Via,
)

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

__all__ = [
    "ACROSS",
    "BESIDE",
    "DECIMAL_PRECISION",
    "DECIMAL_SCALE",
    "DIMENSIONS",
    "DOCUMENT_TABLES",
    "FACT_KEYS",
    "PREFERENCE",
    "TABLES",
    "VERSION",
    "VOCABULARY",
    "AnswerField",
    "AnswerTable",
    "Aspect",
    "Attribution",
    "CalendarDay",
    "Check",
    "Completeness",
    "Concept",
    "Copy",
    "CopyRelation",
    "DateExpression",
    "DateKind",
    "Direction",
    "Document",
    "Drawn",
    "Entity",
    "EntityKind",
    "Figure",
    "FigureKind",
    "FigureModifier",
    "Finding",
    "Grain",
    "Judgement",
    "Mention",
    "Modality",
    "Modifier",
    "Outlet",
    "OutletKind",
    "PlaceName",
    "PublishedBasis",
    "Quantity",
    "QuantityState",
    "Quote",
    "QuoteForm",
    "Redating",
    "Reject",
    "Relationship",
    "Retraction",
    "ReviewField",
    "ReviewTable",
    "Row",
    "Run",
    "RunState",
    "Sentence",
    "Shingle",
    "Sighting",
    "Story",
    "StoryDocument",
    "StoryKey",
    "StoryLink",
    "Telling",
    "TellingRelation",
    "Unread",
    "UnreadKind",
    "Verdict",
    "Via",
    "WordForm",
    "col",
    "stable_id",
]
