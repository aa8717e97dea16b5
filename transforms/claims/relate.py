"""What the rules say of each figure: what is counted, who says so, how surely, for when, where, part of what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from transforms.claims.aspect import aspect_of
from transforms.claims.counted import find_counted
from transforms.claims.modality import modality_of
from transforms.claims.outright import Outright
from transforms.claims.part_of import cued_wholes, event_wholes
from transforms.claims.period import Periods
from transforms.claims.place import places_near
from transforms.claims.singular import lemma_of
from transforms.claims.source import find_sources
from transforms.claims.text import ClaimText
from transforms.facts import FoundClaim, FoundQuote
from transforms.syntax import Syntax


def relate_claims(
    syntax: Syntax, quotes: Sequence[FoundQuote], published_on: date | None, title_end: int = 0
) -> list[FoundClaim]:
    """One claim a figure, in the same order.

    Args:
        syntax: the text with its figures, dates and mentions; without a parse the words alone decide.
        quotes: quotations and reported clauses in text order.
        published_on: day of publication, None when unknown.
        title_end: end of the headline in the text, 0 when it has none.
    """
    if not syntax.figures:
        return []
    text = ClaimText(syntax, quotes, published_on, title_end)
    wholes = cued_wholes(text)
    counted = find_counted(text, wholes)
    anchors = [_anchor(text, k, noun) for k, noun in enumerate(counted)]
    outright = [*map(Outright(text).source, range(len(counted)))]
    sources = find_sources(text, outright, anchors, counted, wholes)
    periods = Periods(text, anchors, counted, wholes).all()
    places = [next((near.entity for near in places_near(text, k)), None) for k in range(len(counted))]
    wholes |= event_wholes(text, counted, [(place.name,) if place else () for place in places], periods, wholes)
    claims = []
    for k, noun in enumerate(counted):
        source, period = sources[k], periods[k] or (None, None)
        aspect = aspect_of(text, k)
        claims.append(
            FoundClaim(
                counted=None if noun is None else syntax.doc[noun].text,
                counted_lemma=lemma_of(syntax, k, noun),
                modality=modality_of(text, k, anchors[k], has_source=source is not None),
                aspect=aspect.aspect,
                direction=aspect.direction,
                source=source.entity if source else None,
                source_name=source.shown or None if source else None,
                is_outright=outright[k] is not None,
                place=places[k],
                period_from=period[0],
                period_to=period[1],
                part_of=wholes.get(k),
            )
        )
    return _inherit_titles(text, claims)


def _anchor(text: ClaimText, k: int, noun: int | None) -> int:
    """The token by which a figure hangs in its clause: its counted noun where the number depends on it."""
    root = text.syntax.span_root(text.spans[k])
    if noun is not None and noun > root and noun in text.syntax.path(root)[1:4]:
        return noun
    return root


def _inherit_titles(text: ClaimText, claims: list[FoundClaim]) -> list[FoundClaim]:
    """A headline's figure takes period, whole and place of the body figure that tells the same."""
    if not any(text.in_title(k) for k in range(len(claims))):
        return claims
    out = list(claims)
    bodies: dict[tuple[object, ...], int] = {}
    for k, figure in enumerate(text.figures):
        if not text.in_title(k):
            bodies.setdefault((figure.kind, figure.low, figure.high, figure.unit), k)
    for k, figure in enumerate(text.figures):
        body = bodies.get((figure.kind, figure.low, figure.high, figure.unit))
        if not text.in_title(k) or body is None:
            continue
        told = claims[body]
        out[k] = replace(
            out[k],
            period_from=told.period_from,
            period_to=told.period_to,
            part_of=told.part_of,
            place=told.place or out[k].place,
        )
    return out
