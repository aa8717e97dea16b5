"""The tables of several batches as those of one."""

from collections.abc import Mapping, Sequence

import polars as pl

from transforms.contract import PREFERENCE, Entity

Tables = dict[str, pl.DataFrame]


def join_tables(parts: Sequence[Mapping[str, pl.DataFrame]]) -> Tables:
    """The rows of all parts, table by table, in the order given; an entity stands once."""
    names = dict.fromkeys(name for part in parts for name in part)
    tables = {name: pl.concat([part[name] for part in parts if name in part]) for name in names}
    if Entity.table in tables:
        named = tables[Entity.table].sort("entity_id", *PREFERENCE[Entity], nulls_last=True)
        tables[Entity.table] = named.unique("entity_id", keep="first", maintain_order=True)
    return tables
