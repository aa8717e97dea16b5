"""Dates with the name of their month: days, lists of days that share a month, months and years."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ("Nell'inverno 2024-25 la neve mancò.", '[inverno 2024-25] date 2024-WI 2024-12-21..2025-03-20'),
    ("Vista la delibera 27-1-2026 dell'ente.", '[27-1-2026] date 2026-01-27 2026-01-27'),
    ("Vista la delibera 27-1 dell'ente.", ''),
    ("Nel primo semestre dell'anno accademico le aule erano piene.", ''),
    ('Entro il prossimo 16/4 si paga.', '[prossimo 16/4] date 2026-04-16 2026-04-16 until'),
    ('11-FEB-26 12:31', '[11-FEB-26] date 2026-02-11 2026-02-11; [12:31] time 2026-02-11T12:31 2026-02-11'),
    ('Vinse nel 1974 e nel 75.', '[1974] date 1974 1974-01-01..1974-12-31; [75] date 1975 1975-01-01..1975-12-31'),
    ('Vinse nel 1974 e nel 75 per cento dei casi.', '[1974] date 1974 1974-01-01..1974-12-31'),
    ('Il bilancio 2025 e quello 2026 sono in attivo.', '[2025] date 2025 2025-01-01..2025-12-31; [2026] date 2026 2026-01-01..2026-12-31'),
    ('Orari: sab. 9-12.', '[sab.] date 2026-02-07 2026-02-07; [9-12] interval 2026-02-07T09:00/2026-02-07T12:00 2026-02-07'),
    ('Il trattato è stato firmato il 3 febbraio 2026 a Roma.', '[3 febbraio 2026] date 2026-02-03 2026-02-03'),
    ('Nato il 1° gennaio 1950 e morto il primo maggio 1999.', '[1° gennaio 1950] date 1950-01-01 1950-01-01; [primo maggio 1999] date 1999-05-01 1999-05-01'),
    ('La sfilata del I maggio 2025.', '[I maggio 2025] date 2025-05-01 2025-05-01'),
    ('Si marcia il 1o giugno 2025.', '[1o giugno 2025] date 2025-06-01 2025-06-01'),
    ('Un vaso del 112 avanti Cristo.', '[112 avanti Cristo] date BC0112 None'),
    ('Morì nel 61 dopo Cristo.', '[61 dopo Cristo] date 0061 0061-01-01..0061-12-31'),
    ('Domani, 12/2, si sciopera.', '[Domani] date 2026-02-12 2026-02-12; [12/2] date 2026-02-12 2026-02-12'),
    ('Scadenza 20/2 per i moduli.', '[20/2] date 2026-02-20 2026-02-20'),
    ('Il disco è del ʼ74.', '[ʼ74] date 1974 1974-01-01..1974-12-31'),
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
    ('Il ventuno luglio si parte.', '[ventuno luglio] date 2026-07-21 2026-07-21'),
    ("L'8 settembre 1943 l'Italia firmò.", '[8 settembre 1943] date 1943-09-08 1943-09-08'),
    ('Dal 30 giugno scorso il ponte è chiuso.', '[30 giugno scorso] date 2025-06-30 2025-06-30 since'),
    ('Lo scorso 12 maggio è crollato il ponte.', '[scorso 12 maggio] date 2025-05-12 2025-05-12'),
    ('Il prossimo 4 aprile si vota.', '[prossimo 4 aprile] date 2026-04-04 2026-04-04'),
    ('Nel novembre di due anni fa era sindaco.', '[novembre di due anni fa] date 2024-11 2024-11-01..2024-11-30'),
    ("A maggio dell'anno scorso fu eletto.", "[maggio dell'anno scorso] date 2025-05 2025-05-01..2025-05-31"),
    ('Il 20 del mese prossimo si vota.', '[20 del mese prossimo] date 2026-03-20 2026-03-20'),
    ('Il 6 e il 9 febbraio si è votato.', '[6] date 2026-02-06 2026-02-06; [9 febbraio] date 2026-02-09 2026-02-09'),
    ('Si è votato sabato 7 e domenica 8 febbraio.', '[sabato 7] date 2026-02-07 2026-02-07; [domenica 8 febbraio] date 2026-02-08 2026-02-08'),
    ('Il 3, il 6 e il 9 marzo 2025 ha piovuto.', '[3] date 2025-03-03 2025-03-03; [6] date 2025-03-06 2025-03-06; [9 marzo 2025] date 2025-03-09 2025-03-09'),
    ('Nei mesi di maggio e giugno 2024 ha piovuto.', '[maggio] date 2024-05 2024-05-01..2024-05-31; [giugno 2024] date 2024-06 2024-06-01..2024-06-30'),
    ('I mondiali del 1958 e 1962.', '[1958] date 1958 1958-01-01..1958-12-31; [1962] date 1962 1962-01-01..1962-12-31'),
    ('Il 12/13 giugno 2011 si votò.', '[12/13 giugno 2011] interval None 2011-06-12..2011-06-13'),
    ('Nelle giornate del 24 e 25 marzo si voterà.', '[24] date 2026-03-24 2026-03-24; [25 marzo] date 2026-03-25 2026-03-25'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
