"""Where the phrase that names a source ends and its clause goes on: "secondo Neri, che guida i soci, [il ponte …]"."""

import re

from transforms.language import AUXILIARIES, BY, DETERMINERS, FUSED, OF, PREPOSITIONS, PRONOUNS, PUNCTUATION, can_speak
from transforms.quotes.cues.cue import Cue
from transforms.syntax import GERUND, QUOTED, Statement, listed_names

#: Marks that end a sentence or a part of it.
STOPS = frozenset({".", "!", "?", "…", ";", ":"})
#: Nothing more is told of whom they mean.
_MEANT = ("lui", "lei", "loro")
_PREPOSITIONS = PREPOSITIONS | FUSED
_GOVERNING = _PREPOSITIONS | BY
PARTICIPLE = re.compile(r"\w{2}(?:at|it|ut|st|tt|rs)[oaie]$")


def source_end(statement: Statement, cue: Cue) -> int | None:
    """Where "secondo X" with all that belongs to X ends: at its comma, or at the verb that follows."""
    if cue.holder is not None and cue.holder < cue.end:
        return cue.end  # "a loro dire"
    position = cue.holder if cue.holder is not None else cue.end
    if statement.word(position) in _MEANT:
        return position + 1
    phrase = next(reversed(listed_names(statement, position)), statement.phrase_at(position))
    end = phrase.end if phrase is not None else position
    if phrase is None and statement.word(position) in PRONOUNS:
        end = position + 1
    named = phrase is not None and statement.name(phrase.end - 1) is not None
    bracket = end
    for at in range(end, min(end + 60, len(statement) + 1)):
        word = statement.word(at)
        if not word or word in STOPS:
            return at
        if word == ",":
            inner = _apposition_end(statement, at)
            return inner if inner is not None else at
        if word in ("-", "–", "—"):
            closing = next(
                (to for to in range(at + 1, min(at + 40, len(statement))) if statement.word(to) in ("-", "–", "—")),
                None,
            )
            return closing + 1 if closing is not None and statement.word(closing + 1) == "," else at
        if at < bracket or word == "(":
            bracket = max(bracket, _bracket_end(statement, at))
            continue
        if (at in (end, bracket)) and word not in _GOVERNING and not _continues(statement, at):
            return at
        if at == end and named and word not in OF and not _comma_soon(statement, at):
            return at  # "come riportato dall'OMS con quasi 5000 morti …"
        if statement.pos(at) in ("VERB", "AUX") and word not in ("che",) and statement.word(at - 1) not in ("che",):
            return at if at > end else end
    return None


def _bracket_end(statement: Statement, opening: int) -> int:
    """Position behind the ")" that closes a bracket; the next one where it is never closed."""
    if statement.word(opening) != "(":
        return opening
    return next(
        (at + 1 for at in range(opening, min(opening + 30, len(statement))) if statement.word(at) == ")"), opening + 1
    )


def _comma_soon(statement: Statement, start: int) -> bool:
    """Whether a comma ends the source a few words further on, before any verb."""
    for at in range(start, min(start + 10, len(statement))):
        if statement.word(at) == ",":
            return True
        if statement.word(at) in AUXILIARIES or statement.pos(at) in ("VERB", "AUX"):
            return False
    return False


def _continues(statement: Statement, position: int) -> bool:
    word = statement.word(position)
    return word in ("e", "ed", "che", "pubblicato", "pubblicata", "diffuso", "diffusa", ")", "(") or word in PUNCTUATION


def _apposition_end(statement: Statement, comma: int) -> int | None:
    """Behind the bracket that tells more of the source: "Secondo Rossi, analista di Borsa, …"; "citando fonti …,"."""
    word = statement.word(comma + 1)
    name = statement.name(comma + 1)
    if name is not None and name.kind == "PER":  # secondo un portavoce, Luca Neri,
        end = statement.end_of_name(comma + 1)
        return end if statement.word(end) == "," else None
    told = statement.phrase_at(comma + 1)
    titled = told is not None and any(can_speak(statement.word(at)) for at in range(told.start, told.end))
    if told is not None and titled and statement.word(told.end) == "," and word in DETERMINERS:
        return told.end  # secondo Rossi, il suo legale,
    opens = word in OF or GERUND.search(word) is not None or word == "che" or PARTICIPLE.search(word) is not None
    bare = (statement.pos(comma + 1) == "NOUN" or bool(can_speak(word))) and statement.word(comma + 2) in _PREPOSITIONS
    if not (opens or bare):
        return None
    last = None
    for at in range(comma + 1, min(comma + 40, len(statement))):
        if statement.word(at) in STOPS or statement.word(at) == QUOTED:
            break
        if statement.word(at) == ",":
            last = at
            if bare or not _list_goes_on(statement, at):
                return at
    return last


def _list_goes_on(statement: Statement, comma: int) -> bool:
    return statement.word(comma + 1) in ("tra", "fra", "e", "nonché", "tra cui")
