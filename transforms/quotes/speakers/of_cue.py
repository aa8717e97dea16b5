"""Who says what a cue announces.

The speaker is the subject of the cue, not its object. Where the verb has no subject of its own it is the one of whom
the narrator was speaking (`Memory`), never a person inside the quotation.
"""

from transforms.language import ADVERBS, ARTICLES, BY, CLITICS, OF, PUNCTUATION, nouns, speech_verbs
from transforms.quotes.cues.cue import Cue
from transforms.quotes.speakers.describe import NOBODY, Memory, Speaker, agree, describe, number_of
from transforms.syntax import (
    QUOTED,
    Phrase,
    Statement,
    after_verb,
    antecedent,
    author_behind,
    before_verb,
    behind_of,
    clause_subjects,
    impersonal_agent,
    listed_names,
    subject_by_parse,
)

_JOINING = frozenset({"e", "ed", "ma", "che", "perché", "mentre", "però", "quindi", "se"})
#: Kinds of verbs that no person can be the object of: "ha detto il sindaco", unlike "ha avvertito il sindaco".
_SAYING = frozenset({"say", "claim", "deny", "answer", "write"})
_SAYING_OR_TELLING = _SAYING | {"announce", "promise", "warn", "attack"}
_COORDINATION = frozenset({"e", "ed", "ma", "poi"})


def speaker_of(statement: Statement, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    """Who says what a cue announces.

    Args:
        statement: the sentence.
        cue: the cue.
        earlier: speaker of the cue before it in the same sentence.
        memory: who was spoken of before.

    Returns:
        The speaker; None where the text does not tell.
    """
    if cue.kind == "source":
        return _of_source(statement, cue, memory)
    if cue.kind == "noun":
        return _of_noun(statement, cue, earlier, memory)
    if cue.passive or cue.lemma == "apprendersi":
        return describe(statement, _agent(statement, cue), memory)
    if not cue.finite:
        return _of_infinite(statement, cue, earlier, memory)
    if cue.lemma == "leggersi":
        return _of_document(statement, cue, memory)
    quotation = _quotation_in_front(statement, cue)
    if quotation is not None:
        behind = after_verb(statement, cue.end, agent=cue.by_agent)
        found = _describe_behind(statement, behind, cue, memory)
        if (
            found is not None
            and found.entity is None
            and behind is not None
            and _same_voice(statement, cue, behind, memory)
        ):
            return memory.current()
        return found or _before_colon(statement, quotation, memory) or memory.current(cue.plural)
    right = after_verb(statement, cue.end, agent=cue.by_agent)
    right_speaker = _describe_behind(statement, right, cue, memory)
    before = statement.word(cue.start - 1)
    opens = (
        all(statement.word(at) in ADVERBS for at in range(cue.start))
        or before in (":", ";", "-", "–", "—", "(")
        or cue.aside
        or before == "quanto"
    )
    if right is not None and right_speaker is not None and (opens or before == ","):
        has_object = statement.word(cue.start) in ("lo", "l'")  # lo ha annunciato la rete
        closing = closes(statement, cue)
        subject = has_object or closing or _inserted(statement, cue, right)
        is_object = not subject and (cue.with_object or _is_object(statement, cue, right))
        if (
            (right_speaker.speaks or (closing and _only_says(cue) and statement.word(right.start) in ARTICLES))
            and agree(right_speaker, cue.plural)
            and (not is_object or (right_speaker.person and not cue.with_object))
        ):
            return right_speaker
    if opens:
        return earlier or memory.current(cue.plural)
    found = _in_front(statement, cue, earlier, memory) or earlier
    if found is None and before == "," and memory.just_spoke():
        found = memory.current(cue.plural)  # "alla domanda …, ha risposto"
    return found or _first(statement, cue, memory) or memory.current(cue.plural)


def _inserted(statement: Statement, cue: Cue, right: Phrase) -> bool:
    """Il ponte è caduto e, spiegano i vigili, la strada è chiusa: between commas only the subject can follow."""
    joined = statement.word(cue.start - 1) == "," and statement.word(cue.start - 2) in _JOINING
    return joined and cue.speech is not None and bool(cue.speech.clause) and statement.word(right.end) == ","


def closes(statement: Statement, cue: Cue) -> bool:
    """La strada riapre, ha detto il sindaco: what is said stands in front, so who stands behind can only say it."""
    told = cue.speech is not None and cue.speech.kind in _SAYING_OR_TELLING and "che" in cue.speech.clause
    return told and statement.word(cue.start - 1) == "," and not cue.aside


def _only_says(cue: Cue) -> bool:
    """Whether a verb takes no other object than what is said: unlike "ha annunciato la chiusura"."""
    return cue.speech is not None and cue.speech.kind in _SAYING


def _is_object(statement: Statement, cue: Cue, phrase: Phrase) -> bool:
    """Whether the parser takes a phrase for an object of the cue's verb."""
    syntax = statement.syntax
    for item in statement.items[phrase.start : phrase.end]:
        if item >= 0 and syntax.parsed and syntax.head(item) == statement.items[cue.verb]:
            return syntax.label(item) in ("obj", "iobj")
    return False


def _same_voice(statement: Statement, cue: Cue, phrase: Phrase, memory: Memory) -> bool:
    """«…», ha proseguito il primo cittadino: who goes on is who spoke, whatever they are called this time."""
    if (
        cue.lemma not in speech_verbs("going_on")
        or cue.plural
        or not memory.just_spoke()
        or phrase.end - phrase.start > 3
    ):
        return False
    last = memory.current()
    definite = statement.word(phrase.start) in ARTICLES - {"un", "uno", "una", "un'", "i", "gli", "le"}
    group = any(
        statement.word(at) in nouns("group") or statement.word(at) in OF for at in range(phrase.start, phrase.end)
    )
    return last is not None and last.person and definite and not group


def _of_source(statement: Statement, cue: Cue, memory: Memory) -> Speaker | None:
    if cue.doubtful:
        return None
    if cue.relative:
        phrase = antecedent(statement, cue.start)
        found = describe(statement, phrase, memory)
        return _whose(statement, phrase, memory) if found is None and cue.lemma == "secondo cui" else found
    if cue.holder is None and statement.word(cue.start) == "come":
        return None  # "come previsto"
    if cue.holder is None:
        return memory.current() if cue.lemma == "secondo quanto" else None
    if statement.word(cue.holder) in ("lui", "lei", "loro", "suo", "sua"):
        return memory.current()
    phrase = statement.phrase_at(cue.holder)
    found = _listed(statement, phrase, memory) or describe(statement, phrase, memory)
    if found is not None and cue.speech is not None:
        return found  # "a dirlo è uno studio"
    return found if found is not None and (found.entity is not None or found.speaks) else None


def _whose(statement: Statement, phrase: Phrase | None, memory: Memory) -> Speaker | None:
    """Whose words a phrase tells: "le accuse dell'ente, secondo cui"."""
    inner = None if phrase is None else behind_of(statement, phrase, phrase.start)
    found = describe(statement, inner, memory)
    return found if found is not None and (found.entity is not None or found.speaks) else None


def _of_noun(statement: Statement, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    if cue.holder is not None:
        found = describe(statement, statement.phrase_at(cue.holder), memory)
        if found is not None and (found.entity is not None or found.speaks):
            return found
    if cue.own:
        return memory.current()
    author = describe(
        statement, author_behind(statement, cue.end, reach=30), memory
    )  # una frase tratta dalla lettera inviata da X
    if author is not None and (author.entity is not None or author.speaks):
        return author
    if statement.word(cue.start) == "con":  # con queste parole il premier ha …
        found = describe(statement, after_verb(statement, cue.end, agent=cue.by_agent), memory)
        if found is not None:
            return found
    return (
        describe(statement, subject_by_parse(statement, cue.verb), memory)
        or _first(statement, cue, memory)
        or earlier
        or memory.current()
    )


def _agent(statement: Statement, cue: Cue) -> Phrase | None:
    """The phrase behind "da" that says by whom."""
    for position in range(cue.end, min(cue.end + 30, len(statement))):
        word = statement.word(position)
        if word in BY:
            phrase = statement.phrase_at(position + 1)
            found = describe(statement, phrase)
            if found is not None and (found.entity is not None or found.speaks):
                return phrase
        if word in (".", ";", ":", "che", "come"):
            return None
    return None


def _of_infinite(statement: Statement, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    """Of a gerund, an infinitive or a lone participle: the subject of the clause that governs it."""
    if cue.bare_participle:
        return describe(statement, _agent(statement, cue), memory)
    if earlier is not None:
        return earlier
    return (
        describe(statement, subject_by_parse(statement, cue.verb), memory)
        or _first(statement, cue, memory)
        or memory.current()
    )


def _quotation_in_front(statement: Statement, cue: Cue) -> int | None:
    """Position of the quotation behind which the cue stands, punctuation and small words apart."""
    position = cue.start - 1
    while position >= 0 and (statement.word(position) in PUNCTUATION or statement.word(position) in ADVERBS):
        position -= 1
    return position if position >= 0 and statement.word(position) == QUOTED else None


def _before_colon(statement: Statement, quotation: int, memory: Memory) -> Speaker | None:
    """Soddisfatto il vicepresidente, Paolo Rossi: «…», ha detto: the person in front of the colon."""
    if statement.word(quotation - 1) != ":":
        return None
    for phrase in reversed([p for p in statement.phrases if p.end <= quotation]):
        found = describe(statement, phrase, memory)
        if found is not None and phrase.preposition is None and (found.person or found.speaks):
            return found
    return None


def _of_document(statement: Statement, cue: Cue, memory: Memory) -> Speaker | None:
    """In una nota della Farnesina si legge: the author of the writing, else whoever was spoken of."""
    for phrase in statement.phrases:
        if phrase.start < cue.start + 12 and phrase.preposition is not None:
            head = statement.words[phrase.start : phrase.end]
            if any(word in nouns("document") or word in nouns("statement") for word in head):
                found = describe(statement, phrase, memory)
                if found is not None:
                    return found
    return memory.current()


def _in_front(statement: Statement, cue: Cue, earlier: Speaker | None, memory: Memory) -> Speaker | None:
    """The subject in front of a finite verb: by the order of words when it touches the verb, else by the parse."""
    near = before_verb(statement, cue.start)
    if near is None and earlier is not None and statement.word(cue.start - 1) in _COORDINATION:
        return earlier
    found = describe(statement, near, memory)
    if near is not None and not _touching(statement, near, cue):
        parsed = _parsed(statement, cue, memory)
        if parsed is not None:
            return parsed
    if near is not None and found is not None and cue.plural and not found.plural:
        joined = _joined(statement, near, found, memory)
        if joined is not None:
            return joined
    if found is not None and agree(found, cue.plural):
        return found
    if near is not None and found is None and _agrees_in_number(statement, near, cue):
        return _parsed(statement, cue, memory) or NOBODY
    if cue.plural:
        agent = impersonal_agent(statement, cue.start)
        if agent is not None:
            return describe(statement, agent, memory)
    return _parsed(statement, cue, memory)


def _parsed(statement: Statement, cue: Cue, memory: Memory) -> Speaker | None:
    """The subject that the parser gives the verb, when it can speak and agrees."""
    parsed = describe(statement, subject_by_parse(statement, cue.verb), memory)
    return parsed if parsed is not None and agree(parsed, cue.plural) else None


def _touching(statement: Statement, phrase: Phrase, cue: Cue) -> bool:
    """Whether nothing but adverbs and pronouns, or a bracket of commas, stands between a phrase and the verb."""
    if statement.word(phrase.end) == ",":
        return True
    return all(
        statement.word(at) in ADVERBS or statement.word(at) in CLITICS or statement.dated(at)
        for at in range(phrase.end, cue.start)
    )


def _agrees_in_number(statement: Statement, phrase: Phrase, cue: Cue) -> bool:
    number = number_of(statement, phrase)
    return number is None or cue.plural is None or number == cue.plural


def _describe_behind(statement: Statement, phrase: Phrase | None, cue: Cue, memory: Memory) -> Speaker | None:
    """Who stands behind a verb; of a plural one all: "hanno detto Rossi (Pd), Bianchi e Neri"."""
    found = describe(statement, phrase, memory)
    if found is None or phrase is None or not cue.plural:
        return found
    listed = _listed(statement, phrase, memory)
    if listed is not None:
        return listed
    if found.plural:
        last = statement.phrase_at(phrase.end + 1) if statement.word(phrase.end) in ("e", "ed") else None
        other = describe(statement, last, memory)
        joined = None if last is None or other is None else _joined(statement, last, other, memory)
        return joined if joined is not None and joined.entity is None and ";" not in joined.name else found
    told, at = [found], _behind_brackets(statement, phrase.end)
    while statement.word(at) in (",", "e", "ed") and len(told) < _MOST_JOINED:
        last = statement.phrase_at(at + 1)
        other = describe(statement, last, memory)
        if statement.word(at) == "," and not (other is not None and other.person):
            at = _behind_apposition(statement, at)  # "Rossi, sindaco di Lecco, e Bianchi"
            last = statement.phrase_at(at + 1)
            other = describe(statement, last, memory)
        if last is None or other is None:
            return found
        told.append(other)
        if statement.word(at) != ",":
            return _all_of(told)
        at = _behind_brackets(statement, last.end)
    return found


def _listed(statement: Statement, phrase: Phrase | None, memory: Memory) -> Speaker | None:
    """All who are named in a list that a phrase opens: "Alfa, Beta e Gamma"."""
    named = [] if phrase is None else listed_names(statement, phrase.start)
    told = [speaker for one in named if (speaker := describe(statement, one, memory)) is not None]
    return _all_of(told) if told and len(told) == len(named) else None


def _all_of(told: list[Speaker]) -> Speaker:
    """Several who say one thing, joined with "; " as the contract has it."""
    names = dict.fromkeys(speaker.name for speaker in told)
    return Speaker("; ".join(names), told[0].start, told[-1].end, None, True, True)


#: No more people say one thing by name.
_MOST_JOINED = 5
#: The sign of a party or town behind a name is not longer, with its brackets.
_BRACKET = 6
#: What somebody is, set off by commas before the next name, is not longer.
_APPOSITION = 12


def _behind_brackets(statement: Statement, at: int) -> int:
    """Behind the brackets that begin at a position, where there are any: "Rossi [(Pd)] e Bianchi"."""
    if statement.word(at) != "(":
        return at
    return next((end + 1 for end in range(at + 1, at + _BRACKET) if statement.word(end) == ")"), at)


def _behind_apposition(statement: Statement, comma: int) -> int:
    """Position of the "e" behind the comma that closes what a comma opens; the end of the statement where none does."""
    reach = range(comma + 1, comma + _APPOSITION)
    closing = next((at for at in reach if statement.word(at) == ","), len(statement))
    return closing + 1 if statement.word(closing + 1) in ("e", "ed") else len(statement)


def _before_brackets(statement: Statement, at: int) -> int:
    """Where the brackets begin that end at a position, else the position."""
    if statement.word(at - 1) != ")":
        return at
    return next((start for start in range(at - 2, max(at - _BRACKET, -1), -1) if statement.word(start) == "("), at)


def _joined(statement: Statement, last: Phrase, found: Speaker, memory: Memory) -> Speaker | None:
    """Rossi e Bianchi hanno detto: both, joined with "; " as the contract has it."""
    if statement.word(last.start - 1) not in ("e", "ed"):
        return None
    front = statement.phrase_before(_before_brackets(statement, last.start - 1))
    first = describe(statement, front, memory)
    if front is None or front.preposition is not None or first is None:
        return None
    inner = statement.name(front.end - 1)
    if first.entity is None and first.plural and inner is not None and found.entity and inner.kind == found.entity.kind:
        both = statement.text(front.start, last.end)  # "i sindaci di Lecco e Como"
        return Speaker(both, first.start, found.end, None, True, True)
    told = [first, found]
    while len(told) < _MOST_JOINED and statement.word(front.start - 1) == ",":
        front = statement.phrase_before(front.start - 1)
        other = describe(statement, front, memory)
        if front is None or front.preposition is not None or other is None or other.entity is None:
            break
        told.insert(0, other)
    return _all_of(told)


def _first(statement: Statement, cue: Cue, memory: Memory) -> Speaker | None:
    """The first subject in front of a cue that can speak and agrees with it."""
    for phrase in clause_subjects(statement, cue.start):
        found = describe(statement, phrase, memory)
        if found is not None and agree(found, cue.plural):
            return found
    return None
