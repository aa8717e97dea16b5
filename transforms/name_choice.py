"""Choose one reading wherever proposed names overlap, drop what is none, and make the rest consistent in a document.

The longest name wins, because names never nest. On equal spans the reference tables decide the kind, except where
the model sees a person in what may be a first name. What the model tagged and we drop is told with its reason.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.facts import FoundUnread
from transforms.gazetteer import Gazetteer
from transforms.name_spans import (
    PARTICLES,
    SMALL,
    NameText,
    Span,
    body_spans,
    given_names,
    known_spans,
    model_spans,
    name_words,
    run_spans,
    state_spans,
    street_spans,
    titles,
)

# "Nato a Milano", "Nata nel 1950": born, not the alliance.
# "Benedetto XVI", "Ranieri III"
_NUMERALS = frozenset(
    f"{tens}{ones}" for tens in ("", "X", "XX") for ones in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
) - {""}
_AFTER_BORN = frozenset(("a", "ad", "in", "nel", "nella", "nell", "negli", "il", "l", "da", "sotto", "come", "con", "per"))
_OFFICE_HEADS = frozenset(
    ("ministro", "ministri", "ministra", "ministre", "presidente", "presidenti", "presidentessa", "viceministro",
     "sottosegretario", "segretario", "segretaria", "segretari", "capo", "capi", "titolare", "responsabile", "vicepresidente",
     "premier", "assessore", "assessora", "consigliere", "delega", "dicastero", "candidato")
)  # fmt: skip


@dataclass(slots=True)
class Choice:
    """The names of one text while they are chosen.

    Attributes:
        spans: chosen so far, sorted, without overlaps.
        dropped: what the model tagged and is no name.
    """

    spans: list[Span] = field(default_factory=list[Span])
    dropped: list[FoundUnread] = field(default_factory=list[FoundUnread])


def choose(cut_text: NameText, doc: Doc, known: Gazetteer) -> Choice:
    """All names of a text, none inside another.

    Args:
        cut_text: the text, cut by `name_spans.cut`.
        doc: its parse; without names of a model the rules of shape count more.
        known: the reference tables.
    """
    tagged = doc.has_annotation("ENT_IOB") and len(doc.ents) > 0
    choice = Choice()
    table = _readable(cut_text, list(known_spans(cut_text, known)))
    ranges = {(span.first, span.last): span for span in sorted(table, key=lambda span: len(span.tail))}
    model = list(_model(cut_text, doc, known, ranges, choice)) if tagged else []
    table = _supported(table, {(span.first, span.last): span.kind for span in model})
    rules = [*run_spans(cut_text, alone=not tagged), *body_spans(cut_text, known)]
    model += [*street_spans(cut_text), *state_spans(cut_text, known)]
    choice.spans = _longest(cut_text, model, table, rules)
    choice.spans = _one_kind(cut_text, choice.spans)
    choice.spans = _repeat(cut_text, _acronyms(cut_text, choice.spans))
    return choice


def _readable(cut_text: NameText, table: list[Span]) -> list[Span]:
    """Leave out spellings that are another word where they stand."""
    words = cut_text.words
    kept: list[Span] = []
    for span in table:
        follows = words[span.last] if span.last < len(words) and cut_text.gaps[span.last] == "" else None
        head = words[span.first]
        lower = follows is not None and not follows.capital
        if head.norm == "nato" and not head.shouted and cut_text.opening[span.first] and lower:
            if follows is not None and follows.norm in _AFTER_BORN:
                continue
        if words[span.last - 1].norm == "repubblica" and span.kind == "ORG" and follows is not None:
            if follows.norm in ("di", "del", "della", "dell", "popolare", "islamica", "democratica", "federale", "ceca"):
                continue
        kept.append(span)
    return kept


def _model(
    cut_text: NameText,
    doc: Doc,
    known: Gazetteer,
    ranges: dict[tuple[int, int], Span],
    choice: Choice,
) -> Iterator[Span]:
    """The model's names, trimmed, cut where two were run together, and without what is no name."""
    surnames: set[str] = set()
    found: list[Span] = []
    for span, start, end, reason in model_spans(cut_text, doc, known):
        why = reason if span is None else _refuse(cut_text, span, known)
        if span is None or why:
            choice.dropped.append(FoundUnread(start, end, "name", why))
            continue
        found.append(span)
        if _likely(cut_text, span) == "PER" and span.last - span.first > 1:
            surnames.add(cut_text.words[span.last - 1].norm)
    found = _widen(cut_text, found, {span.first for span in ranges.values()})
    for span in found:
        for part in _divide(cut_text, span, ranges, surnames | known.persons.keys()):
            same = ranges.get((part.first, part.last))
            yield _kind_of(cut_text, part, same) if same else part


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
            while first and last - first < 2 and _beside(cut_text, first - 1, first, taken, table) and not cut_text.opening[first - 1]:
                first -= 1
            while last < len(words) and last - first < 4 and _beside(cut_text, last, last, taken, table):
                last += 1
        if span.kind == "PER" and last < len(words) and words[last].text in _NUMERALS and cut_text.gaps[last] == "":
            last += 1
        wide.append(replace(span, first=first, last=last))
    return wide


def _beside(cut_text: NameText, at: int, right: int, taken: bytearray, table: set[int]) -> bool:
    word = cut_text.words[at]
    plain = word.capital and not word.shouted and word.text.isalpha() and word.norm not in titles()
    return plain and not taken[at] and at not in table and cut_text.gaps[right] == "" and word.norm not in SMALL


def _divide(
    cut_text: NameText, span: Span, ranges: dict[tuple[int, int], Span], surnames: set[str]
) -> list[Span]:
    """Cut two names that were tagged as one: "Usa Obama", "Mosca e Kiev", "Italia di Rossi"."""
    words = cut_text.words
    if span.last - span.first < 2 or (span.first, span.last) in ranges or words[span.first].norm in given_names():
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
    if first.known and first.known.fixed and link in ("di", "del", "della") and span.kind == "LOC":
        return [first, Span(rest, span.last, "PER", span.rule, span.rank)] if a_person else [first]
    if span.kind != "ORG" and (link in ("e", "ed", "o") or follows is not None or a_person or span.kind == "PER"):
        kind: EntityKind = "PER" if a_person or span.kind == "PER" else span.kind
        return [first, follows or Span(rest, span.last, kind, span.rule, span.rank)]
    return [span]


def _kind_of(cut_text: NameText, span: Span, same: Span) -> Span:
    """What a span is that the tables know too: theirs, but a first name that is a place as well may be a person."""
    fixed = same.known is not None and same.known.fixed
    weak = same.kind == "LOC" or same.known is not None and same.known.form == "context"
    if span.kind == "PER" and weak and not fixed and cut_text.words[span.first].norm in given_names():
        return span
    return same


def _refuse(cut_text: NameText, span: Span, known: Gazetteer) -> str:
    """Why a tagged span is no name; empty when it may be one."""
    words = cut_text.words
    head = words[span.first]
    single = span.last - span.first == 1
    if single and head.norm in name_words("none"):
        return "no_name"
    if single and (head.text.lower() in known.demonyms or head.norm in name_words("people")):
        return "demonym"
    before = words[span.first - 1] if span.first and cut_text.gaps[span.first] in ("", "'") else None
    if before is None or before.capital:
        return ""
    if before.norm in name_words("thing"):
        return "product_or_event"
    if single and head.norm in name_words("office") and span.first > 1 and words[span.first - 2].norm in _OFFICE_HEADS:
        return "office"
    return ""


def _supported(table: list[Span], tagged: dict[tuple[int, int], EntityKind]) -> list[Span]:
    """Leave out weak spellings that neither the model nor another name of the text supports."""
    sure = {span.known.entity.entity_id for span in table if span.known and span.known.form in ("", "exact")}
    kept: list[Span] = []
    for span in table:
        form = span.known.form if span.known else ""
        if tagged.get((span.first, span.last)) == span.kind or form in ("", "exact"):
            kept.append(span)
        elif form == "inside" and not span.opens:
            kept.append(span)
        elif form == "context" and span.known and span.known.entity.entity_id in sure:
            kept.append(span)
    return kept


def _longest(cut_text: NameText, model: list[Span], table: list[Span], rules: list[Span]) -> list[Span]:
    """Greedy by length: model and certain spellings first, with the rules that lengthen them; then what fills gaps."""
    begun = {span.first: span for span in model}
    strong = [*model, *(span for span in table if span.last - span.first > 1 or span.known and span.known.fixed)]
    strong += [rule for rule in rules if _lengthens(rule, begun) or _holds(rule, begun)]
    taken = bytearray(len(cut_text.words))
    chosen: list[Span] = []
    for group in (strong, [*table, *rules]):
        for span in sorted(group, key=lambda span: (span.first - span.last, -span.rank, -len(span.tail), span.first, span.rule)):
            if not any(taken[span.first : span.last]):
                taken[span.first : span.last] = b"\1" * (span.last - span.first)
                chosen.append(span)
    return sorted(chosen, key=lambda span: span.first)


def _lengthens(rule: Span, begun: dict[int, Span]) -> bool:
    """Whether a rule's span adds words to a name of the model of the same sort."""
    if rule.kind == "PER":
        inside = (begun.get(at) for at in range(rule.first, rule.last))
        return any(span is not None and span.kind == "PER" and span.last <= rule.last for span in inside)
    span = begun.get(rule.first)
    if span is None or span.last >= rule.last:
        return False
    return span.kind == rule.kind or rule.rule == "rule:place_word" or rule.kind == "ORG" and span.last - span.first == 1


def _holds(rule: Span, begun: dict[int, Span]) -> bool:
    """Whether a body's span holds the place or field that the model saw alone: "Università di Pavia"."""
    if rule.rule != "rule:body":
        return False
    inside = [begun[at] for at in range(rule.first + 1, rule.last) if at in begun]
    return bool(inside) and all(span.kind != "PER" and span.last <= rule.last for span in inside)


def _one_kind(cut_text: NameText, spans: list[Span]) -> list[Span]:
    """Give a name that no table knows one kind in the whole text: a person's surname or first name, else the majority."""
    persons: set[str] = set()
    votes: dict[str, Counter[EntityKind]] = {}
    for span in spans:
        words = cut_text.words[span.first : span.last]
        if span.known is None:
            votes.setdefault(cut_text.norm(span.first, span.last), Counter())[_likely(cut_text, span)] += 1
        if len(words) > 1 and _likely(cut_text, span) == "PER":
            persons.update(word.norm for word in words if word.capital)
    result: list[Span] = []
    for span in spans:
        if span.known is None:
            norm = cut_text.norm(span.first, span.last)
            kind = "PER" if norm in persons else votes[norm].most_common(1)[0][0]
            span = replace(span, kind=kind)
        result.append(span)
    return result


def _likely(cut_text: NameText, span: Span) -> EntityKind:
    """A place whose first word is a first name is most likely a person ("Oreste Rossi" tagged LOC)."""
    words = cut_text.words[span.first : span.last]
    if span.kind == "LOC" and 1 < len(words) < 4 and words[0].norm in given_names() and all(word.capital for word in words):
        return "PER"
    before = cut_text.words[span.first - 1] if span.first and cut_text.gaps[span.first] == "" else None
    if len(words) == 1 and before is not None and before.norm in titles() and span.rule == "model" and span.kind == "LOC":
        return "PER"
    return span.kind


def _repeat(cut_text: NameText, spans: list[Span]) -> list[Span]:
    """A name seen once is that name wherever it stands: surnames of persons, single-word names of one kind."""
    things = _things(cut_text)
    spans = [span for span in spans if span.known or span.last - span.first > 1 or cut_text.words[span.first].norm not in things]
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
    words_at = cut_text.words
    for at, word in enumerate(words_at):
        if taken[at] or not word.capital or len(word.norm) < 3:
            continue
        if cut_text.opening[at] and word.norm not in surnames:
            continue
        if word.norm in surnames:
            particle = at and cut_text.gaps[at] in ("", "'") and words_at[at - 1].norm in PARTICLES and words_at[at - 1].capital
            more.append(Span(at - 1 if particle and not taken[at - 1] else at, at + 1, "PER", "document:surname", 1))
        elif word.norm in names and not _in_run(cut_text, at, taken):
            more.append(Span(at, at + 1, names[word.norm], "document:repeat", 1))
    return sorted([*spans, *more], key=lambda span: span.first)


def _acronyms(cut_text: NameText, spans: list[Span]) -> list[Span]:
    """Add the acronym that a text gives a body in brackets: "Organizzazione mondiale della sanità (OMS)"."""
    words = cut_text.words
    begun = {span.first: span for span in spans}
    given: list[Span] = []
    for span in spans:
        at = span.last
        if span.kind == "PER" or span.last - span.first < 2 or at >= len(words) or at in begun:
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
    before = at > 0 and cut_text.gaps[at] in ("", "-") and words[at - 1].capital and not taken[at - 1] and not cut_text.opening[at - 1]
    after = at + 1 < len(words) and cut_text.gaps[at + 1] in ("", "-") and words[at + 1].capital and not taken[at + 1]
    return before or after


def _things(cut_text: NameText) -> set[str]:
    """Names that the text says are of a storm, a ship, a law: "ciclone Nargis"."""
    things = name_words("thing")
    words = cut_text.words
    return {
        after.norm
        for at, (before, after) in enumerate(zip(words, words[1:], strict=False))
        if before.norm in things and not before.capital and after.capital and cut_text.gaps[at + 1] == ""
    }
