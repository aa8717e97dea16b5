"""Quantities that belong together: "tra 10 e 20 milioni", "3-4 persone", "uno su tre", "3-1", "5, 10 e 20 euro"."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from transforms.contract import DECIMAL_SCALE
from transforms.figures.quantities import Quantity
from transforms.figures.words import FUNCTION_WORDS, MONTHS, change_words, contexts
from transforms.language import BETWEEN, BREAK, DASHES, DEFINITE, FROM, MARK, TO, words_of
from transforms.numbers import NumberText

#: The smallest step that the contract's numbers hold.
SMALLEST = Decimal(1).scaleb(-DECIMAL_SCALE)
_CENTS, _HUNDREDTH = words_of("centesimi centesimo cent cents ¢"), Decimal("0.01")
_FUSED = words_of("del dell' dello al all' allo dal dall' nel sul sull' dalla alla")
_PARTICIPLES = tuple(sorted(words_of("ato ata ati ate uto uta uti ute ito ita iti ite sso ssa tto tta")))
#: Wholes of which a share is told: "sette su dieci"; "74 su 130" and "due corse su sei" are two counts.
_ROUND = frozenset(map(Decimal, (2, 3, 4, 5, 10, 100, 1000, 10_000, 100_000, 1_000_000)))


def share_units(text: NumberText, items: Sequence[Quantity]) -> list[Quantity]:
    """Read "5, 10 e 20 euro", "il 30 e il 40 per cento": the unit of the last holds for those before."""
    out = list(items)
    chained = listed = False
    for index in range(len(out) - 1, 0, -1):
        left, right = out[index - 1], out[index]
        to = _joint(text, left, right) in TO and text.word(opener(text, left)) in FROM
        if to and right.form == "scaled" and not right.stated and not left.stated:
            out[index - 1] = left = _scaled_like(left, right, falls=True)  # "salirà da 140,6 a 143,1 miliardi"
        if _shares_scale(text, left, right, listed):
            out[index - 1] = left = _scaled_like(left, right, falls=True)  # "per 12, 15 e 20 milioni"
            listed = True
        else:
            listed = False
        chained = _shares_unit(text, left, right, chained)
        if chained:
            or_so = right.form == "words" and _joint(text, left, right) in ("o", "oppure")  # "due o tremila euro"
            scaled = _scaled_like(left, right, falls=True) if right.form == "scaled" or or_so else left
            hundredth = hundredths(text, right)
            out[index - 1] = scaled._replace(
                low=scaled.low * hundredth, high=scaled.high * hundredth, kind=right.kind, unit=right.unit, stated=True
            )
    return out


def hundredths(text: NumberText, item: Quantity) -> Decimal:
    """By what a bare number beside a sum is multiplied: a hundredth where the sum is told in cents."""
    return _HUNDREDTH if item.kind == "money" and text.word(item.last - 1) in _CENTS else Decimal(1)


def _shares_scale(text: NumberText, left: Quantity, right: Quantity, listed: bool) -> bool:
    """Whether a bare number of a list takes the millions of the last; a comma joins only what is already a list."""
    bare = left.form in ("digits", "words") and not left.stated and not is_year(text, left)
    before = text.word(left.first - 1)
    if not bare or right.form != "scaled" or right.stated or before in BETWEEN | DEFINITE | _FUSED:
        return False
    joint = _joint(text, left, right)
    return joint in ("e", "ed") or (listed and joint == ",")


def _shares_unit(text: NumberText, left: Quantity, right: Quantity, chained: bool) -> bool:
    """Whether a bare number takes the unit of the next; a comma joins only what is already a chain."""
    if left.stated or not right.stated or left.form not in ("digits", "words") or is_year(text, left):
        return False
    if right.kind not in ("percent", "money", "measure", "age") or right.unit in ("magnitude", "K"):
        return False
    joint, before = _joint(text, left, right), text.word(left.first - 1)
    if joint in ("x", "×"):  # "una tela di 70 x 50 cm"
        return right.kind == "measure"
    if joint in TO:  # "è salito da 10 a 20 euro"
        return before in FROM
    if joint not in ("e", "ed", "o", "oppure") and not (chained and joint == ","):
        return False
    article = text.word(right.first - 1)
    return (article in DEFINITE or article in _FUSED) == (before in DEFINITE or before in _FUSED)


def is_year(text: NumberText, item: Quantity) -> bool:
    """Whether four bare digits may be a year."""
    return item.form == "digits" and len(text.surface(item.first, item.last)) == 4 and 1000 <= item.low <= 2100


def is_rate(item: Quantity) -> bool:
    """Whether a number has more decimals than a share is told in: "l'euro a 1,0834 dollari"."""
    return item.low != round(item.low, _FINEST)


#: No share is told in more decimals.
_FINEST = 3


def _joint(text: NumberText, left: Quantity, right: Quantity) -> str:
    """The one word or mark between two quantities, an article before the second left out; "" when more stands there."""
    between = right.first - left.last
    article = text.word(right.first - 1)
    if between == 2 and (article in DEFINITE or (article in _FUSED and article == text.word(left.first - 1))):
        between = 1  # "il 30 e il 40 per cento", "al 10 e al 20%"
    return text.words[left.last] if between == 1 else ""


#: What falls from one number of millions to another was at most so many times larger.
_FALL = 20


def _scaled_like(left: Quantity, right: Quantity, falls: bool = False, hundreds: bool = False) -> Quantity:
    """Read "tra 10 e 20 milioni": a bare first number takes the multiplier of the second, when it stays the smaller.

    `falls`: it may be the larger, "scende da 38 a 27 milioni". `hundreds`: "tre o quattrocento persone" are 300 or 400,
    "2-300 metri" 200 to 300.
    """
    if left.form not in ("digits", "words", "one") or left.low >= 1000 or left.high != left.low:
        return left
    if left.stated and (right.stated or left.kind != "money"):  # but "$10-20 million"
        return left
    scale = next((Decimal(10) ** power for power in (12, 9, 6, 3) if right.low >= Decimal(10) ** power), None)
    if right.form == "words":
        scale = Decimal(1000) if right.low % 1000 == 0 and 1000 <= right.low < 10**6 else None
        if hundreds and _are_hundreds(left, right):
            scale = Decimal(100)
    elif right.form != "scaled":
        scale = Decimal(100) if hundreds and _are_hundreds(left, right) and left.low + 1 == right.low / 100 else None
    if scale is None or left.low > right.low / scale * (_FALL if falls else 1):
        return left
    return left._replace(low=left.low * scale, high=left.high * scale, form=right.form)


def _are_hundreds(left: Quantity, right: Quantity) -> bool:
    """Whether the first of two numbers may be of the hundreds that only the second says: "tre o quattrocento"."""
    return right.low < 1000 and right.low % 100 == 0 and left.form == right.form


# ---- ranges, ratios, scores
def merge(text: NumberText, items: Sequence[Quantity], busy: bytearray) -> Iterator[tuple[Quantity, str]]:
    """Quantities with those joined that belong together, each with the rule that joined it ("quantity" for none)."""
    index = 0
    while index < len(items):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if following is not None and following.first - item.last <= 5:
            merged = _range(text, item, following) or _extremes(text, item, following)
            merged = merged or _ratio(text, item, following) or _score(text, item, following)
            if merged is not None and not any(busy[item.last : following.first]):
                yield merged
                index += 2
                continue
        yield item, "quantity"
        index += 1


#: Adjectives between an article and its number.
_OLD_AND_NEW = words_of("precedenti attuali")


def opener(text: NumberText, item: Quantity) -> int:
    """The index of the word before a quantity and its article: "dai 12", "tra i 12", "dai precedenti 12"."""
    at = item.first - 1
    at -= text.word(at) in _OLD_AND_NEW
    return at - 1 if text.word(at) in DEFINITE else at


def _join(text: NumberText, left: Quantity, right: Quantity, first: int, rule: str) -> tuple[Quantity, str] | None:
    """One range of two quantities, when their units agree and the bounds rise."""
    if left.low != left.high or right.low != right.high:
        return None
    left = _scaled_like(left, right, hundreds=rule in ("range_or", "range_dash"))
    if left.stated and right.stated and left.unit != right.unit:
        return None
    kind, unit = (right.kind, right.unit) if right.stated else (left.kind, left.unit)
    if left.low > right.high and (rule == "range_between" or right.high < left.low < 0):  # "tra -3 e -9 gradi"
        left, right = left._replace(low=right.low, high=right.low), right._replace(low=left.low, high=left.low)
    if left.low >= right.high or (left.kind == "ratio") != (right.kind == "ratio"):
        return None
    form = "scaled" if "scaled" in (left.form, right.form) else "digits"
    stated = left.stated or right.stated
    return Quantity(first, right.last, left.low, right.high, kind, unit, form, stated), rule


#: Strokes between the bounds of a range; "8÷10" is how Italian engineers write it (ISO 80000-2 tells of this use).
_STROKES = frozenset("/÷")
#: "Venti, o forse trenta coltellate", "due, forse tre feriti".
_PERHAPS = (["o", "forse"], [",", "o", "forse"], [",", "forse"], ["-", "forse"], ["se", "non"], [",", "se", "non"])


def _range(text: NumberText, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    left, right = _like_minus(text, left, right), _without_dash(text, left, right)
    between = list(text.words[left.last : right.first])
    if len(between) > 1 and between[-1] in DEFINITE:
        between.pop()
    opens = opener(text, left)
    before = text.word(opens)
    if left.unit == "magnitude" and not right.stated:  # "magnitudo tra 5 e 6"
        inside = [word for word in text.words[left.first : left.last] if word in BETWEEN or word in FROM]
        opens, before = (left.first, inside[0]) if inside else (opens, before)
    if between in (["e"], ["ed"], ["a"], ["ad"]) and before in BETWEEN:  # "tra 3,9 a 5" is written too
        if text.word(opens - 1) in ("compreso", "compresa", "compresi", "comprese"):
            opens -= 1
        return _join(text, left, right, opens, "range_between")
    if len(between) <= 2 and between and between[-1] in TO and before in FROM:
        if len(between) == 2 and between[0] not in ("fino", "sino", "anche", ","):
            return None
        signed = left.low < 0 or text.words[right.first] == "+"  # "da -1,9% a +1,3%"
        if left.kind == "percent" and signed:
            return None
        falls = left.kind == right.kind == "percent" and left.low >= right.low
        if falls or _is_change(text, opens) or (left.kind == "percent" and _is_told_of_one(text, opens)):
            return None
        return _join(text, left, right, opens, "range_from_to")
    if len(between) == 1 and (between[0] in DASHES or between[0] in _STROKES):
        return _dash_range(text, left, right)
    if between in _PERHAPS or between in (["o"], ["od"], ["oppure"]):
        whole = left.low == int(left.low) and right.low == int(right.low)
        near = right.low <= _scaled_like(left, right).low * 10  # "5 o 6mila persone"
        if whole and (left.form != "digits" or near) and left.form != "multiple":
            return _join(text, left, right, left.first, "range_or")
    return None


def _extremes(text: NumberText, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """Read "da un minimo di 10 a un massimo di 40 euro"."""
    words, first = text.words, left.first
    if words[first - 2 : first] != ["minimo", "di"] or words[right.first - 2 : right.first] != ["massimo", "di"]:
        return None
    between = words[left.last : right.first - 2]
    if len(between) != 2 or between[0] not in ("a", "ad", "e") or between[1] not in ("un", "il"):
        return None
    start = first - 2 - (text.word(first - 3) == "un")
    start -= text.word(start - 1) in FROM | BETWEEN
    return _join(text, left, right, start, "range_from_to")


def _like_minus(text: NumberText, left: Quantity, right: Quantity) -> Quantity:
    """Read "tra i meno 4 e i meno 8 gradi": the first number has its minus in a word too, and no unit."""
    bare = left.form in ("digits", "words") and left.low >= 0 and (not left.stated or left.unit == right.unit)
    if not bare or text.word(left.first - 1) != "meno" or text.word(right.first) != "meno" or right.high >= 0:
        return left
    return left._replace(first=left.first - 1, low=-left.high, high=-left.low)


def _without_dash(text: NumberText, left: Quantity, right: Quantity) -> Quantity:
    """Read "15 -20 euro": what looks like a sign is the dash of a range when the bounds rise without it."""
    dash = right.first == left.last and text.words[right.first] in DASHES
    if not dash or not 0 <= left.low < -right.high or right.low != right.high:
        return right
    return right._replace(first=right.first + 1, low=-right.low, high=-right.high)


def _is_change(text: NumberText, opener: int) -> bool:
    """Whether a word of change stands before an index, in its clause, or a percentage before its bracket."""
    if text.word(opener - 1) == "(" and text.word(opener - 2) in ("%", "cento"):
        return True  # "rincari del 20% (da 5 a 6 euro)"
    for at in range(opener - 1, max(-1, opener - 7), -1):
        lexeme = text.lexemes[at]
        if lexeme.kind == BREAK or (lexeme.kind == MARK and lexeme.word in ".;"):
            return False
        if lexeme.word in change_words():
            return True
    return False


def _is_told_of_one(text: NumberText, opens: int) -> bool:
    """Whether "dal 31 al 37%" is a change: what goes from one share to another; "sconti dal 30 al 50%" are many."""
    noun = text.word(opens - 1)
    many = len(noun) > 3 and noun[-1] in "ie" and noun not in FUNCTION_WORDS and not noun.endswith(_PARTICIPLES)
    many = many and (not text.is_capital(opens - 1) or text.starts_sentence(opens - 1))
    return text.word(opens) in ("dal", "dall'", "dallo") and not many


def _dash_range(text: NumberText, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """Read "70-75 km orari", "10 - 20 euro", "3-4 persone", "2000 - 3500 uomini"."""
    tight = text.glued(left.last) and text.glued(right.first)
    if not tight and (text.words[left.last] == "/" or (text.glued(left.last) and not right.stated)):
        return None
    if not right.stated and not left.stated:
        played = tight and text.word(left.first - 1) in ("per", "vince", "sul", "vinto", "finisce")
        alike = left.form == right.form or right.form == "scaled"
        if tight and left.form == right.form == "words" and _is_spoken(text, left, right):
            return _join(text, left, right, left.first, "range_dash")
        if played or not alike or not is_counted(text, right.last):
            return None
    return _join(text, left, right, left.first, "range_dash")


#: So far apart at most are two numbers in words that are said for about so many.
_SPOKEN = 5


def _is_spoken(text: NumberText, left: Quantity, right: Quantity) -> bool:
    """Whether two numbers in words are said for about so many: "cinque-sei moto", "quattro-cinquemila"."""
    if right.low >= 1000 > left.low:
        return True
    alone = text.word(left.first - 1) not in DASHES and text.word(right.last) not in DASHES  # "un cinque-tre-due"
    return alone and text.is_word(right.last) and 1 < left.low < right.low <= left.low + _SPOKEN


def is_counted(text: NumberText, index: int) -> bool:
    """Whether a plural noun stands at an index."""
    word = text.word(index)
    return (
        text.is_word(index) and not text.is_capital(index) and len(word) > 3 and word[-1] in "ie"
        and word not in FUNCTION_WORDS
    )  # fmt: skip


def _ratio(text: NumberText, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """Read "uno su tre", "un italiano su due", "1 ogni 10 milioni"."""
    at = right.first - 1
    if text.word(at) not in ("su", "ogni") or left.stated or right.stated or left.low != left.high:
        return None
    nouns = at - left.last
    of = nouns == 3 and text.word(left.last + 1) == "di"  # "tre autisti di linea su sette"
    if (nouns > 2 and not of) or right.low <= 0 or left.low > right.low or right.low != right.high:
        return None
    if any(not text.is_word(i) or text.word(i) in FUNCTION_WORDS for i in range(left.last, at) if not of):
        return None
    if nouns and text.word(left.last) in contexts("study"):
        return None  # "un sondaggio su 800 medici"
    if nouns == 2 and (text.word(at - 1).endswith(_PARTICIPLES) or right.low > 100):
        return None
    if left.low != 1:
        every = right.low >= 1000 and text.word(at) == "ogni"  # "14 casi ogni 100mila abitanti"
        if right.low not in _ROUND or (nouns and right.low > 10 and right.low != 100 and not every):
            return None
        rare = right.low >= 1000 and left.low * 5 <= right.low  # "2 su mille abitanti"
        if not nouns and is_counted(text, right.last) and right.low > 10 and not rare:
            return None
    value = (left.low / right.low).quantize(SMALLEST)
    return Quantity(left.first, right.last, value, value, "ratio", None, "ratio", True), "ratio"


def _score(text: NumberText, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """Read "3-1", "1 a 0", "uno a zero": smaller number first, larger second."""
    between = text.word(left.last) if right.first - left.last == 1 else ""
    whole = left.low == left.high == int(left.low) and right.low == right.high == int(right.low)
    if not whole or left.stated or right.stated or max(left.low, right.low) >= 1000 or min(left.low, right.low) < 0:
        return None
    if between in DASHES:
        tight = text.glued(left.last) and text.glued(right.first)
        apart = not text.glued(left.last) and not text.glued(right.first)  # "ha battuto la Verlanda 3 – 1"
        named = text.is_capital(left.first - 1) and text.is_capital(right.last) and text.words[right.last] not in MONTHS
        played = apart and (named or text.near(left.first, contexts("game"), before=8, after=0))
        if (
            not (tight or (played and not is_counted(text, right.last)))
            or left.form != "digits"
            or right.form != "digits"
        ):
            return None
    elif between == "a":
        context = text.near(left.first, contexts("game"), before=10, after=8)
        if not (context or text.word(left.first - 1) in ("per", "sul", "sull'", "il", "l'")):
            return None
        if text.word(opener(text, left)) in FROM:
            return None
    else:
        return None
    low, high = sorted((left.low, right.low))
    return Quantity(left.first, right.last, low, high, "score", None, "score", True), "score"
