"""The vocabulary by which candidates are told apart: what sort of thing a noun is, and words around a figure."""

import csv
from functools import cache
from pathlib import Path

from transforms.claims import events, speakers, toll_families, vehicles
from transforms.language import nouns
from transforms.reference import classes, words

MEANINGS = Path(__file__).resolve().parent.parent / "model" / "relations" / "meanings.csv"
#: Family and class of a lemma that is in none.
_UNKNOWN = ("?", "?")


@cache
def meanings() -> dict[str, tuple[str, str]]:
    """Lemma → its family and its class of meaning; `training/relations/meanings.py` wrote the file."""
    with MEANINGS.open(encoding="utf-8", newline="") as file:
        return {row["lemma"]: (row["family"], row["class"]) for row in csv.DictReader(file)}


def meaning(lemma: str) -> tuple[str, str]:
    """Family and class of meaning of a lemma, numbers without order; `?` where it is in none."""
    return meanings().get(lemma, _UNKNOWN)


@cache
def noun_classes() -> dict[str, str]:
    """Noun → what it is: event, vehicle, toll, speaker, document, attribute, container."""
    table: dict[str, str] = {}
    for name, members in (
        ("speaker", speakers()),
        ("document", nouns("document")),
        ("attribute", words("it/claims/attribute_nouns")),
        ("container", classes("it/claims/counted_words")["container"]),
        ("event", events()),
        ("vehicle", vehicles()),
    ):
        table.update(dict.fromkeys(members, name))
    table.update({word: f"toll:{family}" for word, family in toll_families().items()})
    return table


@cache
def relation_words(kind: str) -> frozenset[str]:
    """The words of a class of `it/claims/relation_words`."""
    return words("it/claims/relation_words", **{"class": kind})


@cache
def saying() -> frozenset[str]:
    """Lemmas of verbs by which somebody says or gives something."""
    return words("it/speech/speech_verbs", "lemma")
