"""Millions without a currency are money, unless people or things are counted."""

import pytest

from transforms.normalise import find_figures_in


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Acquedotto, piano da 310 milioni per le tubature.", ["EUR"]),
        ("Appalto di 41,3 mln più Iva.", ["EUR"]),
        ("Mancano due miliardi, ammette il ragioniere.", ["EUR"]),
        ("Il porto ha perso 11,3 milioni.", ["EUR"]),
        ("Ha speso 3 milioni di dollari. Ora ne chiede cinque milioni.", ["USD", "USD"]),
        ("Tra 2 e 3 milioni, azzarda il perito.", ["EUR"]),
        ("Arrivano 5 milioni di dosi. Nel bilancio mancano ancora quattro miliardi.", [None, "EUR"]),
        ("Restano 22 milioni netti.", ["EUR"]),
        ("La siccità, stimano in due miliardi i danni.", ["EUR"]),
        ("I turisti sono 82 milioni.", [None]),
        ("Oggi siamo sei miliardi.", [None]),
        ("Gli stranieri: 3,7 milioni.", [None]),
        ("Sono 16 milioni i pensionati.", [None]),
        ("Arrivano 5 milioni di dosi. Il Giappone ne manda tre milioni.", [None, None]),
        ("Le api sono 40mila.", [None]),
    ],
)
def test_currency_left_out(text: str, units: list[str | None]) -> None:
    assert [figure.unit for figure in find_figures_in(text)] == units
