"""The steps to the shipped names: two teachers, a student of both, and the network half-way between."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from training.encoder import Plan
from training.marked import KEPT_OUT, agency, articles, name_words, translated, unlabelled, wikinews, without
from training.names import Tagger, Tokens, blend, continue_tagger, plain_tokens, teach, to_tokens, train_tagger
from training.newspapers import case_copies
from training.vectors import WordVectors

FIRST = Plan(seed=0, epochs=10)
SECOND = Plan(seed=1, epochs=9, dropout=0.35)
STUDENT = Plan(seed=12, epochs=2, dropout=0.35, rate=6e-4)
#: How many sentences without marks the student reads.
UNLABELLED = 5_000

Report = Callable[[int, float, float, Tagger], None]


def corpora(data: Path, seed: int, share: int = 1) -> list[list[Tokens]]:
    """All marked sentences, in the order of their texts, and copies of a quarter of them in other casings.

    Args:
        data: the folder that holds free; gold/train lies two above.
        seed: which quarter.
        share: only every so many-th sentence is read; 1 for all.
    """
    free, whole = data / "free", articles(data.parents[1] / "gold" / "train")
    parts = [without(wikinews(free)[:-KEPT_OUT], whole), list(chain(*whole)), *translated(free)]
    parts.append(list(chain(*agency(name_words(chain(*parts))))))
    parts.append(case_copies(list(chain(*parts)), share=0.25, seed=seed))
    return [to_tokens(part[::share]) for part in parts]


def teacher(data: Path, vectors: WordVectors, plan: Plan, report: Report, share: int = 1) -> Tagger:
    """One that learns from the marks alone."""
    return train_tagger(corpora(data, plan.seed, share), vectors, plan, report)


def student(data: Path, first: Tagger, second: Tagger, plan: Plan, report: Report, share: int = 1) -> Tagger:
    """The second teacher, taught further by the mean of both on marked and unmarked text."""
    unmarked = plain_tokens(unlabelled(data / "free")[:UNLABELLED:share])
    taught = teach([*corpora(data, plan.seed, share), unmarked], [first.export(), second.export()])
    return continue_tagger(second, taught, plan, report)


def shipped(second: Tagger, learned: Tagger) -> Tagger:
    """The network half-way between the second teacher and what it became as a student."""
    return blend(second, learned)
