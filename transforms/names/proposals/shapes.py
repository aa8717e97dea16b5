"""Names by their shape: capitalised words behind a title, behind a first name, behind "via" or "piazza".

With a model these only fill its gaps; without one they carry the naming and weaker shapes count too.
"""

from collections.abc import Iterator
from dataclasses import replace

from transforms.names.gazetteer import Gazetteer
from transforms.names.proposals.known import is_pair
from transforms.names.text import (
    ARTICLES,
    MAX_WORDS,
    OF,
    PARTICLES,
    SMALL,
    NameText,
    Span,
    given_names,
    name_words,
    titles,
)
from transforms.names.words import Word

_WHERE = ("a", "ad", "in")
#: Particles after which a person's name goes on even in lower case.
_INNER = PARTICLES - OF - SMALL | {"de"}


def run_spans(cut_text: NameText, known: Gazetteer, *, alone: bool) -> Iterator[Span]:
    """Persons, places and bodies that their capitals and the words around them show.

    Args:
        cut_text: the text, cut for naming.
        known: the reference tables.
        alone: no model has read the text.
    """
    words = cut_text.words
    at = 0
    while at < len(words):
        if not words[at].capital or (words[at].shouted and cut_text.shouted_line(at)):
            at += 1
            continue
        last = run_end(cut_text, at, known)
        yield from _read_run(cut_text, at, last, known, alone)
        at = max(last, at + 1)


def run_end(cut_text: NameText, at: int, known: Gazetteer) -> int:
    """Index after the run of capitalised words that begins at `at`, particles between them included."""
    words = cut_text.words
    last = at + 1
    while last < len(words) and last - at < MAX_WORDS and cut_text.joined(last):
        hyphen = cut_text.gaps[last] == "-"
        if words[last].capital and hyphen and is_pair(cut_text, last, known):
            break
        if words[last].capital or hyphen:
            last += 1
            continue
        small = last
        while small < len(words) and small - last < 3 and words[small].norm in PARTICLES and cut_text.joined(small):
            small += 1
        goes_on = small > last and small < len(words) and words[small].capital and cut_text.joined(small)
        if not goes_on or words[last].norm not in _INNER:
            break
        last = small + 1
    return last


def _read_run(cut_text: NameText, first: int, last: int, known: Gazetteer, alone: bool) -> Iterator[Span]:
    """What a run of capitalised words names, if its shape tells."""
    words = cut_text.words
    before = cut_text.before(first)
    titled = before is not None and before.norm in titles()
    places = (end for end, found in cut_text.spellings(first, known) if found.entity.kind == "LOC" and not found.form)
    first = next((end for end in places if first + 1 < end < last), first)  # "Reggio Emilia Luca Rossi"
    while first < last - 1 and _leaves(cut_text, first, before, known):
        titled = titled or words[first].norm in titles() or words[first].norm in name_words("office")
        before, first = words[first], first + 1
    while last - first > 1 and words[last - 1].norm in ARTICLES:
        last -= 1  # "Claude Monet Le Havre dipinge": a new phrase
    head, several = words[first].norm, last - first > 1
    thing = head in name_words("thing") or (before is not None and before.norm in name_words("thing"))
    if head in name_words("org") and (several or alone) and not (several and head in given_names()):
        return  # name_bodies reads these
    if several and words[last - 1].norm in name_words("tail"):
        yield Span(first, last, "ORG", "rule:tail", 1)
    elif head in name_words("place") or thing:
        # "la Regione Lazio Anna Rossi", "il Premio Nobel Anna Rossi": a person follows
        start = first + (1 if thing else 2)
        person = next((at for at in range(start, last - 1) if words[at].norm in given_names()), last)
        if several and not thing and (alone or not cut_text.opening[first]):
            yield Span(first, person, "LOC", "rule:place_word", 1)
        if person < last:
            yield Span(person, last, "PER", "rule:given_name", 1)
    elif head not in SMALL:
        yield from _read_person(cut_text, Span(first, last, "PER", "rule:title", 1), titled, known, alone)


def _read_person(cut_text: NameText, span: Span, titled: bool, known: Gazetteer, alone: bool) -> Iterator[Span]:
    """A run that names a person by its first name or the title before it; without a model also by its shape."""
    head = cut_text.words[span.first].norm
    if span.size > 1 and head in given_names():
        yield replace(span, rule="rule:given_name")
    elif titled and head not in known.demonyms and head not in name_words("people"):
        yield span
    elif alone and (span.size > 1 or not cut_text.opening[span.first]):
        yield from _guess(cut_text, span.first, span.last, cut_text.before(span.first), known)


def _leaves(cut_text: NameText, at: int, before: Word | None, known: Gazetteer) -> bool:
    """Whether the first word of a run is no part of the name behind it: a title, an office, a body or place.

    "Presidente Rossi", "il ministro degli Esteri Rossi", "il presidente Usa Rossi", "Parla Anna Rossi".
    """
    word, follows = cut_text.words[at], cut_text.words[at + 1]
    if word.norm in titles() or (follows.norm in titles() and cut_text.joined(at + 2)):
        return True  # "Presidente Rossi", "Primo Ministro Rossi"
    if cut_text.opening[at] and (word.norm in ARTICLES or word.norm in SMALL - PARTICLES):
        return True
    heads = word.norm in name_words("place") or word.norm in name_words("org") or word.norm in given_names()
    if follows.norm in given_names() and not heads and cut_text.joined(at + 2) and len(word.text) > 1:
        return cut_text.words[at + 2].capital
    if word.norm in name_words("office") and before is not None and before.norm in SMALL:
        return True
    if word.norm in given_names():
        return False
    spellings = [spelling for last, spelling in cut_text.spellings(at, known) if last == at + 1]
    return any(spelling.entity.kind != "PER" and spelling.form in ("", "exact") for spelling in spellings)


def _guess(cut_text: NameText, first: int, last: int, before: Word | None, known: Gazetteer) -> Iterator[Span]:
    """Without a model: what a capitalised run most likely is."""
    head = cut_text.words[first]
    numeral = all(letter in "IVXLCDM0123456789" for letter in head.text)
    if head.norm in known.demonyms or head.norm in name_words("none") or numeral:
        return
    if last - first == 1 and head.shouted and 2 < len(head.text) < 8:
        yield Span(first, last, "ORG", "rule:acronym", 1)
    elif before is not None and before.norm in _WHERE:
        yield Span(first, last, "LOC", "rule:preposition", 1)
    elif 1 < last - first < 4 and not cut_text.opening[first]:
        yield Span(first, last, "PER", "rule:capitals", 1)


def street_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """Streets, squares, bridges: "via Garibaldi", "piazza della Scala"; the lower-case word belongs to the name."""
    words = cut_text.words
    for at, word in enumerate(words[:-1]):
        if word.capital or word.norm not in name_words("street") or not cut_text.joined(at + 1):
            continue
        first = at + 1
        if words[first].norm in OF and word.norm in ("via", "piazza", "viale") and cut_text.joined(first + 1):
            first += 1
        spellings = [spelling for _, spelling in cut_text.spellings(first, known) if spelling.form in ("", "exact")]
        body = any(spelling.entity.kind == "ORG" for spelling in spellings)  # "via Facebook"
        body = body and first == at + 1
        if words[first].capital and words[first].norm not in name_words("none") and not body:
            yield Span(at, run_end(cut_text, first, known), "LOC", "rule:street", 2)
