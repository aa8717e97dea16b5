"""Which two texts tell of one event: they share a name or a figure, come within days, and use the same rare words.

A pair is judged by its own two texts alone. So what is linked does not depend on which other texts are known, and the
order of runs changes nothing.
"""

import polars as pl

#: No two texts further apart are compared.
LONGEST_DAYS = 400
#: What figures tell of an event: concepts of which it has one number, and numbers from here on.
TOLLS, LEAST_TELLING = frozenset({"arrested", "dead", "displaced", "injured", "missing"}), 100
#: A text is compared with so many of those before it that share a name or a figure with it: a rare name reaches back
#: for weeks, one that stands everywhere for hours. So the work grows with the texts and not with their square.
COMPARED = 10

#: Texts of so few days need less in common than later ones, which may tell of another event at the same place; texts of
#: more days than the latter, as on an anniversary, must repeat what was told.
_NEAR_DAYS, _FAR_DAYS = 3, 30
#: Shared rare words over the geometric mean of those of either text. Texts of two events that share a town and a day
#: seldom come to a seventh, two reports of one event seldom stay below a fifth.
_NEAR, _FAR = 0.20, 0.25
#: Where a text repeats so many names and figures, a telling figure among them, less is needed.
LEAST_SCORE, _REPEATED = 0.15, 3
#: In texts of a few lines less than this is chance: the name of the town, who came, how it ended.
_LEAST_SHARED = 6


def links_of(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that tell of one event.

    Args:
        pairs: texts that share a name or a figure: doc_id, other_doc_id (the earlier one), days (between them),
            n_shared (rare words of both), n_words and n_other_words (rare words of each), n_names and n_figures (names
            and telling figures of both: a toll, or a number from 100 on).

    Returns:
        doc_id, other_doc_id and score, from 0 (no rare word in common) to 1 (all).
    """
    mean = (pl.col("n_words") * pl.col("n_other_words")).cast(pl.Float64).sqrt()
    days, names, figures = pl.col("days"), pl.col("n_names"), pl.col("n_figures")
    repeats = (names > 0) & (figures > 0) & (names + figures >= _REPEATED)
    alike = pl.when(days <= _NEAR_DAYS).then(_NEAR).when(days <= _FAR_DAYS).then(_FAR)
    needed = pl.when(repeats).then(LEAST_SCORE).otherwise(alike)  # null, which nothing reaches, of others far apart
    scored = pairs.with_columns(score=pl.col("n_shared") / mean)
    is_one = (pl.col("score") >= needed) & (pl.col("n_shared") >= _LEAST_SHARED)
    return scored.filter(is_one).select("doc_id", "other_doc_id", pl.col("score").round(3))
