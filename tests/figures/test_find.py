"""Figures of sentences as newspapers write them."""

import pytest

from tests.figures.cases import check, lines
from transforms.normalise import find_figures_in

CASES = """
Il terremoto ha causato 325mila morti. | 325mila | count | 325000 | | |
Ha vinto tre volte il Giro. | tre | count | 3 | | |
Due feriti di 5 e 9 anni. | Due | count | 2 | | |
"""


@pytest.mark.parametrize("line", lines(CASES))
def test_first_figure(line: str) -> None:
    check(line)


SURFACES = [
    ("ai sei della mattina se ne aggiungono due", ["sei", "due"]),
    ("3mila ettari, per la Verda 3.250", ["3mila ettari", "3.250"]),
    ("rincari del 20% (da 5 euro a 6 euro)", ["20%", "5 euro", "6 euro"]),
    ("tagliandi (da 7 a 8 euro) in vendita", ["da 7 a 8 euro"]),
    ("Costa 5, 10 e 20 euro", ["5", "10", "20 euro"]),
    ("il 30 e il 40 per cento", ["30", "40 per cento"]),
    ("sale dall'1,2 all'1,5 per cento", ["1,2", "1,5 per cento"]),
    ("la temperatura è passata da 10 a 20 gradi", ["10", "20 gradi"]),
    ("hanno votato 74 parlamentari su 130", ["74", "130"]),
    ("Due gabbiani su sei volano, tre su cinque dormono", ["Due", "sei", "tre su cinque"]),
    ("Al bando tutto tace Due pescatori protestano", ["Due"]),
    ("il 14,2% da due a cinque volte", ["14,2%", "da due a cinque"]),
    ("36 vittime, 18 feriti e più di 200 sfollati", ["36", "18", "più di 200"]),
    ("la conduttrice del volo 447 ha 4 figli", ["4"]),
    ("un uomo, una donna e un bambino", []),
    ("per 700 milioni di euro (dai 3,5 miliardi di debito)", ["700 milioni di euro", "3,5 miliardi"]),
    ("bambini di 5 e 9 anni", ["5", "9 anni"]),
    ("Ivo Serra di 19 anni, Ugo Bassi di 16 e altri", ["19 anni", "16"]),
    ("condannato a 20 anni di carcere", []),
    ("I lavori durano da 6 mesi a 2 anni.", []),
    ("consuma 5 l/100 km", ["5 l", "100 km"]),
    ('Il disco «Ritmo 3» e l\'insegna "Ritmo 3 Plus".', []),
    ("Su 19 centrali in Francia 8 non hanno superato il test.", ["19", "8"]),
    ("alle 4.10 locali (le 11.10 in Italia) il sisma", []),
    ("Ada Neri, 48 anni, la moglie, 45, e il figlio (12) di Ugo", ["48 anni", "45", "12"]),
    ("un mandato di 6 anni per 3 giudici", ["3"]),
]


@pytest.mark.parametrize(("text", "surfaces"), SURFACES)
def test_all_figures(text: str, surfaces: list[str]) -> None:
    assert [text[f.start : f.end] for f in find_figures_in(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A Capri vince il sì con il 61%. Anacapri si ferma al 48,3.", ["%", "%"]),
        ("Si vota da ieri. Anacapri si ferma al 48,3.", [None]),
        ("Gli asili coprono il 30% dei piccoli, sei punti sotto la meta.", ["%", "pp"]),
        ("Gli asili coprono il 30% dei piccoli; il divario è di 1,5 punti.", ["%", "pp"]),
        ("Tira col 30% e segna sei punti.", ["%", None]),
    ],
)
def test_shares_and_their_differences(text: str, units: list[str | None]) -> None:
    assert [figure.unit for figure in find_figures_in(text)] == units


def test_values_fit_the_contract() -> None:
    for text in (
        "un miliardesimo",
        "9" * 30,
        "999.999.999.999.999.999.999.999",
        "sei trilioni di trilioni",
        "1/3 dei voti",
    ):
        for figure in find_figures_in(text):
            assert figure.low is not None
            exponent = figure.low.as_tuple().exponent
            assert isinstance(exponent, int)
            assert exponent >= -12
            assert figure.low < 10**26
