"""Clock times: "alle 20.40", "ore 12", "le otto e mezza di sera", "un quarto alle tre", "mezzanotte"."""

import re
from dataclasses import replace
from typing import NamedTuple

from transforms.dates.expressions.years import FUNCTION_WORDS
from transforms.dates.meanings.clock import Clock, ClockRange
from transforms.dates.text import CONTEXTS, DASHES, MINUTE_MARKS, NUMBER, SENTENCE_END, DateText, Expression, Node
from transforms.dates.words import date_words
from transforms.language import ADVERBS, ARTICLES, OF, TO, words_of

#: Words right before a clock time.
BEFORE_TIME = words_of("alle all' ore ora h dalle dall' delle dell' le l' per verso")
_CERTAIN = frozenset({"alle", "all'", "ore", "h"})
_BEFORE_LE = words_of(
    "verso per dopo entro sono erano tra fra oltre intorno attorno circa prima e fino sino dalle passate scoccate poco"
)
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:,]([0-5]\d)(?:[.:]([0-5]\d))?")
_DAY = re.compile(r"\d{1,2}([/.])\d{1,2}\1\d{4}")
SPECIAL_HOURS = {"mezzogiorno": 12, "mezzodì": 12, "mezzodi": 12, "mezzanotte": 24}


class Time(NamedTuple):
    """A clock time while it is read, and the lexeme after it."""

    hour: int
    minute: int | None
    second: int | None
    last: int


def read_clock(text: DateText, index: int) -> Node | None:
    """A clock time that begins at the index, without "alle" or "ore", with the words that tell the half of the day."""
    if not _may_be_clock(text, index):
        return None
    time = read_time(text, index)
    if time is None or not _is_told_as_time(text, index, time):
        return None
    clock, last = half_of_day(text, time)
    last = _in_punto(text, last)
    first = index
    if text.word(index - 1) in ("alle", "all'") and text.word(index - 2) == "meno" and text.word(index - 3) == "o":
        first = index - 4 if text.word(index - 4) == "più" else index
    return Node(first, last, "time", clock, "time:clock", "approximate" if first != index else None)


def _may_be_clock(text: DateText, index: int) -> bool:
    """A quick look: whether something beside the number can make it a clock time."""
    word, numeral = text.word(index), text.numerals.get(index)
    if word in SPECIAL_HOURS or (text.is_digits(index) and (not word.isdecimal() or len(word) == 4)):
        return True
    after = numeral is not None and text.word(numeral.last) in _AFTER_CLOCK
    before = text.word(index - 1) in BEFORE_CLOCK or _is_behind_abbreviation(text, index)
    return after or before or text.word(index + 1) in _AFTER_CLOCK


_AFTER_CLOCK = OF | words_of(
    "in e meno h am pm a p ora mezzogiorno mezzanotte - – minuti minuto quarto alle all' circa"
)


def read_clock_end(text: DateText, index: int, told: bool = False) -> Node | None:
    """A clock time in a place that makes it one ("dalle 4 alle 7"): a bare hour will do.

    `told`: the place is so sure that digits with a comma are a time too ("tra le 9 e le 12,30").
    """
    index = text.skip(text.skip(index, frozenset({"le", "l'", "la"})), frozenset({"ore", "h"}))
    time = read_time(text, index, told)
    if time is None:
        return None
    clock, last = half_of_day(text, time)
    return Node(index, _in_punto(text, last), "time", clock, "time:clock")


def _in_punto(text: DateText, index: int) -> int:
    return index + 2 if text.word(index) == "in" and text.word(index + 1) == "punto" else index


# ---- hour and minutes
def read_time(text: DateText, index: int, told: bool = False) -> Time | None:
    """The hour and minutes that begin at the index, whether or not they are meant as a time (`told`: they are)."""
    word = text.word(index)
    if word in SPECIAL_HOURS:
        return _spoken_minutes(text, Time(SPECIAL_HOURS[word], None, None, index + 1))
    if text.is_digits(index):
        match = _CLOCK.fullmatch(word)
        if match is not None:
            if "," in word and not told and not _comma_is_of_time(text, index):
                return None
            hour, minute, second = match.groups()
            if int(hour) == 24 and int(minute):
                return None
            return Time(int(hour), int(minute), int(second) if second else None, index + 1)
        if word.isdecimal() and len(word) == 4 and word[0] in "01" and int(word[:2]) < 24 and int(word[2:]) < 60:
            return Time(int(word[:2]), int(word[2:]), None, index + 1) if text.word(index - 1) in _CERTAIN else None
    backwards = _minutes_to(text, index)
    if backwards is not None:
        return backwards
    hour_word = 1 if word in ("una", "uno") else text.small(index)
    if hour_word is None or not 0 <= hour_word <= 24 or (text.word(index) == "zero" and text.word(index - 1) != "ore"):
        return None
    if text.is_digits(index) and text.word(index + 1) == "h" and text.glued(index + 1):
        return _hour_h_minute(text, index, hour_word)
    return _minutes_apart(text, index, hour_word) or _spoken_minutes(text, Time(hour_word, None, None, index + 1))


def _minutes_apart(text: DateText, index: int, hour: int) -> Time | None:
    """Minutes that a blank keeps from the hour: "ore 18 30", "alle 18 : 30"."""
    colon = text.word(index + 1) == ":"
    at = index + 1 + colon
    apart = not text.glued(at) and not (colon and text.glued(index + 1))  # "alle 18: 30 barche"
    if not apart or not text.is_digits(at) or len(text.word(at)) != 2 or text.word(index - 1) not in _CERTAIN:
        return None
    minute = text.small(at)
    stands = minute is not None and minute < 60 and (colon or text.ends(at + 1))
    return Time(hour, minute, None, at + 1) if stands else None


def _comma_is_of_time(text: DateText, index: int) -> bool:
    """Whether digits with a comma are a time: "alle 15,30", "sono le 9,30", "(le 8,30 in Italia)"."""
    before = text.word(index - 1)
    if before == "le":
        told = _place_after(text, index + 1) or _day_after(text, index + 1)
        return told or text.word(index - 2) in _BEFORE_LE - {"tra", "fra", "oltre", "e"}
    if before in DASHES and "," in text.word(index - 2):  # "ore 9,30-12,30"
        return _CLOCK.fullmatch(text.word(index - 2)) is not None and text.word(index - 3) in _CERTAIN
    entry = _opens_entry(text, index, index + 1)
    return entry or before in ("alle", "ore", "h", "dalle") or _is_behind_abbreviation(text, index)


def _hour_h_minute(text: DateText, index: int, hour: int) -> Time | None:
    """Such as "15h30"."""
    minute = text.small(index + 2) if text.glued(index + 2) else None
    if minute is None or minute >= 60 or hour < 3:
        return None
    return Time(hour, minute, None, index + 3)


def _minutes_to(text: DateText, index: int) -> Time | None:
    """Such as "un quarto alle tre", "dieci minuti alle otto"."""
    if text.word(index) == "un" and text.word(index + 1) == "quarto":
        minutes, at = 15, index + 2
    else:
        count = text.small(index)
        if count is None or not 1 <= count <= 40 or text.word(index + 1) not in ("minuti", "minuto"):
            return None
        minutes, at = count, index + 2
    if text.word(at) not in ("alle", "all'"):
        return None
    hour = 1 if text.word(at + 1) == "una" else text.small(at + 1)
    if hour is None or not 1 <= hour <= 24 or not text.ends(at + 2):
        return None
    return Time(hour - 1, 60 - minutes, None, at + 2)


def _spoken_minutes(text: DateText, time: Time) -> Time:
    """Such as "e mezza", "e un quarto", "e venti", "meno dieci" after the hour."""
    link, at = text.word(time.last), time.last + 1
    if link not in ("e", "meno") or (time.hour == 24 and text.word(time.last - 1).isdecimal()):
        return time
    minutes, last = _minutes(text, at, link)
    if minutes is None:
        return time
    if link == "meno":
        return Time((time.hour - 1) % 24, 60 - minutes, None, last)
    return Time(time.hour % 24 if time.hour == 24 else time.hour, minutes, None, last)


def _minutes(text: DateText, at: int, link: str) -> tuple[int | None, int]:
    word = text.word(at)
    if word in ("mezza", "mezzo"):
        return 30, at + 1
    if word == "un" and text.word(at + 1) == "quarto":
        return 15, at + 2
    if word in ("tre", "3") and text.word(at + 1) == "quarti":
        return 45, at + 2
    minute = text.small(at)
    if minute is None or not 1 <= minute < 60 or text.word(at) in ("le", "l'"):
        return None, at
    last = at + 1
    if text.word(last) in ("minuti", "minuto"):
        return minute, last + 1
    if text.unit(last) is not None or (link == "e" and minute < 5 and text.is_digits(at)):
        return None, at
    return minute, last


# ---- is it a time?
#: Before hours, which are feminine, these never stand.
_OF_MANY = words_of("ai dei i gli agli nei sui dai negli")
#: So near before a compared number an hour makes it one.
_NEAR_OTHER = 12
#: Before an article these compare an amount with another of the same kind.
_COMPARING, _COMPARED_ARTICLES = words_of("contro rispetto fronte confronto anziché invece"), words_of("le alle delle")


def _is_told_as_time(text: DateText, index: int, time: Time) -> bool:
    """Whether the words around make the number a clock time."""
    before = text.word(index - 1)
    south = text.word(index) == "mezzogiorno" and text.is_capital(index) and not text.opens(index)
    amount = before in _OF_MANY or (time.minute is None and _is_compared(text, index))
    if south or amount:  # the South of Italy; "ai nove della mattina se ne aggiungono due"
        return False
    if text.word(index) in SPECIAL_HOURS or (text.word(index + 1) in ("minuti", "minuto", "quarto") and time.minute):
        return (
            time.minute is None
            or text.word(index) in SPECIAL_HOURS
            or text.word(time.last - 2) in ("alle", "all'")
            or _spoken_alone(text, index, time)
        )
    word = text.word(index)
    if text.is_digits(index) and ":" in word:
        return (
            text.word(time.last) not in ("%", "€")
            and before not in ("%", "rapporto", "minuto")  # "al minuto 13:10" of a match
            and not (before in ("+", "-", "−", "–") and text.word(index - 2) in ("utc", "gmt"))
            and not (before == "+" and text.glued(index) and ":" in text.word(index - 2))  # "12:23:59+01:00"
        )
    if _half_code(text, time.last) or _noon(text, time.hour, time.last) or _in_punto(text, time.last) != time.last:
        return True
    if text.word(index + 1) == "h" and text.glued(index + 1):
        return not (text.word(time.last) in MINUTE_MARKS and text.glued(time.last))  # "3h40'" is how long
    if text.is_digits(index) and ("." in word or "," in word or time.second is not None):
        return _dotted_is_time(text, index, time)
    if before in ("ore", "h") or _is_behind_abbreviation(text, index):
        return text.word(index - 2) not in ("due", "24") and not counts_noun(text, time.last)
    if text.word(time.last) == "ore" and text.word(time.last + 1) not in ("italiane", "locali"):
        return False  # "si passa alle 24 ore"
    if before in ("alle", "all'", "dalle", "dall'") or _le_before(text, index):
        return not counts_noun(text, time.last)
    if before == "le" and (time.minute is not None or _day_after(text, time.last) or _place_after(text, time.last)):
        return not counts_noun(text, time.last)
    if time.minute is not None and time.last > index + 2:
        return _spoken_alone(text, index, time)
    return False


def _is_compared(text: DateText, index: int) -> bool:
    """Whether a bare number is an amount for its article: "undici feriti contro le 8 di ieri", "i verdi all'11"."""
    before = text.word(index - 1)
    if before == "all'":
        return text.is_digits(index) and text.word(index) != "1"  # hours are more than one: "alle 11"
    if before not in _COMPARED_ARTICLES or text.word(index - 2) not in _COMPARING:
        return False
    for at in range(index - 3, max(-1, index - _NEAR_OTHER), -1):
        if text.words[at] in SENTENCE_END:
            return True
        if text.words[at] in _CERTAIN and at + 1 in text.numerals:
            return False  # "alle 18 anziché alle 17"
    return True


def _is_behind_abbreviation(text: DateText, index: int) -> bool:
    """Whether "h." stands before a number: "h. 18.30", "alle h. 21"."""
    return text.word(index - 1) == "." and text.glued(index - 1) and text.word(index - 2) == "h"


def _day_after(text: DateText, index: int) -> bool:
    """Whether "di" and a day follow an hour: "le 3 di ieri pomeriggio"."""
    word = text.word(index + 1)
    return text.word(index) in OF and (word in text.vocabulary.day_words or word in text.vocabulary.weekdays)


def _place_after(text: DateText, index: int) -> bool:
    """Whether the place whose clock is meant follows an hour: "(le 7 in Italia)", "le 9 ora di Roma"."""
    word, after = text.word(index), text.word(index + 1)
    if word == "ora":
        return after in ("di", "locale", "italiana") or text.is_capital(index + 1)
    return word in ("italiane", "locali") or word in _ZONES or (word in ("in", "a") and text.titled(index + 1))


def _dotted_is_time(text: DateText, index: int, time: Time) -> bool:
    """Whether digits with a point are a time: "alle 12.30", "20.15 ora locale"; otherwise they are a number."""
    before = text.word(index - 1)
    if before in ("le", *_AT) and len(text.word(index)) == len("23.30"):
        return text.word(time.last) not in CONTEXTS["measure"]  # "alle 23.30 diretti a Lecce"
    if before in _CERTAIN or before in ("dalle", "delle", "ora", "le"):  # no plural noun is worth "le 9.20"
        return not counts_noun(text, time.last)
    if before == "(" and text.word(index - 2) in ("ore", "alle"):
        return True
    if text.word(index - 1 - (before == ":")) in _UPDATED:  # "Aggiornato: 18.30"
        return True
    if _is_behind_abbreviation(text, index) or _is_behind_day(text, index):
        return not counts_noun(text, time.last)
    if _opens_entry(text, index, time.last):
        return True
    if before in _HEADER_MARKS and _is_year_of_date(text, index - 2):  # "5 marzo 2026 | 8.30"
        return time.minute is not None and not counts_noun(text, time.last)
    if text.word(time.last) == "ora" and text.word(time.last + 1) in ("locale", "italiana"):
        return True
    if before == "(" and text.word(time.last) in _ZONES:
        return True
    if text.alone(index, time.last) and ".00" in text.word(index):
        return True
    return _program(text, index) and not counts_noun(text, time.last)  # "alle 20.30, 12.50 euro"


def _opens_entry(text: DateText, index: int, last: int) -> bool:
    """Whether a time opens a line of a running report: "9.20 – Primi arrivi", "9.20: primi arrivi"."""
    if text.word(index - 1) in ("\n", "") and text.word(last) == ":" and text.glued(last):
        return text.is_word(last + 1) and not text.glued(last + 1)
    if text.word(index - 1) not in ("\n", "") or text.word(last) not in DASHES or text.glued(last):
        return False
    return text.is_capital(last + 1) or text.word(last + 1) in _QUOTING


_QUOTING = frozenset('"«“„')
_UPDATED = words_of("aggiornamento aggiornato aggiornata agg")
_AT, _ZONES = words_of("alle dalle ore"), words_of("utc gmt cet cest")
_HEADER_MARKS = words_of("| - – — · • ,")


def _is_behind_day(text: DateText, index: int) -> bool:
    """Whether a day stands before a number: "venerdì 20.30", "domani, 18.30"."""
    at = index - 1 - (text.word(index - 1) == ",")
    day = text.phrase(text.vocabulary.day_words, at)
    return text.weekday_beside_number(at) is not None or (day is not None and day[1] == at + 1)


def _is_year_of_date(text: DateText, index: int) -> bool:
    """Whether a date ends there: "marzo 2026", "05/03/2026"."""
    word = text.word(index)
    written = len(word) == 4 and text.year(index) is not None and text.month_beside_number(index - 1) is not None
    return written or (text.is_digits(index) and _DAY.fullmatch(word) is not None)


def _program(text: DateText, index: int) -> bool:
    """Such as "alle 7.30 e 12.30", "alle 7.30, 9.30 e 18.45", "7.30 - 9.30": a time beside a time."""
    for _ in range(_MOST_TIMES):
        listed = text.word(index - 1) in _BETWEEN_TIMES and text.is_digits(index - 2)
        if not listed or _CLOCK.fullmatch(text.word(index - 2)) is None:
            return False
        if text.word(index - 3) in ("alle", "ore", "dalle", "delle"):
            return True
        index -= 2
    return False


#: What parts the times of a programme, and how many of them there may be before the last.
_BETWEEN_TIMES, _MOST_TIMES = words_of("e , - – o"), 8


def _spoken_alone(text: DateText, index: int, time: Time) -> bool:
    """Such as "dodici e mezza", "cinque e quindici minuti", "tre e 20" where nothing else is written."""
    if text.word(time.last - 1) == "mezzo" and text.word(index) not in SPECIAL_HOURS:
        return False
    if text.word(time.last - 1) in ("mezza",) or text.word(time.last - 1) in ("minuti", "minuto"):
        return text.word(index - 1) not in ("tra", "fra", "da", "i", "in") and text.unit(time.last) is None
    if text.word(time.last - 1) == "quarto":
        return text.word(index - 1) in ("le", "alle", "") or text.alone(index, time.last)
    return text.alone(index, time.last)


def _le_before(text: DateText, index: int) -> bool:
    """Such as "verso le 15", "sono le sette", "per le 20", "poco prima delle 23", "il treno delle 7"."""
    if text.word(index - 1) in ("delle", "dell'") and text.word(index - 2) in CONTEXTS["scheduled"]:
        return True
    if text.word(index - 1) in ("delle", "dell'") and text.word(index - 2) == "prima":
        return text.word(index - 3) not in ARTICLES  # "la prima delle 9 scosse"
    if text.word(index - 1) in ("le", "l'") and text.word(index - 2) in _BEFORE_LE:
        return text.word(index - 2) not in ("e", "tra", "fra") or _CLOCK.fullmatch(text.word(index)) is not None
    return False


def counts_noun(text: DateText, index: int) -> bool:
    """Whether a noun follows that the number counts: "alle 17 vittime"."""
    word = text.word(index)
    if not text.is_word(index) or index in text.numerals:
        return word in ("%", "€", "$", "°")
    if len(word) < 3 or text.is_capital(index) or word in _UNCOUNTED:
        return False
    return word[-1] in "ie" or word in ("mila", "euro", "percento", "miglia")


#: Words that follow an hour and end like a plural noun.
_UNCOUNTED = frozenset().union(
    FUNCTION_WORDS, ADVERBS, CONTEXTS["verb"], CONTEXTS["after_hour"],
    date_words().months, date_words().weekdays, date_words().day_words,
)  # fmt: skip


# ---- half of the day
def _half_code(text: DateText, index: int) -> tuple[str, int] | None:
    """Such as "di sera", "del pomeriggio", "della notte" after a time, and the lexeme after it."""
    if text.word(index) == "in" and text.word(index + 1) == "punto":
        index += 2
    if text.word(index) not in OF:
        return None
    code = text.vocabulary.day_parts.get(text.word(index + 1))
    return (code, index + 2) if code is not None else None


def _meridiem(text: DateText, index: int) -> tuple[bool, int] | None:
    """Such as "am", "p.m." after a time: whether it is the afternoon, and the lexeme after it."""
    word = text.word(index)
    if word in ("am", "pm"):
        return word == "pm", index + 1
    if word in ("a", "p"):
        at = index + 1 + (text.word(index + 1) == ".")
        if text.word(at) == "m" and (at == index + 2 or text.lexemes[at].end - text.lexemes[index].start <= 4):
            if at == index + 1 and text.word(at + 1) not in ("", "."):
                return None
            return word == "p", at + 1
    return None


def half_of_day(text: DateText, time: Time) -> tuple[Clock, int]:
    """The clock time on 24 hours, with the words that tell the half of the day."""
    hour, last = time.hour, time.last
    meridiem = _meridiem(text, last)
    if meridiem is not None and hour <= 12:
        hour, last = hour % 12 + (12 if meridiem[0] else 0), meridiem[1]
    lunch = _noon(text, hour, last)
    if lunch is not None:
        return Clock(lunch[0], time.minute, time.second), lunch[1]
    half = _half_code(text, last)
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


def _noon(text: DateText, hour: int, index: int) -> tuple[int, int] | None:
    """Such as "12 mezzogiorno", "12 mezzanotte", "1 ora di pranzo": the hour on 24 hours and the lexeme after."""
    word = text.word(index)
    if word == "mezzogiorno" and hour == 12:
        return 12, index + 1
    if word == "mezzanotte" and hour in (0, 12, 24):
        return 24, index + 1
    if word == "ora" and text.word(index + 1) == "di" and text.word(index + 2) == "pranzo":
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


#: Prepositions that a day part or clock may stand behind when another rule looks for one.
BEFORE_CLOCK = TO | BEFORE_TIME


def _read_one_o_clock(text: DateText, index: int) -> Node | None:
    """Such as "l'una", "all'una e mezza"."""
    return read_clock(text, index + 1)


EXPRESSIONS = (
    Expression("clock", SPECIAL_HOURS.keys() | {NUMBER}, read_clock),
    Expression("quarter to", frozenset({"un"}), read_clock, frozenset({"quarto"})),
    Expression("one of the day", frozenset({"una"}), read_clock, words_of("di del della")),
    Expression("one o'clock", words_of("l' all' dall' dell'"), _read_one_o_clock, frozenset({"una"})),
)
