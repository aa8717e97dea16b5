"""How long, and how many units that nobody knows."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ('Corre in 2h11\'40", a 9" da Melzi.', '[2h11\'40"] duration PT2H11M40S None; [9"] duration PT9S None'),
    ('Chiude a 23" da Landi, poi a 1\'5".', '[23"] duration PT23S None; [1\'5"] duration PT1M5S None'),
    ('Oro in 47"12 e bronzo in 1\'54"3.', '[47"12] duration PT47.12S None; [1\'54"3] duration PT1M54.3S None'),
    ("Il volo dura 3h40'.", "[3h40'] duration PT3H40M None"),
    ('Segna al 45\'+2\' e ha 18 "amici".', ''),
    ("Presta 5'000 franchi.", ''),
    ('Nove mesi di sospensione, di cui tre già scontati.', '[Nove mesi] duration P9M None; [tre] duration P3M None'),
    ('Il tragitto dura 40 minuti, contro i 25 di prima.', '[40 minuti] duration PT40M None; [25] duration PT25M None'),
    ('Otto anni per il capo, cinque per il socio.', '[Otto anni] duration P8Y None; [cinque] duration P5Y None'),
    ('Dieci giorni alla guida e 4 ai compagni di gita.', '[Dieci giorni] duration P10D None; [4] duration P4D None'),
    ('Pena da dodici anni a nove per la cuoca.', '[dodici anni] duration P12Y None; [nove] duration P9Y None'),
    ('Passa da due anni a sei soci.', '[due anni] duration P2Y None'),
    ('Guida con 22” su Neri e 37” su Bo.', '[22”] duration PT22S None; [37”] duration PT37S None'),
    ('Dice che “ne mancano 20” a tutti.', ''),
    ('Apre due giorni anziché cinque.', '[due giorni] duration P2D None; [cinque] duration P5D None'),
    ('Dopo due giorni di sciopero per tre operai.', '[due giorni] duration P2D None'),
    ('In nove mesi 4 furti, contro i 7 di prima.', '[nove mesi] duration P9M None'),
    ('In nove giorni multe per 400.', '[nove giorni] duration P9D None'),
    ('Condannato alla pena di anni due e mesi sei.', '[anni due e mesi sei] duration P2Y6M None'),
    ('La pena di anni uno e giorni dieci di arresto.', '[anni uno e giorni dieci] duration P1Y10D None'),
    ('Sconta mesi otto di reclusione.', '[mesi otto] duration P8M None'),
    ('Deposito entro giorni 20 dalla notifica.', '[giorni 20] duration P20D None'),
    ('Un cast di anni novanta.', ''),
    ('Da mesi due squadre litigano.', '[mesi] duration PXM None'),
    ('La guerra è durata tre mesi.', '[tre mesi] duration P3M None'),
    ('Tutto cambia da un giorno all\'altro.', ''),
    ('Il ponte riapre un anno dopo la frana.', '[un anno] duration P1Y None'),
    ('Il film dura un\'ora e cinquanta per tutti.', "[un'ora e cinquanta] duration PT1H50M None"),
    ('È un mese che la via resta chiusa.', '[un mese] duration P1M None'),
    ('Dura da più di tremila giorni.', '[più di tremila giorni] duration P3000D None more_than'),
    ('Un piano quinquennale.', '[quinquennale] duration P5Y None'),
    ("È rimasto fermo per un'ora e mezza.", "[un'ora e mezza] duration PT1H30M None"),
    ('Condannato a due anni e sei mesi di carcere.', '[due anni e sei mesi] duration P2Y6M None'),
    ('Ferma da anni.', '[anni] duration PXY None'),
    ('È durato pochi minuti.', '[pochi minuti] duration PTXM None'),
    ('Governò per circa un decennio.', '[circa un decennio] duration P10Y None approximate'),
    ("In carcere per quasi vent'anni.", "[quasi vent'anni] duration P20Y None nearly"),
    ("La riunione è durata tre quarti d'ora.", "[tre quarti d'ora] duration PT45M None"),
    ("Ha dormito mezz'ora.", "[mezz'ora] duration PT30M None"),
    ('A due settimane dal voto i partiti tacciono.', '[due settimane] duration P2W None'),
    ('Un anno e mezzo di guerra.', '[Un anno e mezzo] duration P1Y6M None'),
    ('Prognosi di 30 giorni.', '[30 giorni] duration P30D None'),
    ('Il volo dura 12 ore e 30 minuti.', '[12 ore e 30 minuti] duration PT12H30M None'),
    ('Guarirà in una decina di giorni.', '[una decina di giorni] duration P10D None'),
    ('Guarirà in 3-15 giorni.', '[3-15 giorni] duration PXD None approximate'),
    ('Rischia dai 3 ai 5 anni di carcere.', '[dai 3 ai 5 anni] duration PXY None approximate'),
    ('Chiesti 4 anni e 2 mesi, 8 anni e 9 anni.', '[4 anni e 2 mesi] duration P4Y2M None; [8 anni] duration P8Y None; [9 anni] duration P9Y None'),
    ('Dura 1 mese 3 giorni 4 ore e 20 minuti.', '[1 mese 3 giorni 4 ore e 20 minuti] duration P1M3DT4H20M None'),
    ('Le soste durano 1h15, 3h e 4h.', '[1h15] duration PT1H15M None; [3h] duration PT3H None; [4h] duration PT4H None'),
    ('Ci vogliono 4/5 settimane di prove.', '[4/5 settimane] duration PXW None approximate'),
    ('Attese di 2/3 ore al molo.', '[2/3 ore] duration PTXH None approximate'),
    ('Passa 1/2 ora al giorno.', ''),
    ('Starà al molo uno o due mesi.', '[uno o due mesi] duration PXM None approximate'),
    ('Rischia da uno a tre anni.', '[da uno a tre anni] duration PXY None approximate'),
    ('Serviranno due o tre giorni.', '[due o tre giorni] duration PXD None approximate'),
    ('È successo tra mezzogiorno e le due.', '[tra mezzogiorno e le due] interval 2026-02-11T12:00/2026-02-11T14:00 2026-02-11'),
    ('Aperto dalle 20 a mezzanotte.', '[dalle 20 a mezzanotte] interval 2026-02-11T20:00/2026-02-12T00:00 2026-02-11..2026-02-12'),
    ('È passata una settimana dal voto.', '[una settimana] duration P1W None'),
    ('Si è chiuso in due settimane.', '[due settimane] duration P2W None'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
