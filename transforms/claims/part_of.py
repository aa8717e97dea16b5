"""Which figure contains which: "1,2 milioni di vittime, di cui 325mila morti", "due dei sette", "81 su 120"."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from transforms.claims.text import ClaimText
from transforms.claims.words import nouns_of, phrases, toll_families
from transforms.language import words_of

_OF_THE = words_of("dei degli delle dai tra fra i gli le suoi sue loro")
_STOPS = words_of("mentre ma invece ; . : ? !")
#: Words between the cue and the part; between a part and the next one of the same list; back to the whole.
_REACH, _LIST, _BACK = 9, 14, 60


def cued_wholes(text: ClaimText) -> dict[int, int]:
    """Part → whole where words say so: a partitive before or behind it, "A dei B", "A su B", a list."""
    wholes: dict[int, int] = {}
    for k in range(len(text.figures)):
        whole = _fraction(text, k)
        if whole is None:
            whole = _opened(text, k)
        if whole is None:
            whole = _behind_partitive(text, k)
        if whole is None:
            whole = _among_victims(text, k)
        if whole is None:
            whole = _before_partitive(text, k)
        if whole is None:
            whole = _itemised(text, k)
        if whole is None:
            whole = _listed(text, k, wholes)
        if whole is not None and _may_contain(text, whole, k) and wholes.get(whole) != k:
            wholes[k] = whole
    return wholes


def _may_contain(text: ClaimText, whole: int, part: int) -> bool:
    """Same unit, and not smaller where both are known."""
    a, b = text.figures[whole], text.figures[part]
    if whole == part or a.kind in ("age", "score") or b.kind in ("age", "score"):
        return False
    shares = ("percent", "ratio")
    if a.unit != b.unit and not (a.kind in shares and b.kind in shares):
        return False
    if a.unit is None and b.unit is None and (a.kind == "ratio") != (b.kind == "ratio"):
        return False
    if a.kind in shares and b.kind in shares:
        return True
    return a.high is None or b.low is None or b.low <= a.high


def _fraction(text: ClaimText, k: int) -> int | None:
    """As in "due dei sette coimputati", "30 allievi su 45"."""
    if k + 1 >= len(text.figures) or text.sentence[k] != text.sentence[k + 1]:
        return None
    if text.figures[k].kind != "count" or text.figures[k + 1].kind != "count":
        return None
    between = text.words(text.spans[k][-1] + 1, text.spans[k + 1][0])
    if not between or len(between) > 6:
        return None
    if between[0] in ("dei", "degli", "delle", "tra", "fra") and all(word in _OF_THE for word in between):
        return k + 1
    if "su" in between[:4] and all(
        word in ("un", "totale", "di", "i", "gli", "le") for word in between[between.index("su") + 1 :]
    ):
        return k + 1
    return None


def _opened(text: ClaimText, k: int) -> int | None:
    """As in "Dei 12 indagati, quattro hanno patteggiato", "Su 120 deputati 81 hanno votato a favore"."""
    if k == 0 or text.sentence[k - 1] != text.sentence[k] or text.figures[k - 1].kind != text.figures[k].kind:
        return None
    first, whole = text.spans[k][0], text.spans[k - 1][0]
    start = text.syntax.bounds(first)[0]
    if whole - start > 2 or text.syntax.lower(whole - 1) not in ("dei", "degli", "delle", "di", "su"):
        return None
    between = range(text.spans[k - 1][-1] + 1, first)
    return k - 1 if len(between) <= 6 and not any(text.syntax.is_verb(at) for at in between) else None


def _cue_before(text: ClaimText, k: int) -> int | None:
    """Where a partitive starts within reach before figure `k`: its first token."""
    first = text.spans[k][0]
    start = max(text.syntax.bounds(first)[0], first - _REACH)
    crossed, partitives = False, phrases("partitive")
    for at in range(first - 1, start - 1, -1):
        word = text.syntax.lower(at)
        other = text.figure_at(at)
        if word in _STOPS or (other is not None and text.figures[other].kind == text.figures[k].kind):
            return None
        crossed = crossed or other is not None
        if word in ("quali", "cui") and text.syntax.lower(at - 1) in ("dai", "dalle", "da"):
            whole = text.figure_at(at - 2 - (text.syntax.lower(at - 2) == ","))
            return at - 1 if whole is not None and _may_contain(text, whole, k) else None
        if not crossed and word in partitives and partitives.match(text.words(at, first), 0):
            return at
    return None


def _behind_partitive(text: ClaimText, k: int) -> int | None:
    at = _cue_before(text, k)
    return None if at is None else _previous(text, k, at)


def _among_victims(text: ClaimText, k: int) -> int | None:
    """As in "150 persone sono morte; tra le vittime si contano 40 bambini": of the toll of that kind told before."""
    syntax, families = text.syntax, toll_families()
    first = text.spans[k][0]
    if text.figures[k].kind != "count":
        return None
    for at in range(first - 1, max(syntax.bounds(first)[0], first - _REACH) - 1, -1):
        if text.figure_at(at) is not None or syntax.lower(at) in _STOPS:
            return None
        family = families.get(syntax.lower(at + 2))
        if syntax.lower(at) in ("tra", "fra") and syntax.lower(at + 1) in ("i", "gli", "le") and family:
            for other in range(k - 1, max(k - 6, -1), -1):
                if text.sentence[k] - text.sentence[other] > 1 or at - text.spans[other][-1] > _BACK:
                    return None
                if _toll_behind(text, other) == family and not _in_title_only(text, other, k):
                    return other if _may_contain(text, other, k) else None
            return None
    return None


def _toll_behind(text: ClaimText, k: int) -> str | None:
    """The family of the first toll word behind a figure: "150 persone sono morte"."""
    if text.figures[k].kind != "count":
        return None
    last = text.spans[k][-1]
    for at in range(last + 1, min(text.syntax.bounds(last)[1], last + _REACH)):
        if text.figure_at(at) is not None or text.syntax.lower(at) in _STOPS:
            return None
        family = toll_families().get(text.syntax.lower(at))
        if family is not None:
            return family
    return None


def _before_partitive(text: ClaimText, k: int) -> int | None:
    """As in "…, 12 dei quali gravi"."""
    after = text.spans[k][-1] + 1
    if phrases("trailing").match(text.words(after, after + 2), 0):
        return _previous(text, k, text.spans[k][0])
    return None


def _previous(text: ClaimText, k: int, before: int) -> int | None:
    """The nearest figure before token `before` that may contain `k`, in its sentence or the one before."""
    for other in range(k - 1, max(k - 6, -1), -1):
        if text.sentence[k] - text.sentence[other] > 1 or before - text.spans[other][-1] > _BACK:
            return None
        aside = text.bracket_of(text.spans[other][0])
        if aside is not None and aside != text.bracket_of(before):
            continue  # "uno su due (50% degli uomini); di questi …"
        if text.spans[other][-1] < before and _may_contain(text, other, k) and not _in_title_only(text, other, k):
            return other
    return None


def _in_title_only(text: ClaimText, whole: int, part: int) -> bool:
    return text.in_title(whole) and not text.in_title(part)


def _itemised(text: ClaimText, k: int) -> int | None:
    """As in "12 feriti (3 donne e 9 uomini)": in a bracket or between dashes right behind the whole."""
    if k == 0 or text.figures[k].kind != "count" or text.figures[k - 1].kind != "count":
        return None
    first, before = text.spans[k][0], text.spans[k - 1][-1]
    between = text.words(before + 1, first)
    if len(between) > 4 or between[-1:] not in (["("], ["-"], ["–"], ["—"]) or len(between) < 2:
        return None
    a, b = text.figures[k - 1].high, text.figures[k].low
    return k - 1 if a is not None and b is not None and b < a else None


def _listed(text: ClaimText, k: int, wholes: dict[int, int]) -> int | None:
    """The next item of a list of parts: "di cui 3 donne e 2 bambini", "di questi, il 30% …, l'11% …"."""
    if k == 0 or k - 1 not in wholes or text.sentence[k] != text.sentence[k - 1]:
        for back in range(k - 1, max(k - 3, -1), -1):
            if back in wholes and text.figures[back].kind == text.figures[k].kind == "percent":
                return wholes[back] if text.sentence[back] == text.sentence[k] else None
        return None
    before = text.spans[k - 1][-1] + 1
    between = text.words(before, text.spans[k][0])
    if text.figures[k].kind == "percent" == text.figures[k - 1].kind:
        return wholes[k - 1]
    if len(between) > _LIST or not any(word in (",", "e", "ed", "più") for word in between):
        return None
    if any(word in _STOPS for word in between) or wholes[k - 1] > k - 1:
        return None
    syntax = text.syntax
    if any(syntax.is_verb(at) and syntax.pos(at) != "VERB" for at in range(before, text.spans[k][0])):
        return None
    return wholes[k - 1]


def event_wholes(
    text: ClaimText,
    counted: Sequence[int | None],
    told_of: Sequence[tuple[str, ...]],
    periods: Sequence[tuple[date | None, date | None] | None],
    wholes: Mapping[int, int],
) -> dict[int, int]:
    """Part → whole where the toll of one place or event lies inside the total's.

    Args:
        text: the text with its facts.
        counted: counted noun of each figure.
        told_of: names of the place and of the event or bearer of each figure.
        periods: first and last day of each figure.
        wholes: what `cued_wholes` found; not changed.

    Returns:
        The further pairs. The total is a figure of the body of the same family of tolls (dead, hurt …), told before,
        larger than the part and than all its parts together, of the same days where both are known.
    """
    totals: dict[str, list[int]] = {}
    left: dict[int, Decimal] = {}
    found: dict[int, int] = {}
    for k, figure in enumerate(text.figures):
        family = _family(text, k, counted[k])
        if family is None or figure.kind != "count" or text.in_title(k) or k in wholes:
            continue
        low = figure.low
        total = next((t for t in reversed(totals.get(family, [])) if _contains(text, t, k, told_of, periods)), None)
        if total is not None and low is not None and low <= left[total]:
            found[k] = total
            left[total] -= low
        elif figure.high is not None and not _told_before(text, k, totals.get(family, [])):
            totals[family] = [*totals.get(family, [])[-3:], k]
            left[k] = figure.high
    return found


def _told_before(text: ClaimText, k: int, totals: Sequence[int]) -> bool:
    figure = text.figures[k]
    return any((text.figures[t].low, text.figures[t].high) == (figure.low, figure.high) for t in totals)


def _family(text: ClaimText, k: int, noun: int | None) -> str | None:
    """The family of tolls of the counted noun; of the sentence's subject for "21.000 unità"."""
    families = toll_families()
    if noun is None:
        return None
    family = families.get(text.syntax.lower(noun)) or _family_of_verb(text, k, noun)
    if family is None and text.syntax.lower(noun) in nouns_of("neutral") and text.syntax.parsed:
        subject = text.syntax.subject(text.syntax.clause_head(noun))
        return None if subject is None else families.get(text.syntax.lower(subject))
    return family


def _family_of_verb(text: ClaimText, k: int, noun: int) -> str | None:
    """As in "sono morte 62 persone", "un raid ha ucciso tre civili": the verb says what became of them."""
    syntax, families = text.syntax, toll_families()
    first = text.spans[k][0]
    start, end = syntax.bounds(first)
    for at in [*range(first - 1, max(start, first - 6) - 1, -1), *range(noun + 1, min(end, noun + 5))]:
        if text.figure_at(at) is not None or syntax.lower(at) in (",", ";", "e", "che"):
            if at < first:
                continue
            return None
        if syntax.lower(at) in families and (syntax.pos(at) == "VERB" or syntax.is_participle(at)):
            return families[syntax.lower(at)]
    return None


def _contains(
    text: ClaimText,
    total: int,
    part: int,
    told_of: Sequence[tuple[str, ...]],
    periods: Sequence[tuple[date | None, date | None] | None],
) -> bool:
    """Whether the part is smaller, told elsewhere, of its own place or event, within the total's days."""
    small, large = text.figures[part].high, text.figures[total].low
    if small is None or large is None or small >= large or text.sentence[total] == text.sentence[part]:
        return False
    if not set(told_of[part]) - set(told_of[total]):
        return False
    days, others = periods[part], periods[total]
    if days is None or others is None or None in (*days, *others):
        return True
    return days[0] >= others[0] and days[1] <= others[1]  # type: ignore[operator]
