"""What a telling says against the ones before it: the same, more precisely, a new value, or a contradiction."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from transforms.contract import TellingRelation
from transforms.ledger.intervals import Interval
from transforms.ledger.origins import Origin
from transforms.ledger.pairs import TOLLS
from transforms.ledger.seen import Seen

#: Counts told so near each other are about the same moment.
_MOMENT = timedelta(days=1)


class Compared(NamedTuple):
    """The relation of a telling, and the place of the earlier telling that it is compared with."""

    relation: TellingRelation
    against: int | None


def compare(seen: Sequence[Seen], origins: Sequence[Origin]) -> list[Compared]:
    """The relation of every telling, in their order."""
    rivals = {(one.figure.doc_id, one.interval) for one in seen if one.rival_of}
    old = {(one.figure.doc_id, one.interval) for one in seen if one.figure.aspect == "previous"}
    numbers = {place: number for number, origin in enumerate(origins) for place in origin.told}
    told: dict[Interval, int] = {}
    values: dict[int, int] = {}  # origin → the place of its last value, the origin that spoke last at the end
    found: list[Compared] = []
    for place, one in enumerate(seen):
        own = numbers[place]
        if not place or (one.figure.aspect == "previous" and one.interval not in told):
            # An old value that nobody told is older than all that was told.
            found.append(Compared("first", None))
        elif (same := told.get(one.interval)) is not None:
            found.append(Compared("repeats" if numbers[same] == own else "same", same))
        else:
            others = [last for number, last in values.items() if number != own]
            # Whoever agrees with one of the others is compared with that one.
            agrees = next((last for last in reversed(others) if seen[last].interval.meets(one.interval)), None)
            against = values.get(own, agrees if agrees is not None else others[-1] if others else place - 1)
            is_rival = (one.figure.doc_id, one.interval) in rivals
            # "Ieri erano 14, adesso sono 17": the text itself says that the value moved on.
            has_moved = not is_rival and (one.figure.doc_id, seen[against].interval) in old
            is_other = own not in values and bool(others) and not has_moved
            found.append(Compared(_relation(one, seen[against], is_other, is_rival), against))
        told[one.interval] = place
        if one.figure.aspect == "level":
            values.pop(own, None)
            values[own] = place
    return found


def _relation(one: Seen, last: Seen, is_other_origin: bool, is_rival: bool) -> TellingRelation:
    """Of values that are not equal."""
    if last.interval.meets(one.interval):
        return "narrower" if one.interval.within(last.interval) else "wider"
    if is_other_origin and (is_rival or is_apart(one, last)):
        return "contradicts"
    return "revised_up" if one.interval.above(last.interval) else "revised_down"


def is_apart(one: Seen, other: Seen) -> bool:
    """Whether values of two origins that do not meet contradict each other, and are not what a count grew to."""
    if one.interval.meets(other.interval):
        return False
    grows = one.figure.concept in TOLLS or (one.figure.kind == "count" and one.interval.above(other.interval))
    if one.figure.doc_id == other.figure.doc_id or not grows:
        return True
    day, other_day = one.text.published_on, other.text.published_on
    return day is None or other_day is None or abs(day - other_day) < _MOMENT
