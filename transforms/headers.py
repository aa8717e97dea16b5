"""The header of a news text: headline, dateline with place and date, agency.

A dateline is read piece by piece (place, country, day, clock time, agency, in any order) and counts only when it ends
as datelines do. The day is the day of publication only when it is written with its year; nothing is guessed.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache

from babel.dates import get_month_names

from transforms.reference import read_reference, split_cell

# A header is short: headline, kicker, byline and dateline stand in the first lines, a dateline in the first characters.
_MAX_LINES = 8
_MAX_DATELINE = 200
_MAX_TITLE = 200
_MAX_PIECES = 10


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines say; offsets in code points of the text, None where nothing is said.

    Attributes:
        place: the place of the dateline as written.
        agency: canonical name of the news agency.
        title_end: end of the headline, 0 without one.
        body_start: first character of the report behind headline and dateline.
    """

    title: str | None = None
    place: str | None = None
    agency: str | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    title_end: int = 0
    body_start: int = 0


@dataclass(slots=True)
class _Pieces:
    """What a dateline was found to hold so far; `end` is the offset behind its last piece."""

    end: int
    place: str | None = None
    agency: str | None = None
    day: date | None = None
    has_day: bool = False
    clock: time | None = None
    labelled: bool = False
    names: list[str] = field(default_factory=list[str])


_LETTER = "[^\\W\\d_]"
_UPPER = "[A-ZÀ-ÖØ-ÞŠŽČĆĐŁŚŹŻİĞŞ]"
_JOIN = (
    r"(?:(?:di|del|della|dello|dei|degli|delle|in|nel|nella|sul|sulla|al|a|lo|la|il|e|de|do|of)\s+"
    r"|(?:dell|nell|sull|d|l)['’])"
)
_CAPITAL = rf"(?:(?:[LD]['’])?{_UPPER}[\w'’.]*)"
_PLACE = re.compile(rf"{_CAPITAL}(?:[ /-](?:{_JOIN})?{_CAPITAL}){{0,4}}")
_BRACKET = re.compile(r"[(\[\\/]\s?([^\W_][^()\[\]\\\n]{1,40}?)\s?[)\]\\]")
_SPACE = re.compile(r"[ \t\xa0]*")
_SEPARATOR = re.compile(r"[ \t\xa0]*(?:[-–—]{1,2}|[,;:.|/])?[ \t\xa0]*")
_DASHES = "-–—"
_LABEL = re.compile(
    r"(?:date|data|pubblicat[oa]|pubblicazione|aggiornato|ultimo aggiornamento|fonte)\b"
    r"(?:\s+(?:il|alle|del))?\s*:?\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:lun|mar|mer|gio|ven|sab|dom)(?:edì|edi'|coledì|vedì|erdì|ato|enica|\.)?,?\s+(?=\d)", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)(?:T(?=\d\d:\d\d))?")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_CLOCK = re.compile(
    r"(?:alle\s+)?(?:(?:ore|h)\.?\s*)?(\d{1,2})[:.](\d{2})(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\d|[.:/]\d)",
    re.IGNORECASE,
)
_END_OF_SENTENCE = re.compile(r"[.!?…][\"'»”’)\]]*$")
_FULL_STOP = re.compile(r"(?:[.:;,…]|[.!?…][\"'»”’)\]]+)$")
_BYLINE = re.compile(r"(?:di|a cura di|del nostro|dal nostro|dalla nostra|redazione|by|foto|fonte)\b", re.IGNORECASE)
_LOOKS_LIKE_AGENCY = re.compile(r"press|news|agen[cz]|kronos|notizie|stampa", re.IGNORECASE)
_BARE_AGENCY = re.compile(r"([\w/]+(?: [\w/]+)?)(?=\s*[-–—]\s|\s*$)")
_TAIL = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]\s*[.]?\s*$")


@cache
def _months() -> dict[str, int]:
    wide = get_month_names("wide", locale="it")
    months = {name.lower(): number for number, name in wide.items()}
    months |= {name.lower()[:3]: number for number, name in wide.items()} | {"sett": 9}
    return months


@cache
def _written_day() -> re.Pattern[str]:
    """A day as in "3 Febbraio 2026", "3 FEB", "12 mar."; no word boundary behind the year: "2026Le forze" happens."""
    names = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?:il\s+)?(\d{{1,2}})\s*[°º]?\s*[-/ ]?\s*({names})(?!{_LETTER})\.?"
        r"(?:\s*[-/, ]\s*(?:del\s+)?(\d{4})(?!\d)|\s+['’]?(\d{2})(?=\s*(?:[-–—(]|$)))?",
        re.IGNORECASE,
    )


@cache
def _agencies() -> dict[str, str]:
    """Name as written, case folded → canonical name."""
    return {
        written.casefold(): row["name"]
        for row in read_reference("it/agencies.csv", required=("name", "written"))
        for written in split_cell(row["written"])
    }


def agency_of(written: str) -> str | None:
    """The news agency that a tag such as "ANSA", "Adnkronos/Dpa" or "ANSA-AFP" names first; None when it names none.

    >>> agency_of("Adnkronos/Labitalia")
    'Adnkronos'
    """
    known = _agencies()
    whole = written.strip().casefold()
    if whole in known:
        return known[whole]
    for part in re.split(r"[/,]| - |-", whole)[:4]:
        if part.strip() in known:
            return known[part.strip()]
    return None


def read_header(text: str) -> Header:
    """Headline, dateline, agency and day of publication as the first lines tell them.

    >>> read_header("Kiev, 2 febbraio 2026 – Domani il vertice.").published_on
    datetime.date(2026, 2, 2)
    >>> read_header("ROMA (ANSA) - Il governo cade.").agency
    'ANSA'
    """
    lines = _first_lines(text)
    header = Header()
    title: tuple[int, int] | None = None
    pieces: _Pieces | None = None
    for index, (start, end) in enumerate(lines):
        found = _dateline(text, start, end)
        whole_line = found is not None and not text[found.end : end].strip()
        if found is not None:
            pieces = found if pieces is None else _merge(pieces, found)
            if not whole_line:
                header = Header(body_start=found.end)
                break
            continue
        if _is_byline(text[start:end]):
            continue
        if _is_title(text, lines, index):
            if title is None or (_is_kicker(text[slice(*title)]) and pieces is None):
                title = (start, end)
            continue
        header = Header(body_start=start)
        break
    pieces = pieces or _Pieces(0)
    published_at = datetime.combine(pieces.day, pieces.clock) if pieces.day and pieces.clock else None
    return Header(
        title=text[slice(*title)] if title else None,
        place=pieces.place,
        agency=pieces.agency or _tail_agency(text),
        published_on=pieces.day,
        published_at=published_at,
        title_end=title[1] if title else 0,
        body_start=header.body_start,
    )


def _merge(first: _Pieces, later: _Pieces) -> _Pieces:
    """Two header lines: what the first one tells wins ("Pubblicato …" stands before "Aggiornato …")."""
    return _Pieces(
        end=later.end,
        place=first.place or later.place,
        agency=first.agency or later.agency,
        day=first.day or later.day,
        has_day=first.has_day or later.has_day,
        clock=first.clock if first.day else later.clock or first.clock,
        labelled=first.labelled or later.labelled,
    )


def _first_lines(text: str) -> list[tuple[int, int]]:
    """Spans of the first lines that are not blank, without the white space around them."""
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text) and len(lines) < _MAX_LINES:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        head = text[start:stop]
        if head.strip():
            lines.append((start + len(head) - len(head.lstrip()), start + len(head.rstrip())))
        start = stop + 1
    return lines


def _is_kicker(line: str) -> bool:
    """The rubric over a headline: "ESTERI", "Ultim'ora"."""
    return len(line.split()) <= 2


def _is_byline(line: str) -> bool:
    return len(line) <= 80 and len(line.split()) <= 8 and _BYLINE.match(line) is not None and not line.endswith(".")


def _is_title(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """A short line without full stop that has a report behind it."""
    start, end = lines[index]
    line = text[start:end]
    if len(line) > _MAX_TITLE or _FULL_STOP.search(line) or line[0].islower() or line[0] in "-–—•*@#":
        return False
    for later, later_end in lines[index + 1 :]:
        body = text[later:later_end]
        if len(body) > _MAX_TITLE or (_END_OF_SENTENCE.search(body) and 2 * len(body) > len(line)):
            return True
        found = _dateline(text, later, later_end)
        if found is not None and text[found.end : later_end].strip():
            return True
    return False


def _tail_agency(text: str) -> str | None:
    """The agency that signs at the end: "… di domani. (ANSA)."."""
    match = _TAIL.search(text[-120:])
    return agency_of(match.group(1)) if match else None


def _dateline(text: str, start: int, end: int) -> _Pieces | None:
    """The dateline or date line at the beginning of a line, or None."""
    limit = min(end, start + _MAX_DATELINE)
    pieces = _Pieces(start)
    at = start
    for _ in range(_MAX_PIECES):
        after = _piece(text, at, limit, pieces)
        if after is None:
            break
        pieces.end = after
        separator = _SEPARATOR.match(text, after, limit)
        at = separator.end() if separator else after
    if pieces.end == start or not _complete(text, pieces, end):
        return None
    separator = _SEPARATOR.match(text, pieces.end, end)
    pieces.end = separator.end() if separator else pieces.end
    return pieces


def _complete(text: str, pieces: _Pieces, end: int) -> bool:
    """Whether the pieces make a dateline, judged by what they are and by how they end."""
    separator = _SEPARATOR.match(text, pieces.end, end)
    mark = separator.group().strip() if separator else ""
    rest = text[separator.end() if separator else pieces.end : end]
    dashed = bool(mark) and mark[0] in _DASHES
    if not rest.strip():  # the line holds nothing else
        return pieces.has_day or pieces.agency is not None
    ends = dashed or (mark in (".", ":", "") and not rest[0].islower())
    if pieces.agency is not None or (pieces.has_day and (pieces.place is not None or pieces.labelled)):
        return ends
    if pieces.has_day:
        return dashed and pieces.day is not None
    return pieces.place is not None and dashed and _sure_place(pieces.place, text[pieces.end : pieces.end + 3], rest)


def _sure_place(place: str, behind: str, rest: str) -> bool:
    """A place alone, in capitals, before a dash with spaces and a sentence: "ROMA – Il governo …"."""
    return place.isupper() and len(place) > 2 and behind[0].isspace() and len(rest) > 60


def _piece(text: str, at: int, limit: int, pieces: _Pieces) -> int | None:
    """Read one piece at `at` into `pieces`; its end, or None when there is none."""
    label = _LABEL.match(text, at, limit)
    if label and not pieces.has_day:
        pieces.labelled = True
        return label.end()
    for reader in (_read_bracket, _read_day, _read_clock, _read_agency, _read_place):
        after = reader(text, at, limit, pieces)
        if after is not None:
            return after
    return None


def _read_day(text: str, at: int, limit: int, pieces: _Pieces) -> int | None:
    weekday = _WEEKDAY.match(text, at, limit)
    start = weekday.end() if weekday else at
    day: date | None
    if match := _ISO.match(text, start, limit):
        day = _day(match[1], match[2], match[3])
    elif match := _NUMERIC.match(text, start, limit):
        day = _day(match[4], match[3], match[1])
    elif match := _written_day().match(text, start, limit):
        month = str(_months()[match[2].lower()])
        year = match[3] or match[4]
        day = _day(year, month, match[1]) if year else None
        if not 1 <= int(match[1]) <= 31:
            return None
    else:
        return None
    pieces.has_day = True
    pieces.day = pieces.day or day
    return match.end()


def _day(year: str, month: str, day: str) -> date | None:
    """A calendar day; years of two digits as POSIX reads them (69 to 99 are 1969 to 1999). None when there is none."""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 69 else 2000
    try:
        return date(number, int(month), int(day)) if 1000 <= number <= 2500 else None
    except ValueError:
        return None


def _read_clock(text: str, at: int, limit: int, pieces: _Pieces) -> int | None:
    match = _CLOCK.match(text, at, limit)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    pieces.clock = pieces.clock or time(int(match[1]), int(match[2]))
    return match.end()


def _read_bracket(text: str, at: int, limit: int, pieces: _Pieces) -> int | None:
    match = _BRACKET.match(text, at, limit)
    if match is None:
        return None
    inside = match.group(1)
    agency = agency_of(inside)
    if agency is None and pieces.place is not None and pieces.agency is None:
        if _LOOKS_LIKE_AGENCY.search(inside):
            agency = inside
        elif not inside[0].isupper() or len(inside.split()) > 3:  # else the country or province of the place
            return None
    elif agency is None:
        return None
    pieces.agency = pieces.agency or agency
    return match.end()


def _read_agency(text: str, at: int, limit: int, pieces: _Pieces) -> int | None:
    """An agency without brackets, before a dash or at the end of the line: "ANSA - ROMA, 3 FEB"."""
    match = _BARE_AGENCY.match(text, at, limit)
    if match is None or pieces.agency is not None:
        return None
    agency = agency_of(match.group(1))
    if agency is None:
        return None
    pieces.agency = agency
    return match.end(1)


def _read_place(text: str, at: int, limit: int, pieces: _Pieces) -> int | None:
    if pieces.place is not None:
        return None
    match = _PLACE.match(text, at, limit)
    if match is None:
        return None
    end = match.end()
    if text[end - 1] == ".":
        end -= 1
    space = _SPACE.match(text, end, limit)
    after = space.end() if space else end
    behind = text[after : after + 1]
    if behind == ",":
        probe = _Pieces(after)
        gap = _SPACE.match(text, after + 1, limit)
        follows = gap.end() if gap else after + 1
        if _read_day(text, follows, limit, probe) is None and _read_bracket(text, follows, limit, probe) is None:
            return None
    elif behind in _DASHES and behind:
        if not (after > end and text[after + 1 : after + 2] in (" ", "\xa0", "-")) and text[after : after + 2] != "--":
            return None
    elif behind not in ("(", "[", "\\") and _read_day(text, after, limit, _Pieces(after)) is None:
        return None
    pieces.place = text[at:end]
    return end
