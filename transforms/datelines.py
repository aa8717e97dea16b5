"""The dateline of an agency or newspaper report: "ROMA (ANSA) – ", "(AGENPARL) - Roma, 3 Febbraio 2026"."""

import re
from dataclasses import dataclass

_PLACE = r"[A-ZÀ-Ý][\w'’]+(?:[ -](?:(?:di|del|della|nell'|nel|in|sul|al|d')\s?)?[A-ZÀ-Ý][\w'’]+){0,3}"
_MONTH = r"(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*\.?"
_DATE = rf"(?:[0-3]?[0-9]°?\s+(?i:{_MONTH})(?:\s+[12][0-9]{{3}})?)"
_AGENCY = r"\((?P<agency>[^\W\d_][\w./ -]{1,30})\)"
_DASH = r"[-–—]"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_AGENCY}\s*{_DASH}\s*(?P<place>{_PLACE}),?\s+{_DATE}(?:\s*{_DASH})?",  # (ANSA) - ROMA, 03 FEB -
        rf"(?P<place>{_PLACE})(?:,?\s+{_DATE})?\s*{_AGENCY}\s*{_DASH}",  # Milano, 3 feb (Adnkronos) -
        rf"(?P<place>{_PLACE}),\s+{_DATE}\s*{_DASH}",  # Roma, 3 febbraio 2026 –
        rf"(?P<place>[A-ZÀ-Ý]{{3,}}(?:[ -][A-ZÀ-Ý]{{3,}})?)\s+[–—]",  # ROMA –
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline lies, in code points, and what it says.

    Attributes:
        start: first character.
        end: just after its last character; the report begins at the next one that is not a space.
        place: [start, end) of the city.
        agency: name in the brackets as written; None without one.
    """

    start: int
    end: int
    place: tuple[int, int]
    agency: str | None


def find_dateline(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The dateline at the very beginning of `text[start:end]`, or None.

    >>> line = "ROMA (ANSA) – Il governo cade."
    >>> found = find_dateline(line)
    >>> line[slice(*found.place)], found.agency, line[found.end :]
    ('ROMA', 'ANSA', ' Il governo cade.')
    """
    stop = min(len(text) if end is None else end, start + 120)
    while start < stop and text[start].isspace():
        start += 1
    for form in _FORMS:
        match = form.match(text, start, stop)
        if match is not None:
            agency = match.groupdict().get("agency")
            return Dateline(start, match.end(), match.span("place"), agency)
    return None
