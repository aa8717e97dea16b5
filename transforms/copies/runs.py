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
    places: dict[int, list[int]] = {shingle: [] for shingle in common}
    for place, shingle in enumerate(other.shingles):
        if shingle in common and len(places[shingle]) < _PLACES:
            places[shingle].append(place)
    longest = 0
    ends: dict[int, int] = {}  # where a passage of both ends in the other text → its shingles
    for shingle in one.shingles:
        if shingle in common:
            ends = {place: ends.get(place - 1, 0) + 1 for place in places[shingle]}
            longest = max(longest, *ends.values())
        else:
            ends = {}
    return longest + WIDTH - 1 if longest else 0
