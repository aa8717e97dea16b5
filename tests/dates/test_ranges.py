"""Intervals of days."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ('Tra marzo e novembre le vendite sono calate.', '[Tra marzo e novembre] interval None 2025-03-01..2025-11-30'),
    ('La prossima settimana tra mercoledì e venerdì riapre il porto.', '[prossima settimana tra mercoledì e venerdì] interval None 2026-02-18..2026-02-20'),
    ('La mostra (12/5-3/6) apre tardi.', '[12/5-3/6] interval None 2026-05-12..2026-06-03'),
    ('Sconti dal 29/5-2/6 in tutti i negozi.', '[dal 29/5-2/6] interval None 2026-05-29..2026-06-02'),
    ('Ha mangiato 1/4-1/3 di torta.', ''),
    ('Il piano 2026-2030 vale molto.', '[2026-2030] interval None 2026-01-01..2030-12-31'),
    ("L'esercizio 2024/2025 è chiuso.", '[2024/2025] interval None 2024-01-01..2025-12-31'),
    ('È cresciuto dal febbraio 2022 al dicembre 2025.', '[dal febbraio 2022 al dicembre 2025] interval None 2022-02-01..2025-12-31'),
    ('Si è votato tra il 7 e il 10 dicembre 2012.', '[tra il 7 e il 10 dicembre 2012] interval None 2012-12-07..2012-12-10'),
    ('Dal 3 al 9 gli uffici sono chiusi.', '[Dal 3 al 9] interval None 2026-02-03..2026-02-09'),
    ('Il festival va dal 12 al 20 marzo.', '[dal 12 al 20 marzo] interval None 2026-03-12..2026-03-20'),
    ('È stata la guida dal 1932 a oggi.', '[dal 1932 a oggi] interval None 1932-01-01..2026-02-11'),
    ('Fu sindaco nel periodo 2003-2006.', '[2003-2006] interval None 2003-01-01..2006-12-31'),
    ('Fu sindaco (1999-2004) di Bari.', '[1999-2004] interval None 1999-01-01..2004-12-31'),
    ('Lo stadio chiude dal 20 dicembre al 6 gennaio.', '[dal 20 dicembre al 6 gennaio] interval None 2025-12-20..2026-01-06'),
    ('Non prima del 3 maggio riapre il faro.', '[3 maggio] date 2026-05-03 2026-05-03 since'),
    ('Non dopo il 3 maggio riapre il faro.', '[3 maggio] date 2026-05-03 2026-05-03 until'),
    ('Prima del 3 maggio riapre il faro.', '[3 maggio] date 2026-05-03 2026-05-03 before'),
    ('Aperto da lunedì a venerdì.', '[da lunedì a venerdì] interval None 2026-02-09..2026-02-13'),
    ('Nel quadriennio 2009-12 i conti peggiorarono.', '[2009-12] interval None 2009-01-01..2012-12-31'),
    ('Le scuole saranno chiuse dal 14 aprile al 4 giugno.', '[dal 14 aprile al 4 giugno] interval None 2026-04-14..2026-06-04'),
    ('I ricavi di gennaio-marzo 2025 sono saliti.', '[gennaio-marzo 2025] interval None 2025-01-01..2025-03-31'),
    ('Da gennaio ad aprile 2025 ha piovuto.', '[Da gennaio ad aprile 2025] interval None 2025-01-01..2025-04-30'),
    ('Il torneo, 10-22 agosto 2025, è finito.', '[10-22 agosto 2025] interval None 2025-08-10..2025-08-22'),
    ('Tra martedì e giovedì nevicherà.', '[Tra martedì e giovedì] interval None 2026-02-17..2026-02-19'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
