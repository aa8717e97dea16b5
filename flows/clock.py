"""The only clock."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present moment in UTC, without a time zone as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)
