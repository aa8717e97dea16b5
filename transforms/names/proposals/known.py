"""Where names stand that the reference tables know or the model tags, before one reading is chosen."""

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.names.gazetteer import Gazetteer
from transforms.names.text import ARTICLES, MAX_WORDS, OF, PARTICLES, SMALL, NameText, Span, name_words, titles

_LABELS: dict[str, EntityKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "PERSON": "PER"}
_MARKS = ('"', "“", "”", "«", "»", "'")
_RELIGIOUS = ("don", "suor", "fra")  # part of the name: "don Zeno"
_DOMAINS = ("com", "org", "net", "it", "eu", "tv")
_ABBREVIATED = frozenset(("inc", "ltd", "corp", "co", "jr", "sr", "bros", "spa"))
_GOES_ON = ("", "-", "'", ".", "&", ".-", "!")


def known_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """All spellings of the reference tables in the text, and surnames that are known alone."""
    words = cut_text.words
    for at, word in enumerate(words):
        spellings = cut_text.spellings(at, known) if word.norm in known.trie else ()
        for last, spelling in spellings:
            end = words[last - 1].end
            tail = spelling.tail if cut_text.text.startswith(spelling.tail, end) else ""
            first = at
            while spelling.entity.kind == "PER" and first < last - 1 and words[first].norm in titles():
                first += 1
            rule = f"reference:{spelling.form or 'name'}"
            yield Span(
                first, last, spelling.entity.kind, rule, 3, spelling, spelling.head, tail, cut_text.opening[first]
            )
        if word.capital and len(word.norm) > 2 and word.norm in known.surnames and _stands_alone(cut_text, at):
            yield Span(at, at + 1, "PER", "reference:surname", 1)


def _stands_alone(cut_text: NameText, at: int) -> bool:
    """Whether a surname is not part of a longer unknown name ("Trump Tower", "Melania Trump")."""
    words = cut_text.words
    follows = words[at + 1] if at + 1 < len(words) and cut_text.gaps[at + 1] == "" else None
    if follows is not None and follows.capital and not follows.shouted:
        return False
    before = cut_text.before(at)
    if before is None or not before.capital or before.shouted:
        return True
    return before.norm in titles() or cut_text.opening[at - 1]


def model_spans(cut_text: NameText, doc: Doc, known: Gazetteer) -> Iterator[tuple[Span | None, int, int]]:
    """The names that the model tags, trimmed to whole words: (span, start, end) of the tag; None: no name is left."""
    for ent in doc.ents:
        kind = _LABELS.get(ent.label_)
        if kind is None:
            continue
        first = bisect_left(cut_text.starts, ent.start_char)
        if first and cut_text.words[first - 1].end > ent.start_char:
            first -= 1
        last = bisect_left(cut_text.starts, ent.end_char)
        trimmed = [_trim(cut_text, *piece, kind, known) for piece in _pieces(cut_text, first, last, kind, known)]
        spans = [
            Span(*piece, kind, "model", 2, tail=_stop(cut_text, piece[1])) for piece in trimmed if piece is not None
        ]
        if not spans:
            yield None, ent.start_char, ent.end_char
        for span in spans:
            yield span, ent.start_char, ent.end_char


def _stop(cut_text: NameText, last: int) -> str:
    """The stop that belongs to a name's last word: "Right Media Inc."."""
    word = cut_text.words[last - 1]
    return "." if word.norm in _ABBREVIATED and cut_text.text.startswith(".", word.end) else ""


def _pieces(cut_text: NameText, first: int, last: int, kind: EntityKind, known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Cut a tagged range where no name goes on: brackets, line ends, the hyphen of a pair, "e" and "al", an amount."""
    start = first
    for at in range(first + 1, last):
        between, word = cut_text.gaps[at], cut_text.words[at]
        pair = between == "-" and at == first + 1 and last == at + 1 and is_pair(cut_text, at, known)
        # "Bashar al Assad", "Plinio il Vecchio"
        inner = word.norm in PARTICLES | {"il"} and at + 1 < last and cut_text.words[at + 1].capital
        two_persons = kind == "PER" and word.norm in SMALL and not (inner or word.capital) and between == ""
        if word.text[0].isdigit() and between == "" and cut_text.words[at - 1].norm in SMALL:
            yield start, at  # "Difesa di 32 Paesi"
            return
        byname = kind == "PER" and between in _MARKS and last - first > 2  # Giuseppe "Pippo" Calò
        if (between not in _GOES_ON and not byname) or pair or two_persons:
            yield start, at
            start = at
    if start < last:
        yield start, last


def is_pair(cut_text: NameText, at: int, known: Gazetteer) -> bool:
    """Whether the words around the hyphen before word `at` are two names: "Trump-Putin", "Roma-Milano"."""
    left, right = cut_text.words[at - 1], cut_text.words[at]
    if left.capital and right.capital and (left.norm in known.surnames or right.norm in known.surnames):
        return True
    return all(
        cut_text.words[index].norm in known.persons
        or cut_text.words[index].norm in cut_text.standing
        or any(last == index + 1 for last, _ in cut_text.spellings(index, known))
        for index in (at - 1, at)
    )


def _trim(cut_text: NameText, first: int, last: int, kind: EntityKind, known: Gazetteer) -> tuple[int, int] | None:
    """Leave out titles, articles and prepositions at the edges; None when no capitalised word is left."""
    words = cut_text.words
    while first < last and not words[first].capital and not words[first].text[0].isdigit():
        particle = words[first].norm in PARTICLES - SMALL or words[first].norm in _RELIGIOUS
        # "università di Nottingham", but not "partito Baath"
        complement = last - first > 2 and words[first + 1].norm in OF
        body = kind == "ORG" and complement and words[first].norm in name_words("org")
        if (body or (particle and kind == "PER")) and last - first > 1:
            break
        first += 1
    while first < last - 1 and kind == "PER" and words[first].norm in titles():
        first += 1
    while last > first and words[last - 1].norm in SMALL and not words[last - 1].capital:
        last -= 1
    while last > first + 1 and _trailing(cut_text, first, last - 1, kind, known):
        last -= 1
    if first >= last or last - first > MAX_WORDS or not any(word.capital for word in words[first:last]):
        return None
    return first, last


def _trailing(cut_text: NameText, first: int, at: int, kind: EntityKind, known: Gazetteer) -> bool:
    """Whether a lower-case word at the end is no part of the name: "ONU subordinò", "Putin ieri"."""
    word, before = cut_text.words[at], cut_text.words[at - 1]
    if word.capital or cut_text.gaps[at] in ("-", "'") or word.text[0].isdigit():
        return False
    if cut_text.gaps[at] == "." and word.norm in _DOMAINS:
        return False
    if kind == "PER" or word.norm == "of":
        return True
    link = cut_text.words[at - 2].norm if before.norm in ARTICLES and at - first > 2 else before.norm
    complement = at - first > 1 and (link in OF or link in ("per", "e", "alle", "alla", "al", "ai"))
    return not (cut_text.adjective(at, known) or complement)
