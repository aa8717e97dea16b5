"""The cues of a sentence: speech verbs, "secondo X", "è stata la risposta di X".

Verbs are recognised by their forms (`language.conjugation`), so that cues are found without a model too; tags, where
there are any, decide between the verb and the noun of the same form ("nota", "accusa", "replica").
"""

from transforms.language import ADVERBS, BE, DETERMINERS, OF, may_cue, nouns, words_of
from transforms.quotes.cues.cue import Cue
from transforms.quotes.cues.sources import find_source
from transforms.quotes.cues.verbs import find_verb
from transforms.quotes.text import Frame

_POSSESSIVES = words_of("suo sua suoi sue loro")


def find_cues(frame: Frame) -> list[Cue]:
    """The cues of a frame from left to right; none of them lies inside a quotation."""
    cues: list[Cue] = []
    free = 0  # first position behind the last cue
    for position, word in enumerate(frame.words):
        if position < free or not may_cue(word):
            continue
        cue = find_source(frame, position) or find_verb(frame, position) or find_noun(frame, position)
        if cue is not None:
            cues.append(cue)
            free = cue.end
    return cues


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
