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
        ("La posizione netta era a -6,2 milioni di euro, ora è a -4,9 milioni.", ["EUR", "EUR"]),
        ("Arrivano 5 milioni di dosi. Nel bilancio mancano ancora quattro miliardi.", [None, "EUR"]),
        ("Restano 22 milioni netti.", ["EUR"]),
        ("La siccità, stimano in due miliardi i danni.", ["EUR"]),
        ("I turisti sono 82 milioni.", [None]),
        ("Oggi siamo sei miliardi.", [None]),
        ("Gli stranieri: 3,7 milioni.", [None]),
        ("Sono 16 milioni i pensionati.", [None]),
        ("Arrivano 5 milioni di dosi. Il Giappone ne manda tre milioni.", [None, None]),
        ("Le api sono 40mila.", [None]),
        ("Contano tre milioni e passa di soci.", [None]),
        ("Il vivaio ha 137mila beni, di cui 105 mila vasi antichi.", [None, None]),
        ("Ha 137mila euro stanziati, di cui 105 mila spesi.", ["EUR", "EUR"]),
        ("La diga porta a 640 milioni la stima dei ricavi.", ["EUR"]),
        ("I primi 20 milioni sono stati spesi.", ["EUR"]),
        ("I turisti sono 12 milioni e pagano 3 milioni di euro.", [None, "EUR"]),
        ("Salvati 32 afghani e 12 boliviani.", [None, None]),
        ("Undici franchi tiratori fermano la giunta, e due marchi tessili protestano.", [None, None]),
    ],
)
def test_currency_left_out(text: str, units: list[str | None]) -> None:
    assert [figure.unit for figure in find_figures_in(text)] == units


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("La stufa costa 49,- euro.", "49,- euro", 49),
        ("Un fucile da 1.350.- franchi svizzeri.", "1.350.- franchi svizzeri", 1350),
        ("Al pezzo fa 2,--€ tondi.", "2,--€ tondi", 2),
        ("Bonifico di 700,00= euro alla parrocchia.", "700,00= euro", 700),
        ("Si va da 5 - 8 euro.", "5 - 8 euro", 5),
    ],
)
def test_marks_that_stand_for_no_cents(text: str, surface: str, value: int) -> None:
    (figure,) = find_figures_in(text)
    assert (text[figure.start : figure.end], figure.low, figure.kind) == (surface, value, "money")
