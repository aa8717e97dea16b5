"""Numbers of phones: "06 12345678", "chiamare il 113", "un sms al 45123"."""

import re

from transforms.figures.units import unit_at
from transforms.figures.words import Shape, label_words, noun_follows
from transforms.language import BREAK, DIGITS, TO, words_of
from transforms.numbers import NumberText, Numeral

_FUSED = words_of("il al del sul")
#: A day in digits, which is no phone number: 01-03-2013, 05/08/20.
DAY = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?!\d)")
#: A point behind the prefix of a mobile phone or a town: no number has so many decimals.
_DOTTED_PHONE = re.compile(r"(?:3\d\d|80\d)\.\d{6,8}|0[1-9]\d{0,2}\.\d{4,8}")


def phone(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "06 12345678", "+39 340 123 4567", "800 123456"."""
    first = numeral.first
    word = text.words[first]
    plus = text.word(first - 1) == "+" and text.glued(first)
    if not (plus or word[0] in "038") or not word.replace("/", "").replace(".", "").isdecimal():
        return None
    if DAY.match(text.text, text.lexemes[first].start):
        return None
    last, digits = first, 0
    while last < text.size and last - first < 9:
        lexeme = text.lexemes[last]
        if lexeme.kind == DIGITS and ":" in lexeme.word:  # "2026-03-05 18:30"
            break
        if lexeme.kind == DIGITS and (last == first or lexeme.start - text.lexemes[last - 1].end <= 1):
            digits += sum(char.isdecimal() for char in lexeme.word)
        elif not _joins_digits(text, last):
            break
        last += 1
    if last - first == 1 and _DOTTED_PHONE.fullmatch(word):  # "347.1234567", "06.4455"
        return first, last, "phone_number"
    if not 8 <= digits <= 15 or (last - first == 1 and "." in word):
        return None
    grouped = digits >= 9 and (last - first > 1 or word[0] == "3") and len(word) in (3, 9, 10, 11)
    if word[0] == "0" or plus or grouped:
        return (first - 1 if plus else first), last, "phone_number"
    return None


def _joins_digits(text: NumberText, index: int) -> bool:
    tight = text.words[index] != "." or text.glued(index + 1)  # "3051/2012. 14 dicembre"
    return text.words[index] in "-./" and text.glued(index) and tight and text.is_digits(index + 1)


def emergency(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "il personale del 118", "chiamare il 113": the short numbers of the emergency services."""
    first, last = numeral.first, numeral.last
    before = text.word(first - 1)
    fused = before in _FUSED or (before == "dal" and text.word(last) not in TO)  # no plural stands behind "del"
    if not fused or text.words[first] not in label_words("emergency"):
        return None
    year = text.word(last) == "avanti" or text.words[last : last + 2] in (["a", "."], ["d", "."])  # "nel 112 a.C."
    return None if year or unit_at(text, last) is not None else (first, last, "phone_number")


def short_phone(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "il numero verde di Trenia è 892345", "un sms al 45123": few digits after words of a phone."""
    word = text.words[numeral.first]
    if not word.isdecimal() or not 3 <= len(word) <= 6 or noun_follows(text, numeral.last):
        return None
    if text.word(numeral.first - 1) not in _BEFORE_SHORT_PHONE or unit_at(text, numeral.last) is not None:
        return None
    for at in range(numeral.first - 2, max(-1, numeral.first - 10), -1):
        if text.lexemes[at].kind == BREAK or text.words[at] in ".;":
            break
        named = text.words[at] in ("numero", "numeri") and text.word(at + 1) in label_words("phone_kind")
        if named or text.words[at] in label_words("phone_call"):
            return numeral.first, numeral.last, "phone_number"
    return None


_BEFORE_SHORT_PHONE = words_of("il al è lo : l' solidale verde dal")
