"""Quantities: a numeral with its sign, its unit or currency, before ranges and modifiers."""

import re
from decimal import Decimal
from typing import NamedTuple

from transforms.contract import FigureKind
from transforms.figures.units import Unit, currency_before, currency_table, millions_of, unit_at
from transforms.figures.words import FUNCTION_WORDS, TEMPERATURES, contexts, weather
from transforms.language import BREAK, FROM, HALVES, INDEFINITE, MARK, NEAR, words_of
from transforms.numbers import NumberText, Numeral

_SIGNS = frozenset("-−–+")
_MONEY_WORDS = words_of("euro dollaro dollari sterlina sterline € $ prezzo prezzi costo benzina litro azione dividendo")
_BEFORE_ONE_DEGREE = words_of("di circa oltre quasi")
#: Forms after which "di" leads to what is measured: "due milioni di euro", "una decina di chilometri".
_FORMS_WITH_DI = frozenset({"scaled", "collective", "fraction"})
_HUNDREDTH = Decimal("0.01")
_MILLION = Decimal(1_000_000)
_MAGNITUDE = frozenset({"magnitudo", "magnitude", "magnitudine"})
_BEFORE_MAGNITUDE_VALUE = words_of(
    "richter di pari a circa oltre superiore inferiore maggiore minore compresa almeno ml mw ( ) locale momento tra "
    "fra da massima stimata preliminare quasi = variabile compresi comprese oscillante valutata"
)


class Quantity(NamedTuple):
    """A number with its unit: half-open range of lexemes, bounds, kind and unit.

    `form` is the numeral's; `stated` tells whether a unit or currency is written at the number itself.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal
    kind: FigureKind = "count"
    unit: str | None = None
    form: str = "digits"
    stated: bool = False


def read_quantity(text: NumberText, numeral: Numeral) -> Quantity | None:
    """The quantity of a numeral; None when the numeral has no value."""
    first, last, low, high, form = numeral.first, numeral.last, numeral.value, numeral.high, numeral.form
    slashed = _slashed_range(text, numeral)
    if slashed is not None:
        return slashed
    if low is None or high is None:
        return None
    last = behind_repeated(text, numeral)
    sign = _sign(text, first)
    if sign is not None:
        first = sign
        if text.words[sign] != "+":
            low, high = -high, -low
    scaled = _by_words_after(text, Quantity(first, last, low, high, form=form))
    if scaled is not None:
        return scaled
    if text.word(last) == "m" and text.is_capital(last) and millions_of(text, first, last + 1):
        low, high, last, form = low * _MILLION, high * _MILLION, last + 1, "scaled"  # "3,5 M€"
    large = form == "digits" and high >= _MILLION  # "4.500.000 di euro", as "4,5 milioni di euro"
    unit = _unit_after(text, last, "scaled" if large else form) or _glued_scale(text, sign, last)
    if unit is not None:
        return _after_minus(text, _with_unit(text, first, unit[1], low, high, form, unit[0]))
    currency = currency_before(text, first)
    if currency is not None:
        if _is_english_thousands(text, first, last, currency[0]):
            low, high = low * 1000, high * 1000
        code, factor, at = currency[0].code or _currency_of_sentence(text, first), currency[0].factor, currency[1]
        return Quantity(at, last, low * factor, high * factor, "money", code, form, True)
    magnitude = _magnitude(text, first)
    if magnitude is not None:
        return Quantity(magnitude, last, low, high, "measure", "magnitude", form, True)
    if form == "fraction" and high < 1:
        return Quantity(first, last, low, high, "ratio", None, form)
    return _after_minus(text, Quantity(first, last, low, high, "count", None, form))


def behind_repeated(text: NumberText, numeral: Numeral) -> int:
    """The index behind a number that a bracket tells again, as notices do: "3 (tre) posti", "n. 2 (due) operai"."""
    again = text.numeral_at.get(numeral.last + 1) if text.word(numeral.last) == "(" else None
    if again is None or again.value != numeral.value or text.is_digits(again.first) == text.is_digits(numeral.first):
        return numeral.last
    return again.last + 1 if text.word(again.last) == ")" else numeral.last


def _slashed_range(text: NumberText, numeral: Numeral) -> Quantity | None:
    """Read "5/6 persone", "30/40 dispersi", "1,5/2 euro": from one to the other, where a plural or a unit follows."""
    first, last = numeral.first, numeral.last
    written = _SLASHED.fullmatch(text.words[first]) if last == first + 1 else None
    if written is None:
        return None
    low, high = (Decimal(bound.replace(",", ".")) for bound in written.groups())
    if 0 < low < high < _HOTTEST and text.near(first, TEMPERATURES, before=_NEAR_TEMPERATURES, after=0):
        unit = unit_at(text, last)  # "minime 5/8, massime 14/19"
        return Quantity(first, last if unit is None else unit[1], low, high, "measure", "Cel", stated=True)
    if not 0 < low < high <= 4 * low:
        return None
    scale = _SCALES.get(text.word(last))
    if scale is not None:  # "3/4 milioni di euro"
        found = _unit_after(text, last + 1, "scaled")
        both = Quantity(first, last + 1, low * scale, high * scale, form="scaled")
        return both if found is None else _with_unit(text, first, found[1], both.low, both.high, "scaled", found[0])
    if _counts(text, last):
        return Quantity(first, last, low, high)
    plain = "," in text.words[first] or low >= _LEAST_SLASHED
    unit = unit_at(text, last) if plain else None
    if unit is None:
        return None
    return Quantity(first, unit[1], low, high, unit[0].kind, unit[0].code or "EUR", "digits", True)


#: No weather is so hot in degrees; so near before a range its temperatures are named.
_HOTTEST, _NEAR_TEMPERATURES = 60, 3
_SLASHED = re.compile(r"([1-9]\d{0,6}|\d{1,4},\d\d?)/(\d{1,4}(?:,\d\d?)?)")
_BILLION = 1000 * _MILLION
_SCALES = {"mila": Decimal(1000), "milioni": _MILLION, "mln": _MILLION, "miliardi": _BILLION, "mld": _BILLION}
#: From here on "15/20 euro" is a range and no fraction, as "3/4 euro" may be.
_LEAST_SLASHED = 5


def _by_words_after(text: NumberText, bare: Quantity) -> Quantity | None:
    """Read "1,6 per mille", "1,6‰", "due volte e mezzo", "5 sotto zero"."""
    word, after = text.word(bare.last), text.word(bare.last + 1)
    if word == "‰" or (word, after) == ("per", "mille"):
        last = bare.last + (1 if word == "‰" else 2)
        return bare._replace(last=last, low=bare.low / 1000, high=bare.high / 1000, kind="ratio", stated=True)
    if word == "volte" and after == "e" and text.word(bare.last + 2) in HALVES:  # "due volte e mezzo"
        half, last = Decimal("0.5"), bare.last + 3
        return bare._replace(last=last, low=bare.low + half, high=bare.high + half, kind="ratio", stated=True)
    if (word, after) == ("sotto", "zero"):
        return Quantity(bare.first, bare.last + 2, -bare.high, -bare.low, "measure", "Cel", bare.form, True)
    return None


def read_article(text: NumberText, index: int) -> Quantity | None:
    """Read "un euro", "un metro e 80", "mezzo punto percentuale": an article or half before a unit."""
    half = text.words[index] in HALVES
    after = index + 1
    if text.word(after) in ("solo", "sola", "singolo"):
        after += 1
    if after >= text.size or text.numeral_at.get(after):
        return None
    found = unit_at(text, after)
    if found is None:
        return None
    unit, last = found
    if not unit.code or text.words[after] in ("m", "l", "g", "t", "k", "s", "w", "v", "a", "°", "%"):
        return None
    # "sale di un grado", but not "in un grado di giudizio"
    one_degree = text.words[after] == "grado" and text.word(index - 1) in _BEFORE_ONE_DEGREE
    about = text.word(index - 1) == "circa"  # "cade a circa un miglio da qui"
    more = text.word(last) == "e" and text.word(last + 1) in HALVES  # "viaggia a un nodo e mezzo"
    if not (half or more or unit.after_article or unit.code in ("%", "pp", "bp") or one_degree or about):
        return None
    value = Decimal("0.5") if half else Decimal(1)
    return _with_unit(text, index, last, value, value, "article", unit)


def _sign(text: NumberText, first: int) -> int | None:
    """The index of a sign glued to the number, when no word or number stands right before it."""
    at = first - 1
    if at < 0 or text.words[at] not in _SIGNS or not text.is_digits(first):
        return None
    after = text.word(first + 1)
    degrees = after in ("gradi", "°", "%", "per")
    if text.glued(first):
        opens = at == 0 or not text.glued(at) or text.words[at - 1] in ("(", "[", "/")
        noun = text.is_word(first + 1) and not text.glued(first + 1) and after not in _SCALES
        bullet = text.words[at] != "+" and noun and unit_at(text, first + 1) is None and after not in FUNCTION_WORDS
        bullet = bullet and "," not in text.words[first] and text.word(at - 1) != "("
        if not opens or (text.words[at] == "–" and not degrees) or bullet:
            return None
        return at
    if text.words[at] != "+" and at > 0 and text.words[at - 1] in ("ai", "a", "di", "dei", "dai", "quota", "i"):
        return at if degrees or _is_apart(text, at, first) else None
    if _is_apart(text, at, first):
        return at
    alone = at == 0 and first + 2 >= text.size and text.word(first + 1) in ("", "\n")
    return at if alone and text.words[at] in "-−" else None  # a cell of a table: "- 1.200"


#: Before a sign that a blank parts from its number: "un + 972", "sono 81, + 2 su ieri".
_BEFORE_APART = words_of("( un a , sono segna segnano")
#: Words that a number must follow: a dash behind them is its sign.
_GOVERNING = words_of("segna segnano segnava da a")
#: After a number whose sign stands apart.
_AFTER_APART = words_of(") rispetto su in ieri oggi , . ;")


def _is_apart(text: NumberText, at: int, first: int) -> bool:
    """Whether a sign belongs to a number that a blank parts from it: "(+ 3.669)", "segnano un + 972"."""
    percent = text.word(first + 1) == "%" or text.words[first + 1 : first + 3] == ["per", "cento"]
    if text.words[at] == "+" and percent:  # "occupazione, + 1,2%"; only a number before it makes a sum
        return not text.word(at - 1)[:1].isdecimal() and text.word(at - 1) != "%"
    if text.words[at] == "−" and (percent or text.word(first + 1) in ("°", "gradi")):
        return not text.word(at - 1)[:1].isdecimal() and text.word(at - 1) not in ("%", "°")  # "− 5 °C"
    if text.word(at - 1) in _GOVERNING and text.words[at] in ("-", "–") and not text.glued(at):
        return True  # "segna – 0,8%", "passa da - 5 milioni a - 3"
    if text.word(at - 1) not in _BEFORE_APART or text.words[at] not in ("+", "-", "−"):
        return False
    if text.words[at] != "+" and text.word(at - 1) != "(":
        return False
    return percent or text.word(first + 1) in _AFTER_APART or text.word(first + 1) == "("


def _unit_after(text: NumberText, last: int, form: str) -> tuple[Unit, int] | None:
    at = last
    if form in _FORMS_WITH_DI and text.word(at) in ("di", "d'"):
        found = unit_at(text, at + 1)
        return found if found is not None and found[0].code not in ("%", "pp", "deg", "circ") else None
    if text.word(at) == "-" and text.glued(at) and text.glued(at + 1):  # 16-bit
        at += 1
        found = unit_at(text, at)
        return found if found is not None and found[0].kind == "measure" else None
    found = unit_at(text, at)
    return found or _behind_no_cents(text, at)


#: What is written where a round price has no cents, "49,- euro", "1.200.-", "49,-- €", as RubyMoney's issue 199 and
#: autoNumeric's issue 486 tell; and what closes a sum so that nobody adds to it, "1.500,00=" (Italian usage).
_NO_CENTS = frozenset("-–—=")


def _behind_no_cents(text: NumberText, index: int) -> tuple[Unit, int] | None:
    """The currency behind the dashes that stand for no cents."""
    at = index + (text.word(index) in (",", "."))
    end = at
    while end < at + 2 and text.word(end) in _NO_CENTS and text.glued(end):
        end += 1
    if end == at or not text.glued(at - (at > index)) or (at == index and text.word(at) != "="):
        return None
    found = unit_at(text, end)
    return found if found is not None and found[0].kind == "money" else None


def _glued_scale(text: NumberText, sign: int | None, last: int) -> tuple[Unit, int] | None:
    """Read "-27C": a capital C glued to a signed number is Celsius; without a sign it may be a house number."""
    if sign is None or not text.glued(last) or text.surface(last, last + 1) not in ("C", "F"):
        return None
    return Unit("Cel" if text.words[last] == "c" else "[degF]", "measure"), last + 1


def _counts(text: NumberText, index: int) -> bool:
    """Whether a plural noun stands at an index."""
    word = text.word(index)
    return text.is_word(index) and len(word) > 3 and word[-1] in "ie" and word not in ("delle", "degli")


def _with_unit(text: NumberText, first: int, last: int, low: Decimal, high: Decimal, form: str, unit: Unit) -> Quantity:
    """The quantity with its unit, and what may follow: "e mezzo", "e 50 centesimi", "e 80"."""
    factor = unit.factor
    code = unit.code or _currency_of_sentence(text, first)
    low, high = low * factor, high * factor
    if low == high and text.word(last)[:1] in ("e", *_CENT_DIGITS):
        more = _and_more(text, last, unit) if text.word(last) == "e" else _glued_cents(text, first, last, unit)
        if more is not None:
            low, high, last = low + more[0], high + more[0], more[1]
    zero = last + 1 + (text.word(last + 1) == "lo")
    if text.word(last) == "sotto" and text.word(zero) == "zero":
        low, high, last = -high, -low, zero + 1
    return Quantity(first, last, low, high, unit.kind, code, form, True)


#: Unit → a smaller one that may follow it after "e", and how many of those it holds: "due tonnellate e 734 chili".
_SMALLER = {("t", "kg"): 1000, ("kg", "g"): 1000, ("km", "m"): 1000, ("m", "cm"): 100, ("[q]", "kg"): 100}


def _and_more(text: NumberText, last: int, unit: Unit) -> tuple[Decimal, int] | None:
    """What "e …" adds to a quantity: the value, and the index after it."""
    following = text.word(last + 1)
    halved = text.numeral_at.get(last + 1)  # "due euro e mezzo milione di lire"
    if following in ("mezzo", "mezza") and unit.kind != "percent" and (halved is None or halved.last == last + 2):
        return Decimal("0.5"), last + 2
    numeral = text.numeral_at.get(last + 1)
    value = numeral.value if numeral is not None else Decimal(1) if following in INDEFINITE else None
    end = numeral.last if numeral is not None else last + 2
    smaller = unit_at(text, end) if numeral is not None else None
    parts = 0 if smaller is None else _SMALLER.get((unit.code, smaller[0].code), 0)
    if smaller is not None and value is not None and 0 < value < parts:
        return value / parts, smaller[1]
    if value is None or not 0 <= value < 100 or value != int(value):
        return None
    if unit.kind == "money":
        small = currency_table().match(text.words, end)
        if small is not None and small[0].factor == _HUNDREDTH:
            return value * _HUNDREDTH, small[1]
    divided = unit.kind == "money" or unit.code == "m"
    if numeral is not None and value >= 10 and divided and _ends_here(text, end, unit.kind == "money"):
        return value * _HUNDREDTH, end
    return None


#: Behind "tre euro e cinquanta".
_AFTER_CENTS = words_of("a al alla all' l' la il di in")
_CENT_DIGITS = frozenset("0123456789")


def _glued_cents(text: NumberText, first: int, last: int, unit: Unit) -> tuple[Decimal, int] | None:
    """What the cents of "12€50" add, a sign of currency in the place of the comma."""
    sign = last == first + 2 and text.words[last - 1] in ("€", "$", "£") and text.words[first].isdecimal()
    tight = text.glued(last) and text.glued(last - 1) and len(text.words[last]) == 2
    tight = tight and not (text.is_word(last + 1) and text.glued(last + 1))
    return (int(text.words[last]) * _HUNDREDTH, last + 1) if sign and tight and unit.kind == "money" else None


def _ends_here(text: NumberText, index: int, money: bool) -> bool:
    word = text.word(index)
    if word in FROM or (money and (word in _AFTER_CENTS or (word == "per" and text.word(index + 1) != "cento"))):
        return True  # "a due metri e venti dal suolo", "tre euro e cinquanta al chilo"
    return index >= text.size or (text.lexemes[index].kind in (MARK, BREAK) and text.words[index] not in "%€$£")


def _currency_of_sentence(text: NumberText, index: int) -> str:
    """The currency of hundredths: that of the sentence, euro by default."""
    for at in range(max(0, index - 2 * NEAR), min(text.size, index + 2 * NEAR)):
        if text.words[at] in ("dollaro", "dollari", "$"):
            return "USD"
        if text.words[at] in ("sterlina", "sterline", "£"):
            return "GBP"
    return "EUR"


def is_race(text: NumberText, index: int) -> bool:
    """Whether a sentence speaks of a race and of no money."""
    near = text.near
    return near(index, contexts("race"), before=25, after=20) and not near(index, _MONEY_WORDS, before=25, after=20)


#: Before "più 3 per cento", which says a sign.
_BEFORE_PLUS = words_of(". , : ; ( un con segna segnano e di del") | {"\n"}


def _after_minus(text: NumberText, quantity: Quantity) -> Quantity:
    """Read "meno 27 gradi", "meno 5 per cento": a minus in words before degrees and percentages."""
    first = quantity.first
    if first == 1 and quantity.last == text.size and text.word(0) == "meno":
        return quantity._replace(first=0, low=-quantity.high, high=-quantity.low)
    opens = first == 1 or text.word(first - 2) in _BEFORE_PLUS
    if quantity.unit == "%" and text.word(first - 1) == "più" and opens:  # "Più 3 per cento le barche"
        return quantity._replace(first=first - 1)
    if quantity.unit not in ("Cel", "[degF]", "deg", "%", "pp", "K") or text.word(first - 1) != "meno":
        return quantity
    before = text.word(first - 2)
    if quantity.low < 0 or before in ("o", "non", "più"):
        return quantity
    if before == "di" and not text.near(first - 1, contexts("temperature"), before=4, after=0):  # "paga di meno, 3%"
        return quantity
    return quantity._replace(first=first - 1, low=-quantity.high, high=-quantity.low)


def _is_english_thousands(text: NumberText, first: int, last: int, unit: Unit) -> bool:
    """Whether "$10,000" is ten thousand: nobody writes thousandths of a dollar."""
    word = text.words[first]
    return last == first + 1 and unit.code not in ("EUR", "ITL") and word[-4:-3] == "," and word[0] != "0"


def is_magnitude(text: NumberText, index: int) -> bool:
    """Whether "M", "Ml" or "Mw" stands for a magnitude: "terremoto M 4.4"."""
    named = text.word(index) in ("m", "ml", "mw", "md") and text.is_capital(index)
    return named and text.near(index, weather("shock"), before=8, after=0)


def _magnitude(text: NumberText, first: int) -> int | None:
    """Where "magnitudo" begins that this number measures: "magnitudo 6.7", "magnitudo superiore a 5"."""
    at = first - 1
    if is_magnitude(text, at):
        return at
    while at >= 0 and first - at < 5 and text.words[at] in _BEFORE_MAGNITUDE_VALUE:
        at -= 1
    return at if at >= 0 and text.words[at] in _MAGNITUDE else None
