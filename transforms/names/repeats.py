"""One name, one reading in a whole document: kinds agree, surnames are found wherever they stand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from transforms.contract import EntityKind
from transforms.language import words_of
from transforms.names.proposals.evidence import is_thing, kind_by_context
from transforms.names.proposals.shapes import run_end
from transforms.names.text import NameSpan, NameText
from transforms.names.words import (
    ARTICLES,
    ELIDED_PARTICLES,
    PARTICLES,
    SMALL,
    given_names,
    given_names_of,
    name_words,
    titles,
)

#: Before a body that bears the name of a person, and before a place.
_FEMININE = words_of("la alla dalla della nella sulla")
#: In longer words capitals are a way of writing a surname.
_LONGEST_ACRONYM = 6
#: Rules whose noun says what a name is, also where a person bears it.
_EXPLAINED = ("rule:noun", "rule:named_after", "rule:street", "rule:area")
_PLACED = words_of("a ad in nel nello nella nell al alla all")


def one_kind(text: NameText, spans: list[NameSpan]) -> list[NameSpan]:
    """Give a name that no table knows one kind: a person's where it is part of a person's name, else the majority."""
    votes: dict[str, Counter[EntityKind]] = {}
    listed = _listed_places(text, spans)
    bearers = {span.last for span in spans if span.rule == "rule:named_after"}
    for span in spans:
        if span.known is None:
            told = kind_by_context(text, span) if span.kind != "PER" or span.size == 1 else None
            told = told or ("ORG" if _is_acronym(text, span) else None)
            told = "LOC" if span.first in listed else told
            told = "LOC" if _is_site(text, span, bearers) else told
            told = span.kind if span.rule in _EXPLAINED else told
            votes.setdefault(text.norm(span.first, span.last), Counter())[told or span.kind] += 3 if told else 1
    full = [span for span in spans if span.kind == "PER" and span.size > 1]
    introduced = {text.norms[span.last - 1]: span.first for span in reversed(full)}
    persons = {word.norm for span in full for word in text.words[span.first : span.last] if word.capital}
    men = _last_words(text, full, "M") - _last_words(text, full, "F") - _last_words(text, full, "")
    surnames, firsts = (
        _surnames(text, spans) | _last_words(text, full, "F"),
        {text.norms[span.first] for span in full} & given_names(),
    )

    def agreed(span: NameSpan) -> NameSpan:
        if span.rule in _EXPLAINED:
            return span  # "il gruppo Rossi", whoever else is called so
        if span.known is not None and _before_its_namesake(span, introduced.get(text.norms[span.first], 0)):
            return span
        if span.known is not None:
            weak = span.known.form == "context"
            is_person = _is_person(text, span, surnames | firsts if weak else surnames)
            return NameSpan(span.first, span.last, "PER", "document:surname") if is_person else span
        norm = text.norm(span.first, span.last)
        if norm in men and span.size == 1 and _is_feminine(text, span):
            return replace(span, kind="ORG")  # "la Armani" of Giorgio Armani
        kind = "PER" if norm in persons else votes[norm].most_common(1)[0][0]
        return span if kind == span.kind else replace(span, kind=kind)

    return [agreed(span) for span in spans]


def _before_its_namesake(span: NameSpan, introduced: int) -> bool:
    """Whether a company of one word stands before a person so called is named in full: persons come with all names."""
    company = span.known is not None and span.known.group == "company" and span.known.sure
    return company and span.size == 1 and span.first < introduced


def _is_site(text: NameText, span: NameSpan, bearers: set[int]) -> bool:
    """Whether it is where a school, library or hospital with a person's name stands: "il liceo Anna Rossi di Verla"."""
    before = text.before(span.first)
    return before is not None and before.norm in ("di", "d") and span.first - 1 in bearers


def _is_acronym(text: NameText, span: NameSpan) -> bool:
    """Whether a tagged word in capitals is an acronym, a body whatever the model took it for; at the head: a place."""
    word = text.words[span.first]
    short = span.rule == "model" and span.size == 1 and word.shouted and 2 < len(word.text) <= _LONGEST_ACRONYM
    return short and word.text.isalpha() and not text.opening[span.first] and not text.shouted_line(span.first)


def _surnames(text: NameText, spans: list[NameSpan]) -> set[str]:
    """Last words of the persons named in full, but for those that the text names as bodies too: "la Zefir"."""
    found = {text.norms[span.last - 1] for span in spans if span.kind == "PER" and span.size > 1}
    return found - {text.norms[span.first] for span in spans if span.size == 1 and _is_feminine(text, span)}


def _is_feminine(text: NameText, span: NameSpan) -> bool:
    """Whether a feminine article stands before a name: "la Zefir"."""
    before = text.before(span.first)
    return before is not None and before.norm in _FEMININE


def _last_words(text: NameText, full: list[NameSpan], gender: str) -> set[str]:
    """Last words of the persons whose first name is a woman's ("F"), a man's ("M") or not known to be one of them."""
    women, men = given_names_of("F"), given_names_of("M")

    def told(first: str) -> str:
        return "" if (first in women) == (first in men) else "F" if first in women else "M"

    return {text.norms[span.last - 1] for span in full if told(text.norms[span.first]) == gender}


def _is_person(text: NameText, span: NameSpan, surnames: set[str]) -> bool:
    """Whether a name that is a place or body in the tables is a person here: "Ada Ravenna … Ravenna ha detto"."""
    known = span.known
    if known is None or span.kind == "PER" or span.size > 1 or text.norms[span.first] not in surnames:
        return False
    if span.fixed and known.via == "name":
        return False  # Parigi; but "Ugo Paris"
    before = text.before(span.first)
    placed = before is not None and before.norm in _PLACED and known.form != "context"
    return not placed and kind_by_context(text, span) is None


def _listed_places(text: NameText, spans: list[NameSpan]) -> set[int]:
    """First words of names listed behind a noun of places: "i comuni di Alba, Bra e Cherasco".

    Behind one who heads a place a comma sets off the name: "il sindaco di Alba, Teo Bra".
    """
    found: set[int] = set()
    last = 0
    for span in spans:
        at = span.first
        goes_on = last > 0 and text.between(last - 1, at) in (",", "e", "ed", "o", ", e", "e di", ", di")
        last = 0
        owner = text.owned_by(at)
        listed = goes_on or owner in name_words("place_noun")
        if listed and text.norms[at] not in given_names() and not (span.known and span.kind != "LOC"):
            found.add(at)
            last = 0 if owner in titles() else span.last
    return found


def repeat(text: NameText, spans: list[NameSpan]) -> list[NameSpan]:
    """A name seen once is that name wherever it stands: surnames of persons, single-word names of one kind."""
    spans = list(_with_particles(text, _of_things(text, spans)))
    common = _common()
    surnames: set[str] = set()
    names: dict[str, EntityKind] = {}
    taken = bytearray(len(text.words))
    for span in spans:
        taken[span.first : span.last] = b"\1" * span.size
        last = text.norms[span.last - 1]
        if span.kind == "PER" and span.size > 1 and span.rule != "rule:capitals" and last not in common:
            surnames.add(last)
        if span.size == 1 and len(last) > 3:
            names.setdefault(last, span.kind)
    more: list[NameSpan] = []
    for at, word in enumerate(text.words):
        if taken[at] or not word.capital or len(word.norm) < 3:
            continue
        if word.norm in surnames:
            before = text.before(at)
            particle = before is not None and before.capital and before.norm in PARTICLES and not taken[at - 1]
            more.append(NameSpan(at - 1 if particle else at, at + 1, "PER", "document:surname"))
        elif word.norm in names and not text.opening[at]:
            more.append(NameSpan(at, at + 1, names[word.norm], "document:repeat"))
    return sorted([*spans, *more], key=lambda span: span.first)


def retold(text: NameText, spans: list[NameSpan]) -> list[NameSpan]:
    """The bodies of several words where they stand again: "la Fondazione Bruni … presidente della Fondazione Bruni"."""
    told: dict[str, set[tuple[str, ...]]] = {}
    for span in spans:
        if span.kind == "ORG" and span.size > 1 and span.known is None:
            told.setdefault(text.norms[span.first], set()).add(tuple(text.norms[span.first : span.last]))
    seen = {(span.first, span.last) for span in spans}
    found: list[NameSpan] = []
    for at, word in enumerate(text.words):
        for words in told.get(word.norm, ()) if word.capital else ():
            last = at + len(words)
            whole = tuple(text.norms[at:last]) == words and all(text.joined(part) for part in range(at + 1, last))
            if whole and (at, last) not in seen:
                found.append(NameSpan(at, last, "ORG", "document:body"))
    return found


@cache
def _common() -> frozenset[str]:
    """Words that are no surname although a name ends with them."""
    return frozenset(titles() | name_words("thing") | name_words("none") | SMALL)


def _with_particles(text: NameText, spans: list[NameSpan]) -> Iterator[NameSpan]:
    """Surnames that the text tells in two words, whole wherever they stand: "Della Rovere" of "Ugo Della Rovere"."""
    norms, words = text.norms, text.words
    double = _double_surnames(text, spans)
    starts = {span.first for span in spans}
    for span in spans:
        at = span.first
        if _lacks_elided(text, span):
            yield replace(span, first=at - 1, kind="PER" if _titled(text, at - 1) else span.kind)
        elif span.size > 1 or not double:
            yield span
        elif at > 0 and (norms[at - 1], norms[at]) in double and words[at - 1].capital and text.joined(at):
            yield NameSpan(at - 1, span.last, "PER", "document:surname")
        elif (norms[at], norms[at + 1] if at + 1 < len(norms) else "") in double and text.goes_on(at + 1):
            if at + 1 not in starts:
                yield NameSpan(at, at + 2, "PER", "document:surname")
        else:
            yield span


def _double_surnames(text: NameText, spans: list[NameSpan]) -> set[tuple[str, str]]:
    """The last two words of persons where they are the surname: "Della Rovere", "Rovere Alti" behind a first name."""
    found: set[tuple[str, str]] = set()
    for span in spans:
        if span.kind != "PER" or span.size < 2 or not text.words[span.last - 2].capital:
            continue
        left, right = text.norms[span.last - 2 : span.last]
        particle = left in PARTICLES or left in ARTICLES
        named = span.size > 2 and (particle or text.norms[span.first] in given_names())
        if (named and left not in given_names()) or (span.size == 2 and particle and not text.opening[span.first]):
            found.add((left, right))
    return found


def _lacks_elided(text: NameText, span: NameSpan) -> bool:
    """Whether the particle of a surname stands in front: "Dell'Olmo", "D'Aloia", but not "Fratelli D'Italia"."""
    at = span.first - 1
    if at < 0 or span.known or text.gaps[at + 1] != "'" or (span.kind == "LOC" and not _titled(text, at)):
        return False
    return text.words[at].capital and text.norms[at] in ELIDED_PARTICLES - {"l"} and not text.opening[at]


def _titled(text: NameText, at: int) -> bool:
    """Whether a title stands before a word: "il prefetto Dell'Olmo"."""
    before = text.before(at)
    return before is not None and before.norm in titles()


def _of_things(text: NameText, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans without the names of storms, ships, laws, wherever they stand: "ciclone Bruna … Bruna si allontana".

    A person's name is one only where the noun stands directly before it and it has no second word.
    """
    things = name_words("thing")
    persons: set[str] = set()
    others: set[str] = set()
    for at, word in enumerate(text.words):
        if word.capital and is_thing(text, at):
            others.update(text.norm(at, last) for last in range(at + 1, run_end(text, at) + 1))
            if text.norms[at - 1] in things and text.gaps[at] == "":
                persons.add(word.norm)
    return [
        span for span in spans
        if span.known or text.norm(span.first, span.last) not in (persons if span.kind == "PER" else others)
    ]  # fmt: skip
