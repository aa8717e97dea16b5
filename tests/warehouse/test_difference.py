"""What two warehouses of the same texts tell differently."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tests.tables import Tables, batch, no_rows, run_row
from transforms.contract import Check, Reject
from transforms.errors import StoreError
from warehouse.difference import Change, Difference, differences
from warehouse.store import Warehouse


def published(path: Path, tables: Tables, run_id: str = "run-1") -> Path:
    with Warehouse(path) as store:
        store.write_batch(tables)
        store.write_run(run_row(run_id), no_rows(Check), no_rows(Reject))
        store.publish()
    return path


def test_the_same_facts_of_another_run_do_not_differ(tmp_path: Path) -> None:
    before = published(tmp_path / "a.duckdb", batch(1, 2))
    now = published(tmp_path / "b.duckdb", batch(1, 2, run_id="run-2"), "run-2")
    assert differences(before, now) == Difference()
    assert differences(before, now).n == 0


def test_gained_lost_and_changed(tmp_path: Path) -> None:
    before, now = batch(1), batch(1)
    now["quotes"] = now["quotes"].filter(pl.col("form") == "direct")
    now["figures"] = now["figures"].with_columns(
        low=pl.when(pl.col("surface") == "30").then(Decimal(29)).otherwise("low"),
        rule=pl.when(pl.col("surface") == "30").then(pl.lit("a new rule")).otherwise("rule"),
    )
    before["dates"] = before["dates"].clear()
    found = differences(published(tmp_path / "a.duckdb", before), published(tmp_path / "b.duckdb", now))
    assert found.changes == [
        Change("dates", "gained", "by_hand", 1),
        Change("figures", "changed", "a new rule", 1),
        Change("quotes", "lost", "by_hand", 1),
    ]
    assert found.n == 3
    told = {example.table: example for example in found.examples}
    assert told["dates"].fact == "2025"
    assert told["dates"].sentence.startswith("Nel 2025")
    assert told["dates"].source_uri == "storie/001.txt"
    assert told["figures"].columns == (
        ("low", "30.000000000000", "29.000000000000"), ("rule", "by_hand", "a new rule"),
    )  # fmt: skip
    assert told["quotes"].fact == "i soldi ci sono"


def test_texts_that_one_alone_holds_do_not_count(tmp_path: Path) -> None:
    before = published(tmp_path / "a.duckdb", batch(1))
    now = published(tmp_path / "b.duckdb", batch(1, 2))
    assert differences(before, now).n == 0
    assert differences(now, before).n == 0


def test_examples_are_of_every_table(tmp_path: Path) -> None:
    before, now = batch(*range(1, 9)), batch(*range(1, 9))
    for table in ("figures", "mentions", "quotes"):
        now[table] = now[table].with_columns(rule=pl.lit("other"))
    found = differences(published(tmp_path / "a.duckdb", before), published(tmp_path / "b.duckdb", now), 6)
    assert [example.table for example in found.examples] == [
        "figures",
        "figures",
        "mentions",
        "mentions",
        "quotes",
        "quotes",
    ]
    assert found.n == sum(before[table].height for table in ("figures", "mentions", "quotes"))


def test_a_file_that_is_no_warehouse(tmp_path: Path) -> None:
    now = published(tmp_path / "b.duckdb", batch(1))
    (tmp_path / "a.duckdb").write_text("nothing")
    with pytest.raises(StoreError):
        differences(tmp_path / "a.duckdb", now)
