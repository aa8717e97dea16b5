"""Reported clauses without marks: "ha precisato che …", "ha detto di volere …", "Secondo X, …", "…, ha dichiarato X.".

The words reported are the clause without "che" and without the final full stop. Where the cue stands inside the clause
they are its longer side. Where the clause ends is told by the parse at each place where it could end (a comma with a
gerund behind it, "e ha aggiunto", "mentre"), and by the words themselves without a parse.
"""

import re
from dataclasses import dataclass, replace

from transforms.language import (
    AUXILIARIES,
    CLITICS,
    DEFINITE,
    FUSED,
    PREPOSITIONS,
    PUNCTUATION,
    WITH,
    speech_forms,
    speech_verbs,
    words_of,
)
from transforms.quotes.clause_ends import clause_end, is_infinitive
from transforms.quotes.cues.cue import Cue
from transforms.quotes.source_ends import PARTICIPLE, STOPS, source_end
from transforms.syntax import GERUND, QUOTED, Statement

_MAX_GAP = 28
# Rule of a clause behind a colon.
_COLON = "indirect:colon"
# A clause cannot end with them: what an inserted cue leaves in front of itself is only a beginning.
_HANGING = words_of("che e ed ma perché mentre poiché dove cui quando quanto se come o quale quali")
# Behind a comma another clause begins with them.
_NEW_CLAUSE = words_of("mentre ma e che dove")
_CONTRASTS = words_of("mentre ma")
_AFTERTHOUGHTS = frozenset({("anche", "se"), ("anche", "perché"), ("dopo", "che")})
_CONNECTIVES = words_of("infatti invece però inoltre tuttavia dunque quindi intanto peraltro comunque")
#: Behind them a source opens its clause.
_OPENING = words_of("; : e ma mentre inoltre infatti tuttavia")
_TRAILING = words_of("( [ sempre però infatti")
_RELATIVES = words_of("che cui quale quali chi")
_EDGES = words_of(", ; : . … - – — /")
_ENDS = _EDGES | _TRAILING
_LEADING = words_of(
    "vuole vogliono voluto voleva volle tiene tengono tenuto tenere teneva continua continuano continuato continuava "
    "torna tornano tornato tornata tornati limita limitano limitava limitavano limitato limitata "
    "limitati limitate limitandosi limitarsi esita arriva arrivato arrivata giunge "
    "giunto finito finisce affretta affrettato affrettata preoccupato premurato tenendo volendo"
)
_FUTURE = re.compile(r"\w{2}(?:rà|ranno|rebbe|rebbero)$")
_CLOCK, _AFTER_CLOCK = re.compile(r"\d{1,2}[:.,]\d\d$"), frozenset("-–—:")
_STOPS_OR_QUOTED = STOPS | {QUOTED}
_PREPOSITIONS = PREPOSITIONS | FUSED
_WAYS = _PREPOSITIONS - WITH
_HANGING_OR_CONNECTIVES = _HANGING | _CONNECTIVES


@dataclass(frozen=True, slots=True)
class Clause:
    """A reported clause as positions ``[start, end)`` of its statement, and the rule that found it."""

    start: int
    end: int
    rule: str


def reported_clause(
    statement: Statement, cue: Cue, cues: list[Cue], inverted: bool, speaker: tuple[int, int] = (-1, -1)
) -> Clause | None:
    """The clause that a cue reports, None when there is none or when it holds quoted words.

    Args:
        statement: the sentence.
        cue: one of its cues.
        cues: all its cues, in order.
        inverted: whether the subject stands behind the verb.
        speaker: code points of the phrase that names the speaker; nobody is part of what they say in an aside.
    """
    if cue.kind == "verb" and cue.aside:
        clause = _of_aside(statement, cue, cues)
    elif cue.kind == "verb":
        told = _complement(statement, cue, cues, inverted, speaker)
        around = _parenthetic(statement, cue, cues, inverted) if told is None or told.rule == _COLON else None
        clause = _longest(statement, [one for one in (told, around) if one is not None])
    elif cue.kind == "source":
        clause = _of_source(statement, cue, cues)
    else:
        clause = _of_source(statement, cue, cues) if _is_aside(statement, cue) else None
    if clause is None or any(statement.quotation(at) is not None for at in range(clause.start, clause.end)):
        return None
    if cue.lemma == "per" and not _has_verb(statement, clause):
        return None  # "per il ministro, una giornata difficile"
    if cue.doubtful and not _is_statement(statement, cue, clause):
        return None
    if clause.rule == "indirect:inserted" and (
        statement.start_char(clause.start) <= speaker[0] < statement.end_char(clause.end - 1)
        or not _has_verb(statement, clause)
    ):
        return None
    return clause if _wordy(statement, clause) else None


def _has_verb(statement: Statement, clause: Clause) -> bool:
    positions = range(clause.start, clause.end)
    if any(statement.pos(at) in ("VERB", "AUX", "") for at in positions):
        return True
    return any(word in AUXILIARIES or _FUTURE.search(word) for word in map(statement.word, positions))


def _is_statement(statement: Statement, cue: Cue, clause: Clause) -> bool:
    """Whether a clause beside "per" may be what is thought: "per Rossi [è finita]", "[è finita], sempre per Rossi"."""
    if clause.start > cue.start:
        return _RELATIVES.isdisjoint(statement.words[clause.start : clause.start + 2])
    before = statement.word(cue.start - 1)
    return before == "sempre" or (before == "," and statement.word(clause.end) == ",")


def _wordy(statement: Statement, clause: Clause) -> bool:
    words = [statement.word(at) for at in range(clause.start, clause.end) if statement.word(at) not in PUNCTUATION]
    told = clause.rule == "indirect:di" or (clause.rule == "indirect:che" and _has_verb(statement, clause))
    return len(words) >= 2 or (bool(words) and told)


def _trim(statement: Statement, start: int, end: int) -> tuple[int, int]:
    """Without the hour of a running report and punctuation at both ends; a bracket opened inside stays whole."""
    if _CLOCK.match(statement.word(start)) and statement.word(start + 1) in _AFTER_CLOCK:
        start += 2  # "9:20 - Si salpa, dice il sindaco"
    while start < end and (
        statement.word(start) in _EDGES or (statement.word(start) in _CONNECTIVES and statement.word(start + 1) == ",")
    ):
        start += 1
    while end > start and statement.word(end - 1) in _ENDS:
        end -= 1
    return start, end


def _complement(
    statement: Statement, cue: Cue, cues: list[Cue], inverted: bool, speaker: tuple[int, int]
) -> Clause | None:
    if cue.speech is None or not cue.speech.clause or cue.bare_participle or _is_purpose(statement, cue):
        return None
    opener = _opener(statement, cue, inverted)
    if opener is None:
        return None
    start = _behind_quoted(statement, opener + 1)
    end = clause_end(statement, replace(cue, relative=cue.relative and statement.word(opener) != ":"), start, cues)
    if inverted:
        end = _before_speaker(statement, start, end, speaker[0])
    start, end = _trim(statement, start, end)
    if statement.word(opener) in ("di", "d'"):
        end = _without_day_of_speech(statement, cue, start, end)
    rule = _COLON if statement.word(opener) == ":" else f"indirect:{statement.word(opener)}"
    clause = Clause(start, end, rule)
    known_as = rule == "indirect:come" and (cue.passive or opener > cue.end) and not _has_verb(statement, clause)
    return clause if end > start and not known_as else None  # "è ricordato come il padre della patria"


def _behind_quoted(statement: Statement, start: int) -> int:
    """Ha detto che «nessuno paga» e che [il ponte reggerà]: where the clause without marks begins."""
    reach = range(start, min(start + _MAX_GAP, len(statement)))
    quoted = next((at for at in reach if statement.word(at) == QUOTED), None)
    if quoted is None:
        return start
    joint = quoted + 1 + (statement.word(quoted + 1) == ",")
    coordinated = statement.word(joint) in ("e", "ed") and statement.word(joint + 1) in ("che", "di")
    return joint + 2 if coordinated else start


def _before_speaker(statement: Statement, start: int, end: int, speaker: int) -> int:
    """Ha annunciato di lasciare la squadra[, Aldo Brighi, ex capitano]: nobody says their own name behind a comma."""
    for at in range(start + 1, end):
        if statement.start_char(at) == speaker and statement.word(at - 1) == ",":
            return at - 1
    return end


def _without_day_of_speech(statement: Statement, cue: Cue, start: int, end: int) -> int:
    """confessò di temere una multa [nel marzo 1998]: a past day behind a plain infinitive is the day of the speech."""
    if cue.form is None or cue.form.tense != "past" or statement.word(start) in ("aver", "essere", "esser"):
        return end
    if statement.word(start) == "avere" and PARTICIPLE.search(statement.word(start + 1)):
        return end
    at = end
    while at > start and statement.dated(at - 1):
        at -= 1
    return at - 1 if at < end and statement.word(at - 1) in PREPOSITIONS and at - 1 > start else end


def _is_purpose(statement: Statement, cue: Cue) -> bool:
    """An infinitive that is no statement of its own: "per assicurare che", unlike "ha voluto precisare che"."""
    if cue.form is None or cue.form.tense != "infinitive":
        return False
    before = statement.word(cue.start - 1)
    if before in ("nel", "nell'", "nello"):
        return False  # "concordi nell'affermare che"
    if before in ("a", "ad", "di", "col", "con", "per"):
        before = statement.word(cue.start - 2)
    return before not in _LEADING


def _opener(statement: Statement, cue: Cue, inverted: bool) -> int | None:
    """Position of the che, come or di that opens the reported clause."""
    position, passed = cue.end, False
    while position < min(cue.end + _MAX_GAP, len(statement)):
        word = statement.word(position)
        speech = cue.speech
        if speech is not None and word in ("che", "ch'", "come") and word.replace("ch'", "che") in speech.clause:
            return None if _leads_noun(statement, position, passed) else position
        if word == ":":
            return position if _tells_behind_colon(statement, cue, position) else None
        if (
            word in ("di", "d'")
            and speech is not None
            and "di" in speech.clause
            and is_infinitive(statement, position + 1)
        ):
            return position
        if behind := _behind_adverb(statement, position):
            position = behind
        elif word == ",":
            if statement.word(position + 1) == "che" and statement.pos(position + 1) == "SCONJ" and speech is not None:
                return position + 1 if "che" in speech.clause else None
            closing = next(
                (at for at in range(position + 1, min(position + 20, len(statement))) if statement.word(at) == ","),
                None,
            )
            way = statement.word(position + 1) in _WAYS
            if closing is None and way and statement.word(position + 2) != "che":  # "dopo che"
                position += 1  # "ha annunciato, tramite il suo legale che …"
                continue
            if closing is None or any(statement.word(at) in _STOPS_OR_QUOTED for at in range(position, closing)):
                return None
            position = closing + 1
        elif word in _PREPOSITIONS:
            phrase = statement.phrase_at(position + 1)
            position = phrase.end if phrase is not None else position + 1
        else:
            phrase = statement.phrase_at(position)
            told = not passed and cue.lemma in speech_verbs("addressed")  # "ha informato i giudici che …"
            if phrase is None or not (inverted or told) or (word in CLITICS and statement.pos(position) == "PRON"):
                return None
            position, passed = phrase.end, True
            inverted = False
    return None


def _behind_adverb(statement: Statement, position: int) -> int:
    """Where an adverb, "più volte", "due volte" or a time expression ends; 0 where none begins."""
    word = statement.word(position)
    if statement.word(position + 1) == "volte":
        return position + 2
    if word in DEFINITE and position + 1 < len(statement) and statement.dated(position + 1):
        return position + 1  # "lo scorso lunedì"
    return position + 1 if statement.is_adverb(position) or statement.dated(position) else 0


def _leads_noun(statement: Statement, position: int, passed: bool) -> bool:
    """Whether it leads a noun and no clause: "di che", and by the parse "ha indicato il porto come sede"."""
    if statement.word(position) == "che":
        return statement.word(position - 1) in PREPOSITIONS
    syntax, item = statement.syntax, statement.items[position]
    return passed and syntax.parsed and item >= 0 and syntax.label(item) == "case"


def _tells_behind_colon(statement: Statement, cue: Cue, colon: int) -> bool:
    """Il capo dei vigili anticipa: il ponte riaprirà: what is told follows as a clause, without marks."""
    if not cue.finite or cue.passive or QUOTED in (statement.word(colon + 1), statement.word(colon + 2)):
        return False
    return _has_verb(statement, Clause(colon + 1, len(statement), ""))


def _parenthetic(statement: Statement, cue: Cue, cues: list[Cue], inverted: bool) -> Clause | None:
    """A cue set off by commas inside or behind the clause that it reports."""
    if cue.speech is None or not cue.finite or cue.passive or not cue.speech.clause:
        return None
    looks_back = statement.word(cue.start) in ("lo", "l'") and statement.word(cue.start - 1) in (":", ";")
    if (statement.word(cue.start - 1) not in (",", "-", "–", "—") and not looks_back) or cue.start < 2:
        return None
    closing = len(statement) if looks_back else _closes(statement, cue.end)
    if not inverted and closing != cue.end:
        return None
    if closing is None:
        return None
    return _longer_side(statement, cue.start - 1, closing, "indirect:inserted", cues, cue)


def _of_aside(statement: Statement, cue: Cue, cues: list[Cue]) -> Clause | None:
    """Come ha spiegato X, … / …, come ha spiegato X."""
    if cue.speech is None or not cue.speech.clause:
        return None  # "come fu chiamata in seguito"
    start = cue.start - 1
    closing = _closes(statement, cue.end)
    if closing is None or (start > 0 and statement.word(start - 1) not in (",", "(", "-", "–", "—")):
        return None
    if start == 0:
        left, right = _trim(statement, closing, clause_end(statement, cue, min(closing + 1, len(statement)), cues))
        return Clause(left, right, "indirect:source") if right > left else None
    return _longer_side(statement, start - 1, closing, "indirect:source", cues, cue)


def _closes(statement: Statement, position: int) -> int | None:
    """Where the inserted cue ends: at the next comma, dash or stop; None when a clause hangs on it."""
    for at in range(position, min(position + _MAX_GAP, len(statement))):
        word = statement.word(at)
        if word == ",":
            name = statement.name(at + 1)
            end = statement.end_of_name(at + 1)
            return end if name is not None and name.kind == "PER" and statement.word(end) == "," else at
        if word in ("-", "–", "—") or word in STOPS:
            return at
        if word in ("che", "come", QUOTED):
            return None
    return len(statement) if len(statement) - position < _MAX_GAP else None


def _longer_side(
    statement: Statement, left_end: int, right_start: int, rule: str, cues: list[Cue], cue: Cue
) -> Clause | None:
    right_end = clause_end(statement, cue, min(right_start + 1, len(statement)), cues)
    if statement.word(right_start) in STOPS:
        right_end = right_start
    right = _trim(statement, min(right_start, right_end), right_end)
    if _is_narrators(statement, right[0]) or any(one.relative and one.start == right[0] for one in cues):
        right = (right_end, right_end)
    goes_on = _has_verb(statement, Clause(*right, ""))
    left = _trim(statement, _left_start(statement, left_end, goes_on), left_end)
    if left[1] > left[0] and (
        statement.word(left[1] - 1) in _HANGING_OR_CONNECTIVES or GERUND.search(statement.word(left[1] - 1))
    ):
        left = (left[0], left[0])
    if _turns_away(statement, right[0]) and _has_verb(statement, Clause(*left, "")):
        right = (right_end, right_end)
    spans = [span for span in (left, right) if span[1] > span[0]]
    if not spans:
        return None
    clauses = [Clause(*span, rule) for span in spans]
    return _longest(statement, [clause for clause in clauses if _has_verb(statement, clause)] or clauses)


def _is_narrators(statement: Statement, position: int) -> bool:
    """Whether the narrator goes on: "…, ha detto Neri, [che ha aggiunto]", "…, ha detto, [annunciando i conti]"."""
    word = statement.word(position)
    says = GERUND.search(word) is not None and any(verb.kind != "show" for verb, _ in speech_forms().get(word, ()))
    return says or (word == "che" and statement.pos(position) == "PRON")


def _turns_away(statement: Statement, position: int) -> bool:
    """Whether a contrast or an afterthought follows: "…, dice Neri, [mentre per il club …]", "…, [anche se …]"."""
    word = statement.word(position)
    return word in _CONTRASTS or (word, statement.word(position + 1)) in _AFTERTHOUGHTS


def _longest(statement: Statement, clauses: list[Clause]) -> Clause | None:
    """The longest clause; one that holds no quotation goes before."""
    plain = [one for one in clauses if QUOTED not in statement.words[one.start : one.end]]
    spans = {one: statement.end_char(one.end - 1) - statement.start_char(one.start) for one in plain or clauses}
    return max(spans, key=spans.__getitem__, default=None)


def _left_start(statement: Statement, end: int, goes_on: bool) -> int:
    """Where the clause in front of an inserted cue begins: behind a semicolon, a colon, or "mentre".

    Where only a subject stands behind it and the clause goes on behind the cue ("…, mentre il bacino, dice X, è
    pieno"), nothing in front is the clause.
    """
    for at in range(end - 1, -1, -1):
        word = statement.word(at)
        if word in (";", ":") and (goes_on or _has_verb(statement, Clause(at, end, ""))):
            return at + 1 if _has_verb(statement, Clause(at, end, "")) else end
        if word in _NEW_CLAUSE and statement.word(at - 1) == "," and not _has_verb(statement, Clause(at, end, "")):
            return end
    return 0


def _is_aside(statement: Statement, cue: Cue) -> bool:
    """Sono parole di X, set off by a comma: an aside that says whose words the sentence holds."""
    copula = any(statement.word(at) in ("è", "sono", "erano", "era") for at in range(cue.start, cue.verb))
    return copula and cue.holder is not None and statement.word(cue.start - 1) == ","


def _of_source(statement: Statement, cue: Cue, cues: list[Cue]) -> Clause | None:
    """Secondo X, … / …, secondo X, … / …, secondo X."""
    if cue.relative:
        start, end = _trim(statement, cue.end, clause_end(statement, cue, cue.end, cues))
        return Clause(start, end, "indirect:source") if end > start else None
    closing = source_end(statement, cue)
    if closing is None:
        return None
    if cue.start == 0 or statement.word(cue.start - 1) in _OPENING:
        start = closing
        start, end = _trim(
            statement, start, clause_end(statement, cue, start + 1, cues) if start < len(statement) else start
        )
        return Clause(start, end, "indirect:source") if end > start else None
    left_end = cue.start - 1 if statement.word(cue.start - 1) == "," else cue.start
    return _longer_side(statement, left_end, closing, "indirect:source", cues, cue)
