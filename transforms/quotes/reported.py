"""Reported clauses without marks: "ha precisato che …", "ha detto di volere …", "Secondo X, …", "…, ha dichiarato X.".

The words reported are the clause without "che" and without the final full stop. Where the cue stands inside the clause
they are its longer side. Where the clause ends is told by the parse at each place where it could end (a comma with a
gerund behind it, "e ha aggiunto", "mentre"), and by the words themselves without a parse.
"""

import re
from dataclasses import dataclass

from transforms.language import (
    ADVERBS,
    AUXILIARIES,
    BY,
    CLITICS,
    DETERMINERS,
    FUSED,
    OF,
    PREPOSITIONS,
    PRONOUNS,
    PUNCTUATION,
    can_speak,
    words_of,
)
from transforms.quotes.clause_ends import clause_end, is_infinitive
from transforms.quotes.cues.cue import Cue
from transforms.quotes.text import GERUND, QUOTED, Frame

_MAX_GAP = 28
# A clause cannot end with them: what an inserted cue leaves in front of itself is only a beginning.
_HANGING = words_of("che e ed ma perché mentre poiché dove cui quando se come o")
_CONNECTIVES = words_of("infatti invece però inoltre tuttavia dunque quindi intanto peraltro comunque")
_TRAILING = words_of("( [ sempre però infatti")
_EDGES = words_of(", ; : . … - – — /")
_LEADING = words_of(
    "vuole vogliono voluto voleva volle tiene tengono tenuto tenere teneva continua continuano continuato continuava "
    "torna tornano tornato tornata tornati limita limitato limitata limitandosi esita arriva arrivato arrivata giunge "
    "giunto finito finisce affretta affrettato affrettata preoccupato premurato tenendo volendo"
)
_PARTICIPLE = re.compile(r"\w{2}(?:at|it|ut|st|tt|rs)[oaie]$")
_STOPS = frozenset({".", "!", "?", "…", ";", ":"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A reported clause as positions ``[start, end)`` of its frame, and the rule that found it."""

    start: int
    end: int
    rule: str


def reported_clause(
    frame: Frame, cue: Cue, cues: list[Cue], inverted: bool, speaker: tuple[int, int] = (0, 0)
) -> Clause | None:
    """The clause that a cue reports, None when there is none or when it holds quoted words.

    Args:
        frame: the sentence.
        cue: one of its cues.
        cues: all its cues, in order.
        inverted: whether the subject stands behind the verb.
        speaker: code points of the phrase that names the speaker; nobody is part of what they say in an aside.
    """
    if cue.kind == "verb" and cue.aside:
        clause = _of_aside(frame, cue, cues)
    elif cue.kind == "verb":
        clause = _complement(frame, cue, cues, inverted) or _parenthetic(frame, cue, cues, inverted)
    elif cue.kind == "source":
        clause = _of_source(frame, cue, cues)
    else:
        clause = _of_source(frame, cue, cues) if _is_aside(frame, cue) else None
    if clause is None or any(frame.quotation(at) is not None for at in range(clause.start, clause.end)):
        return None
    if cue.lemma == "per" and not _has_verb(frame, clause):
        return None  # "per il ministro, una giornata difficile"
    if clause.rule == "indirect:inserted" and (
        frame.start_char(clause.start) <= speaker[0] < frame.end_char(clause.end - 1) or not _has_verb(frame, clause)
    ):
        return None
    return clause if _wordy(frame, clause) else None


def _has_verb(frame: Frame, clause: Clause) -> bool:
    positions = range(clause.start, clause.end)
    return any(frame.word(at) in AUXILIARIES or frame.pos(at) in ("VERB", "AUX", "") for at in positions)


def _wordy(frame: Frame, clause: Clause) -> bool:
    words = [frame.word(at) for at in range(clause.start, clause.end) if frame.word(at) not in PUNCTUATION]
    return len(words) >= 2 or (bool(words) and clause.rule == "indirect:di")


def _trim(frame: Frame, start: int, end: int) -> tuple[int, int]:
    """Without punctuation at both ends; a bracket that is opened inside stays whole."""
    while start < end and (
        frame.word(start) in _EDGES or (frame.word(start) in _CONNECTIVES and frame.word(start + 1) == ",")
    ):
        start += 1
    while end > start and frame.word(end - 1) in _EDGES | _TRAILING:
        end -= 1
    return start, end


def _complement(frame: Frame, cue: Cue, cues: list[Cue], inverted: bool) -> Clause | None:
    if cue.speech is None or not cue.speech.clause or cue.bare_participle or _is_purpose(frame, cue):
        return None
    opener = _opener(frame, cue, inverted)
    if opener is None:
        return None
    start = opener + 1
    end = clause_end(frame, cue, start, cues)
    start, end = _trim(frame, start, end)
    if frame.word(opener) in ("di", "d'"):
        end = _without_day_of_speech(frame, cue, start, end)
    return Clause(start, end, f"indirect:{frame.word(opener)}") if end > start else None


def _without_day_of_speech(frame: Frame, cue: Cue, start: int, end: int) -> int:
    """annunciò di avere un cancro [nel giugno 2011]: a past day behind a plain infinitive is the day of the speech."""
    if cue.form is None or cue.form.tense != "past" or frame.word(start) in ("aver", "essere", "esser"):
        return end
    if frame.word(start) == "avere" and _PARTICIPLE.search(frame.word(start + 1)):
        return end
    at = end
    while at > start and frame.dated(at - 1):
        at -= 1
    return at - 1 if at < end and frame.word(at - 1) in PREPOSITIONS and at - 1 > start else end


def _is_purpose(frame: Frame, cue: Cue) -> bool:
    """An infinitive that is no statement of its own: "per assicurare che", unlike "ha voluto precisare che"."""
    if cue.form is None or cue.form.tense != "infinitive":
        return False
    before = frame.word(cue.start - 1)
    if before in ("a", "ad", "di", "col", "con", "per"):
        before = frame.word(cue.start - 2)
    return before not in _LEADING


def _opener(frame: Frame, cue: Cue, inverted: bool) -> int | None:
    """Position of the che, come or di that opens the reported clause."""
    position = cue.end
    while position < min(cue.end + _MAX_GAP, len(frame)):
        word = frame.word(position)
        speech = cue.speech
        if speech is not None and word in ("che", "ch'", "come") and word.replace("ch'", "che") in speech.clause:
            return position
        if word in ("di", "d'") and speech is not None and "di" in speech.clause and is_infinitive(frame, position + 1):
            return position
        if word in ADVERBS or frame.dated(position) or (word.endswith("mente") and len(word) > 6):
            position += 1
        elif word == ",":
            closing = next(
                (at for at in range(position + 1, min(position + 20, len(frame))) if frame.word(at) == ","), None
            )
            if closing is None or any(frame.word(at) in _STOPS | {QUOTED} for at in range(position, closing)):
                return None
            position = closing + 1
        elif word in PREPOSITIONS | FUSED:
            phrase = frame.phrase_at(position + 1)
            position = phrase.end if phrase is not None else position + 1
        else:
            phrase = frame.phrase_at(position)
            if phrase is None or not inverted or (word in CLITICS and frame.pos(position) == "PRON"):
                return None
            position = phrase.end
            inverted = False
    return None


def _parenthetic(frame: Frame, cue: Cue, cues: list[Cue], inverted: bool) -> Clause | None:
    """A cue set off by commas inside or behind the clause that it reports."""
    if cue.speech is None or not cue.finite or cue.passive or not cue.speech.clause:
        return None
    if frame.word(cue.start - 1) not in (",", "-", "–", "—") or cue.start < 2:
        return None
    closing = _closes(frame, cue.end)
    if not inverted and closing != cue.end:
        return None
    if closing is None:
        return None
    return _longer_side(frame, cue.start - 1, closing, "indirect:inserted", cues, cue)


def _of_aside(frame: Frame, cue: Cue, cues: list[Cue]) -> Clause | None:
    """Come ha spiegato X, … / …, come ha spiegato X."""
    if cue.speech is None or not cue.speech.clause:
        return None  # "come fu chiamata in seguito"
    start = cue.start - 1
    closing = _closes(frame, cue.end)
    if closing is None or (start > 0 and frame.word(start - 1) not in (",", "(", "-", "–", "—")):
        return None
    if start == 0:
        left, right = _trim(frame, closing, clause_end(frame, cue, min(closing + 1, len(frame)), cues))
        return Clause(left, right, "indirect:source") if right > left else None
    return _longer_side(frame, start - 1, closing, "indirect:source", cues, cue)


def _closes(frame: Frame, position: int) -> int | None:
    """Where the inserted cue ends: at the next comma, dash or stop; None when a clause hangs on it."""
    for at in range(position, min(position + _MAX_GAP, len(frame))):
        word = frame.word(at)
        if word in (",", "-", "–", "—") or word in _STOPS:
            return at
        if word in ("che", "come", QUOTED):
            return None
    return len(frame) if len(frame) - position < _MAX_GAP else None


def _longer_side(frame: Frame, left_end: int, right_start: int, rule: str, cues: list[Cue], cue: Cue) -> Clause | None:
    left = _trim(frame, _left_start(frame, left_end, cues, cue), left_end)
    right_end = clause_end(frame, cue, min(right_start + 1, len(frame)), cues)
    if frame.word(right_start) in _STOPS:
        right_end = right_start
    right = _trim(frame, min(right_start, right_end), right_end)
    if left[1] > left[0] and (
        frame.word(left[1] - 1) in _HANGING | _CONNECTIVES or GERUND.search(frame.word(left[1] - 1))
    ):
        left = (left[0], left[0])
    spans = [span for span in (left, right) if span[1] > span[0]]
    if not spans:
        return None
    best = max(spans, key=lambda span: frame.end_char(span[1] - 1) - frame.start_char(span[0]))
    return Clause(*best, rule)


def _left_start(frame: Frame, end: int, cues: list[Cue], cue: Cue) -> int:
    """Where the clause in front of an inserted cue begins: behind a quotation or semicolon."""
    for at in range(end - 1, -1, -1):
        if frame.word(at) == ";":
            return at + 1
    return 0


def _is_aside(frame: Frame, cue: Cue) -> bool:
    """Sono parole di X, set off by a comma: an aside that says whose words the sentence holds."""
    copula = any(frame.word(at) in ("è", "sono", "erano", "era") for at in range(cue.start, cue.verb))
    return copula and cue.holder is not None and frame.word(cue.start - 1) == ","


def _of_source(frame: Frame, cue: Cue, cues: list[Cue]) -> Clause | None:
    """Secondo X, … / …, secondo X, … / …, secondo X."""
    if cue.relative:
        start, end = _trim(frame, cue.end, clause_end(frame, cue, cue.end, cues))
        return Clause(start, end, "indirect:source") if end > start else None
    closing = _source_end(frame, cue)
    if closing is None:
        return None
    if cue.start == 0 or frame.word(cue.start - 1) in (";", ":", "e", "ma", "mentre", "inoltre"):
        start = closing
        start, end = _trim(frame, start, clause_end(frame, cue, start + 1, cues) if start < len(frame) else start)
        return Clause(start, end, "indirect:source") if end > start else None
    left_end = cue.start - 1 if frame.word(cue.start - 1) == "," else cue.start
    return _longer_side(frame, left_end, closing, "indirect:source", cues, cue)


def _source_end(frame: Frame, cue: Cue) -> int | None:
    """Where "secondo X" with all that belongs to X ends: at its comma, or at the verb that follows."""
    position = cue.holder if cue.holder is not None else cue.end
    phrase = frame.phrase_at(position)
    end = phrase.end if phrase is not None else position
    if phrase is None and frame.word(position) in PRONOUNS:
        end = position + 1
    named = phrase is not None and frame.named(phrase.end - 1) >= 0
    bracket = end
    for at in range(end, min(end + 60, len(frame) + 1)):
        word = frame.word(at)
        if not word or word in _STOPS:
            return at
        if word == ",":
            inner = _apposition_end(frame, at)
            return inner if inner is not None else at
        if word in ("-", "–", "—"):
            closing = next(
                (to for to in range(at + 1, min(at + 40, len(frame))) if frame.word(to) in ("-", "–", "—")), None
            )
            return closing + 1 if closing is not None and frame.word(closing + 1) == "," else at
        if at < bracket or word == "(":
            bracket = max(bracket, _bracket_end(frame, at))
            continue
        if (at in (end, bracket)) and word not in PREPOSITIONS | FUSED | BY and not _continues(frame, at):
            return at
        if at == end and named and word not in OF and not _comma_soon(frame, at):
            return at  # "come riportato dall'OMS con quasi 5000 morti …"
        if frame.pos(at) in ("VERB", "AUX") and word not in ("che",) and frame.word(at - 1) not in ("che",):
            return at if at > end else end
    return None


def _bracket_end(frame: Frame, opening: int) -> int:
    """Position behind the ")" that closes a bracket; the next one where it is never closed."""
    if frame.word(opening) != "(":
        return opening
    return next((at + 1 for at in range(opening, min(opening + 30, len(frame))) if frame.word(at) == ")"), opening + 1)


def _comma_soon(frame: Frame, start: int) -> bool:
    """Whether a comma ends the source a few words further on, before any verb."""
    for at in range(start, min(start + 10, len(frame))):
        if frame.word(at) == ",":
            return True
        if frame.word(at) in AUXILIARIES or frame.pos(at) in ("VERB", "AUX"):
            return False
    return False


def _continues(frame: Frame, position: int) -> bool:
    word = frame.word(position)
    return word in ("e", "ed", "che", "pubblicato", "pubblicata", "diffuso", "diffusa", ")", "(") or word in PUNCTUATION


def _apposition_end(frame: Frame, comma: int) -> int | None:
    """Behind the bracket that tells more of the source: "Secondo Rossi, analista di Borsa, …"; "citando fonti …,"."""
    word = frame.word(comma + 1)
    number = frame.named(comma + 1) if comma + 1 < len(frame) else -1
    if number >= 0 and frame.narration.names[number].kind == "PER":  # secondo un portavoce, Luca Neri,
        end = comma + 1
        while end < len(frame) and frame.named(end) == number:
            end += 1
        return end if frame.word(end) == "," else None
    told = frame.phrase_at(comma + 1)
    titled = told is not None and any(can_speak(frame.word(at)) for at in range(told.start, told.end))
    if told is not None and titled and frame.word(told.end) == "," and word in DETERMINERS:
        return told.end  # secondo Rossi, il suo legale,
    opens = word in OF or GERUND.search(word) is not None or word == "che" or _PARTICIPLE.search(word) is not None
    bare = (frame.pos(comma + 1) == "NOUN" or bool(can_speak(word))) and frame.word(comma + 2) in PREPOSITIONS | FUSED
    if not (opens or bare):
        return None
    last = None
    for at in range(comma + 1, min(comma + 40, len(frame))):
        if frame.word(at) in _STOPS or frame.word(at) == QUOTED:
            break
        if frame.word(at) == ",":
            last = at
            if bare or not _list_goes_on(frame, at):
                return at
    return last


def _list_goes_on(frame: Frame, comma: int) -> bool:
    return frame.word(comma + 1) in ("tra", "fra", "e", "nonché", "tra cui")
