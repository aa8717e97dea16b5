"""From raw probabilities to how often such answers are right, and from there to what is published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import minimize

from training.relations.data import FOLDS, OWN
from transforms.relations import order
from transforms.relations.scorer import Scorer, Sums, Together

Line = tuple[tuple[float, float], ...]
IDENTITY: Line = ((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Judged:
    """The best answer to one question put to one fact, by weights that had not seen its article.

    Attributes:
        part, group, fold: those of the article.
        sure: probability of the answer, "nobody" too.
        right: whether it is right.
        answered: whether it is somebody.
        wanted: whether the gold has somebody.
    """

    part: str
    group: str
    fold: int
    sure: float
    right: bool
    answered: bool
    wanted: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised of the answers of one field that are published.

    Attributes:
        low: the lower 5 % bound of a bootstrap over articles reaches this share of right ones.
        mean: and the share itself this one.
        recall: where the bound would publish less than this share of what is wanted, it is dropped: then the share must
            reach `mean` plus `MARGIN`.
    """

    low: float
    mean: float
    recall: float = 0.25


#: Three of four, speakers five of six; of reported clauses no threshold keeps more than three of four. Of subjects and
#: sources more is asked than what is meant to be right: recall allows it, and articles that are quite new to the
#: weights of the names (our marks in the bundles) get less of it.
PROMISES = {
    "counted": Promise(0.75, 0.75),
    "part_of": Promise(0.75, 0.75, recall=0.5),
    "subject": Promise(0.75, 0.81, recall=0.35),
    "source": Promise(0.75, 0.87, recall=0.38),
    "period": Promise(0.75, 0.75, recall=0.55),
    "place": Promise(0.75, 0.75, recall=0.25),
    "speaker_direct": Promise(5 / 6, 0.87, recall=0.66),
    "speaker_indirect": Promise(0.75, 0.76, recall=0.5),
}
MARGIN = 0.02
#: The threshold of a field whose answers are never sure enough.
NEVER = 0.99
#: A threshold rests on so many answers at least.
FEWEST = 12
#: From which probability on whoever a description likeliest means is published: the best F1, nothing is promised.
REFERENT_THRESHOLD = 0.35
#: From which probability on a description is asked whom it means: two of five are, and 27 of 853 that mean somebody are
#: not; of those it would have published one right answer in five hundred.
GLANCE_THRESHOLD = 0.02
#: What the probability of "nobody" may be multiplied with.
NULLS = (0.35, 0.5, 0.7, 1.0, 1.4)

#: Way to calibrate → how often an answer counts there, by set. Names of `train` lie in the text that the weights of the
#: names were trained on, which flatters them.
WAYS: Mapping[str, Callable[[str], int]] = {
    "wire alone": lambda part: int(part != "train"),
    "wire twice": lambda part: 1 + (part != "train"),
    "all alike": lambda part: 1,
}
WAY = "wire twice"


def isotonic(pairs: Sequence[tuple[float, bool]], steps: int = 12) -> Line:
    """A rising line from told to true probability: shares of right ones in equal groups, pooled where they fall."""
    if not pairs:
        return IDENTITY
    ordered = sorted(pairs, key=lambda pair: pair[0])
    size = max(len(ordered) // steps, 1)
    blocks: list[list[float]] = []  # told, right, count
    for at in range(0, len(ordered), size):
        part = ordered[at : at + size]
        blocks.append([sum(share for share, _ in part), float(sum(mark for _, mark in part)), float(len(part))])
        while len(blocks) > 1 and (_share(blocks[-2]) >= _share(blocks[-1]) or _told(blocks[-2]) == _told(blocks[-1])):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    line = [(_told(block), round(_share(block), 4)) for block in blocks]
    return ((0.0, 0.0), *line, (1.0, max(line[-1][1], 0.5)))


def _told(block: Sequence[float]) -> float:
    """Mean told probability of a group."""
    return round(block[0] / block[2], 4)


def _share(block: Sequence[float]) -> float:
    """Right ones of a group, drawn towards one half as if one more had been half right."""
    return (block[1] + 0.5) / (block[2] + 1)


def line_of(judged: Sequence[Judged], way: str = WAY) -> Line:
    """The calibration that answers ask for."""
    often = WAYS[way]
    return isotonic([(one.sure, one.right) for one in judged for _ in range(often(one.part))])


#: Group of articles, confidence and rightness of an answer that is somebody.
Answered = Sequence[tuple[str, float, bool]]


@dataclass(frozen=True, slots=True)
class Limits:
    """From which confidence on what is published keeps a promise; None where none does.

    Attributes:
        bound: the lower 5 % bound of a bootstrap over articles reaches `low`, and the share of right ones `mean`.
        share: the share of right ones reaches `mean` plus `MARGIN`.
    """

    bound: float | None
    share: float | None


def limits_of(answered: Answered, promise: Promise, draws: int = 400) -> Limits:
    """The lowest limits in steps of one hundredth that keep a promise, over `draws` of the bootstrap."""
    if not answered:
        return Limits(None, None)
    groups, place = np.unique([group for group, _, _ in answered], return_inverse=True)
    sure = np.array([share for _, share, _ in answered])
    right = np.array([float(mark) for _, _, mark in answered])
    weights = np.random.default_rng(0).multinomial(len(groups), np.full(len(groups), 1 / len(groups)), size=draws)
    by_share: float | None = None
    for limit in (value / 100 for value in range(20, 100)):
        chosen = sure >= limit
        if chosen.sum() < FEWEST:
            break
        mean = right[chosen].mean()
        if by_share is None and mean >= promise.mean + MARGIN:
            by_share = limit
        if mean < promise.mean:
            continue
        count = np.bincount(place[chosen], minlength=len(groups))
        good = np.bincount(place[chosen], weights=right[chosen], minlength=len(groups))
        if np.quantile((weights @ good) / np.maximum(weights @ count, 1), 0.05) >= promise.low:
            return Limits(limit, by_share)
    return Limits(None, by_share)


def recall_at(answered: Answered, limit: float, wanted: int) -> float:
    """Share of the `wanted` answers that are right and at least as sure as a limit."""
    return sum(mark for _, sure, mark in answered if sure >= limit) / max(wanted, 1)


def threshold(answered: Answered, promise: Promise, wanted: int) -> float:
    """The lowest confidence from which what is published keeps the promise, 0.99 where none does.

    By the bound; where that is out of reach or publishes under `promise.recall` of the `wanted`, by the share.
    """
    limits = limits_of(answered, promise)
    if limits.bound is not None and recall_at(answered, limits.bound, wanted) >= promise.recall:
        return limits.bound
    return min((limit for limit in (limits.bound, limits.share) if limit is not None), default=NEVER)


@dataclass
class Settled:
    """All that one question has learned, once a fold.

    Attributes:
        weights: fitted without each fold, and last on all that is learned from.
        null: what the probability of "nobody" is multiplied with.
        lines, limits: calibration and threshold made without each fold, and last with all.
    """

    weights: Sequence[Mapping[str, float]]
    null: float = 1.0
    lines: Sequence[Line] = (IDENTITY,) * (FOLDS + 1)
    limits: Sequence[float] = (0.0,) * (FOLDS + 1)

    def scorer(self, fold: int, *, learned: bool) -> Scorer:
        """What answers for an article of a fold; none of it has seen the article."""
        return self._scorer(fold if learned else FOLDS, fold)

    def shipped(self) -> Scorer:
        """What all articles have taught."""
        return self._scorer(FOLDS, FOLDS)

    @cached_property
    def _sums(self) -> list[Sums]:
        return [Sums(weights) for weights in self.weights]

    def _scorer(self, taught: int, fold: int) -> Scorer:
        sums = self._sums[taught]
        return Scorer(sums.weights, self.null, self.lines[fold], self.limits[fold], sums)

    def settle(self, judged: Sequence[Judged], promise: Promise) -> None:
        """Calibrate, and find the threshold."""
        lines, limits = [], []
        for fold in range(FOLDS + 1):
            others = [one for one in judged if one.fold != fold]
            line = line_of(others)
            calibrated = Scorer({}, calibration=line).calibrated
            answered = [(one.group, calibrated(one.sure), one.right) for one in others if one.answered]
            lines.append(line)
            limits.append(threshold(answered, promise, sum(one.wanted for one in others)))
        self.lines, self.limits = lines, limits


def real(judged: Sequence[Judged]) -> list[Judged]:
    """Those of articles that a paper or an agency wrote: how often what is told is told there is not for us to say."""
    return [one for one in judged if one.part not in OWN]


def f1(judged: Sequence[Judged]) -> float:
    """Of the answers that are somebody."""
    right = sum(one.right for one in judged if one.answered)
    return 2 * right / max(sum(one.answered for one in judged) + sum(one.wanted for one in judged), 1)


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: how far told and true share lie apart, over ten equally wide bins, by their size."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for share, mark in pairs:
        found[min(int(share * bins), bins - 1)].append((share, mark))
    gaps = [abs(sum(share for share, _ in one) - sum(mark for _, mark in one)) for one in found]
    return sum(gaps) / max(len(pairs), 1)


def calibrated_pairs(judged: Sequence[Judged], way: str = WAY) -> list[tuple[str, float, bool]]:
    """Set, calibrated probability and rightness of answers; the calibration has not seen the fold."""
    lines = [Scorer({}, calibration=line_of([one for one in judged if one.fold != fold], way)) for fold in range(FOLDS)]
    return [(one.part, lines[one.fold].calibrated(one.sure), one.right) for one in judged]


# ---------- all fields together
@dataclass(frozen=True, slots=True)
class Whole:
    """One figure with how sure each field is as published, and whether value and all fields are right."""

    part: str
    fold: int
    sure: Mapping[str, float]
    right: bool


def fit_together(wholes: Sequence[Whole]) -> Together:
    """A logistic regression on the logarithms of how sure the fields are."""
    table = np.array([[np.log(max(one.sure[name], 0.01)) for name in order.FIELDS] + [1.0] for one in wholes])
    right = np.array([float(one.right) for one in wholes])

    def loss(weights: Any) -> tuple[float, Any]:
        share = 1 / (1 + np.exp(-(table @ weights)))
        value = -(right * np.log(share + 1e-9) + (1 - right) * np.log(1 - share + 1e-9)).sum()
        ridge = 0.5 * ((weights[:-1] - 1) ** 2).sum()
        return float(value + ridge), table.T @ (share - right) + np.append(weights[:-1] - 1, 0.0)

    found = minimize(loss, np.ones(len(order.FIELDS) + 1), jac=True, method="L-BFGS-B")
    fields: dict[str, float] = {
        name: round(float(weight), 3) for name, weight in zip(order.FIELDS, found.x[:-1], strict=True)
    }
    return Together(round(float(found.x[-1]), 3), fields)


def together_pairs(wholes: Sequence[Whole]) -> list[tuple[str, float, bool]]:
    """Set, probability and rightness of whole figures; the regression has not seen the fold."""
    fitted = [fit_together([one for one in wholes if one.fold != fold]) for fold in range(FOLDS)]
    return [(one.part, fitted[one.fold].confidence(one.sure), one.right) for one in wholes]
