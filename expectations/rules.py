"""What one value cannot say: spans and texts, order, references, units. Each rule is one boolean a row.

A rule is computed here, in Polars or in one pass over the rows, and judged by Great Expectations in the table's suite
(`expectations.suites`): the column must hold True. None means that the rule does not apply to the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial

import polars as pl
from babel.numbers import list_currencies

from expectations.batch import GATE_TABLES, Batch, references_between
from expectations.spans import spans_of
from transforms.contract import FACT_KEYS, AnswerField, AnswerTable, Row
from transforms.frames import keys_of, plain_type
from transforms.reference import read_reference

#: A percentage outside of these is a slip of reading, not news.
PERCENT_LOW, PERCENT_HIGH = Decimal(-100_000), Decimal(1_000_000)
#: First and last day that may stand in a column of dates.
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(2500, 12, 31)

_SPAN = ("start_char", "end_char")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one table.

    Attributes:
        name: as it stands in `checks.expectation` and `rejects.reason`.
        table: the table whose rows it judges.
        columns: the columns it looks at.
        says: what is wrong with a row that breaks it.
        asks: an expression over the table, or what finds the answers in the batch: one boolean a row of the table, in
            order; None where the rule does not apply.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    says: str
    asks: pl.Expr | Callable[[Batch], pl.Series]

    def holds(self, batch: Batch) -> pl.Series:
        """One boolean a row of the table, in order; True where the rule does not apply."""
        answers = (
            batch[self.table].select(self.asks).to_series() if isinstance(self.asks, pl.Expr) else self.asks(batch)
        )
        return answers.fill_null(True)


@cache
def rules_of(table: str) -> tuple[Rule, ...]:
    """All rules of a table: those that follow from its columns, then its own."""
    (row_class,) = (row for row in GATE_TABLES if row.table == table)
    return (*_derived(row_class), *(rule for rule in _OWN if rule.table == table))


def _derived(row_class: type[Row]) -> Iterator[Rule]:
    table, columns = row_class.table, row_class.model_fields
    required = tuple(name for name, field in columns.items() if not plain_type(field.annotation)[1])
    filled = pl.all_horizontal(pl.col(required).is_not_null())
    yield Rule("required_columns_are_filled", table, required, "a required column is NULL", filled)
    keys = keys_of(row_class)
    yield Rule("key_is_unique", table, keys, "another row has the same key", pl.struct(keys).is_unique())
    yield Rule("run_is_this_run", table, ("run_id",), "the row belongs to another run", partial(_of_this_run, table))
    for name, (parent, key) in references_between(row_class).items():
        says = f"{name} leads to no row of {parent}"
        refers = partial(_refers, table, name, parent, key)
        yield Rule(f"{name}_refers_to_{parent}", table, (name,), says, refers)
    for name in columns:
        twin = name.removesuffix("_entity_id") + "_name"
        if name.endswith("_entity_id") and twin in columns:
            says = f"{name} is given, but {twin} is missing"
            named = pl.when(pl.col(name).is_not_null()).then(pl.col(twin).is_not_null())
            yield Rule(f"{twin}_goes_with_{name}", table, (name, twin), says, named)
    if "start_char" in columns:
        says = "the span is empty or not inside the text"
        yield Rule("span_lies_in_text", table, _SPAN, says, partial(_lies_in_text, table))
    if "sentence_id" in columns and table != "sentences":
        says, at = "the fact does not start in its sentence", ("sentence_id", "start_char")
        yield Rule("fact_starts_in_its_sentence", table, at, says, partial(_starts_in_sentence, table))
    if "start_char" in columns:
        words = "surface" if "surface" in columns else "text"
        says = f"the text at the span is not the {words}"
        yield Rule("surface_equals_text", table, (words, *_SPAN), says, partial(_equals_text, table, words))
    for first, last in (("low", "high"), ("date_from", "date_to"), ("period_from", "period_to")):
        if first in columns:
            says, ordered = f"{first} lies behind {last}", pl.col(first) <= pl.col(last)
            yield Rule(f"{first}_is_not_above_{last}", table, (first, last), says, ordered)


def _of_this_run(table: str, batch: Batch) -> pl.Series:
    return batch[table].get_column("run_id") == batch.run_id


def _refers(table: str, column: str, parent: str, key: str, batch: Batch) -> pl.Series:
    asked = batch[table].get_column(column)
    known = set(batch[parent].get_column(key))
    if (table, column) in _MAY_REFER_BACK:
        # Asked one by one: the documents that were published before are many.
        known |= {value for value in asked.unique() if value in batch.known_docs}
    return asked.is_in(known)


#: Only these may speak of a document outside the batch; facts come with their document.
_MAY_REFER_BACK = {("sightings", "doc_id"), ("documents", "near_duplicate_of")}


def _lies_in_text(table: str, batch: Batch) -> pl.Series:
    lengths = batch["documents"].select("doc_id", length=pl.col("text").str.len_chars())
    known = lengths.drop_nulls("length").unique("doc_id", keep="last")
    rows = batch[table].join(known, on="doc_id", how="left", maintain_order="left")
    start, end, length = pl.col("start_char"), pl.col("end_char"), pl.col("length")
    lies = (start >= 0) & (start < end) & (end <= length)
    return rows.select(pl.when(_known(start, end, length)).then(lies)).to_series()


def _starts_in_sentence(table: str, batch: Batch) -> pl.Series:
    start, first, last = pl.col("start_char"), pl.col("first"), pl.col("last")
    lies = pl.col("home").eq_missing(pl.col("doc_id")) & start.is_between(first, last, closed="left")
    return batch.in_sentences(table).select(pl.when(_known(start, first)).then(lies)).to_series()


def _known(*columns: pl.Expr) -> pl.Expr:
    return pl.all_horizontal(column.is_not_null() for column in columns)


def _equals_text(table: str, words: str, batch: Batch) -> pl.Series:
    # Slices of Python strings cost the same anywhere in a text; a Polars slice counts from the start of the text.
    return _booleans(
        None if doc not in batch.texts or start is None or end is None else batch.texts[doc][start:end] == surface
        for doc, start, end, surface in batch.columns(table, "doc_id", *_SPAN, words)
    )


def _booleans(values: Iterator[bool | None]) -> pl.Series:
    return pl.Series(list(values), dtype=pl.Boolean)


# Rules of single tables ------------------------------------------------------------------------------------------


_length_is_counted = pl.when(pl.col("text") != "").then(pl.col("text").str.len_chars().eq_missing(pl.col("n_chars")))


def _has_sentences(batch: Batch) -> pl.Series:
    whole = batch["sentences"].drop_nulls(["start_char", "end_char"])
    return batch["documents"].get_column("doc_id").is_in({*whole.get_column("doc_id")})


def _apart(
    table: str, batch: Batch, others: tuple[str, ...] = (), only: tuple[str, tuple[str, ...]] | None = None
) -> pl.Series:
    """False for a row whose span overlaps a row of `others`, or a row of its own table that comes before it.

    The row that starts first comes before; of two that start together the longer one: nested spans lose.

    Args:
        table: the table that is judged.
        batch: where it stands.
        others: tables whose rows hold their ground.
        only: a column and its words: other rows are not judged.
    """
    taken = spans_of(batch, *others)
    verdicts: list[bool | None] = [None] * batch[table].height
    reach: dict[str, int] = {}
    column, words = only or ("run_id", ())
    rows = batch.columns(table, "doc_id", *_SPAN, column)
    complete = [(row, spot) for row, spot in enumerate(rows) if None not in spot and (not words or spot[3] in words)]
    for row, (doc, start, end, _) in sorted(complete, key=lambda item: (item[1][1], -item[1][2], item[0])):
        free = start >= reach.get(doc, 0) and not taken[doc].touch(start, end)
        verdicts[row] = free
        if free:
            reach[doc] = end
    return pl.Series(verdicts, dtype=pl.Boolean)


@cache
def known_units() -> frozenset[str]:
    """Currencies, the units of `seeds/reference/it/figures/units.csv`, %, and what ages are counted in."""
    units = {row["unit"] for row in read_reference("it/figures/units", required=("unit",))}
    return frozenset(units | known_currencies() | {"%", "a", "mo", "wk", "d"})


@cache
def known_currencies() -> frozenset[str]:
    """ISO 4217 codes of CLDR, past ones too, and those in use that the reference table `currencies` adds."""
    in_use = {row["currency"] for row in read_reference("it/figures/currencies")} - {""}
    return frozenset(list_currencies() | in_use)


def _is_unit(unit: str) -> bool:
    """A known unit, or known units put together ("EUR/kg", "kW.h/m2")."""
    known = known_units()
    parts = unit.split("/")
    return unit in known or all(part in known or all(one in known for one in part.split(".")) for part in parts)


def _unit_is_known(batch: Batch) -> pl.Series:
    units = batch["figures"].get_column("unit")
    return units.is_in({unit for unit in units.unique().drop_nulls() if _is_unit(unit)})


def _unit_fits_kind(batch: Batch) -> pl.Series:
    kind, unit, currencies = pl.col("kind"), pl.col("unit"), known_currencies()
    money = unit.is_null() | unit.str.split("/").list.first().is_in(currencies)
    fits = (
        pl.when(kind == "count").then(unit.is_null())
        .when(kind == "money").then(money)
        .when(kind.is_in(["percent", "age"])).then(unit.is_not_null() & ~unit.is_in(currencies))
    )  # fmt: skip
    return batch["figures"].select(fits).to_series()


_DAY = r"(?:BC)?[\dX]{2,4}(?:-[\dX]{2}(?:-[\dX]{2})?|-W[\dX]{2}(?:-(?:WE|[\dX]))?|-[QH][\dX]|-(?:SP|SU|FA|WI))?"
_CLOCK = r"T(?:[\dX]{2}(?::[\dX]{2}(?::[\dX]{2})?)?|[A-Z]{2})"
_POINT = rf"(?:{_DAY}(?:{_CLOCK})?|{_CLOCK})"
_LENGTH = r"P(?:[\dX.]+[A-Z]{1,2})*(?:T(?:[\dX.]+[HMS])+)?"
#: TIMEX3 values as the contract uses them: points, lengths, vague references; for intervals two points or ``..``.
_TIMEX = rf"^(?:{_POINT}|{_LENGTH}|(?:PAST|PRESENT|FUTURE)_REF)$"
_TIMEX_INTERVAL = rf"^(?:{_POINT}|\.\.)/(?:{_POINT}|\.\.)$"
_timex_fits = (
    pl.when(pl.col("kind") == "interval")
    .then(pl.col("timex").str.contains(_TIMEX_INTERVAL))
    .when((pl.col("kind") == "set") & pl.col("timex").str.contains("/", literal=True))  # "dal lunedì al venerdì"
    .then(pl.col("timex").str.contains(_TIMEX_INTERVAL))
    .otherwise(pl.col("timex").str.contains(_TIMEX))
)

_percent_is_plausible = pl.when(pl.col("kind") == "percent").then(
    pl.all_horizontal(pl.col("low", "high").is_between(PERCENT_LOW, PERCENT_HIGH).fill_null(True))
)


def _part_of_is_a_tree(batch: Batch) -> pl.Series:
    """Whole and part stand in one document, and no figure is, over any number of steps, a part of itself."""
    rows = batch.columns("figures", "figure_id", "doc_id", "part_of")
    home = {key: doc for key, doc, _ in rows}
    whole = {key: part_of for key, _, part_of in rows if part_of is not None}
    rooted: dict[str, bool] = {}
    for key in whole:
        path: dict[str, None] = {}
        step = key
        while step in whole and step not in rooted and step not in path:
            path[step] = None
            step = whole[step]
        # The walk ended at a figure without a whole, at one that was judged before, or where it had been: a loop.
        rooted.update(dict.fromkeys(path, rooted.get(step, step not in whole)))
    return _booleans(
        None if part_of is None else rooted[key] and home.get(part_of, doc) == doc for key, doc, part_of in rows
    )


def _has_its_fact(batch: Batch) -> pl.Series:
    """`attributions.fact_id` is a key of the table that `fact_table` names, in the same document."""
    facts = {table: dict(batch.columns(table, key, "doc_id")) for table, key in FACT_KEYS.items()}
    rows = batch.columns("attributions", "fact_table", "fact_id", "doc_id")
    return _booleans(
        None if table not in facts or fact is None else fact in facts[table] and facts[table][fact] == doc_id
        for table, fact, doc_id in rows
    )


#: Field → the table of the facts that it is asked of.
_ASKED_OF: dict[AnswerField, AnswerTable] = {
    "counted": "figures", "subject": "figures", "source": "figures", "period": "figures", "part_of": "figures",
    "speaker": "quotes", "referent": "mentions",
}  # fmt: skip
_field_belongs = pl.col("field").replace_strict(_ASKED_OF, default=None, return_dtype=pl.String) == pl.col("fact_table")


_OWN: tuple[Rule, ...] = (
    Rule(
        "answer_has_its_fact",
        "attributions",
        ("fact_table", "fact_id"),
        "fact_id leads to no row of fact_table",
        _has_its_fact,
    ),
    Rule(
        "only_the_best_answer_is_published",
        "attributions",
        ("rank", "is_published"),
        "an answer that is not the best one is published",
        (pl.col("rank") == 1) | ~pl.col("is_published"),
    ),
    Rule(
        "field_belongs_to_its_table",
        "attributions",
        ("fact_table", "field"),
        "the facts of fact_table have no such field",
        _field_belongs,
    ),
    Rule(
        "name_goes_with_entity_id",
        "attributions",
        ("entity_id", "name"),
        "entity_id is given, but name is missing",
        pl.when(pl.col("entity_id").is_not_null()).then(pl.col("name").is_not_null()),
    ),
    Rule("length_is_counted", "documents", ("n_chars",), "n_chars is not the length of the text", _length_is_counted),
    Rule(
        "line_ends_are_plain",
        "documents",
        ("text",),
        "the text holds \\r\\n",
        ~pl.col("text").str.contains("\r\n", literal=True),
    ),
    Rule(
        "day_has_a_basis",
        "documents",
        ("published_on", "published_basis"),
        "published_on and published_basis do not agree",
        (pl.col("published_basis") == "none") == pl.col("published_on").is_null(),
    ),
    Rule("document_has_sentences", "documents", ("doc_id",), "the document has no sentence", _has_sentences),
    Rule(
        "sentences_do_not_overlap",
        "sentences",
        _SPAN,
        "the sentence overlaps the one before",
        partial(_apart, "sentences"),
    ),
    Rule(
        "names_do_not_overlap",
        "mentions",
        _SPAN,
        "the name overlaps a longer or earlier one",
        partial(_apart, "mentions", only=("via", ("name", "alias"))),
    ),
    Rule("dates_do_not_overlap", "dates", _SPAN, "the date overlaps a longer or earlier one", partial(_apart, "dates")),
    Rule(
        "figures_do_not_overlap",
        "figures",
        _SPAN,
        "the figure overlaps a date or another figure",
        partial(_apart, "figures", others=("dates",)),
    ),
    Rule(
        "unread_is_no_fact",
        "unread",
        _SPAN,
        "what is unread overlaps a date, a figure or another unread row",
        partial(_apart, "unread", others=("dates", "figures"), only=("kind", ("number", "date"))),
    ),
    Rule("timex_is_well_formed", "dates", ("timex", "kind"), "no value of TIMEX3, or not of this kind", _timex_fits),
    Rule("unit_is_known", "figures", ("unit",), "no known currency and no unit of units.csv", _unit_is_known),
    Rule(
        "direction_is_of_a_change",
        "figures",
        ("aspect", "direction"),
        "only a change goes up or down",
        pl.when(pl.col("direction").is_not_null()).then(pl.col("aspect") == "change"),
    ),
    Rule("unit_fits_kind", "figures", ("kind", "unit"), "the unit does not belong to the kind", _unit_fits_kind),
    Rule(
        "percentage_is_plausible",
        "figures",
        ("low", "high"),
        f"a percentage outside {PERCENT_LOW} to {PERCENT_HIGH}",
        _percent_is_plausible,
    ),
    Rule(
        "part_of_is_a_tree",
        "figures",
        ("part_of",),
        "the whole is the figure itself, a part of it, or of another document",
        _part_of_is_a_tree,
    ),
)
