"""How often a host is asked."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.web.guard import LaterError
from flows.web.manners import Manners

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


class Clock:
    """Time that passes while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)


def polite(clock: Clock, away: dict[str, float] | None = None) -> Manners:
    return Manners(2.0, {} if away is None else away, clock.sleep, lambda: clock.seconds, clock.now)


def test_a_host_is_asked_seldom_and_another_one_at_once() -> None:
    clock = Clock()
    manners = polite(clock)
    for host in ("a.example", "a.example", "b.example", "a.example"):
        manners.wait(host)
    assert clock.slept == [2.0, 2.0]
    clock.seconds += 60
    manners.wait("a.example")
    assert clock.slept == [2.0, 2.0]


def test_a_host_may_wish_more_time_but_not_without_end() -> None:
    clock = Clock()
    manners = polite(clock)
    manners.slow_down("a.example", 5.0)
    manners.slow_down("b.example", 86_400.0)
    manners.slow_down("c.example", 0.1)
    for host in "abc":
        for _ in range(2):
            manners.wait(f"{host}.example")
    assert clock.slept == [5.0, 10.0, 2.0]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Thu, 05 Mar 2026 12:05:00 GMT", 300),
        ("Thu, 05 Mar 2026 12:05:00", 300),
        ("Thu, 05 Mar 2020 12:05:00 GMT", 0),
        ("99999999999999999999", 86_400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        (None, 600),
        ("domani", 600),
        ("-5", 600),
        ("²", 600),
    ],
)
def test_who_asks_to_wait_says_until_when(told: str | None, seconds: int) -> None:
    clock, away = Clock(), dict[str, float]()
    manners = polite(clock, away)
    manners.stay_away("a.example", told)
    assert away == {"a.example": NOON.timestamp() + seconds}
    if seconds:
        clock.seconds = seconds - 1
        with pytest.raises(LaterError, match=r"a\.example asked to be left alone for a while"):
            manners.wait("a.example")
    clock.seconds = seconds
    manners.wait("a.example")
    assert (away, clock.slept) == ({}, [])
