"""Where names stand that the reference tables know or the model tags, before one reading is chosen."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.language import IN, words_of
from transforms.names.text import MAX_WORDS, NameSpan, NameText
from transforms.names.words import NAMED_DAYS, OF, OFFICES_OF_STATE, PARTICLES, SMALL, name_words, titles

_LABELS: dict[str, EntityKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "PERSON": "PER"}
_MARKS = ('"', "“", "”", "«", "»", "'")
#: Particles that may open a name.
_EDGE_PARTICLES = PARTICLES - SMALL
#: What a verb in the future or conditional ends in: no noun does, so none is part of a name.
_FINITE = re.compile(r"r(?:à|ò|anno|ebbe|ebbero)$")
#: The number of popes and kings.
_REGNAL = re.compile(r"[IVX]{1,5}")
#: The number of a flight.
_FLIGHT = re.compile(r"[A-Z][A-Z0-9]\d{2,4}")
_GOES_ON = ("", "-", "'", ".", "&", ".-", "!")


def known_spans(text: NameText) -> Iterator[NameSpan]:
    """All spellings of the reference tables in the text, and surnames that are known alone."""
    words, known = text.words, text.known
    for at, word in enumerate(words):
        spellings = text.spellings(at) if word.norm in known.trie else ()
        for last, spelling in spellings:
            kind = spelling.entity.kind
            tail = spelling.tail if text.raw.startswith(spelling.tail, words[last - 1].end) else ""
            first = at
            while kind == "PER" and first < last - 1 and words[first].norm in titles():
                first += 1
            rule = f"reference:{spelling.form or 'name'}"
            yield NameSpan(first, last, kind, rule, spelling, spelling.head, tail, text.opening[first])
        if word.capital and len(word.norm) > 2 and word.norm in known.surnames and _stands_alone(text, at):
            yield NameSpan(at, at + 1, "PER", "reference:surname")


def _stands_alone(text: NameText, at: int) -> bool:
    """Whether a surname is not part of a longer unknown name ("Trump Tower", "Melania Trump")."""
    words = text.words
    follows = words[at + 1] if at + 1 < len(words) and text.gaps[at + 1] == "" else None
    if follows is not None and follows.capital and not follows.shouted:
        return False
    before = text.before(at)
    if before is None or not before.capital or before.shouted:
        return True
    return before.norm in titles() or text.opening[at - 1]


def model_spans(text: NameText, doc: Doc) -> Iterator[tuple[NameSpan | None, int, int]]:
    """The names that the model tags, trimmed to whole words: (span, start, end) of the tag; None: no name is left."""
    for ent in doc.ents:
        kind = _LABELS.get(ent.label_)
        if kind is None:
            continue
        first = bisect_left(text.starts, ent.start_char)
        if first and text.words[first - 1].end > ent.start_char:
            first -= 1
        last = bisect_left(text.starts, ent.end_char)
        if last - first == 1 and ent[0].pos_ == "VERB" and _opens_only(text, first):
            yield None, ent.start_char, ent.end_char  # "Rivendevano orologi": the capital is that of the sentence
            continue
        trimmed = [_trim(text, *piece, kind) for piece in _pieces(text, first, last, kind)]
        spans = [NameSpan(*piece, kind, "model") for piece in trimmed if piece is not None]
        yield from ((span, ent.start_char, ent.end_char) for span in spans or (None,))


def _opens_only(text: NameText, at: int) -> bool:
    """Whether a word has its capital from the sentence or line that it opens, and has one nowhere else."""
    return text.opening[at] and text.norms[at] not in text.inside and text.gaps[at] in (None, ".", "!", "?")


def _pieces(text: NameText, first: int, last: int, kind: EntityKind) -> Iterator[tuple[int, int]]:
    """Cut a tagged range where no name goes on: brackets, line ends, the hyphen of a pair, "e" and "al"."""
    start = first
    for at in range(first + 1, last):
        between, word = text.gaps[at], text.words[at]
        pair = between == "-" and (
            is_pair(text, at, kind) if last - first == 2 else _is_route(text, first, at, last, kind)
        )
        # "Bashar al Assad", "Plinio il Vecchio"
        inner = (word.norm in PARTICLES or word.norm == "il") and at + 1 < last and text.words[at + 1].capital
        two_persons = kind == "PER" and word.norm in SMALL and not (inner or word.capital) and between == ""
        byname = kind == "PER" and between in _MARKS and last - first > 2  # Giuseppe "Pippo" Calò
        if (between not in _GOES_ON and not byname) or pair or two_persons:
            yield start, at
            start = at
    if start < last:
        yield start, last


def _is_route(text: NameText, first: int, at: int, last: int, kind: EntityKind) -> bool:
    """Whether a known place ends at the hyphen before word `at`, and the range is none: "Lecco-Abbadia Lariana".

    Two clubs that play are none either: "Juventus-Real Madrid".
    """
    ends = [end for end, _ in text.spellings(first)]
    clubs = kind == "ORG" and any(end == last and known.group == "club" for end, known in text.spellings(at))
    return (kind == "LOC" or clubs) and at in ends and last not in ends


def is_pair(text: NameText, at: int, kind: EntityKind | None = None) -> bool:
    """Whether the words around the hyphen before word `at` are two names: "Trump-Putin", "Roma-Milano".

    Of persons one known surname is enough: "Trump-Bertoldi".
    """
    sides = [
        text.norms[index] in text.known.persons
        or text.norms[index] in text.standing
        or any(last == index + 1 for last, _ in text.spellings(index))
        for index in (at - 1, at)
    ]
    one = kind == "PER" and any(text.norms[index] in text.known.surnames for index in (at - 1, at))
    return all(sides) or one


#: "per combatterlo", "di costituirsi": verbs, which no name of a body holds.
_INFINITIVE = re.compile(r"[a-zà-ù]{3,}[aei]r(?:si|l[oaie])")
_BEFORE_VERB = words_of("di per a da")
_INSIDE = IN - {"in"}


def _without_clause(text: NameText, first: int, last: int) -> int:
    """Index after a body's name that a verb or "nelle" ends: "Comune di costituirsi", "Chiesa nelle vicende"."""
    for at in range(first + 1, last):
        word = text.words[at]
        if word.capital:
            continue
        if word.norm in _INSIDE:
            return at
        if text.norms[at - 1] in _BEFORE_VERB and _INFINITIVE.fullmatch(word.norm):
            return max(first + 1, at - 1)
    return last


def _without_state(text: NameText, first: int, last: int) -> int:
    """Index of the first word behind what belongs to an office or says a day."""
    words = text.words
    if first < last - 1 and words[first].norm == "stato" and text.owned_by(first) in OFFICES_OF_STATE:
        first += 1  # "il segretario di Stato Usa"
    state = first < last - 2 and words[first].norm == "repubblica" and words[first + 1].norm in OF
    if state and text.owned_by(first) in name_words("of_state"):
        first += 2  # "procuratore della Repubblica di Gradna"
    if first < last - 1 and words[first].norm in NAMED_DAYS and words[first + 1].norm in text.known.surnames:
        first += 1  # "Domenica Meloni sarà a Bari"
    return first


def _trim(text: NameText, first: int, last: int, kind: EntityKind) -> tuple[int, int] | None:
    """Leave out titles, articles and prepositions at the edges; None when no capitalised word is left."""
    words = text.words
    while first < last and not words[first].capital and not words[first].text[0].isdigit():
        particle = words[first].norm in _EDGE_PARTICLES
        # "università di Nottingham", but not "partito Zefir"
        complement = last - first > 2 and words[first + 1].norm in OF
        body = kind == "ORG" and complement and words[first].norm in name_words("org")
        if (body or (particle and kind == "PER")) and last - first > 1:
            break
        first += 1
    while first < last - 1 and kind == "PER" and (words[first].norm in titles() or text.ends_title(first)):
        first += 1
    first = _without_state(text, first, last)
    while last > first and (words[last - 1].norm in SMALL or _FINITE.search(words[last - 1].text)):
        if words[last - 1].capital:
            break
        last -= 1
    if (
        kind == "PER"
        and last - first > 1
        and last < len(words)
        and text.gaps[last] == "-"
        and words[last].text.islower()
    ):
        last += 1  # "Lee Min-ho"
    if kind == "PER" and last < len(words) and text.gaps[last] == "" and _REGNAL.fullmatch(words[last].text):
        last += 0 if text.raw.startswith(".", words[last].end) and text.goes_on(last + 1) else 1  # "Neri V. Bruni"
    if kind == "ORG":
        last = _without_clause(text, first, last)
    behind = words[last - 1].end if last else 0
    if last > first + 1 and words[last - 1].text.isdigit() and text.raw[behind : behind + 1] in ("-", "–"):
        last -= 1  # "Vigorina 2-1"
    if last > first + 1 and kind == "ORG" and _FLIGHT.fullmatch(words[last - 1].text):
        last -= 1  # "Aerolinda AL1234"
    if first >= last or last - first > MAX_WORDS or not any(word.capital for word in words[first:last]):
        return None
    return first, last
