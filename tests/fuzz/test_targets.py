"""What fuzzing found stays mended, and its targets hold for a few inputs; `make fuzz` looks for more."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.cases import kept
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize(("target", "given_input"), [pytest.param(*case, id=name) for name, *case in kept()])
def test_what_was_found_stays_mended(target: str, given_input: Any) -> None:
    TARGETS[target].check(given_input)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_targets_hold(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def some(given_input: Any) -> None:
        target.check(given_input)

    some()


@pytest.mark.slow
def test_a_failure_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fuzz.__main__ import smallest_failure
    from tests.fuzz.targets import Target

    def check(text: str) -> None:
        assert "b" not in text

    monkeypatch.setitem(TARGETS, "dates", Target(st.text("abc", max_size=9), check))
    failure = smallest_failure("dates", 1)
    assert failure is not None
    assert failure[0] == "b"
    assert smallest_failure("mending", 1) is None
