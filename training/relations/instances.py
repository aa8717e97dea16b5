"""The questions put to the gold articles, with the right candidates marked."""

from dataclasses import dataclass
from typing import Any

from training.relations.data import Item
from training.relations.gold import Gold
from transforms.relations import order
from transforms.relations.candidates import Holders
from transforms.relations.described import Description, span_of
from transforms.relations.scene import Scene
from transforms.relations.scorer import Scorer


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


class _Roles:
    """The descriptions of an article that somebody marked: those that they are sure of, and the others."""

    def __init__(self, gold: Gold, scene: Scene) -> None:
        self.scene, self.text, self.module = scene, gold.item.article.text, gold.module
        roles = gold.roles()
        self._sure = {_core(self.text, self.module.sp(role)): role for role in roles if not role.get("unsure")}
        self._heads = {scene.syntax.span_root(scene.syntax.tokens_in(*span)) for span in self._sure}
        self._unsure = [self.module.sp(role) for role in roles if role.get("unsure")]

    def is_head(self, noun: int) -> bool:
        """Whether a noun is that of a description that is marked otherwise than any phrase that is offered."""
        return noun in self._heads

    def told(self, said: Description) -> dict[str, Any] | None:
        """What is marked of a description: nothing of one that means nobody, None where it is not sure."""
        span = _core(self.text, span_of(self.scene, said))
        role: dict[str, Any] | None = self._sure.get(span)
        if role is None and not any(self.module.inter(span, other) for other in self._unsure):
            return {}
        return role


def referent_instances(
    item: Item, gold: Gold, glance: Scorer | None = None, holders: Holders | None = None
) -> list[Instance]:
    """The descriptions of an article that a glance leaves; those that the gold is not sure of are left out."""
    holders = holders or Holders(item.scene())
    roles = _Roles(gold, holders.scene)
    out: list[Instance] = []
    for group, asked in order.ask_referents(holders, glance):
        told = {said: roles.told(said) for said in group}
        if any(told.values()):
            right = [one is not None and _is_meant(gold, told[one.said], one.name) for one in asked.candidates]
        elif None in told.values() or roles.is_head(group[0].head):
            continue
        else:
            right = [one is None for one in asked.candidates]
        out.append(Instance(item, group[0].head, asked, right))
    return out


def _is_meant(gold: Gold, role: dict[str, Any] | None, name: str) -> bool:
    """Whether a phrase is marked as a description of somebody."""
    return bool(role and gold.name(role["name"], name))


def referent_glances(item: Item, gold: Gold, holders: Holders) -> list[Instance]:
    """The nouns of those descriptions, each with the question whether it means somebody."""
    roles = _Roles(gold, holders.scene)
    out: list[Instance] = []
    for group, asked in order.glance_referents(holders):
        told = [roles.told(said) for said in group]
        if any(told) or None not in told:
            out.append(Instance(item, group[0].head, asked, [any(told), not any(told)]))
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


def figure_instances(
    item: Item, gold: Gold, question: str, scene: Scene, holders: Holders | None = None
) -> list[Instance]:
    """One field of the figures of an article that are the gold's."""
    holders = holders or Holders(scene)
    out: list[Instance] = []
    for k, told in gold.figures():
        asked = order.ask_figure(scene, holders, question, k)
        right = [gold.right(question, told, name) for name in asked.names]
        if right[-1] is None:
            continue
        out.append(Instance(item, k, asked, [bool(mark) for mark in right]))
    return out
