"""Whom or what a figure is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.language import words_of
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.features import PREPOSITIONS, candidate_features, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.pairs import Around, around_of, pair_features
from transforms.relations.respective import in_order

#: How many tokens, none of them a verb, may stand between two figures of a list: "Neri il 12%, i suoi alleati il 9%".
ITEM = 12
_PARTING = words_of(", ; : e ed mentre")


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[Look]]]:
    """The candidates of a figure with their features; the last one is nobody."""
    around = around_of(holders, k)
    fact, told, reporters = around.fact, around.told, holders.reporters
    item, ordered = _item_of(around, k), in_order(holders, k)
    for candidate in around.near:
        gap, name = min(fact.sentence - candidate.sentence, 2), candidate.name
        gives = _gives(told.get(name, ""), holders.says(candidate), fact.kind, gap, name in reporters)
        looks: list[Look] = [*candidate_features(holders, candidate), *pair_features(around, candidate), gives]
        if item is not None and not gap:
            looks.append(
                _of_item(item.where(candidate), candidate.sort, fact.kind, *item.edges, min(len(item.heads), 3))
            )
        if ordered and not gap:
            looks.append(f"ordered={ordered.get(name, '')}")
        yield candidate, looks
    looks = [*figure_features(holders.scene, k), f"of={around.told_of}"]
    if item is not None:
        looks.append(f"item={'|'.join(item.edges)}")
    yield None, nobody(looks) if around.near else []


@shared
def _gives(told: str, says: str, kind: str, gap: int, reports: bool) -> list[str]:
    """Whether it rather gives the figure: its words hold it, it says something, its report is told."""
    gives = [f"told={told}|k={kind}", f"told={told}|says={says}", f"says={says}|gap={gap}"]
    return [*gives, "reports"] if reports else gives


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands without a verb between the figure before and this one: "Neri il 12%, i suoi alleati il 9%".

    Attributes:
        first, last: its tokens, half-open.
        edges: what sort of word opens and closes it: a mark or conjunction, a preposition, a bracket, another.
        heads: the heads of the candidates in it.
    """

    first: int
    last: int
    edges: tuple[str, str]
    heads: list[int]

    def where(self, candidate: Candidate) -> str:
        """Whether a candidate of the sentence stands before the item, behind the figure, or where in the item."""
        if candidate.head < self.first:
            return "before"
        return "behind" if candidate.head >= self.last else f"in{min(self.heads.index(candidate.head), 2)}"


def _item_of(around: Around, k: int) -> _Item | None:
    scene, fact = around.scene, around.fact
    if not k or scene.context.sentence[k - 1] != fact.sentence:
        return None
    before, last, syntax = scene.fact(k - 1), around.first, scene.syntax
    has_noun = before.noun is not None and before.span[-1] < before.noun < last
    first = 1 + (before.noun if has_noun and before.noun is not None else before.span[-1])
    first += syntax.lower(first) == ")"
    if not 0 < last - first <= ITEM or scene.verbs_between(first, last):
        return None
    heads = sorted({one.head for one in around.near if one.sentence == fact.sentence and first <= one.head < last})
    return _Item(first, last, (_edge(syntax.lower(first)), _edge(syntax.lower(last - 1))), heads) if heads else None


def _edge(word: str) -> str:
    if word in _PARTING:
        return "parts"
    return "prep" if word in PREPOSITIONS else "(" if word == "(" else "other"


@shared
def _of_item(where: str, sort: str, kind: str, opens: str, closes: str, many: int) -> list[str]:
    """Whether the candidate stands in the item of a list that the figure closes, and how the item looks."""
    item = f"item={where}"
    return [f"{item}|{sort}", f"{item}|{opens}", f"{item}|{opens}|{closes}", f"{item}|k={kind}", f"{item}|n={many}"]
