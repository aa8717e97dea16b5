"""Quantities that belong together: "tra 10 e 20 milioni", "3-4 persone", "uno su tre", "3-1", "5, 10 e 20 euro"."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from transforms.contract import DECIMAL_SCALE
from transforms.figures.quantities import Quantity
from transforms.figures.words import FUNCTION_WORDS, change_words, contexts
from transforms.language import BETWEEN, BREAK, DASHES, DEFINITE, FROM, IN, MARK, TO, words_of
from transforms.numbers import NumberText

#: The smallest step that the contract's numbers hold.
SMALLEST = Decimal(1).scaleb(-DECIMAL_SCALE)
_OF = frozenset({"di", "d'"})
#: After "di" these name people or the whole, not what is measured.
_NO_MATTER = words_of("loro cui noi voi essi esse questi queste quelli quelle più meno età")
#: Before a bare number: it goes on in the unit and scale of the one before.
_COMPARED = words_of("contro erano era dopo")
_MORE_OF_IT = words_of("altri altre contro dopo non")
#: Such a number is at most so many times larger or smaller, and so many lexemes away.
_TIMES, _LONGEST_ELLIPSIS, _NEXT = 100, 30, 5
#: Lexemes between a quantity and the next of its list.
_LONGEST_ITEM = 7
_FUSED = words_of("del dell' dello al all' allo dal dall' nel sul sull' dalla alla")
_PARTICIPLES = tuple(sorted(words_of("ato ata ati ate uto uta uti ute ito ita iti ite sso ssa tto tta")))
#: Wholes of which a share is told: "sette su dieci"; "74 su 130" are two counts.
_ROUND = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000, 10_000, 100_000, 1_000_000)))


def share_units(text: NumberText, items: Sequence[Quantity]) -> list[Quantity]:
    """Read "5, 10 e 20 euro", "il 30 e il 40 per cento": the unit of the last holds for those before."""
    out = list(items)
    chained = False
    for index in range(len(out) - 1, 0, -1):
        left, right = out[index - 1], out[index]
        to = _joint(text, left, right) in TO and text.word(_opener(text, left)) in FROM
        if to and right.form == "scaled" and not right.stated and not left.stated:
            out[index - 1] = left = _scaled_like(left, right)  # "salirà da 140,6 a 143,1 miliardi"
        chained = _shares_unit(text, left, right, chained)
        if chained:
            scaled = _scaled_like(left, right) if right.form == "scaled" else left
            out[index - 1] = scaled._replace(kind=right.kind, unit=right.unit, stated=True)
    return out


def carry_units(text: NumberText, items: Sequence[Quantity]) -> list[Quantity]:
    """Read "800 tonnellate di rottami, 650 di vetro", "2,5 milioni … altri 2,1": what was said first holds on."""
    out = list(items)
    for index in range(1, len(out)):
        left, right = out[index - 1], out[index]
        whole = out[index - 2] if index > 1 and left.kind == "percent" else left
        if _is_compared(text, whole, right):
            out[index] = right._replace(kind=whole.kind, unit=whole.unit, stated=True)
        elif _carries_unit(text, left, right) or _goes_from_to(text, left, right):
            out[index] = right._replace(kind=left.kind, unit=left.unit, stated=True)
        elif _carries_scale(text, left, right):
            scale = _scale_of(left.low)
            out[index] = right._replace(
                low=right.low * scale, high=right.high * scale,
                kind=left.kind, unit=left.unit, form="carried", stated=left.stated,
            )  # fmt: skip
    return out


def _is_compared(text: NumberText, left: Quantity, right: Quantity) -> bool:
    """Whether a bare number is what the one before is compared with: "9,5 euro rispetto ai 5,1 del 2020"."""
    if left.kind not in ("money", "measure") or not left.stated or left.form in ("scaled", "carried"):
        return False
    bare = right.kind == "count" and not right.stated and right.form == "digits" and left.low > 0
    if not bare or is_year(text, right) or not left.low / _TIMES <= right.low <= left.low * _TIMES:
        return False
    opener = _opener(text, right)
    word = text.word(opener)
    compared = word in _COMPARED or (word in TO and text.word(opener - 1) == "rispetto")
    near = right.first - left.last <= 2 * _LONGEST_ITEM and text.one_sentence(left.last, right.first)
    return compared and near and not is_counted(text, right.last)


def _goes_from_to(text: NumberText, left: Quantity, right: Quantity) -> bool:
    """Whether a bare number ends what began with a unit: "dagli 80 chili di gennaio ai 72 di oggi"."""
    if left.kind not in ("measure", "money", "percent") or not left.stated or left.form in ("scaled", "carried"):
        return False
    bare = right.kind == "count" and not right.stated and right.form == "digits" and not is_year(text, right)
    near = right.first - left.last <= _LONGEST_ITEM and text.one_sentence(left.last, right.first)
    ends = text.word(_opener(text, left)) in FROM and text.word(_opener(text, right)) in TO
    return bare and near and ends and _is_small(text, right.last)


def _scale_of(value: Decimal) -> Decimal:
    """The largest of a billion and a million that a value reaches; one below."""
    return next((Decimal(10) ** power for power in (9, 6) if abs(value) >= Decimal(10) ** power), Decimal(1))


def _carries_scale(text: NumberText, left: Quantity, right: Quantity) -> bool:
    """Whether a bare number goes on in the millions of the one before: "scende a 118 milioni dai 126 di maggio"."""
    if (
        left.form not in ("scaled", "carried")
        or left.kind not in ("money", "count", "measure")
        or right.kind != "count"
    ):
        return False
    if right.stated or right.form != "digits" or right.low != right.high or is_year(text, right):
        return False
    scale = _scale_of(left.low)
    if scale == 1 or not left.low / scale / _TIMES <= right.low <= left.low / scale * _TIMES:
        return False
    if right.first - left.last > _LONGEST_ELLIPSIS or not text.one_sentence(left.last, right.first):
        return False
    after = text.word(right.last)
    if after == "in" and text.word(right.last + 1) in ("più", "meno"):
        return True
    if after not in _OF and not _is_small(text, right.last):
        return False
    opener = _opener(text, right)
    if text.word(right.first - 1) == "(":  # "ricavi per 1,2 miliardi (1,1 nel 2024)"
        return right.first - left.last < _NEXT and after in IN | TO | _OF
    if text.word(opener) in FROM:
        return _is_change(text, opener)
    if text.word(opener) in TO:
        return text.word(_opener(text, left)) in FROM
    return text.word(opener) in _MORE_OF_IT


def _is_small(text: NumberText, index: int) -> bool:
    """Whether what stands at an index is no noun that a number before it could count."""
    return not text.is_word(index) or text.word(index) in FUNCTION_WORDS or text.word(index).endswith("ato")


def _carries_unit(text: NumberText, left: Quantity, right: Quantity) -> bool:
    """Whether "N di …" follows "M unit di …" in a list."""
    if left.kind not in ("measure", "money") or not left.stated or right.stated or right.kind != "count":
        return False
    between = right.first - left.last
    if right.form not in ("digits", "words") or is_year(text, right) or not 2 <= between <= _LONGEST_ITEM:
        return False
    after, joint = text.word(right.last + 1), right.first - 1
    if text.word(joint) in ("circa", "altri", "altre"):
        joint -= 1
    if text.word(left.last) not in _OF or text.word(right.last) not in _OF or after in _NO_MATTER:
        return False
    if text.words[joint] not in (",", "e", "ed") or not text.is_word(right.last + 1):
        return False
    return all(text.is_word(at) for at in range(left.last, joint - (text.word(joint - 1) == ",")))


def _shares_unit(text: NumberText, left: Quantity, right: Quantity, chained: bool) -> bool:
    """Whether a bare number takes the unit of the next; a comma joins only what is already a chain."""
    if left.stated or not right.stated or left.form not in ("digits", "words") or is_year(text, left):
        return False
    if right.kind not in ("percent", "money", "measure", "age") or right.unit in ("magnitude", "K"):
        return False
    joint, before = _joint(text, left, right), text.word(left.first - 1)
    if joint in TO:  # "è salito da 10 a 20 euro"
        return before in FROM
    if joint not in ("e", "ed", "o", "oppure") and not (chained and joint == ","):
        return False
    article = text.word(right.first - 1)
    return (article in DEFINITE or article in _FUSED) == (before in DEFINITE or before in _FUSED)


def is_year(text: NumberText, item: Quantity) -> bool:
    """Whether four bare digits may be a year."""
    return item.form == "digits" and len(text.surface(item.first, item.last)) == 4 and 1000 <= item.low <= 2100


def _joint(text: NumberText, left: Quantity, right: Quantity) -> str:
    """The one word or mark between two quantities, an article before the second left out; "" when more stands there."""
    between = right.first - left.last
    article = text.word(right.first - 1)
    if between == 2 and (article in DEFINITE or (article in _FUSED and article == text.word(left.first - 1))):
        between = 1  # "il 30 e il 40 per cento", "al 10 e al 20%"
    return text.words[left.last] if between == 1 else ""


def _scaled_like(left: Quantity, right: Quantity) -> Quantity:
    """Read "tra 10 e 20 milioni": a bare first number takes the multiplier of the second, when it stays the smaller."""
    if left.form not in ("digits", "words", "one") or left.low >= 1000 or left.high != left.low:
        return left
    if left.stated and (right.stated or left.kind != "money"):  # but "$10-20 million"
        return left
    scale = next((Decimal(10) ** power for power in (12, 9, 6, 3) if right.low >= Decimal(10) ** power), None)
    if right.form == "words":
        scale = Decimal(1000) if right.low % 1000 == 0 and 1000 <= right.low < 10**6 else None
    elif right.form != "scaled":
        scale = None
    if scale is None or left.low > right.low / scale:
        return left
    return left._replace(low=left.low * scale, high=left.high * scale, form=right.form)


# ---- ranges, ratios, scores
def merge(text: NumberText, items: Sequence[Quantity], busy: bytearray) -> Iterator[tuple[Quantity, str]]:
    """Quantities with those joined that belong together, each with the rule that joined it ("quantity" for none)."""
    index = 0
    while index < len(items):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if following is not None and following.first - item.last <= 5:
            merged = _range(text, item, following) or _ratio(text, item, following) or _score(text, item, following)
            if merged is not None and not any(busy[item.last : following.first]):
                yield merged
                index += 2
                continue
        yield item, "quantity"
        index += 1


def _opener(text: NumberText, item: Quantity) -> int:
    """The index of the word before a quantity and its article."""
    at = item.first - 1
    return at - 1 if text.word(at) in DEFINITE else at


def _join(text: NumberText, left: Quantity, right: Quantity, first: int, rule: str) -> tuple[Quantity, str] | None:
    """One range of two quantities, when their units agree and the bounds rise."""
    if left.low != left.high or right.low != right.high:
        return None
    left = _scaled_like(left, right)
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


def _range(text: NumberText, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    right = _without_dash(text, left, right)
    between = list(text.words[left.last : right.first])
    if len(between) > 1 and between[-1] in DEFINITE:
        between.pop()
    opener = _opener(text, left)
    before = text.word(opener)
    if left.unit == "magnitude" and not right.stated:  # "magnitudo tra 5 e 6"
        inside = [word for word in text.words[left.first : left.last] if word in BETWEEN or word in FROM]
        opener, before = (left.first, inside[0]) if inside else (opener, before)
    if between in (["e"], ["ed"]) and before in BETWEEN:
        if text.word(opener - 1) in ("compreso", "compresa", "compresi", "comprese"):
            opener -= 1
        return _join(text, left, right, opener, "range_between")
    if len(between) <= 2 and between and between[-1] in TO and before in FROM:
        if len(between) == 2 and between[0] not in ("fino", "sino", "anche", ","):
            return None
        signed = left.low < 0 or text.words[right.first] == "+"  # "da -1,9% a +1,3%"
        if left.kind == "percent" and signed:
            return None
        if _is_change(text, opener) or (left.kind == "percent" and right.kind == "percent" and left.low >= right.low):
            return None
        return _join(text, left, right, opener, "range_from_to")
    if len(between) == 1 and between[0] in DASHES:
        return _dash_range(text, left, right)
    if between in (["o"], ["od"], ["oppure"]):
        whole = left.low == int(left.low) and right.low == int(right.low)
        if whole and (left.form != "digits" or right.low <= left.low * 10) and left.form != "multiple":
            return _join(text, left, right, left.first, "range_or")
    return None


def _without_dash(text: NumberText, left: Quantity, right: Quantity) -> Quantity:
    """Read "15 -20 euro": what looks like a sign is the dash of a range when the bounds rise without it."""
    dash = right.first == left.last and text.words[right.first] in DASHES
    if not dash or not 0 <= left.low < -right.high or right.low != right.high:
        return right
    return right._replace(first=right.first + 1, low=-right.low, high=-right.high)


def _is_change(text: NumberText, opener: int) -> bool:
    """Whether a word of change stands before an index, in its clause."""
    for at in range(opener - 1, max(-1, opener - 7), -1):
        lexeme = text.lexemes[at]
        if lexeme.kind == BREAK or (lexeme.kind == MARK and lexeme.word in ".;"):
            return False
        if lexeme.word in change_words():
            return True
    return False


def _dash_range(text: NumberText, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """Read "70-75 km orari", "10 - 20 euro", "3-4 persone", "2000 - 3500 uomini"."""
    tight = text.glued(left.last) and text.glued(right.first)
    if not tight and text.glued(left.last) and not right.stated:
        return None
    if not right.stated and not left.stated:
        played = tight and text.word(left.first - 1) in ("per", "vince", "sul", "vinto", "finisce")
        alike = left.form == right.form or right.form == "scaled"
        spoken = tight and left.form == right.form == "words" and right.low >= 1000 > left.low  # "quattro-cinquemila"
        if spoken:
            return _join(text, left, right, left.first, "range_dash")
        if played or not alike or not is_counted(text, right.last):
            return None
    return _join(text, left, right, left.first, "range_dash")


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
    if nouns == 2 and (text.word(at - 1).endswith(_PARTICIPLES) or right.low > 100):
        return None
    if left.low != 1:
        if right.low not in _ROUND or (nouns and right.low > 10 and right.low != 100):
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
        played = apart and text.near(left.first, contexts("game"), before=8, after=0)
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
        if text.word(_opener(text, left)) in FROM:
            return None
    else:
        return None
    low, high = sorted((left.low, right.low))
    return Quantity(left.first, right.last, low, high, "score", None, "score", True), "score"
