"""What the annotation says of an article: which fact is which, and which answers are right."""

import importlib.util
from datetime import date
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from training.relations.data import Item
from transforms.facts import FoundClaim, FoundFigure


def scorer_module(gold: Path) -> ModuleType:
    """The scorer that lies beside the gold articles: its comparisons say which candidate is right."""
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Gold:
    """What the scorer says of one article.

    Args:
        module: the scorer beside the gold articles.
        item: the article with what is found in it by now.
        strict: False to teach: an entity that we and the gold name otherwise is one. What is judged and calibrated is
            judged as the scorer does.
    """

    def __init__(self, module: ModuleType, item: Item, *, strict: bool = False) -> None:
        self.module, self.item, self.gold = module, item, item.gold
        text = item.article.text
        entities: dict[tuple[str, str], str | None] = {}
        for mention in item.mentions:
            name = mention.entity.name if mention.entity else text[mention.start : mention.end]
            entities.setdefault((name, mention.kind), mention.entity.wikidata_id if mention.entity else None)
        self.gold_ids = module.ids(item.gold)
        self.our_ids = {module.person(name): number for (name, _), number in entities.items() if number}
        if not strict:
            self._name_alike()
        told = [entity.get("name") for entity in item.gold.get("entities") or []]
        self.names = {module.person(name) for name in [*told, *(name for name, _ in entities)]}

    def _name_alike(self) -> None:
        """Give one number to an entity that we and the gold name otherwise: "Lee" here, "Ugo Lee" there.

        It is the same where all mentions that both have are of the same two; who has another number is another, and so
        is whoever shares the surname alone.
        """
        m = self.module
        told = {m.sp(one): m.person(one["name"]) for one in m.mentions(self.gold) if one.get("via") != "role"}
        own = set(told.values())
        pairs: dict[str, set[str]] = {}
        for mention in self.item.mentions:
            name = told.get((mention.start, mention.end))
            if mention.entity is not None and mention.via != "role" and name is not None:
                pairs.setdefault(m.person(mention.entity.name), set()).add(name)
        for ours, names in pairs.items():
            name = next(iter(names))
            if len(names) > 1 or ours in own or _are_kin(name.split(), ours.split()):
                continue
            number = self.gold_ids.get(name) or self.our_ids.get(ours) or f"={name}"
            self.gold_ids.setdefault(name, number)
            self.our_ids.setdefault(ours, number)

    def figures(self) -> list[tuple[int, dict[str, Any]]]:
        """Our figures that are the gold's by value, with the gold's."""
        return self._figures

    @cached_property
    def _figures(self) -> list[tuple[int, dict[str, Any]]]:
        m = self.module
        sure = [figure for figure in self.gold.get("figures") or [] if not figure.get("unsure")]
        ours = [as_gold(figure) for figure in self.item.figures]

        def same(a: dict[str, Any], b: dict[str, Any]) -> bool:
            bounds = m.near(a["low"], b["low"]) and m.near(a["high"], b["high"])
            return bool(bounds and m.unit(a.get("unit")) == m.unit(b["unit"]))

        return sorted(((j, sure[i]) for j, i in m.match(sure, ours, same).items()), key=lambda pair: pair[0])

    def wrong_figures(self) -> list[int]:
        """Our figures that the gold does not have, or not with this value; those where it is not sure are left out."""
        known = {k for k, _ in self.figures()}
        unsure = [self.module.sp(figure) for figure in self.gold.get("figures") or [] if figure.get("unsure")]
        spans = [(figure.start, figure.end) for figure in self.item.figures]
        return [
            k for k, span in enumerate(spans)
            if k not in known and not any(self.module.inter(span, other) for other in unsure)
        ]  # fmt: skip

    def name(self, told: str, name: str) -> bool:
        """Whether two names are the same."""
        return bool(self.module.same_name(told, name, self.gold_ids, self.our_ids))

    def right(self, question: str, told: dict[str, Any], name: Any) -> bool | None:
        """Whether an answer of a figure's field is right; None where nobody could decide.

        Args:
            question: the field.
            told: the gold's figure.
            name: a name, a noun, (first, last) day or the number of the whole; None for nothing.
        """
        m = self.module
        if question != "counted" and (question not in told or question in (told.get("unsure_fields") or [])):
            return None
        want = told.get(question) or None
        if question == "period" and want and not (want.get("from") or want.get("to")):
            want = None
        if name is None or want is None:
            return want is None and name is None
        if question == "counted":
            return bool(m.person(want) == m.person(name))
        if question == "period":
            return bool(m.same_period(want, {"from": iso(name[0]), "to": iso(name[1])}))
        if question == "part_of":
            return self._same_whole(told, name)
        return bool(m.same_holders(want, name, self.gold_ids, self.our_ids, self.names))

    def _same_whole(self, told: dict[str, Any], j: int) -> bool:
        m = self.module
        whole, ours = m.whole(told, self.gold.get("figures") or []), as_gold(self.item.figures[j])
        if whole is None:
            return False
        value = m.near(whole["low"], ours["low"]) and m.near(whole["high"], ours["high"])
        here = m.inter(m.sp(whole), m.sp(ours)) > 0
        noun = m.person(whole.get("counted")) == m.person(self.item.claims[j].counted)
        return bool(value and (here or noun))

    def quotes(self, form: str) -> list[tuple[int, dict[str, Any]]]:
        """Our quotations of a form that are the gold's."""
        m = self.module
        share = 0.8 if form == "direct" else 0.5
        sure = [q for q in self.gold.get("quotes") or [] if not q.get("unsure") and q.get("form") == form]
        ours = [(n, {"start": q.start, "end": q.end}) for n, q in enumerate(self.item.quotes) if q.form == form]
        found = m.match(sure, [q for _, q in ours], lambda a, b: m.both(m.sp(a), m.sp(b), share))
        return sorted(((ours[j][0], sure[i]) for j, i in found.items()), key=lambda pair: pair[0])

    def wrong_clauses(self) -> list[int]:
        """Our reported clauses that touch no quotation of the gold, sure or not."""
        spans = [self.module.sp(quote) for quote in self.gold.get("quotes") or []]
        return [
            n for n, quote in enumerate(self.item.quotes)
            if quote.form == "indirect" and not any(self.module.inter((quote.start, quote.end), span) for span in spans)
        ]  # fmt: skip

    def roles(self) -> list[dict[str, Any]]:
        """The gold's descriptions."""
        return [mention for mention in self.module.mentions(self.gold) if mention.get("via") == "role"]


def _are_kin(one: list[str], other: list[str]) -> bool:
    """Whether two names have a last word and begin otherwise: "Ada Neri" and "Ugo Neri", not "Mahmud" and "Mahmoud"."""
    return min(len(one), len(other)) > 1 and one[-1] == other[-1] and one[0][0] != other[0][0]


def as_gold(figure: FoundFigure) -> dict[str, Any]:
    """Place and value of a figure in the gold format."""
    low, high = (None if value is None else float(value) for value in (figure.low, figure.high))
    return {"start": figure.start, "end": figure.end, "low": low, "high": high, "unit": figure.unit}


def iso(day: date | None) -> str | None:
    """A day as the gold writes it."""
    return day.isoformat() if day else None


def published(claim: FoundClaim, name: str) -> Any:
    """What a claim tells in one field, as `Gold.right` takes it."""
    if name in ("counted", "part_of"):
        return getattr(claim, name)
    if name == "period":
        return (claim.period_from, claim.period_to) if claim.period_from or claim.period_to else None
    entity = getattr(claim, name)
    return entity.name if entity else getattr(claim, f"{name}_name", None)  # a place has no other name
