"""Cues that look back: the sentence that says who said the one before.

"A dirlo è stato X", "Lo ha detto X", "È quanto ha dichiarato X", "Ne è convinto X", "È l'appello di X", "Così X".
"""

from dataclasses import replace

from transforms.language import ADVERBS, AUXILIARIES, BE, BY, words_of
from transforms.quotes.cues.cue import Cue
from transforms.quotes.text import QUOTED, Frame

_POINTING = words_of("queste questa questo questi parola parole così")
_SMALL = words_of(", ( - – questo così quanto è a ad")
_CONVINCED = words_of("convinto convinta convinti convinte certo certa certi certe sicuro sicura sicuri sicure")
_MAX_LEAD = 7


def back_cue(frame: Frame, cues: list[Cue]) -> Cue | None:
    """The cue at the start of a frame that says who said the sentence before it.

    Args:
        frame: the sentence behind.
        cues: its cues.

    Returns:
        The cue with the position of the speaker's phrase, where the cue itself tells it; None when the sentence does
        not look back.
    """
    if frame.word(0) == QUOTED:
        return None
    return _noun(frame, cues) or _convinced(frame) or _so(frame) or _verb(frame, cues)


def _noun(frame: Frame, cues: list[Cue]) -> Cue | None:
    """Queste le parole di X; È l'appello lanciato da X."""
    said = next((cue for cue in cues if cue.kind == "noun" and cue.start <= 1), None)
    if said is None or QUOTED in frame.words:
        return None
    copula = any(word in BE for word in frame.words[: said.verb])
    if not copula and frame.word(said.start) not in _POINTING:
        return None
    if said.holder is not None:
        return said
    agent = next((at for at in range(said.end, min(said.end + 6, len(frame))) if frame.word(at) in BY), None)
    return replace(said, holder=agent + 1) if agent is not None else None


def _convinced(frame: Frame) -> Cue | None:
    """Ne è convinto X."""
    if frame.word(0) != "ne" or frame.word(1) not in BE:
        return None
    end = next((at for at in range(2, 5) if frame.word(at) in _CONVINCED), None)
    return Cue(0, end + 1, end, "source", "convinto", holder=end + 1) if end is not None else None


def _so(frame: Frame) -> Cue | None:
    """Così il ministro, a margine del vertice: without a verb of its own."""
    phrase = frame.phrase_at(1) if frame.word(0) == "così" else None
    if phrase is None or QUOTED in frame.words:
        return None
    narrated = any(
        frame.word(at) in AUXILIARIES or frame.pos(at) in ("VERB", "AUX")
        for at in range(phrase.end, min(phrase.end + 6, len(frame)))
        if not frame.word(at).endswith("ndo")
    )
    return None if narrated else Cue(0, 1, 0, "source", "così", holder=1)


def _verb(frame: Frame, cues: list[Cue]) -> Cue | None:
    start = 0
    while frame.word(start) in ADVERBS or frame.word(start) in _SMALL:
        start += 1
        if start > _MAX_LEAD:
            return None
    words = frame.words[:start]
    cue = next((cue for cue in cues if cue.kind == "verb" and cue.start <= start < cue.end), None)
    if cue is None or (cue.verb + 1 < len(frame) and frame.word(cue.end) in ("che", ":", QUOTED)):
        return None
    if cue.form is not None and cue.form.tense == "infinitive":
        if not frame.word(cue.verb).endswith(("lo", "la")) or not words or words[-1] not in ("a", "ad"):
            return None
        end = cue.end
        while frame.word(end) in BE or frame.word(end) in ADVERBS or frame.word(end) in ("ha", "sono"):
            end += 1
        return replace(cue, start=start - 1, end=end, holder=end, kind="source")
    looks_back = frame.word(cue.start) in ("lo", "l'") or "quanto" in words or (frame.word(0) == "così" and cue.finite)
    return cue if looks_back else None
