"""The vocabulary of claims: tolls, marks of modality, events, who can speak."""

from functools import cache

from transforms.reference import classes, read_reference, words


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
