"""Which figures of a story tell one quantity: every figure joins the quantity it is most like, or begins one.

Figures are taken as they were told. So later texts leave alone what earlier ones came to, and a quantity keeps its key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.ledger.given import GivenFigure, GivenText
from transforms.ledger.likeness import ENOUGH, Likeness, likeness
from transforms.ledger.seen import Seen, see

#: Of a quantity only so many tellings are compared, the first and the latest ones: time stays linear.
_COMPARED = 12
#: And so many quantities, the latest ones: a story of thousands of figures has many of one kind.
_QUANTITIES = 40
#: What it costs a figure that its text tells another value of the quantity without saying why.
_DOUBLED = 1.5
_BESIDE = ENOUGH + 1


@dataclass(slots=True)
class Linked:
    """One quantity: its tellings, and how surely each tells it; None for the first."""

    seen: list[Seen] = field(default_factory=list)
    likes: list[Likeness | None] = field(default_factory=list)

    def compared(self) -> Sequence[Seen]:
        """Tellings of which a new figure must be like one and unlike none."""
        return self.seen if len(self.seen) <= _COMPARED else [self.seen[0], *self.seen[1 - _COMPARED :]]


def link(told: Iterable[tuple[GivenText, Sequence[GivenFigure]]]) -> list[Linked]:
    """The quantities of a story, in the order of their first tellings."""
    story = _Story()
    for text, figures in told:
        for one in see(text, figures):
            story.take(one)
    return [story.quantities[number] for number in sorted(story.quantities)]


class _Story:
    """The quantities of a story, by number, while its figures are taken one by one."""

    def __init__(self) -> None:
        self.quantities: dict[int, Linked] = {}
        self._numbers: dict[object, dict[int, None]] = {}
        self._next = 0

    def take(self, one: Seen) -> None:
        """Add a figure to the quantity that it is most like; others that it is like too are the same one."""
        found = ((_like(one, self.quantities[number]), number) for number in self._near(one))
        likes = [(like, number) for like, number in found if like is not None and like.points >= ENOUGH]
        likes.sort(key=lambda pair: (-pair[0].points, pair[1]))
        likes += self._beside(one, {number for _, number in likes})
        if likes:
            number = likes[0][1]
        else:
            number, self._next = self._next, self._next + 1
            self.quantities[number] = Linked()
        self.quantities[number].seen.append(one)
        self.quantities[number].likes.append(likes[0][0] if likes else None)
        self._note(one, number)
        for _, other in likes[1:]:
            number = self._join(number, other)

    def _near(self, one: Seen) -> list[int]:
        """The quantities that have a key in common with a figure, in their order; of many the latest."""
        return sorted({number for key in _keys(one) for number in [*self._numbers.get(key, ())][-_QUANTITIES:]})

    def _note(self, one: Seen, number: int) -> None:
        for key in (*_keys(one), ("figure", one.figure.figure_id), *([("old", one.old_of)] if one.old_of else [])):
            self._numbers.setdefault(key, {})[number] = None

    def _beside(self, one: Seen, known: set[int]) -> list[tuple[Likeness, int]]:
        """The quantity of the figure against which it is set; or of its new value, where it is an old one; or back.

        A count only moves on. Of amounts and shares an old value is one of another time, unless it was told before as
        the value: then it is corrected.
        """
        for number in self._numbers.get(("figure", one.rival_of), ()):
            if {one.what, *(other.what for other in self.quantities[number].seen)} <= {"level", "planned"}:
                return [(Likeness(_BESIDE, ("set against it",)), number)]
        key = ("figure", one.old_of) if one.old_of else ("old", one.figure.figure_id)
        for number in self._numbers.get(key, ()):
            is_corrected = bool(known) if one.old_of else self._told_elsewhere(number, one, known)
            if (one.figure.kind == "count" or is_corrected) and _like(one, self.quantities[number]) is not None:
                return [(Likeness(_BESIDE, ("old value and new",)), number)]
        return []

    def _told_elsewhere(self, number: int, one: Seen, known: set[int]) -> bool:
        """Whether a text that does not tell the new value told the old one as the value."""
        own = {other.figure.doc_id for same in known for other in self.quantities[same].seen} | {one.figure.doc_id}
        seen = self.quantities[number].seen
        return any(other.figure.aspect == "level" and other.figure.doc_id not in own for other in seen)

    def _join(self, number: int, other: int) -> int:
        """Make one quantity of two unless something forbids it; the number under which the first then stands."""
        if number == other or other not in self.quantities:
            return number
        first, second = sorted((number, other))
        seen = self.quantities[second].compared()
        likes = [_like(one, self.quantities[first]) for one in seen]
        # A text that says of one figure why it tells another value says it of all that tell the same.
        told = {one.figure.doc_id for one, like in zip(seen, likes, strict=True) if like and like.fits}
        for one, like in zip(seen, likes, strict=True):
            is_doubled = like and like.fits is False and like.points < ENOUGH and one.figure.doc_id not in told
            if like is None or is_doubled:
                return number
        gone, best = self.quantities.pop(second), max((like for like in likes if like), key=_points)
        self.quantities[first].seen.extend(gone.seen)
        self.quantities[first].likes.extend(like or best for like in gone.likes)
        for numbers in self._numbers.values():
            numbers.pop(second, None)
        for one in gone.seen:
            self._note(one, first)
        return first


def _keys(one: Seen) -> list[object]:
    """Under what a figure is looked up: figures without a common key are not alike."""
    return [one.value, one.kind] if one.kind else [one.value]


def _like(one: Seen, quantity: Linked) -> Likeness | None:
    """How much a figure is like a quantity: as much as like the telling that it is most like; None: it is forbidden."""
    found: list[Likeness] = []
    for other in quantity.compared():
        copied = other.figure.doc_id in one.text.took_from or one.figure.doc_id in other.text.took_from
        like = likeness(other, one, copied)
        if like is None:
            return None
        found.append(like)
    fits = {like.fits for like in found}
    if False in fits and True not in fits:
        # Its text tells another value of it without saying why: only the same value told elsewhere outweighs that.
        equal = [like._replace(points=like.points - _DOUBLED) for like in found if like.is_equal]
        return max(equal, key=_points, default=Likeness(0.0, ()))._replace(fits=False)
    return max(found, key=_points)._replace(fits=True if True in fits else None)


def _points(like: Likeness) -> float:
    return like.points
