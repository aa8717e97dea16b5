"""Intervals of clock times: "dalle 9 alle 11", "tra le 5 e le 6 del pomeriggio", "dopo le 14", "9:30 - 11:00"."""

from transforms.contract import Modifier
from transforms.dates.expressions.clock import (
    BEFORE_TIME,
    SPECIAL_HOURS,
    counts_noun,
    half_of_day,
    read_clock_end,
    read_time,
)
from transforms.dates.meanings.clock import Clock, ClockRange
from transforms.dates.text import DASHES, DateText, Node


def read_clock_range(reader: DateText, index: int) -> Node | None:
    """The clock interval that begins at the index, prepositions included: "dalle 9 alle 11", "dopo le 14"."""
    word = reader.word(index)
    if word in ("dalle", "dall'", "dal", "dalla", "da"):
        return _from_to(reader, index)
    if word in ("tra", "fra"):
        return _between(reader, index)
    if word in ("dopo", "prima", "oltre"):
        return _open_range(reader, index)
    return _dashed(reader, index)


def _from_to(reader: DateText, index: int) -> Node | None:
    if reader.word(index) in ("dal", "dalla", "da") and reader.word(index + 1) not in SPECIAL_HOURS:
        return None
    low = read_clock_end(reader, index + 1)
    if low is None:
        return None
    at = low.last
    at += reader.word(at) in _ZONES
    at += reader.word(at) == ","
    at = reader.skip(at, frozenset({"fino", "sino"}))
    if reader.word(at) not in ("alle", "all'", "a", "alla"):
        return None
    if reader.word(at) in ("a", "alla") and reader.word(at + 1) not in SPECIAL_HOURS:
        return None
    high = read_clock_end(reader, at + 1)
    if high is None or counts_noun(reader, high.last):
        return None
    return _range_node(reader, index, low, high)


#: May stand between the ends of an interval: "dalle 19:20 CEST alle 22:00 CEST".
_ZONES = frozenset({"utc", "gmt", "cet", "cest", "et", "locali", "circa", "italiane"})


def _between(reader: DateText, index: int) -> Node | None:
    if not _opens_end(reader, index + 1):
        return None
    low = read_clock_end(reader, index + 1)
    if low is None or reader.word(low.last) not in ("e", "ed"):
        return None
    if not _opens_end(reader, low.last + 1):
        return None
    high = read_clock_end(reader, low.last + 1)
    if high is None or counts_noun(reader, high.last):
        return None
    return _range_node(reader, index, low, high)


def _opens_end(reader: DateText, index: int) -> bool:
    """Whether an end of "tra … e …" is a clock time: "le 9", "l'una", "20:30", "la mezzanotte"."""
    word = reader.word(index)
    return word in ("le", "l'") or ":" in word or reader.word(index + (word == "la")) in SPECIAL_HOURS


def _open_range(reader: DateText, index: int) -> Node | None:
    """Such as "dopo le 14", "prima delle 9": a clock interval that is open at one end."""
    word, at = reader.word(index), index + 1
    if word == "prima":
        if reader.word(at) not in ("delle", "dell'", "di"):
            return None
    elif reader.word(at) not in ("le", "l'", "la", "mezzanotte", "mezzogiorno"):
        return None
    at += reader.word(at) not in SPECIAL_HOURS
    if reader.word(at - 1) in ("di", "la") and reader.word(at) not in SPECIAL_HOURS:
        return None
    end = read_clock_end(reader, at)
    if end is None or counts_noun(reader, end.last) or word == "oltre":
        return None
    clock = end.meaning
    assert isinstance(clock, Clock)
    low, high = (None, clock) if word == "prima" else (clock, None)
    return Node(index, end.last, "interval", ClockRange(low, high), "interval:clock-open", _OPEN[word])


_OPEN: dict[str, Modifier] = {"prima": "before", "dopo": "after"}


def _dashed(reader: DateText, index: int) -> Node | None:
    """Such as "9:30 - 11:00", "ore 20.30-22.30", "4pm-5pm"."""
    low = read_time(reader, index)
    if low is None or not reader.is_digits(index):
        return None
    clock, last = half_of_day(reader, low)
    if reader.word(last) not in DASHES or not reader.is_digits(last + 1):
        return None
    high = read_time(reader, last + 1)
    if high is None:
        return None
    end, after = half_of_day(reader, high)
    written = ":" in reader.word(index) and ":" in reader.word(last + 1)
    dotted = "." in reader.word(index) and "." in reader.word(last + 1) and reader.word(index - 1) in BEFORE_TIME
    meridiem = after > high.last
    if not (written or dotted or meridiem):
        return None
    if low.minute is None and high.minute is None and not meridiem:
        return None
    one = Node(index, last, "time", clock, "time:clock")
    return _range_node(reader, index, one, Node(last + 1, after, "time", end, "time:clock"))


def _range_node(reader: DateText, first: int, low: Node, high: Node) -> Node | None:
    begin, end = low.meaning, high.meaning
    assert isinstance(begin, Clock)
    assert isinstance(end, Clock)
    if begin.hour <= 12 and 0 < end.hour < begin.hour and end.hour == _plain_hour(reader, high):
        end = Clock(end.hour + 12, end.minute, end.second)  # "dalle nove alle cinque"
    if (
        end.hour >= 12
        and begin.hour < 12 <= begin.hour + 12 < end.hour + (end.minute or 0) / 60
        and _told_late(reader, low, high)
    ):
        begin = Clock(begin.hour + 12, begin.minute, begin.second)
    return Node(first, high.last, "interval", ClockRange(begin, end), "interval:clock")


def _plain_hour(reader: DateText, node: Node) -> int | None:
    """The hour when nothing but it is written."""
    if node.last != node.first + 1:
        return None
    return 1 if reader.word(node.first) == "una" else reader.small(node.first)


def _told_late(reader: DateText, low: Node, high: Node) -> bool:
    """Whether only the end tells the half of the day, so that the start shares it: "tra le 5 e le 6 del pomeriggio"."""
    told = reader.words[high.first : high.last]
    own = reader.words[low.first : low.last]
    marks = ("pomeriggio", "sera", "pm", "p", "serata", "notte")
    return any(word in marks for word in told) and not any(
        word in (*marks, "mattina", "mattino", "am", "a") for word in own
    )
