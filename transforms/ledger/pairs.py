"""Two figures beside each other: whether their values are equal or meet, their words the same, their voices two."""

from dataclasses import dataclass
from decimal import Decimal

from transforms.ledger.seen import Seen

#: So many stems of words around a figure at least are looked at: fewer are no evidence.
_LEAST_WORDS = 4
#: So much of a value is one that tells it roughly.
_CLOSE = Decimal("0.8")
#: How many times greater another value of one quantity may be.
_TIMES = 3
#: From so sure on somebody who was not published may be another voice.
_LIKELY = 0.3
#: Concepts of which an event has one number.
TOLLS = frozenset({"dead", "injured", "missing", "displaced", "arrested"})


@dataclass(slots=True)  # as GivenFigure
class Pair:
    """Two figures, the earlier one first.

    Attributes:
        copied: whether one text took words from the other.
        in_one_text: whether one text tells both.
        is_equal: whether both tell the same value.
        meets: whether both may be true, and are not far apart for that.
        is_near: whether one value is not more than some times the other.
        rarity: how unlikely another quantity of the story has the same number, in points.
    """

    left: Seen
    right: Seen
    copied: bool
    in_one_text: bool
    is_equal: bool
    meets: bool
    is_near: bool
    rarity: float

    @property
    def shared(self) -> float:
        """The share of the words around one of them that stand around the other."""
        words, others = self.left.words, self.right.words
        return len(words & others) / max(min(len(words), len(others)), _LEAST_WORDS)

    @property
    def has_old(self) -> bool:
        """Whether one of them is an old value."""
        return "previous" in (self.left.figure.aspect, self.right.figure.aspect)

    @property
    def is_close(self) -> bool:
        """Whether both may be true, and are so near each other that one may be the other told roughly."""
        one, other = sorted((self.left.value[0], self.right.value[0]))
        return self.meets and one >= other * _CLOSE

    @property
    def is_rare(self) -> bool:
        """Whether both have one number that hardly another quantity of the story has."""
        return self.is_equal and self.rarity >= RARE

    @property
    def has_two_voices(self) -> bool:
        """Whether two are likely to give them, and neither may give both."""
        one, other = (
            [voice.name for voice in figure.sources if voice.confidence > _LIKELY]
            for figure in (self.left.figure, self.right.figure)
        )
        return bool(one and other) and {*one}.isdisjoint(other)


#: From so many points on a number is rare.
RARE = 4.0


def pair_of(left: Seen, right: Seen, copied: bool) -> Pair:
    """Two figures with what is known of both together; `copied`: whether one text took words from the other."""
    comparable = left.dimension == right.dimension or left.is_bare or right.is_bare
    is_equal = comparable and (left.value == right.value or left.interval == right.interval)
    one, other = left.value[0], right.value[0]
    if other < one:
        one, other = other, one
    is_near = one > 0 and other <= one * _TIMES
    return Pair(
        left,
        right,
        copied,
        in_one_text=left.figure.doc_id == right.figure.doc_id,
        is_equal=is_equal,
        meets=is_equal or (is_near and left.interval.meets(right.interval)),
        is_near=is_near,
        rarity=max(left.rarity, right.rarity) if is_equal else 0.0,
    )
