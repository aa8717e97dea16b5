"""Ages: of persons, not of contracts."""

import pytest

from tests.figures.cases import check, lines
from transforms.normalise import find_figures_in

CASES = """
Il vaccino per bambini tra i 9 mesi e i 16 anni. | tra i 9 mesi e i 16 anni | age | 0.75 | 16 | a |
Un gioco per bimbi da 18 mesi a 4 anni. | da 18 mesi a 4 anni | age | 1.5 | 4 | a |
Il 34enne è in fuga. | 34enne | age | 34 | | a |
Vanna Serra, 34 anni: «Salpo». | 34 anni | age | 34 | | a |
La trentaquattrenne è salva. | trentaquattrenne | age | 34 | | a |
Un uomo di 46 anni è stato fermato. | 46 anni | age | 46 | | a |
È morta a 61 anni la pittrice. | 61 anni | age | 61 | | a |
Un bimbo di 13 mesi sta bene. | 13 mesi | age | 13 | | mo |
I disoccupati di 20-24 anni calano. | 20-24 anni | age | 20 | 24 | a |
La popolazione tra 20 e 69 anni invecchia. | tra 20 e 69 anni | age | 20 | 69 | a |
Vietato ai minori di 14 anni. | minori di 14 anni | age | 14 | | a | less_than
I giovani tra i 15 e i 22 anni. | tra i 15 e i 22 anni | age | 15 | 22 | a |
I bambini da tre anni in su. | tre anni in su | age | 3 | | a | at_least
Un uomo sulla cinquantina. | sulla cinquantina | age | 50 | | a | approximate
Padre e figlio di 45, 49 e 16 anni. | 45 | age | 45 | | a |
Le donne, tutte del rione, di 23, 31, 38, 44 e 52 anni. | 23 | age | 23 | | a |
Gli ultrasessantenni votano. | ultrasessantenni | age | 60 | | a | more_than
Il signor Mario Rossi, 34, e altri. | 34 | age | 34 | | a |
Ha quasi ottant'anni. | quasi ottant'anni | age | 80 | | a | nearly
Vinse all'età di 40 anni dopo molte sconfitte. | 40 anni | age | 40 | | a |
Il fidanzato B. T. di venticinque anni è illeso. | venticinque anni | age | 25 | | a |
Le figlie: Ada ha 30 anni, Bea 27 ed Eva 36. | 30 anni | age | 30 | | a |
Il siero tocca a chi vive con più di 80 anni. | più di 80 anni | age | 80 | | a | more_than
Marta C., 35 anni, è stata sentita. | 35 anni | age | 35 | | a |
Con Ada Neri (19, studentessa) c'era il fratello. | 19 | age | 19 | | a |
La mensa è per i bimbi tra 0 e 3 anni. | tra 0 e 3 anni | age | 0 | 3 | a |
Ada avrebbe compiuto proprio ieri 18 anni. | 18 anni | age | 18 | | a |
L'età della pensione passa da 63 a 65 anni. | 63 | age | 63 | | a |
Ferito un marine afroamericano di 27 anni. | 27 anni | age | 27 | | a |
"""


@pytest.mark.parametrize("line", lines(CASES))
def test_first_figure(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("È morta insieme al figlioletto di 3 in un incidente.", ["age"]),
        ("È uscita con la figlia di 7 e il figlio di 9.", ["age", "age"]),
        ("Il nipotino di 4, la sorella di 30 e il fratello di 8 erano in casa.", ["age", "age", "age"]),
        ("Ferita una donna di 34 anni, madre di 3, e il padre di 72.", ["age", "count", "age"]),
        ("È il figlio di 2 operai.", ["count"]),
        ("Dei malati 5 tra 6-9 anni, 8 tra 10-14 anni.", ["count", "age", "count", "age"]),
        ("Fermati due coniugi e altri, tutti incensurati, di 31, 38, 40, 55 e 57 anni.", ["count", *["age"] * 5]),
        ("Inflitte pene di 4, 5 e 9 anni.", []),
        ("I due, 45 e 48 anni, sono cugini.", ["count", "age", "age"]),
        ("I tre, 20, 22 e 31 anni, tacciono.", ["count", "age", "age", "age"]),
        ("Ivo, 45 anni, e Ada, 43, tacciono.", ["age", "age"]),
        ("Ivo ha vinto e Ada, 43, tace.", ["count"]),
    ],
)
def test_ages_without_the_word_years(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in find_figures_in(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La friulana, 25 anni, corre per Gemona.", "age"),
        ("Entrò in fabbrica a 16 anni.", "age"),
        ("Sale il tasso di occupazione tra 15 e 64 anni.", "age"),
        ("Hanno 10 anni di tempo.", None),
        ("Si esce dal lavoro a 64 anni.", "age"),
        ("Nonostante gli 85 anni dipinge.", "age"),
        ("Chi ha oggi trent'anni aspetta.", "age"),
        ("Il Btp a 10 anni rende poco.", None),
        ("Per l'uso sportivo la tessera passa da 8 a 6 anni.", None),
        ("A dieci anni dalla frana il paese ricorda.", None),
        ("Il patto condusse a 40 anni di quiete.", None),
        ("Di qui a trenta anni si saprà.", None),
        ("La pena più lunga, 8 anni, resta.", None),
        ("Il contratto dura molto, 7 anni.", None),
        ("La ditta ha sessanta giorni per pagare.", None),
        ("L'ex capo Ivo Serra (2 anni e sei mesi) tace.", None),
        ("GEMONA - Quindici anni di lavori, due soste.", None),
        ("Ha dieci anni in più di lei.", None),
        ("Ha trent'anni di anzianità.", None),
        ("Ivo Serra, diciott'anni, pesca.", "age"),
        ("La maestra in pensione, 64 anni, canta.", "age"),
        ("Parla Ivo Serra, 34 anni di Gemona.", "age"),
    ],
)
def test_ages_and_times(text: str, kind: str | None) -> None:
    assert [figure.kind for figure in find_figures_in(text) if figure.kind == "age"] == ([kind] if kind else [])
