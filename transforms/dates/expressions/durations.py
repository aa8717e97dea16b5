"""How long: "più di tre anni", "un'ora e mezza", "alcuni giorni", "quinquennale"."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from transforms.contract import Modifier
from transforms.dates.meanings.base import grain_of
from transforms.dates.meanings.periods import Measure
from transforms.dates.text import CONTEXTS, NUMBER, VAGUE_COUNTS, DateText, Expression, Node
from transforms.dates.words import PeriodWord, TimeUnit, date_words
from transforms.language import FROM, HALVES, INDEFINITE, OF, TO, words_of

#: What may begin a count of units, and what of a unit may come after the number.
COUNTS = VAGUE_COUNTS | INDEFINITE | HALVES | {NUMBER, "mezzora"}
_UNITS = date_words().units.keys()
AFTER_COUNT = _UNITS | CONTEXTS["between_count"] | date_words().directions.keys() | words_of(
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
_MODIFIERS: tuple[tuple[tuple[str, ...], Modifier], ...] = (
    (("poco", "più", "di"), "more_than"), (("poco", "meno", "di"), "less_than"), (("più", "di"), "more_than"),
    (("meno", "di"), "less_than"), (("non", "più", "di"), "at_most"), (("non", "meno", "di"), "at_least"),
    (("più", "o", "meno"), "approximate"), (("fino", "a"), "at_most"), (("circa",), "approximate"),
    (("almeno",), "at_least"), (("quasi",), "nearly"), (("oltre",), "more_than"), (("appena",), "approximate"),
    (("massimo",), "at_most"), (("minimo",), "at_least"),
)  # fmt: skip


def read_steps(text: DateText, index: int) -> Steps | None:
    """Counts of units from the index on: "tre giorni", "un anno e mezzo", "1 mese, 2 anni e 21 giorni"."""
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
    half = _and_half(text, last)
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


def _and_half(text: DateText, index: int) -> tuple[Decimal, int] | None:
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
        if abs(amount) > 10**7:
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


def modifier_before(text: DateText, index: int) -> tuple[int, Modifier | None]:
    """Where the words that bound a count begin ("più di", "circa"), and what they say."""
    for words, modifier in _MODIFIERS:
        first = index - len(words)
        if first >= 0 and all(text.words[first + at] == word for at, word in enumerate(words)):
            return first, modifier
    return index, None


_DURATION_BEFORE = words_of(
    "per da in dopo entro durante a ad oltre quasi circa almeno dura durato durata durati durerà ogni con tra "
    "fra verso nell' nel di appena solo all'incirca incirca meno più trascorso passato passata"
)


def read_duration(text: DateText, index: int) -> Node | None:
    """A stretch of time that is measured, with the words that bound it; None when "un giorno" only tells a story."""
    ranged = _count_range(text, index)
    if ranged is not None:
        return ranged
    steps = read_steps(text, index)
    if steps is None:
        return _bare_plural(text, index) or _whole_unit(text, index)
    unit = steps.steps[-1][1]
    word = text.word(index)
    if text.word(steps.last - 1) == "giornate" and text.near(index, CONTEXTS["match_day"], before=8, after=8):
        return None  # "a tre giornate dal termine": matches
    if word in INDEFINITE and len(steps.steps) == 1 and not _one_is_measured(text, index, steps):
        return None
    first, modifier = modifier_before(text, index)
    last = steps.last
    if text.word(last) == "circa":
        modifier = "approximate"
    if text.word(last) == "più" and text.word(last + 1) == "o" and text.word(last + 2) == "meno":
        modifier, last = "approximate", last + 3
    elif text.word(last) == "o" and text.word(last + 1) in ("più", "meno"):
        modifier, last = ("at_least" if text.word(last + 1) == "più" else "at_most"), last + 2
    timex = _vague_timex(unit) if steps.vague else duration_timex(steps.steps)
    if timex is None:
        return None
    return Node(first, last, "duration", Measure(timex, grain_of(unit.unit)), "duration:count", modifier)


_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
_RANGE_LEADS: tuple[tuple[str, ...], ...] = (
    ("da", "", "a"), ("dai", "", "ai"), ("dalle", "", "alle"), ("tra", "", "e"), ("fra", "", "e"),
    ("tra", "i", "e", "i"), ("fra", "i", "e", "i"), ("tra", "le", "e", "le"), ("fra", "le", "e", "le"),
)  # fmt: skip


def _count_range(text: DateText, index: int) -> Node | None:
    """Such as "due o tre giorni", "3-15 giorni", "dai 3 ai 5 anni": one duration of an unknown number of units."""
    slashed = _slashed_count(text, index)
    if slashed is not None:
        return slashed
    low = text.count(index)
    if low is None or low.vague or index not in text.numerals:
        return None
    first, link, at = index, text.word(low.last), low.last + 1
    if link not in ("o", "-", "–", "/"):
        opened = next((lead for lead in _RANGE_LEADS if _opens_range(text, index, low.last, lead)), None)
        if opened is None:
            return None
        first, at = index - 1 - (len(opened) == 4), low.last + 1 + (len(opened) == 4)
    high = text.count(at)
    unit = text.unit(high.last) if high is not None and at in text.numerals else None
    if high is None or unit is None or high.value <= low.value or text.word(unit[1]) in ("fa", "dopo", "prima"):
        return None
    meaning = Measure(_vague_timex(unit[0]), grain_of(unit[0].unit))
    return Node(first, unit[1], "duration", meaning, "duration:range", "approximate")


def _slashed_count(text: DateText, index: int) -> Node | None:
    """Such as "3/4 giorni", "2/3 ore": from three to four; with a unit in the singular it is a fraction."""
    ends = _SLASHED.fullmatch(text.word(index)) if text.is_digits(index) else None
    unit = text.unit(index + 1) if ends is not None else None
    if ends is None or unit is None or int(ends[1]) >= int(ends[2]) or text.word(index + 1)[-1:] not in ("i", "e"):
        return None
    meaning = Measure(_vague_timex(unit[0]), grain_of(unit[0].unit))
    return Node(index, unit[1], "duration", meaning, "duration:range", "approximate")


def _opens_range(text: DateText, index: int, last: int, lead: tuple[str, ...]) -> bool:
    """Whether a range opens before the count and goes on after it: "dai 3 ai", "tra i 3 e i"."""
    if len(lead) == 3:
        return text.word(index - 1) == lead[0] and text.word(last) == lead[2]
    return (text.word(index - 2), text.word(index - 1), text.word(last), text.word(last + 1)) == lead


def _vague_timex(unit: TimeUnit) -> str:
    return f"PT{'X'}{unit.designator}" if unit.unit in ("hour", "minute", "second") else f"PX{unit.designator}"


def _one_is_measured(text: DateText, index: int, steps: Steps) -> bool:
    before, after = text.word(index - 1), text.word(steps.last)
    if after in ("all'", "dopo") and text.word(steps.last + (1 if after == "all'" else 2)) in _OTHER:
        return False  # "da un giorno all'altro", "un anno dopo l'altro"
    if after in ("dopo", "prima") or (after == "che" and before in _IS):
        return True  # "un anno dopo la firma", "è un anno che …"
    if steps.steps[0][0] != 1 or steps.steps[0][1].unit in ("hour", "minute", "decade"):
        return True
    if before == "di" and text.word(index - 2) in ("più", "meno"):
        return True
    if before in _DURATION_BEFORE:
        unit = text.word(steps.last - 1)
        return unit not in ("giorno", "notte", "giornata", "secondo") or before in (
            "per", "in", "da", "dopo", "entro", "durante", "di", "oltre", "quasi", "circa", "tra", "fra", "a", "solo",
        )  # fmt: skip
    if after == "di" and text.word(steps.last + 1) in CONTEXTS["lasting"]:
        return True
    return text.alone(index, steps.last)


_OTHER, _IS = words_of("altro altra"), words_of("è era sarà")


def _bare_plural(text: DateText, index: int) -> Node | None:
    """Such as "da anni", "per mesi": an unknown number of units."""
    if text.word(index - 1) not in ("da", "per", "dopo", "in"):
        return None
    unit = text.unit(index)
    if unit is None or text.word(index)[-1] not in "ie" or text.word(index) in ("ore", "notte", "notti"):
        return None
    if text.word(index - 1) == "in" or text.word(unit[1]) in ("fa", "prima", "dopo"):
        return None
    return Node(index, unit[1], "duration", Measure(_vague_timex(unit[0]), grain_of(unit[0].unit)), "duration:plural")


def _whole_unit(text: DateText, index: int) -> Node | None:
    """Such as "tutto il mese", "l'intero anno", "la settimana intera", "tutta la notte"."""
    word = text.word(index)
    if word in ("intero", "intera"):
        unit = text.unit(index + 1)
        last = unit[1] if unit is not None else index
    elif word in ("tutto", "tutta") and text.word(index + 1) in ("il", "la", "l'", "lo"):
        unit = text.unit(index + 2)
        last = unit[1] if unit is not None else index
        if text.word(index + 2) in text.vocabulary.day_parts:
            return None
        if text.word(last) in OF and text.unit(index + 2) is not None:
            return None  # "tutto il mese di maggio"
    else:
        unit = text.unit(index)
        if unit is None or text.word(unit[1]) not in ("intero", "intera"):
            return None
        last = unit[1] + 1
    if unit is None or text.word(last - 1) in ("notte",) or text.word(index) in ("notte", "secondo"):
        return None
    timex = duration_timex(((Decimal(1), unit[0]),))
    meaning = Measure(timex or "P1D", grain_of(unit[0].unit))
    return Node(index, last, "duration", meaning, "duration:whole-unit")


_SINGULAR = words_of("il del sul al dal")


def read_period_word(text: DateText, index: int) -> Node | None:
    """A word that is a duration or recurrence by itself: "quinquennale", "mensilmente"."""
    found = text.phrase(text.vocabulary.period_words, index)
    if found is None or (text.is_capital(index) and not text.opens(index)):
        return None
    value, last = found
    assert isinstance(value, PeriodWord)
    bond = text.near(index, CONTEXTS["bond"], before=12, after=0)  # "il rendimento del decennale"
    if text.word(index - 1) in CONTEXTS["bond"]:
        return None  # "il Btp decennale" is a name
    if text.word(index - 1) in _SINGULAR and (bond or text.word(last) in OF or not text.is_word(last)):
        return None
    if value.kind == "set":
        return Node(index, last, "set", Measure(value.timex, "day"), "set:word")
    return Node(index, last, "duration", Measure(value.timex, "year"), "duration:word")


#: Units that a list of terms is told in, and how many terms it may have.
_LONG_UNITS, _LONGEST_LIST = words_of("year month week day hour minute"), 8


def read_listed(text: DateText, index: int) -> Node | None:
    """The first of "12, 8 e 5 anni", "sei e nove mesi": one duration each, the unit is told once."""
    before = text.word(index - 1)
    opens = before in _BEFORE_LIST or before in FROM or (before in (",", "e") and text.count(index - 2) is not None)
    at, terms = index, 0
    while opens and terms < _LONGEST_LIST:
        count = text.count(at) if at in text.numerals else None
        if count is None or count.vague or count.value != int(count.value) or not 0 < count.value < 200:
            return None
        unit = text.unit(count.last)
        if unit is not None:
            if not terms or unit[0].unit not in _LONG_UNITS or text.word(unit[1]) in ("fa", "dopo", "prima"):
                return None
            first = text.count(index)
            timex = duration_timex(((first.value, unit[0]),)) if first is not None else None
            if first is None or timex is None:
                return None
            return Node(index, first.last, "duration", Measure(timex, grain_of(unit[0].unit)), "duration:listed")
        low = text.count(count.last + 1)
        falls = terms == 0 and before in FROM and text.word(count.last) in TO  # "tagliati da 60 a 30 minuti"
        falls = falls and low is not None and low.value < count.value
        if text.word(count.last) not in (",", "e") and not falls:
            return None
        at, terms = count.last + 1, terms + 1
    return None


_BEFORE_LIST = words_of("a di per rispettivamente da dopo ad")
EXPRESSIONS = (
    Expression("listed counts", frozenset({NUMBER}), read_listed, words_of(", e a ai alle")),
    Expression("count of units", COUNTS, read_duration, AFTER_COUNT),
    Expression("period word", date_words().period_words, read_period_word),
    Expression("units without a count", _UNITS | words_of("tutto tutta intero intera"), read_duration),
)
