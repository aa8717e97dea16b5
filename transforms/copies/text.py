"""A text as copies are told from it: its words without quotations, and every four of them that follow each other.

Who prints the same quotation has not copied for that: two reporters stood before one speaker. So words inside
quotations are left out, and what stood around them follows each other.
"""

import heapq
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

#: Words of a shingle.
WIDTH = 4
#: One shingle in so many is kept to find a text again, and at least so many of a short text.
_ONE_IN, _AT_LEAST = 8, 64
#: A word: letters and digits that follow each other.
WORD = re.compile(r"[^\W_]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shingled:
    """The shingles of a text.

    Attributes:
        shingles: a number for every four words that follow each other, in their order; equal words, equal numbers.
        distinct: each of them once.
    """

    shingles: tuple[int, ...]
    distinct: frozenset[int]

    def sample(self) -> list[int]:
        """The smallest of its shingles, in ascending order: texts that share many share many of these."""
        return heapq.nsmallest(max(_AT_LEAST, len(self.distinct) // _ONE_IN), self.distinct)


def shingled(text: str, quotations: Iterable[Span] = ()) -> Shingled:
    """Cut a text into shingles.

    Args:
        text: the text.
        quotations: the spans of its direct quotations, in code points.
    """
    shingles = shingles_of(WORD.findall(_folded(_without(text, quotations))))
    return Shingled(shingles, frozenset(shingles))


def shingles_of(words: Sequence[str]) -> tuple[int, ...]:
    """A number for every four words that follow each other, the same on every machine."""
    coded = [word.encode("utf-8", "surrogatepass") for word in words]
    return tuple(crc32(b" ".join(four)) for four in zip(*(coded[at:] for at in range(WIDTH)), strict=False))


def _without(text: str, quotations: Iterable[Span]) -> str:
    parts, at = [], 0
    for start, end in sorted(quotations):
        parts.append(text[at : max(at, start)])
        at = max(at, end)
    return " ".join([*parts, text[at:]])


def _folded(text: str) -> str:
    """In lower case and without accents: outlets write "è" and "e'", "perché" and "perchè"."""
    return unicodedata.normalize("NFKD", text.lower())
