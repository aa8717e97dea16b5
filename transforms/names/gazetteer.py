"""The names we know beforehand, from `seeds/reference`: whom or what a spelling means and how sure that is.

One trie over folded words; it is built once a process and read in one pass over a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from transforms.contract import EntityKind, Via, stable_id
from transforms.errors import SeedError
from transforms.facts import FoundEntity
from transforms.names.scan import Word, fold, gap, scan_words, sound
from transforms.names.words import SMALL, name_words, titles
from transforms.reference import read_reference, split_cell

#: The first word of many a town, which newspapers write "S.".
_SAINT = re.compile(r"San |Sant'|Santa |Santo ")
#: How a spelling must be read: "" everywhere; exact: only in this casing; inside: not as the first word of a sentence
#: unless the model says it is a name; context: only when the text names the entity otherwise or the model says so;
#: surname: (persons) known by the last word alone; role: a description that stands for it where the text names it.
FORMS = frozenset(("", "exact", "inside", "context", "surname", "role"))
_KINDS: dict[str, EntityKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


@dataclass(frozen=True, slots=True)
class Known:
    """One spelling of one entity of the reference tables."""

    entity: FoundEntity
    via: Via
    form: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    head: str
    tail: str
    group: str

    @property
    def sure(self) -> bool:
        """Whether the spelling needs no support."""
        return self.form in ("", "exact")

    @property
    def fixed(self) -> bool:
        """Whether it is a country or a capital: a place whatever it does in the sentence."""
        return self.group in ("country", "capital")


@dataclass(slots=True)
class Gazetteer:
    """The reference tables of names, ready for look-up.

    Attributes:
        by_name: canonical name or alias as written → entity.
        handles: ``@name`` in lower case → entity.
        surnames: folded last word → persons known by it alone.
        persons: folded last word → all persons of the tables.
        sounds: sound key of a full name → person.
        demonyms: each inflected form, in lower case → the territory.
        peoples: id of a territory that has such a form → the territory.
        country: entity id → id of the territory it belongs to.
        italy: entity id of Italy.
        descriptions: folded description ("tycoon") → entities.
    """

    trie: dict[str, Any] = field(default_factory=dict[str, Any])
    by_name: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    handles: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    surnames: dict[str, list[FoundEntity]] = field(default_factory=dict[str, list[FoundEntity]])
    persons: dict[str, list[FoundEntity]] = field(default_factory=dict[str, list[FoundEntity]])
    sounds: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    demonyms: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    peoples: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    country: dict[str, str] = field(default_factory=dict[str, str])
    capitals: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    regions: dict[str, str] = field(default_factory=dict[str, str])
    italy: str = ""
    descriptions: dict[str, list[FoundEntity]] = field(default_factory=dict[str, list[FoundEntity]])

    def add(self, spelling: str, entity: FoundEntity, via: Via, form: str, group: str) -> None:
        """Make one spelling known."""
        if spelling.startswith("@"):
            self.handles[spelling.lower()] = entity
            return
        words = scan_words(spelling)
        self.by_name.setdefault(spelling, entity)
        node = self.trie
        for word in words:
            node = node.setdefault(word.norm, {})
        gaps = tuple(gap(spelling, left, right) or "" for left, right in pairwise(words))
        texts = tuple(word.text for word in words)
        marks = spelling[: words[0].start], spelling[words[-1].end :]
        known = Known(entity, via, form, texts, gaps, *marks, group)
        node.setdefault("", []).append(known)

    def add_person(self, name: str, entity: FoundEntity, alone: bool) -> None:
        """Make a person known by the last word and by the sound of the whole name."""
        words = [word.text for word in scan_words(name)]
        if name.startswith("@") or len(words) < 2:
            return
        self.sounds.setdefault(" ".join(sound(word) for word in words), entity)
        last = fold(words[-1])
        for table in (self.persons, self.surnames) if alone else (self.persons,):
            if entity not in table.setdefault(last, []):
                table[last].append(entity)

    def is_country(self, entity: FoundEntity) -> bool:
        """Whether an entity is a country or territory of the tables."""
        return self.country.get(entity.entity_id) == entity.entity_id

    def matches(self, text: str, words: list[Word], at: int) -> Iterator[tuple[int, Known]]:
        """Known spellings that begin at word `at`: (index after the last word, spelling), shortest first."""
        node = self.trie.get(words[at].norm)
        end = at + 1
        while node is not None:
            for known in node.get("", ()):
                if _written(text, words[at:end], known):
                    yield end, known
            if end == len(words):
                return
            node = node.get(words[end].norm)
            end += 1


def _written(text: str, words: list[Word], known: Known) -> bool:
    """Whether words that are equal when folded have the casing and the gaps of the spelling."""
    for at, (word, written) in enumerate(zip(words, known.words, strict=True)):
        stands = text.startswith(written, word.start)  # "NATO" in a line of capitals
        raised = stands and word.capital and word.norm not in SMALL
        if known.form == "exact" and word.text != written and not raised:
            return False
        common = at == 0 and len(words) > 1 and word.norm in name_words("common_head")
        common = common or (at == 0 and len(words) > 1 and known.entity.kind == "PER" and word.norm in titles())
        acronym = stands and len(written) > 2 and written.isupper()
        raised = text[word.start].isupper() and (len(words) > 1 or acronym)
        if written[0].isupper() and not word.capital and not common and not raised:
            return False
    if known.head and not text.endswith((known.head, known.head.replace("'", "’")), 0, words[0].start):
        return False
    for (left, right), wanted in zip(pairwise(words), known.gaps, strict=True):
        between = gap(text, left, right)
        if between is None or between.replace("-", "").replace(".", "") != wanted.replace("-", "").replace(".", ""):
            return False
    return True


def inflect(adjective: str) -> tuple[str, ...]:
    """The forms of an Italian adjective from its masculine singular.

    ``ucraino`` → ucraino, ucraina, ucraini, ucraine; ``polacco`` → … polacchi, polacche; ``olandese`` → olandesi;
    ``belga`` → belgi, belghe.
    """
    stem, last = adjective[:-1], adjective[-1]
    if last == "o":
        hard = stem[-1] in "cg"
        greek = stem.endswith(("grec", "ac", "ic")) and not stem.endswith(("lacc", "slovac", "polac", "turc", "azac"))
        plural = f"{stem}hi" if hard and not greek else f"{stem[:-1]}i" if stem.endswith("i") else f"{stem}i"
        soft = stem.endswith(("ci", "gi"))
        return (adjective, f"{stem}a", plural, f"{stem}he" if hard else f"{stem[:-1]}e" if soft else f"{stem}e")
    if last == "e":
        return (adjective, f"{stem}i")
    if last == "a":
        return (adjective, f"{stem}i", f"{stem}he" if stem[-1] in "cg" else f"{stem}e")
    return (adjective,)


def make_entity(kind: EntityKind, name: str, wikidata_id: str | None = None) -> FoundEntity:
    """An entity whose id depends on kind and canonical name alone, so that every machine gives the same."""
    return FoundEntity(stable_id("entity", kind, name), name, kind, wikidata_id or None)


def _kind(file: str, row: dict[str, str]) -> EntityKind:
    if row["kind"] not in _KINDS:
        raise SeedError(file, int(row["_line"]), "kind", row["kind"], "it must be PER, ORG or LOC")
    return _KINDS[row["kind"]]


def _territories(known: Gazetteer) -> dict[str, FoundEntity]:
    codes: dict[str, FoundEntity] = {}
    for row in read_reference("world/territories", required=("code", "name")):
        entity = make_entity("LOC", row["name"], row["wikidata_id"])
        codes[row["code"]] = entity
        known.add(row["name"], entity, "name", "", "country")
        known.country[entity.entity_id] = entity.entity_id
        known.regions[entity.entity_id] = row["region"]
        for adjective in split_cell(row["demonyms"]):
            for form in inflect(adjective):
                known.demonyms.setdefault(form, entity)
    return codes


def _entities(known: Gazetteer, codes: dict[str, FoundEntity]) -> dict[tuple[str, str], tuple[FoundEntity, str, str]]:
    rows: dict[tuple[str, str], tuple[FoundEntity, str, str]] = {}
    for row in read_reference("world/entities", required=("name", "kind")):
        if row["form"] not in FORMS:
            raise SeedError("world/entities", int(row["_line"]), "form", row["form"], "no such form")
        entity = make_entity(_kind("world/entities", row), row["name"], row["wikidata_id"])
        alone = row["form"] == "surname"
        rows[(row["kind"], row["name"])] = (entity, row["group"], row["form"])
        form = "" if alone else row["form"]
        known.add(row["name"], entity, "name", form, row["group"])
        if entity.kind == "LOC" and (saint := _SAINT.match(row["name"])):
            known.add(f"S. {row['name'][saint.end() :]}", entity, "name", form, row["group"])
        if entity.kind == "PER":
            known.add_person(row["name"], entity, alone)
        if row["country"] in codes:
            known.country[entity.entity_id] = codes[row["country"]].entity_id
            if row["group"] == "capital":
                known.capitals[codes[row["country"]].entity_id] = entity
    return rows


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of all reference tables, built once a process.

    Raises:
        SeedError: a row is wrong or an alias names an entity that no table has.
    """
    known = Gazetteer()
    codes = _territories(known)
    known.peoples = {entity.entity_id: entity for entity in known.demonyms.values()}
    known.italy = codes["it"].entity_id
    rows = _entities(known, codes)
    for entity in codes.values():
        rows[("LOC", entity.name)] = (entity, "country", "")
    for row in read_reference("world/aliases", required=("name", "kind", "alias")):
        found = rows.get((row["kind"], row["name"]))
        if found is None:
            raise SeedError("world/aliases", int(row["_line"]), "name", row["name"], "no table has this entity")
        entity, group, form = found
        if row["form"] == "role":
            known.descriptions.setdefault(" ".join(word.norm for word in scan_words(row["alias"])), []).append(entity)
            continue
        same = {word.norm for word in scan_words(row["alias"])} <= {word.norm for word in scan_words(row["name"])}
        known.add(row["alias"], entity, "name" if same else "alias", row["form"], group)
        if entity.kind == "PER":
            known.add_person(row["alias"], entity, form == "surname")
    return known
