"""The questions put to the gold articles, with the right candidates marked."""

from dataclasses import dataclass, replace
from typing import Any

from training.relations.data import Item
from training.relations.gold import Gold
from transforms.relations import order
from transforms.relations.candidates import Holders
from transforms.relations.features import link_features
from transforms.relations.features import linked as figures_apart
from transforms.relations.questions import referent
from transforms.relations.scene import Scene


@dataclass
class Instance:
    """One question put to one fact.

    Attributes:
        item: the article.
        fact: number of the figure or quotation, head of the description.
        asked: candidates, names and features; the last candidate is nobody.
        right: whether each candidate is right.
        before: the names among them that are right for the figure before, empty for nobody; None when it is not known.
    """

    item: Item
    fact: int
    asked: order.Asked
    right: list[bool]
    before: frozenset[object] | None = None


_ARTICLES = ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "l’")


def referent_instances(item: Item, gold: Gold) -> list[Instance]:
    """The descriptions of an article; those that the gold is not sure of are left out."""
    scene = item.scene()
    text, module = item.article.text, gold.module
    roles = gold.roles()
    sure = {_core(text, module.sp(role)): role for role in roles if not role.get("unsure")}
    unsure = [module.sp(role) for role in roles if role.get("unsure")]
    out: list[Instance] = []
    for group in order.ask_referents(scene, Holders(scene)):
        for said, asked in group:
            span = _core(text, referent.span_of(scene, said))
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
    known = dict(gold.figures())
    for k, told in known.items():
        asked = order.ask_figure(scene, holders, question, k, None)
        right = [gold.right(question, told, name) for name in asked.names]
        if right[-1] is None:
            continue
        other = known.get(k - 1)
        named = [] if other is None else [name for name in asked.names if gold.right(question, other, name)]
        before = frozenset(name for name in named if name is not None) if named else None
        out.append(Instance(item, k, asked, [bool(mark) for mark in right], before))
    return out


def linked(one: Instance, scene: Scene) -> Instance:
    """The instance with the right answer of the figure before as a feature."""
    if one.before is None:
        return one
    context = figures_apart(scene, one.fact)
    pairs = zip(one.asked.names, one.asked.rows, strict=True)
    rows = [[*row, link_features(name, one.before, context)] for name, row in pairs]
    return replace(one, asked=order.Asked(one.asked.candidates, one.asked.names, rows))
