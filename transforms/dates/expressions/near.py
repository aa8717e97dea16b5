"""Days near the day of publication: "ieri", "l'altro ieri", "la seduta odierna", "stanotte", "l'indomani"."""

from transforms.dates.expressions.day_parts import day_part_node
from transforms.dates.meanings.points import NearDay
from transforms.dates.text import CONTEXTS, DateText, Expression, Node
from transforms.dates.words import DayWord, date_words
from transforms.language import ARTICLES, IN, OF


def read_day_word(text: DateText, index: int) -> Node | None:
    """Such as "ieri", "nella giornata odierna", "stasera", "l'indomani"."""
    if text.word(index) == "indomani":
        of_event = text.word(index + 1) in OF
        return None if of_event else Node(index, index + 1, "date", NearDay(1, "told"), "date:day-word")
    found = text.phrase(text.vocabulary.day_words, index)
    if found is None:
        return None
    word, last = found
    assert isinstance(word, DayWord)
    if text.word(index) == "in":
        if text.word(last) in OF:
            return None
        index += 1
    meaning = NearDay(word.offset)
    if text.word(index).startswith("odiern") and not _is_of_today(text, index):
        return None
    if word.day_part is None:
        return Node(index, last, "date", meaning, "date:day-word")
    if word.day_part == "NI":  # stanotte: the tense tells which night
        return day_part_node(index, last, "NI", None, "this")
    return day_part_node(index, last, word.day_part, meaning)


def _is_of_today(text: DateText, index: int) -> bool:
    """Whether "odierno" means today ("la seduta odierna") and not nowadays ("l'odierna Turchia")."""
    noun = text.word(index - 1)
    if noun in ARTICLES or noun in OF or noun in IN:
        return not text.is_capital(index + 1) and text.word(index + 1) not in CONTEXTS["nowadays"]
    return noun not in CONTEXTS["nowadays"]


EXPRESSIONS = (Expression("day word", date_words().day_words.keys() | {"indomani"}, read_day_word, inner=True),)
