"""Counts of units of time: "tre giorni", "un'ora e mezza", "2h 15m", and the ISO 8601 duration that they are."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from transforms.dates.text import CONTEXTS, NUMBER, VAGUE_COUNTS, DateText
from transforms.dates.words import TimeUnit, date_words
from transforms.language import HALVES, INDEFINITE, OF, words_of

#: What may begin a count of units, and what of a unit may come after the number.
COUNTS = VAGUE_COUNTS | INDEFINITE | HALVES | {NUMBER, "mezzora"}
UNITS = date_words().units.keys()
AFTER_COUNT = UNITS | CONTEXTS["between_count"] | date_words().directions.keys() | words_of(
    "ultimi ultime ultimo ultima quarti quarto h o e - – di d' , paio a ai alle"
)  # fmt: skip


class Steps(NamedTuple):
    """Counts of units as written and the lexeme after them; `vague` when a count is unknown ("pochi anni")."""

    steps: tuple[tuple[Decimal, TimeUnit], ...]
    last: int
    vague: bool


_HALF = Decimal("0.5")
_QUARTERS = {"quarto": Decimal("0.25"), "quarti": Decimal("0.75")}
#: One step of a unit and the step below it, for halves: half a year is six months.
_FINER = {"Y": (12, "M"), "M": (30, "D"), "W": (7, "D"), "D": (24, "H"), "H": (60, "M"), "MIN": (60, "S")}


def read_steps(text: DateText, index: int) -> Steps | None:
    """Counts of units from the index on: "tre giorni", "un anno e mezzo", "1 mese, 2 anni e 21 giorni"."""
    if index not in text.steps:
        text.steps[index] = _read_steps(text, index)
    found: Steps | None = text.steps[index]
    return found


def _read_steps(text: DateText, index: int) -> Steps | None:
    first = read_one_step(text, index)
    if first is None:
        return None
    steps, last, vague = list(first.steps), first.last, first.vague
    for _ in range(5):
        at = last
        if text.word(at) in (",", "e", "ed"):
            at += 1
        if text.word(at) in INDEFINITE and at == last:
            break
        following = read_one_step(text, at) if not vague else None
        told = {(unit.designator, unit.unit == "minute") for _, unit in steps}  # "4 anni e 2 mesi, 8 anni" are two
        if following is None or following.vague:
            break
        unit = following.steps[0][1]
        if (unit.designator, unit.unit == "minute") in told:
            break
        if text.word(last) == "," and (text.word(at) in INDEFINITE or not _goes_down(text, steps, unit, following)):
            break
        steps += following.steps
        last = following.last
    return Steps(tuple(steps), last, vague)


def _goes_down(text: DateText, steps: list[tuple[Decimal, TimeUnit]], unit: TimeUnit, following: Steps) -> bool:
    """Whether a comma adds a smaller unit ("2 ore, 40 minuti"), or one in a list that "e" closes, to whole units."""
    if any(value != value.to_integral_value() for value, _ in steps):
        return False  # "due ore e un quarto, 90 minuti" are two
    order = [*_FINER, "S"]
    finer = order.index(_designator(unit)) > order.index(_designator(steps[-1][1]))
    return finer or text.word(following.last) in ("e", "ed")


def _designator(unit: TimeUnit) -> str:
    return "MIN" if unit.unit == "minute" else unit.designator


def read_one_step(text: DateText, index: int) -> Steps | None:
    """One count of one unit: "tre giorni", "un anno e mezzo", "mezz'ora", "tre quarti d'ora"."""
    word = text.word(index)
    if word in HALVES or word == "mezzora":
        return _half_unit(text, index)
    count = text.count(index)
    if count is None:
        return None
    at = count.last
    fraction = _fraction_of_hour(text, index, count.value, at)
    if fraction is not None:
        return fraction
    value = count.value
    if value != value.to_integral_value() and text.word(at - 1) not in HALVES and text.is_word(at - 1):
        return None
    if text.word(at) == "-" and text.glued(at) and text.glued(at + 1):
        at += 1
    at += text.word(at) in CONTEXTS["between_count"]
    hours = _hours_h_minutes(text, index, value, at)
    if hours is not None:
        return hours
    unit = text.unit(at)
    if unit is None or not _fits(text, at, value, unit[0]):
        return None
    last = unit[1]
    half = and_half(text, last)
    if half is not None:
        value, last = value + half[0], half[1]
    elif (minutes := _and_minutes(text, last, unit[0])) is not None:
        return Steps(((value, unit[0]), (Decimal(minutes), TimeUnit("minute", 1, "MIN"))), last + 2, False)
    return Steps(((value, unit[0]),), last, count.vague)


def _and_minutes(text: DateText, index: int, unit: TimeUnit) -> int | None:
    """The minutes of "un'ora e trenta", where the unit is left out."""
    minutes = text.small(index + 1)
    if unit.designator != "H" or text.word(index) != "e" or minutes is None or minutes >= 60:
        return None
    ends = text.ends(index + 2) or text.word(index + 2) in ("di", "più", "circa", "per", "in")
    return minutes if ends and text.word(index + 1) != "sei" else None


def _hours_h_minutes(text: DateText, index: int, value: Decimal, at: int) -> Steps | None:
    """Such as "24h", and "1h30" where it cannot be a clock time or is measured."""
    if text.word(at) != "h" or not text.glued(at):
        return None
    if text.is_digits(at + 1) and not text.glued(at + 1) and text.word(at + 2) in _MINUTES:  # "2h 15m"
        minutes = text.small(at + 1)
        if minutes is not None and minutes < 60:
            return Steps(((value, _HOUR), (Decimal(minutes), _MINUTE)), at + 3, False)
    if not text.is_digits(at + 1) or not text.glued(at + 1):
        clock = text.word(index - 1) in ("alle", "ore", "dalle", "le", "delle")
        return None if clock else Steps(((value, _HOUR),), at + 1, False)
    minutes = text.small(at + 1)
    marked = text.glued(at + 2) and text.word(at + 2) in _MINUTES  # "3h40'", "3h40m"
    measured = marked or value < 3 or text.word(index - 1) in ("circa", "dura", "durata", "incirca", "di")
    if minutes is None or minutes >= 60 or not measured:
        return None
    return Steps(((value, _HOUR), (Decimal(minutes), _MINUTE)), at + 2 + marked, False)


_HOUR, _MINUTE = TimeUnit("hour", 1, "H"), TimeUnit("minute", 1, "MIN")
_MINUTES = words_of("m min ' ′ minuti")


def _fits(text: DateText, index: int, value: Decimal, unit: TimeUnit) -> bool:
    """Whether the word at the index is that unit and no ordinal or adverb: "un secondo uomo", "due ora"."""
    word = text.word(index)
    vague = text.word(index - 1) == "qualche"
    if word in ("secondo", "ora") and not vague and (value != 1 or text.word(index - 1) == "uno"):
        return False
    if word == "secondo":
        return text.ends(index + 1) or text.word(index + 1) in _AFTER_SECOND
    return True


#: After "un secondo" these show the unit; any other word is what is second.
_AFTER_SECOND = frozenset({"fa", "dopo", "prima", "di", "e", "o", "a", "da", "per", "circa", "più", "meno"})


def _half_unit(text: DateText, index: int) -> Steps | None:
    """Such as "mezz'ora", "mezza giornata", "mezzo secolo"."""
    if text.word(index) == "mezzora":
        return Steps(((_HALF, TimeUnit("hour", 1, "H")),), index + 1, False)
    unit = text.unit(index + 1)
    return Steps(((_HALF, unit[0]),), unit[1], False) if unit is not None else None


def _fraction_of_hour(text: DateText, index: int, value: Decimal, at: int) -> Steps | None:
    """Such as "un quarto d'ora", "tre quarti d'ora", "1/4 d'ora"."""
    if text.word(at) in _QUARTERS and index not in text.numerals:
        value, at = Decimal("0.25"), at + 1
    elif value not in (Decimal("0.25"), Decimal("0.75")):
        return None
    if text.word(at) in ("d'", "di") and text.word(at + 1) == "ora":
        return Steps(((value, TimeUnit("hour", 1, "H")),), at + 2, False)
    return None


def and_half(text: DateText, index: int) -> tuple[Decimal, int] | None:
    """Such as "e mezzo", "e un quarto", "e tre quarti" after a unit."""
    if text.word(index) != "e":
        return None
    if text.word(index + 1) in HALVES and text.unit(index + 2) is None:
        return _HALF, index + 2
    if text.word(index + 1) == "un" and text.word(index + 2) == "quarto" and text.word(index + 3) not in OF:
        return Decimal("0.25"), index + 3
    if text.word(index + 1) in ("tre", "3") and text.word(index + 2) == "quarti":
        return Decimal("0.75"), index + 3
    return None


def duration_timex(steps: Sequence[tuple[Decimal, TimeUnit]]) -> str | None:
    """The ISO 8601 duration: P1Y6M, PT1H30M; units keep the one that is written (P2W), decades count as years."""
    amounts: dict[str, Decimal] = {}
    for value, unit in steps:
        designator = "MIN" if unit.unit == "minute" else unit.designator
        _add(amounts, designator, value * unit.size)
    days = "".join(_amount(amounts[key], key) for key in ("Y", "M", "W", "D") if key in amounts)
    hours = "".join(_amount(amounts[key], key[0]) for key in ("H", "MIN", "S") if key in amounts)
    if not days and not hours:
        return None
    return f"P{days}T{hours}" if hours else f"P{days}"


def _add(amounts: dict[str, Decimal], designator: str, value: Decimal) -> None:
    whole = value.to_integral_value(rounding="ROUND_FLOOR")
    rest = value - whole
    if rest and designator in _FINER:
        factor, below = _FINER[designator]
        below = "MIN" if designator == "H" else below
        if whole:
            amounts[designator] = amounts.get(designator, Decimal(0)) + whole
        if rest * factor == (rest * factor).to_integral_value() or designator != "Y":
            _add(amounts, below, rest * factor)
            return
        value = rest
    if value:
        amounts[designator] = amounts.get(designator, Decimal(0)) + value


def _amount(value: Decimal, designator: str) -> str:
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}{designator}"


def moves_of(steps: Steps, sign: int) -> tuple[tuple[str, int], ...] | None:
    """Signed whole counts of units; None when a count is no whole number of anything smaller."""
    moves: list[tuple[str, int]] = []
    for value, unit in steps.steps:
        amount, name = value * unit.size, unit.unit
        if unit.size != 1:
            name, amount = plain_unit(unit, value)
        if amount != amount.to_integral_value():
            finer = _SMALLER.get(name)
            if finer is None:
                return None
            name, amount = finer[0], amount * finer[1]
            if amount != amount.to_integral_value():
                return None
        if abs(amount) > 10**11:
            return None
        moves.append((name, sign * int(amount)))
    return tuple(moves) or None


_SMALLER = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "day": ("hour", 24),
                "hour": ("minute", 60), "minute": ("second", 60), "decade": ("year", 10),
                "century": ("year", 100)}  # fmt: skip


def plain_unit(unit: TimeUnit, value: Decimal) -> tuple[str, Decimal]:
    """The unit and count that give the grain: decades and centuries count years, quarters months."""
    if unit.designator == "Y":
        return "year", value * unit.size
    return {"M": "month", "D": "day"}.get(unit.designator, unit.unit), value * unit.size
