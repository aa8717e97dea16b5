"""Who published a text is told by metadata, else by its address, else by its agency."""

import pytest

from tests.examples import rows_with_examples
from transforms.documents.outlets import outlet_of
from transforms.reference import split_cell


@pytest.mark.parametrize(
    ("told", "url", "agency", "outlet"),
    [
        ("Il Borgo", "https://www.ansa.it/x", "AGI", "Il Borgo"),
        ("www.ANSA.it", None, None, "ANSA"),
        (None, "https://milano.corriere.it/notizie/1", "AGI", "Corriere della Sera"),
        (None, "https://example.org/1", "AGI", "AGI"),
        (None, "http://[broken", None, None),
        (None, None, None, None),
    ],
)
def test_who_published_it(told: str | None, url: str | None, agency: str | None, outlet: str | None) -> None:
    assert outlet_of(told, url, agency) == outlet


@pytest.mark.parametrize("row", rows_with_examples("world/outlets"), ids=lambda row: row["name"])
def test_every_pattern_tells_its_outlet(row: dict[str, str]) -> None:
    for pattern in split_cell(row["patterns"]):
        assert outlet_of(pattern, None, None) == row["name"]
        if "." in pattern:
            assert outlet_of(None, f"https://www.{pattern}/a", None) == row["name"]
    assert row["kind"] in ("agency", "paper", "local", "website", "aggregator", "official")
