"""The only clock."""

import time
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present moment in UTC, without a time zone as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def seconds_since_start() -> float:
    """Seconds that never run backwards, for measuring how long something takes."""
    return time.monotonic()
