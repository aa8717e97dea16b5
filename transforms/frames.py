"""What follows from a row class: keys, references, words of its columns, the schema of its frames."""

import types
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

import polars as pl

from transforms.contract import DECIMAL_PRECISION, DECIMAL_SCALE, Row
from transforms.errors import ContractError

_TYPES: dict[Any, Any] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
    datetime: pl.Datetime("us", "UTC"),
    Decimal: pl.Decimal(DECIMAL_PRECISION, DECIMAL_SCALE),
}


def plain_type(annotation: Any) -> tuple[Any, bool]:
    """The Python type of a column and whether it may be NULL; an enumeration counts as ``str``."""
    nullable = False
    if get_origin(annotation) in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        nullable = len(members) < len(get_args(annotation))
        annotation = members[0]
    return (str if get_origin(annotation) is Literal else annotation), nullable


def allowed_values(row_class: type[Row], column: str) -> tuple[str, ...]:
    """The words that an enumerated column may hold; empty for other columns."""
    annotation = row_class.model_fields[column].annotation
    for part in (annotation, *get_args(annotation)):
        if get_origin(part) is Literal:
            return tuple(get_args(part))
    return ()


def keys_of(row_class: type[Row]) -> tuple[str, ...]:
    """The columns that together identify a row; empty for logs such as `checks`."""
    return tuple(name for name in row_class.model_fields if _extra(row_class, name)["key"])


def references_of(row_class: type[Row]) -> dict[str, tuple[str, str]]:
    """Column → (table, column) that it refers to."""
    found = ((name, _extra(row_class, name)["references"]) for name in row_class.model_fields)
    return {name: (target.split(".")[0], target.split(".")[1]) for name, target in found if target}


def _extra(row_class: type[Row], column: str) -> dict[str, Any]:
    extra = row_class.model_fields[column].json_schema_extra
    return extra if isinstance(extra, dict) else {"key": False, "references": None}


def schema_of(row_class: type[Row]) -> pl.Schema:
    """The Polars schema of a table, columns in the order of its class."""
    return pl.Schema({name: _TYPES[plain_type(field.annotation)[0]] for name, field in row_class.model_fields.items()})


def to_frame(rows: Iterable[Row], row_class: type[Row]) -> pl.DataFrame:
    """A frame of the table's schema, one line a row, in the order given; no rows give an empty frame."""
    cells = [row.__dict__ for row in rows]
    columns: dict[str, list[Any]] = {name: [row[name] for row in cells] for name in row_class.model_fields}
    return pl.DataFrame(columns, schema=schema_of(row_class), strict=True)


def conform(frame: pl.DataFrame, row_class: type[Row]) -> pl.DataFrame:
    """The same frame when it has exactly the table's columns and types.

    Raises:
        ContractError: names the first column that is missing, surplus or of another type.
    """
    expected = schema_of(row_class)
    if frame.schema == expected:
        return frame
    for name in [*expected, *frame.columns]:
        have, want = frame.schema.get(name), expected.get(name)
        if have != want:
            raise ContractError(
                f"table {row_class.table!r}, column {name!r}: expected {want}, got {have}; fix the stage."
            )
    return frame.select(list(expected))
