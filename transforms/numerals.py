"""Find every numeral of a text and what it is worth: "1.200,5", "325mila", "due milioni e mezzo", "un terzo", "decine".

A numeral is the number as written, without unit, modifier or meaning: whether "12.30" is a time, "34" an age and
"194/78" a law is for the stages after this one.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from transforms.lexer import BREAK, DIGITS, WORD, Lexeme
from transforms.number_words import below_thousand, elided, number_of_word, ordinal_of_word, roman_value
from transforms.phrases import word_set
from transforms.reference import read_reference

__all__ = ["Numeral", "find_numerals", "number_of_word", "ordinal_of_word", "parse_digits", "roman_value"]

Form = Literal["digits", "words", "scaled", "fraction", "collective", "reference"]
Blocks = Sequence[tuple[int, int, str]]


class Numeral(NamedTuple):
    """A number as written.

    `start`, `end`: half-open span in the text. `first`, `last`: half-open range of lexeme indexes. `value`: None when the
    shape has no single value ("12:30", "3/5/2014", a megabyte of digits). `high`: the upper bound of a vague collective
    ("decine": 20 to 99), else equal to `value`.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal | None
    high: Decimal | None
    form: Form


class _Part(NamedTuple):
    """One term of a numeral while it is read: its value, the next lexeme, and the place it fills (1 for units)."""

    value: Decimal
    last: int
    place: Decimal
    form: Form


#: More digits than the contract's DECIMAL(38, 12) holds before the point are not a number that anybody reads.
_MOST_DIGITS = 26
_ONE, _TEN, _HALF = Decimal(1), Decimal(10), Decimal("0.5")
_MILLION = Decimal(10**6)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ARTICLES = frozenset({"un", "uno", "una", "un'"})
_HALVES = frozenset({"mezzo", "mezza", "mezz'"})
#: After these "il", "al" … a bare "miliardo" is one: "intorno al miliardo di euro".
_BARE_SCALE_AFTER = word_set("il al del dal sul nel quasi mezzo")
_VAGUE_COUNTS = word_set(
    "qualche alcune alcuni diverse diversi parecchie parecchi varie vari svariate svariati poche pochi molte "
    "molti tante tanti più"
)
#: Neighbours that tell the verb "sei" (you are) from the number.
_YOU_ARE_BEFORE = word_set("tu ci ti chi dove come non mi se che perché quando ne te")
_YOU_ARE_AFTER = word_set(
    "stato stata un uno una un' il la lo l' tu così già sempre mai anche qui solo a d'accordo pronto pronta "
    "favorevole contrario sicuro davvero troppo molto"
)
_BEFORE_SHARE = word_set("di a per quasi circa oltre solo d' in ad almeno appena")
#: Money, or hundredths of a second.
_CENTS = frozenset({"centesimo", "centesimi"})
_FRACTION_FOLLOWERS = word_set(
    "di dei del dello della dell' delle degli d' e o è ha sono in più meno rispetto circa ma che ne a per con da "
    "al all' se come non hanno era erano va vive vota sul sui sulla ed si dal dalla nel tra fra dopo prima quasi "
    "appena invece mentre ogni superiore inferiore"
)


@cache
def _multipliers() -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Scale words, Italian and English: {"mila": 1000, …}, {"million": 1000000, …}."""
    rows = read_reference("it/multipliers.csv", required=("word", "value", "language"))
    italian = {row["word"]: Decimal(row["value"]) for row in rows if row["language"] == "it"}
    return italian, {row["word"]: Decimal(row["value"]) for row in rows if row["language"] == "en"}


@cache
def _collectives() -> dict[str, tuple[Decimal, Decimal | None, bool]]:
    """Collective numerals: value, upper bound when vague ("decine" 99), whether the word is a plural."""
    rows = read_reference("it/number_words.csv", required=("word", "value", "role"))
    return {
        row["word"]: (
            Decimal(row["value"]),
            Decimal(row["vague_high"]) if row["vague_high"] else None,
            row["role"] == "collectives",
        )
        for row in rows
        if row["role"].startswith("collective")
    }


def parse_digits(group: str, english: bool = False) -> Decimal | None:
    """The value of a digit group, Italian unless told otherwise; None when it is no single number.

    Italian: the point groups thousands when three digits follow each ("1.200", "1.200,5"), else it is a decimal point, as
    papers write magnitudes ("7.4"); the comma is the decimal mark. English is read where the text is English or the
    grouping allows nothing else ("1,200,000", "1,200.50").

    >>> parse_digits("1.200,5"), parse_digits("7.4"), parse_digits("4,800"), parse_digits("12:30")
    (Decimal('1200.5'), Decimal('7.4'), Decimal('4.800'), None)
    """
    if len(group) > _MOST_DIGITS + 16:
        return None
    if group.isdecimal():
        return Decimal(int(group)) if len(group) <= _MOST_DIGITS else None
    plain = group.replace("'", "")
    if _ENGLISH_THOUSANDS.fullmatch(plain) and (english or plain.count(",") > 1 or "." in plain):
        plain = plain.replace(",", "")
    elif english:
        plain = plain if plain.count(".") < 2 else ""
    else:
        whole, comma, rest = plain.partition(",")
        if _THOUSANDS.fullmatch(whole) and not whole.startswith("0."):
            whole = whole.replace(".", "")
        elif whole.count(".") > 1 or (comma and "." in whole):
            return None
        plain = f"{whole}.{rest}" if comma else whole
    try:
        value = Decimal(plain)
    except ArithmeticError:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS else None


def find_numerals(text: str, lexemes: Sequence[Lexeme], blocks: Blocks = ()) -> list[Numeral]:
    """All numerals of a text, in order, without overlap.

    Args:
        text: the text.
        lexemes: its lexemes.
        blocks: foreign stretches ``(start, end, language)``; digits in "en" are read as English.

    Returns:
        Numerals. "un", "uno", "una" alone are none, nor "cento" in "per cento", nor the verb "sei".
    """
    reader = _Reader(text, lexemes, [(start, end) for start, end, language in blocks if language.startswith("en")])
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
    scales, english = _multipliers()
    long_english = {word for word in english if len(word) > 3}
    return frozenset(
        set(below_thousand()) | set(elided()) | set(_collectives()) | _ARTICLES | _HALVES | set(scales) | long_english
    )


class _Reader:
    """Reads one numeral at a time; holds what all the rules look at."""

    def __init__(self, text: str, lexemes: Sequence[Lexeme], english: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.lexemes = lexemes
        self.count = len(lexemes)
        self.english_spans = english
        self.scales, self.english_scales = _multipliers()
        self.collectives = _collectives()
        self.small = below_thousand()
        self.elided = elided()

    # ---- looking around
    def word(self, index: int) -> str:
        """The word at an index, "" outside the text."""
        return self.lexemes[index].word if 0 <= index < self.count else ""

    def glued(self, index: int) -> bool:
        """Whether the lexeme touches the one before it."""
        return 0 < index < self.count and self.lexemes[index - 1].end == self.lexemes[index].start

    def english(self, index: int) -> bool:
        at = self.lexemes[index].start
        return any(start <= at < end for start, end in self.english_spans)

    def numeral(self, first: int, last: int, value: Decimal | None, form: Form, high: Decimal | None = None) -> Numeral:
        start, end = self.lexemes[first].start, self.lexemes[last - 1].end
        return Numeral(start, end, first, last, value, value if high is None else high, form)

    # ---- one numeral
    def read(self, index: int) -> Numeral | None:
        """The numeral that begins at a lexeme, None when none does."""
        kind, word = self.lexemes[index].kind, self.lexemes[index].word
        if kind == DIGITS and index and self._is_bare_decimal(index):
            return self.numeral(index - 1, index + 1, Decimal(f"0.{word}"), "digits")
        if kind == WORD:
            if word in ("cento", "mille") and self.word(index - 1) == "per" and self._follows_number(index - 1):
                return None
            if word == "sei" and self._is_you_are(index):
                return None
            collective = self._collective(index)
            if collective is not None:
                return collective
        fraction = self._fraction(index)
        if fraction is not None:
            value, last = fraction
            return self.numeral(index, last, value, "fraction")
        part = self._compound(index)
        if part is None:
            if kind == DIGITS:
                return self.numeral(index, index + 1, None, "reference")
            return None
        return self._tail(index, part)

    def character(self, index: int) -> Numeral:
        """A numeral in one character: ½, ①, ², Ⅳ."""
        char = unicodedata.normalize("NFKC", self.text[self.lexemes[index].start])
        word = self.lexemes[index].word
        value = None
        if len(word) == 1:
            number = unicodedata.numeric(self.text[self.lexemes[index].start], None)
            value = None if number is None else _exact(number)
        if roman_value(char):
            return self.numeral(index, index + 1, None, "reference")
        return self.numeral(index, index + 1, value, "fraction" if "⁄" in char else "words")

    def _is_bare_decimal(self, index: int) -> bool:
        """Whether the digits are the decimals of a number without its zero: ",77" after a blank or at the start."""
        if self.word(index - 1) != "," or not self.glued(index) or not self.word(index).isdecimal():
            return False
        return index == 1 or (not self.glued(index - 1) and len(self.word(index)) <= 12)

    def _follows_number(self, index: int) -> bool:
        """Whether a number stands right before the lexeme: "5 per cento"."""
        before = self.word(index - 1)
        return (
            before[:1].isdecimal() or before in self.scales or number_of_word(before) is not None or before in _HALVES
        )

    def _is_you_are(self, index: int) -> bool:
        after = self.word(index + 1)
        return after in _YOU_ARE_AFTER or (
            self.word(index - 1) in _YOU_ARE_BEFORE and not self._next_is_plural(index + 1)
        )

    def _next_is_plural(self, index: int) -> bool:
        word = self.word(index)
        return len(word) > 3 and word[-1] in "ie"

    # ---- terms
    def _term(self, index: int) -> _Part | None:
        """Digits or number words up to and with their scale: "1,2 milioni", "325 mila", "duecento milioni"."""
        if index >= self.count:
            return None
        kind, word = self.lexemes[index].kind, self.lexemes[index].word
        simple: _Part | None
        if kind == DIGITS:
            simple = self._digits(index)
        elif kind == WORD:
            simple = self._words(index)
        else:
            return None
        if simple is None:
            return None
        return self._scaled(simple, index)

    def _digits(self, index: int) -> _Part | None:
        word = self.lexemes[index].word
        last = index + 1
        english = bool(self.english_spans) and self.english(index)
        if word.isdecimal() and len(word) <= 3 and word[0] != "0":
            last = self._spaced_groups(index)
        if last > index + 1:
            word = "".join(self.lexemes[at].word for at in range(index, last))
        value = parse_digits(word, english)
        if value is None:
            return None
        if self.glued(last) and self.lexemes[last].word in ("½", "¼", "¾"):
            value += _exact(unicodedata.numeric(self.lexemes[last].word))
            last += 1
        return _Part(value, last, _ONE, "digits")

    def _spaced_groups(self, index: int) -> int:
        """The end of "3 000 000" or "6 700,54": groups of three digits after exactly one blank."""
        lexemes, last = self.lexemes, index + 1
        while last < self.count and lexemes[last].kind == DIGITS and last - index < 9:
            group = lexemes[last].word
            if lexemes[last].start - lexemes[last - 1].end != 1 or not re.fullmatch(r"\d{3}(?:,\d+)?", group):
                break
            last += 1
            if "," in group:
                break
        if last > index + 1 and last < self.count:  # "340 123 4567" is no number
            following = lexemes[last]
            if following.kind == DIGITS and following.start - lexemes[last - 1].end == 1:
                return index + 1
        return last

    def _words(self, index: int) -> _Part | None:
        """Number words below a scale: "trecento quarantadue", "cento e uno", "tre virgola uno quattro"."""
        word = self.lexemes[index].word
        if word in _HALVES:
            following = self.word(index + 1)
            return _Part(_HALF, index + 1, _ONE, "words") if following in self.scales else None
        if word in _ARTICLES:
            following = self.word(index + 1)
            if following in self.scales or (following in self.english_scales and len(following) > 3):
                return _Part(_ONE, index + 1, _ONE, "words")
            if (word == "uno" and following in ("virgola", "punto")) or self._opens_mixed(index):
                return self._decimals(_Part(_ONE, index + 1, _ONE, "words"))
            return None
        value = self._number(index)
        if value is None:
            return None
        part = _Part(value, index + 1, _place(value), "words")
        while part.place > 1:
            following = self._fitting(part)
            if following is None:
                break
            part = following
        return self._decimals(part)

    def _opens_mixed(self, index: int) -> bool:
        """ "uno e mezzo", "una e mezza" """
        return self.word(index) in ("uno", "una") and self.word(index + 1) == "e" and self.word(index + 2) in _HALVES

    def _number(self, index: int) -> Decimal | None:
        word = self.word(index)
        number = number_of_word(word)
        if number is None:
            number = self.elided.get(word)
        if number is None and word in ("uno", "una", "un") and self.word(index - 1) == "e":
            number = 1
        return None if number is None else Decimal(number)

    def _fitting(self, part: _Part) -> _Part | None:
        """The next number word when it fills the lower places: "cento cinquanta", "tremila e seicento"."""
        at = part.last
        if self.word(at) == "e":
            if part.place < 100 or self.word(at + 1) in _HALVES:
                return None
            at += 1
        if at >= self.count or self.lexemes[at].kind != WORD:
            return None
        value = self._number(at)
        if value is None or self.word(at + 1) in self.collectives:
            return None
        if 1000 < value < _MILLION and at == part.last and 100 <= part.value < 1000 and value // 1000 < part.place:
            # "duecento quarantatremila"
            return _Part(part.value * 1000 + value, at + 1, _place(value), "words")
        if not 0 < value < part.place or (self.word(at) in ("uno", "una", "un") and part.place < 100):
            return None
        if self.word(at + 1) in self.scales and value * self.scales[self.word(at + 1)] >= part.place:
            # "duemila trecento milioni" is one term, "mille due milioni" is none of ours
            return _Part(part.value + value, at + 1, _place(value), "words") if part.value < _MILLION else None
        return _Part(part.value + value, at + 1, _place(value), "words")

    def _decimals(self, part: _Part) -> _Part:
        """ "virgola trecento quarantadue", "punto zero tre", "virgola uno quattro uno cinque" """
        if self.word(part.last) not in ("virgola", "punto"):
            return part
        at, digits = part.last + 1, ""
        while at < self.count and len(digits) < 12:
            number = self._number(at) if self.word(at) not in ("uno", "una", "un") else _ONE
            if number is None or self.lexemes[at].kind != WORD:
                break
            if number >= 10:
                tail = self._run(at)
                digits += str(int(tail.value))
                at = tail.last
                break
            digits += str(int(number))
            at += 1
        if not digits:
            if self.word(part.last) == "virgola" and self.lexemes[min(at, self.count - 1)].kind == DIGITS:
                digits = self.word(at)
                if not digits.isdecimal() or len(digits) > 12:
                    return part
                at += 1
            else:
                return part
        return _Part(part.value + Decimal(f"0.{digits}"), at, _ONE, "words")

    def _run(self, index: int) -> _Part:
        value = self._number(index) or _ONE
        part = _Part(value, index + 1, _place(value), "words")
        while part.place > 1 and (following := self._fitting(part)) is not None:
            part = following
        return part

    def _scaled(self, part: _Part, first: int) -> _Part:
        """A term with the scales that follow it: "325mila", "due milioni di miliardi", "2,3 mln"."""
        value, last, place, form = part
        for _ in range(3):
            scale = self._scale_at(last, first)
            if scale is None:
                break
            factor, after = scale
            if form == "scaled" and factor < _MILLION:
                break
            value, last, place, form = value * factor, after, factor, "scaled"
        return _Part(value, last, place, form)

    def _scale_at(self, index: int, first: int) -> tuple[Decimal, int] | None:
        """The scale at an index and the lexeme after it; a point of abbreviation ("mln.") belongs to it."""
        word = self.word(index)
        if word == "di" and index > first + 1 and self.word(index + 1) in ("milioni", "miliardi"):
            if self.word(index - 1) in self.scales:
                index, word = index + 1, self.word(index + 1)
        factor = self.scales.get(word)
        if factor is None:
            factor = self._english_scale(index, word)
        if (
            factor is None
            or (word == "k" and not self._is_kilo(index))
            or (word == "mil" and self.word(index + 1) != ".")
        ):
            return None
        after = index + 1
        if word in ("mln", "mld", "mrd", "mil") and self.word(after) == "." and self.glued(after):
            after += 1 if not self._sentence_ends(after) else 0
        return factor, after

    def _english_scale(self, index: int, word: str) -> Decimal | None:
        factor = self.english_scales.get(word)
        if factor is None or len(word) > 3:
            return factor
        dollar = self.word(index - 2) in ("$", "£", "€", "¥")  # "$1.5bn", "£3m"
        return factor if dollar and self.glued(index) else factor if word in ("bn",) and self.glued(index) else None

    def _is_kilo(self, index: int) -> bool:
        """ "50k", "2,33 k" but no kelvin and no vitamin"""
        return self.text[self.lexemes[index].start] == "k" and not self.word(index - 2) == "°"

    def _sentence_ends(self, index: int) -> bool:
        """Whether the point at an index ends a sentence: a capital or nothing follows."""
        following = index + 1
        if following >= self.count or self.lexemes[following].kind == BREAK:
            return True
        return self.text[self.lexemes[following].start].isupper()

    # ---- the whole
    def _compound(self, index: int) -> _Part | None:
        """Terms whose scales fall: "3 miliardi 200 milioni", "due milioni e trecentomila", "duemila e cento"."""
        word = self.word(index)
        if word in self.scales and word not in ("mila", "mln", "mld", "mrd", "mil", "k"):
            if self.word(index - 1) not in _BARE_SCALE_AFTER or word[-1] == "i":
                return None
            part: _Part | None = _Part(self.scales[word], index + 1, self.scales[word], "scaled")
        else:
            part = self._term(index)
        while part is not None and part.place >= 1000:
            following = self._lower_term(part)
            if following is None:
                break
            part = following
        return part

    def _lower_term(self, part: _Part) -> _Part | None:
        at, joined = part.last, ""
        if self.word(at) in ("e", ",") and part.form == "scaled":
            joined = self.word(at)
            at += 1
        if at >= self.count or self.lexemes[at].kind not in (WORD, DIGITS) or self.word(at) in _HALVES:
            return None
        if joined == "e" and self._fraction(at) is not None:
            return None
        term = self._term(at)
        if term is None or not 0 < term.value < part.place:
            return None
        if self.lexemes[at].kind == DIGITS:
            if term.form != "scaled" or joined == ",":  # "3 milioni, 200 mila" is a list
                return None
        elif joined == "," and (term.form != "scaled" or part.place < _MILLION):
            return None
        return _Part(part.value + term.value, term.last, term.place, "scaled" if part.form == "scaled" else term.form)

    def _tail(self, first: int, part: _Part) -> Numeral:
        """ "90 miliardi e mezzo", "ventitre e tre quinti", "trecento e due dozzine", then the finished numeral"""
        value, last, place, form = part
        if self.word(last) == "e":
            unit = place if form == "scaled" else _ONE
            if self.word(last + 1) in ("mezzo", "mezza"):
                return self.numeral(first, last + 2, value + unit * _HALF, form)
            fraction = self._fraction(last + 1)
            if fraction is not None and fraction[0] < 1:
                return self.numeral(first, fraction[1], value + unit * fraction[0], "fraction" if unit == 1 else form)
            if value >= 100 and self.word(last + 2) in self.collectives and (tail := self._number(last + 1)):
                dozens, vague, plural = self.collectives[self.word(last + 2)]
                if plural:
                    return self.numeral(first, last + 3, value + tail * dozens, form)
        collective = self.collectives.get(self.word(last))
        if collective is not None and collective[2] and form in ("digits", "words"):
            return self.numeral(first, last + 1, value * collective[0], "collective")
        return self.numeral(first, last, value, form)

    # ---- fractions and collectives
    def _fraction(self, index: int) -> tuple[Decimal, int] | None:
        """ "un terzo", "due terzi", "3/4", "cento miliardesimi": value and next lexeme"""
        if index >= self.count:
            return None
        kind, word = self.lexemes[index].kind, self.lexemes[index].word
        if kind == DIGITS and "/" in word:
            top, _, bottom = word.partition("/")
            if (
                top.isdecimal()
                and bottom.isdecimal()
                and len(word) < 8
                and int(bottom) > 0
                and int(top) < int(bottom) <= 100
            ):
                return _divide(Decimal(int(top)), Decimal(int(bottom))), index + 1
            return None
        if kind == DIGITS:
            following = self.word(index + 1)
            if following[-1:] not in "ioea" or not self._is_denominator(following, plural=True) or not word.isdecimal():
                return None
        one = word in ("un", "uno", "1", "un'")
        if one:
            bottom_at, top_value = index + 1, _ONE
        else:
            if kind == WORD and (word in _ARTICLES or word in _HALVES):
                return None
            top_part = self._plain_compound(index)
            if top_part is None or "e" in (self.word(at) for at in range(index, top_part.last)):
                return None
            bottom_at, top_value = top_part.last, top_part.value
        bottom_word = self.word(bottom_at)
        if bottom_word in _HALVES:
            if one and word in ("un", "uno") and bottom_word == "mezzo" and self.word(bottom_at + 1) not in self.scales:
                return _HALF, bottom_at + 1
            return None
        if not self._is_denominator(bottom_word, plural=not one):
            return None
        if one and not self._ends_fraction(index, bottom_at + 1):
            return None
        rank = ordinal_of_word(bottom_word)
        return (_divide(top_value, Decimal(rank)), bottom_at + 1) if rank else None

    def _plain_compound(self, index: int) -> _Part | None:
        if self.lexemes[index].kind == DIGITS:
            return self._digits(index)
        part = self._compound(index)
        return part

    def _is_denominator(self, word: str, plural: bool) -> bool:
        if not word or word[-1] != ("i" if plural else "o"):
            return False
        rank = ordinal_of_word(word)
        return rank is not None and rank > 2 and word not in _CENTS

    def _ends_fraction(self, first: int, last: int) -> bool:
        """Whether "un terzo" is a share and not the third: "un terzo dei voti", not "un terzo uomo", "ne ferì un quinto"."""
        if self.word(last - 1).endswith("esimo"):
            return True
        if last >= self.count or self.lexemes[last].kind != WORD:
            return first == 0 or self.word(first - 1) in _BEFORE_SHARE
        return self.word(last) in _FRACTION_FOLLOWERS

    def _collective(self, index: int) -> Numeral | None:
        """ "una decina", "centinaia di migliaia", "qualche decina", "milioni" (bare), "mezza dozzina" """
        word, at, factor = self.word(index), index, _ONE
        vague_count = False
        if word in _HALVES:
            factor, at = _HALF, index + 1
        elif word in _ARTICLES:
            at = index + 1
        elif self.word(index - 1) in _VAGUE_COUNTS:
            vague_count = True
        entry = self.collectives.get(self.word(at))
        if entry is None:
            return self._bare_scale(index) if at == index else None
        value, vague, plural = entry
        last, scale = at + 1, _ONE
        if self.word(last) == "di" and self.word(last + 1) in ("migliaia", "milioni", "miliardi", "centinaia"):
            inner = self.word(last + 1)
            scale = self.scales[inner] if inner in self.scales else self.collectives[inner][0]
            last += 2
        if at == index and not plural and not vague_count:  # "nella decina", "il centinaio"
            return self.numeral(index, last, value * scale, "collective")
        if at == index and vague is not None:
            low = value * 2
            return self.numeral(index, last, low * scale, "collective", (vague + 1) * scale - 1)
        if at == index and vague_count and not plural:
            return self.numeral(index, last, value * 2 * scale, "collective", value * 10 * scale - 1)
        return self.numeral(index, last, value * factor * scale, "collective")

    def _bare_scale(self, index: int) -> Numeral | None:
        """ "milioni di persone", "alcuni miliardi": a plural scale without a number"""
        word = self.word(index)
        if word not in ("milioni", "miliardi"):
            return None
        scale, last = self.scales[word], index + 1
        top = scale * 10 - 1
        if self.word(last) == "di" and self.word(last + 1) in ("miliardi", "milioni"):
            factor = self.scales[self.word(last + 1)]
            scale, top, last = scale * factor, (top + 1) * factor - 1, last + 2
        return self.numeral(index, last, scale * 2, "collective", top)


def _place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 300 → 100, 340 → 10, 2000 → 1000."""
    place, whole = 1, int(value)
    while whole and whole % 10 == 0 and place < 10**18:
        place, whole = place * 10, whole // 10
    return Decimal(place)


def _divide(top: Decimal, bottom: Decimal) -> Decimal:
    return (top / bottom).quantize(Decimal("1e-12")).normalize() if bottom else Decimal(0)


def _exact(number: float) -> Decimal:
    return Decimal(str(round(number, 12))).normalize()
