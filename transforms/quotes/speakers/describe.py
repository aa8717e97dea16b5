"""Who can be quoted: a known entity or a description as written, and whom the narrator was speaking of."""

from dataclasses import dataclass, field

from transforms.facts import FoundEntity
from transforms.language import BY, DETERMINERS, FUSED, PRONOUNS, can_speak, nouns, speech_nouns, titles_like, words_of
from transforms.syntax import (
    LATTER,
    Phrase,
    Statement,
    apposed_person,
    author_behind,
    behind_of,
    clause_subjects,
    head_of,
    titled_person,
)

_SINGULAR = words_of("il lo la l' un uno una un' questo questa quel quella quello ogni ciascun nessun quest'")
_PLURAL = words_of(
    "i gli le alcuni alcune molti molte diversi diverse vari varie numerosi numerose questi queste quei quegli due tre "
    "quattro cinque parecchi entrambi entrambe tutti tutte altri altre certi certe tanti tante pochi"
)
_INDEFINITE = words_of("un uno una un' alcuni alcune molti molte diversi diverse ogni altri altre")
_MAX_AGE = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who can be quoted; the span is the phrase that names or describes them.

    `plural` is None where the phrase does not tell, `speaks` where the noun is unknown.
    """

    name: str
    start: int
    end: int
    entity: FoundEntity | None = None
    plural: bool | None = None
    speaks: bool | None = None

    @property
    def person(self) -> bool:
        """Whether this is known to be a person."""
        return self.entity is not None and self.entity.kind == "PER"


#: The subject is written and cannot speak: "i dati confermano".
NOBODY = Speaker("", 0, 0, None, None, False)


@dataclass(slots=True)
class Memory:
    """Who has been spoken of, from sentence to sentence.

    Most sentences are never looked back at, so what they tell of is read only when somebody asks.
    """

    speaker: Speaker | None = None
    speaker_age: int = 99
    person: Speaker | None = None
    person_age: int = 99
    topic: Speaker | None = None
    titles: dict[str, Speaker] = field(default_factory=dict)
    _unread: list[tuple[Statement, Speaker | None]] = field(default_factory=list)

    def current(self, plural: bool | None = None) -> Speaker | None:
        """Who is meant by a verb without subject."""
        self._read()
        if (
            self.speaker is not None
            and self.speaker_age <= min(self.person_age, _MAX_AGE)
            and agree(self.speaker, plural)
        ):
            return self.speaker
        if self.person is not None and self.person_age <= _MAX_AGE * 2 and not plural:
            return self.person
        if self.topic is not None and agree(self.topic, plural):
            return self.topic
        kept = self.speaker or self.person
        return kept if kept is not None and agree(kept, plural) else None

    def called(self, title: str) -> Speaker | None:
        """Who is meant by a bare title: the one who had it, or one like it, before; "l'uomo" is whoever was meant."""
        self._read()
        for like in (title, *titles_like(title)):
            if like in self.titles:
                return self.titles[like]
        body = self._body() if title in speech_nouns("body") else None
        if body is not None:
            return body
        return self.current() if title in speech_nouns("whoever") else None

    def _body(self) -> Speaker | None:
        """The body that spoke before, else the one last spoken of: "secondo l'istituto"."""
        spoke = self.speaker if self.speaker_age <= _MAX_AGE else None
        body = spoke or self.topic
        return body if body is not None and body.entity is not None and body.entity.kind == "ORG" else None

    def just_spoke(self) -> bool:
        """Whether somebody spoke in the sentence before."""
        self._read()
        return self.speaker_age <= 1

    def end_statement(self, statement: Statement, speaker: Speaker | None) -> None:
        """Remember who spoke in a statement, or that it may have told of somebody."""
        self._unread.append((statement, speaker))

    def _read(self) -> None:
        unread, self._unread = self._unread, []
        for statement, speaker in unread:
            self.speaker_age += 1
            self.person_age += 1
            found = speaker or topic_of(statement, self)
            if speaker is not None:
                self.speaker, self.speaker_age = speaker, 0
            elif found is not None:
                self.topic = found
            if found is not None and found.person:
                self.person, self.person_age = found, 0


def agree(speaker: Speaker, plural: bool | None) -> bool:
    """Whether a speaker can be the subject of a verb of that number; None agrees with both."""
    return plural is None or speaker.plural is None or speaker.plural == plural


def describe(
    statement: Statement, phrase: Phrase | None, memory: Memory | None = None, issued: bool = True
) -> Speaker | None:
    """The speaker that a noun phrase names or describes; None when it cannot speak ("le immagini", "questo").

    With `issued` a writing stands for who issued it; an author is never looked for behind another one.
    """
    if phrase is None:
        return None
    start, end = statement.start_char(phrase.start), statement.end_char(phrase.end - 1)
    plural = number_of(statement, phrase)
    entity = entity_of(statement, phrase)
    at, head = head_of(statement, phrase)
    if entity is not None:
        known = Speaker(entity.name, start, end, entity, False if entity.kind == "PER" else plural, True)
        if memory is not None and head and statement.name(at) is None:
            memory.titles[head] = known
        return known
    if not head:
        pronoun = statement.word(phrase.start) in PRONOUNS or statement.word(at) in LATTER
        return memory.current() if memory is not None and pronoun else None
    if statement.pos(at) == "ADJ" and _is_bare(statement, phrase):
        return None
    inner = behind_of(statement, phrase, at)
    if head == "parte" and statement.word(phrase.start - 1) in BY and inner is not None:
        return describe(statement, inner, memory)
    author = _author(statement, phrase, at, head, issued)
    if author is not None:
        return author
    speaks = None if head in nouns("document") else can_speak(head)
    if speaks is False:
        return None
    definite = statement.word(phrase.start) in _SINGULAR | _PLURAL or statement.word(phrase.start - 1) in FUSED
    short = phrase.end - phrase.start <= 2 and definite and statement.word(phrase.start) not in _INDEFINITE
    if memory is not None and short:
        named = memory.called(head)
        if named is not None:
            return Speaker(named.name, start, end, named.entity, named.plural, True)
    found = Speaker(statement.syntax.source[start:end], start, end, None, plural, speaks)
    if memory is not None and speaks and not short:
        memory.titles[head] = found
    return found


def _is_bare(statement: Statement, phrase: Phrase) -> bool:
    """Whether a phrase has no article: «…», ha detto fiducioso il tecnico."""
    return statement.word(phrase.start) not in DETERMINERS and statement.word(phrase.start - 1) not in FUSED


def _author(statement: Statement, phrase: Phrase, at: int, head: str, issued: bool) -> Speaker | None:
    """Who speaks in a writing: "un rapporto di Legambiente", "i dati diffusi dall'Istat"."""
    writing = head in nouns("document")
    told = statement.word(phrase.start - 1) == "secondo" or statement.word(phrase.start - 2) == "stando"
    if writing or (head in nouns("statement") and told):
        author = describe(statement, behind_of(statement, phrase, at), issued=False)
        if author is not None and author.speaks is not False:
            return author
    if issued and (writing or head in nouns("thing") or head in nouns("statement")):
        author = describe(statement, author_behind(statement, at + 1), issued=False)
        if author is not None and (author.entity is not None or author.speaks):
            return author
    return None


def number_of(statement: Statement, phrase: Phrase) -> bool | None:
    """Whether a noun phrase is plural, by its first word; None where that does not tell."""
    first = statement.word(phrase.start)
    if first in _SINGULAR:
        return False
    return True if first in _PLURAL else None


def entity_of(statement: Statement, phrase: Phrase) -> FoundEntity | None:
    """The entity that a noun phrase stands for; a name that is only inside the phrase does not count."""
    person = titled_person(statement, phrase)
    if person is not None:
        return person.entity
    for at in range(phrase.start, min(phrase.start + 2, phrase.end)):
        role = statement.syntax.role_at(statement.items[at])
        if role is not None and role.start == statement.start_char(at) and role.entity is not None:
            return role.entity
    head, word = head_of(statement, phrase)
    name = statement.name(head)
    if name is not None:
        return name.entity
    if word in nouns("document") or word in nouns("body"):
        inside = _first_name(statement, head + 1, phrase.end)
        if inside is not None:
            return inside
    if word in nouns("body") or word in ("quotidiano", "giornale", "settimanale", "emittente", "agenzia", "rivista"):
        return _first_name(statement, head + 1, phrase.end)
    apposed = apposed_person(statement, phrase)
    return None if apposed is None else apposed.entity


def _first_name(statement: Statement, start: int, end: int) -> FoundEntity | None:
    return next((name.entity for name in map(statement.name, range(start, end)) if name is not None), None)


def topic_of(statement: Statement, memory: Memory) -> Speaker | None:
    """Of whom a statement without speech speaks: the first subject that can speak, a person before all others."""
    found = [s for p in clause_subjects(statement, len(statement)) if (s := describe(statement, p, memory)) is not None]
    people = [speaker for speaker in found if speaker.person]
    return people[0] if people else next((s for s in found if s.entity is not None or s.speaks), None)
