"""Which cue belongs to which quotation, and whether marked words report somebody at all."""

from datetime import date

from transforms.language import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    FUSED,
    OF,
    PUNCTUATION,
    nouns,
    speech_nouns,
    words_of,
)
from transforms.quotes.cues.cue import Cue
from transforms.quotes.marked_words import words_in
from transforms.quotes.speakers.of_cue import closes
from transforms.syntax import QUOTED, Statement, after_verb

# l'accusa di «…», la promessa di «…»
# "ha dichiarato la «guerra al freddo»", "dirà i nomi della «squadra di sindaci»": the marked words are the object or a
# part of it, not what is said.
_WITHOUT_OBJECT = words_of("say announce claim show promise threat answer")
_NOUN_REACH, _LONG_OBJECT = 14, 5
#: How many words may part a quotation from a verb that it does not touch.
_REACH = 40
_FINITE = AUXILIARIES - {"stato", "stata", "stati", "state", "aver", "avere", "esser", "essere", "essendo", "avendo"}
_LONG, _LONG_TERM = 7, 11
_BESIDE_CUE = ADVERBS | DETERMINERS | {"che", "come", "di"}
_BEFORE_TERM = DETERMINERS | FUSED
_CLAUSE_OPENS = words_of("che come di : , cui se perché")
_CLAUSE_ENDS = words_of("che come di : ; . ! ? , ( )") | {QUOTED}


def cue_for(statement: Statement, cues: list[Cue], position: int) -> Cue | None:
    """The cue of the quotation at a position: the one that touches it behind or in front, else the nearest before."""
    usable = (cue for cue in reversed(cues) if cue.end <= position and _usable(statement, cue, position))
    front, other = next(usable, None), next(usable, None)
    if front is not None and front.aside and other is not None:  # ha invitato, come riferisce l'agenzia, «a pregare»
        front = other
    after = (cue for cue in cues if cue.start > position and _touches(statement, position, cue))
    behind = next(after, None)
    if behind is not None and front is not None and _adjacent(statement, front, position):
        return (
            front if not behind.finite or after_verb(statement, behind.end, agent=behind.by_agent) is None else behind
        )
    if behind is not None and front is not None and not behind.finite and behind.kind == "verb":
        return front  # "ha detto che l'Italia «…», aggiungendo"
    return behind or front or _at_the_end(statement, cues, position)


def _at_the_end(statement: Statement, cues: list[Cue], position: int) -> Cue | None:
    """Il ponte «va chiuso subito» in ogni caso, ha detto Neri: the cue that closes the sentence around a quotation."""
    cue = next((cue for cue in cues if cue.start > position and cue.kind == "verb"), None)
    if cue is None or cue.start - position > _REACH or not cue.finite or not closes(statement, cue):
        return None
    return None if any(statement.word(at) in (":", ";", ".") for at in range(position + 1, cue.start)) else cue


def shared_cue(statement: Statement, position: int, before: dict[int, Cue | None]) -> Cue | None:
    """The cue of the quotation to which this one is joined: «…» e «…»."""
    at = position - 1
    while at >= 0 and statement.word(at) in ("e", "ed", ",", "o"):
        at -= 1
    return before.get(at) if position - at <= 3 else None


def _usable(statement: Statement, cue: Cue, position: int) -> bool:
    """Whether a cue in front of a quotation can introduce it."""
    if cue.kind == "noun":
        if position - cue.end > _NOUN_REACH:
            return False
        if any(statement.word(at) in AUXILIARIES for at in range(cue.end, position)):
            return False
        of_content = (
            cue.lemma in speech_nouns("content") and statement.word(position - 1) in OF and position - cue.end < 12
        )
        own = cue.own and cue.lemma in ("parole", "parola")
        return statement.word(position - 1) == ":" or own or of_content
    if (cue.bare_participle and position - cue.end > 3) or (cue.passive and position - cue.end > 8):
        return False
    if cue.kind == "source":
        return True
    if cue.speech is not None and not cue.speech.clause:
        return position - cue.end <= 8 or statement.word(position - 1) == ":"
    return True


def _adjacent(statement: Statement, cue: Cue, position: int) -> bool:
    return all(statement.word(at) in PUNCTUATION or statement.word(at) in _BESIDE_CUE
               for at in range(cue.end, position))  # fmt: skip


def _stands_alone(statement: Statement, position: int) -> bool:
    """Whether a quotation is a statement of its own rather than a piece of the narrator's sentence."""
    number = statement.quotation(position)
    if number is None:
        return False
    quotation = statement.closed[number]
    text = statement.syntax.source
    return text[quotation.start].isupper() or text[quotation.end - 1] in "?!…."


def _touches(statement: Statement, position: int, cue: Cue) -> bool:
    """Whether nothing but marks of punctuation and small words stands between a quotation and the cue behind it."""
    if cue.kind == "source":
        return all(statement.word(at) in PUNCTUATION for at in range(position + 1, cue.start))
    if (
        cue.start == position + 1
        and not _stands_alone(statement, position)
        and after_verb(statement, cue.end, agent=cue.by_agent) is None
    ):
        return False  # "tre amici" lo aspettavano
    for at in range(position + 1, cue.start):
        word = statement.word(at)
        if word == QUOTED or (word not in PUNCTUATION and word not in ADVERBS):
            return False
        if word in (".", ";", ":") and cue.kind != "noun":
            return False
    apart = cue.start > position + 1 or (
        cue.holder is not None and statement.word(cue.start) in BE
    )  # «…» è il grido di
    return apart if cue.kind == "noun" else not cue.bare_participle and (apart or cue.finite)


def reports_somebody(statement: Statement, position: int, cue: Cue | None) -> bool:
    """Whether marked words report somebody; without a cue they must be long or a statement of their own."""
    quotation = statement.closed[statement.quotation(position) or 0]
    words = words_in(statement.syntax.source, quotation.start, quotation.end)
    if cue is not None:
        term = statement.word(position - 1) in _BEFORE_TERM and len(words) < _LONG_OBJECT
        is_object = 0 < position - cue.end < _REACH and _CLAUSE_OPENS.isdisjoint(statement.words[cue.end : position])
        return not (term and is_object and cue.speech is not None and cue.speech.kind in _WITHOUT_OBJECT)
    if headline_head(statement, position) is not None and len(words) >= 3:
        return True
    term = statement.word(position - 1) in _BEFORE_TERM and len(words) < _LONG_TERM
    if statement.word(position - 1) == ":" and len(words) >= 3:
        return True
    alone = all(statement.word(at) in PUNCTUATION or statement.word(at) == QUOTED for at in range(len(statement)))
    finite = any(word.lower() in _FINITE for word in words)
    return (len(words) >= _LONG and (finite or not term)) or (alone and len(words) >= 3) or (finite and len(words) >= 5)


def headline_head(statement: Statement, position: int) -> int | None:
    """Where whoever speaks begins in a line that is a name, a comma and its words, as agencies write headlines.

    Neri, «la diga terrà»; Diga: Neri (Pd), «la diga terrà»; Diga: prefetto, «la diga terrà».
    """
    if position + 1 != len(statement) or statement.word(position - 1) != "," or position > _LONGEST_HEAD:
        return None
    end = position - 1
    if statement.word(end - 1) == ")":
        end = next((at for at in range(end - 2, 0, -1) if statement.word(at) == "("), end)
    start = next((at + 1 for at in range(end) if statement.word(at) == ":"), 0)
    name = statement.name(end - 1)
    if name is None:
        described = start > 0 and end - start == 1 and statement.word(start) in nouns("person")
        return start if described else None
    return start if name.kind == "PER" and statement.end_of_name(start) == end else None


#: Words of a topic, a name, a party in brackets and a comma before the words of a headline.
_LONGEST_HEAD = 11


def said_on_day(statement: Statement, cue: Cue) -> date | None:
    """The day that the narrator gives for the saying: beside the cue, or at the head of the sentence."""
    for position in _beside(statement, cue):
        found = statement.date(position)
        if found is not None and found.kind in ("date", "time") and found.date_from is not None:
            return found.date_from if found.date_from == found.date_to or found.kind == "time" else None
    return None


def _beside(statement: Statement, cue: Cue) -> list[int]:
    """Positions of the words of the cue's clause, nearest first, without the words that are reported."""
    positions: list[int] = []
    for position in range(cue.end, min(cue.end + 16, len(statement))):
        if statement.word(position) in _CLAUSE_ENDS:
            break
        positions.append(position)
    for position in range(cue.start - 1, max(cue.start - 24, -1), -1):
        if statement.word(position) in _CLAUSE_ENDS:
            break
        positions.append(position)
    opening = [at for at in range(min(4, cue.start)) if statement.dated(at)]
    return positions + (opening if cue.kind == "verb" else [])
