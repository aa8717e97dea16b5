"""Cut a text into words, digit groups, marks and line ends in one pass, for the rules of numbers and dates.

The rules need another cut than spaCy's tokens: "325mila", "ore12" and "2026Le" fall apart, "1.200,5" stays whole,
"dell'11" is "dell'" + "11", and no tokenizer's time is spent. Words come folded to lower case with one kind of
apostrophe, so that a rule compares plain strings.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from transforms.language.closed_classes import ELIDED

#: Kinds of lexemes.
WORD, DIGITS, MARK, BREAK = 0, 1, 2, 3

#: The apostrophe belongs to them even before a blank ("l' 8 settembre").
_ELIDED = ELIDED | {"quattordic", "cinqu", "ott", "sett"}
_WITH_ACCENT = (
    "più lunedì martedì mercoledì giovedì venerdì metà età è già così sarà perché ventitré trentatré quarantatré "
    "cinquantatré sessantatré settantatré ottantatré novantatré centotré città sì può però né avrà potrà dovrà "
    "novità mezzodì unità cioè"
)
#: Words that old keyboards and news wires write with an apostrophe instead of an accent ("lunedi'", "piu'").
ACCENTED = {unicodedata.normalize("NFD", word)[:-1]: word for word in _WITH_ACCENT.split()}

_APOSTROPHES = "'’ʼ´`"
_VOWELS = frozenset("aeiouàèéìòù")
# A digit group may hold separators; whether "12.30" is a time, a number or a date is for the rules to say.
_GROUP = rf"\d+(?:[.,:/{_APOSTROPHES}]\d+)*"
_LEXEME = re.compile(rf"[^\W\d_]+[{_APOSTROPHES}]?|{_GROUP}|\n+|[^\w\s]|_")
_COMBINING = re.compile("[\u0300-\u036f]")
_LEXEME_COMBINING = re.compile(rf"(?:[^\W\d_][\u0300-\u036f]*)+[{_APOSTROPHES}]?|{_GROUP}|\n+|[^\w\s]|_")

#: Shapes of digit groups that are one number, time, date or reference. Others ("1,2,3") are cut at their separators.
_WHOLE = re.compile(
    rf"\d+"
    rf"|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?"  # 1.200,5
    rf"|\d{{1,3}}(?:[{_APOSTROPHES}]\d{{3}})+(?:[.,]\d+)?"  # 1'200.50
    rf"|\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?|\d{{1,3}}(?:,\d{{3}})+\.\d+"  # 1,200,000.50
    rf"|\d+[.,:/]\d+|\d+[.,]\d+/\d+"  # 1,5 12.30 12:30 194/78 4,5/5
    rf"|\d+(?::\d+)+(?:[.,]\d+)?"  # 12:30:15,5
    rf"|\d+(?:/\d+)+|\d+(?:\.\d+)+"  # 3/5/2014 3.5.2014
)
#: Two numbers with separators of their own around a slash: "1.000/1.500", "9.30/12.30". Each of them is one piece.
_PAIR = re.compile(r"\d+(?:[.,:]\d+)+/\d+(?:[.,:]\d+)+")
_SEPARATOR = re.compile(rf"\d+|[.,:/{_APOSTROPHES}]")
#: "Anni ‘60": a program took the mark of the lost century for an opening one.
_DECADE = re.compile(r"(?<=anni )‘(?=\d0\b)")
#: A digit group longer than this is not looked into.
_LONGEST = 60


class Lexeme(NamedTuple):
    """One piece of a text.

    `start`, `end`: half-open span in code points. `kind`: WORD, DIGITS, MARK or BREAK. `word`: the characters in lower
    case, apostrophes as ' (an elided word keeps its own: "dell'"), accents composed; a BREAK is a single line end.
    """

    start: int
    end: int
    kind: int
    word: str


def lex(text: str) -> list[Lexeme]:
    """All lexemes of a text in order; blanks are left out.

    Args:
        text: any text.

    Returns:
        Lexemes with spans into `text`. Letters glued to digits are separate lexemes whose spans touch. Line ends
        are lexemes, so that no rule reads over them by accident.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" grows when it is lowered; offsets must not move
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    lowered = lowered.replace("ʼ", "’")  # Unicode calls U+02BC a letter
    if "‘" in lowered:
        lowered = _DECADE.sub("’", lowered)
    pattern = _LEXEME_COMBINING if _COMBINING.search(text) else _LEXEME
    lexemes: list[Lexeme] = []
    add = lexemes.append
    new = tuple.__new__
    for match in pattern.finditer(lowered):
        word = match.group()
        start, end = match.span()
        first = word[0]
        if first.isalpha():
            if word[-1] in _APOSTROPHES:
                _add_marked(lexemes, lowered, start, end, word)
            else:
                add(new(Lexeme, (start, end, WORD, word)))
        elif first.isdecimal():
            if len(word) < 3 or word.isdecimal():
                add(new(Lexeme, (start, end, DIGITS, word)))
            else:
                dashed = "/" in word and lowered[start - 1 : start] == lowered[end : end + 1] == "-"
                _add_group(lexemes, start, end, word, dashed)
        elif first == "\n":
            add(new(Lexeme, (start, end, BREAK, "\n")))
        elif first.isnumeric():  # ½, ², Ⅳ: numerals that are no decimal digits come as words
            add(new(Lexeme, (start, end, WORD, word)))
        else:
            add(new(Lexeme, (start, end, MARK, "'" if first in _APOSTROPHES else word)))
    if pattern is _LEXEME_COMBINING:
        return [lexeme._replace(word=unicodedata.normalize("NFC", lexeme.word)) for lexeme in lexemes]
    return lexemes


def _add_marked(lexemes: list[Lexeme], lowered: str, start: int, end: int, word: str) -> None:
    """A word with an apostrophe at its end: elision ("dell'"), accent ("piu'") or a closing mark ("'pace'")."""
    stem = word[:-1]
    after = lowered[end : end + 1]
    lost_vowel = stem[-1] not in _VOWELS  # what is elided has lost its last vowel: "due'" is a word and a mark
    if (after.isalnum() and lost_vowel) or stem in _ELIDED:
        lexemes.append(Lexeme(start, end, WORD, stem + "'"))
    elif stem in ACCENTED:
        lexemes.append(Lexeme(start, end, WORD, ACCENTED[stem]))
    else:
        lexemes.append(Lexeme(start, end - 1, WORD, stem))
        lexemes.append(Lexeme(end - 1, end, MARK, "'"))


def _add_group(lexemes: list[Lexeme], start: int, end: int, group: str, dashed: bool = False) -> None:
    """A digit group with separators: one lexeme when its shape is known, else its parts.

    `dashed`: whether a dash touches it on both sides, so that a stroke parts two ranges ("10-13/15-19").
    """
    if len(group) > _LONGEST or (_WHOLE.fullmatch(group) and not (dashed and group.count("/") == 1)):
        for mark in _APOSTROPHES[1:]:
            group = group.replace(mark, "'")
        lexemes.append(Lexeme(start, end, DIGITS, group))
        return
    if dashed or _PAIR.fullmatch(group):
        slash = start + group.index("/")  # the first, where there are more
        _add_group(lexemes, start, slash, group[: slash - start])
        lexemes.append(Lexeme(slash, slash + 1, MARK, "/"))
        _add_group(lexemes, slash + 1, end, group[slash - start + 1 :])
        return
    for part in _SEPARATOR.finditer(group):
        piece = part.group()
        kind = DIGITS if piece[0].isdecimal() else MARK
        lexemes.append(Lexeme(start + part.start(), start + part.end(), kind, "'" if piece in _APOSTROPHES else piece))


#: How far words are looked at around a number.
NEAR = 14


class Lexemes:
    """A text cut into lexemes, looked at by index: the one view that the rules of numbers, figures and dates share.

    An index outside the text holds the word "" and is of no kind.

    Attributes:
        lexemes: as `lex` gives them.
        words, kinds: their words and kinds; a subclass may blank some out.
        size: how many there are.
    """

    def __init__(self, text: str, lexemes: Sequence[Lexeme]) -> None:
        self.text = text
        self.lexemes = lexemes
        self.size = len(lexemes)
        self.words = [lexeme[3] for lexeme in lexemes]
        self.kinds = [lexeme[2] for lexeme in lexemes]

    def word(self, index: int) -> str:
        """The word at an index."""
        return self.words[index] if 0 <= index < self.size else ""

    def is_word(self, index: int) -> bool:
        """Whether a word stands there."""
        return 0 <= index < self.size and self.kinds[index] == WORD

    def is_digits(self, index: int) -> bool:
        """Whether a digit group stands there."""
        return 0 <= index < self.size and self.kinds[index] == DIGITS

    def is_capital(self, index: int) -> bool:
        """Whether the lexeme begins with a capital letter."""
        return 0 <= index < self.size and self.text[self.lexemes[index][0]].isupper()

    def glued(self, index: int) -> bool:
        """Whether the lexeme touches the one before it."""
        return 0 < index < self.size and self.lexemes[index - 1][1] == self.lexemes[index][0]

    def surface(self, first: int, last: int) -> str:
        """The characters of a half-open range of lexemes."""
        return self.text[self.lexemes[first][0] : self.lexemes[last - 1][1]]

    def near(self, index: int, words: frozenset[str], before: int = NEAR, after: int = NEAR) -> bool:
        """Whether one of the words stands in the same sentence near an index."""
        for at in range(index - 1, max(-1, index - 1 - before), -1):
            if self.words[at] in words:
                return True
            if self._is_stop(at):
                break
        for at in range(index, min(self.size, index + after)):
            if self.words[at] in words:
                return True
            if self._is_stop(at):
                break
        return False

    def one_sentence(self, first: int, last: int) -> bool:
        """Whether no sentence ends between two indices."""
        return not any(self._is_stop(at) and self.words[at] != ";" for at in range(first, last))

    def _is_stop(self, index: int) -> bool:
        lexeme = self.lexemes[index]
        return lexeme.kind == BREAK or (lexeme.kind == MARK and lexeme.word in ".!?;")
