"""The cues of a sentence: speech verbs, "secondo X", "fu la replica di X".

Verbs are recognised by their forms (`language.conjugation`), so that cues are found without a model too; tags, where
there are any, decide between the verb and the noun of the same form ("nota", "accusa", "replica").
"""

from transforms.contract import Modality
from transforms.language import ADVERBS, BE, DETERMINERS, OF, may_cue, nouns, words_of
from transforms.quotes.cues.cue import Cue
from transforms.quotes.cues.verbs import find_verb
from transforms.syntax import Statement, source_at

_POSSESSIVES = words_of("suo sua suoi sue loro")


def find_cues(statement: Statement) -> list[Cue]:
    """The cues of a statement from left to right; none of them lies inside a quotation."""
    cues: list[Cue] = []
    free = 0  # first position behind the last cue
    for position, word in enumerate(statement.words):
        if position < free or not may_cue(word):
            continue
        cue = find_source(statement, position) or find_verb(statement, position) or find_noun(statement, position)
        if cue is not None:
            cues.append(cue)
            free = cue.end
    return cues


def find_source(statement: Statement, position: int) -> Cue | None:
    """The cue of a source that begins at a position."""
    found = source_at(statement, position, doubtful=True)
    if found is None:
        return None
    start, end, verb, lemma, holder, relative, vouched, doubtful = found
    modality: Modality = "asserted" if vouched else "reported"
    return Cue(
        start, end, verb, "source", lemma, modality=modality, holder=holder, relative=relative, doubtful=doubtful
    )


def find_noun(statement: Statement, position: int) -> Cue | None:
    """A noun of saying: «…», fu la replica di X; con queste parole X; il commento di X: «…»."""
    word = statement.word(position)
    if word not in nouns("statement") or statement.items[position] < 0:
        return None
    before = statement.word(position - 1)
    start = position
    for at in range(position - 1, max(position - 6, -1), -1):
        if (
            statement.word(at) in DETERMINERS
            or statement.word(at) in BE
            or statement.word(at) in ("con", "sempre", "ecco", "così")
        ):
            start = at
        elif statement.word(at) not in ADVERBS and statement.pos(at) != "ADJ":
            break
    end = position + 1
    while statement.pos(end) == "ADJ" or statement.word(end) in ("ufficiale", "finale", "pubblico", "pubblica"):
        end += 1
    holder = None
    if statement.word(end) in OF:
        holder = end + 1
    return Cue(
        start,
        position + 1,
        position,
        "noun",
        word,
        holder=holder,
        own=before in _POSSESSIVES or statement.word(position + 1) in _POSSESSIVES,
    )
