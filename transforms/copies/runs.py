"""The longest passage that two texts share, in time proportional to their words."""

from transforms.copies.text import WIDTH, Shingled

#: Of a shingle that stands in a text more often, so many places count: whoever prints one sentence a thousand times
#: shall not be compared a million times.
_PLACES = 8


def longest_run(one: Shingled, other: Shingled, common: frozenset[int]) -> int:
    """How many words the longest passage has that stands in both, word for word; 0 where that is less than a shingle.

    Args:
        one: the one text.
        other: the other.
        common: the shingles that both have.
    """
    places: dict[int, list[int]] = {}
    for place, shingle in enumerate(other.shingles):
        if shingle in common:
            known = places.setdefault(shingle, [])
            if len(known) < _PLACES:
                known.append(place)
    longest = 0
    ends: dict[int, int] = {}  # where a passage of both ends in the other text → its shingles
    for shingle in one.shingles:
        ends = {place: ends.get(place - 1, 0) + 1 for place in places.get(shingle, ())}
        for length in ends.values():
            if length > longest:
                longest = length
    return longest + WIDTH - 1 if longest else 0
