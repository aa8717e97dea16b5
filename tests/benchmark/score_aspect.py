"""Score level, previous, change and limit (`figures.aspect`) against the tellings of ../shared/bundles.

    python -m tests.benchmark.score_aspect [--model NAME] [--failures]

A telling is judged where a figure is found that overlaps its words; those without one are counted apart.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.paths import SHARED
from transforms.documents.article import Told, make_article
from transforms.parsing.load import load_pipeline
from transforms.pipeline import read_all
from transforms.rows import Reading

BUNDLES = SHARED / "bundles"
_AROUND = 60


def tellings(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """File name → what a bundle says of the figures in it."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, Any]]] = {text["file"]: [] for text in truth["texts"]}
    for quantity in truth["quantities"]:
        for telling in quantity["tellings"]:
            found[telling["file"]].append(telling)
    return found


def readings(model: str) -> Iterator[tuple[Reading, list[dict[str, Any]]]]:
    """Every text of the bundles as it is read, with its tellings."""
    articles, told = [], []
    for folder in sorted(BUNDLES.glob("b*")):
        days = {
            text["file"]: date.fromisoformat(text["published_at"][:10])
            for text in json.loads((folder / "truth.json").read_text(encoding="utf-8"))["texts"]
        }
        for file, items in tellings(folder).items():
            text = (folder / file).read_bytes().decode()
            articles.append(make_article(text, f"{folder.name}/{file}", Told(published_on=days[file])))
            told.append(items)
    yield from zip(read_all(articles, load_pipeline(model)), told, strict=True)


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description="Score the aspects of figures.")
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    if not BUNDLES.is_dir():
        sys.exit("../shared is not here: the bundles that the scores need lie there.")
    right, found, all_of, given = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for reading, items in readings(options.model):
        text = reading.article.text
        for item in items:
            start, wanted = item["start"], item["aspect"]
            end = start + len(item["surface"])
            all_of[wanted] += 1
            at = next((k for k, one in enumerate(reading.figures) if one.start < end and start < one.end), None)
            if at is None:
                if options.failures:
                    print(f"missed {reading.article.source_uri} {item['surface']!r}")
                continue
            got = reading.claims[at].aspect
            found[wanted] += 1
            given[got] += 1
            right[wanted] += got == wanted
            if options.failures and got != wanted:
                around = text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ")
                print(f"{wanted} read as {got}: {reading.article.source_uri} {item['surface']!r} in …{around}…")
    print(f"{'':10} {'told':>5} {'found':>6} {'right':>6} {'recall':>7} {'precision':>10}")
    for aspect in sorted(all_of, key=lambda one: -all_of[one]):
        recall, precision = right[aspect] / max(found[aspect], 1), right[aspect] / max(given[aspect], 1)
        print(f"{aspect:10} {all_of[aspect]:5} {found[aspect]:6} {right[aspect]:6} {recall:7.3f} {precision:10.3f}")
    share = right.total() / max(found.total(), 1)
    print(f"{'all':10} {all_of.total():5} {found.total():6} {right.total():6} {share:7.3f}")


if __name__ == "__main__":
    main()
