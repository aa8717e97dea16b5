"""Figures become claims: what is counted, whom it is about, who says so, how surely, for when, where, part of what."""

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from transforms.context import Context
from transforms.counted import find_counted
from transforms.facts import FoundClaim, FoundDate, FoundFigure, FoundMention, FoundQuote
from transforms.parts import cued_wholes
from transforms.syntax import Syntax


def relate_claims(
    doc: Doc,
    figures: Sequence[FoundFigure],
    dates: Sequence[FoundDate],
    mentions: Sequence[FoundMention],
    quotes: Sequence[FoundQuote],
    published_on: date | None,
    title_end: int = 0,
) -> list[FoundClaim]:
    """One claim a figure, in the same order.

    Args:
        doc: the parsed text; without a parse the words alone decide.
        figures: figures in text order.
        dates: time expressions in text order.
        mentions: names and descriptions in text order.
        quotes: quotations and reported clauses in text order.
        published_on: day of publication, None when unknown.
        title_end: end of the headline in the text, 0 when it has none.
    """
    context = Context(Syntax(doc), figures, dates, mentions, quotes, published_on, title_end)
    wholes = cued_wholes(context)
    counted = find_counted(context, wholes)
    return [
        FoundClaim(
            counted=None if noun is None else doc[noun].text,
            counted_lemma=None if noun is None else doc[noun].lemma_.lower() or None,
            part_of=wholes.get(k),
        )
        for k, noun in enumerate(counted)
    ]
