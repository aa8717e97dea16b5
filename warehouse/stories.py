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
#: So many pairs of documents are compared at a time: memory is bounded.
_AT_ONCE = 100_000
#: The rare words of a text are sketched in so many bits.
_BITS = 2_048


def keep_stories(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables up to the documents as loaded and retracted.

    The temporary table ``touched_stories`` then holds the story_id of each story that is new, has other documents than
    before, or has a document that was told anew or copies others than before.
    """
    con.register("unlinking", pl.DataFrame({"name": sorted(names_that_link_nothing())}))
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
    con.unregister("unlinking")


def _find_shifted(con: duckdb.DuckDBPyConnection) -> None:
    """The tables ``altered_stories``, documents that came, went or were told anew, ``loosened`` and ``shifted``.

    ``came`` are those of the former that are new or stand in no story yet, ``reworded`` these and all that name
    somebody who was renamed: their words or names may be others. The rest copy others than before.
    ``loosened`` has the keys from whose lists some went: others may meet there that did not meet before. In ``shifted``
    are the documents that stand in other places than before: those that came, and the few behind them and behind the
    old places of those that went or moved.
    """
    con.execute("""
        CREATE TEMP TABLE came AS
        SELECT doc_id FROM new_documents UNION SELECT doc_id FROM documents ANTI JOIN story_documents USING (doc_id)
    """)
    con.execute("""
        CREATE TEMP TABLE reworded AS
        FROM came UNION SELECT doc_id FROM appearances SEMI JOIN renamed USING (entity_id)
    """)
    con.execute("""
        CREATE TEMP TABLE altered_stories AS
        FROM reworded UNION FROM told_otherwise
        UNION SELECT doc_id FROM story_documents ANTI JOIN documents USING (doc_id)
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
    con.execute("CREATE TEMP TABLE loosened AS SELECT DISTINCT key FROM (FROM keys_before EXCEPT FROM keys_now)")
    con.execute(f"""
        CREATE TEMP TABLE shifted AS
        WITH moved AS (
            (FROM keys_before EXCEPT FROM keys_now) UNION (FROM keys_now EXCEPT FROM keys_before)
            UNION FROM (FROM keys_before UNION FROM keys_now) SEMI JOIN came USING (doc_id)
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
        SELECT doc_id FROM documents SEMI JOIN (FROM behind UNION FROM came) USING (doc_id)
    """)


def _keep_links(con: duckdb.DuckDBPyConnection) -> None:
    """Link the documents in ``shifted`` anew; ``linked_anew`` then holds those altered, and all whose links differ.

    Two texts that met before and were not reworded are linked as they were.
    """
    con.execute("""
        CREATE TEMP TABLE links_before AS FROM story_links
        WHERE doc_id IN (FROM shifted) OR doc_id NOT IN (SELECT doc_id FROM documents)
    """)
    con.execute(
        "DELETE FROM story_links WHERE (doc_id, other_doc_id) IN (SELECT (doc_id, other_doc_id) FROM links_before)"
    )
    _find_beside(con)
    con.execute("""
        CREATE TEMP TABLE links_now AS
        SELECT links_before.* FROM links_before
        JOIN numbered AS own ON own.doc_id = links_before.doc_id JOIN numbered AS other ON other.doc_id = other_doc_id
        SEMI JOIN (FROM beside WHERE NOT is_new) AS met
            ON met.number = own.number AND met.other_number = other.number
    """)
    con.execute(f"""
        CREATE TEMP TABLE to_link AS
        SELECT number, other_number, days, row_number() OVER (ORDER BY number, other_number) // {_AT_ONCE} AS part
        FROM beside WHERE is_new
    """)
    for (part,) in con.execute("SELECT DISTINCT part FROM to_link ORDER BY part").fetchall():
        con.register("found_links", links_of(_pairs(con, part)))
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


def _find_beside(con: duckdb.DuckDBPyConnection) -> None:
    """The table ``beside``: the documents in ``shifted``, each with those before it in its lists.

    Documents are told by their numbers in the order of publication (``numbered``). ``is_new``: the two may not have met
    before, or one of them was reworded.
    """
    con.execute(f"""
        CREATE TEMP TABLE numbered AS
        WITH own AS (SELECT published_on FROM documents SEMI JOIN shifted USING (doc_id))
        SELECT doc_id, published_on, row_number() OVER (ORDER BY {_ORDER}) AS number FROM documents
        WHERE published_on BETWEEN (SELECT min(published_on) - {LONGEST_DAYS} FROM own)
            AND (SELECT max(published_on) FROM own)
    """)
    con.execute(f"""
        CREATE TEMP TABLE beside AS
        WITH asked AS (SELECT number FROM numbered SEMI JOIN shifted USING (doc_id)),
        changed AS (SELECT number FROM numbered SEMI JOIN reworded USING (doc_id)),
        held AS MATERIALIZED (
            SELECT key, number FROM story_keys JOIN numbered USING (doc_id)
            WHERE key IN (SELECT key FROM story_keys SEMI JOIN shifted USING (doc_id))
        ),
        -- Of a list only its end is looked at: from the first document that is asked about, with the few before it.
        firsts AS (SELECT key, min(number) AS first_number FROM held SEMI JOIN asked USING (number) GROUP BY key),
        ends AS (
            SELECT key, number FROM held JOIN firsts USING (key) WHERE number >= first_number
            UNION ALL
            SELECT key, unnest(max(number, {COMPARED})) FROM held JOIN firsts USING (key)
            WHERE number < first_number GROUP BY key
        ),
        lists AS (
            SELECT
                number, key IN (FROM loosened) AS is_loose,
                list(number) OVER (
                    PARTITION BY key ORDER BY number ROWS BETWEEN {COMPARED} PRECEDING AND 1 PRECEDING
                ) AS earlier
            FROM ends
        ),
        meetings AS (
            SELECT number, is_loose, unnest(earlier) AS other_number FROM lists SEMI JOIN asked USING (number)
        ),
        pairs AS (SELECT number, other_number, bool_or(is_loose) AS is_loose FROM meetings GROUP BY ALL)
        SELECT
            pairs.number, other_number, own.published_on - other.published_on AS days,
            is_loose OR pairs.number IN (FROM changed) OR other_number IN (FROM changed) AS is_new
        FROM pairs JOIN numbered AS own ON own.number = pairs.number
        JOIN numbered AS other ON other.number = other_number
        WHERE days <= {LONGEST_DAYS}
    """)


def _pairs(con: duckdb.DuckDBPyConnection, part: int) -> pl.DataFrame:
    """What the documents of a part of ``to_link`` have in common, as `links_of` takes it."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE rare_words AS
        WITH asked AS (SELECT DISTINCT unnest([number, other_number]) AS number FROM to_link WHERE part = {part})
        SELECT number, unnest(stems) AS stem FROM story_words
        JOIN (FROM numbered SEMI JOIN asked USING (number)) USING (doc_id)
    """)
    # Most pairs have next to nothing in common, and bits tell so; words that fall on the bit of another one are added.
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE sketches AS
        SELECT
            number, count(*) AS n, bitstring_agg(CAST(hash(stem) % {_BITS} AS INTEGER), 0, {_BITS - 1}) AS bits,
            n - bit_count(bits) AS n_lost
        FROM rare_words GROUP BY number
    """)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE alike AS
        SELECT to_link.* EXCLUDE part, own.n AS n_words, other.n AS n_other_words
        FROM to_link JOIN sketches AS own ON own.number = to_link.number
        JOIN sketches AS other ON other.number = other_number
        WHERE part = {part} AND bit_count(own.bits & other.bits) + least(own.n_lost, other.n_lost)
            >= {LEAST_SCORE} * sqrt(own.n * other.n)
    """)
    # Step by step, or words are joined before documents.
    frame: pl.DataFrame = con.sql(f"""
        WITH own_words AS MATERIALIZED (
            SELECT alike.rowid AS pair, other_number AS number, stem FROM alike JOIN rare_words USING (number)
        ),
        counted AS (
            SELECT pair, count(*) AS n_shared FROM own_words SEMI JOIN rare_words USING (number, stem) GROUP BY pair
        ),
        met AS MATERIALIZED (
            SELECT
                alike.rowid AS pair, own.doc_id, other.doc_id AS other_doc_id, days, n_words, n_other_words, n_shared
            FROM alike JOIN counted ON pair = alike.rowid
            JOIN numbered AS own ON own.number = alike.number JOIN numbered AS other ON other.number = other_number
        ),
        keys AS (
            SELECT
                pair, count(*) FILTER (NOT {_IS_FIGURE}) AS n_names, count(*) FILTER ({_IS_TELLING}) AS n_figures
            FROM met JOIN story_keys AS own ON own.doc_id = met.doc_id
            JOIN story_keys AS other ON other.doc_id = other_doc_id AND other.key = own.key
            GROUP BY pair
        )
        SELECT met.* EXCLUDE pair, n_names, n_figures FROM met JOIN keys USING (pair) ORDER BY doc_id, other_doc_id
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
