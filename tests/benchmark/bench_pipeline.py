"""What our stages cost beside the bare spaCy pipeline, on the same texts in the same process.

    python tests/benchmark/bench_pipeline.py [demo] [gold/train] [gold/wire] [generated] [--documents N] [--model NAME] [--repeat N]

Prints words a second of the parse alone and of the whole reading (parse, dates, figures, names, quotes, claims, relations, rows),
their ratio, and what each stage costs beside the parse. Rounds alternate, so that a busy machine slows both alike; the best round
counts. As in the workers of a run, garbage is looked for seldom. Sets of gold articles are read where they lie beside the project; of
`gold/wire` those that `choose.txt` lists.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from tests.paths import ROOT, SHARED

sys.path.insert(0, str(ROOT))

from spacy.language import Language

from tests.benchmark.articles import articles
from transforms import pipeline
from transforms.documents.article import Article, Told, make_article
from transforms.parsing.load import load_pipeline, parse

STAGES = ("find_dates_and_figures", "find_names", "find_quotes", "relate_claims", "relate")


def texts(name: str, most: int) -> list[Article]:
    """The articles of a set, `most` at most."""
    if name == "generated":
        return list(articles(range(most)))
    listed: set[str] | None = None
    if name == "demo":
        folders = [ROOT / "seeds" / "articles", SHARED / "seeds", SHARED / "gold" / "dev"]
    else:
        folders = [SHARED / name]
        chosen = SHARED / name / "choose.txt"
        listed = set(chosen.read_text(encoding="utf-8").split()) if chosen.is_file() else None
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt")) if path.name != "choose.txt"]
    return [
        make_article(path.read_text(encoding="utf-8"), path.name, Told(published_on=date(2026, 3, 4)))
        for path in paths
        if listed is None or path.stem in listed
    ][:most]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(name: str, nlp: Language, read: list[Article], repeat: int) -> None:
    """Measure one set and print."""
    spent: dict[str, float] = {}

    def timed(stage: str) -> Callable[..., object]:
        work = getattr(pipeline, stage)

        def call(*args: object, **named: object) -> object:
            start = time.process_time()
            found = work(*args, **named)
            spent[stage] = spent.get(stage, 0.0) + time.process_time() - start
            return found

        return call

    def bare() -> int:
        return sum(len(doc) for doc in parse(nlp, (article.text for article in read)))

    def whole() -> object:
        return pipeline.read_articles(read, nlp, "bench", datetime.now(UTC))

    words = bare()
    whole()
    pairs = [(seconds(bare), seconds(whole)) for _ in range(repeat)]
    one, other = min(a for a, _ in pairs), min(b for _, b in pairs)
    print(f"{name}: {len(read)} texts, {words} words, best of {repeat} rounds, one core")
    print(f"  bare spaCy pipeline   {words / one:10,.0f} words/s   {1e3 * one / len(read):6.1f} ms a text")
    print(f"  whole reading         {words / other:10,.0f} words/s   {1e3 * other / len(read):6.1f} ms a text")
    print(f"  ratio {one / other:.2f}: the reading of a parsed text costs {(other - one) / one:.2f} of the parse")
    kept = {stage: getattr(pipeline, stage) for stage in STAGES}
    for stage in STAGES:
        setattr(pipeline, stage, timed(stage))
    total = seconds(whole)
    for stage, work in kept.items():
        setattr(pipeline, stage, work)
    for stage, used in spent.items():
        print(f"    {stage:24} {used / total * other / one:6.2f} of the parse")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="*", default=["demo", "generated"])
    parser.add_argument("--documents", type=int, default=120, help="of each set so many at most")
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    nlp = load_pipeline(options.model)
    for name in options.sets:
        read = texts(name, options.documents)
        pipeline.read_articles(read[:3], nlp, "bench", datetime.now(UTC).replace(tzinfo=None))
        gc.freeze()
        gc.set_threshold(50_000)
        measure(name, nlp, read, options.repeat)


if __name__ == "__main__":
    main()
