"""Questions that are asked most are tables, kept up for the documents of each publication: they answer in milliseconds.

`warehouse/kept` holds one query a table, whose rows belong to one document each, or to one story. A kept table holds
what its query gives, at any time: a publication asks the query about the documents that it brings and the stories that
they touch, some thousand at a time, so that memory stays bounded. When a query has changed, with another version of
spoglio, its table is made anew, with those that read it (`warehouse.versions`).
"""

from collections.abc import Iterable, Mapping, Sequence, Set

import duckdb

from transforms.contract import DOCUMENT_TABLES, Document, Quantity, WordForm
from warehouse.ddl import WORDS, View, kept_statements, kept_tables, quoted, read_views, reads
from warehouse.words import add_forms

_BY_DOCUMENT = (Document.table, *(row.table for row in DOCUMENT_TABLES))
#: Documents, and stories, of a warehouse about which a query is asked at once.
_AT_ONCE, _STORIES_AT_ONCE = 2_000, 20_000
#: What follows the name of somebody in a column, and the column of `entities` that it holds.
_OF_ENTITIES = {"": "name", "_wikidata_id": "wikidata_id", "_kind": "kind"}


def make_kept(con: duckdb.DuckDBPyConnection, names: Set[str]) -> None:
    """Make some of the kept tables from nothing, filled from what the tables hold; those of another version go.

    Args:
        con: the build, in a transaction.
        names: what is made: of `kept_statements`, with all that reads it.
    """
    for kind, name in _objects(con):
        if name in names:
            con.execute(f"DROP {kind} {name}")
    for name, statements in kept_statements().items():
        if name in names:
            con.execute("\n".join(statements))
    tables = [table for table in kept_tables("doc_id") if table.name in names]
    ((n_documents, catalog),) = con.execute("SELECT count(*), current_database() FROM documents").fetchall()
    parts = -(-n_documents // _AT_ONCE) if tables else 0
    for part in range(parts):
        own = f"FROM {quoted(catalog)}.main.{{}} WHERE hash(doc_id) % {parts} = {part}"
        _add(con, {name: own.format(name) for name in _BY_DOCUMENT}, tables)
    _add_stories(
        con,
        f"FROM {quoted(catalog)}.main.stories",
        [table for table in kept_tables("story_id") if table.name in names],
    )


def keep_up(con: duckdb.DuckDBPyConnection, new: Iterable[Mapping[str, str]]) -> None:
    """Bring the kept tables up to what was just loaded (`warehouse.load`), in the same transaction.

    Args:
        con: the build.
        new: table → query for the rows of some new documents, until all were told (`Staging.slices`).
    """
    if _some(con, "replaced"):
        for table in kept_tables("doc_id"):
            con.execute(f"DELETE FROM {table.name} WHERE doc_id IN (SELECT doc_id FROM replaced)")
    if _some(con, "renamed"):
        for table in kept_tables("doc_id"):
            _rename(con, table)
    for rows in new:
        _add(con, {name: rows[name] for name in _BY_DOCUMENT}, kept_tables("doc_id"))


def keep_up_stories(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the kept tables of stories up to what was just told of the stories in the table `touched_stories`."""
    for table in kept_tables("story_id"):
        con.execute(
            f"DELETE FROM {table.name} WHERE story_id IN (SELECT story_id FROM touched_stories) "
            "OR story_id NOT IN (SELECT story_id FROM stories)"
        )
    _add_stories(con, "FROM touched_stories", kept_tables("story_id"))


def _add_stories(con: duckdb.DuckDBPyConnection, stories: str, tables: Sequence[View]) -> None:
    """Ask the queries of some tables about some stories: a view of their quantities stands before the table itself."""
    ((n_stories, catalog),) = con.execute(f"SELECT count(*), current_database() {stories}").fetchall()
    parts = -(-n_stories // _STORIES_AT_ONCE) if tables else 0
    for part in range(parts):
        own = f"SELECT story_id {stories} WHERE hash(story_id) % {parts} = {part}"
        con.execute(
            f"CREATE TEMP VIEW {Quantity.table} AS FROM {quoted(catalog)}.main.{Quantity.table} "
            f"WHERE story_id IN ({own})"
        )
        for table in tables:
            con.execute(f"INSERT INTO {quoted(catalog)}.main.{table.name} BY NAME {table.query}")
        con.execute(f"DROP VIEW temp.{Quantity.table}")


def _add(con: duckdb.DuckDBPyConnection, rows: Mapping[str, str], tables: Sequence[View]) -> None:
    """Ask the queries of some tables about some documents: views stand before the tables that they read."""
    ((catalog,),) = con.execute("SELECT current_database()").fetchall()
    for name, query in rows.items():
        con.execute(f"CREATE TEMP VIEW {name} AS {query}")
    of_words = any(reads(table.query, WORDS) for table in tables)
    if of_words:
        _add_words(con, catalog)
    for table in tables:
        con.execute(f"INSERT INTO {quoted(catalog)}.main.{table.name} BY NAME {table.query}")
    if of_words:
        con.execute(f"DROP TABLE temp.{WORDS}")
    for name in rows:
        con.execute(f"DROP VIEW temp.{name}")


def _add_words(con: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """Read the words once, for all that is made of them: a table stands before the view of its name."""
    (words,) = (view.query for view in read_views() if view.name == WORDS)
    con.execute(f"CREATE TEMP TABLE {WORDS} AS {words}")
    add_forms(con, f"{quoted(catalog)}.main.{WordForm.table}", WORDS)


def _rename(con: duckdb.DuckDBPyConnection, table: View) -> None:
    """Tell entities whose names have changed by their new names."""
    for column in table.columns:
        who = column.removesuffix("_id").removesuffix("_entity")
        if column.endswith("entity_id"):
            held = {who + end: own for end, own in _OF_ENTITIES.items() if who + end in table.columns}
            told = ", ".join(f"{name} = entities.{own}" for name, own in held.items())
            con.execute(
                f"UPDATE {table.name} SET {told} FROM entities SEMI JOIN renamed USING (entity_id) "
                f"WHERE entities.entity_id = {table.name}.{column}"
            )


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
