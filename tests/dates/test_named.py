"""Seasons, holidays, decades and centuries."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ("Negli anni '90 giocava.", "[anni '90] date 199 1990-01-01..1999-12-31"),
    ('Negli anni Ottanta giocava.', '[anni Ottanta] date 198 1980-01-01..1989-12-31'),
    ('A metà degli anni novanta giocava.', '[metà degli anni novanta] date 199 1993-05-02..1996-08-30 mid'),
    ('Una villa del XVI secolo.', '[XVI secolo] date 15 1501-01-01..1600-12-31'),
    ('Le mura sono del III sec. a.C., le torri del II sec. d.C.', '[III sec. a.C.] date BC02 None; [II sec. d.C.] date 01 0101-01-01..0200-12-31'),
    ('Nel 3° trim. 2025 e nel II sem. 2024 la Brusi cresce.', '[3° trim. 2025] date 2025-Q3 2025-07-01..2025-09-30; [II sem. 2024] date 2024-H2 2024-07-01..2024-12-31'),
    ('Un vaso del V secolo a.C. in mostra.', '[V secolo a.C.] date BC04 None'),
    ('Le navi del I secolo dopo Cristo.', '[I secolo dopo Cristo] date 00 0001-01-01..0100-12-31'),
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
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
