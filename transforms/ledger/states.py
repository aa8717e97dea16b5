"""The state of a quantity: told once, only repeated, confirmed, disputed or revised."""

from collections.abc import Sequence
from itertools import combinations

from transforms.contract import QuantityState
from transforms.ledger.compare import is_apart
from transforms.ledger.origins import Origin
from transforms.ledger.seen import Seen


def state_of(seen: Sequence[Seen], origins: Sequence[Origin]) -> QuantityState:
    """The state of a quantity, by the last word of each of its origins.

    Args:
        seen: its tellings in the order in which they were told.
        origins: its origins (`origins_of`).
    """
    values = [one for one in seen if one.figure.aspect != "previous"]
    if len(values) == 1 or len(seen) == 1:
        return "single"
    last = {last_word(seen, origin): origin for origin in origins}
    standing = [seen[one] for one in last if not any(_overtakes(seen, other, last[other], one) for other in last)]
    if len(standing) > 1:
        if any(not one.interval.meets(other.interval) for one, other in combinations(standing, 2)):
            return "disputed"
        if sum(origin.voice is not None for origin in origins) > 1:
            return "confirmed"
    changed = any(not one.interval.meets(final.interval) for one in values for final in standing)
    return "revised" if changed else "repeated"


def last_word(seen: Sequence[Seen], origin: Origin) -> int:
    """The place of what an origin said last: an old value is none, and a stale copy is as old as what it copies."""
    told = [place for place in origin.told if seen[place].figure.aspect != "previous"] or origin.told
    first: dict[object, int] = {}
    for place in told:
        copied = any(seen[other].figure.doc_id in seen[place].text.took_from for other in told)
        first.setdefault(seen[place].interval, place)
        if not copied:
            first[seen[place].interval] = place
    return max(first.values())


def _overtakes(seen: Sequence[Seen], later: int, origin: Origin, earlier: int) -> bool:
    """Whether a later word is what became of an earlier one: a toll has grown, or who said it has moved on since."""
    one, other = seen[later], seen[earlier]
    day, before = one.text.published_on, other.text.published_on
    if day is None or before is None or day <= before or one.interval.meets(other.interval):
        return False
    has_moved = any(place < earlier and not seen[place].interval.meets(one.interval) for place in origin.told)
    return has_moved or not is_apart(one, other)
