"""Where a reported clause ends and the narrator speaks again.

The places where it could end are told by the words: a comma with a gerund behind it, "e ha aggiunto", "mentre". At each
of them the parse decides, and without a parse the words themselves.
"""

import re

from transforms.language import ADVERBS, CLITICS, words_of
from transforms.quotes.cues.cue import Cue
from transforms.quotes.text import GERUND, QUOTED, Frame

_NARRATORS_INFINITIVES = words_of(
    "entrare specificare precisare aggiungere fornire citare nominare fare dare chiarire spiegare rivelare nascondere "
    "menzionare sbilanciarsi"
)
_INFINITIVE = re.compile(r"(?:[aei]r|[aei]re|rre|ver|ser|ar|er)(?:(?:l[oaie]|gli|ne|ci|vi|si|mi|ti|gliel[oaie]))?$")


def clause_end(frame: Frame, cue: Cue, start: int, cues: list[Cue]) -> int:
    """Position behind the last word of the clause that begins at `start`."""
    others = {other.start: other for other in cues if other.start > start}
    for position in range(start, len(frame)):
        word = frame.word(position)
        if word in (".", "!", "?", "…") and position >= len(frame) - 2:
            return position
        if word == ";":
            return position
        if word == ":" and QUOTED in (frame.word(position + 1), frame.word(position + 2)):
            return position
        if (
            word in (",", "e", "ed", "ma", "-", "–", "—")
            and position > start
            and _leaves(frame, cue, start, position, others)
        ):
            return position
    return len(frame)


def _leaves(frame: Frame, cue: Cue, start: int, position: int, others: dict[int, Cue]) -> bool:
    """Whether the reported clause ends at a comma or conjunction: what follows belongs to the narrator again."""
    after = position + 1
    while frame.word(after) in ("e", "ed", "ma", "poi", "inoltre", "anche", "mentre", "infine", "però"):
        after += 1
    following = others.get(after)
    word = frame.word(after)
    if following is not None and following.kind == "verb" and following.speech is not None and following.speech.clause:
        if following.finite and after == position + 1 and _still_inside(frame, cue, start, position):
            return False  # "ha detto che il gruppo, in un video, ha rivendicato"
        return (following.finite and not following.relative) or GERUND.search(word) is not None
    if frame.word(position + 1) in ("mentre", "ma") and _another_speaker(frame, after, others):
        return True
    if frame.word(position) != ",":
        return False
    if cue.relative and frame.word(cue.start - 2) == "," and _main_verb(frame, position + 1):
        return True
    if word == "tanto" and frame.word(after + 1) in ("che", "da"):
        return True
    if word == "senza" and frame.word(after + 1) in _NARRATORS_INFINITIVES:
        return True
    narrator = GERUND.search(word) is not None or (word == "senza" and is_infinitive(frame, after + 1))
    return narrator and not _inside(frame, cue, start, after)


def _still_inside(frame: Frame, cue: Cue, start: int, comma: int) -> bool:
    """Whether a verb behind a comma goes on with the reported clause rather than with the narrator's sentence."""
    if frame.word(comma) != ",":
        return False
    if frame.narration.parsed:
        return _inside(frame, cue, start, comma + 1)
    return any(frame.word(at) == "," for at in range(start, comma))


def _main_verb(frame: Frame, position: int) -> bool:
    """Whether the verb of the main clause follows a relative clause: "X, che ha ammesso di …, ha lasciato"."""
    while frame.word(position) in ADVERBS or frame.word(position) in CLITICS:
        position += 1
    if frame.word(position) in ("ha", "hanno", "è", "sono", "aveva", "avevano", "era", "erano", "sarà", "viene"):
        return True
    item = frame.items[position] if position < len(frame) else -1
    if item < 0 or frame.pos(position) not in ("VERB", "AUX"):
        return False
    return "Fin" in frame.narration.doc[item].morph.get("VerbForm", [])


def _another_speaker(frame: Frame, position: int, others: dict[int, Cue]) -> bool:
    """Whether the next finite cue follows so soon that it is another speaker's: "mentre Tizio, analista, afferma"."""
    return any(position < at <= position + 16 and cue.kind == "verb" and cue.finite and not cue.relative
               for at, cue in others.items())  # fmt: skip


def _inside(frame: Frame, cue: Cue, start: int, position: int) -> bool:
    """Whether the word at a position depends on the reported clause rather than on the cue, by the parse."""
    doc = frame.narration.doc
    item = frame.items[position]
    if not frame.narration.parsed or item < 0:
        return False
    verb = frame.items[cue.verb]
    token = doc[item]
    for _ in range(30):
        if token.i == verb:
            return False
        at = frame.position_of.get(token.i)
        if token.head.i == token.i:
            return at is not None and at >= start
        token = token.head
        at = frame.position_of.get(token.i)
        if at is not None and at < start and token.i != verb:
            return False
        if token.i == verb:
            return _through_complement(frame, item, verb, start)
    return False


def _through_complement(frame: Frame, item: int, verb: int, start: int) -> bool:
    """Whether the path from a word to the cue's verb goes through its complement clause."""
    token = frame.narration.doc[item]
    while token.head.i != verb and token.head.i != token.i:
        token = token.head
    return token.i != item and token.dep_ in ("ccomp", "xcomp", "obj", "parataxis")


def is_infinitive(frame: Frame, position: int) -> bool:
    """Whether an infinitive begins at a position, with "non" or a modal in front of it or not."""
    while frame.word(position) in ("non", "poter", "voler", "dover", "aver", "essere", "esser"):
        if frame.word(position) != "non":
            return True
        position += 1
    return len(frame.word(position)) > 3 and _INFINITIVE.search(frame.word(position)) is not None
