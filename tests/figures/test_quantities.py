"""Numbers with their units."""

import pytest

from tests.figures.cases import check, lines

CASES = """
La disoccupazione sale all'8,5 per cento. | 8,5 per cento | percent | 8.5 | | % |
Il Pil cresce dello 0,3. | 0,3 | percent | 0.3 | | % |
Cala di 3,5 punti percentuali. | 3,5 punti percentuali | percent | 3.5 | | pp |
Il titolo segna – 0,9%. | – 0,9% | percent | -0.9 | | % |
Il saldo passa da – 4,1 milioni a zero. | – 4,1 milioni | money | -4100000 | | EUR |
Una variazione di più 0,7% sul mese. | più 0,7% | percent | 0.7 | | % |
Il margine cala di 30 basis point. | 30 basis point | measure | 30 | | bp |
In metà delle serre manca l'acqua. | metà | ratio | 0.5 | | |
Ha votato oltre metà degli iscritti. | oltre metà | ratio | 0.5 | | | more_than
Le socie sono -18 mila. | -18 mila | count | -18000 | | |
La rata cala di 35 centesimi di punto. | 35 centesimi di punto | measure | 35 | | bp |
Una magnitudo di 4,6 gradi. | 4,6 gradi | measure | 4.6 | | magnitude |
Un aumento di un punto percentuale. | un punto percentuale | percent | 1 | | pp |
Un saldo di €. 1.450,00 per le reti. | €. 1.450,00 | money | 1450 | | EUR |
Incasso: EUR. 2.300. | EUR. 2.300 | money | 2300 | | EUR |
Costa 5 €. 12 barche affondate. | 5 € | money | 5 | | EUR |
Un prestito di 4.500.000 di euro. | 4.500.000 di euro | money | 4500000 | | EUR |
Versati 2.400.000 di metri cubi di fango. | 2.400.000 di metri cubi | measure | 2400000 | | m3 |
Stimati 310,5 Mt di gas. | 310,5 Mt | measure | 310.5 | | Mt |
Gettati 40 mt di corda. | 40 mt | measure | 40 | | m |
Gas a 4 K appena. | 4 K | measure | 4 | | K |
Affonda Un Barcone: Sei Morti E Undici Dispersi | Sei | count | 6 | | |
Un calo del -1,4%. | -1,4% | percent | -1.4 | | % |
Una multa da € 3 mln. | € 3 mln | money | 3000000 | | EUR |
Un'offerta da US$ 50 miliardi. | US$ 50 miliardi | money | 50000000000 | | USD |
Vale $10,000 in tutto. | $10,000 | money | 10000 | | USD |
Sequestrati beni per 500 milioni di vecchie lire. | 500 milioni di vecchie lire | money | 500000000 | | ITL |
Una banconota da dieci sterline. | dieci sterline | money | 10 | | GBP |
Il biglietto costa 2 euro e 50 centesimi. | 2 euro e 50 centesimi | money | 2.5 | | EUR |
Il pane è salito di 20 centesimi. | 20 centesimi | money | 0.2 | | EUR |
Spesi 300€ e 20€ di bolli. | 300€ | money | 300 | | EUR |
Bastano euro 500 di anticipo. | euro 500 | money | 500 | | EUR |
Costa un euro. | un euro | money | 1 | | EUR |
Vola a nove metri di quota. | nove metri | measure | 9 | | m |
Un terreno di 40,2 ettari. | 40,2 ettari | measure | 40.2 | | ha |
Si produce un milione di barili al giorno. | un milione di barili al giorno | measure | 1000000 | | [bbl_us]/d |
Si viaggia a 70 km all'ora. | 70 km all'ora | measure | 70 | | km/h |
Consuma 30 kWh/m2a in classe B. | 30 kWh/m2 | measure | 30 | | kW.h/m2 |
Consuma 40 kWh/m2 anno. | 40 kWh/m2 | measure | 40 | | kW.h/m2 |
Consuma 10 kWh/m2 l'anno. | 10 kWh/m2 | measure | 10 | | kW.h/m2 |
Una scossa di magnitudo 6.7 in Perù. | magnitudo 6.7 | measure | 6.7 | | magnitude |
Il sisma ha avuto una forza di 6.1 gradi (scala Richter). | 6.1 gradi | measure | 6.1 | | magnitude |
Una scossa di 4,3 gradi ha svegliato il paese. | 4,3 gradi | measure | 4.3 | | magnitude |
Sulla scala Richter il terremoto ha toccato i 5 gradi. | 5 gradi | measure | 5 | | magnitude |
La scossa ha avuto effetti di 7 gradi (scala Mercalli). | 7 gradi | measure | 7 | | deg |
Un terremoto a 38 gradi nord. | 38 gradi | measure | 38 | | deg |
Un sisma di magnitudo superiore a 5. | magnitudo superiore a 5 | measure | 5 | | magnitude | more_than
Un terremoto di 5,4 gradi della scala Richter. | 5,4 gradi della scala Richter | measure | 5.4 | | magnitude |
A 12,4° di latitudine nord. | 12,4° | measure | 12.4 | | deg |
Meno 27 gradi Celsius in Siberia. | Meno 27 gradi Celsius | measure | -27 | | Cel |
Alto un metro e 80. | un metro e 80 | measure | 1.8 | | m |
Un neonato di tre chili e mezzo. | tre chili e mezzo | measure | 3.5 | | kg |
Danni per 12 mila e 500 euro. | 12 mila e 500 euro | money | 12500 | | EUR |
Con 38 gradi di febbre. | 38 gradi | measure | 38 | | Cel |
"""


@pytest.mark.parametrize("line", lines(CASES))
def test_first_figure(line: str) -> None:
    check(line)
