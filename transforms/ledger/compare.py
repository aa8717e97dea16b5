"""What a telling says against the ones before it: the same, more precisely, a new value, or a contradiction."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from transforms.contract import TellingRelation
from transforms.ledger.likeness import TOLLS
from transforms.ledger.origins import Origin
from transforms.ledger.seen import Seen

#: Tolls told so near each other are about the same moment.
_MOMENT = timedelta(days=1)


class Compared(NamedTuple):
    """The relation of a telling, and the place of the earlier telling that it is compared with."""

    relation: TellingRelation
    against: int | None


def compare(seen: Sequence[Seen], origins: Sequence[Origin]) -> list[Compared]:
    """The relation of every telling, in their order."""
    of = {place: origin for origin in origins for place in origin.told}
    return [_compare(seen, place, of) for place in range(len(seen))]


def _compare(seen: Sequence[Seen], place: int, of: dict[int, Origin]) -> Compared:
    one, own = seen[place], of[place]
    before = range(place - 1, -1, -1)
    if not place:
        return Compared("first", None)
    for other in before:
        if seen[other].interval == one.interval:
            return Compared("repeats" if of[other] is own else "same", other)
    mine = [other for other in before if of[other] is own and seen[other].figure.aspect == "level"]
    others = [other for other in before if of[other] is not own and seen[other].figure.aspect == "level"]
    against = next(iter(mine or others), place - 1)
    other = seen[against]
    if other.interval.meets(one.interval):
        return Compared("narrower" if one.interval.within(other.interval) else "wider", against)
    if not mine and others and is_apart(one, other):
        return Compared("contradicts", against)
    return Compared("revised_up" if one.interval.above(other.interval) else "revised_down", against)


def is_apart(one: Seen, other: Seen) -> bool:
    """Whether values of two origins that do not meet contradict each other, and are not what a toll grew to."""
    if one.interval.meets(other.interval):
        return False
    if one.figure.doc_id == other.figure.doc_id or one.figure.concept not in TOLLS:
        return True
    day, other_day = one.text.published_on, other.text.published_on
    return day is None or other_day is None or abs(day - other_day) < _MOMENT
