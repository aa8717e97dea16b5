"""The questions put to the gold articles, with the right candidates marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.relations.data import Item
from training.relations.gold import Gold
from transforms.relations import order
from transforms.relations.candidates import Holders
from transforms.relations.features import link_features, whole_features
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
        before: the candidates that are right for the figure before; None when it is not known.
        above: the same for the figure of which this one is a part.
    """

    item: Item
    fact: int
    asked: order.Asked
    right: list[bool]
    before: list[bool] | None = None
    above: list[bool] | None = None


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
    """The quotations of an article that are the gold's."""
    scene = item.scene()
    holders = Holders(scene)
    out = []
    for n, told in gold.quotes(form):
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

    def marks(number: int | None, names: Sequence[object]) -> list[bool] | None:
        """The names that are right for another figure."""
        other = known.get(number) if number is not None else None
        if other is None:
            return None
        found = [gold.right(question, other, name) for name in names]
        return None if found[-1] is None else [bool(mark) for mark in found]

    for k, told in known.items():
        asked = order.ask_figure(scene, holders, question, k, None)
        right = [gold.right(question, told, name) for name in asked.names]
        if right[-1] is None:
            continue
        whole = scene.wholes[k]
        before = marks(k - 1, asked.names)
        above = marks(whole if whole is not None and whole < k else None, asked.names)
        out.append(Instance(item, k, asked, [bool(mark) for mark in right], before, above))
    return out


def linked(one: Instance, scene: Scene, question: str) -> Instance:
    """The instance with the gold answers of the figure before and of its whole as features."""
    before, above = _names(one, one.before), _names(one, one.above)
    rows = one.asked.rows
    if above is not None and question in order.LOOKS_AT_WHOLE:
        rows = [row + whole_features(name, above) for name, row in zip(one.asked.names, rows, strict=True)]
    if before is not None and question in order.LOOKS_BACK:
        context = figures_apart(scene, one.fact)
        rows = [row + link_features(name, before, context) for name, row in zip(one.asked.names, rows, strict=True)]
    return replace(one, asked=order.Asked(one.asked.candidates, one.asked.names, rows))


def _names(one: Instance, marks: list[bool] | None) -> frozenset[object] | None:
    """The candidates' names that are right for another figure; None when it is not known or no candidate here."""
    if marks is None or not any(marks):
        return None
    return frozenset(name for name, mark in zip(one.asked.names, marks, strict=True) if mark and name is not None)
