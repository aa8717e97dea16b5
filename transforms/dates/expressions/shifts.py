"""Points counted from today, from what was told or from another date: "tre giorni fa", "due anni dopo"."""

from dataclasses import replace
from decimal import Decimal

from transforms.contract import DateKind
from transforms.dates.expressions.durations import modifier_before
from transforms.dates.expressions.relative import REFS, SINGULAR, SUB_DAY, free_adverb_after
from transforms.dates.expressions.steps import AFTER_COUNT, COUNTS, Steps, moves_of, plain_unit, read_steps
from transforms.dates.meanings.base import Basis, Meaning, grain_of
from transforms.dates.meanings.counted import Future, Shift
from transforms.dates.meanings.periods import HolidayDay, Vague
from transforms.dates.meanings.points import Calendar, Weekday
from transforms.dates.text import DateText, Expression, Node
from transforms.dates.words import date_words
from transforms.language import BETWEEN, OF, words_of

_AGO = (("fa",), ("or", "sono"), ("orsono",), ("addietro",))


_AFTER = (("dopo",), ("più", "tardi"))


def read_shift(text: DateText, index: int, units: frozenset[str] | None = None) -> Node | None:
    """A point counted from today or from what was told: "due anni fa", "fra tre mesi", "dieci giorni dopo"."""
    first = index
    ahead = text.word(index) in BETWEEN
    steps = read_steps(text, index + ahead)
    if steps is None or (units is not None and steps.steps[0][1].unit not in units):
        return _vague_shift(text, index, units)
    last = _suffix(text, steps.last, _AGO)
    if last is not None:
        return _shifted(first, last, steps, -1, "published", "date:ago")
    if ahead:
        last = _from_now(text, steps.last)
        return _shifted(first, last, steps, 1, "published", "date:ahead")
    last = _from_now(text, steps.last)
    if last != steps.last:
        return _shifted(first, last, steps, 1, "published", "date:ahead")
    last = _suffix(text, steps.last, _AFTER)
    if last is not None and free_adverb_after(text, last):
        return _shifted(first, last, steps, 1, "told", "date:after")
    if text.word(steps.last) == "prima" and free_adverb_after(text, steps.last + 1):
        return _shifted(first, steps.last + 1, steps, -1, "told", "date:before")
    return None


def _suffix(text: DateText, index: int, suffixes: tuple[tuple[str, ...], ...]) -> int | None:
    for words in suffixes:
        if all(text.word(index + at) == word for at, word in enumerate(words)):
            return index + len(words)
    return None


def _from_now(text: DateText, index: int) -> int:
    """The lexeme after "da oggi", "da adesso", "da questo momento", "in futuro", else the index."""
    if text.word(index) == "da":
        if text.word(index + 1) in ("oggi", "adesso", "ora"):
            return index + 2
        if text.word(index + 1) == "questo" and text.word(index + 2) == "momento":
            return index + 3
    if text.word(index) == "in" and text.word(index + 1) == "futuro":
        return index + 2
    return index


def _shifted(first: int, last: int, steps: Steps, sign: int, basis: Basis | Meaning, rule: str) -> Node | None:
    if steps.vague:
        unit = steps.steps[0][1]
        kind: DateKind = "time" if unit.unit in SUB_DAY else "date"
        return Node(first, last, kind, Vague(REFS[sign], grain_of(unit.unit)), rule)
    moves = moves_of(steps, sign)
    if moves is None:
        return None
    sub_day = any(unit in SUB_DAY for unit, _ in moves)
    return Node(first, last, "time" if sub_day else "date", Shift(moves, basis), rule)


def _vague_shift(text: DateText, index: int, units: frozenset[str] | None) -> Node | None:
    """Such as "giorni fa", "anni fa": nobody knows how many."""
    unit = text.unit(index)
    if unit is None or (units is not None and unit[0].unit not in units):
        return None
    last = _suffix(text, unit[1], _AGO)
    if last is None:
        return None
    kind: DateKind = "time" if unit[0].unit in SUB_DAY else "date"
    return Node(index, last, kind, Vague("PAST_REF", grain_of(unit[0].unit)), "date:ago")


def read_shifted(text: DateText, index: int) -> Node | None:
    """Such as "tre giorni fa", "quasi due anni dopo" and what is counted from another date: "3 giorni dopo venerdì"."""
    node = _shifted_exactly(text, index)
    if node is None or node.first != index or text.word(index) in BETWEEN:
        return node
    first, modifier = modifier_before(text, index)
    if text.word(first) not in _ABOUT:
        return node
    return replace(node, first=first, modifier=modifier)


#: The first words of bounds of a point in time; "60 in meno di un anno fa" compares with it.
_ABOUT = words_of("quasi circa poco oltre almeno")


def _shifted_exactly(text: DateText, index: int) -> Node | None:
    """A shift without the words that bound it; "tra 2 settimane da sabato" among them."""
    shift = read_shift(text, index)
    ahead = text.word(index) in BETWEEN
    if shift is not None:
        counted = text.word(shift.last - 1) in ("dopo", "prima") and _begins_day(text, shift.last)
        if not counted and not (ahead and text.word(shift.last) in ("da", "dopo")):
            return shift
    steps = read_steps(text, index + ahead)
    if steps is None or steps.vague or text.word(steps.last) not in ("dopo", "da", "prima"):
        return shift
    link = text.word(steps.last)
    at = steps.last + 1
    at += text.word(at) in OF and link == "prima"
    base = text.inner(text.skip(at, SINGULAR), levels=2)
    moves = moves_of(steps, -1 if link == "prima" else 1)
    if len(base) == 1 and base[0].kind == "date" and moves is not None and (link != "da" or ahead):
        return Node(index, base[0].last, "date", Shift(moves, base[0].meaning), "date:after-date")
    return shift


def _begins_day(text: DateText, index: int) -> bool:
    """Whether a day begins at once: "tre giorni dopo domani", "due giorni dopo venerdì"."""
    word = text.word(index)
    if word in text.vocabulary.day_words or word in text.vocabulary.weekdays:
        return True
    holiday = text.inner(index, levels=2) if word in text.vocabulary.holidays else []  # "due giorni dopo Pasqua"
    return len(holiday) == 1 and isinstance(holiday[0].meaning, HolidayDay)


def read_from_day(text: DateText, index: int) -> Node | None:
    """One unit counted from a day: "il giorno dopo Natale", "la settimana prima del 5 maggio"."""
    unit, link = text.unit(index), text.word(index + 1)
    if unit is None:
        return None
    at = index + 2
    if link == "prima":
        if text.word(at) not in OF:
            return None
        at += 1
    base = text.inner(text.skip(at, SINGULAR), levels=2)
    if len(base) != 1 or base[0].kind != "date" or not _is_one_day(base[0].meaning):
        return None
    move = Shift(((unit[0].unit, -1 if link == "prima" else 1),), base[0].meaning)
    return Node(index, base[0].last, "date", move, "date:after-date")


def read_week_of(text: DateText, index: int) -> Node | None:
    """The week of a feast: "la settimana di Ferragosto", "nella settimana di Natale"."""
    base = text.inner(index + 2, levels=2) if text.word(index + 1) in OF else []
    if len(base) != 1 or not isinstance(base[0].meaning, HolidayDay):
        return None
    return Node(index, base[0].last, "date", Shift((("week", 0),), base[0].meaning), "date:after-date")


def _is_one_day(meaning: Meaning) -> bool:
    return isinstance(meaning, (HolidayDay, Weekday)) or (isinstance(meaning, Calendar) and meaning.day is not None)


def read_ahead_range(text: DateText, index: int) -> Node | None:
    """Such as "tra cinque o dieci anni", "fra due o tre settimane": a stretch of the future, "tra" included."""
    low = text.count(index + 1)
    if low is None or text.word(low.last) != "o":
        return None
    high = text.count(low.last + 1)
    unit = text.unit(high.last) if high is not None else None
    if high is None or unit is None or low.vague or high.vague or unit[0].unit in SUB_DAY:
        return None
    if low.value != int(low.value) or high.value != int(high.value) or high.value > 10**5:
        return None
    name, factor = plain_unit(unit[0], Decimal(1)) if unit[0].size != 1 else (unit[0].unit, Decimal(1))
    meaning = Future(name, int(low.value * factor), int(high.value * factor))
    return Node(index, unit[1], "date", meaning, "date:ahead-range")


EXPRESSIONS = (
    Expression("unit from a day", words_of("giorno settimana mese anno"), read_from_day, words_of("dopo prima")),
    Expression("week of a feast", frozenset({"settimana"}), read_week_of, OF),
    Expression("shift", COUNTS, read_shifted, AFTER_COUNT, inner=True),
    Expression("shift ahead", BETWEEN, read_shifted, COUNTS, inner=True),
    Expression(
        "shift by unknown units", date_words().units, read_shifted, words_of("fa or orsono addietro"), inner=True
    ),
)
