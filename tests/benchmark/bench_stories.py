"""What stories cost a document: `python tests/benchmark/bench_stories.py [--documents N]`.

Rows are seeded: events of a few days, with towns, people, figures and words of their own, each told by some texts. They are written into the
tables that stories are made from; only `keep_stories` is timed, on one core: from nothing, for a hundred texts of the last days, and for a
hundred of any day.
"""

import argparse
import os
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb
import polars as pl

from warehouse.copies import keep_copies
from warehouse.schema import create_tables, renew_views
from warehouse.stories import keep_stories

_FIRST_DAY = date(2026, 1, 1)
_DAYS = 90
_NEW = 100
#: A text has so many names, figures and words that are not of every day.
_NAMES, _FIGURES, _WORDS = 12, 8, 90


def rows(number: int, n_events: int, last_days: bool = False) -> dict[str, Any]:
    """One text of some event: half of its names and words are of that event, half of any."""
    choice = Random(number)
    event = choice.randrange(n_events)
    own = Random(-event)
    day = _FIRST_DAY + timedelta(days=(_DAYS if last_days else own.randrange(_DAYS)) + choice.randrange(3))
    # Names are as unevenly spread as in the news: some stand in every tenth text.
    anywhere = [int(2_000 * choice.random() ** 3) for _ in range(_NAMES // 2)]
    names = {f"n{event}-{own.randrange(20)}" for _ in range(_NAMES // 2)} | {f"any{name}" for name in anywhere}
    said = [_word(own) for _ in range(_WORDS)]
    words = {*choice.sample(said, _WORDS // 2), *(_word(choice) for _ in range(_WORDS // 2))}
    figures = {int(300 * choice.random() ** 2) for _ in range(_FIGURES)}
    return {
        "doc_id": f"d{number}",
        "day": day,
        "names": sorted(names),
        "words": sorted(words),
        "figures": sorted(figures),
    }


def _word(choice: Random) -> str:
    """One of some ten thousand words, the first ones more often."""
    return "".join("abcdefghij"[int(digit)] for digit in str(int(10_000 * choice.random() ** 2)))


def fill(con: duckdb.DuckDBPyConnection, texts: pl.DataFrame) -> None:
    """Write the rows as a publication would, and show which are new."""
    con.execute("CREATE TEMP TABLE new_documents AS SELECT doc_id FROM texts")
    con.execute("CREATE TEMP TABLE renamed (entity_id VARCHAR)")
    con.execute("""
        INSERT INTO documents BY NAME
        SELECT doc_id, doc_id AS source_uri, 'x' AS text, 1 AS n_chars, 0 AS n_tokens, 'it' AS language, day AS published_on,
            'metadata' AS published_basis, 'unknown' AS completeness, now() AS first_seen_at, 'r' AS run_id FROM texts
    """)
    con.execute("""
        INSERT INTO appearances BY NAME
        SELECT doc_id, unnest(names) AS entity, unnest(names) AS entity_id, 1 AS n_mentions FROM texts
    """)
    con.execute("INSERT INTO sentence_stems BY NAME SELECT doc_id, unnest(words) AS stem FROM texts")
    con.execute("""
        INSERT INTO figures BY NAME
        SELECT doc_id || '-' || value AS figure_id, doc_id, 's' AS sentence_id, 0 AS start_char, 1 AS end_char,
            value AS surface, 'count' AS kind, value AS low, value AS high, 'dead' AS concept, 'asserted' AS modality,
            'level' AS aspect, false AS in_headline, 'rule' AS rule, 'r' AS run_id
        FROM (SELECT doc_id, unnest(figures) AS value FROM texts)
    """)


def main() -> None:
    """Fill a warehouse in memory, and tell what stories cost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=50_000)
    n = options.parse_args().documents
    with duckdb.connect(config={"threads": 1}) as con:
        create_tables(con)
        renew_views(con)
        for label, numbers in (
            ("from nothing", range(n)),
            ("a hundred of the last days", range(n, n + _NEW)),
            ("a hundred of any day", range(n + _NEW, n + 2 * _NEW)),
        ):
            texts = pl.DataFrame([rows(number, n // 5, "last" in label) for number in numbers])
            con.register("texts", texts)
            for (table,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall():
                con.execute(f"DROP TABLE temp.{table}")
            fill(con, texts)
            keep_copies(con)
            start = time.process_time()
            keep_stories(con)
            spent = time.process_time() - start
            print(
                f"{label}: {spent:.2f} s of processor time, {spent / len(numbers) * 1e3:.2f} ms a document", flush=True
            )
            print(
                con.sql(
                    "SELECT count(*) AS stories, max(n_documents) AS largest, round(avg(n_documents), 1) AS mean FROM stories"
                )
            )
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
