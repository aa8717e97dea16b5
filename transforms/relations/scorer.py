"""A conditional log-linear model: candidates with their features in, ranked answers with probabilities out.

The score of a candidate is the sum of the weights of its features; the probabilities of all candidates of one fact,
"nobody" among them, sum to one; candidates with one name share theirs. Probabilities are calibrated on articles that
the weights had not seen.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from transforms.relations.looks import Look
from transforms.relations.proposals import proposal

MODEL = Path(__file__).resolve().parent.parent / "model" / "relations" / "weights.json"

#: So many answers are told, and nobody beside them.
BEST = 4
#: A question asked before whom a description means, with few features: whether it may mean anybody at all.
GLANCE = "referent_glance"

#: The sums of so many looks are kept.
KEPT = 40_000

Name = TypeVar("Name", bound=Hashable)


class Answer(NamedTuple, Generic[Name]):
    """One possible answer: its name (None: nobody), how sure it is, and the first candidate that gives it."""

    name: Name | None
    confidence: float
    candidate: int


class Sums(dict[Look, int]):
    """Feature → weight, looks → sum of the weights of their features; what is missing weighs nothing.

    In thousandths, as weights are written: the sum is the same in any order.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._own: dict[Look, int] = {name: round(weight * 1000) for name, weight in weights.items()}
        named = ((name, weight, proposal(name)) for name, weight in self._own.items() if isinstance(name, str))
        self._proposed: dict[Look, tuple[int, str]] = {
            name: (weight, called) for name, weight, called in named if weight > 0 and called
        }
        #: Feature or looks → weight and name of the proposal in it that weighs most; without one it is missing.
        self.proposals: dict[Look, tuple[int, str]] = {}
        self._start()

    def __reduce__(self) -> tuple[type["Sums"], tuple[Mapping[str, float]]]:
        return Sums, (self.weights,)  # sums are found anew in another process

    def _start(self) -> None:
        self.clear()
        self.proposals.clear()
        self.update(self._own)
        self.proposals.update(self._proposed)

    def forget(self) -> None:
        """Let go the sums when they are too many; once a text, so that none of its looks loses what it proposed."""
        if len(self) > len(self.weights) + KEPT:
            self._start()

    def __missing__(self, look: Look) -> int:
        if isinstance(look, str):
            self[look] = 0
            return 0
        own, names = self._own, look.names
        found = self[look] = sum([own[name] for name in names if name in own])
        if not self._proposed.keys().isdisjoint(names):
            proposed = (self._proposed[name] for name in names if name in self._proposed)
            self.proposals[look] = max(proposed, key=itemgetter(0))
        return found


@dataclass(frozen=True)
class Scorer:
    """What one question has learned.

    Attributes:
        weights: feature → weight in steps of 0.001; a feature that is missing weighs nothing.
        null: what the probability of "nobody" is multiplied with.
        calibration: pairs of (told, true) probability, rising; between them the line is straight.
        threshold: an answer below this confidence is not published.
        sums: what features weigh together, as far as it was asked.
    """

    weights: Mapping[str, float]
    null: float = 1.0
    calibration: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))
    threshold: float = 0.0
    sums: Sums = field(default_factory=lambda: Sums({}), repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.sums.weights is not self.weights:
            object.__setattr__(self, "sums", Sums(self.weights))

    def probabilities(self, rows: Sequence[Sequence[Look]]) -> list[float]:
        """The probability of each candidate, from the features of each; the last one is nobody."""
        weigh = self.sums.__getitem__
        scores = [sum(map(weigh, row)) for row in rows]
        top = max(scores)
        grown = [math.exp((score - top) / 1000) for score in scores]
        grown[-1] *= self.null
        total = math.fsum(grown)
        return [value / total for value in grown]

    def is_worth_it(self, rows: Sequence[Sequence[Look]]) -> bool:
        """Whether somebody is at least as likely as the threshold; the last row is nobody's."""
        return len(rows) > 1 and 1.0 - self.probabilities(rows)[-1] >= self.threshold

    def answers(self, names: Sequence[Name | None], rows: Sequence[Sequence[Look]]) -> list[Answer[Name]]:
        """The `BEST` likeliest answers and nobody; equal ones in the order of their candidates.

        Args:
            names: what each candidate is called; those of one name are one answer. The last is nobody, None.
            rows: the features of each, each once.
        """
        if len(rows) == 1:
            return [Answer(None, self.calibrated(1.0), 0)]
        probabilities = self.probabilities(rows)
        shares: dict[Name | None, float] = {}
        first: dict[Name | None, int] = {}
        for place, (name, share) in enumerate(zip(names, probabilities, strict=True)):
            if name not in shares:
                shares[name], first[name] = share, place
                continue
            shares[name] += share
            if share > probabilities[first[name]]:
                first[name] = place
        ranked = sorted(shares, key=shares.__getitem__, reverse=True)
        kept = ranked[:BEST] if None in ranked[:BEST] else [*ranked[:BEST], None]
        return [Answer(name, self.calibrated(shares[name]), first[name]) for name in kept]

    @cached_property
    def _told(self) -> list[float]:
        return [told for told, _ in self.calibration]

    def calibrated(self, told: float) -> float:
        """The share of answers with this probability that were right."""
        at = bisect_right(self._told, told, 1, len(self._told) - 1)
        (left, low), (right, high) = self.calibration[at - 1], self.calibration[at]
        if right <= left or told >= right:
            return round(high, 4)
        return round(low + (told - left) / (right - left) * (high - low) if told > left else low, 4)

    def reason(self, row: Iterable[Look]) -> str:
        """The named proposal that spoke most for a candidate; "nearby" when none did."""
        proposals = self.sums.proposals
        proposed = [proposals[look] for look in row if look in proposals]
        return max(proposed, key=itemgetter(0))[1] if proposed else "nearby"


@dataclass(frozen=True)
class Together:
    """How sure all fields of a figure are right at once: errors go together, so it is fitted as such.

    The log-odds are `bias` plus, for each field, its weight times the logarithm of how sure what is published there is.
    """

    bias: float
    fields: Mapping[str, float]

    def confidence(self, sure: Mapping[str, float]) -> float:
        """The probability that all is right; `sure` is field → confidence of what is published, NULL too."""
        odds = self.bias + math.fsum(weight * math.log(max(sure[field], 0.01)) for field, weight in self.fields.items())
        return round(1 / (1 + math.exp(-odds)), 4)


@cache
def load_scorers(path: Path = MODEL, *, parsed: bool = True) -> tuple[dict[str, Scorer], Together]:
    """Question → what it has learned, and how sure all is together; `python -m training.relations` wrote the file.

    Args:
        path: the file.
        parsed: False for texts without tags and trees, from which other weights were learned.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))
    untagged = stored.pop("untagged")
    stored = stored if parsed else untagged
    together = stored.pop("together")
    return {
        question: Scorer(
            weights=told["weights"],
            null=told["null"],
            calibration=tuple((left, right) for left, right in told["calibration"]),
            threshold=told["threshold"],
        )
        for question, told in stored.items()
    }, Together(together["bias"], together["fields"])
