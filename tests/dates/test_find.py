"""Time expressions in Italian sentences: how they are resolved one after the other, what is left unread."""

from datetime import date, datetime

import pytest

from tests.dates.reading import WEDNESDAY, alone, read, told

# fmt: off
CASES = [
    # nothing
    ('Terremoto di magnitudo 4.3, poi 3.2 alle 5.12.', '[5.12] time 2026-02-11T05:12 2026-02-11'),
    ('Il 30 febbraio non esiste.', ''),
    ('Nel 2014.000 abitanti.', ''),
    ('Il 31 aprile 2025 non esiste.', ''),
    ('Versione 2.0.1 del programma.', ''),
    ('Ha vinto 3-1 in casa.', ''),
    ('Il 10% degli italiani.', ''),
    ('Via XX Settembre è chiusa.', ''),
    ('Christian Maggio ha segnato.', ''),
    ('La società odierna.', ''),
    ('Nel Mezzogiorno si emigra.', ''),
    ('È passata a secondo posto.', ''),
    # told
    ("Nella notte tra venerdì e sabato bruciava il molo; all'alba ardeva ancora.", '[notte tra venerdì e sabato] time 2026-02-06TNI 2026-02-06..2026-02-07; [alba] time 2026-02-07TMO 2026-02-07'),
    ("Nel 2025 il porto perdeva 9 milioni rispetto ai 2 del 2019; l'anno precedente era in utile.", '[2025] date 2025 2025-01-01..2025-12-31; [2019] date 2019 2019-01-01..2019-12-31; [anno precedente] date 2024 2024-01-01..2024-12-31'),
    ('Nel quarto trimestre del 2025 i ricavi sono saliti; nel trimestre precedente erano fermi.', '[quarto trimestre del 2025] date 2025-Q4 2025-10-01..2025-12-31; [trimestre precedente] date 2025-Q3 2025-07-01..2025-09-30'),
    ("Nel terzo trimestre del 2025 l'utile è salito, nello stesso periodo del 2024 era calato.", '[terzo trimestre del 2025] date 2025-Q3 2025-07-01..2025-09-30; [stesso periodo del 2024] date 2024-Q3 2024-07-01..2024-09-30'),
    ("Nel terzo trimestre del 2025 l'utile è salito oltre l'analogo periodo del 2024, ma il pari periodo 2023 resta lontano.", '[terzo trimestre del 2025] date 2025-Q3 2025-07-01..2025-09-30; [analogo periodo del 2024] date 2024-Q3 2024-07-01..2024-09-30; [pari periodo 2023] date 2023-Q3 2023-07-01..2023-09-30'),
    ('Nei primi due mesi del 2025 il molo ha reso 9, nello stesso bimestre del 2024 era chiuso.', '[primi due mesi del 2025] interval None 2025-01-01..2025-02-28; [stesso bimestre del 2024] interval None 2024-01-01..2024-02-29'),
    ('Nei primi cinque mesi del 2025 i furti sono stati 80, contro i 95 dello stesso periodo del 2024.', '[primi cinque mesi del 2025] interval None 2025-01-01..2025-05-31; [stesso periodo del 2024] interval None 2024-01-01..2024-05-31'),
    ('Nei primi due mesi del 2024 ha nevicato, nello stesso periodo del 2023 no.', '[primi due mesi del 2024] interval None 2024-01-01..2024-02-29; [stesso periodo del 2023] interval None 2023-01-01..2023-02-28'),
    ('Dal 1° gennaio i roghi sono 12, nello stesso periodo del 2025 furono 30.', '[1° gennaio] date 2026-01-01 2026-01-01 since; [stesso periodo del 2025] interval None 2025-01-01..2025-02-11'),
    ('Le nascite da inizio anno sono 14; il 3 febbraio erano 11, contro le 16 dello stesso periodo del 2025.', '[inizio anno] date 2026 2026-01-01..2026-03-31 start; [3 febbraio] date 2026-02-03 2026-02-03; [stesso periodo del 2025] interval None 2025-01-01..2025-02-11'),
    ('Il 7 maggio 2024 nevicò; lo stesso giorno del 2019 ci fu il sole.', '[7 maggio 2024] date 2024-05-07 2024-05-07; [stesso giorno del 2019] date 2019-05-07 2019-05-07'),
    ("Nel quadrimestre scorso l'officina ha perso due clienti.", '[quadrimestre scorso] interval None 2025-09-01..2025-12-31'),
    ('Nel dicembre del 1956 fu arrestato in un processo che si concluderà cinque anni dopo.', '[dicembre del 1956] date 1956-12 1956-12-01..1956-12-31; [cinque anni dopo] date 1961 1961-01-01..1961-12-31'),
    ('Nel 2017 i morti furono 90, contro i 1.035 dei 15 anni precedenti.', '[2017] date 2017 2017-01-01..2017-12-31; [15 anni precedenti] interval None 2002-01-01..2016-12-31'),
    ('Il 2 ottobre 2025 fu arrestato; nei tre giorni successivi tacque.', '[2 ottobre 2025] date 2025-10-02 2025-10-02; [tre giorni successivi] interval None 2025-10-03..2025-10-05'),
    ('Alle 20:00 (ora locale) di ieri la terra ha tremato.', '[20:00] time 2026-02-10T20:00 2026-02-10; [ieri] date 2026-02-10 2026-02-10'),
    ('Nella notte tra il 5 e il 6 febbraio, alle 2, la terra ha tremato.', '[notte tra il 5 e il 6 febbraio] time 2026-02-05TNI 2026-02-05..2026-02-06; [2] time 2026-02-06T02:00 2026-02-06'),
    ('Nel primo pomeriggio, alle 3, la terra ha tremato.', '[primo pomeriggio] time 2026-02-11TAF 2026-02-11; [3] time 2026-02-11T15:00 2026-02-11'),
    ('Trasporti, venerdì sciopero di 24 ore\nVenerdì prossimo si fermeranno i treni.', '[venerdì] date 2026-02-13 2026-02-13; [24 ore] duration PT24H None; [Venerdì prossimo] date 2026-02-13 2026-02-13'),
    ('Il museo riapre a Natale.', '[Natale] date 2026-12-25 2026-12-25'),
    ('Il giorno precedente la gara ha piovuto.', ''),
    ('La riunione è stata convocata per giovedì.', '[giovedì] date 2026-02-12 2026-02-12'),
    ('Nello stesso anno morì il padre.', '[stesso anno] date PRESENT_REF None'),
    # what lies ahead goes on
    ('Le prove finiranno il 5 giugno; a Terni il 7 novembre.', '[5 giugno] date 2026-06-05 2026-06-05; [7 novembre] date 2026-11-07 2026-11-07'),
    ('Le prove sono finite il 5 gennaio; a Terni il 7 novembre.', '[5 gennaio] date 2026-01-05 2026-01-05; [7 novembre] date 2025-11-07 2025-11-07'),
    ('Venerdì pioverà sui monti; sabato sole ovunque.', '[Venerdì] date 2026-02-13 2026-02-13; [sabato] date 2026-02-14 2026-02-14'),
    ('Venerdì pioverà sui monti. Il sole di sabato un ricordo.', '[Venerdì] date 2026-02-13 2026-02-13; [sabato] date 2026-02-07 2026-02-07'),
    ('Il questore lascia un appuntamento per lunedì ai residenti.', '[lunedì] date 2026-02-16 2026-02-16'),
    ('Il questore lascia un ricordo di lunedì ai residenti.', '[lunedì] date 2026-02-09 2026-02-09'),
    ('Domani la banda. Sabato, alle 17, il rosario.', '[Domani] date 2026-02-12 2026-02-12; [Sabato] date 2026-02-14 2026-02-14; [17] time 2026-02-14T17:00 2026-02-14'),
    ('Il prefetto avvisa per la giornata di venerdì.', '[venerdì] date 2026-02-13 2026-02-13'),
    ('I cortei a partire da lunedì nelle vie.', '[lunedì] date 2026-02-09 2026-02-09 since'),
    ('I seggi riapriranno entro mercoledì.', '[mercoledì] date 2026-02-18 2026-02-18 until'),
    ('I seggi apriranno mercoledì.', '[mercoledì] date 2026-02-11 2026-02-11'),
    ('Il torneo parte domenica 29 marzo con due prove sabato.', '[domenica 29 marzo] date 2026-03-29 2026-03-29; [sabato] date 2026-03-28 2026-03-28'),
    ('16 aprile 2026 giovedì ore 21 la prima.', '[16 aprile 2026] date 2026-04-16 2026-04-16; [giovedì] date 2026-04-16 2026-04-16; [21] time 2026-04-16T21:00 2026-04-16'),
    # a clock time beside its day
    ('Sabato alle 22 la festa, durata fino alle tre.', '[Sabato] date 2026-02-07 2026-02-07; [22] time 2026-02-07T22:00 2026-02-07; [tre] time 2026-02-08T03:00 2026-02-08 until'),
    ('Ieri sera la diretta (le 2 in Italia) è saltata.', '[Ieri sera] time 2026-02-10TEV 2026-02-10; [2] time 2026-02-11T02:00 2026-02-11'),
    ('Ieri alle 14 la replica (le 6 in Italia) è saltata.', '[Ieri] date 2026-02-10 2026-02-10; [14] time 2026-02-10T14:00 2026-02-10; [6] time 2026-02-10T06:00 2026-02-10'),
    ('Il passo chiude dalle 21 alle 6 di sabato.', '[dalle 21 alle 6 di sabato] interval 2026-02-06T21:00/2026-02-07T06:00 2026-02-06..2026-02-07'),
    ('Domani il passo chiude dalle 21 alle 6 del giorno seguente.', '[Domani] date 2026-02-12 2026-02-12; [dalle 21 alle 6 del giorno seguente] interval 2026-02-12T21:00/2026-02-13T06:00 2026-02-12..2026-02-13'),
    ('Il crollo di ieri – martedì 10 febbraio – non ha feriti.', '[ieri] date 2026-02-10 2026-02-10; [martedì 10 febbraio] date 2026-02-10 2026-02-10'),
    ('Chiude dalle 21 di domenica 15 febbraio alle 6 del giorno successivo.', '[21] time 2026-02-15T21:00 2026-02-15 since; [domenica 15 febbraio] date 2026-02-15 2026-02-15; [6] time 2026-02-16T06:00 2026-02-16; [giorno successivo] date 2026-02-16 2026-02-16'),
    ('La pista è chiusa da lunedì alle 20 alle 6 di martedì.', '[lunedì] date 2026-02-09 2026-02-09 since; [20] time 2026-02-09T20:00 2026-02-09; [6] time 2026-02-10T06:00 2026-02-10; [martedì] date 2026-02-10 2026-02-10'),
    ('Nel pomeriggio, alle 3, il molo ha ceduto. Il 9 gennaio era nuovo.', '[pomeriggio] time 2026-02-11TAF 2026-02-11; [3] time 2026-02-11T15:00 2026-02-11; [9 gennaio] date 2026-01-09 2026-01-09'),
    ('Ieri i banchi dalle 7 alle 22, oggi dalle 7 alle 15.', '[Ieri] date 2026-02-10 2026-02-10; [dalle 7 alle 22] interval 2026-02-10T07:00/2026-02-10T22:00 2026-02-10; [oggi] date 2026-02-11 2026-02-11; [dalle 7 alle 15] interval 2026-02-11T07:00/2026-02-11T15:00 2026-02-11'),
    ('Il museo apre venerdì 20 febbraio dalle 9 alle 12, sabato 21 dalle 15.', '[venerdì 20 febbraio] date 2026-02-20 2026-02-20; [dalle 9 alle 12] interval 2026-02-20T09:00/2026-02-20T12:00 2026-02-20; [sabato 21] date 2026-02-21 2026-02-21; [15] time 2026-02-21T15:00 2026-02-21 since'),
    ('Domande entro le ore 12 del giorno 27 febbraio.', '[12] time 2026-02-27T12:00 2026-02-27 until; [27 febbraio] date 2026-02-27 2026-02-27'),
    ('Il molo resta chiuso fino alle 24. Corse dalle 6 alle 8.', '[24] time 2026-02-12T00:00 2026-02-12 until; [dalle 6 alle 8] interval 2026-02-11T06:00/2026-02-11T08:00 2026-02-11'),
    ('Il guasto verso le ore 15.', '[15] time 2026-02-11T15:00 2026-02-11 approximate'),
    # suites
    ('domani alle 17', '[domani] date 2026-02-12 2026-02-12; [17] time 2026-02-12T17:00 2026-02-12'),
    ('sabato alle 9', '[sabato] date 2026-02-14 2026-02-14; [9] time 2026-02-14T09:00 2026-02-14'),
    ('24.12.2014', '[24.12.2014] date 2014-12-24 2014-12-24'),
    ('dom 12 – lun 20 nov 2000', '[dom 12 – lun 20 nov 2000] interval None 2000-11-12..2000-11-20'),
    ('mer 9 – gio 10 nov 2022', '[mer 9 – gio 10 nov 2022] interval None 2022-11-09..2022-11-10'),
    ('la settimana del 7 ottobre', '[settimana del 7 ottobre] date 2026-W41 2026-10-05..2026-10-11'),
    ('fra 3 settimane e 2 giorni', '[fra 3 settimane e 2 giorni] date 2026-03-06 2026-03-06'),
    ("ultimo giorno dell'ottobre 2015", "[ultimo giorno dell'ottobre 2015] date 2015-10-31 2015-10-31"),
    ('giovedì tra le 9:30 e le 11:00', '[giovedì] date 2026-02-12 2026-02-12; [tra le 9:30 e le 11:00] interval 2026-02-12T09:30/2026-02-12T11:00 2026-02-12'),
    ('lunedì-venerdì', '[lunedì-venerdì] interval None 2026-02-09..2026-02-13'),
    ('il venerdì quindici alle ore sedici', '[venerdì quindici] date 2026-05-15 2026-05-15; [sedici] time 2026-05-15T16:00 2026-05-15'),
    ('ore otto della sera', '[otto della sera] time 2026-02-11T20:00 2026-02-11'),
    ('mezzogiorno e mezza', '[mezzogiorno e mezza] time 2026-02-11T12:30 2026-02-11'),
    ('Ven 18:23', '[Ven] date 2026-02-13 2026-02-13; [18:23] time 2026-02-13T18:23 2026-02-13'),
    ('la festa dei lavoratori', '[festa dei lavoratori] date 2026-05-01 2026-05-01'),
    ('estate 2014', '[estate 2014] date 2014-SU 2014-06-21..2014-09-20'),
    ('La notte scorsa ha nevicato.', '[notte scorsa] time 2026-02-10TNI 2026-02-10..2026-02-11'),
    ('Il 3 marzo 2014 cadde; la mattina dopo morì.', '[3 marzo 2014] date 2014-03-03 2014-03-03; [mattina dopo] time 2014-03-04TMO 2014-03-04'),
    ("Il 3 marzo 2014 cadde; l'indomani morì.", '[3 marzo 2014] date 2014-03-03 2014-03-03; [indomani] date 2014-03-04 2014-03-04'),
    ('Si riunisce ogni giovedì sera.', '[ogni giovedì sera] set XXXX-WXX-4TEV None'),
    ('La diretta comincia alle 15,30 su Rai Uno.', '[15,30] time 2026-02-11T15:30 2026-02-11'),
    ('È morto ieri alle 22 mentre dormiva.', '[ieri] date 2026-02-10 2026-02-10; [22] time 2026-02-10T22:00 2026-02-10'),
    ('Il negozio resta chiuso fino a venerdì.', '[venerdì] date 2026-02-13 2026-02-13 until'),
    ('Nel 2017 insieme hanno vinto.', '[2017] date 2017 2017-01-01..2017-12-31'),
    ('La stagione 2020 sarebbe finita.', '[2020] date 2020 2020-01-01..2020-12-31'),
    ('giornata mondiale dell\'acqua', "[giornata mondiale dell'acqua] date 2026-03-22 2026-03-22"),
    ('le 20 in punto', '[20 in punto] time 2026-02-11T20:00 2026-02-11'),
    ('A giugno, luglio e agosto 2025 ha piovuto.', '[giugno] date 2025-06 2025-06-01..2025-06-30; [luglio] date 2025-07 2025-07-01..2025-07-31; [agosto 2025] date 2025-08 2025-08-01..2025-08-31'),
    ('Nel weekend del 7 e 8 marzo si vota.', '[7] date 2026-03-07 2026-03-07; [8 marzo] date 2026-03-08 2026-03-08'),
    ('Il primo week end di marzo si vota.', '[primo week end di marzo] date 2026-W10-WE 2026-03-07..2026-03-08'),
    ('Tra mille anni nessuno lo saprà.', '[Tra mille anni] date 3026 None'),
    ("Fu chiesto l'8 ottobre 2002; lo scorso mese il 9 gennaio fu negato.", '[8 ottobre 2002] date 2002-10-08 2002-10-08; [scorso mese] date 2026-01 2026-01-01..2026-01-31; [9 gennaio] date 2026-01-09 2026-01-09'),
    ('Fermo dalle 19:20 CEST alle 22:00 CEST.', '[dalle 19:20 CEST alle 22:00] interval 2026-02-11T19:20/2026-02-11T22:00 2026-02-11'),
    ('Domenica prossima 15 febbraio si vota.', '[Domenica prossima 15 febbraio] date 2026-02-15 2026-02-15'),
    ('Nel 476 d.C. cadde Roma.', '[476 d.C.] date 0476 0476-01-01..0476-12-31'),
    ('Sagra dal 1° al 4 marzo in piazza.', '[dal 1° al 4 marzo] interval None 2026-03-01..2026-03-04'),
    ('Per il 2031-32 altri 5 milioni.', '[2031-32] interval None 2031-01-01..2032-12-31'),
    ('Fiera il 7-8-9 maggio.', '[7] date 2026-05-07 2026-05-07; [8] date 2026-05-08 2026-05-08; [9 maggio] date 2026-05-09 2026-05-09'),
    ('Regnò dal 140 al 88 a.C. sulle isole.', '[dal 140 al 88 a.C.] interval None None'),
    ('La stagione \'25-\'26 parte con tre gare.', ''),
    ('Cesare morì nel 44 a.C. a Roma.', '[44 a.C.] date BC0044 None'),
    ('Un palazzo del XV sec. a Roma.', '[XV sec] date 14 1401-01-01..1500-12-31'),
    ('Il servizio è attivo per 24h.', '[24h] duration PT24H None'),
    ('Gioca tre giorni dopo domenica prossima.', '[tre giorni dopo domenica prossima] date 2026-02-18 2026-02-18'),
    ('SCIOPERO LUNEDÌ A ROMA', '[LUNEDÌ] date 2026-02-09 2026-02-09'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ieri ha nevicato.", "[Ieri] date PAST_REF None"),
        ("Mercoledì ha nevicato.", "[Mercoledì] date XXXX-WXX-3 None"),
        ("Il 4 febbraio ha nevicato.", "[4 febbraio] date XXXX-02-04 None"),
        ("Il terzo sabato di marzo nevica.", "[terzo sabato di marzo] date XXXX-XX-XX None"),
        ("Nel secondo trimestre è calato.", "[secondo trimestre] date XXXX-QX None"),
        ("A marzo nevica.", "[marzo] date XXXX-03 None"),
        ("Alle 20.40 ha nevicato.", "[20.40] time T20:40 None"),
        ("Martedì sera ha nevicato.", "[Martedì sera] time TEV None"),
        ("Aperto dalle 9 alle 11.", "[dalle 9 alle 11] interval T09:00/T11:00 None"),
        ("Nel 2014 ha nevicato.", "[2014] date 2014 2014-01-01..2014-12-31"),
        ("Il 3 marzo 2014 e il giorno dopo ha nevicato.", "[3 marzo 2014] date 2014-03-03 2014-03-03; "
         "[giorno dopo] date 2014-03-04 2014-03-04"),
        ("Nel 2014 ha nevicato, il 6 marzo pioveva.", "[2014] date 2014 2014-01-01..2014-12-31; [6 marzo] date 2014-03-06 2014-03-06"),
        ("Nel 1904 fu aperto. Il 6 marzo chiude.", "[1904] date 1904 1904-01-01..1904-12-31; [6 marzo] date XXXX-03-06 None"),
    ],
)  # fmt: skip
def test_without_a_day_of_publication(text: str, expected: str) -> None:
    assert told(text, read(text, None)) == expected
    assert all(found.anchor_on is None for found in read(text, None) if found.date_from is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un'ora fa", "[un'ora fa] time 2026-02-11T08:14 2026-02-11"),
        ("una ventina di minuti fa", "[una ventina di minuti fa] time 2026-02-11T08:54 2026-02-11"),
        ("fra 15 minuti", "[fra 15 minuti] time 2026-02-11T09:29 2026-02-11"),
        ("nelle ultime due ore", "[ultime due ore] interval 2026-02-11T07:00/2026-02-11T09:00 2026-02-11"),
        ("nelle prossime 3 ore", "[prossime 3 ore] interval 2026-02-11T10:00/2026-02-11T13:00 2026-02-11"),
        ("circa 23 ore fa", "[circa 23 ore fa] time 2026-02-10T10:14 2026-02-10 approximate"),
        ("2016-12-16T12:23:59", "[2016-12-16T12:23:59] time 2016-12-16T12:23:59 2016-12-16"),
    ],
)
def test_from_the_moment_of_publication(text: str, expected: str) -> None:
    assert told(text, alone(text, moment=datetime.fromisoformat("2026-02-11T09:14"))[0]) == expected


def test_anchor_and_relative() -> None:
    yesterday, day_after, year = read("Ieri è caduto, il giorno dopo si è rialzato; nel 2014 no.")
    assert (yesterday.anchor_on, yesterday.is_relative) == (WEDNESDAY, True)
    assert (day_after.date_from, day_after.anchor_on) == (WEDNESDAY, date(2026, 2, 10))
    assert (year.anchor_on, year.is_relative, year.grain) == (None, False, "year")


def test_without_a_year_is_relative_even_when_the_text_tells_it() -> None:
    full, short = read("Fu arrestato il 3 marzo 2014 e liberato il 5 marzo.")
    assert (full.is_relative, short.is_relative) == (False, True)
    assert short.date_from == date(2014, 3, 5)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Il 30 febbraio non esiste.", {"30 febbraio": "impossible_date"}),
        ("Il 29 febbraio 2023 non esiste.", {"29 febbraio 2023": "impossible_date"}),
        ("Il 31/02/2026 non esiste.", {"31/02/2026": "impossible_date"}),
        ("Il 2026-02-30 non esiste.", {"2026-02-30": "impossible_date"}),
        ("Piazza 25 aprile è chiusa.", {"25 aprile": "part_of_name"}),
        ("Ha segnato Christian Maggio.", {"Maggio": "part_of_name"}),
        ("È morta ieri Domenica Zani.", {"Domenica": "part_of_name"}),
    ],
)
def test_unread(text: str, reasons: dict[str, str]) -> None:
    unread = alone(text)[1]
    assert {text[found.start : found.end]: found.reason for found in unread} == reasons


@pytest.mark.parametrize(
    "text",
    [
        "Versione 2.0.1 del programma.", "domaniX nonoggi", "2020", "  2020", "1234567890", "0 marzo 2020", "2012-00-10",
        "agosto 32, 2014", "Il dato è sotto il 15.", "Alle 17 vittime va un pensiero.", "Passano da 3 a 9 per cento.",
        "La vita nel Mezzogiorno costa meno.", "L'odierna Turchia.", "Un giorno mi disse di sì.", "Alle due squadre.",
        "Il rapporto di 2/3 degli elettori.", "Secondo la polizia no.", "In un secondo tempo.", "La primavera araba.",
    ],
)  # fmt: skip
def test_finds_nothing_in(text: str) -> None:
    assert told(text, alone(text)[0]) == ""


def test_no_date_touches_a_blocked_span() -> None:
    text = "La legge del 5 maggio 2014 vale dal 6 giugno 2015."
    blocked = ((text.index("5 maggio"), text.index(" vale")),)
    assert told(text, alone(text, blocked=blocked)[0]) == "[6 giugno 2015] date 2015-06-06 2015-06-06 since"


def test_in_english_blocks_only_english_dates() -> None:
    text = "Ha scritto: See you on March 4, 2026 in set 2. Domani parte."
    english = text.index("See"), text.index("Domani"), "en"
    assert told(text, alone(text, blocks=(english,))[0]) == (
        "[March 4, 2026] date 2026-03-04 2026-03-04; [Domani] date 2026-02-12 2026-02-12"
    )


def test_nothing_but_dates_lies_ahead() -> None:
    """A list of dates is a calendar of events: it looks forward; in a sentence the verb decides."""
    assert [found.date_from for found in read("5 gennaio")] == [date(2027, 1, 5)]
    assert [found.date_from for found in read("Il 5 gennaio ha nevicato.")] == [date(2026, 1, 5)]
