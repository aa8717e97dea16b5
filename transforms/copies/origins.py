"""One text and those before it: from which of them it was taken."""

from collections.abc import Sequence

from transforms.contract import Copy
from transforms.copies.compare import is_taken, relation_of, shorter_of
from transforms.copies.runs import longest_run
from transforms.copies.text import Shingled

#: By their samples so many are nearly alike, and so many shingles of a sample are a reason to look.
_ALIKE, _LEAST = 3, 2
#: At most so many are read as a whole.
_MOST = 9


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
        best = sorted((one for one in shared if one[0] >= _LEAST), key=lambda one: -one[0])[:_ALIKE]
        if not best:
            break
        kept.update(doc_id for _, doc_id, _ in best)
        left = left.difference(*(other for _, _, other in best))
    return [doc_id for doc_id, _ in before if doc_id in kept]


def origins_of(doc_id: str, text: Shingled, before: Sequence[tuple[str, Shingled]]) -> list[Copy]:
    """The texts from which a text was taken: first the one that has most of it, then those that have more of the rest.

    So a wire that fifty outlets print is the origin of each of them, and they are not told to copy one another.

    Args:
        doc_id: the later document.
        text: its shingles.
        before: earlier documents that may share words with it, the earliest first: of equal ones the earliest is told.
    """
    candidates = [(other, earlier, text.distinct & earlier.distinct) for other, earlier in before]
    told: frozenset[int] = frozenset()
    found: list[Copy] = []
    while True:
        candidates.sort(key=lambda candidate: -len(candidate[2] - told))
        best = next((one for one in candidates if is_taken(text, one[1], one[2] - told)), None)
        if best is None:
            return found
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
