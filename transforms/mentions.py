"""All names of a text: who and what is spoken of, each tied to its entity.

Reference tables, the model and rules propose spans (`name_spans`); here one is chosen wherever they overlap, the
longest first, because names never nest; then names are made consistent inside the document and linked (`entities`),
and descriptions are tied to whom they mean (`roles`).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from transforms.contract import EntityKind
from transforms.entities import Cast, Registry, cast_persons, name_others, via_of
from transforms.facts import FoundEntity, FoundMention, FoundUnread
from transforms.gazetteer import Gazetteer, gazetteer
from transforms.name_spans import (
    NameText,
    Span,
    body_spans,
    cut,
    given_names,
    known_spans,
    model_spans,
    name_words,
    run_spans,
)
from transforms.name_words import HANDLE


@dataclass(frozen=True, slots=True)
class FoundNames:
    """The names of one text and who is meant by them.

    Attributes:
        mentions: in text order; role mentions may contain name mentions, name mentions never nest.
        unread: names that the model saw and that were dropped, with the reason.
    """

    mentions: tuple[FoundMention, ...]
    unread: tuple[FoundUnread, ...]
    starts: tuple[int, ...]

    @property
    def entities(self) -> tuple[FoundEntity, ...]:
        """The distinct entities in the order of their first mention."""
        found = (mention.entity for mention in self.mentions if mention.entity)
        return tuple(dict.fromkeys(found))

    def at(self, offset: int) -> FoundMention | None:
        """The name that covers this code point, else the narrowest description that does, else None."""
        covering = [mention for mention in self._before(offset) if mention.end > offset]
        names = [mention for mention in covering if mention.via != "role"]
        options = names or covering
        return min(options, key=lambda mention: mention.end - mention.start, default=None)

    def within(self, start: int, end: int) -> list[FoundMention]:
        """The mentions that lie inside a span, in text order."""
        first = bisect_right(self.starts, start - 1)
        last = bisect_right(self.starts, end - 1)
        return [mention for mention in self.mentions[first:last] if mention.end <= end]

    def _before(self, offset: int) -> tuple[FoundMention, ...]:
        """The mentions that begin at most 200 code points before the offset."""
        return self.mentions[bisect_right(self.starts, offset - 200) : bisect_right(self.starts, offset)]


def find_names(
    doc: Doc, published_on: date | None = None, blocks: Sequence[tuple[int, int, str]] = ()
) -> FoundNames:
    """Find all names of a text and the entities they mean.

    Args:
        doc: the parse; its names (`doc.ents`) are used when a model has set them.
        published_on: the day on which offices are looked up; None: only what the text itself tells.
        blocks: embedded foreign blocks, (start, end, language), where Italian rules of shape are not applied.

    Returns:
        Mentions and unread names, in text order.
    """
    known = gazetteer()
    cut_text = cut(doc.text)
    tagged = doc.has_annotation("ENT_IOB") and len(doc.ents) > 0
    spans, dropped = _choose(cut_text, doc, known, tagged)
    spans = _repeat(cut_text, spans, known)
    cast = cast_persons(cut_text, spans, known)
    others = name_others(cut_text, spans, known)
    mentions = [_link(cut_text, span, cast, others, known) for span in spans]
    mentions += _handles(cut_text, known)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    unread = tuple(sorted(dropped, key=lambda item: item.start))
    return FoundNames(tuple(mentions), unread, tuple(mention.start for mention in mentions))


def _choose(
    cut_text: NameText, doc: Doc, known: Gazetteer, tagged: bool
) -> tuple[list[Span], list[FoundUnread]]:
    """One reading wherever spans overlap: tables, model and long rules first, then what fills the rest."""
    dropped: list[FoundUnread] = []
    model: list[Span] = []
    for span, start, end, reason in model_spans(cut_text, doc, known) if tagged else ():
        if span is None:
            dropped.append(FoundUnread(start, end, "name", reason))
            continue
        why = _refuse(cut_text, span, known)
        if why:
            dropped.append(FoundUnread(*cut_text.surface(span), "name", why))
        else:
            model.append(span)
    marked = {(span.first, span.last): span.kind for span in model}
    table = _trusted(cut_text, list(known_spans(cut_text, known)), marked)
    rules = [*run_spans(cut_text, alone=not tagged), *body_spans(cut_text, known)]
    strong = [*model, *(span for span in table if span.last - span.first > 1 or span.known and span.known.fixed)]
    strong += [rule for rule in rules if any(_extends(rule, span) for span in model if span.first >= rule.first)] if len(model) < 2000 else []
    weak = [span for span in [*table, *rules] if span not in strong]
    taken = bytearray(len(cut_text.words))
    chosen: list[Span] = []
    for group in (strong, weak):
        for span in sorted(group, key=lambda span: (span.first - span.last, -span.rank, span.first, span.rule)):
            if not any(taken[span.first : span.last]):
                taken[span.first : span.last] = b"\1" * (span.last - span.first)
                chosen.append(_kind_of(cut_text, span, table, marked))
    return sorted(chosen, key=lambda span: span.first), dropped


def _extends(rule: Span, span: Span) -> bool:
    return rule.first <= span.first and span.last <= rule.last and rule.kind == span.kind and rule.kind == "PER"


def _kind_of(cut_text: NameText, span: Span, table: list[Span], marked: dict[tuple[int, int], EntityKind]) -> Span:
    """The kind where table and model differ: a country is a place; else a first name or a club may win."""
    if span.known is None or span.known.fixed:
        return span
    kind = marked.get((span.first, span.last))
    if kind == "PER" and span.kind == "LOC" and cut_text.words[span.first].norm in given_names():
        return Span(span.first, span.last, "PER", "model", 2)
    return span


def _refuse(cut_text: NameText, span: Span, known: Gazetteer) -> str | None:
    """Why a tagged span is no name: a demonym, a product, a storm, a law."""
    words = cut_text.words
    if span.last - span.first == 1 and words[span.first].text.lower() in known.demonyms:
        return "demonym"
    before = words[span.first - 1] if span.first and cut_text.gaps[span.first] in ("", "'") else None
    if before is not None and before.norm in name_words("thing") and not before.capital:
        return "product_or_event"
    return None


def _trusted(
    cut_text: NameText, table: list[Span], marked: dict[tuple[int, int], EntityKind]
) -> list[Span]:
    """Leave out spellings that need support from the model or the rest of the text and have none."""
    sure = {span.known.entity.entity_id for span in table if span.known and span.known.form in ("", "exact")}
    kept: list[Span] = []
    for span in table:
        form = span.known.form if span.known else ""
        supported = (span.first, span.last) in marked
        if form == "inside" and cut_text.opening[span.first] and not supported:
            continue
        if form == "context" and not supported and not (span.known and span.known.entity.entity_id in sure):
            continue
        kept.append(span)
    return kept


def _repeat(cut_text: NameText, spans: list[Span], known: Gazetteer) -> list[Span]:
    """A name seen once is that name wherever it stands: surnames of persons, repeated names of one kind."""
    spans = _one_kind(cut_text, spans)
    surnames: set[str] = set()
    names: dict[str, EntityKind] = {}
    for span in spans:
        words = [word.norm for word in cut_text.words[span.first : span.last]]
        if span.kind == "PER" and len(words) > 1:
            surnames.add(words[-1])
        if span.last - span.first == 1 and len(words[0]) > 3:
            names.setdefault(words[0], span.kind)
    taken = bytearray(len(cut_text.words))
    for span in spans:
        taken[span.first : span.last] = b"\1" * (span.last - span.first)
    more: list[Span] = []
    for at, word in enumerate(cut_text.words):
        if taken[at] or not word.capital or len(word.norm) < 3 or cut_text.opening[at] and word.norm not in surnames:
            continue
        if word.norm in surnames:
            more.append(Span(at, at + 1, "PER", "document:surname", 1))
        elif word.norm in names:
            more.append(Span(at, at + 1, names[word.norm], "document:repeat", 1))
    return sorted([*spans, *more], key=lambda span: span.first)


def _one_kind(cut_text: NameText, spans: list[Span]) -> list[Span]:
    """Give a repeated name that no table knows the kind that it has most often."""
    votes: dict[str, Counter[EntityKind]] = {}
    for span in spans:
        if span.known is None:
            votes.setdefault(cut_text.norm(span.first, span.last), Counter())[span.kind] += 1
    result: list[Span] = []
    for span in spans:
        if span.known is None:
            kind = votes[cut_text.norm(span.first, span.last)].most_common(1)[0][0]
            span = replace(span, kind=kind)
        result.append(span)
    return result


def _link(cut_text: NameText, span: Span, cast: Cast, others: Registry, known: Gazetteer) -> FoundMention:
    start, end = cut_text.surface(span)
    entity = _person(cut_text, span, cast, known) if span.kind == "PER" else None
    if entity is None:
        norm = cut_text.norm(span.first, span.last)
        entity = others.entities.get((span.kind, norm))
    assert entity is not None
    return FoundMention(start, end, span.kind, via_of(cut_text, span, entity), span.rule, entity)


def _person(cut_text: NameText, span: Span, cast: Cast, known: Gazetteer) -> FoundEntity:
    from transforms.entities import _person_entity
    from transforms.name_words import sound

    words = tuple(word.norm for word in cut_text.words[span.first : span.last])
    key = " ".join(sound(word.text) for word in cut_text.words[span.first : span.last])
    if key in cast.by_sound:
        return cast.by_sound[key].entity
    person = cast.named(words, span.first)
    if person is not None:
        return person.entity
    options = known.persons.get(words[-1], []) if len(words) == 1 else []
    if len(options) == 1:
        return options[0]
    return _person_entity(cut_text, span, key, known)


def _handles(cut_text: NameText, known: Gazetteer) -> list[FoundMention]:
    found: list[FoundMention] = []
    for match in HANDLE.finditer(cut_text.text):
        entity = known.handles.get(match[0].lower())
        if entity is not None:
            found.append(FoundMention(match.start(), match.end(), entity.kind, "alias", "reference:handle", entity))
    return found
