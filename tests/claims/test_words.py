"""The vocabulary of claims: each row's example holds the word, and the rules read the word in it as its class says."""

import pytest
from spacy.language import Language

from tests.examples import rows_with_examples
from tests.marked import claims_of
from transforms.claims.words import events, modality_words, toll_families, vehicles
from transforms.reference import classes, read_reference

TABLES = {
    "it/claims/account_nouns": "word",
    "it/claims/attribute_nouns": "word",
    "it/claims/counted_words": "word",
    "it/claims/equating_verbs": "lemma",
    "it/claims/event_nouns": "word",
    "it/claims/modality_words": "word",
    "it/claims/noun_classes": "word",
    "it/claims/phrases": "phrase",
    "it/claims/toll_words": "word",
    "it/claims/verb_classes": "lemma",
    "it/speech/concerned_nouns": "word",
    "it/speech/issuing_participles": "word",
    "it/speech/noun_classes": "word",
    "it/speech/source_traps": "word",
    "it/speech/verb_classes": "lemma",
}


@pytest.mark.parametrize(("table", "column"), TABLES.items())
def test_examples_hold_their_word(table: str, column: str) -> None:
    rows = rows_with_examples(table)
    assert [row["_line"] for row in rows if not row[column] or row[column] not in row["example"]] == []
    assert all(row[column] == row[column].lower() for row in rows)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_rows_are_sorted_and_unlike(table: str) -> None:
    said = ("example", "source", "_line")
    keys = [tuple(value for key, value in row.items() if key not in said) for row in read_reference(table)]
    assert keys == sorted(set(keys))


def test_prenominal_adjectives_are_stepped_over(rules: Language) -> None:
    for word in sorted(classes("it/claims/counted_words")["adjective"]):
        assert claims_of(rules, f"Ci sono {{12}} {word} casi.")[0].counted == "casi", word


def test_tolls_are_counted(rules: Language) -> None:
    for word in sorted(toll_families()):
        assert claims_of(rules, f"Il bilancio è di {{12}} {word}.")[0].counted == word


def test_what_is_no_noun_is_not_counted(rules: Language) -> None:
    for word in sorted(classes("it/claims/counted_words")["stop"]):
        assert claims_of(rules, f"Ci sono {{30}} feriti, di cui {{tre}} {word}.")[1].counted == "feriti", word


def test_events_and_vehicles_are_apart() -> None:
    assert not events() & vehicles()


def test_modalities_have_their_classes() -> None:
    known = {("hypothetical", "form"), ("hypothetical", "conjunction"), ("hypothetical", "word"), ("planned", "verb")}
    known |= {("planned", "word"), ("planned", "form"), ("reported", "word"), ("denied", "verb"), ("denied", "word")}
    assert set(modality_words()) == known
