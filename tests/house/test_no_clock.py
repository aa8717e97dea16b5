"""No test looks at a clock: a busy machine must not fail it. What has to wait does so through `tests.waiting`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

TESTS = ROOT / "tests"
#: The one that may.
WAITING = "waiting.py"

MODULES = {"time", "timeit"}
CALLS = {
    "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time", "process_time_ns", "thread_time", "time_ns",
    "sleep", "alarm", "setitimer", "now", "utcnow", "today",
}  # fmt: skip


def clocks(code: str) -> Iterator[str]:
    """What in a module reads a clock, sleeps, or gives something a number of seconds of its own."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names = {alias.name.split(".")[0] for alias in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom):
            names = {node.module} & MODULES
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            names = {called} & CALLS
            names |= {f"timeout={item.value.value}" for item in node.keywords if is_number_of_seconds(item)}
        else:
            continue
        yield from (f"line {node.lineno}: {name}" for name in names)


def is_number_of_seconds(item: ast.keyword) -> bool:
    return item.arg == "timeout" and isinstance(item.value, ast.Constant) and item.value.value is not None


def modules() -> list[Path]:
    """All modules of the tests but the benchmarks, which are there to measure."""
    return [path for path in sorted(TESTS.rglob("*.py")) if "benchmark" not in path.relative_to(TESTS).parts]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(TESTS).as_posix())
def test_no_clock(path: Path) -> None:
    name = path.relative_to(TESTS).as_posix()
    found = list(clocks(path.read_text(encoding="utf-8")))
    if name == WAITING:
        assert found, "the one that waits looks at a clock"
    else:
        assert found == [], "prove linear time by counting, and wait with tests.waiting.wait_until"


@pytest.mark.parametrize(
    "code",
    [
        "import time", "from time import perf_counter", "import timeit as t", "t.perf_counter()", "sleep(1)", "datetime.now()",
        "date.today()", "run(command, timeout=5)", "def f():\n    import time",
    ],
)  # fmt: skip
def test_a_clock_is_found(code: str) -> None:
    assert list(clocks(code))


@pytest.mark.parametrize("code", ["run(command, timeout=LONG)", "wait_until(done, 'it is done')", "find_times(text)"])
def test_what_is_no_clock_is_let_through(code: str) -> None:
    assert not list(clocks(code))
