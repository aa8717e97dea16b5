"""The state of a quantity: told once, only repeated, confirmed, disputed or revised."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.contract import QuantityState
from transforms.ledger.compare import is_apart
from transforms.ledger.origins import Origin, voice_of
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
    words = [_last_word(seen, origin) for origin in origins]
    standing = [word for word in words if not any(_overtakes(seen, later, word) for later in words)]
    last = [seen[word.first] for word in standing]
    if len(standing) > 1:
        lows = [one.interval.low for one in last if one.interval.low is not None]
        highs = [one.interval.high for one in last if one.interval.high is not None]
        if lows and highs and max(lows) > min(highs):
            return "disputed"
        if sum(word.origin.voice is not None for word in standing) > 1:
            return "confirmed"
    changed = any(not one.interval.meets(final.interval) for one in values for final in last)
    return "revised" if changed else "repeated"


def settled(seen: Sequence[Seen], origins: Sequence[Origin]) -> list[Origin]:
    """The origins once more, where what nobody claims is the earlier word of a named one that has overtaken it."""
    if len(origins) == 1:
        return list(origins)
    words = {id(origin): _last_word(seen, origin) for origin in origins}
    named = [origin for origin in origins if origin.voice]
    kept: list[Origin] = []
    for origin in origins:
        later = None
        if origin.voice is None:
            strangers = [one for one in named if one.texts.isdisjoint(origin.texts)]
            later = next((one for one in strangers if _overtakes(seen, words[id(one)], words[id(origin)])), None)
        if later is None:
            kept.append(origin)
        else:
            later.take_in(origin)
    return kept


def latest(seen: Sequence[Seen], origins: Sequence[Origin]) -> Seen:
    """The telling of the value that was told last."""
    return seen[max(_last_word(seen, origin).first for origin in origins)]


class _Word(NamedTuple):
    """The last word of an origin: where it was said first and where it was said again last."""

    origin: Origin
    first: int
    again: int


def _last_word(seen: Sequence[Seen], origin: Origin) -> _Word:
    """The last value of an origin: an old value is none, and a stale copy is as old as what it copies."""
    told = [place for place in origin.told if seen[place].figure.aspect != "previous"] or origin.told
    own = [place for place in told if seen[place].text.copy_of.isdisjoint(origin.texts)]
    again = max(own or told)
    # What is told more roughly later takes nothing back; but what nobody claims adds nothing to what somebody does.
    named = [place for place in own if voice_of(seen[place]) or not voice_of(seen[again])]
    for place in sorted(named, reverse=True):
        value, last = seen[place].interval, seen[again].interval
        if not value.meets(last):
            break
        again = place if value != last and value.within(last) else again
    return _Word(origin, origin.values[seen[again].interval], again)


def _overtakes(seen: Sequence[Seen], later: _Word, earlier: _Word) -> bool:
    """Whether a later word is what became of an earlier one: a toll has grown, or who said it has moved on since."""
    one, other = seen[later.first], seen[earlier.again]
    day, before = one.text.published_on, other.text.published_on
    if day is None or before is None or day <= before or one.interval.meets(other.interval):
        return False
    values = later.origin.values
    has_moved = any(values[value] < earlier.again and not value.meets(one.interval) for value in later.origin.lately)
    return has_moved or not is_apart(one, other)
