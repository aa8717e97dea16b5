"""The reference tables of names: every row is proved by its example, none contradicts another, none is invented."""

from collections import Counter
from datetime import date

import pytest
import rigour.territories
import spacy
from babel import Locale

from tests.examples import rows_with_examples
from transforms.names.find import find_names
from transforms.names.gazetteer import FORMS, gazetteer
from transforms.names.role_phrases import region_adjectives, role_nouns
from transforms.names.roles import offices, seats
from transforms.names.text import given_names, name_words, titles
from transforms.names.words import HANDLE, fold, scan_words
from transforms.parsing.tokenizer import add_rules
from transforms.reference import read_reference, split_cell

NLP = add_rules(spacy.blank("it"))
TABLES = [
    "world/territories", "world/entities", "world/aliases", "world/offices", "world/seats", "it/names/titles", "it/names/given_names",
    "it/names/name_words", "it/names/role_nouns", "it/names/region_adjectives",
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice(table: str) -> None:
    rows = Counter(
        tuple((key, row[key]) for key in row if key not in ("_line", "example")) for row in read_reference(table)
    )
    assert [row for row, count in rows.items() if count > 1] == []


def test_every_entity_is_found_in_its_example() -> None:
    weak = ("context",)
    missed = []
    for row in rows_with_examples("world/entities"):
        found = find_names(NLP(row["example"])).mentions
        hits = [item for item in found if item.entity and (item.entity.name, item.kind) == (row["name"], row["kind"])]
        if not hits and row["form"] not in weak:
            missed.append((row["_line"], row["name"], [item.entity.name for item in found if item.entity]))
    assert missed == []


def test_every_alias_is_found_in_its_example() -> None:
    missed = []
    for row in rows_with_examples("world/aliases"):
        if row["form"] in ("context", "role"):
            continue
        found = find_names(NLP(row["example"])).mentions
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
            for item in find_names(NLP(text)).mentions
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


def test_offices_name_known_persons_and_bodies_and_real_days() -> None:
    known = gazetteer()
    for office in offices():
        assert office.person.kind == "PER"
        assert office.of
        assert (office.since or date.min) < (office.until or date.max), office
    assert all(known.by_name[name] for row in read_reference("world/offices") for name in split_cell(row["of"]))


def test_seats_are_of_known_organisations() -> None:
    assert all(seats()[row["seat"]] for row in read_reference("world/seats"))


def test_words_of_each_list_are_read_as_their_example_shows() -> None:
    for row in rows_with_examples("it/names/titles"):
        assert fold(row["title"].rstrip(".").split(".")[0]) in titles(), row
        found = find_names(NLP(row["example"])).mentions
        names = [row["example"][item.start : item.end] for item in found if item.via != "role"]
        assert names == ["Mario Rossi"], (row, names)
    for row in rows_with_examples("it/names/name_words"):
        assert fold(row["word"]) in name_words(row["effect"]), row
        assert row["word"] in row["example"], row


def test_given_names_open_the_name_of_a_person() -> None:
    for row in rows_with_examples("it/names/given_names"):
        found = [item for item in find_names(NLP(row["example"])).mentions if item.kind == "PER"]
        assert [row["example"][item.start : item.end] for item in found] == [f"{row['name']} Bertoldi"], row


def test_role_nouns_are_read_in_their_example() -> None:
    for row in rows_with_examples("it/names/role_nouns"):
        node = role_nouns()
        for word in scan_words(row["noun"]):
            node = node[word.norm]
        assert node[""].kind == row["kind"]
        assert fold(row["noun"]) in fold(row["example"])
    for row in rows_with_examples("it/names/region_adjectives"):
        assert region_adjectives()[row["adjective"]] == frozenset(split_cell(row["regions"]))
        assert row["adjective"] in row["example"]
