"""Times that come back."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ("L'ufficio resta chiuso il sabato e la domenica.", '[sabato] set XXXX-WXX-6 None; [domenica] set XXXX-WXX-7 None'),
    ('Lo sportello è attivo il lunedì dalle 9 alle 12.', '[lunedì] set XXXX-WXX-1 None; [dalle 9 alle 12] interval 2026-02-11T09:00/2026-02-11T12:00 2026-02-11'),
    ('Il mercato si tiene la domenica alle 8.', '[domenica alle 8] set XXXX-WXX-7T08 None'),
    ('Partì il lunedì e tornò il sabato.', '[lunedì] date 2026-02-09 2026-02-09; [sabato] date 2026-02-07 2026-02-07'),
    ('Vince la domenica di Ivo.', '[domenica] date 2026-02-08 2026-02-08'),
    ('Si riunisce ogni lunedì.', '[ogni lunedì] set XXXX-WXX-1 None'),
    ('Si riunisce tutti i giorni.', '[tutti i giorni] set P1D None'),
    ('Si riunisce due volte a settimana.', '[due volte a settimana] set P1W None'),
    ('Si riunisce ogni due anni.', '[ogni due anni] set P2Y None'),
    ('Le domeniche il museo è chiuso.', '[Le domeniche] set XXXX-WXX-7 None'),
    ('Il consiglio si riunisce mensilmente.', '[mensilmente] set P1M None'),
    ('La rata si versa il 20 di ogni mese.', '[20 di ogni mese] set XXXX-XX-20 None'),
    ('Riunione il primo di ciascun mese.', '[primo di ciascun mese] set XXXX-XX-01 None'),
    ('Ogni 10 del mese arriva la paga.', '[Ogni 10 del mese] set XXXX-XX-10 None'),
    ('Si riunisce ogni anno.', '[ogni anno] set P1Y None'),
    ("Paga una volta l'anno.", "[una volta l'anno] set P1Y None"),
    ('Ogni 25 aprile si sfila.', '[Ogni 25 aprile] set XXXX-04-25 None'),
    ('Ogni mattina alle 9 si apre.', '[Ogni mattina alle 9] set T09 None'),
    ('Ogni weekend si parte.', '[Ogni weekend] set XXXX-WXX-WE None'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
