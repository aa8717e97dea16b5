"""Proofs on a build before it is published: keys are unique, references lead somewhere.

The tables carry no PRIMARY or FOREIGN KEY (see `warehouse.ddl`): queries prove the same in a fraction of the time. What
was published before was proved then, and whatever belongs to a document comes and goes with it. So a publication looks
at what is new: a fact must belong to a document of its own run, whose key is compared with all that are published.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import duckdb

from transforms.contract import DOCUMENT_TABLES, FACT_KEYS, TABLES, Attribution, Document, Row
from transforms.frames import keys_of, references_of

#: Prefix of the views that hold what is new (`warehouse.staging`).
NEW = "new_"
#: So many hashes, and so many keys, of a table are compared at once: memory stays bounded.
_HASHES_AT_ONCE, _KEYS_AT_ONCE = 2_000_000, 400_000


def broken_rules(con: duckdb.DuckDBPyConnection, new: str = NEW) -> list[str]:
    """One sentence for every key that stands twice and every reference that leads nowhere; empty when all holds.

    Args:
        con: the build, with all rows in its tables.
        new: prefix of what is looked at; empty: all rows of the tables.
    """
    query = " UNION ALL ".join(f"SELECT '{row.table}', count(*) FROM {new}{row.table}" for row in TABLES)
    sizes = dict(con.execute(query).fetchall())
    return [*_doubled_keys(con, new, sizes), *_lost_references(con, new, sizes)]


def _doubled_keys(con: duckdb.DuckDBPyConnection, new: str, sizes: Mapping[str, int]) -> Iterator[str]:
    for row in TABLES:
        if keys := keys_of(row):
            columns = ", ".join(keys)
            rows = f"{new}{row.table}" if row in DOCUMENT_TABLES else row.table
            if new and row not in DOCUMENT_TABLES:
                rows += f" SEMI JOIN {new}{row.table} USING ({columns})"
            # Hashes are numbers: asked first, they cost a third; equal ones need not be equal keys.
            hashes = f"SELECT count(*) - count(DISTINCT key) FROM (SELECT hash({columns}) AS key FROM {rows})"
            if not any(_count(con, hashes + part) for part in _parts("key", sizes[row.table], _HASHES_AT_ONCE)):
                continue
            doubled = _count(
                con, f"SELECT count(*) FROM (SELECT {columns} FROM {rows} GROUP BY ALL HAVING count(*) > 1)"
            )
            if doubled:
                yield f"{doubled} keys ({columns}) stand more than once in {row.table}"


def _parts(number: str, size: int, at_once: int) -> list[str]:
    """A condition for each part of some rows, told by a number that is spread evenly; none where they are few."""
    n = -(-size // at_once)
    return [f" WHERE {number} % {n} = {part}" for part in range(n)] if n > 1 else [""]


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


def _lost_references(con: duckdb.DuckDBPyConnection, new: str, sizes: Mapping[str, int]) -> Iterator[str]:
    """Queries for each target, for all columns that refer to it."""
    targets: dict[tuple[str, str, str], list[str]] = {}
    for row, column, table, key, wanted in _references():
        # Facts refer to what came with their document; sightings and copies may speak of documents of earlier runs.
        among = f"{new}{table}" if row in DOCUMENT_TABLES and table in _COMES_WITH_DOCUMENT else table
        user = (
            f"SELECT '{row.table}' AS place, '{column}' AS field, {column} AS key FROM {new}{row.table} WHERE {wanted}"
        )
        targets.setdefault((among, table, key), []).append(user)
    for (among, table, key), users in targets.items():
        lost: Counter[tuple[str, str]] = Counter()
        for part in _parts("hash(key)", sizes[table], _KEYS_AT_ONCE):
            found = con.execute(
                f"SELECT place, field, count(*) FROM (FROM ({' UNION ALL '.join(users)}){part}) AS user "
                f"ANTI JOIN (FROM (SELECT {key} AS key FROM {among}){part}) AS target USING (key) GROUP BY ALL"
            )
            for place, field, number in found.fetchall():
                lost[place, field] += number
        for (place, field), number in sorted(lost.items()):
            yield f"{number} rows of {place} refer by {field} to no row of {table}"


_COMES_WITH_DOCUMENT = {Document.table, *(row.table for row in DOCUMENT_TABLES)}


def _references() -> Iterator[tuple[type[Row], str, str, str, str]]:
    """Row class, column, the table and key that it refers to, and the rows for which it does."""
    for row in TABLES:
        for column, (table, key) in references_of(row).items():
            yield row, column, table, key, f"{column} IS NOT NULL"
    for table, key in FACT_KEYS.items():
        yield Attribution, "fact_id", table, key, f"fact_table = '{table}'"
