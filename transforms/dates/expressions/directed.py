"""Dates with a word of direction, and weekdays and units alone: "scorso 12 maggio", "lunedì scorso", "in settimana"."""

from dataclasses import replace

from transforms.dates.expressions.day_parts import day_part_node, part_at
from transforms.dates.expressions.numeric import read_numeric
from transforms.dates.expressions.relative import direction_at, read_last_units, read_relative_unit, weekend_at
from transforms.dates.expressions.written import outer_year, read_calendar, year_tail
from transforms.dates.meanings.periods import HolidayDay, SamePeriod, Season, UnitOfDay
from transforms.dates.meanings.points import Calendar, NearDay, UnitAway, Weekday, year_meant
from transforms.dates.text import BEGINNING, CONTEXTS, DASHES, ROADS, DateText, Expression, Node
from transforms.dates.words import Direction, Holiday, date_words
from transforms.language import OF, words_of


def _read_weekday(text: DateText, index: int) -> Node | None:
    """Such as "venerdì", "venerdì scorso", "lunedì della prossima settimana", "martedì dopo"."""
    if text.word(index - 1) in ROADS or _is_first_name(text, index):
        return None
    number, last = text.vocabulary.weekdays[text.word(index)], index + 1
    direction = direction_at(text, last)
    if direction is not None and _belongs_to_weekday(text, last, direction[0]):
        dated = read_calendar(text, direction[1])
        if len(dated) == 1 and isinstance(dated[0].meaning, Calendar) and dated[0].meaning.day is not None:
            meaning = replace(dated[0].meaning, weekday=number)  # "domenica prossima 3 aprile"
            return _with_direction(index, dated[0], meaning, direction[0])
        return Node(index, direction[1], "date", Weekday(number, direction[0]), "date:weekday")
    at = last + (text.word(last) == ",")
    if text.word(at) in OF:
        week = read_relative_unit(text, at + 1, frozenset({"week"}))
        if week is not None:
            return Node(index, week.last, "date", Weekday(number, None, week.meaning), "date:weekday-of-week")
    return Node(index, last, "date", Weekday(number), "date:weekday")


def _is_first_name(text: DateText, index: int) -> bool:
    """Whether the weekday is a name: "alla morte di Domenica Zani", "Domenica In"."""
    return (
        text.titled(index) and not text.opens(index) and text.is_word(index + 1) and text.titled(index + 1)
        and text.month(index + 1) is None and text.word(index + 1) not in text.vocabulary.holidays
    )  # fmt: skip


def _belongs_to_weekday(text: DateText, index: int, direction: Direction) -> bool:
    """Whether a word of direction after a weekday says which one: not "venerdì dopo la partita"."""
    if direction in ("past", "next"):
        return True
    return direction in ("later", "earlier") and (text.word(index) not in ("prima", "dopo") or text.ends(index + 1))


def _read_directed(text: DateText, index: int) -> Node | None:
    found = direction_at(text, index)
    if found is None:
        return _last_weekday(text, index)
    direction, at = found
    units = _same_period(text, index, at, direction) or read_last_units(text, index)
    if units is not None:
        return units
    unit = read_relative_unit(text, index)
    if unit is not None:
        return _weekday_in_week(text, unit)
    if direction in ("later", "earlier") and text.weekday(at) is None:
        return None
    weekday = text.weekday(at)
    if weekday is not None:
        dated = read_calendar(text, at)
        if dated and len(dated) == 1 and isinstance(dated[0].meaning, Calendar) and dated[0].meaning.day is not None:
            return _with_direction(index, dated[0], dated[0].meaning, direction)
        return Node(index, weekday[1], "date", Weekday(weekday[0], direction), "date:weekday")
    part = part_at(text, at)
    if part is not None:
        return _directed_part(index, part, direction)
    season = text.vocabulary.seasons.get(text.word(at))
    if season is not None:
        return Node(index, at + 1, "date", Season(season, direction), "date:season")
    holiday = text.phrase(text.vocabulary.holidays, at)
    if holiday is not None and isinstance(holiday[0], Holiday):
        return Node(index, holiday[1], "date", HolidayDay(holiday[0].rule, direction), "date:holiday")
    numeric = read_numeric(text, at)  # "entro il prossimo 16/4"
    dated = read_calendar(text, at) or ([numeric] if numeric is not None else [])
    if len(dated) == 1 and isinstance(dated[0].meaning, Calendar):
        return _with_direction(index, dated[0], dated[0].meaning, direction)
    return None


_SAME_PERIODS = words_of("periodo mese bimestre trimestre quadrimestre semestre giorno settimana lasso arco")


def _same_period(text: DateText, first: int, at: int, direction: Direction) -> Node | None:
    """Such as "stesso periodo del 2013", "stesso mese dell'anno scorso"."""
    index = at + 1
    if direction != "same" or text.word(at) not in _SAME_PERIODS:
        return None
    if text.word(index) not in OF and text.year(index) is None:
        return None
    outer = outer_year(text, index)
    if outer is None:
        year = year_tail(text, index)
        if year is None:
            return None
        outer = year_meant(year[0]), year[1]
    return Node(first, outer[1], "date", SamePeriod(outer[0], text.word(at) == "giorno"), "date:same-period")


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


def _weekday_in_week(text: DateText, node: Node) -> Node:
    """Such as "prossima settimana, di domenica", "la prossima settimana martedì": the weekday of that week."""
    meaning = node.meaning
    if not isinstance(meaning, UnitAway) or meaning.unit != "week":
        return node
    at = node.last
    at += text.word(at) == ","
    at += text.word(at) in ("di", "il", "la")
    weekday = text.weekday_beside_number(at)
    if weekday is None or text.day(weekday[1]) is not None:
        return node
    if text.weekday(at) is None and text.word(at - 1) != "di":
        return node
    return Node(node.first, weekday[1], "date", Weekday(weekday[0], None, meaning), "date:week-weekday")


def _last_weekday(text: DateText, index: int) -> Node | None:
    """Such as "ultima domenica" without "di": the one before today."""
    if text.word(index) in ("ultimo", "ultima"):
        weekday = text.weekday(index + 1)
        if weekday is not None and text.word(weekday[1]) not in OF:
            return Node(index, weekday[1], "date", Weekday(weekday[0], "past"), "date:weekday")
    return read_last_units(text, index)


def _read_unit(text: DateText, index: int) -> Node | None:
    """Expressions that begin with a unit: "settimana scorsa", "settimana del 6 ottobre", "in settimana"."""
    unit = read_relative_unit(text, index)
    if unit is not None:
        return _weekday_in_week(text, unit)
    word = text.word(index)
    weekend = weekend_at(text, index)
    if weekend is not None:
        dated = text.word(weekend) in OF and bool(text.inner(weekend + 1))
        if dated or text.day(weekend + 1) is not None:
            return None  # "nel weekend del 7 e 8 marzo": the days are told
        return Node(index, weekend, "date", UnitAway("weekend", 0), "date:weekend")
    if word == "settimana":
        if text.word(index + 1) in OF:
            day = text.inner(index + 2)
            if len(day) == 1 and isinstance(day[0].meaning, Calendar) and day[0].meaning.day is not None:
                return Node(index, day[0].last, "date", UnitOfDay("week", day[0].meaning), "date:week-of-day")
        if text.word(index - 1) == "in" and text.word(index + 1) not in OF:
            return Node(index, index + 1, "date", UnitAway("week", 0), "date:unit")
    if word == "mese" and text.word(index + 1) in OF:
        day = text.inner(index + 2)
        if len(day) == 1 and isinstance(day[0].meaning, Calendar) and day[0].meaning.day is not None:
            return Node(index, day[0].last, "date", UnitOfDay("month", day[0].meaning), "date:month-of-day")
    return None


def _read_weekday_before_clock(text: DateText, index: int) -> Node | None:
    """Such as "Ven 18:23", "sab. 9-12": an abbreviated weekday before a clock time."""
    dotted = text.word(index + 1) == "." and text.glued(index + 1)
    last = index + 1 + dotted
    hours = dotted and text.is_digits(last) and text.word(last + 1) in DASHES and text.is_digits(last + 2)
    if not hours and not (text.is_capital(index) and ":" in text.word(last)):
        return None
    return Node(index, last, "date", Weekday(text.vocabulary.weekday_abbreviations[text.word(index)]), "date:weekday")


_WORDS = date_words()
_AFTER_DIRECTION = words_of("stesso stessa periodo lasso arco") | CONTEXTS["business_year"] | {BEGINNING}
_DIRECTIONS = (_WORDS.directions.keys() - {"dopo", "prima"}) | words_of("ultimo ultima ultimi ultime primi prime")
_UNITS = _WORDS.units.keys() | CONTEXTS["business_year"] | words_of("weekend week fine")
EXPRESSIONS = (
    Expression("weekday", _WORDS.weekdays, _read_weekday, inner=True),
    Expression("abbreviated weekday", _WORDS.weekday_abbreviations, _read_weekday_before_clock),
    Expression("directed", _DIRECTIONS, _read_directed, _AFTER_DIRECTION, inner=True),
    Expression("unit", _UNITS, _read_unit, inner=True),
)
