"""Units said once: "costa 12 euro, tredici in meno dell'altro", "1,2 miliardi (erano 1,1)", "al 30%, al Sud al 19".

A bare number, after which no noun stands that it could count, takes kind, unit and scale of a figure before it.
"""

from collections.abc import Sequence
from decimal import Decimal

from transforms.figures.quantities import Quantity
from transforms.figures.ranges import hundredths, is_counted, is_rate, is_year, opener
from transforms.figures.words import FUNCTION_WORDS, MONTHS, WEEKDAYS
from transforms.language import BETWEEN, BREAK, CLITICS, DASHES, DEFINITE, FROM, FUSED, OF, ON, TO, words_of
from transforms.numbers import NumberText

#: How many figures before a bare one may lend their unit, and how many lexemes away.
_LENDERS, _REACH = 6, 45
#: A bare number is at most so many times larger or smaller than the sum before it, or than the measure.
_TIMES_MONEY, _TIMES_MEASURE = 100, 5
_FORMS = frozenset({"digits", "words"})
#: Scales that a bare number leaves out: "12 milioni, sette dei quali".
_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3))
#: Forms of a figure before whose scale is written.
_WITH_SCALE: frozenset[str] = frozenset({"scaled", "carried"})
#: After a bare number, "di" and one of these makes it a part of what was said: "tre dei quali", "due di questi".
_PARTS = words_of("quali questi queste cui")
_PERSONS = words_of("loro noi voi essi esse")
#: Before a bare number, these tell that people or things are counted: "oggi sono 1.500".
_COUNTING = words_of("sono saranno siamo ogni su per in")
_NUMBER = frozenset({"numero"})
_SMALL = FUNCTION_WORDS | CLITICS
_THRESHOLDS = words_of("oltre sopra sotto")
#: Before a bare number that is compared with the one before it.
_COMPARED = words_of("contro era erano dopo altri altre") | FROM | TO
_MORE = words_of("più meno")
_OF_MANY = words_of("dei degli delle")
_THE_MANY = words_of("i gli le")
_PLURAL = frozenset(word for word in DEFINITE | FUSED if word.endswith(("i", "le")))
#: After "di" or "del" these only tell of when: "i 126 di maggio", "i 72 del 2020".
_TIMES = (
    MONTHS
    | WEEKDAYS
    | words_of("ieri oggi allora prima anno mese giorno settimana trimestre periodo precedente stesso fine inizio metà")
)
#: Nouns that end in -o in the plural too; what else ends so is a verb: "140 arriveranno".
_UNCHANGED = words_of("auto foto moto radio video euro chilo kilo metro litro grado punto")
#: Adjectives of one side of a thing.
_SIDES = words_of(
    "lungo lunga lunghi lunghe largo larga larghi larghe alto alta alti alte profondo profonda profondi profonde "
    "spesso spessa spessi spesse"
)
#: Units of points.
_POINTS = frozenset({"bp", "points"})
_SIGNED = frozenset("+-−–")
#: Endings of a participle that may stand before what is given: "ne ha promessi due".
_GIVEN = tuple(sorted(words_of("ati uti iti esi essi ate ute ite ese esse erti olti isti inti esti")))


def fill_units(text: NumberText, items: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a text, each bare one with what it leaves out."""
    out = list(items)
    for index in range(1, len(out)):
        item = out[index]
        if not _is_bare(text, item):
            continue
        filled = _from_before(text, out[max(0, index - _LENDERS) : index], item)
        out[index] = filled or item
    return out


def _from_before(text: NumberText, before: Sequence[Quantity], item: Quantity) -> Quantity | None:
    """The bare number with what the nearest figure lends that fits; a measure lends only to the next figures."""
    passed: set[str | None] = set()
    for lender in reversed(before):
        if item.first - lender.last > _REACH or _paragraph_ends(text, lender.last, item.first):
            return None
        if lender.unit == "magnitude" or (lender.kind == "measure" and passed - {lender.unit}):
            return None
        pointed = lender is before[-1] and text.near(item.first, _OF_IT, before=_NEAR_OF_IT, after=0)
        if lender.kind == "percent" and _is_price(text, before, item):
            continue
        filled = _filled(text, lender, item, pointed)
        if filled is not None:
            return filled
        if lender.stated:
            passed.add(lender.unit)
        elif _counts_others(text, lender) and not (_is_decimal(item) or _like_share(text, item)):
            return None  # "quaranta navi, adesso sei"
    return None


def _is_price(text: NumberText, before: Sequence[Quantity], item: Quantity) -> bool:
    """Whether a number is a price as the one before: "cede l'1,2% a 82,15 dollari, il Wti lo 0,9 a 78,4".

    It stands behind "a", or both have cents: "1,20 euro (+3%), erano 1,15".
    """
    cents = _has_cents(text.words[item.last - 1])
    if _like_share(text, item) or not (cents or text.word(item.first - 1) == "a"):
        return False
    return any(
        other.kind == "money" and other.stated and text.one_sentence(other.last, item.first)
        and (text.word(item.first - 1) == "a" or _has_cents(text.words[other.first]))
        and _near(other, item.low, _TIMES_MEASURE, False)
        for other in before
    )  # fmt: skip


def _has_cents(word: str) -> bool:
    return word[-3:-2] == "," and word[-2:].isdecimal()


def _is_bare(text: NumberText, item: Quantity) -> bool:
    """Whether a number has neither a unit nor a noun that it could count."""
    if item.kind != "count" or item.stated or item.low != item.high or is_year(text, item):
        return False
    if item.form not in _FORMS and not (item.form == "scaled" and abs(item.low) < _SCALES[-2]):
        return False
    before, after, following = text.word(item.first - 1), text.word(item.last), text.word(item.last + 1)
    if after in ON or before in ON or after == "volte" or after in BETWEEN or after in DASHES or after == "÷":
        return False
    if after in OF:
        if following in _PERSONS:
            return False
        if after in _OF_MANY and _like_share(text, item):  # "il 27% delle donne e il 31 degli uomini"
            return True
        if after not in _OF_MANY and text.word(opener(text, item)) == "contro":
            return True  # "735 euro, contro i 689 della stagione scorsa"
        in_days = after not in _OF_MANY and _is_time(text, item.last + 1)  # but "due dei 12 indagati"
        return following in _PARTS or _is_decimal(item) or after in ("di", "d'") or in_days
    if before in _PARTS and after.endswith(_GIVEN):
        return True  # "130mila euro, di cui 42mila incassati"
    if _is_decimal(item) and after.endswith(_GIVEN):
        return True  # "1,15 euro contro 0,98 attesi"
    plural_noun = text.is_word(item.last) and after not in _SMALL | _TIMES and (after[-1] != "o" or after in _UNCHANGED)
    return not plural_noun


def _is_time(text: NumberText, index: int) -> bool:
    return text.word(index) in _TIMES or text.is_digits(index)


def _is_decimal(item: Quantity) -> bool:
    return item.low != item.low.to_integral_value()


def _paragraph_ends(text: NumberText, first: int, last: int) -> bool:
    return any(text.lexemes[at].kind == BREAK for at in range(first, last))


def _filled(text: NumberText, lender: Quantity, item: Quantity, pointed: bool) -> Quantity | None:
    """The bare number with what the lender tells; None where it cannot be meant.

    `pointed`: "ne" points to the lender, though a sentence or people stand between.
    """
    if lender.low != lender.high or not (lender.stated or lender.kind == "measure" or lender.form in _WITH_SCALE):
        return None
    if lender.kind not in ("percent", "money", "measure", "count") or lender.unit == "cs":
        return None
    if lender.kind == "count" and not (_is_decimal(item) or text.word(opener(text, item)) in _COMPARED):
        return None
    one_sentence = text.one_sentence(lender.last, item.first)
    if lender.kind == "count" and abs(lender.low) < _SCALES[-2] and not one_sentence:
        return None  # "sono 17mila. Il rapporto sale a 5,2"; millions go on
    share = _like_share(text, item)
    if lender.kind == "percent":
        fits = _fits_percent(text, lender, item, share)
        return item._replace(kind="percent", unit="%", stated=True) if fits else None
    if share and one_sentence and lender.unit in _POINTS and text.word(item.first - 1) == "(":
        return item._replace(kind=lender.kind, unit=lender.unit, stated=True)  # "115 punti base (-3)"
    listed = text.word(item.last) in ("di", "d'")
    if share or not (one_sentence or pointed or _is_decimal(item)) or (_counts_things(text, item) and not pointed):
        return None
    if listed and not _in_parallel(text, lender, item):
        return None
    side = text.word(item.first - 1) in _SIDES  # "lunga 294 metri, larga 32"
    times = _TIMES_MEASURE if lender.kind == "measure" and not listed and not side else _TIMES_MONEY
    more = text.word(item.last) == "in" and text.word(item.last + 1) in _MORE
    cents = hundredths(text, lender)
    if cents < 1 and not _is_decimal(item):
        item = item._replace(low=item.low * cents, high=item.high * cents)  # "62 centesimi, nove in meno"
    scale = next((scale for scale in _scales(lender, item) if _near(lender, item.low * scale, times, more)), None)
    if scale is None:
        return None
    form = "carried" if scale > 1 else item.form
    return item._replace(
        low=item.low * scale, high=item.high * scale,
        kind=lender.kind, unit=lender.unit, form=form, stated=lender.stated,
    )  # fmt: skip


#: Before a verb "ne" points to the figure before: "ne sono arrivati 75"; so many lexemes before the number.
_OF_IT, _NEAR_OF_IT = frozenset({"ne"}), 6


def _like_share(text: NumberText, item: Quantity) -> bool:
    """Whether a number is written as a percentage is: with a singular article ("al 19") or a sign ("(+7)")."""
    before = text.word(item.first - 1)
    if item.form != "digits":
        return False
    if text.words[item.first] in _SIGNED:
        return abs(item.high) < 1000
    return (before in DEFINITE or before in FUSED) and before not in _PLURAL and abs(item.high) <= 100


def _fits_percent(text: NumberText, lender: Quantity, item: Quantity, share: bool) -> bool:
    one_sentence = text.one_sentence(lender.last, item.first)
    if is_rate(item):
        return False
    if share:
        return one_sentence or text.words[item.first] not in _SIGNED
    if not _is_decimal(item) or abs(item.high) > 100 or text.word(item.first - 1) in _PLURAL:
        return False
    aside = text.word(lender.first - 1) == "(" or text.words[lender.first] in _SIGNED
    return one_sentence and (not aside or text.word(item.first - 1) == "(")


def _counts_things(text: NumberText, item: Quantity) -> bool:
    """Whether people or things stand before a number that counts them: "oggi sono 81", "gli ustionati 41"."""
    if _is_decimal(item):
        return False
    if text.word(item.last) in _THE_MANY and is_counted(text, item.last + 1):
        return True  # "15 i contrari"
    at = opener(text, item)
    if text.word(item.first - 1) in _PLURAL and text.word(at) in _THRESHOLDS:
        return False  # "neve oltre i 1.400"
    while text.word(at) in ("circa", "oltre", "quasi", "appena", "più", "di", "ora", "già", "finora"):
        at -= 1
    if text.word(at) == "," and text.word(at - 2) in _PLURAL and is_counted(text, at - 1):
        return True  # "gli sfollati, 41"
    word = text.word(at)
    if word in _COUNTING or text.near(item.first, _NUMBER, before=12, after=0):
        return True
    return is_counted(text, at) and not word.endswith(_GIVEN) and text.numeral_at.get(at) is None


def _counts_others(text: NumberText, lender: Quantity) -> bool:
    return is_counted(text, lender.last) and text.word(lender.last) != "punti"


def _in_parallel(text: NumberText, lender: Quantity, item: Quantity) -> bool:
    """Whether "di" follows both: "800 tonnellate di rottami, 650 di vetro"."""
    after = text.word(item.last + 1)
    if _is_decimal(item) or after in _PARTS or _is_time(text, item.last + 1):
        return True
    return text.word(lender.last) in ("di", "d'") and text.is_word(item.last + 1) and after not in FUNCTION_WORDS


def _scales(lender: Quantity, item: Quantity) -> list[Decimal]:
    """By what a bare number may have to be multiplied, the likeliest first."""
    written = lender.form in _WITH_SCALE and item.form in _FORMS and abs(item.low) < 1000
    largest = next((scale for scale in _SCALES if abs(lender.low) >= scale), None)
    return [largest] if written and largest is not None else [Decimal(1)]


def _near(lender: Quantity, value: Decimal, times: int, more: bool) -> bool:
    """Whether a value is of the same order as the lender's; what is told in more or less may be smaller."""
    size, other = abs(value), abs(lender.low)
    if more:
        return size <= other
    return other / times <= size <= other * times
