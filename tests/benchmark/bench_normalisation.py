"""How fast numbers and dates are read, beside dateparser and text2num, in one run on one core.

    python tests/benchmark/bench_normalisation.py [--quick]

News: the articles of ../shared, or a text of our own where they are absent. Prints characters a second of each system, the ratios,
and for hostile texts the speed relative to news and how the time grows from one to four times the text.
"""

import gc
import sys
import time
from collections.abc import Callable
from datetime import date

from tests.paths import ROOT

sys.path.insert(0, str(ROOT))

import spacy

import transforms.components  # noqa: F401 - registers the components
from transforms.normalise import find_dates_and_figures

DAY = date(2026, 2, 3)
OWN = (
    "Roma, 3 febbraio 2026 - Ieri sera un uomo di 46 anni è stato fermato a circa 20 chilometri da Milano. Secondo la polizia "
    "aveva con sé 41mila euro in contanti, il 12,5% in più di quanto sequestrato nel 2024. Domani alle 12.30 il ministro "
    "riferirà alla Camera sulla legge 194, che in tre anni è costata tra 10 e 20 milioni di euro.\n"
)
HOSTILE = {
    "a megabyte of digits": "7", "numbers": "1 2 3 ", "tra tra tra": "tra ", "nested ranges": "tra 3 e ", "one letter": "a",
    "months": "marzo aprile ", "number words": "due ", "money": "€ 5 ", "percent": "5% ", "scores": "2-1", "dates": "3/5/2014 ",
    "clock times": "alle 12.30 ", "weekdays": "lunedì ", "coordinated days": "il 6 e il 9 e ", "ages": "di 3 anni ", "codes": "A1",
    "relative": "tre giorni fa ", "from to": "dal 3 al ", "articles": "un anno ", "line ends": "\n", "apostrophes": "'90 ",
}  # fmt: skip


def seconds(work: Callable[[], object], repeat: int) -> float:
    """The best of several runs, garbage collected before each."""
    best = float("inf")
    for _ in range(repeat):
        gc.collect()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def news() -> list[str]:
    """Articles of the shared folder, else our own paragraph."""
    paths = sorted((ROOT.parent / "shared" / "gold").glob("*/*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths] or [OWN * 20]


def main() -> None:
    """Measure and print."""
    quick = "--quick" in sys.argv
    texts = news()
    size = sum(map(len, texts))
    ours = size / seconds(lambda: [find_dates_and_figures(text, DAY) for text in texts], 3 if quick else 9)
    nlp = spacy.blank("it")
    nlp.add_pipe("italian_figures")
    nlp.add_pipe("italian_dates")
    docs = [nlp.make_doc(text) for text in texts]

    def components() -> None:
        for doc in docs:
            doc.user_data.clear()  # forget what was read before
            doc._.published_on = DAY
            for _, component in nlp.pipeline:
                component(doc)

    rows = [
        ("numbers and dates (functions)", ours),
        ("numbers and dates (spaCy components)", size / seconds(components, 3)),
    ]
    sample = texts[: 3 if quick else 8]
    try:
        from text_to_num import alpha2digit

        rows.append(
            ("text2num (number words only)", size / seconds(lambda: [alpha2digit(text, "it") for text in texts], 3))
        )
    except ImportError:
        print("text2num is not installed")
    try:
        from dateparser.search import search_dates

        told = {"PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
        slow = seconds(lambda: [search_dates(text, languages=["it"], settings=told) for text in sample], 1)
        rows.append(("dateparser (dates only)", sum(map(len, sample)) / slow))
    except ImportError:
        print("dateparser is not installed")
    print(f"{'system':42}{'characters/s':>14}{'ours is':>12}")
    for name, speed in rows:
        print(f"{name:42}{speed:14,.0f}{ours / speed:11.2f}x")
    length = 100_000 if quick else 250_000
    print(f"\n{'hostile text':42}{'characters/s':>14}{'of news':>12}{'4x text':>10}")
    for name, piece in HOSTILE.items():
        text = piece * (length // len(piece))
        quarter = text[: len(text) // 4]
        small = seconds(lambda part=quarter: find_dates_and_figures(part, DAY), 3)  # type: ignore[misc]
        large = seconds(lambda part=text: find_dates_and_figures(part, DAY), 2)  # type: ignore[misc]
        speed = len(text) / large
        print(f"{name:42}{speed:14,.0f}{speed / ours:11.2f}x{large / small:9.1f}x")


if __name__ == "__main__":
    main()
