"""Where a figure may hold: the nearest named place of its sentence."""

from transforms.claims.text import ClaimText
from transforms.facts import FoundMention
from transforms.language import words_of

_IN = words_of("""
    dal dallo dalla dall' a ad al allo alla all' ai agli alle in nel nello nella nell' nei negli nelle da di del
    della dell' dello dei degli delle presso vicino su sul sulla verso
""")
#: Before a name these say where.
LOCATIVE = words_of("a ad al alla all' ai in nel nello nella nell' nei negli nelle presso su sul sulla")
_NO_PLACE = ("age", "money", "score", "ratio")


def places_near(text: ClaimText, k: int) -> list[FoundMention]:
    """The places named with a preposition in the figure's sentence, nearest to the figure first."""
    if text.figures[k].kind in _NO_PLACE:
        return []
    first, last = text.spans[k][0], text.spans[k][-1]
    found = [
        (min(abs(opens - last), abs(first - closes)) + more, at, mention)
        for at, (opens, closes, more, mention) in enumerate(text.once(_governed, text.sentence[k]))
    ]
    return [mention for _, _, mention in sorted(found)]


def _governed(text: ClaimText, number: int) -> list[tuple[int, int, int, FoundMention]]:
    """The places of a sentence behind a preposition: outer tokens, and how much farther than these each stands."""
    found = []
    for mention in text.mentions_in[number]:
        if mention.kind != "LOC" or mention.via == "role" or mention.entity is None:
            continue
        tokens = text.syntax.tokens_in(mention.start, mention.end)
        governor = text.syntax.governor(tokens[0])
        before = "" if governor is None else text.syntax.lower(governor)
        if before in _IN:
            found.append((tokens[0], tokens[-1], 0 if before in LOCATIVE else 20, mention))
    return found
