"""The vocabulary of claims: tolls, marks of modality, events, who can speak."""

from collections.abc import Iterable, Iterator
from functools import cache

from transforms.contract import Direction
from transforms.language import PhraseTable, conjugate, with_articles, words_of
from transforms.reference import classes, read_reference, split_cell, words

#: Before a number they say that what it counts is known: "le 30 sedi".
DEFINITE_PLURALS = words_of("i gli le dei degli delle ai agli alle dai dagli dalle nei negli nelle sui sugli sulle coi")


@cache
def toll_families() -> dict[str, str]:
    """Word of a toll → its family: dead, hurt, sick, missing, displaced, arrested."""
    return {row["word"]: row["family"] for row in read_reference("it/claims/toll_words", required=("word", "family"))}


@cache
def modality_words() -> dict[tuple[str, str], frozenset[str]]:
    """(modality, class of word) → the words that mark it."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in read_reference("it/claims/modality_words", required=("word", "modality", "class")):
        found.setdefault((row["modality"], row["class"]), set()).add(row["word"])
    return {key: frozenset(members) for key, members in found.items()}


@cache
def speakers() -> frozenset[str]:
    """Nouns of people and bodies that can say something."""
    return words("it/speech/people", "noun", speaks="person") | words("it/speech/people", "noun", speaks="group")


@cache
def vehicles() -> frozenset[str]:
    """Nouns of what carries people."""
    return classes("it/claims/event_nouns")["vehicle"]


@cache
def events() -> frozenset[str]:
    """Nouns of what happens: attacks, earthquakes, accidents."""
    return classes("it/claims/event_nouns")["event"]


def nouns_of(kind: str) -> frozenset[str]:
    """Nouns of one class of noun_classes.csv, which a rule asks for."""
    return classes("it/claims/noun_classes")[kind]


def verbs_of(kind: str) -> frozenset[str]:
    """Lemmas of one class of verb_classes.csv, which a rule asks for."""
    return classes("it/claims/verb_classes", of="lemma")[kind]


@cache
def phrases(kind: str) -> PhraseTable[str]:
    """Phrases of one class of phrases.csv: before a part ("di cui"), behind it, "finora"."""
    found = words("it/claims/phrases", "phrase", **{"class": kind})
    return PhraseTable((phrase.split(), phrase) for phrase in found)


@cache
def aspect_words(kind: str) -> dict[str, Direction | None]:
    """Words of one class of aspect_words.csv → the direction they tell; an infinitive stands for all its forms."""
    found: dict[str, Direction | None] = {}
    for row in read_reference("it/claims/aspect_words", required=("phrase", "class")):
        if row["class"] == kind:
            forms = conjugate(row["phrase"]) if row["phrase"].endswith(("are", "ere")) else (row["phrase"],)
            found |= dict.fromkeys(forms, _direction(row["direction"]))
    return found


@cache
def aspect_phrases(kind: str, *, backwards: bool = False) -> PhraseTable[Direction | None]:
    """The same as phrases; one that ends in "a" or "di" stands with every article too."""
    phrases = aspect_words(kind).items()
    entries = ((form.split(), told) for phrase, told in phrases for form in with_articles(phrase))
    return PhraseTable(entries, backwards=backwards)


@cache
def change_words() -> frozenset[str]:
    """Forms of verbs and nouns of change, those too that take no amount ("passare")."""
    return frozenset(form for forms, _ in _changes() for form in forms)


@cache
def change_directions() -> dict[str, Direction | None]:
    """Forms of those that take an amount ("salito di 3") → which way they go, None where it may be either."""
    return {form: _direction(told) for forms, told in _changes() if told for form in forms}


def _changes() -> Iterator[tuple[Iterable[str], str]]:
    for row in read_reference("it/figures/change_words", required=("words",)):
        for word in split_cell(row["words"]):
            is_verb = word.endswith(("are", "ere", "ire", "rre"))
            yield (conjugate(word, row["irregular"]) if is_verb else (word,)), row["direction"]


def _direction(cell: str) -> Direction | None:
    return "up" if cell == "up" else "down" if cell == "down" else None
