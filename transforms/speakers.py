"""Who speaks: the subject of a cue, by the parse where there is one, by the order of words otherwise.

The speaker is the subject, not the object, through appositions, relative clauses, gerunds and coordination. Where the
verb has no subject of its own it is the one of whom the narrator was speaking; never a person inside the quotation.
"""

from dataclasses import dataclass

from transforms.cues import Cue, nouns
from transforms.facts import FoundEntity
from transforms.narration import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
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

_COORDINATION = frozenset({"e", "ed", "ma", "poi"})
_MAX_BRACKET = 45
_MAX_STEPS = 40
# "il governo Meloni", "il caso Ruby": the person only names the thing.
_NAMED_AFTER = frozenset(
    "governo giunta amministrazione famiglia esecutivo legge decreto caso processo commissione lista gabinetto clan "
    "riforma piano fondazione premio effetto era fronte coppia staff entourage".split()
)
_HUMAN_PRONOUNS = PRONOUNS | {"uomo", "donna"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who can be quoted: a known entity, or a description as written."""

    name: str
    start: int
    end: int
    entity: FoundEntity | None = None
    plural: bool = False

    @property
    def person(self) -> bool:
        """Whether this is known to be a person."""
        return self.entity is not None and self.entity.kind == "PER"


def describe(frame: Frame, phrase: Phrase) -> Speaker | None:
    """The speaker that a noun phrase names or describes; None when it cannot speak ("le immagini", "questo")."""
    entity = holder(frame, phrase)
    start, end = frame.start_char(phrase.start), frame.end_char(phrase.end - 1)
    plural = _plural(frame, phrase)
    if entity is not None:
        return Speaker(entity.name, start, end, entity, plural and entity.kind == "PER" and False)
    words = frame.words[phrase.start : phrase.end]
    head = next((w for w in words if w not in DETERMINERS and w not in ADVERBS), "")
    if not head or head in PRONOUNS or all(w in DETERMINERS | PRONOUNS for w in words):
        return None
    if head in nouns("statement") or head in nouns("thing"):
        return None
    return Speaker(frame.narration.text[start:end], start, end, None, plural)


def _plural(frame: Frame, phrase: Phrase) -> bool:
    first = frame.word(phrase.start)
    return first in ("i", "gli", "le", "alcuni", "alcune", "molti", "molte", "diversi", "diverse", "dei", "degli", "delle")


def holder(frame: Frame, phrase: Phrase) -> FoundEntity | None:
    """The entity that a noun phrase stands for; a name that is only inside the phrase does not count."""
    narration = frame.narration
    start, end = frame.start_char(phrase.start), frame.end_char(phrase.end - 1)
    after_article = frame.start_char(min(phrase.start + 1, phrase.end - 1))
    person = _named_person(frame, phrase)
    if person is not None:
        return person
    for role in narration.roles:
        if role.start in (start, after_article) and role.entity is not None and role.start < end:
            return role.entity
    head = phrase.start
    while head < phrase.end - 1 and frame.word(head) in DETERMINERS | ADVERBS and frame.named(head) < 0:
        head += 1
    if frame.named(head) >= 0:
        return narration.names[frame.named(head)].entity
    if frame.word(head) in nouns("document") or frame.word(head) in nouns("body"):
        return _author(frame, phrase, head)
    return _apposition(frame, phrase)


def _named_person(frame: Frame, phrase: Phrase) -> FoundEntity | None:
    """The person whose name stands behind a title: "il presidente ucraino Volodymyr Zelensky"."""
    position = phrase.start
    previous_head = ""
    while position < phrase.end:
        number = frame.named(position)
        if number < 0:
            if frame.word(position) not in DETERMINERS:
                previous_head = previous_head or frame.word(position)
            position += 1
            continue
        name = frame.narration.names[number]
        before = frame.word(position - 1) if position > phrase.start else ""
        if name.kind == "PER" and before not in OF | PREPOSITIONS and previous_head not in _NAMED_AFTER:
            return name.entity
        while position < phrase.end and frame.named(position) == number:
            position += 1
    return None


def _author(frame: Frame, phrase: Phrase, head: int) -> FoundEntity | None:
    """The body behind a document: "un rapporto del CSIS"."""
    for position in range(head + 1, phrase.end):
        number = frame.named(position)
        if number >= 0 and frame.word(position - 1) in OF | BY:
            return frame.narration.names[number].entity
    return None


def _apposition(frame: Frame, phrase: Phrase) -> FoundEntity | None:
    """The person named behind a comma: "il segretario generale, Mark Rutte,"."""
    if frame.word(phrase.end) != "," or phrase.end + 1 >= len(frame):
        return None
    number = frame.named(phrase.end + 1)
    if number < 0 or frame.narration.names[number].kind != "PER":
        return None
    end = phrase.end + 1
    while end < len(frame) and frame.named(end) == number:
        end += 1
    return frame.narration.names[number].entity if frame.word(end) in (",", "", ".", ":", "-", "–") else None


# ---------------------------------------------------------------------------------------------------- subject of a cue


def phrase_of(frame: Frame, position: int) -> Phrase | None:
    """The noun phrase that holds a position."""
    return next((phrase for phrase in frame.phrases if phrase.start <= position < phrase.end), None)


def subject_by_parse(frame: Frame, cue: Cue) -> Speaker | None:
    """The subject of the cue's verb, or of the verb that governs it, as the parser sees it."""
    narration = frame.narration
    if not narration.parsed or cue.kind != "verb":
        return None
    token = narration.doc[frame.items[cue.verb]]
    for _ in range(6):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.i in frame.position_of:
                at = frame.position_of[child.i]
                if child.dep_ == "nsubj:pass" and cue.passive:
                    continue
                if frame.word(at) in ("che", "quale", "quali"):
                    return _antecedent(frame, at)
                phrase = phrase_of(frame, at)
                if phrase is not None and phrase.preposition is None:
                    return describe(frame, phrase)
        if token.dep_ in ("ROOT", "root", "ccomp", "acl:relcl", "parataxis") or token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ not in ("VERB", "AUX"):
            return None
    return None


def subject_after(frame: Frame, cue: Cue) -> Speaker | None:
    """The subject behind the verb: "ha detto ieri ai cronisti il ministro"."""
    position = cue.end
    for _ in range(_MAX_STEPS):
        word = frame.word(position)
        if not word or word == QUOTED or word in PUNCTUATION or word in ("che", "come", "di", "se"):
            if word == "," and _bracket_end(frame, position) is not None:
                position = _bracket_end(frame, position) or position
                continue
            return None
        if word in ADVERBS or frame.dated(position) or (word.endswith("mente") and len(word) > 7):
            position += 1
            continue
        if word in FUSED or word in PREPOSITIONS:
            phrase = frame.phrase_at(position + 1)
            if word in BY and phrase is not None:
                return describe(frame, phrase)
            position = phrase.end if phrase is not None else position + 1
            continue
        phrase = frame.phrase_at(position)
        return describe(frame, phrase) if phrase is not None else None
    return None


def _bracket_end(frame: Frame, comma: int) -> int | None:
    """Position behind the comma that closes ", parlando con i cronisti," when a noun phrase ends the frame there."""
    if not frame.word(comma + 1).endswith(("ndo", "ato", "ito")):
        return None
    for position in range(comma + 1, min(comma + _MAX_BRACKET, len(frame))):
        if frame.word(position) in (QUOTED, ".", ":"):
            return None
        if frame.word(position) == ",":
            phrase = frame.phrase_at(position + 1)
            done = phrase is not None and (phrase.end >= len(frame) or frame.word(phrase.end) in (".", ",", ":"))
            return position + 1 if done else None
    return None


def subject_before(frame: Frame, cue: Cue) -> Speaker | None:
    """The subject in front of the verb, by the order of words alone."""
    cursor = cue.start
    for _ in range(_MAX_STEPS):
        word = frame.word(cursor - 1)
        if cursor <= 0 or word == QUOTED or word in (";", ":", ".", "!", "?", ""):
            return None
        phrase = next((p for p in frame.phrases if p.end == cursor), None)
        if phrase is not None:
            if phrase.preposition is None:
                return _with_name_in_front(frame, phrase)
            cursor = phrase.preposition
        elif word in ADVERBS or word in CLITICS or frame.dated(cursor - 1) or word in PREPOSITIONS or word in AUXILIARIES:
            cursor -= 1
        elif word in PRONOUNS:
            return None
        elif word in ("che", "quale", "quali", "cui"):
            return _antecedent(frame, cursor - 1)
        elif word == ",":
            opening = _opening_comma(frame, cursor - 1)
            cursor = opening if opening is not None else cursor - 1
        else:
            return None
    return None


def _with_name_in_front(frame: Frame, phrase: Phrase) -> Speaker | None:
    """The phrase, or the person in front of whom it is an apposition: "Gupta, un medico, ha detto"."""
    if frame.word(phrase.start - 1) == "," and holder(frame, phrase) is None:
        front = next((p for p in frame.phrases if p.end == phrase.start - 1), None)
        if front is not None and front.preposition is None:
            entity = holder(frame, front)
            if entity is not None and entity.kind == "PER":
                return describe(frame, front)
    return describe(frame, phrase)


def _opening_comma(frame: Frame, closing: int) -> int | None:
    """The comma that opens the bracket which `closing` closes."""
    for position in range(closing - 1, max(closing - _MAX_BRACKET, -1), -1):
        if frame.word(position) == ",":
            return position
        if frame.word(position) in (";", ":", QUOTED):
            return None
    return None


def _antecedent(frame: Frame, relative: int) -> Speaker | None:
    """The phrase to which a relative pronoun refers."""
    end = relative
    while end > 0 and (frame.word(end - 1) in (",", "il", "la", "i", "le") or frame.word(end - 1) in PREPOSITIONS):
        end -= 1
    phrase = next((p for p in frame.phrases if p.end == end), None)
    return describe(frame, phrase) if phrase is not None else None


def first_subject(frame: Frame, before: int) -> Speaker | None:
    """The first noun phrase without preposition in front of a position: the subject of the sentence, as a rule."""
    for phrase in frame.phrases:
        if phrase.start >= before:
            return None
        if phrase.preposition is None:
            found = describe(frame, phrase)
            if found is not None:
                return found
    return None


def topic_of(frame: Frame) -> Speaker | None:
    """Of whom a frame without speech speaks: the subject of its main verb, when it can speak."""
    narration = frame.narration
    if narration.parsed:
        for item in frame.items:
            if item >= 0 and narration.doc[item].dep_ in ("ROOT", "root"):
                for child in narration.doc[item].children:
                    if child.dep_.startswith("nsubj") and child.i in frame.position_of:
                        phrase = phrase_of(frame, frame.position_of[child.i])
                        return describe(frame, phrase) if phrase is not None else None
                break
    return first_subject(frame, len(frame))


def fused_article_free(frame: Frame, position: int) -> int:
    """Position behind a preposition with article."""
    return position + 1 if frame.word(position) in FUSED | ARTICLES else position
