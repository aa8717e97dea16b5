"""What the model tags, made into names: widened where cut, divided where run together, refused where none."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.facts import FoundUnread
from transforms.names.gazetteer import Gazetteer
from transforms.names.proposals.bodies import heads_a_body
from transforms.names.proposals.known import model_spans
from transforms.names.text import OF, SMALL, NameText, Span, given_names, name_words, titles

Ranges = dict[tuple[int, int], Span]

# "Benedetto XVI", "Ranieri III"
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_NUMERALS = frozenset(f"{tens}{ones}" for tens in ("", "X", "XX") for ones in _ONES) - {""}
# "il sindaco di Roma Capitale", "il prefetto di Milano Nord": still the place
_PARTS = frozenset(
    ("nord", "sud", "est", "ovest", "capitale", "centro", "marittima", "terme", "superiore", "inferiore")
)
_OFFICE_HEADS = frozenset(
    [
        "ministro",
        "ministri",
        "ministra",
        "ministre",
        "presidente",
        "presidenti",
        "presidentessa",
        "viceministro",
        "sottosegretario",
        "segretario",
        "segretaria",
        "segretari",
        "capo",
        "capi",
        "titolare",
        "responsabile",
        "vicepresidente",
        "premier",
        "assessore",
        "assessora",
        "consigliere",
        "delega",
        "dicastero",
        "candidato",
    ]
)


def tagged_names(
    cut_text: NameText, doc: Doc, known: Gazetteer, ranges: Ranges, dropped: list[FoundUnread]
) -> Iterator[Span]:
    """The names that the model tags, in their right bounds.

    Args:
        cut_text: the text, cut for naming.
        doc: its parse.
        known: the reference tables.
        ranges: the spellings of the tables in the text, by range of words; they decide kind and entity.
        dropped: takes what was tagged and is no name, with the reason.

    Yields:
        Spans; they may overlap where the model's tags were widened.
    """
    surnames = set(known.persons)
    named: dict[str, set[str]] = {}
    found: list[Span] = []
    for span, start, end in model_spans(cut_text, doc, known):
        sure = span is not None and (span.first, span.last) in ranges and not _is_thing(cut_text, span)
        why = "common_noun" if span is None else "" if sure else _refuse(cut_text, span, known)
        if span is None or why:
            if any(letter.isupper() for letter in cut_text.text[start:end]):
                dropped.append(FoundUnread(start, end, "name", why))
            continue
        found.append(span)
        if likely_kind(cut_text, span) == "PER" and span.size > 1:
            last = cut_text.words[span.last - 1].norm
            surnames.add(last)
            named.setdefault(last, set()).add(cut_text.words[span.first].norm)
    claimed = {span.first for span in ranges.values() if span.size > 1 or span.kind == "ORG" or is_fixed(span)}
    for span in _widen(cut_text, found, claimed):
        for part in _divide(cut_text, span, ranges, surnames, named):
            same = ranges.get((part.first, part.last))
            yield _kind_of(cut_text, part, same, named) if same else part


def is_fixed(span: Span) -> bool:
    """Whether a span is a country or capital of the tables."""
    return span.known is not None and span.known.fixed and span.known.form != "inside"


def likely_kind(cut_text: NameText, span: Span) -> EntityKind:
    """The kind of a name that no table knows: what is tagged a place may be a person or a body.

    "Oreste Rossi" begins with a first name, "il sindaco Rossi" stands behind a title, "Gazzettino Veneto" is a body.
    """
    words = cut_text.words[span.first : span.last]
    before = cut_text.before(span.first)
    after_title = before is not None and not before.capital and before.norm in titles()
    prosecutor = span.first > 1 and cut_text.norm(span.first - 2, span.first) == "pubblico ministero"
    known_first = prosecutor or (after_title and words[0].norm in given_names())
    if span.kind == "ORG" and known_first and 1 < len(words) < 4 and all(word.capital for word in words):
        return "PER"
    if len(words) > 1 and words[0].norm in name_words("org") and words[0].norm not in given_names():
        return "ORG"
    if span.kind != "LOC":
        return span.kind
    place = words[-1].norm in name_words("place")  # "Phillip Island"
    if 1 < len(words) < 4 and words[0].norm in given_names() and not place and all(word.capital for word in words):
        return "PER"
    if len(words) == 1 and span.rule == "model" and before is not None and before.norm in titles():
        return "PER"
    return "LOC"


def _refuse(cut_text: NameText, span: Span, known: Gazetteer) -> str:
    """Why a tagged span is no name; empty when it may be one."""
    words = cut_text.words
    head = words[span.first]
    single = span.size == 1
    if single and head.norm in name_words("none"):
        return "no_name"
    if single and cut_text.opening[span.first] and head.norm in cut_text.ordinary and not head.shouted:
        return "common_noun"
    people = head.text.lower() in known.demonyms or head.norm in name_words("people")
    if single and people and (span.kind != "PER" or head.norm in cut_text.ordinary):
        return "demonym"
    before = cut_text.before(span.first)
    if before is None or before.capital:
        return ""
    if before.norm in ("un", "una") and span.kind == "ORG" and head.norm not in name_words("org"):
        return "product_or_event"  # "una Land Rover Discovery"
    if _is_thing(cut_text, span):
        return "product_or_event"
    if single and head.norm in name_words("office") and span.first > 1 and words[span.first - 2].norm in _OFFICE_HEADS:
        return "office"
    return ""


def _is_thing(cut_text: NameText, span: Span) -> bool:
    """Whether the word before says that the name is of a storm, a ship, a law: "ciclone Nargis"."""
    before = cut_text.before(span.first)
    return before is not None and not before.capital and before.norm in name_words("thing")


def _widen(cut_text: NameText, found: list[Span], table: set[int]) -> list[Span]:
    """Give a tagged person the capitalised words beside it that nothing else claims: the model cut the name short."""
    words = cut_text.words
    taken = bytearray(len(words) + 1)
    for span in found:
        taken[span.first : span.last] = b"\1" * (span.last - span.first)
    wide: list[Span] = []
    for span in found:
        first, last = span.first, span.last
        if span.kind == "PER" and last - first < 3:
            if (
                last - first == 1
                and not cut_text.opening[first - 1]
                and _beside(cut_text, first - 1, first, taken, table)
            ):
                first -= 1
            while last - first < 4 and _beside(cut_text, last, last, taken, table):
                last += 1
        while span.kind == "PER" and last < len(words) and cut_text.gaps[last] == "-" and not words[last].capital:
            last += 1  # "Ban Ki-moon", cut by the tokenizer
        if span.kind == "PER" and last < len(words) and words[last].text in _NUMERALS and cut_text.gaps[last] == "":
            last += 1
        same = first == span.first and last == span.last
        wide.append(span if same else replace(span, first=first, last=last))
    return wide


def _beside(cut_text: NameText, at: int, right: int, taken: bytearray, table: set[int]) -> bool:
    """Whether word `at` is a plain capitalised word that nothing claims; `right` is the right one of the two words."""
    if not 0 < right < len(cut_text.words):
        return False
    word = cut_text.words[at]
    plain = word.capital and not word.shouted and word.text.isalpha() and word.norm not in titles()
    plain = plain and word.norm not in cut_text.ordinary and word.norm not in name_words("office")
    return plain and not taken[at] and at not in table and cut_text.gaps[right] == "" and word.norm not in SMALL


def _come_from(cut_text: NameText, span: Span, ranges: Ranges) -> Span | None:
    """The place that was tagged with a person: "Papa Francesco da Rio de Janeiro"; "Leonardo da Vinci" is one name."""
    if span.kind != "PER":
        return None
    for at in range(span.first + 1, span.last - 1):
        place = ranges.get((at + 1, span.last)) if cut_text.words[at].text == "da" else None
        if place is not None and place.kind == "LOC":
            return place if is_fixed(place) or place.size > 1 else None
    return None


def _is_source_and_subject(cut_text: NameText, span: Span, named: dict[str, set[str]]) -> bool:
    """Whether a source and the subject were tagged as one: "Secondo Statbox Moretti ha …"."""
    words, before = cut_text.words, cut_text.before(span.first)
    if span.size != 2 or span.kind != "PER" or before is None or before.norm != "secondo":
        return False
    first = words[span.first].norm
    return first not in given_names() and bool(named.get(words[span.last - 1].norm, set()) - {first})


def _heads_a_place(cut_text: NameText, at: int) -> bool:
    """Whether a title and "di" stand before a place, so that a person may follow: "il patriarca di Belgrado"."""
    before = cut_text.before(at)
    return before is not None and before.norm in OF and at > 1 and cut_text.words[at - 2].norm in titles()


def _divide(
    cut_text: NameText, span: Span, ranges: Ranges, surnames: set[str], named: dict[str, set[str]]
) -> list[Span]:
    """Cut two names that were tagged as one: "Usa Obama", "Mosca e Kiev", "Italia di Rossi"."""
    words = cut_text.words
    if (
        span.size == 2
        and span.kind == "ORG"
        and words[span.last - 1].norm in surnames
        and heads_a_body(cut_text, span.first)
    ):
        return [replace(span, last=span.first + 1), replace(span, first=span.first + 1, kind="PER")]
    if _is_source_and_subject(cut_text, span, named):
        return [replace(span, last=span.first + 1, kind="ORG"), replace(span, first=span.first + 1)]
    come_from = _come_from(cut_text, span, ranges)
    if come_from is not None:
        return [replace(span, last=come_from.first - 1), come_from]
    if span.size < 2 or (span.first, span.last) in ranges or words[span.first].norm in given_names():
        return [span]
    head = next((cut for cut in range(span.last - 1, span.first, -1) if (span.first, cut) in ranges), None)
    if head is None:
        return [span]
    first = ranges[(span.first, head)]
    link = words[head].norm if not words[head].capital else ""
    rest = head + 1 if link else head
    if rest >= span.last:
        return [first] if link in SMALL or span.kind != "ORG" else [span]
    follows = ranges.get((rest, span.last))
    a_person = words[span.last - 1].norm in surnames and first.kind != "PER"
    if first.kind == "LOC" and not link and _heads_a_place(cut_text, span.first) and follows is None:
        tail = words[span.last - 1].norm in name_words("tail") or words[rest].norm in name_words("place")
        if not tail and words[rest].norm not in _PARTS:
            return [first, Span(rest, span.last, "PER", span.rule, span.rank)]
    if first.known and first.known.fixed and link in ("di", "del", "della") and span.kind == "LOC":
        return [first, Span(rest, span.last, "PER", span.rule, span.rank)] if a_person else [first]
    a_namesake = first.kind == "LOC" and not is_fixed(first) and span.last - rest < 2  # "Kobe Bryant"
    if span.kind == "PER" and a_namesake and not link and follows is None:
        return [span]
    if span.kind != "ORG" and (link in ("e", "ed", "o") or follows is not None or a_person or span.kind == "PER"):
        kind: EntityKind = "PER" if a_person or span.kind == "PER" else span.kind
        return [first, follows or Span(rest, span.last, kind, span.rule, span.rank)]
    return [span]


def _kind_of(cut_text: NameText, span: Span, same: Span, named: dict[str, set[str]]) -> Span:
    """What a span is that the tables know too: theirs, but a first name that is a place as well may be a person."""
    if span.kind == "ORG" and same.known is not None and same.known.group == "city":
        return span  # a club
    weak = same.kind == "LOC" or (same.known is not None and same.known.form == "context")
    word = cut_text.words[span.first].norm
    if span.kind == "PER" and weak and not is_fixed(same) and (word in given_names() or word in named):
        return span
    return same
