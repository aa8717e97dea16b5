"""Two texts: how much the later one took from the earlier one, and in which way."""

from collections.abc import Iterator

from transforms.contract import CopyRelation
from transforms.copies.text import WIDTH, Shingled

#: Reporters of one event share names of bodies and turns of phrase, but neither so much nor so long a passage. Fewer
#: common shingles prove nothing; from the share on they do, with a long passage from the lower one.
_LEAST_SHINGLES, _SHARE = 8, 0.2
_LONG_RUN, _SHARE_WITH_RUN = 16, 0.05
#: So many shingles in a row that the other text does not have are a stretch of its own, not replaced words.
_STRETCH = 12
#: Where so much of both texts is in stretches of their own, only a passage was taken.
_OWN = 0.5
#: So many times the shingles of the other: it is longer, not about as long.
_LONGER = 1.2


def shorter_of(one: Shingled, other: Shingled) -> int:
    """How many shingles the shorter one of two texts has."""
    return min(len(one.distinct), len(other.distinct))


def is_taken(later: Shingled, earlier: Shingled, common: frozenset[int]) -> bool:
    """Whether common shingles prove that the later text took them from the earlier one."""
    share = len(common) / max(1, shorter_of(later, earlier))
    if len(common) < _LEAST_SHINGLES or share < _SHARE_WITH_RUN:
        return False
    return share >= _SHARE or max(_stretches(later, common, True)) + WIDTH - 1 >= _LONG_RUN


def relation_of(later: Shingled, earlier: Shingled, common: frozenset[int]) -> CopyRelation:
    """What the later text is to the earlier one, of which it took the common shingles."""
    if min(_own(later, common), _own(earlier, common)) >= _OWN:
        return "lifts"
    if len(later.shingles) > len(earlier.shingles) * _LONGER:
        return "extended"
    if len(earlier.shingles) > len(later.shingles) * _LONGER:
        return "abridged"
    return "copy"


def _own(text: Shingled, common: frozenset[int]) -> float:
    """Share of a text that lies in stretches of its own."""
    return sum(n for n in _stretches(text, common, False) if n >= _STRETCH) / len(text.shingles)


def _stretches(text: Shingled, common: frozenset[int], are_common: bool) -> Iterator[int]:
    """How many shingles in a row are common, or are not."""
    length = 0
    for shingle in text.shingles:
        if (shingle in common) is are_common:
            length += 1
        elif length:
            yield length
            length = 0
    yield length
