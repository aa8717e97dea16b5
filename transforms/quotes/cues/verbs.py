"""Cues that are verbs of saying, with their auxiliaries, voice, number and doubt."""

import re

from transforms.contract import Modality
from transforms.language import (
    ADVERBS,
    AUXILIARIES,
    BE,
    BEEN,
    CLITICS,
    DETERMINERS,
    FUSED,
    HAVE,
    PREPOSITIONS,
    Form,
    SpeechVerb,
    noun_twins,
    speech_forms,
    speech_verbs,
    without_pronouns,
    words_of,
)
from transforms.quotes.cues.cue import Cue
from transforms.syntax import Statement

_PLURAL_AUXILIARIES = words_of(
    "hanno avevano ebbero abbiano avessero avrebbero avranno sono erano furono siano fossero sarebbero saranno vengono "
    "venivano vennero verranno abbiamo siamo avete siete"
)
_PROGRESSIVE = words_of("sta stanno stava stavano starebbe starebbero stia stiano stesse stessero")
#: How a noun begins whose article is "lo".
_TAKES_LO = re.compile(r"s[^aeiou]|[xyz]|gn|p[sn]|i[aeou]")
_PLAIN_DETERMINERS = DETERMINERS - CLITICS
_REFLEXIVE = frozenset({"si", "s'", "mi", "ci", "ti", "vi"})
_MAX_LEFT = 7
#: Adverbs of two words: "ha di recente rivelato".
_ADVERBIAL = frozenset({
    ("di", "recente"), ("di", "nuovo"), ("in", "passato"), ("in", "seguito"), ("in", "precedenza"), ("a", "lungo"),
    ("di", "fatto"), ("in", "parte"), ("a", "caldo"), ("in", "serata"), ("in", "mattinata"),
})  # fmt: skip


def find_verb(statement: Statement, position: int) -> Cue | None:
    """The verb of saying at a position, with its auxiliaries."""
    word = statement.word(position)
    readings = speech_forms().get(word)
    if readings is None:
        base, glued = without_pronouns(word)
        readings = speech_forms().get(base) if glued else None
        if readings is not None and word.endswith("si"):  # riferendosi is no saying, dicendosi is
            readings = tuple((verb, form) for verb, form in readings if verb.reflexive)
        if readings is None:
            return None
    for verb, form in readings:
        end = position + 1
        if verb.lemma in speech_verbs("aspect") and _before_infinitive(statement, end):
            continue
        if verb.tail:
            while statement.word(end) in ADVERBS and statement.word(end) != verb.tail[0]:
                end += 1
            if tuple(statement.words[end : end + len(verb.tail)]) != verb.tail:
                continue
            end += len(verb.tail)
        if statement.items[position] < 0 or form.tense == "subjunctive" or _is_noun(statement, position, form):
            continue
        cue = _group(statement, position, end, verb, form)
        if cue is not None:
            return cue
    return None


def _before_infinitive(statement: Statement, position: int) -> bool:
    """Continuano però a cacciare: an auxiliary of aspect, not of speech."""
    while statement.word(position) in ADVERBS:
        position += 1
    return statement.word(position) in ("a", "ad", "con", "in")


def _is_noun(statement: Statement, position: int, form: Form) -> bool:
    """Whether the form is no verb here."""
    before = statement.word(position - 1)
    pos = statement.pos(position)
    if statement.name(position) is not None or (pos == "ADJ" and statement.word(position) in noun_twins()):
        return True
    if before == "lo" and not _TAKES_LO.match(statement.word(position)):
        return False  # "lo denuncia il sindaco": the article would be "la" or "il"
    if form.tense in ("gerund", "infinitive"):
        return before in _PLAIN_DETERMINERS
    if form.tense == "participle" and _behind_auxiliary(statement, position):
        return False
    leads = statement.pos(position - 1) not in ("NOUN", "PROPN")  # "il Colle dice"
    if leads and (before in FUSED or before in PREPOSITIONS or (before in DETERMINERS and before not in CLITICS)):
        return True
    if form.tense == "participle" and _ends_phrase(statement, position):
        return True
    if before in CLITICS and before in DETERMINERS and form.tense == "participle":
        return True
    if before in CLITICS and before in DETERMINERS and not pos:
        # "la nota", "lo definisce": without tags only what cannot be a noun counts as a verb
        return statement.word(position)[-1] in "aeio" and form.tense == "present" and form.plural is False
    twin = statement.word(position) in noun_twins() or form.tense == "participle"
    return twin and pos in ("NOUN", "PROPN") and before not in AUXILIARIES


def _ends_phrase(statement: Statement, position: int) -> bool:
    """Una non frequente scritta: only adjectives and adverbs between the article and what is a noun then."""
    at = position - 1
    while at > position - 5 and (statement.pos(at) in ("ADJ", "ADV") or statement.word(at) in ADVERBS):
        at -= 1
    return at < position - 1 and (
        statement.word(at) in FUSED
        or statement.word(at) in _PLAIN_DETERMINERS
        or (statement.word(at) in DETERMINERS and statement.pos(at) == "DET")
    )


def _behind_auxiliary(statement: Statement, position: int) -> bool:
    """Whether avere or essere stands before a participle, adverbs and pronouns apart."""
    for at in range(position - 1, max(position - 1 - _MAX_LEFT, -1), -1):
        word = statement.word(at)
        if word in HAVE or word in BE:
            return True
        if not _may_part(statement, at):
            return False
    return False


def _may_part(statement: Statement, at: int) -> bool:
    """Whether a word may stand between an auxiliary and its participle: "ha poi detto", "ha, inoltre, detto"."""
    around = statement.words[max(at - 1, 0) : at + 2]
    in_phrase = tuple(around[:2]) in _ADVERBIAL or tuple(around[-2:]) in _ADVERBIAL
    return in_phrase or statement.is_adverb(at) or _beside_adverb(statement, at)


def _beside_adverb(statement: Statement, comma: int) -> bool:
    """Whether a comma sets off an adverb inside the verb: "ha, inoltre, aggiunto"."""
    if statement.word(comma) != ",":
        return False
    opens = statement.is_adverb(comma + 1) and statement.word(comma + 2) == ","
    return opens or (statement.is_adverb(comma - 1) and statement.word(comma - 2) == ",")


def _group(statement: Statement, position: int, end: int, verb: SpeechVerb, form: Form) -> Cue | None:
    """The verb with its auxiliaries and adverbs, and what they say of tense, voice and doubt."""
    start = position
    seen: list[str] = []
    for at in range(position - 1, max(position - 1 - _MAX_LEFT, -1), -1):
        word = statement.word(at)
        clitic = word in CLITICS and statement.name(at) is None and (at + 1 == start)
        progressive = word in _PROGRESSIVE and form.tense == "gerund" and at + 1 == start
        if word in HAVE or word in BE or clitic or progressive:
            start = at
        elif not _may_part(statement, at):
            break
        seen.append(word)
    seen = [statement.word(at) for at in range(start, position)]
    reflexive = any(word in _REFLEXIVE for word in seen) or statement.word(position).endswith("si")
    if verb.reflexive and not reflexive:
        return None
    if any(word in ("stia", "stiano", "stesse", "stessero") for word in seen):
        return None
    if any(word in _PROGRESSIVE for word in seen):
        form = Form("present", any(word in ("stanno", "stavano", "starebbero") for word in seen))
    has_be = any(word in BE for word in seen)
    has_have = any(word in HAVE for word in seen)
    alone = form.tense == "participle" and not (has_be or has_have)
    joined = _joined_have(statement, position) if alone else None
    has_have = has_have or joined is not None
    bare = form.tense == "participle" and not (has_be or has_have)
    if form.tense == "participle" and has_have and any(word in BE - BEEN for word in seen):
        has_be = False
    transitive = not reflexive or "si" not in seen
    passive = form.tense == "participle" and has_be and transitive and verb.lemma not in speech_verbs("intransitive")
    impersonal = not verb.reflexive and form.tense not in ("participle", "gerund", "infinitive") and "si" in seen
    if impersonal and verb.lemma not in ("chiedere", "domandare"):
        passive = True  # "si legge", "si dice"
    return Cue(
        start,
        end,
        position,
        "verb",
        verb.lemma,
        verb,
        form,
        passive=passive,
        bare_participle=bare,
        modality=_modality(statement, position, verb),
        relative=_in_relative(statement, start),
        plural=_number(seen if joined is None else [joined], form),
        aside=statement.word(start - 1) == "come",
    )


def _joined_have(statement: Statement, position: int) -> str | None:
    """The auxiliary of the verb to which a participle is joined: "ha condannato il gesto e [annunciato] che"."""
    if statement.word(position - 1) not in ("e", "ed") or not statement.syntax.parsed:
        return None
    syntax, item = statement.syntax, statement.items[position]
    if syntax.label(item) != "conj":
        return None
    return next((word for at in syntax.verb(syntax.head(item)).tokens if (word := syntax.lower(at)) in HAVE), None)


def _number(seen: list[str], form: Form) -> bool | None:
    """Whether the verb is plural, by its auxiliary where there is one."""
    if form.tense == "participle":
        finite = [word for word in seen if (word in HAVE or word in BE) and word not in BEEN]
        return finite[0] in _PLURAL_AUXILIARIES if finite else None
    return form.plural


def _modality(statement: Statement, position: int, verb: SpeechVerb) -> Modality:
    """How surely it is said that somebody says so."""
    told = statement.syntax.verb(statement.items[position]).modality
    return "denied" if told == "asserted" and verb.lemma in speech_verbs("denying") else told


def _in_relative(statement: Statement, start: int) -> bool:
    """Whether "che" opens what a verb group stands in: "X, che ha detto", "X, che ieri aveva detto"."""
    at = start - 1
    while at > 0 and statement.dated(at):
        at -= 1
    return statement.word(at) in ("che", "quale", "quali")
