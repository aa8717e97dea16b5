"""The vocabulary by which candidates are told apart: what sort of thing a noun is, and words around a figure."""

import csv
from functools import cache, lru_cache
from pathlib import Path

from transforms.claims import events, speakers, toll_families, vehicles
from transforms.language import nouns
from transforms.reference import classes, read_reference, split_cell, words

MEANINGS = Path(__file__).resolve().parent.parent / "model" / "relations" / "meanings.csv"
#: How prefixes of time begin, others of persons, and ends of feminine nouns with those of the masculine.
FORMER = ("ex", "neo", "vice")
_MORE_OF = ("pluri", "super", "co")
_FEMININES = (("trice", "tore"), ("essa", "e"), ("essa", "a"), ("a", "o"), ("a", "e"))
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
    """Noun → what it is: event, vehicle, toll, speaker, document, attribute, entry of accounts, container."""
    table: dict[str, str] = {}
    for name, members in (
        ("speaker", speakers()),
        ("document", nouns("document")),
        ("attribute", words("it/claims/attribute_nouns")),
        ("accounts", words("it/claims/account_nouns")),
        ("container", classes("it/claims/counted_words")["container"]),
        ("event", events()),
        ("vehicle", vehicles()),
    ):
        table.update(dict.fromkeys(members, name))
    table.update({word: f"toll:{family}" for word, family in toll_families().items()})
    return table


@cache
def entrusted() -> frozenset[str]:
    """Offices whose field stands behind them with "a": "assessore alla Casa"."""
    return words("it/names/name_words", effect="entrusted")


@cache
def entity_groups() -> dict[str, str]:
    """Name of a known entity → its group: company, party, club, media, town and so on."""
    return {row["name"]: row["group"] for row in read_reference("world/entities", required=("name",))}


@cache
def nations() -> dict[str, str]:
    """Adjective of a people or name of a country, as stem → code of the country."""
    found: dict[str, str] = {}
    for row in read_reference("world/territories", required=("code",)):
        for word in (row["name"].lower(), *split_cell(row["demonyms"])):
            found.setdefault(stem(word), row["code"])
    return found


@cache
def entity_nations() -> dict[str, str]:
    """Name of a known entity → code of its country."""
    found = {row["name"]: row["code"] for row in read_reference("world/territories", required=("code",))}
    for row in read_reference("world/entities", required=("name",)):
        if row["country"]:
            found.setdefault(row["name"], row["country"])
    return found


@cache
def bynames() -> dict[str, frozenset[str]]:
    """Name of a known entity → stems of the colours and nicknames that mean it."""
    rows = read_reference("world/bynames", required=("name", "words"))
    return {row["name"]: frozenset(map(stem, split_cell(row["words"]))) for row in rows}


@cache
def role_fields() -> dict[str, frozenset[str]]:
    """Noun of an office, a trade or a sort of body → its fields: of whom others are told, it is hardly said."""
    rows = read_reference("it/speech/role_fields", required=("noun", "fields"))
    return {row["noun"]: frozenset(split_cell(row["fields"])) for row in rows}


@cache
def given_genders() -> dict[str, str]:
    """Given name in lower case → `F` or `M`; those of both are none."""
    rows = read_reference("it/names/given_names", required=("name",))
    return {row["name"].lower(): row["gender"] for row in rows if row["gender"]}


@cache
def peoples() -> frozenset[str]:
    """Stems of the adjectives of nations, places and clubs: each of them may be somebody of there."""
    return frozenset(nations()) | frozenset(one for stems in bynames().values() for one in stems)


@cache
def stems_of(name: str) -> frozenset[str]:
    """The stems of the longer words of a name."""
    return frozenset(stem(word) for word in name.replace("'", " ").split() if len(word) > 3)


@cache
def kinds() -> dict[str, str]:
    """Head noun of a description → kind of entity that it means."""
    out: dict[str, str] = {}
    for row in read_reference("it/speech/people", required=("noun",)):
        kind = row["describes"] or {"person": "PER", "group": "ORG"}.get(row["speaks"], "PER" if row["title"] else "")
        if kind:
            out.setdefault(row["noun"].rstrip(".").split()[0].lower(), kind)
    return out


@lru_cache(50_000)
def kind_of(word: str) -> str | None:
    """The kind that the table has for a noun, with or without a prefix ("il neosindaco", "il pluricampione").

    The feminine of a person is one where no other noun is known by it: "l'architetta", not "la politica".
    """
    for prefix in ("", *FORMER, *_MORE_OF):
        if word.startswith(prefix) and (kind := kinds().get(word.removeprefix(prefix).removeprefix("-"))):
            return kind
    if word in meanings():
        return None
    for feminine, masculine in _FEMININES:
        if word.endswith(feminine) and kinds().get(word.removesuffix(feminine) + masculine) == "PER":
            return "PER"
    return None


def stem(word: str) -> str:
    """A word in lower case without its last vowels, so that gender and number do not part it."""
    return word.lower().rstrip("aeio")


@cache
def relation_words(kind: str) -> frozenset[str]:
    """The words of a class of `it/claims/relation_words`."""
    return words("it/claims/relation_words", **{"class": kind})


@cache
def saying() -> frozenset[str]:
    """Lemmas of verbs by which somebody says or gives something."""
    return words("it/speech/speech_verbs", "lemma")


@cache
def verb_kind(lemma: str) -> str:
    """How a verb gives something: the kind of a verb of saying, or counting, estimating, setting; "" of others."""
    return _verb_kinds().get(lemma, "")


@cache
def _verb_kinds() -> dict[str, str]:
    kinds = {row["lemma"]: row["kind"] for row in read_reference("it/speech/speech_verbs", required=("lemma",))}
    for kind in ("counting", "estimating", "setting"):
        kinds |= dict.fromkeys(words("it/claims/verb_classes", "lemma", **{"class": kind}), kind)
    return kinds


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in read_reference("world/territories", required=("code",)))


def extent_of(place: str) -> str:
    """What sort of place it is, as the tables have it: `country`, `region`, `town` and so on; "" of any other."""
    return "country" if place in _countries() else entity_groups().get(place, "")
