"""Every quotation mark borders or lies inside a quote, or is exactly one unread row."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from tests.paths import ROOT
from transforms.parsing.load import load_pipeline, parse
from transforms.quotes.find import find_quotes

MARKS = '«»“”„‟"‹›'


@pytest.fixture(scope="module")
def rules() -> Language:
    """Without a model: the ledger must not depend on one."""
    return load_pipeline("rules")


def assert_accounted(nlp: Language, text: str) -> None:
    quotes, unread = find_quotes(next(iter(parse(nlp, [text]))), [])
    rows = Counter(at for row in unread for at in range(row.start, row.end))
    assert not rows or max(rows.values()) == 1
    for quote in quotes:
        assert text[quote.start : quote.end] == text[quote.start : quote.end].strip() != ""
        if quote.cue is not None:
            assert quote.cue_start is not None
            assert text[quote.cue_start : quote.cue_end] == quote.cue
    inside = [False] * (len(text) + 1)
    for quote in quotes:
        start, end = quote.start, quote.end
        while start > 0 and text[start - 1] in " \u00a0":
            start -= 1
        while end < len(text) and text[end] in " \u00a0":
            end += 1
        for at in range(max(start - 1, 0), min(end + 1, len(text))):
            inside[at] = True
    for at, char in enumerate(text):
        if char in MARKS:
            assert inside[at] != (rows[at] == 1), (at, text[max(0, at - 30) : at + 30])


def test_random_texts(rules: Language) -> None:
    pieces = ["«", "»", "“", "”", "„", '"', " ", " ", "\n", "ha detto", "Neri", ":", ",", ". ", "che", "il ponte", "resta",
              "chiuso", "Secondo", "–", "'", "’", "(", ")", "non", "spiega", "una frase di sei parole intere"]  # fmt: skip
    chooser = random.Random(11)
    for _ in range(400):
        text = " ".join(chooser.choice(pieces) for _ in range(chooser.randint(1, 40)))
        assert_accounted(rules, text)
        assert_accounted(rules, text.replace(" ", ""))


def test_demo_articles(rules: Language) -> None:
    articles = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    assert articles
    for article in articles:
        assert_accounted(rules, article.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_gold_articles(nlp: Language, shared: Path) -> None:
    for article in sorted((shared / "gold").glob("*/*.txt")):
        assert_accounted(nlp, article.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["«a» ", "il ", "ha detto che ", "Secondo il ", "– a – disse ", "«", "Neri, ", ", che "]
)
def test_time_is_linear_on_hostile_text(rules: Language, piece: str) -> None:
    doc = next(iter(parse(rules, [piece * (30_000 // len(piece))])))
    begin = time.perf_counter()
    find_quotes(doc, [])
    assert time.perf_counter() - begin < 8
