"""One text and those before it: from which of them it was taken."""

from collections.abc import Sequence

from transforms.contract import Copy
from transforms.copies.compare import is_taken, relation_of, shorter_of
from transforms.copies.runs import longest_run
from transforms.copies.text import Shingled

#: Who has so much of what the best one has is as good: an outlet's own "di redazione" makes no other wire.
_NEARLY = 0.85
#: So many shingles of a sample are a reason to look.
_LEAST = 2
#: Of those that share alike so many are read as a whole, and so many at most in all.
_ALIKE, _MOST = 3, 9


def likely_origins(sample: frozenset[int], before: Sequence[tuple[str, frozenset[int]]]) -> list[str]:
    """Those worth reading as a whole: some that share most of the sample, then some that share most of the rest.

    So the many that print one wire do not hide the one text from which another passage was lifted.

    Args:
        sample: of the later text.
        before: earlier documents and their samples, the earliest first.
    """
    left = sample
    kept: set[str] = set()
    while len(kept) < _MOST:
        shared = [(len(other & left), doc_id, other) for doc_id, other in before if doc_id not in kept]
        most = max((n for n, _, _ in shared), default=0)
        if most < _LEAST:
            break
        best = [one for one in shared if one[0] >= _NEARLY * most][:_ALIKE]
        kept.update(doc_id for _, doc_id, _ in best)
        left = left.difference(*(other for _, _, other in best))
    return [doc_id for doc_id, _ in before if doc_id in kept]


def origins_of(doc_id: str, text: Shingled, before: Sequence[tuple[str, Shingled]]) -> list[Copy]:
    """The texts from which a text was taken: first the one that has most of it, then those that have more of the rest.

    So a wire that fifty outlets print is the origin of each of them, and they are not told to copy one another.

    Args:
        doc_id: the later document.
        text: its shingles.
        before: earlier documents that may share words with it, the earliest first: it is preferred to those as good.
    """
    candidates = [(other, earlier, text.distinct & earlier.distinct) for other, earlier in before]
    told: frozenset[int] = frozenset()
    found: list[Copy] = []
    while candidates := [one for one in candidates if is_taken(text, one[1], one[2] - told)]:
        most = max(len(common - told) for _, _, common in candidates)
        best = next(one for one in candidates if len(one[2] - told) >= _NEARLY * most)
        other, earlier, common = best
        found.append(
            Copy(
                doc_id=doc_id,
                other_doc_id=other,
                containment=len(common) / shorter_of(text, earlier),
                longest_run=longest_run(text, earlier, common),
                relation=relation_of(text, earlier, common),
            )
        )
        told |= common
        candidates.remove(best)
    return found
