"""The reference tables of names: every row is proved by its example, none contradicts another, none is invented."""

import pytest
import rigour.territories
from babel import Locale

from tests.examples import rows_with_examples
from tests.names.naming import names_of
from transforms.names.gazetteer import FORMS, gazetteer, inflect
from transforms.names.scan import HANDLE, fold, scan_words
from transforms.names.words import given_names
from transforms.reference import read_reference, split_cell


def test_every_entity_is_found_in_its_example() -> None:
    weak = ("context",)
    missed = []
    for row in rows_with_examples("world/entities"):
        found = names_of(row["example"], published_on=None).mentions
        hits = [item for item in found if item.entity and (item.entity.name, item.kind) == (row["name"], row["kind"])]
        if not hits and row["form"] not in weak:
            missed.append((row["_line"], row["name"], [item.entity.name for item in found if item.entity]))
    assert missed == []


def test_every_alias_is_found_in_its_example() -> None:
    missed = []
    for row in rows_with_examples("world/aliases"):
        if row["form"] in ("context", "role"):
            continue
        found = names_of(row["example"], published_on=None).mentions
        if not any(item.entity and (item.entity.name, item.kind) == (row["name"], row["kind"]) for item in found):
            missed.append((row["_line"], row["alias"], [item.entity.name for item in found if item.entity]))
    assert missed == []


def test_weak_aliases_need_support() -> None:
    """A spelling of the form "context" alone means nothing; beside a sure name of the entity it does."""
    for row in read_reference("world/aliases"):
        if row["form"] != "context" or row["alias"] in given_names():
            continue
        text = f"Ecco {row['name']}, dunque {row['alias']}."
        assert any(
            text[item.start : item.end] == row["alias"] and item.entity and item.entity.name == row["name"]
            for item in names_of(text, published_on=None).mentions
        ), row


def test_a_spelling_means_one_entity() -> None:
    meanings: dict[str, set[str]] = {}
    for row in read_reference("world/aliases"):
        if row["form"] != "role":
            meanings.setdefault(row["alias"], set()).add(row["name"])
    for row in read_reference("world/entities"):
        meanings.setdefault(row["name"], set()).add(row["name"])
    assert {spelling: names for spelling, names in meanings.items() if len(names) > 1} == {}


def test_forms_and_handles_are_well_formed() -> None:
    assert {row["form"] for row in read_reference("world/aliases")} <= FORMS
    handles = [row["alias"] for row in read_reference("world/aliases") if row["alias"].startswith("@")]
    assert all(HANDLE.fullmatch(handle) for handle in handles)


def test_numbers_of_wikidata_stand_only_where_a_public_source_has_them() -> None:
    assert all(not row["wikidata_id"] for row in read_reference("world/entities"))
    for row in read_reference("world/territories"):
        territory = rigour.territories.get_territory(row["code"])
        assert territory is not None, row
        assert row["wikidata_id"] in territory.qids, row


def test_italian_names_of_territories_are_those_of_cldr_or_say_that_they_are_not() -> None:
    names = Locale("it").territories
    for row in read_reference("world/territories"):
        cldr = names.get(row["code"].upper(), "").replace("’", "'")
        assert row["name"] == cldr or (cldr or "general knowledge") in row["source"], row


def test_every_territory_of_iso_3166_that_is_a_country_is_known() -> None:
    codes = {row["code"] for row in read_reference("world/territories")}
    countries = [item for item in rigour.territories.get_territories() if item.is_country and len(item.code) == 2]
    dependent = {"ac", "ai", "aw", "ax", "cc", "ck", "cw", "cx", "gg", "gs", "io", "ms", "nf", "nu", "pn", "sh", "sx", "tc", "vg", "wf", "zr"}  # fmt: skip
    assert {item.code for item in countries} - codes - dependent == set()


def test_countries_and_capitals_are_places() -> None:
    known = gazetteer()
    for row in read_reference("world/territories"):
        assert known.by_name[row["name"]].kind == "LOC"
        if row["capital"]:
            assert known.by_name[row["capital"]].kind == "LOC"
        assert row["of"].endswith(row["name"].removeprefix("La ")), row


def test_demonyms_are_found_in_the_examples_of_their_territory() -> None:
    for row in rows_with_examples("world/territories"):
        for adjective in split_cell(row["demonyms"]):
            assert gazetteer().demonyms[adjective].kind == "LOC"
        words = {word.norm for word in scan_words(row["example"])}
        assert not row["demonyms"] or any(adjective in words for adjective in map(fold, split_cell(row["demonyms"])))


INFLECTED = [
    ("ucraino", ("ucraino", "ucraina", "ucraini", "ucraine")),
    ("polacco", ("polacco", "polacca", "polacchi", "polacche")),
    ("tedesco", ("tedesco", "tedesca", "tedeschi", "tedesche")),
    ("greco", ("greco", "greca", "greci", "greche")),
    ("turco", ("turco", "turca", "turchi", "turche")),
    ("ceco", ("ceco", "ceca", "cechi", "ceche")),
    ("slovacco", ("slovacco", "slovacca", "slovacchi", "slovacche")),
    ("austriaco", ("austriaco", "austriaca", "austriaci", "austriache")),
    ("libico", ("libico", "libica", "libici", "libiche")),
    ("malgascio", ("malgascio", "malgascia", "malgasci", "malgasce")),
    ("olandese", ("olandese", "olandesi")),
    ("belga", ("belga", "belgi", "belghe")),
    ("saudita", ("saudita", "sauditi", "saudite")),
    ("vietnamita", ("vietnamita", "vietnamiti", "vietnamite")),
]


@pytest.mark.parametrize(("adjective", "forms"), INFLECTED)
def test_demonyms_are_inflected(adjective: str, forms: tuple[str, ...]) -> None:
    assert inflect(adjective) == forms


def test_demonyms_lead_to_the_territory() -> None:
    demonyms = gazetteer().demonyms
    assert {demonyms[form].name for form in ("ucraina", "ucraini")} == {"Ucraina"}
    assert demonyms["statunitensi"].name == demonyms["americana"].name == "Stati Uniti"
