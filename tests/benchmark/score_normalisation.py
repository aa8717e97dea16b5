"""Score dates and numbers on the public suites, without the rest of the pipeline.

    python tests/benchmark/score_normalisation.py [--failures] [--kinds=date,interval] [--all] [--source=PREFIX]

Runs `find_dates_and_figures` over ../shared/data/normalization (news cases; --all takes the others too) and prints the
table of the suites' own scorer.
"""

import datetime as dt
import importlib.util
import json
import re
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.paths import ROOT, SHARED

sys.path.insert(0, str(ROOT))

from transforms.facts import FoundDate, FoundFigure
from transforms.normalise import find_dates_and_figures

SUITES = SHARED / "data" / "normalization"

OPEN = {"more_than": "low", "at_least": "low", "less_than": "high", "at_most": "high"}
KIND = {
    "count": "number",
    "ratio": "number",
    "money": "money",
    "percent": "percent",
    "measure": "quantity",
    "age": "quantity",
}
_BESIDE = "alle alla all dalle dalla delle della dell del di ore le il lo la l a in per verso circa h t"
BESIDE = {*_BESIDE.split()}


def load(path: Path) -> ModuleType:
    """A scorer, loaded from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Item = dict[str, Any]


def date_item(text: str, date: FoundDate) -> tuple[Item, bool]:
    """One date in the suites' format, and whether it is a clock time."""
    item: Item = {"surface": text[date.start : date.end], "start": date.start, "end": date.end, "kind": date.kind,
                  "timex": date.timex, "grain": date.grain}  # fmt: skip
    ends = (date.timex or "").split("/")
    if len(ends) == 2:
        del item["timex"]
        item |= {key: value for key, value in zip(("date_start", "date_end"), ends, strict=True) if value != ".."}
    elif date.kind in ("date", "interval"):
        if date.date_from is not None:
            item["date_start"] = date.date_from.isoformat()
        if date.date_to is not None:
            item["date_end"] = (date.date_to + dt.timedelta(days=1)).isoformat()
    return {key: value for key, value in item.items() if value is not None}, date.kind == "time" or len(ends) == 2


def joined(text: str, times: list[Item], days: list[Item]) -> list[Item]:
    """A clock time and the day beside it once more as one item, as the suites annotate them."""
    found = []
    for time in times:
        for day in days:
            first, second = sorted((time, day), key=lambda item: int(item["start"]))
            between = text[first["end"] : second["start"]]
            if len(between) < 25 and set(re.split(r"[\s,;()'’-]+", between.lower())) - {""} <= BESIDE:
                a, b = first["start"], max(first["end"], second["end"])
                found.append(time | {"surface": text[a:b], "start": a, "end": b})
    return found


def figure_item(text: str, figure: FoundFigure) -> Item | None:
    """One figure in the suites' format; None for kinds that they do not have."""
    kind = KIND.get(figure.kind)
    if kind is None or figure.low is None:
        return None
    item: Item = {"surface": text[figure.start : figure.end], "start": figure.start, "end": figure.end, "kind": kind}
    if figure.low == figure.high:
        item["value"] = float(figure.low)
        if figure.modifier in OPEN:
            item[OPEN[figure.modifier]] = item["value"]
    else:
        high = None if figure.high is None else float(figure.high)
        item |= {"kind": "range" if kind == "number" else kind, "low": float(figure.low), "high": high}
    unit = {"money": "currency", "quantity": "unit"}.get(kind)
    return item | {unit: figure.unit} if unit else item


def predictions(text: str, dates: list[FoundDate], figures: list[FoundFigure]) -> list[Item]:
    """Facts in the suites' format: what their export makes of a warehouse."""
    items = [date_item(text, date) for date in dates]
    times, days = [item for item, is_time in items if is_time], [item for item, is_time in items if not is_time]
    numbers = [item for figure in figures if (item := figure_item(text, figure))]
    return [item for item, _ in items] + joined(text, times, days) + numbers


def score_suites(arguments: list[str]) -> None:
    """Run over the suites and print their scorer's table."""
    scorer = load(SUITES / "score.py")
    source = next((a.split("=")[1] for a in arguments if a.startswith("--source=")), "")
    cases, answers = [], []
    days: dict[str, list[Any]] = {}
    for path in sorted(SUITES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if not case["source"].startswith(source):
                continue
            told = case.get("reference")
            known = days.setdefault(case["text"], [])
            if told not in known:
                known.append(told)
            text = case["text"] + "\n" * known.index(told)
            at = dt.datetime.fromisoformat(told[:19]) if told else None
            dates, figures, _ = find_dates_and_figures(text, at.date() if at else None, at)
            cases.append(line)
            answers.append(
                json.dumps({"id": case["id"], "found": predictions(text, dates, figures)}, ensure_ascii=False)
            )
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "cases.jsonl"), Path(folder, "predictions.jsonl")
        one.write_text("\n".join(cases), encoding="utf-8")
        two.write_text("\n".join(answers), encoding="utf-8")
        flags = [a for a in arguments if not a.startswith(("--source=", "--all"))]
        scorer.main([str(one), str(two), *flags, *([] if "--all" in arguments else ["--news"])])


if __name__ == "__main__":
    score_suites(sys.argv[1:])
