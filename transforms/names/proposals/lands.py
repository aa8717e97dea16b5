"""Names with their land: "il ministero della Difesa olandese", "Beatrice d'Olanda"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.language import words_of
from transforms.names.gazetteer import Known
from transforms.names.scan import fold
from transforms.names.text import NameSpan, NameText
from transforms.names.words import OF, name_words

#: Before the name of who reigns, whose land belongs to it.
_REIGNS = words_of("re regina principe principessa duca duchessa granduca granduchessa arciduca infanta infante")

#: What is not of a town's body but of the town.
_OF_GROUND = words_of("sindaco sindaca territorio agro area cittadini abitanti")
#: The number of one who reigns.
_NUMBER = re.compile(r"[IVX]{1,5}")
#: No body of the tables has more words.
_LONGEST = 7
_WHOLE = {"PER": "rule:reigns", "ORG": "rule:foreign"}


def foreign_bodies(text: NameText) -> Iterator[NameSpan]:
    """Italian ministries and the like of the tables that an adjective gives to another land."""
    demonyms = text.known.demonyms
    for at, word in enumerate(text.words[1:], 1):
        if word.capital or word.norm not in demonyms or text.gaps[at] != "":
            continue
        if demonyms[word.norm].entity_id == text.known.italy:
            continue
        for first in range(max(0, at - _LONGEST), at):
            if any(last == at and _is_italian_body(text, known) for last, known in text.spellings(first)):
                yield NameSpan(first, at + 1, "ORG", "rule:foreign")
                break


def _is_italian_body(text: NameText, known: Known) -> bool:
    """Whether a spelling is one of the bodies that every land has, of Italy."""
    entity = known.entity
    national = fold(known.words[0]) in name_words("national")
    return entity.kind == "ORG" and national and text.known.country.get(entity.entity_id) == text.known.italy


def with_land(text: NameText, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """The spans, with who reigns and the land, and with bodies that name their land at the end, in one."""
    taken = False
    for at, span in enumerate(spans):
        if taken:
            taken = False
            continue
        land = spans[at + 1] if at + 1 < len(spans) else None
        taken = land is not None and _is_land_of(text, span, land) and (_reigns(text, span) or _is_body(text, span))
        yield replace(span, last=land.last, known=None, rule=_WHOLE[span.kind]) if land is not None and taken else span


def _is_land_of(text: NameText, span: NameSpan, land: NameSpan) -> bool:
    """Whether "di" and a country follow a name."""
    country = land.known is not None and text.known.is_country(land.known.entity)
    of = land.first == span.last + 1 and text.norms[span.last] in OF
    return country and of and text.joined(span.last) and text.joined(land.first) and not text.goes_on(land.last)


def _reigns(text: NameText, span: NameSpan) -> bool:
    """Whether it is a first name with its number or behind a title of those who reign: "Ranieri II", "il re Carlo"."""
    before = text.before(span.first)
    numbered = span.size > 1 and _NUMBER.fullmatch(text.words[span.last - 1].text) is not None
    return span.kind == "PER" and (numbered or (span.size == 1 and before is not None and before.norm in _REIGNS))


def _is_body(text: NameText, span: NameSpan) -> bool:
    """Whether it is a body with an Italian head and more than that: "Consiglio dei medici"."""
    head = text.norms[span.first]
    return span.kind == "ORG" and span.size > 1 and head in name_words("org") and head not in name_words("tail")


def on_the_ground(text: NameText, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """The spans; of a town's body that is but the ground ("nel Comune di Zefira") the town alone."""
    for span in spans:
        town = span.first + 2
        if text.norms[span.first] != "comune" or town >= span.last or text.norms[town - 1] not in OF:
            yield span
            continue
        before = text.before(span.first)
        ground = before is not None and (before.norm in ("in", "nel") or text.owned_by(span.first) in _OF_GROUND)
        known = next((known for last, known in text.spellings(town) if last == span.last), None)
        rule = span.rule if known is None else f"reference:{known.form or 'name'}"
        yield replace(span, first=town, kind="LOC", known=known, rule=rule) if ground else span
