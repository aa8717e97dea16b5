"""A figure that may be a part, and those that may be its whole: what they are, and whether they add up."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from transforms.language import BETWEEN, OF, ON, words_of
from transforms.relations.features import DEFINITES, PREPOSITIONS
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import extent_of, meaning

#: How many figures before, and behind in the same sentence, are looked at.
BACK, AHEAD = 24, 7
#: Words before a part ("di cui 3 …") and behind it ("3 dei …").
_BEFORE = (
    "di cui", "dei quali", "delle quali", "tra cui", "tra questi", "tra loro", "tra i quali", "tra le quali", "fra cui",
    "compresi", "incluse", "inclusi", "comprese", "sui", "su", "dei", "delle", "altri", "altre", "ne",
    "tranne", "salvo", "eccetto", "di questi", "di queste", "di essi", "di esse",
)  # fmt: skip
_LEADING = {f"{cue} ": cue for cue in _BEFORE}
_BEHIND = ("dei", "delle", "di loro", "su", "di questi", "di essi", "di cui", "altri")
#: What is left of a whole, and a whole that is called so.
_REST = words_of("altri altre altro altra restanti restante rimanenti rimanente resto")
_TOTAL = words_of("totale complessivo complessivi complessive complessivamente tutto tutti")
#: How badly some of those hurt are: "30 feriti, due in modo grave".
_GRAVE = words_of("grave gravi gravemente gravissime gravissimi critiche rianimazione riservata rosso")
#: What "tra" means that was told before: "tra di essi, anche 3 …".
_THEM = words_of("questi queste essi esse loro cui quali")
#: What may lead the noun of a whole.
_OF_ALL = (OF | ON | BETWEEN) - words_of("d di su")
#: One more that no figure tells: "tre fermati, due uomini e una donna".
_ONE = words_of("un uno una un'")
#: How far from a part words may name what it is a part of, in tokens: "tra i feriti 3 …", "3 … dei feriti".
_NAMED_BEFORE, _NAMED_BEHIND = 14, 8
#: So many figures on each side of a part are added up at most, and so far from a whole their sum may be.
_LIST, _NEARLY = 10, 0.002

#: What a change is written with.
_SIGNS = "+-−–"

#: Steps of how much of a whole a list makes up; between the third and the fourth it is all of it.
_SHARES = (0.3, 0.7, 0.998, 1.002, 1.5)
_TOLD_SHARES = tuple(map(str, range(len(_SHARES) + 1)))

#: First and last day.
Days = tuple[date, date]


@dataclass(slots=True)
class Whole:
    """A figure as a whole, whatever part is looked for.

    Attributes:
        low: its lower bound.
        fact: the figure.
        line: number of its line.
        clause: the predicate around it.
        before: the word before it.
        preposition: what that is, `def` of an article.
        lemma, family: of its noun; "" without one.
        total: whether words call it a whole.
        value: bounds and unit.
        days: those of the date of its sentence that it stands nearest to.
        holder: the entity that is subject of its clause.
        place: the place named right behind it, with its sort: "48 a Verla"; None without one.
    """

    low: float
    fact: Fact
    line: int
    clause: int
    before: str
    preposition: str
    lemma: str
    family: str
    total: bool
    value: int
    counted: str | None
    in_title: bool
    days: Days | None
    holder: str | None
    place: tuple[str, str] | None


def _whole(scene: Scene, key: tuple[int, int | None]) -> Whole:
    """Figure `j` with its noun."""
    syntax, j = scene.syntax, key[0]
    fact = scene.fact(j)
    span, noun = fact.span, fact.noun
    before, lemma = syntax.lower(span[0] - 1), "" if noun is None else syntax.lemma(noun)
    near = {*syntax.words(span[0] - 3, span[0]), *syntax.words(span[-1] + 1, span[-1] + 4)}
    return Whole(
        low=_lows(scene)[j],
        fact=fact,
        line=scene.paragraph(span[0]),
        clause=syntax.clause_head(fact.anchor),
        before=before,
        preposition=PREPOSITIONS.get(before, "def" if before in DEFINITES else ""),
        lemma=lemma,
        family="" if noun is None else meaning(lemma)[0],
        total=not _TOTAL.isdisjoint(near),
        value=scene.value(j),
        counted=scene.claims[j].counted_lemma,
        in_title=scene.context.in_title(j),
        days=scene.once(_days, None).get(j),
        holder=_holder(scene, syntax.clause_head(fact.anchor)),
        place=_place_behind(scene, fact),
    )


def _place_behind(scene: Scene, fact: Fact) -> tuple[str, str] | None:
    """The place named right behind a figure and its noun, as in "48 feriti a Verla", where a table knows its sort."""
    syntax, last = scene.syntax, fact.span[-1] if fact.noun is None else max(fact.noun, fact.span[-1])
    name = scene.context.name_at(last + 2) if syntax.lower(last + 1) in PREPOSITIONS else None
    if name is None or name.kind != "LOC" or name.entity is None:
        return None
    extent = extent_of(name.entity.name)
    return (name.entity.name, extent) if extent else None


def _holder(scene: Scene, clause: int) -> str | None:
    """The entity that is subject of a predicate; None without a named one."""
    subject = scene.subject(clause)
    name = None if subject is None else scene.context.name_at(subject)
    return None if name is None or name.entity is None else name.entity.name


def _days(scene: Scene, _: None) -> dict[int, Days]:
    """Figure → the days of the first date of its sentence that it is the nearest figure to."""
    found: dict[int, Days] = {}
    for d, told in enumerate(scene.context.dates):
        j = scene.figure_of_date(d) if told.date_from is not None and told.date_to is not None else None
        if j is not None and told.date_from is not None and told.date_to is not None:
            found.setdefault(j, (told.date_from, told.date_to))
    return found


@dataclass(slots=True)
class Part:
    """A figure whose whole is looked for.

    Attributes:
        own: the figure as a whole of others.
        cues: words around it that make it a part.
        wholes: the figures that may be the whole.
        row: the figures of its unit in its sentence, itself among them.
        named: nouns that words make a whole, each with the side of the part that it stands on.
        verb: lemma of the predicate around it.
        is_rest: whether it is called what is left of a whole.
        largest: the lower bound of the largest whole.
        numbers: the numbers of the wholes.
        lows: the lower bounds of the row.
        sums: whether no lower bound of the row is below zero, and then the least and the most that it can add up to.
        elsewhere: figures of its unit around it in other sentences, with their lower bounds.
    """

    k: int
    own: Whole
    cues: list[str]
    wholes: dict[int, Whole]
    row: list[int]
    named: list[tuple[str, int]]
    verb: str
    is_rest: bool
    largest: float
    numbers: list[int]
    lows: list[float]
    sums: tuple[bool, float, float]
    elsewhere: list[tuple[int, float]]

    def beside(self, j: int) -> tuple[list[float], int]:
        """The lower bounds of the row without figure `j`, and the place of the part among them."""
        at = self.row.index(self.k)
        if j not in self.row:
            return self.lows, at
        out = self.row.index(j)
        return self.lows[:out] + self.lows[out + 1 :], at - (out < at)


def part_at(scene: Scene, k: int, found: list[int]) -> Part:
    """Figure `k` beside the figures that may be its whole, at least one."""
    own, wholes = _whole_of(scene, k), {j: _whole_of(scene, j) for j in found}
    first, row = own.fact.span[0], _row(scene, k)
    lows = [_lows(scene)[one] for one in row]
    return Part(
        k=k,
        own=own,
        cues=_cues(scene, own.fact),
        wholes=wholes,
        row=row,
        named=_named(scene, own.fact),
        verb=scene.syntax.lemma(own.clause),
        is_rest=not _REST.isdisjoint(scene.syntax.words(first - 3, first)),
        largest=max(whole.low for whole in wholes.values()),
        numbers=found,
        lows=lows,
        sums=_sums(lows, row.index(k)),
        elsewhere=_elsewhere(scene, k),
    )


def _sums(lows: list[float], at: int) -> tuple[bool, float, float]:
    """As `Part.sums` has it: one is added at least, of those next to the part when any other one is left out."""
    beside = lows[max(at - 2, 0) : at] + lows[at + 1 : at + 3]
    return min(lows) >= 0, lows[at] + min(beside, default=0.0), sum(lows)


def _whole_of(scene: Scene, j: int) -> Whole:
    return scene.once(_whole, (j, scene.counted[j]))


def is_elsewhere(scene: Scene, k: int, j: int) -> bool:
    """Whether another place of the same sort stands behind the other figure: "48 in Veneto, 31 in Molise"."""
    own, other = _whole_of(scene, k).place, _whole_of(scene, j).place
    return own is not None and other is not None and own[1] == other[1] and own[0] != other[0]


def _cues(scene: Scene, fact: Fact) -> list[str]:
    """Words right before the figure that make it a part, those right behind it with a plus, and `among` farther off."""
    syntax, span = scene.syntax, fact.span
    before = " ".join([*syntax.words(max(syntax.bounds(span[0])[0], span[0] - 4), span[0]), ""])
    after = " ".join(syntax.words(span[-1] + 1, span[-1] + 4))
    cues = [cue for leading, cue in _LEADING.items() if leading in before]
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


def _lows(scene: Scene) -> list[float]:
    """The lower bounds of all figures, 0 where there is none."""
    return scene.once(_find_lows, None)


def _find_lows(scene: Scene, _: None) -> list[float]:
    return [float(figure.low or 0) for figure in scene.figures]


def times_told(scene: Scene, k: int, value: int) -> int:
    """How often the figures around figure `k` tell a value."""
    at = scene.once(_places, None)[value]
    return bisect_left(at, k + 2 * BACK) - bisect_left(at, k - 2 * BACK)


def _places(scene: Scene, _: None) -> dict[int, list[int]]:
    """Value → the figures that tell it."""
    found: dict[int, list[int]] = defaultdict(list)
    for k in range(len(scene.figures)):
        found[scene.value(k)].append(k)
    return found


def _row(scene: Scene, k: int) -> list[int]:
    """The figures of its unit in its sentence, of the `_LIST` on each side, as it has a sign or has none."""
    figures, here = scene.figures, scene.context.figures_in[scene.context.sentence[k]]
    unit, around = figures[k].unit, range(max(k - _LIST, here[0]), min(k + _LIST, here[-1]) + 1)
    own = is_signed(scene, k)
    return [j for j in around if figures[j].unit == unit and figures[j].low is not None and is_signed(scene, j) == own]


def is_signed(scene: Scene, k: int) -> bool:
    """Whether a figure is written with a sign, as a change: "48 casi (+6)"."""
    return scene.syntax.source[scene.figures[k].start] in _SIGNS


def _elsewhere(scene: Scene, k: int) -> list[tuple[int, float]]:
    """The figures of its unit in other sentences around a figure, with their lower bounds but for 0."""
    figures, lows, here = scene.figures, _lows(scene), scene.context.figures_in[scene.context.sentence[k]]
    before, behind = range(max(k - BACK - 3, 0), here[0]), range(here[-1] + 1, min(k + AHEAD + 4, len(figures)))
    unit = figures[k].unit
    return [(one, lows[one]) for one in (*before, *behind) if lows[one] and figures[one].unit == unit]


def share_of(part: Part, j: int, whole: float) -> str:
    """How much of figure `j` the list that the part stands in makes up, in steps; `one` where there is no list."""
    in_row = j in part.row
    if len(part.row) - in_row < 2:
        return "one"
    share = (part.sums[2] - in_row * whole) / whole if whole else _SHARES[-1] + 1
    return _TOLD_SHARES[bisect_left(_SHARES, share)]


def adds_up(part: Part, j: int, whole: float) -> bool:
    """Whether the part and figures right beside it make up figure `j`: "20 fermati, 12 adulti e otto minori"."""
    grows, least, most = part.sums
    if grows and (least - whole > 2 * _NEARLY * whole or whole - most > 2 * _NEARLY * whole):
        return False
    lows, at = part.beside(j)
    for first in range(at, -1, -1):
        total = sum(lows[first:at])
        if grows and total + lows[at] - whole > _NEARLY * whole:
            return False
        for last in range(at, len(lows)):
            total += lows[last]
            if grows and total - whole > _NEARLY * whole:
                break
            if last > first and abs(total - whole) <= _NEARLY * whole:
                return True
    return False


def adds_with_ones(scene: Scene, part: Part, j: int, whole: Whole) -> tuple[int, int] | None:
    """How many figures of the list and how many "un" make up figure `j`: "tre fermati, due uomini e una donna"."""
    sentence = part.own.fact.sentence
    found = scene.once(_ones, sentence)
    if not found:
        return None
    start, end = scene.syntax.sentences[sentence]
    first = whole.fact.span[-1] + 1 if j < part.k else start
    ones = bisect_left(found, min(end, first + 60)) - bisect_left(found, first)
    if not ones:
        return None
    lows, at = part.beside(j)
    for opens in range(at + 1):
        total = sum(lows[opens:at])
        for last in range(at, len(lows)):
            total += lows[last]
            left = whole.low - total
            if left in (1.0, 2.0, 3.0) and ones >= left:
                return last - opens + 1, int(left)
    return None


def _ones(scene: Scene, sentence: int) -> list[int]:
    """The tokens of a sentence that are an "un"."""
    start, end = scene.syntax.sentences[sentence]
    return [at for at, word in enumerate(scene.syntax.words(start, end), start) if word in _ONE]


def leaves(part: Part, j: int, whole: float) -> bool:
    """Whether the part and a figure of another sentence make up figure `j`: what is told of all that are left."""
    if not part.elsewhere:
        return False
    near = range(min(j, part.k) - 3, max(j, part.k) + 4)
    others = (low for one, low in part.elsewhere if one in near and one != j)
    return any(abs(part.own.low + low - whole) <= _NEARLY * whole for low in others)
