"""Dates, figures and unread of one text: who reads what, in which order."""

from collections.abc import Sequence
from datetime import date, datetime

from transforms.facts import FoundDate, FoundFigure, FoundUnread
from transforms.lexer import lex
from transforms.numerals import find_numerals


def find_dates_and_figures(
    text: str,
    published_on: date | None,
    published_at: datetime | None = None,
    blocks: Sequence[tuple[int, int, str]] = (),
) -> tuple[list[FoundDate], list[FoundFigure], list[FoundUnread]]:
    """Skeleton until the readers stand."""
    lexemes = lex(text)
    numerals = find_numerals(text, lexemes, blocks)
    try:
        from transforms.dates import find_dates
        dates, unread = find_dates(text, lexemes, numerals, [], published_on, published_at, blocks)
    except ImportError:
        dates, unread = [], []
    return dates, [], unread
