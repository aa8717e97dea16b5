"""The words that announce what somebody says: speech verbs, "secondo X", "è stata la risposta di X".

Verbs are recognised by their forms (`transforms.conjugation`), so that cues are found without a model too; tags, where
there are any, decide between the verb and the noun of the same form ("nota", "accusa", "replica").
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from transforms.conjugation import Form, conjugate
from transforms.facts import Modality
from transforms.narration import (
    ADVERBS,
    AUXILIARIES,
    CLITICS,
    DETERMINERS,
    FUSED,
    OF,
    PREPOSITIONS,
    PUNCTUATION,
    QUOTED,
    Frame,
)
from transforms.reference import read_reference, split_cell
from transforms.syntax import words_of

CueKind = Literal["verb", "source", "noun"]

_HAVE = words_of(
    "ha hanno ho abbiamo aveva avevano ebbe ebbero abbia abbiano avesse avessero avrebbe avrebbero avrà avranno avendo "
    "aver avere")
_BE = words_of(
    "è sono era erano fu furono sia siano fosse fossero sarebbe sarebbero sarà saranno essendo esser essere stato stata "
    "stati state viene vengono veniva venivano venne vennero verrà verranno verrebbe venuto")
_PLURAL_AUXILIARIES = words_of(
    "hanno avevano ebbero abbiano avessero avrebbero avranno sono erano furono siano fossero sarebbero saranno vengono "
    "venivano vennero verranno abbiamo siamo avete siete"
)
_PROGRESSIVE = words_of("sta stanno stava stavano starebbe starebbero stia stiano stesse stessero")
_BEEN = frozenset({"stato", "stata", "stati", "state"})
_REFLEXIVE = frozenset({"si", "s'", "mi", "ci", "ti", "vi"})
_POINTING = words_of("queste questa questo questi parola parole così")
_POSSESSIVES = words_of("suo sua suoi sue loro")
_ENCLITICS = ("gliene", "glielo", "gliela", "gli", "lo", "la", "li", "le", "ne", "ci", "vi", "si", "mi", "ti")
_MAX_LEFT = 7
_ASPECTUAL = words_of("continuare proseguire riprendere insistere esordire")
_MORE_TWINS = words_of("nota note detto detti fatto fatti esposto chiamata continuo contesto segnalo rilievo cito indice "
                       "scrivano riporto")


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A row of speech_verbs.csv: `tail` are the fixed words behind the verb ("sapere" of "far sapere")."""

    lemma: str
    kind: str
    clause: tuple[str, ...]
    tail: tuple[str, ...]
    reflexive: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a frame, as positions ``[start, end)``.

    `verb` is the position of the verb form (of the noun or preposition for the other kinds). `holder` is the position
    at which the phrase of the speaker begins, where the cue itself tells it ("secondo X", "la risposta di X").
    """

    start: int
    end: int
    verb: int
    kind: CueKind
    lemma: str
    speech: SpeechVerb | None = None
    form: Form | None = None
    passive: bool = False
    bare_participle: bool = False
    modality: Modality = "asserted"
    holder: int | None = None
    relative: bool = False
    aside: bool = False  # "come ha riferito X"
    own: bool = False  # "le sue parole": the speaker is the one spoken of
    plural: bool | None = None

    @property
    def with_object(self) -> bool:
        """Whether the verb takes a person as its object: "ha attaccato il premier"."""
        return self.speech is not None and self.speech.kind in ("define", "attack", "ask")

    @property
    def finite(self) -> bool:
        """Whether the verb has a subject of its own."""
        return self.form is not None and self.form.tense not in ("gerund", "infinitive") and not self.bare_participle


@cache
def _verbs() -> dict[str, tuple[tuple[SpeechVerb, Form], ...]]:
    """Form → the speech verbs it can belong to; verbs with fixed words behind them first."""
    forms: dict[str, list[tuple[SpeechVerb, Form]]] = {}
    rows = read_reference("it/speech_verbs.csv", required=("lemma", "kind"))
    for row in sorted(rows, key=lambda row: -row["lemma"].count(" ")):
        head, *tail = row["lemma"].split()
        base = "fare" if head == "far" else head
        verb = SpeechVerb(row["lemma"], row["kind"], tuple(split_cell(row["clause"])), tuple(tail), base.endswith("rsi"))
        notes = " ".join(note for note in row["forms"].split() if not note.startswith(("head=", "aux=")))
        for form, what in conjugate(base, notes).items():
            forms.setdefault(form, []).append((verb, what))
    return {form: tuple(found) for form, found in forms.items()}


@cache
def verb_forms() -> frozenset[str]:
    """All forms of the speech verbs; of those with fixed words behind them only the finite ones."""
    return frozenset(
        form
        for form, found in _verbs().items()
        if any(not verb.tail or what.tense in ("present", "past", "imperfect") for verb, what in found)
    )


@cache
def _sources() -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """First word → (words of the phrase, whether it is one only beside a name), longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for row in read_reference("it/source_prepositions.csv", required=("phrase", "strength")):
        words = tuple(row["phrase"].split())
        phrases.setdefault(words[0], []).append((words, row["strength"] == "weak"))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()}


@cache
def nouns(kind: str) -> frozenset[str]:
    """Lemmas of speech_nouns.csv of one kind, singular and plural as far as spelling tells."""
    lemmas = [row["lemma"] for row in read_reference("it/speech_nouns.csv", required=("lemma", "kind"))
              if row["kind"] == kind]  # fmt: skip
    return frozenset(form for lemma in lemmas for form in (lemma, *_plurals(lemma)))


@cache
def noun_twins() -> frozenset[str]:
    """Forms of speech verbs that are nouns as well: "nota", "accusa", "risposta"."""
    return (nouns("statement") | nouns("document") | _MORE_TWINS) & frozenset(_verbs())


@cache
def _known_nouns() -> frozenset[str]:
    return nouns("person") | nouns("group") | nouns("body") | nouns("document") | nouns("thing") | nouns("statement")


def known_noun(word: str) -> bool:
    """Whether speech_nouns.csv has the noun."""
    return word in _known_nouns()


@cache
def titles_like(title: str) -> tuple[str, ...]:
    """Other titles that the same person may have been given: "il legale" is the lawyer named before."""
    rows = read_reference("it/speech_nouns.csv", required=("lemma", "kind"))
    return next((tuple(split_cell(row["like"])) for row in rows if row["lemma"] == title), ())


@cache
def can_speak(word: str) -> bool | None:
    """Whether a noun is one of people (True), of things (False), or of neither that we know (None)."""
    if word in nouns("person") or word in nouns("group") or word in nouns("body") or word in nouns("document"):
        return True
    if word in nouns("thing") or word in nouns("statement"):
        return False
    if word.endswith(("ità", "zione", "zioni", "mento", "menti", "enza", "enze", "ismo", "aggio", "aggi", "tudine", "sione")):
        return False
    if word.endswith(("ente", "enti", "ante", "anti", "tore", "tori", "trice", "trici", "ista", "isti", "iste", "logo", "loghi", "iere", "ieri", "ario")):
        return True
    return None


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith("ca") or noun.endswith("ga"):
        return (noun[:-1] + "he",)
    if noun.endswith(("cia", "gia")):
        return (noun[:-2] + "e", noun[:-1] + "e")
    if noun.endswith("io"):
        return (noun[:-1],)
    if noun.endswith("a"):
        return (noun[:-1] + "e",)
    return (noun[:-1] + "i",) if noun[-1] in "oe" else ()


def find_cues(frame: Frame) -> list[Cue]:
    """The cues of a frame from left to right; none of them lies inside a quotation."""
    cues: list[Cue] = []
    position = 0
    while position < len(frame):
        cue = _source(frame, position) or _verb(frame, position) or _noun(frame, position)
        if cue is None:
            position += 1
        else:
            cues.append(cue)
            position = max(cue.end, position + 1)
    return cues


# ---------------------------------------------------------------------------------------------------- secondo X


def _source(frame: Frame, position: int) -> Cue | None:
    word = frame.word(position)
    if word == "secondo" and frame.word(position + 1) in ("cui", "il", "la") and frame.word(position + 1) == "cui":
        return Cue(position, position + 2, position, "source", "secondo cui", relative=True)
    if word in ("secondo", "stando", "come") and frame.word(position - 1) != "un":
        reported = _as_reported(frame, position)
        if reported is not None:
            return reported
    for words, weak in _sources().get(word, ()):
        end = position + len(words)
        if not _phrase_matches(frame, position, words):
            continue
        if word == "secondo" and not _is_source(frame, position):
            continue
        if "giudizio" in words and frame.word(position - 1).startswith("rinvi"):
            continue  # rinviato a giudizio
        holder = end
        if frame.phrase_at(holder) is None and frame.word(holder) not in ("lui", "lei", "loro"):
            continue
        if weak and not _set_off(frame, position, holder):
            continue
        return Cue(position, end, position, "source", " ".join(words), holder=holder)
    return None


def _phrase_matches(frame: Frame, position: int, words: tuple[str, ...]) -> bool:
    for offset, word in enumerate(words):
        found = frame.word(position + offset)
        last = offset == len(words) - 1
        if found == word or (last and word == "di" and found in OF) or (last and word == "a" and found in _fused("a")):
            continue
        return False
    return True


def _fused(preposition: str) -> frozenset[str]:
    return frozenset(word for word in FUSED if word.startswith(preposition))


def _is_source(frame: Frame, position: int) -> bool:
    """secondo X, not "il secondo tempo", "per secondo", "secondo la legge" (a rule, not a voice)."""
    if frame.word(position - 1) in DETERMINERS | FUSED | {"per", "anno"}:
        return False
    return frame.word(position + 1) not in ("me", "te", "noi", "quanto", "piano", "modalità", "copione", "tradizione")


def _set_off(frame: Frame, position: int, holder: int) -> bool:
    """Per il sindaco, …: at the start of a clause, a person or body that is named or described by a role, a comma."""
    if position > 0 and frame.word(position - 1) not in (",", QUOTED, ";", "ma", "mentre", "e", "invece"):
        return False
    phrase = frame.phrase_at(holder)
    if phrase is None or frame.word(phrase.end) not in (",", QUOTED):
        return False
    offset = frame.start_char(phrase.start)
    end = frame.end_char(phrase.end - 1)
    narration = frame.narration
    beside = frame.word(position - 1) == QUOTED or frame.word(position - 2) == QUOTED or frame.word(phrase.end) == QUOTED
    if beside and any(can_speak(frame.word(at)) for at in range(phrase.start, min(phrase.start + 3, phrase.end))):
        return True
    if any(role.start <= offset + 4 and role.end > offset and role.entity for role in narration.roles):
        return True
    return any(n.kind == "PER" and offset <= n.start and n.end <= end for n in narration.names)


def _as_reported(frame: Frame, position: int) -> Cue | None:
    """secondo quanto riferito da X, stando a quanto detto da X, come ha spiegato X (the last one is a verb)."""
    at = position + 1
    if frame.word(position) == "stando":
        if frame.word(at) != "a":
            return None
        at += 1
    if frame.word(position) == "come":
        if frame.word(at) not in verb_forms() or not _participle(frame, at):
            return None
    else:
        if frame.word(at) not in ("quanto", "ciò", "quel", "quello", "quanto,"):
            return None
        at += 1
        while frame.word(at) in ("è", "stato", "che", "viene", "era", "ha", "hanno", "si", "da", "poi", "anche", "aveva"):
            at += 1
    if frame.word(at) not in verb_forms():
        return None
    end = at + 1
    if frame.word(position + 2) in ("ha", "hanno", "aveva"):
        return Cue(position, end, at, "source", "secondo quanto", holder=end if frame.phrase_at(end) else None)
    holder = None
    for step in range(end, min(end + 8, len(frame))):
        word = frame.word(step)
        if word in _fused("da") or word == "da":
            holder = step + 1
            break
        if word in (",", ".", QUOTED):
            break
    if holder is None and frame.phrase_at(end) is not None and frame.phrase_at(end).preposition is None:  # type: ignore[union-attr]
        holder = end
    return Cue(position, end, at, "source", "secondo quanto", holder=holder)


def _participle(frame: Frame, position: int) -> bool:
    return any(form.tense == "participle" for _, form in _verbs().get(frame.word(position), ()))


# ---------------------------------------------------------------------------------------------------- speech verbs


def _stem_of(word: str) -> tuple[str, bool]:
    """A gerund or infinitive without the pronouns glued to it: "definendole" → "definendo", "dirlo" → "dire"."""
    for ending in _ENCLITICS:
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            base = word[: -len(ending)]
            if base.endswith(("ando", "endo")):
                return base, True
            if base.endswith("r") and base in _verbs():
                return base, True
    return word, False


def _verb(frame: Frame, position: int) -> Cue | None:
    word = frame.word(position)
    readings = _verbs().get(word)
    if readings is None:
        base, glued = _stem_of(word)
        readings = _verbs().get(base) if glued else None
        if readings is None:
            return None
    for verb, form in readings:
        end = position + 1
        if verb.lemma in _ASPECTUAL and _before_infinitive(frame, end):
            continue
        if verb.tail:
            while frame.word(end) in ADVERBS and frame.word(end) != verb.tail[0]:
                end += 1
            if tuple(frame.words[end : end + len(verb.tail)]) != verb.tail:
                continue
            end += len(verb.tail)
        if frame.items[position] < 0 or form.tense == "subjunctive" or _is_noun(frame, position, form):
            continue
        cue = _group(frame, position, end, verb, form)
        if cue is not None:
            return cue
    return None


def _before_infinitive(frame: Frame, position: int) -> bool:
    """continuano però a cacciare: an auxiliary of aspect, not of speech."""
    while frame.word(position) in ADVERBS:
        position += 1
    return frame.word(position) in ("a", "ad", "con", "in")


def _is_noun(frame: Frame, position: int, form: Form) -> bool:
    """Whether the form is no verb here."""
    before = frame.word(position - 1)
    pos = frame.pos(position)
    if frame.named(position) >= 0 or (pos == "ADJ" and frame.word(position) in noun_twins()):
        return True
    if form.tense in ("gerund", "infinitive"):
        return before in DETERMINERS - CLITICS
    if form.tense == "participle" and _behind_auxiliary(frame, position):
        return False
    if before in FUSED or (before in DETERMINERS and before not in CLITICS):
        return True
    if before in PREPOSITIONS:
        return True
    if before in CLITICS and before in DETERMINERS and form.tense == "participle":
        return True
    if before in CLITICS and before in DETERMINERS and not pos:
        # "la nota", "lo definisce": without tags only what cannot be a noun counts as a verb
        return frame.word(position)[-1] in "aeio" and form.tense == "present" and form.plural is False
    twin = frame.word(position) in noun_twins() or form.tense == "participle"
    return twin and pos in ("NOUN", "PROPN") and before not in AUXILIARIES


def _behind_auxiliary(frame: Frame, position: int) -> bool:
    """Whether avere or essere stands before a participle, adverbs and pronouns apart."""
    for at in range(position - 1, max(position - 1 - _MAX_LEFT, -1), -1):
        word = frame.word(at)
        if word in _HAVE or word in _BE:
            return True
        if word not in ADVERBS and not (word.endswith("mente") and len(word) > 7):
            return False
    return False


def _group(frame: Frame, position: int, end: int, verb: SpeechVerb, form: Form) -> Cue | None:
    """The verb with its auxiliaries and adverbs, and what they say of tense, voice and doubt."""
    start = position
    seen: list[str] = []
    for at in range(position - 1, max(position - 1 - _MAX_LEFT, -1), -1):
        word = frame.word(at)
        clitic = word in CLITICS and frame.named(at) < 0 and (at + 1 == start)
        progressive = word in _PROGRESSIVE and form.tense == "gerund" and at + 1 == start
        if word in _HAVE or word in _BE or clitic or progressive:
            start = at
        elif not (word in ADVERBS or (word.endswith("mente") and len(word) > 7)):
            break
        seen.append(word)
    seen = [frame.word(at) for at in range(start, position)]
    negated = "non" in seen or frame.word(start - 1) == "non"
    reflexive = any(word in _REFLEXIVE for word in seen) or frame.word(position).endswith("si")
    if verb.reflexive and not reflexive:
        return None
    if any(word in ("stia", "stiano", "stesse", "stessero") for word in seen):
        return None
    if any(word in _PROGRESSIVE for word in seen):
        form = Form("present", any(word in ("stanno", "stavano", "starebbero") for word in seen))
    has_be = any(word in _BE for word in seen)
    has_have = any(word in _HAVE for word in seen)
    bare = form.tense == "participle" and not (has_be or has_have)
    if form.tense == "participle" and has_have and any(word in _BE - _BEEN for word in seen):
        has_be = False
    transitive = not reflexive or "si" not in seen
    passive = form.tense == "participle" and has_be and transitive and verb.lemma not in ("intervenire", "sbottare")
    impersonal = not verb.reflexive and form.tense not in ("participle", "gerund", "infinitive") and "si" in seen
    if impersonal and verb.lemma not in ("chiedere", "domandare"):
        passive = True  # "si legge", "si dice"
    return Cue(
        start,
        end,
        position,
        "verb",
        verb.lemma,
        verb,
        form,
        passive=passive,
        bare_participle=bare,
        modality=_modality(seen, form, verb, negated),
        relative=frame.word(start - 1) in ("che", "quale", "quali"),
        plural=_number(seen, form),
        aside=frame.word(start - 1) == "come",
    )


def _number(seen: list[str], form: Form) -> bool | None:
    """Whether the verb is plural, by its auxiliary where there is one."""
    if form.tense == "participle":
        finite = [word for word in seen if (word in _HAVE or word in _BE) and word not in _BEEN]
        return finite[0] in _PLURAL_AUXILIARIES if finite else None
    return form.plural


def _modality(seen: list[str], form: Form, verb: SpeechVerb, negated: bool) -> Modality:
    if negated:
        return "denied"
    if any(word.startswith(("avrebb", "sarebb")) for word in seen):
        return "reported"
    if form.tense == "conditional":
        return "hypothetical"
    if form.tense == "future" or any(word in ("avrà", "avranno", "sarà", "saranno") for word in seen):
        return "planned"
    return "denied" if verb.lemma in ("negare", "smentire") else "asserted"


def back_cue(frame: Frame, cues: list[Cue]) -> Cue | None:
    """The cue at the start of a frame that says who said the sentence before: "A dirlo è stato X", "Lo ha detto X"."""
    said = next((cue for cue in cues if cue.kind == "noun" and cue.start <= 1 and cue.holder is not None), None)
    if said is not None and (frame.word(said.start) in _POINTING or any(w in _BE for w in frame.words[: said.verb])):
        return said if QUOTED not in frame.words else None
    start = 0
    while frame.word(start) in ADVERBS or frame.word(start) in (",", "(", "-", "–", "questo", "così", "quanto", "è", "a", "ad"):
        start += 1
        if start > 7:
            return None
    words = frame.words[:start]
    cue = next((cue for cue in cues if cue.kind == "verb" and cue.start <= start < cue.end), None)
    if cue is None or (cue.verb + 1 < len(frame) and frame.word(cue.end) in ("che", ":", QUOTED)):
        return None
    verb = frame.word(cue.verb)
    if cue.form is not None and cue.form.tense == "infinitive":
        if not verb.endswith(("lo", "la")) or not words or words[-1] not in ("a", "ad"):
            return None
        end = cue.end
        while frame.word(end) in _BE or frame.word(end) in ADVERBS or frame.word(end) in ("ha", "sono"):
            end += 1
        return replace(cue, start=start - 1, end=end, holder=end, kind="source")
    glued = frame.word(cue.start) in ("lo", "l'")
    return cue if glued or "quanto" in words or (frame.word(0) == "così" and cue.finite) else None


# ---------------------------------------------------------------------------------------------------- la risposta di X


def _noun(frame: Frame, position: int) -> Cue | None:
    """A noun of saying beside a quotation: «…», è stata la risposta di X; con queste parole X; il commento di X: «…»."""
    word = frame.word(position)
    if word not in nouns("statement") or frame.items[position] < 0:
        return None
    before = frame.word(position - 1)
    start = position
    for at in range(position - 1, max(position - 6, -1), -1):
        if frame.word(at) in DETERMINERS or frame.word(at) in _BE or frame.word(at) in ("con", "sempre", "ecco", "così"):
            start = at
        elif frame.word(at) not in ADVERBS and frame.pos(at) != "ADJ":
            break
    end = position + 1
    while frame.pos(end) == "ADJ" or frame.word(end) in ("ufficiale", "finale", "pubblico", "pubblica"):
        end += 1
    holder = None
    if frame.word(end) in OF:
        holder = end + 1
    return Cue(
        start,
        position + 1,
        position,
        "noun",
        word,
        holder=holder,
        own=before in _POSSESSIVES or frame.word(position + 1) in _POSSESSIVES,
    )


def cue_before_start(frame: Frame, cue: Cue) -> str:
    """The word in front of a cue, punctuation included; empty at the start of the frame."""
    word = frame.word(cue.start - 1)
    return word if word not in PUNCTUATION or word in ",:;-–—" else word
