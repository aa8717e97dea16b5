"""A text with its facts marked: HTML in which every character of the text is escaped and every fact has its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape

from flows.terminal import printable

#: What opens first where two spans are the same.
_ORDER = ("sentence", "quote", "mention", "date", "figure", "unread")


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of a text.

    Attributes:
        start, end: half-open, in code points of the text.
        kind: sentence, quote, mention, date, figure or unread.
        anchor: its name in the page, to which links lead; None: nobody links to it.
        note: what it says, for readers who point at it.
    """

    start: int
    end: int
    kind: str
    anchor: str | None = None
    note: str = ""


def mark(text: str, spans: Iterable[Span], window: tuple[int, int]) -> Markup:
    r"""The part of a text inside a window as HTML, spans as `mark` and `span` elements.

    A span that crosses the end of another one is divided; its anchor stands at its first part, nowhere when that lies
    outside the window. What hides in a text (control characters, signs that turn the direction of writing) is shown as
    ``\u202e``.

    Args:
        text: the whole text.
        spans: any, in any order; what lies outside the window is left out.
        window: start and end of what is shown.
    """
    first, last = window
    inside = [
        replace(
            span,
            start=max(span.start, first),
            end=min(span.end, last),
            anchor=span.anchor if span.start >= first else None,
        )
        for span in spans
        if max(span.start, first) < min(span.end, last)
    ]
    opening = sorted(inside, key=lambda span: (span.start, -span.end, _ORDER.index(span.kind)))
    edges = sorted({first, last, *(span.start for span in inside), *(span.end for span in inside)})
    parts: list[Markup] = []
    open_spans: list[Span] = []
    at = 0
    for here, there in pairwise(edges):
        _close(parts, open_spans, here)
        while at < len(opening) and opening[at].start == here:
            parts.append(_open(opening[at], first=True))
            open_spans.append(opening[at])
            at += 1
        parts.append(_plain(text[here:there]))
    _close(parts, open_spans, last)
    return Markup("").join(parts)


def _close(parts: list[Markup], open_spans: list[Span], here: int) -> None:
    """Close what ends here; what lies inside it and goes on is closed too, and opened again behind it."""
    ending = next((at for at, span in enumerate(open_spans) if span.end <= here), None)
    if ending is None:
        return
    again = [span for span in open_spans[ending:] if span.end > here]
    parts.extend(_end(span) for span in reversed(open_spans[ending:]))
    del open_spans[ending:]
    for span in again:
        parts.append(_open(span, first=False))
        open_spans.append(span)


def _open(span: Span, first: bool) -> Markup:
    tag = "span" if span.kind == "sentence" else "mark"
    anchor = Markup(' id="{}"').format(span.anchor) if span.anchor and first else ""
    note = Markup(' title="{}"').format(printable(span.note)) if span.note and first else ""
    return Markup('<{} class="{}"{}{}>').format(Markup(tag), span.kind, anchor, note)


def _end(span: Span) -> Markup:
    return Markup("</span>") if span.kind == "sentence" else Markup("</mark>")


def _plain(text: str) -> Markup:
    return escape(printable(text, keep="\n\t"))


def windows(length: int, spans: Sequence[tuple[int, int]], whole: int, around: int) -> list[tuple[int, int]]:
    """Which parts of a text are shown: all of a short one, of a long one what lies around some spans.

    Args:
        length: of the text.
        spans: start and end of the facts to be shown.
        whole: texts up to this length are shown whole.
        around: characters before the start and behind the end of a fact; a fact longer than that is cut.

    >>> windows(50, [(10, 12)], whole=100, around=5)
    [(0, 50)]
    >>> windows(500, [(10, 12), (14, 16), (300, 400)], whole=100, around=5)
    [(5, 21), (295, 310)]
    """
    if length <= whole:
        return [(0, length)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        here = (max(0, start - around), min(length, min(end, start + around) + around))
        if found and here[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], here[1]))
        else:
            found.append(here)
    return found
