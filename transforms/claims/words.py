"""The vocabulary of claims: tolls, marks of modality, events, who can speak."""

from functools import cache

from transforms.language import PhraseTable, words_of
from transforms.reference import classes, read_reference, words

#: Before a number they say that what it counts is known: "le 30 sedi".
DEFINITE_PLURALS = words_of("i gli le dei degli delle ai agli alle dai dagli dalle nei negli nelle sui sugli sulle coi")


@cache
def toll_families() -> dict[str, str]:
    """Word of a toll → its family: dead, hurt, sick, missing, displaced, arrested."""
    return {row["word"]: row["family"] for row in read_reference("it/claims/toll_words", required=("word", "family"))}


@cache
def modality_words() -> dict[tuple[str, str], frozenset[str]]:
    """(modality, class of word) → the words that mark it."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in read_reference("it/claims/modality_words", required=("word", "modality", "class")):
        found.setdefault((row["modality"], row["class"]), set()).add(row["word"])
    return {key: frozenset(members) for key, members in found.items()}


@cache
def speakers() -> frozenset[str]:
    """Nouns of people and bodies that can say something."""
    return words("it/speech/people", "noun", speaks="person") | words("it/speech/people", "noun", speaks="group")


@cache
def vehicles() -> frozenset[str]:
    """Nouns of what carries people."""
    return classes("it/claims/event_nouns")["vehicle"]


@cache
def events() -> frozenset[str]:
    """Nouns of what happens: attacks, earthquakes, accidents."""
    return classes("it/claims/event_nouns")["event"]


def nouns_of(kind: str) -> frozenset[str]:
    """Nouns of one class of noun_classes.csv, which a rule asks for."""
    return classes("it/claims/noun_classes")[kind]


def verbs_of(kind: str) -> frozenset[str]:
    """Lemmas of one class of verb_classes.csv, which a rule asks for."""
    return classes("it/claims/verb_classes", of="lemma")[kind]


@cache
def phrases(kind: str) -> PhraseTable[str]:
    """Phrases of one class of phrases.csv: before a part ("di cui"), behind it, "finora"."""
    found = words("it/claims/phrases", "phrase", **{"class": kind})
    return PhraseTable((phrase.split(), phrase) for phrase in found)
