"""Codes of letters and digits, and of digits alone: "G7", "F-35", "4K", "71234567890", "2.0.1", "@pesca77"."""

import re

from transforms.figures.units import currency_before, millions_of, unit_at
from transforms.figures.words import MONTHS, Shape
from transforms.language import words_of
from transforms.numbers import NumberText, Numeral, number_of_word

#: Letters before a number that are words, not the head of a code: "ore12", "n.4", "euro5".
_NO_HEADS = words_of("ore alle n nr art euro eur usd gbp us dal al il")
#: "4T" for a quarter, "1H" for a half, "9M" for the first months.
_QUARTERS, _FIRST_MONTHS = frozenset("TQHSM"), frozenset("123469")
_NO_TAILS = words_of("enne enni h mila kg km")
_DAY_FROM_YEAR = re.compile(r"(?:19|20)\d\d\.(?:0\d|1[0-2])\.(?:[0-2]\d|3[01])")
_ROAD_BEFORE = words_of("autostrada sulla sull' dell' lungo dalla statale raccordo")


#: A moment in the basic form of ISO 8601: "20260305T183000Z".
_MOMENT = re.compile(r"(?:19|20)\d{2}[01]\d[0-3]\dT[0-2]\d[0-5]\d(?:[0-5]\d)?Z?\b")


def code(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "G7", "F-35", "5G", "M5S", "Covid-19", "H1N1", "AF447": letters and digits in one piece."""
    first = numeral.first
    if len(text.words[first]) > 12:
        return None
    start, last = first, first + 1
    while start > 0 and first - start < 4 and text.glued(start) and _is_head(text, start - 1):
        start -= 1
    while last < text.size and last - first < 5 and text.glued(last) and _is_tail(text, last):
        last += 1
    if start < first:
        return _prefixed(text, start, first, last)
    return _suffixed(text, first, last) if last > first + 1 else None


def _is_head(text: NumberText, index: int) -> bool:
    word = text.words[index]
    if text.is_word(index):
        return word[-1] != "'"
    return word in "-/" and index > 0 and text.glued(index) and text.is_word(index - 1)


def _is_tail(text: NumberText, index: int) -> bool:
    if text.is_word(index) or text.is_digits(index):
        return True
    return text.words[index] == "-" and text.glued(index + 1) and text.is_capital(index + 1)


def _prefixed(text: NumberText, start: int, first: int, last: int) -> Shape | None:
    head, surface = text.words[start], text.surface(start, start + 1)
    if head == "x" and text.is_digits(start - 1) and _has_sides(text, start - 1, last):
        return None
    if head in _LIMITS and start + 2 >= first:  # "gli over-70"
        return None
    if surface in _QUARTERS and text.glued(start) and text.word(start - 1) in _FIRST_MONTHS:
        return None  # "4T25", for the dates
    if ":" in text.words[first] or (head == "t" and _is_moment(text, start - 1)):  # "2016-12-16T12:23:59"
        return None
    code = surface.isupper() and head in ("n", "nr")  # the line "N2", but "n.2"
    if (head in _NO_HEADS and not code) or head in MONTHS or (len(head) > 4 and not surface[0].isupper()):
        return None
    if currency_before(text, first) is not None or number_of_word(head) is not None:
        return None
    clock = not surface.isupper() or "." in text.words[first] or ":" in text.words[first]
    if head == "h" and last == first + 1 and clock and text.words[first] != "24":
        return None
    part, after = text.words[first], text.word(last)
    half = head == "h" and part in ("1", "2") and (after[:2] in ("19", "20") or after in ("del", "dell'"))
    quarter = half or (head == "q" and part in ("1", "2", "3", "4"))  # of a year, for the dates
    unit = unit_at(text, start)
    measured = unit is not None and text.word(start + 1) == "/" and text.word(start - 1)[:1].isdecimal()
    if quarter or measured or (unit is not None and unit[1] > first):  # "5 l/100 km", "kWh/m2"
        return None
    if text.word(start - 1) in ("volo", "voli"):
        return start, last, "flight_number"
    if text.word(start - 1) in _ROAD_BEFORE and re.fullmatch("[aes]|ss|sp|sr|ra", head):
        return start, last, "road_number"
    named = head == "g" or len(head) > 4
    if not named and text.word(last) == "-" and text.glued(last) and text.glued(last + 1) and text.is_digits(last + 1):
        last += 2  # "B737-800"
    return start, last, "part_of_name" if named else "model_number"


def _is_moment(text: NumberText, index: int) -> bool:
    return text.is_digits(index) and _MOMENT.match(text.text, text.lexemes[index].start) is not None


def _suffixed(text: NumberText, first: int, last: int) -> Shape | None:
    tail, surface = text.words[first + 1], text.surface(first + 1, first + 2)
    year = text.word(first + 2)
    if surface in _QUARTERS and text.words[first] in _FIRST_MONTHS and year.isdecimal() and len(year) in (2, 4):
        return None  # "4T 2025", "1H26", for the dates
    if tail == "t" and (":" in text.word(first + 2) or _is_moment(text, first)):  # "2016-12-16T12:23:59"
        return None
    if text.numeral_at[first].last > first + 1 or tail in _NO_TAILS or not text.is_word(first + 1):
        return None
    if unit_at(text, first + 1) is not None or len(surface) > 3 or (not surface.isupper() and len(tail) > 2):
        return None
    if surface in ("C", "F") and text.word(first - 1) in ("-", "−"):
        return None
    if surface == "M" and millions_of(text, first, last):
        return None
    if tail == "x" and _has_sides(text, first, last):
        return None
    letter = text.words[first].isdecimal() and len(tail) == 1 and tail in "xdgk"
    if text.word(first - 1) in MONTHS:  # "7 Marzo 2024A Torino"
        return None
    return (first, last, "model_number") if surface.isupper() or letter else None


def _has_sides(text: NumberText, first: int, last: int) -> bool:
    """Whether "70x50 cm" gives the sides of something: a length follows, and no relay is run ("4x100 metri")."""
    unit = unit_at(text, last) if last == first + 3 else None
    return unit is not None and unit[0].code in _LENGTHS and not (unit[0].code == "m" and text.words[first] == "4")


_LIMITS = words_of("over under ultra")
_LENGTHS = frozenset({"m", "cm", "mm", "km", "[in_i]"})
#: No code of a thing or a person is longer.
_LONGEST_CODE = 20


def fiscal(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "71234567890": eleven digits or more without points are the number of a firm, a person, a thing."""
    word = text.words[numeral.first]
    return (
        (numeral.first, numeral.last, "document_number")
        if 11 <= len(word) <= _LONGEST_CODE and word.isdecimal()
        else None
    )


def handle(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "@pesca77", "#pesca77", "pesca_77": the digits of a name in a network or of a file."""
    at = numeral.first
    if at > 0 and text.glued(at) and not MONTHS.isdisjoint((text.word(numeral.last), text.words[at - 1])):
        return None  # "#25aprile", "#5marzo2026", for the dates
    while at > 0 and numeral.first - at < 6 and text.glued(at) and text.words[at] not in ("@", "#"):
        at -= 1
    if text.word(at) not in ("@", "#") and "_" not in text.words[at : numeral.first]:
        return None
    last = numeral.last
    while text.word(last) == "_" and text.glued(last) and text.is_digits(last + 1) and text.glued(last + 1):
        last += 2  # "PN_20260305_00123"
    return (at, last, "part_of_name") if at < numeral.first and text.word(at - 1) != "#" else None


def screen(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "4K": of one digit and a glued K is no temperature."""
    last = numeral.first + 1
    if len(text.words[numeral.first]) != 1 or not text.glued(last) or text.surface(last, last + 1) != "K":
        return None
    return numeral.first, last + 1, "model_number"


def tender(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "7654321B2C": ten and more letters and digits in turns are the code of a tender or a person."""
    first = last = numeral.first
    if not text.words[first].isdecimal():
        return None
    while first > 0 and numeral.first - first < 12 and text.glued(first) and _is_piece(text, first - 1):
        first -= 1
    while last + 1 < text.size and last - numeral.first < 12 and text.glued(last + 1) and _is_piece(text, last + 1):
        last += 1
    if _is_moment(text, first):
        return None
    pieces = last + 1 - first
    long = text.lexemes[last].end - text.lexemes[first].start >= 9
    return (first, last + 1, "document_number") if pieces > 2 and long else None


def _is_piece(text: NumberText, index: int) -> bool:
    if text.is_digits(index):
        return text.words[index].isdecimal()
    return text.is_word(index) and text.surface(index, index + 1).isupper()


def dotted(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "192.168.1.2" and "2.0.1" where no day is written so, and versions."""
    first = numeral.first
    word = text.words[first]
    if word.count(".") >= 2 and numeral.value is None and text.word(first - 1) not in ("ore", "alle", "dalle", "h"):
        day, month, *rest = (part[:4] for part in word.split("."))
        is_day = 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and len(rest) == 1 and len(rest[0]) in (2, 4)
        is_day = is_day or _DAY_FROM_YEAR.fullmatch(word) is not None  # "2026.03.05"
        return None if is_day else (first, first + 1, "version")
    return None
