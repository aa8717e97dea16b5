"""Clock times: "alle 20.40", "ore 12", "le otto e mezza di sera", "un quarto alle tre", "mezzanotte"."""

import re
from dataclasses import replace

from transforms.dates.expressions.years import FUNCTION_WORDS
from transforms.dates.meanings.clock import Clock, ClockRange
from transforms.dates.text import OF, TO, DateText, Node
from transforms.language import words_of

#: Words right before a clock time.
BEFORE_TIME = words_of("alle all' ore ora h dalle dall' delle dell' le l' per verso")
_CERTAIN = frozenset({"alle", "all'", "ore", "h"})
_BEFORE_LE = words_of(
    "verso per dopo entro sono erano tra fra oltre intorno attorno circa prima e fino sino dalle passate scoccate"
)
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:,]([0-5]\d)(?:[.:]([0-5]\d))?")
_HALVES = {"mezza": 30, "mezzo": 30}
SPECIAL_HOURS = {"mezzogiorno": 12, "mezzodì": 12, "mezzodi": 12, "mezzanotte": 24}
_HALF_OF_DAY = {
    "mattino": "MO", "mattina": "MO", "mattinata": "MO", "alba": "MO", "pomeriggio": "AF", "sera": "EV", "serata": "EV",
    "notte": "NI",
}  # fmt: skip


class Time:
    """A clock time while it is read: hour, minute, second, the lexeme after it, and whether minutes are written."""

    __slots__ = ("hour", "last", "minute", "second")

    def __init__(self, hour: int, minute: int | None, second: int | None, last: int) -> None:
        self.hour, self.minute, self.second, self.last = hour, minute, second, last


def read_clock(reader: DateText, index: int) -> Node | None:
    """A clock time that begins at the index, without "alle" or "ore", with the words that tell the half of the day."""
    time = read_time(reader, index)
    if time is None or not _is_told_as_time(reader, index, time):
        return None
    clock, last = half_of_day(reader, time)
    last = _in_punto(reader, last)
    first = index
    if (
        reader.word(index - 1) in ("alle", "all'")
        and reader.word(index - 2) == "meno"
        and reader.word(index - 3) == "o"
    ):
        first = index - 4 if reader.word(index - 4) == "più" else index
    return Node(first, last, "time", clock, "time:clock", "approximate" if first != index else None)


def read_clock_end(reader: DateText, index: int) -> Node | None:
    """A clock time in a place that makes it one ("dalle 4 alle 7"): a bare hour will do."""
    index = reader.skip(index, frozenset({"ore", "le", "l'", "la"}))
    time = read_time(reader, index)
    if time is None:
        return None
    clock, last = half_of_day(reader, time)
    return Node(index, _in_punto(reader, last), "time", clock, "time:clock")


def _in_punto(reader: DateText, index: int) -> int:
    return index + 2 if reader.word(index) == "in" and reader.word(index + 1) == "punto" else index


# ---- hour and minutes
def read_time(reader: DateText, index: int) -> Time | None:
    """The hour and minutes that begin at the index, whether or not they are meant as a time."""
    word = reader.word(index)
    if word in SPECIAL_HOURS:
        return _spoken_minutes(reader, Time(SPECIAL_HOURS[word], None, None, index + 1))
    if reader.is_digits(index):
        match = _CLOCK.fullmatch(word)
        if match is not None:
            if "," in word and not _comma_is_of_time(reader, index):
                return None
            hour, minute, second = match.groups()
            if int(hour) == 24 and int(minute):
                return None
            return Time(int(hour), int(minute), int(second) if second else None, index + 1)
        if word.isdecimal() and len(word) == 4 and word[0] in "01" and int(word[:2]) < 24 and int(word[2:]) < 60:
            return Time(int(word[:2]), int(word[2:]), None, index + 1) if reader.word(index - 1) in _CERTAIN else None
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
            return Time(hour_word, minute, None, last + 1)
    return _spoken_minutes(reader, Time(hour_word, None, None, last))


def _comma_is_of_time(reader: DateText, index: int) -> bool:
    """Whether digits with a comma are a time: "alle 15,30", "sono le 9,30", "(le 8,30 in Italia)"."""
    before = reader.word(index - 1)
    if before == "le":
        return _place_after(reader, index + 1) or reader.word(index - 2) in ("sono", "erano", "verso", "passate")
    return before in ("alle", "ore")


def _hour_h_minute(reader: DateText, index: int, hour: int) -> Time | None:
    """Such as "15h30"."""
    minute = reader.small(index + 2) if reader.glued(index + 2) else None
    if minute is None or minute >= 60 or hour < 3:
        return None
    return Time(hour, minute, None, index + 3)


def _minutes_to(reader: DateText, index: int) -> Time | None:
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
    return Time(hour - 1, 60 - minutes, None, at + 2)


def _spoken_minutes(reader: DateText, time: Time) -> Time:
    """Such as "e mezza", "e un quarto", "e venti", "meno dieci" after the hour."""
    link, at = reader.word(time.last), time.last + 1
    if link not in ("e", "meno") or (time.hour == 24 and reader.word(time.last - 1).isdecimal()):
        return time
    minutes, last = _minutes(reader, at, link)
    if minutes is None:
        return time
    if link == "meno":
        return Time((time.hour - 1) % 24, 60 - minutes, None, last)
    return Time(time.hour % 24 if time.hour == 24 else time.hour, minutes, None, last)


def _minutes(reader: DateText, at: int, link: str) -> tuple[int | None, int]:
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
def _is_told_as_time(reader: DateText, index: int, time: Time) -> bool:
    """Whether the words around make the number a clock time."""
    before = reader.word(index - 1)
    if reader.word(index) == "mezzogiorno" and reader.is_capital(index) and not reader.opens(index):
        return False  # the South of Italy
    if reader.word(index) in SPECIAL_HOURS or (
        reader.word(index + 1) in ("minuti", "minuto", "quarto") and time.minute
    ):
        return (
            time.minute is None
            or reader.word(index) in SPECIAL_HOURS
            or reader.word(time.last - 2) in ("alle", "all'")
            or _spoken_alone(reader, index, time)
        )
    word = reader.word(index)
    if reader.is_digits(index) and ":" in word:
        return (
            reader.word(time.last) not in ("%", "€")
            and before not in ("%", "rapporto")
            and not (before in ("+", "-", "−", "–") and reader.word(index - 2) in ("utc", "gmt"))
            and not (before == "+" and reader.glued(index) and ":" in reader.word(index - 2))  # "12:23:59+01:00"
        )
    if (
        _half_code(reader, time.last)
        or _noon(reader, time.hour, time.last)
        or _in_punto(reader, time.last) != time.last
    ):
        return True
    if reader.word(index + 1) == "h" and reader.glued(index + 1):
        return True
    if reader.is_digits(index) and ("." in word or "," in word or time.second is not None):
        return _dotted_is_time(reader, index, time)
    if before in ("ore", "h"):
        return reader.word(index - 2) not in ("due", "24") and not counts_noun(reader, time.last)
    if before in ("alle", "all'", "dalle", "dall'") or _le_before(reader, index):
        return not counts_noun(reader, time.last)
    if before == "le" and (time.minute is not None or _day_after(reader, time.last) or _place_after(reader, time.last)):
        return not counts_noun(reader, time.last)
    if time.minute is not None and time.last > index + 2:
        return _spoken_alone(reader, index, time)
    return False


def _day_after(reader: DateText, index: int) -> bool:
    """Whether "di" and a day follow an hour: "le 3 di ieri pomeriggio"."""
    word = reader.word(index + 1)
    return reader.word(index) == "di" and (word in reader.vocabulary.day_words or word in reader.vocabulary.weekdays)


def _place_after(reader: DateText, index: int) -> bool:
    """Whether the place whose clock is meant follows an hour: "(le 7 in Italia)", "le 9 ora di Roma"."""
    word, after = reader.word(index), reader.word(index + 1)
    if word == "ora":
        return after in ("di", "locale", "italiana") or reader.is_capital(index + 1)
    return word in ("italiane", "locali") or (word in ("in", "a") and reader.titled(index + 1))


def _dotted_is_time(reader: DateText, index: int, time: Time) -> bool:
    """Whether digits with a point are a time: "alle 12.30", "20.15 ora locale"; otherwise they are a number."""
    before = reader.word(index - 1)
    if before in _CERTAIN or before in ("dalle", "delle", "ora", "le"):  # no plural noun is worth "le 9.20"
        return not counts_noun(reader, time.last)
    if before == "(" and reader.word(index - 2) in ("ore", "alle"):
        return True
    if reader.word(time.last) == "ora" and reader.word(time.last + 1) in ("locale", "italiana"):
        return True
    return (reader.alone(index, time.last) and ".00" in reader.word(index)) or _program(reader, index)


def _program(reader: DateText, index: int) -> bool:
    """Such as "alle 7.30 e 12.30", "7.30 - 9.30": a time beside a time."""
    link = reader.word(index - 1)
    if link in ("e", "-", "–", "o") and reader.is_digits(index - 2):
        previous = _CLOCK.fullmatch(reader.word(index - 2))
        return previous is not None and reader.word(index - 3) in ("alle", "ore", "dalle", "delle")
    return False


def _spoken_alone(reader: DateText, index: int, time: Time) -> bool:
    """Such as "dodici e mezza", "cinque e quindici minuti", "tre e 20" where nothing else is written."""
    if reader.word(time.last - 1) == "mezzo" and reader.word(index) not in SPECIAL_HOURS:
        return False
    if reader.word(time.last - 1) in ("mezza",) or reader.word(time.last - 1) in ("minuti", "minuto"):
        return reader.word(index - 1) not in ("tra", "fra", "da", "i", "in") and reader.unit(time.last) is None
    if reader.word(time.last - 1) == "quarto":
        return reader.word(index - 1) in ("le", "alle", "") or reader.alone(index, time.last)
    return reader.alone(index, time.last)


def _le_before(reader: DateText, index: int) -> bool:
    """Such as "verso le 15", "sono le sette", "per le 20"."""
    if reader.word(index - 1) in ("le", "l'") and reader.word(index - 2) in _BEFORE_LE:
        return reader.word(index - 2) not in ("e", "tra", "fra") or _CLOCK.fullmatch(reader.word(index)) is not None
    return False


#: Words that follow an hour and end like a plural noun.
_ADVERBS = words_of(
    "mentre davanti come oppure sulle sulla sugli nelle negli nella dalle dagli circa forse infine inoltre invece "
    "insieme intanto anche dove quando verso durante oltre sotto sopra fuori dentro vicino lungo via dietro accanto "
    "secondo tramite mediante eccetto tranne sempre ogni puntuali precise comprese incluse escluse successive"
)
_UNCOUNTED = words_of(
    "a ad al alla all' da dal dalla di del della dell' delle dei e ed o in nel nella con per tra su sul sulla "
    "il la lo l' i gli le un una ora ore circa è ha hanno sono era erano si presso ma che quando dove locali "
    "italiane italiana precise esatte italiani ci c' c'è tutti tutte ieri oggi domani stamattina stasera fino "
    "sino non nei negli questa questo parte apre chiude prende scende inizia iniziano utc gmt cet cest scatta "
    "comincia arriva verrà avrà alle dalle anche fu furono aveva avevano verso sia poi pm am a.m p.m locale"
)


def counts_noun(reader: DateText, index: int) -> bool:
    """Whether a noun follows that the number counts: "alle 17 vittime"."""
    word = reader.word(index)
    if not reader.is_word(index):
        return word in ("%", "€", "$", "°")
    if (
        word in _UNCOUNTED
        or word in FUNCTION_WORDS
        or word in _ADVERBS
        or reader.is_capital(index)
        or word in reader.vocabulary.months
    ):
        return False
    if reader.weekday(index) is not None or word in reader.vocabulary.day_words or len(word) < 3:
        return False
    if word in ("mila", "milioni", "miliardi", "euro", "percento", "miglia", "libbre"):
        return True
    return word[-1] in "ie"


# ---- half of the day
def _half_code(reader: DateText, index: int) -> tuple[str, int] | None:
    """Such as "di sera", "del pomeriggio", "della notte" after a time, and the lexeme after it."""
    if reader.word(index) == "in" and reader.word(index + 1) == "punto":
        index += 2
    if reader.word(index) not in OF:
        return None
    code = _HALF_OF_DAY.get(reader.word(index + 1))
    return (code, index + 2) if code is not None else None


def _meridiem(reader: DateText, index: int) -> tuple[bool, int] | None:
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


def half_of_day(reader: DateText, time: Time) -> tuple[Clock, int]:
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


def _noon(reader: DateText, hour: int, index: int) -> tuple[int, int] | None:
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


# ---- parts of the day


#: Prepositions that a day part or clock may stand behind when another rule looks for one.
BEFORE_CLOCK = TO | BEFORE_TIME
