"""Keeps `stories` up: finds texts that share a name or a figure, asks `transforms.stories`, writes the rows.

Texts that share a key stand in the list of that key (table `story_keys`) in the order of publication; each is compared
with the few before it. So a text that comes, goes or moves to another day changes the comparisons of the few behind it
in its lists, and the stories of all that are compared. Everything else stays as it is.
"""

import duckdb
import polars as pl

from transforms.contract import Story, StoryDocument, StoryKey
from transforms.stories import (
    COMPARED,
    LEAST_SCORE,
    LEAST_TELLING,
    LONGEST_DAYS,
    TOLLS,
    everyday_stems,
    links_of,
    names_that_link_nothing,
    stories_of,
)

_ORDER = "published_on NULLS LAST, published_at NULLS FIRST, doc_id"
#: What a figure is compared by: what it counts, else its unit, with its value.
_WHAT = "coalesce(concept, counted_lemma, unit)"
_FIGURE_KEY, _IS_KEY = f"concat_ws(' ', {_WHAT}, low, high)", f"{_WHAT} IS NOT NULL AND kind <> 'age'"
#: Whether a key is a figure, and one that tells of an event: a toll, or a number that few other things have.
_IS_FIGURE = "contains(own.key, ' ')"
_IS_TELLING = f"""{_IS_FIGURE} AND (
    split_part(own.key, ' ', 1) IN {tuple(sorted(TOLLS))}
    OR TRY_CAST(split_part(own.key, ' ', -1) AS DOUBLE) >= {LEAST_TELLING}
)"""
#: So many documents are compared at a time: memory is bounded.
_AT_ONCE = 1_000
#: The rare words of a text are sketched in so many bits.
_BITS = 2_048


def keep_stories(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables up to the documents as loaded and retracted.

    The temporary table ``touched_stories`` then holds the story_id of each story that is new, has other documents than
    before, or has a document that was told anew or copies others than before.
    """
    con.register("unlinking", pl.DataFrame({"name": sorted(names_that_link_nothing())}))
    con.register("everyday", pl.DataFrame({"stem": sorted(everyday_stems())}))
    _find_shifted(con)
    _keep_links(con)
    con.execute("""
        CREATE TEMP TABLE stories_before AS
        FROM story_documents
        WHERE story_id IN (SELECT story_id FROM story_documents SEMI JOIN linked_anew USING (doc_id))
    """)
    con.execute("""
        CREATE TEMP TABLE members AS SELECT doc_id FROM documents
        SEMI JOIN (SELECT doc_id FROM stories_before UNION FROM linked_anew) USING (doc_id)
    """)
    _write(con)
    for name in ("unlinking", "everyday"):
        con.unregister(name)


def _find_shifted(con: duckdb.DuckDBPyConnection) -> None:
    """The tables ``altered_stories``, documents that came, went or were told anew, and ``shifted``.

    In the latter are those that stand in other places than before: those that came, and the few behind them and behind
    the old places of those that went or moved.
    """
    con.execute("""
        CREATE TEMP TABLE altered_stories AS
        SELECT doc_id FROM new_documents UNION FROM touched_copies
        UNION SELECT doc_id FROM story_documents ANTI JOIN documents USING (doc_id)
        UNION SELECT doc_id FROM appearances SEMI JOIN renamed USING (entity_id)
    """)
    con.execute("CREATE TEMP TABLE keys_before AS FROM story_keys SEMI JOIN altered_stories USING (doc_id)")
    con.execute("DELETE FROM story_keys WHERE doc_id IN (SELECT doc_id FROM keys_before)")
    con.execute(f"""
        CREATE TEMP TABLE keys_now AS
        SELECT doc_id, key, published_on, published_at FROM (
            SELECT doc_id, entity_id AS key FROM appearances
            ANTI JOIN unlinking ON entity = name SEMI JOIN altered_stories USING (doc_id)
            UNION SELECT doc_id, {_FIGURE_KEY} FROM figures SEMI JOIN altered_stories USING (doc_id) WHERE {_IS_KEY}
        ) JOIN documents USING (doc_id) WHERE published_on IS NOT NULL
    """)
    con.execute(f"INSERT INTO {StoryKey.table} BY NAME FROM keys_now ORDER BY doc_id, key")
    con.execute(f"""
        CREATE TEMP TABLE shifted AS
        WITH moved AS (
            (FROM keys_before EXCEPT FROM keys_now) UNION (FROM keys_now EXCEPT FROM keys_before)
            UNION FROM (FROM keys_before UNION FROM keys_now) SEMI JOIN new_documents USING (doc_id)
        ),
        lists AS (
            SELECT *, false AS is_moved FROM story_keys ANTI JOIN moved USING (doc_id, key)
            WHERE key IN (SELECT key FROM moved) AND published_on >= (SELECT min(published_on) FROM moved)
            UNION ALL BY NAME SELECT *, true AS is_moved FROM moved
        ),
        behind AS (
            SELECT doc_id FROM lists
            QUALIFY bool_or(is_moved) OVER (
                PARTITION BY key ORDER BY {_ORDER} ROWS BETWEEN {COMPARED} PRECEDING AND CURRENT ROW
            )
        )
        SELECT doc_id FROM documents SEMI JOIN (FROM behind UNION SELECT doc_id FROM new_documents) USING (doc_id)
    """)


def _keep_links(con: duckdb.DuckDBPyConnection) -> None:
    """Link the documents in ``shifted`` anew; ``linked_anew`` then holds those altered, and all whose links differ."""
    con.execute("""
        CREATE TEMP TABLE links_before AS FROM story_links
        WHERE doc_id IN (FROM shifted) OR doc_id NOT IN (SELECT doc_id FROM documents)
    """)
    con.execute(
        "DELETE FROM story_links WHERE (doc_id, other_doc_id) IN (SELECT (doc_id, other_doc_id) FROM links_before)"
    )
    con.execute("CREATE TEMP TABLE links_now AS FROM story_links LIMIT 0")
    ((n,),) = con.execute("SELECT count(*) FROM shifted").fetchall()
    parts = -(-n // _AT_ONCE)
    for part in range(parts):
        con.execute(f"CREATE OR REPLACE TEMP TABLE asked AS FROM shifted WHERE hash(doc_id) % {parts} = {part}")
        con.register("found_links", links_of(_pairs(con)))
        con.execute("INSERT INTO links_now BY NAME FROM found_links")
        con.unregister("found_links")
    con.execute("INSERT INTO story_links FROM links_now ORDER BY doc_id, other_doc_id")
    con.execute("""
        CREATE TEMP TABLE linked_anew AS
        WITH other AS (
            (FROM links_before EXCEPT FROM links_now) UNION ALL (FROM links_now EXCEPT FROM links_before)
        )
        FROM altered_stories UNION SELECT doc_id FROM other UNION SELECT other_doc_id FROM other
    """)


def _pairs(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The documents in ``asked`` beside those before them in their lists, as `links_of` takes them."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE beside AS
        WITH own AS (SELECT key, published_on FROM story_keys SEMI JOIN asked USING (doc_id)),
        lists AS (
            SELECT doc_id, published_on, list({{'doc_id': doc_id, 'day': published_on}}) OVER (
                PARTITION BY key ORDER BY {_ORDER} ROWS BETWEEN {COMPARED} PRECEDING AND 1 PRECEDING
            ) AS earlier
            FROM story_keys
            WHERE key IN (SELECT key FROM own)
                AND published_on BETWEEN (SELECT min(published_on) - {LONGEST_DAYS} FROM own)
                AND (SELECT max(published_on) FROM own)
        ),
        pairs AS (SELECT doc_id, published_on, unnest(earlier) AS other FROM lists SEMI JOIN asked USING (doc_id))
        SELECT DISTINCT doc_id, other.doc_id AS other_doc_id, published_on - other.day AS days
        FROM pairs WHERE days <= {LONGEST_DAYS}
    """)
    con.execute(r"""
        CREATE OR REPLACE TEMP TABLE rare_words AS
        SELECT DISTINCT doc_id, stem FROM sentence_stems
        SEMI JOIN (SELECT doc_id FROM beside UNION SELECT other_doc_id FROM beside) USING (doc_id)
        ANTI JOIN everyday USING (stem)
        WHERE NOT regexp_matches(stem, '\d')
    """)
    # Most pairs have next to nothing in common, and bits tell so; words that fall on the bit of another one are added.
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE sketches AS
        SELECT
            doc_id, count(*) AS n, bitstring_agg(CAST(hash(stem) % {_BITS} AS INTEGER), 0, {_BITS - 1}) AS bits,
            n - bit_count(bits) AS n_lost
        FROM rare_words GROUP BY doc_id
    """)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE alike AS
        SELECT beside.*, own.n AS n_words, other.n AS n_other_words
        FROM beside JOIN sketches AS own ON own.doc_id = beside.doc_id
        JOIN sketches AS other ON other.doc_id = other_doc_id
        WHERE bit_count(own.bits & other.bits) + least(own.n_lost, other.n_lost)
            >= {LEAST_SCORE} * sqrt(own.n * other.n)
    """)
    frame: pl.DataFrame = con.sql(f"""
        WITH said AS (
            SELECT alike.doc_id, other_doc_id, count(*) AS n_shared
            FROM alike JOIN rare_words AS own ON own.doc_id = alike.doc_id
            JOIN rare_words AS other ON other.doc_id = other_doc_id AND other.stem = own.stem
            GROUP BY ALL
        ),
        keys AS (
            SELECT
                alike.doc_id, other_doc_id, count(*) FILTER (NOT {_IS_FIGURE}) AS n_names,
                count(*) FILTER ({_IS_TELLING}) AS n_figures
            FROM alike JOIN story_keys AS own ON own.doc_id = alike.doc_id
            JOIN story_keys AS other ON other.doc_id = other_doc_id AND other.key = own.key
            GROUP BY ALL
        )
        FROM alike JOIN said USING (doc_id, other_doc_id) JOIN keys USING (doc_id, other_doc_id)
        ORDER BY doc_id, other_doc_id
    """).pl()
    return frame


def _write(con: duckdb.DuckDBPyConnection) -> None:
    """Make the stories of the documents in ``members`` anew, and tell in ``touched_stories`` which are others."""
    links: pl.DataFrame = con.sql(
        "FROM story_links SEMI JOIN members USING (doc_id) ORDER BY doc_id, other_doc_id"
    ).pl()
    documents: pl.DataFrame = con.sql(f"""
        SELECT doc_id, published_on, title, coalesce(family, outlet, doc_id) AS family
        FROM documents SEMI JOIN members USING (doc_id) LEFT JOIN outlets USING (outlet) ORDER BY {_ORDER}
    """).pl()
    copies = con.execute("""
        SELECT doc_id, other_doc_id FROM copies SEMI JOIN members USING (doc_id)
        WHERE relation <> 'lifts' AND other_doc_id IN (FROM members)
    """).fetchall()
    stories, told = stories_of(documents, links, copies)
    con.register("made_stories", stories)
    con.register("made_documents", told)
    for row in (Story, StoryDocument):
        con.execute(f"DELETE FROM {row.table} WHERE story_id IN (SELECT story_id FROM stories_before)")
    con.execute(f"INSERT INTO {Story.table} BY NAME FROM made_stories ORDER BY story_id")
    con.execute(f"INSERT INTO {StoryDocument.table} BY NAME {_WITH_REASONS}")
    con.execute("""
        CREATE TEMP TABLE touched_stories AS
        WITH now AS (SELECT story_id, doc_id FROM made_documents),
        before AS (SELECT story_id, doc_id FROM stories_before)
        SELECT story_id FROM now SEMI JOIN altered_stories USING (doc_id)
        UNION SELECT story_id FROM (FROM now EXCEPT FROM before)
        UNION SELECT story_id FROM (FROM before EXCEPT FROM now) SEMI JOIN now USING (story_id)
    """)
    for name in ("made_stories", "made_documents"):
        con.unregister(name)


#: The rows with the names, the figure and the day that the document shares with the one that speaks most for it.
_WITH_REASONS = f"""
    WITH linked AS (SELECT doc_id, other_doc_id FROM made_documents WHERE other_doc_id IS NOT NULL),
    names AS (
        SELECT
            linked.doc_id,
            list(own.entity ORDER BY contains(title, own.entity) IS TRUE DESC,
                least(own.n_mentions, other.n_mentions) DESC, own.entity)[:2] AS said
        FROM linked JOIN appearances AS own ON own.doc_id = linked.doc_id
        JOIN documents ON documents.doc_id = linked.doc_id
        JOIN appearances AS other ON other.doc_id = other_doc_id AND other.entity_id = own.entity_id
        WHERE own.entity NOT IN (SELECT name FROM unlinking)
        GROUP BY ALL
    ),
    counts AS (
        SELECT *, {_FIGURE_KEY} AS key FROM figures WHERE {_IS_KEY}
    ),
    same AS (
        SELECT
            linked.doc_id,
            first(regexp_replace(concat_ws(' ', surface, counted), '[[:space:]]+', ' ', 'g')
                ORDER BY concept IS NULL, start_char) AS said
        FROM linked JOIN counts ON counts.doc_id = linked.doc_id
        SEMI JOIN story_keys ON story_keys.doc_id = other_doc_id AND story_keys.key = counts.key
        GROUP BY ALL
    )
    SELECT made_documents.* EXCLUDE (why, other_doc_id), nullif(concat_ws(
        '; ', array_to_string(names.said, '; '), same.said, CAST(other.published_on AS VARCHAR)
    ), '') AS why
    FROM made_documents LEFT JOIN names USING (doc_id) LEFT JOIN same USING (doc_id)
    LEFT JOIN documents AS other ON other.doc_id = other_doc_id
    ORDER BY story_id, doc_id
"""
