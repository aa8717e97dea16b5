"""Row class → Great Expectations suite.

What one value must be (words, bounds, patterns, lengths, years) follows from the row class and is asked by the
library's own expectations. What a row or a table must be is computed as a boolean column by `expectations.rules` and
asked to be True. Every expectation carries in its meta the name, columns and reason for `checks` and `rejects`.

Great Expectations takes 7 to 12 seconds to import: this module imports it inside its functions only.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import polars as pl
from polars import selectors

from expectations.batch import GATE_TABLES
from expectations.judge import Questions
from expectations.meaning import checks_of
from expectations.rules import FIRST_DAY, LAST_DAY, rules_of
from transforms.contract import Row
from transforms.frames import allowed_values, plain_type

_EPOCH = date(1970, 1, 1)


def as_asked(frame: pl.DataFrame) -> pl.DataFrame:
    """A table as the suites ask it: days and moments are days since 1970, for the library is slow with days."""
    return frame.with_columns(selectors.temporal().cast(pl.Date).to_physical())


@cache
def questions_of(table: str) -> Questions:
    """What is asked of a table: a broken expectation rejects rows."""
    (row_class,) = (row for row in GATE_TABLES if row.table == table)
    rules = [_holds(rule.name, rule.columns, rule.says, "critical") for rule in rules_of(table)]
    return Questions.of(table, _values(row_class), rules)


@cache
def meaning_questions_of(table: str) -> Questions:
    """The checks of meaning of a table: a broken one is a warning and makes findings."""
    checks = [_holds(check.name, check.columns, check.says, "warning") for check in checks_of(table)]
    return Questions.of(f"{table}_meaning", [], checks)


@cache
def schema_questions() -> Questions:
    """Every column of every table is there and of its type: judges a frame with one row a column."""
    says = "columns or types differ from the contract"
    return Questions.of("schema", [], [_holds("columns_are_as_in_contract", (), says, "critical")])


@cache
def share_questions() -> Questions:
    """Not more than half of a table is bad: judges a frame with one row a table."""
    return Questions.of("share", [], [_holds("most_rows_are_good", (), "more than half of a table is bad", "critical")])


def _values(row_class: type[Row]) -> Iterator[Any]:
    """Expectations about single values, from the types and constraints of the row class; NULL always passes."""
    import great_expectations.expectations as gxe

    for name, field in row_class.model_fields.items():
        kind = plain_type(field.annotation)[0]
        words = allowed_values(row_class, name)
        if words:
            meta = _meta("expect_column_values_to_be_in_set", (name,), f"not one of {', '.join(words)}")
            yield gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list(words), meta=meta)
        if kind in (date, datetime):
            meta = _meta("expect_column_values_to_be_between", (name,), "not between the years 1 and 2500")
            first, last = ((day - _EPOCH).days for day in (FIRST_DAY, LAST_DAY))
            yield gxe.ExpectColumnValuesToBeBetween(column=name, min_value=first, max_value=last, meta=meta)
        bounds = {type(item).__name__: item for item in field.metadata}
        if bounds.keys() & {"Ge", "Le"}:
            # One expectation for both: `checks` tells them apart by name and column.
            least, most = (getattr(bounds.get(bound), bound.lower(), None) for bound in ("Ge", "Le"))
            says = f"below {least}" if most is None else f"not between {least} and {most}"
            meta = _meta("expect_column_values_to_be_between", (name,), says)
            yield gxe.ExpectColumnValuesToBeBetween(column=name, min_value=least, max_value=most, meta=meta)
        if "MinLen" in bounds:
            meta = _meta("expect_column_value_lengths_to_be_between", (name,), "empty")
            least = bounds["MinLen"].min_length
            yield gxe.ExpectColumnValueLengthsToBeBetween(column=name, min_value=least, meta=meta)
        pattern = next((item.pattern for item in field.metadata if getattr(item, "pattern", None)), None)
        if pattern:
            meta = _meta("expect_column_values_to_match_regex", (name,), f"not of the form {pattern}")
            yield gxe.ExpectColumnValuesToMatchRegex(column=name, regex=pattern, meta=meta)


def _holds(name: str, columns: Sequence[str], says: str, severity: str) -> Any:
    import great_expectations.expectations as gxe

    meta = _meta(name, columns, says) | {"asks": "rule"}
    return gxe.ExpectColumnValuesToBeInSet(column=name, value_set=[True], meta=meta, severity=severity)


def _meta(name: str, columns: Sequence[str], says: str) -> dict[str, str]:
    return {"name": name, "columns": ", ".join(columns), "says": says, "asks": "value"}
