"""One reading where proposals overlap."""

import pytest

from tests.names.naming import marked, names_of, plain
from transforms.names import choose
from transforms.names.text import NameSpan

CHOICES = [
    # born, not the alliance
    "Nato a [Lecco|LOC] nel 1950, vive qui.",
    # a city with an article is a club where sport is the subject
    "La squadra vince: gol della [Roma|ORG] a [Napoli|LOC].",
    "In campionato il [Parma|ORG] pareggia. [Parma|ORG] ringrazia il portiere, a [Parma|LOC] si festeggia.",
    "Due gol dell'[Ancona|ORG] nel primo tempo.",
    "I ruderi della [Roma|LOC] antica e di [Napoli|LOC].",
    # a town behind a body that is known
    "La [Guardia di Finanza|ORG] indaga a [Catania|LOC].",
    # no particle of a surname is a firm
    "I computer [Dell|ORG] costano. Dell'esame si parla.",
]


@pytest.mark.parametrize("source", CHOICES)
def test_the_better_reading_wins(source: str) -> None:
    assert marked(plain(source)) == source


def test_a_police_force_is_no_other_one_in_each_town() -> None:
    text = "La Polizia stradale di Bertolara e la Banca di Bertolara."
    tags = ("Polizia stradale di Bertolara", "ORG"), ("Banca di Bertolara", "ORG")
    assert marked(text, *tags) == ("La [Polizia stradale|ORG] di [Bertolara|LOC] e la [Banca di Bertolara|ORG].")


def test_beside_a_police_force_stands_no_common_noun() -> None:
    text = "La Polizia stradale della provincia di Potenza indaga."
    expected = "La [Polizia stradale|ORG] della provincia di [Potenza|LOC] indaga."
    assert marked(text, ("Polizia stradale della provincia", "ORG")) == expected
    assert marked(text, ("Polizia stradale della provincia di Potenza", "ORG")) == expected


def test_a_police_force_is_known_beside_its_unit() -> None:
    text = "La Polizia stradale della Compagnia di Bertolara indaga."
    found = names_of(text, ("Polizia stradale della Compagnia di Bertolara", "ORG")).mentions
    assert [(text[item.start : item.end], item.kind, item.rule) for item in found] == [
        ("Polizia stradale", "ORG", "reference:name"),
        ("Compagnia di Bertolara", "ORG", "model"),
    ]


def test_of_equally_long_names_the_better_known_wins() -> None:
    noun, model = NameSpan(0, 1, "ORG", "rule:noun"), NameSpan(0, 1, "LOC", "model")
    guess = NameSpan(0, 1, "PER", "rule:capitals")
    assert sorted([guess, model, noun], key=choose._preference) == [noun, model, guess]


def test_a_rule_lengthens_a_sure_name_of_its_sort_alone() -> None:
    begun = {0: NameSpan(0, 1, "LOC", "model")}
    assert choose._lengthens(NameSpan(0, 2, "LOC", "rule:place_word"), begun)
    assert not choose._lengthens(NameSpan(0, 2, "ORG", "rule:place_word"), {0: NameSpan(0, 2, "LOC", "model")})
    assert not choose._lengthens(NameSpan(0, 2, "PER", "rule:title"), begun)


STATES = [
    "Ha giurato fedeltà alla Repubblica ieri.",
    "Ne parla [Repubblica|ORG] ieri.",
    "Cerca un rimpasto di Governo.",
    "Il [Governo|ORG] decide.",
]


@pytest.mark.parametrize("source", STATES)
def test_the_state_is_no_newspaper_and_to_govern_no_body(source: str) -> None:
    assert marked(plain(source)) == source


def test_a_king_s_number_belongs_to_his_name() -> None:
    assert marked("Muore Ottone I a Gradna.", ("Ottone", "PER")) == "Muore [Ottone I|PER] a Gradna."
