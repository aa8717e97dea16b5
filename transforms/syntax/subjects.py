"""The subject of a verb by the order of words: behind it, in front of it, through a relative or an apposition.

Each function answers for one direction and says None rather than guess.
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
    verb_forms,
    words_of,
)
from transforms.syntax.authors import issued
from transforms.syntax.statement import GERUND, QUOTED, Phrase, Statement

_MAX_BRACKET = 60
_MAX_STEPS = 40
_RELATIVES = words_of("che quale quali cui")
_STOPS = frozenset({";", ":", ".", "!", "?", "", QUOTED})
_SMALL = ADVERBS | CLITICS


def after_verb(statement: Statement, position: int, *, agent: bool = False) -> Phrase | None:
    """The first free noun phrase behind a verb group that ends at a position: "ha detto ieri ai cronisti il ministro".

    With `agent` a phrase with "da" counts too: "è stato detto dal ministro".
    """
    for _ in range(_MAX_STEPS):
        word = statement.word(position)
        if word == ",":
            beyond = _behind_bracket(statement, position)
            if beyond is None:
                return _named_behind(statement, position)
            position = beyond
        elif not word or word in PUNCTUATION or word == QUOTED or word in CONJUNCTIONS:
            return None
        elif _is_small(statement, position):
            position += 1
        elif word in PREPOSITIONS:
            phrase = statement.phrase_at(position + 1) or statement.phrase_at(position + 2)
            if phrase is None:
                return None
            person = _person_behind(statement, phrase)
            if person is not None:
                return person
            if agent and word in BY:
                return phrase
            position = phrase.end
        else:
            phrase = statement.phrase_at(position)
            return phrase if phrase is not None and word not in PRONOUNS else None
    return None


def _named_behind(statement: Statement, comma: int) -> Phrase | None:
    """A person right behind a comma at the end of the statement: "ha detto a Radio 24, Carla Rossi."."""
    phrase = statement.phrase_at(comma + 1)
    if phrase is None or not statement.has_person(phrase) or statement.word(phrase.end) not in ("", ".", ",", "("):
        return None
    return phrase


def _is_small(statement: Statement, position: int) -> bool:
    """Adverbs and time expressions, which may stand anywhere."""
    word = statement.word(position)
    return word in ADVERBS or statement.dated(position) or (word.endswith("mente") and len(word) > 7)


def _behind_bracket(statement: Statement, comma: int) -> int | None:
    """Position behind ", parlando con i cronisti," when a noun phrase ends the statement there."""
    opening = statement.word(comma + 1)
    if not (opening.endswith(("ndo", "ato", "ito", "uto", "ata", "ita")) or opening in PREPOSITIONS):
        return None
    for position in range(comma + 1, min(comma + _MAX_BRACKET, len(statement))):
        if statement.word(position) in _STOPS:
            return None
        if statement.word(position) == ",":
            phrase = statement.phrase_at(position + 1)
            done = phrase is not None and statement.word(phrase.end) in ("", ".", ",", ":")
            return position + 1 if done else None
    return None


def before_verb(statement: Statement, start: int) -> Phrase | None:
    """The subject in front of a verb group that starts at a position, by the order of words alone."""
    cursor = start
    for _ in range(_MAX_STEPS):
        word = statement.word(cursor - 1)
        if cursor <= 0 or word in _STOPS or word in PRONOUNS:
            return None
        phrase = statement.phrase_before(cursor)
        if phrase is not None:
            if phrase.preposition is None:
                relative = _relative_before(statement, phrase)
                if relative is not None:
                    return antecedent(statement, relative)
                return front_of_apposition(statement, _front_of_pair(statement, phrase))
            person = _person_behind(statement, phrase) if cursor > start - 3 else None
            if person is not None:
                return person
            cursor = phrase.preposition
        elif word in _RELATIVES:
            oblique = statement.word(cursor - 2) in PREPOSITIONS  # "il ponte in cui"
            return None if oblique else antecedent(statement, cursor - 1)
        elif word == ",":
            return _across_bracket(statement, cursor - 1)
        elif word == ")" and before_bracket(statement, cursor) < cursor:
            cursor = before_bracket(statement, cursor)
        elif _is_small(statement, cursor - 1) or word in CLITICS or word in PREPOSITIONS or word in issued():
            cursor -= 1
        else:
            return None
    return None


def _relative_before(statement: Statement, phrase: Phrase) -> int | None:
    """Position of the pronoun whose clause a phrase ends as its object: "le province che firmarono l'atto"."""
    at = phrase.start - 1
    if statement.pos(at) not in ("VERB", "AUX"):
        return None
    while statement.pos(at) in ("VERB", "AUX", "ADV") or statement.word(at) in _SMALL:
        at -= 1
    return at if statement.word(at) == "che" else None


def before_bracket(statement: Statement, end: int) -> int:
    """Position of the "(" whose ")" stands right in front of `end`; `end` itself without one."""
    if statement.word(end - 1) != ")":
        return end
    return next((at for at in range(end - 2, max(end - 30, -1), -1) if statement.word(at) == "("), end)


def front_of_apposition(statement: Statement, phrase: Phrase) -> Phrase:
    """The person in front of whom a phrase is an apposition: "Gupta, un medico, ha detto"; else the phrase."""
    if statement.word(phrase.start - 1) == "," and statement.name(phrase.start) is None:
        front = statement.phrase_before(phrase.start - 1)
        if front is not None and front.preposition is None and statement.has_person(front):
            return front
    return phrase


def _front_of_pair(statement: Statement, phrase: Phrase) -> Phrase:
    """Il candidato e vittima della truffa ha detto: a bare noun behind "e" is a second title."""
    if statement.word(phrase.start - 1) not in ("e", "ed") or statement.word(phrase.start) in DETERMINERS:
        return phrase
    front = statement.phrase_before(phrase.start - 1)
    bare = statement.name(phrase.start) is None and front is not None and front.preposition is None
    return front if bare and front is not None and statement.name(front.start) is None else phrase


def _person_behind(statement: Statement, phrase: Phrase) -> Phrase | None:
    """The name at the end of a governed phrase that is no title's: "al traguardo Hushovd ha detto"."""
    first = next((at for at in range(phrase.start, phrase.end) if statement.name(at) is not None), phrase.start)
    name = statement.name(first)
    if first == phrase.start or name is None or statement.name(phrase.end - 1) != name:
        return None
    head = statement.word(phrase.start)
    titled = (
        (can_speak(head) and head not in nouns("group"))
        or head in NAMED_AFTER
        or statement.word(first - 1) in PREPOSITIONS
    )
    return None if titled or name.kind != "PER" else Phrase(first, phrase.end)


def _across_bracket(statement: Statement, closing: int) -> Phrase | None:
    """The phrase in front of the bracket that a comma closes: "Rossi, analista di Borsa, dice"."""
    for position in range(closing - 1, max(closing - _MAX_BRACKET, -1), -1):
        word = statement.word(position)
        if word in _STOPS:
            return None
        if word != ",":
            continue
        phrase = statement.phrase_before(before_bracket(statement, position))
        while phrase is not None and phrase.preposition is not None:
            phrase = statement.phrase_before(phrase.preposition)
        if phrase is not None and _starts_clause(statement, phrase):
            return phrase
    return None


def _starts_clause(statement: Statement, phrase: Phrase) -> bool:
    """Whether a phrase can be the subject that a clause begins with."""
    before = phrase.start - 1
    while before >= 0 and (
        _is_small(statement, before) or statement.word(before) in ("e", "ed", "ma", "mentre", "che")
    ):
        before -= 1
    if before < 0 or statement.word(before) in PUNCTUATION or statement.word(before) == QUOTED:
        return True
    previous = statement.phrase_before(before + 1)
    return previous is not None and previous.preposition is not None


def antecedent(statement: Statement, relative: int) -> Phrase | None:
    """The phrase to which a relative pronoun refers; inside "il presidente del partito, che" the whole."""
    end = relative
    while end > 0 and (statement.word(end - 1) in DETERMINERS or statement.word(end - 1) in PREPOSITIONS):
        end -= 1
    if end > 0 and statement.word(end - 1) == ",":
        end = before_bracket(statement, end - 1)
        phrase = statement.phrase_before(end)
        if phrase is None or not statement.has_person(phrase):  # Rossi, premier uscente, che ha detto
            front = _across_bracket(statement, end)
            if front is not None and statement.has_person(front):
                return front
    return statement.phrase_before(end)


def impersonal_agent(statement: Statement, start: int) -> Phrase | None:
    """The body behind "da" in front of a plural verb: "dall'ambasciata di Spagna in Cile fanno sapere"."""
    phrase = statement.phrase_before(start)
    for _ in range(4):
        if phrase is None or phrase.preposition is None:
            return None
        if statement.word(phrase.preposition) in BY:
            return phrase
        phrase = statement.phrase_before(phrase.preposition)
    return None


def clause_subjects(statement: Statement, before: int, start: int = 0) -> Iterator[Phrase]:
    """Noun phrases without preposition that a verb follows, from left to right: subjects, as a rule.

    Looks at the positions ``[start, before)``.
    """
    phrases = statement.phrases
    for number in range(bisect_left(phrases, start, key=lambda phrase: phrase.start), len(phrases)):
        phrase = phrases[number]
        if phrase.start >= before:
            return
        if phrase.preposition is not None:
            continue
        if _cleft(statement, phrase) or (
            _verb_follows(statement, phrase.end) and not _object_of_clause(statement, phrase)
        ):
            yield phrase


def _cleft(statement: Statement, phrase: Phrase) -> bool:
    """È ancora Neri a guidare il corteo."""
    if statement.word(phrase.end) not in ("a", "ad") or not statement.word(phrase.end + 1).endswith(
        ("re", "rsi", "rlo", "rla")
    ):
        return False
    before = phrase.start - 1
    while before > 0 and statement.word(before) in ADVERBS:
        before -= 1
    return statement.word(before) in BE


def _object_of_clause(statement: Statement, phrase: Phrase) -> bool:
    """Ha interrotto la seduta gridando: behind a verb and in front of a gerund stands an object.

    Behind "essere" it is the subject: "è intervenuto il sindaco dicendo".
    """
    if not GERUND.search(statement.word(phrase.end)) or statement.pos(phrase.start - 1) not in ("VERB", ""):
        return False
    before = statement.word(phrase.start - 1)
    if before in PUNCTUATION or before in CONJUNCTIONS or before in ADVERBS or not before or before == QUOTED:
        return False
    return not any(statement.word(at) in BE for at in range(max(phrase.start - 4, 0), phrase.start - 1))


def _verb_follows(statement: Statement, position: int) -> bool:
    if statement.word(position) == "che" and statement.word(position - 1) not in PUNCTUATION:
        return True  # a relative clause: the verb comes behind it
    if statement.word(position) == ",":
        closing = next(
            (
                at
                for at in range(position + 1, min(position + _MAX_BRACKET, len(statement)))
                if statement.word(at) == ","
            ),
            None,
        )
        if closing is None:
            return False
        position = closing + 1
    while _is_small(statement, position) if position < len(statement) else False:
        position += 1
    while statement.word(position) in CLITICS:
        position += 1
    word = statement.word(position)
    if not word or word in PUNCTUATION or word in PREPOSITIONS or word in CONJUNCTIONS:
        return False
    if word in AUXILIARIES or word in verb_forms() or word == QUOTED:
        return True
    pos = statement.pos(position)
    return pos in ("VERB", "AUX") if statement.syntax.tagged else word not in FUSED
