"""Every quotation mark borders or lies inside a quote, or is exactly one unread row."""

import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from spacy.language import Language

from tests.counting import calls
from tests.paths import ROOT
from transforms.parsing.load import parse
from transforms.quotes.find import find_quotes
from transforms.syntax import Syntax

MARKS = '«»“”„‟"‹›'


def assert_accounted(nlp: Language, text: str) -> None:
    quotes, unread = find_quotes(Syntax(next(iter(parse(nlp, [text]))), text))
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


def test_gold_articles(rules: Language, shared: Path) -> None:
    """Every tenth of them: the ledger is told by the marks, whatever the article."""
    for article in sorted((shared / "gold").glob("*/*.txt"))[::10]:
        assert_accounted(rules, article.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "piece",
    [
        "«a» ",
        "«una o due», dice Anna Neri, ",
        "il ",
        "ha detto che ",
        "Secondo il ",
        "– a – disse ",
        "«",
        "Neri, ",
        ", che ",
    ],
)
def test_work_grows_with_the_text(rules: Language, piece: str) -> None:
    texts = [piece * times for times in (150, 600)]
    few, many = (
        calls(partial(find_quotes, Syntax(doc, text))) for text, doc in zip(texts, parse(rules, texts), strict=True)
    )
    assert many < 4.5 * few
