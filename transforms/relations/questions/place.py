"""Where a figure holds: the narrowest place that the text names for the whole of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.claims import LOCATIVE, places_near
from transforms.relations.candidates import REACH, Candidate, Holders
from transforms.relations.features import case_of, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.pairs import Around, around_of, pair_features
from transforms.relations.scene import Scene
from transforms.relations.words import extent_of

#: How many sentences back places are looked for, and how many of the places named most are candidates anyway.
BACK, NAMED_MOST = 3, 2
#: Kinds of figures that hold nowhere: of 2,134 marked ones eight have a place.
NOWHERE = ("age", "money")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure whose place is looked for.

    Attributes:
        around: the figure with what is around it.
        rule: the place that the rules found, None without one.
        before: the place that they found for the figure before.
        here: how many names of places its sentence has.
        twins: the other sentences that tell the same number, the first two.
    """

    around: Around
    rule: str | None
    before: str | None
    here: int
    twins: Sequence[int]


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[Look]]]:
    """The candidate places of a figure with their features; the last one is none."""
    scene = holders.scene
    if scene.figures[k].kind in NOWHERE:
        yield None, []
        return
    around = around_of(holders, k)
    before = _ruled(scene, k - 1) if k else None
    twins = _twins(scene, k)
    found = candidates(holders, around, twins)
    here = sum(one.sentence == around.fact.sentence for one in found)
    asked = _Asked(around, _ruled(scene, k), before, here, twins)
    for candidate in found:
        yield candidate, _looks(holders, asked, candidate)
    yield None, nobody([*figure_features(scene, k), *_nowhere(asked, found)]) if found else []


def _ruled(scene: Scene, k: int) -> str | None:
    """The nearest place with a preposition that tells where."""
    return next((near.entity.name for near in places_near(scene.context, k) if near.entity is not None), None)


def _twins(scene: Scene, k: int) -> list[int]:
    same, own = scene.once(_by_value, ())[scene.value(k)], scene.context.sentence[k]
    return [number for number in same[:3] if number != own][:2]


def _by_value(scene: Scene, _: object) -> dict[int, list[int]]:
    """Value → the sentences that tell it, each once."""
    found: dict[int, list[int]] = {}
    for k, number in enumerate(scene.context.sentence):
        told = found.setdefault(scene.value(k), [])
        if told[-1:] != [number]:  # they come in text order
            told.append(number)
    return found


def candidates(holders: Holders, around: Around, twins: Sequence[int]) -> list[Candidate]:
    """Names of places in the sentence, in those before, in those that tell the same number, and the most named ones."""
    fact = around.fact
    found = [one for one in _named(holders, fact.sentence) if abs(one.head - fact.span[0]) <= REACH]
    for back in range(1, min(BACK, fact.sentence) + 1):
        found += _named(holders, fact.sentence - back)
    if fact.sentence > BACK:
        found += _named(holders, 0)
    names = {one.name for one in found}
    found += [one for twin in twins for one in _named(holders, twin) if one.name not in names]
    names.update(one.name for one in found)
    return found + [one for one in holders.places_named_most[:NAMED_MOST] if one.name not in names]


def _named(holders: Holders, number: int) -> list[Candidate]:
    return [one for one in holders.of(number) if one.sort == "LOC" and one.entity is not None]


def _looks(holders: Holders, asked: _Asked, candidate: Candidate) -> list[Look]:
    around, scene = asked.around, holders.scene
    fact = around.fact
    gap = max(fact.sentence - candidate.sentence, -1)
    preposition, article = case_of(holders, candidate)
    extent = extent_of(candidate.name)
    in_title = scene.syntax.start(candidate.first) < scene.context.title_end
    rank = min(scene.ranks.get(candidate.name, 9), 4)
    told: list[Look] = [_twin(min(gap, 3), preposition)] if candidate.sentence in asked.twins else []
    return [
        *told,
        *pair_features(around, candidate),
        _where(preposition, article, gap, fact.kind, around.counted),
        _what(extent, gap, fact.kind, around.counted, in_title, rank, min(scene.frequency[candidate.name], 5)),
        _ruled_as(candidate.name == asked.rule, candidate.name == asked.before, fact.kind, preposition, min(gap, 2)),
        _happens(extent, preposition, around.verb, around.noun),
        _among(asked.here, gap, preposition, extent),
        _scene(scene.once(_scenes, ()).get(candidate.name, 9), gap, extent, fact.kind, around.counted),
    ]


def _scenes(scene: Scene, _: object) -> dict[str, int]:
    """Name of a place → its rank among those that stand behind "a" or "in" most often."""
    counts: dict[str, int] = {}
    for mention in scene.mentions:
        if mention.kind != "LOC" or mention.via == "role" or mention.entity is None:
            continue
        first = scene.syntax.tokens_in(mention.start, mention.end)[0]
        if first and scene.syntax.lower(first - 1) in LOCATIVE:
            counts[mention.entity.name] = counts.get(mention.entity.name, 0) + 1
    ranked = sorted(counts, key=lambda name: -counts[name])
    return {name: rank for rank, name in enumerate(ranked)}


@shared
def _scene(rank: int, gap: int, extent: str, kind: str, counted: str) -> list[str]:
    """Its rank among the places where the text says that something happens; 4 where it never does."""
    rank = min(rank, 4)
    return [
        f"scene={rank}|gap={min(gap, 3)}",
        f"scene={rank}|ext={extent}",
        f"scene={rank}|k={kind}",
        f"scene={rank}|cc={counted}",
    ]


@shared
def _twin(gap: int, preposition: str) -> list[str]:
    """It stands in a sentence that tells the same number."""
    return ["twin", f"twin|gap={gap}", f"twin|prep={preposition}"]


@shared
def _where(preposition: str, article: str, gap: int, kind: str, counted: str) -> list[str]:
    """The preposition before the name: "a Verla", "di Verla", "la Verlania"."""
    return [
        f"prep={preposition}|gap={min(gap, 2)}",
        f"prep={preposition}|k={kind}",
        f"prep={preposition}|art={article}",
        f"prep={preposition}|cc={counted}",
    ]


@shared
def _what(extent: str, gap: int, kind: str, counted: str, in_title: bool, rank: int, often: int) -> list[str]:
    """How wide the place is, how far away it is named, and how much the text is about it."""
    gap = min(gap, 4)
    return [
        f"ext={extent}",
        f"ext={extent}|k={kind}",
        f"ext={extent}|cc={counted}",
        f"ext={extent}|gap={gap}",
        f"title={in_title}|gap={gap}",
        f"rank={rank}|ext={extent}",
        f"n={often}",
    ]


@shared
def _ruled_as(is_rule: bool, is_before: bool, kind: str, preposition: str, gap: int) -> list[str]:
    told = ["rule", f"rule|k={kind}", f"rule|prep={preposition}"] if is_rule else []
    return [*told, "before", f"before|gap={gap}", f"before|rule={is_rule}"] if is_before else told


@shared
def _happens(extent: str, preposition: str, verb: str, noun: str) -> list[str]:
    return [f"prep={preposition}|vmf={verb}", f"prep={preposition}|cmf={noun}", f"ext={extent}|vmf={verb}"]


@shared
def _among(here: int, gap: int, preposition: str, extent: str) -> list[str]:
    """How many places its sentence names beside it."""
    near = "here" if gap == 0 else "before"
    here = min(here, 3)
    return [f"{near}|here={here}", f"{near}|here={here}|prep={preposition}", f"{near}|here={here}|ext={extent}"]


def _nowhere(asked: _Asked, found: list[Candidate]) -> list[Look]:
    """Of no place: how many are named near, whether the rules found one, what is counted."""
    nearest = min(asked.around.fact.sentence - one.sentence for one in found)
    return [_none(asked.around.kind, asked.around.counted, asked.here, nearest, asked.rule is not None)]


@shared
def _none(kind: str, counted: str, here: int, nearest: int, has_rule: bool) -> list[str]:
    here, nearest = min(here, 3), min(nearest, 4)
    return [
        f"here={here}|k={kind}", f"here={here}|cc={counted}",
        f"nearest={nearest}|k={kind}", f"hasrule={has_rule}|k={kind}",
    ]  # fmt: skip
