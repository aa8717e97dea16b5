"""What the words around a name say of it: a place, a body, a person, or a prize that is none of them."""

from collections.abc import Iterator

from transforms.contract import EntityKind
from transforms.names.gazetteer import Gazetteer
from transforms.names.proposals.shapes import run_end
from transforms.names.text import ARTICLES, OF, SMALL, NameText, Span, given_names, name_words, titles

_FUSED = OF | frozenset(["al", "dal", "nel", "sul", "un", "questo", "quel", "suo"])
_FROM_OR_TO = frozenset(("da", "a", "ad", "presso"))
_BEFORE_PLACE = _FROM_OR_TO | OF | {"in"}


def kind_by_context(cut_text: NameText, span: Span) -> EntityKind | None:
    """The kind that the neighbours of an unknown name give it; None when they say nothing.

    "il sindaco di Bertolara", "da Swords, in Irlanda": a place; "la compagnia ferroviaria Renfe": a body;
    "Mario Bossi, 45 anni": a person.
    """
    words = cut_text.words
    if _aged(cut_text, span):
        return "PER"
    if in_province(cut_text, span.last):
        return "LOC"
    before = cut_text.before(span.first)
    if before is None or before.capital:
        return None
    noun = (
        words[span.first - 2].norm if span.first > 1 and before.norm in OF and cut_text.joined(span.first - 1) else ""
    )
    if noun in name_words("place_noun") or before.norm in name_words("place_noun") - titles():
        return "LOC"
    if before.norm in _FROM_OR_TO and _within(cut_text, span):
        return "LOC"
    noun = before.norm
    if noun not in name_words("body_noun") and span.first > 1 and cut_text.joined(span.first - 1):
        noun = words[span.first - 2].norm if before.norm not in SMALL and before.norm not in titles() else ""
    if noun == "partito" and span.first > 1 and words[span.first - 2].norm not in ARTICLES | _FUSED:
        return None  # "è partito Rossi"
    return "ORG" if noun in name_words("body_noun") and words[span.first].norm not in given_names() else None


def _aged(cut_text: NameText, span: Span) -> bool:
    """Whether an age follows: "Mario Bossi, 45 anni", "Mario Bossi (45 anni)"."""
    words, at = cut_text.words, span.last
    follows = at + 1 < len(words) and cut_text.gaps[at] in (",", "(") and cut_text.gaps[at + 1] == ""
    return follows and words[at].text.isdigit() and words[at + 1].norm == "anni"


def in_province(cut_text: NameText, at: int) -> bool:
    """Whether the sign of an Italian province follows: "Pioltello (MI)"."""
    words = cut_text.words
    if at >= len(words) or cut_text.gaps[at] != "(" or len(words[at].text) != 2 or not words[at].shouted:
        return False
    return words[at].norm in name_words("province") and cut_text.text.startswith(")", words[at].end)


def located_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """Places that the text locates: "vive a Bertolara (MI)", "da Gradnik, in Slovenia"."""
    words = cut_text.words
    for at, word in enumerate(words):
        before = cut_text.before(at) if word.capital else None
        if before is None or before.norm not in _BEFORE_PLACE:
            continue
        span = Span(at, run_end(cut_text, at, known), "LOC", "rule:located", 1)
        from_or_to = before.norm in _FROM_OR_TO and word.norm not in given_names()
        if in_province(cut_text, span.last) or (from_or_to and _within(cut_text, span)):
            yield span


def _within(cut_text: NameText, span: Span) -> bool:
    """Whether a larger place follows: ", in Irlanda"."""
    words, at = cut_text.words, span.last
    follows = at + 1 < len(words) and cut_text.gaps[at] == "," and words[at].norm in ("in", "nel", "nella", "negli")
    return follows and words[at + 1].capital


def event_ranges(cut_text: NameText, known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Ranges of words that name a prize, a cup, a law: "Coppa Italia", "Premio Nobel", "Jobs Act"."""
    words = cut_text.words
    for at, word in enumerate(words):
        if not word.capital or cut_text.shouted_line(at):
            continue
        if word.norm in name_words("event") and cut_text.joined(at + 1) and words[at + 1].capital:
            if any(last > at + 1 for last, _ in cut_text.spellings(at, known)):
                continue  # "Gran Bretagna"
            last = run_end(cut_text, at, known)
            yield at, next((cut for cut in range(at + 2, last) if words[cut].norm in given_names()), last)
        elif word.norm in name_words("event_tail") and word.norm not in given_names():
            first = at
            while (
                at - first < 5
                and cut_text.joined(first)
                and words[first - 1].capital
                and not cut_text.opening[first - 1]
            ):
                first -= 1
            if first < at:
                yield first, at + 1


def outside(spans: list[Span], ranges: list[tuple[int, int]]) -> list[Span]:
    """The spans that lie in none of the ranges."""
    inside = {at for first, last in ranges for at in range(first, last)}
    return [span for span in spans if not all(at in inside for at in range(span.first, span.last))]
