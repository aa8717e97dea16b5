"""Institutions that every country has: "Parlamento ungherese", "il Senato" in a text about the United States.

Their canonical name says the country ("Parlamento dell'Ungheria"), so that one body has one entity and
bodies of two countries have two. An Italian paper that names no country means its own. So does that of a body that
every town, province or region has: "il Comune" in a report from Gela is the "Comune di Gela".
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from transforms.facts import FoundEntity
from transforms.language import words_of
from transforms.names.gazetteer import Gazetteer, make_entity
from transforms.names.text import NameSpan, NameText
from transforms.names.words import SMALL, name_words
from transforms.reference import read_reference, split_cell

_NEAR = 90
#: Small words that stand before the name of a town.
_BEFORE_TOWN = words_of("a ad da di d in per tra fra e ed o su")


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
        place = span.known.entity if span.known is not None else None
        if place is not None and span.rule == "rule:seat":
            place = known.by_name[place.name]
        if place is not None and place.kind == "LOC":
            country = known.peoples.get(known.country.get(place.entity_id, ""))
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


@cache
def _regions() -> dict[str, str]:
    """Seat of a province → its region."""
    rows = read_reference("world/italian_regions", ("name", "places"))
    return {place: row["name"] for row in rows for place in split_cell(row["places"])}


@dataclass(frozen=True, slots=True)
class Ground:
    """Where in Italy a text mostly is; None where it names no such place.

    Attributes:
        town: the town that it names most often, the first of equals.
        seat: the same of the seats of provinces.
        region: the region named most often, else that of all seats; None where there are several.
    """

    town: str | None = None
    seat: str | None = None
    region: str | None = None


def ground_of(text: NameText, spans: Sequence[NameSpan]) -> Ground:
    """The town, seat and region of which a text speaks; Rome, which stands for the state too, after its equals."""
    known = [span.known for span in spans if span.known is not None and _is_town_or_region(text, span)]
    names = sorted(((one.entity.name, one.group) for one in known), key=lambda name: name[1] == "capital")
    towns = Counter(name for name, group in names if group != "region")
    seats = Counter(name for name in towns.elements() if name in _regions())
    told = Counter(name for name, group in names if group == "region" and name in _regions().values())
    regions = (told or Counter({_regions()[seat] for seat in seats})).most_common(2)
    one = regions and (len(regions) == 1 or regions[0][1] > regions[1][1])
    town, seat = (next((name for name, _ in counted.most_common(1)), None) for counted in (towns, seats))
    return Ground(town, seat, regions[0][0] if one else None)


def _is_town_or_region(text: NameText, span: NameSpan) -> bool:
    """Whether a name is that of an Italian town without an article ("all'Arena" is none), or of a region."""
    known = span.known
    if known is None or span.kind != "LOC" or text.known.country.get(known.entity.entity_id) != text.known.italy:
        return False
    before = text.before(span.first)
    bare = before is None or before.norm in _BEFORE_TOWN or before.norm not in SMALL
    return known.group == "region" or (known.group in ("town", "city", "capital") and bare)


def of_the_ground_at_hand(text: NameText, span: NameSpan, ground: Ground) -> FoundEntity | None:
    """The entity of a bare body that every town, province or region has: "il Comune"; None for all other names."""
    norm = text.norm(span.first, span.last)
    bare = norm.capitalize()
    if norm in name_words("of_region") and ground.region is not None:
        return _named(f"{bare} {ground.region}", text.known)
    place = ground.town if norm in name_words("of_town") else ground.seat if norm in name_words("of_seat") else None
    if place is None:
        return None
    article = next((form for form in ("L'", "La ") if place.startswith(form)), "")
    of = {"L'": "dell'", "La ": "della "}.get(article, "di ")
    return _named(f"{bare} {of}{place.removeprefix(article)}", text.known)
