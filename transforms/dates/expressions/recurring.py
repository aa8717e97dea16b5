"""Times that come back: "ogni lunedì", "tutti i giorni", "le domeniche", "due volte a settimana"."""

from decimal import Decimal

from transforms.contract import Grain
from transforms.dates.expressions.clock import read_clock_end
from transforms.dates.expressions.durations import duration_timex, read_steps
from transforms.dates.expressions.relative import weekend_at
from transforms.dates.meanings.clock import Clock
from transforms.dates.meanings.periods import Measure
from transforms.dates.meanings.points import grain_of
from transforms.dates.text import DateText, Node
from transforms.language import words_of

_ALL = {"tutti": ("i", "gli"), "tutte": ("le",)}
_PER = words_of("a al all' alla ogni per l' il la nell' nel nella di")


def read_recurrence(reader: DateText, index: int) -> Node | None:
    """The recurring time that begins at the index, None when none does."""
    word = reader.word(index)
    if word == "ogni":
        return _with_clock(reader, _every(reader, index, index + 1))
    if word in _ALL and reader.word(index + 1) in _ALL[word]:
        return _with_clock(reader, _every(reader, index, index + 2, plural=True))
    if word in ("i", "le"):
        return _plural_weekdays(reader, index)
    return _times_per(reader, index)


def _every(reader: DateText, first: int, at: int, plural: bool = False) -> Node | None:
    """What follows "ogni" or "tutti i": a weekday, a part of the day, a season, a date, a unit, a count of units."""
    weekday = reader.weekday(at)
    if weekday is not None:
        last, timex = weekday[1], f"XXXX-WXX-{weekday[0]}"
        while reader.word(last) in ("e", ",") and (other := _another_weekday(reader, last + 1)) is not None:
            last = other
        part = reader.vocabulary.day_parts.get(reader.word(last))
        if part is not None:
            return Node(first, last + 1, "set", Measure(f"{timex}T{part}", "part_of_day"), "set:weekday")
        return Node(first, last, "set", Measure(timex, "day"), "set:weekday")
    code = reader.vocabulary.day_parts.get(reader.word(at)) or _PLURAL_PARTS.get(reader.word(at))
    if code is not None:
        return Node(first, at + 1, "set", Measure(f"T{code}", "part_of_day"), "set:day-part")
    season = reader.vocabulary.seasons.get(reader.word(at))
    if season is not None:
        return Node(first, at + 1, "set", Measure(f"XXXX-{season}", "season"), "set:season")
    dated = _yearly(reader, first, at)
    if dated is not None:
        return dated
    weekend = weekend_at(reader, at)
    if weekend is not None:
        return Node(first, weekend, "set", Measure("XXXX-WXX-WE", "weekend"), "set:weekend")
    unit = reader.unit(at)
    if unit is not None:
        once = duration_timex(((Decimal(1), unit[0]),))
        return Node(first, unit[1], "set", Measure(once or "P1D", grain_of(unit[0].unit)), "set:every-unit")
    steps = None if plural else read_steps(reader, at)
    often = duration_timex(steps.steps) if steps is not None and not steps.vague else None
    if steps is None or often is None:
        return None
    return Node(first, steps.last, "set", Measure(often, grain_of(steps.steps[0][1].unit)), "set:every-count")


_PLURAL_PARTS = {"mattine": "MO", "pomeriggi": "AF", "sere": "EV", "notti": "NI"}


def _another_weekday(reader: DateText, at: int) -> int | None:
    at += reader.word(at) in ("ogni", "il", "la", "i", "le")
    weekday = reader.weekday(at)
    return weekday[1] if weekday is not None else None


def _yearly(reader: DateText, first: int, at: int) -> Node | None:
    """Such as "ogni 25 aprile", "ogni primo maggio", "ogni agosto"."""
    month = reader.month(at)
    if month is not None:
        return Node(first, month[1], "set", Measure(f"XXXX-{month[0]:02d}", "month"), "set:month")
    day = reader.day(at)
    month = reader.month(day[1]) if day is not None else None
    if day is None or month is None:
        return None
    return Node(first, month[1], "set", Measure(f"XXXX-{month[0]:02d}-{day[0]:02d}", "day"), "set:day-month")


def _plural_weekdays(reader: DateText, index: int) -> Node | None:
    """Such as "i lunedì", "le domeniche": all of them."""
    weekday = reader.weekday(index + 1)
    if weekday is None:
        return None
    if reader.word(index) == "le" and reader.word(index + 1) != "domeniche":
        return None
    if reader.word(index) == "i" and reader.word(index + 1) in ("domenica", "domeniche"):
        return None
    if reader.day(weekday[1]) is not None:
        return None
    node = Node(index, weekday[1], "set", Measure(f"XXXX-WXX-{weekday[0]}", "day"), "set:weekday")
    return _with_clock(reader, node)


def _with_clock(reader: DateText, node: Node | None) -> Node | None:
    """The clock time of a recurring day belongs to it: "ogni lunedì alle 16", "ogni mattina alle 9"."""
    if node is None or reader.word(node.last) not in ("alle", "all'"):
        return node
    clock = read_clock_end(reader, node.last + 1)
    meaning = node.meaning
    if clock is None or not isinstance(clock.meaning, Clock) or not isinstance(meaning, Measure):
        return node
    time = clock.meaning
    label = f"T{time.hour:02d}" + (f":{time.minute:02d}" if time.minute is not None else "")
    day = meaning.timex if meaning.timex.startswith("XXXX") else ""
    return Node(node.first, clock.last, "set", Measure(day + label, time.grain()), "set:clock")


def _times_per(reader: DateText, index: int) -> Node | None:
    """Such as "due volte a settimana", "una volta l'anno", "tre volte al giorno"."""
    count = reader.count(index)
    if count is None or reader.word(count.last) not in ("volta", "volte"):
        return None
    at = count.last + 1
    if reader.word(at) not in _PER:
        return None
    unit = reader.unit(at + 1)
    if unit is None or reader.word(at + 1)[-1] in "i":
        return None
    timex = duration_timex(((Decimal(1), unit[0]),))
    grain: Grain = grain_of(unit[0].unit)
    return Node(index, unit[1], "set", Measure(timex or "P1D", grain), "set:times-per")
