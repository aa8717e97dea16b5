"""Pictures of the report: Altair describes them, vl-convert draws them, and what comes out is cleaned for the page.

Their colours are names: the style of the page gives each a colour for light and for dark (`style.css`, “pictures”).
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

from flows.report.words import bounds, day
from flows.terminal import printable
from transforms.errors import UsageError

Rows = Sequence[dict[str, Any]]

#: Width of a picture and of its labels, in pixels of the drawing: it fits a phone, two stand side by side on a desk.
#: Places are told and not measured, because nobody knows the font of the reader.
WIDTH, _LABELS, _WIDE = 400, 130, 980
#: Room right of a bar for its number, and right of a figure for its value.
_NUMBER, _VALUE = 55, 110
_ROW = 20
SIZE = 13
INK, MAIN, SECOND, QUIET = "#111111", "#222222", "#333333", "#444444"
_LONGEST = 60
#: From this ratio of largest and smallest value on the axis is logarithmic.
_SPREAD = 50
#: Pictures of days have at most so many bars: else weeks, months, years.
_BARS = 75


def drawing_tools() -> tuple[Any, Any]:
    """Altair and vl-convert.

    Raises:
        UsageError: one is not installed.
    """
    try:
        import altair
        import vl_convert
    except ImportError as problem:
        raise UsageError(
            f"The report needs the package {problem.name}; install it with \"pip install 'spoglio[report]'\"."
        ) from problem
    return altair, vl_convert


def timeline(rows: Rows, wide: bool) -> Markup:
    """Texts, figures and quotations by day of publication; weeks, months or years where there are many days.

    Args:
        rows: day, n_texts, n_figures, n_quotes.
        wide: for a desk, else for a phone.
    """
    alt, _ = drawing_tools()
    values, unit = _periods(rows)
    width = (_WIDE if wide else WIDTH) - 60
    order = [value["label"] for value in values]
    step = max(1, round(len(values) / (10 if wide else 4)))
    shown = order[::step]
    x = alt.X("label:O", sort=None, title=None, axis=alt.Axis(values=shown, labelAngle=0, labelOverlap=True))
    layers = []
    for column, name, colour, height in (
        ("n_texts", "texts", MAIN, 90), ("n_figures", "figures", SECOND, 50), ("n_quotes", "quotations", QUIET, 50),
    ):  # fmt: skip
        y = alt.Y(f"{column}:Q", title=None, axis=alt.Axis(tickCount=3, format=",d", tickMinStep=1, grid=True))
        axis = x if column == "n_quotes" else alt.X("label:O", sort=None, title=None, axis=None)
        title = alt.Title(
            f"{name} a {unit}", anchor="start", frame="group", fontSize=SIZE, fontWeight="normal", color=INK
        )
        bars = alt.Chart(alt.Data(values=values), title=title).mark_bar(color=colour)
        layers.append(bars.encode(x=axis, y=y).properties(width=width, height=height))
    return draw(alt.vconcat(*layers, spacing=14), "timeline-wide" if wide else "timeline")


def _periods(rows: Rows) -> tuple[list[dict[str, Any]], str]:
    """The rows as bars without gaps: a day, week, month or year each."""
    if not rows:
        return [], "day"
    first, last = rows[0]["day"], rows[-1]["day"]
    lengths = (
        ("day", (last - first).days, _as_day),
        ("week", (last - first).days // 7, _as_week),
        ("month", (last.year - first.year) * 12 + last.month - first.month, _as_month),
        ("year", last.year - first.year, _as_year),
    )
    unit, _, begin = next((found for found in lengths if found[1] < _BARS), lengths[-1])
    bars: dict[date, dict[str, Any]] = {}
    if last.year - first.year < 10 * _BARS:
        at = begin(first)
        while at <= last:
            bars[at] = {"n_texts": 0, "n_figures": 0, "n_quotes": 0}
            at = begin(at + timedelta(days={"day": 1, "week": 7, "month": 32, "year": 366}[unit]))
    for row in rows:
        bar = bars.setdefault(begin(row["day"]), {"n_texts": 0, "n_figures": 0, "n_quotes": 0})
        for name in bar:
            bar[name] += row[name]
    return [{"label": _label(at, unit)} | bar for at, bar in sorted(bars.items())], unit


def _as_day(value: date) -> date:
    return value


def _as_week(value: date) -> date:
    return value - timedelta(days=min(value.weekday(), value.toordinal() - 1))


def _as_month(value: date) -> date:
    return value.replace(day=1)


def _as_year(value: date) -> date:
    return value.replace(month=1, day=1)


def _label(value: date, unit: str) -> str:
    number, month, year = day(value).split(" ")
    return {"year": year, "month": f"{month[:3]} {year}"}.get(unit, f"{number} {month[:3]} {year}")


def counts(rows: Rows, label: str, value: str, name: str) -> Markup:
    """Bars with their numbers.

    Args:
        rows: in the order in which they are drawn.
        label: the column that names a bar.
        value: the column that gives its length.
        name: of the picture, a word.
    """
    alt, _ = drawing_tools()
    values = [{"label": _short(row[label]), "n": int(row[value]), "at": at} for at, row in enumerate(rows)]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("at:O", axis=None),
        x=alt.X("n:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, nice=False)),
    )
    bars = base.mark_bar(color=MAIN, height=11)
    text = base.mark_text(align="left", dx=4, color=INK, fontSize=SIZE).encode(text=alt.Text("n:Q", format=",d"))
    return draw(_placed(bars + text + _labelled(alt, base), len(rows), _NUMBER, 0), name)


def ranges(rows: Rows, name: str) -> Markup:
    """Figures as points, ranges as bars between their bounds; the fainter, the less sure.

    Args:
        rows: low, high, unit, modifier, confidence, counted, subject; all of one kind and unit.
        name: of the picture, a word.
    """
    alt, _ = drawing_tools()
    values = [
        {
            "at": at,
            "label": f"{at}  {_short(row['subject'] or row['counted'] or '–')}",
            "low": float(row["low"]),
            "high": float(row["high"]),
            "middle": (float(row["low"]) + float(row["high"])) / 2,
            "shape": _SHAPES.get(row["modifier"] or "", "circle"),
            "sure": 0.35 + 0.65 * (row["confidence"] if row["confidence"] is not None else 1),
            "told": _short(bounds(row if row["unit"] == "%" else row | {"unit": None})),
            "is_range": row["low"] != row["high"],
        }
        for at, row in enumerate(rows, 1)
    ]
    scale, ticks = _scale(alt, min(row["low"] for row in values), max(row["high"] for row in values))
    axis = alt.Axis(values=ticks, tickCount=4, labelOverlap=True, labelExpr=NUMBERS)
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("at:O", axis=None),
        opacity=alt.Opacity("sure:Q", scale=None),
    )
    x = alt.X("low:Q", title=None, scale=scale, axis=axis)
    line = base.transform_filter("datum.is_range").mark_rule(color=MAIN, strokeWidth=6).encode(x=x, x2="high:Q")
    point = (
        base.transform_filter("!datum.is_range")
        .mark_point(color=MAIN, size=70, filled=True)
        .encode(x=x, shape=alt.Shape("shape:N", scale=None))
    )
    text = base.mark_text(align="left", dx=8, color=INK, fontSize=SIZE).encode(x=alt.X("high:Q"), text="told:N")
    return draw(_placed(line + point + text + _labelled(alt, base), len(rows), _VALUE, _AXIS), name)


def _scale(alt: Any, lowest: float, highest: float) -> tuple[Any, Any]:
    """The scale of some values and its ticks; undefined ticks are chosen by the drawing tool."""
    if lowest <= 0 or highest / lowest <= _SPREAD:
        return alt.Scale(zero=True, nice=False), alt.Undefined
    first, last = floor(log10(lowest)), ceil(log10(highest))
    step = max(1, round((last - first) / 4))
    return alt.Scale(type="log", domain=[10.0**first, 10.0**last]), [10.0**at for at in range(first, last + 1, step)]


#: How an axis writes its numbers: 0.5, 5k, 2M, 4B.
NUMBERS = "abs(datum.value) < 1 ? format(datum.value, '~g') : replace(format(datum.value, '~s'), 'G', 'B')"
_AXIS = 24
_SHAPES = {
    "approximate": "diamond", "nearly": "triangle-left", "at_least": "triangle-right", "more_than": "triangle-right",
    "at_most": "triangle-left", "less_than": "triangle-left",
}  # fmt: skip


def answers(rows: Rows) -> Markup:
    """What had to be chosen: how often it was told, how often left open.

    Args:
        rows: field, n_told, n_open.
    """
    alt, _ = drawing_tools()
    values = [
        {"at": at, "n": int(row[column]), "what": at_column, "label": row["field"].replace("_", " ")}
        for at, row in enumerate(rows)
        for at_column, column in enumerate(("n_told", "n_open"))
    ]
    base = alt.Chart(alt.Data(values=values)).encode(y=alt.Y("at:O", axis=None))
    bars = base.mark_bar(height=11).encode(
        x=alt.X("n:Q", title=None, axis=alt.Axis(tickCount=4, labelOverlap=True, labelExpr=NUMBERS)),
        order="what:O",
        color=alt.Color("what:N", scale=alt.Scale(domain=[0, 1], range=[MAIN, QUIET]), legend=None),
    )
    labels = _labelled(alt, base.transform_filter("datum.what == 0"))
    return draw(_placed(bars + labels, len(rows), 20, _AXIS), "answers")


def _labelled(alt: Any, base: Any) -> Any:
    """The labels of the rows, left of them: marks and no axis, because two rows may have the same label."""
    text = base.mark_text(align="right", color=INK, fontSize=SIZE, limit=_LABELS * 0.85)
    return text.encode(x=alt.value(-8), text="label:N", opacity=alt.value(1))


def _placed(chart: Any, rows: int, right: int, below: int) -> Any:
    """A chart of rows with room for its labels to the left, for what stands to the right, and for an axis."""
    padding = {"left": _LABELS, "right": right, "top": 4, "bottom": below + 4}
    sized = chart.properties(width=WIDTH - _LABELS - right, height=rows * _ROW, padding=padding)
    return sized.properties(autosize={"type": "none", "contains": "content"})


def _short(text: object) -> str:
    """A text from outside as a label: no signs that a picture cannot hold, and not too long."""
    plain = printable(str(text))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def draw(chart: Any, name: str) -> Markup:
    """Draw a chart of Altair; `name` is a word that no other picture of the page has."""
    _, converter = drawing_tools()
    config = {
        "background": "transparent",
        "view": {"stroke": "transparent"},
        "font": "sans-serif",
        "axis": {
            "labelFontSize": SIZE, "labelColor": INK,
            "gridColor": QUIET, "gridOpacity": 0.35, "domainColor": QUIET, "tickColor": QUIET,
        },
        "axisY": {"domain": False, "ticks": False},
    }  # fmt: skip
    described = chart.to_dict() | {"config": config}
    return clean(converter.vegalite_to_svg(described), name)


_SVG = "{http://www.w3.org/2000/svg}"
_TAGS = frozenset(("svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath"))
_ATTRIBUTES = frozenset((
    "viewBox", "transform", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "width", "height",
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-miterlimit",
    "opacity", "text-anchor", "font-size", "font-weight", "id", "clip-path",
))  # fmt: skip


def clean(svg: str, name: str) -> Markup:
    """A picture that may stand in the page: nothing but shapes and texts, with names that no other picture has.

    Args:
        svg: what the drawing tool gave.
        name: a word; every id begins with it.
    """
    root = ElementTree.fromstring(svg)
    _clean(root, f"{name}-")
    root.attrib.pop("height", None)  # it follows from the width, which the page may make smaller
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _clean(element: ElementTree.Element, prefix: str) -> None:
    element.tag = element.tag.removeprefix(_SVG)
    for attribute, value in list(element.attrib.items()):
        if attribute not in _ATTRIBUTES:
            del element.attrib[attribute]
        elif attribute == "id":
            element.set("id", prefix + value)
        elif "url(" in value:
            inside = re.fullmatch(r"url\(#([\w-]+)\)", value)
            element.set(attribute, f"url(#{prefix}{inside[1]})" if inside else "none")
    for child in list(element):
        if child.tag.removeprefix(_SVG) in _TAGS:
            _clean(child, prefix)
        else:
            element.remove(child)
