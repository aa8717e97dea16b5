"""Cut text into words for the matching of names, without a tokenizer: every stage of naming counts in these words.

A word is a run of letters and digits. What stands between two words (the gap) decides whether they can belong to one
name: a blank, a hyphen, an apostrophe, the stop of an initial.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from transforms.documents import is_mixed

# No word is compared beyond this length.
_LONG = 80
# "2026Kiev" (a lost blank) is two words; a combining mark belongs to its letter.
_WORD = re.compile("\\d+(?=[A-ZÀ-Þ][a-zà-ÿ])|[^\\W_]+(?:[\u0300-\u036f][^\\W_]*)*")
_NUMERAL = re.compile(r"[IVX]+")
_ENDS_SENTENCE = frozenset('.!?:;…\n«“"»”')
_WEB = re.compile(r"(?:https?://|www\.|pic\.twitter\.com)\S{1,400}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}|(?<!\w)@\w{2,30}")
HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z0-9_]{2,30}")

_LATIN = "a b v g g d e e e zh z i i i i k l m n o p r s t u f h ts ch sh sh  i  e iu ia"
_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя",
        _LATIN.split(" "),
        strict=True,
    )
)
# Spellings of one sound in the transliterations that newspapers use, in the order in which they are folded.
_SOUNDS = (
    ("sch", "s"), ("shch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("zh", "z"), ("kh", "h"), ("ts", "c"),
    ("tz", "c"), ("ck", "k"), ("ks", "x"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("ou", "u"), ("oo", "u"),
    ("w", "v"), ("y", "i"), ("j", "i"), ("q", "k"),
)  # fmt: skip


class Word(NamedTuple):
    """One word: span in the text, surface, and the form under which it is compared.

    Attributes:
        capital: it begins with a capital letter.
        shouted: it is written in capitals throughout.
    """

    start: int
    end: int
    text: str
    norm: str
    capital: bool
    shouted: bool


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case without accents: ``"Chávez"`` → ``"chavez"``; Cyrillic stays Cyrillic."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A key that spellings and scripts of one Slavic or Greek name share.

    ``Zelensky``, ``Zelenskyy``, ``Zelenskij`` and ``Зеленський`` give one key; a word that mixes scripts is only like
    itself. Not for comparing ordinary words.
    """
    key = fold(word)
    if _NUMERAL.fullmatch(word):
        return key  # "Ottone II" is not "Ottone III"
    if not key.isascii():
        if is_mixed(word):  # letters that look alike, to be taken for somebody else
            return key
        key = "".join(_CYRILLIC.get(letter, letter) for letter in key)
    for spelling, one in _SOUNDS:
        key = key.replace(spelling, one)
    squeezed = "".join(letter for at, letter in enumerate(key) if at == 0 or letter != key[at - 1])
    return squeezed[1:] if squeezed.startswith("ie") and len(squeezed) > 3 else squeezed


def scan_words(text: str) -> list[Word]:
    """All words of the text in order, addresses (web, mail, @handles) left out."""
    masked = [match.span() for match in _WEB.finditer(text)]
    if "@" in text:
        masked = sorted([*masked, *(match.span() for match in _MAIL.finditer(text))])
    words: list[Word] = []
    new = tuple.__new__
    for match in _WORD.finditer(text):
        word = match[0]
        look = _look(word) if len(word) <= _LONG else _look(word[:_LONG])
        words.append(new(Word, (*match.span(), word, *look)))
    return _outside(words, masked) if masked else words


@lru_cache(maxsize=50_000)
def _look(word: str) -> tuple[str, bool, bool]:
    """The folded word, whether it begins with a capital, whether it is in capitals throughout."""
    capital = word[0].isupper()
    return fold(word), capital, capital and len(word) > 1 and word.isupper()


def _outside(words: list[Word], masked: list[tuple[int, int]]) -> list[Word]:
    """The words that touch none of the sorted ranges."""
    kept: list[Word] = []
    at = 0
    for word in words:
        while at < len(masked) and masked[at][1] <= word.start:
            at += 1
        if at == len(masked) or masked[at][0] >= word.end:
            kept.append(word)
    return kept


def gap(text: str, left: Word, right: Word) -> str | None:
    """What stands between two words, blanks removed and apostrophes made equal; None where no name can go on.

    ``""`` is a blank, ``"-"`` a hyphen, ``"'"`` an apostrophe, ``"."`` the stop of an abbreviation.
    """
    between = text[left.end : right.start]
    if between == " ":
        return ""
    if len(between) > 4:
        return None
    if "\n" in between or ("-" in between and between != between.strip()):
        return None  # a spaced hyphen divides: "Intesa Lega - Zefir"
    return between.replace(" ", "").replace("\u00a0", "").replace("’", "'").replace("‑", "-")


def opens_sentence(text: str, word: Word) -> bool:
    """Whether a capital of this word may be due to its place: start of the text, of a line, sentence or quotation."""
    at = word.start - 1
    for _ in range(6):
        if at < 0:
            return True
        if text[at] in _ENDS_SENTENCE:
            initial = text[at] == "." and at > 1 and text[at - 1].isupper() and not text[at - 2].isalpha()
            return not initial
        if not text[at].isspace() and text[at] not in "(-–—'’‘":
            return False
        at -= 1
    return False
