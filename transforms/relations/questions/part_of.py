"""Of which figure a figure is a part."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from transforms.language import BETWEEN, OF, ON, words_of
from transforms.relations.features import DEFINITES, PREPOSITIONS, bin_of
from transforms.relations.looks import Look, nobody
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import meaning

#: How many figures before, and behind in the same sentence, are looked at.
BACK, AHEAD = 24, 7
#: Words before a part ("di cui 3 …") and behind it ("3 dei …").
_BEFORE = (
    "di cui", "dei quali", "delle quali", "tra cui", "tra questi", "tra loro", "tra i quali", "tra le quali", "fra cui",
    "compresi", "incluse", "inclusi", "comprese", "sui", "su", "dei", "delle", "altri", "altre", "ne",
    "tranne", "salvo", "eccetto",
)  # fmt: skip
_BEHIND = ("dei", "delle", "di loro", "su", "di questi", "di essi", "di cui", "altri")
_PARTING = (",", ";", ":", "(", "su", "e", "di cui", "mentre", "tra", "dei", "delle")
#: What is left of a whole, and a whole that is called so.
_REST = words_of("altri altre altro altra restanti restante rimanenti rimanente resto")
_IS = words_of("essere stare")
#: How badly some of those hurt are: "30 feriti, due in modo grave".
_GRAVE = words_of("grave gravi gravemente gravissime gravissimi critiche rianimazione riservata rosso")
#: What "tra" means that was told before: "tra di essi, anche 3 …".
_THEM = words_of("questi queste essi esse loro cui quali")
_TOTAL = words_of("totale complessivo complessivi complessive complessivamente tutto tutti")
#: What may stand between a part and its whole behind it: "46 scuole delle 93 visitate".
_TOWARDS = (OF | ON | BETWEEN) - words_of("d")
_OF_ALL = _TOWARDS - words_of("di su")
#: One more that no figure tells: "tre fermati, due uomini e una donna".
_ONE = words_of("un uno una un'")
#: How far from a part words may name what it is a part of, in tokens: "tra i feriti 3 …", "3 … dei feriti".
_NAMED_BEFORE, _NAMED_BEHIND = 14, 8
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
        wholes: the figures that may be the whole with their lower bounds.
        before: the word before it.
        row: the figures of its unit in its sentence, itself among them.
        named: nouns that words make a whole, each with the side of the part that it stands on.
        told: value of a figure → how often the figures around tell it.
    """

    k: int
    fact: Fact
    cues: list[str]
    wholes: dict[int, float]
    before: str
    row: list[int]
    named: list[tuple[str, int]]
    told: Counter[Hashable]


def rows(scene: Scene, k: int) -> Iterator[tuple[int | None, list[Look]]]:
    """The candidate wholes of a figure with their features; the last one is none."""
    fact = scene.fact(k)
    wholes = {j: float(scene.figures[j].low or 0) for j in candidates(scene, k)}
    around = range(max(k - 2 * BACK, 0), min(k + 2 * BACK, len(scene.figures)))
    told = Counter(scene.value(j) for j in around)
    part = _Part(k, fact, _cues(scene, fact), wholes, _before(scene, k), _row(scene, k), _named(scene, fact), told)
    for j in wholes:
        looks: list[Look] = [*_order(scene, part, j), *_nouns(scene, part, j), *_values(scene, part, j)]
        looks += [*_list(scene, part, j), *_called(scene, part, j)]
        if fact.sentence == scene.context.sentence[j]:
            looks += _same_sentence(scene, part, j)
        looks += [*_rivals(part, j), *_named_whole(scene, part, j), *_meanings(scene, part, j), *_place(scene, part, j)]
        if scene.claims[k].part_of == j:
            gap = min(fact.sentence - scene.context.sentence[j], 5)
            looks += ["rule", f"rule|gap={gap}", f"rule|cue={bool(part.cues)}"]
        yield j, looks
    yield None, nobody(_no_whole(scene, part))


def _cues(scene: Scene, fact: Fact) -> list[str]:
    """Words right before the figure that make it a part, those right behind it with a plus, and `among` farther off."""
    syntax, span = scene.syntax, fact.span
    before = " ".join(syntax.words(max(syntax.bounds(span[0])[0], span[0] - 4), span[0]))
    after = " ".join(syntax.words(span[-1] + 1, span[-1] + 4))
    cues = [cue for cue in _BEFORE if f"{cue} " in f"{before} "]
    cues += [f"+{cue}" for cue in _BEHIND if after.startswith(cue)]
    near = range(max(syntax.bounds(span[0])[0], span[0] - _NAMED_BEFORE), span[0])
    if "ne" in syntax.words(max(near.start, span[0] - 6), max(near.start, span[0] - 1)):
        cues.append("ne …")  # "ne rappresenta 870", "ne ha contati sei"
    if not _GRAVE.isdisjoint(syntax.words(span[-1] + 1, min(span[-1] + 5, syntax.bounds(span[0])[1]))):
        cues.append("+grave")
    if any(syntax.lower(at) in BETWEEN and not _THEM.isdisjoint(syntax.words(at + 1, at + 3)) for at in near):
        cues.append("among")
    return cues


def _named(scene: Scene, fact: Fact) -> list[tuple[str, int]]:
    """Nouns around a figure that words make a whole: "tra le vittime", "delle case"."""
    syntax, first, last = scene.syntax, fact.span[0], fact.span[-1]
    start, end = syntax.bounds(first)
    sides = (
        ("L", range(max(start, first - _NAMED_BEFORE), first)),
        ("R", range(last + 1, min(end, last + _NAMED_BEHIND))),
    )
    found = []
    for side, tokens in sides:
        for at in tokens:
            if syntax.lower(at) in _OF_ALL:
                behind = range(at + 1, min(at + 5, end))
                noun = next(
                    (on for on in behind if syntax.pos(on) == "NOUN" or scene.context.figure_at(on) is not None), at
                )
                if syntax.pos(noun) == "NOUN":
                    found.append((side, noun))
    return found


def _before(scene: Scene, k: int) -> str:
    """The word before a figure."""
    return scene.syntax.lower(scene.context.spans[k][0] - 1)


def _row(scene: Scene, k: int) -> list[int]:
    """The figures of its unit in its sentence, of the `_LIST` on each side."""
    unit, here = scene.figures[k].unit, scene.context.sentence[k]
    around = range(max(k - _LIST, 0), min(k + _LIST + 1, len(scene.figures)))
    alike = (j for j in around if scene.figures[j].unit == unit and scene.figures[j].low is not None)
    return [j for j in alike if scene.context.sentence[j] == here or j == k]


def _adds_up(scene: Scene, part: _Part, j: int) -> bool:
    """Whether the part and figures right beside it make up figure `j`: "20 fermati, 12 adulti e otto minori"."""
    row = [one for one in part.row if one != j]  # with the part itself
    at = row.index(part.k)
    lows = [float(scene.figures[one].low or 0) for one in row]
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


def _adds_with_ones(scene: Scene, part: _Part, j: int) -> tuple[int, int] | None:
    """How many figures of the list and how many "un" make up figure `j`: "tre fermati, due uomini e una donna"."""
    syntax, row = scene.syntax, [one for one in part.row if one != j]
    start, end = syntax.bounds(part.fact.span[0])
    first = scene.context.spans[j][-1] + 1 if j < part.k else start
    ones = sum(syntax.lower(at) in _ONE for at in range(first, min(end, first + 60)))
    if not ones:
        return None
    at = row.index(part.k)
    lows = [float(scene.figures[one].low or 0) for one in row]
    for opens in range(at + 1):
        total = sum(lows[opens:at])
        for last in range(at, len(lows)):
            total += lows[last]
            left = part.wholes[j] - total
            if left in (1.0, 2.0, 3.0) and ones >= left:
                return last - opens + 1, int(left)
    return None


def _leaves(scene: Scene, part: _Part, j: int) -> bool:
    """Whether the part and a figure of another sentence make up figure `j`: what is told of all that are left."""
    context, figures = scene.context, scene.figures
    own, whole = float(figures[part.k].low or 0), part.wholes[j]
    around = range(max(min(j, part.k) - 3, 0), min(max(j, part.k) + 4, len(figures)))
    others = (
        float(figures[one].low or 0)
        for one in around
        if one not in (j, part.k)
        and figures[one].unit == figures[j].unit
        and context.sentence[one] != part.fact.sentence
    )
    return any(abs(own + other - whole) <= _NEARLY * whole for other in others if other)


def _list(scene: Scene, part: _Part, j: int) -> list[str]:
    """Whether the list that the part stands in makes up figure `j`, and whether that is an item of the list itself."""
    gap = min(part.fact.sentence - scene.context.sentence[j], 3)
    alike = part.before == _before(scene, j) and gap == 0
    item = f"item={alike}{part.before == '('}"
    looks = [item, f"{item}|row={min(len(part.row), 4)}"]
    if _adds_up(scene, part, j):
        looks += ["adds", f"adds|gap={gap}", f"adds|row={min(len(part.row), 4)}"]
    ones = _adds_with_ones(scene, part, j) if part.fact.sentence == scene.context.sentence[j] else None
    if ones is not None:
        looks += ["addsone", f"addsone|row={min(ones[0], 4)}", f"addsone|{'L' if j < part.k else 'R'}|ones={ones[1]}"]
    if _leaves(scene, part, j):
        looks += ["leaves", f"leaves|gap={gap}"]
    if part.k and scene.claims[part.k - 1].part_of == j:
        looks.append(f"prevrule|{scene.context.sentence[part.k - 1] == part.fact.sentence}")
    return looks


def _named_whole(scene: Scene, part: _Part, j: int) -> list[str]:
    """Whether words around the part name what figure `j` counts, and what stands before figure `j`."""
    syntax, other = scene.syntax, scene.fact(j)
    gap = f"gap={min(part.fact.sentence - other.sentence, 3)}"
    before = syntax.lower(other.span[0] - 1)
    article = "def" if before in DEFINITES else ""
    looks = [f"jprep={PREPOSITIONS.get(before, article)}|{'L' if j < part.k else 'R'}|{gap}"]
    if other.noun is None:
        return looks
    for side, noun in part.named:
        if noun == other.noun:
            continue
        same = syntax.lemma(noun) == syntax.lemma(other.noun)
        noun_class = scene.noun_class(noun)
        if same or (noun_class.startswith("toll") and noun_class == other.noun_class):
            looks += [f"named|{side}", f"named|{side}|{gap}", f"named|same={same}"]
        else:
            looks.append(f"named=other|{side}")
    return looks


def _meanings(scene: Scene, part: _Part, j: int) -> list[str]:
    """What the nouns of the two mean."""
    syntax, noun, whole = scene.syntax, part.fact.noun, scene.fact(j).noun
    if whole is None:
        return []
    gap = f"gap={min(part.fact.sentence - scene.context.sentence[j], 2)}"
    lemma = syntax.lemma(whole)
    family = meaning(lemma)[0]
    looks = [f"ol={lemma}|{gap}", f"omf={family}"]
    if noun is not None:
        own = meaning(syntax.lemma(noun))[0]
        looks += [f"samemf={own == family}|{gap}", f"mf={own}|omf={family}"]
    return looks


def _place(scene: Scene, part: _Part, j: int) -> list[str]:
    """Clause, verb and line of the two, how often the whole is told, and whether it is the first that may be one."""
    syntax, fact, other = scene.syntax, part.fact, scene.fact(j)
    gap, clause = min(fact.sentence - other.sentence, 3), syntax.clause_head(fact.anchor)
    lemma, times = syntax.lemma(clause), f"times={min(part.told[scene.value(j)], 3)}"
    looks = [
        f"par={scene.paragraph(fact.span[0]) == scene.paragraph(other.span[0])}|gap={gap}",
        f"is={lemma in _IS}|gap={gap}",
        f"v={lemma}|gap={min(gap, 1)}",
        f"{times}|gap={gap}",
        f"{times}|oc={other.noun_class}",
        f"first={j == min(part.wholes)}|gap={gap}",
    ]
    if gap == 0:
        looks.append(f"clause={clause == syntax.clause_head(other.anchor)}|{'L' if j < part.k else 'R'}")
    return looks


def _called(scene: Scene, part: _Part, j: int) -> list[str]:
    """Whether words call figure `j` a whole, or the part what is left of one."""
    syntax, span, gap = scene.syntax, scene.context.spans[j], min(part.fact.sentence - scene.context.sentence[j], 2)
    looks = []
    near = {*syntax.words(span[0] - 3, span[0]), *syntax.words(span[-1] + 1, span[-1] + 4)}
    if not _TOTAL.isdisjoint(near):
        looks.append(f"total|gap={gap}")
    first = part.fact.span[0]
    if not _REST.isdisjoint(syntax.words(first - 3, first)):
        looks.append(f"rest|gap={gap}|j={max(min(part.k - j, 4), -1)}")
    if j > part.k and not _TOWARDS.isdisjoint(syntax.words(max(part.fact.span[-1] + 1, span[0] - 3), span[0])):
        looks.append(f"towards|j={max(part.k - j, -3)}|far={bin_of(span[0] - part.fact.span[-1])}")
    if part.cues:
        nearest = not any(min(j, part.k) < other < max(j, part.k) for other in part.wholes)
        looks.append(f"cued|nearest={nearest}|gap={gap}|{j < part.k}")
    return looks


def _order(scene: Scene, part: _Part, j: int) -> list[str]:
    """How many sentences and figures lie between, and with which cue."""
    gap = part.fact.sentence - scene.context.sentence[j]
    order = f"order={'L' if j < part.k else 'R'}{min(abs(j - part.k), 5)}"
    return [
        f"gap={min(gap, 5)}",
        f"gap={min(gap, 5)}|k={part.fact.kind}",
        order,
        f"{order}|gap={min(gap, 5)}",
        *(f"cue={cue}|gap={min(gap, 2)}" for cue in part.cues),
        *(f"cue={cue}|j={part.k - j}" for cue in part.cues),
    ]


def _nouns(scene: Scene, part: _Part, j: int) -> list[str]:
    """What the two count."""
    fact, other = part.fact, scene.fact(j)
    gap = fact.sentence - other.sentence
    own, whole = scene.claims[part.k].counted_lemma, scene.claims[j].counted_lemma
    return [
        f"same={own is not None and own == whole}|gap={min(gap, 5)}",
        f"cc={fact.noun_class}|oc={other.noun_class}",
        f"none={fact.noun is None}{other.noun is None}|gap={min(gap, 2)}",
    ]


def _values(scene: Scene, part: _Part, j: int) -> list[str]:
    """How large the part is beside the whole, and which of them stands in the headline."""
    whole = part.wholes[j]
    ratio = float(scene.figures[part.k].low or 0) / whole if whole else 1.0
    size = sum(ratio >= limit for limit in (0.01, 0.2, 0.7))
    return [f"ratio={size}", f"title={scene.context.in_title(j)}|own={scene.context.in_title(part.k)}"]


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


def _rivals(part: _Part, j: int) -> list[str]:
    """How many candidates stand between, and whether none is bigger."""
    nearer = sum(min(j, part.k) < other < max(j, part.k) for other in part.wholes)
    return [f"nearer={min(nearer, 3)}", f"biggest={part.wholes[j] >= max(part.wholes.values())}"]


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
