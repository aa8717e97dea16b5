r"""Look at the lexemes of a text the way the grammar of dates needs: days, months, years, counts and phrases by index.

Every method looks at a bounded number of lexemes, so a text of any kind is read in time proportional to its length.
Blocked lexemes (law numbers, ages, scores) read as ``"\\0"`` and match nothing.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from transforms.contract import DateKind, Modifier
from transforms.dates.meanings.base import Meaning
from transforms.dates.words import DateWords, Phrases, TimeUnit, date_words
from transforms.language import ARTICLES, DIGITS, IN, INDEFINITE, MARK, OF, TO, WORD, Lexeme, Lexemes, words_of
from transforms.numbers import Numeral, number_of_word, ordinal_of_word, roman_value
from transforms.reference import classes

#: Years that are read as years when nothing but four digits is written.
FIRST_YEAR, LAST_YEAR = 1000, 2999
DASHES = frozenset({"-", "–", "—", "‑", "−"})
MINUTE_MARKS = frozenset("'’′")
_LEADS = ARTICLES | TO | IN | OF | {"per", "verso", "mia", "mio"}
SENTENCE_END = frozenset({".", "!", "?", ";", "\n", "…"})
#: Words beside an expression that decide how it is read, by class; `VAGUE_COUNTS` count
#: without saying how many, before a date `ROADS` begin the name of a street ("piazza 25 Aprile").
CONTEXTS = classes("it/dates/date_contexts")
VAGUE_COUNTS, ROADS = CONTEXTS["vague_count"], CONTEXTS["road"]

#: Kinds of lexeme beside the words themselves: a numeral, an ordinal ("ventesimo"), a Roman numeral; and for what may
#: follow, whatever may begin an expression.
NUMBER, ORDINAL, ROMAN, BEGINNING = "<number>", "<ordinal>", "<roman>", "<beginning>"
#: Ordinals that are no longer felt as numbers; the others end in "esimo".
ORDINALS = frozenset(
    stem + ending
    for stem in words_of("prim second terz quart quint sest settim ottav non decim ultim penultim")
    for ending in "oa"
)
_ROMAN = re.compile("[ivxlcdm]+")
ORDINAL_ENDINGS = frozenset({"esimo", "esima", "esimi", "esime"})


@dataclass(slots=True)
class Node:
    """A stretch of lexemes ``[first, last)`` that is one time expression."""

    first: int
    last: int
    kind: DateKind
    meaning: Meaning
    rule: str
    modifier: Modifier | None = None


class Expression(NamedTuple):
    """One way of saying a time.

    `starts`: the words and kinds of lexeme with which it may begin. `read`: what begins at a lexeme, usually one node,
    several for coordinated days, None or no node when it is not there. `follows`: the words, or `NUMBER`, of which one
    must come next or after the whole numeral; None: any. `inner`: whether it is one place in time, so that it may stand
    inside another expression ("fine di …", "dal … al …") and be completed by what follows it.
    """

    name: str
    starts: Collection[str]
    read: Callable[["DateText", int], "Node | list[Node] | None"]
    follows: Collection[str] | None = None
    inner: bool = False


class Start(NamedTuple):
    """What may begin at a lexeme, in the order in which it is tried; one of `follows` must come next (None: any)."""

    expressions: tuple[Expression, ...]
    follows: frozenset[str] | None


class Table:
    """What may begin at which lexeme, made of all expressions in the order in which they are tried.

    `words`: by the word that begins; `numerals`: for those of the words that are a numeral in their place.
    """

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self._expressions = tuple(expressions)
        known = {word for expression in self._expressions for word in expression.starts if word[0] != "<"}
        self.words = {word: self._start(word, *_kinds(word)) for word in known}
        self.numerals = {word: self._start(word, NUMBER, *_kinds(word)) for word in known}
        self.number, self.ordinal, self.roman = self._start(NUMBER), self._start(ORDINAL), self._start(ROMAN)

    def _start(self, *keys: str) -> Start:
        found = tuple(each for each in self._expressions if any(key in each.starts for key in keys))
        needs = {word for each in found for word in each.follows or ("<any>",)}
        return Start(found, None if any(word[0] == "<" for word in needs) else frozenset(needs))


def _kinds(word: str) -> list[str]:
    kinds = [ORDINAL] if ordinal_of_word(word) is not None else []
    return [*kinds, ROMAN] if _ROMAN.fullmatch(word) else kinds


#: How deep expressions may lie in each other: one end of an interval counts one level, the whole of a part two.
_DEEPEST = 3


class Count(NamedTuple):
    """A number of units: its value and the lexeme after it; `vague` when nobody can say how many ("alcuni")."""

    value: Decimal
    last: int
    vague: bool = False


#: After "12 milioni di" these are a time and nothing that is counted.
_AEONS = words_of("anni secoli")
_BEFORE_SETS = words_of("in per dei i tre due dopo soli a vinto")


class DateText(Lexemes):
    """The lexemes of one text with the vocabularies of dates."""

    def __init__(
        self,
        text: str,
        lexemes: Sequence[Lexeme],
        numerals: Sequence[Numeral],
        blocked: Sequence[tuple[int, int]],
        published: date | None,
        table: Table,
    ) -> None:
        super().__init__(text, lexemes)
        self.table = table
        self._depth = 0
        self.vocabulary: DateWords = date_words()
        self.published = published
        #: Index → the counts of units that begin there (`expressions.steps`), as far as it was asked.
        self.steps: dict[int, Any] = {}
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

    # ---- expressions
    def start(self, index: int) -> Start | None:
        """What may begin at a lexeme; None when nothing may."""
        word = self.words[index]
        if index in self.numerals:
            return self.table.numerals.get(word, self.table.number)
        found = self.table.words.get(word)
        if found is not None:
            return found
        if word[-5:] in ORDINAL_ENDINGS and ordinal_of_word(word) is not None:
            return self.table.ordinal
        return self.table.roman if self.is_capital(index) and _ROMAN.fullmatch(word) else None

    def candidates(self, index: int) -> Iterator[Expression]:
        """The expressions that may begin at a lexeme, for what it is and what follows it."""
        start = self.start(index) if index < self.size else None
        if start is None:
            return
        beside, numeral = self.word(index + 1), self.numerals.get(index)
        after = self.word(numeral.last) if numeral is not None else beside
        for expression in start.expressions:
            follows = expression.follows
            if (
                follows is None or after in follows or beside in follows
                or (NUMBER in follows and index + 1 in self.numerals)
                or (BEGINNING in follows and index + 1 < self.size and self.start(index + 1) is not None)
            ):  # fmt: skip
                yield expression

    def may_hold(self, levels: int) -> bool:
        """Whether an expression that is read now may hold another one, `levels` deeper."""
        return self._depth + levels <= _DEEPEST

    def inner(self, index: int, levels: int = 1) -> list[Node]:
        """The place in time that begins at a lexeme inside another expression.

        `levels`: how deep the other one reaches, so that parts of parts of parts are left alone.
        """
        if index >= self.size or not self.may_hold(levels):
            return []
        self._depth += levels
        try:
            for expression in self.candidates(index):
                found = expression.read(self, index) if expression.inner else None
                if found:
                    return found if isinstance(found, list) else [found]
            return []
        finally:
            self._depth -= levels

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
            of_years = self.word(numeral.last) == "di" and self.word(numeral.last + 1) in _AEONS
            last = numeral.last + ((collective and self.word(numeral.last) in OF) or of_years)
            return Count(numeral.value, last, collective and numeral.value != numeral.high)
        if word == "un" and self.word(index + 1) == "paio":
            return Count(Decimal(2), index + 2 + (self.word(index + 2) in OF))
        if word in INDEFINITE:
            return Count(Decimal(1), index + 1)
        if word in VAGUE_COUNTS:
            return Count(Decimal(0), index + 1, vague=True)
        return None

    def day(self, index: int) -> tuple[int, int] | None:
        """A day of a month and the lexeme after it: "3", "1°", "1o", "I" before a month, "primo", "ventuno", "uno"."""
        word = self.word(index)
        if word in ("primo", "uno") or (word == "i" and self.is_capital(index) and self.month(index + 1) is not None):
            return 1, index + 1
        number = self.small(index)
        if number is None and self.month(index + 1) is not None:
            number = self._roman(index)  # "XXV aprile"
        if number is None or not 1 <= number <= 31:
            return None
        if self.is_digits(index) and len(word) > 2:
            return None
        if self.word(index + 1) in ("°", "º", "^", "o") and self.glued(index + 1):
            return (1, index + 2) if number == 1 else None
        if number == 1 and self.words[index + 1 : index + 3] == ["/", "o"] and self.glued(index + 2):
            return 1, index + 3  # the agencies' "1/o maggio"
        return number, index + 1

    def _roman(self, index: int) -> int | None:
        """The value of a Roman numeral in capitals."""
        capitals = self.is_capital(index) and _ROMAN.fullmatch(self.word(index)) is not None
        return roman_value(self.surface(index, index + 1)) if capitals else None

    def ordinal(self, index: int) -> tuple[int, int] | None:
        """An ordinal and the lexeme after it; "ultimo" is -1, "penultimo" -2."""
        word = self.word(index)
        if word in ("ultimo", "ultima"):
            return -1, index + 1
        if word in ("penultimo", "penultima"):
            return -2, index + 1
        if self.is_digits(index) and word.isdecimal() and len(word) <= 3:
            if self.word(index + 1) in ("°", "º", "ª", "^", "o", "a") and self.glued(index + 1):
                return int(word), index + 2  # "2o" and "2a" where the sign was lost
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
        if number is None or (self.word(index) == "set" and self._is_set_of_match(index)):
            return None
        last = index + 1
        return number, last + 1 if self.word(last) == "." and self.glued(last) and not self._stops(last) else last

    def _is_set_of_match(self, index: int) -> bool:
        """Whether "set" is of a match ("vince in tre set", "il primo set") and of no calendar ("3 set 2024")."""
        before = index - 1
        if self.is_word(before):
            return self.small(before) is not None or self.ordinal(before) is not None or self.word(before) == "primo"
        if not self.is_digits(before):
            return False
        dotted = self.word(index + 1) == "." and self.glued(index + 1)
        return not dotted and self.year(index + 1) is None and self.word(index - 2) in _BEFORE_SETS

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
