"""Keeps `copies` and `documents.near_duplicate_of` up: finds texts that share words, asks `transforms.copies`, writes.

A sample of the shingles of every text is kept in the table `shingles`. The texts that hold one shingle stand in one
order, that of publication, and each looks back at the few that stand right before it, at no others. So a phrase that
stands in every text of a year costs no more than a rare one, and what is told of a text follows from the texts before
it, whatever the order in which they came. A new, changed or retracted text concerns itself and those that look back at
it; of the others nothing is derived anew.
"""

from collections.abc import Iterator
from itertools import chain

import duckdb
import polars as pl

from transforms.contract import Copy, Retraction
from transforms.copies import Shingled, groups_of, likely_origins, origins_of, shingled
from transforms.frames import to_frame

#: How far a text looks back: at so many that hold the same shingle, and so many days. Corrections come within days, and
#: a weekly takes up what it printed last; what is told again after a month is told anew.
_LOOKS_BACK, _DAYS = 16, 14
#: Those before it that share at least so many shingles of the samples, and one for so many characters of the shorter
#: text, may be its origins: at most so many, the ones that share most.
_LEAST_SHARED, _CHARS_A_SHARED, _MOST = 2, 1_000, 32
#: Characters of the texts that are told at once.
_AT_ONCE = 2_000_000


def keep_copies(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables up to the documents as loaded and retracted.

    The temporary table ``told_otherwise`` then holds the documents that have other origins than before.

    Args:
        con: the build, in a transaction.
    """
    con.execute(
        "CREATE TEMP TABLE altered AS SELECT doc_id FROM new_documents "
        f"UNION SELECT doc_id FROM shingles SEMI JOIN {Retraction.table} USING (doc_id)"
    )
    # Those who look back at an altered text in the order as it was, and in the order as it is now.
    con.execute("CREATE TEMP TABLE touched_copies AS FROM altered")
    _touch(con)
    con.execute("CREATE TEMP TABLE unsettled AS FROM touched_copies")
    _sample(con)
    _touch(con)
    _find_likely(con)
    con.execute(
        "CREATE TEMP TABLE parted AS SELECT DISTINCT unnest([doc_id, other_doc_id]) AS doc_id "
        "FROM copies SEMI JOIN touched_copies USING (doc_id)"
    )
    con.execute("CREATE TEMP TABLE copies_before AS FROM copies SEMI JOIN touched_copies USING (doc_id)")
    con.execute("DELETE FROM copies WHERE doc_id IN (FROM touched_copies)")
    _look_back(con)
    con.execute("""
        CREATE TEMP TABLE told_otherwise AS
        WITH copies_now AS (FROM copies SEMI JOIN touched_copies USING (doc_id))
        SELECT doc_id FROM (FROM copies_before EXCEPT FROM copies_now)
        UNION SELECT doc_id FROM (FROM copies_now EXCEPT FROM copies_before)
    """)
    _group(con)


def _order(of: str = "") -> str:
    """Earlier documents first; those of no known day last."""
    return f"{of}published_on NULLS LAST, {of}published_at NULLS FIRST, {of}doc_id"


def _touch(con: duckdb.DuckDBPyConnection) -> None:
    """Add those who look back at an altered text."""
    con.execute(f"""
        INSERT INTO touched_copies
        WITH {_holders("altered")}
        SELECT DISTINCT later.doc_id
        FROM holders AS earlier SEMI JOIN altered USING (doc_id)
        CROSS JOIN range(1, {_LOOKS_BACK} + 1) AS steps(step)
        JOIN (FROM holders ANTI JOIN touched_copies USING (doc_id)) AS later
            ON later.shingle = earlier.shingle AND later.place = earlier.place + step
    """)


def _holders(table: str, known: str = "shingles") -> str:
    """Who holds the shingles of the documents of a table, with the place of each in the order of its shingle."""
    return f"""
        asked AS (SELECT DISTINCT shingle FROM shingles SEMI JOIN {table} USING (doc_id)),
        holders AS (
            SELECT shingle, doc_id, published_on, row_number() OVER (PARTITION BY shingle ORDER BY {_order()}) AS place
            FROM {known} SEMI JOIN asked USING (shingle)
            QUALIFY count(*) OVER (PARTITION BY shingle) > 1
        )
    """


def _sample(con: duckdb.DuckDBPyConnection) -> None:
    """Sample the texts that are new or changed; samples of retracted ones go."""
    con.execute("DELETE FROM shingles WHERE doc_id IN (FROM altered)")
    con.execute(f"""
        CREATE TEMP TABLE unsampled AS
        SELECT
            doc_id, published_on, published_at,
            CAST(sum(n_chars) OVER (ORDER BY {_order()}) AS BIGINT) // {_AT_ONCE} AS part
        FROM documents SEMI JOIN altered USING (doc_id)
    """)
    for part in _parts(con, "unsampled"):
        texts = _read(con, f"SELECT doc_id FROM unsampled WHERE part = {part}")
        samples = pl.DataFrame(
            {"doc_id": list(texts), "shingles": [text.sample() for text in texts.values()]},
            schema={"doc_id": pl.String, "shingles": pl.List(pl.Int64)},
        )
        con.register("sampled", samples)
        con.execute(
            "INSERT INTO shingles BY NAME SELECT doc_id, unnest(shingles) AS shingle, published_on, published_at "
            "FROM sampled JOIN unsampled USING (doc_id)"
        )
        con.unregister("sampled")


def _find_likely(con: duckdb.DuckDBPyConnection) -> None:
    """The table ``likely_now``: from which texts those touched may be taken. Where it is as before, they are let be."""
    con.execute(f"CREATE TEMP TABLE likely_now AS {_likely('touched_copies', 'shingles')}")
    # Those who looked back at an altered text are told anew; the rest saw none, and its order is that without them.
    con.execute("CREATE TEMP TABLE perhaps_settled AS FROM touched_copies ANTI JOIN unsettled USING (doc_id)")
    before = _likely("perhaps_settled", "(FROM shingles ANTI JOIN altered USING (doc_id))")
    con.execute(f"CREATE TEMP TABLE likely_before AS {before}")
    con.execute("""
        DELETE FROM touched_copies WHERE doc_id IN (
            SELECT doc_id FROM perhaps_settled
            LEFT JOIN likely_now USING (doc_id) LEFT JOIN likely_before USING (doc_id)
            WHERE likely_now.others IS NOT DISTINCT FROM likely_before.others
        )
    """)


def _likely(table: str, known: str) -> str:
    """A query for the documents of a table, each with the earlier ones that share most shingles with it, in order."""
    return f"""
        WITH {_holders(table, known)},
        pairs AS (
            SELECT later.doc_id, earlier.doc_id AS other_doc_id, count(*) AS n_shared
            FROM holders AS later SEMI JOIN {table} USING (doc_id)
            CROSS JOIN range(1, {_LOOKS_BACK} + 1) AS steps(step)
            JOIN holders AS earlier ON earlier.shingle = later.shingle AND earlier.place = later.place - step
            WHERE later.published_on IS NULL OR later.published_on - earlier.published_on <= {_DAYS}
            GROUP BY ALL HAVING n_shared >= {_LEAST_SHARED}
        ),
        likely AS (
            SELECT pairs.doc_id, other_doc_id, row_number() OVER (ORDER BY {_order("earlier.")}) AS place
            FROM pairs
            JOIN documents AS later ON later.doc_id = pairs.doc_id
            JOIN documents AS earlier ON earlier.doc_id = other_doc_id
            WHERE n_shared >= least(later.n_chars, earlier.n_chars) / {_CHARS_A_SHARED}
            QUALIFY {_MOST} >= row_number() OVER (
                PARTITION BY pairs.doc_id ORDER BY n_shared DESC, {_order("earlier.")}
            )
        )
        SELECT doc_id, list(other_doc_id ORDER BY place) AS others FROM likely GROUP BY doc_id
    """


def _look_back(con: duckdb.DuckDBPyConnection) -> None:
    """Write the origins of the texts that are touched."""
    con.execute(f"""
        CREATE TEMP TABLE compared AS
        SELECT
            doc_id, others,
            CAST(sum(n_chars) OVER (ORDER BY published_on NULLS LAST, doc_id) AS BIGINT) // {_AT_ONCE} AS part
        FROM likely_now SEMI JOIN touched_copies USING (doc_id) JOIN documents USING (doc_id)
    """)
    for part in _parts(con, "compared"):
        samples = _samples(con, f"SELECT unnest(list_append(others, doc_id)) FROM compared WHERE part = {part}")
        found = con.execute(f"SELECT doc_id, others FROM compared WHERE part = {part} ORDER BY doc_id").fetchall()
        likely = {
            doc_id: likely_origins(samples[doc_id], [(other, samples[other]) for other in others])
            for doc_id, others in found
        }
        con.register("likely", pl.DataFrame({"doc_id": sorted({*likely, *chain(*likely.values())})}))
        texts = _read(con, "FROM likely")
        con.unregister("likely")
        rows = (
            row
            for doc_id, others in likely.items()
            for row in origins_of(doc_id, texts[doc_id], [(other, texts[other]) for other in others])
        )
        con.register("told", to_frame(rows, Copy))
        con.execute("INSERT INTO copies BY NAME FROM told")
        con.unregister("told")


def _parts(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[int]:
    yield from (part for (part,) in con.execute(f"SELECT DISTINCT part FROM {table} ORDER BY part").fetchall())


def _samples(con: duckdb.DuckDBPyConnection, doc_ids: str) -> dict[str, frozenset[int]]:
    """Document → its sample, for those that a query gives."""
    found = con.execute(
        f"WITH wanted(doc_id) AS ({doc_ids}) "
        "SELECT doc_id, list(shingle) FROM shingles SEMI JOIN wanted USING (doc_id) GROUP BY doc_id"
    )
    return {doc_id: frozenset(sample) for doc_id, sample in found.fetchall()}


def _read(con: duckdb.DuckDBPyConnection, doc_ids: str) -> dict[str, Shingled]:
    """Document → its shingles, for those that a query gives."""
    found = con.execute(f"""
        WITH wanted(doc_id) AS ({doc_ids}),
        spans AS (
            SELECT doc_id, list((start_char, end_char)) AS spans
            FROM quotes SEMI JOIN wanted USING (doc_id) WHERE form = 'direct' GROUP BY doc_id
        )
        SELECT documents.doc_id, text, coalesce(spans, [])
        FROM documents SEMI JOIN wanted USING (doc_id) LEFT JOIN spans ON spans.doc_id = documents.doc_id
    """)
    return {doc_id: shingled(text, spans) for doc_id, text, spans in found.fetchall()}


def _group(con: duckdb.DuckDBPyConnection) -> None:
    """Tell anew which documents are almost equal: those that hang together with a touched one, or did."""
    con.execute("""
        CREATE TEMP TABLE regrouped AS
        WITH RECURSIVE
        equal AS (
            SELECT doc_id AS one, other_doc_id AS other FROM copies WHERE relation = 'copy'
            UNION ALL SELECT other_doc_id, doc_id FROM copies WHERE relation = 'copy'
        ),
        reached(doc_id) AS (
            SELECT doc_id FROM (FROM touched_copies UNION FROM parted) SEMI JOIN documents USING (doc_id)
            UNION SELECT other FROM reached JOIN equal ON one = doc_id
        )
        SELECT doc_id, published_on, row_number() OVER (ORDER BY published_on NULLS LAST, doc_id) AS place
        FROM reached JOIN documents USING (doc_id)
    """)
    pairs = con.execute("""
        SELECT one.place, other.place FROM copies
        JOIN regrouped AS one ON one.doc_id = copies.doc_id
        JOIN regrouped AS other ON other.doc_id = other_doc_id
        WHERE relation = 'copy'
    """).fetchall()
    groups = [(place, min(group)) for group in groups_of(pairs) for place in group]
    con.register("firsts", pl.DataFrame(groups, schema={"place": pl.Int64, "first": pl.Int64}, orient="row"))
    con.execute("""
        UPDATE documents SET near_duplicate_of = told.first
        FROM (
            SELECT regrouped.doc_id, other.doc_id AS first FROM regrouped
            LEFT JOIN firsts ON firsts.place = regrouped.place AND first < regrouped.place
            LEFT JOIN regrouped AS other ON other.place = first
        ) AS told
        WHERE told.doc_id = documents.doc_id AND told.first IS DISTINCT FROM near_duplicate_of
    """)
    con.unregister("firsts")
