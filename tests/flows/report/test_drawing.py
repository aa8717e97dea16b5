"""Pictures: whatever a name holds it stays a text, and nothing but shapes enters the page."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from tests.flows.report.conftest import HARM

pytest.importorskip("vl_convert", reason="the extra 'report' is not installed")

from flows.report import drawing

FIGURE = {"low": 7.0, "high": 9.0, "unit": None, "modifier": None, "confidence": 0.4, "counted": HARM, "subject": HARM}


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("text")]


def test_harm_in_a_label_stays_a_text() -> None:
    svg = drawing.ranges([FIGURE, FIGURE | {"low": 9e12, "high": 9e12, "confidence": None}], "one")
    assert sum("</style>" in text or "</sty" in text for text in texts(svg)) == 2
    assert "7 – 9" in texts(svg)
    assert "<script" not in svg
    assert {element.tag for element in ElementTree.fromstring(svg).iter()} <= drawing._TAGS


def test_two_of_one_name_are_two_bars() -> None:
    svg = drawing.counts([{"who": "Anna", "n": 3}, {"who": "Anna", "n": 1}], "who", "n", "bars")
    assert texts(svg).count("Anna") == 2


def test_what_a_picture_may_not_hold_is_taken_out() -> None:
    svg = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"
        viewBox="0 0 9 9" onload="x()"><script>x()</script><a href="javascript:x()"><text>in a link</text></a>
        <defs><clipPath id="clip0"><rect/></clipPath></defs><g clip-path="url(#clip0)" fill="url(https://x.example)">
        <image href="https://x.example"/><text onclick="x()" style="color:red" fill="#222222">a &lt; b</text></g></svg>"""
    clean = drawing.clean(svg, "name")
    assert '<clipPath id="name-clip0">' in clean
    assert '<g clip-path="url(#name-clip0)" fill="none">' in clean
    assert '<text fill="#222222">a &lt; b</text>' in clean
    for harm in ("script", "href", "onload", "onclick", "style", "image", "example", "<a", "height"):
        assert harm not in clean.replace("clipPath", "").split("<rect")[0] + clean.split("<rect", 1)[1]


def day(number: int) -> dict[str, object]:
    return {"day": date(2026, 1, 1) + timedelta(days=number), "n_texts": 1, "n_figures": 2, "n_quotes": 3}


@pytest.mark.parametrize(
    ("last", "unit", "bars"),
    [(0, "day", 1), (30, "day", 31), (300, "week", 44), (900, "month", 30), (9_000, "year", 25)],
)
def test_many_days_become_weeks_months_years(last: int, unit: str, bars: int) -> None:
    rows = [day(0), day(last)] if last else [day(0)]
    values, chosen = drawing._periods(rows)
    assert (chosen, len(values)) == (unit, bars)
    assert sum(value["n_texts"] for value in values) == len(rows)


def test_days_at_the_ends_of_the_calendar() -> None:
    rows = [day(0) | {"day": date.min}, day(0), day(0) | {"day": date.max}]
    values, unit = drawing._periods(rows)
    assert unit == "year"
    assert sum(value["n_texts"] for value in values) == 3
    assert len(values) < 100
