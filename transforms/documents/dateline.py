"""One line of a header, piece by piece: place, country, day, clock time, agency, in any order.

The pieces count as a dateline only when they end as datelines do. Nothing is guessed: a day without year stays open.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from transforms.reference import read_reference, split_cell, words

# A dateline stands in the first characters of its line.
MAX_DATELINE = 200
_MAX_PIECES = 10
# A report that follows a bare place is longer than a headline's second half.
_MIN_REPORT = 60


@dataclass(slots=True)
class Pieces:
    """What a dateline holds, None where it says nothing.

    Attributes:
        end: just after its last piece, or behind the separator that ends it.
        place: as written.
        agency: canonical name.
        day: the day, when written with its year.
        has_day: a day is written, with or without its year.
        clock: the clock time.
        ahead: how far the clock is ahead of UTC, when that is told.
        labelled: introduced by a word such as "date" or "pubblicato".
        numeric: the day is written in figures only ("2026-02-03").
        signed: an author or a rubric stands before the day.
    """

    end: int
    place: str | None = None
    agency: str | None = None
    day: date | None = None
    has_day: bool = False
    clock: time | None = None
    ahead: timedelta | None = None
    labelled: bool = False
    numeric: bool = False
    signed: bool = False


_LETTER = "[^\\W\\d_]"
_UPPER = "[A-ZÀ-ÖØ-ÞŠŽČĆĐŁŚŹŻİĞŞ]"
_JOIN = (
    r"(?:(?:di|del|della|dello|dei|degli|delle|in|nel|nella|sul|sulla|al|a|lo|la|il|e|de|do|of)\s+"
    r"|(?:dell|nell|sull|d|l)['’])"
)
_CAPITAL = rf"(?:S\.|(?:[LD]['’])?{_UPPER}[\w'’]*)"
_PLACE = re.compile(rf"{_CAPITAL}(?:[ /-](?:{_JOIN})?{_CAPITAL}){{0,4}}")
_BRACKET = re.compile(r"[(\[\\/]\s?([^\W_][^()\[\]\\\n]{1,40}?)\s?[)\]\\]")
_SPACE = re.compile(r"[ \t\xa0]*")
#: Pictures that pages put before author and day.
_PICTURES = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_PICTURE = re.compile(rf"[{_PICTURES}\s]+")
_SEPARATOR = re.compile(rf"[ \t\xa0{_PICTURES}]*(?:[-–—―‒]{{1,2}}|[,;:.|/·•])?[ \t\xa0{_PICTURES}]*")
_DASHES = "-–—―‒"
_WEEKDAY = re.compile(
    r"(?:(?:lun|mar|mer|gio|ven|sab|dom)(?:t?ed[iì]|coled[iì]|ved[iì]|erd[iì]|ato|enica|\.)?['’]?"
    r"|mon|tue|wed|thu|fri|sat|sun),?\s+(?=\d)",
    re.IGNORECASE,
)
_OF_DAY = re.compile(r"di\s+(?=(?:lun|mar|mer|gio|ven|sab|dom)[a-zì]*\s+\d)")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)(?:T(?=\d\d:\d\d))?")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
#: A moment in the basic form of ISO 8601, which closes the reports of some agencies: "20260203T071500Z".
_MOMENT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)T([01]\d|2[0-3])([0-5]\d)[0-5]\dZ\b")
_CLOCK = re.compile(
    r"(?:(?:alle|at)\s+)?(?:(?:ore|h)\.?\s*)?(\d{1,2})[:.](\d{2})(?::\d\d(?:\.\d{1,6})?)?"
    r"(?:(Z|\s?[+-]\d\d:?\d\d|\s(?:GMT|UTC)\b)|\sCES?T\b)?(?:\s?([ap])\.?m\b\.?)?"
    r"(?!\d|[.:/]\d)",
    re.IGNORECASE,
)
#: An hour without its minutes needs its word: "ore 11", "alle ore 9".
_HOUR = re.compile(r"(?:alle\s+)?(?:ore|h)\.?\s*(\d{1,2})(?!\d|[:.,/]\d)", re.IGNORECASE)
_BARE_AGENCY = re.compile(r"([\w/]+(?: [\w/]+)?)(?=\s*[-–—―‒]\s|\s*$)")


@cache
def header_words(role: str, then: str = "") -> re.Pattern[str]:
    """The words of header_words.csv with one role, the longest first, as a pattern that `then` ends."""
    found = sorted(words("it/documents/header_words", role=role), key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(found)}){then}", re.IGNORECASE)


def _label() -> re.Pattern[str]:
    return header_words("label", r"\b\.?(?:\s+n[.°r]{0,2}\s?\d{1,5}(?:/\d{2,4})?)?(?:\s+(?:il|alle|del|on))?\s*:?\s*")


@cache
def _counter() -> re.Pattern[str]:
    """What a page counts of itself beside the day: "12 commenti", "Tempo di lettura: 3 minuti", "Commenti: 0"."""
    words = header_words("counter").pattern
    return re.compile(
        rf"\d{{1,6}}\s*{words}\b|{words}\s*:?\s*\d{{1,6}}(?:\s*(?:min(?:ut[oi])?\b\.?|['’′]))?", re.IGNORECASE
    )


def is_furniture(line: str) -> bool:
    """Whether a line only tells of its page: what it counts, when it was last touched, under what it is filed.

    >>> is_furniture("Home > Cronaca > Puglia"), is_furniture("4 minuti di lettura"), is_furniture("Due feriti")
    (True, True, False)
    """
    return _counter().fullmatch(line) is not None or _CRUMBS.fullmatch(line) is not None


#: The way to a page, as sites print it: "Home > Cronaca > Puglia".
_CRUMBS = re.compile(
    r"home(?:\s?[>»›/]\s?[^\n>»›/]{1,60}){1,8}|[^\n>»›]{1,40}(?:\s[>»›]\s[^\n>»›]{1,60}){2,8}", re.IGNORECASE
)


@cache
def _months() -> dict[str, int]:
    """Month → number; English abbreviations too, because a header of mail or of a feed (RFC 822) has them."""
    rows = read_reference("it/dates/months", required=("month", "number", "language"))
    found: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: row["language"] != "it"):
        forms = [row["month"], *split_cell(row["abbreviations"])] if row["language"] == "it" else [row["month"][:3]]
        for form in forms:
            found.setdefault(form, int(row["number"]))
    return found


@cache
def _written_day() -> re.Pattern[str]:
    """A day as in "3 Febbraio 2026", "3 FEB", "12 mar."; no word boundary behind the year: "2026Le forze" happens."""
    names = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?:(?:il|del|l[iì]['’]?)\s+)?(\d{{1,2}})\s*[°º]?\s*[-/ ]?\s*({names})(?!{_LETTER})\.?"
        r"(?:\s*[-/, ]\s*(?:del\s+)?(\d{4})(?!\d)|[-/\s]\s*['’]?(\d{2})(?=\s*(?:[-–—(]|\d\d[:.]\d\d\b|$)))?",
        re.IGNORECASE,
    )


@cache
def _time_group() -> re.Pattern[str]:
    """Day, hour and minute in one number before month and year, as IPTC 7901 has it: "030715 FEB 26"."""
    names = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    return re.compile(rf"([0-3]\d)([01]\d|2[0-3])([0-5]\d)\s({names})\s(\d\d)\b", re.IGNORECASE)


@cache
def _english_day() -> re.Pattern[str]:
    """A day as English pages write it: "Feb 3, 2026", "February 3, 2026"."""
    names = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    return re.compile(
        r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,\s+)?"
        rf"({names})(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?\s+(\d{{1,2}}),\s+(\d{{4}})(?!\d)",
        re.IGNORECASE,
    )


@cache
def _agencies() -> dict[str, str]:
    """Name as written, case folded → canonical name."""
    return {
        written.casefold(): row["name"]
        for row in read_reference("it/documents/agencies", required=("name", "written"))
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


def read_dateline(text: str, start: int, end: int) -> Pieces | None:
    """The dateline or date line at the beginning of a line, or None."""
    limit = min(end, start + MAX_DATELINE)
    begin = _past(_PICTURE, text, start, limit)
    behind = _behind_author(text, begin, limit)
    pieces = Pieces(start, signed=behind is not None)
    at = begin if behind is None else behind
    for _ in range(_MAX_PIECES):
        after = _piece(text, at, limit, pieces)
        if after is None:
            break
        pieces.end = after
        at = _past(_SEPARATOR, text, after, limit)
    if pieces.end == start or not _complete(text, pieces, end):
        return None
    pieces.end = _past(_SEPARATOR, text, pieces.end, end)
    return pieces


#: Between an author or a rubric and the day.
_AFTER_AUTHOR = re.compile(
    rf"\s*[-–—―|·•,:/>{_PICTURES}]\s*|\s+(?:(?:il|del)\s+)?(?=\d|(?:lun|mar|mer|gio|ven|sab|dom)[.,]\s)", re.IGNORECASE
)
_NAMES = re.compile(rf"(?:\s+redazione\b)?(?:\s+(?:(?:{_LETTER}{{1,3}}|dell['’])\s*)?{_UPPER}[\w'’.]*){{0,6}}")
_PERSON = re.compile(rf"({_UPPER}[\w'’]+)\s+(?:{_UPPER}[\w'’]*\.?\s+){{0,2}}{_UPPER}[\w'’]+")
_MAX_AUTHOR = 70


def _behind_author(text: str, start: int, limit: int) -> int | None:
    """Where the day begins behind an author or a rubric: "di Carla Benassi - 5 marzo", "Redazione, 5 marzo"."""
    for role in ("byline", "rubric"):
        word = header_words(role, r"\b").match(text, start, limit)
        if word is None:
            continue
        names = _NAMES.match(text, word.end(), min(limit, start + _MAX_AUTHOR))
        mark = _AFTER_AUTHOR.match(text, names.end() if names else word.end(), limit)
        if mark is None:
            continue
        begin = _past(_label(), text, mark.end(), limit)
        return mark.end() if _read_day(text, begin, limit, Pieces(begin)) is not None else None
    person = _PERSON.match(text, start, min(limit, start + _MAX_AUTHOR))
    if person is not None and person[1].casefold() in _given_names() and not _is_known_place(person[0]):
        mark = _AFTER_AUTHOR.match(text, person.end(), limit)
        if mark is not None and _read_day(text, mark.end(), limit, Pieces(start)) is not None:
            return mark.end()
    return None


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in words("it/names/given_names", "name"))


def _author_behind(text: str, at: int, limit: int) -> int | None:
    """The end of a line that an author ends: "5 marzo 2026 di Carla Benassi"."""
    word = header_words("byline", r"\b").match(text, at, limit) or _BY.match(text, at, limit)
    names = _NAMES.match(text, word.end(), limit) if word else None
    if word is None or names is None or names.end() == word.end():
        return None
    rubric = _IN_RUBRIC.match(text, names.end() + 1, limit)  # "da Carla Benassi in Cronaca"
    end = rubric.end() if rubric else names.end()
    return end if end == limit or text[end] == "\n" else None


_BY = re.compile(r"da\b(?=\s)")


def _past(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    """Where a pattern ends that matches at an index; the index itself when it does not."""
    match = pattern.match(text, at, end)
    return match.end() if match else at


def _complete(text: str, pieces: Pieces, end: int) -> bool:
    """Whether the pieces make a dateline, judged by what they are and by how they end."""
    begin = _past(_SEPARATOR, text, pieces.end, end)
    mark, rest = text[pieces.end : begin].strip(), text[begin:end]
    dashed = bool(mark) and mark[0] in _DASHES
    if not rest.strip():  # the line holds nothing else
        return pieces.has_day or pieces.agency is not None or (pieces.labelled and pieces.clock is not None)
    if pieces.signed:  # "di Carla Benassi, 5 marzo 2026 alle urne" is no header
        return False
    ends = dashed or (mark in (".", ":", "") and not rest[0].islower())
    if pieces.agency is not None:
        return ends or mark == "/"
    if pieces.has_day and (pieces.place is not None or pieces.labelled):
        return ends
    if pieces.day is not None and (pieces.clock is not None or pieces.numeric):
        return dashed or (not mark and rest[0].isupper())
    if pieces.has_day:
        return dashed and pieces.day is not None
    if pieces.place is None or len(rest) < _MIN_REPORT or rest[0].islower():
        return False
    if mark == ".":
        return pieces.place.isupper() and _is_known_place(pieces.place)
    return dashed and text[pieces.end].isspace() and _is_place_alone(pieces.place, rest)


def _is_place_alone(place: str, rest: str) -> bool:
    """A place without day or agency before a report: "ROMA – Il governo …", but not "Roma – Lazio, il derby …"."""
    if place.isupper() and len(place) > 2:
        return True
    following = _PLACE.match(rest)
    return _is_known_place(place) and not (following and _is_known_place(following.group()))


@cache
def _known_places() -> frozenset[str]:
    names = words("world/entities", "name", kind="LOC") | words("world/aliases", "alias", kind="LOC")
    return frozenset(name.casefold() for name in names)


def _is_known_place(name: str) -> bool:
    return name.casefold().replace("’", "'") in _known_places()


_IN_RUBRIC = re.compile(rf"in\s+{_UPPER}\w+(?:\s+{_UPPER}?\w+){{0,2}}(?=\.?\s*(?:[|·•\n-]|$))")


def _piece(text: str, at: int, limit: int, pieces: Pieces) -> int | None:
    """Read one piece at `at` into `pieces`; its end, or None when there is none."""
    label = _label().match(text, at, limit)
    if label:  # "Pubblicato il … | Aggiornato il …", "Pubblicato in Cronaca"
        pieces.labelled = True
        rubric = _IN_RUBRIC.match(text, label.end(), limit)
        return rubric.end() if rubric else label.end()
    if pieces.has_day:
        counter = _counter().match(text, at, limit)  # "3 minuti di lettura", "12 commenti"
        if counter is not None:
            return counter.end()
        rubric = _IN_RUBRIC.match(text, at, limit) if pieces.labelled or pieces.signed else None
        last = rubric.end() if rubric else _author_behind(text, at, limit)
        if last is not None:
            return last
    for reader in (_read_bracket, _read_moment, _read_day, _read_clock, _read_agency, _read_place):
        after = reader(text, at, limit, pieces)
        if after is not None:
            return after
    return None


def _read_day(text: str, at: int, limit: int, pieces: Pieces) -> int | None:
    start = _past(_WEEKDAY, text, _past(_OF_DAY, text, at, limit), limit)  # "alle 18:30 di giovedì 5 marzo 2026"
    day: date | None
    if _english_day().match(text, at, limit):  # "Mar 5, 2026" is no Tuesday
        start = at
    if match := _ISO.match(text, start, limit):
        day = _day(match[1], match[2], match[3])
    elif match := _NUMERIC.match(text, start, limit):
        day = _day(match[4], match[3], match[1])
    elif match := _english_day().match(text, start, limit):
        day = _day(match[3], str(_months()[match[1].lower()]), match[2])
    elif match := _written_day().match(text, start, limit):
        month = str(_months()[match[2].lower()])
        year = match[3] or match[4]
        day = _day(year, month, match[1]) if year else None
        if not 1 <= int(match[1]) <= 31:
            return None
    else:
        return None
    pieces.numeric = pieces.numeric or (match[0][-1].isdigit() and not any(char.isalpha() for char in match[0]))
    pieces.has_day = True
    pieces.day = pieces.day or day
    return match.end()


def _read_moment(text: str, at: int, limit: int, pieces: Pieces) -> int | None:
    """Day and minute in one number: "20260203T071500Z", "030715 FEB 26"."""
    if match := _MOMENT.match(text, at, limit):
        day, clock = _day(match[1], match[2], match[3]), (match[4], match[5])
    elif match := _time_group().match(text, at, limit):
        day, clock = _day(match[5], str(_months()[match[4].lower()]), match[1]), (match[2], match[3])
    else:
        return None
    if day is None or pieces.day is not None:
        return None
    pieces.day, pieces.clock, pieces.has_day, pieces.numeric = day, time(int(clock[0]), int(clock[1])), True, True
    pieces.ahead = timedelta() if match.re is _MOMENT else None
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


def _read_clock(text: str, at: int, limit: int, pieces: Pieces) -> int | None:
    match = _CLOCK.match(text, at, limit)
    if match is None:
        hour_alone = _HOUR.match(text, at, limit) if pieces.has_day else None
        if hour_alone is None or int(hour_alone[1]) > 23:
            return None
        pieces.clock = pieces.clock or time(int(hour_alone[1]))
        return hour_alone.end()
    if int(match[1]) > 23 or int(match[2]) > 59:
        return None
    if pieces.clock is None:
        hour = int(match[1])
        if match[4] and hour <= 12:  # "6:30 pm", "12:15 am"
            hour = hour % 12 + 12 * (match[4].lower() == "p")
        pieces.clock = time(hour, int(match[2]))
        pieces.ahead = _ahead(match[3].strip()) if match[3] else None
    return match.end()


def _ahead(zone: str) -> timedelta:
    """How far a zone is ahead of UTC: "Z", "GMT", "+0100", "-05:00"."""
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:]) if digits.isdecimal() else 0
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def _read_bracket(text: str, at: int, limit: int, pieces: Pieces) -> int | None:
    match = _BRACKET.match(text, at, limit)
    if match is None:
        return None
    inside = match.group(1)
    if not pieces.has_day and inside[0].isdigit() and _read_day(text, match.start(1), limit, pieces) == match.end(1):
        return match.end()
    if pieces.has_day and _label().match(inside):  # "5 marzo 2026 (modifica il 6 marzo 2026)"
        return match.end()
    agency = agency_of(inside)
    if agency is None and pieces.place is not None and pieces.agency is None:
        if header_words("agency").search(inside):
            agency = inside
        elif not inside[0].isupper() or len(inside.split()) > 3:  # else the country or province of the place
            return None
    elif agency is None:
        return None
    pieces.agency = pieces.agency or agency
    return match.end()


def _read_agency(text: str, at: int, limit: int, pieces: Pieces) -> int | None:
    """An agency without brackets, before a dash or at the end of the line: "ANSA - ROMA, 3 FEB"."""
    match = _BARE_AGENCY.match(text, at, limit)
    if match is None or pieces.agency is not None:
        return None
    agency = agency_of(match.group(1))
    if agency is None:
        return None
    pieces.agency = agency
    return match.end(1)


def _is_header_word(text: str, at: int, limit: int) -> bool:
    """Whether an author, a rubric or a label begins there, which are capitalised as places are."""
    words = (header_words(role, r"\b").match(text, at, limit) for role in ("byline", "rubric", "label"))
    return any(word is not None for word in words)


def _read_place(text: str, at: int, limit: int, pieces: Pieces) -> int | None:
    if pieces.place is not None:
        return None
    match = _PLACE.match(text, at, limit)
    if match is None or _is_header_word(text, at, limit):
        return None
    end = match.end()
    if text[end - 1] == ".":
        end -= 1
    after = _past(_SPACE, text, end, limit)
    behind = text[after : after + 1]
    if behind == ",":
        probe = Pieces(after)
        follows = _past(_SPACE, text, after + 1, limit)
        if _read_day(text, follows, limit, probe) is None and _read_bracket(text, follows, limit, probe) is None:
            return None
    elif behind in _DASHES and behind:
        if not (after > end and text[after + 1 : after + 2] in (" ", "\xa0", "-")) and text[after : after + 2] != "--":
            return None
    elif behind == ".":
        if not text[at:end].isupper():
            return None
    elif behind not in ("(", "[", "\\") and _read_day(text, after, limit, Pieces(after)) is None:
        return None
    pieces.place = text[at:end]
    return end
