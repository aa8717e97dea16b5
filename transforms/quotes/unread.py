"""The account of quotation marks: each borders or lies inside a quote, or is one unread row."""

from collections.abc import Sequence

from transforms.facts import FoundQuote, FoundUnread
from transforms.quotes.marked_words import names_something
from transforms.quotes.marks import Mark, Marked, pair_marks


def marks_outside(text: str, quotes: Sequence[FoundQuote]) -> list[FoundUnread]:
    """One row for each quotation mark of a text outside all of `quotes`."""
    pairing = pair_marks(text)
    return unread_marks(text, pairing.pairs, pairing.loose, quotes)


def unread_marks(
    text: str, pairs: Sequence[Marked], loose: Sequence[tuple[Mark, str]], quotes: Sequence[FoundQuote]
) -> list[FoundUnread]:
    """One row for each mark outside all quotes."""
    reasons: dict[int, tuple[Mark, str]] = {mark.start: (mark, reason) for mark, reason in loose}
    for pair in pairs:
        reason = "title_or_name" if names_something(text, pair) else "scare_quote"
        reason = reason if pair.closing is not None or pair.continues else "unpaired"
        for mark in (pair.opening, pair.closing):
            if mark is not None:
                reasons[mark.start] = (mark, reason)
    rows: list[FoundUnread] = []
    spans = sorted((quote.start, quote.end) for quote in quotes)
    number = 0
    reach = -1
    for at in sorted(reasons):
        mark, reason = reasons[at]
        while number < len(spans) and _left_edge(text, spans[number][0]) <= mark.start:
            reach = max(reach, _right_edge(text, spans[number][1]))
            number += 1
        if mark.end <= reach:
            continue
        rows.append(FoundUnread(mark.start, mark.end, "quote_mark", reason))
    return rows


def _left_edge(text: str, start: int) -> int:
    while start > 0 and text[start - 1].isspace() and text[start - 1] != "\n":
        start -= 1
    return start - (2 if text[max(start - 2, 0) : start] in ("''", "<<", "’’", "``", "‘‘", '""') else 1)


def _right_edge(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace() and text[end] != "\n":
        end += 1
    return end + (2 if text[end : end + 2] in ("''", ">>", "’’", '""') else 1)
