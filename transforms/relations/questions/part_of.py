"""Of which figure a figure is a part."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

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
        k: number of the figure.
        fact: the figure.
        cues: words before and behind it that make it a part.
        wholes: figures that may be the whole → their lower bound.
        places: the same figures in order.
        biggest: the highest of the lower bounds.
    """

    k: int
    fact: Fact
    cues: list[str]
    wholes: dict[int, float]
    places: list[int]
    biggest: float


def rows(scene: Scene, k: int) -> Iterator[tuple[int | None, list[Look]]]:
    """The candidate wholes of a figure with their features; the last one is none."""
    fact = scene.fact(k)
    wholes = {j: float(scene.figures[j].low or 0) for j in candidates(scene, k)}
    part = _Part(k, fact, _cues(scene, fact), wholes, [*wholes], max(wholes.values(), default=0.0))
    for j in wholes:
        looks = [*_order_of(scene, part, j), _nouns_of(scene, part, j), _values_of(scene, part, j)]
        if fact.sentence == scene.context.sentence[j]:
            looks += _same_sentence(scene, part, j)
        if scene.claims[k].part_of == j:
            gap = min(fact.sentence - scene.context.sentence[j], 5)
            looks += ["rule", f"rule|gap={gap}", f"rule|cue={bool(part.cues)}"]
        yield j, looks
    yield None, nobody(_no_whole(scene, part))


def _cues(scene: Scene, fact: Fact) -> list[str]:
    """Words right before the figure that make it a part, and words right behind it, with a plus."""
    syntax, span = scene.syntax, fact.span
    before = " ".join(syntax.words(max(syntax.bounds(span[0])[0], span[0] - 4), span[0]))
    after = " ".join(syntax.words(span[-1] + 1, span[-1] + 4))
    cues = [cue for cue in _BEFORE if f"{cue} " in f"{before} "]
    return cues + [f"+{cue}" for cue in _BEHIND if after.startswith(cue)]


def _order_of(scene: Scene, part: _Part, j: int) -> list[Look]:
    """How many sentences and figures lie between, and with which cue."""
    gap = part.fact.sentence - scene.context.sentence[j]
    looks: list[Look] = [_order(min(gap, 5), part.fact.kind, "L" if j < part.k else "R", min(abs(j - part.k), 5))]
    looks += (f"cue={cue}|gap={min(gap, 2)}" for cue in part.cues)
    looks += (f"cue={cue}|j={part.k - j}" for cue in part.cues)
    return looks


@shared
def _order(gap: int, kind: str, side: str, figures: int) -> list[str]:
    order = f"order={side}{figures}"
    return [f"gap={gap}", f"gap={gap}|k={kind}", order, f"{order}|gap={gap}"]


def _nouns_of(scene: Scene, part: _Part, j: int) -> Look:
    fact, other = part.fact, scene.fact(j)
    own, whole = scene.claims[part.k].counted_lemma, scene.claims[j].counted_lemma
    bare = f"{fact.noun is None}{other.noun is None}"
    is_same = own is not None and own == whole
    return _nouns(is_same, min(fact.sentence - other.sentence, 5), fact.noun_class, other.noun_class, bare)


@shared
def _nouns(is_same: bool, gap: int, counted: str, other: str, bare: str) -> list[str]:
    """What the two count."""
    return [f"same={is_same}|gap={gap}", f"cc={counted}|oc={other}", f"none={bare}|gap={min(gap, 2)}"]


def _values_of(scene: Scene, part: _Part, j: int) -> Look:
    whole = part.wholes[j]
    ratio = float(scene.figures[part.k].low or 0) / whole if whole else 1.0
    size = sum(ratio >= limit for limit in (0.01, 0.2, 0.7))
    first, last = sorted((j, part.k))
    nearer = bisect_left(part.places, last) - bisect_right(part.places, first)
    in_title = scene.context.in_title
    return _values(size, in_title(j), in_title(part.k), min(max(nearer, 0), 3), whole >= part.biggest)


@shared
def _values(size: int, in_title: bool, own: bool, nearer: int, is_biggest: bool) -> list[str]:
    """How large the part is beside the whole, who stands in the headline, how many stand between, who is biggest."""
    return [f"ratio={size}", f"title={in_title}|own={own}", f"nearer={nearer}", f"biggest={is_biggest}"]


def _same_sentence(scene: Scene, part: _Part, j: int) -> list[Look]:
    """The words and the tree between the two, and the bracket that the part may stand in."""
    syntax, context = scene.syntax, scene.context
    fact, other = part.fact, scene.fact(j)
    first, last = (other.span[-1], fact.span[0]) if j < part.k else (fact.span[-1], other.span[0])
    words = syntax.words(first + 1, min(last, first + 30))
    joined = " ".join(words)
    looks: list[Look] = [f"words={joined}"] if len(words) <= 4 else []
    looks += [f"btw={mark}" for mark in _PARTING if mark in joined]
    looks += [f"d={bin_of(last - first)}", f"path={scene.path(fact.anchor, other.anchor)}"]
    opened = context.bracket_of(fact.span[0])
    if opened is not None:
        outside = context.bracket_of(other.span[0]) != opened
        looks.append(f"bracketed|outside={outside}|cc={fact.noun_class}")
    return looks


def _no_whole(scene: Scene, part: _Part) -> list[Look]:
    """What speaks for a figure that is no part: cues, how many candidates there are, where it stands."""
    syntax, fact = scene.syntax, part.fact
    start = syntax.bounds(fact.span[0])[0]
    claim, count = scene.claims[part.k], len(part.wholes)
    before = syntax.words(max(start, fact.span[0] - 4), fact.span[0])
    has_rule, has_place = claim.part_of is not None, claim.place is not None
    looks: list[Look] = [
        _figure(fact.kind, fact.noun_class, has_rule, has_place),
        _standing(min(count, 4), scene.context.in_title(part.k), fact.span[0] - start < 2, bool(part.cues)),
        f"bw={before[-1] if before else ''}",
    ]
    looks += (f"cue={cue}" for cue in part.cues)
    return looks


@shared
def _figure(kind: str, counted: str, has_rule: bool, has_place: bool) -> list[str]:
    return [f"k={kind}", f"rule={has_rule}", f"cc={counted}", f"place={has_place}|cc={counted}"]


@shared
def _standing(wholes: int, in_title: bool, opens: bool, has_cue: bool) -> list[str]:
    return [f"n={wholes}", f"title={in_title}", f"opens={opens}", f"cue={has_cue}|n={min(wholes, 3)}"]
