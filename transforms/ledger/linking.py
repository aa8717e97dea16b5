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
#: What it costs a figure that its text tells another value of the quantity without saying why.
_DOUBLED = 1.5


@dataclass(slots=True)
class Linked:
    """One quantity: its tellings, and how surely each tells it."""

    seen: list[Seen] = field(default_factory=list)
    why: list[Likeness | None] = field(default_factory=list)

    def compared(self) -> Iterable[Seen]:
        """Tellings of which a new figure must be like one and unlike none."""
        return self.seen if len(self.seen) <= _COMPARED else [self.seen[0], *self.seen[1 - _COMPARED :]]


class _Story:
    """The quantities of a story while its figures are taken one by one."""

    def __init__(self) -> None:
        self.quantities: dict[int, Linked] = {}
        self._index: dict[object, set[int]] = {}

    def take(self, one: Seen) -> None:
        """Add a figure to the quantity that it is most like; others that it is like too are the same one."""
        near = sorted({number for key in _keys(one) for number in self._index.get(key, ())})
        likes = [(found, number) for number in near if (found := _of(one, self.quantities[number])) is not None]
        likes = sorted((like for like in likes if like[0].points >= ENOUGH), key=lambda like: (-like[0].points, like[1]))
        likes += self._beside(one, {number for _, number in likes})
        number = likes[0][1] if likes else one_more(self.quantities)
        for other in dict.fromkeys(other for _, other in likes):
            if other != number:
                number = self._join(number, other)
        self.quantities[number].seen.append(one)
        self.quantities[number].why.append(likes[0][0] if likes else None)
        for key in _keys(one):
            self._index.setdefault(key, set()).add(number)

    def _beside(self, one: Seen, known: set[int]) -> list[tuple[Likeness, int]]:
        """The quantity of the new value beside an old one, or the other way round; or of what it is set against.

        A count only moves on. Of amounts and shares an old value is one of another time, unless it was told before as
        the value: then it is corrected.
        """
        for number in self._index.get(("rival", one.rival_of), ()) if one.rival_of else ():
            if {one.what, *(other.what for other in self.quantities[number].seen)} <= {"level", "planned"}:
                return [(Likeness(ENOUGH + 1, ("set against it",), False), number)]
        for number in self._index.get(("change", one.old_of or one.figure.figure_id), ()):
            quantity = self.quantities[number]
            found = _of(one, quantity)
            own = {other.figure.doc_id for same in known for other in self.quantities[same].seen}
            told_before = known if one.old_of else any(
                other.figure.aspect == "level" and other.figure.doc_id not in {one.figure.doc_id, *own}
                for other in quantity.seen
            )
            if found is not None and (one.figure.kind == "count" or told_before):
                return [(Likeness(ENOUGH + 1, ("old value and new",), False), number)]
        return []

    def _join(self, number: int, other: int) -> int:
        """Make one quantity of two unless something forbids it; the number under which it stands."""
        first, second = sorted((number, other))
        likes = [_of(one, self.quantities[first]) for one in self.quantities[second].compared()]
        if any(like is None or like.fits is False for like in likes):
            return number
        gone = self.quantities.pop(second)
        self.quantities[first].seen.extend(gone.seen)
        self.quantities[first].why.extend(gone.why)
        for one in gone.seen:
            for key in _keys(one):
                self._index[key].discard(second)
                self._index[key].add(first)
        return first


def one_more(quantities: dict[int, Linked]) -> int:
    """The number of a new quantity."""
    number = next(reversed(quantities), -1) + 1
    quantities[number] = Linked()
    return number


def link(told: Sequence[tuple[GivenText, Sequence[GivenFigure]]]) -> list[Linked]:
    """The quantities of a story, in the order of their first tellings."""
    story = _Story()
    for text, figures in told:
        for one in see(text, figures):
            story.take(one)
    return [story.quantities[number] for number in sorted(story.quantities)]


def _keys(one: Seen) -> list[object]:
    """Under what a figure is looked up: figures without a common key are not alike."""
    keys: list[object] = [one.value]
    keys.append(("change", one.old_of or one.figure.figure_id))
    keys.append(("rival", one.figure.figure_id))
    return [*keys, one.kind] if one.kind else keys


def _of(one: Seen, quantity: Linked) -> Likeness | None:
    """How much a figure is like a quantity: as much as like the telling that it is most like."""
    found: list[Likeness] = []
    for other in quantity.compared():
        copied = other.figure.doc_id in one.text.took_from or one.figure.doc_id in other.text.took_from
        like = likeness(other, one, copied)
        if like is None:
            return None
        found.append(like)
    if {like.fits for like in found} >= {False} and True not in {like.fits for like in found}:
        # Its text tells another value of it without saying why: only the same value told elsewhere outweighs that.
        equal = [like._replace(points=like.points - _DOUBLED) for like in found if like.is_equal]
        return max(equal, key=lambda like: like.points, default=Likeness(0.0, ()))._replace(fits=False)
    return max(found, key=lambda like: like.points)._replace(fits=None)
