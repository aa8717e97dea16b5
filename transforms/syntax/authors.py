"""Who wrote or issued a writing: "la lettera inviata ieri dal sindaco", "i dati diffusi dall'Istat"."""

from transforms.language import AUXILIARIES, BY, words_of
from transforms.syntax.statement import QUOTED, Phrase, Statement

# What an author does with their words; who "riporta" or "cita" them only carries them.
_ISSUED = tuple(
    sorted(
        words_of(
            "inviat spedit mandat trasmess consegnat recapitat indirizzat rivolt firmat siglat scritt redatt stilat "
            "pubblicat diffus divulgat diramat emess rilasciat lanciat postat condivis pronunciat dett fornit "
            "comunicat elaborat raccolt realizzat condott curat compilat"
        )
    )
)
_ENDINGS = ("o", "a", "i", "e")
_STOPS = frozenset({".", ";", ":", "!", "?", "", QUOTED, "che"})
_MAX_REACH = 30
ISSUED = frozenset(stem + ending for stem in _ISSUED for ending in _ENDINGS)


def author_behind(statement: Statement, start: int, reach: int = _MAX_REACH) -> Phrase | None:
    """The phrase behind the "da" of a participle of writing or sending.

    Args:
        statement: the sentence.
        start: position behind the noun of the writing.
        reach: within how many words the participle must stand.

    Returns:
        The author's phrase; None where another verb comes first.
    """
    issued = False
    for at in range(start, min(start + _MAX_REACH, len(statement))):
        word = statement.word(at)
        if (
            word in _STOPS
            or (word in AUXILIARIES and statement.pos(at) != "ADP")
            or (not issued and at >= start + reach)
        ):
            return None
        if word in ISSUED:
            issued = True
        elif word in BY and issued:
            return statement.phrase_at(at + 1)
        elif statement.pos(at) == "VERB":
            issued = False
    return None
