"""A conditional log-linear model: candidates with their features in, ranked answers with probabilities out.

The score of a candidate is the sum of the weights of its features; the probabilities of all candidates of one fact,
"nobody" among them, sum to one; candidates with one name share theirs. Probabilities are calibrated on articles that
the weights had not seen.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

MODEL = Path(__file__).resolve().parent.parent / "model" / "relations" / "weights.json"

#: So many answers are told, and nobody beside them.
BEST = 4

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Answer(Generic[Name]):
    """One possible answer: its name (None: nobody), how sure it is, and the first candidate that gives it."""

    name: Name | None
    confidence: float
    candidate: int


@dataclass(frozen=True)
class Scorer:
    """What one question has learned.

    Attributes:
        weights: feature → weight; a feature that is missing weighs nothing.
        null: what the probability of "nobody" is multiplied with.
        calibration: pairs of (told, true) probability, rising; between them the line is straight.
        threshold: an answer below this confidence is not published.
    """

    weights: Mapping[str, float]
    null: float = 1.0
    calibration: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))
    threshold: float = 0.0

    def probabilities(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """The probability of each candidate, from the features of each; the last one is nobody."""
        weigh = self.weights.get
        scores = [sum(filter(None, map(weigh, row))) for row in rows]
        top = max(scores)
        grown = [math.exp(score - top) for score in scores]
        grown[-1] *= self.null
        total = math.fsum(grown)
        return [value / total for value in grown]

    def answers(self, names: Sequence[Name | None], rows: Sequence[Sequence[str]]) -> list[Answer[Name]]:
        """The `BEST` likeliest answers and nobody; equal ones in the order of their candidates.

        Args:
            names: what each candidate is called; those of one name are one answer. The last is nobody, None.
            rows: the features of each, each once.
        """
        shares: dict[Name | None, float] = {}
        first: dict[Name | None, tuple[float, int]] = {}
        for place, (name, share) in enumerate(zip(names, self.probabilities(rows), strict=True)):
            shares[name] = shares.get(name, 0.0) + share
            if name not in first or share > first[name][0]:
                first[name] = (share, place)
        ranked = sorted(shares, key=lambda name: -shares[name])
        kept = [name for place, name in enumerate(ranked) if place < BEST or name is None]
        return [Answer(name, self.calibrated(shares[name]), first[name][1]) for name in kept]

    def calibrated(self, told: float) -> float:
        """The share of answers with this probability that were right."""
        at = min(max(bisect_right(self.calibration, (told, math.inf)), 1), len(self.calibration) - 1)
        (left, low), (right, high) = self.calibration[at - 1], self.calibration[at]
        if right <= left:
            return round(high, 4)
        return round(low + (min(max(told, left), right) - left) / (right - left) * (high - low), 4)

    def reason(self, row: Sequence[str], proposals: Mapping[str, str]) -> str:
        """The named proposal that spoke most for a candidate; "nearby" when none did."""
        best, basis = 0.0, "nearby"
        for feature in row:
            weight = self.weights.get(feature, 0.0)
            if weight > best:
                name = proposals.get(feature) or proposals.get(feature.partition("|")[0])
                if name is not None:
                    best, basis = weight, name
        return basis


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
