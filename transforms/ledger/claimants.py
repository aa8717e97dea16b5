"""Who a claimant may be: "la società" is the company that is named elsewhere, and no ministry."""

import re
from functools import cache

from transforms.ledger.given import Candidate, GivenFigure, stems
from transforms.reference import read_reference, split_cell, words

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = frozenset({"il", "lo", "la", "l", "i", "gli", "le", "stessa", "stesso"})


def is_the_company(name: str) -> bool:
    """Whether a claimant is called a company and nothing else: "la società", "l'azienda"."""
    told = set(_words(name)) - _ARTICLES
    return bool(told) and told <= _companies()


def may_be_company(claimant: Candidate) -> bool:
    """Whether a claimant is a body of which the tables do not know that it is no company."""
    return claimant.kind == "ORG" and claimant.name not in _known() and _bodies().isdisjoint(_words(claimant.name))


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]


@cache
def _companies() -> frozenset[str]:
    rows = read_reference("it/speech/people", required=("noun",))
    return frozenset(row["noun"] for row in rows if "company" in split_cell(row["offices"]))


@cache
def _bodies() -> frozenset[str]:
    """Nouns of other bodies than companies: "questura", "ministero"."""
    return words("it/speech/people", "noun", speaks="group") - _companies()


@cache
def _known() -> frozenset[str]:
    entities = read_reference("world/entities", required=("name",))
    return frozenset(row["name"] for row in entities if row["group"] in ("body", "party", "media"))


def is_claimant(figure: GivenFigure) -> bool:
    """Whether its noun stands before it, as that of a claimant does: "per gli organizzatori trenta"."""
    noun = figure.lemma
    if noun is None or noun == "persona" or noun not in claimants():
        return False
    return any(stem in figure.before.casefold() for stem in stems(noun))


@cache
def claimants() -> frozenset[str]:
    """Nouns of people and bodies that can say something, without those that are counted themselves: "per i bambini"."""
    people = words("it/claims/concepts", form="person")
    speakers = words("it/speech/people", "noun", speaks="person") | words("it/speech/people", "noun", speaks="group")
    counted = {form for word in people for form in (word, f"{word}o", *(word[:-1] + end for end in "oea"))}
    return speakers - counted
