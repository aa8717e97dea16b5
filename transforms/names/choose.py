"""Choose one reading wherever proposed names overlap: the longest name wins, because names never nest."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.facts import FoundUnread
from transforms.names.gazetteer import Gazetteer
from transforms.names.proposals.bodies import body_spans, state_spans
from transforms.names.proposals.evidence import event_ranges, located_spans, outside
from transforms.names.proposals.explained import acronym_spans, is_prosecution, noun_spans, thing_ranges
from transforms.names.proposals.known import known_spans
from transforms.names.proposals.shapes import run_spans, street_spans
from transforms.names.proposals.tagged import is_fixed, tagged_names
from transforms.names.repeats import add_acronyms, one_kind, repeat
from transforms.names.text import OF, NameText, Span, given_names, name_words

# "Nato a Milano", "Nata nel 1950": born, not the alliance.
_AFTER_BORN = frozenset(
    ["a", "ad", "in", "nel", "nella", "nell", "negli", "il", "l", "da", "sotto", "come", "con", "per"]
)
_WITH_ARTICLE = frozenset(("il", "la", "del", "della", "al", "alla", "dal", "dalla", "col", "sul", "sulla", "nel"))
# "una Ferrari", "un Boeing": a product, not its maker
_ONE = ("un", "una", "uno")
# "la Repubblica popolare": a state, not the newspaper.
_AFTER_REPUBLIC = frozenset(["di", "del", "della", "dell", "popolare", "islamica", "democratica", "federale", "ceca"])


@dataclass(slots=True)
class Choice:
    """The names of one text while they are chosen.

    Attributes:
        spans: chosen so far, sorted, without overlaps.
        dropped: what the model tagged and is no name.
    """

    spans: list[Span] = field(default_factory=list[Span])
    dropped: list[FoundUnread] = field(default_factory=list[FoundUnread])


def choose(cut_text: NameText, doc: Doc, known: Gazetteer, blocks: Sequence[tuple[int, int, str]] = ()) -> Choice:
    """All names of a text, none inside another.

    Args:
        cut_text: the text, cut by `name_spans.cut`.
        doc: its parse; without names of a model the rules of shape count more.
        known: the reference tables.
        blocks: foreign blocks, (start, end, language), where Italian shapes say nothing.
    """
    tagged = len(doc.ents) > 0 or doc.has_annotation("ENT_IOB")
    choice = Choice()
    table = _clubs(cut_text, _readable(cut_text, list(known_spans(cut_text, known)), known))
    ranges = {(span.first, span.last): span for span in sorted(table, key=lambda span: len(span.head + span.tail))}
    model = list(tagged_names(cut_text, doc, known, ranges, choice.dropped)) if tagged else []
    events = [*event_ranges(cut_text, known), *thing_ranges(cut_text, known)]
    kept = outside(model, events)
    kept = [span for span in kept if not is_prosecution(cut_text, span)]
    stays = {id(span) for span in kept}
    gone = (cut_text.surface(span) for span in model if id(span) not in stays)
    choice.dropped += [FoundUnread(start, end, "name", "product_or_event") for start, end in gone]
    model, table = kept, outside(table, events)
    table = _supported(table, {(span.first, span.last): span.kind for span in model})
    foreign = [
        (bisect_left(cut_text.starts, start), bisect_left(cut_text.starts, end))
        for start, end, language in blocks
        if language != "it"
    ]
    rules = outside(
        [*run_spans(cut_text, known, alone=not tagged), *body_spans(cut_text, known), *located_spans(cut_text, known)],
        [*events, *foreign],
    )
    bodies = {at for span in [*model, *table, *rules] if span.kind == "ORG" for at in range(span.first, span.last)}
    explained = [
        span
        for span in acronym_spans(cut_text)
        if cut_text.words[span.first].norm in name_words("org") or not bodies.isdisjoint(range(span.first, span.last))
    ]
    named = [*noun_spans(cut_text, known), *explained]
    model += [*street_spans(cut_text, known), *state_spans(cut_text, known), *outside(named, [*events, *foreign])]
    choice.spans = _longest(cut_text, model, table, rules)
    choice.spans = one_kind(cut_text, choice.spans)
    choice.spans = outside(repeat(cut_text, add_acronyms(cut_text, choice.spans)), events)
    return choice


def _readable(cut_text: NameText, table: list[Span], known: Gazetteer) -> list[Span]:
    """Leave out spellings that are another word where they stand."""
    words = cut_text.words
    kept: list[Span] = []
    for span in table:
        head, goes_on = words[span.first], span.last < len(words) and cut_text.gaps[span.last] == ""
        follows = words[span.last].norm if goes_on and not words[span.last].capital else ""
        born = head.text == "Nato" and cut_text.opening[span.first] and follows in _AFTER_BORN
        state = span.kind == "ORG" and words[span.last - 1].norm == "repubblica"
        state = state and (follows in _AFTER_REPUBLIC or follows in known.demonyms)
        before = cut_text.before(span.first)
        product = (
            span.known is not None and span.known.group == "company" and before is not None and before.norm in _ONE
        )
        if not (born or state or product or _is_longer(cut_text, span)):
            kept.append(span)
        if head.norm in name_words("national") and span.size > 1 and follows in known.demonyms:
            # "il ministero della Giustizia iracheno": not ours
            kept.append(Span(span.first, span.last + 1, "ORG", "rule:body", 3))
    return kept


def _clubs(cut_text: NameText, table: list[Span]) -> list[Span]:
    """Read a city with an article in a text about sport as its club: "la Roma", "tifoso del Napoli"."""
    if len(cut_text.ordinary & name_words("sport")) < 2:
        return table
    return [_club(cut_text, span) for span in table]


def _club(cut_text: NameText, span: Span) -> Span:
    city = span.known is not None and span.known.group in ("city", "capital") and span.kind == "LOC" and span.size == 1
    before, words, at = cut_text.before(span.first), cut_text.words, span.last
    if not city or before is None or before.norm not in _WITH_ARTICLE:
        return span
    goes_on = cut_text.joined(at) and (words[at].norm in OF or words[at].norm == "da")  # "la Roma di oggi"
    return span if goes_on else Span(span.first, span.last, "ORG", "rule:club", 3)


def _is_longer(cut_text: NameText, span: Span) -> bool:
    """Whether a weak spelling is only the head of another name: "Corriere di Terni"."""
    words, at = cut_text.words, span.last
    weak = span.known is not None and span.known.form == "context" and span.size == 1
    return weak and cut_text.joined(at) and cut_text.joined(at + 1) and words[at].norm in OF and words[at + 1].capital


def _supported(table: list[Span], tagged: dict[tuple[int, int], EntityKind]) -> list[Span]:
    """Leave out weak spellings that neither the model nor another name of the text supports."""
    sure = {span.known.entity.entity_id for span in table if span.known and span.known.form in ("", "exact")}
    kept: list[Span] = []
    for span in table:
        form = span.known.form if span.known else ""
        if (
            tagged.get((span.first, span.last)) == span.kind
            or form in ("", "exact")
            or (form == "inside" and not span.opens)
            or (form == "context" and span.known and span.known.entity.entity_id in sure)
        ):
            kept.append(span)
    return kept


def _longest(cut_text: NameText, model: list[Span], table: list[Span], rules: list[Span]) -> list[Span]:
    """Greedy by length: model and certain spellings first, with the rules that lengthen them; then what fills gaps."""
    begun = {span.first: span for span in model}
    strong = [*model, *(span for span in table if span.size > 1 or _is_place(cut_text, span))]
    strong += [rule for rule in rules if _lengthens(rule, begun) or _holds(rule, begun)]
    taken = bytearray(len(cut_text.words))
    chosen: list[Span] = []
    for group in (strong, [*table, *rules]):
        for span in sorted(group, key=_preference):
            if not any(taken[span.first : span.last]):
                taken[span.first : span.last] = b"\1" * (span.last - span.first)
                chosen.append(span)
    return sorted(chosen, key=lambda span: span.first)


def _is_place(cut_text: NameText, span: Span) -> bool:
    """Whether a single word is a country or capital and no first name besides ("Sofia Rossi", "Georgia Rossi")."""
    return is_fixed(span) and cut_text.words[span.first].norm not in given_names()


def _preference(span: Span) -> tuple[int, int, int, int, str]:
    """The longest first; of equally long ones the better known."""
    return (span.first - span.last, -span.rank, -len(span.head + span.tail), span.first, span.rule)


def _lengthens(rule: Span, begun: dict[int, Span]) -> bool:
    """Whether a rule's span adds words to a name of the model of the same sort."""
    if rule.kind == "PER":
        inside = (begun.get(at) for at in range(rule.first, rule.last))
        return any(span is not None and span.kind == "PER" and span.last <= rule.last for span in inside)
    span = begun.get(rule.first)
    if span is None or span.last >= rule.last:
        return False
    if any(at in begun and begun[at].kind == "PER" for at in range(span.last, rule.last)):
        return False  # "il presidente della Fondazione Rossi"
    short_body = rule.kind == "ORG" and span.size == 1
    return span.kind == rule.kind or rule.rule == "rule:place_word" or short_body


def _holds(rule: Span, begun: dict[int, Span]) -> bool:
    """Whether a body's span holds the place or field that the model saw alone: "Università di Pavia"."""
    if rule.rule != "rule:body":
        return False
    inside = [begun[at] for at in range(rule.first + 1, rule.last) if at in begun]
    return bool(inside) and all(span.kind != "PER" and span.last <= rule.last for span in inside)
