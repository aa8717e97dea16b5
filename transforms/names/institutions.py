"""Institutions that every country has: "Parlamento ungherese", "il Senato" in a text about the United States.

Their canonical name says the country ("Parlamento dell'Ungheria"), so that one body has one entity and
bodies of two countries have two. An Italian paper that names no country means its own.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from transforms.facts import FoundEntity
from transforms.names.gazetteer import Gazetteer, make_entity
from transforms.names.text import NameSpan, NameText
from transforms.names.words import name_words
from transforms.reference import read_reference

_NEAR = 90


@cache
def _of_country() -> dict[str, str]:
    """Name of a territory → with the preposition "di": ``"Stati Uniti"`` → ``"degli Stati Uniti"``."""
    return {row["name"]: row["of"] for row in read_reference("world/territories", ("name",))}


def with_country(text: NameText, span: NameSpan) -> FoundEntity | None:
    """The entity of a body named with a demonym ("Parlamento ungherese"); None for all other names."""
    words = text.words[span.first : span.last]
    if len(words) < 2 or words[0].norm not in name_words("national"):
        return None
    country = text.known.demonyms.get(words[-1].text.lower()) if not words[-1].capital else None
    if country is None:
        return None
    body = text.spelled(replace(span, last=span.last - 1))
    return _named(f"{body} {_of_country()[country.name]}", text.known)


@dataclass(slots=True)
class Countries:
    """Every mention of a country in a text, by name, by a place in it or by its people.

    Attributes:
        starts: offsets, in text order.
        names: the territories, in the same order.
        leading: the one mentioned most often; None where Italy is mentioned or no country is.
    """

    starts: list[int]
    names: list[FoundEntity]
    leading: FoundEntity | None


def countries_of(text: NameText, spans: Sequence[NameSpan]) -> Countries:
    """The countries that a text speaks of."""
    found: list[tuple[int, FoundEntity]] = []
    known = text.known
    for span in spans:
        if span.known is not None and span.known.entity.kind == "LOC":
            country = known.peoples.get(known.country.get(span.known.entity.entity_id, ""))
            if country is not None:
                found.append((text.words[span.first].start, country))
    for word in text.words:
        if not word.capital and word.norm in known.demonyms:
            found.append((word.start, known.demonyms[word.norm]))
    found.sort(key=itemgetter(0))
    votes = Counter(country.name for _, country in found)
    leading = None
    if votes and not votes["Italia"]:
        leading = known.by_name[min(votes, key=lambda name: (-votes[name], name))]
    return Countries([start for start, _ in found], [country for _, country in found], leading)


def of_the_country_at_hand(text: NameText, span: NameSpan, countries: Countries) -> FoundEntity | None:
    """The entity of a bare institution in a text about another country; None where Italy's may be meant.

    The country is the last one mentioned shortly before, else the one of which the text speaks most.
    """
    norm = text.norm(span.first, span.last)
    if norm not in name_words("generic"):
        return None
    start, _ = text.surface(span)
    last = bisect_left(countries.starts, start) - 1
    near = last >= 0 and countries.starts[last] > start - _NEAR and "\n" not in text.raw[countries.starts[last] : start]
    at_home = countries.leading is None and norm in ("governo", "parlamento")
    country = countries.names[last] if near and not at_home else countries.leading
    if country is None or country.name == "Italia":
        return None
    bare = text.spelled(span)
    return _of_the_people(bare, country, text.known) or _named(f"{bare} {_of_country()[country.name]}", text.known)


def _of_the_people(bare: str, country: FoundEntity, known: Gazetteer) -> FoundEntity | None:
    """The body of the tables that is called after the people: "Chiesa ortodossa serba"."""
    forms = (form for form, land in known.demonyms.items() if land == country)
    return next((known.by_name[name] for form in forms if (name := f"{bare} {form}") in known.by_name), None)


def _named(name: str, known: Gazetteer) -> FoundEntity:
    found = known.by_name.get(name) or known.by_name.get(name[0].upper() + name[1:])
    return found if found is not None and found.kind == "ORG" else make_entity("ORG", name)
