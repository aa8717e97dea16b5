"""How a run is told to end."""

import sys
from types import SimpleNamespace

import pytest

from flows.stopping import told_to_end


class Last:
    """Raises what it was made with when it goes, where nobody can catch it."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __del__(self) -> None:
        raise self.error


def test_an_interrupt_that_nobody_can_catch_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: shown.append(told.exc_type))
    with told_to_end(SimpleNamespace(stopping=False, publishing=False)):
        Last(KeyboardInterrupt())
        Last(ValueError())
    Last(KeyboardInterrupt())
    assert shown == [ValueError, KeyboardInterrupt]
