"""The header of a news text: headline, dateline with place and date, agency.

The day is the day of publication only when it is written with its year; nothing is guessed.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

from transforms.documents.dateline import MAX_DATELINE, Pieces, agency_of, header_words, is_furniture, read_dateline

_ITALY = ZoneInfo("Europe/Rome")
# A header is short: headline, kicker, byline and dateline stand in the first lines.
_MAX_LINES = 8
_MAX_TITLE = 200
_MAX_SIGNATURE = 60
# The last lines of an agency's report: its day, and the mark that ends the transmission.
_MAX_CLOSING = 2
#: Who wrote and who passed the report: "Red/Abc".
_INITIALS = re.compile(r"[A-Za-z]{3}(?:[/-][A-Za-z]{3})?\s+(?=\d)")
#: The lines above an agency's headline (IPTC 7901): number, channel, rank, length.
_WIRE_CODE = re.compile(
    r"(?:ZCZC\S*|[A-Z]{2,4}\d{3,}\S*|[A-Z]{2,4}_\d{6,8}_\d{3,6}|[A-Z] [A-Z]{3} [A-Z]\d[A-Z0-9]{1,2}\b)"
    r"(?: [A-Z0-9/_]{1,8})*|\d(?: [a-z]{3})? [a-z]{2}\d\d(?: [A-Z]{3,4})?"
)

_BAR = re.compile(r"[|·•>›]\s*|\s/\s+")
_END_OF_SENTENCE = re.compile(r"[.!?…][\"'»”’)\]]*$")
_FULL_STOP = re.compile(r"(?:[.:;,…]|[.!?…][\"'»”’)\]]+)$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|fonte:?)\s+(?:copyright\s+)?([^\W_][\w]*(?: [^\W_]\w*)?)", re.IGNORECASE)
_TAIL = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]\s*[.]?\s*$")


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
    pieces: Pieces | None = None
    by: str | None = None
    for index, (start, end) in enumerate(lines):
        found = read_dateline(text, start, end) or _behind_bar(text, start, end) or _masthead(text, start, end)
        whole_line = found is not None and not text[found.end : end].strip()
        if found is not None:
            pieces = found if pieces is None else _merge(pieces, found)
            if not whole_line:
                header = Header(body_start=found.end)
                break
            continue
        if _WIRE_CODE.fullmatch(text, start, end) or is_furniture(text[start:end]):
            continue
        if _is_byline(text[start:end]):
            by = by or agency_of(text[start:end].split(" ", 1)[-1])
            continue
        if _is_title(text, lines, index):
            if title is None or (_is_kicker(text[slice(*title)]) and pieces is None):
                title = (start, end)
            continue
        header = Header(body_start=start)
        break
    pieces = _stamped(text, pieces) or pieces or _signed(text) or Pieces(0)
    published_at = datetime.combine(pieces.day, pieces.clock) if pieces.day and pieces.clock else None
    if published_at is not None and pieces.ahead is not None:
        published_at = published_at.replace(tzinfo=timezone(pieces.ahead)).astimezone(_ITALY).replace(tzinfo=None)
    return Header(
        title=text[slice(*title)] if title else None,
        place=pieces.place,
        agency=pieces.agency or by or _tail_agency(text),
        published_on=published_at.date() if published_at is not None else pieces.day,
        published_at=published_at,
        title_end=title[1] if title else 0,
        body_start=header.body_start,
    )


def _behind_bar(text: str, start: int, end: int) -> Pieces | None:
    """The day that ends a line of rubric or author: "Cronaca | 3 febbraio 2026 | 8.30"."""
    if end - start > _MAX_SIGNATURE:
        return None
    for bar in _BAR.finditer(text, start, end):
        found = read_dateline(text, bar.end(), end)
        if found is not None and found.has_day and not text[found.end : end].strip():
            return found
    return None


#: The first words of a paper's front page: "Anno XII - n. 64 - giovedì 5 marzo 2026 - € 1,50".
_YEAR_OF_PAPER = re.compile(r"anno\s+(?:[IVXLC]{1,8}|\d{1,3})\b[^\w\n]", re.IGNORECASE)
_PARTS_OF_MASTHEAD = re.compile(r"[-–—|·•,]\s*")


def _masthead(text: str, start: int, end: int) -> Pieces | None:
    """The day of the issue that a paper prints beside its year and number, in a line of its own."""
    if end - start > MAX_DATELINE or not _YEAR_OF_PAPER.match(text, start, end):
        return None
    for part in _PARTS_OF_MASTHEAD.finditer(text, start, end):
        found = read_dateline(text, part.end(), end)
        if found is not None and found.day is not None:
            return replace(found, end=end)
    return None


def _merge(first: Pieces, later: Pieces) -> Pieces:
    """Two header lines: what the first one tells wins ("Pubblicato …" stands before "Aggiornato …")."""
    return Pieces(
        end=later.end,
        place=first.place or later.place,
        agency=first.agency or later.agency,
        day=first.day or later.day,
        has_day=first.has_day or later.has_day,
        clock=first.clock if first.day else later.clock or first.clock,
        ahead=first.ahead if first.day else later.ahead if later.clock else first.ahead,
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
    """The rubric over a headline: "Ultim'ora", "DAL MONDO"."""
    words = len(line.split())
    return words == 1 or (words == 2 and line.isupper())


def _is_byline(line: str) -> bool:
    return (
        len(line) <= 80
        and len(line.split()) <= 8
        and header_words("byline", r"\b").match(line) is not None
        and not line.endswith(".")
    )


def _is_title(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """A short line without full stop that has a report behind it."""
    start, end = lines[index]
    line = text[start:end]
    if len(line) > _MAX_TITLE or _FULL_STOP.search(line) or line[0].islower() or line[0] in "-–—•*@#>":
        return False
    for later, later_end in lines[index + 1 :]:
        body = text[later:later_end]
        if len(body) > _MAX_TITLE or (_END_OF_SENTENCE.search(body) and 2 * len(body) > len(line)):
            return True
        found = read_dateline(text, later, later_end)
        if found is not None and text[found.end : later_end].strip():
            return True
    return False


def _tail_agency(text: str) -> str | None:
    """The agency that signs at the end: "… di domani. (ANSA).", "© Copyright ANSA", "Fonte: Adnkronos"."""
    tail = text[-MAX_DATELINE:].rstrip()
    for form in (_TAIL, _COPYRIGHT):
        match = form.search(tail)
        if match and (agency := agency_of(match.group(1))):
            return agency
    return None


def _stamped(text: str, pieces: Pieces | None) -> Pieces | None:
    """What an agency's closing line adds, which alone tells the year: "05-MAR-26 18:30", "2026-03-05 18:30"."""
    if pieces is None or pieces.day is not None or (pieces.agency is None and not pieces.has_day):
        return None
    stop = len(text)
    for _ in range(_MAX_CLOSING):
        stop = len(text[max(0, stop - MAX_DATELINE) : stop].rstrip()) + max(0, stop - MAX_DATELINE)
        start = text.rfind("\n", 0, stop) + 1
        if start == 0 or stop - start > _MAX_SIGNATURE:
            return None
        end = stop - len("NNNN") if text.endswith("NNNN", start, stop) else stop  # the end of a transmission
        initials = _INITIALS.match(text, start, end)
        found = read_dateline(text, initials.end() if initials else start, end)
        if found is not None and found.day is not None and found.place is None and not text[found.end : end].strip():
            return _merge(replace(pieces, clock=None, ahead=None), found)
        if end == stop:
            return None
        stop = start
    return None


def _signed(text: str) -> Pieces | None:
    """The last line where it is a day with a place or a label: "Roma, 3 febbraio 2026"."""
    stop = len(text.rstrip())
    start = text.rfind("\n", 0, stop) + 1
    if start == 0 or stop - start > _MAX_SIGNATURE:
        return None
    found = read_dateline(text, start, stop)
    told = found is not None and (found.place is not None or found.labelled)  # "Ultima modifica il 3 febbraio 2026"
    whole = told and found is not None and not text[found.end : stop].strip()
    return found if whole else None
