"""Where names stand: spans from the reference tables, from the model and from rules, before one is chosen.

All spans are half-open ranges of words (`transforms.name_words`), so that apostrophes and quotation marks never
enter a name; `tail` is what belongs to a spelling behind its last word ("Yahoo!").
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.gazetteer import Gazetteer, Known, gazetteer
from transforms.name_words import Word, fold, gap, opens_sentence, scan_words
from transforms.reference import read_reference

_LABELS: dict[str, EntityKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "PERSON": "PER"}
# Small words inside foreign and Italian surnames: "Ursula von der Leyen", "Antonio Di Pietro", "Osama bin Laden".
PARTICLES = frozenset(
    "de di da del della dei degli dello dal dalla d von van der den ter la le lo los las do dos du des el al bin ben ibn abu".split()
)
SMALL = frozenset(
    "a ad al allo alla ai agli alle all da dal dallo dalla dai dagli dalle dall di del dello della dei degli delle dell "
    "d in nel nello nella nei negli nelle nell su sul sullo sulla sui sugli sulle sull con col coi per tra fra e ed o od il lo la i "
    "gli le l un uno una che come ma se non è ha si".split()
)
# No name is longer than this; what is longer is a list or a line in title case.
MAX_WORDS = 12
_LOC_PREPOSITIONS = frozenset("a ad in".split())


@dataclass(frozen=True, slots=True)
class Span:
    """A possible name.

    Attributes:
        first, last: half-open range of word indices.
        rank: 3 reference table, 2 model, 1 rule; the higher wins where two are equally long.
        known: the spelling of the reference tables that it is, if any.
        opens: its capital may be due to its place at the start of a sentence.
    """

    first: int
    last: int
    kind: EntityKind
    rule: str
    rank: int
    known: Known | None = None
    tail: str = ""
    opens: bool = False


@dataclass(slots=True)
class NameText:
    """A text cut for naming: its words, the gap before each, and which of them only begin a sentence.

    `standing` holds the folded capitalised words that stand somewhere without a hyphen.
    """

    text: str
    words: list[Word]
    starts: list[int]
    gaps: list[str | None]
    opening: list[bool]
    standing: frozenset[str]

    def norm(self, first: int, last: int) -> str:
        """The folded words of a range, joined by blanks."""
        return " ".join(word.norm for word in self.words[first:last])

    def surface(self, span: Span) -> tuple[int, int]:
        """First and last offset of a span in the text."""
        return self.words[span.first].start, self.words[span.last - 1].end + len(span.tail)

    def joined(self, at: int) -> bool:
        """Whether word `at` can go on the name that word `at - 1` began."""
        between = self.gaps[at] if at else None
        if between in (".", ".-"):
            before = self.words[at - 1]
            return len(before.text) == 1 or before.norm in ("st", "jr", "mr", "dr")
        return between in ("", "-", "'")


def cut(text: str) -> NameText:
    """Cut a text for naming; linear in its length."""
    words = scan_words(text)
    gaps: list[str | None] = [None]
    gaps += [gap(text, left, right) for left, right in zip(words, words[1:], strict=False)]
    opening = [word.capital and opens_sentence(text, word) for word in words]
    gaps = gaps[: len(words)]
    hyphened = [between == "-" for between in [*gaps, None]]
    pairs = zip(words, hyphened, hyphened[1:], strict=False)
    standing = frozenset(word.norm for word, before, after in pairs if word.capital and not before and not after)
    return NameText(text, words, [word.start for word in words], gaps, opening, standing)


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it, folded, without the stop of the abbreviation."""
    return frozenset(fold(row["title"].rstrip(".").split(".")[0]) for row in read_reference("it/titles.csv", ("title",)))


@cache
def given_names() -> frozenset[str]:
    """First names, folded."""
    return frozenset(fold(row["name"]) for row in read_reference("it/given_names.csv", ("name",)))


@cache
def name_words(effect: str) -> frozenset[str]:
    """Words with one effect on names: org (opens the name of a body), place, thing (what it names is none), adj."""
    rows = read_reference("it/name_words.csv", ("word", "effect"))
    return frozenset(fold(row["word"]) for row in rows if row["effect"] == effect)


def known_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """All spellings of the reference tables in the text, and surnames that are known alone."""
    words = cut_text.words
    for at, word in enumerate(words):
        for last, spelling in known.matches(cut_text.text, words, at):
            tail = spelling.tail
            end = words[last - 1].end
            if tail and cut_text.text[end : end + len(tail)] != tail:
                tail = ""
            first = at
            while spelling.entity.kind == "PER" and first < last - 1 and words[first].norm in titles():
                first += 1
            yield Span(first, last, spelling.entity.kind, f"reference:{spelling.form or 'name'}", 3, spelling, tail, cut_text.opening[first])
        if word.capital and len(word.norm) > 2 and word.norm in known.surnames and _stands_alone(cut_text, at):
            yield Span(at, at + 1, "PER", "reference:surname", 1)


def _stands_alone(cut_text: NameText, at: int) -> bool:
    """Whether a surname is not part of a longer unknown name ("Trump Tower", "Melania Trump")."""
    words = cut_text.words
    if at + 1 < len(words) and cut_text.gaps[at + 1] == "" and words[at + 1].capital and not words[at + 1].shouted:
        return False
    before = words[at - 1] if at and cut_text.gaps[at] in ("", ".") else None
    return not (before and before.capital and before.norm not in titles() and not before.shouted and not cut_text.opening[at - 1])


def model_spans(cut_text: NameText, doc: Doc, known: Gazetteer) -> Iterator[tuple[Span | None, int, int, str]]:
    """The names that the model tags, trimmed to whole words: (span, start, end, "") or (None, start, end, reason)."""
    for ent in doc.ents:
        kind = _LABELS.get(ent.label_)
        if kind is None:
            continue
        first = bisect_left(cut_text.starts, ent.start_char)
        if first and cut_text.words[first - 1].end > ent.start_char:
            first -= 1
        last = bisect_left(cut_text.starts, ent.end_char)
        pieces = list(_pieces(cut_text, first, last, kind, known))
        found = False
        for start, end in pieces:
            trimmed = _trim(cut_text, start, end, kind)
            if trimmed is not None:
                found = True
                yield Span(*trimmed, kind, "model", 2), ent.start_char, ent.end_char, ""
        if not found:
            yield None, ent.start_char, ent.end_char, "common_noun"


def _pieces(
    cut_text: NameText, first: int, last: int, kind: EntityKind, known: Gazetteer
) -> Iterator[tuple[int, int]]:
    """Cut a tagged range where no name goes on: brackets, marks, line ends, the hyphen of a pair, "e" and "al"."""
    start = first
    for at in range(first + 1, last):
        between = cut_text.gaps[at]
        name_goes_on = between in ("", "-", "'", ".", "&", ".-", "!")
        pair = between == "-" and at == first + 1 and last == at + 1 and _is_pair(cut_text, at, known)
        word = cut_text.words[at]
        between_persons = kind == "PER" and word.norm in SMALL - PARTICLES and not word.capital and between == ""
        if not name_goes_on or pair or between_persons:
            yield start, at
            start = at
    if start < last:
        yield start, last


def _is_pair(cut_text: NameText, at: int, known: Gazetteer) -> bool:
    """Whether the words around a hyphen are two names: "Trump-Putin", "Roma-Milano"."""
    left, right = cut_text.words[at - 1], cut_text.words[at]
    if left.capital and right.capital and (left.norm in known.surnames or right.norm in known.surnames):
        return True
    return all(
        cut_text.words[index].norm in known.persons
        or cut_text.words[index].norm in cut_text.standing
        or any(last == index + 1 for last, _ in known.matches(cut_text.text, cut_text.words, index))
        for index in (at - 1, at)
    )


def _trim(cut_text: NameText, first: int, last: int, kind: EntityKind) -> tuple[int, int] | None:
    """Leave out titles, articles and prepositions at the edges; None when no capitalised word is left."""
    words = cut_text.words
    while first < last and not words[first].capital and not words[first].text[0].isdigit():
        if words[first].norm in PARTICLES and kind == "PER" and last - first > 1 and words[first].norm not in SMALL:
            break
        first += 1
    while first < last - 1 and kind == "PER" and words[first].norm in titles():
        first += 1
    while last > first and words[last - 1].norm in SMALL and not words[last - 1].capital:
        last -= 1
    while last > first + 1 and _trailing(cut_text, first, last - 1, kind):
        last -= 1
    if first >= last or last - first > MAX_WORDS or not any(word.capital for word in words[first:last]):
        return None
    return first, last


_ADJECTIVE_ENDS = ("ale", "ali", "are", "ico", "ica", "ici", "iche", "ivo", "iva", "ario", "aria", "ano", "ana", "ese", "ista", "oso", "osa")


def _trailing(cut_text: NameText, first: int, at: int, kind: EntityKind) -> bool:
    """Whether a lower-case word at the end is no part of the name: "ONU subordinò", "Putin ieri"."""
    word, before = cut_text.words[at], cut_text.words[at - 1]
    if word.capital or cut_text.gaps[at] in ("-", "'") or word.text[0].isdigit():
        return False
    if kind == "PER":
        return True
    if word.norm == "of":
        return True
    within = before.norm in SMALL or before.norm in PARTICLES
    adjective = word.norm in name_words("adj") or word.norm in gazetteer().demonyms or word.norm.endswith(_ADJECTIVE_ENDS)
    return not (adjective or within and at - first > 1)


def run_spans(cut_text: NameText, *, alone: bool) -> Iterator[Span]:
    """Names by their shape: capitalised words behind a title, behind a first name, behind the head word of a body.

    Args:
        alone: no model has read the text, so that weaker shapes count too.
    """
    words = cut_text.words
    at = 0
    while at < len(words):
        if not words[at].capital or words[at].shouted and _shouted_line(cut_text, at):
            at += 1
            continue
        last = _run_end(cut_text, at)
        yield from _read_run(cut_text, at, last, alone)
        at = max(last, at + 1)


def _shouted_line(cut_text: NameText, at: int) -> bool:
    """Whether the neighbours are in capitals too, so that capitals say nothing."""
    near = cut_text.words[max(0, at - 2) : at + 3]
    return sum(word.shouted for word in near) >= 3


def _run_end(cut_text: NameText, at: int) -> int:
    """Index after the run of capitalised words that begins at `at`, particles between them included."""
    words = cut_text.words
    last = at + 1
    while last < len(words) and last - at < MAX_WORDS and cut_text.joined(last):
        if words[last].capital and cut_text.gaps[last] == "-" and _is_pair(cut_text, last, gazetteer()):
            break
        if words[last].capital or cut_text.gaps[last] == "-":
            last += 1
            continue
        small = last
        while small < len(words) and small - last < 3 and words[small].norm in PARTICLES and cut_text.joined(small):
            small += 1
        inside = small > last and small < len(words) and words[small].capital and cut_text.joined(small)
        if not inside or words[last].norm not in _PERSON_PARTICLES:
            break
        last = small + 1
    return last


_PERSON_PARTICLES = frozenset("de von van der den ter do dos du bin ben ibn abu al el".split())


def _read_run(cut_text: NameText, first: int, last: int, alone: bool) -> Iterator[Span]:
    words = cut_text.words
    before = words[first - 1] if first and cut_text.gaps[first] in ("", ".", "'") else None
    titled = before is not None and before.norm in titles()
    while first < last - 1 and (
        words[first].norm in titles() or _office(words[first], before) or _other_name(cut_text, first)
    ):
        titled = titled or words[first].norm in titles() or words[first].norm in name_words("office")
        before, first = words[first], first + 1
    head = words[first]
    if head.norm in name_words("org") and (last - first > 1 or alone):
        return
    if words[last - 1].norm in name_words("tail") and last - first > 1:
        yield Span(first, last, "ORG", "rule:tail", 1)
        return
    if head.norm in name_words("place"):
        if last - first > 1 and (alone or not cut_text.opening[first]):
            yield Span(first, last, "LOC", "rule:place_word", 1)
        return
    named_thing = head.norm in name_words("thing") or before is not None and before.norm in name_words("thing")
    if head.norm in SMALL or named_thing:
        return
    if last - first > 1 and head.norm in given_names():
        yield Span(first, last, "PER", "rule:given_name", 1)
    elif titled and head.norm not in gazetteer().demonyms:
        yield Span(first, last, "PER", "rule:title", 1)
    elif alone and (not cut_text.opening[first] or last - first > 1):
        yield from _guess(cut_text, first, last, before)


def _roman(word: str) -> bool:
    """Whether a word is a Roman or Arabic numeral."""
    return all(letter in "IVXLCDM0123456789" for letter in word)


def _office(word: Word, before: Word | None) -> bool:
    """Whether a word is the field of an office rather than a name: "il ministro degli Esteri Mario Rossi"."""
    return word.norm in name_words("office") and before is not None and before.norm in SMALL


def _other_name(cut_text: NameText, at: int) -> bool:
    """Whether a word is the name of a body or place set before a person: "il presidente Usa Mario Rossi"."""
    if cut_text.words[at].norm in given_names():
        return False
    spellings = [known for last, known in gazetteer().matches(cut_text.text, cut_text.words, at) if last == at + 1]
    return any(known.entity.kind != "PER" and known.form in ("", "exact") for known in spellings)


def _guess(cut_text: NameText, first: int, last: int, before: Word | None) -> Iterator[Span]:
    """Without a model: what a capitalised run most likely is."""
    head = cut_text.words[first]
    if head.norm in gazetteer().demonyms or head.norm in name_words("none") or _roman(head.text):
        return
    if last - first == 1 and head.shouted and 2 < len(head.text) < 8:
        yield Span(first, last, "ORG", "rule:acronym", 1)
    elif before is not None and before.norm in _LOC_PREPOSITIONS:
        yield Span(first, last, "LOC", "rule:preposition", 1)
    elif 1 < last - first < 4 and not cut_text.opening[first]:
        yield Span(first, last, "PER", "rule:capitals", 1)


def street_spans(cut_text: NameText) -> Iterator[Span]:
    """Streets, squares, bridges: "via Garibaldi", "piazza della Scala"; the lower-case word belongs to the name."""
    words = cut_text.words
    for at, word in enumerate(words[:-1]):
        if word.capital or word.norm not in name_words("street"):
            continue
        first = at + 1
        if words[first].norm in ("del", "della", "dei", "delle", "dell", "di") and word.norm in ("via", "piazza", "viale"):
            first += 1
        if first >= len(words) or not words[first].capital or cut_text.gaps[first] not in ("", "'"):
            continue
        if cut_text.joined(at + 1) and words[first].norm not in name_words("none") and not _is_body(cut_text, first):
            yield Span(at, _run_end(cut_text, first), "LOC", "rule:street", 2)


def _is_body(cut_text: NameText, at: int) -> bool:
    """Whether a known organisation begins at a word: "via Facebook"."""
    return any(known.entity.kind == "ORG" for _, known in gazetteer().matches(cut_text.text, cut_text.words, at))


def state_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """"Repubblica di Grecia", "Regione della Macedonia": a state or region named with a place of the tables."""
    words = cut_text.words
    for at, word in enumerate(words[:-2]):
        heads = word.capital and (word.norm in name_words("state") or word.norm in name_words("region"))
        if not heads or words[at + 1].norm not in _BODY_LINKS | {"of"} or not cut_text.joined(at + 1) or not cut_text.joined(at + 2):
            continue
        first = at
        while word.norm in ("republic", "kingdom") and first and words[first - 1].capital and cut_text.gaps[first] == "":
            first -= 1
        for last, spelling in known.matches(cut_text.text, words, at + 2):
            if spelling.entity.kind == "LOC":
                yield Span(first, last, "LOC", f"rule:{'state' if word.norm in name_words('state') else 'region'}", 2)


def body_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """Bodies by their head word: "Ministero dell'Interno", "Università di Pavia", "Polizia britannica"."""
    words = cut_text.words
    for at, word in enumerate(words):
        if not word.capital or word.norm not in name_words("org") or _shouted_line(cut_text, at):
            continue
        last = _body_end(cut_text, at, known)
        if last > at + 1 and not _body_and_person(cut_text, at):
            yield Span(at, last, "ORG", "rule:body", 1)


def _body_and_person(cut_text: NameText, at: int) -> bool:
    """"Il presidente della Fondazione Anna Rossi": the person presides, the body is not named after her."""
    words = cut_text.words
    titled = at > 1 and words[at - 1].norm in SMALL and words[at - 2].norm in titles()
    return titled and at + 1 < len(words) and cut_text.gaps[at + 1] == "" and words[at + 1].norm in given_names()


def _body_end(cut_text: NameText, at: int, known: Gazetteer) -> int:
    words = cut_text.words
    last = at + 1
    while last < len(words) and last - at < MAX_WORDS and cut_text.joined(last) and cut_text.gaps[last] != ".":
        word = words[last]
        if word.capital and (word.norm not in titles() or cut_text.gaps[last] == "'"):
            last += 1
        elif word.norm in name_words("adj") or word.norm in known.demonyms:
            last += 1
        elif word.norm == "per" and (purpose := _purpose_end(cut_text, last)):
            return purpose
        elif word.norm in _BODY_LINKS and last + 1 < len(words) and cut_text.joined(last + 1):
            follows = words[last + 1]
            if not follows.capital:
                break
            last += 2
        else:
            break
    return last


def _purpose_end(cut_text: NameText, at: int) -> int:
    """Index after "per la caccia alle balene", "per la pace e l'ordine", that begins at `at`; 0 when it is none."""
    words = cut_text.words
    end = at
    for links in (("la", "il", "lo", "l", "i", "gli", "le"), _SECOND_LINKS):
        needed = 1 if links is _SECOND_LINKS else 2
        if end + needed >= len(words) or not all(cut_text.joined(end + step) for step in range(1, needed + 1)):
            break
        if links is _SECOND_LINKS:
            link = end
            article = words[link + 1].norm in ("la", "il", "lo", "l", "i", "gli", "le")
            if words[link].norm == "e" and article and link + 2 < len(words):
                link += 1
            elif words[link].norm not in _SECOND_LINKS:
                break
        else:
            link = end + 1
            if words[link].norm not in links:
                return 0
        noun = words[link + 1]
        if noun.norm in _NO_PURPOSE or not cut_text.joined(link + 1) or noun.norm in SMALL:
            return 0 if link == at + 1 else end
        end = link + 2
        while end < len(words) and cut_text.joined(end) and words[end].norm.endswith(_ADJECTIVE_ENDS) and not words[end].capital:
            end += 1
        if end >= len(words) or not cut_text.joined(end):
            break
    return end if end > at else 0


_SECOND_LINKS = ("e", "di", "del", "della", "dei", "degli", "delle", "dell", "alle", "alla", "al", "ai", "agli", "all")
_NO_PURPOSE = frozenset(("prima", "seconda", "terza", "quale", "cui", "sua", "suo", "loro", "quanto", "stessa", "stesso", "fine", "momento"))
_BODY_LINKS = frozenset("di del dello della dei degli delle dell d per".split())
