"""Where the tellings of a quantity come from: at most so many independent origins, counted pessimistically.

One origin are: one claimant, a text and its copy, and whatever is told without a claimant where somebody is named. What
a text tells beside another value, or what meets nothing told before and another is likely to have told, is another one.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from transforms.language import ARTICLES, FUSED, PREPOSITIONS
from transforms.ledger.claimants import is_the_company, may_be_company
from transforms.ledger.given import Candidate, stems
from transforms.ledger.intervals import Interval
from transforms.ledger.seen import Seen

#: From so sure on somebody who was not published tells a value that his text sets against another; or that meets none.
_LIKELY, _VERY_LIKELY = 0.3, 0.5
#: So many of the last values of an origin are looked at whether another meets them: time stays linear.
_LATELY = 12
#: What an acronym may leave out: "di", "per", "della".
_SMALL = ARTICLES | PREPOSITIONS | FUSED


@dataclass(slots=True)
class Origin:
    """One origin of a quantity.

    Attributes:
        voice: who claims it, as published with confidence; None: nobody is named.
        told: the places of its tellings among those of the quantity, in the order in which they were found.
        values: what it tells → the place where it does so first.
        lately: the last of these values.
        texts: the texts in which it does so.
    """

    voice: Candidate | None
    told: list[int] = field(default_factory=list)
    values: dict[Interval, int] = field(default_factory=dict)
    lately: deque[Interval] = field(default_factory=lambda: deque(maxlen=_LATELY))
    texts: set[str] = field(default_factory=set)

    def take_in(self, other: "Origin") -> None:
        """Count the tellings of another origin to this one."""
        self.told = sorted({*self.told, *other.told})
        self.texts |= other.texts
        self.lately.extend(other.lately)
        for value, first in other.values.items():
            self.values[value] = min(first, self.values.get(value, first))


def voice_of(one: Seen) -> Candidate | None:
    """Who claims a figure: its source as published, else the body that published the text about itself."""
    if one.claimant is not None or one.is_contrasted:
        return one.claimant
    if one.text.publisher is None or (one.figure.sources and one.figure.sources[0].confidence > _LIKELY):
        return None
    return Candidate(one.text.publisher, kind="ORG")


def is_same_voice(one: Candidate, other: Candidate) -> bool:
    """Whether two claimants may be one: one entity, or all words of one name stand in the other, or its initials."""
    if one.entity_id and one.entity_id == other.entity_id:
        return True
    if _is_acronym(one.name, other.name) or _is_acronym(other.name, one.name):
        return True
    if (is_the_company(one.name) and may_be_company(other)) or (is_the_company(other.name) and may_be_company(one)):
        return True
    words, others = set(stems(one.name)), set(stems(other.name))
    if not words or not others:
        return one.name.casefold() == other.name.casefold()
    return words <= others or others <= words


@lru_cache(maxsize=10_000)
def _is_acronym(short: str, name: str) -> bool:
    """Whether a name is made of the initials of another, small words or not: "Cda", "Consiglio di amministrazione"."""
    words = name.casefold().replace("'", " ").replace("’", " ").split()
    long = [word for word in words if word not in _SMALL]
    initials = {"".join(word[0] for word in said) for said in (words, long)}
    return len(short) > 1 and short.casefold() in initials


def origins_of(seen: Sequence[Seen]) -> list[Origin]:
    """The origins of a quantity.

    Args:
        seen: its tellings in the order in which they were told.
    """
    if len(seen) == 1:  # most are told once
        (one,) = seen
        return [Origin(voice_of(one), [0], {one.interval: 0}, deque([one.interval], _LATELY), {one.figure.doc_id})]
    return _Origins(seen).origins


class _Origins:
    """The origins of a quantity, while its tellings are taken: named ones first, then those that nobody claims."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self.origins: list[Origin] = []
        self._seen = seen
        self._of: dict[int, Origin] = {}
        self._places = {one.figure.figure_id: place for place, one in enumerate(seen)}
        self._old_of = {one.old_of: one for one in seen if one.old_of and not one.is_contrasted}
        # Text → what it tells as the value → the place where it does so first.
        self._values: dict[str, dict[Interval, int]] = {}
        for place, one in enumerate(seen):
            if one.figure.aspect != "previous":
                self._values.setdefault(one.figure.doc_id, {}).setdefault(one.interval, place)
        unnamed = [place for place in range(len(seen)) if not (self._copies(place) or self._is_named(place))]
        unnamed = [place for place in unnamed if not (self._moves_on(place) or self._is_another(place))]
        # Values that their own text keeps apart first: others may repeat them.
        for place in sorted(unnamed, key=lambda place: (not self._others(place), place)):
            self._join_nearest(place)

    def _add(self, place: int, origin: Origin | None, voice: Candidate | None = None) -> None:
        if origin is None:
            self.origins.append(origin := Origin(voice))
        one = self._seen[place]
        origin.told.append(place)
        origin.texts.add(one.figure.doc_id)
        if one.interval not in origin.values:
            origin.lately.append(one.interval)
        origin.values[one.interval] = min(place, origin.values.get(one.interval, place))
        self._of[place] = origin

    def _others(self, place: int) -> list[int]:
        """The places where its text tells values that do not meet it."""
        one = self._seen[place]
        if one.is_contrasted:
            return [self._places[one.old_of]] if one.old_of in self._places else []
        if one.figure.aspect == "previous":
            return []
        told = self._values[one.figure.doc_id].items()
        return [other for interval, other in told if not interval.meets(one.interval)]

    def _copies(self, place: int) -> bool:
        """Add what was copied, with its value, to the origin of the original."""
        one = self._seen[place]
        for doc_id in sorted(one.text.took_from):
            original = self._values.get(doc_id, {}).get(one.interval)
            if original is not None and original in self._of:
                self._add(place, self._of[original])
                return True
        return False

    def _is_named(self, place: int) -> bool:
        """Add what somebody claims to his origin: not an heir of an old value, nor who is set against himself."""
        one = self._seen[place]
        voice = voice_of(one)
        if voice is None or (one.claimant is None and one.figure.figure_id in self._old_of):
            return False
        if any(is_same_voice(rival, voice) for rival in self._rivals(place)):
            return False
        known = (origin for origin in self.origins if origin.voice and is_same_voice(origin.voice, voice))
        self._add(place, next(known, None), voice)
        return True

    def _rivals(self, place: int) -> list[Candidate]:
        """The voices against which its text sets a value: told so, or by others that are likely to have told them."""
        one = self._seen[place]
        likely = _likely(one)
        against = [self._seen[self._places[one.rival_of]]] if one.rival_of in self._places else []
        for other in self._others(place):
            rival = self._seen[other]
            theirs = _likely(rival) if rival.rival_of != one.figure.figure_id else None
            if likely and theirs and not is_same_voice(likely, theirs):
                against.append(rival)
        return [voice for rival in against if (voice := voice_of(rival))]

    def _moves_on(self, place: int) -> bool:
        """Add a new value to the origin of the old one beside it, where that was told before."""
        old = self._old_of.get(self._seen[place].figure.figure_id)
        for origin in self.origins if old else ():
            if old is not None and origin.values.get(old.interval, place) < place:
                self._add(place, origin)
                return True
        return False

    def _is_another(self, place: int) -> bool:
        """Give a value that meets none told before an origin of its own, where another is likely to have told it."""
        one = self._seen[place]
        likely = _likely(one)
        if likely is None or likely.confidence < _VERY_LIKELY or one.figure.aspect == "previous":
            return False
        before = [value for origin in self.origins for value in origin.lately if origin.values[value] < place]
        if not before or any(value.meets(one.interval) for value in before):
            return False
        if any(origin.voice and is_same_voice(origin.voice, likely) for origin in self.origins):
            return False
        self._add(place, None)
        return True

    def _join_nearest(self, place: int) -> None:
        """Add what nobody claims where its value is told, else where one is that it meets, else to the nearest."""
        one, others = self._seen[place], self._others(place)
        against = {id(self._of[other]) for other in others if other in self._of}
        free = [origin for origin in self.origins if id(origin) not in against]
        if others:
            free = [origin for origin in free if one.interval in origin.values]
        best = min(
            free,
            key=lambda origin: (
                one.interval not in origin.values,
                not any(value.meets(one.interval) for value in origin.lately),
                one.figure.doc_id not in origin.texts,
                min(abs(origin.told[-1] - place), abs(origin.told[0] - place)),
                origin.told[0],
            ),
            default=None,
        )
        self._add(place, best)


def _likely(one: Seen) -> Candidate | None:
    best = voice_of(one) or next(iter(one.figure.sources), None)
    return best if best and best.confidence >= _LIKELY else None
