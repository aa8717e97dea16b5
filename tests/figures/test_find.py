"""Figures of sentences as newspapers write them: surface, kind, bounds, unit, modifier."""

from decimal import Decimal

import pytest

from transforms.normalise import find_figures_in

# text | surface | kind | low | high (empty: equal to low) | unit | modifier
CASES = """
Il governo stanzia circa 1,2 milioni di euro. | circa 1,2 milioni di euro | money | 1200000 | | EUR | approximate
Il terremoto ha causato 325mila morti. | 325mila | count | 325000 | | |
Si parla di tra 500mila e 600mila vittime. | tra 500mila e 600mila | count | 500000 | 600000 | |
Servono tra 10 e 20 milioni di euro. | tra 10 e 20 milioni di euro | money | 10000000 | 20000000 | EUR |
Costa da 3 a 5 mila dollari. | da 3 a 5 mila dollari | money | 3000 | 5000 | USD |
Il treno andava a circa 180-190 km orari. | circa 180-190 km orari | measure | 180 | 190 | km/h | approximate
Sono arrivate 3-4 persone. | 3-4 | count | 3 | 4 | |
Un contingente di 2000 - 3500 uomini. | 2000 - 3500 | count | 2000 | 3500 | |
Hanno risposto tre o quattro aziende. | tre o quattro | count | 3 | 4 | |
Ne servono due o tremila. | due o tremila | count | 2000 | 3000 | |
Ha partecipato più della metà dei soci. | più della metà | ratio | 0.5 | | | more_than
Oltre i due terzi dei voti. | Oltre i due terzi | ratio | 0.666666666667 | | | more_than
Un italiano su due legge i giornali. | Un italiano su due | ratio | 0.5 | | |
Ha votato sì uno su tre. | uno su tre | ratio | 0.333333333333 | | |
Sette famiglie su dieci hanno un cane. | Sette famiglie su dieci | ratio | 0.7 | | |
Capita 1 volta ogni 10 milioni. | 1 volta ogni 10 milioni | ratio | 0.0000001 | | |
I prezzi sono il doppio di prima. | il doppio | ratio | 2 | | |
È tre volte superiore alla media. | tre volte | ratio | 3 | | |
Ha vinto tre volte il Giro. | tre | count | 3 | | |
La disoccupazione sale all'8,5 per cento. | 8,5 per cento | percent | 8.5 | | % |
Il Pil cresce dello 0,3. | 0,3 | percent | 0.3 | | % |
Cala di 3,5 punti percentuali. | 3,5 punti percentuali | percent | 3.5 | | % |
Un aumento di un punto percentuale. | un punto percentuale | percent | 1 | | % |
Tra il 5 e il 10 per cento dei casi. | Tra il 5 e il 10 per cento | percent | 5 | 10 | % |
Un calo del -1,4%. | -1,4% | percent | -1.4 | | % |
Al massimo il 20% del totale. | Al massimo il 20% | percent | 20 | | % | at_most
Una multa da € 3 mln. | € 3 mln | money | 3000000 | | EUR |
Un'offerta da US$ 50 miliardi. | US$ 50 miliardi | money | 50000000000 | | USD |
Vale $10,000 in tutto. | $10,000 | money | 10000 | | USD |
Sequestrati beni per 500 milioni di vecchie lire. | 500 milioni di vecchie lire | money | 500000000 | | ITL |
Una banconota da dieci sterline. | dieci sterline | money | 10 | | GBP |
Il biglietto costa 2 euro e 50 centesimi. | 2 euro e 50 centesimi | money | 2.5 | | EUR |
Il pane è salito di 20 centesimi. | 20 centesimi | money | 0.2 | | EUR |
Bastano euro 500 di anticipo. | euro 500 | money | 500 | | EUR |
Costa un euro. | un euro | money | 1 | | EUR |
Quasi mezzo milione di franchi svizzeri. | Quasi mezzo milione di franchi svizzeri | money | 500000 | | CHF | nearly
Il danno è intorno al miliardo di euro. | intorno al miliardo di euro | money | 1000000000 | | EUR | approximate
Sui 50 euro a testa. | Sui 50 euro | money | 50 | | EUR | approximate
Cade a cinque metri di altezza. | cinque metri | measure | 5 | | m |
Un terreno di 40,2 ettari. | 40,2 ettari | measure | 40.2 | | ha |
Si produce un milione di barili al giorno. | un milione di barili al giorno | measure | 1000000 | | [bbl_us]/d |
Il limite è di 80 km all'ora. | 80 km all'ora | measure | 80 | | km/h |
Una superficie di oltre 50 mq. | oltre 50 mq | measure | 50 | | m2 | more_than
Temperature intorno ai – 20 gradi. | intorno ai – 20 gradi | measure | -20 | | Cel | approximate
Magnitudo tra 5 e 6 nel Pacifico. | Magnitudo tra 5 e 6 | measure | 5 | 6 | magnitude |
Consuma 30 kWh/m2a in classe B. | 30 kWh/m2 | measure | 30 | | kW.h/m2 |
Consuma 40 kWh/m2 anno. | 40 kWh/m2 | measure | 40 | | kW.h/m2 |
Il vaccino per bambini tra i 6 mesi e i 17 anni. | tra i 6 mesi e i 17 anni | age | 0.5 | 17 | a |
Un gioco per bimbi da 18 mesi a 4 anni. | da 18 mesi a 4 anni | age | 1.5 | 4 | a |
Consuma 10 kWh/m2 l'anno. | 10 kWh/m2 | measure | 10 | | kW.h/m2 |
Prevede investimenti tra 1,2 e 1,5 miliardi. | tra 1,2 e 1,5 miliardi | money | 1200000000 | 1500000000 | EUR |
Non meno di altre 13 scosse. | Non meno di altre 13 | count | 13 | | | at_least
Ha vinto per 16 centesimi la discesa. | 16 centesimi | measure | 16 | | cs |
Una scossa di magnitudo 7.4 in Messico. | magnitudo 7.4 | measure | 7.4 | | magnitude |
Il sisma ha avuto una forza di 6.1 gradi (scala Richter). | 6.1 gradi | measure | 6.1 | | magnitude |
Una scossa di 4,3 gradi ha svegliato il paese. | 4,3 gradi | measure | 4.3 | | magnitude |
Sulla scala Richter il terremoto ha toccato i 5 gradi. | 5 gradi | measure | 5 | | magnitude |
La scossa ha avuto effetti di 7 gradi (scala Mercalli). | 7 gradi | measure | 7 | | deg |
Un terremoto a 38 gradi nord. | 38 gradi | measure | 38 | | deg |
Un sisma di magnitudo superiore a 5. | magnitudo superiore a 5 | measure | 5 | | magnitude |
Un terremoto di 5,4 gradi della scala Richter. | 5,4 gradi della scala Richter | measure | 5.4 | | magnitude |
Temperature fino a 40 gradi. | fino a 40 gradi | measure | 40 | | Cel | at_most
A 12,4° di latitudine nord. | 12,4° | measure | 12.4 | | deg |
Meno 27 gradi Celsius in Siberia. | Meno 27 gradi Celsius | measure | -27 | | Cel |
Alto un metro e 80. | un metro e 80 | measure | 1.8 | | m |
Un neonato di tre chili e mezzo. | tre chili e mezzo | measure | 3.5 | | kg |
Una ventina versa in condizioni gravi. | Una ventina | count | 20 | | | approximate
Centinaia di migliaia di profughi. | Centinaia di migliaia | count | 200000 | 999999 | |
Almeno cinquanta i morti. | Almeno cinquanta | count | 50 | | | at_least
Non meno di trenta feriti. | Non meno di trenta | count | 30 | | | at_least
Non più di 10 dollari. | Non più di 10 dollari | money | 10 | | USD | at_most
Sono arrivati in 100 circa. | 100 circa | count | 100 | | | approximate
È andato al cinema sette volte o più. | sette volte o più | count | 7 | | | at_least
Con più di 10 e meno di 20 dipendenti. | più di 10 e meno di 20 | count | 10 | 20 | |
Il Milan ha vinto 3-1 a Torino. | 3-1 | score | 1 | 3 | |
L'Italia batte la Francia due a zero. | due a zero | score | 0 | 2 | |
Il 34enne è in fuga. | 34enne | age | 34 | | a |
La trentaquattrenne è salva. | trentaquattrenne | age | 34 | | a |
Un uomo di 46 anni è stato fermato. | 46 anni | age | 46 | | a |
È morto a 58 anni il presidente. | 58 anni | age | 58 | | a |
Un bimbo di 13 mesi sta bene. | 13 mesi | age | 13 | | mo |
Vietato ai minori di 14 anni. | minori di 14 anni | age | 14 | | a | less_than
I giovani tra i 18 e i 25 anni. | tra i 18 e i 25 anni | age | 18 | 25 | a |
Le persone da sei anni in su. | sei anni in su | age | 6 | | a | at_least
Un uomo sulla cinquantina. | sulla cinquantina | age | 50 | | a | approximate
Padre e figlio di 45, 49 e 16 anni. | 45 | age | 45 | | a |
Gli ultrasessantenni votano. | ultrasessantenni | age | 60 | | a | more_than
Il signor Mario Rossi, 34, e altri. | 34 | age | 34 | | a |
Danni per 12 mila e 500 euro. | 12 mila e 500 euro | money | 12500 | | EUR |
Arrivano 5/6 persone. | 5/6 | count | 5 | 6 | |
Con 38 gradi di febbre. | 38 gradi | measure | 38 | | Cel |
Ha quasi ottant'anni. | quasi ottant'anni | age | 80 | | a | nearly
Due feriti di 6 e 7 anni. | Due | count | 2 | | |
"""


def parse(line: str) -> tuple[str, str, str, Decimal, Decimal, str | None, str | None]:
    text, surface, kind, low, high, unit, modifier = (cell.strip() for cell in line.split("|"))
    return text, surface, kind, Decimal(low), Decimal(high or low), unit or None, modifier or None


@pytest.mark.parametrize("line", [line for line in CASES.splitlines() if line.strip()])
def test_first_figure(line: str) -> None:
    text, surface, kind, low, high, unit, modifier = parse(line)
    figure = find_figures_in(text)[0]
    assert text[figure.start : figure.end] == surface
    assert (figure.kind, figure.unit, figure.modifier) == (kind, unit, modifier)
    assert (figure.low, figure.high) == (low, high)


SURFACES = [
    ("Costa 5, 10 e 20 euro", ["5", "10", "20 euro"]),
    ("il 30 e il 40 per cento", ["30", "40 per cento"]),
    ("sale dall'1,2 all'1,5 per cento", ["1,2", "1,5 per cento"]),
    ("la temperatura è passata da 10 a 20 gradi", ["10", "20 gradi"]),
    ("hanno votato 81 parlamentari su 120", ["81", "120"]),
    ("l'11,7% da quattro a sei volte", ["11,7%", "da quattro a sei"]),
    ("43 vittime, 15 feriti e più di 600 sfollati", ["43", "15", "più di 600"]),
    ("la conduttrice del volo 447 ha 4 figli", ["4"]),
    ("un uomo, una donna e un bambino", []),
    ("per 600 milioni di euro (dai 2,5 miliardi di multa)", ["600 milioni di euro", "2,5 miliardi"]),
    ("bambini di 6 e 7 anni", ["6", "7 anni"]),
    ("Danilo Traini di 17 anni, Alex Rossi di 16 e altri", ["17 anni", "16"]),
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
    ("text", "kinds"),
    [
        ("È morta insieme al figlioletto di 3 in un incidente.", ["age"]),
        ("È uscita con la figlia di 7 e il figlio di 9.", ["age", "age"]),
        ("Il nipotino di 4, la sorella di 30 e il fratello di 8 erano in casa.", ["age", "age", "age"]),
        ("Ferita una donna di 34 anni, madre di 3, e il padre di 72.", ["age", "count", "age"]),
        ("È il figlio di 2 operai.", ["count"]),
    ],
)
def test_ages_without_the_word_years(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in find_figures_in(text)] == kinds


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Disperse 900 tonnellate di mercurio, 709 di idrocarburi e 12 di piombo.", ["t", "t", "t"]),
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
    by_sentence = find_figures_in("per 600 milioni di euro (dai 2,5 miliardi di multa)")
    assert [(f.low, f.unit) for f in by_sentence] == [(600_000_000, "EUR"), (2_500_000_000, "EUR")]
    apart = find_figures_in("Costa 600 milioni di euro. Conta 3 milioni di abitanti.")
    assert [f.unit for f in apart] == ["EUR", None]


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
