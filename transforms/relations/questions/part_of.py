"""Of which figure a figure is a part."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.language import BETWEEN, OF, ON, words_of
from transforms.relations.features import bin_of
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.scene import Fact, Scene

#: How many figures before, and behind in the same sentence, are looked at.
BACK, AHEAD = 24, 7
#: Words before a part ("di cui 3 …") and behind it ("3 dei …").
_BEFORE = (
    "di cui", "dei quali", "delle quali", "tra cui", "tra questi", "tra loro", "tra i quali", "tra le quali", "fra cui",
    "compresi", "incluse", "inclusi", "comprese", "sui", "su", "dei", "delle", "altri", "altre", "ne",
)  # fmt: skip
_BEHIND = ("dei", "delle", "di loro", "su", "di questi", "di essi", "di cui", "altri")
_PARTING = (",", ";", ":", "(", "su", "e", "di cui", "mentre", "tra", "dei", "delle")
#: What is left of a whole, and a whole that is called so.
_REST = words_of("altri altre altro altra restanti restante rimanenti rimanente resto")
_TOTAL = words_of("totale complessivo complessivi complessive complessivamente tutto tutti")
#: What may stand between a part and its whole behind it: "46 scuole delle 93 visitate".
_TOWARDS = (OF | ON | BETWEEN) - words_of("d")
#: So many figures on each side of a part are added up at most, and so far from a whole their sum may be.
_LIST, _NEARLY = 10, 0.002


def candidates(scene: Scene, k: int) -> list[int]:
    """Figures that may hold this one: same unit, not smaller, before it or in its sentence."""
    own = scene.figures[k]
    if own.low is None or own.high is None:
        return []
    return [j for j in range(max(0, k - BACK), min(len(scene.figures), k + AHEAD + 1)) if _may_hold(scene, k, j)]


def _may_hold(scene: Scene, k: int, j: int) -> bool:
    """Whether figure `j` may be a whole of figure `k`."""
    own, other = scene.figures[k], scene.figures[j]
    if j == k or other.low is None or other.high is None or other.kind in ("age", "score"):
        return False
    if j > k and scene.context.sentence[j] != scene.context.sentence[k]:
        return False
    is_same = other.low == own.low and other.high == own.high
    return other.unit == own.unit and own.low is not None and other.high >= own.low and not is_same


@dataclass(frozen=True, slots=True)
class _Part:
    """A figure whose whole is looked for.

    Attributes:
        cues: words around it that make it a part.
        wholes: the figures that may be the whole, in text order, with their lower bounds.
        numbers: the numbers of these.
        largest: the largest of their bounds.
        before: the word before it.
        row: the figures of its unit in its sentence, itself among them.
        lows: their lower bounds.
        is_rest: whether it is called what is left.
    """

    k: int
    fact: Fact
    cues: list[str]
    wholes: dict[int, float]
    numbers: Sequence[int]
    largest: float
    before: str
    row: list[int]
    lows: list[float]
    is_rest: bool

    def between(self, j: int) -> int:
        """How many candidates stand between the part and figure `j`, which is one."""
        own, other = bisect_left(self.numbers, self.k), bisect_left(self.numbers, j)
        return other - own if j > self.k else own - other - 1


def rows(scene: Scene, k: int) -> Iterator[tuple[int | None, list[Look]]]:
    """The candidate wholes of a figure with their features; the last one is none."""
    fact = scene.fact(k)
    wholes = {j: float(scene.figures[j].low or 0) for j in candidates(scene, k)}
    row, largest = _row(scene, k), max(wholes.values(), default=0.0)
    lows = [float(scene.figures[one].low or 0) for one in row]
    is_rest = not _REST.isdisjoint(scene.syntax.words(fact.span[0] - 3, fact.span[0]))
    before = _before(scene, k)
    part = _Part(k, fact, _cues(scene, fact), wholes, [*wholes], largest, before, row, lows, is_rest)
    for j, low in wholes.items():
        gap, nearer = fact.sentence - scene.context.sentence[j], part.between(j)
        looks: list[Look] = [
            _order(min(gap, 5), fact.kind, max(min(k - j, 5), -5), min(nearer, 3), low >= largest),
            _nouns_of(scene, part, j),
            _values_of(scene, part, j),
            _list(
                min(gap, 3), not gap and before == _before(scene, j), before == "(", min(len(row), 4), _adds_up(part, j)
            ),
            *_called(scene, part, j, min(gap, 2)),
        ]
        if part.cues:
            looks += _cued(part, j, min(gap, 2), nearer)
        if not gap:
            looks += _same_sentence(scene, part, j)
        if k and scene.claims[k - 1].part_of == j:
            looks.append(f"prevrule|{scene.context.sentence[k - 1] == fact.sentence}")
        if scene.claims[k].part_of == j:
            looks += ["rule", f"rule|gap={min(gap, 5)}", f"rule|cue={bool(part.cues)}"]
        yield j, looks
    yield None, nobody(_no_whole(scene, part)) if wholes else []


def _cues(scene: Scene, fact: Fact) -> list[str]:
    """Words right before the figure that make it a part, and words right behind it, with a plus."""
    syntax, span = scene.syntax, fact.span
    before = " ".join(syntax.words(max(syntax.bounds(span[0])[0], span[0] - 4), span[0]))
    after = " ".join(syntax.words(span[-1] + 1, span[-1] + 4))
    cues = [cue for cue in _BEFORE if f"{cue} " in f"{before} "]
    return cues + [f"+{cue}" for cue in _BEHIND if after.startswith(cue)]


def _before(scene: Scene, k: int) -> str:
    """The word before a figure."""
    return scene.syntax.lower(scene.context.spans[k][0] - 1)


def _row(scene: Scene, k: int) -> list[int]:
    """The figures of its unit in its sentence, of the `_LIST` on each side."""
    unit, here = scene.figures[k].unit, scene.context.sentence[k]
    around = range(max(k - _LIST, 0), min(k + _LIST + 1, len(scene.figures)))
    alike = (j for j in around if scene.figures[j].unit == unit and scene.figures[j].low is not None)
    return [j for j in alike if scene.context.sentence[j] == here or j == k]


def _adds_up(part: _Part, j: int) -> bool:
    """Whether the part and figures right beside it make up figure `j`: "20 fermati, 12 adulti e otto minori"."""
    lows, at = part.lows, part.row.index(part.k)
    if j in part.row:  # what it is made up of
        own = part.row.index(j)
        lows, at = lows[:own] + lows[own + 1 :], at - (own < at)
    if len(lows) < 2:
        return False
    whole, grows = part.wholes[j], min(lows) >= 0
    if grows:  # the fewest that are added up, and all
        least, most = lows[at] + min(lows[max(at - 1, 0) : at] + lows[at + 1 : at + 2]), sum(lows)
        if least - whole > 2 * _NEARLY * whole or whole - most > 2 * _NEARLY * whole:
            return False
    for first in range(at + 1):
        total = sum(lows[first:at])
        for last in range(at, len(lows)):
            total += lows[last]
            if grows and total - whole > _NEARLY * whole:
                break
            if last > first and abs(total - whole) <= _NEARLY * whole:
                return True
    return False


@shared
def _list(gap: int, is_alike: bool, in_bracket: bool, row: int, adds_up: bool) -> list[str]:
    """Whether the list that the part stands in makes up a figure, and whether that is an item of the list itself."""
    item = f"item={is_alike}{in_bracket}"
    adds = ["adds", f"adds|gap={gap}", f"adds|row={row}"] if adds_up else []
    return [item, f"{item}|row={row}", *adds]


def _called(scene: Scene, part: _Part, j: int, gap: int) -> list[str]:
    """Whether words call figure `j` a whole, or the part what is left of one."""
    syntax, span = scene.syntax, scene.context.spans[j]
    looks = []
    before, behind = syntax.words(span[0] - 3, span[0]), syntax.words(span[-1] + 1, span[-1] + 4)
    if not (_TOTAL.isdisjoint(before) and _TOTAL.isdisjoint(behind)):
        looks.append(f"total|gap={gap}")
    if part.is_rest:
        looks.append(f"rest|gap={gap}|j={max(min(part.k - j, 4), -1)}")
    if j > part.k and not _TOWARDS.isdisjoint(syntax.words(max(part.fact.span[-1] + 1, span[0] - 3), span[0])):
        looks.append(f"towards|j={max(part.k - j, -3)}|far={bin_of(span[0] - part.fact.span[-1])}")
    return looks


@shared
def _order(gap: int, kind: str, before: int, nearer: int, is_biggest: bool) -> list[str]:
    """How many sentences, figures and candidates lie between, and whether no candidate is bigger."""
    order = f"order={'L' if before > 0 else 'R'}{abs(before)}"
    rivals = f"nearer={nearer}", f"biggest={is_biggest}"
    return [f"gap={gap}", f"gap={gap}|k={kind}", order, f"{order}|gap={gap}", *rivals]


def _cued(part: _Part, j: int, gap: int, nearer: int) -> list[str]:
    """With which cue the part stands to figure `j`, and whether that is the nearest candidate."""
    looks = [f"cue={cue}|{where}" for cue in part.cues for where in (f"gap={gap}", f"j={part.k - j}")]
    return [*looks, f"cued|nearest={not nearer}|gap={gap}|{j < part.k}"]


def _nouns_of(scene: Scene, part: _Part, j: int) -> Look:
    fact, other = part.fact, scene.fact(j)
    own, whole = scene.claims[part.k].counted_lemma, scene.claims[j].counted_lemma
    is_same, gap = own is not None and own == whole, min(fact.sentence - other.sentence, 5)
    return _nouns(is_same, gap, fact.noun_class, other.noun_class, fact.noun is None, other.noun is None)


@shared
def _nouns(is_same: bool, gap: int, own: str, other: str, own_none: bool, other_none: bool) -> list[str]:
    """What the two count."""
    return [f"same={is_same}|gap={gap}", f"cc={own}|oc={other}", f"none={own_none}{other_none}|gap={min(gap, 2)}"]


def _values_of(scene: Scene, part: _Part, j: int) -> Look:
    whole = part.wholes[j]
    ratio = float(scene.figures[part.k].low or 0) / whole if whole else 1.0
    size = (ratio >= 0.01) + (ratio >= 0.2) + (ratio >= 0.7)
    return _values(size, scene.context.in_title(j), scene.context.in_title(part.k))


@shared
def _values(size: int, in_title: bool, own: bool) -> list[str]:
    """How large the part is beside the whole, and which of them stands in the headline."""
    return [f"ratio={size}", f"title={in_title}|own={own}"]


def _same_sentence(scene: Scene, part: _Part, j: int) -> list[str]:
    """The words and the tree between the two, and the bracket that the part may stand in."""
    syntax, context = scene.syntax, scene.context
    fact, other = part.fact, scene.fact(j)
    first, last = (other.span[-1], fact.span[0]) if j < part.k else (fact.span[-1], other.span[0])
    words = syntax.words(first + 1, min(last, first + 30))
    joined = " ".join(words)
    looks = [f"words={joined}"] if len(words) <= 4 else []
    looks += [f"btw={mark}" for mark in _PARTING if mark in joined]
    looks += [f"d={bin_of(last - first)}", f"path={scene.path(fact.anchor, other.anchor)}"]
    opened = context.bracket_of(fact.span[0])
    if opened is not None:
        outside = context.bracket_of(other.span[0]) != opened
        looks.append(f"bracketed|outside={outside}|cc={fact.noun_class}")
    return looks


def _no_whole(scene: Scene, part: _Part) -> list[str]:
    """What speaks for a figure that is no part: cues, how many candidates there are, where it stands."""
    syntax, fact = scene.syntax, part.fact
    start = syntax.bounds(fact.span[0])[0]
    claim, count = scene.claims[part.k], len(part.wholes)
    before = syntax.words(max(start, fact.span[0] - 4), fact.span[0])
    return [
        f"k={fact.kind}",
        f"rule={claim.part_of is not None}",
        f"cc={fact.noun_class}",
        f"n={min(count, 4)}",
        f"title={scene.context.in_title(part.k)}",
        f"opens={fact.span[0] - start < 2}",
        *(f"cue={cue}" for cue in part.cues),
        f"cue={bool(part.cues)}|n={min(count, 3)}",
        f"bw={before[-1] if before else ''}",
        f"place={claim.place is not None}|cc={fact.noun_class}",
    ]
