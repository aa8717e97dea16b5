"""Passives are told by their form."""

import pytest

from transforms.parsing.passives import passive_labels

PART, VERB = "VERB|VerbForm=Part", "VERB|VerbForm=Fin"


def labels(*words: tuple[str, str, str, int, str]) -> dict[int, str]:
    """Form, tag, lemma, head, label of each word."""
    return passive_labels(*(list(column) for column in zip(*words, strict=True)))


def test_an_agent_and_a_subject_that_suffers() -> None:
    found = labels(
        ("l'", "DET", "il", 1, "det"),
        ("opera", "NOUN", "opera", 4, "nsubj"),
        ("è", "AUX", "essere", 4, "aux"),
        ("stata", "AUX", "essere", 4, "aux"),
        ("finita", PART, "finire", 4, "ROOT"),
        ("dal", "ADP", "da", 6, "case"),
        ("comune", "NOUN", "comune", 4, "obl"),
    )
    assert found == {1: "nsubj:pass", 3: "aux:pass", 6: "obl:agent"}


def test_venire_is_passive() -> None:
    found = labels(
        ("viene", "AUX", "venire", 1, "aux"),
        ("chiusa", PART, "chiudere", 1, "ROOT"),
        ("la", "DET", "il", 3, "det"),
        ("via", "NOUN", "via", 1, "nsubj"),
    )
    assert found == {0: "aux:pass", 3: "nsubj:pass"}


def test_an_active_verb_stays_as_it_is() -> None:
    assert not labels(
        ("neri", "PROPN", "neri", 2, "nsubj"),
        ("è", "AUX", "essere", 2, "aux"),
        ("partito", PART, "partire", 2, "ROOT"),
        ("da", "ADP", "da", 4, "case"),
        ("pavia", "PROPN", "pavia", 2, "obl"),
    )


@pytest.mark.parametrize(
    ("lemma", "noun", "tag", "wanted"),
    [
        ("firmare", "ministro", "NOUN", {3: "obl:agent"}),
        ("arrivare", "nord", "NOUN", {}),
        ("chiudere", "mesi", "NOUN", {}),
        ("prevedere", "2015", "NUM", {}),
    ],
)
def test_a_bare_participle(lemma: str, noun: str, tag: str, wanted: dict[int, str]) -> None:
    words = [
        ("carta", "NOUN", "carta", 0, "ROOT"),
        ("participio", PART, lemma, 0, "acl"),
        ("da", "ADP", "da", 3, "case"),
        (noun, tag, noun, 1, "obl"),
    ]
    assert labels(*words) == wanted


def test_a_finite_verb_has_no_agent() -> None:
    assert not labels(
        ("viene", VERB, "venire", 0, "ROOT"), ("da", "ADP", "da", 2, "case"), ("roma", "PROPN", "roma", 0, "obl")
    )
