"""The vocabulary of speech: verbs with their forms, nouns, and the prepositions that name a source.

All words come from seeds/reference/it; only what is grammar (plurals, endings of nouns of people) stands here.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.language.closed_classes import words_of
from transforms.language.conjugation import Form, conjugate
from transforms.language.phrases import PhraseTable, with_articles
from transforms.reference import classes, read_reference, split_cell, words

_ENCLITICS = ("gliene", "glielo", "gliela", "gli", "lo", "la", "li", "le", "ne", "ci", "vi", "si", "mi", "ti")
#: Endings of nouns of what cannot speak, and of people.
_THING_ENDINGS = tuple(words_of("ità zione zioni mento menti enza enze ismo aggio aggi tudine sione"))
_PEOPLE_ENDINGS = tuple(words_of("ente enti ante anti tore tori trice trici ista isti iste logo loghi iere ieri ario"))
_MORE_TWINS = words_of(
    "nota note detto detti fatto fatti esposto chiamata continuo contesto segnalo rilievo cito indice scrivano riporto"
)


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A row of speech_verbs.csv: `tail` are the fixed words behind the verb ("sapere" of "far sapere")."""

    lemma: str
    kind: str
    clause: tuple[str, ...]
    tail: tuple[str, ...]
    reflexive: bool


@cache
def speech_forms() -> dict[str, tuple[tuple[SpeechVerb, Form], ...]]:
    """Form → the speech verbs it can belong to; verbs with fixed words behind them first."""
    forms: dict[str, list[tuple[SpeechVerb, Form]]] = {}
    rows = read_reference("it/speech/speech_verbs", required=("lemma", "kind"))
    for row in sorted(rows, key=lambda row: -row["lemma"].count(" ")):
        head, *tail = row["lemma"].split()
        base = "fare" if head == "far" else head
        verb = SpeechVerb(
            row["lemma"], row["kind"], tuple(split_cell(row["clause"])), tuple(tail), base.endswith("rsi")
        )
        notes = " ".join(note for note in row["forms"].split() if not note.startswith(("head=", "aux=")))
        for form, what in conjugate(base, notes).items():
            forms.setdefault(form, []).append((verb, what))
    return {form: tuple(found) for form, found in forms.items()}


@cache
def verb_forms() -> frozenset[str]:
    """All forms of the speech verbs; of those with fixed words behind them only the finite ones."""
    return frozenset(
        form
        for form, found in speech_forms().items()
        if any(not verb.tail or what.tense in ("present", "past", "imperfect") for verb, what in found)
    )


@cache
def source_phrases() -> PhraseTable[tuple[str, bool]]:
    """Phrases before a source, with every article → the phrase and whether it is one only beside a name."""
    rows = read_reference("it/speech/source_prepositions", required=("phrase", "strength"))
    return PhraseTable(
        (form.split(), (row["phrase"], row["strength"] == "weak"))
        for row in rows
        for form in with_articles(row["phrase"])
    )


@cache
def nouns(kind: str) -> frozenset[str]:
    """Lemmas of people.csv (person, group) or speech_nouns.csv of one kind, and plurals as far as spelling tells."""
    lemmas = words("it/speech/people", "noun", speaks=kind) | words("it/speech/speech_nouns", "lemma", kind=kind)
    return frozenset(form for lemma in lemmas for form in (lemma, *_plurals(lemma)))


def speech_nouns(kind: str) -> frozenset[str]:
    """Nouns of one class of noun_classes.csv, which a rule asks for; a person only names "named_after" (governo X)."""
    return classes("it/speech/noun_classes")[kind]


def speech_verbs(kind: str) -> frozenset[str]:
    """Lemmas of one class of verb_classes.csv, which a rule asks for."""
    return classes("it/speech/verb_classes", of="lemma")[kind]


@cache
def writings() -> frozenset[str]:
    """Nouns of documents and statements, whose author is the source of what stands in them."""
    return nouns("document") | nouns("statement")


@cache
def noun_twins() -> frozenset[str]:
    """Forms of speech verbs that are nouns as well: "nota", "accusa", "risposta"."""
    return (writings() | _MORE_TWINS) & frozenset(speech_forms())


@cache
def _known_nouns() -> frozenset[str]:
    return nouns("person") | nouns("group") | nouns("body") | nouns("document") | nouns("thing") | nouns("statement")


def known_noun(word: str) -> bool:
    """Whether the tables of speech have the noun."""
    return word in _known_nouns()


@cache
def titles_like(title: str) -> tuple[str, ...]:
    """Other titles that the same person may have been given: "il legale" is the lawyer named before."""
    rows = read_reference("it/speech/people", required=("noun",))
    return next((tuple(split_cell(row["like"])) for row in rows if row["noun"] == title), ())


@cache
def can_speak(word: str) -> bool | None:
    """Whether a noun is one of people (True), of things (False), or of neither that we know (None)."""
    if word in nouns("person") or word in nouns("group") or word in nouns("body") or word in nouns("document"):
        return True
    if word in nouns("thing") or word in nouns("statement"):
        return False
    if word.endswith(_THING_ENDINGS):
        return False
    return True if word.endswith(_PEOPLE_ENDINGS) or word in _peoples() else None


@cache
def _peoples() -> frozenset[str]:
    """The people of each country in the plural: "giapponesi"."""
    cells = (row["demonyms"] for row in read_reference("world/territories", required=("code",)))
    return frozenset(form for cell in cells for people in split_cell(cell) for form in _plurals(people))


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith(("ca", "ga")):
        return (noun[:-1] + "he",)
    if noun.endswith(("cia", "gia")):
        return (noun[:-2] + "e", noun[:-1] + "e")
    if noun.endswith("io"):
        return (noun[:-1],)
    if noun.endswith("a"):
        return (noun[:-1] + "e",)
    return (noun[:-1] + "i",) if noun[-1] in "oe" else ()


def without_pronouns(word: str) -> tuple[str, bool]:
    """A gerund or infinitive without the pronouns glued to it: "definendole" → "definendo", "dirlo" → "dire"."""
    for ending in _ENCLITICS:
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            base = word[: -len(ending)]
            if base.endswith(("ando", "endo")):
                return base, True
            if base.endswith("r") and base in speech_forms():
                return base, True
    return word, False


@lru_cache(maxsize=20_000)
def may_cue(word: str) -> bool:
    """Whether a cue can begin or have its verb at a word: a quick look before the real one."""
    if (
        word in speech_forms()
        or word in source_phrases()
        or word in nouns("statement")
        or word in ("come", "così", "da")
    ):
        return True
    base, glued = without_pronouns(word)
    return glued and base in speech_forms()


@cache
def giving_verbs() -> frozenset[str]:
    """Lemmas of the verbs by which somebody gives a figure."""
    return words("it/speech/speech_verbs", "lemma", gives="yes")
