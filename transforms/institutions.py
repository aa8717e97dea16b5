"""Institutions that every country has: "Parlamento macedone", "il Senato" in a text about the United States.

Their canonical name says the country ("Parlamento della Macedonia del Nord"), so that one body has one entity and
bodies of two countries have two. An Italian paper that names no country means its own.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from transforms.facts import FoundEntity
from transforms.gazetteer import Gazetteer, make_entity
from transforms.name_spans import NameText, Span
from transforms.reference import read_reference

# Folded heads; what follows them in the name stays ("Corte suprema", "Camera dei rappresentanti").
_NATIONAL = frozenset(
    (
        "parlamento", "senato", "camera", "governo", "corte", "esercito", "marina", "aeronautica", "polizia", "presidenza",
        "congresso", "ministero", "banca centrale", "stato maggiore", "forze", "guardia", "assemblea",
    )
)  # fmt: skip
# Only these are of one country without saying so.
_GENERIC = frozenset(("parlamento", "senato", "camera", "governo", "esercito", "camera dei rappresentanti", "camera dei deputati", "corte suprema", "congresso", "corte costituzionale"))
_NEAR = 90


@cache
def _of_country() -> dict[str, str]:
    """Name of a territory → with the preposition "di": ``"Stati Uniti"`` → ``"degli Stati Uniti"``."""
    return {row["name"]: row["of"] for row in read_reference("territories.csv", ("name",))}


def with_country(cut_text: NameText, span: Span, known: Gazetteer) -> FoundEntity | None:
    """The entity of a body named with a demonym ("Parlamento macedone"); None for all other names."""
    words = cut_text.words[span.first : span.last]
    if len(words) < 2 or words[0].norm not in _NATIONAL:
        return None
    country = known.demonyms.get(words[-1].text.lower()) if not words[-1].capital else None
    if country is None:
        return None
    body = cut_text.text[words[0].start : words[-2].end]
    return _named(f"{' '.join(body.split())} {_of_country()[country.name]}", known)


def of_the_country_at_hand(
    cut_text: NameText, span: Span, countries: Sequence[tuple[int, FoundEntity]], known: Gazetteer
) -> FoundEntity | None:
    """The entity of a bare institution in a text about another country; None where Italy's may be meant.

    Args:
        countries: (offset, territory) of every mention of a country, its capital or its people, in text order.
    """
    norm = cut_text.norm(span.first, span.last)
    if norm not in _GENERIC:
        return None
    start = cut_text.words[span.first].start
    near = [country for at, country in countries if start - _NEAR < at < start and "\n" not in cut_text.text[at:start]]
    votes = Counter(country.name for _, country in countries)
    if votes["Italia"]:
        country = near[-1] if near and norm not in ("governo", "parlamento") else None
    else:
        country = near[-1] if near else known.by_name[min(votes, key=lambda name: (-votes[name], name))] if votes else None
    if country is None or country.name == "Italia":
        return None
    start, end = cut_text.surface(span)
    return _named(f"{' '.join(cut_text.text[start:end].split())} {_of_country()[country.name]}", known)


def _named(name: str, known: Gazetteer) -> FoundEntity:
    found = known.by_name.get(name) or known.by_name.get(name[0].upper() + name[1:])
    return found if found is not None and found.kind == "ORG" else make_entity("ORG", name)


def countries_of(cut_text: NameText, spans: Sequence[Span], known: Gazetteer) -> list[tuple[int, FoundEntity]]:
    """Every mention of a country, by name, by a place or body in it or by its people, in text order."""
    found: list[tuple[int, FoundEntity]] = []
    by_id = {entity.entity_id: entity for entity in known.demonyms.values()}
    for span in spans:
        if span.known is not None and span.known.entity.kind == "LOC":
            country = by_id.get(known.country.get(span.known.entity.entity_id, ""))
            if country is not None:
                found.append((cut_text.words[span.first].start, country))
    for word in cut_text.words:
        if not word.capital and word.norm in known.demonyms:
            found.append((word.start, known.demonyms[word.norm]))
    return sorted(found, key=lambda item: item[0])
