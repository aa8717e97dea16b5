"""What is inside a warehouse file: whether it is ours and of this version, and how a new one is laid out."""

from pathlib import Path

import duckdb

from transforms.contract import ACROSS, TABLES, VERSION
from transforms.errors import EarlierError, StoreError
from warehouse.ddl import quote, sql_type, table_statements
from warehouse.earlier import can_be_read_again
from warehouse.files import STORAGE_VERSION, connect, damaged, store_error

#: What stands before the blocks of a DuckDB file.
_HEADER_BYTES = 3 * 4096
#: More than this share of a file unused is worth writing it anew; a file of 16 MB is not worth it.
_MOST_UNUSED, _ENOUGH_BYTES = 0.125, 16_000_000


def open_checked(path: Path) -> duckdb.DuckDBPyConnection | None:
    """A read-only connection; None when there is no file or it is an empty database.

    Raises:
        EarlierError: the file is of an earlier version, and its texts can be read again.
        StoreError: it is no warehouse, of a later version, damaged, locked or may not be opened.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    con = connect(path, read_only=True)
    try:
        have = tables_in(con)
        if have:
            _check_length(con, path)
            _check_version(con, have, path)
            return con
    except (StoreError, duckdb.Error) as error:
        con.close()
        raise error if isinstance(error, StoreError) else store_error(error, path) from error
    con.close()
    return None


def tables_in(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Table → column → type of the file's own tables."""
    found: dict[str, dict[str, str]] = {}
    query = """
        SELECT table_name, column_name, data_type FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (table_oid)
        WHERE NOT internal AND schema_name = 'main' AND database_name = current_database() ORDER BY column_index
    """
    for table, column, kind in con.execute(query).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def _check_length(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuse a file of which the end is missing: DuckDB notices that only when it comes to need it."""
    ((size,),) = con.execute("SELECT block_size FROM pragma_database_size()").fetchall()
    if (path.stat().st_size - _HEADER_BYTES) % size:
        raise damaged(path)


def _check_version(con: duckdb.DuckDBPyConnection, have: dict[str, dict[str, str]], path: Path) -> None:
    wanted = {row.table: {name: sql_type(row, name) for name in row.model_fields} for row in (*TABLES, *ACROSS)}
    if not set(wanted) & set(have):
        raise StoreError(f"{path} is a DuckDB database, but no warehouse of spoglio; choose another --db.")
    version = _version(con)
    if version > VERSION:
        raise StoreError(f"{path} was made by a later version of spoglio; install that one or choose another --db.")
    differ = [table for table, columns in wanted.items() if have.get(table) != columns]
    if version == VERSION and not differ:
        return
    if can_be_read_again(have):
        raise EarlierError(
            f"{path} was made by an earlier version of spoglio; call 'spoglio run' once with its --db: "
            "it reads the texts of the file again and keeps the file beside the new one."
        )
    raise StoreError(
        f"{path} was made by another version of spoglio (table {differ[0]!r} differs) and holds no texts to read "
        "again; choose another --db and run over the articles again."
    )


def _version(con: duckdb.DuckDBPyConnection) -> int:
    """The version of the contract by which a file was made; those before 2 did not tell."""
    try:
        return int(con.execute("SELECT contract_version()").fetchall()[0][0])
    except duckdb.CatalogException:
        return 1


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Lay out all tables with their comments."""
    version = f"CREATE MACRO contract_version() AS {VERSION};"
    con.execute("\n".join(["BEGIN;", *table_statements(), version, "COMMIT;"]))


def write_tight(con: duckdb.DuckDBPyConnection, target: Path) -> bool:
    """Write the file of a connection anew when much of it is unused; whether that was done.

    DuckDB uses the space of removed rows again, but never gives it back.
    """
    query = "SELECT current_database(), block_size, total_blocks, free_blocks FROM pragma_database_size()"
    ((name, size, blocks, free),) = con.execute(query).fetchall()
    if blocks * size < _ENOUGH_BYTES or free / blocks <= _MOST_UNUSED:
        return False
    con.execute(f"ATTACH {quote(str(target))} AS tight (STORAGE_VERSION {quote(STORAGE_VERSION)})")
    con.execute(f'COPY FROM DATABASE "{name}" TO tight')
    con.execute("DETACH tight")
    return True
