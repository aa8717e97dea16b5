"""One text and those before it: from which of them it was taken."""

from collections.abc import Sequence

from transforms.contract import Copy
from transforms.copies.compare import is_taken, relation_of, shorter_of
from transforms.copies.runs import longest_run
from transforms.copies.text import Shingled


def origins_of(doc_id: str, text: Shingled, before: Sequence[tuple[str, Shingled]]) -> list[Copy]:
    """The texts from which a text was taken: first the one that has most of it, then those that have more of the rest.

    So a wire that fifty outlets print is the origin of each of them, and they are not told to copy one another.

    Args:
        doc_id: the later document.
        text: its shingles.
        before: earlier documents that may share words with it, the earliest first: of equal ones the earliest is told.
    """
    rest = [(other, earlier, text.distinct & earlier.distinct) for other, earlier in before]
    told: frozenset[int] = frozenset()
    found: list[Copy] = []
    while rest := [
        (other, earlier, common) for other, earlier, common in rest if is_taken(text, earlier, common - told)
    ]:
        best = max(rest, key=lambda candidate: len(candidate[2] - told))
        other_id, earlier, common = best
        found.append(
            Copy(
                doc_id=doc_id,
                other_doc_id=other_id,
                containment=len(common) / shorter_of(text, earlier),
                longest_run=longest_run(text.words, earlier.words),
                relation=relation_of(text, earlier, common),
            )
        )
        told |= common
        rest.remove(best)
    return found
