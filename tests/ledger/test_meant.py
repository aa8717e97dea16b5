"""What figures mean that are written short, and the noun that a sum follows."""

from typing import Any

import pytest

from tests.ledger.telling import figure, text
from transforms.ledger.meant import as_meant, label_of

ONE = text(1)
EURO = {"kind": "money", "unit": "EUR"}
SHARE = figure(ONE, 0, "60%", 60, kind="percent", unit="%")


@pytest.mark.parametrize(
    ("words", "surface", "kind"),
    [
        ("Ha aderito il # dei custodi", "40", "percent"),
        ("La lista arriva al #", "52,3", "percent"),
        ("Ha aderito #", "oltre il 40", "percent"),
        ("Gli iscritti sono #", "40", "count"),
        ("Le panchine sono le #", "40", "count"),
    ],
)
def test_a_share_without_its_sign(words: str, surface: str, kind: str) -> None:
    short = figure(ONE, 50, surface, 40, words=words)
    assert as_meant([SHARE, short])[1].kind == kind
    assert as_meant([short])[0].kind == "count"  # nothing else in the text is a share


def test_an_amount_without_its_currency() -> None:
    amount, short = figure(ONE, 0, "3 milioni di euro", 3e6, **EURO), figure(ONE, 50, "2 milioni", 2e6)
    assert as_meant([amount, short])[1].unit == "EUR"
    assert as_meant([short])[0].unit is None
    assert as_meant([amount, figure(ONE, 50, "2 milioni", 2e6, lemma="panchina")])[1].unit is None


def test_who_claims_a_figure_is_not_counted() -> None:
    (meant,) = as_meant([figure(ONE, 0, "40", 40, lemma="analista", words="Gli analisti insistono su #.")])
    assert meant.lemma is None
    assert as_meant([figure(ONE, 0, "40", 40, lemma="analista", words="Arrivano # analisti.")])[0].lemma == "analista"


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Fiera di Ronco, incasso a #", "incass"),
        ("L'incasso netto di # basta", "incass"),
        ("Incassi #", "incass"),
        ("La fiera chiude; scende a #", None),
        ("La fiera di Ronco ha chiuso con un incasso che vale #", None),
    ],
)
def test_the_noun_that_a_sum_follows(words: str, label: str | None) -> None:
    def labelled(**more: Any) -> str | None:
        return label_of(figure(ONE, 0, "3 milioni", 3e6, words=words, **more))

    assert labelled(**EURO) == label
    assert labelled() is None  # a count has its noun behind it
