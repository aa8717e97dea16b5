"""Spans of one text that are taken, asked whether another span touches them or lies inside them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict

from expectations.batch import Batch


class Spans:
    """Half-open spans, joined where they overlap, so that one look by bisection answers."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif end > start:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether any of the spans shares a code point with this one."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def cover(self, start: int, end: int) -> bool:
        """Whether this one lies inside one of the spans, or inside several that overlap."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end


def spans_of(batch: Batch, *tables: str) -> defaultdict[str, Spans]:
    """doc_id → the spans of all rows of some tables; no spans for other documents."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for table in tables:
        for doc_id, start, end in batch.columns(table, "doc_id", "start_char", "end_char"):
            if doc_id is not None and start is not None and end is not None:
                found[doc_id].append((start, end))
    nothing = Spans([])
    spans: defaultdict[str, Spans] = defaultdict(lambda: nothing)
    spans.update({doc_id: Spans(rows) for doc_id, rows in found.items()})
    return spans
