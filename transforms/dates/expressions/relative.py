"""Dates told by relation: "la settimana scorsa", "quest'anno", "ultimi due mesi", "il giorno dopo"."""

from decimal import Decimal

from transforms.contract import DateKind
from transforms.dates.expressions.steps import (
    AFTER_COUNT,
    Steps,
    and_half,
    duration_timex,
    moves_of,
    read_one_step,
    read_steps,
)
from transforms.dates.meanings.base import Basis, Meaning, grain_of
from transforms.dates.meanings.clock import LastHours, basis_of
from transforms.dates.meanings.counted import Shift, Stretch
from transforms.dates.meanings.periods import Measure, Vague
from transforms.dates.meanings.points import NearDay, UnitAway
from transforms.dates.text import CONTEXTS, NUMBER, VAGUE_COUNTS, DateText, Expression, Node
from transforms.dates.words import Direction, TimeUnit, date_words
from transforms.language import ARTICLES, DEFINITE, IN, INDEFINITE, OF, TO, words_of

#: Articles in the singular.
SINGULAR = frozenset({"il", "lo", "la", "l'"})
_OFFSETS: dict[Direction, int] = {"past": -1, "next": 1, "this": 0, "later": 1, "earlier": -1, "same": 0}
REFS = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_LAST = frozenset({"ultimo", "ultima", "ultimi", "ultime"})
_FIRST = frozenset({"primi", "prime"})
#: After "precedente" or "successivo" these name an event that nobody has dated.
_EVENT_LINKS = DEFINITE | TO
_AFTER_NEXT = (["dopo", "la", "prossima"], ["dopo", "il", "prossimo"])
SUB_DAY = frozenset({"hour", "minute", "second"})


def direction_at(text: DateText, index: int) -> tuple[Direction, int] | None:
    """A word of direction and the lexeme after it: "scorso", "che viene", "quest'"."""
    found = text.phrase(text.vocabulary.direction_phrases, index)
    if found is not None:
        return found  # type: ignore[return-value]
    direction = text.vocabulary.directions.get(text.word(index))
    if direction is None or _is_verb(text, index):
        return None
    last = index + 1
    if direction in ("this", "same") and text.word(last) in ("stesso", "stessa"):
        return "same", last + 1
    return direction, last


def _is_verb(text: DateText, index: int) -> bool:
    """Whether "passato" before its noun is the verb: "è passata una settimana", "passati tre giorni"."""
    before = index - 1
    named = text.unit(before) is not None or text.weekday(before) is not None or text.month(before) is not None
    return text.word(index).startswith("passat") and not named and text.word(before) not in _NOUN_BEFORE


_NOUN_BEFORE = DEFINITE | IN | OF


def read_relative_unit(text: DateText, index: int, units: frozenset[str] | None = None) -> Node | None:
    """One unit placed by a direction on either side: "scorso mese", "anno prossimo", "giorno dopo", "giorni scorsi".

    Args:
        text: the text.
        index: lexeme at which the expression begins, without its article.
        units: which units to read; None reads all.
    """
    index = text.skip(index, SINGULAR)
    before = direction_at(text, index)
    if before is not None and text.word(index) not in ("dopo", "prima"):
        return _placed(text, index, before[1], before[0], units)
    unit = _unit_word(text, index)
    if unit is None or (units is not None and unit[0].unit not in units):
        return None
    if text.words[unit[1] : unit[1] + 3] in _AFTER_NEXT and text.unit(unit[1] + 3) is None:
        away = UnitAway(unit[0].unit, 2)
        return Node(index, unit[1] + 3, "date", away, "date:unit-direction")  # "la settimana dopo la prossima"
    after = direction_at(text, unit[1])
    if after is None or after[0] in ("same",) or text.word(unit[1]).startswith("quest"):
        return None
    direction, last = after
    if text.word(last) == text.word(index):
        return None  # "anno dopo anno"
    links = TO if text.word(unit[1]) in ("successivo", "seguente") else _EVENT_LINKS  # "il giorno seguente il sindaco"
    day_after = text.word(index) == "giorno" and direction == "later" and text.word(last) != "che"  # "… la scossa"
    day_after = day_after or text.word(index) in CONTEXTS["business_year"]
    if (
        direction in ("later", "earlier")
        and text.word(last) in links
        and not (is_plural(text.word(index)) or day_after)
    ):
        return None
    if (
        not day_after
        and text.word(unit[1]) in ("dopo", "prima")
        and (is_plural(text.word(index)) or not free_adverb_after(text, last))
    ):
        return None
    kind, meaning = _unit_meaning(text, index, unit[0], direction)
    return Node(index, last, kind, meaning, "date:unit-direction")


def is_plural(word: str) -> bool:
    """Whether a unit of time is written in the plural: "mesi", "settimane"; "mese" is none."""
    return word[-1:] == "i" or word in ("settimane", "ore", "giornate", "nottate", "quindicine")


def free_adverb_after(text: DateText, index: int) -> bool:
    """Whether nothing hangs on "dopo" or "prima": "due anni dopo," against "due anni dopo la firma"."""
    return text.word(index) not in _GOVERNED


_GOVERNED = OF | ARTICLES - {"uno"} | words_of("aver essere averlo averla che")


def _unit_word(text: DateText, index: int) -> tuple[TimeUnit, int] | None:
    """A unit, "weekend" and "fine settimana" among them."""
    if text.word(index) == "weekend":
        return TimeUnit("weekend", 1, "W"), index + 1
    if text.word(index) == "week" and "end" in (text.word(index + 1), text.word(index + 2)):
        return TimeUnit("weekend", 1, "W"), index + (2 if text.word(index + 1) == "end" else 3)
    if text.word(index) == "fine":
        at = index + 1 + (text.word(index + 1) == "-")
        if text.word(at) == "settimana":
            return TimeUnit("weekend", 1, "W"), at + 1
    if text.word(index) in CONTEXTS["business_year"]:  # "il precedente esercizio", never "tre esercizi"
        return TimeUnit("year", 1, "Y"), index + 1
    unit = text.unit(index)
    if unit is None or text.word(index) in ("secondo", "notte", "nottate"):
        return None
    return unit


def weekend_at(text: DateText, index: int) -> int | None:
    """The lexeme after "weekend", "week-end" or "fine settimana", None when none of them stands there."""
    unit = _unit_word(text, index)
    return unit[1] if unit is not None and unit[0].unit == "weekend" else None


def _placed(text: DateText, first: int, index: int, direction: Direction, units: frozenset[str] | None) -> Node | None:
    unit = _unit_word(text, index)
    if unit is None or (units is not None and unit[0].unit not in units):
        return None
    if direction in ("later", "earlier") and text.word(first) in ("dopo", "prima"):
        return None
    kind, meaning = _unit_meaning(text, index, unit[0], direction)
    return Node(first, unit[1], kind, meaning, "date:direction-unit")


def _unit_meaning(text: DateText, index: int, unit: TimeUnit, direction: Direction) -> tuple[DateKind, Meaning]:
    """The meaning of a directed unit; a plural without a number is vague."""
    offset = _OFFSETS[direction]
    word = text.word(index)
    if unit.unit in SUB_DAY:
        if not is_plural(word) and offset:
            return "time", Shift(((unit.unit, offset),), basis_of(direction))
        return "date", Vague(REFS[offset], grain_of(unit.unit))
    if is_plural(word):
        return "date", Vague(REFS[offset], grain_of(unit.unit))
    if unit.unit == "day":
        return "date", NearDay(offset, basis_of(direction))
    if unit.size != 1 and unit.unit not in ("quarter", "third", "half_year", "decade", "century"):
        return "date", Vague(REFS[offset], grain_of(unit.unit))
    return "date", UnitAway(unit.unit, offset, basis_of(direction))


def read_last_units(text: DateText, index: int) -> Node | None:
    """So many units counted from now: "ultimi 40 anni", "prossimi tre mesi", "due mesi scorsi".

    By convention "ultimi" and "prossimi" with a number measure (a duration, placed all the same); "scorsi" and
    "passati" mean whole calendar units (an interval).
    """
    word = text.word(index)
    if word in _FIRST:
        steps = read_steps(text, index + 1)
        if steps is None or steps.vague or (steps.steps[0][1].unit in ("day",) and steps.steps[0][0] > 31):
            return None
        timex = duration_timex(steps.steps)
        return _measure(index, steps.last, steps, timex, 0) if timex else None
    side = _side(text, index)
    if side is not None:
        sign, measured, after = side
        steps = read_steps(text, after)
        if steps is not None:
            if text.word(steps.last) in ("fa", "dopo", "prima") and len(steps.steps) > 1:
                steps = read_one_step(text, after) or steps  # "negli ultimi 3 mesi e 2 giorni fa": two expressions
            return _last_node(text, index, steps.last, steps, sign, measured)
        return _last_one(text, index, after)
    count = text.count(index)
    if count is None:
        return None
    side = _side(text, count.last)
    if side is not None and not count.vague:
        unit = text.unit(side[2])
        if unit is None:
            return None
        steps = Steps(((count.value, unit[0]),), unit[1], False)
        return _last_node(text, index, unit[1], steps, side[0], side[1])
    steps = read_steps(text, index)
    if steps is None:
        return None
    direction = direction_at(text, steps.last)
    if direction is None or direction[0] not in ("past", "next", "earlier", "later"):
        return None
    if text.word(steps.last) in ("dopo", "prima"):
        return None
    sign = -1 if direction[0] in ("past", "earlier") else 1
    of_event = direction[0] in ("earlier", "later") and text.word(direction[1]) in _EVENT_LINKS
    measured = direction[0] == "next" or of_event
    return _last_node(text, index, direction[1], steps, sign, measured, basis_of(direction[0]))


def _side(text: DateText, index: int) -> tuple[int, bool, int] | None:
    """Sign, whether it measures, and the lexeme after a word that counts from now: "ultimi", "scorsi", "prossimi"."""
    word = text.word(index)
    if word in _LAST:
        return -1, True, index + 1
    direction = None if _is_verb(text, index) else text.vocabulary.directions.get(word)
    if direction == "past":
        return -1, False, index + 1
    if direction == "next":
        return 1, True, index + 1
    return None


def _last_one(text: DateText, index: int, after: int) -> Node | None:
    """Such as "negli ultimi mesi" (vague), "nell'ultimo anno" (a duration), "nell'ultima ora"."""
    if text.word(index) not in _LAST:
        return None
    unit = text.unit(after)
    if unit is None or text.word(unit[1]) in OF or text.word(unit[1]) == "per":
        return None
    if is_plural(text.word(index + 1)):
        return Node(index, unit[1], "date", Vague("PAST_REF", grain_of(unit[0].unit)), "date:last-units")
    if unit[0].unit in ("day", "second") or (unit[0].unit == "minute" and text.word(index - 1) != "nell'"):
        return None
    half = and_half(text, unit[1])  # "nell'ultimo anno e mezzo"
    value, last = (1 + half[0], half[1]) if half is not None else (Decimal(1), unit[1])
    return _last_node(text, index, last, Steps(((value, unit[0]),), last, False), -1, True)


def _last_node(
    text: DateText, first: int, last: int, steps: Steps, sign: int, measured: bool, basis: Basis = "published"
) -> Node | None:
    """The node of so many units before (sign -1) or after now, or before or after what was told."""
    value, unit = steps.steps[0]
    if steps.vague:
        return Node(first, last, "date", Vague(REFS[sign], grain_of(unit.unit)), "date:last-units")
    moves = moves_of(steps, sign)
    timex = duration_timex(steps.steps)
    if timex is None or moves is None:
        return None
    if unit.unit in SUB_DAY and len(steps.steps) == 1:
        meaning: Meaning = LastHours(unit.unit, moves[0][1], timex if measured else None)
        return Node(first, last, "interval", meaning, "interval:last-units")
    if measured or len(steps.steps) > 1:
        return _measure(first, last, steps, timex, sign, text.word(last) in ("di", "d'"))
    name, count = moves[0]
    if name in SUB_DAY:
        return None
    if unit.unit in ("decade", "century"):
        name, count = unit.unit, sign * int(value)
    meaning = Stretch(name, count, basis)
    return Node(first, last, "interval", meaning, "interval:last-units")


def _measure(first: int, last: int, steps: Steps, timex: str, sign: int, of_event: bool = False) -> Node:
    unit = steps.steps[0][1]
    moves = moves_of(steps, sign or 1)
    placed = moves[0] if sign and moves and moves[0][0] not in SUB_DAY and not of_event else None
    meaning = Measure(timex, grain_of(unit.unit), placed[0] if placed else None, placed[1] if placed else 0)
    return Node(first, last, "duration", meaning, "duration:last-units")


EXPRESSIONS = (
    Expression("last units", VAGUE_COUNTS | {NUMBER}, read_last_units, AFTER_COUNT),
    Expression("last unit", INDEFINITE, read_last_units, date_words().units),
)
