"""Several batches before the gate at once: the same rows, an entity once, whichever batch came first."""

import polars as pl
import pytest

from expectations.batch import join_batches
from expectations.gate import check
from tests.tables import Tables, batch
from transforms.contract import Entity
from transforms.frames import schema_of


def test_one_batch_stays_as_it_is() -> None:
    (tables, joined) = (batch(1, 2), join_batches([batch(1, 2)]))
    assert list(joined) == list(tables)
    assert all(joined[name].equals(tables[name]) for name in tables)


def test_no_batch_has_no_tables() -> None:
    assert join_batches([]) == {}


def test_rows_stand_one_after_the_other_and_an_entity_once() -> None:
    joined, whole = join_batches([batch(1), batch(2)]), batch(1, 2)
    for name in whole:
        if name == Entity.table:
            assert joined[name].equals(whole[name].sort("entity_id"))
        else:
            assert joined[name].equals(whole[name]), name


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_entity_that_the_warehouse_would_keep_stands(order: tuple[int, ...]) -> None:
    given = batch(1)["entities"].row(1, named=True)
    spellings = [given, given | {"name": "Carla NERI"}, given | {"wikidata_id": "Q1"}]
    parts: list[Tables] = [{"entities": pl.DataFrame([spellings[at]], schema=schema_of(Entity))} for at in order]
    assert join_batches(parts)["entities"].to_dicts() == [spellings[2]]


@pytest.mark.slow
def test_the_gate_says_the_same_of_all_at_once() -> None:
    poisoned = batch(2)
    poisoned["figures"] = poisoned["figures"].with_columns(unit=pl.lit("parsec"))
    apart = [check(batch(1), "run-1"), check(poisoned, "run-1")]
    together = check(join_batches([batch(1), poisoned]), "run-1")
    assert not together.held_back
    assert together.rejects.sort(pl.all()).equals(pl.concat([one.rejects for one in apart]).sort(pl.all()))
    for name in ("documents", "figures", "attributions", "findings"):
        rows = pl.concat([one.good[name] for one in apart])
        assert together.good[name].sort(pl.all()).equals(rows.sort(pl.all())), name
