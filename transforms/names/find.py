"""All names of a text: who and what is spoken of, each tied to its entity.

Reference tables, the model and rules propose spans (`name_spans`); here one is chosen wherever they overlap, the
longest first, because names never nest; then names are made consistent inside the document and linked (`entities`),
and descriptions are tied to whom they mean (`roles`).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc

from transforms.facts import FoundEntity, FoundMention, FoundUnread
from transforms.names.choose import choose
from transforms.names.entities import Cast, Registry, cast_persons, name_others, person_of, via_of
from transforms.names.gazetteer import Gazetteer, gazetteer
from transforms.names.roles import find_roles
from transforms.names.text import ARTICLES, NameText, Span, cut, name_words
from transforms.names.words import HANDLE


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


def find_names(doc: Doc, published_on: date | None = None, blocks: Sequence[tuple[int, int, str]] = ()) -> FoundNames:
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
    choice = choose(cut_text, doc, known, blocks)
    spans = choice.spans
    cast = cast_persons(cut_text, spans, known)
    others = name_others(cut_text, spans, known)
    mentions = [_link(cut_text, span, cast, others, known) for span in spans]
    mentions = _described(cut_text, spans, mentions)
    linked = [
        (span, mention.entity)
        for span, mention in zip(spans, mentions, strict=True)
        if mention.entity and mention.via != "role"
    ]
    mentions += find_roles(cut_text, linked, published_on)
    mentions += _handles(cut_text, mentions, known)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    found = FoundNames(tuple(mentions), (), tuple(mention.start for mention in mentions))
    dropped = sorted(set(choice.dropped), key=lambda item: (item.start, item.end))
    return replace(found, unread=tuple(item for item in dropped if not found.within(item.start, item.end)))


def _link(cut_text: NameText, span: Span, cast: Cast, others: Registry, known: Gazetteer) -> FoundMention:
    start, end = cut_text.surface(span)
    if span.kind == "PER":
        entity = person_of(cut_text, span, cast, known)
    else:
        norm = cut_text.norm(span.first, span.last)
        entity = others.at.get(span.first) or others.entities[(span.kind, norm)]
    return FoundMention(start, end, span.kind, via_of(cut_text, span, entity), span.rule, entity)


def _described(cut_text: NameText, spans: list[Span], mentions: list[FoundMention]) -> list[FoundMention]:
    """Make a description of a body that stands behind its own name: "la Knesset, il Parlamento israeliano"."""
    result = mentions[:1]
    for (left, before), (span, mention) in pairwise(zip(spans, mentions, strict=True)):
        words = cut_text.words[left.last : span.first]
        article = words[0] if len(words) == 1 and words[0].norm in ARTICLES else None
        generic = span.known is None and span.size > 1 and cut_text.words[span.first].norm in name_words("org")
        if article and generic and left.known and span.kind == left.kind == "ORG" and cut_text.text[before.end] == ",":
            mention = replace(mention, start=article.start, via="role", rule="role:apposition", entity=before.entity)
        result.append(mention)
    return result


def _handles(cut_text: NameText, mentions: list[FoundMention], known: Gazetteer) -> list[FoundMention]:
    """@handles: those of the tables, and those that the text gives a name: "Marta Lysenko (@martalysenko)"."""
    ends = {mention.end: mention.entity for mention in mentions if mention.via != "role"}
    told: dict[str, FoundEntity | None] = {}
    found: list[FoundMention] = []
    for match in HANDLE.finditer(cut_text.text):
        handle = match[0].lower()
        before = cut_text.text[max(0, match.start() - 3) : match.start()]
        end = match.start() - (len(before) - len(before.rstrip(" (,")))
        entity = known.handles.get(handle) or told.setdefault(handle, ends.get(end)) or ends.get(end)
        if entity is not None and entity.kind != "LOC":
            rule = "reference:handle" if handle in known.handles else "document:handle"
            found.append(FoundMention(match.start(), match.end(), entity.kind, "alias", rule, entity))
    return found
