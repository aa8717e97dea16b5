"""Two texts are linked by the rare words that they share: more are asked of texts that come later."""

import polars as pl
import pytest

from transforms.stories.links import LEAST_SCORE, LONGEST_DAYS, links_of


def pair(days: int, n_shared: int, n_words: int = 100, n_other_words: int = 100) -> pl.DataFrame:
    cells = {"days": days, "n_shared": n_shared, "n_words": n_words, "n_other_words": n_other_words}
    return pl.DataFrame([{"doc_id": "late", "other_doc_id": "early"} | cells])


def test_the_score_is_what_is_shared_over_the_geometric_mean() -> None:
    assert links_of(pair(0, 30, 40, 90)).rows() == [("late", "early", 0.5)]


@pytest.mark.parametrize(
    ("days", "n_shared", "is_linked"),
    [(0, 20, True), (3, 20, True), (0, 19, False), (4, 20, False), (4, 25, True), (LONGEST_DAYS, 25, True)],
)
def test_texts_that_come_later_need_more_in_common(days: int, n_shared: int, is_linked: bool) -> None:
    assert links_of(pair(days, n_shared)).height == is_linked


def test_nothing_below_the_least_score_is_ever_linked() -> None:
    pairs = pl.concat([pair(days, shared) for days in range(LONGEST_DAYS + 1) for shared in range(1, 100, 7)])
    assert links_of(pairs)["score"].min() >= LEAST_SCORE


def test_no_pairs_give_no_links() -> None:
    assert links_of(pair(0, 1).clear()).schema == {"doc_id": pl.String, "other_doc_id": pl.String, "score": pl.Float64}
