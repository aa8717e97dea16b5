"""What is told about a text from outside it, and which source wins where several tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from transforms.contract import Completeness
from transforms.documents.outlets import outlet_of

_BLANK = re.compile(r"\s+")
#: A day and the minute of that day are one statement; what is told about the statements themselves is none.
_APART = ("published_on", "told_by", "n_chars_left_out", "completeness")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known about a text from outside it. None: not told. Fields are those of `documents`."""

    published_on: date | None = None
    published_at: datetime | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    section: str | None = None
    completeness: Completeness | None = None
    told_by: str | None = None
    n_chars_left_out: int | None = None

    def over(self, other: "Told") -> "Told":
        """These statements, with those of `other` where nothing is told here."""
        own = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        if "published_on" in own and "published_at" not in own and own["published_on"] != other.published_on:
            own["published_at"] = None  # another's minute does not belong to this day
        if own.keys() - {"told_by"} and other.told_by is not None:  # what is replaced was told by nobody
            kept = [clause for clause in other.told_by.split("; ") if _field_of(clause) not in own]
            own["told_by"] = "; ".join([*([self.told_by] if self.told_by else []), *kept]) or None
        return replace(other, **own)


def settle(sources: Iterable[tuple[str, Told]]) -> Told:
    """What several sources tell about one text: the first one that tells a field wins it.

    Args:
        sources: the name of each source and what it tells, the best source first.

    Returns:
        The statements; `told_by` says which source won where they disagree: ``"title: json_ld over meta"``.

    >>> settle([("json_ld", Told(title="Cade un ponte")), ("meta", Told(title="Un ponte cade"))]).told_by
    'title: json_ld over meta'
    """
    given = [item for item in sources if item[1] != Told()]
    settled = Told()
    for _, told in given:
        settled = settled.over(told)
    clauses = []
    for name in Told.__slots__:
        if name in _APART:
            continue
        tell = [(source, told) for source, told in given if _is_told(told, name)]
        others = [source for source, told in tell[1:] if not _agree(name, tell[0][1], told)]
        if others:
            clauses.append(f"{name}: {tell[0][0]} over {', '.join(dict.fromkeys(others))}")
    before = [settled.told_by] if settled.told_by else []
    return replace(settled, told_by="; ".join([*clauses, *before]) or None)


def _field_of(clause: str) -> str:
    name = clause.partition(":")[0]
    return "published_on" if name == "published_at" else name


def _is_told(told: Told, name: str) -> bool:
    if name == "published_at":
        return told.published_on is not None or told.published_at is not None
    return getattr(told, name) is not None


def _agree(name: str, one: Told, other: Told) -> bool:
    """Whether two sources tell the same; a headline that only goes on with the name of the outlet is the same."""
    if name == "published_at":
        days = [told.published_on or (told.published_at and told.published_at.date()) for told in (one, other)]
        minutes = {told.published_at for told in (one, other)} - {None}
        return days[0] == days[1] and len(minutes) < 2
    first, second = _plain(name, one), _plain(name, other)
    if name == "title":
        return first.startswith(second) or second.startswith(first)
    return first == second


def _plain(name: str, told: Told) -> str:
    value = str(getattr(told, name))
    if name == "outlet":
        value = outlet_of(value, None, None) or value
    elif name == "language":
        value = value.partition("-")[0]
    elif name == "url":
        value = value.partition("://")[2].removeprefix("www.").rstrip("/")
    return _BLANK.sub(" ", value).strip().casefold().replace("’", "'")
