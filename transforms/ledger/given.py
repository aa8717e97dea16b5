"""What the ledger is given of a story: its texts in the order in which they were told, and their figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from transforms.contract import Aspect, FigureKind, FigureModifier, Modality

#: Words of a figure's sentence that are looked at on either side, their least length, and how much of each tells it.
_AROUND, _LONG, _STEM = 8, 4, 6
#: How far from a figure they stand, in code points.
_NEAR = 200
_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_NO_MOMENT = datetime.min.replace(tzinfo=UTC)
#: From so sure on a published source is a voice: one wrong name makes a contradiction out of nothing.
_SURE = 0.75


@dataclass(frozen=True, slots=True)
class GivenText:
    """One text of a story.

    Attributes:
        family: the house of its outlet, or the outlet; None: not told.
        publisher: the body that published it about itself, whose word its figures are; None: it is a news outlet.
        took_from: the earlier texts from which it took words.
        copy_of: those of them of which it is a copy as a whole.
    """

    doc_id: str
    published_on: date | None = None
    published_at: datetime | None = None
    family: str | None = None
    publisher: str | None = None
    took_from: frozenset[str] = frozenset()
    copy_of: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[date, datetime, str]:
        """Earlier texts first; those of which no day is known last, and of one day those of no known moment first."""
        return self.published_on or date.max, self.published_at or _NO_MOMENT, self.doc_id


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may give a figure, or what it may be about; `kind` of the entity: PER, ORG, LOC, None without one."""

    name: str
    entity_id: str | None = None
    confidence: float = 1.0
    is_published: bool = True
    kind: str | None = None


@dataclass(slots=True)  # a story has thousands, and fields of frozen ones take twice the time
class GivenFigure:
    """One figure with what may be known of it; columns as in `figures`.

    Attributes:
        place: name of the place; where none is sure, of the nearest one in its sentence.
        about: what it may be about: candidates for its subject, published or not.
        near: names of what it may count, published or not: "ricavi" of an amount.
        sources: candidates for who gives it, published or not.
        before: the sentence up to the figure.
        after: the sentence behind it.
    """

    figure_id: str
    doc_id: str
    start: int
    sentence: str
    surface: str
    kind: FigureKind
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    lemma: str | None = None
    concept: str | None = None
    modifier: FigureModifier | None = None
    modality: Modality = "asserted"
    aspect: Aspect = "level"
    place: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    part_of: str | None = None
    in_headline: bool = False
    about: tuple[Candidate, ...] = ()
    near: tuple[str, ...] = ()
    sources: tuple[Candidate, ...] = ()
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)

    @property
    def subject(self) -> str | None:
        """Whom or what it is about, as published."""
        return next((one.name for one in self.about if one.is_published), None)

    @property
    def source(self) -> Candidate | None:
        """Who gives it, as published, and surely enough to be set against others."""
        return next((one for one in self.sources if one.is_published and one.confidence >= _SURE), None)


@lru_cache(maxsize=100_000)
def stems(name: str) -> tuple[str, ...]:
    """The longer words of a name, each by its first letters: "persone evacuate" → ("person", "evacua")."""
    return tuple(word.casefold()[:_STEM] for word in _WORD.findall(name))


def words_around(figure: GivenFigure) -> frozenset[str]:
    """Stems of the words beside a figure in its sentence."""
    words = _WORD.findall(figure.before[-_NEAR:])[-_AROUND:] + _WORD.findall(figure.after[:_NEAR])[:_AROUND]
    return frozenset(word.casefold()[:_STEM] for word in words)


def in_order(texts: Iterable[GivenText], figures: Iterable[GivenFigure]) -> list[tuple[GivenText, list[GivenFigure]]]:
    """Every text with its figures, as they were told: by day, moment and key, figures as they stand."""
    of: dict[str, list[GivenFigure]] = {}
    for figure in figures:
        of.setdefault(figure.doc_id, []).append(figure)
    return [
        (text, sorted(of.get(text.doc_id, []), key=lambda figure: (figure.start, figure.figure_id)))
        for text in sorted(texts, key=lambda text: text.order)
    ]
