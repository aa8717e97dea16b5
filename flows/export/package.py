"""The description of an export for programs: a Frictionless data package (``datapackage.json``), from the contract."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.export.files import MOMENT, NEUTRALISED
from flows.export.tables import Column, Table
from flows.export.workbook import LIMITS
from flows.version import code_version
from transforms.contract import VERSION, Row
from transforms.frames import allowed_values
from warehouse.ddl import is_nullable

NAME = "datapackage.json"
#: By this a folder is known as ours.
MAKER = "spoglio export"

_TYPES = {"VARCHAR": "string", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date"}
_MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export: its name, size and SHA-256."""

    name: str
    n_bytes: int
    sha256: str


def describe_package(
    name: str, run: Mapping[str, Any] | None, form: str, tables: Sequence[Table], files: Mapping[str, Written],
    rows: Mapping[str, int],
) -> dict[str, Any]:  # fmt: skip
    """The whole description.

    Args:
        name: of the warehouse.
        run: the newest run: run_id and finished_at (UTC); None: nothing ran.
        form: ``parquet``, ``csv``, ``jsonl`` or ``xlsx``.
        tables: what was written.
        files: table → its file.
        rows: table → number of rows.
    """
    package: dict[str, Any] = {
        "name": re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "warehouse",
        "title": f"Facts of Italian news: {name}",
        "description": _about(form),
        "version": f"{VERSION}",
        "spoglio": {"made_by": MAKER, "code_version": code_version(), "contract_version": VERSION, "format": form},
    }
    if run is not None:
        package["spoglio"]["run_id"] = run["run_id"]
        if run["finished_at"] is not None:
            package["created"] = run["finished_at"].strftime("%Y-%m-%dT%H:%M:%SZ")
    package["resources"] = [_resource(table, form, files[table.name], rows[table.name]) for table in tables]
    return package


def _about(form: str) -> str:
    told = (
        "Tables and views of a spoglio warehouse. Spans are half-open, in code points of documents.text; "
        "what is not known is empty (NULL)."
    )
    more = {"csv": NEUTRALISED, "xlsx": LIMITS}.get(form, "All values are exact.")
    return f"{told} {more}"


def _resource(table: Table, form: str, file: Written, rows: int) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "path": file.name,
        "scheme": "file",
        "format": form,
        "mediatype": _MEDIA[form],
        "description": table.about,
        "bytes": file.n_bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": rows,
    }
    if form in ("csv", "jsonl"):
        resource["encoding"] = "utf-8"
    if form == "csv":
        resource["dialect"] = {
            "header": True,
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminator": "\n",
        }
    if form == "xlsx":
        resource["dialect"] = {"header": True, "sheet": table.name}
    resource["schema"] = _schema(table, form)
    return resource


def _schema(table: Table, form: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, table.row_class, form) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if target == table.name else target, "fields": [key]}}
            for column, (target, key) in table.references.items()
        ]
    return schema


def _field(column: Column, row_class: type[Row] | None, form: str) -> dict[str, Any]:
    kind = column.kind.split("(")[0]
    name = (
        "datetime" if kind.startswith("TIMESTAMP") else "number" if kind == "DECIMAL" else _TYPES.get(kind, "integer")
    )
    field: dict[str, Any] = {"name": column.name, "type": name, "description": column.about}
    if name == "datetime" and form in ("csv", "jsonl"):
        field["format"] = MOMENT
    if column.unit:
        field["unit"] = column.unit
    if row_class is not None and (constraints := _constraints(row_class, column.name, name)):
        field["constraints"] = constraints
    return field


def _constraints(row_class: type[Row], column: str, kind: str) -> dict[str, Any]:
    """What the contract demands of a column. A text that may be empty is not required: in CSV it looks like NULL."""
    schema = row_class.model_json_schema()["properties"][column]
    plain = next((part for part in schema.get("anyOf", []) if part.get("type") != "null"), schema)
    told: dict[str, Any] = {}
    if not is_nullable(row_class, column) and (
        kind != "string" or plain.get("minLength") or allowed_values(row_class, column)
    ):
        told["required"] = True
    if words := allowed_values(row_class, column):
        told["enum"] = list(words)
    for ours, theirs in (
        ("minimum", "minimum"),
        ("maximum", "maximum"),
        ("minLength", "minLength"),
        ("pattern", "pattern"),
    ):
        if ours in plain:
            told[theirs] = plain[ours]
    return told
