"""Cues that look back: the sentence that says who said the one before.

"A dirlo è stato X", "Lo ha detto X", "È quanto ha dichiarato X", "È l'appello di X", "Così X".
"""

from dataclasses import replace

from transforms.language import ADVERBS, AUXILIARIES, BE, BY, FUSED, words_of
from transforms.quotes.cues.cue import Cue
from transforms.syntax import QUOTED, Statement

_POINTING = words_of("queste questa questo questi parola parole così")
_SMALL = words_of(", ( - – questo così quanto è a ad")
_MAX_LEAD = 7


def back_cue(statement: Statement, cues: list[Cue]) -> Cue | None:
    """The cue at the start of a statement that says who said the sentence before it.

    Args:
        statement: the sentence behind.
        cues: its cues.

    Returns:
        The cue with the position of the speaker's phrase, where the cue itself tells it; None when the sentence does
        not look back.
    """
    if statement.word(0) == QUOTED:
        return None
    return _noun(statement, cues) or _so(statement) or _verb(statement, cues)


def _noun(statement: Statement, cues: list[Cue]) -> Cue | None:
    """Queste le parole di X; È l'appello lanciato da X."""
    said = next((cue for cue in cues if cue.kind == "noun" and cue.start <= 1), None)
    if said is None or QUOTED in statement.words:
        return None
    copula = any(word in BE for word in statement.words[: said.verb])
    if not copula and statement.word(said.start) not in _POINTING:
        return None
    if said.holder is not None:
        return said
    agent = next((at for at in range(said.end, min(said.end + 6, len(statement))) if statement.word(at) in BY), None)
    return replace(said, holder=agent + 1) if agent is not None else None


def _so(statement: Statement) -> Cue | None:
    """Così il ministro, a margine del vertice: without a verb of its own."""
    phrase = statement.phrase_at(1) if statement.word(0) == "così" else None
    if phrase is None or QUOTED in statement.words:
        return None
    narrated = any(
        statement.word(at) in AUXILIARIES or statement.pos(at) in ("VERB", "AUX")
        for at in range(phrase.end, min(phrase.end + 6, len(statement)))
        if not statement.word(at).endswith("ndo")
    )
    return None if narrated else Cue(0, 1, 0, "source", "così", holder=1)


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
        statement.word(cue.start) in ("lo", "l'") or "quanto" in words or (statement.word(0) == "così" and cue.finite)
    )
    return cue if looks_back else None


def _behind_hearer(statement: Statement, at: int) -> int:
    """Behind whom somebody tells it, where they are named: "a dirlo [all'agenzia] è X"."""
    word = statement.word(at)
    phrase = statement.phrase_at(at + 1) if word in ("a", "ad") or (word in FUSED and word.startswith("a")) else None
    return at if phrase is None else phrase.end
