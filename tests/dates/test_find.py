"""Time expressions in Italian sentences: what is found, how it is resolved, what is left unread.

Every case is read as published on Wednesday 11 February 2026. Expected: ``[surface] kind timex days modifier``.
"""

from datetime import date, datetime

import pytest

from tests.examples import rows_with_examples
from transforms.dates.find import find_dates
from transforms.facts import FoundDate, FoundUnread
from transforms.language.lexer import lex
from transforms.normalise import find_dates_and_figures
from transforms.numbers.numerals import find_numerals
from transforms.reference import read_reference, split_cell

WEDNESDAY = date(2026, 2, 11)


def read(text: str, published_on: date | None = WEDNESDAY) -> list[FoundDate]:
    return find_dates_and_figures(text, published_on)[0]


def alone(
    text: str,
    published_on: date | None = WEDNESDAY,
    moment: datetime | None = None,
    blocked: tuple[tuple[int, int], ...] = (),
    blocks: tuple[tuple[int, int, str], ...] = (),
) -> tuple[list[FoundDate], list[FoundUnread]]:
    """The stage by itself, without labels and ages."""
    lexemes = lex(text)
    return find_dates(text, lexemes, find_numerals(text, lexemes, blocks), blocked, published_on, moment, blocks)


def told(text: str, dates: list[FoundDate]) -> str:
    """The dates in the notation of the cases."""
    parts: list[str] = []
    for found in dates:
        days = f"{found.date_from}" if found.date_from == found.date_to else f"{found.date_from}..{found.date_to}"
        modifier = f" {found.modifier}" if found.modifier else ""
        parts.append(f"[{text[found.start : found.end]}] {found.kind} {found.timex} {days}{modifier}")
    return "; ".join(parts)


# fmt: off
CASES = [
    # explicit
    ('Il trattato è stato firmato il 3 febbraio 2026 a Roma.', '[3 febbraio 2026] date 2026-02-03 2026-02-03'),
    ('Nato il 1° gennaio 1950 e morto il primo maggio 1999.', '[1° gennaio 1950] date 1950-01-01 1950-01-01; [primo maggio 1999] date 1999-05-01 1999-05-01'),
    ('La riunione di lunedì 9 febbraio è saltata.', '[lunedì 9 febbraio] date 2026-02-09 2026-02-09'),
    ('Lunedì, 9 febbraio 2026, si è votato.', '[Lunedì, 9 febbraio 2026] date 2026-02-09 2026-02-09'),
    ("Il 16 di marzo del '79 fu rapito.", "[16 di marzo del '79] date 1979-03-16 1979-03-16"),
    ('La sentenza del 12.03.2015 è definitiva.', '[12.03.2015] date 2015-03-12 2015-03-12'),
    ('La sentenza del 12/3/15 è definitiva.', '[12/3/15] date 2015-03-12 2015-03-12'),
    ('Il bando scade il 28/02.', '[28/02] date 2026-02-28 2026-02-28'),
    ('Data: 2026-02-03, ore 12.30.', '[2026-02-03] date 2026-02-03 2026-02-03; [12.30] time 2026-02-03T12:30 2026-02-03'),
    ('Il 10 dicembre, duemilaquindici, nacque.', '[10 dicembre, duemilaquindici] date 2015-12-10 2015-12-10'),
    ('Nel marzo del 2014 aprì il museo.', '[marzo del 2014] date 2014-03 2014-03-01..2014-03-31'),
    ('Il 23 nov. 1980 la terra tremò.', '[23 nov. 1980] date 1980-11-23 1980-11-23'),
    ('Il ventuno luglio si parte.', '[ventuno luglio] date 2025-07-21 2025-07-21'),
    ("L'8 settembre 1943 l'Italia firmò.", '[8 settembre 1943] date 1943-09-08 1943-09-08'),
    ('Dal 30 giugno scorso il ponte è chiuso.', '[30 giugno scorso] date 2025-06-30 2025-06-30 since'),
    ('Lo scorso 12 maggio è crollato il ponte.', '[scorso 12 maggio] date 2025-05-12 2025-05-12'),
    ('Il prossimo 4 aprile si vota.', '[prossimo 4 aprile] date 2026-04-04 2026-04-04'),
    ('Nel dicembre di due anni fa fu eletto.', '[dicembre di due anni fa] date 2024-12 2024-12-01..2024-12-31'),
    ("A maggio dell'anno scorso fu eletto.", "[maggio dell'anno scorso] date 2025-05 2025-05-01..2025-05-31"),
    ('Il 20 del mese prossimo si vota.', '[20 del mese prossimo] date 2026-03-20 2026-03-20'),
    # shared
    ('Il 4 e il 5 febbraio si è votato.', '[4] date 2026-02-04 2026-02-04; [5 febbraio] date 2026-02-05 2026-02-05'),
    ('Si è votato sabato 7 e domenica 8 febbraio.', '[sabato 7] date 2026-02-07 2026-02-07; [domenica 8 febbraio] date 2026-02-08 2026-02-08'),
    ('Il 3, il 4 e il 5 marzo 2025 ha piovuto.', '[3] date 2025-03-03 2025-03-03; [4] date 2025-03-04 2025-03-04; [5 marzo 2025] date 2025-03-05 2025-03-05'),
    ('Nei mesi di maggio e giugno 2024 ha piovuto.', '[maggio] date 2024-05 2024-05-01..2024-05-31; [giugno 2024] date 2024-06 2024-06-01..2024-06-30'),
    ('I mondiali del 1966 e 1974.', '[1966] date 1966 1966-01-01..1966-12-31; [1974] date 1974 1974-01-01..1974-12-31'),
    ('Il 12/13 giugno 2011 si votò.', '[12/13 giugno 2011] interval None 2011-06-12..2011-06-13'),
    ('Nelle giornate del 24 e 25 marzo si voterà.', '[24] date 2026-03-24 2026-03-24; [25 marzo] date 2026-03-25 2026-03-25'),
    # intervals
    ('È cresciuto dal febbraio 2022 al dicembre 2025.', '[dal febbraio 2022 al dicembre 2025] interval None 2022-02-01..2025-12-31'),
    ('Si è votato tra il 7 e il 10 dicembre 2012.', '[tra il 7 e il 10 dicembre 2012] interval None 2012-12-07..2012-12-10'),
    ('Dal 3 al 9 gli uffici sono chiusi.', '[Dal 3 al 9] interval None 2026-02-03..2026-02-09'),
    ('Il festival va dal 12 al 20 marzo.', '[dal 12 al 20 marzo] interval None 2026-03-12..2026-03-20'),
    ('È stata la guida dal 1932 a oggi.', '[dal 1932 a oggi] interval None 1932-01-01..2026-02-11'),
    ('Fu sindaco nel periodo 2003-2006.', '[2003-2006] interval None 2003-01-01..2006-12-31'),
    ('Fu sindaco (1999-2004) di Bari.', '[1999-2004] interval None 1999-01-01..2004-12-31'),
    ('Lo stadio chiude dal 20 dicembre al 6 gennaio.', '[dal 20 dicembre al 6 gennaio] interval None 2025-12-20..2026-01-06'),
    ('Aperto da lunedì a venerdì.', '[da lunedì a venerdì] interval None 2026-02-09..2026-02-13'),
    ('Nel quadriennio 2009-12 i conti peggiorarono.', '[2009-12] interval None 2009-01-01..2012-12-31'),
    ('Le scuole saranno chiuse dal 14 aprile al 4 giugno.', '[dal 14 aprile al 4 giugno] interval None 2026-04-14..2026-06-04'),
    ('I ricavi di gennaio-marzo 2025 sono saliti.', '[gennaio-marzo 2025] interval None 2025-01-01..2025-03-31'),
    ('Da gennaio ad aprile 2025 ha piovuto.', '[Da gennaio ad aprile 2025] interval None 2025-01-01..2025-04-30'),
    ('Il torneo, 10-22 agosto 2025, è finito.', '[10-22 agosto 2025] interval None 2025-08-10..2025-08-22'),
    ('Tra martedì e giovedì nevicherà.', '[Tra martedì e giovedì] interval None 2026-02-17..2026-02-19'),
    # relative
    ('Ieri il Senato ha votato.', '[Ieri] date 2026-02-10 2026-02-10'),
    ("L'altro ieri il Senato ha votato.", "[L'altro ieri] date 2026-02-09 2026-02-09"),
    ('Domani si vota.', '[Domani] date 2026-02-12 2026-02-12'),
    ('Dopodomani si vota.', '[Dopodomani] date 2026-02-13 2026-02-13'),
    ('La seduta odierna è finita.', '[odierna] date 2026-02-11 2026-02-11'),
    ('La settimana scorsa ha nevicato.', '[settimana scorsa] date 2026-W06 2026-02-02..2026-02-08'),
    ('Lo scorso mese ha nevicato.', '[scorso mese] date 2026-01 2026-01-01..2026-01-31'),
    ("L'anno prossimo si vota.", '[anno prossimo] date 2027 2027-01-01..2027-12-31'),
    ("Quest'anno si vota.", "[Quest'anno] date 2026 2026-01-01..2026-12-31"),
    ('Tre giorni fa ha nevicato.', '[Tre giorni fa] date 2026-02-08 2026-02-08'),
    ('Un anno fa ha nevicato.', '[Un anno fa] date 2025 2025-01-01..2025-12-31'),
    ('Due settimane fa ha nevicato.', '[Due settimane fa] date 2026-W05 2026-01-26..2026-02-01'),
    ('Fra tre mesi si vota.', '[Fra tre mesi] date 2026-05 2026-05-01..2026-05-31'),
    ('Tra cinque o dieci anni la Nato ci sarà.', '[Tra cinque o dieci anni] date None 2031-01-01..2036-12-31'),
    ('Il 3 marzo 2014 fu arrestato. Il giorno dopo confessò.', '[3 marzo 2014] date 2014-03-03 2014-03-03; [giorno dopo] date 2014-03-04 2014-03-04'),
    ('Il 3 marzo 2014 fu arrestato e due anni dopo assolto.', '[3 marzo 2014] date 2014-03-03 2014-03-03; [due anni dopo] date 2016 2016-01-01..2016-12-31'),
    ("Nel 1993 fu eletto; l'anno seguente si dimise.", '[1993] date 1993 1993-01-01..1993-12-31; [anno seguente] date 1994 1994-01-01..1994-12-31'),
    ('Il 3 marzo 2014 cadde; quello stesso giorno morì.', '[3 marzo 2014] date 2014-03-03 2014-03-03; [quello stesso giorno] date 2014-03-03 2014-03-03'),
    ('Nei prossimi giorni si vota.', '[prossimi giorni] date FUTURE_REF None'),
    ('Negli ultimi mesi è calato.', '[ultimi mesi] date PAST_REF None'),
    ('Nei giorni scorsi è calato.', '[giorni scorsi] date PAST_REF None'),
    ('Qualche anno fa era calato.', '[Qualche anno fa] date PAST_REF None'),
    ('Nello scorso fine settimana ha nevicato.', '[scorso fine settimana] date 2026-W06-WE 2026-02-07..2026-02-08'),
    ('Il prossimo weekend si vota.', '[prossimo weekend] date 2026-W07-WE 2026-02-14..2026-02-15'),
    ('È il peggior risultato degli ultimi 40 anni.', '[ultimi 40 anni] duration P40Y 1986-02-11..2026-02-11'),
    ('Nei due mesi scorsi è calato.', '[due mesi scorsi] interval None 2025-12-01..2026-01-31'),
    ('A fine mese chiude il negozio.', '[fine mese] date 2026-02 2026-02-21..2026-02-28 end'),
    ("Entro la fine dell'anno chiude il negozio.", "[fine dell'anno] date 2026 2026-10-01..2026-12-31 end"),
    ('A metà marzo si vota.', '[metà marzo] date 2026-03 2026-03-11..2026-03-20 mid'),
    ('Nei primi giorni di marzo si vota.', '[primi giorni di marzo] date 2026-03 2026-03-01..2026-03-10 start'),
    ('Nella prima settimana di marzo si vota.', '[prima settimana di marzo] date 2026-W10 2026-03-02..2026-03-08'),
    ('Nel primo trimestre del 2025 è calato.', '[primo trimestre del 2025] date 2025-Q1 2025-01-01..2025-03-31'),
    ('Nel secondo semestre è calato.', '[secondo semestre] date 2025-H2 2025-07-01..2025-12-31'),
    ('Il terzo sabato di marzo si vota.', '[terzo sabato di marzo] date 2026-03-21 2026-03-21'),
    ("L'ultima domenica di ottobre si dorme di più.", '[ultima domenica di ottobre] date 2025-10-26 2025-10-26'),
    ("Nei primi nove mesi del 2025 l'utile è salito.", '[primi nove mesi del 2025] interval None 2025-01-01..2025-09-30'),
    ('Nella seconda metà di maggio si vota.', '[seconda metà di maggio] interval None 2026-05-16..2026-05-31'),
    # weekday
    ('Il Senato ha votato lunedì.', '[lunedì] date 2026-02-09 2026-02-09'),
    ('Il Senato voterà lunedì.', '[lunedì] date 2026-02-16 2026-02-16'),
    ('Il Senato ha votato mercoledì.', '[mercoledì] date 2026-02-11 2026-02-11'),
    ('Lunedì scorso il Senato ha votato.', '[Lunedì scorso] date 2026-02-09 2026-02-09'),
    ('Il voto di venerdì è stato rinviato a martedì.', '[venerdì] date 2026-02-06 2026-02-06; [martedì] date 2026-02-17 2026-02-17'),
    ('Il ministro ha detto che giovedì partirà per Parigi.', '[giovedì] date 2026-02-12 2026-02-12'),
    ('Venerdì prossimo si vota.', '[Venerdì prossimo] date 2026-02-13 2026-02-13'),
    ('Domenica si gioca il derby.', '[Domenica] date 2026-02-15 2026-02-15'),
    ('Questo venerdì si gioca.', '[Questo venerdì] date 2026-02-13 2026-02-13'),
    ('Lunedì della prossima settimana si vota.', '[Lunedì della prossima settimana] date 2026-02-16 2026-02-16'),
    # daypart
    ('Ieri sera ha nevicato.', '[Ieri sera] time 2026-02-10TEV 2026-02-10'),
    ('Martedì sera ha nevicato.', '[Martedì sera] time 2026-02-10TEV 2026-02-10'),
    ('Nella serata di ieri ha nevicato.', '[serata di ieri] time 2026-02-10TEV 2026-02-10'),
    ('La notte del 24 gennaio ha nevicato.', '[notte del 24 gennaio] time 2026-01-24TNI 2026-01-24'),
    ('Nella notte tra il 3 e il 4 febbraio ha nevicato.', '[notte tra il 3 e il 4 febbraio] time 2026-02-03TNI 2026-02-03..2026-02-04'),
    ('Nella notte tra martedì e mercoledì ha nevicato.', '[notte tra martedì e mercoledì] time 2026-02-10TNI 2026-02-10..2026-02-11'),
    ('Nella notte tra lunedì 2 e martedì 3 febbraio ha nevicato.', '[notte tra lunedì 2 e martedì 3 febbraio] time 2026-02-02TNI 2026-02-02..2026-02-03'),
    ('La scorsa notte ha nevicato.', '[scorsa notte] time 2026-02-10TNI 2026-02-10..2026-02-11'),
    ('Stanotte nevicherà.', '[Stanotte] time 2026-02-11TNI 2026-02-11..2026-02-12'),
    ('Questa mattina ha nevicato.', '[Questa mattina] time 2026-02-11TMO 2026-02-11'),
    ('Domani mattina nevicherà.', '[Domani mattina] time 2026-02-12TMO 2026-02-12'),
    ('Nel tardo pomeriggio di sabato ha nevicato.', '[tardo pomeriggio di sabato] time 2026-02-07TAF 2026-02-07'),
    ('Il 3 febbraio ha nevicato. Quella notte nessuno dormì.', '[3 febbraio] date 2026-02-03 2026-02-03; [Quella notte] time 2026-02-03TNI 2026-02-03'),
    ('Nelle prime ore del mattino ha nevicato.', '[prime ore del mattino] time 2026-02-11TMO 2026-02-11'),
    ("All'alba di lunedì ha nevicato.", '[alba di lunedì] time 2026-02-09TMO 2026-02-09'),
    ('In mattinata ha nevicato.', '[mattinata] time 2026-02-11TMO 2026-02-11'),
    ('Sabato in serata nevicherà.', '[Sabato in serata] time 2026-02-14TEV 2026-02-14'),
    # clock
    ('Il mese appena trascorso è stato caldo.', '[mese appena trascorso] date 2026-01 2026-01-01..2026-01-31'),
    ('La settimana appena conclusa ha portato la neve.', '[settimana appena conclusa] date 2026-W06 2026-02-02..2026-02-08'),
    ("L'anno che si è appena chiuso è stato buono.", '[anno che si è appena chiuso] date 2025 2025-01-01..2025-12-31'),
    ('Il mese appena iniziato sarà freddo.', '[mese appena iniziato] date 2026-02 2026-02-01..2026-02-28'),
    ('Nel H1 2016 i ricavi sono saliti.', '[H1 2016] date 2016-H1 2016-01-01..2016-06-30'),
    ("L'utile dell'H2 del 2024 è calato.", '[H2 del 2024] date 2024-H2 2024-07-01..2024-12-31'),
    ('La partenza è alle 17.20 locali (le 9.20 in Italia).', '[17.20] time 2026-02-11T17:20 2026-02-11; [9.20] time 2026-02-11T09:20 2026-02-11'),
    ('Erano da poco passate le 9.20.', '[9.20] time 2026-02-11T09:20 2026-02-11'),
    ('Si gioca alle 15 (le 9 a New York).', '[15] time 2026-02-11T15:00 2026-02-11; [9] time 2026-02-11T09:00 2026-02-11'),
    ('Vendute le 2.50 tonnellate di riso.', ''),
    ('Erano le 9,30 quando è arrivato.', '[9,30] time 2026-02-11T09:30 2026-02-11'),
    ('Restano le 2,50 parti di zucchero.', ''),
    ('Scritto il 2026-02-03T12:23:59+01:00 a Roma.', '[2026-02-03T12:23:59] time 2026-02-03T12:23:59 2026-02-03'),
    ('La scossa è stata avvertita alle 20.40.', '[20.40] time 2026-02-11T20:40 2026-02-11'),
    ('Ieri sera alle 20:40 il treno è deragliato.', '[Ieri sera] time 2026-02-10TEV 2026-02-10; [20:40] time 2026-02-10T20:40 2026-02-10'),
    ('Alle ore 12.30 di lunedì il treno è deragliato.', '[12.30] time 2026-02-09T12:30 2026-02-09; [lunedì] date 2026-02-09 2026-02-09'),
    ('Si comincia alle 21.', '[21] time 2026-02-11T21:00 2026-02-11'),
    ('Si comincia alle 9 del mattino.', '[9 del mattino] time 2026-02-11T09:00 2026-02-11'),
    ('Alle cinque del pomeriggio di ieri il treno è deragliato.', '[cinque del pomeriggio] time 2026-02-10T17:00 2026-02-10; [ieri] date 2026-02-10 2026-02-10'),
    ('Alle otto e mezza di sera il treno è deragliato.', '[otto e mezza di sera] time 2026-02-11T20:30 2026-02-11'),
    ('A mezzogiorno si comincia.', '[mezzogiorno] time 2026-02-11T12:00 2026-02-11'),
    ('A mezzanotte si comincia.', '[mezzanotte] time 2026-02-12T00:00 2026-02-12'),
    ('Erano le tre e un quarto.', '[tre e un quarto] time 2026-02-11T03:15 2026-02-11'),
    ('Mancava un quarto alle tre.', '[un quarto alle tre] time 2026-02-11T02:45 2026-02-11'),
    ('Aperto dalle 9 alle 11.', '[dalle 9 alle 11] interval 2026-02-11T09:00/2026-02-11T11:00 2026-02-11'),
    ('Aperto dalle 9.00 alle 13.00.', '[dalle 9.00 alle 13.00] interval 2026-02-11T09:00/2026-02-11T13:00 2026-02-11'),
    ('Il 3 febbraio, tra le 20 e le 22, ha nevicato.', '[3 febbraio] date 2026-02-03 2026-02-03; [tra le 20 e le 22] interval 2026-02-03T20:00/2026-02-03T22:00 2026-02-03'),
    ('È successo tra le due e le tre del mattino del 3 febbraio.', '[tra le due e le tre del mattino del 3 febbraio] interval 2026-02-03T02:00/2026-02-03T03:00 2026-02-03'),
    ('È successo dopo le 14.', '[dopo le 14] interval 2026-02-11T14:00/.. 2026-02-11 after'),
    ('È successo prima delle 9 di ieri.', '[prima delle 9] interval ../2026-02-10T09:00 2026-02-10 before; [ieri] date 2026-02-10 2026-02-10'),
    ('Diretta alle 20.45 su Rai 1.', '[20.45] time 2026-02-11T20:45 2026-02-11'),
    ('La gara parte alle 15 in punto.', '[15 in punto] time 2026-02-11T15:00 2026-02-11'),
    ('Alle 17 vittime è stata dedicata una messa.', ''),
    ('Domenica dalle 7 alle 23 si vota.', '[Domenica] date 2026-02-15 2026-02-15; [dalle 7 alle 23] interval 2026-02-15T07:00/2026-02-15T23:00 2026-02-15'),
    ('Ieri pomeriggio alle 4 è nevicato.', '[Ieri pomeriggio] time 2026-02-10TAF 2026-02-10; [4] time 2026-02-10T16:00 2026-02-10'),
    ('La conferenza è prevista per le 18.', '[18] time 2026-02-11T18:00 2026-02-11'),
    # duration
    ('La guerra è durata tre mesi.', '[tre mesi] duration P3M None'),
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
    # set
    ('Si riunisce ogni lunedì.', '[ogni lunedì] set XXXX-WXX-1 None'),
    ('Si riunisce tutti i giorni.', '[tutti i giorni] set P1D None'),
    ('Si riunisce due volte a settimana.', '[due volte a settimana] set P1W None'),
    ('Si riunisce ogni due anni.', '[ogni due anni] set P2Y None'),
    ('Le domeniche il museo è chiuso.', '[Le domeniche] set XXXX-WXX-7 None'),
    ('Il consiglio si riunisce mensilmente.', '[mensilmente] set P1M None'),
    ('Si riunisce ogni anno.', '[ogni anno] set P1Y None'),
    ("Paga una volta l'anno.", "[una volta l'anno] set P1Y None"),
    ('Ogni 25 aprile si sfila.', '[Ogni 25 aprile] set XXXX-04-25 None'),
    ('Ogni mattina alle 9 si apre.', '[Ogni mattina alle 9] set T09 None'),
    ('Ogni weekend si parte.', '[Ogni weekend] set XXXX-WXX-WE None'),
    # named
    ("Negli anni '90 giocava.", "[anni '90] date 199 1990-01-01..1999-12-31"),
    ('Negli anni Ottanta giocava.', '[anni Ottanta] date 198 1980-01-01..1989-12-31'),
    ('A metà degli anni novanta giocava.', '[metà degli anni novanta] date 199 1993-05-02..1996-08-30 mid'),
    ('Una villa del XVI secolo.', '[XVI secolo] date 15 1501-01-01..1600-12-31'),
    ('Nel XXI secolo si viaggia.', '[XXI secolo] date 20 2001-01-01..2100-12-31'),
    ('Un pittore del Quattrocento.', '[Quattrocento] date 14 1401-01-01..1500-12-31'),
    ('A Natale i negozi erano chiusi.', '[Natale] date 2025-12-25 2025-12-25'),
    ('Il giorno di Ferragosto era a Rimini.', '[Ferragosto] date 2025-08-15 2025-08-15'),
    ('A Pasqua 2025 pioveva.', '[Pasqua 2025] date 2025-04-20 2025-04-20'),
    ("Nell'estate del 2024 pioveva.", '[estate del 2024] date 2024-SU 2024-06-21..2024-09-20'),
    ('La scorsa estate pioveva.', '[scorsa estate] date 2025-SU 2025-06-21..2025-09-20'),
    ('In primavera si vota.', '[primavera] date 2026-SP 2026-03-21..2026-06-20'),
    ('Il 25 aprile si sfila.', '[25 aprile] date 2026-04-25 2026-04-25'),
    ('Alla vigilia di Natale nevicava.', '[vigilia di Natale] date 2025-12-24 2025-12-24'),
    ('La festa di San Giuseppe si celebra a Roma.', ''),
    # english
    ('February 3, 2026', '[February 3, 2026] date 2026-02-03 2026-02-03'),
    ('On 3 February 2026 he left.', '[3 February 2026] date 2026-02-03 2026-02-03'),
    ('May 5, 2025', '[May 5, 2025] date 2025-05-05 2025-05-05'),
    # nothing
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
    ('Nel quarto trimestre del 2025 i ricavi sono saliti; nel trimestre precedente erano fermi.', '[quarto trimestre del 2025] date 2025-Q4 2025-10-01..2025-12-31; [trimestre precedente] date 2025-Q3 2025-07-01..2025-09-30'),
    ("Nel terzo trimestre del 2025 l'utile è salito, nello stesso periodo del 2024 era calato.", '[terzo trimestre del 2025] date 2025-Q3 2025-07-01..2025-09-30; [stesso periodo del 2024] date 2024-Q3 2024-07-01..2024-09-30'),
    ('Nel dicembre del 1956 fu arrestato in un processo che si concluderà cinque anni dopo.', '[dicembre del 1956] date 1956-12 1956-12-01..1956-12-31; [cinque anni dopo] date 1961 1961-01-01..1961-12-31'),
    ('Nel 2017 i morti furono 90, contro i 1.035 dei 15 anni precedenti.', '[2017] date 2017 2017-01-01..2017-12-31; [15 anni precedenti] interval None 2002-01-01..2016-12-31'),
    ('Il 2 ottobre 2025 fu arrestato; nei tre giorni successivi tacque.', '[2 ottobre 2025] date 2025-10-02 2025-10-02; [tre giorni successivi] interval None 2025-10-03..2025-10-05'),
    ('Alle 20:00 (ora locale) di ieri la terra ha tremato.', '[20:00] time 2026-02-10T20:00 2026-02-10; [ieri] date 2026-02-10 2026-02-10'),
    ('Nella notte tra il 3 e il 4 febbraio, alle 2, la terra ha tremato.', '[notte tra il 3 e il 4 febbraio] time 2026-02-03TNI 2026-02-03..2026-02-04; [2] time 2026-02-04T02:00 2026-02-04'),
    ('Nel primo pomeriggio, alle 3, la terra ha tremato.', '[primo pomeriggio] time 2026-02-11TAF 2026-02-11; [3] time 2026-02-11T15:00 2026-02-11'),
    ('Trasporti, venerdì sciopero di 24 ore\nVenerdì prossimo si fermeranno i treni.', '[venerdì] date 2026-02-13 2026-02-13; [24 ore] duration PT24H None; [Venerdì prossimo] date 2026-02-13 2026-02-13'),
    ('Il museo riapre a Natale.', '[Natale] date 2026-12-25 2026-12-25'),
    ('Il giorno precedente la gara ha piovuto.', ''),
    ('La riunione è stata convocata per giovedì.', '[giovedì] date 2026-02-12 2026-02-12'),
    ('Nello stesso anno morì il padre.', '[stesso anno] date PRESENT_REF None'),
    # ranges of time
    ('Guarirà in 3-15 giorni.', '[3-15 giorni] duration PXD None approximate'),
    ('Rischia dai 3 ai 5 anni di carcere.', '[dai 3 ai 5 anni] duration PXY None approximate'),
    ('Serviranno due o tre giorni.', '[due o tre giorni] duration PXD None approximate'),
    ('È successo tra mezzogiorno e le due.', '[tra mezzogiorno e le due] interval 2026-02-11T12:00/2026-02-11T14:00 2026-02-11'),
    ('Aperto dalle 20 a mezzanotte.', '[dalle 20 a mezzanotte] interval 2026-02-11T20:00/2026-02-12T00:00 2026-02-11..2026-02-12'),
    ('È passata una settimana dal voto.', '[una settimana] duration P1W None'),
    ('Si è chiuso in due settimane.', '[due settimane] duration P2W None'),
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
        ("circa 23 ore fa", "[23 ore fa] time 2026-02-10T10:14 2026-02-10 approximate"),
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


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("it/dates/months", ("month",)), ("it/dates/weekdays", ("weekday",)), ("it/dates/day_words", ("form",)),
        ("it/dates/day_parts", ("form",)), ("it/dates/time_units", ("forms",)), ("it/dates/seasons", ("form",)),
        ("it/dates/period_words", ("forms",)), ("it/dates/holidays", ("names",)), ("it/dates/date_modifiers", ("forms",)),
    ],
)  # fmt: skip
def test_every_row_of_vocabulary_is_read_in_its_example(table: str, columns: tuple[str, ...]) -> None:
    for row in rows_with_examples(table):
        example = row["example"]
        blocks = ((0, len(example), "en"),) if row.get("language") == "en" else ()
        read_words = {example[found.start : found.end].lower() for found in alone(example, blocks=blocks)[0]}
        forms = [form.lower().removeprefix("in ") for column in columns for form in split_cell(row[column])]
        assert any(form in words for form in forms for words in read_words), (table, row["_line"], example, read_words)


def test_every_tense_word_decides_the_day_of_its_example() -> None:
    for row in read_reference("it/dates/tense_words"):
        (monday,) = [found for found in alone(row["example"])[0] if found.timex and found.date_from == found.date_to][
            -1:
        ]
        assert monday.date_from is not None
        assert (monday.date_from > WEDNESDAY) == (row["tense"] == "future"), row


@pytest.mark.parametrize(
    "piece",
    [
        "gennaio ",
        "tra ",
        "dal 3 al 9 ",
        "fine della metà del mese del ",
        "3 - 4 - ",
        "2-1",
        "due giorni dopo ",
        "ogni lunedì e ",
    ],
)
def test_any_text_is_read_in_linear_time(piece: str) -> None:
    """No clock here: a reading that grew with the square of the length would not come back."""
    alone(piece * (40_000 // len(piece)))
