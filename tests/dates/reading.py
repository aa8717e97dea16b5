"""What the tests of dates share: every case is read as published on Wednesday 11 February 2026.

Expected are lines such as ``[surface] kind timex days modifier``, divided by ``; ``.
"""

from datetime import date, datetime

from transforms.dates.find import find_dates
from transforms.facts import FoundDate, FoundUnread
from transforms.language.lexer import lex
from transforms.normalise import find_dates_and_figures
from transforms.numbers.numerals import find_numerals

WEDNESDAY = date(2026, 2, 11)


def read(text: str, published_on: date | None = WEDNESDAY) -> list[FoundDate]:
    return find_dates_and_figures(text, published_on)[0]


def alone(
    text: str,
    published_on: date | None = WEDNESDAY,
    moment: datetime | None = None,
    blocked: tuple[tuple[int, int], ...] = (),
    blocks: tuple[tuple[int, int, str], ...] = (),
) -> tuple[list[FoundDate], list[FoundUnread]]:
    """The stage by itself, without labels and ages."""
    lexemes = lex(text)
    return find_dates(text, lexemes, find_numerals(text, lexemes, blocks), blocked, published_on, moment, blocks)


def told(text: str, dates: list[FoundDate]) -> str:
    """The dates in the notation of the cases."""
    parts: list[str] = []
    for found in dates:
        days = f"{found.date_from}" if found.date_from == found.date_to else f"{found.date_from}..{found.date_to}"
        modifier = f" {found.modifier}" if found.modifier else ""
        parts.append(f"[{text[found.start : found.end]}] {found.kind} {found.timex} {days}{modifier}")
    return "; ".join(parts)
