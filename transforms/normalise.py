"""Dates, figures and unread of one text: who reads what, in which order."""

from collections.abc import Sequence
from datetime import date, datetime

from transforms.age_figures import find_ages
from transforms.facts import FoundDate, FoundFigure, FoundUnread
from transforms.figures import find_figures
from transforms.lexer import lex
from transforms.numerals import find_numerals
from transforms.quantities import Reading


def find_dates_and_figures(
    text: str,
    published_on: date | None,
    published_at: datetime | None = None,
    blocks: Sequence[tuple[int, int, str]] = (),
) -> tuple[list[FoundDate], list[FoundFigure], list[FoundUnread]]:
    """Skeleton until the readers stand."""
    lexemes = lex(text)
    numerals = find_numerals(text, lexemes, blocks)
    reading = Reading(text, lexemes, numerals)
    busy = bytearray(len(lexemes))
    ages = find_ages(reading, busy)
    blocked = [(figure.start, figure.end) for figure in ages]
    dates: list[FoundDate] = []
    unread: list[FoundUnread] = []
    try:
        from transforms.dates import find_dates

        dates, unread = find_dates(text, lexemes, numerals, blocked, published_on, published_at, blocks)
    except ImportError:
        pass
    at = 0
    for found in dates:
        while at < len(lexemes) and lexemes[at].start < found.end:
            if lexemes[at].end > found.start:
                busy[at] = 1
            at += 1
    figures = sorted([*ages, *find_figures(reading, busy)], key=lambda figure: figure.start)
    return dates, figures, unread
