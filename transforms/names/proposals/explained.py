"""Names that a common noun before them explains: "il settimanale …", "il libro …", "(ASN)"."""

import re
from collections.abc import Iterator, Sequence

from transforms.contract import EntityKind
from transforms.names.proposals.evidence import bearer, in_province, is_thing
from transforms.names.proposals.shapes import run_end
from transforms.names.text import NameSpan, NameText
from transforms.names.words import ARTICLES, SMALL, given_names, name_words, titles

#: A report is signed in so many code points at its end, by signs of so many letters.
_SIGNED, _SIGN = 40, 4
_SIGNATURE = re.compile(r"(?:^|[.!?»”\"]\s|\n)\(?([A-Za-z]{2,4}(?:[-/][A-Za-z]{2,9})+)\)?\.?\s*$")
_MARKS = {'"': '"', "“": "”", "«": "»", "„": "“"}
_NO_DETERMINERS = frozenset(("che", "come", "ma", "se", "non", "ha", "si", "e", "ed", "o", "od", "a", "ad", "da"))
#: No title of a work and no name of a paper is longer than this.
_MARKED = 8
#: A title stands at most so many words behind the noun of the work.
_BACK = 6
#: An acronym is looked for in so many words before it.
_SPELT = 12


def noun_spans(text: NameText) -> Iterator[NameSpan]:
    """Bodies named behind the noun that says what they are: "il settimanale Le Courrier", "del quotidiano «Domani»".

    An unknown name only, unless it stands in marks.
    """
    words = text.words
    for at in range(1, len(words) - 1):
        if words[at].capital or text.norms[at] not in name_words("body_noun") or not _determines(text.norms[at - 1]):
            continue
        first = _behind(text, at)
        if first >= len(words) or not words[first].capital or text.norms[first] in given_names():
            continue
        if len(words[first].text) == 1 and not text.goes_on(first + 1):
            continue  # "il gruppo A"
        between = text.between(first - 1, first)
        if between in _MARKS:
            last = _marked_end(text, first, between)
            if last:
                yield NameSpan(first, last, "ORG", "rule:noun")
        elif not between and text.gaps[first] is not None:
            last = run_end(text, first)
            person = (at for at in range(first + 1, last - 1) if text.norms[at] in given_names())
            last = next(person, last)
            sure = [end for end, spelling in text.spellings(first) if spelling.sure]
            if not sure or (text.norms[first] in ARTICLES and max(sure) < last):
                yield NameSpan(first, last, "ORG", "rule:noun")


def sited_spans(text: NameText) -> Iterator[NameSpan]:
    """Places named right behind the noun that says what they are: "in località La Zefira", "il torrente Gradna"."""
    words, sites = text.words, name_words("site")
    for at, word in enumerate(words[:-1]):
        named = word.norm in sites and text.gaps[at + 1] == "" and words[at + 1].capital
        if named and text.norms[at + 1] not in titles():
            yield NameSpan(at + 1, run_end(text, at + 1), "LOC", "rule:site")


def _determines(word: str) -> bool:
    return (word in SMALL and word not in _NO_DETERMINERS) or word in name_words("before_noun")


def _behind(text: NameText, at: int) -> int:
    """Index after a body noun, "di stampa" and its adjectives."""
    words = text.words
    first = at + 1
    if text.joined(first + 1) and words[first].norm in ("di", "d") and not words[first + 1].capital:
        first += 2
    while first - at < 5 and text.joined(first) and not words[first].capital and text.adjective(first):
        first += 1
    return first


def _marked_end(text: NameText, first: int, mark: str) -> int:
    """Index after the last word inside the marks that open before word `first`; 0: they do not close soon."""
    for at in range(first, min(first + _MARKED, len(text.words))):
        if text.raw.startswith(_MARKS[mark], text.words[at].end):
            return at + 1
    return 0


def named_after(text: NameText, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Bodies and places that bear a person's name: "il liceo Anna Rossi", "Ospedale Papa Luciani"."""
    found: list[NameSpan] = []
    for span in spans:
        noun = bearer(text, span.first) if span.kind == "PER" else -1
        if noun < 0:
            continue
        kind: EntityKind = "ORG" if text.norms[noun] in name_words("bears_org") else "LOC"
        first = noun if text.words[noun].capital else span.first
        found.append(NameSpan(first, span.last, kind, "rule:named_after"))
    return found


def thing_ranges(text: NameText) -> Iterator[tuple[int, int]]:
    """Ranges of words that name no person, body or place.

    The title of a work ("il libro «Vita di Rossi»"), the sign of a province ("Bertolara (MI)"), the state in
    "procuratore della Repubblica".
    """
    words = text.words
    work_at = -_BACK - 1
    for at, word in enumerate(words):
        if not word.capital:
            work_at = at if word.norm in name_words("work") else work_at
            work_at = -_BACK - 1 if word.norm in name_words("body_noun") else work_at
            continue
        if (
            text.joined(at + 1)
            and text.gaps[at + 1] == "-"
            and text.norms[at + 1] in text.known.persons
            and is_thing(text, at)
        ):
            yield at, at + 2  # "la legge Rossi-Bruni"
        sign = at and in_province(text, at) and words[at - 1].capital
        if sign or (word.norm == "repubblica" and text.owned_by(at) in name_words("of_state")):
            yield at, at + 1
        last = _work_end(text, at, work_at) if at - work_at <= _BACK else 0
        if last:
            yield at, last


def signature_ranges(text: NameText) -> Iterator[tuple[int, int]]:
    """Ranges of the short signs of those who wrote and sent a report, at its very end: "(Lab/Adnkronos)", "Red/Cro"."""
    start = max(0, len(text.raw) - _SIGNED)
    found = _SIGNATURE.search(text.raw, start)
    if found is None:
        return
    for at in range(len(text.words) - 1, -1, -1):
        if text.words[at].start < found.start(1):
            return
        if len(text.words[at].text) <= _SIGN:
            yield at, at + 1


def _work_end(text: NameText, at: int, work_at: int) -> int:
    """Index after the title in marks that begins at `at`; 0: it is none."""
    if any(mark in text.raw[text.words[work_at].end : text.words[at - 1].end] for mark in ".\n;»”"):
        return 0
    opened = text.between(at - 1, at).strip(" ,:")
    return _marked_end(text, at, opened) if opened in _MARKS else 0


def acronym_spans(text: NameText) -> Iterator[NameSpan]:
    """Bodies whose initials stand in brackets behind them: "Autorité de sûreté nucléaire (ASN)"."""
    words, links = text.words, SMALL | name_words("foreign_link")
    for at in range(2, len(words)):
        if not is_acronym(text, at):
            continue
        letters = [letter for letter in text.norms[at] if letter.isalpha()]
        first, wanted = at - 1, len(letters) - 1
        while first >= 0 and at - first <= _SPELT and wanted >= 0:
            here = words[first]
            if here.norm[0] == letters[wanted] and (here.capital or here.norm not in links):
                wanted -= 1
            elif here.norm not in links:
                break
            if wanted < 0 or text.gaps[first] not in ("", "-", "'"):
                break
            first -= 1
        if wanted < 0 and at - first > 1 and words[first].capital and text.norms[first] not in given_names():
            yield NameSpan(first, at, "ORG", "rule:acronym")


def is_acronym(text: NameText, at: int) -> bool:
    """Whether word `at` stands alone in brackets and is written like an acronym: "(ASN)", "(C3S)", "(Iss)"."""
    word = text.words[at]
    bracketed = text.raw[word.start - 1 : word.start] == "(" and text.raw.startswith(")", word.end)
    return bracketed and word.capital and 1 < len(word.text) < 9 and word.norm not in name_words("none")
