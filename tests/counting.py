"""Work counted in calls of functions, for tests that cost grows with the text and no faster; no clock is read."""

import sys
from collections.abc import Callable


def calls(function: Callable[[], object]) -> int:
    """How many Python and C functions are called from Python while `function` runs."""
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count
