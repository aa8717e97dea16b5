"""English dates inside Italian text: "February 3, 2026", "3 February 2026"."""

from transforms.dates.meanings.points import Calendar
from transforms.dates.text import DateText, Node

_ENGLISH_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def read_english(reader: DateText, index: int) -> Node | None:
    """Such as "February 3, 2026", "3 February 2026", "February 2026": month names that Italian does not have."""
    words = reader.vocabulary.english_months
    first = index
    if reader.word(index) in reader.vocabulary.english_weekdays:
        index += 1 + (reader.word(index + 1) == ",")
    month = words.get(reader.word(index)) if reader.is_capital(index) else None
    if month is not None:
        at = index + 1 + (reader.word(index + 1) == "." and reader.glued(index + 1))
        year = reader.year(at)
        if year is not None:
            return _english_node(first, year[1], Calendar(month=month, year=year[0]))
        day = _english_day(reader, at)
        if day is None:
            return None
        at = day[1] + (reader.word(day[1]) == ",")
        year = reader.year(at)
        if year is not None and reader.is_digits(at):
            return _english_node(first, year[1], Calendar(day[0], month, year[0]))
        return _english_node(first, day[1], Calendar(day[0], month)) if len(reader.word(index)) > 3 else None
    day = _english_day(reader, index)
    if day is None:
        return None
    at = day[1] + (reader.word(day[1]) == "of")
    month = words.get(reader.word(at)) if reader.is_capital(at) else None
    if month is None or reader.month_beside_number(at) is not None:
        return None
    at += 1
    year = reader.year(at + (reader.word(at) == ","))
    if year is not None:
        return _english_node(first, year[1], Calendar(day[0], month, year[0]))
    return _english_node(first, at, Calendar(day[0], month))


def _english_day(reader: DateText, index: int) -> tuple[int, int] | None:
    if not reader.is_digits(index):
        return None
    word = reader.word(index)
    if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    return int(word), index + 1 + (reader.word(index + 1) in _ENGLISH_ORDINALS and reader.glued(index + 1))


def _english_node(first: int, last: int, meaning: Calendar) -> Node | None:
    return Node(first, last, "date", meaning, "date:english") if meaning.possible() else None
