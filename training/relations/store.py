"""The weights as a file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.relations.stages import Trained


def stored(trained: Trained) -> dict[str, Any]:
    """What was learned, as `transforms.relations.scorer.load_scorers` reads it."""
    out: dict[str, Any] = {
        question: {
            "null": scorer.null,
            "threshold": scorer.threshold,
            "calibration": scorer.calibration,
            "weights": dict(sorted(scorer.weights.items())),
        }
        for question, scorer in sorted(trained.shipped().items())
    }
    out["together"] = {"bias": trained.together.bias, "fields": dict(trained.together.fields)}
    return out


def write(path: Path, tagged: Mapping[str, Any], untagged: Mapping[str, Any]) -> None:
    """Write the weights of texts with and without tags and trees."""
    path.parent.mkdir(parents=True, exist_ok=True)
    both = {**tagged, "untagged": untagged}
    path.write_text(json.dumps(both, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
