"""The picture of a quantity: its tellings from left to right in the order of time, voices as series, bounds as bars."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from flows.report.drawing import INK, MAIN, NUMBERS, QUIET, SECOND, SIZE, WIDTH, draw, drawing_tools
from flows.report.words import day, number

Rows = Sequence[dict[str, Any]]

#: The signs of voices, as the page writes them, and of those that have none of their own.
SIGNS = ("●", "■", "◆", "▲", "○")
_SHAPES = ("circle", "square", "diamond", "triangle-up", "circle")
_COLOURS = (MAIN, SECOND, INK, QUIET, QUIET)
_HEIGHT, _LEFT, _RIGHT, _TOP, _BELOW = 170, 48, 12, 20, 46
#: Pixels that the name of a day needs; from so many tellings on their values are left to the list.
_DAY, _CROWDED = 90, 9
#: The axis goes so far beyond the values, as a share of their range; a bar with an open end goes as far as it does.
_OPEN = 0.15
#: The axis begins at zero where that is no further away than so many times the range of the values.
_FAR = 4


def history(tellings: Rows, name: str) -> Markup:
    """Figures as points, bounds as bars; the words of a voice are joined, what contradicts is joined by dashes.

    Args:
        tellings: place, low, high (None: open), sign, told_on, relation, against_place; of one quantity, at least one.
        name: of the picture, a word.
    """
    alt, _ = drawing_tools()
    ends = [end for row in tellings for end in (row["low"], row["high"]) if end is not None] or [0.0]
    lowest, highest = min(ends), max(ends)
    room = (highest - lowest or abs(highest) or 1.0) * _OPEN
    bottom, top = lowest - room, highest + room
    if 0 <= lowest <= (highest - lowest) * _FAR or lowest == highest > 0:
        bottom = 0.0
    width = WIDTH - _LEFT - _RIGHT
    values = _values(tellings, bottom, top, width / len(tellings))
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("place:Q", axis=None, scale=alt.Scale(domain=[0.5, len(values) + 0.5], nice=False, zero=False))
    )
    scale = alt.Scale(domain=[bottom, top], nice=False, zero=False)
    y = alt.Y("middle:Q", title=None, scale=scale, axis=alt.Axis(tickCount=4, labelExpr=NUMBERS))
    low = alt.Y("low:Q", title=None, scale=scale)
    colour = alt.Color("colour:N", scale=None)
    shape = alt.Shape("shape:N", scale=None)
    text = {"color": INK, "fontSize": SIZE}
    chart = alt.layer(
        base.mark_line(strokeWidth=1.5, opacity=0.6).encode(y=y, detail="sign:N", color=colour),
        base.transform_filter("datum.against").mark_rule(color=INK, strokeDash=[3, 3]).encode(
            y=y, x2="against:Q", y2="against_middle:Q"
        ),
        base.transform_filter("datum.is_range").mark_rule(strokeWidth=14, opacity=0.4).encode(
            y=low, y2="high:Q", color=colour
        ),
        base.mark_point(size=90, filled=True, opacity=1).encode(y=y, color=colour, shape=shape),
        base.mark_text(dy=-12, **text).encode(y=alt.Y("high:Q", scale=scale), text="told:N"),
        base.mark_text(**text).encode(y=alt.value(_HEIGHT + 14), text="place:N"),
        base.mark_text(align="left", dx=-4, **text).encode(y=alt.value(_HEIGHT + 34), text="day:N"),
    )  # fmt: skip
    padding = {"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": _BELOW}
    placed = chart.properties(width=width, height=_HEIGHT, padding=padding)
    return draw(placed.properties(autosize={"type": "none", "contains": "content"}), name)


def _values(tellings: Rows, bottom: float, top: float, step: float) -> list[dict[str, Any]]:
    """What is drawn of each telling; a day is named at its first one, where there is room for its name."""
    bounds = [
        (bottom if row["low"] is None else row["low"], top if row["high"] is None else row["high"]) for row in tellings
    ]
    points = [_point(row) for row in tellings]
    named: float = -_DAY
    before = None
    values = []
    for at, row in enumerate(tellings):
        when = ""
        if row["told_on"] != before and at * step - named >= _DAY and (len(tellings) - at) * step >= _DAY:
            when, named = day(row["told_on"]).rpartition(" ")[0], at * step
        before = row["told_on"]
        against = row["against_place"] if row["relation"] == "contradicts" else None
        values.append({
            "place": row["place"], "low": bounds[at][0], "high": bounds[at][1], "middle": points[at],
            "is_range": bounds[at][0] != bounds[at][1], "sign": row["sign"], "day": when,
            "shape": _SHAPES[row["sign"]], "colour": _COLOURS[row["sign"]],
            "told": _told(row) if len(tellings) < _CROWDED else "",
            "against": against, "against_middle": None if against is None else points[against - 1],
        })  # fmt: skip
    return values


def _point(row: dict[str, Any]) -> float:
    """Where a telling stands: in the middle of its bounds, or at the end that is told."""
    ends = [end for end in (row["low"], row["high"]) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _told(row: dict[str, Any]) -> str:
    """The bounds, short: 12, 10–15, from 200 on ("200+"), up to 50 ("≤ 50")."""
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return f"{_short(low)}+" if low is not None else f"≤ {_short(high)}" if high is not None else ""
    first, last = _short(low), _short(high)
    size = last[-1] if last[-1] in "BM" else ""
    return first if first == last else f"{first.removesuffix(size)}–{last}"


def _short(value: float) -> str:
    """A number with few signs.

    >>> _short(1_234.0), _short(11_500_000.0), _short(4.5e9)
    ('1,234', '11.5M', '4.5B')
    """
    for sign, size in (("B", 1e9), ("M", 1e6)):
        if abs(value) >= size:
            return f"{value / size:.3g}{sign}" if abs(value) < 1e12 else f"{value:.2g}"
    return number(round(value, 3))
