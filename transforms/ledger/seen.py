"""A figure as the ledger compares it: bounds, days, and the words that tell what it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal

from transforms.ledger.given import GivenFigure, GivenText, stems, words_around
from transforms.ledger.intervals import Interval, dimension, interval_of
from transforms.reference import read_reference

#: A time up to so many days long and so many days old is the time of the event that a text reports.
_SHORT, _RECENT = timedelta(days=7), timedelta(days=45)
#: From so many units on, a number without unit may be an amount whose currency is not told beside it.
_LARGE = 100_000
#: How far from an old value the new one may stand, in code points.
_FAR = 150
_FROM = re.compile(r"\b(?:da|dai|dal|dagli|dalle)\s*$", re.IGNORECASE)
Class = Literal["level", "planned", "hypothetical", "denied", "change", "limit"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One figure, ready to be compared.

    Attributes:
        what: its class: figures of another one never tell the same quantity.
        dimension: "" for counts, else the unit in which its bounds are.
        is_bare: a number without unit and noun, which may have left out the unit of the figure before.
        days: first and last day for which it holds; the days before publication where none is told.
        is_long: whether it covers more than some days, as what adds up does.
        is_told: whether the text tells those days, and they are not those of the event that it reports.
        is_part: whether it is part of a figure of its text.
        kind: what it has in common with figures of its kind: the concept, else the noun and the unit.
        leads: whether it is the first whole figure of its kind in its text, or tells the same.
        old_of: the figure of which it tells the old value: 19 of 12 in "da 12 a 19".
        places: the places of which its text tells figures.
        heads: stems of what it counts or is about.
        words: stems of the words around it.
    """

    figure: GivenFigure
    text: GivenText
    interval: Interval
    what: Class
    dimension: str
    is_bare: bool
    days: tuple[date, date] | None
    is_long: bool
    is_told: bool
    is_part: bool
    kind: str | None
    leads: bool
    old_of: str | None
    places: frozenset[str]
    heads: frozenset[str]
    words: frozenset[str]

    @property
    def value(self) -> tuple[Decimal | None, Decimal | None]:
        """What is written, without rounding."""
        return self.figure.low, self.figure.high

    @property
    def is_general(self) -> bool:
        """Whether its noun tells its concept alone ("feriti"), or none is written: no narrower group is meant."""
        return set(stems(self.figure.lemma or "")) <= general_nouns()


def see(text: GivenText, figures: Sequence[GivenFigure]) -> list[Seen]:
    """What is compared of the figures of a text, in their order; those without a value are left out."""
    places = frozenset(figure.place for figure in figures if figure.place)
    firsts: dict[tuple[str, Class], tuple[Decimal, Decimal]] = {}
    found: list[Seen] = []
    for place, figure in enumerate(figures):
        if figure.low is None or figure.high is None:
            continue
        value = figure.low, figure.high
        kind = _kind(figure)
        can_lead = kind is not None and figure.aspect == "level" and figure.part_of is None
        leads = can_lead and firsts.setdefault((kind, _class(figure)), value) == value
        found.append(_see(text, figure, value, kind, leads, _new_value(figures, place), places))
    return found


def _kind(figure: GivenFigure) -> str | None:
    """What figures of one kind have in common; None: it cannot be told."""
    if figure.concept:
        return figure.concept
    if figure.unit == "magnitude":
        return figure.unit
    noun = figure.lemma or next(iter(figure.near), None)
    return f"{noun} {dimension(figure.kind, figure.unit)}" if noun else None


def _see(
    text: GivenText, figure: GivenFigure, value: tuple[Decimal, Decimal], kind: str | None, leads: bool, old_of: str | None, places: frozenset[str]
) -> Seen:
    scale = Decimal(100) if figure.kind == "ratio" else Decimal(1)
    low, high = value[0] * scale, value[1] * scale
    days, is_long, is_told = _days(text, figure)
    of = dimension(figure.kind, figure.unit)
    is_open = figure.unit is None and figure.kind == "count" and figure.concept is None
    is_bare = is_open and (figure.lemma is None or low >= _LARGE or low != low.to_integral_value())
    about = (name for candidate in figure.about for name in stems(candidate.name)[:2])
    heads = frozenset((*stems(figure.lemma or ""), *(stem for name in figure.near for stem in stems(name)), *about))
    return Seen(
        figure, text, interval_of(figure.surface, low, high, figure.modifier, figure.unit), _class(figure), of, is_bare,
        days, is_long, is_told, figure.part_of is not None, kind, leads, old_of, places, heads, words_around(figure),
    )  # fmt: skip


def _new_value(figures: Sequence[GivenFigure], place: int) -> str | None:
    """The figure that took the place of an old value: behind it in "da 12 a 19", else before it."""
    old = figures[place]
    if old.aspect != "previous":
        return None
    order = (1, -1) if _FROM.search(old.before) else (-1, 1)
    for step in order:
        if 0 <= place + step < len(figures):
            other = figures[place + step]
            alike = dimension(other.kind, other.unit) == dimension(old.kind, old.unit) and (
                None in (old.concept, other.concept) or old.concept == other.concept
            )
            if other.aspect == "level" and alike and abs(other.start - old.start) < _FAR:
                return other.figure_id
    return None


def _class(figure: GivenFigure) -> Class:
    if figure.aspect in ("change", "limit"):
        return figure.aspect
    if figure.modality in ("planned", "hypothetical"):
        return figure.modality
    # "24 e non 31": what is denied there is an old value, told by somebody else.
    return "denied" if figure.modality == "denied" and figure.aspect != "previous" else "level"


def _days(text: GivenText, figure: GivenFigure) -> tuple[tuple[date, date] | None, bool, bool]:
    first, last, day = figure.period_from, figure.period_to, text.published_on
    if first is None or last is None:
        return ((day, day) if day else None), False, False
    is_long = last - first > _SHORT
    return (first, last), is_long, is_long or day is None or last < day - _RECENT


@cache
def general_nouns() -> frozenset[str]:
    """Stems of nouns that tell a concept, and of people as such."""
    rows = read_reference("it/claims/concepts")
    return frozenset(
        stem
        for row in rows
        if row["form"] in ("noun", "case", "body") or row["word"] in ("persona", "persone")
        for stem in stems(row["word"])
    )
