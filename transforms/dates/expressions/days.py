"""A day of the month alone ("il 16"), and what belongs to a date that goes on: an interval's end, a part of the day."""

from transforms.dates.expressions.day_parts import day_part_node, is_day, part_after_day
from transforms.dates.expressions.ranges import read_dash_range, read_inner_range, read_until_range
from transforms.dates.expressions.relative import read_relative_unit
from transforms.dates.expressions.years import counts_something
from transforms.dates.meanings.base import Meaning
from transforms.dates.meanings.points import Calendar
from transforms.dates.text import NUMBER, SENTENCE_END, DateText, Expression, Node
from transforms.dates.words import Direction, date_words
from transforms.language import OF, words_of


def completed(text: DateText, found: list[Node]) -> list[Node]:
    """Dates with what directly follows and belongs to them: the other end of an interval, a part of the day."""
    last = found[-1]
    if last.kind != "date":
        return found
    if len(found) == 1:
        ranged = read_dash_range(text, last) or read_until_range(text, last) or read_inner_range(text, last)
        if ranged is not None:
            return [ranged]
    part = part_after_day(text, last.last) if is_day(last) else None
    return found if part is None else [*found[:-1], day_part_node(last.first, part[1], part[0], last.meaning)]


def read_bare_day(text: DateText, index: int) -> list[Node]:
    """Such as "il 16", "l'8 mattina", "il 20 del mese prossimo": a day of the running month or of one beside it."""
    named = text.word(index) == "giorno" and text.is_digits(index + 1)  # "il giorno 15"
    day = text.day(index + named) if text.word(index - 1) in _BEFORE_DAY else None
    if day is None or text.word(index) in ("uno", "primo"):
        return []
    number, last = day
    if text.word(last) in OF and text.word(last + 1) in ("ogni", "ciascun"):
        return []  # "il giorno 10 di ogni mese" recurs
    outer = _of_month(text, last)
    if outer is not None:
        node = Node(index, outer[1], "date", Calendar(number, within=outer[0]), "date:day-of-month")
    elif _day_stands_alone(text, index, last):
        node = Node(index, last, "date", Calendar(number), "date:bare-day")
    else:
        return []
    return completed(text, [node])


def _read_of_letters(text: DateText, index: int) -> list[Node]:
    """Such as "il 12 u.s.", "la nota del 3 c.m.", "il 9 p.v.": days of the last, running and coming month."""
    day = text.day(index)
    letters = (text.word(day[1]), text.word(day[1] + 2)) if day is not None else ("", "")
    direction = _LETTERS.get(letters)
    if day is None or direction is None or text.word(day[1] + 1) != "." or text.word(index - 1) not in _BEFORE_LETTERS:
        return []
    last = day[1] + 3 + (text.word(day[1] + 3) == "." and text.glued(day[1] + 3))
    return [Node(index, last, "date", Calendar(day[0], direction=direction), "date:day-of-letters")]


_LETTERS: dict[tuple[str, str], Direction] = {("u", "s"): "past", ("c", "m"): "this", ("p", "v"): "next"}


def _of_month(text: DateText, index: int) -> tuple[Meaning, int] | None:
    if text.word(index) not in OF:
        return None
    month = read_relative_unit(text, index + 1, frozenset({"month"}))
    return (month.meaning, month.last) if month is not None else None


#: Before "il 15" these show a threshold or a number of something.
_NO_DAY_AFTER = words_of("sotto sopra contro con su oltre quasi circa numero anche tra fra come quota supera è")


def _day_stands_alone(text: DateText, index: int, last: int) -> bool:
    """Whether nothing shows that the number after "il" is no day: a noun, a percentage, another number."""
    before = text.word(index - 1)
    if text.word(last - 2) == "giorno":
        return not counts_something(text, last) and text.month(last) is None
    if before in ("al", "dal", "all'", "dall'") or text.word(index - 2) in _NO_DAY_AFTER:
        return False
    if counts_something(text, last) or text.is_digits(last) or _is_share(text, index):
        return False
    if text.is_word(last):
        listed = text.word(last) in _VERBS_AFTER and not _MONTHS.isdisjoint(text.words[max(0, index - 16) : index])
        return listed or text.word(last) in _AFTER_BARE_DAY  # "il 4 marzo si sciopera; il 5 si torna a scuola"
    if text.word(last) in ("-", "–", "/", "'", "+", "°", "("):
        return False
    return text.is_word(index - 2) or text.alone_with_article(index, last)


def _is_share(text: DateText, index: int) -> bool:
    """Whether a percentage stands before in the sentence: "i verdi al 9%, i rossi perdono il 7"."""
    for at in range(index - 1, max(-1, index - _NEAR_SHARE), -1):
        if text.words[at] in SENTENCE_END:
            return False
        if text.words[at] in ("%", "cento"):
            return True
    return False


#: So near before "il 7" a percentage makes it one.
_NEAR_SHARE = 25
_VERBS_AFTER = words_of("si ci sarà saranno inizia inizierà comincia comincerà tocca toccherà")
_MONTHS = frozenset(date_words().months)
_BEFORE_LETTERS = words_of("il l' del dell' al all' dal dall' data")
_BEFORE_DAY = words_of("il al dal l' all' dall'")
_AFTER_BARE_DAY = words_of("alle mattina sera pomeriggio notte ore scorso prossimo")
EXPRESSIONS = (
    Expression("bare day", frozenset({NUMBER}), read_bare_day),
    Expression("day of letters", frozenset({NUMBER}), _read_of_letters, words_of("u c p")),
    Expression("numbered day", frozenset({"giorno"}), read_bare_day, frozenset({NUMBER})),
)
