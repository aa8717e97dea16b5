"""Where the tellings of a quantity come from: at most so many independent origins, counted pessimistically.

One origin are: one claimant, a text and its copy, the outlets of a house, and whatever is told without a claimant where
somebody is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.ledger.given import Candidate, stems
from transforms.ledger.seen import Seen

#: From so sure on somebody who was not published as source tells a value that its text sets against another one.
_LIKELY = 0.3


@dataclass(slots=True)
class Origin:
    """One origin of a quantity.

    Attributes:
        voice: who claims it; None: nobody is named.
        is_named: whether the voice is published with confidence.
        told: the places of its tellings among those of the quantity.
    """

    voice: Candidate | None
    is_named: bool
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
        voice = voice_of(one)
        copied = _copied(seen, place)
        if copied is not None and copied in of:
            add(place, of[copied])
        elif voice is None and (voice := _rival(seen, place)) is None:
            unnamed.append(place)
        else:
            origin = next((known for known in origins if known.voice and is_same_voice(known.voice, voice)), None)
            if origin is None:
                origin = Origin(voice, voice_of(one) is not None)
                origins.append(origin)
            origin.is_named = origin.is_named or voice_of(one) is not None
            add(place, origin)
    for place in unnamed:
        origin = _beside(seen, place, of) if origins else None
        if origin is None:
            origin = Origin(None, False)
            origins.append(origin)
        add(place, origin)
    for origin in origins:
        origin.told.sort()
    return origins


def _copied(seen: Sequence[Seen], place: int) -> int | None:
    """The telling that this one was copied from: of a text from which its text took words, with the same value."""
    one = seen[place]
    for other in range(place - 1, -1, -1):
        if seen[other].figure.doc_id in one.text.took_from and seen[other].interval == one.interval:
            return other
    return None


def _rival(seen: Sequence[Seen], place: int) -> Candidate | None:
    """Who likely tells a value that its text sets against that of somebody else."""
    one = seen[place]
    best = one.figure.sources[0] if one.figure.sources else None
    if best is None or best.confidence < _LIKELY or one.figure.in_headline or one.figure.aspect != "level":
        return None
    for other in seen:
        if other.figure.doc_id == one.figure.doc_id and other.figure.aspect == "level":
            rival = voice_of(other) or (other.figure.sources[0] if other.figure.sources else None)
            if not other.interval.meets(one.interval) and rival and not is_same_voice(rival, best):
                return best
    return None


def _beside(seen: Sequence[Seen], place: int, of: dict[int, Origin]) -> Origin | None:
    """The origin of a figure without claimant: what it repeats, in its own text, of its house, else anywhere."""
    one = seen[place]
    told = sorted(of, key=lambda other: (abs(other - place), other))
    by_value = [other for other in told if seen[other].interval == one.interval]
    for near in (by_value, [other for other in told if seen[other].interval.meets(one.interval)], told):
        for other in near:
            if seen[other].figure.doc_id == one.figure.doc_id:
                return of[other]
        if near:
            return of[near[0]]
    return None
