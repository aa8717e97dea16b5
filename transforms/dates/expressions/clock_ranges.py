"""Intervals of clock times: "dalle 9 alle 11", "tra le 5 e le 6 del pomeriggio", "dopo le 14", "9:30 - 11:00"."""

import re
from dataclasses import replace

from transforms.dates.expressions.clock import (
    BEFORE_TIME,
    SPECIAL_HOURS,
    Time,
    counts_noun,
    half_of_day,
    read_clock_end,
    read_time,
)
from transforms.dates.meanings.clock import Clock, ClockRange
from transforms.dates.text import CONTEXTS, DASHES, NUMBER, DateText, Expression, Node
from transforms.language import BETWEEN, words_of


def read_clock_range(text: DateText, index: int) -> Node | None:
    """The clock interval that begins at the index, prepositions included: "dalle 9 alle 11", "dopo le 14"."""
    word = text.word(index)
    if word in ("dalle", "dall'", "dal", "dalla", "da"):
        return _from_to(text, index)
    if word in BETWEEN:
        return _between(text, index)
    return _dashed(text, index)


def _from_to(text: DateText, index: int) -> Node | None:
    if text.word(index) in ("dal", "dalla", "da") and text.word(index + 1) not in SPECIAL_HOURS:
        return None
    low = read_clock_end(text, index + 1)
    if low is None:
        return None
    at = low.last
    at += text.word(at) in CONTEXTS["zone"]
    at += text.word(at) == ","
    at = text.skip(at, frozenset({"fino", "sino"}))
    if text.word(at) not in ("alle", "all'", "a", "alla"):
        return None
    if text.word(at) in ("a", "alla") and text.word(at + 1) not in SPECIAL_HOURS:
        return None
    high = read_clock_end(text, at + 1)
    if high is None or counts_noun(text, high.last):
        return None
    return _range_node(text, index, low, high)


def _between(text: DateText, index: int) -> Node | None:
    if not _opens_end(text, index + 1):
        return None
    low = read_clock_end(text, index + 1, told=True)
    if low is None or text.word(low.last) not in ("e", "ed"):
        return None
    if not _opens_end(text, low.last + 1):
        return None
    high = read_clock_end(text, low.last + 1, told=True)
    if high is None or counts_noun(text, high.last):
        return None
    return _range_node(text, index, low, high)


def _opens_end(text: DateText, index: int) -> bool:
    """Whether an end of "tra … e …" is a clock time: "le 9", "l'una", "20:30", "la mezzanotte"."""
    word = text.word(index)
    return word in ("le", "l'", "ore") or ":" in word or text.word(index + (word == "la")) in SPECIAL_HOURS


def _dashed(text: DateText, index: int) -> Node | None:
    """Such as "9:30 - 11:00", "ore 20.30-22.30", "4pm-5pm"."""
    low = read_time(text, index)
    if low is None or not text.is_digits(index):
        return None
    clock, last = half_of_day(text, low)
    if (text.word(last) not in DASHES and text.word(last) != "/") or not text.is_digits(last + 1):
        return None
    high = read_time(text, last + 1)
    if high is None:
        return None
    points = any(mark in text.word(index) and mark in text.word(last + 1) for mark in ".,")
    opening = (points or (low.hour < high.hour and text.glued(last))) and _is_opening(text, index)
    if opening and high.last > last + 2 and (hour := text.small(last + 1)) is not None:
        high = Time(hour, None, None, last + 2)  # "9-13 e 15-18": no minutes follow
    end, after = half_of_day(text, high)
    written = ":" in text.word(index) and ":" in text.word(last + 1)
    dotted = points and (opening or text.word(index - 1) in BEFORE_TIME)
    meridiem = after > high.last
    bare = opening and text.glued(last) and low.hour < high.hour and not counts_noun(text, after)
    if not (written or dotted or meridiem or bare):
        return None
    if low.minute is None and high.minute is None and not (meridiem or bare):
        return None
    one = Node(index, last, "time", clock, "time:clock")
    return _range_node(text, index, one, Node(last + 1, after, "time", end, "time:clock"))


def _slashed(text: DateText, index: int) -> Node | None:
    """Such as "ore 9/13": two bare hours that one lexeme holds."""
    hours = _HOURS.fullmatch(text.word(index)) if text.is_digits(index) else None
    at = index - 1 - (text.word(index - 1) in (":", "."))
    if hours is None or text.word(at) not in _BEFORE_HOURS | {"alle"} or counts_noun(text, index + 1):
        return None
    low, high = int(hours[1]), int(hours[2])
    if not low < high <= 24:
        return None
    return Node(index, index + 1, "interval", ClockRange(Clock(low), Clock(high)), "interval:clock")


_HOURS = re.compile(r"(\d{1,2})/(\d{1,2})")
#: What parts the hours of one day, and how many of them there may be before the last.
_BETWEEN_HOURS, _MOST_HOURS = words_of("e / , - –"), 5
_JOINS_HOURS = DASHES | {"/"}
_BEFORE_HOURS = words_of("ore h giorni feriali festivi prefestivi orario orari oraria orarie")


def _is_opening(text: DateText, index: int) -> bool:
    """Whether hours stand where opening hours do: "lun-ven 9-13", "sabato 10-12", "ore 9-12"."""
    for _ in range(_MOST_HOURS):  # "venerdì 9-13, 15-18 e 20-22"
        listed = text.word(index - 1) in _BETWEEN_HOURS and text.word(index - 3) in _JOINS_HOURS
        if not listed or not text.is_digits(index - 2) or not text.is_digits(index - 4):
            break
        index -= 4
    before = index - 1 - (text.word(index - 1) in (".", ":") and text.glued(index - 1))  # "sab. 9-12", "orario: 9-12"
    return text.word(before) in _BEFORE_HOURS or text.weekday_beside_number(before) is not None


def _range_node(text: DateText, first: int, low: Node, high: Node) -> Node | None:
    begin, end = low.meaning, high.meaning
    assert isinstance(begin, Clock)
    assert isinstance(end, Clock)
    if begin.hour == 24:
        begin = replace(begin, hour=0)  # "dalla mezzanotte alle 21 di venerdì" is all of that day
    if begin.hour <= 12 and 0 < end.hour < begin.hour and end.hour == _plain_hour(text, high):
        end = Clock(end.hour + 12, end.minute, end.second)  # "dalle nove alle cinque"
    if (
        end.hour >= 12
        and begin.hour < 12 <= begin.hour + 12 < end.hour + (end.minute or 0) / 60
        and _told_late(text, low, high)
    ):
        begin = Clock(begin.hour + 12, begin.minute, begin.second)
    return Node(first, high.last, "interval", ClockRange(begin, end), "interval:clock")


def _plain_hour(text: DateText, node: Node) -> int | None:
    """The hour when nothing but it is written."""
    if node.last != node.first + 1:
        return None
    return 1 if text.word(node.first) == "una" else text.small(node.first)


def _told_late(text: DateText, low: Node, high: Node) -> bool:
    """Whether only the end tells the half of the day, so that the start shares it: "tra le 5 e le 6 del pomeriggio"."""
    told = text.words[high.first : high.last]
    own = text.words[low.first : low.last]
    marks = ("pomeriggio", "sera", "pm", "p", "serata", "notte")
    return any(word in marks for word in told) and not any(
        word in (*marks, "mattina", "mattino", "am", "a") for word in own
    )


EXPRESSIONS = (
    Expression("clock interval", frozenset({NUMBER}), read_clock_range, DASHES | {"/", "am", "pm", "a", "p"}),
    Expression("hours with a stroke", frozenset({NUMBER}), _slashed),
)
