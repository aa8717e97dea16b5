"""How often a host is asked: never two requests within its delay, and not at all while it asked us to wait."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from flows.clock import seconds_since_start, utc_now
from flows.web.guard import LaterError

#: Seconds from one request to a host to the next, where nobody tells another number.
DELAY = 1.0
#: Seconds that a host may ask for between two requests (`Crawl-delay`).
_LONGEST_DELAY = 10.0
#: Seconds that a host may ask us to stay away (`Retry-After`), and what is meant where it says nothing of use.
_LONGEST_AWAY, _AWAY = 86_400.0, 600.0


class AwayError(LaterError):
    """It is not the time to ask: a host wishes to be left alone, or a run has fetched as much as it may."""


class Manners:
    """Waits before each request; several threads may ask.

    Args:
        delay: seconds between two requests to a host.
        away: hosts that asked us to stay away, until when (seconds since 1970); it is kept up.
        sleep: waits so many seconds.
        seconds: seconds that never run backwards.
        now: the present moment.
    """

    def __init__(
        self,
        delay: float,
        away: dict[str, float],
        sleep: Callable[[float], object],
        seconds: Callable[[], float] = seconds_since_start,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._delay, self._away = delay, away
        self._sleep, self._seconds, self._now = sleep, seconds, now
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._guard = threading.Lock()

    def wait(self, host: str) -> None:
        """Return when the host may be asked.

        Raises:
            AwayError: it asked us to stay away for longer.
        """
        with self._guard:
            if self._away.get(host, 0.0) > self._now().timestamp():
                raise AwayError(f"{host} asked to be left alone for a while")
            self._away.pop(host, None)
            present = self._seconds()
            turn = max(present, self._next.get(host, present))
            self._next[host] = turn + max(self._delay, self._delays.get(host, 0.0))
        if turn > present:
            self._sleep(turn - present)

    def slow_down(self, host: str, seconds: float) -> None:
        """Leave more time between two requests to a host; ten seconds at most."""
        with self._guard:
            self._delays[host] = min(max(seconds, 0.0), _LONGEST_DELAY)

    def stay_away(self, host: str, told: str | None) -> None:
        """Ask a host no more until the moment that it tells, a day at most.

        Args:
            host: which.
            told: the value of `Retry-After`: seconds or a date; None or nonsense: ten minutes.
        """
        with self._guard:
            self._away[host] = self._now().timestamp() + min(max(self._told(told), 0.0), _LONGEST_AWAY)

    def _told(self, value: str | None) -> float:
        value = (value or "").strip()
        if value.isascii() and value.isdigit():
            return float(value[:9])
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return _AWAY
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (moment - self._now()).total_seconds()
