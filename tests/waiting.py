"""The only clock of the tests: they wait for what must happen, and never measure how long it took."""

import time
from collections.abc import Callable

#: Seconds after which something has failed, on a machine however busy.
LONG = 300


def wait_until(condition: Callable[[], object], what: str, seconds: float = LONG) -> None:
    """Wait until a condition holds.

    Args:
        condition: asked again and again.
        what: what is waited for, for the message.
        seconds: how long at most.

    Raises:
        AssertionError: it does not hold in all that time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)
