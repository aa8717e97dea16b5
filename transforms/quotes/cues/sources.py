"""Cues that name a source: "secondo X", "a detta di X", "stando a quanto riferito da X"."""

from transforms.contract import Modality
from transforms.language import (
    BE,
    BY,
    DETERMINERS,
    FUSED,
    HAVE,
    OF,
    can_speak,
    fused_with,
    nouns,
    source_phrases,
    speech_forms,
    verb_forms,
    words_of,
)
from transforms.quotes.cues.cue import Cue
from transforms.syntax import QUOTED, Statement

_BETWEEN = HAVE | BE | words_of("che si poi anche già")


# "Diverso secondo le regioni", "il Vangelo secondo Luca": a measure or a title, not a voice.
_NO_SOURCE_BEHIND = words_of(
    "per anno vangelo diverso diversa diversi diverse varia variano variabile variabili cambia cambiano ordinati "
    "ordinate articolato articolata suddiviso divisi"
)
# "Per le famiglie, i costi salgono": whom a thing concerns, not who says so.
_CONCERNED = words_of("""
    vittima vittime famiglia famiglie giovane giovani donna donne uomo bambino bambini bambina studente studenti turista
    turisti cittadino cittadini passeggero passeggeri figlio figli figlia moglie marito persona persone anziano anziani
    migrante migranti profugo profughi residente residenti abitante abitanti dipendente dipendenti utente utenti popolo
    popolazione paese squadra club impresa scuola ospedale centro casa fronte forza servizio ordine settore società
    operaio operai ragazzo ragazzi ragazza insegnante insegnanti imputato imputati atleta atleti pilota stato numero
""")


def find_source(statement: Statement, position: int) -> Cue | None:
    """The cue of a source that begins at a position."""
    word = statement.word(position)
    if word == "secondo" and statement.word(position + 1) == "cui":
        return Cue(position, position + 2, position, "source", "secondo cui", modality="reported", relative=True)
    if word == "così" and _behind_quotation(statement, position) and statement.phrase_at(position + 1) is not None:
        return Cue(position, position + 1, position, "source", "così", holder=position + 1)
    if word in ("secondo", "stando", "come") and statement.word(position - 1) != "un":
        reported = _as_reported(statement, position)
        if reported is not None:
            return reported
    for words, weak in source_phrases().get(word, ()):
        end = position + len(words)
        if not _phrase_matches(statement, position, words):
            continue
        if word == "secondo" and not _is_source(statement, position):
            continue
        if "giudizio" in words and statement.word(position - 1).startswith("rinvi"):
            continue  # rinviato a giudizio
        holder = end
        if statement.phrase_at(holder) is None and statement.word(holder) not in ("lui", "lei", "loro"):
            continue
        if weak and not _set_off(statement, position, holder):
            continue
        return Cue(position, end, position, "source", " ".join(words), modality="reported", holder=holder)
    return None


def _behind_quotation(statement: Statement, position: int) -> bool:
    """«…», così X."""
    return statement.word(position - 1) == QUOTED or (
        statement.word(position - 1) == "," and statement.word(position - 2) == QUOTED
    )


def _phrase_matches(statement: Statement, position: int, words: tuple[str, ...]) -> bool:
    for offset, word in enumerate(words):
        found = statement.word(position + offset)
        last = offset == len(words) - 1
        if (
            found == word
            or (last and word == "di" and found in OF)
            or (last and word == "a" and found in fused_with("a"))
        ):
            continue
        return False
    return True


def _is_source(statement: Statement, position: int) -> bool:
    """Secondo X, not "il secondo tempo", "per secondo", "secondo la legge" (a rule, not a voice)."""
    if statement.word(position - 1) in DETERMINERS | FUSED | _NO_SOURCE_BEHIND:
        return False
    return statement.word(position + 1) not in (
        "me",
        "te",
        "noi",
        "quanto",
        "piano",
        "modalità",
        "copione",
        "tradizione",
    )


def _set_off(statement: Statement, position: int, holder: int) -> bool:
    """Per il sindaco, …: at the start of a clause, a person or body that is named or described by a role, a comma."""
    if position > 0 and statement.word(position - 1) not in (",", QUOTED, ";", "ma", "mentre", "e", "invece"):
        return False
    phrase = statement.phrase_at(holder)
    if phrase is None or statement.word(phrase.end) not in (",", QUOTED):
        return False
    beside = (
        statement.word(position - 1) == QUOTED
        or statement.word(position - 2) == QUOTED
        or statement.word(phrase.end) == QUOTED
    )
    if beside and any(can_speak(statement.word(at)) for at in range(phrase.start, min(phrase.start + 3, phrase.end))):
        return True
    heads = statement.words[phrase.start : min(phrase.start + 3, phrase.end)]
    if any((word in nouns("person") or word in nouns("group")) and word not in _CONCERNED for word in heads):
        return True
    roles = map(statement.syntax.role_at, statement.items[phrase.start : min(phrase.start + 2, phrase.end)])
    if any(role is not None and role.entity for role in roles):
        return True
    names = map(statement.name, range(phrase.start, phrase.end))
    return any(name is not None and name.kind == "PER" for name in names)


def _as_reported(statement: Statement, position: int) -> Cue | None:
    """Secondo quanto riferito da X, stando a quanto ha detto X, come riportato da X."""
    at = _reported_verb(statement, position)
    if at is None or statement.word(at) not in verb_forms():
        return None
    end = at + 1
    active = any(statement.word(step) in HAVE for step in range(position, at))
    holder = None if active else _behind_by(statement, end)
    if holder is None:
        phrase = statement.phrase_at(end)
        holder = end if phrase is not None and phrase.preposition is None else None
    modality: Modality = (
        "asserted" if statement.word(position) == "come" else "reported"
    )  # "come ha detto X" is no doubt
    return Cue(position, end, at, "source", "secondo quanto", modality=modality, holder=holder)


def _reported_verb(statement: Statement, position: int) -> int | None:
    """Position of the verb in "secondo quanto riferito", "stando a quanto ha detto", "come riportato"."""
    at = position + 1
    if statement.word(position) == "come":
        return at if _participle(statement, at) else None
    if statement.word(position) == "stando":
        if statement.word(at) != "a":
            return None
        at += 1
    if statement.word(at) not in ("quanto", "ciò", "quello"):
        return None
    at += 1
    while statement.word(at) in _BETWEEN:
        at += 1
    return at


def _behind_by(statement: Statement, start: int) -> int | None:
    """Position behind the "da" that names the source."""
    for step in range(start, min(start + 8, len(statement))):
        if statement.word(step) in BY:
            return step + 1
        if statement.word(step) in (",", ".", QUOTED):
            break
    return None


def _participle(statement: Statement, position: int) -> bool:
    return any(form.tense == "participle" for _, form in speech_forms().get(statement.word(position), ()))
