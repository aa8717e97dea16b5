"""The lemma of a counted noun is a noun, whatever the tagger took it for."""

import pytest

from transforms.claims.lemma import noun_lemma

CASES = [
    ("sfollati", "sfollare", "sfollato"),
    ("Feriti", "ferire", "ferito"),
    ("assunte", "assumere", "assunto"),
    ("Assunti", "assunte", "assunto"),
    ("detenuti", "detenere", "detenuto"),
    ("abitanti", "abitare", "abitante"),
    ("partecipanti", "partecipare", "partecipante"),
    ("volontari", "volontaro", "volontario"),
    ("denari", "denaro", "denaro"),
    ("seggi", "seggo", "seggio"),
    ("case", "casa", "casa"),
    ("mare", "mare", "mare"),
    ("persone", "Persona", "persona"),
    ("posti", "", ""),
]


@pytest.mark.parametrize(("word", "lemma", "expected"), CASES)
def test_lemma(word: str, lemma: str, expected: str) -> None:
    assert noun_lemma(word, lemma) == expected
