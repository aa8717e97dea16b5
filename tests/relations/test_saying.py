"""Verbs of saying, sentences that tell who gave the one before, and the words by which both are found."""

import pytest
from spacy.language import Language

from tests.examples import rows_with_examples
from tests.relations.scenes import holders_of, scene
from transforms.relations.saying import is_back_cue

TABLE = "it/claims/relation_words"


def test_examples_hold_their_word() -> None:
    rows = [row for row in rows_with_examples(TABLE) if row["class"] != "reveal"]
    assert [row["word"] for row in rows if row["word"] not in row["example"].lower()] == []


def test_rows_are_sorted_and_lower_case() -> None:
    keys = [(row["class"], row["word"]) for row in rows_with_examples(TABLE)]
    assert keys == sorted({(kind, word.lower()) for kind, word in keys})


@pytest.mark.parametrize("kind", ["back", "back_noun", "reveal"])
def test_examples_look_back(nlp: Language, kind: str) -> None:
    examples = [row["example"] for row in rows_with_examples(TABLE) if row["class"] == kind]
    assert [text for text in examples if not is_back_cue(scene(nlp, text), 0)] == []


def test_examples_of_givers(nlp: Language) -> None:
    for row in rows_with_examples(TABLE):
        if row["class"] == "according":
            holders = holders_of(nlp, row["example"])
            assert [one.name for one in holders.of(0) if holders.says(one) == "according"] != [], row["word"]


@pytest.mark.parametrize("text", ["A riferirlo è il sindaco.", "Ad annunciarlo sono le autorità locali."])
def test_infinitives_look_back(nlp: Language, text: str) -> None:
    assert is_back_cue(scene(nlp, text), 0)


@pytest.mark.parametrize(
    "text",
    ["A batterlo è stato Neri.", "Il consorzio rivela tutto.", "Lo studio è lungo.", "È una bella giornata.", "…"],
)
def test_what_does_not_look_back(nlp: Language, text: str) -> None:
    assert not is_back_cue(scene(nlp, text), 0)


SAYING = [
    ("[Anna Neri|PER] ha detto che i casi sono {12}.", "subject"),
    ("L'accordo è stato annunciato da [Anna Neri|PER].", "agent"),
    ("Secondo [Anna Neri|PER] i casi sono {12}.", "according"),
    ("[Anna Neri|PER] corre.", ""),
]


@pytest.mark.parametrize(("sentence", "how"), SAYING)
def test_how_somebody_says(nlp: Language, sentence: str, how: str) -> None:
    holders = holders_of(nlp, sentence)
    assert [holders.says(one) for one in holders.of(0) if one.name == "Anna Neri"] == [how]


def test_whoever_stands_behind_a_verb_without_a_subject_says_something(nlp: Language) -> None:
    holders = holders_of(nlp, "I furgoni sono {12}, ha precisato il comando provinciale.")
    assert [holders.says(one) for one in holders.of(0) if one.name == "il comando provinciale"] == ["behind"]


def test_givers_and_reporters(nlp: Language) -> None:
    text = "Lo dice [Anna Neri|PER]. Lo studio della [Beta|ORG] parla di {12} casi. [Carlo Verdi|PER] corre."
    holders = holders_of(nlp, text)
    assert holders.givers["Anna Neri"] == [0]
    assert "Carlo Verdi" not in holders.givers
    assert holders.reporters["Beta"] == [1]
