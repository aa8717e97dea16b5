"""Score the quotes of `find_quotes` with the scorer beside the gold annotations.

    python tests/benchmark/score_quotes.py GOLD_DIR [--model bundled|blank] [--names gold|found] [--failures] [--dump]

Names come from the gold annotation or from `find_names`; the measured bars count with found names only.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from transforms.contract import stable_id
from transforms.facts import FoundEntity, FoundMention, FoundQuote
from transforms.normalise import find_dates_and_figures
from transforms.quotes.find import find_quotes
from transforms.syntax import Syntax


def gold_mentions(gold: dict[str, Any]) -> list[FoundMention]:
    """The gold names as if they had been found."""
    found: list[FoundMention] = []
    for entity in gold["entities"]:
        holder = FoundEntity(stable_id("entity", entity["kind"], entity["name"]), entity["name"], entity["kind"])
        for mention in entity["mentions"]:
            start, end = mention["start"], mention["end"]
            found.append(FoundMention(start, end, entity["kind"], mention["via"], "gold", holder))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def exported(text: str, quotes: list[FoundQuote], mentions: list[FoundMention]) -> dict[str, Any]:
    """Quotes in the format of the gold files."""
    entities = {m.entity.name: {"name": m.entity.name, "wikidata": m.entity.wikidata_id} for m in mentions if m.entity}
    return {
        "dates": [],
        "figures": [],
        "entities": list(entities.values()),
        "quotes": [
            {
                "form": q.form,
                "text": text[q.start : q.end],
                "start": q.start,
                "end": q.end,
                "speaker": q.speaker_name,
                "cue": q.cue,
                "rule": q.rule,
            }
            for q in quotes
        ],
    }


def scorer(gold: Path) -> ModuleType:
    """The module score.py that lies beside the gold folders."""
    spec = importlib.util.spec_from_file_location("gold_score", gold.resolve().parent / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py beside {gold}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(nlp: Language, text: str) -> Doc:
    """One Doc, with sentences."""
    from transforms.parsing.load import parse

    return next(iter(parse(nlp, [text])))


def main() -> int:
    """Run and print the rows for quotes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--model", default="bundled")
    arguments.add_argument("--names", default="found", choices=["gold", "found"])
    arguments.add_argument("--failures", action="store_true")
    arguments.add_argument("--dump", action="store_true")
    options = arguments.parse_args()
    from transforms.parsing.load import load_pipeline

    nlp = load_pipeline(options.model) if options.model != "blank" else spacy.blank("it")
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(options.gold.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            doc = parsed(nlp, text)
            day = date.fromisoformat(gold["published_on"]) if gold.get("published_on") else None
            if options.names == "gold":
                mentions = gold_mentions(gold)
            else:
                from transforms.names.find import find_names

                mentions = list(find_names(doc, day).mentions)
            dates, _, _ = find_dates_and_figures(text, day, None, ())
            quotes, unread = find_quotes(Syntax(doc, text, (), dates, mentions))
            (Path(folder) / path.name).write_text(json.dumps(exported(text, quotes, mentions)), encoding="utf-8")
            if options.dump:
                sys.stdout.write(f"== {path.stem}\n")
                for quote in quotes:
                    words = text[quote.start : quote.end].replace("\n", "⏎")
                    sys.stdout.write(
                        f"  {quote.form:8} {quote.speaker_name!s:32} [{quote.cue}] {quote.modality[:4]} {words[:70]} … {words[-25:]}\n"
                    )
                for row in unread:
                    sys.stdout.write(f"  unread {row.reason} {text[max(0, row.start - 25) : row.end + 25]!r}\n")
        module = scorer(options.gold)
        table, fails, texts, _, count = module.score(str(options.gold), folder)
    sys.stdout.write(f"{count} documents\n")
    for row in (name for name in module.ROWS if name.startswith("quotes")):
        precision, recall, f1 = module.prf(table[row])
        sys.stdout.write(f"{row:32} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {table[row]}\n")
        if options.failures:
            for kind, doc, item in fails.get(row, []):
                near = texts[doc][max(0, item["start"] - 60) : item["end"]].replace("\n", "⏎")
                sys.stdout.write(f"   {kind} {doc} {item.get('speaker')} [{item.get('cue')}] {near[:230]}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
