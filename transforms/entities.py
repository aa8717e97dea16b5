"""Who is who: one entity for all the names that a text gives it.

A name of the reference tables means what the table says. All other names are tied together inside their document:
a surname to the full name, an acronym to its definition, a spelling to its variant; the fullest form is canonical.
"""

from collections import Counter
from dataclasses import dataclass, field

from transforms.contract import EntityKind, Via
from transforms.facts import FoundEntity
from transforms.gazetteer import Gazetteer, make_entity
from transforms.name_spans import PARTICLES, NameText, Span, titles
from transforms.name_words import sound


@dataclass(slots=True)
class Person:
    """A person of the document: all words of the fullest name, folded, and the entity."""

    words: tuple[str, ...]
    entity: FoundEntity
    first_at: int

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return self.words[-1]


@dataclass(slots=True)
class Cast:
    """The persons of one document, by each word of their names."""

    persons: list[Person] = field(default_factory=list[Person])
    by_word: dict[str, list[Person]] = field(default_factory=dict[str, list[Person]])
    by_sound: dict[str, Person] = field(default_factory=dict[str, Person])

    def add(self, person: Person) -> None:
        """Take a person into the cast."""
        self.persons.append(person)
        for word in dict.fromkeys(person.words):
            if word not in PARTICLES:
                self.by_word.setdefault(word, []).append(person)

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


def title_case(name: str) -> str:
    """A name in capitals as it is normally written: ``"MARIO ROSSI"`` → ``"Mario Rossi"``; acronyms stay."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(word if len(word) < 3 else word.capitalize() for word in name.split())


def cast_persons(cut_text: NameText, spans: list[Span], known: Gazetteer) -> Cast:
    """The persons that the text names in full, and those of the reference tables."""
    cast = Cast()
    full = [span for span in spans if span.kind == "PER" and (span.last - span.first > 1 or span.known)]
    # The fullest form first, so that "Sergej Lavrov" joins "Sergej Viktorovič Lavrov"; then in text order.
    for span in sorted(full, key=lambda span: (span.first - span.last, span.first)):
        words = tuple(word.norm for word in cut_text.words[span.first : span.last])
        key = " ".join(sound(word.text) for word in cut_text.words[span.first : span.last])
        if key in cast.by_sound:
            person = cast.by_sound[key]
            person.first_at = min(person.first_at, span.first)
            continue
        same = cast.named(words, len(cut_text.words)) if len(words) > 1 else None
        if same is not None and same.words[-1] == words[-1] and same.words[0] == words[0] and not span.known:
            cast.by_sound[key] = same
            same.first_at = min(same.first_at, span.first)
            continue
        entity = _person_entity(cut_text, span, key, known)
        twin = next((person for person in cast.by_word.get(words[-1], ()) if person.entity == entity), None)
        if twin is None:
            twin = Person(words, entity, span.first)
            cast.add(twin)
        cast.by_sound[key] = twin
    cast.persons.sort(key=lambda person: person.first_at)
    for options in cast.by_word.values():
        options.sort(key=lambda person: person.first_at)
    return cast


def _person_entity(cut_text: NameText, span: Span, key: str, known: Gazetteer) -> FoundEntity:
    if span.known is not None:
        return span.known.entity
    if key in known.sounds:
        return known.sounds[key]
    start, end = cut_text.surface(span)
    return make_entity("PER", title_case(" ".join(cut_text.text[start:end].split())))


def surname_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a full name that can stand for it: "cavo dragone", "dragone"; "von der leyen", "leyen"."""
    return words[1:] if words[0] not in titles() else words[2:]


@dataclass(slots=True)
class Registry:
    """The organisations and places of one document, by folded name."""

    kinds: dict[str, Counter[EntityKind]] = field(default_factory=dict[str, Counter[EntityKind]])
    entities: dict[tuple[EntityKind, str], FoundEntity] = field(default_factory=dict[tuple[EntityKind, str], FoundEntity])
    short: dict[str, list[FoundEntity]] = field(default_factory=dict[str, list[FoundEntity]])


def name_others(cut_text: NameText, spans: list[Span], known: Gazetteer) -> Registry:
    """The organisations and places that the text names, longest names first so that short ones can join them."""
    registry = Registry()
    others = [span for span in spans if span.kind != "PER"]
    for span in sorted(others, key=lambda span: (span.first - span.last, span.first)):
        norm = cut_text.norm(span.first, span.last)
        if (span.kind, norm) in registry.entities:
            continue
        entity = span.known.entity if span.known else _other_entity(cut_text, span, norm, registry)
        registry.entities[(span.kind, norm)] = entity
        if span.last - span.first > 1:
            for key in (cut_text.words[span.first].norm, _initials(cut_text, span)):
                options = registry.short.setdefault(f"{span.kind} {key}", [])
                if entity not in options:
                    options.append(entity)
    return registry


def _initials(cut_text: NameText, span: Span) -> str:
    words = cut_text.words[span.first : span.last]
    return "".join(word.norm[0] for word in words if word.norm not in PARTICLES and len(word.norm) > 2 or word.capital)


def _other_entity(cut_text: NameText, span: Span, norm: str, registry: Registry) -> FoundEntity:
    """A name that no table has: part or acronym of a longer one of this text, else an entity of its own."""
    if span.last - span.first == 1:
        options = registry.short.get(f"{span.kind} {norm}", [])
        if len(options) == 1:
            return options[0]
    start, end = cut_text.surface(span)
    return make_entity(span.kind, title_case(" ".join(cut_text.text[start:end].split())))


def via_of(cut_text: NameText, span: Span, entity: FoundEntity) -> Via:
    """``name`` for the canonical name or a part of it, ``alias`` for any other spelling."""
    if span.known is not None and span.known.entity == entity:
        return span.known.via
    words = set(entity.name.casefold().replace("'", " ").replace("-", " ").split())
    used = {word.text.casefold() for word in cut_text.words[span.first : span.last]}
    return "name" if used <= words else "alias"
