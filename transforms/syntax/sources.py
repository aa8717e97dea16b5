"""What names a source: "secondo X", "a detta di X", "stando a quanto riferito da X"."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.language import (
    ARTICLES,
    AUXILIARIES,
    BE,
    BY,
    CLITICS,
    DETERMINERS,
    FUSED,
    HAVE,
    can_speak,
    nouns,
    source_phrases,
    speech_forms,
    verb_forms,
    words_of,
)
from transforms.reference import classes, words
from transforms.syntax.statement import QUOTED, Statement

_BETWEEN = HAVE | BE | words_of("che si poi anche già")
_SOME = words_of("dei degli delle")
_AT_LEAST = words_of("almeno circa oltre anche")
_MEANT = words_of("lui lei loro")
_THEIRS = words_of("suo sua loro")
#: Words that may open a phrase of a source besides those of the tables.
_FIRST_WORDS = words_of("secondo per così stando come a ad da")
_OPENING = words_of(", ; : ma mentre e invece") | {QUOTED, ""}
#: A clause may begin behind them too, and with the adverbs beside whoever says it: "Soltanto per i soci la cifra è 40".
_MAY_OPEN = (_OPENING - words_of("e")) | words_of("però che dove")
_BESIDE = words_of("anche solo soltanto sempre")
_CLOSING = words_of(", . ; e )") | {QUOTED, ""}


class SourcePhrase(NamedTuple):
    """Words that say that somebody is the source, as positions ``[start, end)`` of a statement.

    `verb` is the position of "riferito" in "secondo quanto riferito da X", else that of the first word. `holder` is the
    position at which the phrase of the source begins; None where it is named elsewhere. `vouched`: the narrator does
    not doubt it ("come ha detto X").
    """

    start: int
    end: int
    verb: int
    lemma: str
    holder: int | None = None
    relative: bool = False
    vouched: bool = False
    doubtful: bool = False


def opens_source(word: str) -> bool:
    """Whether a phrase of a source can begin with a word: a quick look before the real one."""
    return word in _FIRST_WORDS or word in source_phrases()


def may_hold_source(words: Sequence[str]) -> bool:
    """Whether a phrase of a source can begin with one of the words."""
    return not _FIRST_WORDS.isdisjoint(words) or source_phrases().may_match(words)


def source_at(
    statement: Statement, position: int, *, beside: bool = False, doubtful: bool = False
) -> SourcePhrase | None:
    """The phrase of a source that begins at a position.

    Args:
        statement: the sentence.
        position: where it begins.
        beside: whether it stands right behind what the source gives: "35mila per la questura".
        doubtful: whether those that may be none are asked for too.
    """
    word = statement.word(position)
    relative = _relative(statement, position) if word in ("secondo", "per") else None
    if relative is not None:
        return relative
    if word == "così" and _behind_quotation(statement, position) and statement.phrase_at(position + 1) is not None:
        return SourcePhrase(position, position + 1, position, "così", holder=position + 1, vouched=True)
    if word in ("secondo", "stando", "come", "a", "ad", "da") and statement.word(position - 1) != "un":
        reported = _in_their_view(statement, position) or _as_reported(statement, position)
        if reported is not None:
            return reported
    for (phrase, weak), end in source_phrases().matches(statement.words, position):
        if not _is_source(statement, position, phrase):
            continue
        if statement.word(end) in ("quale", "quali"):
            return SourcePhrase(position, end + 1, position, phrase, relative=True)  # "a detta della quale"
        end = _behind_number(statement, end, some=word == "secondo")
        if statement.phrase_at(end) is None and statement.word(end) not in _MEANT:
            continue
        if not weak or _is_opinion(statement, position, end, beside):
            return SourcePhrase(position, end, position, phrase, holder=end)
        if doubtful and _has_voice(statement, position, end):
            return SourcePhrase(position, end, position, phrase, holder=end, doubtful=True)
    return None


def _relative(statement: Statement, position: int) -> SourcePhrase | None:
    """Secondo cui, secondo il quale, and behind a comma "per cui", "per i quali": not "la rete per la quale lavora"."""
    word, behind = statement.words[position], statement.word(position + 1)
    if word == "per" and statement.word(position - 1) != ",":
        return None
    if behind == "cui":
        return SourcePhrase(position, position + 2, position, f"{word} cui", relative=True)
    if behind in ARTICLES and statement.word(position + 2) in ("quale", "quali"):
        return SourcePhrase(position, position + 3, position, f"{word} cui", relative=True)
    return None  # "per decidere quali"


def _in_their_view(statement: Statement, position: int) -> SourcePhrase | None:
    """A suo dire, a detta loro: whose view it is was told before."""
    pair = statement.words[position + 1 : position + 3] if statement.word(position) in ("a", "ad") else []
    for noun, whose in (pair, pair[::-1]) if len(pair) == 2 else ():
        if whose in _THEIRS and next(source_phrases().matches(["a", noun, "di"], 0), None) is not None:
            return SourcePhrase(
                position, position + 3, position, f"a {noun} di", holder=position + 1 + pair.index(whose)
            )
    return None


def _behind_quotation(statement: Statement, position: int) -> bool:
    """«…», così X."""
    return statement.word(position - 1) == QUOTED or (
        statement.word(position - 1) == "," and statement.word(position - 2) == QUOTED
    )


def _behind_number(statement: Statement, position: int, *, some: bool) -> int:
    """Where the phrase begins in "secondo [dei] testimoni", "a detta di [almeno] due testimoni"."""
    if some and statement.word(position) in _SOME:
        position += 1
    while statement.word(position) in _AT_LEAST:
        position += 1
    return position


def _is_source(statement: Statement, position: int, phrase: str) -> bool:
    """Secondo X, not "il secondo tempo", "secondo la legge" (a rule, not a voice), "rinvio a giudizio di"."""
    if phrase == "a giudizio di":
        return not statement.word(position - 1).startswith("rinvi")
    if phrase != "secondo":
        return True
    traps, before = classes("it/speech/source_traps", "side"), statement.word(position - 1)
    if before in DETERMINERS or before in FUSED or before in traps["before"]:
        return False
    return statement.word(position + 1) not in traps["behind"]


def _is_opinion(statement: Statement, position: int, holder: int, beside: bool) -> bool:
    """Per il sindaco, …: at the start of a clause, a person or body that is named or described by a role, a comma."""
    phrase = statement.phrase_at(holder)
    if phrase is None or (not beside and statement.word(position - 1) not in _OPENING):
        return False
    closes = statement.word(phrase.end) in (_CLOSING if beside else (",", QUOTED))
    contrast = statement.word(position - 1) in ("mentre", "ma", "invece")  # "mentre per l'azienda è il 35%"
    if not closes and (beside or not _clause_follows(statement, phrase.end, contrast=contrast)):
        return False
    if not closes:
        name = statement.name(phrase.start + (statement.word(phrase.start) in ARTICLES))
        if name is not None:
            return name.kind != "LOC"
        phrase = phrase._replace(end=min(phrase.start + 3, phrase.end))
    quoted = QUOTED in (statement.word(position - 1), statement.word(position - 2), statement.word(phrase.end))
    heads = statement.words[phrase.start : min(phrase.start + 3, phrase.end)]
    if quoted and any(map(can_speak, heads)):
        return True
    name = statement.name(phrase.start + (statement.word(phrase.start) in ARTICLES))
    if name is not None and name.kind == "ORG" and statement.word(phrase.end) == QUOTED:
        return True  # "per la Cgil «…»"
    if any(
        word in nouns("person") | nouns("group") and word not in words("it/speech/concerned_nouns") for word in heads
    ):
        return True
    roles = map(statement.syntax.role_at, statement.items[phrase.start : min(phrase.start + 2, phrase.end)])
    return statement.has_person(phrase) or any(role is not None and role.entity for role in roles)


def _has_voice(statement: Statement, position: int, holder: int) -> bool:
    """Whether "per", at the start of a clause, leads a person or body that may say it: "per Rossi è finita"."""
    phrase = statement.phrase_at(holder)
    before = position - 1 - (statement.word(position - 1) in _BESIDE)
    if phrase is None or statement.word(before) not in _MAY_OPEN:
        return False
    bare = statement.word(phrase.start) in ARTICLES
    name = statement.name(phrase.start + bare)
    if name is not None:
        return name.kind != "LOC"
    told = nouns("person") | nouns("group") | nouns("body")
    heads = told.intersection(statement.words[phrase.start : min(phrase.start + 3, phrase.end)])
    return bare and bool(heads) and heads.isdisjoint(words("it/speech/concerned_nouns"))


def _clause_follows(statement: Statement, position: int, *, contrast: bool) -> bool:
    """Per gli armatori [il traghetto costa troppo]: a subject with its verb right behind the phrase.

    A verb alone follows whom it concerns as well ("per Rossi è finita"), but hardly in a contrast.
    """
    subject = statement.phrase_at(position)
    if subject is None and not contrast:
        return False
    at = position if subject is None else subject.end
    while statement.is_adverb(at) or statement.word(at) in CLITICS:
        at += 1
    return statement.word(at) in AUXILIARIES or statement.pos(at) in ("VERB", "AUX")


def _as_reported(statement: Statement, position: int) -> SourcePhrase | None:
    """Secondo quanto riferito da X, stando a quanto ha detto X, come riportato da X."""
    at = _reported_verb(statement, position)
    if at is None or statement.word(at) not in verb_forms():
        return None
    end = at + 1
    active = any(statement.word(step) in HAVE for step in range(position, at))
    holder = None if active else _behind_by(statement, end)
    if any(verb.lemma == "apprendersi" for verb, _ in speech_forms()[statement.word(at)]):
        if holder is None or "si" not in statement.words[position:at]:
            return None  # "a quanto si apprende": from nobody who is named; "a quanto apprende la Rete": from others
    elif holder is None:
        phrase = statement.phrase_at(end)
        holder = end if phrase is not None and phrase.preposition is None else None
    return SourcePhrase(position, end, at, "secondo quanto", holder, vouched=statement.word(position) == "come")


def _reported_verb(statement: Statement, position: int) -> int | None:
    """Position of the verb in "secondo quanto riferito", "stando a quanto ha detto", "come riportato"."""
    at = position + 1
    if statement.word(position) == "da" and statement.word(position - 1) not in _OPENING:
        return None  # "diversamente da quanto detto"
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
