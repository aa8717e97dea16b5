"""Right answers as people type them: read strictly, and written as the view `published_answers` writes answers."""

import re
from decimal import Decimal

from flows.metadata import read_day
from flows.terminal import plain_number

NOTHING = "(none)"
_TO = r"\s*(?:…|\.\.\.)\s*"
_NUMBER = r"-?\d+(?:[.,]\d+)?"
_VALUE = re.compile(rf"({_NUMBER})?(?:({_TO})({_NUMBER})?)?(?:\s*([^\d\s.,…-]\S*))?")
#: Field → the columns of its fact that hold the answer.
COLUMNS = {
    "value": ("low", "high", "unit"), "days": ("date_from", "date_to"), "period": ("period_from", "period_to"),
    "name": ("name",), "referent": ("name",), "counted": ("counted",), "subject": ("subject_name",),
    "source": ("source_name",), "speaker": ("speaker_name",), "part_of": ("part_of",),
}  # fmt: skip


def columns_of(field: str, answer: str) -> dict[str, str | None]:
    """Column → what it holds when an answer is right; of `part_of` the words of the whole instead of its key.

    >>> columns_of("value", "500000 … 600000"), columns_of("period", "2026-02-03 …")
    ({'low': '500000', 'high': '600000', 'unit': None}, {'period_from': '2026-02-03', 'period_to': None})

    Args:
        field: a field of `published_answers`.
        answer: as typed or as published.

    Raises:
        ValueError: it cannot be an answer of that field; the message says what can.
    """
    answer = " ".join(answer.split())
    names = COLUMNS[field]
    if answer == NOTHING and field != "value":
        return dict.fromkeys(names)
    if field == "value":
        return dict(zip(names, _value(answer), strict=True))
    if field in ("days", "period"):
        return dict(zip(names, _days(answer), strict=True))
    return {names[0]: answer}


def canonical(field: str, answer: str) -> str:
    """An answer as it is published.

    >>> canonical("value", "1,50 ... 2 EUR"), canonical("days", "3/2/2026")
    ('1.5 … 2 EUR', '2026-02-03')

    Raises:
        ValueError: as of `columns_of`.
    """
    told = list(columns_of(field, answer).values())
    if not any(told):
        return NOTHING
    if len(told) == 1:
        return told[0] or NOTHING
    first, last, *unit = told
    words = (last or "") if first == last else f"{first or ''} … {last or ''}"
    return " ".join([words.strip(), *(one for one in unit if one)])


def _value(answer: str) -> tuple[str | None, str | None, str | None]:
    match = _VALUE.fullmatch(answer)
    if not match or not (match[1] or match[3]):
        raise ValueError("write a number, a range or a unit behind it so: 1200000, 5 … 7, 2.5 %")
    low = _plain(match[1])
    return low, _plain(match[3]) if match[2] else low, match[4]


def _plain(number: str | None) -> str | None:
    return None if number is None else plain_number(Decimal(number.replace(",", ".")))


def _days(answer: str) -> tuple[str | None, str | None]:
    try:
        days = [read_day(part).isoformat() if part else None for part in re.split(_TO, answer)]
    except ValueError as problem:
        raise ValueError(f"write days so: 2026-02-03, or 2026-02-03 … 2026-02-09 ({problem})") from problem
    if len(days) > 2 or not any(days) or (len(days) == 2 and all(days) and str(days[0]) > str(days[1])):
        raise ValueError("write days so: 2026-02-03, or 2026-02-03 … 2026-02-09, the earlier one first")
    return days[0], days[-1]
