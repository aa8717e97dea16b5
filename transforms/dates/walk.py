"""Walk over the lexemes of a text and read the time expression that begins at each, the longest reading first."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from transforms.dates.expressions.clock import BEFORE_CLOCK, in_half, read_clock
from transforms.dates.expressions.clock_ranges import read_clock_range
from transforms.dates.expressions.day_parts import bare_part_is_time, day_part_node, part_after_day, part_at
from transforms.dates.expressions.durations import read_duration, read_period_word
from transforms.dates.expressions.english import read_english
from transforms.dates.expressions.points import read_point
from transforms.dates.expressions.ranges import (
    read_dash_range,
    read_inner_range,
    read_night,
    read_range,
    read_until_range,
    read_year_range,
)
from transforms.dates.expressions.recurring import read_recurrence
from transforms.dates.expressions.relative import direction_at, free_adverb_after, read_last_units, read_relative_unit
from transforms.dates.expressions.written import read_calendar
from transforms.dates.expressions.years import counts_something
from transforms.dates.meanings.clock import Clock, ClockRange, DayPart
from transforms.dates.meanings.periods import HolidayDay
from transforms.dates.meanings.points import Calendar, Meaning, NearDay, SharedDay, Weekday
from transforms.dates.text import DASHES, FROM, OF, ONE, VAGUE_COUNTS, DateText, Node
from transforms.dates.words import date_words
from transforms.language import DIGITS, words_of

_BETWEEN = frozenset({"tra", "fra"})
_SPECIAL_STARTS = words_of(
    "indomani "
    "da dal dalla dall' dalle dai dagli dallo tra fra ogni tutti tutte fine inizio inizi principio metà resto "
    "primi prime ultimi ultime ultimo ultima penultimo penultima primo prima secondo seconda terzo terza quarto "
    "quarta quinto quinta sesto sesta settimo settima ottavo ottava nono nona decimo decima tarda tardo piena "
    "pieno cuore mezz' mezza mezzo mezzora un una un' uno mezzogiorno mezzodì mezzodi mezzanotte secolo week "
    "weekend q h trimestre semestre quadrimestre tutto tutta intero intera tardissima primissima primissimo "
    "profonda dopo in pochi poche alcuni alcune qualche diversi diverse vari varie molti molte tanti tante "
    "parecchi parecchie svariati svariate numerosi numerose"
)
#: Before "il 15" these show a threshold or a number of something.
_NO_DAY_AFTER = words_of("sotto sopra contro con su oltre quasi circa numero anche tra fra come quota supera è")
_DAY_BEFORE = frozenset({"il", "al", "dal", "l'", "all'", "dall'"})


class _Plan(NamedTuple):
    """What can begin with a word: the readers to try, and the words of which one must come next (None: any)."""

    readers: tuple["_PlanReader", ...]
    next_words: frozenset[str] | None


_PlanReader = Callable[[DateText, int, int], list[Node]]


@cache
def plans() -> dict[str, _Plan]:
    """For each word with which a time expression can begin, numbers apart, what to try."""
    words = date_words()
    starts = _SPECIAL_STARTS.union(
        words.months, words.month_abbreviations, words.english_months, words.weekdays, words.weekday_abbreviations,
        words.day_words, words.day_parts, words.units, words.seasons, words.directions, words.holidays,
        words.period_words, words.english_weekdays, VAGUE_COUNTS, ONE, FROM, _BETWEEN,
    )  # fmt: skip
    return {word: _Plan(_plan_readers(word), _next_words(word, starts)) for word in sorted(starts)}


def _plan_readers(word: str) -> tuple[_PlanReader, ...]:
    """The readers of a word in the order in which they are tried."""
    words = date_words()
    if word in FROM:
        return (_read_range,)
    if word in _BETWEEN:
        return (_read_range, _read_points)
    if word in ("ogni", "tutti", "tutte"):
        return (_read_recurring,)
    if word in ONE or word in ("mezz'", "mezza", "mezzo"):
        return (_read_number, _read_part)
    measured = word in VAGUE_COUNTS or word in ("tutto", "tutta", "intero", "intera", "mezzora")
    tests: tuple[tuple[bool, _PlanReader], ...] = (
        (word in VAGUE_COUNTS, _read_last),
        (word in ("notte", "nottata"), _read_night),
        (word in words.weekdays, _read_plural_weekdays),
        (word in _CLOCK_WORDS, _read_clock),
        (word in _LOOKING_BACK, _looking_back),
        (True, _read_points),
        (word in words.day_parts or word in _PART_LEADS, _read_part),
        (word in words.period_words, _read_period),
        (word in words.units or measured, _read_duration),
        (word in words.weekday_abbreviations, _clock_after_weekday),
    )
    return tuple(read for applies, read in tests if applies)


def _next_words(word: str, starts: frozenset[str]) -> frozenset[str] | None:
    """The words of which one must follow, for words that are frequent and rarely begin a time expression."""
    words = date_words()
    after_ordinal = starts | {"di", "del", "dell'", "d'", "della", "maggio"}
    if word in FROM or word in _BETWEEN:
        return starts | {"il", "lo", "la", "l'", "i", "gli", "le", "ore", "giorno", "mese", "'"}
    if word in ONE:
        return frozenset(words.units) | {"quarto", "paio", "volta", "di", "marzo"} | frozenset(words.months)
    if word in VAGUE_COUNTS or word in ("mezz'", "mezza", "mezzo"):
        return frozenset(words.units) | {"volte", "volta", "di", "del", "della"} | frozenset(words.day_parts)
    if word in words.directions and word not in _CLOCK_WORDS:
        return starts | {"stesso", "stessa", "più", "periodo", "lasso", "arco"}
    if word in ("l'", "in", "altro", "quest'", "avant'"):
        return starts | {"altro", "altroieri", "giornata", "ieri"}
    if word in ("secondo", "seconda", "terzo", "terza", "quarto", "quarta", "primo", "quinto", "sesto", "settimo",
                "ottavo", "nono", "decimo", "ultimo", "ultima", "primi", "prime", "ultimi", "ultime"):  # fmt: skip
        return after_ordinal | {"metà", "quindicina", "secolo"}
    if word in ("fine", "inizio", "metà", "principio", "inizi"):
        return starts | {"di", "del", "dell'", "della", "dello", "degli", "d'", "-", "settimana"}
    return None


_CLOCK_WORDS = frozenset({"mezzogiorno", "mezzodì", "mezzodi", "mezzanotte", "dopo", "prima"})
_LOOKING_BACK = frozenset({"secolo", "sec", "trimestre", "semestre", "quadrimestre"})
_PART_LEADS = words_of(
    "prima primo tarda tardo piena pieno tardissima primissima primissimo profonda mezza metà prime ultime cuore mezzo"
)


def find_nodes(reader: DateText, foreign: list[tuple[int, int, str]]) -> tuple[list[Node], list[tuple[int, int]]]:
    """The time expressions of a text, in order, without overlap.

    Args:
        reader: the text.
        foreign: stretches of other languages as lexeme ranges with their language; only English dates are read there.

    Returns:
        The expressions, and the lexeme ranges that look like a date but are none in any calendar ("30 febbraio").
    """
    walk = _Walk(reader, foreign)
    table, numerals, words = plans(), reader.numerals, [*reader.words, "", ""]
    hot_words, short = _hot_words(), reader.size <= _SHORT
    hot = bytearray([word in hot_words or (len(word) > 3 and word[0] in _DIGIT) for word in reader.words])
    for index, word in enumerate(reader.words):
        if index < walk.after:
            continue
        plan = table.get(word)
        if index in numerals:
            if not (short or 1 in hot[max(index - 3, 0) : index + 7]):
                continue  # nothing of the calendar is near: a number and no more
            if plan is None or word not in ONE:
                plan = _NUMBER
        elif plan is None:
            if word != "'" and (len(word) < 6 or word[-5:] not in _ORDINAL_ENDINGS):
                continue
            plan = _POINT
        elif (
            plan.next_words is not None
            and words[index + 1] not in plan.next_words
            and index + 1 not in numerals
            and not ((word == "una" and words[index - 1] in _ELIDED_ARTICLES) or words[index + 2] == "secolo")
        ):
            continue
        walk.read(index, plan)
    return walk.nodes, walk.impossible


class _Walk:
    """What the walk over a text has found so far; `after` is the first lexeme that nothing has taken yet."""

    __slots__ = ("after", "block", "foreign", "impossible", "nodes", "reader")

    def __init__(self, reader: DateText, foreign: list[tuple[int, int, str]]) -> None:
        self.reader = reader
        self.foreign = foreign
        self.nodes: list[Node] = []
        self.impossible: list[tuple[int, int]] = []
        self.after = self.block = 0

    def read(self, index: int, plan: _Plan) -> None:
        """Try the readers of a plan at a lexeme and keep what the first of them finds."""
        language = self._foreign_at(index)
        if language is not None:
            self._keep(_english_only(self.reader, index, language))
            return
        for read in plan.readers:
            found = read(self.reader, index, self.after)
            if found:
                self._keep(found)
                return
        end = _impossible_date(self.reader, index)
        if end is not None:
            self.impossible.append((index, end))
            self.after = end

    def _foreign_at(self, index: int) -> str | None:
        while self.block < len(self.foreign) and self.foreign[self.block][1] <= index:
            self.block += 1
        if self.block < len(self.foreign) and self.foreign[self.block][0] <= index:
            return self.foreign[self.block][2]
        return None

    def _keep(self, found: list[Node]) -> None:
        nodes = self.nodes
        for node in found:
            if nodes and nodes[-1].rule == "date:year" and node.first == nodes[-1].first and node.last > self.after:
                self.after = nodes.pop().first  # "nel 2016 per il terzo trimestre": the year belongs to the quarter
            if node.first >= self.after and not _cuts_numeral(self.reader, node):
                nodes.append(node)
                self.after = node.last


#: A text of so few lexemes may be nothing but a date; every number in it is looked at.
_SHORT = 16
_DIGIT = frozenset("0123456789")


@cache
def _hot_words() -> frozenset[str]:
    """Words near which a number can be part of a time expression."""
    words = date_words()
    return frozenset().union(
        words.months, words.month_abbreviations, words.english_months, words.weekdays, words.weekday_abbreviations,
        words.units, words.directions, words.day_words, words.day_parts, BEFORE_CLOCK, _DAY_BEFORE,
        words_of("h d am pm ' ore del nel sul fa volta volte secolo ° º ª ultimi ultime anni un'ora delle tra fra q"),
    )  # fmt: skip


_ELIDED_ARTICLES = frozenset({"l'", "all'", "dall'", "dell'"})
_ORDINAL_ENDINGS = frozenset({"esimo", "esima", "esimi", "esime"})


def _english_only(reader: DateText, index: int, language: str) -> list[Node]:
    node = read_english(reader, index) if language.startswith("en") else None
    return [node] if node is not None else []


def _cuts_numeral(reader: DateText, node: Node) -> bool:
    """Whether the expression holds a part of a numeral only: then it is misread."""
    for first in range(max(node.first - _LONG_NUMERAL, 0), node.last):
        numeral = reader.numerals.get(first)
        if numeral is not None and numeral.last > node.first and (first < node.first or numeral.last > node.last):
            return True
    return False


#: How many lexemes back a numeral may begin that an expression cuts.
_LONG_NUMERAL = 8


# ---- readers of the plans: what begins at the index; `free` is the first lexeme that nothing has taken yet
def _read_range(reader: DateText, index: int, free: int) -> list[Node]:
    return _some(read_range(reader, index))


def _read_points(reader: DateText, index: int, free: int) -> list[Node]:
    return _completed(reader, read_point(reader, index), free)


def _read_last(reader: DateText, index: int, free: int) -> list[Node]:
    return _some(read_last_units(reader, index))


def _read_recurring(reader: DateText, index: int, free: int) -> list[Node]:
    return _some(read_recurrence(reader, index))


def _read_night(reader: DateText, index: int, free: int) -> list[Node]:
    return _some(read_night(reader, index))


def _read_plural_weekdays(reader: DateText, index: int, free: int) -> list[Node]:
    """Such as "i lunedì", "le domeniche"."""
    if index - 1 < free or reader.word(index - 1) not in ("i", "le"):
        return []
    return _some(read_recurrence(reader, index - 1))


def _read_clock(reader: DateText, index: int, free: int) -> list[Node]:
    return _some(read_clock_range(reader, index) or read_clock(reader, index))


def _read_period(reader: DateText, index: int, free: int) -> list[Node]:
    return _some(read_period_word(reader, index))


def _read_duration(reader: DateText, index: int, free: int) -> list[Node]:
    node = read_duration(reader, index)
    return _some(node if node is None or node.first >= free else replace_first(node, index))


def _some(node: Node | None) -> list[Node]:
    return [node] if node is not None else []


def _clock_after_weekday(reader: DateText, index: int, free: int) -> list[Node]:
    """Such as "Ven 18:23": an abbreviated weekday before a clock time."""
    number = reader.vocabulary.weekday_abbreviations.get(reader.word(index))
    if number is None or not reader.is_capital(index) or ":" not in reader.word(index + 1):
        return []
    return [Node(index, index + 1, "date", Weekday(number), "date:weekday")]


def _looking_back(reader: DateText, index: int, free: int) -> list[Node]:
    """Such as "XXI secolo", "II trimestre": the Roman numeral stands before the word that shows it."""
    return _completed(reader, read_point(reader, index - 1), free) if index - 1 >= free else []


# ---- numbers
def _read_number(reader: DateText, index: int, free: int) -> list[Node]:
    """Everything that a number can begin; what stands beside it tells what is worth trying."""
    numeral = reader.numerals.get(index)
    after = reader.word(numeral.last if numeral is not None else index + 1)
    word, beside = reader.words[index], reader.word(index + 1)
    is_digits = reader.kinds[index] == DIGITS
    marked = is_digits and (not word.isdecimal() or len(word) == 4)
    counted = after in _unit_after()
    if after in reader.vocabulary.months:
        day = _completed(reader, read_calendar(reader, index), free)
        if day:
            return day
    node = None
    if is_digits and (":" in word or after in DASHES or after in _MERIDIEM or beside in DASHES):
        node = read_clock_range(reader, index) or read_year_range(reader, index)
    if node is None and counted:
        node = read_last_units(reader, index)
    if node is not None:
        return [node]
    dated: list[Node] = []
    if counted or marked or not is_digits or after in _calendar_after() or beside in _calendar_after():
        dated = _completed(reader, read_point(reader, index), free)
    if not dated or dated[0].rule in ("date:year", "date:numeric"):
        near = reader.word(index - 1) in BEFORE_CLOCK or after in _CLOCK_AFTER or beside in _CLOCK_AFTER
        clock = read_clock(reader, index) if marked or near else None
        dated = [clock] if clock is not None else dated
    return dated or _counted_or_day(reader, index, free, after, counted)


def _counted_or_day(reader: DateText, index: int, free: int, after: str, counted: bool) -> list[Node]:
    """A number that is no date or time by itself: how often, how long, or a bare day ("il 16")."""
    if after in ("volta", "volte"):
        return _some(read_recurrence(reader, index))
    found = _read_duration(reader, index, free) if counted else []
    if not found and reader.word(index - 1) in _DAY_BEFORE:
        day = _bare_day(reader, index)
        return _completed(reader, [day], free) if day is not None else []
    return found


_MERIDIEM = frozenset({"am", "pm", "a", "p"})
_CLOCK_AFTER = words_of(
    "di del della dell' in e meno h am pm a p ora mezzogiorno mezzanotte - – minuti minuto quarto alle all' circa"
)


@cache
def _unit_after() -> frozenset[str]:
    """Words after a number that make it a count of units of time."""
    words = date_words()
    return (
        frozenset(words.units)
        | frozenset(words.directions)
        | words_of("ultimi ultime ultimo ultima quarti quarto h o e - – di d' , paio a ai alle")
    )


@cache
def _calendar_after() -> frozenset[str]:
    """Words after a number that make it a day."""
    words = date_words()
    return frozenset().union(
        words.months, words.month_abbreviations, words.english_months, words.weekdays,
        words_of("di del d' dell' d e o , - – — / . ° º ª ^ st nd rd th of secolo sec"),
    )  # fmt: skip


def replace_first(node: Node, first: int) -> Node:
    """The node without the modifier words before it."""
    return Node(first, node.last, node.kind, node.meaning, node.rule, node.modifier)


def _bare_day(reader: DateText, index: int) -> Node | None:
    """Such as "il 16", "l'8 mattina": a day of the running month."""
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


def _of_month(reader: DateText, index: int) -> tuple[Meaning, int] | None:
    if reader.word(index) not in OF:
        return None
    month = read_relative_unit(reader, index + 1, frozenset({"month"}))
    return (month.meaning, month.last) if month is not None else None


def _day_stands_alone(reader: DateText, index: int, last: int) -> bool:
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
def _completed(reader: DateText, found: list[Node], free: int) -> list[Node]:
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
    return isinstance(meaning, (Weekday, NearDay, SharedDay, HolidayDay)) or node.rule in (
        "date:nth",
        "date:after-date",
    )


def _read_part(reader: DateText, index: int, free: int) -> list[Node]:
    """A part of the day with the day after it ("mattina del 15 febbraio") or of the day that the context gives."""
    part = part_at(reader, index)
    if part is None:
        return []
    code, last = part
    clock = _clock_of_part(reader, index, code, last)
    if clock is not None:
        return [clock]
    directed = _directed_part(reader, index, code, last)
    if directed is not None:
        return [directed]
    at = last
    linked = reader.word(at) in OF
    at += linked or reader.word(at) == ","
    if linked or reader.weekday(at) is not None or reader.word(at) in ("questo", "questa", "ieri", "oggi", "domani"):
        day = read_point(reader, at, 1)
        if len(day) == 1 and day[0].kind == "date" and _is_day(day[0]):
            return [day_part_node(index, day[0].last, code, day[0].meaning)]
        number = reader.day(at) if linked else None
        if number is not None and not day and not counts_something(reader, number[1]):
            return [day_part_node(index, number[1], code, Calendar(number[0]))]
    if not bare_part_is_time(reader, index, last):
        return []
    return [day_part_node(index, last, code)]


def _directed_part(reader: DateText, index: int, code: str, last: int) -> Node | None:
    """Such as "la notte scorsa", "la sera prima", "la mattina seguente"."""
    direction = direction_at(reader, last)
    if direction is None or direction[0] in ("this", "same") or not free_adverb_after(reader, direction[1]):
        return None
    return day_part_node(index, direction[1], code, None, direction[0])


def _clock_of_part(reader: DateText, index: int, code: str, last: int) -> Node | None:
    """Such as "la mattina alle 7", "di notte alle cinque": a part of no told day only tells the half of the clock."""
    if reader.word(last) not in ("alle", "all'", "dalle", "dall'") or reader.word(index - 1) in OF - {"di"}:
        return None
    ranged = read_clock_range(reader, last) if reader.word(last).startswith("dal") else None
    node = ranged or read_clock(reader, last + 1)
    if node is None or not isinstance(node.meaning, (Clock, ClockRange)):
        return None
    meaning = in_half(node.meaning, code)
    return Node(index, node.last, node.kind, meaning, node.rule)


_NUMBER = _Plan((_read_number,), None)
_POINT = _Plan((_read_points,), None)


# ---- dates that no calendar has
def _impossible_date(reader: DateText, index: int) -> int | None:
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
    return (node.kind == "date" and _is_day(node)) or (
        isinstance(node.meaning, DayPart) and node.meaning.day is not None
    )
