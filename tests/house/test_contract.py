"""The contract names every column once, describes it, and turns into schemas without loss."""

import json
from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from pydantic import ValidationError

from tests.tables import batch, story
from transforms.contract import DOCUMENT_TABLES, TABLES, Entity, Figure, Row, stable_id
from transforms.errors import ContractError
from transforms.frames import conform, plain_type, schema_of, to_frame
from warehouse.generate import generated_files


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row.table)
def test_every_column_is_described(row: type[Row]) -> None:
    assert row.__doc__
    for name, field in row.model_fields.items():
        assert field.description, name
        assert field.description.endswith((".", ")", "…")), name
        assert plain_type(field.annotation)[0] in (str, int, float, bool, date, datetime, Decimal), name


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row.table)
def test_suffixes_say_what_a_column_is(row: type[Row]) -> None:
    for name, field in row.model_fields.items():
        kind = plain_type(field.annotation)[0]
        if name.endswith("_on"):
            assert kind is date
        if name.endswith("_at"):
            assert kind is datetime
        if name.startswith("is_"):
            assert kind is bool
        if name.endswith("_id"):
            assert kind is str


def test_tables_of_documents_refer_to_documents() -> None:
    for row in DOCUMENT_TABLES:
        extra = row.model_fields["doc_id"].json_schema_extra
        assert isinstance(extra, dict)
        assert extra["references"] == "documents.doc_id"


def test_keys_are_the_same_on_every_machine() -> None:
    assert stable_id("document", "Ciao, mondo.") == "263a4fa8740a38ca3db6"
    assert stable_id("a", "bc") != stable_id("ab", "c")
    assert len(stable_id("lone surrogate", "\ud800")) == 20


def test_rows_refuse_unknown_columns_and_words() -> None:
    entity = {"entity_id": "e", "name": "Borgo", "kind": "LOC", "run_id": "r"}
    assert Entity(**entity).wikidata_id is None
    for wrong in ({"kind": "GPE"}, {"name": ""}, {"wikidata_id": "Q0"}, {"wikidata_id": "q42"}, {"colour": "red"}):
        with pytest.raises(ValidationError):
            Entity(**(entity | wrong))


def test_rows_become_frames_and_conform() -> None:
    rows = [Figure(**row) for row in story(1)["figures"]]
    frame = to_frame(rows, Figure)
    assert conform(frame, Figure).equals(batch(1)["figures"])
    assert to_frame([], Figure).schema == schema_of(Figure)
    assert frame.schema["low"] == pl.Decimal(38, 12)


def test_a_frame_that_does_not_fit_is_named_by_its_column() -> None:
    frame = batch(1)["figures"]
    with pytest.raises(ContractError, match="table 'figures', column 'surface'"):
        conform(frame.drop("surface"), Figure)
    with pytest.raises(ContractError, match="column 'colour'"):
        conform(frame.with_columns(colour=pl.lit("red")), Figure)


def test_json_schemas_describe_every_column() -> None:
    files = generated_files()
    for row in TABLES:
        schema = json.loads(files[f"{row.table}.schema.json"])
        assert list(schema["properties"]) == list(row.model_fields)
        assert all(column["description"] for column in schema["properties"].values())
