"""Cues that look back: the sentence that says who said the one before.

"A dirlo è stato X", "Lo ha detto X", "È quanto ha dichiarato X", "È l'appello di X", "Così X".
"""

from dataclasses import replace

from transforms.language import ADVERBS, AUXILIARIES, BE, BY, FUSED, words_of
from transforms.quotes.cues.cue import Cue
from transforms.syntax import GERUND, QUOTED, Statement, after_verb

_POINTING = words_of("queste questa questo questi parola parole così")
_SMALL = words_of(", ( - – questo così quanto è a ad")
_RELATIVES = words_of("che cui quale quali")
_MAX_LEAD = 7
#: So many words behind whoever is named tell whether the sentence goes on with what they did.
_NARRATED = 6


def back_cue(statement: Statement, cues: list[Cue], *, quoted: bool = False) -> Cue | None:
    """The cue at the start of a statement that says who said the sentence before it.

    Args:
        statement: the sentence behind.
        cues: its cues.
        quoted: whether the sentence before ends with a quotation: "così" hardly tells what followed then.

    Returns:
        The cue with the position of the speaker's phrase, where the cue itself tells it; None when the sentence does
        not look back.
    """
    if statement.word(0) == QUOTED:
        return None
    return _noun(statement, cues) or _so(statement, cues, quoted) or _verb(statement, cues)


def _noun(statement: Statement, cues: list[Cue]) -> Cue | None:
    """Queste le parole di X; È l'appello lanciato da X."""
    said = next((cue for cue in cues if cue.kind == "noun" and cue.start <= 1), None)
    if said is None or _announces(statement, cues, said.end):
        return None
    copula = any(word in BE for word in statement.words[: said.verb])
    if not copula and statement.word(said.start) not in _POINTING:
        return None
    if said.holder is not None:
        return said
    agent = next((at for at in range(said.end, min(said.end + 6, len(statement))) if statement.word(at) in BY), None)
    return replace(said, holder=agent + 1) if agent is not None else None


def _so(statement: Statement, cues: list[Cue], quoted: bool) -> Cue | None:
    """Così il ministro, a margine del vertice; così in una nota il ministro, che …; così il ministro commenta …."""
    if statement.word(0) != "così":
        return None
    phrase = after_verb(statement, 1) if quoted else statement.phrase_at(1)
    if phrase is None or _announces(statement, cues, phrase.end):
        return None
    verb = _narrated(statement, phrase.end, quoted)
    says = quoted and any(cue.start <= verb < cue.end and cue.finite for cue in cues)
    return Cue(0, 1, 0, "source", "così", holder=phrase.start) if verb < 0 or says else None


def _announces(statement: Statement, cues: list[Cue], start: int) -> bool:
    """Whether a sentence has a quotation of its own, and no other cue behind a position announces it."""
    own = next((at for at, word in enumerate(statement.words) if word == QUOTED), None)
    return own is not None and not any(start <= cue.start < own for cue in cues)


def _narrated(statement: Statement, end: int, quoted: bool) -> int:
    """The verb with which a sentence goes on, "così il ministro ha deciso", -1 without one.

    What is told of somebody in passing is none: "così il ministro, che ha letto la legge", "in un messaggio letto".
    """
    for at in range(end, min(end + _NARRATED, len(statement))):
        if quoted and statement.word(at) in _RELATIVES:
            break
        verb = statement.word(at) in AUXILIARIES or statement.pos(at) in ("VERB", "AUX")
        if verb and not GERUND.search(statement.word(at)) and not (quoted and _is_participle(statement, at)):
            return at
    return -1


def _is_participle(statement: Statement, position: int) -> bool:
    item, before = statement.items[position], statement.word(position - 1)
    return before not in AUXILIARIES and item >= 0 and statement.syntax.feature(item, "VerbForm") == "Part"


def _verb(statement: Statement, cues: list[Cue]) -> Cue | None:
    start = 0
    while statement.word(start) in ADVERBS or statement.word(start) in _SMALL:
        start += 1
        if start > _MAX_LEAD:
            return None
    words = statement.words[:start]
    cue = next((cue for cue in cues if cue.kind == "verb" and cue.start <= start < cue.end), None)
    if cue is None or (cue.verb + 1 < len(statement) and statement.word(cue.end) in ("che", ":", QUOTED)):
        return None
    if cue.form is not None and cue.form.tense == "infinitive":
        if not statement.word(cue.verb).endswith(("lo", "la")) or not words or words[-1] not in ("a", "ad"):
            return None
        end = _behind_hearer(statement, cue.end)
        while statement.word(end) in BE or statement.word(end) in ADVERBS or statement.word(end) in ("ha", "sono"):
            end += 1
        return replace(cue, start=start - 1, end=end, holder=end, kind="source")
    looks_back = (
        statement.word(cue.start) in ("lo", "l'")
        or ("quanto" in words and words[0] not in ("a", "ad"))  # "a quanto si apprende": what follows
        or (statement.word(0) == "così" and cue.finite)
    )
    return cue if looks_back else None


def _behind_hearer(statement: Statement, at: int) -> int:
    """Behind whom somebody tells it, where they are named: "a dirlo [all'agenzia] è X"."""
    word = statement.word(at)
    phrase = statement.phrase_at(at + 1) if word in ("a", "ad") or (word in FUSED and word.startswith("a")) else None
    return at if phrase is None else phrase.end
