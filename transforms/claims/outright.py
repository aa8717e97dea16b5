"""Who gives a figure where its sentence says so outright: ", dice l'ente,", "40, secondo l'ente", "per l'ente 40"."""

from collections.abc import Iterator
from typing import NamedTuple

from transforms.claims.referents import body_of, holder_of_mention, is_pronoun
from transforms.claims.text import ClaimText, Holder
from transforms.claims.words import verbs_of
from transforms.language import (
    BE,
    BEEN,
    BY,
    CLITICS,
    HAVE,
    SpeechVerb,
    can_speak,
    giving_verbs,
    nouns,
    source_phrases,
    speech_forms,
    words_of,
    writings,
)
from transforms.reference import words
from transforms.syntax import QUOTED, Phrase, Statement, after_verb, head_of, listed_names, source_at

#: How many tokens of a sentence are read, and how many a verb group or what stands between a figure and a cue may have.
_READ, _GROUP, _BESIDE = 250, 5, 6
#: How many tokens may stand between a title and the name behind its comma.
_BEHIND = 4
#: Kinds of verbs whose object can only be what is said: what stands behind them is who says it.
_SAYING = frozenset({"say", "claim", "announce", "answer", "write"})
_DASHES = frozenset({"-", "–", "—"})
_INSERTING = _DASHES | {",", "("}
_OPENING = words_of(", ; : ( e ed ma mentre invece però dove") | _DASHES | {QUOTED, ""}
_CLOSING = words_of(", ; : . ) ! ?") | _DASHES | {QUOTED, ""}
_SAME = words_of("stesso stessa stessi stesse medesimo medesima medesimi medesime")
_INTO = words_of("in a ad")
_BE = BE | BEEN
_QUOTES = words_of("» ” \" ' ‘ “ «") | {QUOTED}
_BREAKS = frozenset({";", ":"})
_SINGULAR, _PLURAL = words_of("il lo la l' un uno una un'"), words_of("i gli le")
_GOING_ON = _CLOSING | words_of("e ed ma mentre")
_CONTRAST = words_of("mentre ma invece però")


class _Cue(NamedTuple):
    """Words that say who gives what stands around them, as positions ``[start, end)`` of the statement.

    `kind`: `inserted` (", comunica l'ente,"), `according` ("secondo l'ente") or `per`. `is_noun`: whether a noun tells
    that they can say something, as "questura" does and a name alone does not.
    """

    start: int
    end: int
    kind: str
    holder: Holder
    is_noun: bool = False


class Outright:
    """The cues of the sentences of one text; each sentence is read once."""

    def __init__(self, text: ClaimText) -> None:
        self._text = text
        self._cues: dict[int, list[_Cue]] = {}

    def source(self, k: int) -> Holder | None:
        """Who gives figure `k`; None where its sentence does not say so outright."""
        text, span = self._text, self._text.spans[k]
        statement = text.syntax.statement_of(span[0])
        first, last = (statement.position_of.get(at) for at in (span[0], span[-1]))
        if first is None or last is None:
            return None  # the figure stands in a quotation
        if last >= _READ:
            return self._counted(statement, k, first)
        number = text.sentence[k]
        if number not in self._cues:
            self._cues[number] = list(_cues(text, statement))
        cues = self._cues[number]
        found = self._beside(statement, k, last, cues) or self._around(statement, k, first, last, cues)
        return found or self._counted(statement, k, first)

    def _beside(self, statement: Statement, k: int, last: int, cues: list[_Cue]) -> Holder | None:
        """As in "8mila per gli organizzatori, 5mila secondo la questura"; money "per il Comune" may be meant for it."""
        for cue in cues:
            if cue.kind != "inserted" and last < cue.start <= last + _BESIDE and self._is_free(statement, k, last, cue):
                if cue.kind == "according":
                    return cue.holder
                is_one_of_two = sum(other.kind != "inserted" for other in cues) > 1 and cue.is_noun
                is_told = statement.word(cue.start - 1) != "," and statement.word(cue.end) in _GOING_ON
                may_be_for = self._has_amount(self._text.sentence[k])
                return cue.holder if is_one_of_two and is_told and not may_be_for else None
        return None

    def _has_amount(self, number: int) -> bool:
        """Whether a sentence tells money, or what may be money with its currency left out."""
        text = self._text
        return any(
            text.figures[k].kind == "money"
            or any(text.syntax.lower(at).startswith(("milion", "miliard")) for at in text.spans[k])
            for k in text.figures_in[number][:_READ]
        )

    def _is_free(self, statement: Statement, k: int, last: int, cue: _Cue) -> bool:
        """Whether nothing but the noun of a figure stands between it and a cue, and a comma at most."""
        text = self._text
        between = range(last + 1, cue.start)
        return not any(
            text.figure_at(statement.items[at]) not in (None, k)
            or text.syntax.is_verb(statement.items[at])
            or (statement.word(at) in _CLOSING and not (statement.word(at) == "," and at == cue.start - 1))
            or statement.items[at] < 0
            for at in between
        )

    def _around(self, statement: Statement, k: int, first: int, last: int, cues: list[_Cue]) -> Holder | None:
        """What is said in front of an inserted cue, else behind one, or behind a cue at the head of the clause."""
        right = next((cue for cue in cues if cue.kind == "inserted" and cue.start > last), None)
        if right is not None and _goes_on(statement, last, right.start) and self._is_own(k, statement, right):
            return right.holder
        left = next((cue for cue in reversed(cues) if cue.end <= first), None)
        if left is None or not _goes_on(statement, left.end, first) or not self._is_own(k, statement, left):
            return None
        told = statement.words[left.end : first]
        if left.kind == "inserted":  # not the apposition of who says it: ", dice Neri, legale di 18 famiglie"
            goes_on = len(told) <= 2 or any(statement.pos(at) in ("VERB", "AUX", "") for at in range(left.end, first))
            return left.holder if goes_on else None
        if statement.word(left.start - 1) not in _OPENING or not _CONTRAST.isdisjoint(told):
            return None
        if left.kind == "according":
            return left.holder
        # "Per il Comune arrivano 30 milioni" may tell for whom they are.
        is_set_against = any(cue.end <= left.start and cue.kind != "inserted" for cue in cues) or any(
            cue.start > last and cue.kind != "inserted" and statement.word(cue.start - 1) in _OPENING for cue in cues
        )
        before = [j for j in self._text.figures_in[self._text.sentence[k]][:_READ] if j < k]
        is_second = left.start > 0 and any(self._text.figures[j].kind == self._text.figures[k].kind for j in before)
        is_equation = not _BE.isdisjoint(told[-4:])
        return left.holder if is_set_against or (is_equation and (left.is_noun or is_second)) else None

    def _counted(self, statement: Statement, k: int, first: int) -> Holder | None:
        """As in "l'ente ha contato 40 feriti", "un danno che l'ente stima in 40 milioni": whoever counts, claims."""
        text, at = self._text, first - 1
        while at > first - _GROUP and statement.word(at) not in _INTO and statement.is_adverb(at):
            at -= 1
        is_into = statement.word(at) in _INTO
        verb = at - 1 if is_into else at
        item = statement.items[verb] if verb > 0 else -1
        if item < 0 or not text.syntax.parsed or not text.syntax.is_verb(item):
            return None
        group = text.syntax.verb(item)
        verbs = verbs_of("estimating") | verbs_of("setting") if is_into else verbs_of("counting")
        if text.syntax.lemma(item) not in verbs or group.passive or not group.finite:
            return None
        if not is_into and statement.word(verb - 1) not in HAVE:
            return None  # "la scuola conta 40 aule"
        subject = text.syntax.subject(text.syntax.clause_head(item))
        if subject is None or is_pronoun(text, subject):
            return None
        mention = text.name_at(subject)
        if mention is not None:  # "Neri porta a 20 le vittorie"
            speaks = mention.kind != "LOC" and statement.word(at) != "a"
        else:
            speaks = bool(can_speak(text.syntax.lower(subject)))
        return body_of(text, subject) if speaks else None

    def _is_own(self, k: int, statement: Statement, cue: _Cue) -> bool:
        """Whether no clause that somebody else reports holds the figure."""
        start, end = statement.start_char(cue.start), statement.end_char(cue.end - 1)
        around = self._text.quotes_around(self._text.figures[k].start)
        told = [quote for quote in around if quote.speaker or quote.speaker_name]
        return all(quote.cue_start is not None and start <= quote.cue_start < end for quote in told)


def _goes_on(statement: Statement, start: int, end: int) -> bool:
    return _BREAKS.isdisjoint(statement.words[start:end])


def _cues(text: ClaimText, statement: Statement) -> Iterator[_Cue]:
    at, starts, words = 0, source_phrases(), statement.words[:_READ]
    while at < len(words):
        cue = None
        if words[at] in starts:
            cue = _according(text, statement, at)
        elif words[at] in BY:
            cue = _by(text, statement, at)
        elif at and words[at - 1] in _INSERTING:
            cue = _inserted(text, statement, at)
        if cue is not None:
            yield cue
        at = cue.end if cue else at + 1


# ---------- ", comunica l'ente,"
def _inserted(text: ClaimText, statement: Statement, start: int) -> _Cue | None:
    """A verb of saying between commas, or behind one at the end, with who says it behind it."""
    found = None if _QUOTES.intersection(statement.words[max(start - 3, 0) : start]) else _verb(statement, start)
    if found is None:
        return None
    verb, plural, end = found
    subject = after_verb(statement, end)
    if subject is None or statement.word(subject.end) not in _CLOSING:
        return None
    if plural is not None and statement.word(subject.start) in (_SINGULAR if plural else _PLURAL):
        return None
    head, _ = head_of(statement, subject)
    if not _says(statement, subject, head, verb):
        return None
    return _cue(text, statement, start, subject, head, "inserted")


def _verb(statement: Statement, start: int) -> tuple[SpeechVerb, bool | None, int] | None:
    """A finite verb of saying with its auxiliary, whether it is plural, and the position behind it."""
    at = start
    has_auxiliary = False
    while at < start + _GROUP and (
        statement.word(at) in HAVE or statement.word(at) in CLITICS or statement.is_adverb(at)
    ):
        has_auxiliary = has_auxiliary or statement.word(at) in HAVE
        at += 1
    for verb, form in speech_forms().get(statement.word(at), ()):
        end = at + 1 + len(verb.tail)
        if "che" not in verb.clause or tuple(statement.words[at + 1 : end]) != verb.tail:
            continue
        is_finite = form.tense == "participle" if has_auxiliary else form.tense in ("present", "past", "imperfect")
        if is_finite and statement.items[at] >= 0:
            return verb, None if has_auxiliary else form.plural, end
    return None


def _says(statement: Statement, subject: Phrase, head: int, verb: SpeechVerb) -> bool:
    """Whether a phrase behind a verb of saying is who says it: a name, who can speak; any where no object can be."""
    speaks = can_speak(statement.word(head))
    names = [statement.name(at) for at in range(subject.start, subject.end)]
    if speaks or any(name is not None and name.kind != "LOC" for name in names):
        return True
    return speaks is None and verb.kind in _SAYING


# ---------- "secondo l'ente", "per l'ente"
def _according(text: ClaimText, statement: Statement, start: int) -> _Cue | None:
    """A body or a person named by a preposition of attribution; not a document, nor what is told of nobody."""
    if statement.word(start) == "per":
        phrase = statement.phrase_at(start + 1)
        kind = "per"
    else:
        source = source_at(statement, start)
        phrase = None if source is None or source.holder is None else statement.phrase_at(source.holder)
        kind = "according"
    if phrase is None:
        return None
    figure = next((at for at in range(*phrase[:2]) if text.figure_at(statement.items[at]) is not None), phrase.end)
    if figure == phrase.start:
        return None
    phrase = phrase._replace(end=figure)  # "per la Croce verde 30"
    head, _ = head_of(statement, phrase)
    if not _is_claimant(statement.word(head)) and not (
        _names_body(statement, phrase, head) if kind == "according" else _is_name(statement, head)
    ):
        return None
    return _cue(text, statement, start, phrase, head, kind)


def _by(text: ClaimText, statement: Statement, start: int) -> _Cue | None:
    """As in "i 40 feriti contati dall'ente"."""
    item = statement.items[start - 1] if start else -1
    phrase = statement.phrase_at(start + 1)
    if item < 0 or phrase is None or not statement.syntax.is_participle(item):
        return None
    if (
        statement.syntax.lemma(item)
        not in verbs_of("counting") | verbs_of("estimating") | verbs_of("setting") | giving_verbs()
    ):
        return None
    head, _ = head_of(statement, phrase)
    if not _is_claimant(statement.word(head)) and not _names_body(statement, phrase, head):
        return None
    return _cue(text, statement, start - 1, phrase, head, "according")


def _cue(text: ClaimText, statement: Statement, start: int, phrase: Phrase, head: int, kind: str) -> _Cue | None:
    """A cue with whom its phrase means; None of a document without its author, and of "la stessa fonte"."""
    if not _SAME.isdisjoint(statement.words[phrase.start : phrase.end]):
        return None
    end = phrase.end
    while end < phrase.end + _BEHIND and statement.pos(end) in ("ADP", "NOUN", "PROPN", "ADJ", "DET"):
        end += 1
    behind = statement.name(end + 1) if statement.word(end) == "," else None
    if behind is not None and behind.kind == "PER":  # "secondo un portavoce in Val Rossa, Luca Neri,"
        return _Cue(start, statement.end_of_name(end + 1), kind, holder_of_mention(text, behind))
    if not _QUOTES.isdisjoint(statement.words[phrase.end : phrase.end + 1]):
        return None  # "l'agenzia 'Alfa'"
    named = listed_names(statement, phrase.start)
    if named:
        holders = [body_of(text, statement.items[one.end - 1]) for one in named]
        all_of = "; ".join(dict.fromkeys(one.shown for one in holders if one is not None))
        return _Cue(start, named[-1].end, kind, Holder(name=all_of), is_noun=True)
    holder = body_of(text, statement.items[head])
    is_bare = holder is not None and holder.entity is None and statement.word(head) in writings()
    if holder is None or not holder.shown or is_bare:
        return None
    return _Cue(start, phrase.end, kind, holder, _is_claimant(statement.word(head)))


def _is_claimant(word: str) -> bool:
    """Whether a noun is one of people and bodies that say something, not of those concerned: "per i bambini"."""
    known = nouns("person") | nouns("group") | nouns("body")
    return word in known and word not in words("it/speech/concerned_nouns")


def _is_name(statement: Statement, position: int) -> bool:
    """Whether a word is a name, but not that of a place: of a body or a person, or one that is not known."""
    name, item = statement.name(position), statement.items[position]
    return name.kind != "LOC" if name is not None else item >= 0 and statement.syntax.is_capitalised(item)


def _names_body(statement: Statement, phrase: Phrase, head: int) -> bool:
    """Whether a phrase that is no document has a name: "l'ufficio studi dell'ente", "il Tesoro"."""
    if can_speak(statement.word(head)) is False or statement.word(head) in nouns("document"):
        return False
    return any(_is_name(statement, at) for at in range(phrase.start, phrase.end))
