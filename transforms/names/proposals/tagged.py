"""What the model tags, made into names: widened where cut, divided where run together, refused where none."""

from dataclasses import replace

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.facts import FoundUnread
from transforms.names.proposals.known import model_spans
from transforms.names.text import NameSpan, NameText
from transforms.names.words import ELIDED_PARTICLES, SMALL, given_names, name_words, titles

Ranges = dict[tuple[int, int], NameSpan]


def tagged_names(text: NameText, doc: Doc, ranges: Ranges) -> tuple[list[NameSpan], list[FoundUnread]]:
    """The names that the model tags, in their right bounds.

    Args:
        text: the text, cut for naming.
        doc: its parse.
        ranges: the spellings of the tables in the text, by range of words; they decide kind and entity.

    Returns:
        Spans, which may overlap where the model's tags were widened; what was tagged and is no name, with the reason.
    """
    surnames: set[str] = set()
    found: list[NameSpan] = []
    dropped: list[FoundUnread] = []
    for span, start, end in model_spans(text, doc):
        sure = span is not None and (span.first, span.last) in ranges and not _is_thing(text, span)
        why = "common_noun" if span is None else "" if sure else _refuse(text, span)
        if span is not None and not why and not sure and _is_verb(text, span, doc):
            why = "common_noun"
        if span is None or why:
            if any(letter.isupper() for letter in text.raw[start:end]):
                dropped.append(FoundUnread(start, end, "name", why))
            continue
        found.append(span)
        if likely_kind(text, span) == "PER" and span.size > 1:
            surnames.add(text.norms[span.last - 1])
    claimed = {span.first for span in ranges.values() if span.size > 1 or span.kind == "ORG" or span.fixed}
    parts = [part for span in _widen(text, found, claimed) for part in _divide(text, span, ranges, surnames)]
    return [_kind_of(text, part, ranges.get((part.first, part.last)), surnames) for part in parts], dropped


def likely_kind(text: NameText, span: NameSpan) -> EntityKind:
    """The kind of a name that no table knows: what is tagged a place may be a person or a body.

    "Oreste Rossi" begins with a first name, "il sindaco Rossi" stands behind a title, "Gazzettino Veneto" is a body.
    """
    words = text.words[span.first : span.last]
    first_name = words[0].norm in given_names()
    if len(words) > 1 and words[0].norm in name_words("org") and not first_name:
        return "ORG"
    if span.kind != "LOC" or span.rule == "rule:named_after":
        return span.kind
    place = words[-1].norm in name_words("place")  # "Phillip Island"
    if 1 < len(words) < 4 and first_name and not place and all(word.capital for word in words):
        return "PER"
    before = text.before(span.first)
    titled = len(words) == 1 and span.rule == "model" and before is not None and before.norm in titles()
    return "PER" if titled else "LOC"


def _refuse(text: NameText, span: NameSpan) -> str:
    """Why a tagged span is no name; empty when it may be one."""
    head = text.words[span.first]
    if _is_thing(text, span):
        return "product_or_event"
    plain = not any(word.capital for word in text.words[span.first + 1 : span.last])
    if head.norm in name_words("none") and plain:
        return "no_name"
    if span.size > 1:
        return ""
    if text.opening[span.first] and head.norm in text.ordinary and not head.shouted:
        return "common_noun"
    people = head.text.lower() in text.known.demonyms or head.norm in name_words("people")
    if people and (span.kind != "PER" or head.norm in text.ordinary):
        return "demonym"
    before = text.before(span.first)
    office = before is not None and not before.capital and head.norm in name_words("office") and span.first > 1
    return "office" if office and text.norms[span.first - 2] in name_words("office_head") else ""


def _is_verb(text: NameText, span: NameSpan, doc: Doc) -> bool:
    """Whether a word that opens a sentence is its verb: "Crolla il tetto"; a name has its capital elsewhere too."""
    word = text.words[span.first]
    if span.size > 1 or not text.opening[span.first] or word.norm in given_names() or word.norm in text.inside:
        return False
    token = doc.char_span(word.start, word.end)
    goes_on = text.joined(span.last) and not text.words[span.last].capital
    return goes_on and token is not None and token[0].pos_ in ("VERB", "AUX")


def _is_thing(text: NameText, span: NameSpan) -> bool:
    """Whether the word before says that the name is of a storm, a ship, a law: "ciclone Bruna"."""
    before = text.before(span.first)
    return before is not None and not before.capital and before.norm in name_words("thing")


def _widen(text: NameText, found: list[NameSpan], claimed: set[int]) -> list[NameSpan]:
    """Give a tagged person the capitalised words beside it that nothing else claims: the model cut the name short."""
    taken = bytearray(len(text.words) + 1)
    for span in found:
        taken[span.first : span.last] = b"\1" * span.size
    wide: list[NameSpan] = []
    for span in found:
        first, last = span.first, span.last
        if span.kind == "PER" and span.size < 3:
            alone = span.size == 1 and not text.opening[first - 1]
            if alone and _plain(text, first - 1, first, taken, claimed):
                first -= 1
            if text.words[last - 1].text.isupper() and _initials_before(text, first, last) and not taken[last]:
                last += 1
            while last - first < 4 and _plain(text, last, last, taken, claimed):
                last += 1
            while last - first < 5 and _belongs_before(text, first) and not taken[first - 1]:
                first -= 1
        elif span.size < 3 and _elided_before(text, first):
            wide.append(replace(span, first=first - 1, kind="PER"))  # "il prefetto Dell'Olmo", tagged as the place
            continue
        wide.append(replace(span, first=first, last=last) if (first, last) != (span.first, span.last) else span)
    return wide


def _initials_before(text: NameText, first: int, last: int) -> bool:
    """Whether a span is initials alone and a surname follows: "G.B. Rossi"."""
    return text.goes_on(last) and all(len(word.text) == 1 for word in text.words[first:last])


def _elided_before(text: NameText, at: int) -> bool:
    """Whether "Dell'" stands before a word with a capital that only a surname explains."""
    if at < 2 or not _belongs_before(text, at) or text.gaps[at] != "'" or text.words[at - 1].shouted:
        return False
    return not text.words[at - 2].capital


def _belongs_before(text: NameText, at: int) -> bool:
    """Whether the word before a person's name is an initial or an elided particle of it: "G. B. Rossi", "Dell'Olmo"."""
    if not text.joined(at) or not text.words[at - 1].capital:
        return False
    before = text.words[at - 1]
    initial = len(before.text) == 1 and text.gaps[at] == "."
    return initial or (text.gaps[at] == "'" and before.norm in ELIDED_PARTICLES and not text.opening[at - 1])


def _plain(text: NameText, at: int, right: int, taken: bytearray, claimed: set[int]) -> bool:
    """Whether word `at` is a plain capitalised word that nothing claims; `right` is the right one of the two words."""
    if not 0 < right < len(text.words) or taken[at] or at in claimed or text.gaps[right] != "":
        return False
    word = text.words[at]
    if not word.capital or word.shouted or not word.text.isalpha():
        return False
    return not any(word.norm in no_name for no_name in (titles(), text.ordinary, SMALL, name_words("office")))


def _divide(text: NameText, span: NameSpan, ranges: Ranges, surnames: set[str]) -> list[NameSpan]:
    """Cut two names that were tagged as one: "Usa Biden", "Mosca e Kiev", "Italia di Rossi"."""
    norms = text.norms
    if span.size < 2 or (span.first, span.last) in ranges or norms[span.first] in given_names():
        return [span]
    head = next((cut for cut in range(span.last - 1, span.first, -1) if (span.first, cut) in ranges), None)
    if head is None:
        return [span]
    first = ranges[(span.first, head)]
    link = norms[head] if not text.words[head].capital else ""
    rest = head + 1 if link else head
    if rest >= span.last:
        return [first] if link in SMALL or span.kind != "ORG" else [span]
    follows = ranges.get((rest, span.last))
    surname = norms[span.last - 1] in surnames or norms[span.last - 1] in text.known.persons
    person = span.kind == "PER" or (surname and first.kind != "PER")
    if span.kind == "ORG" or not (link in ("e", "ed", "o") or follows or person):
        return [span]
    return [first, follows or NameSpan(rest, span.last, "PER" if person else span.kind, span.rule)]


def _kind_of(text: NameText, span: NameSpan, same: NameSpan | None, surnames: set[str]) -> NameSpan:
    """What a span is that the tables know too: theirs, but a first name that is a place as well may be a person."""
    if same is None or same.known is None:
        return same or span
    weak = not same.fixed and (same.kind == "LOC" or same.known.form == "context")
    word = text.norms[span.first]
    return span if span.kind == "PER" and weak and (word in given_names() or word in surnames) else same
