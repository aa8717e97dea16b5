"""Clock times and parts of the day: "alle 20.40", "le otto e mezza di sera", "mezzanotte", "ieri sera", "in tarda mattinata"."""

import re
from dataclasses import replace

from transforms.date_meanings import Meaning
from transforms.date_reader import DASHES, IN, OF, TO, Node, Reader
from transforms.date_words import Direction, word_set
from transforms.part_meanings import Clock, ClockRange, DayPart

#: Words right before a clock time.
_AT = word_set("alle all' ore ora h dalle dall' delle dell' le l' per verso")
_CERTAIN = frozenset({"alle", "all'", "ore", "h"})
_BEFORE_LE = word_set("verso per dopo entro sono erano tra fra oltre intorno attorno circa prima e fino sino dalle")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:,]([0-5]\d)(?:[.:]([0-5]\d))?")
_HALVES = {"mezza": 30, "mezzo": 30}
_SPECIAL = {"mezzogiorno": 12, "mezzodì": 12, "mezzodi": 12, "mezzanotte": 24}
_HALF_OF_DAY = {
    "mattino": "MO", "mattina": "MO", "mattinata": "MO", "alba": "MO", "pomeriggio": "AF", "sera": "EV", "serata": "EV",
    "notte": "NI",
}  # fmt: skip
_ADJECTIVES = word_set("prima primo tarda tardo piena pieno tardissima primissima primissimo profonda mezza")
_AFTERWARDS = frozenset({"presto", "tardi", "fonda", "inoltrata", "inoltrato"})


class _Time:
    """A clock time while it is read: hour, minute, second, the lexeme after it, and whether minutes are written."""

    __slots__ = ("hour", "last", "minute", "second")

    def __init__(self, hour: int, minute: int | None, second: int | None, last: int) -> None:
        self.hour, self.minute, self.second, self.last = hour, minute, second, last


def read_clock(reader: Reader, index: int) -> Node | None:
    """A clock time that begins at the index, without "alle" or "ore"; words that tell the half of the day belong to it."""
    time = _time(reader, index)
    if time is None or not _is_told_as_time(reader, index, time):
        return None
    clock, last = _half_of_day(reader, time)
    last = _in_punto(reader, last)
    first = index
    if (
        reader.word(index - 1) in ("alle", "all'")
        and reader.word(index - 2) == "meno"
        and reader.word(index - 3) == "o"
    ):
        first = index - 4 if reader.word(index - 4) == "più" else index
    return Node(first, last, "time", clock, "time:clock", "approximate" if first != index else None)


def read_clock_end(reader: Reader, index: int) -> Node | None:
    """A clock time in a place that makes it one ("dalle 4 alle 7"): a bare hour will do."""
    index = reader.skip(index, frozenset({"ore", "le", "l'", "la"}))
    time = _time(reader, index)
    if time is None:
        return None
    clock, last = _half_of_day(reader, time)
    return Node(index, _in_punto(reader, last), "time", clock, "time:clock")


def _in_punto(reader: Reader, index: int) -> int:
    return index + 2 if reader.word(index) == "in" and reader.word(index + 1) == "punto" else index


# ---- hour and minutes
def _time(reader: Reader, index: int) -> _Time | None:
    word = reader.word(index)
    if word in _SPECIAL:
        return _spoken_minutes(reader, _Time(_SPECIAL[word], None, None, index + 1))
    if reader.is_digits(index):
        match = _CLOCK.fullmatch(word)
        if match is not None:
            if "," in word:
                return None
            hour, minute, second = match.groups()
            if int(hour) == 24 and int(minute):
                return None
            return _Time(int(hour), int(minute), int(second) if second else None, index + 1)
        if word.isdecimal() and len(word) == 4 and word[0] in "01" and int(word[:2]) < 24 and int(word[2:]) < 60:
            return _Time(int(word[:2]), int(word[2:]), None, index + 1) if reader.word(index - 1) in _CERTAIN else None
    backwards = _minutes_to(reader, index)
    if backwards is not None:
        return backwards
    hour_word = 1 if word in ("una", "uno") else reader.small(index)
    if hour_word is None or not 0 <= hour_word <= 24 or reader.word(index) in ("zero",):
        return None
    if reader.is_digits(index) and reader.word(index + 1) == "h" and reader.glued(index + 1):
        return _hour_h_minute(reader, index, hour_word)
    last = index + 1
    if reader.is_digits(last) and len(reader.word(last)) == 2 and not reader.glued(last):
        minute = reader.small(last)
        if minute is not None and minute < 60 and reader.word(index - 1) in _CERTAIN and reader.ends(last + 1):
            return _Time(hour_word, minute, None, last + 1)
    return _spoken_minutes(reader, _Time(hour_word, None, None, last))


def _hour_h_minute(reader: Reader, index: int, hour: int) -> _Time | None:
    """Such as "15h30"."""
    minute = reader.small(index + 2) if reader.glued(index + 2) else None
    if minute is None or minute >= 60 or hour < 3:
        return None
    return _Time(hour, minute, None, index + 3)


def _minutes_to(reader: Reader, index: int) -> _Time | None:
    """Such as "un quarto alle tre", "dieci minuti alle otto"."""
    if reader.word(index) == "un" and reader.word(index + 1) == "quarto":
        minutes, at = 15, index + 2
    else:
        count = reader.small(index)
        if count is None or not 1 <= count <= 40 or reader.word(index + 1) not in ("minuti", "minuto"):
            return None
        minutes, at = count, index + 2
    if reader.word(at) not in ("alle", "all'"):
        return None
    hour = 1 if reader.word(at + 1) == "una" else reader.small(at + 1)
    if hour is None or not 1 <= hour <= 24 or not reader.ends(at + 2):
        return None
    return _Time(hour - 1, 60 - minutes, None, at + 2)


def _spoken_minutes(reader: Reader, time: _Time) -> _Time:
    """Such as "e mezza", "e un quarto", "e venti", "meno dieci" after the hour."""
    link, at = reader.word(time.last), time.last + 1
    if link not in ("e", "meno") or (time.hour == 24 and reader.word(time.last - 1).isdecimal()):
        return time
    minutes, last = _minutes(reader, at, link)
    if minutes is None:
        return time
    if link == "meno":
        return _Time((time.hour - 1) % 24, 60 - minutes, None, last)
    return _Time(time.hour % 24 if time.hour == 24 else time.hour, minutes, None, last)


def _minutes(reader: Reader, at: int, link: str) -> tuple[int | None, int]:
    word = reader.word(at)
    if word in _HALVES:
        return 30, at + 1
    if word == "un" and reader.word(at + 1) == "quarto":
        return 15, at + 2
    if word in ("tre", "3") and reader.word(at + 1) == "quarti":
        return 45, at + 2
    minute = reader.small(at)
    if minute is None or not 1 <= minute < 60 or reader.word(at) in ("le", "l'"):
        return None, at
    last = at + 1
    if reader.word(last) in ("minuti", "minuto"):
        return minute, last + 1
    if reader.unit(last) is not None or (link == "e" and minute < 5 and reader.is_digits(at)):
        return None, at
    return minute, last


# ---- is it a time?
def _is_told_as_time(reader: Reader, index: int, time: _Time) -> bool:
    """Whether the words around make the number a clock time."""
    before = reader.word(index - 1)
    if reader.word(index) in _SPECIAL or (reader.word(index + 1) in ("minuti", "minuto", "quarto") and time.minute):
        return (
            time.minute is None
            or reader.word(index) in _SPECIAL
            or reader.word(time.last - 2) in ("alle", "all'")
            or _spoken_alone(reader, index, time)
        )
    word = reader.word(index)
    colon = reader.is_digits(index) and ":" in word
    after = reader.word(time.last)
    if colon:
        return (
            after not in ("%", "€")
            and before not in ("%", "rapporto")
            and not (before in ("+", "-", "−", "–") and reader.word(index - 2) in ("utc", "gmt"))
        )
    if time.hour <= 24 and (_half_code(reader, time.last) or _noon(reader, time.hour, time.last)):
        return True
    if reader.word(index + 1) == "h" and reader.glued(index + 1):
        return True
    if reader.is_digits(index) and ("." in word or time.second is not None):
        if before in _CERTAIN or before in ("dalle", "delle", "ora") or _le_before(reader, index):
            return not _counted(reader, time.last)
        if before == "(" and reader.word(index - 2) in ("ore", "alle"):
            return True
        if after == "ora" and reader.word(time.last + 1) in ("locale", "italiana"):
            return True
        return (reader.alone(index, time.last) and ".00" in word) or _program(reader, index)
    if before in ("ore", "h"):
        return reader.word(index - 2) not in ("due", "24") and not _counted(reader, time.last)
    if before in ("alle", "all'", "dalle", "dall'") or _le_before(reader, index):
        return not _counted(reader, time.last)
    if before == "le" and (time.minute is not None) and not _counted(reader, time.last):
        return True
    if time.minute is not None and time.last > index + 2:
        return _spoken_alone(reader, index, time)
    return False


def _program(reader: Reader, index: int) -> bool:
    """Such as "alle 7.30 e 12.30", "7.30 - 9.30": a time beside a time."""
    link = reader.word(index - 1)
    if link in ("e", "-", "–", "o") and reader.is_digits(index - 2):
        previous = _CLOCK.fullmatch(reader.word(index - 2))
        return previous is not None and reader.word(index - 3) in ("alle", "ore", "dalle", "delle")
    return False


def _spoken_alone(reader: Reader, index: int, time: _Time) -> bool:
    """Such as "dodici e mezza", "cinque e quindici minuti", "tre e 20" where nothing else is written."""
    if reader.word(time.last - 1) in ("mezza",) or reader.word(time.last - 1) in ("minuti", "minuto"):
        return reader.word(index - 1) not in ("tra", "fra", "da", "i", "in") and reader.unit(time.last) is None
    if reader.word(time.last - 1) == "quarto":
        return reader.word(index - 1) in ("le", "alle", "") or reader.alone(index, time.last)
    return reader.alone(index, time.last)


def _le_before(reader: Reader, index: int) -> bool:
    """Such as "verso le 15", "sono le sette", "per le 20"."""
    if reader.word(index - 1) in ("le", "l'") and reader.word(index - 2) in _BEFORE_LE:
        return reader.word(index - 2) not in ("e", "tra", "fra") or _CLOCK.fullmatch(reader.word(index)) is not None
    return False


_UNCOUNTED = word_set(
    "a ad al alla all' da dal dalla di del della dell' delle dei e ed o in nel nella con per tra su sul sulla "
    "il la lo l' i gli le un una ora ore circa è ha hanno sono era erano si presso ma che quando dove locali "
    "italiane italiana precise esatte italiani ci c' c'è tutti tutte ieri oggi domani stamattina stasera fino "
    "sino non nei negli questa questo parte apre chiude prende scende inizia iniziano utc gmt cet cest scatta "
    "comincia arriva verrà avrà alle dalle anche fu furono aveva avevano verso sia poi pm am a.m p.m locale"
)


def _counted(reader: Reader, index: int) -> bool:
    """Whether a noun follows that the number counts: "alle 17 vittime"."""
    word = reader.word(index)
    if not reader.is_word(index):
        return word in ("%", "€", "$", "°")
    if word in _UNCOUNTED or reader.capital(index) or word in reader.vocabulary.months:
        return False
    if reader.weekday(index) is not None or word in reader.vocabulary.day_words or len(word) < 3:
        return False
    if word in ("mila", "milioni", "miliardi", "euro", "percento"):
        return True
    return word[-1] in "ie"


# ---- half of the day
def _half_code(reader: Reader, index: int) -> tuple[str, int] | None:
    """Such as "di sera", "del pomeriggio", "della notte" after a time, and the lexeme after it."""
    if reader.word(index) == "in" and reader.word(index + 1) == "punto":
        index += 2
    if reader.word(index) not in OF:
        return None
    code = _HALF_OF_DAY.get(reader.word(index + 1))
    return (code, index + 2) if code is not None else None


def _meridiem(reader: Reader, index: int) -> tuple[bool, int] | None:
    """Such as "am", "p.m." after a time: whether it is the afternoon, and the lexeme after it."""
    word = reader.word(index)
    if word in ("am", "pm"):
        return word == "pm", index + 1
    if word in ("a", "p"):
        at = index + 1 + (reader.word(index + 1) == ".")
        if reader.word(at) == "m" and (at == index + 2 or reader.lexemes[at].end - reader.lexemes[index].start <= 4):
            if at == index + 1 and reader.word(at + 1) not in ("", "."):
                return None
            return word == "p", at + 1
    return None


def _half_of_day(reader: Reader, time: _Time) -> tuple[Clock, int]:
    """The clock time on 24 hours, with the words that tell the half of the day."""
    hour, last = time.hour, time.last
    meridiem = _meridiem(reader, last)
    if meridiem is not None and hour <= 12:
        hour, last = hour % 12 + (12 if meridiem[0] else 0), meridiem[1]
    lunch = _noon(reader, hour, last)
    if lunch is not None:
        return Clock(lunch[0], time.minute, time.second), lunch[1]
    half = _half_code(reader, last)
    if half is not None and hour <= 24:
        hour, last = on_24_hours(hour, half[0]), half[1]
        if time.minute is not None and hour == 24:
            hour = 0
    return Clock(hour, time.minute, time.second), last


def in_half(clock: Clock | ClockRange, code: str) -> Clock | ClockRange:
    """The clock time, or both ends of an interval, in the half of the day that a part of the day tells."""
    if isinstance(clock, Clock):
        return replace(clock, hour=on_24_hours(clock.hour, code) % 24) if 1 <= clock.hour < 12 else clock
    ends = [
        end and replace(end, hour=on_24_hours(end.hour, code)) if end and end.hour < 12 else end
        for end in (clock.low, clock.high)
    ]
    return replace(clock, low=ends[0], high=ends[1])


def _noon(reader: Reader, hour: int, index: int) -> tuple[int, int] | None:
    """Such as "12 mezzogiorno", "12 mezzanotte", "1 ora di pranzo": the hour on 24 hours and the lexeme after."""
    word = reader.word(index)
    if word == "mezzogiorno" and hour == 12:
        return 12, index + 1
    if word == "mezzanotte" and hour in (0, 12, 24):
        return 24, index + 1
    if word == "ora" and reader.word(index + 1) == "di" and reader.word(index + 2) == "pranzo":
        return hour + 12 if hour < 4 else hour, index + 3
    return None


def on_24_hours(hour: int, code: str) -> int:
    """The hour on 24 hours when the part of the day is told: 3 of the afternoon is 15."""
    if code == "AF" and 1 <= hour < 12:
        return hour + 12
    if code == "EV":
        return hour + 12 if 4 <= hour < 12 else 24 if hour == 12 else hour
    if code == "NI":
        return hour + 12 if 8 <= hour < 12 else 24 if hour == 12 else hour
    return 0 if code == "MO" and hour == 24 else hour


# ---- clock intervals
def read_clock_range(reader: Reader, index: int) -> Node | None:
    """Such as "dalle 9 alle 11", "tra le 5 e le 6 del pomeriggio", "dopo le 14", with the prepositions; also "9:30 - 11:00"."""
    word = reader.word(index)
    if word in ("dalle", "dall'", "dal", "dalla", "da"):
        return _from_to(reader, index)
    if word in ("tra", "fra"):
        return _between(reader, index)
    if word in ("dopo", "prima", "oltre"):
        return _open_range(reader, index)
    return _dashed(reader, index)


def _from_to(reader: Reader, index: int) -> Node | None:
    if reader.word(index) in ("dal", "dalla", "da") and reader.word(index + 1) not in _SPECIAL:
        return None
    low = read_clock_end(reader, index + 1)
    if low is None:
        return None
    at = low.last
    at += reader.word(at) == ","
    at = reader.skip(at, frozenset({"fino", "sino"}))
    if reader.word(at) not in ("alle", "all'", "a", "alla"):
        return None
    if reader.word(at) in ("a", "alla") and reader.word(at + 1) not in _SPECIAL:
        return None
    high = read_clock_end(reader, at + 1)
    if high is None or _counted(reader, high.last):
        return None
    return _range_node(reader, index, low, high)


def _between(reader: Reader, index: int) -> Node | None:
    if reader.word(index + 1) not in ("le", "l'") and ":" not in reader.word(index + 1):
        if reader.word(index + 1) not in _SPECIAL:
            return None
    low = read_clock_end(reader, index + 1)
    if low is None or reader.word(low.last) not in ("e", "ed"):
        return None
    if reader.word(low.last + 1) not in ("le", "l'") and ":" not in reader.word(low.last + 1):
        if reader.word(low.last + 1 + (reader.word(low.last + 1) == "la")) not in _SPECIAL:
            return None
    high = read_clock_end(reader, low.last + 1)
    if high is None or _counted(reader, high.last):
        return None
    return _range_node(reader, index, low, high)


def _open_range(reader: Reader, index: int) -> Node | None:
    """Such as "dopo le 14", "prima delle 9": a clock interval that is open at one end."""
    word, at = reader.word(index), index + 1
    if word == "prima":
        if reader.word(at) not in ("delle", "dell'", "di"):
            return None
    elif reader.word(at) not in ("le", "l'", "la", "mezzanotte", "mezzogiorno"):
        return None
    at += reader.word(at) not in _SPECIAL
    if reader.word(at - 1) in ("di", "la") and reader.word(at) not in _SPECIAL:
        return None
    end = read_clock_end(reader, at)
    if end is None or _counted(reader, end.last) or word == "oltre":
        return None
    clock = end.meaning
    assert isinstance(clock, Clock)
    low, high = (None, clock) if word == "prima" else (clock, None)
    return Node(index, end.last, "interval", ClockRange(low, high), "interval:clock-open", _OPEN[word])


_OPEN: dict[str, object] = {"prima": "before", "dopo": "after"}


def _dashed(reader: Reader, index: int) -> Node | None:
    """Such as "9:30 - 11:00", "ore 20.30-22.30", "4pm-5pm"."""
    low = _time(reader, index)
    if low is None or not reader.is_digits(index):
        return None
    clock, last = _half_of_day(reader, low)
    if reader.word(last) not in DASHES or not reader.is_digits(last + 1):
        return None
    high = _time(reader, last + 1)
    if high is None:
        return None
    end, after = _half_of_day(reader, high)
    written = ":" in reader.word(index) and ":" in reader.word(last + 1)
    dotted = "." in reader.word(index) and "." in reader.word(last + 1) and reader.word(index - 1) in _AT
    meridiem = after > high.last
    if not (written or dotted or meridiem):
        return None
    if low.minute is None and high.minute is None and not meridiem:
        return None
    one = Node(index, last, "time", clock, "time:clock")
    return _range_node(reader, index, one, Node(last + 1, after, "time", end, "time:clock"))


def _range_node(reader: Reader, first: int, low: Node, high: Node) -> Node | None:
    begin, end = low.meaning, high.meaning
    assert isinstance(begin, Clock)
    assert isinstance(end, Clock)
    if begin.hour < 12 and 0 < end.hour < begin.hour and end.hour == _plain_hour(reader, high):
        end = Clock(end.hour + 12, end.minute, end.second)  # "dalle nove alle cinque"
    if (
        end.hour >= 12
        and begin.hour < 12 <= begin.hour + 12 < end.hour + (end.minute or 0) / 60
        and _told_late(reader, low, high)
    ):
        begin = Clock(begin.hour + 12, begin.minute, begin.second)
    return Node(first, high.last, "interval", ClockRange(begin, end), "interval:clock")


def _plain_hour(reader: Reader, node: Node) -> int | None:
    """The hour when nothing but it is written."""
    if node.last != node.first + 1:
        return None
    return 1 if reader.word(node.first) == "una" else reader.small(node.first)


def _told_late(reader: Reader, low: Node, high: Node) -> bool:
    """Whether only the end says "del pomeriggio" or "pm", so that the start shares it: "tra le 5 e le 6 del pomeriggio"."""
    told = reader.words[high.first : high.last]
    own = reader.words[low.first : low.last]
    marks = ("pomeriggio", "sera", "pm", "p", "serata", "notte")
    return any(word in marks for word in told) and not any(
        word in (*marks, "mattina", "mattino", "am", "a") for word in own
    )


# ---- parts of the day
def part_at(reader: Reader, index: int) -> tuple[str, int] | None:
    """The code of a part of the day with its adjectives ("tarda mattinata", "notte fonda") and the lexeme after it."""
    at = index
    if reader.word(at) in ("prime", "ultime") and reader.word(at + 1) == "ore" and reader.word(at + 2) in OF:
        at += 3
        at += reader.word(at) == "l'"
    elif reader.word(at) in _ADJECTIVES or reader.word(at) == "metà":
        at += 1
        at += reader.word(at) in OF
    elif (reader.word(at) == "cuore" and reader.word(at + 1) == "della") or (
        reader.word(at) == "mezzo" and reader.word(at + 1) in OF
    ):
        at += 2
    code = reader.vocabulary.day_parts.get(reader.word(at))
    if code is None:
        return None
    last = at + 1
    if reader.word(last) in _AFTERWARDS:
        last += 1
    elif reader.word(last) == "sul" and reader.word(last + 1) in ("presto", "tardi"):
        last += 2
    return code, last


def part_after_day(reader: Reader, index: int) -> tuple[str, int] | None:
    """A part of the day right after a day: "ieri [sera]", "lunedì [nel tardo pomeriggio]", "martedì[, in mattinata]"."""
    at = index
    comma = reader.word(at) == ","
    at += comma
    linked = reader.word(at) in IN or reader.word(at) in ("di", "a", "alla", "al", "all'", "verso", "sul")
    if comma and not linked:
        return None
    found = part_at(reader, at + linked)
    if found is None:
        return None
    word = reader.word(at + linked)
    if not linked and word in ("mattinata", "serata", "nottata", "alba", "tramonto"):
        return None
    if comma and not reader.ends(found[1]):
        return None
    return found


_BARE_BEFORE = IN | frozenset({"durante", "verso", "all'", "al", "dall'", "sul"})
_BEFORE_DURING = word_set("durante per dopo verso da fino entro")


def bare_part_is_time(reader: Reader, index: int, last: int) -> bool:
    """Whether a part of the day without any day says when: "nel pomeriggio", "in serata", "di notte", "durante la notte"."""
    before, word = reader.word(index - 1), reader.word(last - 1)
    if before in _BARE_BEFORE or (before in ("la", "il", "l'") and reader.word(index - 2) in _BEFORE_DURING):
        return True
    if before in ("la", "il", "l'") and reader.word(index - 2) in ("tutta", "tutto", "intera", "quasi"):
        return True
    if before == "intera" or (before in ("del", "della") and reader.word(index - 2) == "corso"):
        return True
    if before in ("di", "a", "in", "sulla", "alla") and (
        word in _AFTERWARDS
        or last > index + 1
        or (before == "di" and word in ("notte", "sera", "mattina", "pomeriggio"))
    ):
        return True
    if reader.alone_with_article(index, last) and word != "alba":
        return True
    if before in ("la", "il") and word in ("mattina", "notte", "pomeriggio", "sera", "mattino"):
        return (reader.opens(index - 1) and not reader.is_word(last)) or reader.word(index - 2) == ","
    return last > index + 1 and before in ("nelle", "in", "nel", "nella", "dalle", "alle", "dal", "dalla", "fino")


def day_part_node(
    first: int, last: int, code: str, day: Meaning | None = None, direction: Direction | None = None
) -> Node:
    """A part of the day, of a day or of the day that the context gives."""
    return Node(first, last, "time", DayPart(code, day, direction), "time:day-part")


#: Prepositions that a day part or clock may stand behind when another rule looks for one.
BEFORE_CLOCK = TO | _AT
