"""Kinds of dates that articles write and readers miss when they are misread: each kind in several wordings."""

from datetime import date

import pytest

from transforms.normalise import find_dates_in

DAY = date(2026, 3, 5)

CASES = [
    # years whose century is left out
    ("Della classe '97, gioca in porta.", ["'97 1997-01-01..1997-12-31"]),
    ("Nato nell'84 a Brindisi.", ["84 1984-01-01..1984-12-31"]),
    ("La frana dell'87 fu peggiore.", ["87 1987-01-01..1987-12-31"]),
    ("La crisi del '29 iniziò a New York.", ["'29 1929-01-01..1929-12-31"]),
    ("Il teatro chiuse il 9/4/'86 per lavori.", ["9/4/'86 1986-04-09"]),
    ("Con l'81% dei voti.", []),
    # lists of years, plans
    ("Vinse nel 1998, 2001 e 2004.", [f"{y} {y}-01-01..{y}-12-31" for y in (1998, 2001, 2004)]),
    ("Tre titoli (1971, 1975, 1983).", [f"{y} {y}-01-01..{y}-12-31" for y in (1971, 1975, 1983)]),
    ("Fondi per il triennio 2024/2026.", ["2024/2026 2024-01-01..2026-12-31"]),
    ("Un piano per il biennio 2025/2026.", ["2025/2026 2025-01-01..2026-12-31"]),
    # codes of quarters and halves
    ("Nel 4T 2025 la spesa cala.", ["4T 2025 2025-10-01..2025-12-31"]),
    ("Conti in calo nel 3Q25.", ["3Q25 2025-07-01..2025-09-30"]),
    ("Nel 1H26 tornano gli utili.", ["1H26 2026-01-01..2026-06-30"]),
    ("Ricavi dei 9M 2025 stabili.", ["9M 2025 2025-01-01..2025-09-30"]),
    ("Una lampada 4T 20 volt.", []),
    ("Fondi per il biennio 2024/25.", ["2024/25 2024-01-01..2025-12-31"]),
    # days that share a month across the sentence
    (
        "Dalle 20 di lunedì 13 alle 8 di martedì 14 aprile 2026.",
        ["20 2026-04-13", "lunedì 13 2026-04-13", "8 2026-04-14", "martedì 14 aprile 2026 2026-04-14"],
    ),
    (
        "Sarà chiuso giovedì 2 aprile e riaprirà la sera di venerdì 3.",
        ["giovedì 2 aprile 2026-04-02", "sera di venerdì 3 2026-04-03"],
    ),
    (
        "Il bus si ferma dalla mezzanotte alle 20 di venerdì 13 marzo.",
        ["dalla mezzanotte alle 20 di venerdì 13 marzo 2026-03-13"],
    ),
    ("Corteo il 1/o maggio.", ["1/o maggio 2026-05-01"]),
    ("Sportello 10:15-12:45.", ["10:15-12:45 2026-03-05"]),
    ("Erano circa le 18,20 di ieri.", ["18,20 2026-03-04", "ieri 2026-03-04"]),
    ("La seconda scossa, dopo la prima delle 9.40.", ["9.40 2026-03-05"]),
    # days of the month
    ("Il giorno 17 si vota.", ["giorno 17 2026-03-17"]),
    ("A Imola il 12 luglio, in Francia 19 luglio.", ["12 luglio 2026-07-12", "19 luglio 2026-07-19"]),
    ("La mostra è aperta dal 9 al 17 maggio.", ["dal 9 al 17 maggio 2026-05-09..2026-05-17"]),
    ("Il giorno successivo il sindaco si dimise.", ["giorno successivo 2026-03-06"]),
    ("Il 3 marzo si chiude; il 5 si riapre.", ["3 marzo 2026-03-03", "5 2026-03-05"]),
    ("Nota del 2 u.s. alla giunta.", ["2 u.s. 2026-03-02"]),
    ("Il decennio 2010-2020 è finito.", ["2010-2020 2010-01-01..2020-12-31"]),
    ("Aperto nei giorni feriali 9.30-12.30.", ["9.30-12.30 2026-03-05"]),
    ("I casi calano rispetto a luglio.", ["luglio 2025-07-01..2025-07-31"]),
    ("La spesa scende a 80 euro dai 95 di giugno.", ["giugno 2025-06-01..2025-06-30"]),
    ("Il club gioca contro il Lecce il 12 aprile.", ["12 aprile 2026-04-12"]),
    # a stroke joins days, years and hours as a dash does
    ("La fiera è aperta 28 febbraio/3 marzo 2026.", ["28 febbraio/3 marzo 2026 2026-02-28..2026-03-03"]),
    ("I lavori del 2020/25 sono fermi.", ["2020/25 2020-01-01..2025-12-31"]),
    ("Molo aperto sab 10-13/15-19.", ["10-13 2026-03-05", "15-19 2026-03-05"]),
    ("Aggiornato: 18.30, il molo regge.", ["18.30 2026-03-05"]),
    ("Si vara entro 15/3.", ["15/3 2026-03-15"]),
    ("Il giorno 10 di ogni mese si salpa.", ["10 di ogni mese XXXX-XX-10"]),
    ("Un'ancora del 753 aC.", ["753 aC BC0753"]),
    ("Sportello ore 9/13.", ["9/13 2026-03-05"]),
    ("Il museo apre ore 9.00/13.00.", ["9.00/13.00 2026-03-05"]),
    ("Orario: 9-12 / 15-18.", ["9-12 2026-03-05", "15-18 2026-03-05"]),
    (
        "Lun-ven: 9.00/12.30 - 15.00/18.00.",
        ["Lun-ven XXXX-WXX-1/XXXX-WXX-5", "9.00/12.30 2026-03-05", "15.00/18.00 2026-03-05"],
    ),
    ("La barca parte dalle h 8 alle h 20.", ["dalle h 8 alle h 20 2026-03-05"]),
    ("Il molo è chiuso dalle 20,30.", ["20,30 2026-03-05"]),
    ("Prove mar 10/3 al molo.", ["mar 10/3 2026-03-10"]),
    # years and months without their century, their year, their name in full
    ("Il restauro del '92-'93 costò poco.", ["'92-'93 1992-01-01..1993-12-31"]),
    ("I cippi della guerra del '15-'18.", ["'15-'18 1915-01-01..1918-12-31"]),
    ("Ricavi gen-feb 2026 in calo.", ["gen-feb 2026 2026-01-01..2026-02-28"]),
    ("Ricavi nov./gen. 2026 in calo.", ["nov./gen. 2026 2025-11-01..2026-01-31"]),
    ("Il faro fu alzato nell'800.", ["800 1801-01-01..1900-12-31"]),
    ("Il faro è della prima metà dell'800.", ["prima metà dell'800 1801-01-01..1850-12-31"]),
    ("Pagato nell'800 per cento dei casi.", []),
    ("La moda degli anni 10 del Duemila.", ["anni 10 del Duemila 2010-01-01..2019-12-31"]),
    ("Gli utili del 2o semestre 2025.", ["2o semestre 2025 2025-07-01..2025-12-31"]),
    ("Nell'a.s. 2025-2026 chiude il nido.", []),
    # digits with blanks between them, without any, with points before a date in full
    ("La gara del 5 / 3 / 2026 è nulla.", ["5 / 3 / 2026 2026-03-05"]),
    ("La gara del 5. 3. 2026 è nulla.", ["5. 3. 2026 2026-03-05"]),
    ("La gara del 2026 - 03 - 05 è nulla.", ["2026 - 03 - 05 2026-03-05"]),
    ("La lastra 20260305 è nitida.", ["20260305 2026-03-05"]),
    ("La lastra 20261305 è nitida.", []),
    ("La regata dal 28.02 al 03.03.2026.", ["dal 28.02 al 03.03.2026 2026-02-28..2026-03-03"]),
    # days with a name, days that there are not
    ("Il corteo del Venerdì Santo parte dal molo.", ["Venerdì Santo 2026-04-03"]),
    ("Mercoledì delle Ceneri il faro resta spento.", ["Mercoledì delle Ceneri 2026-02-18"]),
    ("La nota del 5 febbraio u.s. tace.", ["5 febbraio u.s. 2026-02-05"]),
    ("La regata del 5 marzo p.v. salta.", ["5 marzo p.v. 2027-03-05"]),
    ("Sabato 31 aprile si varava la barca.", ["Sabato 2026-02-28"]),
    # what is told of long ago does not hold for the clock of the next sentence; nor does what is compared with
    ("Fu ferito il 3 maggio 2019. È morto in mattinata.", ["3 maggio 2019 2019-05-03", "mattinata 2026-03-05"]),
    ("Fu ferito il 3 maggio 2019 e portato via alle 9.40.", ["3 maggio 2019 2019-05-03", "9.40 2019-05-03"]),
    (
        "Nel 2025 i ricavi salgono rispetto al 2024, a 9 euro dagli 8 dell'anno precedente.",
        ["2025 2025-01-01..2025-12-31", "2024 2024-01-01..2024-12-31", "anno precedente 2024-01-01..2024-12-31"],
    ),
    ("Il giorno dopo la scossa aprono le scuole.", ["giorno dopo 2026-03-06"]),
    # a percentage is no day
    ("I verdi sono al 9%, i rossi perdono il 7.", []),
    # the nearest verb of its own clause, and what should have happened
    ("Ha firmato la legge martedì ed entrerà in carica.", ["martedì 2026-03-03"]),
    ("Avrebbe dovuto cantare martedì a Lodi.", ["martedì 2026-03-03"]),
    # nights and hours
    ("Lo scoppio è avvenuto poco prima delle 23.", ["23 2026-03-05"]),
    ("L'incendio di ieri notte è domato.", ["ieri notte 2026-03-04..2026-03-05"]),
    ("È accaduto ieri notte alle 2.30.", ["ieri notte 2026-03-04..2026-03-05", "2.30 2026-03-05"]),
    ("È accaduto poco dopo le 19.", ["19 2026-03-05"]),
    ("Il blackout è durato tra le ore 10.15 e le 11.40.", ["tra le ore 10.15 e le 11.40 2026-03-05"]),
    ("Nel 2006 il treno partiva alle 17.45.", ["2006 2006-01-01..2006-12-31", "17.45 2026-03-05"]),
    # durations
    ("Condannati a 9, 7 e 4 anni di carcere.", ["9 P9Y", "7 P7Y", "4 anni P4Y"]),
    ("Pene di sei e otto mesi.", ["sei P6M", "otto mesi P8M"]),
    ("I turni scendono da 12 a 8 ore.", ["12 PT12H", "8 ore PT8H"]),
    ("Restano da 3 a 5 mesi.", ["da 3 a 5 mesi PXM"]),
    ("Andranno in pensione a 41 anni e 10 mesi.", ["41 anni e 10 mesi P41Y10M"]),
    ("La licenza passa alle 24 ore.", ["24 ore PT24H"]),
    ("Multe a 9, 7 e 4 persone.", []),
    ("Il viaggio dura 3h 20m, poi 1h45'.", ["3h 20m PT3H20M", "1h45' PT1H45M"]),
    (
        "Tra due settimane, due mesi fa la bozza.",
        ["Tra due settimane 2026-03-16..2026-03-22", "due mesi fa 2026-01-01..2026-01-31"],
    ),
    ("Un Btp decennale e i titoli decennali.", []),
    ("I pompieri hanno pompato acqua per ore.", ["ore PTXH"]),
    ("La scalata dura all'incirca tre giorni.", ["all'incirca tre giorni P3D"]),
    ("La semestrale ha deluso, il contratto triennale no.", ["triennale P3Y"]),
    ("La scuola festeggia il decennale della palestra.", []),
    # what is no date
    ("Vince in tre set.", []),
    ("Il primo set è suo.", []),
    ("Il rendimento del decennale scende.", []),
    ("Mancano quattro giornate al termine.", []),
    ("Vigili attivi h24.", []),
    ("Il 2-1 di Lecce pesa.", []),
    # parts of months, of centuries, of school
    ("I saldi partono nella terza decade di giugno.", ["terza decade di giugno 2026-06-21..2026-06-30"]),
    ("Fu battuta nell'ultima decade del mese scorso.", ["ultima decade del mese scorso 2026-02-21..2026-02-28"]),
    ("Una decade di prove.", []),
    ("Nel XV-XVI secolo il molo crebbe.", ["XV-XVI secolo 1401-01-01..1600-12-31"]),
    ("Mura del XV e XVI secolo.", ["XV 1401-01-01..1500-12-31", "XVI secolo 1501-01-01..1600-12-31"]),
    ("Nei secoli XV e XVI il molo crebbe.", ["secoli XV 1401-01-01..1500-12-31", "XVI 1501-01-01..1600-12-31"]),
    ("Crebbe tra il XV e il XVI secolo.", ["tra il XV e il XVI secolo 1401-01-01..1600-12-31"]),
    ("Crebbe dal XV al XVI secolo.", ["dal XV al XVI secolo 1401-01-01..1600-12-31"]),
    ("L'anno scolastico 2024/25 è chiuso.", ["anno scolastico 2024/25 2024-09-01..2025-06-30"]),
    ("L'anno scolastico 2024-2025 è chiuso.", ["anno scolastico 2024-2025 2024-09-01..2025-06-30"]),
    ("La stagione 2024/25 è chiusa.", []),
    ("Cala tra ottobre e dicembre 2025.", ["tra ottobre e dicembre 2025 2025-10-01..2025-12-31"]),
    # years and months beside other words
    ("Nel lontanissimo 1911 il molo era di legno.", ["1911 1911-01-01..1911-12-31"]),
    ("Ha pagato solo 2025 euro.", []),
    ("Nell'ultimo anno e mezzo il molo è rimasto chiuso.", ["ultimo anno e mezzo 2024-09-05..2026-03-05"]),
    # Roman days
    ("Il corteo del XXV aprile partirà dal molo.", ["XXV aprile 2026-04-25"]),
    ("Il mercato di via XX Settembre.", []),
    # feasts
    ("Per l'Epifania il faro era acceso.", ["Epifania 2026-01-06"]),
    ("La settimana di Ferragosto il faro era spento.", ["settimana di Ferragosto 2025-08-11..2025-08-17"]),
    ("L'ultimo dell'anno il faro sarà acceso.", ["ultimo dell'anno 2026-12-31"]),
    ("Chiuso tra Natale e Capodanno.", ["tra Natale e Capodanno 2025-12-25..2026-01-01"]),
    ("Il ponte di Ognissanti ha riempito il molo.", ["Ognissanti 2025-11-01"]),
    ("Tra Pasqua Rossi e Natale Bruni c'era il molo.", []),
    ("Molo chiuso alle 18: 30 barche ferme.", ["18 2026-03-05"]),
    ("Si salpa alle 18 : 30 e alle 9.", ["18 : 30 2026-03-05", "9 2026-03-05"]),
    # limits, hours of nought
    ("Il molo riaprirà entro l'anno.", ["anno 2026-01-01..2026-12-31"]),
    ("Il molo riaprirà entro la settimana.", ["settimana 2026-03-02..2026-03-08"]),
    ("Il molo riaprirà entro l'estate.", ["estate 2026-06-21..2026-09-20"]),
    ("Il molo riaprirà entro il mese di giugno.", ["giugno 2026-06-01..2026-06-30"]),
    ("Vale l'anno che resta.", []),
    ("Si fermeranno dalle ore zero di venerdì.", ["zero 2026-03-06", "venerdì 2026-03-06"]),
    ("Un motore da zero ore.", []),
    # the verb is surer than the weekday
    ("Martedì 6 marzo il molo sarà chiuso.", ["Martedì 6 marzo 2026-03-06"]),
    ("Serra ha risposto: «Vedremo a giugno».", ["giugno 2026-06-01..2026-06-30"]),
    ("Serra ha detto: «Ne parlavamo a giugno».", ["giugno 2025-06-01..2025-06-30"]),
    # moments in digits, running reports
    ("Bozza del 2026-03-02 18:45:10.", ["2026-03-02 2026-03-02", "18:45:10 2026-03-02"]),
    ("Bozza rdm 20260302T184510Z.", ["20260302T184510 2026-03-02"]),
    ("Diretta\n9.20 – Primi arrivi\n10,05 - «Si parte»", ["9.20 2026-03-05", "10,05 2026-03-05"]),
    ("Listino\n9.20 – 9.80 euro", []),
    ("Diretta\n9.20: primi arrivi\n10.05: si parte", ["9.20 2026-03-05", "10.05 2026-03-05"]),
    ("Bozza del 2026.03.02, versione 2.0.1.", ["2026.03.02 2026-03-02"]),
    ("#7giugno in piazza, #9luglio2026 al molo.", ["7giugno 2026-06-07", "9luglio2026 2026-07-09"]),
    ("Il molo chiude per quarantott'ore.", ["quarantott'ore PT48H"]),
    # what comes back
    ("Lo sportello apre dal lunedì al giovedì.", ["dal lunedì al giovedì XXXX-WXX-1/XXXX-WXX-4"]),
    ("Lo sportello apre dal mar. al gio. 9-12.", ["dal mar. al gio. XXXX-WXX-2/XXXX-WXX-4", "9-12 2026-03-05"]),
    (
        "Il molo chiude dal lunedì 9 al mercoledì 11 marzo.",
        ["dal lunedì 9 al mercoledì 11 marzo 2026-03-09..2026-03-11"],
    ),
    ("Si prova ogni primo sabato del mese.", ["ogni primo sabato del mese P1M"]),
    ("Si prova l'ultimo venerdì di ogni mese.", ["ultimo venerdì di ogni mese P1M"]),
    ("Si prova a giorni alterni.", ["a giorni alterni P2D"]),
    ("La luce si spegne ogni sera.", ["ogni sera XXXX-XX-XXTEV"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_kind(text: str, expected: list[str]) -> None:
    found = []
    for one in find_dates_in(text, DAY):
        days = f"{one.date_from}" if one.date_from == one.date_to else f"{one.date_from}..{one.date_to}"
        found.append(f"{text[one.start : one.end]} {one.timex if one.date_from is None else days}")
    assert found == expected
