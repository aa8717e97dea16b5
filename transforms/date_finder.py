"""Walk over the lexemes of a text and read the time expression that begins at each, the longest reading first."""

from dataclasses import replace
from functools import cache

from transforms.clock import (
    bare_part_is_time,
    day_part_node,
    part_after_day,
    part_at,
    read_clock,
    read_clock_range,
)
from transforms.date_grammar import counts_something, read_english
from transforms.date_meanings import Calendar, Meaning, NearDay, Weekday
from transforms.date_phrases import read_point
from transforms.date_ranges import (
    read_dash_range,
    read_inner_range,
    read_night,
    read_range,
    read_until_range,
    read_year_range,
)
from transforms.date_reader import FROM, OF, Node, Reader
from transforms.date_words import date_words
from transforms.durations import read_duration, read_period_word
from transforms.lexer import DIGITS
from transforms.part_meanings import DayPart, HolidayDay
from transforms.recurrence import read_recurrence
from transforms.relative_dates import read_last_units, read_relative_unit

_BETWEEN = frozenset({"tra", "fra"})
_SPECIAL_STARTS = frozenset(
    "da dal dalla dall' dalle dai dagli dallo tra fra ogni tutti tutte fine inizio inizi principio metà resto primi prime "
    "ultimi ultime ultimo ultima penultimo penultima primo prima secondo seconda terzo terza quarto quarta quinto quinta "
    "sesto sesta settimo settima ottavo ottava nono nona decimo decima tarda tardo piena pieno cuore mezz' mezza mezzo "
    "mezzora un una un' uno mezzogiorno mezzodì mezzodi mezzanotte secolo week weekend q trimestre semestre quadrimestre "
    "tutto tutta intero intera tardissima primissima primissimo profonda mezzo dopo in pochi poche alcuni alcune qualche diversi diverse vari varie "
    "molti molte tanti tante parecchi parecchie svariati svariate numerosi numerose".split()
)
#: Before "il 15" these show a threshold or a number of something.
_NO_DAY_AFTER = frozenset("sotto sopra contro con su oltre quasi circa numero anche tra fra come quota supera è".split())
_DAY_BEFORE = frozenset({"il", "al", "dal", "l'", "all'", "dall'"})


@cache
def start_words() -> frozenset[str]:
    """All words with which a time expression can begin, numerals apart."""
    words = date_words()
    return _SPECIAL_STARTS.union(
        words.months, words.month_abbreviations, words.english_months, words.weekdays, words.weekday_abbreviations,
        words.day_words, words.day_parts, words.units, words.seasons, words.directions, words.holidays,
        words.period_words, words.english_weekdays,
    )  # fmt: skip


@cache
def _names_of_months() -> frozenset[str]:
    return frozenset(date_words().months)


def find_nodes(reader: Reader, foreign: list[tuple[int, int, str]]) -> tuple[list[Node], list[tuple[int, int]]]:
    """The time expressions of a text, in order, without overlap.

    Args:
        reader: the text.
        foreign: stretches of other languages as lexeme ranges with their language; only English dates are read there.

    Returns:
        The expressions, and the lexeme ranges that look like a date but are none in any calendar ("30 febbraio").
    """
    nodes: list[Node] = []
    impossible: list[tuple[int, int]] = []
    starts, numerals = start_words(), reader.numerals
    after, block = 0, 0
    for index, word in enumerate(reader.words):
        if index < after or not (word in starts or index in numerals or word == "'" or word.endswith("esimo")):
            continue
        while block < len(foreign) and foreign[block][1] <= index:
            block += 1
        if block < len(foreign) and foreign[block][0] <= index:
            found = _english_only(reader, index, foreign[block][2])
        else:
            found = read_at(reader, index, after)
            if not found:
                end = _impossible_date(reader, index)
                if end is not None:
                    impossible.append((index, end))
                    after = end
                continue
        for node in found:
            if node.first >= after and not _cuts_numeral(reader, node):
                nodes.append(node)
                after = node.last
    return nodes, impossible


def _english_only(reader: Reader, index: int, language: str) -> list[Node]:
    node = read_english(reader, index) if language.startswith("en") else None
    return [node] if node is not None else []


def _cuts_numeral(reader: Reader, node: Node) -> bool:
    """Whether the expression ends inside a numeral: then one of the two is misread, and the numeral is safer."""
    for first in range(max(node.last - 6, 0), node.last):
        numeral = reader.numerals.get(first)
        if numeral is not None and numeral.last > node.last and first >= node.first and node.kind != "time":
            return numeral.form != "reference" and node.kind == "duration"
    return False


def read_at(reader: Reader, index: int, free: int) -> list[Node]:
    """What begins at the index. `free` is the first lexeme that no expression has taken yet."""
    word = reader.words[index]
    if word in FROM or word in _BETWEEN:
        found = read_range(reader, index)
        if found is not None:
            return [found]
        return [] if word in FROM else _completed(reader, read_point(reader, index), free)
    if word in ("notte", "nottata"):
        night = read_night(reader, index)
        if night is not None:
            return [night]
    if word == "tutti" or word == "tutte" or word == "ogni":
        recurring = read_recurrence(reader, index)
        return [recurring] if recurring is not None else []
    if index in reader.numerals or word in ("un", "una", "un'", "uno"):
        return _read_number(reader, index, free)
    if reader.weekday(index) is not None and reader.word(index - 1) in ("i", "le") and index - 1 >= free:
        recurring = read_recurrence(reader, index - 1)
        if recurring is not None:
            return [recurring]
    for one in (read_clock_range, read_clock):
        clock = one(reader, index)
        if clock is not None:
            return [clock]
    points = _completed(reader, _looking_back(reader, index, free) or read_point(reader, index), free)
    if points:
        return points
    part = _read_part(reader, index)
    if part is not None:
        return [part]
    return [node for node in (_first_of(reader, index),) if node is not None]


def _first_of(reader: Reader, index: int) -> Node | None:
    return read_period_word(reader, index) or read_duration(reader, index) or _clock_after_weekday(reader, index)


def _clock_after_weekday(reader: Reader, index: int) -> Node | None:
    """ "Ven 18:23": an abbreviated weekday before a clock time """
    number = reader.vocabulary.weekday_abbreviations.get(reader.word(index))
    if number is None or not reader.capital(index) or ":" not in reader.word(index + 1):
        return None
    return Node(index, index + 1, "date", Weekday(number), "date:weekday")


def _looking_back(reader: Reader, index: int, free: int) -> list[Node]:
    """ "XXI secolo", "II trimestre": the Roman numeral stands before the word that shows it """
    if reader.words[index] in ("secolo", "trimestre", "semestre", "quadrimestre") and index - 1 >= free:
        return read_point(reader, index - 1)
    return []


# ---- numbers
def _read_number(reader: Reader, index: int, free: int) -> list[Node]:
    ranged = read_clock_range(reader, index) or read_year_range(reader, index)
    if ranged is not None:
        return [ranged]
    units = read_last_units(reader, index)
    if units is not None:
        return [units]
    dated = _completed(reader, read_point(reader, index), free)
    if dated and dated[0].rule not in ("date:year", "date:numeric"):
        return dated
    clock = read_clock(reader, index)
    if clock is not None:
        return [clock]
    if dated:
        return dated
    recurring = read_recurrence(reader, index)
    if recurring is not None:
        return [recurring]
    duration = read_duration(reader, index)
    if duration is not None:
        return [duration if duration.first >= free else replace_first(duration, index)]
    day = _bare_day(reader, index)
    return _completed(reader, [day], free) if day is not None else []


def replace_first(node: Node, first: int) -> Node:
    """The node without the modifier words before it."""
    return Node(first, node.last, node.kind, node.meaning, node.rule, node.modifier)


def _bare_day(reader: Reader, index: int) -> Node | None:
    """ "il 16", "l'8 mattina": a day of the running month """
    if reader.word(index - 1) not in _DAY_BEFORE:
        return None
    day = reader.day(index)
    if day is None or reader.word(index) in ("uno", "primo"):
        return None
    number, last = day
    if not _day_stands_alone(reader, index, last):
        outer = _of_month(reader, last)
        return Node(index, outer[1], "date", Calendar(number, within=outer[0]), "date:day-of-month") if outer else None
    outer = _of_month(reader, last)
    if outer is not None:
        return Node(index, outer[1], "date", Calendar(number, within=outer[0]), "date:day-of-month")
    return Node(index, last, "date", Calendar(number), "date:bare-day")


def _of_month(reader: Reader, index: int) -> tuple[Meaning, int] | None:
    if reader.word(index) not in OF:
        return None
    month = read_relative_unit(reader, index + 1, frozenset({"month"}))
    return (month.meaning, month.last) if month is not None else None


def _day_stands_alone(reader: Reader, index: int, last: int) -> bool:
    """Whether nothing shows that the number after "il" is no day: a noun, a percentage, another number."""
    before = reader.word(index - 1)
    if before in ("al", "dal", "all'", "dall'") or reader.word(index - 2) in _NO_DAY_AFTER:
        return False
    if counts_something(reader, last) or reader.is_digits(last):
        return False
    if reader.is_word(last):
        return reader.word(last) in ("alle", "mattina", "sera", "pomeriggio", "notte", "ore", "scorso", "prossimo")
    if reader.word(last) in ("-", "–", "/", "'", "+", "°", "("):
        return False
    return reader.is_word(index - 2) or reader.alone_with_article(index, last)


# ---- what belongs to a day
def _completed(reader: Reader, found: list[Node], free: int) -> list[Node]:
    """Dates with what directly follows and belongs to them: the other end of an interval, a part of the day."""
    if not found or found[-1].kind != "date":
        return found
    last = found[-1]
    if len(found) == 1:
        ranged = read_dash_range(reader, last) or read_until_range(reader, last) or read_inner_range(reader, last)
        if ranged is not None:
            return [ranged]
    if not _is_day(last):
        return found
    part = part_after_day(reader, last.last)
    if part is not None:
        return [*found[:-1], day_part_node(last.first, part[1], part[0], last.meaning)]
    return found


def _is_day(node: Node) -> bool:
    meaning = node.meaning
    if isinstance(meaning, Calendar):
        return meaning.day is not None
    return isinstance(meaning, (Weekday, NearDay, HolidayDay)) or node.rule in ("date:nth", "date:after-date")


def _read_part(reader: Reader, index: int) -> Node | None:
    """A part of the day with the day after it ("mattina del 15 febbraio") or of the day that the context gives."""
    part = part_at(reader, index)
    if part is None:
        return None
    code, last = part
    at = last
    linked = reader.word(at) in OF
    at += linked or reader.word(at) == ","
    if linked or reader.weekday(at) is not None or reader.word(at) in ("questo", "questa", "ieri", "oggi", "domani"):
        day = read_point(reader, at, 1)
        if len(day) == 1 and day[0].kind == "date" and _is_day(day[0]):
            return day_part_node(index, day[0].last, code, day[0].meaning)
        number = reader.day(at) if linked else None
        if number is not None and not day and not counts_something(reader, number[1]):
            return day_part_node(index, number[1], code, Calendar(number[0]))
    if not bare_part_is_time(reader, index, last):
        return None
    return day_part_node(index, last, code)


# ---- dates that no calendar has
def _impossible_date(reader: Reader, index: int) -> int | None:
    """The end of "30 febbraio", "0 marzo 2020", "agosto 32, 2014": written like a date, but no day."""
    if reader.kinds[index] == DIGITS and reader.word(index).isdecimal() and len(reader.word(index)) <= 2:
        at = index + 1 + (reader.word(index + 1) in ("di", "d'"))
        month = reader.month(at)
        if month is not None:
            year = reader.year(month[1])
            return year[1] if year is not None else month[1]
    month = reader.month(index)
    if month is not None and reader.is_digits(index + 1) and reader.word(index + 2) == ",":
        year = reader.year(index + 3)
        return year[1] if year is not None else None
    return None


def with_day(node: Node, day: Node) -> Node:
    """A clock time on the day of another expression."""
    return replace_meaning(node, replace(node.meaning, day=day.meaning))  # type: ignore[call-arg]


def replace_meaning(node: Node, meaning: object) -> Node:
    """The node with another meaning."""
    return Node(node.first, node.last, node.kind, meaning, node.rule, node.modifier)  # type: ignore[arg-type]


def is_day_or_part(node: Node) -> bool:
    """Whether a clock time can lie on the expression: a day, or a part of one."""
    return node.kind == "date" and _is_day(node) or isinstance(node.meaning, DayPart) and node.meaning.day is not None
