"""Dates, figures and unread of one text: who reads what, in which order, and what becomes of the rest.

Labels ("legge 194") and ages ("di 34 anni") are decided first, then dates take their numerals, then every numeral left
becomes a figure or a row of `unread`. So each numeral lies in exactly one row.
"""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from transforms.dates import find_dates
from transforms.facts import FoundDate, FoundFigure, FoundUnread
from transforms.figures import Label, find_ages, find_figures, find_labels, find_ordinals
from transforms.language import DIGITS, Lexeme, lex
from transforms.numbers import Blocks, NumberText, Numeral, find_numerals

_Place = tuple[int, int]
Found = tuple[list[FoundDate], list[FoundFigure], list[FoundUnread]]
#: Characters of a text that is longer than any article.
_LONG = 20_000
#: Four digits that neither the dates nor the figures could use: "Premi Oscar 2013".
_POWERS, _LENGTHS = frozenset("23"), frozenset({"m", "cm", "mm", "km", "dm"})
_BEFORE_LENGTH = frozenset("/0123456789")
_YEAR = re.compile(r"(?:18|19|20)\d\d")


def find_dates_and_figures(
    text: str,
    published_on: date | None,
    published_at: datetime | None = None,
    blocks: Blocks = (),
) -> Found:
    """Every date, every figure and every numeral or calendar word that became neither.

    Args:
        text: the text; all spans are half-open and point into it.
        published_on: the day of publication, to which relative dates refer; None when unknown.
        published_at: the moment of publication, when known to the minute.
        blocks: stretches in another language, ``(start, end, BCP 47 code)``; numbers in "en" are read as English.

    Returns:
        Dates, figures and unread, each in text order and without overlap. Every numeral lies in exactly one row of the
        three lists; every calendar word lies in one of dates or unread.
    """
    with _without_collecting(text):
        return _normalise(text, published_on, published_at, blocks)


@contextmanager
def _without_collecting(text: str) -> Iterator[None]:
    """Keep the garbage collector from walking over the many small objects of a long text again and again.

    They hold no cycles; without this a text of four times the length costs six times the time.
    """
    pause = len(text) > _LONG and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def _normalise(text: str, published_on: date | None, published_at: datetime | None, blocks: Blocks) -> Found:
    lexemes = lex(text)
    numerals = find_numerals(text, lexemes, blocks)
    reading = NumberText(text, lexemes, numerals)
    busy = bytearray(len(lexemes))
    exponents = _exponents(reading)
    for at in exponents:
        busy[at] = 1
    labels = find_labels(reading, busy)
    ages = find_ages(reading, busy)
    blocked = sorted([*_spans(labels), *_spans(ages), *((lexemes[at].start, lexemes[at].end) for at in exponents)])
    dates, unread = find_dates(text, lexemes, numerals, blocked, published_on, published_at, blocks)
    _mark(lexemes, [*_spans(dates), *_spans(unread)], busy)
    ordinals = find_ordinals(reading, busy)
    for at in exponents:
        busy[at] = 0
    per_second = {label.first for label in ordinals if reading.words[label.first - 1 : label.last] == ["al", "secondo"]}
    for at in per_second:  # a unit may take it: "12 metri al secondo"
        busy[at] = 0
    figures = sorted([*ages, *find_figures(reading, busy)], key=lambda figure: figure.start)
    labels += [label for label in ordinals if label.first not in per_second or not busy[label.first]]
    labelled = [FoundUnread(label.start, label.end, "number", label.reason) for label in labels]
    taken = sorted([*_spans(dates), *_spans(figures), *_spans(labelled), *_spans(unread)])
    left_over = [
        FoundUnread(start, end, "number", "year" if _YEAR.fullmatch(text, start, end) else "not_understood")
        for start, end in _left_over(lexemes, numerals, taken)
    ]
    everything = sorted([*unread, *labelled, *left_over], key=lambda found: (found.start, found.end))
    return dates, figures, everything


def _exponents(reading: NumberText) -> list[int]:
    """Lexemes of digits that belong to a unit, "kWh/m2": no day ("m2 anno") and no ordinal ("m2a") takes them."""
    words = reading.words
    return [
        numeral.first
        for numeral in reading.numerals
        if words[numeral.first] in _POWERS
        and reading.word(numeral.first - 1) in _LENGTHS
        and reading.glued(numeral.first)
        and reading.word(numeral.first - 2)[-1:] in _BEFORE_LENGTH
    ]


def find_figures_in(text: str) -> list[FoundFigure]:
    """The figures of a text of any length, without more: ``find_figures_in("circa 1,2 milioni di euro")``."""
    return find_dates_and_figures(text, None)[1]


def find_dates_in(text: str, published_on: date | None = None) -> list[FoundDate]:
    """The dates of a text; relative ones need the day of publication."""
    return find_dates_and_figures(text, published_on)[0]


def _spans(
    found: Sequence[FoundDate] | Sequence[FoundFigure] | Sequence[FoundUnread] | Sequence[Label],
) -> list[_Place]:
    return [(item.start, item.end) for item in found]


def _mark(lexemes: Sequence[Lexeme], spans: Sequence[_Place], busy: bytearray) -> None:
    """Mark the lexemes that spans touch."""
    at = 0
    for start, end in sorted(spans):
        while at > 0 and lexemes[at - 1].end > start:
            at -= 1
        while at < len(lexemes) and lexemes[at].end <= start:
            at += 1
        while at < len(lexemes) and lexemes[at].start < end:
            busy[at] = 1
            at += 1


def _left_over(lexemes: Sequence[Lexeme], numerals: Sequence[Numeral], taken: Sequence[_Place]) -> list[_Place]:
    """The numerals, and digits of any other kind, that no span holds, in order."""
    wanted = [(numeral.start, numeral.end) for numeral in numerals]
    inside = {index for numeral in numerals for index in range(numeral.first, numeral.last)}
    wanted += [
        (lexeme.start, lexeme.end)
        for index, lexeme in enumerate(lexemes)
        if lexeme.kind == DIGITS and index not in inside
    ]
    left: list[_Place] = []
    at = 0
    for start, end in sorted(wanted):
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or taken[at][0] >= end:
            left.append((start, end))
    return left
