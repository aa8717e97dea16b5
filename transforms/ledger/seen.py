"""A figure as the ledger compares it: bounds, days, and the words that tell what it is of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal

from transforms.ledger.given import Candidate, GivenFigure, GivenText, stems, words_around
from transforms.ledger.intervals import Interval, dimension, interval_of, scale_of, worth_of
from transforms.ledger.meant import as_meant, label_of
from transforms.ledger.rivals import is_contrasted, rivals_of
from transforms.reference import read_reference

#: A time up to so many days long and so many days old is the time of the event that a text reports.
_SHORT, _RECENT = timedelta(days=7), timedelta(days=45)
#: From so sure on somebody who gives the figure beside gives this one too.
_LIKELY = 0.3
#: From so many units on, a number without unit may be an amount whose currency is not told beside it.
_LARGE = 100_000
#: From here on numbers are rarer.
_SCORE, _HUNDRED, _THOUSAND = 20, 100, 1000
#: How far from an old value the new one may stand, in code points.
_FAR = 150
#: How many times greater a new value may be than the old one beside it.
_GROWS = 10
_FROM = re.compile(r"\b(?:da|dai|dal|dagli|dalle)\s*$", re.IGNORECASE)
Class = Literal["level", "planned", "hypothetical", "denied", "change", "limit"]


@dataclass(slots=True)  # as GivenFigure
class Seen:
    """One figure, ready to be compared.

    Attributes:
        value: what is written, without rounding, in the unit of its dimension.
        rarity: how unlikely another quantity of the story has this number, in points.
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
        is_new: whether its text tells its old value beside it.
        rival_of: the figure of another claimant against which its text sets it.
        places: the places of which its text tells figures.
        placed: the same, with the kind of each figure.
        is_contrasted: whether it is the value of somebody else, against which its text sets another.
        claimant: who gives it, as published for it or for another figure of its sentence; None: not told.
        heads: stems of what it counts or is about.
        words: stems of the words around it.
        about: stems of whom or what it is about, as published; None: not told.
    """

    figure: GivenFigure
    text: GivenText
    interval: Interval
    value: tuple[Decimal, Decimal]
    rarity: float
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
    is_new: bool
    rival_of: str | None
    places: frozenset[str]
    placed: frozenset[tuple[str, str]]
    is_contrasted: bool
    claimant: Candidate | None
    heads: frozenset[str]
    words: frozenset[str]
    about: frozenset[str] | None

    @property
    def is_general(self) -> bool:
        """Whether its noun tells its concept alone ("feriti"), or none is written: no narrower group is meant."""
        return set(stems(self.figure.lemma or "")) <= general_nouns()


def see(text: GivenText, figures: Sequence[GivenFigure]) -> list[Seen]:
    """What is compared of the figures of a text, in their order; those without a value are left out."""
    figures = as_meant(figures)
    places = frozenset(figure.place for figure in figures if figure.place)
    placed = frozenset((kind, figure.place) for figure in figures if figure.place and (kind := _kind(figure)))
    rivals = rivals_of(figures)
    moved = {new.figure_id for place in range(len(figures)) if (new := _new_value(figures, place))}
    firsts: dict[tuple[str, Class], tuple[Decimal, Decimal]] = {}
    contrasted: dict[str, str] = {}
    found: list[Seen] = []
    for place, figure in enumerate(figures):
        if figure.low is None or figure.high is None:
            continue
        new, rival = _new_value(figures, place), rivals.get(figure.figure_id)
        if new is not None and is_contrasted(figure) and (new.source or figure.source):
            contrasted[new.figure_id] = figure.figure_id
        beside = new or rival
        scale = Decimal(100) if figure.kind == "ratio" else scale_of(figure, beside) if beside else Decimal(1)
        value = figure.low * scale, figure.high * scale
        kind = _kind(figure)
        can_lead = kind is not None and figure.aspect == "level" and figure.part_of is None
        leads = can_lead and firsts.setdefault((kind or "", _class(figure)), value) == value
        days, is_long, is_told = _days(text, figure)
        is_open = figure.unit is None and figure.kind == "count" and figure.concept is None
        is_bare = is_open and (
            figure.lemma is None or value[0] >= _LARGE or value[0] != value[0].to_integral_value() or scale > 1
        )
        found.append(
            Seen(
                figure=figure,
                text=text,
                interval=interval_of(figure.surface, *value, figure.modifier, figure.unit),
                value=(value[0] * worth_of(figure.unit), value[1] * worth_of(figure.unit)),
                rarity=_rarity(figure, value[0]),
                what=_class(figure),
                dimension=dimension(beside.kind, beside.unit)
                if is_bare and beside
                else dimension(figure.kind, figure.unit),
                is_bare=is_bare,
                days=days,
                is_long=is_long,
                is_told=is_told,
                is_part=figure.part_of is not None,
                kind=kind,
                leads=leads,
                old_of=new.figure_id if new else None,
                is_new=figure.figure_id in moved,
                rival_of=rival.figure_id if rival else None,
                places=places,
                placed=placed,
                is_contrasted=False,
                claimant=_claimant_beside(figures, place, rival),
                heads=_heads(figure),
                words=words_around(figure),
                about=frozenset(stems(figure.subject)) if figure.subject else None,
            )
        )
    return [_against(one, contrasted) for one in found]


def _against(one: Seen, contrasted: Mapping[str, str]) -> Seen:
    """The figure, with the old value of somebody else that it is set against: "sono 40, altro che 25"."""
    figure_id = one.figure.figure_id
    if figure_id in contrasted:
        return replace(one, rival_of=contrasted[figure_id])
    return replace(one, is_contrasted=True, claimant=None) if figure_id in contrasted.values() else one


def _claimant(figures: Sequence[GivenFigure], place: int) -> Candidate | None:
    """Its source as published; else its likely one, if that is published for the figure beside it in its sentence."""
    figure = figures[place]
    if figure.source is not None or not figure.sources:
        return figure.source
    beside = [figures[other] for other in (place - 1, place + 1) if 0 <= other < len(figures)]
    told = [other.source for other in beside if other.sentence == figure.sentence and other.source is not None]
    likely = figure.sources[0]
    return next((one for one in told if one.name == likely.name and likely.confidence >= _LIKELY), None)


def _claimant_beside(figures: Sequence[GivenFigure], place: int, rival: GivenFigure | None) -> Candidate | None:
    """Who claims a figure, unless that is who claims the one against which it is set: then it was read wrongly."""
    claimant = _claimant(figures, place)
    other = _claimant(figures, figures.index(rival)) if claimant and rival else None
    return None if claimant and other and claimant.name == other.name else claimant


def _heads(figure: GivenFigure) -> frozenset[str]:
    about = (stem for candidate in figure.about for stem in stems(candidate.name)[:2])
    label = label_of(figure)
    return frozenset(
        (
            *stems(figure.lemma or ""),
            *([label] if label else ()),
            *(stem for name in figure.near for stem in stems(name)),
            *about,
        )
    )


def _kind(figure: GivenFigure) -> str | None:
    """What figures of one kind have in common; None: it cannot be told."""
    if figure.concept:
        return figure.concept
    if figure.unit == "magnitude":
        return figure.unit
    noun = figure.lemma or label_of(figure)
    if noun is None and figure.kind == "measure":
        return dimension(figure.kind, figure.unit)
    noun = noun or next(iter(figure.near), None)
    return f"{noun} {dimension(figure.kind, figure.unit)}" if noun else None


def _new_value(figures: Sequence[GivenFigure], place: int) -> GivenFigure | None:
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
            if other.aspect == "level" and alike and abs(other.start - old.start) < _FAR and _may_become(old, other):
                return other
    return None


def _may_become(old: GivenFigure, new: GivenFigure) -> bool:
    """Whether a value may have moved so far: 868 votes do not become three."""
    if not old.low or not new.low or min(old.low, new.low) <= 0:
        return False
    least, most = sorted((old.low * scale_of(old, new), new.low * scale_of(new, old)))
    return most / least <= _GROWS


def _rarity(figure: GivenFigure, value: Decimal) -> float:
    if value != value.to_integral_value():
        return 3.0
    if value >= _THOUSAND and figure.kind == "money":
        return 4.0
    if value < _HUNDRED:
        return 2.5 if value > _SCORE else 1.0
    digits = len(value.normalize().as_tuple().digits)
    return 4.0 if digits >= (2 if value < _THOUSAND else 3) else 3.0


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
