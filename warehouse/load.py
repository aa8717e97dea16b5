"""Staged rows → the tables of a build. Only what is new or changed is written, and only that is looked at.

The views ``new_TABLE`` (see `warehouse.staging`) hold what a run wrote; the tables hold what was published before.
"""

import duckdb

from transforms.contract import DOCUMENT_TABLES, PREFERENCE, TABLES, Check, Document, Entity, Reject, Row, Run, Sighting
from transforms.frames import keys_of, references_of

_ENTITY_USERS = [
    (row.table, column)
    for row in TABLES
    for column, target in references_of(row).items()
    if target == (Entity.table, "entity_id")
]


def load(con: duckdb.DuckDBPyConnection) -> None:
    """Write all staged rows; call it in a transaction.

    The rows of a document replace those published under the same doc_id, and the text keeps the moment at which it was
    first seen. Sightings and entities are merged by key. Entities to which nothing refers any more go.
    """
    replaced = _take_out_replaced(con)
    first = "least(first_seen_at, before)"
    con.execute(
        f"INSERT INTO documents BY NAME SELECT new_documents.* REPLACE ({first} AS first_seen_at) "
        "FROM new_documents LEFT JOIN replaced USING (doc_id)"
        if replaced
        else "INSERT INTO documents BY NAME FROM new_documents"
    )
    tables: tuple[type[Row], ...] = (*DOCUMENT_TABLES, Run, Check, Reject)
    for row in tables:
        con.execute(f"INSERT INTO {row.table} BY NAME FROM new_{row.table}")
    _merge(con, Sighting)
    con.execute(
        "CREATE TEMP TABLE doubtful AS SELECT DISTINCT entity_id FROM new_entities ANTI JOIN entities USING (entity_id)"
    )
    _merge(con, Entity)
    _take_out_unused(con, replaced)


def _take_out_replaced(con: duckdb.DuckDBPyConnection) -> bool:
    """Remove what was published of the documents that come again; whether there are any."""
    con.execute(
        "CREATE TEMP TABLE replaced AS "
        "SELECT doc_id, first_seen_at AS before FROM documents SEMI JOIN new_documents USING (doc_id)"
    )
    if not _some(con, "FROM replaced"):
        return False
    used = " UNION ".join(
        f"SELECT {column} AS entity_id FROM {table} SEMI JOIN replaced USING (doc_id)"
        for table, column in _ENTITY_USERS
    )
    con.execute(f"CREATE TEMP TABLE left_by_replaced AS {used}")
    tables: tuple[type[Row], ...] = (Document, *DOCUMENT_TABLES)
    for row in tables:
        con.execute(f"DELETE FROM {row.table} WHERE doc_id IN (SELECT doc_id FROM replaced)")
    return True


def _merge(con: duckdb.DuckDBPyConnection, row_class: type[Row]) -> None:
    """Of published and staged rows of a key keep the preferred one; rows that stay as they are stay in place."""
    table, keys = row_class.table, ", ".join(keys_of(row_class))
    order = ", ".join(f"{column} NULLS LAST" for column in PREFERENCE[row_class])
    earliest = f"REPLACE (min(seen_at) OVER (PARTITION BY {keys}) AS seen_at)" if row_class is Sighting else ""
    con.execute(f"""
        CREATE TEMP TABLE written AS
        WITH published AS (FROM {table} SEMI JOIN new_{table} USING ({keys})),
        candidates AS (
            SELECT *, false AS is_new FROM published UNION ALL BY NAME SELECT *, true AS is_new FROM new_{table}
        )
        SELECT * EXCLUDE is_new FROM (
            SELECT * {earliest} FROM candidates
            QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY {order}, is_new) = 1
        ) EXCEPT FROM published
    """)
    same = " AND ".join(f"{table}.{key} = written.{key}" for key in keys_of(row_class))
    if row_class is Entity:
        con.execute("CREATE TEMP TABLE renamed AS SELECT entity_id FROM written SEMI JOIN entities USING (entity_id)")
    con.execute(f"DELETE FROM {table} USING written WHERE {same}")
    con.execute(f"INSERT INTO {table} BY NAME FROM written ORDER BY {keys}")
    con.execute("DROP TABLE written")


def _take_out_unused(con: duckdb.DuckDBPyConnection, replaced: bool) -> None:
    """Remove entities to which nothing refers: new ones are asked of new rows, those of replaced documents of all."""
    if replaced:
        con.execute("INSERT INTO doubtful FROM left_by_replaced WHERE entity_id IS NOT NULL")
    prefix = "" if replaced else "new_"
    users = " UNION ALL ".join(f"SELECT {column} AS entity_id FROM {prefix}{table}" for table, column in _ENTITY_USERS)
    con.execute(
        f"CREATE TEMP TABLE used AS SELECT DISTINCT entity_id FROM ({users}) SEMI JOIN doubtful USING (entity_id)"
    )
    con.execute("CREATE TEMP TABLE unused AS FROM doubtful ANTI JOIN used USING (entity_id)")
    if _some(con, "FROM unused"):
        con.execute("DELETE FROM entities WHERE entity_id IN (FROM unused)")


def _some(con: duckdb.DuckDBPyConnection, query: str) -> bool:
    return bool(con.execute(f"{query} LIMIT 1").fetchall())
