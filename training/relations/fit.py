"""Weights that make the right candidates likeliest, by L-BFGS."""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
    "referent": 3.0, "speaker_direct": 16.0, "speaker_indirect": 8.0, "counted": 3.0, "subject": 4.0,
    "source": 8.0, "period": 16.0, "part_of": 6.0,
}  # fmt: skip
#: When the search for weights ends; more steps change no answer.
STOP = {"maxiter": 100, "ftol": 1e-6, "maxcor": 6}
#: Question → how much a fact of our own articles weighs there beside one of the others: as cross-validation over the
#: others gains by it. How clauses are reported there is not how papers report them.
INVENTED_WEIGHT = {
    "counted": 1.0, "part_of": 1.0, "subject": 1.0, "period": 1.0, "referent": 1.0,
    "speaker_direct": 0.5, "source": 0.25,
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


def matrix(rows: Iterable[Sequence[Look]], columns: Mapping[str, int]) -> sparse.csr_matrix:
    """Rows of features as a matrix of ones, one column a feature."""
    known: dict[Look, list[int]] = {}
    indices: list[int] = []
    ends = [0]
    for row in rows:
        for look in row:
            if look not in known:
                known[look] = [columns[name] for name in names_in([look]) if name in columns]
        indices += sorted({at for look in row for at in known[look]})
        ends.append(len(indices))
    return sparse.csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(ends) - 1, len(columns)))


def fit(
    instances: Sequence[Instance], penalty: float, lesson: Lesson | None = None, invented: float = 1.0
) -> dict[str, float]:
    """The weights that make the right candidates likeliest, all of them together.

    Facts without a right candidate say nothing; those of our own articles weigh `invented`.
    """
    instances = [instance for instance in instances if any(instance.right)]
    if not instances:
        return {}
    by_article: dict[str, set[Look]] = defaultdict(set)
    for one in instances:
        by_article[one.item.group].update(look for row in one.asked.rows for look in row)
    counts = Counter(name for row in by_article.values() for name in {*names_in(row)})
    kept = sorted(name for name, n in counts.items() if n >= RARE and (lesson is None or lesson.keeps(name)))
    columns = {name: at for at, name in enumerate(kept)}
    table = matrix((row for one in instances for row in one.asked.rows), columns)
    sizes = np.array([len(one.asked.rows) for one in instances])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(instances)), sizes)
    right = np.array([mark for one in instances for mark in one.right], dtype=float)
    weight = np.array([invented if one.item.part == INVENTED else 1.0 for one in instances])
    across = table.T.tocsr()

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        grown = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total, good = np.add.reduceat(grown, starts), np.add.reduceat(grown * right, starts)
        share, wanted = grown / total[group], grown * right / good[group]
        value = -(weight * (np.log(good) - np.log(total))).sum() + penalty / 2 * (weights @ weights)
        return float(value), across @ (weight[group] * (share - wanted)) + penalty * weights

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options=STOP)
    return {name: round(float(found.x[at]), 3) for name, at in columns.items() if abs(found.x[at]) >= 0.01}


def crossed(instances: Sequence[Instance], question: str, lesson: Lesson, *, complete: bool) -> list[Weights]:
    """Weights fitted without each fold, and last those fitted on all (empty unless `complete`)."""
    penalty = PENALTY[question]
    invented = INVENTED_WEIGHT.get(question, 0.0) if lesson.own else 0.0
    taught = [one for one in instances if one.item.learned and (invented or one.item.part != INVENTED)]
    chosen = lesson.groups(taught)
    taught = [one for one in taught if one.item.group in chosen]
    groups = [[one for one in taught if one.item.fold != number] for number in range(FOLDS)]
    folds = [fit(others, penalty, lesson, invented) for others in groups]
    return [*folds, fit(taught, penalty, lesson, invented) if complete else {}]
