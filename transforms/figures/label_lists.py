"""Numbers of lists and tables: before the items, in brackets behind what they name, beside the names of players."""

import re
from collections.abc import Iterator

from transforms.figures.words import MONTHS, Shape
from transforms.language import BREAK, words_of
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


def list_number(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "1) …", "2. …" and "(3) …" at the beginning of a line, and the reference "[4]"."""
    first, last = numeral.first, numeral.last
    word, before, mark = text.words[first], text.word(first - 1), text.word(last)
    if not word.isdecimal() or len(word) > 3 or text.word(last + 1) in MONTHS or not text.glued(last):
        return None
    if before == "[" and mark == "]":
        return first, last, "list_number"
    if _is_item(text, first, last):
        return first, last, "list_number"
    bracketed = before == "(" and mark == ")" and text.glued(first)
    start = first - 1 if bracketed else first
    if start > 0 and text.lexemes[start - 1].kind != BREAK:
        return None
    closes = bracketed or (mark in (")", ".") and len(word) < 3)
    if closes and text.is_digits(last + 1) and not text.glued(last + 1) and _is_line_of_list(text, first, last):
        return first, last, "list_number"
    return (first, last, "list_number") if closes and text.is_word(last + 1) and not text.glued(last + 1) else None


def _is_line_of_list(text: NumberText, first: int, last: int) -> bool:
    """Whether the line before or after begins with the number before or after: "1. 20 tende / 2. 30 letti"."""
    number, mark = int(text.words[first]), text.word(last)
    for step in (1, -1):
        for at in range(first + step, first + step * _ITEM, step):
            if not 0 <= at < text.size:
                break
            if text.words[at] == str(number + step) and text.word(at + 1) == mark and text.word(at - 1) in ("\n", ""):
                return True
    return False


#: Before the number of an item within a line, after which a word begins: "le regole: 1) …; 2) …".
_BEFORE_ITEM = words_of(": ; . , e")


def _is_item(text: NumberText, first: int, last: int) -> bool:
    """Whether a number counts the items of a list within a line: "1) …; 2) …", "(1) …, (2) …", "1/ … 2/ …"."""
    mark, number = text.word(last), int(text.words[first])
    bracketed = mark == ")" and text.word(first - 1) == "(" and text.glued(first)
    before = text.word(first - 1 - bracketed)
    opens = before in _BEFORE_ITEM or before in ("", "\n")
    opens = opens or (mark == ")" and not _in_bracket(text, first - 1))  # "1) pane 2) latte"
    if number > 30 or not opens or not text.is_word(last + 1) or text.glued(last + 1):
        return False
    if mark == "/":
        return text.is_capital(last + 1)
    if mark == "." and before not in (":", ";"):
        return False
    return mark in (")", ".") and (bracketed or before != "(") and _has_neighbour(text, first, last, number)


def _in_bracket(text: NumberText, index: int) -> bool:
    """Whether a bracket is open at an index."""
    for at in range(index, max(-1, index - _ITEM), -1):
        if text.words[at] in ("(", ")"):
            return text.words[at] == "("
    return False


def _has_neighbour(text: NumberText, first: int, last: int, number: int) -> bool:
    """Whether the item before or after is near: with it a bracket is no end of a remark."""
    near = range(max(0, first - _ITEM), min(text.size, last + _ITEM))
    mark, wanted = text.word(last), {str(number - 1), str(number + 1)}
    return any(text.words[at] in wanted and text.word(at + 1) == mark for at in near)


#: Lexemes of an item of a list.
_ITEM = 40
