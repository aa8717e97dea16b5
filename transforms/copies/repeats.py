"""Passages that stand in one text more than once: a paragraph printed twice, a box that tells the article again."""

from itertools import groupby

from transforms.copies.text import WIDTH, WORD, shingles_of

#: A repeat has at least so many words: headlines, refrains and full names of bodies are shorter.
_LEAST_WORDS = 20


def repeated_passages(text: str) -> list[tuple[int, int]]:
    """The spans that tell once more, word for word, what the text told before; in code points, in their order.

    Quotations count too: one text needs no second speaker.
    """
    hits = list(WORD.finditer(text))
    shingles = shingles_of([hit[0].lower() for hit in hits])
    first: dict[int, int] = {}
    found: list[tuple[int, int]] = []
    for distance, group in groupby(range(len(shingles)), lambda at: at - first.setdefault(shingles[at], at)):
        places = list(group)
        if distance and len(places) + WIDTH - 1 >= _LEAST_WORDS:
            found.append((hits[places[0]].start(), hits[places[-1] + WIDTH - 1].end()))
    return found
