"""Weekdays, which the tense of the verb or a word of direction places."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ('Le guardie dicono che sabato uno squalo ha morso un nuotatore.', '[sabato] date 2026-02-07 2026-02-07'),
    ('Il Senato ha votato lunedì.', '[lunedì] date 2026-02-09 2026-02-09'),
    ('Il Senato voterà lunedì.', '[lunedì] date 2026-02-16 2026-02-16'),
    ('Il Senato ha votato mercoledì.', '[mercoledì] date 2026-02-11 2026-02-11'),
    ('Lunedì scorso il Senato ha votato.', '[Lunedì scorso] date 2026-02-09 2026-02-09'),
    ('Il voto di venerdì è stato rinviato a martedì.', '[venerdì] date 2026-02-06 2026-02-06; [martedì] date 2026-02-17 2026-02-17'),
    ('Il ministro ha detto che giovedì partirà per Parigi.', '[giovedì] date 2026-02-12 2026-02-12'),
    ('Venerdì prossimo si vota.', '[Venerdì prossimo] date 2026-02-13 2026-02-13'),
    ('Il sindaco ha prorogato fino a sabato il divieto.', '[sabato] date 2026-02-14 2026-02-14 until'),
    ('Il ponte è chiuso fino a venerdì.', '[venerdì] date 2026-02-13 2026-02-13 until'),
    ('Il divieto, in vigore fino a sabato, è stato tolto.', '[sabato] date 2026-02-07 2026-02-07 until'),
    ('Entro giovedì la Nato manderà tre navi.', '[giovedì] date 2026-02-12 2026-02-12 until'),
    ('Ha esteso fino a sabato scorso il divieto.', '[sabato scorso] date 2026-02-07 2026-02-07 until'),
    ('Domenica si gioca il derby.', '[Domenica] date 2026-02-15 2026-02-15'),
    ('Questo venerdì si gioca.', '[Questo venerdì] date 2026-02-13 2026-02-13'),
    ('Lunedì della prossima settimana si vota.', '[Lunedì della prossima settimana] date 2026-02-16 2026-02-16'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
