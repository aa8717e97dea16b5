"""Who published a text is told by metadata, else by its address, else by its agency."""

import pytest

from tests.examples import rows_with_examples
from transforms.documents.outlets import outlet_of
from transforms.reference import read_reference, split_cell


@pytest.mark.parametrize(
    ("told", "url", "agency", "outlet"),
    [
        ("Il Borgo", "https://www.ansa.it/x", "AGI", "Il Borgo"),
        ("www.ANSA.it", None, None, "ANSA"),
        ("L’Eco di Bergamo", None, None, "L'Eco di Bergamo"),
        ("\u0410NSA", None, None, "\u0410NSA"),  # the first letter is Cyrillic: nobody whom we know
        (None, "https://milano.corriere.it/notizie/1", "AGI", "Corriere della Sera"),
        (None, "https://corrieredelmezzogiorno.corriere.it/1", None, "Corriere del Mezzogiorno"),
        (None, "https://notansa.it/1", None, None),
        (None, "https://ansa.it.example.org/1", None, None),
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


def test_no_pattern_tells_two_outlets() -> None:
    patterns = [pattern for row in read_reference("world/outlets") for pattern in split_cell(row["patterns"])]
    assert sorted(set(patterns)) == sorted(patterns)
    assert not [pattern for pattern in patterns if pattern != pattern.casefold() or "’" in pattern]


def test_agencies_and_official_senders_have_no_family_but_a_house_with_papers() -> None:
    rows = read_reference("world/outlets")
    houses = {row["family"] for row in rows if row["kind"] in ("paper", "local", "website")}
    for row in rows:
        if row["kind"] in ("agency", "official") and row["family"]:
            assert (row["kind"], row["family"] in houses) == ("agency", True), row["name"]


@pytest.mark.parametrize(
    ("outlets", "one_house"),
    [
        (("la Repubblica", "HuffPost Italia"), True),
        (("Il Piccolo", "Messaggero Veneto"), True),
        (("Il Piccolo", "la Repubblica"), False),
        (("Il Sole 24 Ore", "Radiocor"), True),
        (("Alto Adige", "L'Arena"), False),
    ],
)
def test_houses(outlets: tuple[str, str], one_house: bool) -> None:
    family = {row["name"]: row["family"] or row["name"] for row in read_reference("world/outlets")}
    assert (family[outlets[0]] == family[outlets[1]]) is one_house
