r"""Look at the lexemes of a text the way the grammar of dates needs: days, months, years, counts and phrases by index.

Every method looks at a bounded number of lexemes, so a text of any kind is read in time proportional to its length.
Blocked lexemes (law numbers, ages, scores) read as ``"\\0"`` and match nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from transforms.contract import DateKind, Modifier
from transforms.dates.meanings.points import Meaning
from transforms.dates.words import DateWords, Phrases, TimeUnit, date_words
from transforms.language import DIGITS, MARK, WORD, Lexeme, Lexemes, words_of
from transforms.numbers import Numeral, number_of_word, ordinal_of_word

#: Years that are read as years when nothing but four digits is written.
FIRST_YEAR, LAST_YEAR = 1000, 2999
OF = words_of("di del dello della dell' dei degli delle d'")
ARTICLES = words_of("il lo la l' i gli le un uno una un'")
FROM = words_of("da dal dallo dalla dall' dai dagli dalle")
TO = words_of("a ad al allo alla all' ai agli alle")
IN = words_of("in nel nello nella nell' nei negli nelle")
DASHES = frozenset({"-", "–", "—", "‑", "−"})
_LEADS = ARTICLES | TO | IN | OF | {"per", "verso", "mia", "mio"}
SENTENCE_END = frozenset({".", "!", "?", ";", "\n", "…"})


@dataclass(slots=True)
class Node:
    """A stretch of lexemes ``[first, last)`` that is one time expression."""

    first: int
    last: int
    kind: DateKind
    meaning: Meaning
    rule: str
    modifier: Modifier | None = None


class Count(NamedTuple):
    """A number of units: its value and the lexeme after it; `vague` when nobody can say how many ("alcuni")."""

    value: Decimal
    last: int
    vague: bool = False


#: Words that count without saying how many.
VAGUE_COUNTS = words_of(
    "pochi poche alcuni alcune qualche diversi diverse vari varie molti molte tanti tante parecchi parecchie "
    "svariati svariate numerosi numerose"
)
#: One, as article or number.
ONE = frozenset({"un", "uno", "una", "un'"})


class DateText(Lexemes):
    """The lexemes of one text with the vocabularies of dates."""

    def __init__(
        self,
        text: str,
        lexemes: Sequence[Lexeme],
        numerals: Sequence[Numeral],
        blocked: Sequence[tuple[int, int]],
        published: date | None,
    ) -> None:
        super().__init__(text, lexemes)
        self.vocabulary: DateWords = date_words()
        self.published = published
        self._block(blocked)
        self.numerals = {numeral[2]: numeral for numeral in numerals if self.words[numeral[2]] != "\0"}

    def _block(self, blocked: Sequence[tuple[int, int]]) -> None:
        at = 0
        for start, end in blocked:
            while at < self.size and self.lexemes[at][1] <= start:
                at += 1
            while at < self.size and self.lexemes[at][0] < end:
                self.words[at], self.kinds[at] = "\0", MARK
                at += 1

    # ---- single lexemes
    def titled(self, index: int) -> bool:
        """Whether the lexeme begins with a capital and goes on in small letters; "LUNEDÌ" in a headline does not."""
        if not self.is_capital(index):
            return False
        at = self.lexemes[index][0] + 1
        return self.text[at : at + 1].islower()

    def opens(self, index: int) -> bool:
        """Whether the lexeme is the first of its sentence, quotation marks apart."""
        before = index - 1
        while before >= 0 and self.words[before] in ('"', "«", "“", "”", "»", "'", "("):
            before -= 1
        return before < 0 or self.words[before] in SENTENCE_END or self.words[before] == ":"

    def ends(self, index: int) -> bool:
        """Whether the text, the line or the clause is over at the index."""
        return index >= self.size or self.kinds[index] not in (WORD, DIGITS)

    def alone(self, first: int, last: int) -> bool:
        """Whether nothing else is written in the text than the lexemes ``[first, last)`` and marks around them."""
        if first > 4 or self.size - last > 4:
            return False
        return all(kind not in (WORD, DIGITS) for kind in (*self.kinds[:first], *self.kinds[last:]))

    def alone_with_article(self, first: int, last: int) -> bool:
        """As `alone`, but articles and prepositions may stand before."""
        while first > 0 and self.words[first - 1] in _LEADS:
            first -= 1
        return self.alone(first, last)

    # ---- numbers
    def small(self, index: int) -> int | None:
        """A whole number below a thousand in one lexeme, in digits or in a word."""
        word = self.word(index)
        if self.is_digits(index):
            return int(word) if len(word) <= 3 and word.isdecimal() else None
        if not self.is_word(index) or (word == "sei" and index not in self.numerals):
            return None
        number = number_of_word(word)
        return number if number is not None and number < 1000 else None

    def count(self, index: int) -> Count | None:
        """How many units: a numeral, "un", or a vague word ("alcuni")."""
        word = self.word(index)
        numeral = self.numerals.get(index)
        if numeral is not None:
            if numeral.value is None:
                return None
            collective = numeral.form == "collective"
            last = numeral.last + (collective and self.word(numeral.last) in OF)
            return Count(numeral.value, last, collective and numeral.value != numeral.high)
        if word == "un" and self.word(index + 1) == "paio":
            return Count(Decimal(2), index + 2 + (self.word(index + 2) in OF))
        if word in ONE:
            return Count(Decimal(1), index + 1)
        if word in VAGUE_COUNTS:
            return Count(Decimal(0), index + 1, vague=True)
        return None

    def day(self, index: int) -> tuple[int, int] | None:
        """A day of a month and the lexeme after it: "3", "1°", "primo", "ventuno", "uno"."""
        word = self.word(index)
        if word in ("primo", "uno"):
            return 1, index + 1
        number = self.small(index)
        if number is None or not 1 <= number <= 31:
            return None
        if self.is_digits(index) and len(word) > 2:
            return None
        if self.word(index + 1) in ("°", "º", "^") and self.glued(index + 1):
            return (1, index + 2) if number == 1 else None
        return number, index + 1

    def ordinal(self, index: int) -> tuple[int, int] | None:
        """An ordinal and the lexeme after it; "ultimo" is -1, "penultimo" -2."""
        word = self.word(index)
        if word in ("ultimo", "ultima"):
            return -1, index + 1
        if word in ("penultimo", "penultima"):
            return -2, index + 1
        if self.is_digits(index) and word.isdecimal() and len(word) <= 3:
            if self.word(index + 1) in ("°", "º", "ª", "^") and self.glued(index + 1):
                return int(word), index + 2
            return None
        number = ordinal_of_word(word) if self.is_word(index) else None
        return (number, index + 1) if number is not None else None

    def year(self, index: int) -> tuple[int, int] | None:
        """A year and the lexeme after it: "2014", "'79", "duemilaquattordici"."""
        word = self.word(index)
        if self.is_digits(index):
            if len(word) == 4 and word.isdecimal() and FIRST_YEAR <= int(word) <= LAST_YEAR:
                return int(word), index + 1
            return None
        if word == "'" and self.is_digits(index + 1) and self.glued(index + 1):
            short = self.word(index + 1)
            return (self.full_year(int(short)), index + 2) if len(short) == 2 and short.isdecimal() else None
        numeral = self.numerals.get(index)
        if numeral is None or numeral.value is None or numeral.form not in ("words", "scaled"):
            return None
        if all(self.kinds[at] == WORD for at in range(numeral.first, numeral.last)):
            value = numeral.value
            if value == value.to_integral_value() and FIRST_YEAR <= value <= LAST_YEAR:
                return int(value), numeral.last
        return None

    def full_year(self, short: int) -> int:
        """The year that two digits stand for: not later than ten years after publication."""
        latest = (self.published.year if self.published else 2030) + 10
        return latest - (latest - short) % 100

    # ---- calendar words
    def month(self, index: int) -> tuple[int, int] | None:
        """A month written out and the lexeme after it."""
        number = self.vocabulary.months.get(self.word(index))
        return (number, index + 1) if number is not None else None

    def month_beside_number(self, index: int) -> tuple[int, int] | None:
        """A month beside a number, where abbreviations count too ("3 feb. 2015"), and the lexeme after it."""
        found = self.month(index)
        if found is not None:
            return found
        number = self.vocabulary.month_abbreviations.get(self.word(index))
        if number is None:
            return None
        last = index + 1
        return number, last + 1 if self.word(last) == "." and self.glued(last) and not self._stops(last) else last

    def _stops(self, index: int) -> bool:
        """Whether the point at the index ends the text, so that it is no mark of abbreviation alone."""
        return index + 1 >= self.size

    def weekday(self, index: int) -> tuple[int, int] | None:
        """A weekday written out and the lexeme after it."""
        number = self.vocabulary.weekdays.get(self.word(index))
        return (number, index + 1) if number is not None else None

    def weekday_beside_number(self, index: int) -> tuple[int, int] | None:
        """A weekday before a number or time, where abbreviations count too ("ven 7"), and the lexeme after it."""
        found = self.weekday(index)
        if found is not None:
            return found
        number = self.vocabulary.weekday_abbreviations.get(self.word(index))
        if number is None:
            return None
        return number, index + 2 if self.word(index + 1) == "." and self.glued(index + 1) else index + 1

    def unit(self, index: int) -> tuple[TimeUnit, int] | None:
        """A unit of time and the lexeme after it."""
        unit = self.vocabulary.units.get(self.word(index))
        return (unit, index + 1) if unit is not None else None

    def phrase(self, phrases: Phrases, index: int) -> tuple[object, int] | None:
        """The longest phrase of a vocabulary that stands at the index, and the lexeme after it."""
        for length, table in phrases.get(self.word(index), ()):
            value = table.get(tuple(self.words[index : index + length]))
            if value is not None:
                return value, index + length
        return None

    def skip(self, index: int, words: frozenset[str]) -> int:
        """The index, or the one after it when one of the words stands there."""
        return index + 1 if self.word(index) in words else index
