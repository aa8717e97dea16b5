"""Single time expressions of all kinds, found by the word they begin with: `read_point` is the door.

Everything here is one place in time. Intervals are read in `date_ranges`, clock times in `clock`, measures in
`durations`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from transforms.contract import Modifier
from transforms.dates import calendar
from transforms.dates.expressions.day_parts import day_part_node, part_at
from transforms.dates.expressions.durations import read_steps
from transforms.dates.expressions.english import read_english
from transforms.dates.expressions.named import (
    CENTURY_NAMES,
    read_century,
    read_decade,
    read_holiday,
    read_season,
    roman_at,
)
from transforms.dates.expressions.relative import (
    direction_at,
    is_plural,
    read_last_units,
    read_relative_unit,
    read_shift,
    shift_moves,
    weekend_at,
)
from transforms.dates.expressions.written import ROADS, outer_year, read_calendar, read_numeric, year_tail
from transforms.dates.expressions.years import counts_something, read_year
from transforms.dates.meanings.periods import FirstUnits, Half, HolidayDay, Portion, Rest, SamePeriod, Season, UnitOfDay
from transforms.dates.meanings.points import Calendar, Fixed, Meaning, NearDay, Nth, Shift, UnitAway, Weekday
from transforms.dates.text import ARTICLES, IN, OF, ONE, VAGUE_COUNTS, DateText, Node
from transforms.dates.words import DayWord, Direction, Holiday
from transforms.language import words_of
from transforms.numbers import ordinal_of_word

_PORTIONS: dict[str, Modifier] = {
    "fine": "end", "inizio": "start", "inizi": "start", "principio": "start", "metà": "mid", "cavallo": "mid",
}  # fmt: skip


def read_point(reader: DateText, index: int, depth: int = 0) -> list[Node]:
    """The time expressions that begin at the index: usually one, several for coordinated days; empty when none does.

    Args:
        reader: the text.
        index: where to look; articles and prepositions are not skipped.
        depth: how deep "fine della prima settimana di …" is nested already.
    """
    word = reader.word(index)
    readers = _POINT_READERS.get(word)
    if readers is None:
        readers = _point_readers(reader, word)
    if index in reader.numerals:
        readers = (*_NUMBER_READERS, *(read for read in readers if read not in _NUMBER_READERS))
    for read in readers:
        found = read(reader, index, depth)
        if found:
            return found
    return []


_PointReader = Callable[[DateText, int, int], list[Node]]
#: For each word seen so far, the readers that can begin with it.
_POINT_READERS: dict[str, tuple[_PointReader, ...]] = {}


def _point_readers(reader: DateText, word: str) -> tuple[_PointReader, ...]:
    """The readers that can begin with a word, in the order in which they are tried."""
    words = reader.vocabulary
    ordinal = word in _ORDINAL_LIKE or (len(word) > 3 and ordinal_of_word(word) is not None)
    counted = word in ONE or word in VAGUE_COUNTS or word in ("tra", "fra", "mezz'", "mezzo", "mezza", "mezzora")
    tests: tuple[tuple[bool, _PointReader], ...] = (
        (word in words.day_words or word == "indomani", _read_day_word),
        (word in words.holidays, _one(read_holiday)),
        (counted or word in words.units, _read_shifted),
        (
            word in words.weekdays or word in words.months or word in words.month_abbreviations or ordinal
            or word in words.weekday_abbreviations or word in words.english_months or word in ("'", "uno"),
            _read_calendar,
        ),
        (word in _PORTIONS or word in ("primi", "inizi", "resto"), _read_portion),
        (ordinal or word in _CODES, _read_nth),
        (len(word) < 8 and bool(_ROMAN.fullmatch(word)), _read_nth),
        (word in ("anni", "decennio"), read_decade),
        (
            word in ("secolo", "'") or ordinal or word in CENTURY_NAMES or bool(_ROMAN.fullmatch(word)),
            read_century,
        ),
        (word in words.directions or word in _LASTS, _one(_read_directed)),
        (word in words.units or word in ("weekend", "week", "fine"), _one(_read_unit)),
        (word in words.seasons, _one(read_season)),
    )  # fmt: skip
    readers = tuple(read for applies, read in tests if applies)
    if len(_POINT_READERS) < 20000:
        _POINT_READERS[word] = readers
    return readers


_ROMAN = re.compile("[ivxlcdm]+")
_LASTS = frozenset({"ultimo", "ultima", "ultimi", "ultime", "primi", "prime"})
_ORDINAL_LIKE = words_of("primo ultimo ultima ultimi ultime penultimo penultima primi prime")


@cache
def _one(read: Callable[[DateText, int], Node | None]) -> _PointReader:
    """A reader of one node as a reader of several."""

    def read_several(reader: DateText, index: int, depth: int) -> list[Node]:
        node = read(reader, index)
        return [node] if node is not None else []

    return read_several


def read_whole(reader: DateText, index: int, depth: int) -> Node | None:
    """The longer period that a part belongs to, its article skipped: "ottobre 2014", "mese", "anni novanta", "2014"."""
    if depth > 2:
        return None
    if reader.word(index) in ("il", "la", "lo", "l'", "gli", "i", "mia", "mio"):
        index += 1
    if reader.word(index) in ("mia", "mio", "sua"):
        index += 1
    if reader.word(index) == "mese" and reader.word(index + 1) in OF:
        inner = read_whole(reader, index + 2, depth + 1)
        if inner is not None:
            return inner
    year = _year_as_whole(reader, index)
    if year is not None:
        return year
    found = read_point(reader, index, depth + 1)
    if len(found) == 1:
        return found[0]
    unit = reader.unit(index)
    if unit is None or unit[0].unit not in _RUNNING_UNITS or is_plural(reader.word(index)):
        return None
    if reader.word(index) == "notte":
        return None
    last = unit[1] + (reader.word(unit[1]) == "corrente")
    return Node(index, last, "date", UnitAway(unit[0].unit, 0), "date:unit")


#: Units that mean the running one when nothing else is said: "fine mese", "metà settimana".
_RUNNING_UNITS = words_of("day week month quarter half_year year decade century")


def _year_as_whole(reader: DateText, index: int) -> Node | None:
    """Such as "2014", "anno 2014"."""
    named = reader.word(index) == "anno"
    year = reader.year(index + named)
    period = calendar.year_of(year[0]) if year is not None else None
    if year is None or period is None or (not named and counts_something(reader, year[1])):
        return None
    return Node(index, year[1], "date", Fixed(period), "date:year")


# ---- day words and shifts
def _read_day_word(reader: DateText, index: int, depth: int) -> list[Node]:
    if reader.word(index) == "indomani":
        return (
            [Node(index, index + 1, "date", NearDay(1, "told"), "date:day-word")]
            if reader.word(index + 1) not in OF
            else []
        )
    found = reader.phrase(reader.vocabulary.day_words, index)
    if found is None:
        return []
    word, last = found
    assert isinstance(word, DayWord)
    if reader.word(index) == "in" or reader.word(index) == "giornata":
        if reader.word(last) in OF and reader.word(index) == "in":
            return []
        index = index + 1 if reader.word(index) == "in" else index
    meaning: Meaning = NearDay(word.offset)
    if reader.word(index).startswith("odiern") and not _is_of_today(reader, index):
        return []
    if word.day_part is None:
        return [Node(index, last, "date", meaning, "date:day-word")]
    if word.day_part == "NI":  # stanotte: the tense tells which night
        return [day_part_node(index, last, "NI", None, "this")]
    return [day_part_node(index, last, word.day_part, meaning)]


def _is_of_today(reader: DateText, index: int) -> bool:
    """Whether "odierno" means today ("la seduta odierna") and not nowadays ("l'odierna Turchia")."""
    noun = reader.word(index - 1)
    if noun in ARTICLES or noun in OF or noun in IN:
        return not reader.is_capital(index + 1) and reader.word(index + 1) not in _NOWADAYS
    return noun not in _NOWADAYS


#: Nouns with which "odierno" means nowadays.
_NOWADAYS = words_of(
    "società epoca mondo tempi generazione generazioni economia politica cultura città paese territorio situazione "
    "realtà civiltà vita lingua arte musica cinema calcio mercato capitale stato tecnologia uso confini forma aspetto "
    "via piazza sede nome letteratura architettura europa italia repubblica regione provincia comune denominazione"
)


def _begins_day(reader: DateText, index: int) -> bool:
    """Whether a day begins at once: "tre giorni dopo domani", "due giorni dopo venerdì"."""
    word = reader.word(index)
    return word in reader.vocabulary.day_words or word in reader.vocabulary.weekdays


def _read_shifted(reader: DateText, index: int, depth: int) -> list[Node]:
    """Such as "tre giorni fa", and "3 giorni dopo venerdì", "tra 2 settimane da sabato" counted from another date."""
    shift = read_shift(reader, index)
    ahead = reader.word(index) in ("tra", "fra")
    start = index + ahead
    counted = shift is not None and reader.word(shift.last - 1) in ("dopo", "prima") and _begins_day(reader, shift.last)
    if shift is not None and not counted and not (ahead and reader.word(shift.last) in ("da", "dopo")):
        return [shift]
    if depth > 1 or reader.count(start) is None:
        return [shift] if shift is not None else []
    steps = read_steps(reader, start)
    if steps is None or steps.vague or reader.word(steps.last) not in ("dopo", "da", "prima"):
        return [shift] if shift is not None else []
    link = reader.word(steps.last)
    at = steps.last + 1
    at += reader.word(at) in OF and link == "prima"
    at = at + 1 if reader.word(at) in ("il", "la", "lo", "l'") else at
    base = read_point(reader, at, depth + 2)
    moves = shift_moves(steps, -1 if link == "prima" else 1)
    if len(base) == 1 and base[0].kind == "date" and moves is not None and (link != "da" or ahead):
        meaning = Shift(moves, base[0].meaning)
        return [Node(index, base[0].last, "date", meaning, "date:after-date")]
    return [shift] if shift is not None else []


# ---- calendar dates, weekdays
def _read_calendar(reader: DateText, index: int, depth: int) -> list[Node]:
    english = read_english(reader, index)
    if english is not None:
        return [english]
    if reader.word(index - 1) in ROADS:
        return []
    found = read_calendar(reader, index)
    if found:
        return found
    numeric = read_numeric(reader, index)
    if numeric is not None:
        return [numeric]
    weekday = reader.weekday(index)
    if weekday is not None:
        return [] if _is_first_name(reader, index) else [_bare_weekday(reader, index, *weekday)]
    year = read_year(reader, index)
    return [year] if year is not None else []


def _is_first_name(reader: DateText, index: int) -> bool:
    """Whether the weekday is a name: "alla morte di Domenica Zani", "Domenica In"."""
    return (
        reader.titled(index) and not reader.opens(index) and reader.is_word(index + 1) and reader.titled(index + 1)
        and reader.month(index + 1) is None and reader.word(index + 1) not in reader.vocabulary.holidays
    )  # fmt: skip


def _bare_weekday(reader: DateText, index: int, number: int, last: int) -> Node:
    """Such as "venerdì", "venerdì scorso", "lunedì della prossima settimana", "martedì dopo"."""
    direction = direction_at(reader, last)
    if direction is not None and _belongs_to_weekday(reader, last, direction[0]):
        dated = read_calendar(reader, direction[1])
        if len(dated) == 1 and isinstance(dated[0].meaning, Calendar) and dated[0].meaning.day is not None:
            meaning = replace(dated[0].meaning, weekday=number)  # "domenica prossima 3 aprile"
            return _with_direction(index, dated[0], meaning, direction[0])
        return Node(index, direction[1], "date", Weekday(number, direction[0]), "date:weekday")
    at = last + (reader.word(last) == ",")
    if reader.word(at) in OF:
        week = read_relative_unit(reader, at + 1, frozenset({"week"}))
        if week is not None:
            return Node(index, week.last, "date", Weekday(number, None, week.meaning), "date:weekday-of-week")
    return Node(index, last, "date", Weekday(number), "date:weekday")


def _belongs_to_weekday(reader: DateText, index: int, direction: Direction) -> bool:
    """Whether a word of direction after a weekday says which one: not "venerdì dopo la partita"."""
    if direction in ("past", "next"):
        return True
    return direction in ("later", "earlier") and (reader.word(index) not in ("prima", "dopo") or reader.ends(index + 1))


# ---- directed: scorso 12 maggio, questo venerdì, prossima estate
def _read_directed(reader: DateText, index: int) -> Node | None:
    found = direction_at(reader, index)
    if found is None or reader.word(index) in ("dopo", "prima"):
        return _last_weekday(reader, index)
    direction, at = found
    units = _same_period(reader, index, at, direction) or read_last_units(reader, index)
    if units is not None:
        return units
    unit = read_relative_unit(reader, index)
    if unit is not None:
        return _weekday_in_week(reader, unit)
    if direction in ("later", "earlier") and reader.weekday(at) is None:
        return None
    weekday = reader.weekday(at)
    if weekday is not None:
        dated = read_calendar(reader, at)
        if dated and len(dated) == 1 and isinstance(dated[0].meaning, Calendar) and dated[0].meaning.day is not None:
            return _with_direction(index, dated[0], dated[0].meaning, direction)
        return Node(index, weekday[1], "date", Weekday(weekday[0], direction), "date:weekday")
    part = part_at(reader, at)
    if part is not None:
        return _directed_part(index, part, direction)
    season = reader.vocabulary.seasons.get(reader.word(at))
    if season is not None:
        return Node(index, at + 1, "date", Season(season, None, direction), "date:season")
    holiday = reader.phrase(reader.vocabulary.holidays, at)
    if holiday is not None and isinstance(holiday[0], Holiday):
        return Node(index, holiday[1], "date", HolidayDay(holiday[0].rule, None, direction), "date:holiday")
    dated = read_calendar(reader, at)
    if len(dated) == 1 and isinstance(dated[0].meaning, Calendar):
        return _with_direction(index, dated[0], dated[0].meaning, direction)
    return None


_SAME_PERIODS = frozenset({"periodo", "mese", "trimestre", "semestre", "giorno", "settimana", "lasso", "arco"})


def _same_period(reader: DateText, first: int, at: int, direction: Direction) -> Node | None:
    """Such as "stesso periodo del 2013", "stesso mese dell'anno scorso"."""
    index = at + 1
    if direction != "same" or reader.word(at) not in _SAME_PERIODS or reader.word(index) not in OF:
        return None
    outer = outer_year(reader, index)
    if outer is None:
        year = year_tail(reader, index)
        period = calendar.year_of(year[0]) if year is not None else None
        if year is None or period is None:
            return None
        outer = Fixed(period), year[1]
    return Node(first, outer[1], "date", SamePeriod(outer[0]), "date:same-period")


def _with_direction(first: int, node: Node, meaning: Calendar, direction: Direction) -> Node:
    if direction not in ("past", "next", "this"):
        return Node(first, node.last, "date", meaning, node.rule)
    directed = meaning if meaning.year is not None else replace(meaning, direction=direction)
    return Node(first, node.last, "date", directed, "date:direction-date")


def _directed_part(first: int, part: tuple[str, int], direction: Direction) -> Node:
    code, last = part
    if direction == "this" and code != "NI":
        return day_part_node(first, last, code, NearDay(0))
    return day_part_node(first, last, code, None, direction)


def _weekday_in_week(reader: DateText, node: Node) -> Node:
    """Such as "prossima settimana, di domenica", "la prossima settimana martedì": the weekday of that week."""
    meaning = node.meaning
    if not isinstance(meaning, UnitAway) or meaning.unit != "week":
        return node
    at = node.last
    at += reader.word(at) == ","
    at += reader.word(at) in ("di", "il", "la")
    weekday = reader.weekday_beside_number(at)
    if weekday is None or reader.day(weekday[1]) is not None:
        return node
    if reader.weekday(at) is None and reader.word(at - 1) != "di":
        return node
    return Node(node.first, weekday[1], "date", Weekday(weekday[0], None, meaning), "date:week-weekday")


def _last_weekday(reader: DateText, index: int) -> Node | None:
    """Such as "ultima domenica" without "di": the one before today."""
    if reader.word(index) in ("ultimo", "ultima"):
        weekday = reader.weekday(index + 1)
        if weekday is not None and reader.word(weekday[1]) not in OF:
            return Node(index, weekday[1], "date", Weekday(weekday[0], "past"), "date:weekday")
    return read_last_units(reader, index)


def _read_unit(reader: DateText, index: int) -> Node | None:
    """Expressions that begin with a unit: "settimana scorsa", "settimana del 6 ottobre", "in settimana"."""
    unit = read_relative_unit(reader, index)
    if unit is not None:
        return _weekday_in_week(reader, unit)
    word = reader.word(index)
    weekend = weekend_at(reader, index)
    if weekend is not None:
        dated = reader.word(weekend) in OF and bool(read_point(reader, weekend + 1, 1))
        if dated or reader.day(weekend + 1) is not None:
            return None  # "nel weekend del 7 e 8 marzo": the days are told
        return Node(index, weekend, "date", UnitAway("weekend", 0), "date:weekend")
    if word == "settimana":
        if reader.word(index + 1) in OF:
            day = read_point(reader, index + 2, 1)
            if len(day) == 1 and isinstance(day[0].meaning, Calendar) and day[0].meaning.day is not None:
                return Node(index, day[0].last, "date", UnitOfDay("week", day[0].meaning), "date:week-of-day")
        if reader.word(index - 1) == "in" and reader.word(index + 1) not in OF:
            return Node(index, index + 1, "date", UnitAway("week", 0), "date:unit")
    if word == "mese" and reader.word(index + 1) in OF:
        day = read_point(reader, index + 2, 1)
        if len(day) == 1 and isinstance(day[0].meaning, Calendar) and day[0].meaning.day is not None:
            return Node(index, day[0].last, "date", UnitOfDay("month", day[0].meaning), "date:month-of-day")
    return None


# ---- seasons, holidays, decades, centuries


# ---- parts of longer periods
def _read_portion(reader: DateText, index: int, depth: int) -> list[Node]:
    """Such as "fine mese", "inizio di questa settimana", "metà degli anni novanta", "primi di marzo"."""
    word = reader.word(index)
    if word == "resto":
        whole = read_whole(reader, index + 2, depth + 1) if reader.word(index + 1) in OF else None
        return [Node(index, whole.last, "interval", Rest(whole.meaning), "date:rest")] if whole is not None else []
    part = _PORTIONS.get(word)
    if part is None and word in ("primi", "inizi") and reader.word(index + 1) in OF:
        part = "start"
    if part is None:
        return []
    at = index + 1
    if weekend_at(reader, index) is not None:
        return []
    linked = reader.word(at) in OF
    if linked:
        at += 1
    elif reader.word(at) == "del" or (
        reader.kinds[at : at + 1] and not reader.is_word(at) and not reader.is_digits(at)
    ):
        return []
    whole = read_whole(reader, at, depth + 1)
    if whole is None or whole.kind not in ("date", "interval") or _is_one_day(whole.meaning):
        return []
    if isinstance(whole.meaning, UnitAway) and whole.meaning.unit == "day":
        return []
    return [Node(index, whole.last, "date", Portion(part, whole.meaning), "date:portion", part)]


def _is_one_day(meaning: Meaning) -> bool:
    return isinstance(meaning, NearDay) or (isinstance(meaning, Calendar) and meaning.day is not None)


def _read_nth(reader: DateText, index: int, depth: int) -> list[Node]:
    """Such as "primo trimestre 2014", "terzo martedì di ottobre", "ultima settimana di luglio"."""
    quarter = _quarter_code(reader, index)
    if quarter is not None:
        return [quarter]
    months = _first_months(reader, index, depth)
    if months is not None:
        return [months]
    found = reader.ordinal(index)
    if found is None and roman_ordinal(reader, index) is None:
        return []
    number, at = found if found is not None else (roman_ordinal(reader, index) or 0, index + 1)
    if reader.word(at) in ("metà", "quindicina") and number in (1, 2):
        whole = read_whole(reader, at + 2, depth + 1) if reader.word(at + 1) in OF else None
        return [Node(index, whole.last, "date", Half(number, whole.meaning), "date:half")] if whole is not None else []
    weekday = reader.weekday(at)
    weekend = weekend_at(reader, at)
    unit = reader.unit(at)
    if weekday is not None:
        name, last = "day", weekday[1]
    elif weekend is not None:
        name, last = "weekend", weekend
    elif unit is not None and unit[0].unit in ("day", "week", "month", "quarter", "third", "half_year"):
        name, last = unit[0].unit, unit[1]
        if unit[0].unit == "month" and unit[0].size == 2:
            name = "bimester"
    else:
        return []
    return _nth_node(reader, index, last, Nth(number, name, weekday[0] if weekday else None), depth)


def roman_ordinal(reader: DateText, index: int) -> int | None:
    """Such as "I trimestre", "II semestre"."""
    if reader.word(index + 1) in ("trimestre", "semestre", "quadrimestre"):
        return roman_at(reader, index)
    return None


def _nth_node(reader: DateText, index: int, last: int, nth: Nth, depth: int) -> list[Node]:
    whole = None
    if reader.word(last) in OF:
        whole = read_whole(reader, last + 1, depth + 1)
    elif reader.year(last) is not None and nth.unit not in ("day", "week", "weekend"):
        whole = read_whole(reader, last, depth + 1)
    if whole is not None and not _is_one_day(whole.meaning):
        return [Node(index, whole.last, "date", replace(nth, whole=whole.meaning), "date:nth")]
    if nth.weekday is not None and nth.number > 0:
        return [Node(index, last, "date", nth, "date:nth")]
    if nth.unit in ("quarter", "third", "half_year") and nth.number > 0:
        back = _year_before(reader, index)
        if back is not None:
            return [Node(back[0], last, "date", replace(nth, whole=back[1]), "date:nth")]
        return [Node(index, last, "date", nth, "date:nth")]
    return []


def _year_before(reader: DateText, index: int) -> tuple[int, Meaning] | None:
    """Such as "2016 per il terzo trimestre": the year stands before."""
    at = index - 1
    at -= reader.word(at) in ("il", "nel", ",", "-")
    at -= reader.word(at) == "per"
    if at == index - 1 or not reader.is_digits(at):
        return None
    year = reader.year(at)
    period = calendar.year_of(year[0]) if year is not None else None
    return (at, Fixed(period)) if period is not None else None


def _quarter_code(reader: DateText, index: int) -> Node | None:
    """Such as "Q1 2014", "H1 2016"; a half needs its year, for "H2" names much else."""
    unit, numbers = _CODES.get(reader.word(index), ("", ""))
    number, last = reader.word(index + 1), index + 2
    if not unit or len(number) != 1 or number not in numbers:
        return None
    if not reader.is_capital(index) or not reader.glued(index + 1):
        return None
    year = year_tail(reader, last)
    if year is None and unit == "half_year":
        return None
    whole: Meaning | None = None
    if year is not None:
        period = calendar.year_of(year[0])
        whole, last = (Fixed(period) if period is not None else None), year[1]
    return Node(index, last, "date", Nth(int(number), unit, None, whole), "date:quarter-code")


#: Letters of quarters and halves of a business year, with the digits that may follow.
_CODES = {"q": ("quarter", "1234"), "h": ("half_year", "12")}


def _first_months(reader: DateText, index: int, depth: int) -> Node | None:
    """Such as "primi nove mesi del 2014", "ultimi tre giorni di maggio", "primi mesi dell'anno"."""
    word = reader.word(index)
    if word not in ("primi", "prime", "ultimi", "ultime"):
        return None
    count = reader.count(index + 1)
    at = count.last if count is not None else index + 1
    unit = reader.unit(at)
    if (
        unit is None
        or reader.word(unit[1]) not in OF
        or unit[0].unit not in ("day", "week", "month", "quarter", "year")
    ):
        return None
    whole = read_whole(reader, unit[1] + 1, depth + 1)
    if whole is None or _is_one_day(whole.meaning):
        return None
    if isinstance(whole.meaning, UnitAway) and unit[0].unit == "year":
        return None
    part: Modifier = "start" if word[0] == "p" else "end"
    if count is None or count.vague:
        return Node(index, whole.last, "date", Portion(part, whole.meaning), "date:portion", part)
    value = int(count.value)
    if not 1 <= value <= 400:
        return None
    sign = 1 if part == "start" else -1
    meaning = FirstUnits(unit[0].unit, sign * value * unit[0].size, whole.meaning)
    return Node(index, whole.last, "interval", meaning, "interval:first-units")


_NUMBER_READERS: tuple[_PointReader, ...] = (_read_shifted, _read_calendar, _read_nth, read_century)
