"""What a figure means that is written short: a share without its sign, a sum whose noun stands before it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from transforms.language import conjugate
from transforms.ledger.claimants import is_claimant
from transforms.ledger.given import GivenFigure, stems
from transforms.reference import read_reference, split_cell

#: An article in the singular before a number: of a share the sign is left out, as in "dal 52,3".
_THE_ONE = re.compile(r"\b(?:(?:il|al|del|dal|nel|sul)\s+|(?:l|all|dell|dall|nell)['’]\s*)(?:\d|$)", re.IGNORECASE)
_OF_MONEY = re.compile(r"\b(?:milion|miliard)[ei]\b|\bmiliardo\b|\bm(?:ln|ld)\b", re.IGNORECASE)
_SEGMENT = re.compile(r"[,;:.!?()«»\"“”–—]")
_WORD = re.compile(r"[^\W\d_]+")
#: How much of the sentence before a figure is looked at, and how many words may stand behind the noun.
_NEAR, _BEHIND, _SHORTEST = 60, 4, 4
_LEADING = frozenset({"e", "ed", "con", "il", "lo", "la", "l", "i", "gli", "le", "un", "una", "uno"})
#: What joins a noun and its sum: "incasso a 5 milioni"; the other words are adjectives.
_JOINING = frozenset({"a", "ad", "di", "da", "per", "oltre", "circa", "quasi", "pari"})
_SUMS = ("money", "percent")


def as_meant(figures: Sequence[GivenFigure]) -> list[GivenFigure]:
    """The figures of a text, in their order, with what they leave out and without nouns of those who claim them."""
    has_shares = any(figure.kind == "percent" for figure in figures)
    currencies = {figure.unit for figure in figures if figure.kind == "money"}
    currency = currencies.pop() if len(currencies) == 1 else None
    return [_as_meant(figure, has_shares, currency) for figure in figures]


def _as_meant(figure: GivenFigure, has_shares: bool, currency: str | None) -> GivenFigure:
    if is_claimant(figure):
        figure = replace(figure, lemma=None)
    is_open = figure.kind == "count" and figure.unit is None and figure.concept in (None, "employees")
    if has_shares and is_open and figure.low is not None and 0 < figure.low <= 100:
        written = figure.before[-_NEAR:] + figure.surface
        start = len(written) - len(figure.surface)
        article = next((match for match in _THE_ONE.finditer(written) if match.end() > start), None)
        if article is not None or _THE_ONE.search(figure.before[-_NEAR:].rstrip() + " ") is not None:
            return replace(figure, kind="percent", unit="%", concept=None)
    if is_open and currency and figure.lemma is None and _OF_MONEY.search(figure.surface):
        return replace(figure, kind="money", unit=currency)
    return figure


def label_of(figure: GivenFigure) -> str | None:
    """Stem of the noun that a sum follows in its segment: "incasso netto a <5 milioni>"; None where none does."""
    if figure.kind not in _SUMS:
        return None
    told = [word.casefold() for word in _WORD.findall(_SEGMENT.split(figure.before[-_NEAR:])[-1])]
    while told and told[0] in _LEADING:
        told.pop(0)
    if not told or len(told[0]) < _SHORTEST or len(told) > _BEHIND or told[0] in _verbs() | _JOINING:
        return None
    return stems(told[0])[0] if len(told) == 1 or told[-1] in _JOINING else None


@cache
def _verbs() -> frozenset[str]:
    """Forms of verbs that stand before a number: "sale a 5 milioni"."""
    changes = (word for row in read_reference("it/figures/change_words") for word in split_cell(row["words"]))
    lemmas = (row["lemma"] for row in read_reference("it/claims/verb_classes"))
    verbs = (word for word in (*changes, *lemmas) if word.endswith(("are", "ere", "ire", "rre")))
    return frozenset(form for verb in verbs for form in conjugate(verb))
