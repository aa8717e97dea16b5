"""A warehouse of an earlier version: its texts are read again, and nothing else of it is lost.

Facts, keys and meanings of another version cannot be told from those of this one by a change of names alone. So the
texts that such a file holds are read again with what was told about them, as if they came in for the first time; its
runs, checks and rejects are taken over, and the file itself is kept beside the new one.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl

from transforms.contract import Check, Completeness, Document, Reject, Row, Run, Sighting
from transforms.frames import conform, schema_of
from warehouse.ddl import quote, sql_type
from warehouse.files import connect

#: What was recorded of runs, in the order in which it is written.
_RECORDS: tuple[type[Row], ...] = (Run, Check, Reject)
#: Column → its name before version 2.
_OLD_NAMES = {"outlet": "source_name"}
#: What is told about a text at the place that names it and about no other.
_OF_DOCUMENT = ("title", "language", "author", "section", "completeness", "told_by", "n_chars_left_out")
_FETCH = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """A text of the earlier file at one of its places, with what was told about it there. None: not told."""

    text: str
    source_uri: str
    outlet: str | None
    url: str | None
    published_on: date | None
    published_at: datetime | None
    title: str | None
    language: str | None
    author: str | None
    section: str | None
    completeness: Completeness | None
    told_by: str | None
    n_chars_left_out: int | None


def can_be_read_again(have: dict[str, dict[str, str]]) -> bool:
    """Whether a file with these tables and columns holds texts and their places."""
    return {"doc_id", "source_uri", "text"} <= have.get(Document.table, {}).keys() and {
        "doc_id",
        "source_uri",
    } <= have.get(Sighting.table, {}).keys()


def stored_texts(path: Path) -> Iterator[Stored]:
    """All texts of an earlier file, once for every place where they were seen."""
    with closing(connect(path, read_only=True)) as con:
        document, place = (_columns(con, row) for row in (Document, Sighting))
        at = document.get("published_at")
        # A moment without zone was Italian wall-clock time; a day that the text tells itself is not told again.
        moment = (
            f"d.{at[0]}" if at and at[1] == "TIMESTAMP" else f"timezone('Europe/Rome', d.{at[0]})" if at else "NULL"
        )
        here = "s.source_uri = d.source_uri"
        told = "d.published_basis IS DISTINCT FROM 'text'" if "published_basis" in document else "true"

        def of(columns: dict[str, tuple[str, str]], alias: str, name: str) -> str:
            return f"{alias}.{columns[name][0]}" if name in columns else "NULL"

        cursor = con.execute(f"""
            SELECT
                d.text, s.source_uri, {of(place, "s", "outlet")}, {of(place, "s", "url")},
                CASE WHEN {here} AND NOT ({told}) THEN NULL ELSE {of(place, "s", "published_on")} END,
                CASE WHEN {here} AND {told} THEN {moment} END,
                {", ".join(f"CASE WHEN {here} THEN {of(document, 'd', name)} END" for name in _OF_DOCUMENT)}
            FROM sightings AS s JOIN documents AS d USING (doc_id)
        """)
        while rows := cursor.fetchmany(_FETCH):
            yield from (Stored(*row) for row in rows)


def records_of(path: Path) -> dict[str, pl.DataFrame]:
    """The rows of `runs`, `checks` and `rejects` of an earlier file; columns that it did not have are NULL."""
    frames = {}
    with closing(connect(path, read_only=True)) as con:
        for row in _RECORDS:
            have = _columns(con, row)
            cells = [
                f"CAST({have[name][0] if name in have else 'NULL'} AS {sql_type(row, name)}) AS {name}"
                for name in row.model_fields
            ]
            if have:
                frame: pl.DataFrame = con.sql(f"SELECT {', '.join(cells)} FROM {row.table}").pl()
                frames[row.table] = conform(frame, row)
            else:
                frames[row.table] = pl.DataFrame(schema=schema_of(row))
    return frames


def keep_moments(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Give texts and places the moments at which the earlier file saw them first."""
    con.execute(f"ATTACH {quote(str(path))} AS earlier (READ_ONLY)")
    for table, column, keys in (
        ("documents", "first_seen_at", ("doc_id",)),
        ("sightings", "seen_at", ("doc_id", "source_uri")),
    ):
        same = " AND ".join(f"{table}.{key} = before.{key}" for key in keys)
        con.execute(
            f"UPDATE {table} SET {column} = least({table}.{column}, CAST(before.{column} AS TIMESTAMPTZ)) "
            f"FROM earlier.{table} AS before WHERE {same}"
        )


def lost_texts(con: duckdb.DuckDBPyConnection) -> int:
    """How many texts of the earlier file (attached as `earlier`) are not in the tables, rejected or retracted."""
    query = """
        SELECT count(*) FROM earlier.documents AS before ANTI JOIN documents USING (doc_id)
        ANTI JOIN retractions USING (doc_id)
        WHERE NOT EXISTS (
            FROM new_rejects WHERE new_rejects.doc_id = before.doc_id OR new_rejects.source_uri = before.source_uri
        )
    """
    return int(con.execute(query).fetchall()[0][0])


def kept_as(path: Path) -> Path:
    """Where the earlier file is kept."""
    return path.with_name(f"{path.stem}.earlier{path.suffix}")


def keep(path: Path) -> Path:
    """Keep the earlier file under another name too, before the new one takes its place; that name.

    Raises:
        OSError: the disk is full or the folder may not be written.
    """
    target, number = kept_as(path), 1
    while target.exists():
        if target.samefile(path):
            return target  # a run kept it and could not publish
        number += 1
        target = kept_as(path).with_stem(f"{kept_as(path).stem}{number}")
    try:
        os.link(path, target)
    except OSError:  # a file system without second names
        shutil.copy2(path, target)
    return target


def _columns(con: duckdb.DuckDBPyConnection, row: type[Row]) -> dict[str, tuple[str, str]]:
    """Column of today → name and type that it has in the file of the connection."""
    query = "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database()"
    have = dict(con.execute(f"{query} AND table_name = {quote(row.table)}").fetchall())
    names = {name: name if name in have else _OLD_NAMES.get(name, name) for name in row.model_fields}
    return {name: (old, have[old]) for name, old in names.items() if old in have}
