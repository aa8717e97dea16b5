"""Parts of the day."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ('Ieri sera ha nevicato.', '[Ieri sera] time 2026-02-10TEV 2026-02-10'),
    ('Martedì sera ha nevicato.', '[Martedì sera] time 2026-02-10TEV 2026-02-10'),
    ('Nella serata di ieri ha nevicato.', '[serata di ieri] time 2026-02-10TEV 2026-02-10'),
    ('La notte del 24 gennaio ha nevicato.', '[notte del 24 gennaio] time 2026-01-24TNI 2026-01-24'),
    ('Nella notte tra il 5 e il 6 febbraio ha nevicato.', '[notte tra il 5 e il 6 febbraio] time 2026-02-05TNI 2026-02-05..2026-02-06'),
    ('Nella notte tra martedì e mercoledì ha nevicato.', '[notte tra martedì e mercoledì] time 2026-02-10TNI 2026-02-10..2026-02-11'),
    ('Nella notte tra lunedì 2 e martedì 3 febbraio ha nevicato.', '[notte tra lunedì 2 e martedì 3 febbraio] time 2026-02-02TNI 2026-02-02..2026-02-03'),
    ('La scorsa notte ha nevicato.', '[scorsa notte] time 2026-02-10TNI 2026-02-10..2026-02-11'),
    ("Le ruspe sono arrivate alle prime luci dell'alba di lunedì.", "[prime luci dell'alba di lunedì] time 2026-02-09TMO 2026-02-09"),
    ('Il vento soffia dal pomeriggio.', '[pomeriggio] time 2026-02-11TAF 2026-02-11 since'),
    ('Sta bruciando dalla notte scorsa un fienile.', '[notte scorsa] time 2026-02-10TNI 2026-02-10..2026-02-11 since'),
    ('La sera prima della gara ha cenato solo.', ''),
    ('Stanotte nevicherà.', '[Stanotte] time 2026-02-11TNI 2026-02-11..2026-02-12'),
    ('Questa mattina ha nevicato.', '[Questa mattina] time 2026-02-11TMO 2026-02-11'),
    ('Domani mattina nevicherà.', '[Domani mattina] time 2026-02-12TMO 2026-02-12'),
    ('Nel tardo pomeriggio di sabato ha nevicato.', '[tardo pomeriggio di sabato] time 2026-02-07TAF 2026-02-07'),
    ('Il 3 febbraio ha nevicato. Quella notte nessuno dormì.', '[3 febbraio] date 2026-02-03 2026-02-03; [Quella notte] time 2026-02-03TNI 2026-02-03'),
    ('Nelle prime ore del mattino ha nevicato.', '[prime ore del mattino] time 2026-02-11TMO 2026-02-11'),
    ("All'alba di lunedì ha nevicato.", '[alba di lunedì] time 2026-02-09TMO 2026-02-09'),
    ('In mattinata ha nevicato.', '[mattinata] time 2026-02-11TMO 2026-02-11'),
    ('Sabato in serata nevicherà.', '[Sabato in serata] time 2026-02-14TEV 2026-02-14'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
