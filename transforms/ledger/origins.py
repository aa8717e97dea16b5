"""Where the tellings of a quantity come from: at most so many independent origins, counted pessimistically.

One origin are: one claimant, a text and its copy, the outlets of a house, and whatever is told without a claimant where
somebody is named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from transforms.ledger.given import Candidate, stems
from transforms.ledger.seen import Seen

#: From so sure on somebody who was not published as source tells a value that its text sets against another one.
_LIKELY = 0.3


@dataclass(slots=True)
class Origin:
    """One origin of a quantity.

    Attributes:
        voice: who claims it, as published with confidence; None: nobody is named.
        told: the places of its tellings among those of the quantity.
    """

    voice: Candidate | None
    told: list[int] = field(default_factory=list)


def voice_of(one: Seen) -> Candidate | None:
    """Who claims a figure: its source as published, else the body that published the text about itself."""
    if one.figure.source is not None:
        return one.figure.source
    if one.text.publisher is None or (one.figure.sources and one.figure.sources[0].confidence > _LIKELY):
        return None
    return Candidate(one.text.publisher)


def is_same_voice(one: Candidate, other: Candidate) -> bool:
    """Whether two claimants may be one: one entity, or all words of one name stand in the other."""
    if one.entity_id and one.entity_id == other.entity_id:
        return True
    words, others = set(stems(one.name)), set(stems(other.name))
    if not words or not others:
        return one.name.casefold() == other.name.casefold()
    return words <= others or others <= words


def origins_of(seen: Sequence[Seen]) -> list[Origin]:
    """The origins of a quantity.

    Args:
        seen: its tellings in the order in which they were told.
    """
    origins: list[Origin] = []
    of: dict[int, Origin] = {}

    def add(place: int, origin: Origin) -> None:
        origin.told.append(place)
        of[place] = origin

    unnamed: list[int] = []
    for place, one in enumerate(seen):
        voice, rival = voice_of(one), _rival_of(seen, place)
        if rival is not None and voice is not None and rival.voice is not None and is_same_voice(rival.voice, voice):
            voice = None
        if one.figure.source is None and any(other.old_of == one.figure.figure_id for other in seen):
            voice = None  # The one whose old value is told beside it moves on.
        copied = _copied(seen, place)
        if copied is not None and copied in of:
            add(place, of[copied])
        elif voice is not None:
            origin = next((known for known in origins if known.voice and is_same_voice(known.voice, voice)), None)
            if origin is None:
                origins.append(origin := Origin(voice))
            add(place, origin)
        else:
            unnamed.append(place)
    unnamed = [place for place in unnamed if not _moved_on(seen, place, of, add)]
    # Values that their own text keeps apart first: others may repeat them.
    for place in sorted(unnamed, key=lambda place: (not _is_kept_apart(seen, seen[place]), place)):
        origin = _beside(seen, place, of) if origins else None
        if origin is None:
            origins.append(origin := Origin(None))
        add(place, origin)
    for origin in origins:
        origin.told.sort()
    return origins


class _Rival(NamedTuple):
    """The voice against which a value is set, None where it is not named."""

    voice: Candidate | None


def _rival_of(seen: Sequence[Seen], place: int) -> _Rival | None:
    """Against whom a text sets a value: against the figure that is told so, or one of its own likely told by another."""
    one = seen[place]
    if one.figure.aspect == "previous":
        return None
    likely = _likely(one)
    for other in seen:
        if other.figure.doc_id != one.figure.doc_id or other.figure.aspect == "previous":
            continue
        if other.figure.figure_id == one.rival_of:
            return _Rival(voice_of(other))
        if likely and not one.interval.meets(other.interval) and other.rival_of != one.figure.figure_id:
            rival = _likely(other)
            if rival and not is_same_voice(rival, likely):
                return _Rival(voice_of(other))
    return None


def _likely(one: Seen) -> Candidate | None:
    best = voice_of(one) or next(iter(one.figure.sources), None)
    return best if best and best.confidence >= _LIKELY else None


def _copied(seen: Sequence[Seen], place: int) -> int | None:
    """The telling that this one was copied from: of a text from which its text took words, with the same value."""
    one = seen[place]
    for other in range(place - 1, -1, -1):
        if seen[other].figure.doc_id in one.text.took_from and seen[other].interval == one.interval:
            return other
    return None


def _moved_on(seen: Sequence[Seen], place: int, of: dict[int, Origin], add: Callable[[int, Origin], None]) -> bool:
    """Add a new value to the origin of the old one beside it, where that was told before; whether it was."""
    one = seen[place]
    olds = [other for other in seen if other.old_of == one.figure.figure_id]
    for other in sorted(of):
        if olds and seen[other].interval == olds[0].interval and other < place:
            add(place, of[other])
            return True
    return False


def _is_kept_apart(seen: Sequence[Seen], one: Seen) -> bool:
    return any(_are_two(one, other) for other in seen)


def _are_two(one: Seen, other: Seen) -> bool:
    """Whether one text tells both as values that do not meet: they are not of one origin."""
    return (
        one.figure.doc_id == other.figure.doc_id
        and "previous" not in (one.figure.aspect, other.figure.aspect)
        and not one.interval.meets(other.interval)
    )


def _beside(seen: Sequence[Seen], place: int, of: dict[int, Origin]) -> Origin | None:
    """The origin of a figure without claimant: that of the same value, of one that it meets, else the nearest one."""
    one = seen[place]
    open_to = [other for other in of if not any(_are_two(one, seen[told]) for told in of[other].told)]
    if _is_kept_apart(seen, one):
        open_to = [other for other in open_to if seen[other].interval == one.interval]
    told = sorted(
        open_to,
        key=lambda other: (
            seen[other].interval != one.interval,
            not seen[other].interval.meets(one.interval),
            seen[other].figure.doc_id != one.figure.doc_id,
            abs(other - place),
            other,
        ),
    )
    return of[told[0]] if told else None
