"""The questions put to the gold articles, with the right candidates marked."""

from dataclasses import dataclass
from typing import Any

from training.relations.data import Item
from training.relations.gold import Gold
from transforms.relations import order
from transforms.relations.candidates import Holders
from transforms.relations.described import span_of
from transforms.relations.scene import Scene


@dataclass
class Instance:
    """One question put to one fact.

    Attributes:
        item: the article.
        fact: number of the figure or quotation, head of the description.
        asked: candidates, names and features; the last candidate is nobody.
        right: whether each candidate is right.
    """

    item: Item
    fact: int
    asked: order.Asked
    right: list[bool]


_ARTICLES = ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "l’")


def referent_instances(item: Item, gold: Gold) -> list[Instance]:
    """The descriptions of an article; those that the gold is not sure of are left out."""
    scene = item.scene()
    text, module = item.article.text, gold.module
    roles = gold.roles()
    sure = {_core(text, module.sp(role)): role for role in roles if not role.get("unsure")}
    unsure = [module.sp(role) for role in roles if role.get("unsure")]
    out: list[Instance] = []
    for group in order.ask_referents(Holders(scene)):
        for said, asked in group:
            span = _core(text, span_of(scene, said))
            role = sure.get(span)
            if role is not None:
                right = [name is not None and gold.name(role["name"], name) for name in asked.names]
            elif any(module.inter(span, other) for other in unsure):
                continue
            else:
                right = [name is None for name in asked.names]
            out.append(Instance(item, said.head, asked, right))
    return out


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
