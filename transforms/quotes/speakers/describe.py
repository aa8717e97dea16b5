"""Who can be quoted: a known entity or a description as written, and whom the narrator was speaking of."""

from dataclasses import dataclass, field

from transforms.facts import FoundEntity
from transforms.language import (
    ADVERBS,
    BY,
    DETERMINERS,
    FUSED,
    NAMED_AFTER,
    OF,
    PREPOSITIONS,
    PRONOUNS,
    can_speak,
    known_noun,
    nouns,
    titles_like,
    words_of,
)
from transforms.syntax import Phrase, Statement, author_behind, behind_of, clause_subjects

_SINGULAR = words_of("il lo la l' un uno una un' questo questa quel quella quello ogni ciascun nessun quest'")
_PLURAL = words_of(
    "i gli le alcuni alcune molti molte diversi diverse vari varie numerosi numerose questi queste quei quegli due tre "
    "quattro cinque parecchi entrambi entrambe tutti tutte altri altre certi certe tanti tante pochi"
)
_LATTER = words_of("ultimo ultima ultimi ultime")
_INDEFINITE = words_of("un uno una un' alcuni alcune molti molte diversi diverse ogni altri altre")
_WHOEVER = words_of("uomo donna interessato interessata politico politica leader diretto ragazzo ragazza")
_BODIES = words_of("agenzia istituto organizzazione ente organismo istituzione ong testata")
_MAX_AGE = 3
_PARTICIPLE_REACH = 4


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
        body = self._body() if title in _BODIES else None
        if body is not None:
            return body
        return self.current() if title in _WHOEVER else None

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
    entity = holder(statement, phrase)
    at, head = _head(statement, phrase)
    if entity is not None:
        known = Speaker(entity.name, start, end, entity, False if entity.kind == "PER" else plural, True)
        if memory is not None and head and statement.name(at) is None:
            memory.titles[head] = known
        return known
    if not head:
        pronoun = statement.word(phrase.start) in PRONOUNS or statement.word(at) in _LATTER
        return memory.current() if memory is not None and pronoun else None
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


def _author(statement: Statement, phrase: Phrase, at: int, head: str, issued: bool) -> Speaker | None:
    """Who speaks in a writing: "un rapporto di Legambiente", "i dati diffusi dall'Istat"."""
    writing = head in nouns("document")
    if writing or (head in nouns("statement") and statement.word(phrase.start - 1) == "secondo"):
        author = describe(statement, behind_of(statement, phrase, at), issued=False)
        if author is not None and author.speaks is not False:
            return author
    if issued and (writing or head in nouns("thing") or head in nouns("statement")):
        author = describe(statement, author_behind(statement, at + 1), issued=False)
        if author is not None and (author.entity is not None or author.speaks):
            return author
    return None


def _head(statement: Statement, phrase: Phrase) -> tuple[int, str]:
    """Position and word of the noun that a phrase is about; an empty word for pronouns."""
    first: tuple[int, str] | None = None
    for at in range(phrase.start, phrase.end):
        word = statement.word(at)
        if word in DETERMINERS or word in ADVERBS or word in ("ex", "stesso", "stessa") or word.isdigit():
            continue
        if word in PRONOUNS or (word in _LATTER and statement.word(at - 1) in ("quest'", "questo", "questa", "quest")):
            return at, ""
        if statement.name(at) is not None:
            return first or (at, word)
        if word in OF:
            break
        if known_noun(word) or statement.pos(at) == "NOUN":
            return at, word
        first = first or (at, word)
    return first or (phrase.start, "")


def number_of(statement: Statement, phrase: Phrase) -> bool | None:
    """Whether a noun phrase is plural, by its first word; None where that does not tell."""
    first = statement.word(phrase.start)
    if first in _SINGULAR:
        return False
    return True if first in _PLURAL else None


def holder(statement: Statement, phrase: Phrase) -> FoundEntity | None:
    """The entity that a noun phrase stands for; a name that is only inside the phrase does not count."""
    person = _named_person(statement, phrase)
    if person is not None:
        return person
    for at in range(phrase.start, min(phrase.start + 2, phrase.end)):
        role = statement.syntax.role_at(statement.items[at])
        if role is not None and role.start == statement.start_char(at) and role.entity is not None:
            return role.entity
    head, word = _head(statement, phrase)
    name = statement.name(head)
    if name is not None:
        return name.entity
    if word in nouns("document") or word in nouns("body"):
        inside = _first_name(statement, head + 1, phrase.end)
        if inside is not None:
            return inside
    if word in nouns("body") or word in ("quotidiano", "giornale", "settimanale", "emittente", "agenzia", "rivista"):
        return _first_name(statement, head + 1, phrase.end)
    return _apposition(statement, phrase)


def _named_person(statement: Statement, phrase: Phrase) -> FoundEntity | None:
    """The person whose name stands behind a title: "il presidente ucraino Volodymyr Zelensky"."""
    position, head = phrase.start, ""
    while position < phrase.end:
        name = statement.name(position)
        if name is None:
            if statement.word(position) not in DETERMINERS:
                head = head or statement.word(position)
            position += 1
            continue
        before = statement.word(position - 1) if position > phrase.start else ""
        if (
            name.kind == "PER"
            and before not in PREPOSITIONS
            and head not in NAMED_AFTER
            and can_speak(head) is not False
        ):
            return name.entity
        position = statement.end_of_name(position)
    return None


def _first_name(statement: Statement, start: int, end: int) -> FoundEntity | None:
    return next((name.entity for name in map(statement.name, range(start, end)) if name is not None), None)


def _apposition(statement: Statement, phrase: Phrase) -> FoundEntity | None:
    """The person named behind a comma: "il segretario generale, Mark Rutte,"."""
    name = statement.name(phrase.end + 1) if statement.word(phrase.end) == "," else None
    if name is None or name.kind != "PER" or can_speak(_head(statement, phrase)[1]) is False:
        return None
    behind = statement.word(statement.end_of_name(phrase.end + 1))
    return name.entity if behind in (",", "", ".", ":", "-", "–", "(") else None


def topic_of(statement: Statement, memory: Memory) -> Speaker | None:
    """Of whom a statement without speech speaks: the first subject that can speak, a person before all others."""
    found = [s for p in clause_subjects(statement, len(statement)) if (s := describe(statement, p, memory)) is not None]
    people = [speaker for speaker in found if speaker.person]
    return people[0] if people else next((s for s in found if s.entity is not None or s.speaks), None)
