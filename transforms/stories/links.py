"""Which two texts tell of one event: they share a name or a figure, come within days, and use the same rare words.

A pair is judged by its own two texts alone. So what is linked does not depend on which other texts are known, and the
order of runs changes nothing.
"""

import polars as pl

#: No two texts further apart are compared.
LONGEST_DAYS = 30
#: A text is compared with so many of those before it that share a name or a figure with it: a rare name reaches back
#: for weeks, one that stands everywhere for hours. So the work grows with the texts and not with their square.
COMPARED = 10

#: Texts of so few days need less in common than later ones, which may tell of another event at the same place.
_NEAR_DAYS = 3
#: Shared rare words over the geometric mean of those of either text. Texts of two events that share a town and a day
#: seldom come to a seventh, two reports of one event seldom stay below a fifth.
LEAST_SCORE, _FAR = 0.20, 0.25


def links_of(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that tell of one event.

    Args:
        pairs: texts that share a name or a figure: doc_id, other_doc_id (the earlier one), days (between them),
            n_shared (rare words of both), n_words and n_other_words (rare words of each).

    Returns:
        doc_id, other_doc_id and score, from 0 (no rare word in common) to 1 (all).
    """
    mean = (pl.col("n_words") * pl.col("n_other_words")).cast(pl.Float64).sqrt()
    needed = pl.when(pl.col("days") <= _NEAR_DAYS).then(LEAST_SCORE).otherwise(_FAR)
    scored = pairs.with_columns(score=(pl.col("n_shared") / mean).round(3))
    return scored.filter(pl.col("score") >= needed).select("doc_id", "other_doc_id", "score")
