"""How values are written for English readers: days, numbers with their unit, how sure."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MODIFIERS = {
    "approximate": "about", "more_than": "more than", "less_than": "less than", "at_least": "at least",
    "at_most": "at most", "nearly": "nearly",
}  # fmt: skip
_UNITS = {"a": "years", "pp": "percentage points", "bp": "basis points"}


def day(value: date | None) -> str:
    """A day as people write it.

    >>> day(date(2026, 3, 9))
    '9 March 2026'
    """
    return "" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days(first: date | None, last: date | None) -> str:
    """From one day to another, as short as may be; a side that is not known is left open.

    >>> days(date(2026, 2, 1), date(2026, 2, 28)), days(date(2025, 1, 1), date(2025, 12, 31))
    ('February 2026', '2025')
    """
    if first is None or last is None:
        return f"since {day(first)}" if first else f"until {day(last)}" if last else ""
    if first == last:
        return day(first)
    starts, ends = first.day == 1, (last.month, last.day) == (12, 31) or _next(last).day == 1
    if starts and ends and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if starts and ends:
        return f"{_MONTHS[first.month - 1]} {first.year} – {_MONTHS[last.month - 1]} {last.year}"
    return f"{day(first)} – {day(last)}"


def _next(value: date) -> date:
    return date.fromordinal(value.toordinal() + 1) if value < date.max else value


def moment(value: datetime | None) -> str:
    """A moment in UTC, to the minute."""
    return "" if value is None else f"{day(value.date())}, {value:%H:%M} UTC"


def number(value: float | int | Decimal | None) -> str:
    """A number with its thousands apart; long round ones with a word.

    >>> number(18000.0), number(4.7e9), number(Decimal("2.50")), number(1_234_567)
    ('18,000', '4.7 billion', '2.5', '1,234,567')
    """
    if value is None:
        return ""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    for word, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if abs(exact) >= size:
            short = exact / size
            if short == round(short, 2):
                return f"{_plain(short)} {word}"
            break
    return _plain(exact)


def _plain(value: Decimal) -> str:
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def bounds(row: dict[str, Any]) -> str:
    """Value and unit of a figure: its bounds when it is a range, with what the text says of them.

    >>> bounds({"low": 7000.0, "high": 9000.0, "unit": None, "modifier": "approximate"})
    'about 7,000 – 9,000'
    """
    low, high = number(row["low"]), number(row["high"])
    value = low if low == high else f"{low} – {high}"
    unit = row["unit"]
    modifier = _MODIFIERS.get(row["modifier"] or "", "")
    tail = "" if not unit else "%" if unit == "%" else f" {_UNITS.get(unit, unit)}"
    return f"{modifier} {value}{tail}".strip()


def sure(confidence: float | None) -> str:
    """A probability with two digits; nothing where it is not known."""
    return "" if confidence is None else f"{confidence:.2f}"


def figure_note(row: dict[str, Any]) -> str:
    """A figure in one line."""
    parts = [
        " ".join(part for part in (bounds(row), row["counted"]) if part),
        f"about {row['subject']}" if row["subject"] else "",
        f"according to {row['source']}" if row["source"] else "",
        row["modality"] if row["modality"] != "asserted" else "",
        sure(row["confidence"]),
    ]
    return _cut("; ".join(part for part in parts if part))


def quote_note(speaker: str | None, form: str, modality: str, confidence: float | None) -> str:
    """Who says a quotation, in one line."""
    parts = (speaker or "speaker not known", form, modality if modality != "asserted" else "", sure(confidence))
    return _cut("; ".join(part for part in parts if part))


def _cut(text: str) -> str:
    return text if len(text) <= 240 else text[:239] + "…"
