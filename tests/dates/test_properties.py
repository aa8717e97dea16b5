"""Laws of dates: every day of 400 years comes back from every format of Babel's Italian locale; spans and order hold."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.dates.find import find_dates
from transforms.facts import FoundDate
from transforms.language.lexer import lex
from transforms.numbers.numerals import find_numerals

START, DAYS = date(1800, 1, 1), 146097  # 400 years of the Gregorian calendar
WEDNESDAY = date(2026, 2, 11)
#: Days read in one text. One text for each day would spend the time on setting up.
BATCH = 1461


def read(text: str, published_on: date | None = WEDNESDAY) -> list[FoundDate]:
    lexemes = lex(text)
    return find_dates(text, lexemes, find_numerals(text, lexemes), (), published_on)[0]


def _spell(day: date, form: str, names: dict[tuple[str, int], str]) -> str:
    """Babel's Italian date of a day, its names looked up once: Babel formats some 20,000 dates a second."""
    weekday, month = names["weekday", day.isoweekday()], names["month", day.month]
    return {
        "full": f"{weekday} {day.day} {month} {day.year}",
        "long": f"{day.day} {month} {day.year}",
        "medium": f"{day.day} {names['short', day.month]} {day.year}",
        "numeric": f"{day.day:02d}/{day.month:02d}/{day.year}",
        "iso": day.isoformat(),
    }[form]


@pytest.fixture(scope="module")
def names() -> dict[tuple[str, int], str]:
    """Names of months and weekdays as Babel's Italian locale has them."""
    found: dict[tuple[str, int], str] = {}
    for number in range(1, 13):
        found["month", number] = format_date(date(2024, number, 1), "MMMM", locale="it")
        found["short", number] = format_date(date(2024, number, 1), "MMM", locale="it")
    for number in range(1, 8):
        found["weekday", number] = format_date(date(2024, 1, number), "EEEE", locale="it")
    return found


@pytest.mark.parametrize("form", ["full", "long", "medium"])
def test_spelling_is_babels(form: str, names: dict[tuple[str, int], str]) -> None:
    for offset in range(0, DAYS, 97):
        day = START + timedelta(days=offset)
        assert _spell(day, form, names) == format_date(day, form, locale="it")


SAMPLES = [("full", 0, 97), ("long", 1, 97), ("medium", 2, 97), ("numeric", 0, 61), ("iso", 0, 61)]
EVERY_DAY = [pytest.param(form, 0, 1, marks=pytest.mark.slow) for form in ("full", "long", "medium", "numeric", "iso")]


@pytest.mark.parametrize(("form", "start", "step"), [*SAMPLES, *EVERY_DAY])
def test_every_day_of_400_years(form: str, start: int, step: int, names: dict[tuple[str, int], str]) -> None:
    days = [START + timedelta(days=offset) for offset in range(start, DAYS, step)]
    for first in range(0, len(days), BATCH):
        batch = days[first : first + BATCH]
        written = [_spell(day, form, names) for day in batch]
        text = "\n".join(written)
        found = read(text)
        assert [(f.date_from, f.date_to, f.timex) for f in found] == [(d, d, d.isoformat()) for d in batch]
        assert [text[f.start : f.end] for f in found] == written


@pytest.mark.parametrize("step", [97, pytest.param(1, marks=pytest.mark.slow)])
def test_two_digit_years_of_babels_short_format(step: int) -> None:
    """Two digits tell no century: of every day of 400 years the day, the month and the last digits of the year come back."""
    for day in (date(2004, 2, 29), date(1999, 12, 31)):
        assert f"{day.day:02d}/{day.month:02d}/{day.year % 100:02d}" == format_date(day, "short", locale="it")
    days = [START + timedelta(days=offset) for offset in range(0, DAYS, step)]
    # The last of February of a leap century must be one in the century that is chosen too.
    days = [day for day in days if (day.month, day.day, day.year % 100) != (2, 29, 0)]
    for first in range(0, len(days), BATCH):
        batch = days[first : first + BATCH]
        found = read("\n".join(f"{day.day:02d}/{day.month:02d}/{day.year % 100:02d}" for day in batch))
        came = [f.date_from for f in found if f.date_from is not None]
        assert [(d.day, d.month, d.year % 100) for d in came] == [(d.day, d.month, d.year % 100) for d in batch]
        assert all(d.year <= WEDNESDAY.year + 10 for d in came)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(-170, 170))
@settings(max_examples=200, deadline=None)
def test_without_a_year_the_nearest_is_meant(published: date, offset: int) -> None:
    day = published + timedelta(days=offset)
    if (day.month, day.day) == (2, 29):
        return
    verb = "ha nevicato" if offset <= 0 else "nevicherà"
    (found,) = read(f"A Roma {verb} il {format_date(day, 'd MMMM', locale='it')}.", published)
    assert found.date_from == day
    assert found.is_relative
    assert found.anchor_on == published


_PIECES = """
    il 3 4 31 5 2014 ’79 1° primo terza marzo febbraio maggio lunedì sabato ieri oggi domani sera notte mattina alle
    dalle ore 20.40 12:30 tra fra e il dal al da a fino , - – / di del della anni '90 fa dopo prima scorso prossima
    ultimi tre due un una mese settimana giorno anno ore ogni tutti i fine metà Natale estate XX secolo un’ora e mezza
    trimestre mezzogiorno stesso quel questa giorni ( ) . 3/5/2014 2014-05-03 30 volte la settimana e mezzo weekend
"""
_WORDS = st.sampled_from([*_PIECES.split(), "\n"])


@given(st.lists(_WORDS, max_size=30), st.sampled_from([WEDNESDAY, None]))
@settings(max_examples=600, deadline=None)
def test_laws_on_any_text(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    found = read(text, published)
    assert found == read(text, published)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        if one.date_from is not None and one.date_to is not None:
            assert one.date_from <= one.date_to
        if one.kind == "interval":
            assert one.timex is None or "/" in one.timex
        if one.kind in ("time", "duration", "set"):
            assert one.timex is not None
        assert one.grain is not None
        if published is None and one.is_relative and one.anchor_on is None:
            assert one.date_from is None or one.kind == "duration"
