"""Parts of the day: "ieri sera", "in tarda mattinata", "nella notte", "prime ore del pomeriggio"."""

from transforms.dates.expressions.clock import in_half, read_clock
from transforms.dates.expressions.clock_ranges import read_clock_range
from transforms.dates.expressions.relative import direction_at, free_adverb_after
from transforms.dates.expressions.years import counts_something
from transforms.dates.meanings.base import Meaning
from transforms.dates.meanings.clock import Clock, ClockRange, DayPart
from transforms.dates.meanings.periods import HolidayDay
from transforms.dates.meanings.points import Calendar, NearDay, SharedDay, Weekday
from transforms.dates.text import DateText, Expression, Node
from transforms.dates.words import Direction, date_words
from transforms.language import IN, OF, words_of

_ADJECTIVES = words_of("prima primo tarda tardo piena pieno tardissima primissima primissimo profonda mezza")


_AFTERWARDS = frozenset({"presto", "tardi", "fonda", "inoltrata", "inoltrato"})


def part_at(text: DateText, index: int) -> tuple[str, int] | None:
    """The code of a part of the day with its adjectives ("tarda mattinata", "notte fonda") and the lexeme after it."""
    at = index
    if text.word(at) in ("prime", "ultime") and text.word(at + 1) in ("ore", "luci") and text.word(at + 2) in OF:
        at += 3
        at += text.word(at) == "l'"
    elif text.word(at) in _ADJECTIVES or text.word(at) == "metà":
        at += 1
        at += text.word(at) in OF
    elif (text.word(at) == "cuore" and text.word(at + 1) == "della") or (
        text.word(at) == "mezzo" and text.word(at + 1) in OF
    ):
        at += 2
    code = text.vocabulary.day_parts.get(text.word(at))
    if code is None:
        return None
    last = at + 1
    if text.word(last) in _AFTERWARDS:
        last += 1
    elif text.word(last) == "sul" and text.word(last + 1) in ("presto", "tardi"):
        last += 2
    return code, last


def part_after_day(text: DateText, index: int) -> tuple[str, int] | None:
    """A part of the day right after a day: "ieri [sera]", "lunedì [nel tardo pomeriggio]"."""
    at = index
    comma = text.word(at) == ","
    at += comma
    linked = text.word(at) in IN or text.word(at) in ("di", "a", "alla", "al", "all'", "verso", "sul")
    if comma and not linked:
        return None
    found = part_at(text, at + linked)
    if found is None:
        return None
    word = text.word(at + linked)
    if not linked and word in ("mattinata", "serata", "nottata", "alba", "tramonto"):
        return None
    if comma and not text.ends(found[1]):
        return None
    return found


_BARE_BEFORE = IN | words_of("durante verso all' al dal dalla dall' sul")


_BEFORE_DURING = words_of("durante per dopo verso da fino entro")


def _bare_part_is_time(text: DateText, index: int, last: int) -> bool:
    """Whether a part of the day without any day says when: "nel pomeriggio", "di notte", "durante la notte"."""
    before, word = text.word(index - 1), text.word(last - 1)
    if before in _BARE_BEFORE or (before in ("la", "il", "l'") and text.word(index - 2) in _BEFORE_DURING):
        return True
    if before in ("la", "il", "l'") and text.word(index - 2) in ("tutta", "tutto", "intera", "quasi"):
        return True
    if before == "intera" or (before in ("del", "della") and text.word(index - 2) == "corso"):
        return True
    if before in ("di", "a", "in", "sulla", "alla") and (
        word in _AFTERWARDS
        or last > index + 1
        or (before == "di" and word in ("notte", "sera", "mattina", "pomeriggio"))
    ):
        return True
    if text.alone_with_article(index, last) and word != "alba":
        return True
    if before in ("la", "il") and word in ("mattina", "notte", "pomeriggio", "sera", "mattino"):
        return (text.opens(index - 1) and not text.is_word(last)) or text.word(index - 2) == ","
    return last > index + 1 and before in ("nelle", "in", "nel", "nella", "dalle", "alle", "dal", "dalla", "fino")


def day_part_node(
    first: int, last: int, code: str, day: Meaning | None = None, direction: Direction | None = None
) -> Node:
    """A part of the day, of a day or of the day that the context gives."""
    return Node(first, last, "time", DayPart(code, day, direction), "time:day-part")


def read_part(text: DateText, index: int) -> Node | None:
    """A part of the day with the day after it ("mattina del 15 febbraio") or of the day that the context gives."""
    part = part_at(text, index)
    if part is None:
        return None
    code, last = part
    whole = _clock_of_part(text, index, code, last) or _directed_part(text, index, code, last)
    if whole is not None:
        return whole
    at = last
    linked = text.word(at) in OF
    at += linked or text.word(at) == ","
    if linked or text.weekday(at) is not None or text.word(at) in ("questo", "questa", "ieri", "oggi", "domani"):
        day = text.inner(at)
        if len(day) == 1 and day[0].kind == "date" and is_day(day[0]):
            return day_part_node(index, day[0].last, code, day[0].meaning)
        number = text.day(at) if linked else None
        if number is not None and not day and not counts_something(text, number[1]):
            return day_part_node(index, number[1], code, Calendar(number[0]))
    return day_part_node(index, last, code) if _bare_part_is_time(text, index, last) else None


def _directed_part(text: DateText, index: int, code: str, last: int) -> Node | None:
    """Such as "la notte scorsa", "la sera prima", "la mattina seguente"."""
    direction = direction_at(text, last)
    if direction is None or direction[0] in ("this", "same"):
        return None
    if direction[0] in ("earlier", "later") and not free_adverb_after(text, direction[1]):
        return None  # "la sera prima della gara", but "la notte scorsa un incendio"
    return day_part_node(index, direction[1], code, None, direction[0])


def _clock_of_part(text: DateText, index: int, code: str, last: int) -> Node | None:
    """Such as "la mattina alle 7", "di notte alle cinque": a part of no told day only tells the half of the clock."""
    if text.word(last) not in ("alle", "all'", "dalle", "dall'") or text.word(index - 1) in OF - {"di"}:
        return None
    ranged = read_clock_range(text, last) if text.word(last).startswith("dal") else None
    node = ranged or read_clock(text, last + 1)
    if node is None or not isinstance(node.meaning, (Clock, ClockRange)):
        return None
    return Node(index, node.last, node.kind, in_half(node.meaning, code), node.rule)


def is_day(node: Node) -> bool:
    """Whether the expression is one day, which can have parts and clock times."""
    meaning = node.meaning
    if isinstance(meaning, Calendar):
        return meaning.day is not None
    return isinstance(meaning, (Weekday, NearDay, SharedDay, HolidayDay)) or node.rule in (
        "date:nth",
        "date:after-date",
    )


_PARTS = date_words().day_parts.keys()
_LEADS = _ADJECTIVES | words_of("metà prime ultime cuore mezzo")
EXPRESSIONS = (
    Expression("part of a day", _PARTS, read_part),
    Expression("part of a part of a day", _LEADS, read_part, _PARTS | OF | {"ore", "luci"}),
)
