"""Whom a description means: first what the text itself says of a name, then the dated table of offices.

"Il capo della NATO" is the person whom the same text calls "segretario generale della NATO", else the one who held
that office on the day of publication; nothing is guessed where two readings are left.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from transforms.facts import FoundEntity, FoundMention
from transforms.gazetteer import Gazetteer, gazetteer
from transforms.name_spans import NameText, Span
from transforms.reference import read_reference, split_cell
from transforms.role_phrases import Named, RolePhrase, find_phrases


@dataclass(frozen=True, slots=True)
class Office:
    """A row of offices.csv: who held an office of which bodies from when until when (inclusive; None: open)."""

    office: str
    of: tuple[str, ...]
    leads: bool
    person: FoundEntity
    since: date | None
    until: date | None

    def held_on(self, day: date | None, former: bool) -> bool:
        """Whether the person holds it on that day, or has left it before (`former`); no day: at any time."""
        if day is None:
            return True
        if former:
            return self.until is not None and self.until < day
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def offices() -> tuple[Office, ...]:
    """All rows of offices.csv; bodies are entity ids."""
    known = gazetteer()
    rows: list[Office] = []
    for row in read_reference("offices.csv", ("office", "of", "person")):
        bodies = tuple(known.by_name[name].entity_id for name in split_cell(row["of"]))
        days = [date.fromisoformat(row[column]) if row[column] else None for column in ("from", "to")]
        rows.append(Office(row["office"], bodies, row["leads"] == "yes", known.by_name[row["person"]], days[0], days[1]))
    return tuple(rows)


@cache
def nations() -> dict[str, frozenset[str]]:
    """Person id → ids of the territories that the person belongs to or has held an office of."""
    known = gazetteer()
    found: dict[str, set[str]] = {}
    for office in offices():
        for body in office.of:
            if body in known.country:
                found.setdefault(office.person.entity_id, set()).add(known.country[body])
    for people in known.persons.values():
        for person in people:
            if person.entity_id in known.country:
                found.setdefault(person.entity_id, set()).add(known.country[person.entity_id])
    return {person: frozenset(territories) for person, territories in found.items()}


@cache
def seats() -> dict[str, tuple[str, ...]]:
    """Name of a place → ids of the organisations that have their seat there."""
    found: dict[str, list[str]] = {}
    for row in read_reference("seats.csv", ("name", "seat")):
        found.setdefault(row["seat"], []).append(gazetteer().by_name[row["name"]].entity_id)
    return {seat: tuple(ids) for seat, ids in found.items()}


@dataclass(slots=True)
class Scene:
    """What is known about one text when its descriptions are resolved.

    Attributes:
        names: the names in text order: (start, entity).
        told: what the text says of its names: title or apposition and the entity.
    """

    known: Gazetteer
    published_on: date | None
    names: list[tuple[int, FoundEntity]] = field(default_factory=list[tuple[int, FoundEntity]])
    told: list[tuple[RolePhrase, FoundEntity]] = field(default_factory=list[tuple[RolePhrase, FoundEntity]])
    present: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])


def find_roles(
    cut_text: NameText, spans: list[tuple[Span, FoundEntity]], published_on: date | None
) -> tuple[list[FoundMention], Scene]:
    """The descriptions of a text that stand for somebody or something, with whom they mean.

    Args:
        cut_text: the text, cut for naming.
        spans: its names with their entities, in text order.
        published_on: the day for which offices are looked up.

    Returns:
        Role mentions in text order (unresolved descriptions are none), and what was learnt about the names.
    """
    known = gazetteer()
    named = Named({span.first: (span, entity) for span, entity in spans}, {span.last - 1: (span, entity) for span, entity in spans})
    scene = Scene(known, published_on)
    for span, entity in spans:
        scene.names.append((cut_text.words[span.first].start, entity))
        scene.present.setdefault(entity.entity_id, entity)
    phrases = list(find_phrases(cut_text, named, known))
    scene.told = [(phrase, phrase.person) for phrase in phrases if phrase.person is not None]
    found: list[FoundMention] = []
    for phrase in phrases:
        if phrase.place == "apposition" and phrase.person is not None and phrase.person.kind == phrase.noun.kind:
            found.append(_mention(phrase, phrase.person, "role:apposition"))
        elif phrase.place == "free":
            entity, rule = resolve(phrase, scene)
            if entity is not None:
                found.append(_mention(phrase, entity, rule))
    found += _descriptions(cut_text, scene, found)
    return found, scene


def _mention(phrase: RolePhrase, entity: FoundEntity, rule: str) -> FoundMention:
    return FoundMention(phrase.start, phrase.end, entity.kind, "role", rule, entity)


def resolve(phrase: RolePhrase, scene: Scene) -> tuple[FoundEntity | None, str]:
    """Whom a free description means, and the rule that says so; (None, "") when no single reading is left."""
    if phrase.noun.kind == "PER":
        return _person(phrase, scene)
    if phrase.noun.kind == "ORG":
        return _body(phrase, scene), "role:body"
    return _land(phrase, scene), "role:land"


def _person(phrase: RolePhrase, scene: Scene) -> tuple[FoundEntity | None, str]:
    told = {entity.entity_id: entity for said, entity in scene.told if entity.kind == "PER" and _agrees(phrase, said, scene)}
    if told:
        entity = _only_or_nearest(list(told.values()), phrase, scene)
        if entity is not None:
            return entity, "role:told"
    entity = _holder(phrase, scene)
    if entity is not None:
        return entity, "role:office"
    return _compatriot(phrase, scene), "role:nation"


def _territory(phrase: RolePhrase, scene: Scene) -> str | None:
    """Id of the territory or body that the phrase names."""
    if phrase.demonym is not None:
        return phrase.demonym.entity_id
    return phrase.of.entity_id if phrase.of is not None else None


def _agrees(phrase: RolePhrase, said: RolePhrase, scene: Scene) -> bool:
    """Whether a title or apposition is of the same role as a free description."""
    same_office = bool(set(phrase.noun.offices) & set(said.noun.offices)) or phrase.noun.noun == said.noun.noun
    leads = phrase.noun.sort == "leader" and (said.noun.sort == "leader" or _leading(said, scene))
    if not same_office and not leads or said.former and not phrase.former:
        return False
    mine, theirs = _territory(phrase, scene), _territory(said, scene)
    if mine is None or theirs is None:
        return mine is None or said.bare and phrase.noun.sort != "leader"
    country = scene.known.country
    return mine == theirs or country.get(mine, mine) == country.get(theirs, theirs)


def _leading(said: RolePhrase, scene: Scene) -> bool:
    body = _territory(said, scene)
    rows = [office for office in offices() if body in office.of and office.office in said.noun.offices]
    return any(office.leads for office in rows) if rows else said.noun.noun in ("presidente", "segretario generale", "premier")


def _only_or_nearest(options: list[FoundEntity], phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """The only one, else the one named last before the phrase."""
    if len(options) == 1:
        return options[0]
    ids = {entity.entity_id for entity in options}
    for start, entity in reversed(scene.names):
        if start < phrase.start and entity.entity_id in ids:
            return entity
    return None


def _holder(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """The holder of the office in the table; a bare description needs the person named in the text."""
    body = _territory(phrase, scene)
    wanted = phrase.noun.offices
    if body is None and phrase.noun.noun in _ITALIAN:
        body = scene.known.by_name["Italia"].entity_id
    rows = [
        office
        for office in offices()
        if (office.office in wanted or phrase.noun.sort == "leader" and office.leads)
        and (body is None or body in office.of or _same_country(body, office, scene, phrase))
        and office.held_on(scene.published_on, phrase.former)
    ]
    options = {office.person.entity_id: office.person for office in rows}
    here = {key: person for key, person in options.items() if key in scene.present}
    if len(here) == 1:
        return next(iter(here.values()))
    unnamed = body is not None or set(wanted) == {"papa"}
    if here or not unnamed or phrase.former or scene.published_on is None or phrase.noun.noun in _ITALIAN:
        return None
    return next(iter(options.values())) if len(options) == 1 else None


# Of these an Italian paper says no country when it means its own.
_ITALIAN = frozenset(("presidente del consiglio", "capo dello stato", "presidente della repubblica", "capo del governo", "guardasigilli"))


def _same_country(body: str, office: Office, scene: Scene, phrase: RolePhrase) -> bool:
    """"Il leader di Mosca", "il presidente del Cremlino": a capital or seat stands for its country."""
    country = scene.known.country.get(body)
    return country is not None and country in office.of and phrase.of is not None and phrase.of.kind == "LOC"


def _compatriot(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """"Il politico olandese": the only person named before who belongs to that country, else the only one near.

    "L'attrice", "l'ex militante di …": the only person named so far.
    """
    earlier = {entity.entity_id: entity for start, entity in scene.names if start < phrase.start and entity.kind == "PER"}
    if phrase.demonym is None:
        alone = phrase.noun.sort == "trade" or phrase.noun.sort == "post" and phrase.of is not None and phrase.former
        return next(iter(earlier.values())) if len(earlier) == 1 and alone else None
    if phrase.noun.sort == "office":
        return None
    fitting = [entity for entity in earlier.values() if phrase.demonym.entity_id in nations().get(entity.entity_id, ())]
    if fitting:
        return fitting[0] if len(fitting) == 1 else None
    near = {entity.entity_id: entity for start, entity in scene.names if phrase.start - 350 < start < phrase.start and entity.kind == "PER"}
    unknown = [entity for entity in near.values() if entity.entity_id not in nations()]
    return unknown[0] if len(near) == 1 and unknown else None


def _body(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """"L'azienda di Redmond" by its seat; "il colosso cinese" by its country, when one is named."""
    told = {entity.entity_id: entity for said, entity in scene.told if entity.kind == "ORG" and said.noun == phrase.noun}
    if phrase.bare:
        return None
    place = _territory(phrase, scene)
    same = [entity for said, entity in scene.told if entity.entity_id in told and _territory(said, scene) == place]
    if len({entity.entity_id for entity in same}) == 1:
        return same[0]
    if phrase.of is not None and phrase.of.kind == "LOC":
        ids = [key for key in seats().get(phrase.of.name, ()) if key in scene.present]
        return scene.present[ids[0]] if len(ids) == 1 else None
    return None


def _land(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """"Il paese asiatico": the only country of that region named; "la capitale ucraina": Kiev."""
    if phrase.noun.noun == "capitale":
        body = _territory(phrase, scene)
        return scene.known.capitals.get(body) if body is not None else None
    if not phrase.region or phrase.of is not None:
        return None
    regions = scene.known.regions
    fitting = [
        entity for key, entity in scene.present.items() if entity.kind == "LOC" and regions.get(key) in phrase.region
    ]
    return fitting[0] if len(fitting) == 1 else None


def _descriptions(cut_text: NameText, scene: Scene, found: list[FoundMention]) -> Iterator[FoundMention]:
    """Nicknames of the tables ("il tycoon", "la banca centrale") of which one bearer is named in the text."""
    words = cut_text.words
    taken = {mention.end for mention in found}
    for at in range(1, len(words)):
        for size in (1, 2, 3):
            if at + size > len(words):
                break
            options = scene.known.descriptions.get(cut_text.norm(at, at + size))
            if not options or words[at + size - 1].end in taken:
                continue
            here = [entity for entity in options if entity.entity_id in scene.present]
            article = words[at - 1].norm in ("il", "lo", "la", "l")
            fused = words[at - 1].norm.endswith(("l", "lla", "llo")) and len(words[at - 1].norm) < 6
            if len(here) == 1 and (article or fused):
                start = words[at - 1].start if article else words[at].start
                yield FoundMention(start, words[at + size - 1].end, here[0].kind, "role", "role:nickname", here[0])

