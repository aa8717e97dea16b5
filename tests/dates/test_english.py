"""English dates inside Italian text."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ('February 3, 2026', '[February 3, 2026] date 2026-02-03 2026-02-03'),
    ('On 3 February 2026 he left.', '[3 February 2026] date 2026-02-03 2026-02-03'),
    ('May 5, 2025', '[May 5, 2025] date 2025-05-05 2025-05-05'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
