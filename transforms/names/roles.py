"""Whom a description means: first what the text itself says of a name, then the dated table of offices.

"Il capo della NATO" is the person whom the same text calls "segretario generale della NATO", else the one who held
that office on the day of publication; nothing is guessed where two readings are left.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from operator import itemgetter

from transforms.facts import FoundEntity, FoundMention
from transforms.names.gazetteer import Gazetteer, gazetteer
from transforms.names.role_phrases import Named, RolePhrase, find_phrases
from transforms.names.text import NameSpan, NameText
from transforms.names.words import name_words
from transforms.reference import read_reference, split_cell

#: A text that says more different things of its names is a list; what follows is not learnt.
MAX_TOLD = 200
_NEAR = 350


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
    for row in read_reference("world/offices", ("office", "of", "person")):
        bodies = tuple(known.by_name[name].entity_id for name in split_cell(row["of"]))
        days = [date.fromisoformat(row[column]) if row[column] else None for column in ("from", "to")]
        rows.append(
            Office(row["office"], bodies, row["leads"] == "yes", known.by_name[row["person"]], days[0], days[1])
        )
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
    for row in read_reference("world/seats", ("name", "seat")):
        found.setdefault(row["seat"], []).append(gazetteer().by_name[row["name"]].entity_id)
    return {seat: tuple(ids) for seat, ids in found.items()}


@dataclass(slots=True)
class Scene:
    """What is known about one text when its descriptions are resolved; every look-up takes bounded time.

    Attributes:
        persons: (offset, person) of every name of a person, in text order.
        bodies: (offset, organisation) of every name of one, in text order.
        places: entity id → offsets of its names.
        debut: (offset, person) of the first name of each person.
        compatriots: territory id → the same for its people.
        told: what the text says of its names, each thing once: title or apposition and the entity.
    """

    known: Gazetteer
    published_on: date | None
    present: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    persons: list[tuple[int, FoundEntity]] = field(default_factory=list[tuple[int, FoundEntity]])
    bodies: list[tuple[int, FoundEntity]] = field(default_factory=list[tuple[int, FoundEntity]])
    places: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    debut: list[tuple[int, FoundEntity]] = field(default_factory=list[tuple[int, FoundEntity]])
    compatriots: dict[str, list[tuple[int, FoundEntity]]] = field(
        default_factory=dict[str, list[tuple[int, FoundEntity]]]
    )
    told: list[tuple[RolePhrase, FoundEntity]] = field(default_factory=list[tuple[RolePhrase, FoundEntity]])
    holders: dict[tuple[str | None, str, bool], list[FoundEntity]] = field(
        default_factory=dict[tuple[str | None, str, bool], list[FoundEntity]]
    )

    def see(self, start: int, entity: FoundEntity) -> None:
        """Take note of a name at an offset; names come in text order."""
        first = entity.entity_id not in self.present
        self.present.setdefault(entity.entity_id, entity)
        self.places.setdefault(entity.entity_id, []).append(start)
        if entity.kind == "ORG":
            self.bodies.append((start, entity))
        if entity.kind != "PER":
            return
        self.persons.append((start, entity))
        if first:
            self.debut.append((start, entity))
            for territory in nations().get(entity.entity_id, ()):
                self.compatriots.setdefault(territory, []).append((start, entity))

    def hear(self, phrases: list[RolePhrase]) -> None:
        """Take note of what the text says of its names, of each thing the first time only."""
        heard: set[tuple[str, str | None, bool, str]] = set()
        for phrase in phrases:
            if phrase.person is None or len(heard) >= MAX_TOLD:
                continue
            what = (phrase.noun.noun, phrase.owner, phrase.former, phrase.person.entity_id)
            if what not in heard:
                heard.add(what)
                self.told.append((phrase, phrase.person))

    def nearest(self, options: list[FoundEntity], start: int) -> FoundEntity | None:
        """The one of several that was named last before an offset; the only one if there is but one."""
        if len(options) == 1:
            return options[0]
        best: tuple[int, FoundEntity] | None = None
        for entity in options:
            offsets = self.places.get(entity.entity_id, [])
            at = bisect_left(offsets, start)
            if at and (best is None or offsets[at - 1] > best[0]):
                best = (offsets[at - 1], entity)
        return best[1] if best else None


def find_roles(
    text: NameText, spans: list[tuple[NameSpan, FoundEntity]], published_on: date | None
) -> list[FoundMention]:
    """The descriptions of a text that stand for somebody or something, with whom they mean.

    Args:
        text: the text, cut for naming.
        spans: its names with their entities, in text order.
        published_on: the day for which offices are looked up; None: any day.

    Returns:
        Role mentions in text order; descriptions that mean nobody known are none.
    """
    first = {span.first: (span, entity) for span, entity in spans}
    last = {span.last - 1: (span, entity) for span, entity in spans}
    scene = Scene(text.known, published_on)
    for span, entity in spans:
        scene.see(text.words[span.first].start, entity)
    phrases = list(find_phrases(text, Named(first, last)))
    scene.hear(phrases)
    found: list[FoundMention] = []
    for phrase in phrases:
        if phrase.place == "apposition" and phrase.person is not None and phrase.person.kind == phrase.noun.kind:
            found.append(_mention(phrase, phrase.person, "role:apposition"))
        elif phrase.place == "free":
            meant, rule = resolve(phrase, scene)
            if meant is not None:
                found.append(_mention(phrase, meant, rule))
    sizes = {at: span.size for span, _ in spans for at in range(span.first, span.last)}
    found += _descriptions(text, scene, found, sizes)
    return sorted(found, key=lambda mention: mention.start)


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
    fitting = [(said, entity) for said, entity in scene.told if entity.kind == "PER" and _agrees(phrase, said, scene)]
    same_time = {entity.entity_id: entity for said, entity in fitting if said.former == phrase.former}
    if phrase.noun.sort == "team" and len(same_time) > 1:
        return None, ""  # prosecutors
    entity = scene.nearest(list(same_time.values()), phrase.start)
    if entity is not None:
        return entity, "role:told"
    entity = _holder(phrase, scene)
    if entity is not None:
        return entity, "role:office"
    return _compatriot(phrase, scene), "role:nation"


def _agrees(phrase: RolePhrase, said: RolePhrase, scene: Scene) -> bool:
    """Whether a title or apposition is of the same role as a free description."""
    shorter = phrase.bare and said.noun.noun.startswith(
        f"{phrase.noun.noun} "
    )  # "il ministro" of "ministro della Difesa"
    same_noun = phrase.noun.noun == said.noun.noun or shorter
    same_office = same_noun or not set(phrase.noun.offices).isdisjoint(said.noun.offices)
    leads = (
        phrase.noun.sort == "leader"
        and phrase.noun.noun not in name_words("ruler")
        and (said.noun.sort == "leader" or _leading(said))
    )
    if not (same_office or leads) or said.former != phrase.former:
        return False
    mine, theirs = phrase.owner, said.owner
    if mine is None or theirs is None:
        return mine is None or (said.bare and phrase.noun.sort != "leader")
    country = scene.known.country
    return mine == theirs or country.get(mine, mine) == country.get(theirs, theirs)


def _leading(said: RolePhrase) -> bool:
    body = said.owner
    rows = [office for office in offices() if body in office.of and office.office in said.noun.offices]
    if not rows:
        return said.noun.noun in ("presidente", "segretario generale", "premier")
    return any(office.leads for office in rows)


def _holder(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """The holder of the office in the table; a bare description needs the person named in the text."""
    body = phrase.owner
    italian = body is None and phrase.noun.noun in name_words("italian_office")
    if italian:
        body = scene.known.by_name["Italia"].entity_id
    key = (body, phrase.noun.noun, phrase.former)
    if key not in scene.holders:
        scene.holders[key] = _held(phrase, body, scene)
    options = scene.holders[key]
    here = [person for person in options if person.entity_id in scene.present]
    if len(here) == 1:
        return here[0]
    tells = (body is not None and not italian) or phrase.noun.offices == ("papa",)
    sure = tells and not here and not phrase.former and scene.published_on is not None and len(options) == 1
    return options[0] if sure else None


def _held(phrase: RolePhrase, body: str | None, scene: Scene) -> list[FoundEntity]:
    """All persons who held the office on the day of publication (or before it: "ex"), each once."""
    country = scene.known.country.get(body or "")
    # "il leader di Mosca": a capital stands for its country
    bodies = {body, country} if phrase.of is not None and phrase.of.kind == "LOC" else {body}
    found = {
        office.person.entity_id: office.person
        for office in offices()
        if (office.office in phrase.noun.offices or (phrase.noun.sort == "leader" and office.leads))
        and (body is None or not bodies.isdisjoint(office.of))
        and office.held_on(scene.published_on, phrase.former)
    }
    return list(found.values())


def _compatriot(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """The only person named before who belongs to the country, else the only one near: "il politico olandese".

    Without a country only a former role of a named body ("l'ex dirigente della Coldiretti"): the only person so far.
    """
    start = phrase.start
    if phrase.demonym is None:
        alone = phrase.noun.sort in ("trade", "post", "team") and phrase.of is not None and phrase.former
        return _only(scene.debut, start) if alone else None
    if phrase.noun.sort == "office":
        return None
    fitting = scene.compatriots.get(phrase.demonym.entity_id, [])
    if fitting and fitting[0][0] < start:
        return _only(fitting, start)
    first, last = (bisect_left(scene.persons, at, key=itemgetter(0)) for at in (start - _NEAR, start))
    near = {person.entity_id: person for _, person in scene.persons[first:last]}
    unknown = [person for person in near.values() if person.entity_id not in nations()]
    return unknown[0] if len(near) == 1 and unknown else None


def _only(debut: list[tuple[int, FoundEntity]], start: int) -> FoundEntity | None:
    """The one person that was named before an offset; None where nobody was or several were."""
    if not debut or debut[0][0] >= start or (len(debut) > 1 and debut[1][0] < start):
        return None
    return debut[0][1]


def _body(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """The body named in the text that has its seat there: "l'azienda di Cupertino"."""
    if phrase.bare:
        return _introduced(phrase, scene)
    place = phrase.owner
    told = {
        entity.entity_id: entity
        for said, entity in scene.told
        if entity.kind == "ORG" and said.noun == phrase.noun and said.owner == place
    }
    if len(told) == 1:
        return next(iter(told.values()))
    if phrase.of is None or phrase.of.kind != "LOC":
        return None
    ids = [key for key in seats().get(phrase.of.name, ()) if key in scene.present]
    return scene.present[ids[0]] if len(ids) == 1 else None


def _introduced(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """The only body that the text introduces with this noun: "il quotidiano Domani … Il quotidiano …"."""
    noun = phrase.noun.noun
    told = {
        entity.entity_id: entity
        for said, entity in scene.told
        if entity.kind == "ORG" and (said.noun.noun == noun or said.noun.noun.startswith(f"{noun} "))
    }
    if len(told) != 1:
        return None
    entity = next(iter(told.values()))
    at = bisect_left(scene.bodies, phrase.start, key=itemgetter(0))
    return entity if at and scene.bodies[at - 1][1] == entity else None  # another body since then may be meant


def _land(phrase: RolePhrase, scene: Scene) -> FoundEntity | None:
    """The only country of a region that is named ("il paese asiatico"), the capital of one ("la capitale ucraina")."""
    if phrase.noun.noun == "capitale":
        body = phrase.owner
        return scene.known.capitals.get(body) if body is not None else None
    if not phrase.region or phrase.of is not None:
        return None
    fitting = [key for key, region in scene.known.regions.items() if region in phrase.region and key in scene.present]
    return scene.present[fitting[0]] if len(fitting) == 1 else None


def _descriptions(
    text: NameText, scene: Scene, found: list[FoundMention], sizes: Mapping[int, int]
) -> Iterator[FoundMention]:
    """Nicknames of the tables ("il tycoon", "la banca centrale") of which one bearer is named in the text.

    `sizes`: word → words of the name that it is of. In a longer name no nickname stands: "la Banca Centrale Europea".
    """
    words = text.words
    taken = {mention.end for mention in found}
    begin = {description.split(" ")[0] for description in scene.known.descriptions}
    for at in range(1, len(words)):
        for size in (1, 2, 3) if words[at].norm in begin else ():
            if at + size > len(words):
                break
            options = scene.known.descriptions.get(text.norm(at, at + size))
            if not options or words[at + size - 1].end in taken or sizes.get(at, 0) > size:
                continue
            here = [entity for entity in options if entity.entity_id in scene.present]
            article = words[at - 1].norm in ("il", "lo", "la", "l")
            fused = words[at - 1].norm.endswith(("l", "lla", "llo")) and len(words[at - 1].norm) < 6
            if len(here) == 1 and (article or fused):
                start = words[at - 1].start if article else words[at].start
                yield FoundMention(start, words[at + size - 1].end, here[0].kind, "role", "role:nickname", here[0])
