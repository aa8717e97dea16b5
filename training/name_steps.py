"""The steps to the shipped names: two teachers, a student of both, and the network half-way between."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from training.encoder import Plan
from training.marked import KEPT_OUT, agency, articles, name_words, translated, unlabelled, wikinews, without
from training.names import Tagger, blend, continue_tagger, plain_tokens, teach, to_tokens, train_tagger
from training.newspapers import NamedSentence, case_copies
from training.vectors import WordVectors, tokenised_texts, usual_words
from transforms.parsing.truecase import Casings, truecase

FIRST = Plan(seed=0, epochs=10)
SECOND = Plan(seed=1, epochs=9, dropout=0.35)
STUDENT = Plan(seed=12, epochs=2, dropout=0.35, rate=6e-4)
#: How many sentences without marks the student reads.
UNLABELLED = 2_500
# Share of the marked sentences that are copied in other casings.
_COPIED = 0.25

Report = Callable[[int, float, float, Tagger], None]


def marked(data: Path, share: int = 1) -> list[list[NamedSentence]]:
    """All marked sentences, in the order of their texts, a list for each kind of text.

    Args:
        data: the folder that holds free; gold/train lies two above.
        share: only every so many-th sentence is read; 1 for all.
    """
    free, whole = data / "free", articles(data.parents[1] / "gold" / "train")
    parts = [without(wikinews(free)[:-KEPT_OUT], whole), list(chain(*whole)), *translated(free)]
    parts.append(list(chain(*agency(name_words(chain(*parts))))))
    return [part[::share] for part in parts]


def teacher(data: Path, vectors: WordVectors, plan: Plan, report: Report, share: int = 1) -> Tagger:
    """One that learns from the marks alone, a quarter of them in other casings too."""
    parts = marked(data, share)
    parts.append(case_copies(list(chain(*parts)), _COPIED, plan.seed))
    return train_tagger([to_tokens(part) for part in parts], vectors, plan, report)


def student(data: Path, first: Tagger, second: Tagger, plan: Plan, report: Report, share: int = 1) -> Tagger:
    """The second teacher, taught further by the mean of both on marked and unmarked text.

    Copies in capitals and title case come as the pipeline hands them over, put into usual casing; nobody teaches them.
    """
    parts = marked(data, share)
    casings = Casings(usual_words(tokenised_texts(data / "free")), second.vectors.words)
    copies = case_copies(list(chain(*parts)), _COPIED, plan.seed, lambda text: truecase(text, casings))
    unmarked = plain_tokens(unlabelled(data / "free")[:UNLABELLED:share])
    taught = teach([*map(to_tokens, parts), unmarked], [first.export(), second.export()])
    return continue_tagger(second, [*taught, to_tokens(copies)], plan, report)


def shipped(second: Tagger, learned: Tagger) -> Tagger:
    """The network half-way between the second teacher and what it became as a student."""
    return blend(second, learned)
