"""Lists of given names, surnames, places and bodies, with our own reference data → what they say about a word."""

import csv
import math
from collections.abc import Iterator
from pathlib import Path

import spacy

from transforms.parsing.tokenizer import add_rules

#: How many numbers `listed_features` gives.
LISTED = 12
REFERENCE = Path(__file__).resolve().parents[1] / "seeds" / "reference" / "world"
# Weight that a place has in its list when it is a country; the largest.
_COUNTRY = 9.0
# What a person or a name of our own reference data weighs beside others: as sure as so many namesakes.
_OURS = 5


def read_lists(folder: Path) -> dict[str, dict[str, float]]:
    """What the lists say about each word of their names.

    Args:
        folder: given_names, surnames, places, organisations and persons, each a .tsv of name and weight.

    Returns:
        word → part → weight: given, surname; place, place_first, place_inner (highest weight of a name that is one
        word; how many longer ones begin with it, go on with it); org, org_first, org_inner alike.
    """
    lists: dict[str, dict[str, float]] = {}

    def add(word: str, part: str, weight: float) -> None:
        row = lists.setdefault(word, {})
        row[part] = row.get(part, 0.0) + weight

    for name, part in (("given_names", "given"), ("surnames", "surname")):
        for words, weight in _names(folder / f"{name}.tsv"):
            for word in filter(_capitalised, words):
                add(word, part, weight)
    for words, _ in _names(folder / "persons.tsv", "PER"):
        for place, word in enumerate(words):
            if _capitalised(word):
                add(word, "given" if place == 0 and len(words) > 1 else "surname", _OURS)
    for name, part, kind in (("places", "place", "LOC"), ("organisations", "org", "ORG")):
        for words, weight in _names(folder / f"{name}.tsv", kind):
            if len(words) == 1:
                row = lists.setdefault(words[0], {})
                row[part] = max(row.get(part, 0.0), weight)
            else:
                add(words[0], f"{part}_first", 1.0)
                for word in words[1:]:
                    add(word, f"{part}_inner", 1.0)
    return lists


def _names(path: Path, kind: str = "") -> Iterator[tuple[list[str], float]]:
    """The words and the weight of each name in a list, then of each further name of that kind in the reference data."""
    nlp = add_rules(spacy.blank("it"))
    rows = dict(line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    for name in _reference(kind):
        rows.setdefault(name, str(_OURS))
    for doc, weight in zip(nlp.pipe(rows), rows.values(), strict=True):
        if words := [token.text for token in doc if token.text[0].isalnum()]:
            yield words, float(weight)


def _reference(kind: str) -> Iterator[str]:
    for table, column in (("entities", "name"), ("aliases", "alias")):
        with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            yield from (row[column] for row in csv.DictReader(file) if row["kind"] == kind)


def _capitalised(word: str) -> bool:
    return word[0].isupper()


def listed_features(row: dict[str, float]) -> list[float]:
    """Four shares (given name, surname, place, organisation) and eight sizes of what the lists say about a word.

    >>> listed_features({"place": 9.0})[:6]
    [0.0, 0.0, 0.5, 0.0, 0.0, 0.0]
    """
    given, surname = row.get("given", 0.0), row.get("surname", 0.0)
    place = row.get("place", 0.0) / _COUNTRY + row.get("place_first", 0.0) + row.get("place_inner", 0.0)
    org = min(row.get("org", 0.0), 1.0) + row.get("org_first", 0.0) + row.get("org_inner", 0.0)
    seen = 1.0 + sum(kinds := (given, surname, place, org))
    shares = [kind / seen for kind in kinds]
    sizes = [
        math.log1p(given) / 4,
        math.log1p(surname) / 3,
        row.get("place", 0.0) / _COUNTRY,
        math.log1p(row.get("place_first", 0.0)) / 4,
        math.log1p(row.get("place_inner", 0.0)) / 4,
        math.log1p(row.get("org", 0.0)) / 4,
        math.log1p(row.get("org_first", 0.0)) / 4,
        math.log1p(row.get("org_inner", 0.0)) / 4,
    ]
    return shares + sizes
