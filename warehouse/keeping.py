"""Questions that are asked most are tables, kept up for the documents of each publication: they answer in milliseconds.

`warehouse/kept` holds one query a table, each over one row or group of rows a document. Its rows are those that the
query gives, at any time; a publication asks it about the documents that it brings, and about those that tell of an
entity whose name has changed. When a query itself has changed, with another version of spoglio, its table is made anew.
"""

import duckdb

from transforms.contract import DOCUMENT_TABLES, Document
from warehouse.ddl import kept_statements, kept_tables, quoted

_BY_DOCUMENT = (Document.table, *(row.table for row in DOCUMENT_TABLES))
#: Columns of facts whose names stand in kept tables.
_NAMED_BY = (
    ("figures", "subject_entity_id"), ("figures", "source_entity_id"), ("figures", "place_entity_id"),
    ("quotes", "speaker_entity_id"),
)  # fmt: skip


def make_kept(con: duckdb.DuckDBPyConnection) -> None:
    """Make all kept tables from nothing, filled from what the tables hold; those of another version go."""
    for kind, name in _objects(con):
        con.execute(f"DROP {kind} {name}")
    con.execute("\n".join(kept_statements()))
    for table in kept_tables():
        con.execute(f"INSERT INTO {table.name} BY NAME {table.query}")


def keep_up(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the kept tables up to what was just loaded (`warehouse.load`), in the same transaction."""
    con.execute("CREATE TEMP TABLE told_anew (doc_id VARCHAR)")
    if _some(con, "renamed"):
        users = " UNION ".join(
            f"SELECT doc_id FROM {table} WHERE {column} IN (FROM renamed)" for table, column in _NAMED_BY
        )
        con.execute(f"INSERT INTO told_anew SELECT doc_id FROM ({users}) ANTI JOIN new_documents USING (doc_id)")
    ((catalog,),) = con.execute("SELECT current_database()").fetchall()
    if _some(con, "told_anew") or _some(con, "replaced"):
        for table in kept_tables():
            gone = "SELECT doc_id FROM told_anew UNION ALL SELECT doc_id FROM replaced"
            con.execute(f"DELETE FROM {table.name} WHERE doc_id IN ({gone})")
    _add(con, catalog, {name: f"FROM new_{name}" for name in _BY_DOCUMENT})
    if _some(con, "told_anew"):
        own = {name: f"FROM {quoted(catalog)}.main.{name} SEMI JOIN told_anew USING (doc_id)" for name in _BY_DOCUMENT}
        _add(con, catalog, own)


def _add(con: duckdb.DuckDBPyConnection, catalog: str, rows: dict[str, str]) -> None:
    """Ask the queries about some documents: views of the names of the tables stand before the tables themselves."""
    for name, query in rows.items():
        con.execute(f"CREATE TEMP VIEW {name} AS {query}")
    for table in kept_tables():
        con.execute(f"INSERT INTO {quoted(catalog)}.main.{table.name} BY NAME {table.query}")
    for name in rows:
        con.execute(f"DROP VIEW temp.{name}")


def _objects(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """What the file has under the names of kept tables: a table, or a view of a version before."""
    names = [table.name for table in kept_tables()]
    found = con.execute(
        "SELECT 'TABLE', table_name FROM duckdb_tables() WHERE database_name = current_database() "
        "UNION ALL SELECT 'VIEW', view_name FROM duckdb_views() WHERE database_name = current_database()"
    )
    return [(kind, name) for kind, name in found.fetchall() if name in names]


def _some(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(con.execute(f"FROM {table} LIMIT 1").fetchall())
