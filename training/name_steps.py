"""The steps to the shipped names: two teachers, a student of both, and the network half-way between."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from training.encoder import Plan
from training.marked import ARTICLES, KEPT_OUT, agency, articles, name_words, translated, unlabelled, wikinews, without
from training.names import Tagger, Tokens, blend, continue_tagger, plain_tokens, teach, to_tokens, train_tagger
from training.newspapers import case_copies
from training.own_names import FREE
from training.vectors import WordVectors

FIRST = Plan(seed=0, epochs=10)
SECOND = Plan(seed=1, epochs=10, hidden=144, dropout=0.35)
STUDENT = Plan(seed=12, epochs=2, dropout=0.35, rate=6e-4)
#: How many sentences without marks the student reads.
UNLABELLED = 5_000

Report = Callable[[int, float, float, Tagger], None]


def corpora(seed: int, free: Path = FREE, annotated: Path = ARTICLES) -> list[list[Tokens]]:
    """All marked sentences, in the order of their texts, and copies of a quarter of them in other casings.

    Args:
        seed: which quarter.
        free: the folder of free data.
        annotated: the folder of annotated articles.
    """
    whole = articles(annotated)
    parts = [without(wikinews(free)[:-KEPT_OUT], whole), list(chain(*whole)), *translated(free)]
    parts.append(list(chain(*agency(name_words(chain(*parts))))))
    copies = case_copies([sentence for part in parts for sentence in part], share=0.25, seed=seed)
    return [to_tokens(part) for part in (*parts, copies)]


def first_teacher(vectors: WordVectors, report: Report) -> Tagger:
    """The one that only teaches."""
    return train_tagger(corpora(FIRST.seed), vectors, FIRST, report)


def second_teacher(vectors: WordVectors, report: Report) -> Tagger:
    """The one that learns on."""
    return train_tagger(corpora(SECOND.seed), vectors, SECOND, report)


def student(first: Tagger, second: Tagger, report: Report) -> Tagger:
    """The second teacher, taught further by the mean of both on marked and unmarked text."""
    teachers = [first.export(), second.export()]
    marked = corpora(STUDENT.seed)
    return continue_tagger(second, teach([*marked, plain_tokens(unlabelled()[:UNLABELLED])], teachers), STUDENT, report)


def names(second: Tagger, learned: Tagger) -> Tagger:
    """The shipped network: half-way between the second teacher and what it became as a student."""
    return blend(second, learned)
