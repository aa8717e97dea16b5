"""Names by their shape: capitalised words behind a title, behind a first name, behind "via" or "piazza".

With a model these only fill its gaps; without one they carry the naming and weaker shapes count too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from transforms.language import ADVERBS, AUXILIARIES, words_of
from transforms.names.proposals.known import is_pair
from transforms.names.proposals.roads import course_end, is_sign
from transforms.names.scan import Word
from transforms.names.text import MAX_WORDS, NameSpan, NameText
from transforms.names.words import (
    ARTICLES,
    ELIDED_PARTICLES,
    NAMED_DAYS,
    OF,
    PARTICLES,
    SMALL,
    given_names,
    name_words,
    titles,
)

#: Adjectives of towns, and what stands before them where they name the land around.
_AREA = re.compile(r"[a-z]{3,}(?:ese|ano|asco|otto)")
_WITHIN = frozenset(("nel", "nell"))
#: Nouns whose name may hold "di": a stadium is rather one of a town.
_STREETS = words_of("via viale piazza piazzale corso largo vicolo")
#: Words that begin a sentence rather than stand as a surname.
_OPENERS = SMALL | ADVERBS | AUXILIARIES
#: Words with these effects are nobody's surname.
_NO_SURNAME = ("none", "org", "place", "event")
#: Particles after which a person's name goes on even in lower case.
_INNER = PARTICLES - OF - SMALL | {"de"}
_SMALL_ALONE = SMALL - PARTICLES


def run_spans(text: NameText, *, alone: bool) -> Iterator[NameSpan]:
    """Persons, places and bodies that their capitals and the words around them show.

    Args:
        text: the text, cut for naming.
        alone: no model has read the text.
    """
    at = 0
    while at < len(text.words):
        if not text.words[at].capital or (text.words[at].shouted and text.shouted_line(at)):
            at += 1
            continue
        last = run_end(text, at)
        yield from _read_run(text, at, last, alone)
        at = max(last, at + 1)


def run_end(text: NameText, at: int) -> int:
    """Index after the run of capitalised words that begins at `at`, particles between them included."""
    words = text.words
    last = at + 1
    while last < len(words) and last - at < MAX_WORDS and text.joined(last):
        hyphen = text.gaps[last] == "-"
        if words[last].capital and hyphen and is_pair(text, last):
            break
        if words[last].capital or hyphen:
            last += 1
            continue
        small = last
        while small < len(words) and small - last < 3 and words[small].norm in PARTICLES and text.joined(small):
            small += 1
        if small == last or not text.goes_on(small) or words[last].norm not in _INNER:
            break
        last = small + 1
    return last


def _read_run(text: NameText, first: int, last: int, alone: bool) -> Iterator[NameSpan]:
    """What a run of capitalised words names, if its shape tells."""
    norms, before = text.norms, text.before(first)
    titled = before is not None and before.norm in titles()
    places = (end for end, found in text.spellings(first) if found.entity.kind == "LOC" and not found.form)
    if len(norms[first]) > 1:  # no initials, as of "G. B. Melzi"
        first = next((end for end in places if first + 1 < end < last), first)  # "Reggio Emilia Luca Rossi"
    while first < last - 1 and _leaves(text, first, before):
        titled = titled or norms[first] in titles() or norms[first] in name_words("office")
        before, first = text.words[first], first + 1
    while last - first > 1 and norms[last - 1] in ARTICLES:
        last -= 1  # "Claude Monet Le Havre dipinge": a new phrase
    head, several = norms[first], last - first > 1
    thing = head in name_words("thing") or (before is not None and before.norm in name_words("thing"))
    if head in name_words("org") and (several or alone) and not (several and head in given_names()):
        return  # `bodies` reads these
    if several and norms[last - 1] in name_words("tail"):
        yield NameSpan(first, last, "ORG", "rule:tail")
    elif (head in name_words("place") and head not in given_names()) or thing:
        if several and not thing and alone:
            yield NameSpan(first, last, "LOC", "rule:place_word")
    elif titled and head in SMALL and _has_particle(text, first, last):
        yield NameSpan(first, last, "PER", "rule:particle")
    elif head not in SMALL or _elided(text, first, several):
        yield from _read_person(text, NameSpan(first, last, "PER", "rule:title"), titled, alone)


def _has_particle(text: NameText, first: int, last: int) -> bool:
    """Whether a run begins with the particle of a surname: "il pm Degli Orti", "il sindaco Lo Monte".

    Models part it from its surname as if it were an article.
    """
    return last - first == 2 and text.words[first + 1].capital and not text.opening[first]


def _elided(text: NameText, first: int, several: bool) -> bool:
    """Whether a run begins with the particle of a surname: "Dell'Olmo"; at the head of a sentence it is an article."""
    return several and text.gaps[first + 1] == "'" and text.norms[first] in ELIDED_PARTICLES and not text.opening[first]


def initialled(text: NameText, span: NameSpan) -> bool:
    """Whether a run is a surname behind initials: "G. B. Melzi", "G. Melzi"; not "S. Vito", "P. Iva", "d.C. Poi"."""
    words = text.words[span.first : span.last]
    surname = words[-1]
    if span.size < 2 or not all(len(word.text) == 1 for word in words[:-1]) or not surname.text[1:].islower():
        return False
    if span.size > 2 or text.gaps[span.first] == ".":
        return span.size > 2
    before = text.before(span.first)
    ends = surname.norm in _OPENERS or text.raw[words[0].start - 1 : words[0].start] == "°"  # "a 15 °C. Sono"
    lettered = before is not None and not before.capital and before.norm not in SMALL | titles()  # "in scala B. Oggi"
    stop = text.raw.startswith(".", words[0].end) and not ends and not lettered
    return stop and words[0].norm != "s" and not any(surname.norm in name_words(effect) for effect in _NO_SURNAME)


def _read_person(text: NameText, span: NameSpan, titled: bool, alone: bool) -> Iterator[NameSpan]:
    """A run that names a person by its first name or the title before it; without a model also by its shape."""
    head = text.norms[span.first]
    if span.size > 1 and head in given_names() and text.norms[span.first + 1] not in titles():  # "Santo Padre"
        yield replace(span, rule="rule:given_name")
    elif initialled(text, span):
        yield replace(span, rule="rule:initials")
    elif (
        titled
        and (
            alone
            or text.personally_titled(span.first)
            or (span.size == 1 and not text.words[span.first].shouted and text.titled_alone(span.first))
            or _elided(text, span.first, span.size > 1)
        )  # models part "Dell'Olmo" as if it were an article
        and head not in text.known.demonyms
        and head not in _no_surnames()
    ):
        yield span
    elif alone and (span.size > 1 or not text.opening[span.first]):
        yield from _guess(text, span)


@cache
def _no_surnames() -> frozenset[str]:
    """Words behind a title that name nobody: peoples, and what goes on an office ("Commissario Straordinario")."""
    return titles() | name_words("people") | name_words("adj") | name_words("role_adjective")


def _leaves(text: NameText, at: int, before: Word | None) -> bool:
    """Whether the first word of a run is no part of the name behind it: a title, an office, a body or place.

    "Presidente Rossi", "il ministro degli Esteri Rossi", "il presidente Usa Rossi", "Parla Anna Rossi".
    """
    word, follows = text.words[at], text.norms[at + 1]
    if text.gaps[at + 1] == "'" and word.norm in ELIDED_PARTICLES and not text.opening[at]:
        return False  # "Dell'Olmo"
    if word.norm in titles() or (follows in titles() and text.joined(at + 2)):
        return True  # "Presidente Rossi", "Primo Ministro Rossi"
    if text.opening[at] and (word.norm in ARTICLES or word.norm in _SMALL_ALONE):
        return True
    if word.norm in NAMED_DAYS and follows in text.known.surnames:
        return True  # "Domenica Meloni sarà a Bari"
    if text.opening[at] and len(follows) == 1 and text.joined(at + 2) and text.gaps[at + 2] == ".":
        return word.norm not in given_names()  # "Assolto G. Rossi"
    heads = word.norm in name_words("place") or word.norm in name_words("org") or word.norm in given_names()
    if follows in given_names() and not heads and text.joined(at + 2) and len(word.text) > 1:
        return text.words[at + 2].capital
    if word.norm in name_words("office") and before is not None and before.norm in SMALL:
        return True
    if word.norm in given_names():
        return False
    spellings = [spelling for last, spelling in text.spellings(at) if last == at + 1]
    return any(spelling.entity.kind != "PER" and spelling.sure for spelling in spellings)


def _guess(text: NameText, span: NameSpan) -> Iterator[NameSpan]:
    """Without a model: what a capitalised run most likely is."""
    head, before = text.words[span.first], text.before(span.first)
    numeral = all(letter in "IVXLCDM0123456789" for letter in head.text)
    if head.norm in text.known.demonyms or head.norm in name_words("none") or numeral:
        return
    if span.size == 1 and head.shouted and 2 < len(head.text) < 8:
        yield replace(span, kind="ORG", rule="rule:capitals")
    elif before is not None and before.norm in ("a", "ad", "in"):
        yield replace(span, kind="LOC", rule="rule:preposition")
    elif 1 < span.size < 4 and not text.opening[span.first]:
        yield replace(span, rule="rule:capitals")


def street_spans(text: NameText) -> Iterator[NameSpan]:
    """Streets, squares, bridges: "via Garibaldi", "piazza della Scala"; the lower-case word belongs to the name."""
    words = text.words
    for at, word in enumerate(words[:-1]):
        first = behind = _behind_street(text, at)
        if not first:
            continue
        if words[first].norm in OF and word.norm in ("via", "piazza", "viale") and text.joined(first + 1):
            first += 1
        spellings = (spelling for _, spelling in text.spellings(first) if spelling.sure)
        body = first == behind and any(spelling.entity.kind == "ORG" for spelling in spellings)  # "via Facebook"
        sent = word.norm == "via" and words[first].norm in name_words("none")  # "via SMS"
        no_street = sent or words[first].norm in name_words("no_street")
        if words[first].capital and not no_street and not body:
            end = course_end(text, first) if is_sign(text, first) else run_end(text, first)
            signed = word.norm == "autostrada" and is_sign(text, first)  # the sign says it: "l'autostrada A99"
            end = _street_end(text, end) if word.norm in _STREETS else end
            yield NameSpan(first if signed else at, end, "LOC", "rule:street")


def _street_end(text: NameText, end: int) -> int:
    """Index after the name of a street, with "di" and what no table knows behind it: "via Poggio di Sotto".

    "Piazza Duomo di Trento" and "la piazza San Carlo di Anna Rossi" end before "di".
    """
    if not (text.joined(end) and text.norms[end] in OF and text.goes_on(end + 1)):
        return end
    known = text.norms[end + 1] in given_names() or any(True for _ in text.spellings(end + 1))
    return end if known else run_end(text, end + 1)


def _behind_street(text: NameText, at: int) -> int:
    """Index after "via", "piazza", "p.zza" or "V.le" at word `at`; 0: it is none of them."""
    word = text.words[at]
    if len(word.text) == 1 and text.gaps[at + 1] == "." and at + 2 < len(text.words):
        short = f"{word.norm}.{text.norms[at + 1]}" in name_words("street")
        return at + 2 if short and text.gaps[at + 2] == "" else 0
    return at + 1 if not word.capital and word.norm in name_words("street") and text.joined(at + 1) else 0


def area_spans(text: NameText) -> Iterator[NameSpan]:
    """The land around a town, named by its adjective: "sequestri nel Lucchese"."""
    for at, word in enumerate(text.words):
        if word.capital and not text.goes_on(at + 1) and _is_area(text, at):
            yield NameSpan(at, at + 1, "LOC", "rule:area")


def _is_area(text: NameText, at: int) -> bool:
    before = text.before(at)
    if before is None or before.norm not in _WITHIN or _AREA.fullmatch(text.norms[at]) is None:
        return False
    return not any(last == at + 1 and known.entity.kind == "LOC" for last, known in text.spellings(at))  # "nel Varese"
