"""The hand-annotated articles beside the project: scores may not fall below what was reached."""

import re
from pathlib import Path

import pytest

from tests.benchmark import score as benchmark

pytestmark = pytest.mark.slow

#: Set, row of the scorer → the least F1.
BARS = {
    "seeds": {"dates": 0.95, "figures": 0.95, "quotes direct": 0.90, "quotes direct + speaker": 0.80, "mentions": 0.70},
    "dev": {"dates": 0.60, "figures": 0.70, "quotes direct": 0.75},
}


@pytest.mark.parametrize("name", BARS)
def test_scores(shared: Path, name: str) -> None:
    table = benchmark.score(name, "bundled", failures=False, keep=None)
    f1 = {m[1].strip(): float(m[2]) for m in re.finditer(r"^(\S.*?)\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s+\d+", table, re.M)}
    below = {row: (f1.get(row), bar) for row, bar in BARS[name].items() if f1.get(row, 0.0) < bar}
    assert not below, table
