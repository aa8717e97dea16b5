"""Two texts are linked by the rare words that they share: more are asked of texts that come later."""

import polars as pl
import pytest

from transforms.stories.links import LEAST_SCORE, LONGEST_DAYS, links_of


def pair(
    days: int, n_shared: int, n_words: int = 100, n_other_words: int = 100, n_names: int = 1, n_figures: int = 0
) -> pl.DataFrame:
    cells = {"days": days, "n_shared": n_shared, "n_words": n_words, "n_other_words": n_other_words}
    cells |= {"n_names": n_names, "n_figures": n_figures}
    return pl.DataFrame([{"doc_id": "late", "other_doc_id": "early"} | cells])


def test_the_score_is_what_is_shared_over_the_geometric_mean() -> None:
    assert links_of(pair(0, 30, 40, 90)).rows() == [("late", "early", 0.5)]


@pytest.mark.parametrize(
    ("days", "n_shared", "is_linked"),
    [
        (0, 20, True),
        (3, 20, True),
        (0, 19, False),
        (4, 20, False),
        (4, 25, True),
        (30, 25, True),
        (31, 90, False),
    ],
)
def test_texts_that_come_later_need_more_in_common(days: int, n_shared: int, is_linked: bool) -> None:
    assert links_of(pair(days, n_shared)).height == is_linked


@pytest.mark.parametrize(
    ("days", "n_names", "n_figures", "is_linked"),
    [(0, 2, 1, True), (LONGEST_DAYS, 2, 1, True), (LONGEST_DAYS, 1, 2, True), (365, 3, 0, False), (365, 0, 3, False)],
)
def test_a_text_that_repeats_names_and_a_figure_needs_less(
    days: int, n_names: int, n_figures: int, is_linked: bool
) -> None:
    """As on an anniversary, or at the trial that follows."""
    assert links_of(pair(days, 15, n_names=n_names, n_figures=n_figures)).height == is_linked
    assert links_of(pair(days, 14, n_names=n_names, n_figures=n_figures)).height == 0


def test_a_few_words_are_chance_in_texts_of_a_few_lines() -> None:
    assert [links_of(pair(0, shared, 12, 12)).height for shared in (5, 6)] == [0, 1]


def test_nothing_below_the_least_score_is_ever_linked() -> None:
    days = (0, 3, 4, 30, 31, LONGEST_DAYS)
    pairs = pl.concat([pair(day, shared, n_figures=2) for day in days for shared in range(1, 100, 7)])
    assert links_of(pairs)["score"].min() >= LEAST_SCORE


def test_no_pairs_give_no_links() -> None:
    assert links_of(pair(0, 1).clear()).schema == {"doc_id": pl.String, "other_doc_id": pl.String, "score": pl.Float64}
