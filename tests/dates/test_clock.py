"""Clock times and their intervals."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ('Il treno delle 7 è in ritardo.', '[7] time 2026-02-11T07:00 2026-02-11'),
    ('Alla seduta delle 15 mancava Melzi.', '[15] time 2026-02-11T15:00 2026-02-11'),
    ('Una riunione delle 9 aziende.', ''),
    ('Una delle 12 è sua.', ''),
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
    ('Alle 14.00 due camion hanno chiuso la via.', '[14.00] time 2026-02-11T14:00 2026-02-11'),
    ('Il boato alle 9.40 circa.', '[9.40] time 2026-02-11T09:40 2026-02-11 approximate'),
    ('Il boato circa alle 9.', '[9] time 2026-02-11T09:00 2026-02-11 approximate'),
    ('Le prove h. 21,15 al molo.', '[21,15] time 2026-02-11T21:15 2026-02-11'),
    ('Erano in auto verso le 23.30 diretti a Meda.', '[23.30] time 2026-02-11T23:30 2026-02-11 approximate'),
    ('Erano passate da poco le 23, ha detto.', '[23] time 2026-02-11T23:00 2026-02-11'),
    ('Il lancio è alle 11.30 CET (10.30 UTC).', '[11.30] time 2026-02-11T11:30 2026-02-11; [10.30] time 2026-02-11T10:30 2026-02-11'),
    ('Ha segnato al minuto 13:10 di gara.', ''),
    ('Erano le 9,30 quando è arrivato.', '[9,30] time 2026-02-11T09:30 2026-02-11'),
    ('Restano le 2,50 parti di zucchero.', ''),
    ('Nove oche contro le 8 di ieri.', '[ieri] date 2026-02-10 2026-02-10'),
    ('Le barche sono 14 rispetto alle 9 di ieri.', '[ieri] date 2026-02-10 2026-02-10'),
    ('Si cena alle 21 anziché alle 20 di ieri.', '[21] time 2026-02-11T21:00 2026-02-11; [20] time 2026-02-10T20:00 2026-02-10; [ieri] date 2026-02-10 2026-02-10'),
    ("I verdi sono all'11, i rossi all'8.", ''),
    ("Si cena all'1.", '[1] time 2026-02-11T01:00 2026-02-11'),
    ('Scritto il 2026-02-03T12:23:59+01:00 a Roma.', '[2026-02-03T12:23:59] time 2026-02-03T12:23:59 2026-02-03'),
    ('La scossa si è sentita alle 20.40.', '[20.40] time 2026-02-11T20:40 2026-02-11'),
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
    ('È successo tra le nove e le undici di sera del 3 febbraio.', '[tra le nove e le undici di sera del 3 febbraio] interval 2026-02-03T21:00/2026-02-03T23:00 2026-02-03'),
    ('È successo dopo le 14.', '[14] time 2026-02-11T14:00 2026-02-11 after'),
    ('È successo prima delle 9 di ieri.', '[9] time 2026-02-10T09:00 2026-02-10 before; [ieri] date 2026-02-10 2026-02-10'),
    ('Diretta alle 20.45 su Rai 1.', '[20.45] time 2026-02-11T20:45 2026-02-11'),
    ('La gara parte alle 15 in punto.', '[15 in punto] time 2026-02-11T15:00 2026-02-11'),
    ('Alle 17 vittime è stata dedicata una messa.', ''),
    ('Domenica dalle 7 alle 23 si vota.', '[Domenica] date 2026-02-15 2026-02-15; [dalle 7 alle 23] interval 2026-02-15T07:00/2026-02-15T23:00 2026-02-15'),
    ('Ieri pomeriggio alle 4 è nevicato.', '[Ieri pomeriggio] time 2026-02-10TAF 2026-02-10; [4] time 2026-02-10T16:00 2026-02-10'),
    ('Il concerto comincia h. 20.15 al porto.', '[20.15] time 2026-02-11T20:15 2026-02-11'),
    ('Corriere, 3 febbraio 2026 - 7.45', '[3 febbraio 2026] date 2026-02-03 2026-02-03; [7.45] time 2026-02-03T07:45 2026-02-03'),
    ('Il museo apre mar-ven 10-18, dom 9-13.', '[mar-ven] set XXXX-WXX-2/XXXX-WXX-5 None; [10-18] interval 2026-02-11T10:00/2026-02-11T18:00 2026-02-11; [9-13] interval 2026-02-11T09:00/2026-02-11T13:00 2026-02-11'),
    ('Sportello aperto ore 8-12.', '[8-12] interval 2026-02-11T08:00/2026-02-11T12:00 2026-02-11'),
    ('Aggiornamento 19:20 del 9 febbraio.', '[19:20] time 2026-02-09T19:20 2026-02-09; [9 febbraio] date 2026-02-09 2026-02-09'),
    ('Si parte alle h. 22 dal molo.', '[22] time 2026-02-11T22:00 2026-02-11'),
    ('Sabato 20.30 concerto nel chiostro.', '[Sabato] date 2026-02-07 2026-02-07; [20.30] time 2026-02-07T20:30 2026-02-07'),
    ('Domani, 18.45, si presenta il volume.', '[Domani] date 2026-02-12 2026-02-12; [18.45] time 2026-02-12T18:45 2026-02-12'),
    ('Biglietteria ore 8.30-10, 14-15 e 17-19.30.', '[8.30-10] interval 2026-02-11T08:30/2026-02-11T10:00 2026-02-11; [14-15] interval 2026-02-11T14:00/2026-02-11T15:00 2026-02-11; [17-19.30] interval 2026-02-11T17:00/2026-02-11T19:30 2026-02-11'),
    ('Si replica alle 16.15, 18.30 e 21.', '[16.15] time 2026-02-11T16:15 2026-02-11; [18.30] time 2026-02-11T18:30 2026-02-11'),
    ('Aperto dal lunedì al venerdì 9-13 e 15-18.', '[dal lunedì al venerdì] set XXXX-WXX-1/XXXX-WXX-5 None; [9-13] interval 2026-02-11T09:00/2026-02-11T13:00 2026-02-11; [15-18] interval 2026-02-11T15:00/2026-02-11T18:00 2026-02-11'),
    ('La conferenza è prevista per le 18.', '[18] time 2026-02-11T18:00 2026-02-11'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
