"""Where a figure holds: the narrowest named place of its clause, its sentence or its text."""

from transforms.claims.text import ClaimText
from transforms.facts import FoundMention
from transforms.language import words_of

_IN = words_of("""
    dal dallo dalla dall' a ad al allo alla all' ai agli alle in nel nello nella nell' nei negli nelle da di del
    della dell' dello dei degli delle presso vicino su sul sulla verso
""")
_LOCATIVE = words_of("a ad al alla all' ai in nel nello nella nell' nei negli nelle presso su sul sulla")
_NO_PLACE = ("age", "money", "score", "ratio")


def places_near(text: ClaimText, k: int) -> list[FoundMention]:
    """The places named with a preposition in the figure's sentence, nearest to the figure first."""
    if text.figures[k].kind in _NO_PLACE:
        return []
    span = text.spans[k]
    found: list[tuple[int, FoundMention]] = []
    for mention in text.mentions_in[text.sentence[k]]:
        if mention.kind != "LOC" or mention.via == "role" or mention.entity is None:
            continue
        tokens = text.syntax.tokens_in(mention.start, mention.end)
        governor = text.syntax.governor(tokens[0])
        before = "" if governor is None else text.syntax.lower(governor)
        if before in _IN:
            far = min(abs(tokens[0] - span[-1]), abs(span[0] - tokens[-1]))
            found.append((far + (0 if before in _LOCATIVE else 20), mention))
    return [mention for _, mention in sorted(found, key=lambda pair: (pair[0], pair[1].start))]
