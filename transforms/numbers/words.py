"""Italian number words and ordinals of one word: "trentaquattro", "duemilaquattordici", "ventunesimo", "XXI".

The base words stand in the reference table `number_words`; how they fuse ("centotto", "ventun", "milleuno") is grammar
and stands here.
"""

import re
from functools import cache, lru_cache

from transforms.reference import read_reference

#: A longer word is no number: the longest below 10^15 has some 150 letters.
LONGEST_WORD = 200

_SCALES = {"mila": 10**3, "mille": 10**3, "mill": 10**3} | {
    stem + ending: value
    for stem, value in (("milion", 10**6), ("miliard", 10**9), ("bilion", 10**12), ("biliard", 10**15))
    for ending in ("e", "i", "o", "")
}
_SCALE = re.compile(r"(milion[ei]?|miliard[oi]?|bilion[ei]?|biliard[oi]?|mila|mille|mill(?=[ou]))")


def _base(role: str) -> dict[str, int]:
    rows = read_reference("it/numbers/number_words", required=("word", "value", "role"))
    return {row["word"]: int(row["value"]) for row in rows if row["role"] == role}


def _spellings_of_two_digits() -> dict[str, int]:
    """0 to 99 with every variant: ventitré/ventitrè/ventitre, ventun/ventuna, ventotto."""
    units = {word: value for word, value in _base("unit").items() if value}
    below = _base("unit") | _base("teen")
    for ten, value in _base("ten").items():
        below[ten] = value
        for unit, digit in (units | {"un": 1, "una": 1}).items():
            below[ten + unit] = value + digit
            if unit[0] in "ou":
                below[ten[:-1] + unit] = value + digit
    return below


@cache
def below_thousand() -> dict[str, int]:
    """Every spelling of 0 to 999 in one word, and its value; "un" and "una" stand only inside longer words."""
    two = _spellings_of_two_digits()
    tails = {word: value for word, value in two.items() if value} | {"un": 1, "una": 1}
    hundred, hundreds = next(iter(_base("hundred").items()))
    heads = {hundred: hundreds}
    for unit, digit in _base("unit").items():
        if digit > 1:
            heads[unit + hundred] = digit * hundreds
    words = dict(two)
    for head, value in heads.items():
        words[head] = value
        for tail, rest in tails.items():
            words[head + tail] = value + rest
            words[head + "e" + tail] = value + rest
            if tail[0] in "ou":
                words[head[:-1] + tail] = value + rest
    del words["uno"]
    return words


@cache
def elided() -> dict[str, int]:
    """Number words that lost their last vowel: "vent'anni", "cent'anni", "mill'anni"."""
    tens = {ten[:-1] + "'": value for ten, value in _base("ten").items()}
    eights = {"ventott'": 28, "trentott'": 38, "quarantott'": 48}  # "quarantott'ore"
    return tens | eights | {"cent'": 100, "mill'": 1000, "quattr'": 4, "dugent'": 200}


def number_of_word(word: str) -> int | None:
    """The value of one Italian number word in lower case; None when it is none.

    "un", "uno" and "una" give None: alone they are articles or pronouns.

    >>> number_of_word("millenovecentosettanta"), number_of_word("ventitré"), number_of_word("una")
    (1970, 23, None)
    """
    value = below_thousand().get(word)
    if value is not None:
        return value
    if len(word) > LONGEST_WORD or not ("mil" in word or "bili" in word):
        return None
    return _fused(word)


@lru_cache(maxsize=4096)
def _fused(word: str) -> int | None:
    """A number of thousand or more in one word: its scales must fall, each with a number below 1000 before it."""
    parts = _SCALE.split(word)
    if len(parts) < 3:
        return None
    small = below_thousand()
    total, last_scale = 0, 10**18
    for index in range(1, len(parts), 2):
        head, scale_word = parts[index - 1], parts[index]
        scale = _SCALES[scale_word]
        if scale >= last_scale:
            return None
        if head in ("", "e") and scale_word.startswith("mill"):
            count: int | None = 1
        elif head in ("un", "uno") and scale > 1000:
            count = 1
        elif scale_word.startswith("mill"):
            return None
        else:
            count = _small_value(head, small, bool(total))
        if not count:
            return None
        total += count * scale
        last_scale = scale
    tail = parts[-1]
    if not tail:
        return total if parts[-2] != "mill" else None
    rest = _small_value(tail, small, joined=True)
    if rest is None and tail in ("un", "uno", "una", "eun", "euno", "euna"):
        rest = 1
    return total + rest if rest else None


def _small_value(word: str, small: dict[str, int], joined: bool) -> int | None:
    value = small.get(word)
    if value is None and joined and word.startswith("e"):
        value = small.get(word[1:])
    return value


#: The ordinals that are not made with -esimo, and "mezzo"; without their last vowel.
_ORDINAL_STEMS = {
    "prim": 1, "second": 2, "terz": 3, "quart": 4, "quint": 5, "sest": 6, "settim": 7, "ottav": 8, "non": 9,
    "decim": 10, "undecim": 11, "duodecim": 12,
    "decimoprim": 11, "decimosecond": 12, "decimoterz": 13, "decimoquart": 14,
    "decimoquint": 15, "decimosest": 16, "decimosettim": 17, "decimottav": 18, "decimonon": 19,
    "ventesimoprim": 21, "ventesimosecond": 22,
}  # fmt: skip
_ORDINALS = {stem + ending: value for stem, value in _ORDINAL_STEMS.items() for ending in "oaie"}
#: "none" and "noni" hardly occur as the ninth; "nona" and "nono" do.
del _ORDINALS["none"]


@lru_cache(maxsize=20_000)
def ordinal_of_word(word: str) -> int | None:
    """The rank of an ordinal of one word in lower case ("terzo", "ventunesima", "millesimi"); None when it is none."""
    value = _ORDINALS.get(word)
    if value is not None or len(word) < 7 or len(word) > LONGEST_WORD or word[-4:-1] != "sim":
        return value
    return _esimo(word)


@lru_cache(maxsize=4096)
def _esimo(word: str) -> int | None:
    if not re.search("[eè]sim[oaie]$", word):
        return None
    stem = word[:-5]
    if stem in _SCALES and stem != "mila":  # millesimo, milionesimo, miliardesimo
        return _SCALES[stem]
    if stem.endswith("mill"):  # duemillesimo
        return number_of_word(stem[:-1] + "a")
    for ending in ("", "o", "i", "a", "e"):
        value = number_of_word(stem + ending)
        if value:
            return value
    return None


_ROMAN = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(word: str) -> int | None:
    """The value of a Roman numeral in capitals (also in the characters Ⅰ to Ⅿ); None when it is none.

    >>> roman_value("XXI"), roman_value("IIX"), roman_value("MIX")
    (21, None, 1009)
    """
    if not word or len(word) > 12 or not _ROMAN.fullmatch(word):
        return None
    total = 0
    for char, following in zip(word, word[1:] + " ", strict=True):
        value = _ROMAN_VALUES[char]
        total += -value if value < _ROMAN_VALUES.get(following, 0) else value
    return total
