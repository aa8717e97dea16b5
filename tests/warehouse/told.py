"""Texts as stories see them, written straight into the tables of a build: names, words and figures, no parse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from warehouse.copies import keep_copies
from warehouse.schema import create_tables
from warehouse.stories import keep_stories
from warehouse.versions import renew_views


@dataclass(frozen=True)
class Text:
    """One text: who is named, the stems of its words, how many dead it tells."""

    doc_id: str
    day: date | None
    names: tuple[str, ...]
    words: tuple[str, ...]
    dead: tuple[int, ...] = ()
    outlet: str | None = None
    title: str | None = None


def build(threads: int = 2) -> duckdb.DuckDBPyConnection:
    """An empty build in memory."""
    con = duckdb.connect(config={"threads": threads})
    create_tables(con)
    renew_views(con)
    return con


def publish(con: duckdb.DuckDBPyConnection, texts: Sequence[Text], gone: Sequence[str] = ()) -> None:
    """Take texts in, in the place of those of the same key, take others out, and bring the stories up to that."""
    load(con, texts, gone)
    keep_copies(con)
    keep_stories(con)


def load(con: duckdb.DuckDBPyConnection, texts: Sequence[Text], gone: Sequence[str] = ()) -> None:
    """The rows alone, as a publication loads them before texts are laid side by side."""
    for (table,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall():
        con.execute(f"DROP TABLE temp.{table}")
    schema = {"doc_id": pl.String, "day": pl.Date, "names": pl.List(pl.String), "words": pl.List(pl.String)}
    schema |= {"dead": pl.List(pl.Int64), "outlet": pl.String, "title": pl.String}
    con.register("texts", pl.DataFrame([vars(text) for text in texts], schema=schema))
    con.register("gone", pl.DataFrame({"doc_id": list(gone)}, schema={"doc_id": pl.String}))
    con.execute("CREATE TEMP TABLE new_documents AS SELECT doc_id FROM texts")
    con.execute("CREATE TEMP TABLE renamed (entity_id VARCHAR)")
    for table in ("documents", "appearances", "story_words", "figures"):
        con.execute(f"DELETE FROM {table} WHERE doc_id IN (SELECT doc_id FROM texts UNION FROM gone)")
    con.execute("""
        INSERT INTO documents BY NAME
        SELECT doc_id, doc_id AS source_uri, outlet, title, day AS published_on, 'none' AS published_basis, 'it' AS language,
            'unknown' AS completeness, doc_id AS text, 1 AS n_chars, 1 AS n_tokens, now() AS first_seen_at, 'r' AS run_id
        FROM texts
    """)
    con.execute("""
        INSERT INTO appearances BY NAME
        SELECT doc_id, unnest(names) AS entity, unnest(names) AS entity_id, 1 AS n_mentions FROM texts
    """)
    con.execute(
        "INSERT INTO story_words BY NAME SELECT doc_id, list_sort(words) AS stems FROM texts WHERE len(words) > 0"
    )
    con.execute("""
        INSERT INTO figures BY NAME
        SELECT concat(doc_id, value) AS figure_id, doc_id, 's' AS sentence_id, 0 AS start_char, 1 AS end_char,
            value AS surface, 'count' AS kind, value AS low, value AS high, 'morti' AS counted, 'dead' AS concept,
            'asserted' AS modality, 'level' AS aspect, false AS in_headline, 'rule' AS rule, 'r' AS run_id
        FROM (SELECT doc_id, unnest(dead) AS value FROM texts)
    """)
