"""Single values that a format tells, checked by their form alone: what is none of the kind is None."""

import html
import re
from typing import Any

#: A longer value is no headline, no name and no address.
_MAX_VALUE = 500
_BLANK = re.compile(r"\s+")
_NO_CHARACTER = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_DAY = len("2026-03-05")


def several(value: Any) -> list[Any]:
    """A list as it is, anything else as a list of one."""
    return value if isinstance(value, list) else [value]


def value_of(value: Any) -> str | None:
    """A value as text in one line, character references resolved; None where it is empty, too long or no text."""
    if not isinstance(value, str) or len(value) > 2 * _MAX_VALUE:
        return None
    plain = _BLANK.sub(" ", html.unescape(value)).strip()
    return plain if plain and len(plain) <= _MAX_VALUE and not _NO_CHARACTER.search(plain) else None


def joined(values: list[Any]) -> str | None:
    """Several values as one: "Ada Rovelli; Ugo Serra"."""
    return "; ".join(dict.fromkeys(plain for one in values if (plain := value_of(one)))) or None


def address_of(value: Any) -> str | None:
    """An address of the web."""
    plain = value_of(value)
    return plain if plain and _ADDRESS.fullmatch(plain) else None


def language_of_tag(value: Any) -> str | None:
    """The first language, as BCP 47 writes it: "it_IT" → "it-IT"."""
    one = several(value)[0] if value else None
    plain = value_of(one.get("alternateName") if isinstance(one, dict) else one)
    return plain.replace("_", "-") if plain and _LANGUAGE.fullmatch(plain) else None


def when(value: Any) -> dict[str, str | None]:
    """A moment or a day as `flows.metadata.read_told` takes it: a day alone is no moment."""
    plain = value_of(value)
    return {"published_on" if plain and len(plain) <= _DAY else "published_at": plain}
