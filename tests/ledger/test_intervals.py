"""What is written has bounds: digits are exact, what is rounded holds half its last written place, words open ends."""

from decimal import Decimal

import pytest

from transforms.ledger.intervals import Interval, dimension, interval_of


@pytest.mark.parametrize(
    ("surface", "value", "modifier", "low", "high"),
    [
        ("1.347", 1347, None, 1347, 1347),
        ("600", 600, None, 600, 600),
        ("325mila", 325_000, None, 324_500, 325_500),
        ("Undicimila", 11_000, None, 10_500, 11_500),
        ("17,3 miliardi", 17_300_000_000, None, 17_250_000_000, 17_350_000_000),
        ("circa 300", 300, "approximate", 250, 350),
        ("una trentina", 30, "approximate", 25, 35),
        ("quasi 1.800", 1800, "nearly", 1750, 1850),
        ("circa 2,5 tonnellate", "2.5", "approximate", "2.45", "2.55"),
        ("oltre 200", 200, "more_than", 200, None),
        ("almeno 200", 200, "at_least", 200, None),
        ("fino a 60", 60, "at_most", None, 60),
        ("meno di 60", 60, "less_than", None, 60),
        ("0", 0, "approximate", 0, 0),
    ],
)
def test_bounds(surface: str, value: object, modifier: object, low: object, high: object) -> None:
    bounds = tuple(None if end is None else Decimal(str(end)) for end in (low, high))
    assert interval_of(surface, Decimal(str(value)), Decimal(str(value)), modifier) == bounds


def test_a_range_is_as_written() -> None:
    assert interval_of("tra 40mila e 50mila", Decimal(40_000), Decimal(50_000), None) == (40_000, 50_000)


def test_units_of_one_dimension_are_compared() -> None:
    rough = interval_of("circa 1,2 tonnellate", Decimal("1.2"), Decimal("1.2"), "approximate", "t")
    exact = interval_of("1.180 chili", Decimal(1180), Decimal(1180), None, "kg")
    assert rough.meets(exact)
    assert dimension("measure", "t") == dimension("measure", "kg") != dimension("measure", "m")
    assert dimension("ratio", None) == dimension("percent", "%")
    assert dimension("money", "EUR") != dimension("money", "USD")


@pytest.mark.parametrize(
    ("one", "other", "meets", "within"),
    [
        ((3, 3), (5, 5), False, False),
        ((34, 34), (25, 35), True, True),
        ((25, 35), (34, 34), True, False),
        ((214, 214), (200, None), True, True),
        ((180, 180), (200, None), False, False),
        ((None, 60), (200, None), False, False),
        ((None, None), (5, 5), True, False),
    ],
)
def test_intervals_meet_or_do_not(one: tuple, other: tuple, meets: bool, within: bool) -> None:
    left, right = (Interval(*(None if end is None else Decimal(end) for end in ends)) for ends in (one, other))
    assert (left.meets(right), right.meets(left), left.within(right)) == (meets, meets, within)
