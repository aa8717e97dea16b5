"""Score figures-as-claims on a folder of gold articles.

    python -m tests.benchmark.score_claims GOLD_DIR [--inputs gold|read] [--model PATH|rules] [--out DIR] [--failures]

``--inputs gold`` feeds the claims stage with the gold dates, figures, mentions and quotes (how good is this stage alone);
``--inputs read`` with what the stages before it find. GOLD_DIR's neighbour ``score.py`` compares.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from transforms.claims.relate import relate_claims
from transforms.facts import FoundClaim, FoundDate, FoundEntity, FoundFigure, FoundMention, FoundQuote
from transforms.parsing.load import load_pipeline, parse
from transforms.syntax import Syntax


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def gold_inputs(
    gold: dict[str, Any],
) -> tuple[list[FoundFigure], list[FoundDate], list[FoundMention], list[FoundQuote]]:
    """The gold annotations of one article as the stages before claims would have found them."""
    entities = {
        item["name"]: FoundEntity(item["name"], item["name"], item["kind"], item.get("wikidata"))
        for item in gold["entities"]
    }
    figures = [
        FoundFigure(
            f["start"], f["end"], f["kind"], "gold", _number(f["low"]), _number(f["high"]), f["unit"], f.get("modifier")
        )
        for f in gold["figures"]
    ]
    dates = [
        FoundDate(
            d["start"],
            d["end"],
            d["type"],
            "gold",
            _day(d["from"]),
            _day(d["to"]),
            d["value"],
            d["grain"],
            d["relative"],
        )
        for d in gold["dates"]
    ]
    mentions = [
        FoundMention(m["start"], m["end"], item["kind"], m["via"], "gold", entities[item["name"]])
        for item in gold["entities"]
        for m in item["mentions"]
    ]
    quotes = [
        FoundQuote(
            q["start"],
            q["end"],
            q["form"],
            "gold",
            entities.get(q.get("speaker") or ""),
            q.get("speaker"),
            q.get("cue"),
        )
        for q in gold["quotes"]
    ]
    by_place = lambda item: (item.start, item.end)  # noqa: E731
    return (
        sorted(figures, key=by_place),
        sorted(dates, key=by_place),
        sorted(mentions, key=by_place),
        sorted(quotes, key=by_place),
    )


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def read_inputs(
    doc: Any, text: str, published_on: date | None
) -> tuple[list[FoundFigure], list[FoundDate], list[FoundMention], list[FoundQuote]]:
    """What our own stages find in the article."""
    from transforms.names.find import find_names
    from transforms.normalise import find_dates_and_figures
    from transforms.quotes.find import find_quotes

    dates, figures, _ = find_dates_and_figures(text, published_on, None, ())
    names = find_names(doc, published_on, ())
    quotes, _ = find_quotes(Syntax(doc, text, figures, dates, names.mentions))
    return list(figures), list(dates), list(names.mentions), list(quotes)


def as_gold(text: str, gold: dict[str, Any], inputs: Any, claims: list[FoundClaim]) -> dict[str, Any]:
    """One prediction in the gold format."""
    figures, _, mentions, _ = inputs
    rows = []
    for figure, claim in zip(figures, claims, strict=True):
        whole = None if claim.part_of is None else figures[claim.part_of]
        period = None
        if claim.period_from or claim.period_to:
            period = {
                "from": claim.period_from.isoformat() if claim.period_from else None,
                "to": claim.period_to.isoformat() if claim.period_to else None,
            }
        rows.append(
            {
                "surface": text[figure.start : figure.end],
                "start": figure.start,
                "end": figure.end,
                "kind": figure.kind,
                "low": None if figure.low is None else float(figure.low),
                "high": None if figure.high is None else float(figure.high),
                "unit": figure.unit,
                "modifier": figure.modifier,
                "counted": claim.counted,
                "subject": claim.subject.name if claim.subject else claim.subject_name,
                "source": claim.source.name if claim.source else claim.source_name,
                "modality": claim.modality,
                "period": period,
                "part_of": None if whole is None else text[whole.start : whole.end],
                "part_of_start": None if whole is None else whole.start,
                "place": claim.place.name if claim.place else None,
            }
        )
    entities: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        if mention.entity:
            item = entities.setdefault(
                mention.entity.entity_id,
                {
                    "name": mention.entity.name,
                    "kind": mention.kind,
                    "wikidata": mention.entity.wikidata_id,
                    "mentions": [],
                },
            )
            item["mentions"].append(
                {
                    "surface": text[mention.start : mention.end],
                    "start": mention.start,
                    "end": mention.end,
                    "via": mention.via,
                }
            )
    return {"doc": gold.get("doc"), "dates": [], "figures": rows, "quotes": [], "entities": list(entities.values())}


def title_end(text: str, gold: dict[str, Any]) -> int:
    """End of the headline in the text, 0 without one."""
    title = gold.get("title")
    return len(title) if title and text.startswith(title) else 0


def predict(gold_dir: Path, out: Path, model: str, inputs: str) -> None:
    """Write one prediction for every article of the folder."""
    nlp = load_pipeline(model)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(gold_dir.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        doc = next(iter(parse(nlp, [text])))
        published_on = _day(gold.get("published_on"))
        found = gold_inputs(gold) if inputs == "gold" else read_inputs(doc, text, published_on)
        figures, dates, mentions, quotes = found
        claims = relate_claims(Syntax(doc, text, figures, dates, mentions), quotes, published_on, title_end(text, gold))
        result = as_gold(text, gold, found, claims)
        (out / path.name).write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")


def _scorer(gold_dir: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", gold_dir.resolve().parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(argv: list[str]) -> int:
    """Predict, compare, print the rows that are about figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("--inputs", choices=["gold", "read"], default="gold")
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--failures", action="store_true")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        out = args.out or Path(folder)
        predict(args.gold_dir, out, args.model, args.inputs)
        module = _scorer(args.gold_dir)
        table, fails, texts, _, count = module.score(str(args.gold_dir), str(out))
        print(f"{count} documents")
        for row in module.ROWS:
            if row.startswith("figures"):
                precision, recall, f1 = module.prf(table[row])
                counts = " ".join(f"{n:5}" for n in table[row])
                print(f"{row:30} {precision:6.3f} {recall:6.3f} {f1:6.3f}  {counts}{module.agree(table, row)}")
        if args.failures:
            for row in module.ROWS:
                for kind, doc, item in fails.get(row, []) if row.startswith("figures") else []:
                    start, end = item["start"], item["end"]
                    want, got = item.get("want", item.get("counted")), item.get("got")
                    print(f"{row[8:]:20} {kind:7}{doc} {start} {texts[doc][start:end]!r} want={want!r} got={got!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
