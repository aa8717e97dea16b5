"""Which figure a text sets against another one: the word of another claimant on the same thing.

As in "trenta tende secondo il Comune, venti per la Croce verde": the thing is named once, the second claimant follows.
"""

import re
from collections.abc import Sequence
from functools import cache

from transforms.language import conjugate
from transforms.ledger.claimants import claimants, is_claimant
from transforms.ledger.given import GivenFigure, stems, words_around
from transforms.ledger.intervals import dimension, scale_of
from transforms.ledger.meant import label_of
from transforms.reference import read_reference

#: How far back the other figure stands at most: in figures, in code points (farther where it counts the same noun), and
#: how many times greater it may be.
_BACK, _FAR, _FARTHER, _TIMES = 3, 260, 600, 4
#: How much of the sentence before and behind a figure is looked at.
_BEFORE, _BEHIND = 90, 50
_LARGE = 100_000
_ARTICLE = r"(?:(?:i|il|lo|la|gli|le|un|una|uno)\s+|(?:l|un)['’]\s*)"
_BY = re.compile(
    rf"(?:^|[,;:(«]|\b(?:e|ed|ma|mentre|invece|però))\s*(?P<by>per|secondo)\s+(?P<the>{_ARTICLE})?(?P<who>[^\W\d_][\w'’.-]*)",
    re.IGNORECASE,
)
_GIVEN = re.compile(r",?\s*(?:(?!sempre|anche)[^\W\d_]+\s)?(?P<by>(?:per|secondo)\s[^,;:.]*)", re.IGNORECASE)
_GIVEN_BY = re.compile(
    r"(?:\w+\s){0,3}?(?:indicat|stimat|dichiarat|calcolat|fornit|contat|comunicat|rivendicat|annunciat)[oaie] da",
    re.IGNORECASE,
)
_AGAINST = re.compile(rf"\bcontro\s+{_ARTICLE}?$", re.IGNORECASE)
_OF_THEM = re.compile(r"\bmentre\s+\w.*\sne\s+(?:\w+\s+){1,2}$", re.IGNORECASE)
_OTHER_THAN = re.compile(rf"\b(?:altro che|non|anziché|invece di)\s+{_ARTICLE}?$", re.IGNORECASE)
_BUT = re.compile(r"^\W*(?:ma|però|invece|eppure)\b", re.IGNORECASE)
_BREAK = re.compile(r"[;:.!?«»\"“”]")


def rivals_of(figures: Sequence[GivenFigure]) -> dict[str, GivenFigure]:
    """Figure → the earlier figure of its text against which it is set.

    Args:
        figures: the figures of one text in their order.
    """
    found: dict[str, GivenFigure] = {}
    for place, figure in enumerate(figures):
        is_value = figure.part_of is None and figure.aspect == "level" and figure.low is not None
        other = _other(figures, place) if is_value and place else None
        if other is not None and _sets_against(figure, figures[place - 1], other):
            found[figure.figure_id] = other
    return found


def is_contrasted(old: GivenFigure) -> bool:
    """Whether an old value is told as that of somebody else: "altro che 25", "40 e non 25"."""
    return _OTHER_THAN.search(old.before[-_BEFORE:]) is not None


def _sets_against(figure: GivenFigure, last: GivenFigure, other: GivenFigure) -> bool:
    """Whether the words beside a figure, as far back as the figure before it, bring another claimant."""
    far = figure.start - last.start - len(last.surface) if last.sentence == figure.sentence else _BEFORE
    before, behind = figure.before[-min(far, _BEFORE) :] if far > 0 else "", figure.after[:_BEHIND]
    own = _GIVEN.match(before) if far <= _BEFORE else None  # who gives the figure before it
    clause = _BREAK.split(before[own.end() :] if own and own.end() < len(before) else before)[-1]
    if any(_can_claim(match) for match in _BY.finditer(clause)):
        return True
    is_offered = "planned" in (figure.modality, other.modality)  # "chiedono 300 euro, mentre l'altro ne offre 200"
    if _verbs().search(before) or (figure.kind == "count" and not is_offered and _OF_THEM.search(before)):
        return True
    if _is_claimed_by_another(figure, other):
        return True
    if _AGAINST.search(before):
        return _GIVEN_BY.match(behind.lstrip()) is not None
    giver, others = _giver(figure), _giver(other)
    if giver is None or giver["by"].casefold() == "secondo":
        return giver is not None and _can_claim(giver, by_name=False)
    beside = others if giver["the"] and figure.sentence == other.sentence else None
    is_told_by = beside is not None and beside["by"].casefold() == "secondo" and _can_claim(beside, by_name=False)
    return is_told_by or (other.source is not None and _can_claim(giver, by_name=False))


def _is_claimed_by_another(figure: GivenFigure, other: GivenFigure) -> bool:
    """As in "un danno che l'ente stima in 40 milioni e i periti portano a 55": the same thing, another claimant."""
    if figure.source is None or other.source is None or figure.sentence != other.sentence:
        return False
    is_same = set(stems(figure.source.name)) & set(stems(other.source.name)) or figure.source.name == other.source.name
    return not is_same and figure.lemma is None and label_of(figure) is None


def _giver(figure: GivenFigure) -> re.Match[str] | None:
    """Who gives it, right behind a figure: "40 tende secondo il Comune"; "per" may tell for whom it is."""
    given = _GIVEN.match(figure.after[:_BEHIND])
    return _BY.match(given["by"]) if given else None


def _can_claim(match: re.Match[str], by_name: bool = True) -> bool:
    """Whether it names a claimant: "secondo il …" always, "per il …" a body or one who speaks, or a name.

    Args:
        match: of `_BY`.
        by_name: whether any name does; behind a figure it may be a place for which something is: "tre per Bertolara".
    """
    noun = match["who"].casefold()
    if noun.startswith("stess"):
        return False  # "secondo la stessa fonte"
    if match["by"].casefold() == "secondo" and match["the"]:
        return True
    forms = (noun, f"{noun}o", *(noun[:-1] + end for end in "oea"))
    return (by_name and match["who"][0].isupper()) or not claimants().isdisjoint(forms)


def _other(figures: Sequence[GivenFigure], place: int) -> GivenFigure | None:
    """The figure against which one is set: the nearest before it that may be of the same thing, or that it holds."""
    one = figures[place]
    noun = None if is_claimant(one) or (_BUT.match(one.before) and one.lemma) else one.lemma
    found: list[GivenFigure] = []
    for other in reversed(figures[max(place - _BACK, 0) : place]):
        same_noun = noun is not None and noun == other.lemma
        if one.start - other.start > (_FARTHER if same_noun else _FAR) or other.in_headline != one.in_headline:
            break
        if other.aspect == "level" and other.part_of is None and _alike(one, other, noun) and _near(one, other):
            found.append(other)
    held = (other for other in found if other.sentence == one.sentence and _holds(one, other))
    return next(held, found[0] if found else None)


def _holds(one: GivenFigure, other: GivenFigure) -> bool:
    """Whether a range holds the other value: of two results, a poll that tells a range is of that one."""
    if one.low is None or one.high is None or other.low is None:
        return False
    return one.low < other.low < one.high


def _alike(one: GivenFigure, other: GivenFigure, noun: str | None) -> bool:
    if one.concept and other.concept:
        return one.concept == other.concept
    if noun and other.lemma and not is_claimant(other) and noun != other.lemma:
        return False
    own, others = dimension(one.kind, one.unit), dimension(other.kind, other.unit)
    if one.kind == "percent" and one.sentence != other.sentence and _is_of_something_else(one, other):
        return False
    is_bare = not own and (noun is None or noun == other.lemma)
    return own == others or is_bare or (not others and other.low is not None and other.low >= _LARGE)


def _is_of_something_else(one: GivenFigure, other: GivenFigure) -> bool:
    """Whether a share is likely one of something that nobody gives and that does not stand beside the other one."""
    about = one.about[0] if one.about else None
    if about is None or about.name in {source.name for source in one.sources}:
        return False
    beside = words_around(other).union(*(stems(who.name) for who in other.about))
    return beside.isdisjoint(stems(about.name))


def _near(one: GivenFigure, other: GivenFigure) -> bool:
    if not one.low or not other.low or one.low < 0 or other.low < 0:
        return False
    least, most = sorted((one.low * scale_of(one, other), other.low))
    return least != most and most / least <= _TIMES


@cache
def _verbs() -> re.Pattern[str]:
    """Verbs that bring another figure, some words before it: "si ferma a", "ne conta"."""
    forms: set[str] = set()
    for row in read_reference("it/ledger/rival_verbs", required=("phrase",)):
        verb, *behind = row["phrase"].split()
        before = "si " if verb.endswith("si") else "ne " if verb.endswith("ne") else ""
        infinitive = verb[:-2] + "e" if before else verb
        then = "".join(rf"\s+{word}" for word in behind[:-1])
        last = rf"(?:\s+(?:invece|però|solo|soltanto))?\s+{behind[-1]}\w*" if behind else ""
        forms.update(f"{before}{form}{then}{last}" for form in conjugate(infinitive))
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms))})(?:['’]|\s+)(?:\w+\s+){{0,7}}$", re.IGNORECASE)
