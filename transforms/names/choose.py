"""Choose one reading wherever proposed names overlap: the longest name wins, because names never nest."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.facts import FoundUnread
from transforms.language import function_words, words_of
from transforms.names.gazetteer import make_entity
from transforms.names.proposals.bodies import body_spans, company_spans, numbered_spans, state_spans
from transforms.names.proposals.clubs import with_clubs
from transforms.names.proposals.evidence import event_ranges, outside
from transforms.names.proposals.explained import (
    acronym_spans,
    named_after,
    noun_spans,
    signature_ranges,
    sited_spans,
    thing_ranges,
)
from transforms.names.proposals.known import known_spans
from transforms.names.proposals.lands import foreign_bodies, on_the_ground, with_land
from transforms.names.proposals.listed import one_kind_listed, with_authors, with_players
from transforms.names.proposals.roads import road_spans
from transforms.names.proposals.shapes import area_spans, run_spans, street_spans
from transforms.names.proposals.tagged import is_aged, tagged_names
from transforms.names.proposals.vehicles import vehicle_ranges
from transforms.names.repeats import one_kind, repeat, retold
from transforms.names.text import NameSpan, NameText
from transforms.names.words import (
    ARTICLES,
    ELIDED_PARTICLES,
    INDEFINITE,
    OF,
    PARTICLES,
    given_names,
    name_words,
)


class Strength(NamedTuple):
    """How much a proposal counts against others.

    Attributes:
        rank: the higher wins where two are equally long.
        lengthens: it is chosen before what fills gaps where it adds words to a sure name of one of these kinds.
        holds: so it is where it holds sure names that are no persons.
    """

    rank: int
    lengthens: tuple[EntityKind, ...] = ()
    holds: bool = False


#: By rule, the names that are sure first; a spelling of the reference tables has the strength of `_KNOWN`.
STRENGTHS = {
    "rule:noun": Strength(3),
    "rule:named_after": Strength(3),
    "rule:state": Strength(3),
    "rule:region": Strength(3),
    "rule:numbered": Strength(3),
    "rule:foreign": Strength(3),
    "rule:reigns": Strength(3),
    "rule:area": Strength(4),
    "model": Strength(2),
    "rule:street": Strength(3),
    "rule:acronym": Strength(2),
    "rule:club": Strength(3),
    "rule:company": Strength(3),
    "rule:body": Strength(1, lengthens=("ORG",), holds=True),
    "rule:tail": Strength(1, lengthens=("ORG",)),
    "rule:place_word": Strength(1, lengthens=("LOC", "ORG", "PER")),
    "rule:given_name": Strength(1, lengthens=("PER",)),
    "rule:initials": Strength(1, lengthens=("PER",)),
    "rule:title": Strength(1, lengthens=("PER",)),
    "rule:particle": Strength(1, lengthens=("PER", "ORG", "LOC")),
    "rule:site": Strength(1, lengthens=("LOC",)),
    "rule:preposition": Strength(1),
    "rule:capitals": Strength(1),
    "rule:player": Strength(1),
    "rule:listed": Strength(1),
    "document:body": Strength(2),
    "reference:surname": Strength(1),
}
_KNOWN = Strength(3)
# "Nato a Milano", "Nata nel 1950": born, not the alliance.
_AFTER_BORN = words_of("a ad in nel nella nell negli il l da sotto come con per")
#: Before the state, not before the newspaper: "fedele alla Repubblica".
_OF_STATE = words_of("alla della nella dalla prima seconda")
_STOP = re.compile(r"\.(?:[A-Za-z]\.)*")
#: Groups of bodies that are called after people.
_FIRMS = ("company", "media")
_FROM = words_of("dal dalla dall")


def choose_names(
    text: NameText, doc: Doc, blocks: Sequence[tuple[int, int, str]] = ()
) -> tuple[list[NameSpan], list[FoundUnread]]:
    """All names of a text, none inside another, and what the model tagged and is no name.

    Args:
        text: the text, cut by `text.cut`.
        doc: its parse; without names of a model the rules of shape count more.
        blocks: foreign blocks, (start, end, language), where Italian shapes say nothing.
    """
    tagged = len(doc.ents) > 0 or doc.has_annotation("ENT_IOB")
    table = _seats(text, with_clubs(text, [span for span in known_spans(text) if not _is_other_word(text, span)]))
    ranges = {(span.first, span.last): span for span in sorted(table, key=_sureness)}
    seen, dropped = tagged_names(text, doc, ranges) if tagged else ([], [])
    events = [
        *event_ranges(text),
        *thing_ranges(text),
        *signature_ranges(text),
        *vehicle_ranges(text),
        *_passed_on(text),
    ]
    model = outside(seen, events)
    stays = {id(span) for span in model}
    dropped += [FoundUnread(*text.surface(span), "name", "product_or_event") for span in seen if id(span) not in stays]
    table = _supported(outside(table, events), model)
    foreign = [
        (bisect_left(text.starts, start), bisect_left(text.starts, end))
        for start, end, language in blocks
        if language != "it"
    ]
    none_here = [*events, *foreign]
    model = list(_without_foreign_phrases(text, model, blocks))
    rules = outside([*run_spans(text, alone=not tagged), *body_spans(text), *sited_spans(text)], none_here)
    model, rules = (list(_without_seat(text, spans)) for spans in (model, rules))
    after = named_after(text, [*model, *table, *rules])
    gone = {at for span in after for at in range(span.first, span.last)}
    model, table, rules = (
        [span for span in spans if span.kind != "PER" or gone.isdisjoint(range(span.first, span.last))]
        for spans in (model, table, rules)
    )
    bodies = {at for span in [*model, *table, *rules] if span.kind == "ORG" for at in range(span.first, span.last)}
    spelt_out = [
        span
        for span in acronym_spans(text)
        if text.norms[span.first] in name_words("org") or not bodies.isdisjoint(range(span.first, span.last))
    ]
    explained = outside([*noun_spans(text), *spelt_out], none_here)
    shaped = [*company_spans(text), *street_spans(text), *area_spans(text), *road_spans(text), *state_spans(text)]
    shaped += [*numbered_spans(text), *foreign_bodies(text)]
    sure, others = [*model, *after, *shaped, *explained], [*table, *rules]
    spans = _longest(text, sure, others)
    again = retold(text, spans)
    spans = _longest(text, [*sure, *again], others) if again else spans
    spans = one_kind_listed(text, with_authors(text, with_players(text, spans)))
    spans = list(on_the_ground(text, list(with_land(text, repeat(text, one_kind(text, spans))))))
    return [_with_stop(text, span) for span in outside(spans, events)], dropped


def _passed_on(text: NameText) -> Iterator[tuple[int, int]]:
    """The "RT" before a handle, which says that a post is passed on."""
    if "RT @" in text.raw:
        yield from (
            (at, at + 1) for at, word in enumerate(text.words)
            if word.text == "RT" and text.raw.startswith(" @", word.end)
        )  # fmt: skip


def _without_foreign_phrases(
    text: NameText, spans: Sequence[NameSpan], blocks: Sequence[tuple[int, int, str]]
) -> Iterator[NameSpan]:
    """Spans without words of another language that the model took for a name: "Der Bürgermeister"."""
    begins = [start for start, _, _ in blocks]
    for span in spans:
        start = text.starts[span.first]
        at = bisect_right(begins, start) - 1
        if at >= 0 and start < blocks[at][1] and span.known is None and _is_phrase(text, span, blocks[at][2]):
            continue
        yield span


def _is_phrase(text: NameText, span: NameSpan, language: str) -> bool:
    """Whether small words that no name has stand in a span of another language, or open it."""
    words = text.words[span.first : span.last]
    small = any(not word.capital and word.norm not in PARTICLES for word in words)
    return small or (text.opening[span.first] and words[0].text.lower() in function_words(language))


def _sureness(span: NameSpan) -> tuple[bool, int]:
    """Of two spellings on the same words the surer one decides: "papa Francesco", not any Francesco."""
    return span.known is not None and span.known.sure, len(span.head + span.tail)


def _without_seat(text: NameText, spans: list[NameSpan]) -> Iterator[NameSpan]:
    """Each police force apart from where its men sit: "la Guardia di finanza di Bertolara", "Vigili del Nucleo"."""
    for span in spans:
        force = _force(text, span) if span.kind == "ORG" else None
        if force is None or force.last >= span.last - 1 or text.norms[force.last] not in OF:
            yield span
            continue
        yield force
        first = next((at for at in range(force.last + 1, span.last) if text.words[at].capital), 0)
        if not first:
            continue  # "la Guardia di finanza della provincia"
        joint = (at for at in range(first + 1, span.last) if text.norms[at] in ("e", "ed"))
        unit = text.norms[first] in name_words("org")
        yield replace(span, first=first, last=next(joint, span.last), kind="ORG" if unit else "LOC")


def _force(text: NameText, span: NameSpan) -> NameSpan | None:
    """The police force of the tables that opens a span."""
    found = None
    for last, known in text.spellings(span.first):
        if known.group == "force" and last < span.last:
            found = replace(span, last=last, known=known, rule=f"reference:{known.form or 'name'}")
    return found


def _with_stop(text: NameText, span: NameSpan) -> NameSpan:
    """A name that ends in an abbreviation, with its stop: "Anna B.", "Bertolara S.r.l."."""
    last = text.words[span.last - 1]
    short = (len(last.text) == 1 and last.text.isalpha()) or "." in last.text or last.norm in ("jr", "sr")
    if span.known is not None or not short or not (span.size > 1 or "." in last.text):
        return span
    stop = _STOP.match(text.raw, last.end, last.end + 8)
    return replace(span, tail=stop[0]) if stop else span


def _is_other_word(text: NameText, span: NameSpan) -> bool:
    """Whether a spelling of the tables is another word where it stands: born, a state, a product, a longer name."""
    last, known, before = span.last, span.known, text.before(span.first)
    goes_on = last < len(text.words) and text.gaps[last] == "" and not text.words[last].capital
    follows = text.norms[last] if goes_on else ""
    if known is not None and (_is_initials(text, span) or _is_measure_or_rank(text, span)):
        return True
    if span.size == 1 and text.is_short_title(span.first):
        return True  # "Mons. Bassi" is not in Belgium
    if text.words[span.first].text == "Nato" and text.opening[span.first] and follows in _AFTER_BORN:
        return True
    if span.kind == "ORG" and text.norms[last - 1] == "repubblica":  # "la Repubblica popolare": not the newspaper
        state = any(end > last and known.fixed for end, known in text.spellings(last - 1))  # "la Repubblica Ceca"
        state = state or (span.size == 1 and before is not None and before.norm in _OF_STATE)
        return state or follows in OF or follows in name_words("adj") or follows in text.known.demonyms
    if span.size == 1 and text.norms[span.first] == "governo" and before is not None:
        return before.norm in ("di", "questo") or text.goes_on(last)  # "il Governo Neri", "un mandato di Governo"
    if known is None:
        return False
    other = _is_town(text, span) or known.form == "context" or known.group == "company"
    if other and span.size == 1 and text.personally_titled(span.first):
        return True  # "il dottor Roma", "l'avvocato Ferrari"
    if span.size == 1 and (_is_town(text, span) or known.group in _FIRMS) and text.titled_alone(span.first):
        return True  # "il sindaco Genova", "il ministro Ferrero"
    if known.group == "company" and before is not None and before.norm in INDEFINITE:
        return True  # "una Ferrari"
    weak = known.form == "context" and span.size == 1  # "Corriere di Terni"
    return weak and text.joined(last) and text.norms[last] in OF and text.goes_on(last + 1)


def _is_town(text: NameText, span: NameSpan) -> bool:
    """Whether it is a place that people are called after: any but a country."""
    return span.kind == "LOC" and span.known is not None and not text.known.is_country(span.known.entity)


def _is_initials(text: NameText, span: NameSpan) -> bool:
    """Whether a known spelling is initials or a preposition: "G. B. Rossi", "G.B., 34 anni", "Dell'Olmo"."""
    if span.last >= len(text.words):
        return False
    if span.size == 1 and text.norms[span.first] in ELIDED_PARTICLES and text.gaps[span.last] == "'":
        return True
    letters = all(len(word.text) == 1 for word in text.words[span.first : span.last])
    return letters and ((text.words[span.last].capital and text.joined(span.last)) or is_aged(text, span))


def _is_measure_or_rank(text: NameText, span: NameSpan) -> bool:
    """Whether a short known spelling is a unit, a number or the end of a word: "32 GB", "il X circolo", "Wi-Fi"."""
    word = text.words[span.first]
    if span.size == 1 and len(word.text) < 3 and text.gaps[span.first] == "-":
        return True  # "Wi-Fi"
    if span.size > 1 or not word.shouted or len(word.text) > _SHORT or text.shouted_line(span.first):
        return False
    before = text.before(span.first)
    return (before is not None and before.text.isdigit()) or all(letter in "IVX" for letter in word.text)


#: No unit and no Roman numeral of a district is longer.
_SHORT = 4


def _seats(text: NameText, table: list[NameSpan]) -> list[NameSpan]:
    """Read the seat of a power that acts as the body that sits there: "la Casa Bianca smentisce", "Dal Quirinale …"."""

    def acts(span: NameSpan) -> bool:
        before = text.before(span.first)
        seat = span.kind == "LOC" and text.norm(span.first, span.last) in name_words("seat")
        if before is None:
            return seat and text.opening[span.first]
        return seat and (before.norm in ARTICLES or (before.capital and before.norm in _FROM))

    return [_as_body(span) if acts(span) else span for span in table]


def _as_body(span: NameSpan) -> NameSpan:
    if span.known is None:
        return span
    body = replace(span.known, entity=make_entity("ORG", span.known.entity.name))
    return replace(span, kind="ORG", rule="rule:seat", known=body)


def _supported(table: list[NameSpan], model: list[NameSpan]) -> list[NameSpan]:
    """Leave out weak spellings that neither the model nor another name of the text supports."""
    tagged = {(span.first, span.last, span.kind) for span in model}
    sure = {span.known.entity.entity_id for span in table if span.known and span.known.sure}

    def holds(span: NameSpan) -> bool:
        if span.known is None or span.known.sure or (span.first, span.last, span.kind) in tagged:
            return True
        if span.known.form == "context":
            return span.known.entity.entity_id in sure
        return span.known.form == "inside" and not span.opens

    return [span for span in table if holds(span)]


def _longest(text: NameText, sure: list[NameSpan], others: list[NameSpan]) -> list[NameSpan]:
    """Greedy by length: what is sure, and what lengthens it, first; then what fills gaps."""
    begun = {span.first: span for span in sure}
    strong = [span for span in others if _stands(text, span) or _lengthens(span, begun) or _holds(span, begun)]
    taken = bytearray(len(text.words))
    chosen: list[NameSpan] = []
    for group in ([*sure, *strong], others):
        for span in sorted(group, key=_preference):
            if not any(taken[span.first : span.last]):
                taken[span.first : span.last] = b"\1" * span.size
                chosen.append(span)
    return sorted(chosen, key=lambda span: span.first)


def _strength(span: NameSpan) -> Strength:
    return STRENGTHS[span.rule] if span.known is None else _KNOWN


def _preference(span: NameSpan) -> tuple[int, int, int, int, str]:
    """The longest first; of equally long ones the better known."""
    return (-span.size, -_strength(span).rank, -len(span.head + span.tail), span.first, span.rule)


def _stands(text: NameText, span: NameSpan) -> bool:
    """Whether a spelling of the tables needs no support: it has several words, or is a country or capital."""
    if span.known is None:
        return False
    return span.size > 1 or (span.fixed and text.norms[span.first] not in given_names())  # "Sofia Rossi"


def _lengthens(rule: NameSpan, begun: dict[int, NameSpan]) -> bool:
    """Whether a rule's span adds words to a name that stands, of the same sort."""
    kinds = _strength(rule).lengthens
    if rule.kind == "PER":
        inside = (begun.get(at) for at in range(rule.first, rule.last)) if kinds else ()
        return any(span is not None and span.kind in kinds and span.last <= rule.last for span in inside)
    span = begun.get(rule.first)
    if span is None or span.last >= rule.last:
        return False
    if any(at in begun and begun[at].kind == "PER" for at in range(span.last, rule.last)):
        return False  # "il presidente della Fondazione Rossi"
    return span.kind in kinds or (rule.kind == "ORG" and span.size == 1)


def _holds(rule: NameSpan, begun: dict[int, NameSpan]) -> bool:
    """Whether a body's span holds the place or field that the model saw alone: "Università di Pavia"."""
    if not _strength(rule).holds:
        return False
    inside = [begun[at] for at in range(rule.first + 1, rule.last) if at in begun]
    return bool(inside) and all(span.kind != "PER" and span.last <= rule.last for span in inside)
