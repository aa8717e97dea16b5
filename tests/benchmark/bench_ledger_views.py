"""What the desk's questions take on a million figures of seeded stories: ``python tests/benchmark/bench_ledger_views.py``.

Rows are made by SQL: ten figures a text, five texts a story, four tellings a quantity. What is kept of them is filled as a
publication does, then asked.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from warehouse.ddl import kept_tables
from warehouse.keeping import keep_up_stories
from warehouse.schema import create_tables
from warehouse.versions import renew_views

ROUNDS = 3
#: Stories that a publication touches, of all.
TOUCHED = 100

_ROWS = """
    CREATE MACRO key(kind, n) AS md5(kind || n)[:20];
    CREATE TEMP TABLE told AS
    SELECT i AS figure, i // 10 AS document, i // 50 AS story, i // 50 * 13 + i % 50 // 4 AS quantity, i % 50 % 4 AS place
    FROM range($n) AS all_of_them(i);
    INSERT INTO documents BY NAME
    SELECT key('d', i) AS doc_id, 'in/' || i || '.txt' AS source_uri, 'Testata ' || i % 40 AS outlet,
        'Titolo di prova ' || i AS title, DATE '2026-01-01' + CAST(i // 1000 AS INTEGER) AS published_on,
        TIMESTAMPTZ '2026-01-01 06:00:00+01' + to_minutes(i * 2) AS published_at, 'metadata' AS published_basis,
        'unknown' AS completeness, 'it' AS language, 'x' AS text, 1 AS n_chars, 1 AS n_tokens, now() AS first_seen_at,
        'r' AS run_id
    FROM range($n // 10) AS all_of_them(i);
    INSERT INTO sentences BY NAME
    SELECT key('s', i) AS sentence_id, key('d', i // 2) AS doc_id, 0 AS start_char, 120 AS end_char, 'it' AS language,
        'Per la Prefettura di prova ' || i % 100 || ' i feriti del crollo sono almeno ' || i || ', tutti ricoverati'
        AS text, 'r' AS run_id
    FROM range($n // 5) AS all_of_them(i);
    INSERT INTO figures BY NAME
    SELECT key('f', figure) AS figure_id, key('d', document) AS doc_id, key('s', figure // 5) AS sentence_id,
        20 + figure % 10 * 5 AS start_char, 23 + figure % 10 * 5 AS end_char, CAST(figure % 1000 AS VARCHAR) AS surface,
        'count' AS kind, figure % 1000 AS low, figure % 1000 AS high, 'feriti' AS counted, 'ferito' AS counted_lemma,
        'injured' AS concept, 'asserted' AS modality, 'level' AS aspect, false AS in_headline, 'seeded' AS rule,
        'r' AS run_id
    FROM told;
    INSERT INTO stories BY NAME
    SELECT key('t', story) AS story_id, DATE '2026-01-01' AS first_on, DATE '2026-01-05' AS last_on, 5 AS n_documents,
        3 AS n_origins, 'Crollo di prova ' || story AS title
    FROM told GROUP BY story;
    INSERT INTO quantities BY NAME
    SELECT key('q', quantity) AS quantity_id, key('t', story) AS story_id,
        ['dead', 'injured', 'displaced', NULL][1 + quantity % 4] AS concept, 'count' AS kind, 'ferito' AS scope,
        'Luogo ' || story % 300 AS place, 'asserted' AS modality, count(*) AS n_tellings, 3 AS n_voices, 2 AS n_origins,
        ['single', 'repeated', 'confirmed', 'disputed', 'revised'][1 + quantity % 5] AS state, 3 AS latest_low,
        5 AS latest_high, DATE '2026-01-01' AS first_told_on, DATE '2026-01-03' AS last_told_on
    FROM told GROUP BY quantity, story;
    INSERT INTO tellings BY NAME
    SELECT key('f', figure) AS figure_id, key('q', quantity) AS quantity_id, 'o' || place % 2 AS origin_id,
        ['Protezione civile', 'Prefettura', 'Comune', NULL][1 + place] AS voice,
        DATE '2026-01-01' + CAST(place AS INTEGER) AS told_on, figure % 1000 AS low_bound, figure % 1000 + 1 AS high_bound,
        CASE WHEN place = 0 THEN 'first' WHEN place = 2 AND quantity % 10 = 0 THEN 'contradicts' WHEN place = 3
            THEN 'repeats' ELSE 'same' END AS relation,
        CASE WHEN place > 0 THEN key('f', figure - place) END AS against_figure_id, 0.9 AS link_score
    FROM told;
    CREATE TEMP TABLE touched_stories AS SELECT story_id FROM stories
"""


def fill(path: Path, figures: int) -> None:
    """A warehouse of so many figures; what it takes to keep what is asked, at once and of a few stories."""
    with duckdb.connect(str(path)) as con:
        con.execute("SET threads = 2; SET preserve_insertion_order = false")
        create_tables(con)
        renew_views(con)
        con.execute(_ROWS.replace("$n", str(figures)))
        (claims,) = (table for table in kept_tables("doc_id") if table.name == "claims")
        con.execute(f"INSERT INTO claims BY NAME {claims.query}")
        print(f"{figures} figures: kept in {_spent(lambda: keep_up_stories(con))}")
        con.execute(f"DELETE FROM touched_stories WHERE story_id NOT IN (FROM touched_stories LIMIT {TOUCHED})")
        print(f"{TOUCHED} stories touched: {_spent(lambda: keep_up_stories(con))}")


def _spent(work: Callable[[], object], rounds: int = 1) -> str:
    """Milliseconds of the clock, and of all cores: a busy machine slows the first alone; the best of some rounds."""
    spent = []
    for _ in range(rounds):
        start, before = time.perf_counter(), time.process_time()
        work()
        spent.append((time.perf_counter() - start, time.process_time() - before))
    wall, cores = min(spent)
    return f"{wall * 1e3:.0f} ms ({cores * 1e3:.0f})"


def ask(path: Path) -> None:
    """What each question takes."""
    with duckdb.connect(str(path), read_only=True) as con:
        con.execute("SET threads = 2")
        ((quantity, story, title),) = con.execute(
            "SELECT quantity_id, story_id, title FROM quantities JOIN stories USING (story_id) LIMIT 1 OFFSET 500"
        ).fetchall()
        for view in ("ledger", "figure_history", "figures_in_conflict"):
            for what, condition in (
                ("10 rows", "LIMIT 10"), ("a story", f"WHERE story_id = '{story}'"), ("a headline", f"WHERE story = '{title}'"),
                ("a quantity", f"WHERE quantity_id = '{quantity}'"), ("a concept", "WHERE concept = 'dead' LIMIT 10"),
                ("disputed", "WHERE state = 'disputed' ORDER BY story LIMIT 10"),
            ):  # fmt: skip
                query = f"FROM {view} {condition}"
                n_rows = len(con.execute(query).fetchall())
                spent = _spent(lambda query=query: con.execute(query).fetchall(), ROUNDS)  # type: ignore[misc] # mypy infers no type of a default
                print(f"  {view}, {what}: {spent}, {n_rows} rows")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--figures", type=int, default=1_000_000, help="figures of the warehouse")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.duckdb"
        fill(path, options.figures)
        ask(path)


if __name__ == "__main__":
    main()
