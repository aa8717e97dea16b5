"""Scores of what is found: by row of the scorer beside the gold articles, of what is published, and of whole claims."""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from training.relations.data import Item
from training.relations.gold import Gold, as_gold, iso, published
from transforms.relations import order

ROWS = (
    "figures + counted + modifier", "figures + subject", "figures + source", "figures + modality", "figures + period",
    "figures + part_of", "quotes direct + speaker", "quotes indirect + speaker", "role mentions + name",
)  # fmt: skip
WHOLE = "whole claim"
CLAIM_FIELDS = ("counted", "subject", "source", "period")

#: Right, wrong, missed.
Counts = Sequence[float]


def told_fields(item: Item, k: int, *, best: bool) -> dict[str, Any]:
    """The fields of figure `k` as `Gold.right` takes them; with `best`, subject, source and period of rank 1."""
    told: dict[str, Any] = {name: published(item.claims[k], name) for name in order.FIELDS}
    if best:
        for answer in item.answers:
            if (answer.fact_table, answer.fact, answer.rank) != ("figures", k, 1) or answer.field not in told:
                continue
            if answer.field == "period":
                days = answer.date_from, answer.date_to
                told["period"] = days if any(days) else None
            elif answer.field in ("subject", "source"):
                told[answer.field] = answer.name
    return told


def predicted(item: Item, *, best: bool) -> dict[str, Any]:
    """What is found in an article in the gold format.

    With `best` the answers of rank 1, published or not; without it, quotations whose speaker is not told are left out,
    so that precision is that of what is published.
    """
    text = item.article.text
    speakers = {a.fact: a.name for a in item.answers if a.fact_table == "quotes" and a.rank == 1}
    quotes = [
        {"form": quote.form, "start": quote.start, "end": quote.end, "cue": quote.cue, "speaker": speaker}
        for n, quote in enumerate(item.quotes)
        if best or quote.speaker_name
        for speaker in [speakers.get(n, quote.speaker_name) if best else quote.speaker_name]
    ]
    figures = [_figure(item, k, best=best) for k in range(len(item.figures))]
    dates = [
        {
            "start": d.start,
            "end": d.end,
            "type": d.kind,
            "from": iso(d.date_from),
            "to": iso(d.date_to),
            "value": d.timex,
        }
        for d in item.dates
    ]
    entities: dict[tuple[str, str], dict[str, Any]] = {}
    for mention in item.mentions:
        surface = text[mention.start : mention.end]
        name = mention.entity.name if mention.entity else surface
        number = mention.entity.wikidata_id if mention.entity else None
        entity = entities.setdefault(
            (name, mention.kind), {"name": name, "kind": mention.kind, "wikidata": number, "mentions": []}
        )
        entity["mentions"].append({"start": mention.start, "end": mention.end, "via": mention.via, "surface": surface})
    return {"dates": dates, "figures": figures, "quotes": quotes, "entities": list(entities.values())}


def _figure(item: Item, k: int, *, best: bool) -> dict[str, Any]:
    text, figure = item.article.text, item.figures[k]
    told = told_fields(item, k, best=best)
    days = told["period"]
    whole = None if told["part_of"] is None else item.figures[told["part_of"]]
    return as_gold(figure) | {
        "surface": text[figure.start : figure.end],
        "kind": figure.kind,
        "modifier": figure.modifier,
        "counted": told["counted"],
        "subject": told["subject"],
        "source": told["source"],
        "modality": item.claims[k].modality,
        "period": {"from": iso(days[0]), "to": iso(days[1])} if days else None,
        "part_of": text[whole.start : whole.end] if whole else None,
        "part_of_start": whole.start if whole else None,
    }


def whole_claims(gold: Gold, *, best: bool) -> Counts:
    """Figures with value, counted, subject, source, modality and period all right; a field is open, or it is told."""
    item, right = gold.item, 0
    known = gold.figures()
    for k, told in known:
        fields = told_fields(item, k, best=best)
        marks = [gold.right(name, told, fields[name]) for name in CLAIM_FIELDS]
        if "modality" in told and "modality" not in (told.get("unsure_fields") or []):
            marks.append(gold.module.plain(told["modality"]) == gold.module.plain(item.claims[k].modality))
        right += all(mark is not False for mark in marks)
    sure = sum(not figure.get("unsure") for figure in item.gold.get("figures") or [])
    return right, len(known) + len(gold.wrong_figures()) - right, sure - right


def counts_of(module: ModuleType, item: Item, *, best: bool) -> dict[str, Counts]:
    """Row → right, wrong, missed of one article."""
    table = module.Table({row: [0, 0, 0] for row in module.ROWS})
    module.score_doc(item.gold, predicted(item, best=best), item.article.text, table, {})
    found = {row: table[row] for row in ROWS}
    gold = Gold(module, item, strict=True)
    found["figures + counted"] = table["figures + counted"] if best else _of_field(gold, "counted")
    found["figures + place"] = _of_field(gold, "place")
    found[WHOLE] = whole_claims(gold, best=best)
    return found


def _of_field(gold: Gold, name: str) -> Counts:
    """What is published in one field, as the scorer counts the others: of figures that it matches by value."""
    found = [0, 0, 0]
    for k, told in gold.figures():
        if gold.right(name, told, None) is None:
            continue
        ours, want = published(gold.item.claims[k], name), told.get(name)
        right = bool(ours and want and gold.right(name, told, ours))
        found = [found[0] + right, found[1] + bool(ours and not right), found[2] + bool(want and not right)]
    return found


def ratios(counts: Counts) -> tuple[float, float, float]:
    """Precision, recall, F1; 0 where there is nothing."""
    right, wrong, missed = counts
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return precision, recall, 2 * right / max(2 * right + wrong + missed, 1)


Tables = Sequence[tuple[str, Mapping[str, Counts]]]


def tables_of(module: ModuleType, items: Sequence[Item], *, best: bool) -> Tables:
    """For each article its group and its counts."""
    return [(item.group, counts_of(module, item, best=best)) for item in items]


def total(tables: Tables, row: str) -> Counts:
    """The counts of all articles."""
    return [sum(table[row][at] for _, table in tables) for at in range(3)]


def interval(tables: Tables, row: str, draws: int = 1000) -> tuple[float, float]:
    """The 90 % bootstrap interval of F1 over groups of articles."""
    groups, place = np.unique([group for group, _ in tables], return_inverse=True)
    counts = np.zeros((len(groups), 3))
    np.add.at(counts, place, np.array([table[row] for _, table in tables], dtype=float))
    weights = np.random.default_rng(0).multinomial(len(groups), np.full(len(groups), 1 / len(groups)), size=draws)
    right, wrong, missed = (weights @ counts).T
    low, high = np.quantile(2 * right / np.maximum(2 * right + wrong + missed, 1), (0.05, 0.95))
    return float(low), float(high)
