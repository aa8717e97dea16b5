"""Make silver names agree with the gold guidelines.

WikiNEuRal was labelled by machine and calls countries that act, clubs and stadiums other names than KIND does; mixed in
as it is, it does harm. Where it and a network trained on gold disagree in these points, the label becomes unknown.
"""

from dataclasses import replace

from training.encoder import IGNORED
from training.names import Tokens
from transforms.parsing.name_tagger import LABELS, NameNetwork, best_labels

_OUTSIDE = 0


def harmonise(silver: list[Tokens], judge: NameNetwork, domain: int = 0) -> list[Tokens]:
    """The same sentences with doubtful labels made unknown, as texts of `domain`."""
    harmonised: list[Tokens] = []
    for start in range(0, len(silver), 64):
        block = silver[start : start + 64]
        for tokens, scores in zip(block, judge.scores([item.words for item in block]), strict=True):
            said = best_labels(scores)
            labels = [settle(label, other) for label, other in zip(tokens.labels, said, strict=True)]
            harmonised.append(replace(tokens, labels=labels, domain=domain))
    return harmonised


def settle(silver: int, judge: int) -> int:
    """One label: persons are believed, organisations unless contradicted, places unless the judge sees an organisation.

    A name that only the judge sees is unknown, for silver leaves many out.
    """
    if silver in (judge, IGNORED):
        return silver
    kind, other = LABELS[silver][2:], LABELS[judge][2:]
    if silver == _OUTSIDE:
        return IGNORED
    if kind == "PER" or other in ("", kind):
        return silver
    if kind == "LOC" and other == "PER":
        return silver
    return IGNORED
