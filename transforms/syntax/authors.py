"""Who wrote or issued a writing: "la lettera inviata ieri dal sindaco", "i dati diffusi dall'Istat"."""

from functools import cache

from transforms.language import AUXILIARIES, BY, DETERMINERS, OF
from transforms.reference import words
from transforms.syntax.statement import QUOTED, Phrase, Statement

_STOPS = frozenset({".", ";", ":", "!", "?", "", QUOTED, "che"})
_MAX_REACH, _NEAR = 30, 4


@cache
def issued() -> frozenset[str]:
    """Participles of what an author does with their words; who "riporta" or "cita" them only carries them."""
    return frozenset(word[:-1] + ending for word in words("it/speech/issuing_participles") for ending in "oaie")


def author_of(statement: Statement, at: int) -> Phrase | None:
    """Who wrote or issued the writing whose noun stands at a position: behind its "di", else behind a participle."""
    whole = statement.phrase_of(at)
    return (None if whole is None else behind_of(statement, whole, at)) or author_behind(statement, at + 1)


def behind_of(statement: Statement, phrase: Phrase, head: int) -> Phrase | None:
    """The complement with "di" of the noun at position `head` in a phrase."""
    for at in range(head + 1, phrase.end):
        if statement.word(at) in OF:
            start = at + 1
            while statement.word(start) in DETERMINERS and statement.name(start) is None and start < phrase.end - 1:
                start += 1
            return Phrase(start, phrase.end, at) if start < phrase.end else None
    return None


def author_behind(statement: Statement, start: int, reach: int = _NEAR) -> Phrase | None:
    """The phrase behind the "da" of a participle of writing or sending.

    Args:
        statement: the sentence.
        start: position behind the noun of the writing.
        reach: within how many words the participle must stand.

    Returns:
        The author's phrase; None where another verb comes first.
    """
    sent = False
    for at in range(start, min(start + _MAX_REACH, len(statement))):
        word = statement.word(at)
        if word in _STOPS or (word in AUXILIARIES and statement.pos(at) != "ADP") or (not sent and at >= start + reach):
            return None
        if word in issued():
            sent = True
        elif word in BY and sent:
            return statement.phrase_at(at + 1)
        elif statement.pos(at) == "VERB":
            sent = False
    return None
