"""Proofs on the whole warehouse before it is published: keys are unique, references lead somewhere.

The tables carry no PRIMARY or FOREIGN KEY (see `warehouse.ddl`): a query over a million rows costs hundredths of a
second.
"""

import duckdb

from transforms.contract import FACT_KEYS, TABLES
from transforms.frames import keys_of, references_of


def unused_entities_filter() -> str:
    """The SQL condition under which a row of `entities` is referred to by no fact."""
    users = [
        f"SELECT {column} FROM {row.table} WHERE {column} IS NOT NULL"
        for row in TABLES
        for column, target in references_of(row).items()
        if target == ("entities", "entity_id")
    ]
    return f"entity_id NOT IN ({' UNION ALL '.join(users)})"


def broken_rules(con: duckdb.DuckDBPyConnection) -> list[str]:
    """One sentence for every key that stands twice and every reference that leads nowhere; empty when all holds."""
    broken = []
    for row in TABLES:
        if keys := keys_of(row):
            columns = ", ".join(keys)
            doubled = _count(con, f"SELECT {columns} FROM {row.table} GROUP BY {columns} HAVING count(*) > 1")
            if doubled:
                broken.append(f"{doubled} keys ({columns}) stand more than once in {row.table}")
        for column, (table, key) in references_of(row).items():
            lost = _count(
                con,
                f"SELECT 1 FROM {row.table} ANTI JOIN {table} AS target ON target.{key} = {row.table}.{column} "
                f"WHERE {row.table}.{column} IS NOT NULL",
            )
            if lost:
                broken.append(f"{lost} rows of {row.table} refer by {column} to no row of {table}")
    for table, key in FACT_KEYS.items():
        lost = _count(
            con,
            f"SELECT 1 FROM attributions ANTI JOIN {table} AS target ON target.{key} = fact_id "
            f"WHERE fact_table = '{table}'",
        )
        if lost:
            broken.append(f"{lost} rows of attributions refer by fact_id to no row of {table}")
    return broken


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(f"SELECT count(*) FROM ({query})").fetchone()
    return int(row[0]) if row else 0
