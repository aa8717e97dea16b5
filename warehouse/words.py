"""The vocabulary of the search: each form of a word that stands in the texts, with its Italian stem.

Stems come from the Snowball algorithm, at publication and for forms that are new alone. What is searched for is looked
up in the same table (`warehouse/macros/search_hits.sql`), so that any client can search in plain SQL.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

import duckdb
import polars as pl

from transforms.language import (
    ARTICLES,
    BETWEEN,
    CLITICS,
    CONJUNCTIONS,
    FROM,
    HAVE,
    IN,
    OF,
    ON,
    PRONOUNS,
    TO,
    WITH,
    words_of,
)
from transforms.stories import everyday_stems

#: Forms of "essere" and others that stand in nearly every sentence.
_EVERYWHERE = words_of("è sono sia era erano fu essere stato stata stati state non per più anche quest quell c'è")
_WORDS = re.compile(r"\w{2,}")


@cache
def unsearched() -> frozenset[str]:
    """Words that tell nothing of what a text is about, as the search sees them: in lower case, cut at apostrophes."""
    classes = (ARTICLES, OF, FROM, TO, IN, ON, WITH, BETWEEN, CLITICS, PRONOUNS, CONJUNCTIONS, HAVE, _EVERYWHERE)
    return frozenset(part for words in classes for word in words for part in _WORDS.findall(word))


def stemmer_version() -> str:
    """The version of the stemmer: with another one all stems are made anew."""
    return version("snowballstemmer")


def stems_of(forms: Iterable[str]) -> pl.DataFrame:
    """Each form with its stem, NULL for what is not searched: columns form, stem."""
    import snowballstemmer  # here: it takes a fifth of a second

    stemmer, left_out = snowballstemmer.stemmer("italian"), unsearched()
    composed = ((form, unicodedata.normalize("NFC", form)) for form in forms)
    rows = [(form, None if whole in left_out else stemmer.stemWord(whole)) for form, whole in composed]
    return pl.DataFrame(rows, schema={"form": pl.String, "stem": pl.String}, orient="row")


def add_forms(con: duckdb.DuckDBPyConnection, table: str, words: str) -> None:
    """Add the forms of a table of words that the vocabulary does not hold yet.

    Args:
        con: the build.
        table: `word_forms` with its catalog.
        words: the table whose column `form` holds words.
    """
    found = con.execute(f"SELECT DISTINCT form FROM {words} ANTI JOIN {table} USING (form) ORDER BY form").fetchall()
    if found:
        con.register("new_forms", stems_of(form for (form,) in found))
        con.register("everyday", pl.DataFrame({"stem": sorted(everyday_stems())}))
        con.execute(rf"""
            INSERT INTO {table} BY NAME
            WITH told AS (SELECT form, strip_accents(form) AS folded, strip_accents(stem) AS stem FROM new_forms)
            SELECT *, coalesce(stem NOT IN (FROM everyday) AND NOT regexp_matches(stem, '\d'), false) AS is_rare
            FROM told
        """)
        for name in ("new_forms", "everyday"):
            con.unregister(name)
