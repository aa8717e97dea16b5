"""Between which bounds a figure says that its quantity lies, with the rounding of what is written."""

import re
from decimal import Decimal
from typing import NamedTuple, Self

from transforms.contract import FigureKind, FigureModifier
from transforms.ledger.given import GivenFigure

#: Words of a scale make a number rounded: "325mila" tells thousands. Longest first.
_SCALES = {"miliard": 10**9, "mld": 10**9, "milion": 10**6, "mln": 10**6, "mila": 10**3}
_SCALE = re.compile("|".join(_SCALES), re.IGNORECASE)
_DECIMALS = re.compile(r"\d,(\d+)")
#: UCUM units of one dimension and what they are worth in one of them.
_WORTH: dict[str, tuple[str, Decimal]] = {
    code: (base, Decimal(worth))
    for base, codes in {
        "kg": {"g": "0.001", "hg": "0.1", "kg": "1", "q": "100", "t": "1000"},
        "m": {"mm": "0.001", "cm": "0.01", "m": "1", "km": "1000"},
        "m2": {"m2": "1", "ha": "10000", "km2": "1000000"},
        "l": {"ml": "0.001", "cl": "0.01", "l": "1", "hl": "100"},
    }.items()
    for code, worth in codes.items()
}


class Interval(NamedTuple):
    """Lower and upper bound in one unit; None: open."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Self) -> bool:
        """Whether both may be true of one quantity."""
        return _at_most(self.low, other.high) and _at_most(other.low, self.high)

    def within(self, other: Self) -> bool:
        """Whether it tells as much as the other, or more."""
        lower = other.low is None or (self.low is not None and self.low >= other.low)
        return lower and (other.high is None or (self.high is not None and self.high <= other.high))

    def above(self, other: Self) -> bool:
        """Whether the middle of it lies higher; open ends count as the bound that is told."""
        return _middle(self) > _middle(other)


def _at_most(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high


def _middle(interval: Interval) -> Decimal:
    ends = [end for end in interval if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else Decimal(0)


def interval_of(
    surface: str, low: Decimal, high: Decimal, modifier: FigureModifier | None, unit: str | None = None
) -> Interval:
    """Bounds with rounding: digits are exact, "325mila" and "circa 300" hold half their last written place.

    >>> interval_of("325mila", Decimal(325000), Decimal(325000), None)
    Interval(low=Decimal('324500'), high=Decimal('325500'))
    >>> interval_of("oltre 200", Decimal(200), Decimal(200), "more_than")
    Interval(low=Decimal('200'), high=None)
    """
    worth = worth_of(unit)
    if modifier in ("more_than", "at_least"):
        return Interval(low * worth, None)
    if modifier in ("less_than", "at_most"):
        return Interval(None, high * worth)
    margin = Decimal(0) if low != high else _margin(surface, low, modifier)
    return Interval((low - margin) * worth, (high + margin) * worth)


def _margin(surface: str, value: Decimal, modifier: FigureModifier | None) -> Decimal:
    """Half of the last written place: of the digits that are told where it is rough, of the scale word else."""
    if not value:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    rough = Decimal(10) ** int(exponent) / 2
    if modifier in ("approximate", "nearly"):
        return rough
    scale = _SCALE.search(surface)
    if scale is None:
        return Decimal(0)
    decimals = _DECIMALS.search(surface)
    return Decimal(_SCALES[scale[0].casefold()]) / Decimal(10) ** (len(decimals[1]) if decimals else 0) / 2


def worth_of(unit: str | None) -> Decimal:
    """What one of a unit is worth in the unit of its dimension: 1000 of tonnes, in kilograms."""
    return _WORTH.get(unit or "", ("", Decimal(1)))[1]


def scale_of(figure: GivenFigure, other: GivenFigure) -> Decimal:
    """What a number leaves out because the one beside it tells it: a million for 38 in "da 38 a 27 milioni"; else 1."""
    told = _SCALE.search(other.surface)
    if told is None or figure.low is None or other.low is None or _SCALE.search(figure.surface) or figure.low >= 1000:
        return Decimal(1)
    scale = Decimal(_SCALES[told[0].casefold()])
    return scale if other.low >= scale else Decimal(1)


def dimension(kind: FigureKind, unit: str | None) -> str:
    """What can be compared: "" for counts, one unit for all of its dimension.

    >>> dimension("measure", "t"), dimension("ratio", None), dimension("count", None)
    ('kg', '%', '')
    """
    if kind == "ratio":
        return "%"
    return _WORTH[unit][0] if unit in _WORTH else unit or ""
