"""The terms of numerals: digits, number words and multipliers, up to "tre miliardi 200 milioni"."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from transforms.language import BREAK, DIGITS, HALVES, INDEFINITE, Lexeme, Lexemes, words_of
from transforms.numbers.words import below_thousand, elided, number_of_word, ordinal_of_word
from transforms.reference import read_reference

Form = Literal["digits", "words", "scaled", "fraction", "collective", "reference"]


class Part(NamedTuple):
    """One term of a numeral while it is read: its value, the next lexeme, and the place it fills (1 for units)."""

    value: Decimal
    last: int
    place: Decimal
    form: Form


#: More digits than the contract's DECIMAL(38, 12) holds before the point are not a number that anybody reads.
_MOST_DIGITS = 26
ONE, HALF = Decimal(1), Decimal("0.5")
_MILLION = Decimal(10**6)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SWISS_THOUSANDS = re.compile(r"\d{1,3}(?:'\d{3})+(?!\d)")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
#: After these "il", "al" … a bare "miliardo" is one: "intorno al miliardo di lire".
_BARE_SCALE_AFTER = words_of("il al del dal sul nel quasi mezzo")
_MONEY = words_of("euro dollari lire sterline yen")
_SHORT_SCALES = words_of("mila mln mld mrd mlrd mil k")


@cache
def multipliers() -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Scale words, Italian and of other languages: {"mila": 1000, …}, {"million": 1000000, "millionen": …}."""
    rows = read_reference("it/numbers/multipliers", required=("word", "value", "language"))
    italian = {row["word"]: Decimal(row["value"]) for row in rows if row["language"] == "it"}
    return italian, {row["word"]: Decimal(row["value"]) for row in rows if row["language"] != "it"}


@cache
def collectives() -> dict[str, tuple[Decimal, Decimal | None, bool]]:
    """Collective numerals: value, upper bound when vague ("decine" 99), whether the word is a plural."""
    rows = read_reference("it/numbers/number_words", required=("word", "value", "role"))
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

    Italian: the point groups thousands when three digits follow each ("1.200", "1.200,5"), else it is a decimal
    point, as papers write magnitudes ("7.4"); the comma is the decimal mark. English is read where the text is
    English or the grouping allows nothing else ("1,200,000", "1,200.50").

    >>> parse_digits("1.200,5"), parse_digits("7.4"), parse_digits("4,800"), parse_digits("12:30")
    (Decimal('1200.5'), Decimal('7.4'), Decimal('4.800'), None)
    """
    if len(group) > _MOST_DIGITS + 16:
        return None
    if group.isdecimal():
        return Decimal(int(group)) if len(group) <= _MOST_DIGITS else None
    if "'" in group and not _SWISS_THOUSANDS.match(group):
        return None
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


@cache
def _continuations() -> frozenset[str]:
    """Words that may carry on a numeral in digits."""
    italian, english = multipliers()
    return frozenset(
        {*italian, *english, *collectives(), *words_of("e di d' virgola punto terzi quarti quinti sesti ottavi noni")}
    )


class TermReader(Lexemes):
    """Reads the terms of numerals in one text; holds what all the rules look at."""

    def __init__(self, text: str, lexemes: Sequence[Lexeme], english: Sequence[tuple[int, int]]) -> None:
        super().__init__(text, lexemes)
        self.english_spans = english
        self.scales, self.english_scales = multipliers()
        self.collectives = collectives()
        self.small = below_thousand()
        self.elided = elided()
        self.continuations = _continuations()

    def english(self, index: int) -> bool:
        """Whether the lexeme stands in an English stretch."""
        at = self.lexemes[index].start
        return any(start <= at < end for start, end in self.english_spans)

    def _term(self, index: int) -> Part | None:
        """Digits or number words up to and with their scale: "1,2 milioni", "325 mila", "duecento milioni"."""
        simple = self.digits(index) if self.is_digits(index) else self._words(index) if self.is_word(index) else None
        return None if simple is None else self._scaled(simple, index)

    def digits(self, index: int) -> Part | None:
        """Digits with their spaced groups: "3 000 000", "6 700,54", "2½"."""
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
        clock = self.word(index - 1) in ("alle", "dalle", "ore", "delle")  # "alle 10 ½"
        if (
            self.word(last) in ("½", "¼", "¾")
            and not clock
            and self.lexemes[last].start - self.lexemes[last - 1].end <= 1
        ):
            value += exact(unicodedata.numeric(self.lexemes[last].word))
            last += 1
        if self.word(last) == "virgola" and self.word(last + 1).isdecimal() and len(self.word(last + 1)) <= 12:
            value, last = value + Decimal(f"0.{self.word(last + 1)}"), last + 2  # "0 virgola 5"
        return Part(value, last, ONE, "digits")

    def _spaced_groups(self, index: int) -> int:
        """The end of "3 000 000" or "6 700,54": groups of three digits after exactly one blank."""
        lexemes, last = self.lexemes, index + 1
        while self.is_digits(last) and last - index < 9:
            group = lexemes[last].word
            if lexemes[last].start - lexemes[last - 1].end != 1 or not re.fullmatch(r"\d{3}(?:,\d+)?", group):
                break
            last += 1
            if "," in group:
                break
        if last > index + 1 and last < self.size:  # "340 123 4567" is no number
            following = lexemes[last]
            if following.kind == DIGITS and following.start - lexemes[last - 1].end == 1:
                return index + 1
        return last

    def _words(self, index: int) -> Part | None:
        """Number words below a scale: "trecento quarantadue", "cento e uno", "tre virgola uno quattro"."""
        word = self.lexemes[index].word
        if word in HALVES:
            following = self.word(index + 1)
            return Part(HALF, index + 1, ONE, "words") if following in self.scales else None
        if word in INDEFINITE:
            following = self.word(index + 1)
            if following in self.scales or (following in self.english_scales and len(following) > 3):
                return Part(ONE, index + 1, ONE, "words")
            if (word == "uno" and following in ("virgola", "punto")) or self._opens_mixed(index):
                return self.decimals(Part(ONE, index + 1, ONE, "words"))
            return None
        value = self.number(index)
        if value is None:
            return None
        return self.decimals(self._run(index))

    def _opens_mixed(self, index: int) -> bool:
        """Read "uno e mezzo", "una e mezza"."""
        return self.word(index) in ("uno", "una") and self.word(index + 1) == "e" and self.word(index + 2) in HALVES

    def number(self, index: int) -> Decimal | None:
        """The value of one number word; "uno" counts after "e" ("cento e uno")."""
        word = self.word(index)
        number = number_of_word(word)
        if number is None:
            number = self.elided.get(word)
        if number is None and word in INDEFINITE and self.word(index - 1) == "e":
            number = 1
        return None if number is None else Decimal(number)

    def _fitting(self, part: Part) -> Part | None:
        """The next number word when it fills the lower places: "cento cinquanta", "tremila e seicento"."""
        at = part.last
        if self.word(at) == "e":
            if part.place < 100 or self.word(at + 1) in HALVES:
                return None
            at += 1
        if not self.is_word(at):
            return None
        value = self.number(at)
        if value is None or self.word(at + 1) in self.collectives:
            return None
        if 1000 < value < _MILLION and at == part.last and 100 <= part.value < 1000 and value // 1000 < part.place:
            # "duecento quarantatremila"
            return Part(part.value * 1000 + value, at + 1, place_of(value), "words")
        if not 0 < value < part.place or (self.word(at) in INDEFINITE and part.place < 100):
            return None
        if self.word(at + 1) in self.scales and value * self.scales[self.word(at + 1)] >= part.place:
            # "duemila trecento milioni" is one term, "mille due milioni" is none of ours
            return Part(part.value + value, at + 1, place_of(value), "words") if part.value < _MILLION else None
        return Part(part.value + value, at + 1, place_of(value), "words")

    def decimals(self, part: Part) -> Part:
        """Read "virgola trecento quarantadue", "punto zero tre", "virgola uno quattro uno cinque"."""
        if self.word(part.last) not in ("virgola", "punto"):
            return part
        at, digits = part.last + 1, ""
        while at < self.size and len(digits) < 12:
            number = self.number(at) if self.word(at) not in INDEFINITE else ONE
            if number is None or not self.is_word(at):
                break
            if number >= 10:
                tail = self._run(at)
                digits += str(int(tail.value))
                at = tail.last
                break
            digits += str(int(number))
            at += 1
        if not digits:
            digits = self.word(at)
            if self.word(part.last) != "virgola" or not digits.isdecimal() or len(digits) > 12:
                return part
            at += 1
        return Part(part.value + Decimal(f"0.{digits}"), at, ONE, "words")

    def _run(self, index: int) -> Part:
        known = self.number(index)
        value = ONE if known is None else known
        part = Part(value, index + 1, place_of(value), "words")
        while part.place > 1:
            longer = self._fitting(part)
            if longer is None:
                break
            part = longer
        return part

    def _scaled(self, part: Part, first: int) -> Part:
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
        return Part(value, last, place, form)

    def _scale_at(self, index: int, first: int) -> tuple[Decimal, int] | None:
        """The scale at an index and the lexeme after it; a point of abbreviation ("mln.") belongs to it."""
        word = self.word(index)
        large = word == "di" and index > first + 1 and self.word(index + 1) in ("milioni", "miliardi")
        if large and self.word(index - 1) in self.scales:  # "due milioni di miliardi"
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
        if word in ("mln", "mld", "mrd", "mlrd", "mil") and self.word(after) == "." and self.glued(after):
            after += 1 if not self._sentence_ends(after) else 0
        return factor, after

    def _english_scale(self, index: int, word: str) -> Decimal | None:
        factor = self.english_scales.get(word)
        if factor is None or len(word) > 3:
            return factor
        dollar = self.word(index - 2) in ("$", "£", "€", "¥")  # "$1.5bn", "£3m"
        return factor if dollar and self.glued(index) else factor if word in ("bn",) and self.glued(index) else None

    def _is_kilo(self, index: int) -> bool:
        """Read "50k", "2,33 k", "100K", "100 K €" but no kelvin and no vitamin."""
        if self.word(index - 2) == "°":
            return False
        small = self.text[self.lexemes[index].start] == "k"
        return small or self.word(index + 1) in ("€", "euro") or (self.glued(index) and len(self.word(index - 1)) > 1)

    def _sentence_ends(self, index: int) -> bool:
        """Whether the point at an index ends a sentence: a capital or nothing follows."""
        following = index + 1
        if following >= self.size or self.lexemes[following].kind == BREAK:
            return True
        return self.text[self.lexemes[following].start].isupper()

    def compound(self, index: int) -> Part | None:
        """Terms whose scales fall: "3 miliardi 200 milioni", "due milioni e trecentomila", "duemila e cento"."""
        word = self.word(index)
        if word in self.scales and word not in _SHORT_SCALES:
            if self.word(index - 1) not in _BARE_SCALE_AFTER or word[-1] == "i":
                return None
            part: Part | None = Part(self.scales[word], index + 1, self.scales[word], "scaled")
        else:
            part = self._term(index)
        while part is not None and part.place >= 1000:
            following = self._lower_term(part)
            if following is None:
                break
            part = following
        return part

    def _lower_term(self, part: Part) -> Part | None:
        at, joined = part.last, ""
        if part.form == "scaled" and part.value % part.place:
            return None  # "1,6 miliardi e 24 milioni" are two: decimals end a numeral
        digits = self.word(at) == "e" and self.is_digits(at + 1)  # "tremila e 500"
        if self.word(at) in ("e", ",") and (part.form == "scaled" or digits):
            joined = self.word(at)
            at += 1
        if not (self.is_word(at) or self.is_digits(at)) or self.word(at) in HALVES:
            return None
        if joined == "e" and self.word(at) == "uno" and self.word(at + 1) not in ("virgola", "punto", "su", "e"):
            return Part(part.value + 1, at + 1, ONE, part.form)
        if joined == "e" and (ordinal_of_word(self.word(at + 1)) or 0) > 2:  # "e tre quarti" is for the tail
            return None
        term = self._term(at)
        if term is None or not 0 < term.value < part.place:
            return None
        tenths = self._tenths(part, term) if joined == "e" else None
        if tenths is not None:
            return Part(part.value + tenths, term.last, ONE, "scaled")
        if self.is_digits(at):
            hundreds = (
                part.place == 1000 and term.form == "digits" and self.lexemes[at].word.isdecimal() and term.value >= 100
            )
            if hundreds and joined != ",":  # "12 mila e 500", "12mila500", "12mila 500"
                return Part(part.value + term.value, term.last, ONE, part.form)
            if not (term.form == "scaled" or self._fills(part, term, at)) or joined == ",":
                return None  # "3 milioni, 200 mila" is a list
        elif joined == "," and (term.form != "scaled" or part.place < _MILLION):
            return None
        return Part(part.value + term.value, term.last, term.place, "scaled" if part.form == "scaled" else term.form)

    def _tenths(self, part: Part, term: Part) -> Decimal | None:
        """Read "un milione e cento", "quattro miliardi e due", as people say it: thousands of it, tenths of it."""
        if part.place < _MILLION or term.form != "words" or self._counts_on(term.last):
            return None
        if 2 <= term.value < 10:
            return term.value * part.place / 10
        hundreds = 100 <= term.value < 1000 and term.value % 100 == 0
        return term.value * part.place / 1000 if hundreds else None

    def _counts_on(self, index: int) -> bool:
        """Whether a noun or a currency stands at an index: "un milione e due persone"."""
        word = self.word(index)
        return self.is_word(index) and (word in _MONEY or (len(word) > 3 and word[-1] in "ie"))

    def _fills(self, part: Part, term: Part, at: int) -> bool:
        """Whether digits are the thousands of written millions: "1 milione e 250.000"; "2 milioni e 2026" are two."""
        grouped = term.value >= 10_000 or (term.value >= 1000 and not self.lexemes[at].word.isdecimal())
        return grouped and part.form == "scaled" and part.place >= _MILLION


def place_of(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 300 → 100, 340 → 10, 2000 → 1000."""
    place, whole = 1, int(value)
    while whole and whole % 10 == 0 and place < 10**18:
        place, whole = place * 10, whole // 10
    return Decimal(place)


def divide(top: Decimal, bottom: Decimal) -> Decimal:
    """The quotient as the contract holds it."""
    return (top / bottom).quantize(Decimal("1e-12")).normalize() if bottom else Decimal(0)


def exact(number: float) -> Decimal:
    """A float of the character tables (½, ⅓) as the decimal that is meant."""
    return Decimal(str(round(number, 12))).normalize()
