"""Which views and kept tables of a file are those of this version of spoglio, and what must be made anew.

A file holds a digest of each: of the statements that make it, of what it is filled from beside the texts (words of
every day, the stemmer, reference tables), and of all that it reads. So another version makes anew what differs alone.
"""

import hashlib
from contextlib import suppress

import duckdb

from transforms.contract import DIMENSIONS, CalendarDay, Outlet, Story, StoryDocument, StoryKey, StoryLink, WordForm
from transforms.stories import everyday_stems, names_that_link_nothing
from warehouse.ddl import create_table, kept_statements, kept_tables, quote, reads, view_statements
from warehouse.dimensions import make_dimensions, rows_of
from warehouse.keeping import make_kept
from warehouse.words import stemmer_version

#: What stories follow from, beside texts and kept tables.
_OF_STORIES = (Outlet.table, "story_words", "appearances")
_VIEWS, _STORIES = "views", "stories"


def renew_views(con: duckdb.DuckDBPyConnection) -> None:
    """Make all views, dimensions and kept tables, or replace those of another version, with their comments.

    Where stories follow from other words or names than before they are taken out: a document that stands in no story is
    told anew (`warehouse.stories`).
    """
    before, now = _held(con), _versions()
    if before == now:
        return
    changed = {name for name, version in now.items() if before.get(name) != version}
    told = ", ".join(f"{quote(name)}: {quote(version)}" for name, version in now.items())
    version = f"CREATE OR REPLACE MACRO views_version() AS MAP {{{told}}};"
    con.execute("BEGIN")
    make_dimensions(con, changed)
    if _STORIES in changed:
        for row in (StoryLink, StoryKey, StoryDocument, Story):
            con.execute(f"DELETE FROM {row.table}")
    make_kept(con, changed)
    con.execute("\n".join([*view_statements(), version, "COMMIT;"]))


def _held(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Name → digest, as the file tells; nothing of a file made before each had its own."""
    with suppress(duckdb.CatalogException):
        ((held,),) = con.execute("SELECT views_version()").fetchall()
        return held if isinstance(held, dict) else {}
    return {}


def _versions() -> dict[str, str]:
    """Name → digest, as this version of spoglio makes it."""
    known = {
        row.table: _digest(create_table(row), "" if row is CalendarDay else rows_of(row).write_json())
        for row in DIMENSIONS
    }
    queries = {table.name: table.query for table in kept_tables()}
    for name, statements in kept_statements().items():
        read = [version for other, version in known.items() if reads(queries.get(name, ""), other)]
        words = [stemmer_version(), *sorted(everyday_stems())] if name == WordForm.table else []
        known[name] = _digest(*statements, *words, *read)
    known[_STORIES] = _digest(*(known[name] for name in _OF_STORIES), *sorted(names_that_link_nothing()))
    known[_VIEWS] = _digest(*view_statements())
    return known


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
