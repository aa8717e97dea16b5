"""What every table is made of: a row, its columns, its key."""

import hashlib
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

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
