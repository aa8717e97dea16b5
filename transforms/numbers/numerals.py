"""Find every numeral of a text and what it is worth: "1.200,5", "325mila", "due milioni e mezzo", "un terzo", "decine".

A numeral is the number as written, without unit, modifier or meaning: whether "12.30" is a time, "34" an age and
"194/78" a law is for the stages after this one.
"""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from math import gcd
from typing import NamedTuple

from transforms.language import DIGITS, HALVES, INDEFINITE, OF, WORD, Lexeme, words_of
from transforms.numbers.terms import (
    HALF,
    ONE,
    Form,
    Part,
    TermReader,
    collectives,
    divide,
    exact,
    multipliers,
)
from transforms.numbers.words import below_thousand, elided, number_of_word, ordinal_of_word, roman_value
from transforms.reference import classes

Blocks = Sequence[tuple[int, int, str]]


class Numeral(NamedTuple):
    """A number as written.

    `start`, `end`: half-open span in the text. `first`, `last`: half-open range of lexeme indexes. `value`: None when
    the shape has no single value ("12:30", "3/5/2014", a megabyte of digits). `high`: the upper bound of a vague
    collective ("decine": 20 to 99), else equal to `value`.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal | None
    high: Decimal | None
    form: Form


_VAGUE_COUNTS = words_of(
    "qualche alcune alcuni diverse diversi parecchie parecchi varie vari svariate svariati poche pochi molte "
    "molti tante tanti più"
)
#: After these, and before "dei", "sei" is a number: "da sei a zero", "sei dei 20".
_NUMBER_AFTER = words_of("da dai dalle i le gli ai alle altri altre oltre circa almeno quasi contro")
_OF_MANY = words_of("dei degli delle")
#: Endings of participles of one person.
_PARTICIPLES = ("ato", "ata", "uto", "uta", "ito", "ita")
#: Neighbours that tell the verb "sei" (you are) from the number.
_YOU_ARE_BEFORE = words_of("tu ci ti chi dove come non mi se che perché quando ne te")
_YOU_ARE_AFTER = words_of(
    "stato stata un uno una un' il la lo l' tu così già sempre mai anche qui solo a d'accordo pronto pronta "
    "favorevole contrario sicuro davvero troppo molto"
)
_BEFORE_SHARE = words_of("di a per quasi circa oltre solo d' in ad almeno appena perso vale")
#: "Un terzo" goes on "due …" so many lexemes before it.
_COUNTED_UP = 16
#: Money, or hundredths of a second.
_CENTS = frozenset({"centesimo", "centesimi"})
_FRACTION_FOLLOWERS = words_of(
    "di dei del dello della dell' delle degli d' e o è ha sono in più meno rispetto circa ma che ne a per con "
    "da al all' alla alle ai agli allo se come non hanno era erano va vive vota sul sui sulla ed si dal dalla "
    "nel tra fra dopo prima "
    "quasi appena invece mentre ogni superiore inferiore andrà lo li"
)
#: After "un terzo", which is a share and not the third of those told: ", un terzo, dice, …".
_ASIDE = frozenset(",:;)")
_FUTURE = ("rà", "ranno", "rebbe", "rebbero")
_THE = words_of("il la i le gli l'")


def find_numerals(text: str, lexemes: Sequence[Lexeme], blocks: Blocks = ()) -> list[Numeral]:
    """All numerals of a text, in order, without overlap.

    Args:
        text: the text.
        lexemes: its lexemes.
        blocks: foreign stretches ``(start, end, language)``; digits in "en" are read as English.

    Returns:
        Numerals. "un", "uno", "una" alone are none, nor "cento" in "per cento", nor the verb "sei".
    """
    reader = _NumeralReader(
        text, lexemes, [(start, end) for start, end, language in blocks if language.startswith("en")]
    )
    found: list[Numeral] = []
    starters = _starters()
    after = 0
    for index, (_, _, kind, word) in enumerate(lexemes):
        if index < after:
            continue
        if kind == DIGITS or (kind == WORD and (word in starters or "mil" in word or "bilion" in word)):
            numeral = reader.read(index)
        elif (
            kind == WORD
            and not word.isascii()
            and word[0].isnumeric()
            and unicodedata.category(word[0]) in ("No", "Nl")
        ):
            numeral = reader.character(index)
        else:
            continue
        if numeral is not None:
            found.append(numeral)
            after = numeral.last
    return found


@cache
def _starters() -> frozenset[str]:
    """Words with which a numeral can begin."""
    scales, english = multipliers()
    long_english = {word for word in english if len(word) > 3}
    return frozenset(
        set(below_thousand()) | set(elided()) | set(collectives()) | INDEFINITE | HALVES | set(scales) | long_english
    )


class _NumeralReader(TermReader):
    """Reads one numeral at a time: terms with their tails, fractions, collectives."""

    def numeral(self, first: int, last: int, value: Decimal | None, form: Form, high: Decimal | None = None) -> Numeral:
        start, end = self.lexemes[first].start, self.lexemes[last - 1].end
        return Numeral(start, end, first, last, value, value if high is None else high, form)

    def read(self, index: int) -> Numeral | None:
        """The numeral that begins at a lexeme, None when none does."""
        kind, word = self.lexemes[index].kind, self.lexemes[index].word
        if kind == DIGITS and word.isdecimal() and len(word) < 12 and self._stands_alone(index):
            return self.numeral(index, index + 1, Decimal(int(word)), "digits")
        if kind == DIGITS and index and self._is_bare_decimal(index):
            return self.numeral(index - 1, index + 1, Decimal(f"0.{word}"), "digits")
        if kind == WORD:
            if word in ("cento", "mille") and self.word(index - 1) == "per" and self._follows_number(index - 1):
                return None
            if word == "sei" and self._is_you_are(index):
                return None
            if word == "venti" and self._is_wind(index):
                return None
            collective = self._collective(index)
            if collective is not None:
                return collective
        fraction = self._fraction(index)
        if fraction is not None:
            value, last = fraction
            return self.numeral(index, last, value, "fraction")
        part = self.compound(index)
        if part is None:
            if kind == DIGITS:
                return self.numeral(index, index + 1, None, "reference")
            return None
        return self._tail(index, part)

    def _stands_alone(self, index: int) -> bool:
        """Whether nothing after plain digits can belong to the numeral; the common case, decided early."""
        if index and self.lexemes[index - 1].word == ",":
            return False
        if index + 1 >= self.size:
            return True
        _, _, kind, after = self.lexemes[index + 1]
        if kind == WORD:
            return after not in self.continuations and after[-3:] != "imi" and (after.isascii() or after[0].isalpha())
        return kind != DIGITS

    def _is_bare_decimal(self, index: int) -> bool:
        """Whether the digits are the decimals of a number without its zero: ",77" after a blank or at the start."""
        if self.word(index - 1) != "," or not self.glued(index) or not self.word(index).isdecimal():
            return False
        return index == 1 or (not self.glued(index - 1) and len(self.word(index)) <= 12)

    def character(self, index: int) -> Numeral:
        """A numeral in one character: ½, ①; exponents ("10²") and Roman ones (Ⅳ) have no value of their own."""
        char, word = self.text[self.lexemes[index].start], self.lexemes[index].word
        plain = unicodedata.normalize("NFKC", char)
        bare = len(word) > 1 or roman_value(plain.upper()) or unicodedata.decomposition(char).startswith("<super>")
        number = None if bare else unicodedata.numeric(char, None)
        if number is None:
            return self.numeral(index, index + 1, None, "reference")
        return self.numeral(index, index + 1, exact(number), "fraction" if "⁄" in plain else "words")

    def _follows_number(self, index: int) -> bool:
        """Whether a number stands right before the lexeme: "5 per cento"."""
        before = self.word(index - 1)
        return before[:1].isdecimal() or before in self.scales or number_of_word(before) is not None or before in HALVES

    def _is_you_are(self, index: int) -> bool:
        after = self.word(index + 1)
        if self.word(index - 1) in _NUMBER_AFTER or after in _OF_MANY:
            return False
        if len(after) > 5 and after.endswith(_PARTICIPLES):
            return True  # "basta poco e sei rimandato"
        return after in _YOU_ARE_AFTER or (
            self.word(index - 1) in _YOU_ARE_BEFORE and not self._next_is_plural(index + 1)
        )

    def _is_wind(self, index: int) -> bool:
        """Whether "venti" blows: "forti venti", "venti a 144 km orari", "i venti di guerra"."""
        before, after, weather = self.word(index - 1), self.word(index + 1), classes("it/figures/weather_words", "role")
        of_wind = after in OF and self.word(index + 2) in weather["wind_of"]
        if of_wind or before in weather["wind"] or after in weather["wind"]:
            return True
        near = {lexeme.word for lexeme in self.lexemes[max(0, index - 10) : index + 12]}
        return after in ("a", "fino", "che", "con", "da", "in", "tra", "oltre", "") and bool(near & weather["storm"])

    def _next_is_plural(self, index: int) -> bool:
        word = self.word(index)
        return len(word) > 3 and word[-1] in "ie"

    def _tail(self, first: int, part: Part) -> Numeral:
        """Read "90 miliardi e mezzo", "ventitre e tre quinti", "trecento e due dozzine", then the finished numeral."""
        value, last, place, form = part
        if self.word(last) == "e":
            unit = place if form == "scaled" else ONE
            if self.word(last + 1) in ("mezzo", "mezza"):
                return self.numeral(first, last + 2, value + unit * HALF, form)
            fraction = self._fraction(last + 1)
            if fraction is not None and fraction[0] < 1:
                return self.numeral(first, fraction[1], value + unit * fraction[0], "fraction" if unit == 1 else form)
            if value >= 100 and self.word(last + 2) in self.collectives and (tail := self.number(last + 1)):
                dozens, _, plural = self.collectives[self.word(last + 2)]
                if plural:
                    return self.numeral(first, last + 3, value + tail * dozens, form)
        if form == "digits" and "/" in self.word(last) and last == first + 1 and self.lexemes[first].word.isdecimal():
            fraction = self._fraction(last)  # "100 3/4"
            if fraction is not None and self.lexemes[last].start - self.lexemes[first].end == 1:
                return self.numeral(first, fraction[1], value + fraction[0], "fraction")
        collective = self.collectives.get(self.word(last))
        if collective is not None and collective[2] and form in ("digits", "words"):
            return self.numeral(first, last + 1, value * collective[0], "collective")
        return self.numeral(first, last, value, form)

    def _fraction(self, index: int) -> tuple[Decimal, int] | None:
        """Read "un terzo", "due terzi", "3/4", "cento miliardesimi": value and next lexeme."""
        if index >= self.size:
            return None
        kind, word = self.lexemes[index].kind, self.lexemes[index].word
        if kind == DIGITS and "/" in word:
            value = _slashed(word)
            return None if value is None else (value, index + 1)
        if kind == DIGITS:
            following = self.word(index + 1)
            if following[-1:] not in "ioea" or not self._is_denominator(following, plural=True) or not word.isdecimal():
                return None
        one = word in ("un", "uno", "1", "un'")
        if one:
            bottom_at, top_value = index + 1, ONE
        else:
            if kind == WORD and (word in INDEFINITE or word in HALVES):
                return None
            top_part = self._plain_compound(index)
            if top_part is None or "e" in (self.word(at) for at in range(index, top_part.last)):
                return None
            bottom_at, top_value = top_part.last, top_part.value
        bottom_word = self.word(bottom_at)
        if bottom_word == "mezzo" and word in ("un", "uno"):  # but "un mezzo di trasporto"
            ends = not self.is_word(bottom_at + 1)
            return (HALF, bottom_at + 1) if ends and (index == 0 or self.word(index - 1) == "e") else None
        if bottom_word in HALVES:
            return None
        if not self._is_denominator(bottom_word, plural=not one):
            return None
        if one and not self._ends_fraction(index, bottom_at + 1):
            return None
        rank = ordinal_of_word(bottom_word)
        return (divide(top_value, Decimal(rank)), bottom_at + 1) if rank else None

    def _plain_compound(self, index: int) -> Part | None:
        if self.is_digits(index):
            return self.digits(index)
        return self.compound(index)

    def _is_denominator(self, word: str, plural: bool) -> bool:
        if not word or word[-1] != ("i" if plural else "o"):
            return False
        rank = ordinal_of_word(word)
        return rank is not None and rank > 2 and word not in _CENTS

    def _ends_fraction(self, first: int, last: int) -> bool:
        """Whether "un terzo" is a share ("un terzo dei voti") and not the third ("un terzo uomo")."""
        if self.word(last - 1).endswith("esimo"):
            return True
        if self.word(last) == "di" and self.word(last + 1) == "finale":
            return False
        shared = self.word(last) in OF or self.word(first - 1) in _BEFORE_SHARE
        if not shared and self._counts_up(first, self.word(last - 1)):
            return False
        if not self.is_word(last):
            return first == 0 or self.word(last) in _ASIDE or self.word(first - 1) in _BEFORE_SHARE
        if self.word(last) in _THE:
            return self.word(first - 1) in _BEFORE_SHARE  # "calano di un quinto i furti"
        if self.word(last).endswith(_FUTURE):
            return not self.is_word(first - 1) or self.word(first - 1) in _BEFORE_SHARE  # "almeno un quarto resterà"
        return self.word(last) in _FRACTION_FOLLOWERS

    def _counts_up(self, first: int, ordinal: str) -> bool:
        """Whether "un terzo" goes on "due …" or "un secondo": "due sono morti, un terzo è ferito"."""
        below = (ordinal_of_word(ordinal) or 0) - 1
        for at in range(first - 1, max(-1, first - _COUNTED_UP), -1):
            word = self.word(at)
            if word in (".", "!", "?", "\n"):
                return False
            if below > 1 and (number_of_word(word) == below or ordinal_of_word(word) == below):
                return True
        return False

    def _collective(self, index: int) -> Numeral | None:
        """Read "una decina", "centinaia di migliaia", "qualche decina", "milioni" (bare), "mezza dozzina"."""
        word, at, factor = self.word(index), index, ONE
        vague_count = False
        if word in HALVES:
            factor, at = HALF, index + 1
        elif word in INDEFINITE:
            at = index + 1
        elif self.word(index - 1) in _VAGUE_COUNTS:
            vague_count = True
        entry = self.collectives.get(self.word(at))
        if entry is None:
            return self._bare_scale(index) if at == index else None
        value, vague, plural = entry
        alone = at == index
        if alone and plural and self.word(at + 1) == "e" and self.word(at + 2) == word:  # "decine e decine"
            at += 2
        last, scale = at + 1, ONE
        if self.word(last) == "di" and self.word(last + 1) in ("migliaia", "milioni", "miliardi", "centinaia"):
            inner = self.word(last + 1)
            scale = self.scales[inner] if inner in self.scales else self.collectives[inner][0]
            last += 2
        if alone and not plural and not vague_count:  # "nella decina", "il centinaio"
            return self.numeral(index, last, value * scale, "collective")
        if alone and vague is not None:
            low = value * 2
            return self.numeral(index, last, low * scale, "collective", (vague + 1) * scale - 1)
        if alone and vague_count and not plural:
            return self.numeral(index, last, value * 2 * scale, "collective", value * 10 * scale - 1)
        return self.numeral(index, last, value * factor * scale, "collective")

    def _bare_scale(self, index: int) -> Numeral | None:
        """Read "milioni di persone", "alcuni miliardi": a plural scale without a number."""
        word = self.word(index)
        if word not in ("milioni", "miliardi"):
            return None
        scale, last = self.scales[word], index + 1
        top = scale * 10 - 1
        if self.word(last) == "di" and self.word(last + 1) in ("miliardi", "milioni"):
            factor = self.scales[self.word(last + 1)]
            scale, top, last = scale * factor, (top + 1) * factor - 1, last + 2
        return self.numeral(index, last, scale * 2, "collective", top)


def _slashed(word: str) -> Decimal | None:
    """The value of "3/4"; None for what is no fraction below one: "194/78", "2008/2009"."""
    top, _, bottom = word.partition("/")
    if len(word) > 6 or not (top.isdecimal() and bottom.isdecimal()) or not 0 < int(top) < int(bottom) <= 100:
        return None
    if int(bottom) > 20 and bottom not in ("25", "32", "50", "100"):  # "la 66/96" is a law
        return None
    if gcd(int(top), int(bottom)) > 1 and bottom not in _PARTS_OF_A_MARK:
        return None  # nobody shares in "12/18"; "6/10" and "80/100" are marks
    return divide(Decimal(int(top)), Decimal(int(bottom)))


#: Of so many a mark is given.
_PARTS_OF_A_MARK = ("4", "10", "20", "30", "50", "100")
