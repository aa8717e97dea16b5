"""Walk over the lexemes of a text and read the time expression that begins at each, the longest reading first."""

import re
from functools import cache

from transforms.dates.expressions import (
    clock,
    clock_ranges,
    day_parts,
    days,
    directed,
    durations,
    english,
    named,
    near,
    numeric,
    portions,
    ranges,
    recurring,
    relative,
    shifts,
    written,
    years,
)
from transforms.dates.expressions.days import completed
from transforms.dates.expressions.passages import read_passage
from transforms.dates.text import ORDINAL_ENDINGS, DateText, Node, Table
from transforms.language import DIGITS

#: The files of expressions in the order in which they are tried where several may begin: a clock time before digits
#: that may be a date or a year, everything that is placed before what only measures.
FILES = (
    ranges, recurring, clock_ranges, relative, near, named, shifts, english, written, portions, clock, numeric,
    directed, years, day_parts, durations, days,
)  # fmt: skip


@cache
def date_table() -> Table:
    """What may begin at which lexeme of an Italian text."""
    return Table(expression for file in FILES for expression in file.EXPRESSIONS)


def find_nodes(text: DateText, foreign: list[tuple[int, int, str]]) -> tuple[list[Node], list[tuple[int, int]]]:
    """The time expressions of a text, in order, without overlap.

    Args:
        text: the text.
        foreign: stretches of other languages as lexeme ranges with their language; only English dates are read there.

    Returns:
        The expressions, and the lexeme ranges that look like a date but are none in any calendar ("30 febbraio").
    """
    walk = _Walk(text, foreign)
    starts, before_roman, numerals = text.table.words, text.table.roman.follows or frozenset(), text.numerals
    following = [*text.words[1:], ""]
    english = bytearray(text.size)
    for first, last, language in foreign:
        if language.startswith("en"):
            english[first:last] = b"\1" * (last - first)
    for index, word in enumerate(text.words):
        if index >= walk.after and (
            index in numerals
            or english[index]
            or (
                (start := starts.get(word)) is not None and (start.follows is None or following[index] in start.follows)
            )
            or word[-5:] in ORDINAL_ENDINGS
            or following[index] in before_roman
        ):
            walk.read(index)
    return walk.nodes, walk.impossible


class _Walk:
    """What the walk over a text has found so far; `after` is the first lexeme that nothing has taken yet."""

    __slots__ = ("after", "block", "foreign", "impossible", "nodes", "text")

    def __init__(self, text: DateText, foreign: list[tuple[int, int, str]]) -> None:
        self.text = text
        self.foreign = foreign
        self.nodes: list[Node] = []
        self.impossible: list[tuple[int, int]] = []
        self.after = self.block = 0

    def read(self, index: int) -> None:
        """Try the expressions that may begin at a lexeme and keep what the first of them finds."""
        language = self._foreign_at(index)
        if language is not None:
            english = read_passage(self.text, index) if language.startswith("en") else None
            self._keep([english] if english is not None else [])
            return
        for expression in self.text.candidates(index):
            found = expression.read(self.text, index)
            if found:
                nodes = found if isinstance(found, list) else [found]
                self._keep(completed(self.text, nodes) if expression.inner else nodes)
                return
        end = _impossible_date(self.text, index)
        if end is not None:
            self.impossible.append((index, end))
            self.after = end

    def _foreign_at(self, index: int) -> str | None:
        while self.block < len(self.foreign) and self.foreign[self.block][1] <= index:
            self.block += 1
        if self.block < len(self.foreign) and self.foreign[self.block][0] <= index:
            return self.foreign[self.block][2]
        return None

    def _keep(self, found: list[Node]) -> None:
        nodes = self.nodes
        for node in found:
            if nodes and nodes[-1].rule == "date:year" and node.first == nodes[-1].first and node.last > self.after:
                self.after = nodes.pop().first  # "nel 2016 per il terzo trimestre": the year belongs to the quarter
            if node.first >= self.after and not _cuts_numeral(self.text, node):
                nodes.append(node)
                self.after = node.last


def _cuts_numeral(text: DateText, node: Node) -> bool:
    """Whether the expression holds a part of a numeral only: then it is misread."""
    for first in range(max(node.first - _LONG_NUMERAL, 0), node.last):
        numeral = text.numerals.get(first)
        if numeral is not None and numeral.last > node.first and (first < node.first or numeral.last > node.last):
            return True
    return False


#: How many lexemes back a numeral may begin that an expression cuts.
_LONG_NUMERAL = 8


_DIGITS = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([/.])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d")


def _impossible_digits(text: DateText, index: int) -> int | None:
    """The end of "31/02/2026", "2026-02-30": digits of a date that is in no calendar."""
    word = text.word(index)
    if _DIGITS.fullmatch(word):
        return index + 1
    if len(word) != 4 or word[:2] not in ("19", "20") or text.words[index + 1 : index + 4 : 2] != ["-", "-"]:
        return None
    parts = [text.word(index + 2), text.word(index + 4)]
    tight = all(text.glued(at) for at in range(index + 1, index + 5))
    return index + 5 if tight and all(len(part) == 2 and part.isdecimal() for part in parts) else None


def _impossible_date(text: DateText, index: int) -> int | None:
    """The end of "30 febbraio", "0 marzo 2020", "agosto 32, 2014": written like a date, but no day."""
    if text.kinds[index] == DIGITS and (end := _impossible_digits(text, index)) is not None:
        return end
    if text.kinds[index] == DIGITS and text.word(index).isdecimal() and len(text.word(index)) <= 2:
        at = index + 1 + (text.word(index + 1) in ("di", "d'"))
        if at > index + 1 and text.word(index - 1)[-1:] == "i":  # "dai 90 di giugno" are so many
            return None
        month = text.month(at)
        if month is not None:
            year = text.year(month[1])
            return year[1] if year is not None else month[1]
    month = text.month(index)
    if month is not None and text.is_digits(index + 1) and text.word(index + 2) == ",":
        year = text.year(index + 3)
        return year[1] if year is not None else None
    return None
