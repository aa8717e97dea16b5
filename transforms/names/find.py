"""All names of a text: who and what is spoken of, each tied to its entity.

Reference tables, the model and rules propose spans (`proposals`), one is chosen wherever they overlap (`choose`), names
are made consistent inside the document (`repeats`) and linked (`entities`), descriptions are tied to whom they mean
(`roles`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from transforms.facts import FoundEntity, FoundMention, FoundUnread
from transforms.names.choose import choose_names
from transforms.names.entities import cast_persons, name_others, person_of, via_of
from transforms.names.gazetteer import gazetteer
from transforms.names.roles import find_roles
from transforms.names.scan import HANDLE
from transforms.names.text import NameText, cut
from transforms.parsing import usual_casing


@dataclass(frozen=True, slots=True)
class FoundNames:
    """The names of one text and who is meant by them.

    Attributes:
        mentions: in text order; role mentions may contain name mentions, name mentions never nest.
        unread: names that the model saw and that were dropped, with the reason.
    """

    mentions: tuple[FoundMention, ...]
    unread: tuple[FoundUnread, ...]


def find_names(
    doc: Doc,
    published_on: date | None = None,
    blocks: Sequence[tuple[int, int, str]] = (),
    source: str | None = None,
) -> FoundNames:
    """Find all names of a text and the entities they mean.

    Args:
        doc: the parse; its names (`doc.ents`) are used when a model has set them.
        published_on: the day on which offices are looked up; None: only what the text itself tells.
        blocks: embedded foreign blocks, (start, end, language), where Italian rules of shape are not applied.
        source: ``doc.text``, which spaCy puts together anew at each call; None: it is asked.

    Returns:
        Mentions and unread names, in text order.
    """
    source = doc.text if source is None else source
    text = cut(source, gazetteer(), usual_casing(doc, source))
    spans, refused = choose_names(text, doc, blocks)
    cast, others = cast_persons(text, spans), name_others(text, spans)
    linked = [(span, person_of(text, span, cast) if span.kind == "PER" else others.of(text, span)) for span in spans]
    mentions = [
        FoundMention(*text.surface(span), span.kind, via_of(text, span, entity), span.rule, entity)
        for span, entity in linked
    ]
    roles = find_roles(text, linked, published_on)
    mentions = [*_without_described(mentions, roles), *roles, *_handles(text, mentions)]
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    starts = [mention.start for mention in mentions]
    dropped = sorted(set(refused), key=lambda item: (item.start, item.end))
    unread = (item for item in dropped if not _holds_a_name(mentions, starts, item))
    return FoundNames(tuple(mentions), tuple(unread))


def _holds_a_name(mentions: list[FoundMention], starts: list[int], dropped: FoundUnread) -> bool:
    """Whether something was found inside what was dropped after all."""
    first, last = (bisect_left(starts, at) for at in (dropped.start, dropped.end))
    return any(mention.end <= dropped.end for mention in mentions[first:last])


def _without_described(names: list[FoundMention], roles: list[FoundMention]) -> list[FoundMention]:
    """Names without those that are wholly a description: "Vecchia Signora" is the Juventus; one span is one mention."""
    described = {(role.start, role.end) for role in roles}
    return [name for name in names if (name.start, name.end) not in described]


def _handles(text: NameText, mentions: list[FoundMention]) -> list[FoundMention]:
    """@handles: those of the tables, and those that the text gives a name: "Marta Lysenko (@martalysenko)"."""
    if "@" not in text.raw:
        return []
    ends = {mention.end: mention.entity for mention in mentions}
    told: dict[str, FoundEntity | None] = {}
    found: list[FoundMention] = []
    for match in HANDLE.finditer(text.raw):
        handle = match[0].lower()
        before = text.raw[max(0, match.start() - 3) : match.start()]
        end = match.start() - (len(before) - len(before.rstrip(" (,")))
        entity = text.known.handles.get(handle) or told.setdefault(handle, ends.get(end)) or ends.get(end)
        if entity is not None and entity.kind != "LOC":
            rule = "reference:handle" if handle in text.known.handles else "document:handle"
            found.append(FoundMention(match.start(), match.end(), entity.kind, "alias", rule, entity))
    return found
