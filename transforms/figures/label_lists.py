"""Numbers of lists and tables: in brackets behind what they name, beside the names of players, in a row."""

import re
from collections.abc import Iterator

from transforms.numbers import NumberText, Numeral

#: So many numbers in a row, with nothing between them, are cells of a table or drawn by lot.
_ROW = 4
_JOINTS = frozenset((",", "e", ";"))
#: No longer is what a name of a list has, "54,6".
_SCORE = 5
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def bracketed(text: NumberText, k: int, bracket: int) -> list[Numeral]:
    """The bare numbers that alone fill a bracket; none when anything else stands in it."""
    found, at = [], bracket + 1
    for numeral in text.numerals[k : k + 40]:
        if numeral.first != at or numeral.form != "digits" or not text.words[at].isdecimal():
            return []
        found.append(numeral)
        if text.word(numeral.last) == ")":
            return found
        if text.word(numeral.last) not in (",", "e", "ed"):
            return []
        at = numeral.last + 1
    return []


def is_in_scoreboard(text: NumberText, first: int) -> bool:
    """Whether two more such pairs stand beside: "Neri 6, Serra 10, Bo 15" tells what each of them has."""
    names, at = {text.words[first - 1]}, first
    for step in (1, -1):
        at = first
        while len(names) < 4 and (at := _next_pair(text, at, step)):
            names.add(text.words[at - 1])
    return len(names) > 2


def _next_pair(text: NumberText, first: int, step: int) -> int:
    """The number of the pair of name and number behind (1) or before (-1) the one at an index; 0 when none is there."""
    if step > 0:
        joint = first + 1
        at = next((at for at in range(first + 3, first + 6) if text.is_digits(at)), 0)
    else:
        joint = next((at for at in range(first - 2, first - 5, -1) if text.word(at) in _JOINTS), 0)
        at = joint - 1 if text.is_digits(joint - 1) else joint - 2  # "Bo 34 euro, Gavi 31"
    pair = text.word(joint) in _JOINTS and at > 0 and text.is_digits(at) and len(text.word(at)) <= _SCORE
    return at if pair and text.is_word(at - 1) and text.is_capital(at - 1) else 0


def numbers_in_rows(text: NumberText) -> Iterator[Numeral]:
    """Numbers that stand in a row with nothing between them: "Estratti 5 12 34 56 78"."""
    row: list[Numeral] = []
    for numeral in text.numerals:
        word = text.words[numeral.first]
        plain = numeral.form == "digits" and word.isdecimal() and not _YEAR.fullmatch(word)
        if not (plain and row and numeral.first == row[-1].last):
            if len(row) >= _ROW:
                yield from row
            row = []
        if plain:
            row.append(numeral)
    if len(row) >= _ROW:
        yield from row
