"""The picture of a quantity: points and bars in the order of time, open ends, days where there is room."""

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

pytest.importorskip("vl_convert", reason="the extra 'report' is not installed")

from flows.report import drawing
from flows.report.history import SIGNS, _point, _told, _values, history


def told(place: int, low: float | None, high: float | None, **values: Any) -> dict[str, Any]:
    plain = {"sign": 0, "told_on": date(2026, 3, 1 + place // 2), "relation": "first", "against_place": None}
    return plain | {"place": place, "low": low, "high": high} | values


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("text")]


def test_values_places_and_days_are_words_of_the_picture() -> None:
    svg = history([told(1, 4.0, 4.0), told(2, 10.0, 15.0, sign=1), told(3, 200.0, None, sign=4)], "one")
    for word in ("4", "10–15", "200+", "1", "2", "3", "1 March", "2 March"):
        assert word in words(svg), word
    assert {element.tag for element in ElementTree.fromstring(svg).iter()} <= drawing._TAGS


def test_many_tellings_leave_their_values_to_the_list() -> None:
    svg = history([told(place, place * 10_007.0, place * 10_007.0) for place in range(1, 15)], "many")
    assert "20,014" not in words(svg)
    assert [word for word in words(svg) if word.endswith("March")] != []
    assert words(svg).count("14") == 1


def test_open_ends_reach_the_ends_of_the_axis_and_dashes_lead_to_what_is_contradicted() -> None:
    rows = [told(1, 200.0, None), told(2, None, 120.0, relation="contradicts", against_place=1), told(3, None, None)]
    first, second, third = _values(rows, 0.0, 230.0, 100.0)
    assert (first["low"], first["high"], first["middle"], first["is_range"]) == (200.0, 230.0, 200.0, True)
    assert (second["low"], second["middle"], second["against"], second["against_middle"]) == (0.0, 120.0, 1, 200.0)
    assert (third["low"], third["high"], third["middle"], third["told"]) == (0.0, 230.0, 0.0, "")
    assert history(rows, "open")


def test_days_are_named_where_there_is_room() -> None:
    days = [told(place, 1.0, 1.0, told_on=date(2026, 3, place)) for place in range(1, 9)]
    assert [row["day"] for row in _values(days, 0.0, 1.0, 50.0)] == [
        "1 March", "", "3 March", "", "5 March", "", "7 March", "",
    ]  # fmt: skip
    assert [row["day"] for row in _values([told(1, 1.0, 1.0, told_on=None)], 0.0, 1.0, 300.0)] == [""]


@pytest.mark.parametrize(
    ("low", "high", "word", "point"),
    [
        (4.0, 4.0, "4", 4.0),
        (10.0, 15.0, "10–15", 12.5),
        (None, 50.0, "≤ 50", 50.0),
        (0.0, None, "0+", 0.0),
        (10.0, 20.0, "10–20", 15.0),
        (11.5e6, 12.5e6, "11.5–12.5M", 12e6),
        (309.5e6, 310.5e6, "310M", 310e6),
        (9e8, 1.1e9, "900M–1.1B", 1e9),
    ],
)
def test_bounds_are_told_short(low: float | None, high: float | None, word: str, point: float) -> None:
    assert (_told(told(1, low, high)), _point(told(1, low, high))) == (word, point)


@pytest.mark.parametrize("value", [0.0, -3.0, 1e26, 1e-12])
def test_one_value_is_drawn_whatever_it_is(value: float) -> None:
    assert history([told(1, value, value)], "single")


def test_an_axis_writes_halves_and_thousands_as_people_do() -> None:
    assert "0.5" in words(history([told(1, 0.8, 0.8), told(2, 2.0, 2.0)], "halves"))
    assert "2k" in words(history([told(1, 4_000.0, 4_000.0), told(2, 9_000.0, 9_000.0)], "thousands"))


def test_every_sign_has_a_shape() -> None:
    for sign in range(len(SIGNS)):
        assert history([told(1, 1.0, 1.0, sign=sign)], "sign")
