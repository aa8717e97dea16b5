"""Who speaks: a known entity, or a description as written.

The speaker is the subject of the cue, not its object. Where the verb has no subject of its own it is the one of whom
the narrator was speaking (`Memory`), never a person inside the quotation.
"""

from dataclasses import dataclass, field

from transforms.cues import Cue, can_speak, known_noun, nouns, titles_like
from transforms.facts import FoundEntity
from transforms.narration import (
    ADVERBS,
    BY,
    CLITICS,
    DETERMINERS,
    FUSED,
    OF,
    PREPOSITIONS,
    PRONOUNS,
    PUNCTUATION,
    QUOTED,
    Frame,
    Phrase,
)
from transforms.cue_subjects import (
    after_verb,
    antecedent,
    before_verb,
    by_parse,
    clause_subjects,
    impersonal_agent,
    object_by_parse,
    phrase_before,
)
from transforms.syntax import words_of

# "il governo Meloni", "il caso Ruby": the person only names the thing.
_NAMED_AFTER = words_of(
    "governo giunta amministrazione famiglia esecutivo legge decreto caso processo commissione lista gabinetto clan "
    "riforma piano fondazione premio effetto era fronte coppia staff entourage"
)
_SINGULAR = words_of("il lo la l' un uno una un' questo questa quel quella quello ogni ciascun nessun quest'")
_PLURAL = words_of(
    "i gli le alcuni alcune molti molte diversi diverse vari varie numerosi numerose questi queste quei quegli due tre "
    "quattro cinque parecchi entrambi entrambe tutti tutte altri altre certi certe tanti tante pochi"
)
_INDEFINITE = words_of("un uno una un' alcuni alcune molti molte diversi diverse ogni altri altre")
_WHOEVER = words_of("uomo donna interessato interessata politico politica leader diretto ragazzo ragazza")
# Verbs with a person as object: "ha attaccato il premier" says nothing of who attacked.
_WITH_OBJECT = frozenset({"define", "attack", "ask"})
_COORDINATION = frozenset({"e", "ed", "ma", "poi"})
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


@dataclass(slots=True)
class Memory:
    """Who has been spoken of, from sentence to sentence."""

    speaker: Speaker | None = None
    speaker_age: int = 99
    person: Speaker | None = None
    person_age: int = 99
    topic: Speaker | None = None
    titles: dict[str, Speaker] = field(default_factory=dict)

    def current(self, plural: bool | None = None) -> Speaker | None:
        """Who is meant by a verb without subject."""
        if self.speaker is not None and self.speaker_age <= min(self.person_age, _MAX_AGE) and _agree(self.speaker, plural):
            return self.speaker
        if self.person is not None and self.person_age <= _MAX_AGE * 2 and not plural:
            return self.person
        if self.topic is not None and _agree(self.topic, plural):
            return self.topic
        return self.speaker or self.person

    def called(self, title: str) -> Speaker | None:
        """Who is meant by a bare title: the one who had it, or one like it, before; "l'uomo" is whoever was meant."""
        for like in (title, *titles_like(title)):
            if like in self.titles:
                return self.titles[like]
        return self.current() if title in _WHOEVER else None

    def end_frame(self, frame: Frame, speaker: Speaker | None) -> None:
        """Remember who spoke in a frame, or of whom it told."""
        self.speaker_age += 1
        self.person_age += 1
        if speaker is not None:
            self.speaker, self.speaker_age = speaker, 0
            if speaker.person:
                self.person, self.person_age = speaker, 0
            return
        topic = topic_of(frame, self)
        if topic is not None:
            self.topic = topic
            if topic.person:
                self.person, self.person_age = topic, 0


def _agree(speaker: Speaker, plural: bool | None) -> bool:
    return plural is None or speaker.plural is None or speaker.plural == plural


#: The subject is written and cannot speak: "i dati confermano".
NOBODY = Speaker("", 0, 0, None, None, False)


# ---------------------------------------------------------------------------------------------------- noun phrase → who


def describe(frame: Frame, phrase: Phrase | None, memory: Memory | None = None) -> Speaker | None:
    """The speaker that a noun phrase names or describes; None when it cannot speak ("le immagini", "questo")."""
    if phrase is None:
        return None
    start, end = frame.start_char(phrase.start), frame.end_char(phrase.end - 1)
    plural = _number(frame, phrase)
    entity = holder(frame, phrase)
    at, head = _head(frame, phrase)
    if entity is not None:
        known = Speaker(entity.name, start, end, entity, False if entity.kind == "PER" else plural, True)
        if memory is not None and head and frame.named(at) < 0:
            memory.titles[head] = known
        return known
    if not head:
        return memory.current() if memory is not None and frame.word(phrase.start) in PRONOUNS else None
    inner = _behind_of(frame, phrase, at)
    if head in nouns("document") or (head in nouns("statement") and frame.word(phrase.start - 1) == "secondo"):
        author = describe(frame, inner)
        if author is not None and author.speaks is not False:
            return author
    speaks = None if head in nouns("document") else can_speak(head)
    if speaks is False:
        return None
    definite = frame.word(phrase.start) in _SINGULAR | _PLURAL or frame.word(phrase.start - 1) in FUSED
    short = phrase.end - phrase.start <= 2 and definite and frame.word(phrase.start) not in _INDEFINITE
    if memory is not None and short:
        named = memory.called(head)
        if named is not None:
            return Speaker(named.name, start, end, named.entity, named.plural, True)
    found = Speaker(frame.narration.text[start:end], start, end, None, plural, speaks)
    if memory is not None and speaks and not short:
        memory.titles[head] = found
    return found


def _head(frame: Frame, phrase: Phrase) -> tuple[int, str]:
    """Position and word of the noun that a phrase is about; an empty word for pronouns."""
    first: tuple[int, str] | None = None
    for at in range(phrase.start, phrase.end):
        word = frame.word(at)
        if word in DETERMINERS or word in ADVERBS or word in ("ex", "stesso", "stessa") or word.isdigit():
            continue
        if word in PRONOUNS:
            return at, ""
        if frame.named(at) >= 0:
            return first or (at, word)
        if word in OF:
            break
        if known_noun(word) or frame.pos(at) == "NOUN":
            return at, word
        first = first or (at, word)
    return first or (phrase.start, "")


def _number(frame: Frame, phrase: Phrase) -> bool | None:
    first = frame.word(phrase.start)
    if first in _SINGULAR:
        return False
    return True if first in _PLURAL else None


def _behind_of(frame: Frame, phrase: Phrase, head: int) -> Phrase | None:
    for at in range(head + 1, phrase.end):
        if frame.word(at) in OF:
            start = at + 1
            while frame.word(start) in DETERMINERS and frame.named(start) < 0 and start < phrase.end - 1:
                start += 1
            return Phrase(start, phrase.end, at) if start < phrase.end else None
    return None


def holder(frame: Frame, phrase: Phrase) -> FoundEntity | None:
    """The entity that a noun phrase stands for; a name that is only inside the phrase does not count."""
    narration = frame.narration
    person = _named_person(frame, phrase)
    if person is not None:
        return person
    start, end = frame.start_char(phrase.start), frame.end_char(phrase.end - 1)
    second = frame.start_char(min(phrase.start + 1, phrase.end - 1))
    for role in narration.roles:
        if role.start in (start, second) and role.entity is not None and role.start < end:
            return role.entity
    head, word = _head(frame, phrase)
    if frame.named(head) >= 0:
        return narration.names[frame.named(head)].entity
    if word in nouns("document") or word in nouns("body"):
        inside = _first_name(frame, head + 1, phrase.end)
        if inside is not None:
            return inside
    if word in nouns("body") or word in ("quotidiano", "giornale", "settimanale", "emittente", "agenzia", "rivista"):
        return _first_name(frame, head + 1, phrase.end)
    return _apposition(frame, phrase)


def _named_person(frame: Frame, phrase: Phrase) -> FoundEntity | None:
    """The person whose name stands behind a title: "il presidente ucraino Volodymyr Zelensky"."""
    position, head = phrase.start, ""
    while position < phrase.end:
        number = frame.named(position)
        if number < 0:
            if frame.word(position) not in DETERMINERS:
                head = head or frame.word(position)
            position += 1
            continue
        name = frame.narration.names[number]
        before = frame.word(position - 1) if position > phrase.start else ""
        if name.kind == "PER" and before not in PREPOSITIONS and head not in _NAMED_AFTER and can_speak(head) is not False:
            return name.entity
        while position < phrase.end and frame.named(position) == number:
            position += 1
    return None


def _first_name(frame: Frame, start: int, end: int) -> FoundEntity | None:
    return next((frame.narration.names[n].entity for n in map(frame.named, range(start, end)) if n >= 0), None)


def _apposition(frame: Frame, phrase: Phrase) -> FoundEntity | None:
    """The person named behind a comma: "il segretario generale, Mark Rutte,"."""
    if frame.word(phrase.end) != "," or phrase.end + 1 >= len(frame):
        return None
    number = frame.named(phrase.end + 1)
    if number < 0 or frame.narration.names[number].kind != "PER" or can_speak(_head(frame, phrase)[1]) is False:
        return None
    end = phrase.end + 1
    while end < len(frame) and frame.named(end) == number:
        end += 1
    return frame.narration.names[number].entity if frame.word(end) in (",", "", ".", ":", "-", "–", "(") else None


# ---------------------------------------------------------------------------------------------------- cue → who


def topic_of(frame: Frame, memory: Memory) -> Speaker | None:
    """Of whom a frame without speech speaks: the first subject that can speak, a person before all others."""
    found = [s for p in clause_subjects(frame, len(frame)) if (s := describe(frame, p, memory)) is not None]
    people = [speaker for speaker in found if speaker.person]
    return people[0] if people else next((s for s in found if s.entity is not None or s.speaks), None)


def speaker_of(frame: Frame, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    """Who says what a cue announces.

    Args:
        frame: the sentence.
        cue: the cue.
        earlier: speaker of the cue before it in the same sentence.
        memory: who was spoken of before.

    Returns:
        The speaker; None where the text does not tell.
    """
    if cue.kind == "source":
        return _of_source(frame, cue, memory)
    if cue.kind == "noun":
        return _of_noun(frame, cue, earlier, memory)
    if cue.passive:
        return describe(frame, _agent(frame, cue), memory)
    if not cue.finite:
        return _of_infinite(frame, cue, earlier, memory)
    if cue.lemma == "leggersi":
        return _of_document(frame, cue, memory)
    quotation = _quotation_in_front(frame, cue)
    if quotation is not None:
        found = describe(frame, after_verb(frame, cue), memory)
        return found or _before_colon(frame, quotation, memory) or memory.current(cue.plural)
    right = after_verb(frame, cue)
    right_speaker = describe(frame, right, memory)
    before = frame.word(cue.start - 1)
    opens = all(frame.word(at) in ADVERBS for at in range(cue.start)) or before in (":", ";", "-", "–", "—", "(") or cue.aside
    if right is not None and right_speaker is not None and (opens or before == ","):
        has_object = frame.word(cue.start) in ("lo", "l'")  # lo ha annunciato la rete
        is_object = not has_object and (cue.with_object or object_by_parse(frame, cue, right))
        if right_speaker.speaks and _agree(right_speaker, cue.plural) and (not is_object or (right_speaker.person and not cue.with_object)):
            return right_speaker
    if opens:
        return earlier or memory.current(cue.plural)
    found = _in_front(frame, cue, earlier, memory) or earlier
    if found is None and before == "," and memory.speaker_age <= 1:
        found = memory.current(cue.plural)  # "alla domanda …, ha risposto"
    return found or _first(frame, cue, memory) or memory.current(cue.plural)


def _of_source(frame: Frame, cue: Cue, memory: Memory) -> Speaker | None:
    if cue.relative:
        return describe(frame, antecedent(frame, cue.start), memory)
    if cue.holder is None:
        return memory.current() if cue.lemma == "secondo quanto" else None
    if frame.word(cue.holder) in ("lui", "lei", "loro"):
        return memory.current()
    found = describe(frame, frame.phrase_at(cue.holder), memory)
    return found if found is not None and (found.entity is not None or found.speaks) else None


def _of_noun(frame: Frame, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    if cue.holder is not None:
        found = describe(frame, frame.phrase_at(cue.holder), memory)
        if found is not None and (found.entity is not None or found.speaks):
            return found
    if cue.own:
        return memory.current()
    if frame.word(cue.start) == "con":  # con queste parole il premier ha …
        found = describe(frame, after_verb(frame, cue), memory)
        if found is not None:
            return found
    return describe(frame, by_parse(frame, cue), memory) or _first(frame, cue, memory) or earlier or memory.current()


def _agent(frame: Frame, cue: Cue) -> Phrase | None:
    """The phrase behind "da" that says by whom."""
    for position in range(cue.end, min(cue.end + 30, len(frame))):
        word = frame.word(position)
        if word in BY:
            phrase = frame.phrase_at(position + 1)
            found = describe(frame, phrase)
            if found is not None and (found.entity is not None or found.speaks):
                return phrase
        if word in (".", ";", ":", "che", "come"):
            return None
    return None


def _of_infinite(frame: Frame, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    """Of a gerund, an infinitive or a lone participle: the subject of the clause that governs it."""
    if cue.bare_participle:
        return describe(frame, _agent(frame, cue), memory)
    if earlier is not None:
        return earlier
    return describe(frame, by_parse(frame, cue), memory) or _first(frame, cue, memory) or memory.current()


def _quotation_in_front(frame: Frame, cue: Cue) -> int | None:
    """Position of the quotation behind which the cue stands, punctuation and small words apart."""
    position = cue.start - 1
    while position >= 0 and (frame.word(position) in PUNCTUATION or frame.word(position) in ADVERBS):
        position -= 1
    return position if position >= 0 and frame.word(position) == QUOTED else None


def _before_colon(frame: Frame, quotation: int, memory: Memory) -> Speaker | None:
    """Soddisfatto il vicepresidente, Paolo Rossi: «…», ha detto: the person in front of the colon."""
    if frame.word(quotation - 1) != ":":
        return None
    for phrase in reversed([p for p in frame.phrases if p.end <= quotation]):
        found = describe(frame, phrase, memory)
        if found is not None and phrase.preposition is None and (found.person or found.speaks):
            return found
    return None


def _of_document(frame: Frame, cue: Cue, memory: Memory) -> Speaker | None:
    """In una nota della Farnesina si legge: the author of the writing, else whoever was spoken of."""
    for phrase in frame.phrases:
        if phrase.start < cue.start + 12 and phrase.preposition is not None:
            head = frame.words[phrase.start : phrase.end]
            if any(word in nouns("document") or word in nouns("statement") for word in head):
                found = describe(frame, phrase, memory)
                if found is not None:
                    return found
    return memory.current()


def _in_front(frame: Frame, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    """The subject in front of a finite verb: by the order of words when it touches the verb, else by the parse."""
    near = before_verb(frame, cue.start)
    if near is None and earlier is not None and frame.word(cue.start - 1) in _COORDINATION:
        return earlier
    found = describe(frame, near, memory)
    if near is not None and not _touching(frame, near, cue):
        parsed = describe(frame, by_parse(frame, cue), memory)
        if parsed is not None and _agree(parsed, cue.plural):
            return parsed
    if found is not None and _agree(found, cue.plural):
        return found
    if near is not None and found is not None and cue.plural:
        joined = _joined(frame, near, found, memory)
        if joined is not None:
            return joined
    if near is not None and found is None and _agrees_in_number(frame, near, cue):
        return NOBODY
    if cue.plural:
        agent = impersonal_agent(frame, cue.start)
        if agent is not None:
            return describe(frame, agent, memory)
    parsed = describe(frame, by_parse(frame, cue), memory)
    return parsed if parsed is not None and _agree(parsed, cue.plural) else None


def _touching(frame: Frame, phrase: Phrase, cue: Cue) -> bool:
    """Whether nothing but adverbs and pronouns, or a bracket of commas, stands between a phrase and the verb."""
    if frame.word(phrase.end) == ",":
        return True
    return all(
        frame.word(at) in ADVERBS or frame.word(at) in CLITICS or frame.dated(at) for at in range(phrase.end, cue.start)
    )


def _agrees_in_number(frame: Frame, phrase: Phrase, cue: Cue) -> bool:
    number = _number(frame, phrase)
    return number is None or cue.plural is None or number == cue.plural


def _joined(frame: Frame, last: Phrase, found: Speaker, memory: Memory) -> Speaker | None:
    """Rossi e Bianchi hanno detto: both, joined with "; " as the contract has it."""
    if frame.word(last.start - 1) not in ("e", "ed"):
        return None
    first = describe(frame, phrase_before(frame, last.start - 1), memory)
    if first is None:
        return None
    return Speaker(f"{first.name}; {found.name}", first.start, found.end, None, True, True)


def _first(frame: Frame, cue: Cue, memory: Memory) -> Speaker | None:
    """The first subject in front of a cue that can speak and agrees with it."""
    for phrase in clause_subjects(frame, cue.start):
        found = describe(frame, phrase, memory)
        if found is not None and _agree(found, cue.plural):
            return found
    return None
