"""Who is named by a noun phrase: the person behind a title, or in apposition to it."""

from transforms.facts import FoundMention
from transforms.language import (
    ADVERBS,
    ARTICLES,
    DETERMINERS,
    OF,
    PREPOSITIONS,
    PRONOUNS,
    SOME_OF,
    can_speak,
    known_noun,
    speech_nouns,
    words_of,
)
from transforms.syntax.statement import Phrase, Statement

LATTER = words_of("ultimo ultima ultimi ultime")
#: What stands behind a list of names that is whole: "A e B, …", "A e B del Veneto"; not a verb, whose subject B may be.
_BEHIND_LIST = OF | words_of(", ; : . ) – — -") | {""}
_LONGEST_LIST = 8


def head_of(statement: Statement, phrase: Phrase) -> tuple[int, str]:
    """Position and word of the noun that a phrase is about; an empty word for pronouns."""
    first: tuple[int, str] | None = None
    for at in range(phrase.start, phrase.end):
        word = statement.word(at)
        if word in DETERMINERS or word in ADVERBS or word in ("ex", "stesso", "stessa") or word.isdigit():
            continue
        if word in PRONOUNS or (word in LATTER and statement.word(at - 1) in ("quest'", "questo", "questa", "quest")):
            return at, ""
        if statement.name(at) is not None:
            return first or (at, word)
        if word in OF and (first is not None or statement.word(at - 1) not in SOME_OF):
            break
        if known_noun(word) or statement.pos(at) == "NOUN":
            return at, word
        first = first or (at, word)
    return first or (phrase.start, "")


def titled_person(statement: Statement, phrase: Phrase) -> FoundMention | None:
    """The person whose name stands behind a title: "il presidente uscente Aldo Brighi"."""
    if statement.named.isdisjoint(range(phrase.start, phrase.end)):
        return None
    position, head = phrase.start, ""
    while position < phrase.end:
        name = statement.name(position)
        if name is None:
            if statement.word(position) not in DETERMINERS:
                head = head or statement.word(position)
            position += 1
            continue
        before = statement.word(position - 1) if position > phrase.start else ""
        if (
            name.kind == "PER"
            and before not in PREPOSITIONS
            and head not in speech_nouns("named_after")
            and can_speak(head) is not False
        ):
            return name
        position = statement.end_of_name(position)
    return None


def apposed_person(statement: Statement, phrase: Phrase) -> FoundMention | None:
    """The person named behind a comma: "il segretario cittadino, Aldo Brighi,"."""
    name = statement.name(phrase.end + 1) if statement.word(phrase.end) == "," else None
    if name is None or name.kind != "PER" or can_speak(head_of(statement, phrase)[1]) is False:
        return None
    behind = statement.word(statement.end_of_name(phrase.end + 1))
    return name if behind in (",", "", ".", ":", "-", "–", "(") else None


def listed_names(statement: Statement, position: int) -> list[Phrase]:
    """The names of a list that begins at a position: "l'Alfa, la Beta e Gamma"; empty where there is none."""
    found: list[Phrase] = []
    while True:
        first = position + (statement.word(position) in ARTICLES)
        end = statement.end_of_name(first)
        if end == first:
            return []
        found.append(Phrase(position, end))
        if len(found) > 1 and statement.word(position - 1) in ("e", "ed"):
            return found if statement.word(end) in _BEHIND_LIST else []
        if statement.word(end) not in (",", "e", "ed") or len(found) == _LONGEST_LIST:
            return []
        position = end + 1
