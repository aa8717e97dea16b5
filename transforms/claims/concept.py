"""What kind of thing a figure counts: dead, injured, missing …, by the noun or by what is said of the people counted.

"Tre morti" counts dead by its noun; "tre persone sono morte" by what its clause says of the people; "di cui due gravi"
and "ieri erano quattro" by the figure that they follow.
"""

import re
from collections.abc import Sequence
from functools import cache

from transforms.facts import FoundClaim, FoundFigure
from transforms.reference import read_reference, words

#: How far in code points the clause of a figure is looked at, before and behind it, and back to the figure it follows.
_BEFORE, _BEHIND, _FOLLOWS = 70, 60, 140
_NUMBER = r"(?=\S*\d|(?:un|una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci)\b)"
_END_OF_CLAUSE = re.compile(rf"[.;:!?»\"\n]|, (?!che\b)|\b(?:e|ed|mentre|ma) {_NUMBER}")
_FOLLOWING = re.compile(
    r"\b(?:erano|era|fossero|sono diventati|sono diventate|di quest[ie]|ne|su cui|altri|altre)\b[^.;:!?]*$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\b(?:di|tra|fra) (?:cui|i quali|le quali)|\b[dn]ei quali|\bdelle quali)\b[^.;:!?]*$", re.IGNORECASE
)
_BOTH = re.compile(r"(?:\w+ ){0,2}?(?:tra|fra) (?:morti|feriti|vittime|dispersi) e ", re.IGNORECASE)
_UNITS = frozenset({"unità"})
_MORE = re.compile(r"(?:unità |persone )?in (?:più|meno)\b|unità\b|(?:dei|delle) quali\b", re.IGNORECASE)


def concepts_of(text: str, figures: Sequence[FoundFigure], claims: Sequence[FoundClaim]) -> list[str | None]:
    """The concept of every figure, None where it counts something else or is no count.

    Args:
        text: the text into which the spans of the figures point.
        figures: the figures in text order.
        claims: what each figure says, with what is counted as published.
    """
    is_sick: bool | None = None
    found: list[str | None] = []
    for k, (figure, claim) in enumerate(zip(figures, claims, strict=True)):
        if figure.kind != "count" or _BOTH.match(text, figure.end + 1):
            found.append(None)
            continue
        noun = (claim.counted or "").casefold()
        concept = _beside(text, figure) or _table("noun").get(noun)
        if concept is None and noun in _table("case"):
            is_sick = _pattern("disease").search(text) is not None if is_sick is None else is_sick
            concept = _table("case")[noun] if is_sick else None
        if concept is None and noun in _table("body"):
            concept = _table("body")[noun] if _says_of_bodies(text, figure) else None
        if concept is None and (not noun or noun in _UNITS or not _people().isdisjoint((noun, claim.counted_lemma))):
            concept = _said(text, figure) or _followed(text, figures, claims, found, k)
        found.append(concept)
    for k in range(len(found) - 1):  # "sono saliti da due a tre i morti"
        if found[k] is None and figures[k].kind == "count" and text[figures[k].end : figures[k + 1].start] == " a ":
            found[k] = found[k + 1] if text[max(figures[k].start - 3, 0) : figures[k].start] in ("da ", "dai") else None
    return found


def _beside(text: str, figure: FoundFigure) -> str | None:
    """What stands right at the number, whatever was found to be counted: "i feriti 59", "15mila in corteo"."""
    match = _pattern("state").match(text, figure.end + 1)
    if match is not None and " " in match.group():
        return _table("state")[" ".join(match.group().casefold().split())]
    before = re.search(r"\b(?:i|gli|le) ([^\W\d_]+) $", text[max(figure.start - 30, 0) : figure.start])
    return _table("noun").get(before[1].casefold()) if before else None


#: Behind a figure that another voice gives beside the one before it.
_BY, _BESIDE = re.compile(r" (?:per|secondo) "), re.compile(r"(?: \w+)? (?:per|secondo) [^.;!?]*(?: e|,) (?:\w+ )*$")
#: Between two figures, where another voice gives the second one: "i presenti erano 40, per gli organizzatori 90".
_SAYS = re.compile(r"(?: \w+)?,? (?:e |mentre |invece |ma )?(?:per|secondo) (?:\w+[ '’]){1,5}")
_BODIES = re.compile(
    r"recuperat|ripescat|rinvenut|trovat|salm|bar[ae]\b|vittim|naufrag|mort[iae]\b|macerie", re.IGNORECASE
)


def _says_of_bodies(text: str, figure: FoundFigure) -> bool:
    """Whether the bodies that are counted are those of dead people: found, recovered."""
    return _BODIES.search(text, max(figure.start - 200, 0), figure.end + 200) is not None


def _said(text: str, figure: FoundFigure) -> str | None:
    """What the clause of a figure says of the people it counts: behind it first, then before it."""
    behind = text[figure.end : figure.end + _BEHIND]
    end = _END_OF_CLAUSE.search(behind)
    match = _pattern("state").search(behind[: end.start()] if end else behind)
    if match is None:
        before = text[max(figure.start - _BEFORE, 0) : figure.start]
        starts = [item.end() for item in _END_OF_CLAUSE.finditer(before)]
        clause = before[starts[-1] :] if starts else before
        # A number between them takes what is said for itself.
        hits = [hit for hit in _pattern("state").finditer(clause) if not re.search(r"\d", clause[hit.end() :])]
        match = hits[-1] if hits else None
    return _table("state")[" ".join(match.group().casefold().split())] if match else None


def _followed(
    text: str, figures: Sequence[FoundFigure], claims: Sequence[FoundClaim], found: Sequence[str | None], k: int
) -> str | None:
    """The concept of the figure that this one is a part of, compares itself with, or adds to."""
    whole = claims[k].part_of
    if whole is not None and whole < k and found[whole]:
        return found[whole]
    figure = figures[k]
    for j in range(k - 1, max(k - 4, -1), -1):
        if figures[k].start - figures[j].end > _FOLLOWS:
            return None
        if found[j]:
            between = text[figures[j].end : figure.start]
            counts_nothing = not claims[k].counted or claims[k].counted in _UNITS
            if _PART.search(between) or (
                between == " a " and text[max(figures[j].start - 3, 0) : figures[j].start] == "da "
            ):
                return found[j]
            if counts_nothing and (_FOLLOWING.search(between) or _MORE.match(text, figure.end + 1)):
                return found[j]
            if _BESIDE.match(between) and _BY.match(text, figure.end):
                return found[j]
            if _SAYS.fullmatch(between) and (counts_nothing or (claims[k].counted or "") in between):
                return found[j]
    return None


@cache
def _table(form: str) -> dict[str, str]:
    """Word → concept of the words of one form."""
    rows = read_reference("it/claims/concepts", required=("word", "form", "concept"))
    return {row["word"]: row["concept"] for row in rows if row["form"] == form}


@cache
def _pattern(form: str) -> re.Pattern[str]:
    longest_first = sorted(_table(form), key=len, reverse=True)
    found = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


@cache
def _people() -> frozenset[str]:
    """Nouns of people: lemmas, and the plural forms that are counted most."""
    return frozenset(_table("person")) | words("it/speech/people", column="noun", speaks="person")
