"""What the ledger costs a document: `python tests/benchmark/bench_ledger.py [--documents N] [--story N]`.

Rows are seeded: stories of some texts that tell figures of a few things, with candidates for whom they are about and who gives them. They are
written into the tables that the ledger reads; only `keep_ledger` is timed, on one core: for all stories, and for some.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from warehouse.ledger import keep_ledger
from warehouse.schema import create_tables
from warehouse.versions import renew_views

_NEW = 100
#: A text has so many figures, each with so many candidates a field.
_FIGURES, _CANDIDATES = 10, 2


def fill(con: duckdb.DuckDBPyConnection, n_documents: int, n_story: int) -> None:
    """Write the rows: every story has a few quantities, which its texts tell with values that grow."""
    con.execute(f"""
        CREATE TEMP TABLE texts AS
        SELECT 'd' || n AS doc_id, 's' || n // {n_story} AS story_id, n, DATE '2026-01-01' + CAST(n % 90 AS INTEGER) AS day
        FROM range({n_documents}) AS numbers(n)
    """)
    con.execute("""
        INSERT INTO documents BY NAME
        SELECT doc_id, doc_id AS source_uri, 'Outlet ' || n % 40 AS outlet, 'x' AS text, 1 AS n_chars, 0 AS n_tokens, 'it' AS language,
            day AS published_on, 'metadata' AS published_basis, 'unknown' AS completeness, now() AS first_seen_at, 'r' AS run_id FROM texts
    """)
    con.execute("INSERT INTO story_documents BY NAME SELECT story_id, doc_id FROM texts")
    con.execute("""
        INSERT INTO stories BY NAME SELECT story_id, count(*) AS n_documents, 1 AS n_origins FROM texts GROUP BY story_id
    """)
    con.execute(f"""
        CREATE TEMP TABLE told AS
        SELECT doc_id || '-' || k AS figure_id, doc_id, story_id, n, k, hash(doc_id || k) % 7 + (hash(story_id || k) % 900) AS value
        FROM texts, range({_FIGURES}) AS figures(k)
    """)
    con.execute("""
        INSERT INTO sentences BY NAME
        SELECT figure_id AS sentence_id, doc_id, 100 * k AS start_char, 100 * k + 90 AS end_char, 'it' AS language, 'r' AS run_id,
            'Nella frazione di Bertolara il conto parla di ' || value || ' cose' || k || ' sparse lungo il torrente.' AS text
        FROM told
    """)
    con.execute("""
        INSERT INTO figures BY NAME
        SELECT figure_id, doc_id, figure_id AS sentence_id, 100 * k + 46 AS start_char, 100 * k + 46 + length(value::VARCHAR) AS end_char,
            value AS surface, CASE WHEN k % 3 = 2 THEN 'money' ELSE 'count' END AS kind, value AS low, value AS high,
            CASE WHEN k % 3 = 2 THEN 'EUR' END AS unit, CASE k WHEN 0 THEN 'dead' WHEN 1 THEN 'injured' END AS concept,
            CASE WHEN k % 3 <> 2 THEN 'cosa' || k END AS counted_lemma, 'asserted' AS modality, 'level' AS aspect,
            false AS in_headline, CASE WHEN n % 3 = 0 THEN 'Ente ' || n % 9 END AS source_name, 'rule' AS rule, 'r' AS run_id
        FROM told
    """)
    con.execute(f"""
        INSERT INTO attributions BY NAME
        SELECT figure_id || field || rank AS attribution_id, doc_id, 'figures' AS fact_table, figure_id AS fact_id, field, rank,
            field = 'source' AND rank = 1 AND n % 3 = 0 AS is_published, 'Ente ' || (n + rank) % 9 AS name, 0.8 / rank AS confidence,
            'rule' AS basis, 'r' AS run_id
        FROM told, (SELECT unnest(['subject', 'source', 'counted']) AS field), range(1, {_CANDIDATES + 1}) AS ranks(rank)
    """)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--story", type=int, default=4, help="texts a story")
    options = parser.parse_args()
    con = duckdb.connect()
    con.execute("SET threads = 1")
    create_tables(con)
    renew_views(con)
    fill(con, options.documents, options.story)
    for name, stories in (("all", "FROM stories"), ("new", f"FROM stories LIMIT {_NEW}")):
        con.execute(f"CREATE OR REPLACE TEMP TABLE touched_stories AS SELECT story_id {stories}")
        ((n,),) = con.execute(
            "SELECT count(*) FROM story_documents SEMI JOIN touched_stories USING (story_id)"
        ).fetchall()
        before = time.process_time()
        keep_ledger(con)
        spent = time.process_time() - before
        print(f"{name}: {n} documents, {spent:.2f} s, {1000 * spent / n:.3f} ms a document")
    (counts,) = con.execute("SELECT (SELECT count(*) FROM quantities), (SELECT count(*) FROM tellings)").fetchall()
    print(
        f"{counts[0]} quantities, {counts[1]} tellings, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most"
    )


if __name__ == "__main__":
    main()
