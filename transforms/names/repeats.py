"""One name, one reading in a whole document: kinds agree, surnames and acronyms are found wherever they stand."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from transforms.contract import EntityKind
from transforms.names.proposals.evidence import kind_by_context
from transforms.names.proposals.tagged import likely_kind
from transforms.names.text import PARTICLES, SMALL, NameText, Span, given_names, name_words, titles


def one_kind(cut_text: NameText, spans: list[Span]) -> list[Span]:
    """Give a name that no table knows one kind: a person's where it is part of a person's name, else the majority."""
    begun = {span.first: span for span in spans}
    persons: set[str] = set()
    surnames: set[str] = set()
    votes: dict[str, Counter[EntityKind]] = {}
    listed = _listed_places(cut_text, spans)
    for span in spans:
        words = cut_text.words[span.first : span.last]
        kind = likely_kind(cut_text, span)
        if span.known is None:
            told = kind_by_context(cut_text, span) if kind != "PER" or span.size == 1 else None
            if told is None and kind == "LOC" and _and_a_person(cut_text, span, begun):
                told = "PER"
            told = "LOC" if span.first in listed else told
            told = "ORG" if span.rule == "rule:noun" else told
            votes.setdefault(cut_text.norm(span.first, span.last), Counter())[told or kind] += 3 if told else 1
        if len(words) > 1 and kind == "PER":
            persons.update(word.norm for word in words if word.capital)
            surnames.add(words[-1].norm)
    result: list[Span] = []
    for span in spans:
        if span.known is None:
            norm = cut_text.norm(span.first, span.last)
            kind = "PER" if norm in persons else votes[norm].most_common(1)[0][0]
            if (
                kind == "LOC"
                and span.size > 1
                and cut_text.words[span.last - 1].norm in surnames
                and span.rule == "model"
            ):
                kind = "PER"  # a relative: "Anias McDonald" beside "Nicole McDonald"
            span = span if kind == span.kind else replace(span, kind=kind)
        result.append(span)
    return result


def _listed_places(cut_text: NameText, spans: list[Span]) -> set[int]:
    """First words of names listed behind a noun of places: "i comuni di Alba, Bra e Cherasco"."""
    found: set[int] = set()
    last = -1
    for span in spans:
        words, at = cut_text.words, span.first
        before = cut_text.before(at)
        heads = before is not None and before.norm in ("di", "d") and at > 1
        begins = heads and words[at - 2].norm in name_words("place_noun")
        joint = cut_text.text[words[last - 1].end : words[at].start].strip() if last > 0 else ""
        goes_on = last > 0 and joint in (",", "e", "ed", "o", ", e", "e di", ", di")
        last = -1
        if (begins or goes_on) and words[at].norm not in given_names() and not (span.known and span.kind != "LOC"):
            found.add(at)
            last = span.last
    return found


def _and_a_person(cut_text: NameText, span: Span, begun: dict[int, Span]) -> bool:
    """Whether a name is joined to a person's full name: "Jadon e Anias McDonald", but not "da Jadon e Anna Rossi"."""
    at, before = span.last, cut_text.before(span.first)
    if at >= len(cut_text.words) or cut_text.words[at].norm not in ("e", "ed") or not cut_text.joined(at):
        return False
    follows = begun.get(at + 1)
    person = follows is not None and follows.size > 1 and likely_kind(cut_text, follows) == "PER"
    return person and (before is None or before.norm not in SMALL)


def repeat(cut_text: NameText, spans: list[Span]) -> list[Span]:
    """A name seen once is that name wherever it stands: surnames of persons, single-word names of one kind."""
    things = _things(cut_text)
    spans = [span for span in spans if span.known or span.size > 1 or cut_text.words[span.first].norm not in things]
    common = titles() | name_words("thing") | name_words("none") | SMALL
    surnames: set[str] = set()
    names: dict[str, EntityKind] = {}
    taken = bytearray(len(cut_text.words))
    for span in spans:
        taken[span.first : span.last] = b"\1" * (span.last - span.first)
        words = [word.norm for word in cut_text.words[span.first : span.last]]
        if span.kind == "PER" and len(words) > 1 and span.rule != "rule:capitals" and words[-1] not in common:
            surnames.add(words[-1])
        if len(words) == 1 and len(words[0]) > 3:
            names.setdefault(words[0], span.kind)
    more: list[Span] = []
    for at, word in enumerate(cut_text.words):
        if taken[at] or not word.capital or len(word.norm) < 3:
            continue
        if word.norm in surnames:
            before = cut_text.before(at)
            particle = before is not None and before.capital and before.norm in PARTICLES and not taken[at - 1]
            more.append(Span(at - 1 if particle else at, at + 1, "PER", "document:surname", 1))
        elif word.norm in names and not cut_text.opening[at] and not _in_run(cut_text, at, taken):
            more.append(Span(at, at + 1, names[word.norm], "document:repeat", 1))
    return sorted([*spans, *more], key=lambda span: span.first)


def add_acronyms(cut_text: NameText, spans: list[Span]) -> list[Span]:
    """Add the acronym that a text gives a body in brackets: "Organizzazione mondiale della sanità (OMS)"."""
    words = cut_text.words
    begun = {span.first: span for span in spans}
    given: list[Span] = []
    for span in spans:
        at = span.last
        if span.kind == "PER" or span.size < 2 or at >= len(words) or at in begun:
            continue
        word = words[at]
        between = cut_text.text[words[at - 1].end : word.start]
        closed = cut_text.text[word.end : word.end + 1] == ")"
        capitals = sum(letter.isupper() for letter in word.text)
        same = word.norm[0] == words[span.first].norm[0]
        if between.strip() == "(" and closed and same and 1 < len(word.text) < 9 and capitals * 2 >= len(word.text):
            given.append(Span(at, at + 1, span.kind, "document:acronym", 1))
    wanted = {words[span.first].text: span.kind for span in given}
    taken = {index for span in [*spans, *given] for index in range(span.first, span.last)}
    for at, word in enumerate(words if wanted else ()):
        if word.text in wanted and at not in taken:
            given.append(Span(at, at + 1, wanted[word.text], "document:acronym", 1))
    return sorted([*spans, *given], key=lambda span: span.first)


def _in_run(cut_text: NameText, at: int, taken: bytearray) -> bool:
    """Whether a capitalised word beside this one makes it part of another name ("Grand Slam")."""
    words = cut_text.words
    before = cut_text.joined(at) and words[at - 1].capital and not taken[at - 1] and not cut_text.opening[at - 1]
    after = cut_text.joined(at + 1) and words[at + 1].capital and not taken[at + 1]
    return before or after


def _things(cut_text: NameText) -> set[str]:
    """Names that the text says are of a storm, a ship, a law: "ciclone Nargis"."""
    things = name_words("thing")
    words = cut_text.words
    return {
        after.norm
        for at, (before, after) in enumerate(pairwise(words))
        if before.norm in things and not before.capital and after.capital and cut_text.gaps[at + 1] == ""
    }
