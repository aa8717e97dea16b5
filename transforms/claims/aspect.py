"""What a figure is of its quantity: the level, an old value, a change or a limit; and which way a change goes.

Words near the figure tell, with the prepositions around them: "da 12 a 19" holds an old value and a level, "in calo del
12%" a change. Without such words a figure tells a level.
"""

from typing import NamedTuple

from transforms.claims.text import ClaimText
from transforms.claims.words import aspect_phrases, aspect_words, change_directions, change_words
from transforms.contract import Aspect, Direction
from transforms.facts import FoundFigure
from transforms.language import AND, DEFINITE, FROM, OF, TO, words_of

#: How far from its figure a word may stand, in tokens.
_NEAR, _FAR = 4, 12
_WAS = words_of("era erano ammontava ammontavano contava risultava risultavano")
_IS = words_of("è sono e' sarà saranno sarebbe sarebbero resta restano rimane supera") | _WAS
_EXCEED, _FORBID = words_of("superare oltrepassare eccedere"), words_of("vietato vietata vietati proibito")
#: Adjectives and adverbs between a preposition or article and its number.
_NAMING = words_of("altri altre ulteriori precedenti attuali appena ben solo")
_DUTY = words_of("può possono potrà potranno deve devono dovrà dovranno possa possano")
_NOW = words_of("ora adesso oggi ormai attualmente")
_BEEN, _PAUSES = words_of("stato stata stati state"), words_of(", : ; – - mentre prima")
_STOPS = words_of('. ; : ( ) ? ! « » “ ” "')
_PARTING = _STOPS | {","}
_PREPOSITIONS = OF | TO | FROM
_NOTED = words_of("indicato indicata indicati indicate riportato riportata riportati riportate")
_BY_HOW_MUCH = frozenset({"percent", "ratio"})
_SMALL_GRAINS = frozenset({"day", "part_of_day", "hour", "minute", "week"})
_SIGN_WORDS = {"più": "+", "meno": "-"}
_WAYS: dict[str, Direction] = {"+": "up", "-": "down", "−": "down", "–": "down"}
_ALSO = AND | {",", "ma"}
_SHARES = frozenset({"%", "pp", "bp", "points"})


class Told(NamedTuple):
    """The aspect of a figure, and for a change its direction where the text tells it."""

    aspect: Aspect = "level"
    direction: Direction | None = None


def aspect_of(text: ClaimText, k: int) -> Told:
    """What figure `k` is of its quantity."""
    if text.figures[k].kind in ("age", "score"):
        return Told()
    change = _change(text, k)
    if change is not None:
        return change
    if _is_previous(text, k):
        return Told("previous")
    return Told("limit") if _is_limit(text, k) else Told()


def _opener(text: ClaimText, k: int) -> int:
    """The token before a figure and its article; the parser's tokens hold "dell'" and "del" whole."""
    at = text.spans[k][0] - 1
    at -= text.syntax.lower(at) in _NAMING  # "è salito di altri 3 miliardi", "dai precedenti 12"
    return at - 1 if text.syntax.lower(at) in DEFINITE else at


def _back(text: ClaimText, k: int, at: int, far: int, stops: frozenset[str] = _STOPS) -> list[int]:
    """The tokens from `at` to the left, nearest first, up to a mark or another figure; an aside is stepped over."""
    start = max(text.syntax.bounds(text.spans[k][0])[0], at - 3 * far)
    inside = text.bracket_of(text.spans[k][0])
    found: list[int] = []
    while at >= start and len(found) < far:
        opened = text.bracket_of(at - 1) if text.syntax.lower(at) == ")" else None
        if opened is not None and opened != inside:
            at = opened - 1
            continue
        if text.syntax.lower(at) in stops or text.figure_at(at) is not None:
            break
        found.append(at)
        at -= 1
    return found


# ---------- changes
def _change(text: ClaimText, k: int) -> Told | None:
    return (
        _more(text, k)
        or _signed(text, k)
        or _by_word(text, k)
        or _also(text, k)
        or _traded(text, k)
        or _joined(text, k)
    )


def _more(text: ClaimText, k: int) -> Told | None:
    """As in "cinque in più di ieri", "75 uscite in meno", "tre punti percentuali in più"."""
    last = text.spans[k][-1]
    table = aspect_phrases("more")
    for at in range(last + 1, last + _NEAR):
        if text.syntax.lower(at) in _PARTING or text.figure_at(at) is not None:
            return None
        found = table.match(text.words(at, at + 3), 0)
        if found is not None:
            return None if text.syntax.lower(at + found[1]) == "o" else Told("change", found[0])
    return None


def _signed(text: ClaimText, k: int) -> Told | None:
    """As in "(+4,1%)", "-12 punti base": a share with a written sign is a change where no preposition governs it."""
    figure, first = text.figures[k], text.spans[k][0]
    sign = _sign(text, k)
    aside = text.bracket_of(first) is not None  # "i positivi sono 1.200 (-35)"
    if sign not in "+-−–" or (sign != "+" and figure.unit not in _SHARES and not aside):
        return None
    if figure.kind == "money" or (figure.unit or "") in ("Cel", "deg"):
        return None
    opener, behind, before = text.syntax.lower(_opener(text, k)), _partner(text, k, 1), _partner(text, k, -1)
    if opener in OF or (opener in FROM and behind is not None):
        return None
    if opener in TO and before is not None and text.syntax.lower(_opener(text, before)) in FROM:
        return None
    return Told("change", "up" if sign == "+" else "down")


def _sign(text: ClaimText, k: int) -> str:
    """The first character of a figure, or the sign that its first word says: "più 3%", but not "più del 3%"."""
    sign = text.syntax.source[text.figures[k].start]
    if text.figures[k].modifier is not None:
        return sign
    return _SIGN_WORDS.get(text.syntax.lower(text.spans[k][0]), sign)


def _by_word(text: ClaimText, k: int) -> Told | None:
    """As in "un aumento del 3%", "è sceso di 12 euro", "il calo è quindi di 2,8 punti"."""
    of = _opener(text, k)
    words = text.syntax.lower
    if words(of) in ("a", "al") and words(of - 1) == "pari":
        of -= 1
    elif words(of) not in OF:
        return None
    share = text.figures[k].kind in _BY_HOW_MUCH or text.figures[k].unit in _SHARES
    before = _back(text, k, of - 1, _FAR, _STOPS if share else _PARTING)
    directions = change_directions()
    for place, at in enumerate(before):
        word = words(at)
        if word not in directions:
            continue
        between = [words(other) for other in before[:place]]
        plain = all(other not in _PREPOSITIONS for other in between[:_NEAR])
        told = words(of - 1) in _IS or words(of - 2) in _IS
        if told or (share and "," not in between) or (plain and len(between) < _NEAR):
            return Told("change", directions[word] or _WAYS.get(_sign(text, k)))
        return None
    return None


def _also(text: ClaimText, k: int) -> Told | None:
    """As in "cala del 2% sul mese e del 5% sull'anno": the second of two shares of one change."""
    before, of = _partner(text, k, -1), _opener(text, k)
    start = text.spans[k - 1][-1] + 1
    if before is None and k > 1 and text.syntax.lower(start) == ")":  # "del 2% (-14 mila) e del 5%"
        before, start = _partner(text, k, -2), start + 1
    share = text.figures[k].kind in _BY_HOW_MUCH or text.figures[k].unit in _SHARES
    if before is None or not share or text.syntax.lower(of) not in OF:
        return None
    if text.syntax.lower(of - 1) not in _ALSO or text.syntax.lower(_opener(text, before)) not in OF:
        return None
    between = range(start, of - 1)
    if len(between) > _FAR or any(text.syntax.is_verb(at) or text.syntax.lower(at) in _STOPS for at in between):
        return None
    return _by_word(text, before)


#: How many shares of one verb are listed.
_LISTED = 6
_BETWEEN_NAMES = DEFINITE | words_of(", ; e ed di rispettivamente")


def _traded(text: ClaimText, k: int) -> Told | None:
    """As in "il titolo cede il 2,2%": what is won or lost in shares."""
    unit, article = text.figures[k].unit, text.syntax.lower(text.spans[k][0] - 1) in DEFINITE
    if unit not in _SHARES or (unit == "%" and not article):  # but "lo spread guadagna 3 punti"
        return None
    directions = aspect_words("trading")
    for _ in range(_LISTED):
        opener = _opener(text, k)
        for at in range(opener, opener - 3, -1):
            if text.syntax.lower(at) in directions:
                return Told("change", directions[text.syntax.lower(at)])
        before = _partner(text, k, -1)  # "cede il 2,2%, Parigi l'1% e Londra lo 0,4%"
        if before is None or not _only_names(text, before, k):
            return None
        k = before
    return None


def _only_names(text: ClaimText, before: int, k: int) -> bool:
    """Whether nothing but names and conjunctions stands between two figures, and no "dei" behind the second."""
    if text.syntax.lower(text.spans[k][-1] + 1) in OF:
        return False
    between = range(text.spans[before][-1] + 1, text.spans[k][0])
    return all(text.syntax.lower(at) in _BETWEEN_NAMES or text.syntax.is_capitalised(at) for at in between)


def _joined(text: ClaimText, k: int) -> Told | None:
    """As in "se ne sono aggiunti due": the verb right before the figure."""
    word = text.syntax.lower(text.spans[k][0] - 1)
    found = aspect_words("joined").get(word)
    return None if found is None else Told("change", found)


# ---------- old values
def _is_previous(text: ClaimText, k: int) -> bool:
    return (
        _is_start(text, k) or _is_compared(text, k) or _is_corrected(text, k) or _is_past(text, k) or _is_aside(text, k)
        or _is_replaced(text, k)
    )  # fmt: skip


def _alike(left: FoundFigure, right: FoundFigure) -> bool:
    """Whether two figures may be values of one quantity."""
    return left.kind == right.kind and left.unit == right.unit


def _partner(text: ClaimText, k: int, step: int) -> int | None:
    """The figure before (-1) or behind (1) in the same sentence, when it is alike."""
    other = k + step
    if not 0 <= other < len(text.figures) or text.sentence[other] != text.sentence[k]:
        return None
    return other if _alike(text.figures[k], text.figures[other]) else None


def _is_start(text: ClaimText, k: int) -> bool:
    """As in "salito da 12 a 19", "dal 4,2 passa al 3,8%", "scende a 118 milioni dai 126 di fine anno"."""
    opener = _opener(text, k)
    if text.syntax.lower(opener) not in FROM:
        return False
    behind, before = _partner(text, k, 1), _partner(text, k, -1)
    window = [text.syntax.lower(at) for at in _back(text, k, opener - 1, 2 * _NEAR)]
    told = any(word in change_words() for word in window)
    if behind is not None and text.syntax.lower(_opener(text, behind)) in TO:
        between = text.words(text.spans[k][-1] + 1, _opener(text, behind))
        passed = bool(between) and between[-1] in change_words() and "per" not in between
        return len(between) < _NEAR or (len(between) <= _FAR and (told or passed))
    reached = before is not None and text.syntax.lower(_opener(text, before)) in TO
    if before is not None and reached and opener - text.spans[before][-1] <= 2 * _NEAR:
        return True
    if before is not None and opener - text.spans[before][-1] <= _NEAR and _is_dated(text, k, _FAR // 2):
        return True  # "i decessi sono due, dai tre di lunedì"
    named = any(word in change_directions() for word in window[:_NEAR])
    return named and text.syntax.lower(opener) != "da" and text.figures[k].kind != "ratio"


def _is_compared(text: ClaimText, k: int) -> bool:
    """As in "contro i 28,4 milioni dell'anno prima", "rispetto ai 12 di maggio", "anziché 40"."""
    opener = _opener(text, k)
    before = text.words(max(opener - 3, 0), opener + 1)
    if aspect_phrases("instead", backwards=True).match(before, len(before)) is not None:
        return True
    found = aspect_phrases("against", backwards=True).match(before, len(before))
    if found is None:
        return False
    return before[found[1]] == "rispetto" or _is_dated(text, k, _FAR // 2)


def _is_dated(text: ClaimText, k: int, far: int) -> bool:
    """Whether a time or a word for what was before stands behind the figure."""
    last = text.spans[k][-1]
    earlier = aspect_words("earlier")
    for at in range(last + 1, min(last + 1 + far, text.syntax.bounds(last)[1])):
        if text.syntax.lower(at) in _PARTING or text.figure_at(at) is not None:
            return False
        date = text.date_at(at)
        if (date is not None and text.dates[date].kind != "duration") or text.syntax.lower(at) in earlier:
            return True  # but "(12 euro se si paga entro tre giorni)"
    return False


def _is_corrected(text: ClaimText, k: int) -> bool:
    """As in "38,4 milioni, non 84,3", "era stato indicato in 12", "per un refuso si parlava di 12"."""
    opener = _opener(text, k)
    words = text.syntax.lower
    denied = opener - 1 if words(opener) in ("«", "“", '"') else opener
    if words(denied) == "non":
        before = _partner(text, k, -1)
        return before is not None and opener - text.spans[before][-1] <= _FAR
    if words(opener) == "in" and words(opener - 1) in _NOTED:
        return True
    around = text.words(max(text.syntax.bounds(opener)[0], opener - 2 * _FAR), opener)
    table = aspect_phrases("mistaken")
    return table.may_match(around) and any(table.match(around, at) is not None for at in range(len(around)))


def _is_past(text: ClaimText, k: int) -> bool:
    """As in "ieri erano 12": what was, with the day, beside a figure alike that is."""
    first = text.spans[k][0]
    window = _back(text, k, first - 1, _FAR, _PARTING)
    if _is_overtaken(text, k, window):
        return True
    if not any(text.syntax.lower(at) in _WAS for at in window[:_NEAR]):
        return False
    near = [other for other in (k - 1, k + 1) if 0 <= other < len(text.figures)]
    if not any(
        _alike(text.figures[k], text.figures[other]) and abs(text.sentence[other] - text.sentence[k]) <= 1
        for other in near
    ):
        return False
    dates = {text.date_at(at) for at in (*window, *range(text.spans[k][-1] + 1, text.spans[k][-1] + _NEAR))}
    return any(text.dates[number].grain in _SMALL_GRAINS for number in dates if number is not None)


def _is_overtaken(text: ClaimText, k: int, window: list[int]) -> bool:
    """As in "erano 80, ora sono 95", "prima costava 3 euro, adesso 4,50"."""
    following = _partner(text, k, 1)
    if following is None or _NOW.isdisjoint(text.words(text.spans[k][-1] + 1, text.spans[following][0])):
        return False
    return _was_at(text, k) is not None or "prima" in [text.syntax.lower(at) for at in window]


def _is_aside(text: ClaimText, k: int) -> bool:
    """As in "502 casi (431 nel bollettino precedente)", "rispetto a maggio (431)": in brackets, with a time."""
    first = text.spans[k][0]
    opened = text.bracket_of(first)
    if opened is None or first - opened > 3:
        return False
    if text.date_at(opened - 1) is not None and "rispetto" in text.words(max(opened - 2 * _NEAR, 0), opened):
        return True
    before = _partner(text, k, -1)
    if before is None or text.spans[before][-1] >= opened:
        return False
    return _was_at(text, k) == opened + 1 or _is_dated(text, k, _FAR // 2)


def _was_at(text: ClaimText, k: int) -> int | None:
    """Where "erano" or "erano stati" stands right before a figure."""
    at = text.spans[k][0] - 1
    at -= text.syntax.lower(at) in _BEEN
    return at if text.syntax.lower(at) in _WAS else None


def _is_replaced(text: ClaimText, k: int) -> bool:
    """As in "gli iscritti sono 412: erano 390", "(erano 184)": what was, right behind what is."""
    was, before = _was_at(text, k), _partner(text, k, -1)
    if was is None or before is None or text.syntax.lower(was - 1) not in _PAUSES:
        return False
    told = _opener(text, before)
    reached = text.syntax.lower(told) in TO and any(word in change_words() for word in text.words(told - _NEAR, told))
    return was - text.spans[before][-1] <= _NEAR and (reached or text.syntax.lower(told) in _IS - _WAS)


# ---------- limits
def _is_limit(text: ClaimText, k: int) -> bool:
    """As in "il tetto di 5.000 euro", "la soglia di allarme è fissata a 4,5 metri", "omologato per 300 persone"."""
    first, opener = text.spans[k][0], _opener(text, k)
    before = text.words(max(opener - 3, 0), opener + 1)
    if aspect_phrases("bound", backwards=True).match(before, len(before)) is not None:
        return True
    if _is_forbidden(text, opener):
        return True
    if text.syntax.lower(opener) in ("dei", "delle", "degli") and text.figures[k].kind == "count":
        return False  # "superata la soglia dei 100 casi": a mark that was reached
    table = aspect_phrases("limit")
    before = [text.syntax.lower(at) for at in reversed(_back(text, k, first - 1, _FAR, _PARTING))]
    before += text.words(first, text.spans[k][-1] + 1)  # "sotto la soglia di 3" is a bound, with its words
    return table.may_match(before) and any(table.match(before, at) is not None for at in range(len(before)))


def _is_forbidden(text: ClaimText, opener: int) -> bool:
    """As in "non può superare il 10%", "è vietato superare i 30 km/h": the words before the figure forbid more."""
    before = text.words(max(opener - _NEAR, 0), opener + 1)
    if before[-1:] and before[-1] not in _EXCEED:
        return False
    return bool(_FORBID & set(before)) or ("non" in before and bool(_DUTY & set(before)))
