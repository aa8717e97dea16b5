"""Every row of the tables of dates is needed by its example."""

import re

import pytest

from tests.dates.reading import WEDNESDAY, alone, read, told
from tests.examples import rows_with_examples
from transforms.dates.meanings.periods import chinese_new_years
from transforms.reference import read_reference, split_cell


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
        monday = [found for found in alone(row["example"])[0] if found.timex and found.date_from == found.date_to][-1]
        assert monday.date_from is not None
        assert (monday.date_from > WEDNESDAY) == (row["tense"] == "future"), row
        assert any(form in row["example"].lower() for form in split_cell(row["forms"])), row


def test_a_word_that_only_looks_like_a_verb_tells_no_tense() -> None:
    """Nearest without a verb, a coming day must be twice as near as a past one; after a past it would lie behind."""
    for row in read_reference("it/dates/tense_words"):
        for form in split_cell(row["forms"]) if row["tense"] == "none" else ():
            assert told(f"{form} e il 6 giugno", read(f"{form} e il 6 giugno a Pisa")).endswith("2026-06-06"), form


#: What is read in a row's example, by class; nothing when the word makes it no date.
CONTEXTS = {
    "vague_count": r"duration PT?X", "nowadays": "^$", "road": "^$", "measure": "^$", "yearly": "date 2013",
    "zone": "dalle.* interval", "verb": "interval", "lasting": "duration P1M", "after_hour": "T09:00",
    "announcing_day": r"04-18", "match_day": "^$", "bond": "^$", "plan": r"interval .*2013-01-01..2016",
    "between_count": r"duration P\d", "season": "^$", "business_year": r"date \d{4}",
    "scheduled": "T09:00", "before_year": "date 2013", "own_year": "^$",
}  # fmt: skip


@pytest.mark.parametrize(
    "row", read_reference("it/dates/date_contexts"), ids=lambda row: f"{row['class']} {row['word']}"
)
def test_every_context_decides_its_example(row: dict[str, str]) -> None:
    assert row["word"] in row["example"].lower()
    found = told(row["example"], alone(row["example"])[0])
    assert re.search(CONTEXTS[row["class"]], found), found


def test_every_chinese_new_year_is_the_day_of_its_example() -> None:
    rows = read_reference("it/dates/chinese_new_years")
    assert len(chinese_new_years()) == len(rows)
    for row in rows:
        (found,) = alone(row["example"])[0]
        assert str(found.date_from) == row["day"]
