"""Texts made to break a reader: no stage fails on them, and work grows with the text and not faster."""

from datetime import date

import pytest
from spacy.language import Language

from tests.counting import calls
from transforms.documents import Told, make_article
from transforms.pipeline import read_all
from transforms.rows import Reading

PIECES = {
    "one letter": "a", "one digit": "7", "one word": "ieri ", "one name": "Torvalle ", "opening marks": "«", "closing marks": "»",
    "plain marks": '"', "pairs of marks": "«a» ", "numbers": "12 ", "amounts": "1.234,5 euro ", "turns": "\u202e", "no width": "\u200b",
    "two scripts": "p\u0430 ", "Cyrillic": "ра", "line ends": "\n", "tags": "<b>", "entities": "&amp;", "accents": "e\u0301",
    "only accents": "\u0301", "stars": "*", "dashes": "- ", "brackets": "(", "English": "In May 2025 the city of 3-5 May said. ",
    "cues": "ha detto: ", "said": "ha detto Bertoli, ", "garbled": "Ã", "handles": "@a ", "credits": "— A (@a) March 3, 2026\n",
    "said between": "«uno due tre», dice Bertoli Anna, ", "values": "I costi sono 12 euro, 7, 9, ", "rows": "Voce 12: 7\n",
    "addresses": "http://a", "wrapped": "a-\n", "no-break blanks": "\xa0", "capitals": "TORVALLE E MARANO ",
}  # fmt: skip


def read(text: str, nlp: Language) -> Reading:
    (reading,) = read_all([make_article(f"{text}x", "hostile", Told(published_on=date(2026, 3, 5)))], nlp)
    return reading


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_work_grows_with_the_text_and_not_faster(piece: str, rules: Language) -> None:
    """Four times the text, at most 4.6 times the calls of functions."""
    size = 1_500 // len(piece) + 1
    read(piece * size, rules)  # fills the caches
    small, large = (calls(lambda times=times: read(piece * size * times, rules)) for times in (1, 4))  # type: ignore[misc] # mypy infers no type of a default
    assert large <= 4.6 * small + 2_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "times"),
    [("a", 999_999), ("7", 999_999), ("\u202e", 999_999), ("\u200b", 999_999), (".", 999_999), ("«", 100_000), ('"', 100_000), ("12 ", 50_000)],
)  # fmt: skip
def test_the_longest_texts_are_read(piece: str, times: int, rules: Language) -> None:
    reading = read(piece * times, rules)
    assert all(0 <= row.start < row.end <= len(reading.article.text) for row in reading.unread)
    if piece == "12 ":
        assert len(reading.figures) + len(reading.unread) + len(reading.dates) >= times
