"""Words that bound a number."""

import pytest

from tests.figures.cases import check, lines

CASES = """
Il governo stanzia circa 1,2 milioni di euro. | circa 1,2 milioni di euro | money | 1200000 | | EUR | approximate
Al massimo il 20% del totale. | Al massimo il 20% | percent | 20 | | % | at_most
Quasi mezzo milione di franchi svizzeri. | Quasi mezzo milione di franchi svizzeri | money | 500000 | | CHF | nearly
Il danno è intorno al miliardo di dollari. | intorno al miliardo di dollari | money | 1000000000 | | USD | approximate
Sui 50 euro a testa. | Sui 50 euro | money | 50 | | EUR | approximate
Una superficie di oltre 50 mq. | oltre 50 mq | measure | 50 | | m2 | more_than
Temperature intorno ai – 20 gradi. | intorno ai – 20 gradi | measure | -20 | | Cel | approximate
Non meno di altre 13 scosse. | Non meno di altre 13 | count | 13 | | | at_least
Temperature fino a 40 gradi. | fino a 40 gradi | measure | 40 | | Cel | at_most
Una ventina versa in condizioni gravi. | Una ventina | count | 20 | | | approximate
Almeno sessanta i dispersi. | Almeno sessanta | count | 60 | | | at_least
Non meno di trenta feriti. | Non meno di trenta | count | 30 | | | at_least
Non più di 10 dollari. | Non più di 10 dollari | money | 10 | | USD | at_most
Sono arrivati in 100 circa. | 100 circa | count | 100 | | | approximate
Sono 300 circa gli ormeggi. | 300 circa | count | 300 | | | approximate
Ca. 300 vele al largo. | Ca. 300 | count | 300 | | | approximate
Ormeggi per c.a. 50 barche. | c.a. 50 | count | 50 | | | approximate
Iscritti: max. 30 barche. | max. 30 | count | 30 | | | at_most
Massimo 30 barche per molo. | Massimo 30 | count | 30 | | | at_most
Un molo (minimo 10 posti). | minimo 10 | count | 10 | | | at_least
Nel golfo 300+ barche. | 300+ | count | 300 | | | at_least
Da Vela+ 300 barche. | 300 | count | 300 | | |
La diga non va oltre i 350 metri. | 350 metri | measure | 350 | | m |
Al di là dei tre ponti. | tre | count | 3 | | |
Prende un milione tondo tondo. | un milione tondo tondo | money | 1000000 | | EUR |
Non si va oltre il 9%. | 9% | percent | 9 | | % |
Sette remi ed oltre 1.000 vele. | Sette | count | 7 | | |
Il molo è quasi a 20 km. | quasi a 20 km | measure | 20 | | km | nearly
Bastano 40mila unità al massimo. | 40mila unità al massimo | count | 40000 | | | at_most
Gemona guida fino al 16-0. | 16-0 | score | 0 | 16 | |
È tornato in corsia otto volte o più. | otto volte o più | count | 8 | | | at_least
"""


@pytest.mark.parametrize("line", lines(CASES))
def test_first_figure(line: str) -> None:
    check(line)
