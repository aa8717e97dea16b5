"""Who is who: one entity for all the names that a text gives it.

A name of the reference tables means what the table says. All other names are tied together inside their document:
a surname to the full name, an acronym to its definition, a spelling to its variant; the fullest form is canonical.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.contract import EntityKind, Via
from transforms.facts import FoundEntity
from transforms.language import words_of
from transforms.names.gazetteer import make_entity
from transforms.names.institutions import (
    Ground,
    countries_of,
    ground_of,
    of_the_country_at_hand,
    of_the_ground_at_hand,
    with_country,
)
from transforms.names.proposals.listed import PLAYER
from transforms.names.scan import fold, sound
from transforms.names.text import NameSpan, NameText
from transforms.names.words import PARTICLES, SMALL, name_words

#: So many persons of one document can share a word of their names; more are a list of names, not a story.
MAX_NAMESAKES = 50
#: Behind these a surname is that of several people: no one of them is meant.
_FAMILY = words_of("famiglia famiglie fratelli sorelle coniugi gemelli")
#: Shorter sound keys, kind included, are of too many names.
_HEARD = 9
#: A surname of so many letters is still known by a slip of the pen; longer ones are none.
_SLIP_FROM, _SLIP_TO = 6, 30


@dataclass(slots=True)
class Person:
    """A person of the document: all words of the fullest name, folded, and the entity."""

    words: tuple[str, ...]
    entity: FoundEntity
    first_at: int


@dataclass(slots=True)
class Cast:
    """The persons of one document, by each word of their names."""

    persons: list[Person] = field(default_factory=list[Person])
    by_word: dict[str, list[Person]] = field(default_factory=dict[str, list[Person]])
    by_sound: dict[str, Person] = field(default_factory=dict[str, Person])
    _by_slip: dict[str, list[Person]] | None = None

    def add(self, person: Person) -> None:
        """Take a person into the cast."""
        self.persons.append(person)
        for word in dict.fromkeys(person.words):
            if word not in PARTICLES and len(self.by_word.setdefault(word, [])) < MAX_NAMESAKES:
                self.by_word[word].append(person)

    def named(self, words: tuple[str, ...], at: int) -> Person | None:
        """The person whose name holds all these words; of several the one named last before word `at`."""
        options = [person for person in self.by_word.get(words[-1], ()) if set(words) <= set(person.words)]
        if len(words) == 1:
            by_surname = [person for person in options if words[0] in person.words[1:] or len(person.words) == 1]
            options = by_surname or options
        if not options:
            return None
        earlier = [person for person in options if person.first_at <= at]
        return earlier[-1] if earlier else options[0]

    def meant_by_slip(self, word: str) -> Person | None:
        """The only person whose surname has a letter more, less or elsewhere: "Brigi" for Anna Brighi."""
        if self._by_slip is None:
            self._by_slip = {}
            for person in self.persons:
                for key in _slips(person.words[-1]) if len(person.words) > 1 else ():
                    options = self._by_slip.setdefault(key, [])
                    if len(options) < 2:  # of two it is neither
                        options.append(person)
        found = {id(person): person for key in _slips(word) for person in self._by_slip.get(key, ())}
        return next(iter(found.values())) if len(found) == 1 else None


def _slips(word: str) -> set[str]:
    """A word, and the same without one of its letters; the first one and the last, which tells the gender, stay."""
    if not _SLIP_FROM <= len(word) <= _SLIP_TO or not word.isalpha():
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word) - 1))}


def _sounds(text: NameText, span: NameSpan) -> str:
    """The sound key of a name: equal for its spellings in several transliterations."""
    return " ".join(sound(word.text) for word in text.words[span.first : span.last])


def title_case(name: str) -> str:
    """A name in capitals as it is normally written: ``"MARIO ROSSI"`` → ``"Mario Rossi"``; acronyms stay."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(
        word.lower() if fold(word) in SMALL else word if len(word) < 3 else word.capitalize() for word in name.split()
    )


def cast_persons(text: NameText, spans: list[NameSpan]) -> Cast:
    """The persons that the text names in full, and those of the reference tables."""
    cast = Cast()
    full = [span for span in spans if span.kind == "PER" and (span.size > 1 or span.known or span.rule == PLAYER)]
    # The fullest form first, so that "Anna Brighi" joins "Anna Maria Brighi"; then in text order.
    for span in sorted(full, key=lambda span: (span.first - span.last, span.first)):
        words = tuple(text.norms[span.first : span.last])
        key = _sounds(text, span)
        if key in cast.by_sound:
            person = cast.by_sound[key]
            person.first_at = min(person.first_at, span.first)
            continue
        if span.rule == PLAYER and span.size == 1 and words[0] in cast.by_word:
            continue
        same = cast.named(words, len(text.words)) if len(words) > 1 else None
        part = same is not None and (same.words[0] == words[0] or same.words[-len(words) :] == words)
        if same is not None and part and same.words[-1] == words[-1] and not span.known:
            cast.by_sound[key] = same
            same.first_at = min(same.first_at, span.first)
            continue
        entity = _person_entity(text, span, key)
        twin = next((person for person in cast.by_word.get(words[-1], ()) if person.entity == entity), None)
        if twin is None:
            twin = Person(words, entity, span.first)
            cast.add(twin)
        cast.by_sound[key] = twin
    _join_bynames(text, spans, cast)
    cast.persons.sort(key=lambda person: person.first_at)
    for options in cast.by_word.values():
        options.sort(key=lambda person: person.first_at)
    return cast


def _join_bynames(text: NameText, spans: list[NameSpan], cast: Cast) -> None:
    """Make one person of two names that a text says are one: "Lalla, al secolo Anna Brighi"; the first is canonical."""
    persons = [span for span in spans if span.kind == "PER"]
    for left, right in pairwise(persons):
        between = frozenset(text.norms[left.last : right.first])
        bynames = name_words("byname")
        if right.first - left.last > 6 or not between & bynames or not between <= bynames | name_words("around_byname"):
            continue
        key, words = _sounds(text, left), tuple(text.norms[left.first : left.last])
        real = cast.by_sound.get(_sounds(text, right))
        person = cast.by_sound.get(key) or cast.named(words, left.first)
        if person is None or person is real:
            person = Person(words, _person_entity(text, left, key), left.first)
        cast.by_sound[key] = cast.by_sound[_sounds(text, right)] = person
        if real is not None:
            real.entity = person.entity


def person_of(text: NameText, span: NameSpan, cast: Cast) -> FoundEntity:
    """Whom a person's name means in this text: the person named in full, a person of the tables, else a new one."""
    words = tuple(text.norms[span.first : span.last])
    key = _sounds(text, span)
    before = text.before(span.first)
    if before is not None and span.size == 1 and before.norm in _FAMILY:
        return make_entity("PER", text.spelled(span))
    if key in cast.by_sound:
        return cast.by_sound[key].entity
    person = cast.named(words, span.first)
    if person is not None:
        return person.entity
    options = text.known.surnames.get(words[-1], []) if len(words) == 1 else []
    if len(options) == 1:
        return options[0]
    meant = cast.meant_by_slip(words[0]) if len(words) == 1 and span.known is None else None
    return meant.entity if meant is not None else _person_entity(text, span, key)


def _person_entity(text: NameText, span: NameSpan, key: str) -> FoundEntity:
    if span.known is not None:
        return span.known.entity
    return text.known.sounds.get(key) or make_entity("PER", title_case(text.spelled(span)))


@dataclass(slots=True)
class Registry:
    """The organisations and places of one document.

    Attributes:
        entities: (kind, folded name) → entity.
        at: index of the first word of a span → entity, where the place in the text decides.
        short: kind and first word, initials or (bodies) several first words → the entities of longer names.
        acronyms: folded acronym → the full name that the text gives it.
        ground: where in Italy the text mostly is.
    """

    entities: dict[tuple[EntityKind, str], FoundEntity] = field(
        default_factory=dict[tuple[EntityKind, str], FoundEntity]
    )
    at: dict[int, FoundEntity] = field(default_factory=dict[int, FoundEntity])
    short: dict[tuple[EntityKind, str], list[FoundEntity]] = field(
        default_factory=dict[tuple[EntityKind, str], list[FoundEntity]]
    )
    sounds: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    acronyms: dict[str, NameSpan] = field(default_factory=dict[str, NameSpan])
    ground: Ground = field(default_factory=Ground)

    def of(self, text: NameText, span: NameSpan) -> FoundEntity:
        """What a span of the document means."""
        return self.at.get(span.first) or self.entities[(span.kind, text.norm(span.first, span.last))]


def _told_acronyms(text: NameText, spans: list[NameSpan]) -> dict[str, NameSpan]:
    """Each acronym that the text sets in brackets behind a body or place, or before it, with the full name."""
    told: dict[str, NameSpan] = {}
    for left, right in pairwise(spans):
        if left.kind == "PER" or right.kind == "PER" or left.last != right.first:
            continue
        end = text.surface(right)[1]
        between = text.raw[text.words[left.last - 1].end : text.words[right.first].start]
        opened = between.strip(" ") in ("(", "(o", '("', "(«")  # on one line: no agency that signs
        if not opened or not text.raw.startswith((")", '"', "»"), end):
            continue
        full, short = (left, right) if left.size > 1 else (right, left)
        word = text.words[short.first]
        same = word.norm[0] == text.norms[full.first][0]
        foreign = short is right and short.kind == full.kind == "ORG" and (short.known is None or word.text.isupper())
        like_one = len(word.text) < 6 or (len(word.text) < 9 and word.text.isupper())
        if short.size == 1 and full.size > 1 and (same or foreign) and like_one:
            told.setdefault(word.norm, full)
    return told


def name_others(text: NameText, spans: list[NameSpan]) -> Registry:
    """The organisations and places that the text names, longest names first so that short ones can join them."""
    registry = Registry()
    countries = countries_of(text, spans)
    registry.acronyms = _told_acronyms(text, spans)
    registry.ground = ground_of(text, spans)
    others = [span for span in spans if span.kind != "PER"]
    for span in others:  # "Kupjansk" is the Kupiansk that the tables know
        if span.known is not None and span.kind == "LOC" and len(sounds := f"LOC {_sounds(text, span)}") > _HEARD:
            registry.sounds.setdefault(sounds, span.known.entity)
    for span in sorted(others, key=lambda span: (span.first - span.last, span.first)):
        norm = text.norm(span.first, span.last)
        key = (span.kind, norm)
        bare = of_the_country_at_hand(text, span, countries) if span.kind == "ORG" else None
        if bare is not None:
            registry.at[span.first] = bare
            continue
        if key in registry.entities:
            continue
        entity = _other_entity(text, span, norm, registry)
        registry.entities[key] = entity
        if span.size > 1:
            shorts = [text.norms[span.first], _initials(text, span)]
            if span.kind == "ORG":
                shorts.append("".join(word[0] for word in text.norms[span.first : span.last]))  # "PdG"
                shorts += [text.norm(span.first, last) for last in range(span.first + 2, span.last)]
            for short in shorts:
                options = registry.short.setdefault((span.kind, short), [])
                if entity not in options:
                    options.append(entity)
    return registry


def _initials(text: NameText, span: NameSpan) -> str:
    words = text.words[span.first : span.last]
    return "".join(word.norm[0] for word in words if word.capital or (word.norm not in SMALL and len(word.norm) > 3))


def _other_entity(text: NameText, span: NameSpan, norm: str, registry: Registry) -> FoundEntity:
    """What an organisation or place is: its acronym's body in this text, a table's, a variant, else its own."""
    generic = span.kind == "LOC" and (
        norm in text.ordinary or norm in name_words("part_of_place") or norm in name_words("place")
    )
    full = registry.acronyms.get(norm)
    told = registry.entities.get((full.kind, text.norm(full.first, full.last))) if full else None
    if told is not None:
        return told
    local = of_the_ground_at_hand(text, span, registry.ground) if span.kind == "ORG" else None
    if span.known is not None and local is None:
        return span.known.entity
    fused = _with_article(text, span)
    if fused is not None:
        return fused
    options = [] if generic else registry.short.get((span.kind, norm), [])
    if len(options) == 1:
        return options[0]
    stated = local or with_country(text, span) or _longer_form(text, span)
    if stated is not None:
        return stated
    sounds = f"{span.kind} {_sounds(text, span)}"
    entity = make_entity(span.kind, title_case(text.spelled(span)))
    return registry.sounds.setdefault(sounds, entity) if len(sounds) > _HEARD else entity


_PREPOSED = re.compile(r"(?:d[ae]l|al|nel|sul)(?:l(?P<vowel>[ao]?))?")


def _with_article(text: NameText, span: NameSpan) -> FoundEntity | None:
    """The town whose article is part of its name and stands in a preposition here: "dell'Aquila", "alla Spezia"."""
    before = text.before(span.first) if span.kind == "LOC" else None
    found = _PREPOSED.fullmatch(before.norm) if before is not None else None
    if found is None:
        return None
    article = "L'" if text.gaps[span.first] == "'" else {"a": "La ", "o": "Lo "}.get(found["vowel"] or "", "Il ")
    return text.known.by_name.get(article + text.spelled(span))


def _longer_form(text: NameText, span: NameSpan) -> FoundEntity | None:
    """The state that a longer form names: "Repubblica di Grecia"."""
    starts = range(span.first + 2, span.last) if span.rule == "rule:state" else ()
    named = (spelling for at in starts for last, spelling in text.spellings(at) if last == span.last)
    return next((spelling.entity for spelling in named if spelling.fixed), None)


def via_of(text: NameText, span: NameSpan, entity: FoundEntity) -> Via:
    """``name`` for the canonical name or a part of it, ``alias`` for any other spelling."""
    if span.known is not None and span.known.entity == entity:
        return span.known.via
    words = set(re.split(r"[\s'’.-]+", entity.name.casefold()))
    used = {word.text.casefold() for word in text.words[span.first : span.last]}
    return "name" if used <= words else "alias"
