"""What one value cannot say: spans and texts, order, references, units. Each rule is one boolean a row.

A rule is computed here, in Polars or in one pass over the rows, and judged by Great Expectations in the table's suite
(`expectations.suites`): the column must hold True. None means that the rule does not apply to the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import polars as pl
from babel.numbers import list_currencies

from expectations.batch import GATE_TABLES, Batch, references_between
from expectations.spans import spans_of
from transforms.contract import Row
from transforms.frames import plain_type
from transforms.reference import read_reference

#: A percentage outside of these is a slip of reading, not news.
PERCENT_LOW, PERCENT_HIGH = Decimal(-100_000), Decimal(1_000_000)
#: First and last day that may stand in a column of dates.
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(2500, 12, 31)

Holds = Callable[[Batch], pl.Series]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one table.

    Attributes:
        name: as it stands in `checks.expectation` and `rejects.reason`.
        table: the table whose rows it judges.
        columns: the columns it looks at.
        says: what is wrong with a row that breaks it.
        holds: one boolean a row of the table, in order; None where the rule does not apply.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    says: str
    holds: Holds


@cache
def rules_of(table: str) -> tuple[Rule, ...]:
    """All rules of a table: those that follow from its columns, then its own."""
    (row_class,) = (row for row in GATE_TABLES if row.table == table)
    return (*_derived(row_class), *(rule for rule in _OWN if rule.table == table))


def _derived(row_class: type[Row]) -> Iterator[Rule]:
    table, columns = row_class.table, row_class.model_fields
    required = tuple(name for name, field in columns.items() if not plain_type(field.annotation)[1])
    yield Rule("required_columns_are_filled", table, required, "a required column is NULL", _filled(table, required))
    keys = tuple(name for name in columns if _is_key(row_class, name))
    yield Rule("key_is_unique", table, keys, "another row has the same key", _unique(table, keys))
    yield Rule("run_is_this_run", table, ("run_id",), "the row belongs to another run", _this_run(table))
    for name, (parent, key) in references_between(row_class).items():
        says = f"{name} leads to no row of {parent}"
        yield Rule(f"{name}_refers_to_{parent}", table, (name,), says, _refers(table, name, parent, key))
    for name in columns:
        twin = name.removesuffix("_entity_id") + "_name"
        if name.endswith("_entity_id") and twin in columns:
            says = f"{name} is given, but {twin} is missing"
            yield Rule(f"{twin}_goes_with_{name}", table, (name, twin), says, _named(table, name, twin))
    if "start_char" in columns:
        span = ("start_char", "end_char")
        yield Rule("span_lies_in_text", table, span, "the span is empty or not inside the text", _span(table))
    if "sentence_id" in columns and table != "sentences":
        says = "the fact does not start in its sentence"
        yield Rule("fact_starts_in_its_sentence", table, ("sentence_id", "start_char"), says, _in_sentence(table))
        words = "surface" if "surface" in columns else "text"
        says = f"the text at the span is not the {words}"
        yield Rule("surface_equals_text", table, (words, "start_char", "end_char"), says, _surface(table, words))
    for first, last in (("low", "high"), ("date_from", "date_to"), ("period_from", "period_to")):
        if first in columns:
            says = f"{first} lies behind {last}"
            yield Rule(f"{first}_is_not_above_{last}", table, (first, last), says, _ordered(table, first, last))


def _is_key(row_class: type[Row], column: str) -> bool:
    extra = row_class.model_fields[column].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("key"))


def _expression(table: str, expression: pl.Expr) -> Holds:
    return lambda batch: batch[table].select(expression.alias("holds")).to_series()


def _filled(table: str, columns: tuple[str, ...]) -> Holds:
    return _expression(table, pl.all_horizontal(pl.col(columns).is_not_null()))


def _unique(table: str, keys: tuple[str, ...]) -> Holds:
    return _expression(table, pl.struct(keys).is_unique())


def _this_run(table: str) -> Holds:
    return lambda batch: batch[table].get_column("run_id") == batch.run_id


def _refers(table: str, column: str, parent: str, key: str) -> Holds:
    def holds(batch: Batch) -> pl.Series:
        targets = set(batch[parent].get_column(key).to_list())
        if parent == "documents" and (table, column) in _MAY_REFER_BACK:
            targets |= batch.known_docs
        values = batch[table].get_column(column).to_list()
        return pl.Series([None if value is None else value in targets for value in values], dtype=pl.Boolean)

    return holds


#: Only these may speak of a document outside the batch; facts come with their document.
_MAY_REFER_BACK = {("sightings", "doc_id"), ("documents", "near_duplicate_of")}


def _named(table: str, entity_id: str, name: str) -> Holds:
    return _expression(table, pl.when(pl.col(entity_id).is_not_null()).then(pl.col(name).is_not_null()))


def _ordered(table: str, first: str, last: str) -> Holds:
    return _expression(table, pl.col(first) <= pl.col(last))


def _span(table: str) -> Holds:
    def holds(batch: Batch) -> pl.Series:
        lengths = {doc_id: len(text) for doc_id, text in batch.texts.items()}
        return _booleans(
            None if doc not in lengths or start is None or end is None else 0 <= start < end <= lengths[doc]
            for doc, start, end in batch.columns(table, "doc_id", "start_char", "end_char")
        )

    return holds


def _surface(table: str, words: str) -> Holds:
    # Slices of Python strings cost the same anywhere in a text; a Polars slice counts from the start of the text.
    def holds(batch: Batch) -> pl.Series:
        return _booleans(
            None if doc not in batch.texts or start is None or end is None else batch.texts[doc][start:end] == surface
            for doc, start, end, surface in batch.columns(table, "doc_id", "start_char", "end_char", words)
        )

    return holds


def _in_sentence(table: str) -> Holds:
    def holds(batch: Batch) -> pl.Series:
        return _booleans(
            None if key not in batch.sentences or at is None else _contains(batch.sentences[key], doc, at)
            for key, doc, at in batch.columns(table, "sentence_id", "doc_id", "start_char")
        )

    return holds


def _contains(sentence: tuple[str, int, int], doc_id: str, at: int) -> bool:
    home, start, end = sentence
    return home == doc_id and start <= at < end


def _booleans(values: Iterator[bool | None]) -> pl.Series:
    return pl.Series(list(values), dtype=pl.Boolean)


# Rules of single tables ------------------------------------------------------------------------------------------


def _length_is_counted(batch: Batch) -> pl.Series:
    return _booleans(len(text) == n if text else None for text, n in batch.columns("documents", "text", "n_chars"))


def _line_ends_are_plain(batch: Batch) -> pl.Series:
    return ~batch["documents"].get_column("text").str.contains("\r\n", literal=True)


def _has_sentences(batch: Batch) -> pl.Series:
    with_sentences = {doc_id for doc_id, _, _ in batch.sentences.values()}
    return _booleans(doc_id in with_sentences for (doc_id,) in batch.columns("documents", "doc_id"))


def _apart(table: str, *others: str, only: tuple[str, tuple[str, ...]] | None = None) -> Holds:
    """False for a row whose span overlaps a row of `others`, or a row of its own table that comes before it.

    The row that starts first comes before; of two that start together the longer one: nested spans lose.

    Args:
        table: the table that is judged.
        others: tables whose rows hold their ground.
        only: a column and its words: other rows are not judged.
    """

    def holds(batch: Batch) -> pl.Series:
        taken = spans_of(batch, *others)
        verdicts: list[bool | None] = [None] * batch[table].height
        reach: dict[str, int] = {}
        column, words = only or ("run_id", ())
        rows = batch.columns(table, "doc_id", "start_char", "end_char", column)
        complete = [
            (row, spot) for row, spot in enumerate(rows) if None not in spot and (not words or spot[3] in words)
        ]
        for row, (doc, start, end, _) in sorted(complete, key=lambda item: (item[1][1], -item[1][2], item[0])):
            free = start >= reach.get(doc, 0) and not taken[doc].touch(start, end)
            verdicts[row] = free
            if free:
                reach[doc] = end
        return pl.Series(verdicts, dtype=pl.Boolean)

    return holds


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
    return _booleans(None if unit is None else _is_unit(unit) for (unit,) in batch.columns("figures", "unit"))


def _unit_fits_kind(batch: Batch) -> pl.Series:
    currencies = known_currencies()
    return _booleans(
        {
            "count": unit is None,
            "money": unit is None or unit.split("/")[0] in currencies,
            "percent": unit is not None and unit not in currencies,
            "age": unit is not None and unit not in currencies,
        }.get(kind)
        for kind, unit in batch.columns("figures", "kind", "unit")
    )


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
    .otherwise(pl.col("timex").str.contains(_TIMEX))
)

_is_percent = pl.when(pl.col("kind") == "percent")
_percent_is_plausible = _is_percent.then(
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


_SPAN = ("start_char", "end_char")

_OWN: tuple[Rule, ...] = (
    Rule("length_is_counted", "documents", ("n_chars",), "n_chars is not the length of the text", _length_is_counted),
    Rule("line_ends_are_plain", "documents", ("text",), "the text holds \\r\\n", _line_ends_are_plain),
    Rule(
        "day_has_a_basis",
        "documents",
        ("published_on", "published_basis"),
        "published_on and published_basis do not agree",
        _expression("documents", (pl.col("published_basis") == "none") == pl.col("published_on").is_null()),
    ),
    Rule("document_has_sentences", "documents", ("doc_id",), "the document has no sentence", _has_sentences),
    Rule(
        "sentences_do_not_overlap",
        "sentences",
        _SPAN,
        "the sentence overlaps the one before",
        _apart("sentences"),
    ),
    Rule(
        "names_do_not_overlap",
        "mentions",
        _SPAN,
        "the name overlaps a longer or earlier one",
        _apart("mentions", only=("via", ("name", "alias"))),
    ),
    Rule(
        "dates_do_not_overlap",
        "dates",
        _SPAN,
        "the date overlaps a longer or earlier one",
        _apart("dates"),
    ),
    Rule(
        "figures_do_not_overlap",
        "figures",
        _SPAN,
        "the figure overlaps a date or another figure",
        _apart("figures", "dates"),
    ),
    Rule(
        "unread_is_no_fact",
        "unread",
        _SPAN,
        "what is unread overlaps a date, a figure or another unread row",
        _apart("unread", "dates", "figures", only=("kind", ("number", "date"))),
    ),
    Rule(
        "timex_is_well_formed",
        "dates",
        ("timex", "kind"),
        "no value of TIMEX3, or not of this kind",
        _expression("dates", _timex_fits),
    ),
    Rule("unit_is_known", "figures", ("unit",), "no known currency and no unit of units.csv", _unit_is_known),
    Rule("unit_fits_kind", "figures", ("kind", "unit"), "the unit does not belong to the kind", _unit_fits_kind),
    Rule(
        "percentage_is_plausible",
        "figures",
        ("low", "high"),
        f"a percentage outside {PERCENT_LOW} to {PERCENT_HIGH}",
        _expression("figures", _percent_is_plausible),
    ),
    Rule(
        "part_of_is_a_tree",
        "figures",
        ("part_of",),
        "the whole is the figure itself, a part of it, or of another document",
        _part_of_is_a_tree,
    ),
)
