"""Where a figure holds: the narrowest named place of its clause, its sentence or its text."""

from collections.abc import Sequence

from transforms.claims.text import ClaimText
from transforms.facts import FoundEntity, FoundMention
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
        before = text.syntax.lower(_preposition(text, tokens[0] - 1))
        if before in _IN:
            far = min(abs(tokens[0] - span[-1]), abs(span[0] - tokens[-1]))
            found.append((far + (0 if before in _LOCATIVE else 20), mention))
    return [mention for _, mention in sorted(found, key=lambda pair: (pair[0], pair[1].start))]


def _preposition(text: ClaimText, at: int) -> int:
    """The token before a place's title: "dalla capitale Harare" → dalla."""
    stop = at - 3
    while at > stop and text.syntax.pos(at) in ("NOUN", "ADJ", "DET"):
        at -= 1
    return at


def find_places(text: ClaimText, subjects: Sequence[FoundEntity | None]) -> list[FoundEntity | None]:
    """The place of each figure; None for ages, money and sizes, and where no place is named.

    Args:
        text: the text with its facts.
        subjects: the subject of each figure when it is an entity; a country that suffers is subject, not place.
    """
    found: list[FoundEntity | None] = []
    for k, subject in enumerate(subjects):
        near = [m.entity for m in places_near(text, k) if m.entity is not None and m.entity != subject]
        found.append(near[0] if near else None)
    return found
