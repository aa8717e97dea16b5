"""Weights that make the right candidates likeliest, by L-BFGS."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from training.relations.data import FOLDS, INVENTED
from training.relations.instances import Instance
from transforms.relations.looks import Look, names_in

#: Question → strength of regularisation.
PENALTY = {
    "referent_glance": 3.0, "referent": 2.0, "speaker_direct": 3.0, "speaker_indirect": 5.0, "counted": 3.0,
    "subject": 2.5, "source": 5.0, "period": 5.0, "part_of": 6.0, "place": 6.0,
}  # fmt: skip
#: When the search for weights ends; more steps change no answer.
STOP = {"maxiter": 100, "ftol": 1e-6, "maxcor": 6}
#: Set → question → how loud a fact of it speaks beside one of the others, 1 where nothing is said: as
#: cross-validation over the others gains by it. Those that we wrote are many: with a full voice they would drown how
#: papers really write.
VOICES: Mapping[str, Mapping[str, float]] = {
    INVENTED: {
        "counted": 0.5, "part_of": 1.0, "subject": 0.25, "period": 0.5, "referent_glance": 0.125, "referent": 0.25,
        "speaker_direct": 0.35, "speaker_indirect": 0.3, "source": 0.2,
    },
    # One reader said of which day many of their texts are.
    "wikinews": {"period": 0.5},
    "ntrex": {"period": 0.0},
    # Their readers differ on whether a dateline tells the day of a figure.
    "bundles": {"period": 0.5},
}  # fmt: skip
#: A feature must stand in so many articles: what stands in one says nothing of others, and may be its own words.
RARE = 3

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Lesson:
    """How much of what is there is learned from; the default is all of it.

    Attributes:
        without: keys of features that are left out (`path` in `path=nsubj|k=count`).
        share: share of the groups of articles.
        draw: which of the random shares.
        own: whether the articles of our own teach.
    """

    without: frozenset[str] = frozenset()
    share: float = 1.0
    draw: int = 0
    own: bool = True

    def keeps(self, feature: str) -> bool:
        """Whether a feature may have a weight."""
        return not self.without or self.without.isdisjoint(part.partition("=")[0] for part in feature.split("|"))

    def groups(self, instances: Sequence[Instance]) -> Collection[str]:
        """The groups of articles to learn from."""
        groups = sorted({one.item.group for one in instances})
        if self.share < 1.0:
            random.Random(1 + self.draw).shuffle(groups)
        return set(groups[: round(len(groups) * self.share)])


class _Facts:
    """Facts with a right candidate as a matrix of ones: a row a candidate, a column a feature.

    It is made once a question; what is learned without a fold is a part of it. Facts without a right candidate say
    nothing.
    """

    def __init__(self, instances: Sequence[Instance], lesson: Lesson | None = None) -> None:
        self.facts = [one for one in instances if any(one.right)]
        self.sizes = np.array([len(one.asked.rows) for one in self.facts], dtype=np.int64)
        groups = {group: at for at, group in enumerate(sorted({one.item.group for one in self.facts}))}
        self.group = np.array([groups[one.item.group] for one in self.facts], dtype=np.int64)
        names, table = _matrix([row for one in self.facts for row in one.asked.rows])
        of_row = np.repeat(self.group, self.sizes)
        rows = np.arange(len(of_row))
        self.stands = sparse.csr_matrix((np.ones(len(rows)), (of_row, rows)), shape=(len(groups), len(rows))) @ table
        self.stands.data[:] = 1.0
        often = np.asarray(self.stands.sum(axis=0)).ravel() >= RARE
        kept = np.flatnonzero(
            [many and (lesson is None or lesson.keeps(name)) for name, many in zip(names, often, strict=True)]
        )
        self.names = [names[at] for at in kept]
        self.table, self.stands = table[:, kept], self.stands[:, kept]

    def fit(self, taken: np.ndarray, penalty: float, voices: Mapping[str, float]) -> dict[str, float]:
        """The weights that make the right candidates of some facts likeliest, all of them together.

        Args:
            taken: which facts, a mark each.
            penalty: strength of regularisation.
            voices: set → how much a fact of it weighs, 1 where nothing is said.
        """
        facts = [one for one, mark in zip(self.facts, taken, strict=True) if mark]
        if not facts:
            return {}
        counts = np.asarray(self.stands[np.unique(self.group[taken])].sum(axis=0)).ravel()
        columns = np.flatnonzero(counts >= RARE)
        table = self.table[np.repeat(taken, self.sizes)][:, columns]
        sizes = self.sizes[taken]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        group = np.repeat(np.arange(len(facts)), sizes)
        right = np.array([mark for one in facts for mark in one.right], dtype=float)
        weight = np.array([voices.get(one.item.part, 1.0) for one in facts])
        across = table.T.tocsr()

        def loss(weights: Any) -> tuple[float, Any]:
            scores = table @ weights
            grown = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
            total, good = np.add.reduceat(grown, starts), np.add.reduceat(grown * right, starts)
            share, wanted = grown / total[group], grown * right / good[group]
            value = -(weight * (np.log(good) - np.log(total))).sum() + penalty / 2 * (weights @ weights)
            return float(value), across @ (weight[group] * (share - wanted)) + penalty * weights

        found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options=STOP)
        return {self.names[at]: round(float(x), 3) for at, x in zip(columns, found.x, strict=True) if abs(x) >= 0.01}


def _matrix(rows: Sequence[Sequence[Look]]) -> tuple[list[str], sparse.csr_matrix]:
    """Rows of features as a matrix of ones, with the names of its columns in order."""
    looks: dict[Look, list[str]] = {}
    for row in rows:
        for look in row:
            if look not in looks:
                looks[look] = list(names_in([look]))
    names = sorted({name for told in looks.values() for name in told})
    columns = {name: at for at, name in enumerate(names)}
    at_columns = {look: [columns[name] for name in told] for look, told in looks.items()}
    indices: list[int] = []
    ends = [0]
    for row in rows:
        for look in row:
            indices += at_columns[look]
        ends.append(len(indices))
    table = sparse.csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(names)))
    table.sum_duplicates()
    table.data[:] = 1.0
    return names, table


def fit(instances: Sequence[Instance], penalty: float, lesson: Lesson | None = None) -> dict[str, float]:
    """The weights that make the right candidates likeliest, learned from all instances."""
    facts = _Facts(instances, lesson)
    return facts.fit(np.ones(len(facts.facts), dtype=bool), penalty, {})


def crossed(instances: Sequence[Instance], question: str, lesson: Lesson, *, complete: bool) -> list[Weights]:
    """Weights fitted without each fold, and last those fitted on all (empty unless `complete`)."""
    penalty = PENALTY[question]
    voices = {part: told.get(question, 1.0) for part, told in VOICES.items()}
    if not lesson.own:
        voices[INVENTED] = 0.0
    taught = [one for one in instances if one.item.learned and voices.get(one.item.part, 1.0)]
    chosen = lesson.groups(taught)
    taught = [one for one in taught if one.item.group in chosen]
    facts = _Facts(taught, lesson)
    fold = np.array([one.item.fold for one in facts.facts], dtype=np.int64)
    folds = [facts.fit(fold != number, penalty, voices) for number in range(FOLDS)]
    return [*folds, facts.fit(fold == fold, penalty, voices) if complete else {}]
