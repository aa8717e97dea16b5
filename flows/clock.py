"""The only clock."""

import time
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def seconds_since_start() -> float:
    """Seconds that never run backwards, for measuring how long something takes."""
    return time.monotonic()
