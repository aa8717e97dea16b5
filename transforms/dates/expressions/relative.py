"""Dates told by relation: "la settimana scorsa", "quest'anno", "tre giorni fa", "fra due mesi", "il giorno dopo"."""

from decimal import Decimal

from transforms.contract import DateKind
from transforms.dates.expressions.durations import Steps, duration_timex, read_one_step, read_steps
from transforms.dates.meanings.clock import LastHours, basis_of
from transforms.dates.meanings.periods import Measure, Vague
from transforms.dates.meanings.points import Basis, Future, Meaning, NearDay, Shift, Stretch, UnitAway, grain_of
from transforms.dates.text import DateText, Node
from transforms.dates.words import Direction, TimeUnit
from transforms.language import words_of

_OFFSETS: dict[Direction, int] = {"past": -1, "next": 1, "this": 0, "later": 1, "earlier": -1, "same": 0}
_REFS = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_LAST = frozenset({"ultimo", "ultima", "ultimi", "ultime"})
_FIRST = frozenset({"primi", "prime"})
#: After "precedente" or "successivo" these name an event that nobody has dated.
_EVENT_LINKS = words_of("il la lo l' i gli le al alla all' allo ai agli a")
_SUB_DAY = frozenset({"hour", "minute", "second"})
_AGO = (("fa",), ("or", "sono"), ("orsono",), ("addietro",))
_AFTER = (("dopo",), ("più", "tardi"))


def direction_at(reader: DateText, index: int) -> tuple[Direction, int] | None:
    """A word of direction and the lexeme after it: "scorso", "che viene", "quest'"."""
    found = reader.phrase(reader.vocabulary.direction_phrases, index)
    if found is not None:
        return found  # type: ignore[return-value]
    direction = reader.vocabulary.directions.get(reader.word(index))
    if direction is None or _is_verb(reader, index):
        return None
    last = index + 1
    if direction in ("this", "same") and reader.word(last) in ("stesso", "stessa"):
        return "same", last + 1
    if direction == "same" and reader.word(index) in ("stesso", "stessa", "medesimo", "medesima"):
        return direction, last
    return direction, last


def _is_verb(reader: DateText, index: int) -> bool:
    """Whether "passato" before its noun is the verb: "è passata una settimana", "passati tre giorni"."""
    if not reader.word(index).startswith("passat"):
        return False
    return reader.word(index - 1) in ("è", "sono", "era", "erano") or (
        reader.unit(index - 1) is None
        and (
            reader.word(index - 1)
            not in ("la", "il", "lo", "nella", "nel", "negli", "nelle", "della", "del", "le", "gli", "i")
        )
    )


def read_relative_unit(reader: DateText, index: int, units: frozenset[str] | None = None) -> Node | None:
    """One unit placed by a direction on either side: "scorso mese", "anno prossimo", "giorno dopo", "giorni scorsi".

    Args:
        reader: the text.
        index: lexeme at which the expression begins, without its article.
        units: which units to read; None reads all.
    """
    if reader.word(index) in ("il", "la", "lo", "l'"):
        index += 1
    before = direction_at(reader, index)
    if before is not None and reader.word(index) not in ("dopo", "prima"):
        return _placed(reader, index, before[1], before[0], units)
    unit = _unit_word(reader, index)
    if unit is None or (units is not None and unit[0].unit not in units):
        return None
    after = direction_at(reader, unit[1])
    if after is None or after[0] in ("same",) or reader.word(unit[1]).startswith("quest"):
        return None
    direction, last = after
    if direction in ("later", "earlier") and reader.word(last) in _EVENT_LINKS and not is_plural(reader.word(index)):
        return None
    if reader.word(unit[1]) in ("dopo", "prima") and not _free_adverb(reader, index, last):
        return None
    kind, meaning = _unit_meaning(reader, index, unit[0], direction)
    return Node(index, last, kind, meaning, "date:unit-direction")


def is_plural(word: str) -> bool:
    """Whether a unit of time is written in the plural: "mesi", "settimane"; "mese" is none."""
    return word[-1:] == "i" or word in ("settimane", "ore", "giornate", "nottate", "quindicine")


def _free_adverb(reader: DateText, index: int, last: int) -> bool:
    """Whether "giorno dopo" ends there and "dopo" is no preposition: not "il giorno dopo la firma"."""
    word = reader.word(last)
    if word in ("di", "del", "della", "dell'", "dello", "dei", "delle", "degli", "la", "lo", "l'", "gli", "un", "una",
                "aver", "essere", "averlo", "che"):  # fmt: skip
        return False
    return not is_plural(reader.word(index))


def _unit_word(reader: DateText, index: int) -> tuple[TimeUnit, int] | None:
    """A unit, "weekend" and "fine settimana" among them."""
    if reader.word(index) == "weekend":
        return TimeUnit("weekend", 1, "W"), index + 1
    if reader.word(index) == "week" and "end" in (reader.word(index + 1), reader.word(index + 2)):
        return TimeUnit("weekend", 1, "W"), index + (2 if reader.word(index + 1) == "end" else 3)
    if reader.word(index) == "fine":
        at = index + 1 + (reader.word(index + 1) == "-")
        if reader.word(at) == "settimana":
            return TimeUnit("weekend", 1, "W"), at + 1
    unit = reader.unit(index)
    if unit is None or reader.word(index) in ("secondo", "notte", "nottate"):
        return None
    return unit


def weekend_at(reader: DateText, index: int) -> int | None:
    """The lexeme after "weekend", "week-end" or "fine settimana", None when none of them stands there."""
    unit = _unit_word(reader, index)
    return unit[1] if unit is not None and unit[0].unit == "weekend" else None


def _placed(
    reader: DateText, first: int, index: int, direction: Direction, units: frozenset[str] | None
) -> Node | None:
    unit = _unit_word(reader, index)
    if unit is None or (units is not None and unit[0].unit not in units):
        return None
    if direction in ("later", "earlier") and reader.word(first) in ("dopo", "prima"):
        return None
    kind, meaning = _unit_meaning(reader, index, unit[0], direction)
    return Node(first, unit[1], kind, meaning, "date:direction-unit")


def _unit_meaning(reader: DateText, index: int, unit: TimeUnit, direction: Direction) -> tuple[DateKind, Meaning]:
    """The meaning of a directed unit; a plural without a number is vague."""
    offset = _OFFSETS[direction]
    word = reader.word(index)
    if unit.unit in _SUB_DAY:
        if not is_plural(word) and offset:
            return "time", Shift(((unit.unit, offset),), basis_of(direction))
        return "date", Vague(_REFS[offset], grain_of(unit.unit))
    if is_plural(word):
        return "date", Vague(_REFS[offset], grain_of(unit.unit))
    if unit.unit == "day":
        return "date", NearDay(offset, basis_of(direction))
    if unit.size != 1 and unit.unit not in ("quarter", "third", "half_year", "decade", "century"):
        return "date", Vague(_REFS[offset], grain_of(unit.unit))
    return "date", UnitAway(unit.unit, offset, basis_of(direction))


def read_shift(reader: DateText, index: int, units: frozenset[str] | None = None) -> Node | None:
    """A point counted from today or from what was told: "due anni fa", "fra tre mesi", "dieci giorni dopo"."""
    first = index
    ahead = reader.word(index) in ("tra", "fra")
    steps = read_steps(reader, index + ahead)
    if steps is None or (units is not None and steps.steps[0][1].unit not in units):
        return _vague_shift(reader, index, units)
    last = _suffix(reader, steps.last, _AGO)
    if last is not None:
        return _shifted(first, last, steps, -1, "published", "date:ago")
    if ahead:
        last = _from_now(reader, steps.last)
        return _shifted(first, last, steps, 1, "published", "date:ahead")
    last = _from_now(reader, steps.last)
    if last != steps.last:
        return _shifted(first, last, steps, 1, "published", "date:ahead")
    last = _suffix(reader, steps.last, _AFTER)
    if last is not None and free_adverb_after(reader, last):
        return _shifted(first, last, steps, 1, "told", "date:after")
    if reader.word(steps.last) == "prima" and free_adverb_after(reader, steps.last + 1):
        return _shifted(first, steps.last + 1, steps, -1, "told", "date:before")
    return None


def free_adverb_after(reader: DateText, index: int) -> bool:
    """Whether nothing hangs on "dopo" or "prima": "due anni dopo," against "due anni dopo la firma"."""
    return reader.word(index) not in (
        "di", "del", "della", "dell'", "dello", "dei", "delle", "degli", "il", "la", "lo", "l'", "i", "gli", "le", "un",
        "una", "un'", "aver", "essere", "averlo", "averla", "che", "d'",
    )  # fmt: skip


def _suffix(reader: DateText, index: int, suffixes: tuple[tuple[str, ...], ...]) -> int | None:
    for words in suffixes:
        if all(reader.word(index + at) == word for at, word in enumerate(words)):
            return index + len(words)
    return None


def _from_now(reader: DateText, index: int) -> int:
    """The lexeme after "da oggi", "da adesso", "da questo momento", "in futuro", else the index."""
    if reader.word(index) == "da":
        if reader.word(index + 1) in ("oggi", "adesso", "ora"):
            return index + 2
        if reader.word(index + 1) == "questo" and reader.word(index + 2) == "momento":
            return index + 3
    if reader.word(index) == "in" and reader.word(index + 1) == "futuro":
        return index + 2
    return index


def _shifted(first: int, last: int, steps: Steps, sign: int, basis: Basis | Meaning, rule: str) -> Node | None:
    if steps.vague:
        unit = steps.steps[0][1]
        kind: DateKind = "time" if unit.unit in _SUB_DAY else "date"
        return Node(first, last, kind, Vague(_REFS[sign], grain_of(unit.unit)), rule)
    moves = shift_moves(steps, sign)
    if moves is None:
        return None
    sub_day = any(unit in _SUB_DAY for unit, _ in moves)
    return Node(first, last, "time" if sub_day else "date", Shift(moves, basis), rule)


def shift_moves(steps: Steps, sign: int) -> tuple[tuple[str, int], ...] | None:
    """Signed whole counts of units; None when a count is no whole number of anything smaller."""
    moves: list[tuple[str, int]] = []
    for value, unit in steps.steps:
        amount, name = value * unit.size, unit.unit
        if unit.size != 1:
            name, amount = _plain_unit(unit, value)
        if amount != amount.to_integral_value():
            finer = _FINER_UNITS.get(name)
            if finer is None:
                return None
            name, amount = finer[0], amount * finer[1]
            if amount != amount.to_integral_value():
                return None
        if abs(amount) > 10**7:
            return None
        moves.append((name, sign * int(amount)))
    return tuple(moves) or None


_FINER_UNITS = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "day": ("hour", 24),
                "hour": ("minute", 60), "minute": ("second", 60), "decade": ("year", 10),
                "century": ("year", 100)}  # fmt: skip


def _plain_unit(unit: TimeUnit, value: Decimal) -> tuple[str, Decimal]:
    """The unit and count that give the grain: decades and centuries count years, quarters months."""
    if unit.designator == "Y":
        return "year", value * unit.size
    return {"M": "month", "D": "day"}.get(unit.designator, unit.unit), value * unit.size


def _vague_shift(reader: DateText, index: int, units: frozenset[str] | None) -> Node | None:
    """Such as "giorni fa", "anni fa": nobody knows how many."""
    unit = reader.unit(index)
    if unit is None or (units is not None and unit[0].unit not in units):
        return None
    last = _suffix(reader, unit[1], _AGO)
    if last is None:
        return None
    kind: DateKind = "time" if unit[0].unit in _SUB_DAY else "date"
    return Node(index, last, kind, Vague("PAST_REF", grain_of(unit[0].unit)), "date:ago")


def read_last_units(reader: DateText, index: int) -> Node | None:
    """So many units counted from now: "ultimi 40 anni", "prossimi tre mesi", "due mesi scorsi".

    By convention "ultimi" and "prossimi" with a number measure (a duration, placed all the same); "scorsi" and
    "passati" mean whole calendar units (an interval).
    """
    word = reader.word(index)
    if word in _FIRST:
        steps = read_steps(reader, index + 1)
        if steps is None or steps.vague or (steps.steps[0][1].unit in ("day",) and steps.steps[0][0] > 31):
            return None
        timex = duration_timex(steps.steps)
        return _measure(index, steps.last, steps, timex, 0) if timex else None
    side = _side(reader, index)
    if side is not None:
        sign, measured, after = side
        steps = read_steps(reader, after)
        if steps is not None:
            if reader.word(steps.last) in ("fa", "dopo", "prima") and len(steps.steps) > 1:
                steps = read_one_step(reader, after) or steps  # "negli ultimi 3 mesi e 2 giorni fa": two expressions
            return _last_node(reader, index, steps.last, steps, sign, measured)
        return _last_one(reader, index, after)
    count = reader.count(index)
    if count is None:
        return None
    side = _side(reader, count.last)
    if side is not None and not count.vague:
        unit = reader.unit(side[2])
        if unit is None:
            return None
        steps = Steps(((count.value, unit[0]),), unit[1], False)
        return _last_node(reader, index, unit[1], steps, side[0], side[1])
    steps = read_steps(reader, index)
    if steps is None:
        return None
    direction = direction_at(reader, steps.last)
    if direction is None or direction[0] not in ("past", "next", "earlier", "later"):
        return None
    if reader.word(steps.last) in ("dopo", "prima"):
        return None
    sign = -1 if direction[0] in ("past", "earlier") else 1
    of_event = direction[0] in ("earlier", "later") and reader.word(direction[1]) in _EVENT_LINKS
    measured = direction[0] == "next" or of_event
    return _last_node(reader, index, direction[1], steps, sign, measured, basis_of(direction[0]))


def _side(reader: DateText, index: int) -> tuple[int, bool, int] | None:
    """Sign, whether it measures, and the lexeme after a word that counts from now: "ultimi", "scorsi", "prossimi"."""
    word = reader.word(index)
    if word in _LAST:
        return -1, True, index + 1
    direction = None if _is_verb(reader, index) else reader.vocabulary.directions.get(word)
    if direction == "past":
        return -1, False, index + 1
    if direction == "next":
        return 1, True, index + 1
    return None


def _last_one(reader: DateText, index: int, after: int) -> Node | None:
    """Such as "negli ultimi mesi" (vague), "nell'ultimo anno" (a duration), "nell'ultima ora"."""
    if reader.word(index) not in _LAST:
        return None
    unit = reader.unit(after)
    if unit is None or reader.word(unit[1]) in ("di", "del", "della", "dell'", "dello", "dei", "delle", "degli", "per"):
        return None
    if is_plural(reader.word(index + 1)):
        return Node(index, unit[1], "date", Vague("PAST_REF", grain_of(unit[0].unit)), "date:last-units")
    if unit[0].unit in ("day", "second") or (unit[0].unit == "minute" and reader.word(index - 1) != "nell'"):
        return None
    return _last_node(reader, index, unit[1], Steps(((Decimal(1), unit[0]),), unit[1], False), -1, True)


def _last_node(
    reader: DateText, first: int, last: int, steps: Steps, sign: int, measured: bool, basis: Basis = "published"
) -> Node | None:
    """The node of so many units before (sign -1) or after now, or before or after what was told."""
    value, unit = steps.steps[0]
    if steps.vague:
        return Node(first, last, "date", Vague(_REFS[sign], grain_of(unit.unit)), "date:last-units")
    moves = shift_moves(steps, sign)
    timex = duration_timex(steps.steps)
    if timex is None or moves is None:
        return None
    if unit.unit in _SUB_DAY and len(steps.steps) == 1:
        meaning: Meaning = LastHours(unit.unit, moves[0][1], timex if measured else None)
        return Node(first, last, "interval", meaning, "interval:last-units")
    if measured or len(steps.steps) > 1:
        return _measure(first, last, steps, timex, sign, reader.word(last) in ("di", "d'"))
    name, count = moves[0]
    if name in _SUB_DAY:
        return None
    if unit.unit in ("decade", "century"):
        name, count = unit.unit, sign * int(value)
    meaning = Stretch(name, count, basis)
    return Node(first, last, "interval", meaning, "interval:last-units")


def _measure(first: int, last: int, steps: Steps, timex: str, sign: int, of_event: bool = False) -> Node:
    unit = steps.steps[0][1]
    moves = shift_moves(steps, sign or 1)
    placed = moves[0] if sign and moves and moves[0][0] not in _SUB_DAY and not of_event else None
    meaning = Measure(timex, grain_of(unit.unit), placed[0] if placed else None, placed[1] if placed else 0)
    return Node(first, last, "duration", meaning, "duration:last-units")


def read_ahead_range(reader: DateText, index: int) -> Node | None:
    """Such as "tra cinque o dieci anni", "fra due o tre settimane": a stretch of the future, "tra" included."""
    low = reader.count(index + 1)
    if low is None or reader.word(low.last) not in ("o", "-", "–"):
        return None
    high = reader.count(low.last + 1)
    unit = reader.unit(high.last) if high is not None else None
    if high is None or unit is None or low.vague or high.vague or unit[0].unit in _SUB_DAY:
        return None
    if low.value != int(low.value) or high.value != int(high.value) or high.value > 10**5:
        return None
    name, factor = _plain_unit(unit[0], Decimal(1)) if unit[0].size != 1 else (unit[0].unit, Decimal(1))
    meaning = Future(name, int(low.value * factor), int(high.value * factor))
    return Node(index, unit[1], "date", meaning, "date:ahead-range")
