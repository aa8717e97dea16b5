"""Quantities that belong together: ranges, ratios, scores, lists."""

import pytest

from tests.figures.cases import check, lines
from transforms.normalise import find_figures_in

CASES = """
Ha avuto venti, o forse trenta multe. | venti, o forse trenta | count | 20 | 30 | |
Vedremo una o forse due puntate. | una o forse due | count | 1 | 2 | |
Ci sono due, forse tre feriti. | due, forse tre | count | 2 | 3 | |
Magnitudo variabile tra 2,9 a 3,4 nella notte. | Magnitudo variabile tra 2,9 a 3,4 | measure | 2.9 | 3.4 | magnitude |
La nave è rimasta ferma per 3 giorni, forse. Due marinai. | Due | count | 2 | | |
Si parla di tra 500mila e 600mila vittime. | tra 500mila e 600mila | count | 500000 | 600000 | |
Servono tra 10 e 20 milioni di euro. | tra 10 e 20 milioni di euro | money | 10000000 | 20000000 | EUR |
Costa da 3 a 5 mila dollari. | da 3 a 5 mila dollari | money | 3000 | 5000 | USD |
La tramontana soffia a circa 70-75 km orari. | circa 70-75 km orari | measure | 70 | 75 | km/h | approximate
Sono arrivate 3-4 persone. | 3-4 | count | 3 | 4 | |
Un contingente di 2000 - 3500 uomini. | 2000 - 3500 | count | 2000 | 3500 | |
Hanno risposto tre o quattro aziende. | tre o quattro | count | 3 | 4 | |
Neve a 3-400 metri. | 3-400 metri | measure | 300 | 400 | m |
Capanni da 2-500 euro. | 2-500 euro | money | 2 | 500 | EUR |
Ne servono due o tremila. | due o tremila | count | 2000 | 3000 | |
Ha partecipato più della metà dei soci. | più della metà | ratio | 0.5 | | | more_than
Oltre i due terzi dei voti. | Oltre i due terzi | ratio | 0.666666666667 | | | more_than
Un italiano su due legge i giornali. | Un italiano su due | ratio | 0.5 | | |
Ha votato sì uno su tre. | uno su tre | ratio | 0.333333333333 | | |
Sette famiglie su dieci hanno un cane. | Sette famiglie su dieci | ratio | 0.7 | | |
Capita 1 volta ogni 10 milioni. | 1 volta ogni 10 milioni | ratio | 0.0000001 | | |
I prezzi sono il doppio di prima. | il doppio | ratio | 2 | | |
È tre volte superiore alla media. | tre volte | ratio | 3 | | |
Tra il 5 e il 10 per cento dei casi. | Tra il 5 e il 10 per cento | percent | 5 | 10 | % |
Magnitudo tra 5 e 6 nel Pacifico. | Magnitudo tra 5 e 6 | measure | 5 | 6 | magnitude |
Prevede investimenti tra 1,2 e 1,5 miliardi. | tra 1,2 e 1,5 miliardi | money | 1200000000 | 1500000000 | EUR |
Centinaia di migliaia di profughi. | Centinaia di migliaia | count | 200000 | 999999 | |
Con più di 10 e meno di 20 dipendenti. | più di 10 e meno di 20 | count | 10 | 20 | |
Il Milan ha vinto 3-1 a Torino. | 3-1 | score | 1 | 3 | |
Il Lecce supera il Bari due a zero. | due a zero | score | 0 | 2 | |
Verla 2 - 0 Meda: decide Melzi. | 2 - 0 | score | 0 | 2 | |
A Meda ieri 12 gradi sotto lo zero. | 12 gradi sotto lo zero | measure | -12 | | Cel |
Un sondaggio su 900 medici lo conferma. | 900 | count | 900 | | |
Piovono 7,5 cm all'ora. | 7,5 cm all'ora | measure | 7.5 | | cm/h |
Erano 10/12 barche in rada. | 10/12 | count | 10 | 12 | |
Notti tra −3 e −9 gradi. | tra −3 e −9 gradi | measure | -9 | -3 | deg |
Spesa di 40 -60 euro a barca. | 40 -60 euro | money | 40 | 60 | EUR |
Costa 15- 20 euro. | 15- 20 euro | money | 15 | 20 | EUR |
Servono 12 -18 marinai. | 12 -18 | count | 12 | 18 | |
Arrivano 5/6 persone. | 5/6 | count | 5 | 6 | |
Un ammanco da 2,5/3 milioni. | 2,5/3 milioni | money | 2500000 | 3000000 | EUR |
Il fieno sta a 1,5/2 euro. | 1,5/2 euro | money | 1.5 | 2 | EUR |
Servono 30/40mila euro per il molo. | 30/40mila euro | money | 30000 | 40000 | EUR |
Passano quattro o cinquecento oche. | quattro o cinquecento | count | 400 | 500 | |
Passano tre-quattrocento oche. | tre-quattrocento | count | 300 | 400 | |
Restano da due a quattrocento oche. | da due a quattrocento | count | 2 | 400 | |
Sono quaranta o cinquantamila euro. | quaranta o cinquantamila euro | money | 40000 | 50000 | EUR |
Si contano 9 casi ogni 100mila abitanti. | 9 casi ogni 100mila | ratio | 0.00009 | | |
Il tasso alcolemico è tre volte oltre il consentito. | tre volte | ratio | 3 | | |
"""


@pytest.mark.parametrize("line", lines(CASES))
def test_first_figure(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Disperse 800 tonnellate di rottami, 650 di vetro e 12 di carta.", ["t", "t", "t"]),
        ("Sequestrati 3 chili di cocaina e due di hashish.", ["kg", "kg"]),
        ("Ha speso 10 euro di benzina e altri 5 di caffè.", ["EUR", "EUR"]),
        ("Trovati 3 chili di cocaina, 4 di loro sono in carcere.", ["kg", None]),
        ("Bruciati 40 ettari di bosco. Due di quelli erano un parco.", ["ha", None]),
    ],
)
def test_units_said_once_for_a_list(text: str, units: list[str | None]) -> None:
    assert [figure.unit for figure in find_figures_in(text)] == units


def test_shared_units_and_currencies() -> None:
    assert [(f.low, f.unit) for f in find_figures_in("banconote da 5, 10 e 20 euro")] == [
        (5, "EUR"),
        (10, "EUR"),
        (20, "EUR"),
    ]
    by_sentence = find_figures_in("per 700 milioni di euro (dai 3,5 miliardi di debito)")
    assert [(f.low, f.unit) for f in by_sentence] == [(700_000_000, "EUR"), (3_500_000_000, "EUR")]
    apart = find_figures_in("Costa 600 milioni di euro. Conta 3 milioni di abitanti.")
    assert [f.unit for f in apart] == ["EUR", None]
