"""What our stages cost beside the bare spaCy pipeline, on the same texts in the same process.

    python tests/benchmark/bench_pipeline.py [--model NAME] [--repeat N]

Prints words a second of the parse alone and of the whole reading (parse, dates, figures, names, quotes, claims, relations, rows),
their ratio, and the share of each stage. Rounds alternate, so that a busy machine slows both alike; the best round counts.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from tests.paths import ROOT

sys.path.insert(0, str(ROOT))

from transforms import pipeline
from transforms.documents.article import Article, Told, make_article
from transforms.parsing.load import load_pipeline, parse

STAGES = ("find_dates_and_figures", "find_names", "find_quotes", "relate_claims", "relate")


def texts() -> list[Article]:
    """The demo articles, and the gold articles where they lie beside the project."""
    folders = [ROOT / "seeds" / "articles", ROOT.parent / "shared" / "seeds", ROOT.parent / "shared" / "gold" / "dev"]
    return [
        make_article(path.read_text(encoding="utf-8"), path.name, Told(published_on=date(2026, 3, 4)))
        for folder in folders
        for path in sorted(folder.glob("*.txt"))
    ]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    nlp, articles = load_pipeline(options.model), texts()
    spent = dict.fromkeys(STAGES, 0.0)

    def timed(name: str) -> Callable[..., object]:
        stage = getattr(pipeline, name)

        def call(*args: object) -> object:
            start = time.process_time()
            found = stage(*args)
            spent[name] += time.process_time() - start
            return found

        return call

    def bare() -> int:
        return sum(len(doc) for doc in parse(nlp, (article.text for article in articles)))

    def whole() -> object:
        return pipeline.read_articles(articles, nlp, "bench", datetime.now(UTC))

    words = bare()
    whole()
    pairs = [(seconds(bare), seconds(whole)) for _ in range(options.repeat)]
    one, other = min(a for a, _ in pairs), min(b for _, b in pairs)
    print(f"{len(articles)} texts, {words} words, model {options.model}, best of {options.repeat} rounds, one core")
    print(f"bare spaCy pipeline   {words / one:10,.0f} words/s")
    print(f"whole reading         {words / other:10,.0f} words/s   ratio {one / other:.2f}")
    print(f"reading of a parsed text costs {(other - one) / one:.2f} of the parse")
    for name in STAGES:
        setattr(pipeline, name, timed(name))
    total = seconds(whole)
    for name, used in spent.items():
        print(f"  {name:24} {used / total:6.1%} of the whole")


if __name__ == "__main__":
    main()
