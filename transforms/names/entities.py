"""Who is who: one entity for all the names that a text gives it.

A name of the reference tables means what the table says. All other names are tied together inside their document:
a surname to the full name, an acronym to its definition, a spelling to its variant; the fullest form is canonical.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from transforms.contract import EntityKind, Via
from transforms.facts import FoundEntity
from transforms.names.gazetteer import Gazetteer, make_entity
from transforms.names.institutions import countries_of, of_the_country_at_hand, with_country
from transforms.names.text import OF, PARTICLES, SMALL, NameText, Span, name_words
from transforms.names.words import fold, sound

#: So many persons of one document can share a word of their names; more are a list of names, not a story.
MAX_NAMESAKES = 50


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


def _sounds(cut_text: NameText, span: Span) -> str:
    """The sound key of a name: equal for its spellings in several transliterations."""
    return " ".join(sound(word.text) for word in cut_text.words[span.first : span.last])


def title_case(name: str) -> str:
    """A name in capitals as it is normally written: ``"MARIO ROSSI"`` → ``"Mario Rossi"``; acronyms stay."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(word if len(word) < 3 else word.capitalize() for word in name.split())


def cast_persons(cut_text: NameText, spans: list[Span], known: Gazetteer) -> Cast:
    """The persons that the text names in full, and those of the reference tables."""
    cast = Cast()
    full = [span for span in spans if span.kind == "PER" and (span.size > 1 or span.known)]
    # The fullest form first, so that "Sergej Lavrov" joins "Sergej Viktorovič Lavrov"; then in text order.
    for span in sorted(full, key=lambda span: (span.first - span.last, span.first)):
        words = tuple(word.norm for word in cut_text.words[span.first : span.last])
        key = _sounds(cut_text, span)
        if key in cast.by_sound:
            person = cast.by_sound[key]
            person.first_at = min(person.first_at, span.first)
            continue
        same = cast.named(words, len(cut_text.words)) if len(words) > 1 else None
        part = same is not None and (same.words[0] == words[0] or same.words[-len(words) :] == words)
        if same is not None and part and same.words[-1] == words[-1] and not span.known:
            cast.by_sound[key] = same
            same.first_at = min(same.first_at, span.first)
            continue
        entity = _person_entity(cut_text, span, key, known)
        twin = next((person for person in cast.by_word.get(words[-1], ()) if person.entity == entity), None)
        if twin is None:
            twin = Person(words, entity, span.first)
            cast.add(twin)
        cast.by_sound[key] = twin
    _join_bynames(cut_text, spans, cast)
    cast.persons.sort(key=lambda person: person.first_at)
    for options in cast.by_word.values():
        options.sort(key=lambda person: person.first_at)
    return cast


# "Bhumibol Adulyadej, più conosciuto come Rama IX": what stands between two names of one person.
_AROUND_BYNAME = frozenset(
    ["piu", "meglio", "come", "il", "la", "lo", "al", "in", "anche", "con", "di", "d", "ai", "tutti"]
)


def _join_bynames(cut_text: NameText, spans: list[Span], cast: Cast) -> None:
    """Make one person of two names that the text says are one."""
    persons = [span for span in spans if span.kind == "PER"]
    for left, right in pairwise(persons):
        between = cut_text.words[left.last : right.first]
        if not 0 < len(between) < 6 or not any(word.norm in name_words("byname") for word in between):
            continue
        if all(word.norm in name_words("byname") | _AROUND_BYNAME for word in between):
            person = cast.by_sound.get(_sounds(cut_text, left))
            if person is not None:
                cast.by_sound[_sounds(cut_text, right)] = person


def person_of(cut_text: NameText, span: Span, cast: Cast, known: Gazetteer) -> FoundEntity:
    """Whom a person's name means in this text: the person named in full, a person of the tables, else a new one."""
    words = tuple(word.norm for word in cut_text.words[span.first : span.last])
    key = _sounds(cut_text, span)
    if key in cast.by_sound:
        return cast.by_sound[key].entity
    person = cast.named(words, span.first)
    if person is not None:
        return person.entity
    options = known.persons.get(words[-1], []) if len(words) == 1 else []
    if len(options) == 1:
        return options[0]
    return _person_entity(cut_text, span, key, known)


def _person_entity(cut_text: NameText, span: Span, key: str, known: Gazetteer) -> FoundEntity:
    if span.known is not None:
        return span.known.entity
    if key in known.sounds:
        return known.sounds[key]
    start, end = cut_text.surface(span)
    return make_entity("PER", title_case(" ".join(cut_text.text[start:end].split())))


@dataclass(slots=True)
class Registry:
    """The organisations and places of one document.

    Attributes:
        entities: (kind, folded name) → entity.
        at: index of the first word of a span → entity, where the place in the text decides.
        short: kind and first word, or kind and initials → the entities of longer names.
        heads: the first words of a body's name, two at least → the entities of longer names.
        acronyms: folded acronym → the full name that the text gives it.
    """

    entities: dict[tuple[EntityKind, str], FoundEntity] = field(
        default_factory=dict[tuple[EntityKind, str], FoundEntity]
    )
    at: dict[int, FoundEntity] = field(default_factory=dict[int, FoundEntity])
    short: dict[str, list[FoundEntity]] = field(default_factory=dict[str, list[FoundEntity]])
    sounds: dict[str, FoundEntity] = field(default_factory=dict[str, FoundEntity])
    heads: dict[str, list[FoundEntity]] = field(default_factory=dict[str, list[FoundEntity]])
    acronyms: dict[str, Span] = field(default_factory=dict[str, Span])


def _told_acronyms(cut_text: NameText, spans: list[Span]) -> dict[str, Span]:
    """Each acronym that the text sets in brackets behind a body or place, or before it, with the full name."""
    told: dict[str, Span] = {}
    for left, right in pairwise(spans):
        if left.kind == "PER" or right.kind == "PER" or left.last != right.first:
            continue
        end = cut_text.surface(right)[1]
        between = cut_text.text[cut_text.surface(left)[1] : cut_text.words[right.first].start].strip()
        if between not in ("(", "(o", '("', "(«") or cut_text.text[end : end + 1] not in (")", '"', "»"):
            continue
        full, short = (left, right) if left.size > 1 else (right, left)
        word = cut_text.words[short.first]
        same = word.norm[0] == cut_text.words[full.first].norm[0]
        if short.size == 1 and full.size > 1 and same and len(word.text) < 9 and _capitals(word.text):
            told.setdefault(word.norm, full)
    return told


def _capitals(word: str) -> bool:
    return word.isupper() or len(word) < 6


def name_others(cut_text: NameText, spans: list[Span], known: Gazetteer) -> Registry:
    """The organisations and places that the text names, longest names first so that short ones can join them."""
    registry = Registry()
    countries = countries_of(cut_text, spans, known)
    registry.acronyms = _told_acronyms(cut_text, spans)
    others = [span for span in spans if span.kind != "PER"]
    for span in sorted(others, key=lambda span: (span.first - span.last, span.first)):
        norm = cut_text.norm(span.first, span.last)
        key = (span.kind, norm)
        bare = of_the_country_at_hand(cut_text, span, countries, known) if span.kind == "ORG" else None
        if bare is not None:
            registry.at[span.first] = bare
            continue
        if key in registry.entities:
            continue
        entity = _other_entity(cut_text, span, norm, registry, known)
        registry.entities[key] = entity
        if span.size > 1:
            for short in (cut_text.words[span.first].norm, _initials(cut_text, span)):
                options = registry.short.setdefault(f"{span.kind} {short}", [])
                if entity not in options:
                    options.append(entity)
            for last in range(span.first + 2, span.last) if span.kind == "ORG" else ():
                options = registry.heads.setdefault(cut_text.norm(span.first, last), [])
                if entity not in options:
                    options.append(entity)
    return registry


# "gli Stati", "la Nuova": the first word of a place's name alone does not mean it.
_GENERIC_PLACE = frozenset(
    ("stati", "paesi", "emirati", "regno", "repubblica", "citta", "nuova", "nuovo", "nord", "sud")
)


def _initials(cut_text: NameText, span: Span) -> str:
    words = cut_text.words[span.first : span.last]
    return "".join(word.norm[0] for word in words if word.capital or (word.norm not in SMALL and len(word.norm) > 3))


def _other_entity(cut_text: NameText, span: Span, norm: str, registry: Registry, known: Gazetteer) -> FoundEntity:
    """What an organisation or place is: its acronym's body in this text, a table's, a variant, else its own."""
    single = span.size == 1
    generic = span.kind == "LOC" and (
        norm in cut_text.ordinary or norm in _GENERIC_PLACE or norm in name_words("place")
    )
    full = registry.acronyms.get(norm) if single else None
    told = registry.entities.get((full.kind, cut_text.norm(full.first, full.last))) if full else None
    if told is not None:
        return told
    options = registry.short.get(f"{span.kind} {norm}", []) if single and not generic else []
    if not single and span.kind == "ORG":
        options = registry.heads.get(norm, [])
        other = span.known.entity if span.known is not None else None
        shortened = other is not None and fold(other.name) != norm and other not in registry.entities.values()
        if shortened and len(options) == 1:
            return options[0]  # "Chiesa ortodossa" where the text has the Serbian one
    if span.known is not None:
        acronym = single and cut_text.words[span.first].shouted and span.known.via == "alias"
        if acronym and len(options) == 1 and span.known.entity not in registry.entities.values():
            return options[0]
        return span.known.entity
    if len(options) == 1:
        return options[0]
    stated = with_country(cut_text, span, known) or _longer_form(cut_text, span, known)
    if stated is not None:
        return stated
    sounds = f"{span.kind} {_sounds(cut_text, span)}"
    start, end = cut_text.surface(span)
    entity = make_entity(span.kind, title_case(" ".join(cut_text.text[start:end].split())))
    return registry.sounds.setdefault(sounds, entity) if len(sounds) > 9 else entity


def _longer_form(cut_text: NameText, span: Span, known: Gazetteer) -> FoundEntity | None:
    """The entity that a longer form names: "Repubblica di Grecia", "Corte penale internazionale dell'Aia"."""
    if span.rule == "rule:state":
        for first in range(span.first + 2, span.last):
            for last, spelling in cut_text.spellings(first, known):
                if last == span.last and spelling.entity.kind == "LOC":
                    return spelling.entity
    for last, spelling in cut_text.spellings(span.first, known):
        worldwide = spelling.entity.kind == span.kind == "ORG" and spelling.entity.entity_id not in known.country
        if worldwide and 1 < last - span.first < span.size and cut_text.words[last].norm in OF:
            return spelling.entity
    return None


def via_of(cut_text: NameText, span: Span, entity: FoundEntity) -> Via:
    """``name`` for the canonical name or a part of it, ``alias`` for any other spelling."""
    if span.known is not None and span.known.entity == entity:
        return span.known.via
    words = set(entity.name.casefold().replace("'", " ").replace("-", " ").split())
    used = {word.text.casefold() for word in cut_text.words[span.first : span.last]}
    return "name" if used <= words else "alias"
