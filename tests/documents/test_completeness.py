"""Whether a text is the whole article."""

import pytest

from tests.examples import rows_with_examples
from transforms.documents import Told, completeness_of, make_article
from transforms.documents.completeness import is_cut

WHOLE = "Il ponte sul Serrano resta chiuso per quarantacinque giorni, ha detto l'assessore."


@pytest.mark.parametrize("row", rows_with_examples("it/documents/cut_marks"), ids=lambda row: row["mark"])
def test_every_mark_cuts_its_example(row: dict[str, str]) -> None:
    assert is_cut(f"{WHOLE}\n\n{row['example']}")
    assert row["mark"].lower() in row["example"].lower().replace("’", "'")


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"{WHOLE} Poi aspettare ancora …",
        "Chi vuole leggere tutto il bando lo trova in municipio.",
        "Leggi tutto il bando sul sito del comune.",
        f"Continua a leggere\n\n{WHOLE}",
        "Il romanzo che continua a leggere è un classico.",
        "Ci sono abbonati per continuare la stagione.",
    ],
)
def test_a_text_without_mark_at_its_end_is_not_cut(text: str) -> None:
    assert completeness_of(text) == "unknown"


@pytest.mark.parametrize(
    ("is_free", "declared", "expected"),
    [
        (False, None, "teaser"),
        (False, len(WHOLE), "teaser"),
        (True, None, "full"),
        (None, len(WHOLE), "full"),
        (None, 2 * len(WHOLE), "teaser"),
        (True, 2 * len(WHOLE), "teaser"),
        (None, None, "unknown"),
    ],
)
def test_what_a_page_declares(is_free: bool | None, declared: int | None, expected: str) -> None:
    assert completeness_of(WHOLE, is_free=is_free, declared=declared) == expected


def test_buttons_may_stand_below_a_mark() -> None:
    assert is_cut(f"{WHOLE}\n\nContenuto riservato agli abbonati\n\nAbbonati\nAccedi")
    assert not is_cut(f"Contenuto riservato agli abbonati\n\n{WHOLE}\n\nAbbonati")


def test_the_box_behind_the_text_tells_too() -> None:
    assert completeness_of(WHOLE, "Contenuto riservato agli abbonati\nSport", is_free=True) == "teaser"
    assert completeness_of(WHOLE, "Sport\nContenuto riservato agli abbonati") == "unknown"


def test_what_is_told_wins_over_the_marks() -> None:
    text = f"{WHOLE} Continua a leggere"
    assert make_article(text, "a.txt").completeness == "teaser"
    assert make_article(text, "a.txt", Told(completeness="full")).completeness == "full"
    assert make_article(WHOLE, "a.txt").completeness == "unknown"


@pytest.mark.parametrize("text", ["[" * 100_000, "leggi " * 50_000, " " * 100_000, "…" * 100_000])
def test_only_the_end_is_looked_at(text: str) -> None:
    assert completeness_of(text, text) == "unknown"
