"""The questions put to the gold articles, with the right candidates marked."""

from dataclasses import dataclass
from typing import Any

from training.relations.data import INVENTED, Item
from training.relations.gold import Gold
from transforms.relations import order
from transforms.relations.candidates import Holders
from transforms.relations.described import descriptions, span_of
from transforms.relations.scene import Scene
from transforms.relations.scorer import Scorer
from transforms.relations.told import NamesTold


@dataclass
class Instance:
    """One question put to one fact.

    Attributes:
        item: the article.
        fact: number of the figure or quotation, head of the description.
        asked: candidates, names and features; the last candidate is nobody.
        right: whether each candidate is right.
        voice: how loud it speaks beside the others of its set.
    """

    item: Item
    fact: int
    asked: order.Asked
    right: list[bool]
    voice: float = 1.0


#: How much louder our own articles tell whom a description means than that it means somebody who is named: all that
#: we described is somebody.
WHOM = 4.0
_ARTICLES = ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "l’")


def extent_instances(item: Item, gold: Gold) -> list[Instance]:
    """The descriptions of an article that the gold has, sure or not: how far they go."""
    scene = item.scene()
    spans = _spans_of(gold)
    out: list[Instance] = []
    for group in descriptions(NamesTold(Holders(scene))):
        right = [_core(item.article.text, span_of(scene, said)) in spans for said in group]
        if any(right) and len(group) > 1:
            out.append(Instance(item, group[0].head, order.ask_extent(scene, group), right))
    return out


def referent_instances(item: Item, gold: Gold, extent: Scorer) -> list[Instance]:
    """The descriptions of an article, as long as the scorer says; those that the gold is not sure of are left out."""
    scene = item.scene()
    told, spans = NamesTold(Holders(scene)), _spans_of(gold)
    out: list[Instance] = []
    for group in descriptions(told):
        roles = [spans[at] for said in group if (at := _core(item.article.text, span_of(scene, said))) in spans]
        said = order.likeliest(scene, group, extent)
        asked = order.ask_referent(told, said)
        if roles and not roles[0].get("unsure"):
            right = [name is not None and gold.name(roles[0]["name"], name) for name in asked.names]
            if item.part == INVENTED and len(right) > 1:
                somebody = order.Asked(asked.candidates[:-1], asked.names[:-1], asked.rows[:-1])
                out.append(Instance(item, said.head, somebody, right[:-1], WHOM))
        elif roles or any(
            role.get("unsure") and gold.module.inter(span_of(scene, said), at) for at, role in spans.items()
        ):
            continue
        else:
            right = [name is None for name in asked.names]
        out.append(Instance(item, said.head, asked, right))
    return out


def _spans_of(gold: Gold) -> dict[tuple[int, int], dict[str, Any]]:
    """Span without its article → the gold's description."""
    return {_core(gold.item.article.text, gold.module.sp(role)): role for role in gold.roles()}


def _core(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A description without its article, as the scorer compares it."""
    start, end = span
    for article in _ARTICLES:
        if text[start:end].lower().startswith(article):
            return start + len(article), end
    return start, end


def speaker_instances(item: Item, gold: Gold, form: str) -> list[Instance]:
    """The quotations of an article that are the gold's, and reported clauses that are nobody's words."""
    scene = item.scene()
    holders = Holders(scene)
    out = []
    known: dict[int, dict[str, Any]] = dict(gold.quotes(form))
    if form == "indirect":
        known.update((n, {}) for n in gold.wrong_clauses())
    for n, told in sorted(known.items()):
        asked = order.ask_speaker(scene, holders, n)
        want = told.get("speaker")
        right = [not want if name is None else bool(want and gold.name(want, name)) for name in asked.names]
        out.append(Instance(item, n, asked, right))
    return out


def figure_instances(item: Item, gold: Gold, question: str, scene: Scene) -> list[Instance]:
    """One field of the figures of an article that are the gold's."""
    holders = Holders(scene)
    out: list[Instance] = []
    for k, told in gold.figures():
        asked = order.ask_figure(scene, holders, question, k)
        right = [gold.right(question, told, name) for name in asked.names]
        if right[-1] is None:
            continue
        out.append(Instance(item, k, asked, [bool(mark) for mark in right]))
    return out
