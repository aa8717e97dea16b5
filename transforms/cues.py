"""The cues of a sentence: speech verbs, "secondo X", "è stata la risposta di X".

Verbs are recognised by their forms (`transforms.conjugation`), so that cues are found without a model too; tags, where
there are any, decide between the verb and the noun of the same form ("nota", "accusa", "replica").
"""

from dataclasses import replace

from transforms.cue import Cue
from transforms.function_words import ADVERBS, DETERMINERS, OF
from transforms.narration import QUOTED, Frame
from transforms.source_cues import find_source
from transforms.speech_words import BE, may_cue, nouns
from transforms.syntax import words_of
from transforms.verb_cues import find_verb

_POINTING = words_of("queste questa questo questi parola parole così")
_POSSESSIVES = words_of("suo sua suoi sue loro")


def find_cues(frame: Frame) -> list[Cue]:
    """The cues of a frame from left to right; none of them lies inside a quotation."""
    cues: list[Cue] = []
    position = 0
    while position < len(frame):
        if not may_cue(frame.word(position)):
            position += 1
            continue
        cue = find_source(frame, position) or find_verb(frame, position) or find_noun(frame, position)
        if cue is None:
            position += 1
        else:
            cues.append(cue)
            position = max(cue.end, position + 1)
    return cues


def back_cue(frame: Frame, cues: list[Cue]) -> Cue | None:
    """The cue at the start of a frame that says who said the sentence before: "A dirlo è stato X", "Lo ha detto X"."""
    said = next((cue for cue in cues if cue.kind == "noun" and cue.start <= 1 and cue.holder is not None), None)
    if said is not None and (frame.word(said.start) in _POINTING or any(w in BE for w in frame.words[: said.verb])):
        return said if QUOTED not in frame.words else None
    start = 0
    while frame.word(start) in ADVERBS or frame.word(start) in (
        ",",
        "(",
        "-",
        "–",
        "questo",
        "così",
        "quanto",
        "è",
        "a",
        "ad",
    ):
        start += 1
        if start > 7:
            return None
    words = frame.words[:start]
    cue = next((cue for cue in cues if cue.kind == "verb" and cue.start <= start < cue.end), None)
    if cue is None or (cue.verb + 1 < len(frame) and frame.word(cue.end) in ("che", ":", QUOTED)):
        return None
    verb = frame.word(cue.verb)
    if cue.form is not None and cue.form.tense == "infinitive":
        if not verb.endswith(("lo", "la")) or not words or words[-1] not in ("a", "ad"):
            return None
        end = cue.end
        while frame.word(end) in BE or frame.word(end) in ADVERBS or frame.word(end) in ("ha", "sono"):
            end += 1
        return replace(cue, start=start - 1, end=end, holder=end, kind="source")
    glued = frame.word(cue.start) in ("lo", "l'")
    return cue if glued or "quanto" in words or (frame.word(0) == "così" and cue.finite) else None


def find_noun(frame: Frame, position: int) -> Cue | None:
    """A noun of saying: «…», è stata la risposta di X; con queste parole X; il commento di X: «…»."""
    word = frame.word(position)
    if word not in nouns("statement") or frame.items[position] < 0:
        return None
    before = frame.word(position - 1)
    start = position
    for at in range(position - 1, max(position - 6, -1), -1):
        if frame.word(at) in DETERMINERS or frame.word(at) in BE or frame.word(at) in ("con", "sempre", "ecco", "così"):
            start = at
        elif frame.word(at) not in ADVERBS and frame.pos(at) != "ADJ":
            break
    end = position + 1
    while frame.pos(end) == "ADJ" or frame.word(end) in ("ufficiale", "finale", "pubblico", "pubblica"):
        end += 1
    holder = None
    if frame.word(end) in OF:
        holder = end + 1
    return Cue(
        start,
        position + 1,
        position,
        "noun",
        word,
        holder=holder,
        own=before in _POSSESSIVES or frame.word(position + 1) in _POSSESSIVES,
    )
