"""The event or vehicle that carries a figure: "12 morti in un attentato", "sul treno viaggiavano 222 persone"."""

from transforms.claims.referents import holder_of
from transforms.claims.text import ClaimText, Holder
from transforms.language import words_of
from transforms.reference import classes

_CASES = words_of("""
    in nel nello nella nei negli nelle nell' dopo durante per con a al alla all' da dal dalla dai dall' dagli dalle
    su sul sullo sulla sui sulle sull' causa seguito bordo corso effetto bilancio opera colpa
""")
_ON = words_of("su sul sullo sulla sui sulle sull' bordo")
_LEADING = words_of("il lo la i gli le l' un uno una un' altro altra primo prima secondo serie")
_REACH = 25


def event_of(text: ClaimText, k: int, verb: int, counted: int | None = None) -> Holder | None:
    """The nearest event with a preposition in the figure's clause, else the vehicle that people are in.

    Args:
        text: the text with its facts.
        k: number of the figure.
        verb: predicate of its clause; the words of its group may stand between figure and event.
        counted: its counted noun, which is no event that carries it ("due distinte sparatorie").
    """
    span = text.spans[k]
    start, end = text.syntax.bounds(span[0])
    own = set(text.syntax.verb(verb).tokens)
    right = _scan(text, range(span[-1] + 1, min(end, span[-1] + _REACH)), own, counted)
    left = _scan(text, range(span[0] - 1, max(start, span[0] - _REACH) - 1, -1), own, counted)
    return right or left


def _scan(text: ClaimText, tokens: range, own: set[int], counted: int | None) -> Holder | None:
    syntax = text.syntax
    kinds = classes("it/claims/event_nouns")
    backwards = tokens.step < 0
    inside_relative = False  # "nel terremoto che ha colpito il Giappone": its verb and its "che" belong to the event
    for index in tokens:
        word = syntax.lower(index)
        is_other = index not in own and _is_other_verb(text, index)
        if backwards and is_other:
            inside_relative = True
        elif backwards and inside_relative and word in ("che", "cui"):
            inside_relative = False
        elif is_other or word in (";", ":", "mentre", "che", "ma"):
            return None
        if index == counted or inside_relative or (word not in kinds["event"] and word not in kinds["vehicle"]):
            continue
        case = _preposition(text, index)
        if case in (_CASES if word in kinds["event"] else _ON) and text.figure_at(index) is None:
            return holder_of(text, index)
    return None


def _is_other_verb(text: ClaimText, index: int) -> bool:
    """A finite verb of another clause."""
    syntax = text.syntax
    if text.figure_at(index) is not None:
        return False
    return syntax.pos(index) in ("VERB", "AUX") and "Fin" in syntax.doc[index].morph.get("VerbForm", [])


def _preposition(text: ClaimText, index: int) -> str:
    """The preposition of a noun, over its article and adjectives."""
    syntax = text.syntax
    at = index - 1
    while (
        at > index - 4
        and (syntax.lower(at) in _LEADING or syntax.pos(at) in ("ADJ", "NUM"))
        and syntax.lower(at) not in _CASES
    ):
        at -= 1
    if syntax.lower(at) in ("di", "del", "dello", "della", "dell'", "dei", "degli", "delle"):
        return syntax.lower(at - 1)  # "a causa di una scossa", "il bilancio dell'attentato"
    return syntax.lower(at)
