"""Dates in digits: "3/5/2014", "2014-05-03", "3.5.14", "25/12" after "il", "3/2015"."""

import re

from transforms.dates.expressions.years import counts_something
from transforms.dates.meanings.clock import Clock
from transforms.dates.meanings.periods import Range
from transforms.dates.meanings.points import Calendar, year_meant
from transforms.dates.text import CONTEXTS, DASHES, NUMBER, ROADS, DateText, Expression, Node
from transforms.dates.words import date_words
from transforms.language import words_of

#: Words after which "il 16" or "il 2/3" is a day: articles that stand before days.
BEFORE_DAY = words_of("il l' al all' dal dall' del dell' nel sul lo")
_ISO_TIME = re.compile(r"(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?")
_NUMERIC = re.compile(r"(\d{1,4})([/.])(\d{1,4})(?:\2(\d{1,4}))?")


def read_numeric(text: DateText, index: int) -> Node | None:
    """A date in digits: "3/5/2014", "2014-05-03", "3.5.14", "25/12" after "il", "3/2015"."""
    if not text.is_digits(index) or text.word(index - 1) in ROADS:
        return None
    word = text.word(index)
    match = _NUMERIC.fullmatch(word)
    if match is not None:
        return _separated(text, index, match)
    if not word.isdecimal() or len(word) > 4:
        return _compact(text, index, word)
    if text.word(index + 1) in _SEPARATORS and text.word(index + 1) == text.word(index + 3):
        spaced = _spaced(text, index)
        if spaced is not None:
            return spaced
    ends = [index]
    at = index
    while len(ends) < 3 and text.word(at + 1) in ("-", "‑") and text.glued(at + 1) and text.glued(at + 2):
        at += 2
        if not text.is_digits(at) or not text.word(at).isdecimal():
            break
        ends.append(at)
    if len(ends) < 2 or (text.word(ends[-1] + 1) in DASHES and text.glued(ends[-1] + 1)):
        return None
    parts = [int(text.word(end)) for end in ends]
    widths = [len(text.word(end)) for end in ends]
    if max(widths) > 4:
        return None
    node = _numeric_node(text, index, ends[-1] + 1, parts, widths, "-")
    return _with_iso_time(text, node) if node is not None and len(ends) == 3 else node


def _separated(text: DateText, index: int, match: re.Match[str]) -> Node | None:
    """Such as "3/5/2014", "3.5.14", "25/12", "2023/24": parts that strokes or points keep apart."""
    parts = [int(part) for part in match.group(1, 3, 4) if part is not None]
    widths = [len(part) for part in match.group(1, 3, 4) if part is not None]
    if len(parts) == 2 and match.group(2) == "/" and _short_year(text, index + 1):  # "12/5/'84"
        return _numeric_node(text, index, index + 4, [*parts, int(text.word(index + 3))], [*widths, 2], "/")
    if widths == [4, 2] and match.group(2) == "/":  # "il biennio 2023/24"
        parts, widths = [parts[0], parts[0] // 100 * 100 + parts[1]], [4, 4 if parts[1] > parts[0] % 100 else 2]
    spans = text.word(index - 1) in CONTEXTS["plan"] or (parts[1] > parts[0] + 1 and text.word(index - 1) in _IN)
    if widths == [4, 4] and 0 < parts[1] - parts[0] < _LONGEST_PLAN and spans:
        years = Range(year_meant(parts[0]), year_meant(parts[1]))
        return Node(index, index + 1, "interval", years, "interval:years")
    return _numeric_node(text, index, index + 1, parts, widths, match.group(2))


def _spaced(text: DateText, index: int) -> Node | None:
    """Such as "5 / 3 / 2026", "5. 3. 2026", "2026 - 03 - 05": parts that blanks keep apart."""
    mark = text.word(index + 1)
    if text.glued(index + 1) and text.glued(index + 2):
        return None
    words = [text.word(at) for at in (index, index + 2, index + 4)]
    if not all(text.is_digits(index + at) and words[at // 2].isdecimal() for at in (0, 2, 4)):
        return None
    widths = [len(word) for word in words]
    long_year = (widths[2] == 4 and max(widths[:2]) <= 2) or widths == [4, 2, 2]
    year = int(words[0 if widths[0] == 4 else 2])
    if not long_year or not 1800 <= year <= 2100:
        return None
    return _numeric_node(text, index, index + 5, [int(word) for word in words], widths, mark)


_SEPARATORS = frozenset("/.-")


def _compact(text: DateText, index: int, word: str) -> Node | None:
    """Such as "20260305": the basic form of ISO 8601."""
    if len(word) == len("051830") and word.isdecimal():
        return _time_group(text, index, word)
    if len(word) != 8 or not word.isdecimal() or word[:2] not in ("19", "20") or counts_something(text, index + 1):
        return None
    meaning = Calendar(int(word[6:]), int(word[4:6]), int(word[:4]))
    node = Node(index, index + 1, "date", meaning, "date:numeric") if meaning.possible() else None
    return _with_iso_time(text, node) if node is not None else None


def _time_group(text: DateText, index: int, word: str) -> Node | None:
    """Such as "051830 MAR 26": day, hour and minute before month and year, as agencies close a report (IPTC 7901)."""
    month = text.month_beside_number(index + 1)
    short = text.word(month[1]) if month is not None else ""
    if month is None or not text.is_digits(month[1]) or len(short) != 2 or not short.isdecimal():
        return None
    day = Calendar(int(word[:2]), month[0], text.full_year(int(short)))
    hour, minute = int(word[2:4]), int(word[4:])
    if hour > 23 or minute > 59 or not day.day or not day.possible():
        return None
    return Node(index, month[1] + 1, "time", Clock(hour, minute, None, day), "time:group")


#: Years that a plan may cover: "il triennio 2024/2026".
_LONGEST_PLAN = 12
_IN = words_of("nel del dal")


def _short_year(text: DateText, index: int) -> bool:
    """Whether "/'84" stands there without blanks."""
    marks = text.word(index) == "/" and text.word(index + 1) == "'" and len(text.word(index + 2)) == 2
    return marks and text.is_digits(index + 2) and all(text.glued(at) for at in range(index, index + 3))


def _with_iso_time(text: DateText, node: Node) -> Node:
    """Such as "2016-12-16T12:23:59" is one moment."""
    at = node.last
    match = _ISO_TIME.fullmatch(text.word(at + 1)) if text.word(at) == "t" and text.glued(at) else None
    if match is None or not text.glued(at + 1):
        return node
    hour, minute, second = (int(part) if part is not None else None for part in match.groups())
    if hour is None or hour > 24 or (minute or 0) > 59:
        return node
    return Node(node.first, at + 2, "time", Clock(hour, minute, second, node.meaning), "time:iso")


def _numeric_node(text: DateText, first: int, last: int, parts: list[int], widths: list[int], mark: str) -> Node | None:
    if len(parts) == 3:
        meaning = _three(text, parts, widths)
    else:
        meaning = _two(text, first, last, parts, widths, mark)
    if meaning is None or not meaning.possible():
        return None
    return Node(first, last, "date", meaning, "date:numeric")


def _three(text: DateText, parts: list[int], widths: list[int]) -> Calendar | None:
    if widths[0] == 4:
        return _swapped(parts[2], parts[1], parts[0])
    if widths[0] > 2 or widths[1] > 2 or widths[2] not in (2, 4):
        return None
    year = parts[2] if widths[2] == 4 else text.full_year(parts[2])
    return _swapped(parts[0], parts[1], year)


#: Right before "6/3" these announce a day.
_DAY_BEFORE = date_words().day_words.keys() | CONTEXTS["announcing_day"] | {"entro"}
_BEFORE_STROKED, _BEFORE_DASHED = words_of("prossimo scorso"), words_of("il l'")


def _swapped(day: int, month: int, year: int | None) -> Calendar | None:
    """Day and month in the order that the calendar allows: Italian first, American when only that is possible."""
    if month > 12 >= day:
        day, month = month, day
    return Calendar(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _two(text: DateText, first: int, last: int, parts: list[int], widths: list[int], mark: str) -> Calendar | None:
    low, high = parts
    if 4 in widths:
        year, month, width = (low, high, widths[1]) if widths[0] == 4 else (high, low, widths[0])
        season = mark != "." and widths[0] == 4 and width == 2 and high > low % 100  # 2010-11 is a season
        if not 1900 <= year <= 2099 or not 1 <= month <= 12 or width > 2 or season:
            return None
        if mark == "." and not (text.alone(first, last) or widths[0] == 4):
            return None
        return Calendar(month=month, year=year)
    if max(widths) > 2 or counts_something(text, last):
        return None
    if mark == "." and high > 12 and text.weekday_beside_number(first - 1) is not None:  # "sabato 9.30" is a time
        return None
    if mark == "-" and widths != [2, 2] and not text.alone(first, last):  # "il 2-1 di ieri" was played
        return None
    before = BEFORE_DAY | _BEFORE_STROKED if mark == "/" else _BEFORE_DASHED
    clock_follows = mark == "/" and text.word(last) == "alle" and text.is_digits(last + 1)  # "magnitudo 4.3 alle 5.12"
    placed = text.word(first - 1) in before or clock_follows
    at = first - 1 - (text.word(first - 1) == ",")
    named = text.weekday_beside_number(first - 1) if mark == "/" else text.weekday(first - 1)
    told = mark != "-" and named is not None  # "venerdì 9-13" are hours
    told = told or (mark == "/" and text.word(at) in _DAY_BEFORE)
    if not placed and not told and not text.alone(first, last):
        return None
    if mark == "/" and not placed and text.alone(first, last) and low < high:
        return None  # "1/4" alone is a fraction
    return _swapped(low, high, None)


EXPRESSIONS = (Expression("numeric date", frozenset({NUMBER}), read_numeric, inner=True),)
