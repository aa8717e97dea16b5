"""Parts of the day: "ieri sera", "in tarda mattinata", "nella notte", "prime ore del pomeriggio"."""

from transforms.dates.meanings.clock import DayPart
from transforms.dates.meanings.points import Meaning
from transforms.dates.text import IN, OF, DateText, Node
from transforms.dates.words import Direction
from transforms.language import words_of

_ADJECTIVES = words_of("prima primo tarda tardo piena pieno tardissima primissima primissimo profonda mezza")


_AFTERWARDS = frozenset({"presto", "tardi", "fonda", "inoltrata", "inoltrato"})


def part_at(reader: DateText, index: int) -> tuple[str, int] | None:
    """The code of a part of the day with its adjectives ("tarda mattinata", "notte fonda") and the lexeme after it."""
    at = index
    if reader.word(at) in ("prime", "ultime") and reader.word(at + 1) == "ore" and reader.word(at + 2) in OF:
        at += 3
        at += reader.word(at) == "l'"
    elif reader.word(at) in _ADJECTIVES or reader.word(at) == "metà":
        at += 1
        at += reader.word(at) in OF
    elif (reader.word(at) == "cuore" and reader.word(at + 1) == "della") or (
        reader.word(at) == "mezzo" and reader.word(at + 1) in OF
    ):
        at += 2
    code = reader.vocabulary.day_parts.get(reader.word(at))
    if code is None:
        return None
    last = at + 1
    if reader.word(last) in _AFTERWARDS:
        last += 1
    elif reader.word(last) == "sul" and reader.word(last + 1) in ("presto", "tardi"):
        last += 2
    return code, last


def part_after_day(reader: DateText, index: int) -> tuple[str, int] | None:
    """A part of the day right after a day: "ieri [sera]", "lunedì [nel tardo pomeriggio]"."""
    at = index
    comma = reader.word(at) == ","
    at += comma
    linked = reader.word(at) in IN or reader.word(at) in ("di", "a", "alla", "al", "all'", "verso", "sul")
    if comma and not linked:
        return None
    found = part_at(reader, at + linked)
    if found is None:
        return None
    word = reader.word(at + linked)
    if not linked and word in ("mattinata", "serata", "nottata", "alba", "tramonto"):
        return None
    if comma and not reader.ends(found[1]):
        return None
    return found


_BARE_BEFORE = IN | frozenset({"durante", "verso", "all'", "al", "dall'", "sul"})


_BEFORE_DURING = words_of("durante per dopo verso da fino entro")


def bare_part_is_time(reader: DateText, index: int, last: int) -> bool:
    """Whether a part of the day without any day says when: "nel pomeriggio", "di notte", "durante la notte"."""
    before, word = reader.word(index - 1), reader.word(last - 1)
    if before in _BARE_BEFORE or (before in ("la", "il", "l'") and reader.word(index - 2) in _BEFORE_DURING):
        return True
    if before in ("la", "il", "l'") and reader.word(index - 2) in ("tutta", "tutto", "intera", "quasi"):
        return True
    if before == "intera" or (before in ("del", "della") and reader.word(index - 2) == "corso"):
        return True
    if before in ("di", "a", "in", "sulla", "alla") and (
        word in _AFTERWARDS
        or last > index + 1
        or (before == "di" and word in ("notte", "sera", "mattina", "pomeriggio"))
    ):
        return True
    if reader.alone_with_article(index, last) and word != "alba":
        return True
    if before in ("la", "il") and word in ("mattina", "notte", "pomeriggio", "sera", "mattino"):
        return (reader.opens(index - 1) and not reader.is_word(last)) or reader.word(index - 2) == ","
    return last > index + 1 and before in ("nelle", "in", "nel", "nella", "dalle", "alle", "dal", "dalla", "fino")


def day_part_node(
    first: int, last: int, code: str, day: Meaning | None = None, direction: Direction | None = None
) -> Node:
    """A part of the day, of a day or of the day that the context gives."""
    return Node(first, last, "time", DayPart(code, day, direction), "time:day-part")
