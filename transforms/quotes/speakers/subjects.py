"""The subject of a verb of saying: behind it, in front of it, or by the parse.

Each function answers for one direction and says None rather than guess; `describe` weighs the answers.
"""

from bisect import bisect_left
from collections.abc import Iterator

from transforms.language import (
    ADVERBS,
    AUXILIARIES,
    BE,
    BY,
    CLITICS,
    CONJUNCTIONS,
    DETERMINERS,
    FUSED,
    NAMED_AFTER,
    PREPOSITIONS,
    PRONOUNS,
    PUNCTUATION,
    can_speak,
    nouns,
    words_of,
)
from transforms.quotes.cues.cue import Cue
from transforms.quotes.speakers.authors import ISSUED
from transforms.quotes.text import GERUND, QUOTED, Frame, Phrase

_MAX_BRACKET = 60
_MAX_STEPS = 40
_MAX_CLIMB = 6
_RELATIVES = words_of("che quale quali cui")
_STOPS = frozenset({";", ":", ".", "!", "?", "", QUOTED})
_SMALL = ADVERBS | CLITICS


def phrase_of(frame: Frame, position: int) -> Phrase | None:
    """The noun phrase that holds a position."""
    return next((phrase for phrase in frame.phrases if phrase.start <= position < phrase.end), None)


def phrase_before(frame: Frame, position: int) -> Phrase | None:
    """The noun phrase that ends at a position."""
    return frame.phrase_ending.get(position)


# ---------------------------------------------------------------------------------------------------- by the parse


def by_parse(frame: Frame, cue: Cue) -> Phrase | None:
    """The subject of the cue's verb, or of the verb that governs it, as the parser sees it."""
    narration = frame.narration
    if not narration.parsed or frame.items[cue.verb] < 0:
        return None
    token = narration.doc[frame.items[cue.verb]]
    for _ in range(_MAX_CLIMB):
        for child in token.children:
            if child.dep_ not in ("nsubj", "nsubj:pass") or child.i not in frame.position_of:
                continue
            at = frame.position_of[child.i]
            if frame.word(at) in _RELATIVES:
                return antecedent(frame, at)
            phrase = phrase_of(frame, at)
            if phrase is not None and phrase.preposition is None:
                return _front_of_apposition(frame, phrase)
        if cue.finite and token.dep_ not in ("conj", "xcomp", "aux", "cop"):
            return None
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            return None
    return None


def object_by_parse(frame: Frame, cue: Cue, phrase: Phrase) -> bool:
    """Whether the parser takes a phrase for an object of the cue's verb."""
    narration = frame.narration
    if not narration.parsed:
        return False
    for position in range(phrase.start, phrase.end):
        item = frame.items[position]
        if item >= 0 and narration.doc[item].head.i == frame.items[cue.verb]:
            return narration.doc[item].dep_ in ("obj", "iobj")
    return False


# ---------------------------------------------------------------------------------------------------- behind the verb


def after_verb(frame: Frame, cue: Cue) -> Phrase | None:
    """The first free noun phrase behind the verb: "ha detto ieri ai cronisti il ministro"."""
    position = cue.end
    for _ in range(_MAX_STEPS):
        word = frame.word(position)
        if word == ",":
            beyond = _behind_bracket(frame, position)
            if beyond is None:
                return _named_behind(frame, position)
            position = beyond
        elif not word or word in PUNCTUATION or word == QUOTED or word in CONJUNCTIONS:
            return None
        elif _is_small(frame, position):
            position += 1
        elif word in PREPOSITIONS:
            phrase = frame.phrase_at(position + 1) or frame.phrase_at(position + 2)
            if phrase is None:
                return None
            person = _person_behind(frame, phrase)
            if person is not None:
                return person
            if word in BY and (cue.passive or cue.plural):
                return phrase
            position = phrase.end
        else:
            phrase = frame.phrase_at(position)
            return phrase if phrase is not None and word not in PRONOUNS else None
    return None


def _named_behind(frame: Frame, comma: int) -> Phrase | None:
    """A person right behind a comma at the end of the statement: "ha detto a Radio 24, Carla Rossi."."""
    phrase = frame.phrase_at(comma + 1)
    if phrase is None or not _has_person(frame, phrase) or frame.word(phrase.end) not in ("", ".", ",", "("):
        return None
    return phrase


def _is_small(frame: Frame, position: int) -> bool:
    """Adverbs and time expressions, which may stand anywhere."""
    word = frame.word(position)
    return word in ADVERBS or frame.dated(position) or (word.endswith("mente") and len(word) > 7)


def _behind_bracket(frame: Frame, comma: int) -> int | None:
    """Position behind ", parlando con i cronisti," when a noun phrase ends the statement there."""
    opening = frame.word(comma + 1)
    if not (opening.endswith(("ndo", "ato", "ito", "uto", "ata", "ita")) or opening in PREPOSITIONS):
        return None
    for position in range(comma + 1, min(comma + _MAX_BRACKET, len(frame))):
        if frame.word(position) in _STOPS:
            return None
        if frame.word(position) == ",":
            phrase = frame.phrase_at(position + 1)
            done = phrase is not None and frame.word(phrase.end) in ("", ".", ",", ":")
            return position + 1 if done else None
    return None


# ---------------------------------------------------------------------------------------------------- before the verb


def before_verb(frame: Frame, start: int) -> Phrase | None:
    """The subject in front of a verb group that starts at a position, by the order of words alone."""
    cursor = start
    for _ in range(_MAX_STEPS):
        word = frame.word(cursor - 1)
        if cursor <= 0 or word in _STOPS or word in PRONOUNS:
            return None
        phrase = phrase_before(frame, cursor)
        if phrase is not None:
            if phrase.preposition is None:
                return _front_of_apposition(frame, _front_of_pair(frame, phrase))
            person = _person_behind(frame, phrase) if cursor > start - 3 else None
            if person is not None:
                return person
            cursor = phrase.preposition
        elif word in _RELATIVES:
            return antecedent(frame, cursor - 1)
        elif word == ",":
            return _across_bracket(frame, cursor - 1)
        elif word == ")" and before_bracket(frame, cursor) < cursor:
            cursor = before_bracket(frame, cursor)
        elif _is_small(frame, cursor - 1) or word in CLITICS or word in PREPOSITIONS or word in ISSUED:
            cursor -= 1
        else:
            return None
    return None


def before_bracket(frame: Frame, end: int) -> int:
    """Position of the "(" whose ")" stands right in front of `end`; `end` itself without one."""
    if frame.word(end - 1) != ")":
        return end
    return next((at for at in range(end - 2, max(end - 30, -1), -1) if frame.word(at) == "("), end)


def _front_of_apposition(frame: Frame, phrase: Phrase) -> Phrase:
    """The person in front of whom a phrase is an apposition: "Gupta, un medico, ha detto"; else the phrase."""
    if frame.word(phrase.start - 1) == "," and frame.named(phrase.start) < 0:
        front = phrase_before(frame, phrase.start - 1)
        if front is not None and front.preposition is None and _has_person(frame, front):
            return front
    return phrase


def _front_of_pair(frame: Frame, phrase: Phrase) -> Phrase:
    """Il candidato e vittima della truffa ha detto: a bare noun behind "e" is a second title."""
    if frame.word(phrase.start - 1) not in ("e", "ed") or frame.word(phrase.start) in DETERMINERS:
        return phrase
    front = phrase_before(frame, phrase.start - 1)
    bare = frame.named(phrase.start) < 0 and front is not None and front.preposition is None
    return front if bare and front is not None and frame.named(front.start) < 0 else phrase


def _person_behind(frame: Frame, phrase: Phrase) -> Phrase | None:
    """The name at the end of a governed phrase that is no title's: "al traguardo Hushovd ha detto"."""
    first = next((at for at in range(phrase.start, phrase.end) if frame.named(at) >= 0), phrase.start)
    if first == phrase.start or frame.named(phrase.end - 1) != frame.named(first):
        return None
    name = frame.narration.names[frame.named(first)]
    head = frame.word(phrase.start)
    titled = (
        (can_speak(head) and head not in nouns("group")) or head in NAMED_AFTER or frame.word(first - 1) in PREPOSITIONS
    )
    return None if titled or name.kind != "PER" else Phrase(first, phrase.end)


def _has_person(frame: Frame, phrase: Phrase) -> bool:
    names = frame.narration.names
    return any(frame.named(at) >= 0 and names[frame.named(at)].kind == "PER" for at in range(phrase.start, phrase.end))


def _across_bracket(frame: Frame, closing: int) -> Phrase | None:
    """The phrase in front of the bracket that a comma closes: "Rossi, analista di Borsa, dice"."""
    for position in range(closing - 1, max(closing - _MAX_BRACKET, -1), -1):
        word = frame.word(position)
        if word in _STOPS:
            return None
        if word != ",":
            continue
        phrase = phrase_before(frame, before_bracket(frame, position))
        while phrase is not None and phrase.preposition is not None:
            phrase = phrase_before(frame, phrase.preposition)
        if phrase is not None and _starts_clause(frame, phrase):
            return phrase
    return None


def _starts_clause(frame: Frame, phrase: Phrase) -> bool:
    """Whether a phrase can be the subject that a clause begins with."""
    before = phrase.start - 1
    while before >= 0 and (_is_small(frame, before) or frame.word(before) in ("e", "ed", "ma", "mentre", "che")):
        before -= 1
    if before < 0 or frame.word(before) in PUNCTUATION or frame.word(before) == QUOTED:
        return True
    previous = phrase_before(frame, before + 1)
    return previous is not None and previous.preposition is not None


def antecedent(frame: Frame, relative: int) -> Phrase | None:
    """The phrase to which a relative pronoun refers; inside "il presidente del partito, che" the whole."""
    end = relative
    while end > 0 and (frame.word(end - 1) in DETERMINERS or frame.word(end - 1) in PREPOSITIONS):
        end -= 1
    if end > 0 and frame.word(end - 1) == ",":
        end = before_bracket(frame, end - 1)
        phrase = phrase_before(frame, end)
        if phrase is None or not _has_person(frame, phrase):  # Rossi, premier uscente, che ha detto
            front = _across_bracket(frame, end)
            if front is not None and _has_person(frame, front):
                return front
    return phrase_before(frame, end)


def impersonal_agent(frame: Frame, start: int) -> Phrase | None:
    """The body behind "da" in front of a plural verb: "dall'ambasciata di Spagna in Cile fanno sapere"."""
    phrase = phrase_before(frame, start)
    for _ in range(4):
        if phrase is None or phrase.preposition is None:
            return None
        if frame.word(phrase.preposition) in BY:
            return phrase
        phrase = phrase_before(frame, phrase.preposition)
    return None


# ---------------------------------------------------------------------------------------------------- main subject


def clause_subjects(frame: Frame, before: int, start: int = 0) -> Iterator[Phrase]:
    """Noun phrases without preposition that a verb follows, from left to right: subjects, as a rule.

    Looks at the positions ``[start, before)``.
    """
    phrases = frame.phrases
    for number in range(bisect_left(phrases, start, key=lambda phrase: phrase.start), len(phrases)):
        phrase = phrases[number]
        if phrase.start >= before:
            return
        if phrase.preposition is not None:
            continue
        if _cleft(frame, phrase) or (_verb_follows(frame, phrase.end) and not _object_of_clause(frame, phrase)):
            yield phrase


def _cleft(frame: Frame, phrase: Phrase) -> bool:
    """È ancora Neri a guidare il corteo."""
    if frame.word(phrase.end) not in ("a", "ad") or not frame.word(phrase.end + 1).endswith(
        ("re", "rsi", "rlo", "rla")
    ):
        return False
    before = phrase.start - 1
    while before > 0 and frame.word(before) in ADVERBS:
        before -= 1
    return frame.word(before) in BE


def _object_of_clause(frame: Frame, phrase: Phrase) -> bool:
    """Ha interrotto la seduta gridando: behind a verb and in front of a gerund stands an object.

    Behind "essere" it is the subject: "è intervenuto il sindaco dicendo".
    """
    if not GERUND.search(frame.word(phrase.end)) or frame.pos(phrase.start - 1) not in ("VERB", ""):
        return False
    before = frame.word(phrase.start - 1)
    if before in PUNCTUATION or before in CONJUNCTIONS or before in ADVERBS or not before or before == QUOTED:
        return False
    return not any(frame.word(at) in BE for at in range(max(phrase.start - 4, 0), phrase.start - 1))


def _verb_follows(frame: Frame, position: int) -> bool:
    if frame.word(position) == "che" and frame.word(position - 1) not in PUNCTUATION:
        return True  # a relative clause: the verb comes behind it
    if frame.word(position) == ",":
        closing = next(
            (at for at in range(position + 1, min(position + _MAX_BRACKET, len(frame))) if frame.word(at) == ","), None
        )
        if closing is None:
            return False
        position = closing + 1
    while _is_small(frame, position) if position < len(frame) else False:
        position += 1
    while frame.word(position) in CLITICS:
        position += 1
    word = frame.word(position)
    if not word or word in PUNCTUATION or word in PREPOSITIONS or word in CONJUNCTIONS:
        return False
    if word in AUXILIARIES or word in frame.narration.verbs or word == QUOTED:
        return True
    pos = frame.pos(position)
    return pos in ("VERB", "AUX") if frame.narration.tagged else word not in FUSED
