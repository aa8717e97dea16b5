"""Of which figure a figure is a part."""

from bisect import bisect_left
from collections.abc import Iterator

from transforms.language import BETWEEN, OF, ON, words_of
from transforms.relations.features import bin_of
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.questions.parts import (
    AHEAD,
    BACK,
    Days,
    Part,
    Whole,
    adds_up,
    adds_with_ones,
    is_elsewhere,
    is_signed,
    leaves,
    part_at,
    share_of,
    times_told,
)
from transforms.relations.scene import Scene

_PARTING = (",", ";", ":", "(", "su", "e", "di cui", "mentre", "tra", "dei", "delle")
_IS = words_of("essere stare")
#: What may stand between a part and its whole behind it: "46 scuole delle 93 visitate".
_TOWARDS = (OF | ON | BETWEEN) - words_of("d")


def candidates(scene: Scene, k: int) -> list[int]:
    """Figures that may hold this one: same unit, not smaller, before it or in its sentence."""
    own, value, sentences = scene.figures[k], scene.value(k), scene.context.sentence
    low, unit = own.low, own.unit
    if low is None or own.high is None:
        return []
    end = k + 1
    while end <= k + AHEAD and end < len(sentences) and sentences[end] == sentences[k]:
        end += 1
    near = enumerate(scene.figures[max(0, k - BACK) : end], max(0, k - BACK))
    signed = is_signed(scene, k)
    return [
        j
        for j, one in near
        if one.unit == unit and one.high is not None and one.high >= low and one.low is not None
        and scene.value(j) != value and one.kind not in ("age", "score")
        and (not signed or is_signed(scene, j))  # what came to a number is none of it
        and not is_elsewhere(scene, k, j)
    ]  # fmt: skip


def rows(scene: Scene, k: int) -> Iterator[tuple[int | None, list[Look]]]:
    """The candidate wholes of a figure with their features; the last one is none."""
    found = candidates(scene, k)
    if not found:  # then nothing is to be weighed
        yield None, []
        return
    part = part_at(scene, k, found)
    fact, rule = part.own.fact, scene.claims[k].part_of
    before = bisect_left(found, k)
    for place, (j, whole) in enumerate(part.wholes.items()):
        gap, nearer = fact.sentence - whole.fact.sentence, place - before if j > k else before - place - 1
        looks: list[Look] = [
            _order(min(gap, 5), fact.kind, max(min(k - j, 5), -5), min(nearer, 3), whole.low >= part.largest),
            _counted_of(part, whole, gap),
            _value_of(part, whole),
            _place_of(scene, part, j, whole, gap),
            f"is={part.verb in _IS}|gap={min(gap, 3)}",
            f"v={part.verb}|gap={min(gap, 1)}",
            f"asp={scene.claims[k].aspect}|oasp={scene.claims[j].aspect}",
            f"days={_alike(part.own.days, whole.days)}|gap={min(gap, 3)}",
            f"holders={_holders(part.own, whole)}|gap={min(gap, 2)}",
            *_list(scene, part, j, whole, gap),
            *_called(scene, part, j, whole, gap, nearer),
            *_named_whole(scene, part, j, whole, gap),
            *_meanings(part, whole, gap),
        ]
        if not gap:
            looks += _same_sentence(scene, part, j, whole)
        if rule == j:
            looks += ["rule", f"rule|gap={min(gap, 5)}", f"rule|cue={bool(part.cues)}"]
        yield j, looks
    yield None, nobody(_no_whole(scene, part))


def _list(scene: Scene, part: Part, j: int, whole: Whole, gap: int) -> Iterator[Look]:
    """Whether the list that the part stands in makes up figure `j`, and whether that is an item of the list itself."""
    gap, row, before = min(gap, 3), min(len(part.row), 4), part.own.before
    alike = before == whole.before and gap == 0
    adds, is_left = adds_up(part, j, whole.low), leaves(part, j, whole.low)
    yield _item(alike, before == "(", row, gap, adds, is_left)
    ones = adds_with_ones(scene, part, j, whole) if gap == 0 else None
    if ones is not None:
        yield _with_ones(min(ones[0], 4), "L" if j < part.k else "R", ones[1])
    yield _makes_up(share_of(part, j, whole.low), row, gap)
    if part.is_rest:
        yield _rest(whole.low - part.own.low, gap, adds, is_left)
    if part.k and scene.claims[part.k - 1].part_of == j:
        yield f"prevrule|{scene.context.sentence[part.k - 1] == part.own.fact.sentence}"


@shared
def _item(alike: bool, in_bracket: bool, row: int, gap: int, adds: bool, is_left: bool) -> list[str]:
    looks = [f"item={alike}{in_bracket}", f"item={alike}{in_bracket}|row={row}"]
    if adds:
        looks += ["adds", f"adds|gap={gap}", f"adds|row={row}"]
    return [*looks, "leaves", f"leaves|gap={gap}"] if is_left else looks


@shared
def _makes_up(share: str, row: int, gap: int) -> list[str]:
    """How much of the whole the list makes up: parts are never more than all."""
    return [f"sum={share}|gap={gap}", f"sum={share}|row={row}"]


@shared
def _rest(left: float, gap: int, adds: bool, is_left: bool) -> list[str]:
    """How many are no part of "gli altri 7", one to three of them, and whether a figure tells them."""
    few = int(left) if left in (1.0, 2.0, 3.0) else 0
    return [f"rest|diff={few}|gap={gap}", f"rest|leaves={is_left}|adds={adds}"]


@shared
def _with_ones(row: int, side: str, ones: int) -> list[str]:
    return ["addsone", f"addsone|row={row}", f"addsone|{side}|ones={ones}"]


def _named_whole(scene: Scene, part: Part, j: int, whole: Whole, gap: int) -> Iterator[Look]:
    """Whether words around the part name what figure `j` counts, and what stands before figure `j`."""
    gap = min(gap, 3)
    yield _lead(whole.preposition, "L" if j < part.k else "R", gap)
    if whole.fact.noun is None:
        return
    for side, noun in part.named:
        if noun != whole.fact.noun:
            same, noun_class = scene.syntax.lemma(noun) == whole.lemma, scene.noun_class(noun)
            is_toll = noun_class.startswith("toll") and noun_class == whole.fact.noun_class
            yield _names(side, gap, same, same or is_toll)


@shared
def _lead(preposition: str, side: str, gap: int) -> list[str]:
    return [f"jprep={preposition}|{side}|gap={gap}"]


@shared
def _names(side: str, gap: int, same: bool, names: bool) -> list[str]:
    return [f"named|{side}", f"named|{side}|gap={gap}", f"named|same={same}"] if names else [f"named=other|{side}"]


def _meanings(part: Part, whole: Whole, gap: int) -> Iterator[Look]:
    """What the nouns of the two mean."""
    if whole.fact.noun is not None:
        gap = min(gap, 2)
        yield f"ol={whole.lemma}|gap={gap}"
        yield f"omf={whole.family}"
        if part.own.fact.noun is not None:
            yield f"samemf={part.own.family == whole.family}|gap={gap}"
            yield f"mf={part.own.family}|omf={whole.family}"


def _place_of(scene: Scene, part: Part, j: int, whole: Whole, gap: int) -> Look:
    own, gap, times = part.own, min(gap, 3), min(times_told(scene, part.k, whole.value), 3)
    return _place(own.line == whole.line, gap, times, whole.fact.noun_class, j == part.numbers[0])


@shared
def _place(same_line: bool, gap: int, times: int, counted: str, is_first: bool) -> list[str]:
    """Line of the two, how often the whole is told, and whether it is the first that may be one."""
    return [
        f"par={same_line}|gap={gap}",
        f"times={times}|gap={gap}",
        f"times={times}|oc={counted}",
        f"first={is_first}|gap={gap}",
    ]


def _holders(own: Whole, other: Whole) -> str:
    """Whether the clauses of the two are about one entity: what another country has is no part."""
    return "" if own.clause == other.clause else _alike(own.holder, other.holder)


def _alike(own: Days | str | None, other: Days | str | None) -> str:
    """Whether what is told of the two is the same, as their days: what is of other days is no part."""
    if own is None or other is None:
        return f"{own is not None}{other is not None}"
    return "same" if own == other else "other"


def _called(scene: Scene, part: Part, j: int, whole: Whole, gap: int, nearer: int) -> Iterator[Look]:
    """Whether words call figure `j` a whole, or the part what is left of one, and with which cue."""
    gap, last, first = min(gap, 2), part.own.fact.span[-1], whole.fact.span[0]
    if whole.total:
        yield f"total|gap={gap}"
    if part.is_rest:
        yield f"rest|gap={gap}|j={max(min(part.k - j, 4), -1)}"
    if j > part.k and not _TOWARDS.isdisjoint(scene.syntax.words(max(last + 1, first - 3), first)):
        yield f"towards|j={max(part.k - j, -3)}|far={bin_of(first - last)}"
        yield _towards(whole.preposition, part.own.fact.noun is None, whole.fact.noun is None, j == part.k + 1)
    if part.cues:
        yield f"cued|nearest={not nearer}|gap={gap}|{j < part.k}"
        for cue in part.cues:
            yield _cued(cue, gap, part.k - j)


@shared
def _cued(cue: str, gap: int, before: int) -> list[str]:
    return [f"cue={cue}|gap={gap}", f"cue={cue}|j={before}"]


@shared
def _towards(preposition: str, bare: bool, whole_bare: bool, is_next: bool) -> list[str]:
    """What leads the whole behind the part, which of the two has no noun, and whether it is the next figure."""
    towards = f"towards|first={is_next}"
    return [towards, f"{towards}|{preposition}", f"{towards}|{bare}{whole_bare}"]


@shared
def _order(gap: int, kind: str, before: int, nearer: int, is_biggest: bool) -> list[str]:
    """How many sentences, figures and candidates lie between, and whether no candidate is bigger."""
    order = f"order={'L' if before > 0 else 'R'}{abs(before)}"
    rivals = f"nearer={nearer}", f"biggest={is_biggest}"
    return [f"gap={gap}", f"gap={gap}|k={kind}", order, f"{order}|gap={gap}", *rivals]


def _counted_of(part: Part, whole: Whole, gap: int) -> Look:
    own, fact, other = part.own.counted, part.own.fact, whole.fact
    same = own is not None and own == whole.counted
    return _counted(same, min(gap, 5), fact.noun_class, other.noun_class, fact.noun is None, other.noun is None)


@shared
def _counted(same: bool, gap: int, own: str, other: str, own_none: bool, other_none: bool) -> list[str]:
    """What the two count."""
    return [f"same={same}|gap={gap}", f"cc={own}|oc={other}", f"none={own_none}{other_none}|gap={min(gap, 2)}"]


def _value_of(part: Part, whole: Whole) -> Look:
    ratio = part.own.low / whole.low if whole.low else 1.0
    return _value((ratio >= 0.01) + (ratio >= 0.2) + (ratio >= 0.7), whole.in_title, part.own.in_title)


@shared
def _value(size: int, in_title: bool, own: bool) -> list[str]:
    """How large the part is beside the whole, and which of them stands in the headline."""
    return [f"ratio={size}", f"title={in_title}|own={own}"]


def _same_sentence(scene: Scene, part: Part, j: int, whole: Whole) -> Iterator[Look]:
    """The words and the tree between the two, and the bracket that the part may stand in."""
    fact, other = part.own.fact, whole.fact
    first, last = (other.span[-1], fact.span[0]) if j < part.k else (fact.span[-1], other.span[0])
    words = scene.syntax.words(first + 1, min(last, first + 30))
    joined = " ".join(words)
    if len(words) <= 4:
        yield f"words={joined}"
    yield _apart(bin_of(last - first), *filter(joined.__contains__, _PARTING))
    yield f"path={scene.path(fact.anchor, other.anchor)}"
    opened = scene.context.bracket_of(fact.span[0])
    if opened is not None:
        yield f"bracketed|outside={scene.context.bracket_of(other.span[0]) != opened}|cc={fact.noun_class}"


@shared
def _apart(far: str, *marks: str) -> list[str]:
    return [*(f"btw={mark}" for mark in marks), f"d={far}"]


def _no_whole(scene: Scene, part: Part) -> list[str]:
    """What speaks for a figure that is no part: cues, how many candidates there are, where it stands."""
    syntax, fact = scene.syntax, part.own.fact
    start = syntax.bounds(fact.span[0])[0]
    claim, count = scene.claims[part.k], len(part.wholes)
    before = syntax.words(max(start, fact.span[0] - 4), fact.span[0])
    behind = syntax.words(fact.span[-1] + 1, fact.span[-1] + 3)
    return [
        f"k={fact.kind}",
        f"rule={claim.part_of is not None}",
        f"cc={fact.noun_class}",
        f"n={min(count, 4)}",
        f"title={part.own.in_title}",
        f"opens={fact.span[0] - start < 2}",
        *(f"cue={cue}" for cue in part.cues),
        f"cue={bool(part.cues)}|n={min(count, 3)}",
        f"bw={before[-1] if before else ''}",
        f"aw={behind[0] if behind else ''}",
        f"aw={' '.join(behind)}|two",
        f"place={claim.place is not None}|cc={fact.noun_class}",
        f"asp={claim.aspect}",
    ]
