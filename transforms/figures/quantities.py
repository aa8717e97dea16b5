"""Quantities: a numeral with its sign, its unit or currency, before ranges and modifiers."""

from decimal import Decimal
from typing import NamedTuple

from transforms.contract import FigureKind
from transforms.figures.units import Unit, currency_before_table, currency_table, unit_table
from transforms.figures.words import contexts
from transforms.language import BREAK, DIGITS, MARK, PhraseTable, words_of
from transforms.numbers import NEAR, NumberText, Numeral

_ARTICLES = frozenset({"un", "uno", "una", "un'"})
_HALVES = frozenset({"mezzo", "mezza", "mezz'"})
_SIGNS = frozenset("-−–+")
_MONEY_WORDS = words_of("euro dollaro dollari sterlina sterline € $ prezzo prezzi costo benzina litro azione dividendo")
_BEFORE_ONE_DEGREE = words_of("di circa oltre quasi")
_DEGREES_OF = words_of(
    "latitudine longitudine temperatura inclinazione pendenza scarto differenza aumento meno più riscaldamento "
    "angolo febbre"
)
#: Forms after which "di" leads to what is measured: "due milioni di euro", "una decina di chilometri".
_FORMS_WITH_DI = frozenset({"scaled", "collective", "fraction"})
_HUNDREDTH = Decimal("0.01")
_MAGNITUDE = frozenset({"magnitudo", "magnitude", "magnitudine"})
#: After "gradi" these give a direction, and near them degrees are of an angle.
_BEARINGS = words_of("nord sud est ovest n s e w o di")
_COORDINATES = words_of("latitudine longitudine")
_SHOCKS = words_of("scossa scosse sisma terremoto terremoti scosso replica repliche")
_BEFORE_MAGNITUDE_VALUE = words_of(
    "di pari a circa oltre superiore inferiore almeno ml mw ( ) locale momento tra fra da massima stimata "
    "preliminare quasi ="
)


class Quantity(NamedTuple):
    """A number with its unit: half-open spans in the text and in the lexemes, bounds, kind and unit.

    `form` is the numeral's; `stated` tells whether a unit or currency is written at the number itself.
    """

    start: int
    end: int
    first: int
    last: int
    low: Decimal
    high: Decimal
    kind: FigureKind
    unit: str | None
    form: str
    stated: bool
    numeral_last: int


class QuantityReader:
    """Reads the quantity at a numeral, or at "un metro", "mezzo chilo"."""

    def __init__(self, reading: NumberText) -> None:
        self.reading = reading
        self.words = reading.words
        self.units = unit_table()
        self.currencies = currency_table()
        self.currencies_before = currency_before_table()

    def read(self, numeral: Numeral) -> Quantity | None:
        """The quantity of a numeral; None when the numeral has no value."""
        if numeral.value is None or numeral.high is None:
            return None
        return self._quantity(numeral.first, numeral.last, numeral.value, numeral.high, numeral.form)

    def read_article(self, index: int) -> Quantity | None:
        """Read "un euro", "un metro e 80", "mezzo punto percentuale": an article or half before a unit."""
        half = self.words[index] in _HALVES
        after = index + 1
        if self.reading.word(after) in ("solo", "sola", "singolo"):
            after += 1
        if after >= self.reading.size or self.reading.numeral_at.get(after):
            return None
        found = self.unit_at(after)
        if found is None:
            return None
        unit, last = found
        if not unit.code or self.reading.words[after] in ("m", "l", "g", "t", "k", "s", "w", "v", "a", "°", "%"):
            return None
        if not (half or unit.after_article or unit.code in ("%", "bp") or self._is_one_degree(index, after)):
            return None
        value = Decimal("0.5") if half else Decimal(1)
        return self._with_unit(index, last, value, value, "article", unit, index + 1)

    def _is_one_degree(self, index: int, after: int) -> bool:
        """Whether "un grado" is one degree: "sale di un grado", but not "in un grado di giudizio"."""
        return self.reading.word(after) == "grado" and self.reading.word(index - 1) in _BEFORE_ONE_DEGREE

    # ---- the parts of a quantity
    def _quantity(self, first: int, last: int, low: Decimal, high: Decimal, form: str) -> Quantity:
        sign = self._sign(first)
        if sign is not None:
            first = sign
            if self.words[sign] != "+":
                low, high = -high, -low
        unit = self._unit_after(last, form) or self._glued_scale(sign, last)
        if unit is not None:
            return self._after_minus(self._with_unit(first, unit[1], low, high, form, unit[0], last))
        currency = self.currency_before(first)
        if currency is not None:
            if self._is_english_thousands(first, last, currency[0]):
                low, high = low * 1000, high * 1000
            code, factor, at = currency[0].code or self._currency_of_sentence(first), currency[0].factor, currency[1]
            return self._make(at, last, low * factor, high * factor, "money", code, form, True, last)
        magnitude = self._magnitude(first)
        if magnitude is not None:
            return self._make(magnitude, last, low, high, "measure", "magnitude", form, True, last)
        slashed = self.words[first].partition("/")
        if form == "fraction" and slashed[1] and int(slashed[0]) + 1 == int(slashed[2]) and self._counts(last):
            low, high = Decimal(slashed[0]), Decimal(slashed[2])  # "5/6 persone"
            return self._make(first, last, low, high, "count", None, "digits", False, last)
        if form == "fraction" and high < 1:
            return self._make(first, last, low, high, "ratio", None, form, False, last)
        return self._after_minus(self._make(first, last, low, high, "count", None, form, False, last))

    def _make(
        self, first: int, last: int, low: Decimal, high: Decimal, kind: FigureKind, unit: str | None,
        form: str, stated: bool, numeral_last: int,
    ) -> Quantity:  # fmt: skip
        lexemes = self.reading.lexemes
        return Quantity(lexemes[first].start, lexemes[last - 1].end, first, last, low, high, kind, unit, form, stated,
                        numeral_last)  # fmt: skip

    def _sign(self, first: int) -> int | None:
        """The index of a sign glued to the number, when no word or number stands right before it."""
        at = first - 1
        if at < 0 or self.words[at] not in _SIGNS or self.reading.lexemes[first].kind != DIGITS:
            return None
        after = self.reading.word(first + 1)
        degrees = after in ("gradi", "°", "%", "per")
        if self.reading.glued(first):
            opens = at == 0 or not self.reading.glued(at) or self.words[at - 1] in ("(", "[", "/")
            noun = self.reading.is_word(first + 1) and not self.reading.glued(first + 1)
            bullet = self.words[at] != "+" and noun and self.unit_at(first + 1) is None
            if not opens or (self.words[at] == "–" and not degrees) or (bullet and after not in ("e", "a", "o")):
                return None
            return at
        if self.words[at] != "+" and at > 0 and self.words[at - 1] in ("ai", "a", "di", "dei", "dai", "quota", "i"):
            return at if degrees else None
        alone = at == 0 and first + 2 >= self.reading.size and self.reading.word(first + 1) in ("", "\n")
        return at if alone and self.words[at] in "-−" else None  # a cell of a table: "- 1.200"

    def _unit_after(self, last: int, form: str) -> tuple[Unit, int] | None:
        at = last
        if form in _FORMS_WITH_DI and self.reading.word(at) in ("di", "d'"):
            found = self.unit_at(at + 1)
            return found if found is not None and found[0].code not in ("%", "deg", "circ") else None
        if self.reading.word(at) == "-" and self.reading.glued(at) and self.reading.glued(at + 1):  # 16-bit
            at += 1
            found = self.unit_at(at)
            return found if found is not None and found[0].kind == "measure" else None
        return self.unit_at(at)

    def _glued_scale(self, sign: int | None, last: int) -> tuple[Unit, int] | None:
        """Read "-27C": a capital C glued to a signed number is Celsius; without a sign it may be a house number."""
        if sign is None or not self.reading.glued(last) or self.reading.surface(last, last + 1) not in ("C", "F"):
            return None
        return Unit("Cel" if self.words[last] == "c" else "[degF]", "measure"), last + 1

    def unit_at(self, index: int) -> tuple[Unit, int] | None:
        """The currency or unit whose name or symbol begins at an index, the longer one, and the index after it."""
        word = self.reading.word(index)
        money = self._name_at(self.currencies, index) if word in self.currencies else None
        measure = self._name_at(self.units, index) if word in self.units else None
        if money is None or measure is None:
            return money or measure
        return measure if measure[1] > money[1] else money  # "16 centesimi di secondo"

    def _name_at(self, table: PhraseTable[Unit], index: int) -> tuple[Unit, int] | None:
        for unit, last in table.matches(self.words, index):
            if unit.exact and self.reading.surface(index, last) not in unit.exact:
                continue
            if self._is_another_word(unit, index, last):
                continue
            return self._degrees(index, last) if unit.code == "deg" else self._per(unit, last)
        return None

    def _per(self, unit: Unit, last: int) -> tuple[Unit, int]:
        """A unit with what it is told per: "kWh/m2", "euro/kg"; money keeps its currency as the code."""
        reading = self.reading
        if unit.kind == "percent" or reading.word(last) != "/" or not (reading.glued(last) and reading.glued(last + 1)):
            return unit, last
        for lower, end in self.units.matches(self.words, last + 1):
            if not lower.exact or reading.surface(last + 1, end) in lower.exact:
                code = unit.code if unit.kind == "money" else f"{unit.code}/{lower.code}"
                return unit._replace(code=code), end
        return unit, last

    def _counts(self, index: int) -> bool:
        """Whether a plural noun stands at an index."""
        word = self.reading.word(index)
        return self.reading.is_word(index) and len(word) > 3 and word[-1] in "ie" and word not in ("delle", "degli")

    def _is_another_word(self, unit: Unit, index: int, last: int) -> bool:
        """Names of units that are other words as well: "gradi di giudizio", "giri di parole", "real" in Real Madrid."""
        word, after = self.words[index], self.reading.word(last)
        if word in ("giro", "giri") and not self.reading.near(index, contexts("turning"), before=6, after=0):
            return self.words[index - 1] not in _HALVES
        if word in (
            "real",
            "lev",
            "dong",
            "won",
            "lei",
            "giga",
            "mega",
            "cavalli",
            "once",
            "piedi",
            "nodi",
            "giri",
            "giro",
        ):
            if word == "cavalli" and last == index + 1:
                return not self.reading.near(index, contexts("engine"))
            return self.reading.is_capital(index) or (word in ("nodi", "giri") and after in ("di", "da", "del"))
        if word in ("ha", "in", "mi"):
            return self.reading.is_word(last) and after not in ("di", "e", "per", "circa", "a", "nel", "su", "sono")
        if word in ("grado", "gradi") and last == index + 1:
            return after in ("di", "del", "della", "dei") and self.reading.word(last + 1) not in _DEGREES_OF
        return len(word) == 1 and word.isalpha() and last == index + 1 and after == "'"

    def _degrees(self, index: int, last: int) -> tuple[Unit, int] | None:
        """Degrees without a scale: of temperature where the sentence speaks of it, else of an angle."""
        if self.words[index] == "°" and not self._is_degree_sign(index):
            return None
        if self.reading.word(last) == "sotto" and self.reading.word(last + 1) in ("zero", "lo"):
            return Unit("Cel", "measure"), last
        if self._is_of_earthquake(index, last):
            return Unit("magnitude", "measure"), last
        celsius = self.reading.near(index, contexts("temperature"))
        return Unit("Cel" if celsius else "deg", "measure", after_article=False), last

    def _is_of_earthquake(self, index: int, last: int) -> bool:
        """Whether degrees tell how strong an earthquake is: "8.9 gradi (scala Richter)", "una scossa di 5,2 gradi"."""
        words, near = self.words, self.reading.near
        if words[index] == "°" or self.reading.word(last) in _BEARINGS:
            return False
        scale = words[last : last + 5]
        large = len(words[index - 1]) > 1 and words[index - 1][:2].isdecimal()
        if "mercalli" in scale or large or near(index, _COORDINATES, before=8, after=8):
            return False
        if "richter" in scale or near(index, frozenset({"richter"}), before=9, after=12):
            return True
        return near(index, _SHOCKS, before=5, after=0) and not near(index, contexts("temperature"))

    def _is_degree_sign(self, index: int) -> bool:
        """Whether "°" after a number means degrees and not an ordinal ("7° posto", "al 27°")."""
        number, after = self.reading.word(index - 1), self.reading.word(index + 1)
        if not number.isdecimal() or after in ("nord", "sud", "est", "ovest", "n", "s", "e", "w", "o"):
            return True
        before = self.reading.word(index - 2)
        if self.reading.is_word(index + 1) and not self.reading.is_capital(index + 1):
            return after in (
                "di",
                "e",
                "a",
                "all'",
                "in",
                "con",
                "nel",
                "per",
                "gradi",
                "sotto",
                "sopra",
                "circa",
            ) and (before not in ("il", "al", "del", "dal", "nel", "sul", "la", "alla", "lo", "l'"))
        return before not in (
            "il",
            "al",
            "del",
            "dal",
            "nel",
            "sul",
            "la",
            "alla",
            "l'",
            "all'",
            "dell'",
            "è",
            "arrivato",
        )

    def _with_unit(
        self, first: int, last: int, low: Decimal, high: Decimal, form: str, unit: Unit, numeral_last: int
    ) -> Quantity:
        """The quantity with its unit, and what may follow: "e mezzo", "e 50 centesimi", "e 80"."""
        factor = unit.factor
        code = unit.code or self._currency_of_sentence(first)
        if not unit.code and self._is_race(first):  # "per 16 centesimi" of a second
            factor, code, unit = Decimal(1), "cs", unit._replace(kind="measure")
        low, high = low * factor, high * factor
        if self.reading.word(last) == "e" and low == high:
            more = self._and_more(last, unit)
            if more is not None:
                low, high, last = low + more[0], high + more[0], more[1]
        if self.reading.word(last) == "sotto" and self.reading.word(last + 1) == "zero":
            low, high, last = -high, -low, last + 2
        return self._make(first, last, low, high, unit.kind, code, form, True, numeral_last)

    def _and_more(self, last: int, unit: Unit) -> tuple[Decimal, int] | None:
        """What "e …" adds to a quantity: the value, and the index after it."""
        following = self.reading.word(last + 1)
        if following in ("mezzo", "mezza") and unit.kind != "percent":
            return Decimal("0.5"), last + 2
        numeral = self.reading.numeral_at.get(last + 1)
        value = numeral.value if numeral is not None else Decimal(1) if following in _ARTICLES else None
        end = numeral.last if numeral is not None else last + 2
        if value is None or not 0 <= value < 100 or value != int(value):
            return None
        if unit.kind == "money":
            small = self.currencies.match(self.words, end)
            if small is not None and small[0].factor == _HUNDREDTH:
                return value * _HUNDREDTH, small[1]
        if numeral is not None and value >= 10 and unit.code in ("EUR", "USD", "m") and self._ends_here(end):
            return value * _HUNDREDTH, end
        return None

    def _ends_here(self, index: int) -> bool:
        return index >= self.reading.size or (
            self.reading.lexemes[index].kind in (MARK, BREAK) and self.words[index] != "%"
        )

    def _currency_of_sentence(self, index: int) -> str:
        """The currency of hundredths: that of the sentence, euro by default."""
        words = self.words
        for at in range(max(0, index - 2 * NEAR), min(self.reading.size, index + 2 * NEAR)):
            if words[at] in ("dollaro", "dollari", "$"):
                return "USD"
            if words[at] in ("sterlina", "sterline", "£"):
                return "GBP"
        return "EUR"

    def _is_race(self, index: int) -> bool:
        """Whether a sentence speaks of a race and of no money."""
        near = self.reading.near
        return near(index, contexts("race"), before=25, after=20) and not near(index, _MONEY_WORDS, before=25, after=20)

    def _after_minus(self, quantity: Quantity) -> Quantity:
        """Read "meno 27 gradi", "meno 5 per cento": a minus in words before degrees and percentages."""
        first = quantity.first
        if first == 1 and quantity.last == self.reading.size and self.reading.word(0) == "meno":
            return quantity._replace(
                first=0, start=self.reading.lexemes[0].start, low=-quantity.high, high=-quantity.low
            )
        if quantity.unit not in ("Cel", "[degF]", "deg", "%", "K") or self.reading.word(first - 1) != "meno":
            return quantity
        if quantity.low < 0 or self.reading.word(first - 2) in ("o", "non", "più", "di"):
            return quantity
        start = self.reading.lexemes[first - 1].start
        return quantity._replace(first=first - 1, start=start, low=-quantity.high, high=-quantity.low)

    def currency_before(self, first: int) -> tuple[Unit, int] | None:
        """A currency before the number and where it begins: "€ 3 mln", "US$ 5", "EUR29,99", "dollari 996"."""
        if first == 0 or self.words[first - 1] not in self.currencies_before:
            return None
        for unit, at in self.currencies_before.matches(self.words, first):
            if unit.exact and self.reading.surface(at, first) not in unit.exact:
                continue
            is_name = self.words[first - 1].isalpha() and not unit.exact
            if not (is_name and self._has_number_before(at)):
                return unit, at
        return None

    def _is_english_thousands(self, first: int, last: int, unit: Unit) -> bool:
        """Whether "$10,000" is ten thousand: nobody writes thousandths of a dollar."""
        word = self.words[first]
        return last == first + 1 and unit.code not in ("EUR", "ITL") and word[-4:-3] == "," and word[0] != "0"

    def _has_number_before(self, index: int) -> bool:
        before = self.reading.word(index - 1)
        return before[:1].isdecimal() or before in ("milioni", "miliardi", "mila", "milione", "miliardo")

    def _magnitude(self, first: int) -> int | None:
        """Where "magnitudo" begins that this number measures: "magnitudo 7.4", "magnitudo superiore a 5"."""
        at = first - 1
        while at >= 0 and first - at < 5 and self.words[at] in _BEFORE_MAGNITUDE_VALUE:
            at -= 1
        return at if at >= 0 and self.words[at] in _MAGNITUDE else None
