"""English dates inside Italian text, and in passages that are English."""

import pytest

from tests.dates.reading import alone, read, told
from tests.examples import rows_with_examples

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


# fmt: off
PASSAGES = [
    ("It opened yesterday.", "[yesterday] date 2026-02-10 2026-02-10"),
    ("It opened last week, not last Friday.", "[last week] date 2026-W06 2026-02-02..2026-02-08; [last Friday] date 2026-02-06 2026-02-06"),
    ("It opens next Monday.", "[next Monday] date 2026-02-16 2026-02-16"),
    ("May 4", "[May 4] date 2026-05-04 2026-05-04"),
    ("It fell last May and in May.", "[last May] date 2025-05 2025-05-01..2025-05-31; [May] date 2026-05 2026-05-01..2026-05-31"),
    ("She may come in 3 cars.", ""),
    ("It fell in 2024 and in Q2 2025.", "[2024] date 2024 2024-01-01..2024-12-31; [Q2 2025] date 2025-Q2 2025-04-01..2025-06-30"),
    ("A town of 2000 people, to 2024 houses", ""),
    ("Held on 10-12 October 2025.", "[10-12 October 2025] interval None 2025-10-10..2025-10-12"),
    ("Held on October 10–12, 2025.", "[October 10–12, 2025] interval None 2025-10-10..2025-10-12"),
    ("Held between 3 and 5 April 2026.", "[between 3 and 5 April 2026] interval None 2026-04-03..2026-04-05"),
    ("Held from 3 to 5 April 2026.", "[from 3 to 5 April 2026] interval None 2026-04-03..2026-04-05"),
    ("Held on 5 and 3 April 2026.", "[3 April 2026] date 2026-04-03 2026-04-03"),
    ("Signed 2026-01-05 or 05/01/2026.", "[2026-01-05] date 2026-01-05 2026-01-05"),
    ("Not on 31 February 2026.", ""),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), PASSAGES)
def test_reads_in_an_english_passage(text: str, expected: str) -> None:
    assert told(text, alone(text, blocks=((0, len(text), "en"),))[0]) == expected


@pytest.mark.parametrize("text", ["Yesterday è il titolo.", "In May We Trust, dice la maglia.", "last week"])
def test_no_english_words_in_italian_text(text: str) -> None:
    assert read(text) == []


def test_every_word_decides_its_example() -> None:
    for row in rows_with_examples("en/dates/passage_words"):
        example = row["example"]
        found = told(example, alone(example, blocks=((0, len(example), "en"),))[0])
        assert row["word"] in example.lower()
        assert bool(found) is (row["role"] != "counted"), example
