"""Times that come back: "ogni lunedì", "tutti i giorni", "le domeniche", "due volte a settimana"."""

from decimal import Decimal

from transforms.contract import Grain
from transforms.dates.expressions.clock import read_clock_end
from transforms.dates.expressions.relative import weekend_at
from transforms.dates.expressions.steps import duration_timex, read_steps
from transforms.dates.meanings.base import grain_of
from transforms.dates.meanings.clock import Clock
from transforms.dates.meanings.periods import Measure
from transforms.dates.tense import tense_around
from transforms.dates.text import NUMBER, ORDINALS, DateText, Expression, Node
from transforms.dates.words import date_words
from transforms.language import AND, INDEFINITE, OF, words_of

_ALL = {"tutti": ("i", "gli"), "tutte": ("le",)}
_EACH = words_of("ogni ciascun")
_PER = words_of("a al all' alla ogni per l' il la nell' nel nella di")


def _read_every(text: DateText, index: int) -> Node | None:
    """Such as "ogni lunedì", "tutti i giorni"."""
    if text.word(index) == "ogni":
        return _with_clock(text, _every(text, index, index + 1))
    if text.word(index + 1) in _ALL[text.word(index)]:
        return _with_clock(text, _every(text, index, index + 2, plural=True))
    return None


def _every(text: DateText, first: int, at: int, plural: bool = False) -> Node | None:
    """What follows "ogni" or "tutti i": a weekday, a part of the day, a season, a date, a unit, a count of units."""
    weekday = text.weekday(at)
    if weekday is not None:
        last, timex = weekday[1], f"XXXX-WXX-{weekday[0]}"
        while text.word(last) in ("e", ",") and (other := _another_weekday(text, last + 1)) is not None:
            last = other
        part = text.vocabulary.day_parts.get(text.word(last))
        if part is not None:
            return Node(first, last + 1, "set", Measure(f"{timex}T{part}", "part_of_day"), "set:weekday")
        return Node(first, last, "set", Measure(timex, "day"), "set:weekday")
    code = text.vocabulary.day_parts.get(text.word(at)) or _PLURAL_PARTS.get(text.word(at))
    if code is not None:
        return Node(first, at + 1, "set", Measure(f"XXXX-XX-XXT{code}", "part_of_day"), "set:day-part")
    season = text.vocabulary.seasons.get(text.word(at))
    if season is not None:
        return Node(first, at + 1, "set", Measure(f"XXXX-{season}", "season"), "set:season")
    dated = _yearly(text, first, at) or _monthly(text, first, at)
    if dated is not None:
        return dated
    weekend = weekend_at(text, at)
    if weekend is not None:
        return Node(first, weekend, "set", Measure("XXXX-WXX-WE", "weekend"), "set:weekend")
    unit = text.unit(at)
    if unit is not None:
        once = duration_timex(((Decimal(1), unit[0]),))
        return Node(first, unit[1], "set", Measure(once or "P1D", grain_of(unit[0].unit)), "set:every-unit")
    steps = None if plural else read_steps(text, at)
    often = duration_timex(steps.steps) if steps is not None and not steps.vague else None
    if steps is None or often is None:
        return None
    return Node(first, steps.last, "set", Measure(often, grain_of(steps.steps[0][1].unit)), "set:every-count")


_PLURAL_PARTS = {"mattine": "MO", "pomeriggi": "AF", "sere": "EV", "notti": "NI"}


def _another_weekday(text: DateText, at: int) -> int | None:
    at += text.word(at) in ("ogni", "il", "la", "i", "le")
    weekday = text.weekday(at)
    return weekday[1] if weekday is not None else None


def _yearly(text: DateText, first: int, at: int) -> Node | None:
    """Such as "ogni 25 aprile", "ogni primo maggio", "ogni agosto"."""
    month = text.month(at)
    if month is not None:
        return Node(first, month[1], "set", Measure(f"XXXX-{month[0]:02d}", "month"), "set:month")
    day = text.day(at)
    month = text.month(day[1]) if day is not None else None
    if day is not None and text.word(day[1]) in OF and text.word(day[1] + 1) == "mese":
        return Node(first, day[1] + 2, "set", Measure(f"XXXX-XX-{day[0]:02d}", "day"), "set:day-of-month")
    if day is None or month is None:
        return None
    return Node(first, month[1], "set", Measure(f"XXXX-{month[0]:02d}-{day[0]:02d}", "day"), "set:day-month")


def _monthly(text: DateText, first: int, at: int) -> Node | None:
    """Such as "ogni primo sabato del mese": once a month."""
    ordinal = text.ordinal(at)
    weekday = text.weekday(ordinal[1]) if ordinal is not None else None
    if weekday is None or text.word(weekday[1]) not in OF or text.word(weekday[1] + 1) != "mese":
        return None
    return Node(first, weekday[1] + 2, "set", Measure("P1M", "day"), "set:weekday-of-month")


def _read_weekday_of_months(text: DateText, index: int) -> Node | None:
    """Such as "il primo sabato di ogni mese"."""
    ordinal = text.ordinal(index)
    weekday = text.weekday(ordinal[1]) if ordinal is not None else None
    if weekday is None or text.word(weekday[1]) not in OF or text.word(weekday[1] + 1) not in _EACH:
        return None
    if text.word(weekday[1] + 2) != "mese":
        return None
    return Node(index, weekday[1] + 3, "set", Measure("P1M", "day"), "set:weekday-of-month")


def _read_day_of_months(text: DateText, index: int) -> Node | None:
    """Such as "il 20 di ogni mese", "il primo di ciascun mese"."""
    day = text.day(index)
    if day is None or text.word(day[1]) not in OF or text.word(day[1] + 1) not in _EACH:
        return None
    if text.word(day[1] + 2) != "mese":
        return None
    return Node(index, day[1] + 3, "set", Measure(f"XXXX-XX-{day[0]:02d}", "day"), "set:day-of-month")


def _read_plural_weekdays(text: DateText, index: int) -> Node | None:
    """Such as "i lunedì", "le domeniche": all of them."""
    weekday = text.weekday(index + 1)
    if weekday is None:
        return None
    if text.word(index) == "le" and text.word(index + 1) != "domeniche":
        return None
    if text.word(index) == "i" and text.word(index + 1) in ("domenica", "domeniche"):
        return None
    if text.day(weekday[1]) is not None:
        return None
    node = Node(index, weekday[1], "set", Measure(f"XXXX-WXX-{weekday[0]}", "day"), "set:weekday")
    return _with_clock(text, node)


def _read_habitual_weekday(text: DateText, index: int) -> Node | None:
    """Such as "chiuso il sabato e la domenica", "il lunedì alle 9": with its article a weekday is each of them.

    A verb of the past or the future makes it one day of a story: "partì il lunedì".
    """
    weekday = text.weekday(index + 1)
    if weekday is None or text.is_capital(index + 1) or tense_around(text, index, weekday[1]) is not None:
        return None
    last = weekday[1]
    listed = text.word(last) in AND and text.word(last + 1) in _BEFORE_HABIT and text.weekday(last + 2) is not None
    if not (listed or text.ends(last) or text.word(last) in _HOURS):
        return None
    return _with_clock(text, Node(index + 1, last, "set", Measure(f"XXXX-WXX-{weekday[0]}", "day"), "set:weekday"))


_BEFORE_HABIT, _HOURS = words_of("il la"), words_of("alle dalle ore")


def _with_clock(text: DateText, node: Node | None) -> Node | None:
    """The clock time of a recurring day belongs to it: "ogni lunedì alle 16", "ogni mattina alle 9"."""
    if node is None or text.word(node.last) not in ("alle", "all'"):
        return node
    clock = read_clock_end(text, node.last + 1)
    meaning = node.meaning
    if clock is None or not isinstance(clock.meaning, Clock) or not isinstance(meaning, Measure):
        return node
    time = clock.meaning
    label = f"T{time.hour:02d}" + (f":{time.minute:02d}" if time.minute is not None else "")
    day = meaning.timex.partition("T")[0] if meaning.timex.startswith("XXXX-W") else ""
    return Node(node.first, clock.last, "set", Measure(day + label, time.grain()), "set:clock")


def _read_times_per(text: DateText, index: int) -> Node | None:
    """Such as "due volte a settimana", "una volta l'anno", "tre volte al giorno"."""
    count = text.count(index)
    if count is None or text.word(count.last) not in ("volta", "volte"):
        return None
    at = count.last + 1
    if text.word(at) not in _PER:
        return None
    unit = text.unit(at + 1)
    if unit is None or text.word(at + 1)[-1] in "i":
        return None
    timex = duration_timex(((Decimal(1), unit[0]),))
    grain: Grain = grain_of(unit[0].unit)
    return Node(index, unit[1], "set", Measure(timex or "P1D", grain), "set:times-per")


EXPRESSIONS = (
    Expression("every", _ALL.keys() | {"ogni"}, _read_every),
    Expression("plural weekdays", frozenset({"i", "le"}), _read_plural_weekdays, frozenset(date_words().weekdays)),
    Expression("habitual weekday", _BEFORE_HABIT, _read_habitual_weekday, frozenset(date_words().weekdays)),
    Expression("day of months", frozenset({NUMBER, "primo"}), _read_day_of_months, OF),
    Expression("weekday of months", ORDINALS, _read_weekday_of_months, frozenset(date_words().weekdays)),
    Expression("times per unit", INDEFINITE | {NUMBER}, _read_times_per, frozenset({"volta", "volte"})),
)
