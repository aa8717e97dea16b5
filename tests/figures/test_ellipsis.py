"""Bare numbers take unit and scale of a figure before them, and only where nothing else is counted."""

import pytest

from transforms.normalise import find_figures_in

FILLED = [
    # a sum, its scale and its parts
    ("La nave è costata 12 milioni di euro, sette dei quali prestati dalla banca.", [(12e6, "EUR"), (7e6, "EUR")]),
    (
        "Il molo costerà 310 milioni: 140 li mette il porto, 90 la città.",
        [(310e6, "EUR"), (140e6, "EUR"), (90e6, "EUR")],
    ),
    ("Servono 90mila euro e la giunta ne ha promessi 25.", [(90e3, "EUR"), (25e3, "EUR")]),
    ("La famiglia spende 306 euro, due in più di marzo.", [(306, "EUR"), (2, "EUR")]),
    ("Il burro costa 7,80 euro, al mercato 4,20.", [(7.8, "EUR"), (4.2, "EUR")]),
    ("Il debito scende da 41,5 a 29,5 milioni.", [(41.5e6, "EUR"), (29.5e6, "EUR")]),
    ("L'utile scende a 41 milioni dai 43 di fine anno.", [(41e6, "EUR"), (43e6, "EUR")]),
    ("Finanziamenti per 14, 16 e 21 milioni.", [(14e6, "EUR"), (16e6, "EUR"), (21e6, "EUR")]),
    # "ne" points to the sum before, in another sentence too; "di cui" to what a participle follows
    ("Il tetto costa 90 milioni. La curia ne ha raccolti 12.", [(90e6, "EUR"), (12e6, "EUR")]),
    ("Un lascito da 60mila euro, di cui 15mila versati.", [(60e3, "EUR"), (15e3, "EUR")]),
    # percentages: an article in the singular, a sign, a list
    ("Legge il 40% dei ragazzi, il 12 delle ragazze.", [(40, "%"), (12, "%")]),
    ("Il Po è al 22%, il Piave al 15.", [(22, "%"), (15, "%")]),
    ("Vola Lecce (+2,7%), crolla Bari (-4).", [(2.7, "%"), (-4, "%")]),
    ("Lista Azzurra 37,9%, M5S 22,4, Forza Italia 6,3.", [(37.9, "%"), (22.4, "%"), (6.3, "%")]),
    ("Al referendum vanno il 58%. Al sud si scenderà al 25.", [(58, "%"), (25, "%")]),
    # measures
    ("Zero termico a 2.300 metri, neve oltre i 1.400.", [(2300, "m"), (1400, "m")]),
    ("La lapide è alta 190 centimetri, larga 60 e spessa 8.", [(190, "cm"), (60, "cm"), (8, "cm")]),
    ("Il molo è a 84 metri. Più in là 12 boe.", [(84, "m"), (12, None)]),
    # points, of an index too, and a change in brackets
    ("L'indice di fiducia cala da 97,2 a 95,8 punti.", [(97.2, "points"), (95.8, "points")]),
    ("Il Ftse Mib chiude a 34.120 punti, il Dax a 18.430.", [(34120, "points"), (18430, "points")]),
    ("Lo spread si ferma a 121 punti base (-4).", [(121, "bp"), (-4, "bp")]),
    ("La quota guadagna 0,6 punti percentuali, al 58,3.", [(0.6, "pp"), (58.3, "%")]),
    ("Lo skipass costa 420 euro, contro i 395 della valle accanto.", [(420, "EUR"), (395, "EUR")]),
    ("Una multa da 3 milioni di euro tocca 2 dei 9 soci.", [(3e6, "EUR"), (2, None), (9, None)]),
    ("Gli iscritti sono 18mila. L'indice di lettura sale a 4,6.", [(18e3, None), (4.6, None)]),
    ("Le punte prendono 3,4 e 3,1 milioni di euro.", [(3.4e6, "EUR"), (3.1e6, "EUR")]),
    # a price stays one though a share stands between
    (
        "La lana cede l'1,2% a 82,15 dollari, il lino lo 0,9% a 78,4.",
        [(1.2, "%"), (82.15, "USD"), (0.9, "%"), (78.4, "USD")],
    ),
    ("Il tè costa 1,20 euro, il 5% in più (erano 1,14).", [(1.2, "EUR"), (5, "%"), (1.14, "EUR")]),
    ("Un utile di 1,15 dollari contro 0,98 attesi.", [(1.15, "USD"), (0.98, "USD")]),
    # what was before
    ("La raccolta sale a 70 milioni dai precedenti 64.", [(70e6, "EUR"), (64e6, "EUR")]),
    ("Nell'isola bruciano 51 ettari, 11 in collina.", [(51, "ha"), (11, "ha")]),
    ("A Bari l'autobus va a 11,2 chilometri orari, a Lecce a 14,6.", [(11.2, "km/h"), (14.6, "km/h")]),
]

LEFT_ALONE = [
    ("I danni arrivano a 3 milioni di euro; gli sfollati, 41, dormono in palestra.", [(3e6, "EUR"), (41, None)]),
    ("La multa è di 900 euro; i vigili oggi sono 81.", [(900, "EUR"), (81, None)]),
    ("Vale 8 milioni. Bussano in trenta, ne entrano 12.", [(8e6, "EUR"), (30, None), (12, None)]),
    ("Spesi 40 euro. Attesi 3-5 metri di neve.", [(40, "EUR"), (3, "m")]),
    ("L'adesione tocca il 60% e 12 treni restano fermi.", [(60, "%"), (12, None)]),
    ("Il quartiere vota al 46% (erano 1.004 nel conto del mattino).", [(46, "%"), (1004, None)]),
    ("Pagano 7.500 euro: ne hanno diritto 640 su 5.200.", [(7500, "EUR"), (640, None), (5200, None)]),
    ("Con 9 milioni di euro nuotavano qui quaranta navi, adesso sei.", [(9e6, "EUR"), (40, None), (6, None)]),
    ("Lavori per 30 milioni di euro; circa 140 le famiglie fuori casa.", [(30e6, "EUR"), (140, None)]),
    ("Trovati 3 chili di resina, 4 di loro in cella.", [(3, "kg"), (4, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [*FILLED, *LEFT_ALONE])
def test_bare_numbers(text: str, wanted: list[tuple[float, str | None]]) -> None:
    assert [(float(f.low or 0), f.unit) for f in find_figures_in(text)] == wanted


def test_a_bare_number_is_filled_in_bounded_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    from transforms.figures import ellipsis

    steps = 0
    real = ellipsis._filled

    def counted(*arguments: object) -> object:
        nonlocal steps
        steps += 1
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ellipsis, "_filled", counted)
    find_figures_in("costa 3 euro, " + "altri 12, " * 400)
    assert steps <= 401 * ellipsis._LENDERS
