"""The calendar words of Italian, read once from seeds/reference/it.

Phrases of several words are kept as tuples of lexeme words, found by their first word and tried longest first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, cast

from transforms.language import lex
from transforms.reference import read_reference, split_cell

Direction = Literal["past", "next", "this", "later", "earlier", "same"]


class TimeUnit(NamedTuple):
    """A unit of time: the calendar unit it counts, how many of them, and the ISO 8601 designator of its count."""

    unit: str
    size: int
    designator: str


class DayWord(NamedTuple):
    """A word for a day near the day of publication, with the part of that day when it names one."""

    offset: int
    day_part: str | None


class Holiday(NamedTuple):
    """A holiday: its rule (``12-25``, ``easter+1``, ``sun2-05``) and kind (`feast`, `occasion`, `world`)."""

    rule: str
    kind: str


class PeriodWord(NamedTuple):
    """A word that is a duration or a recurrence by itself: "quinquennale", "mensilmente"."""

    kind: str
    timex: str


#: Phrases of one or more words: by first word, then by length (the longest first), then by all words.
Phrases = dict[str, list[tuple[int, dict[tuple[str, ...], object]]]]


@dataclass(frozen=True, slots=True)
class DateWords:
    """All vocabularies. Keys are words as `language.lexer` gives them, so in lower case with accents composed."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    english_months: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    english_weekdays: dict[str, int]
    day_words: Phrases
    day_parts: dict[str, str]
    units: dict[str, TimeUnit]
    seasons: dict[str, str]
    directions: dict[str, Direction]
    direction_phrases: Phrases
    holidays: Phrases
    period_words: Phrases
    tenses: dict[str, str]


@cache
def date_words() -> DateWords:
    """The vocabularies of dates.

    Raises:
        SeedError: a table is missing or lacks a column.
    """
    months = read_reference("it/dates/months", ("month", "number", "language"))
    weekdays = read_reference("it/dates/weekdays", ("weekday", "number", "language"))
    directions = read_reference("it/dates/date_modifiers", ("forms", "direction"))
    return DateWords(
        months={row["month"]: int(row["number"]) for row in months if row["language"] == "it"},
        month_abbreviations=_forms(months, "abbreviations", "it"),
        english_months={row["month"]: int(row["number"]) for row in months if row["language"] == "en"}
        | _forms(months, "abbreviations", "en"),
        weekdays={row["weekday"]: int(row["number"]) for row in weekdays if row["language"] == "it"}
        | _forms(weekdays, "variants", "it"),
        weekday_abbreviations=_forms(weekdays, "abbreviations", "it"),
        english_weekdays={row["weekday"]: int(row["number"]) for row in weekdays if row["language"] == "en"},
        day_words=_phrases(
            (row["form"], DayWord(int(row["offset"]), row["day_part"] or None))
            for row in read_reference("it/dates/day_words", ("form", "offset"))
        ),
        day_parts={row["form"]: row["code"] for row in read_reference("it/dates/day_parts", ("form", "code"))},
        units={
            form: TimeUnit(row["unit"], int(row["count"]), row["designator"])
            for row in read_reference("it/dates/time_units", ("forms", "unit", "count", "designator"))
            for form in [*split_cell(row["forms"]), *split_cell(row["abbreviations"])]
        },
        seasons={row["form"]: row["code"] for row in read_reference("it/dates/seasons", ("form", "code"))},
        directions={
            form: cast(Direction, row["direction"])
            for row in directions
            for form in split_cell(row["forms"])
            if " " not in form
        },
        direction_phrases=_phrases(
            (form, cast(Direction, row["direction"]))
            for row in directions
            for form in split_cell(row["forms"])
            if " " in form
        ),
        holidays=_phrases(
            (name, Holiday(row["rule"], row["kind"]))
            for row in read_reference("it/dates/holidays", ("names", "rule", "kind"))
            for name in _variants(row["names"], row["kind"])
        ),
        period_words=_phrases(
            (form, PeriodWord(row["kind"], row["timex"]))
            for row in read_reference("it/dates/period_words", ("forms", "kind", "timex"))
            for form in split_cell(row["forms"])
        ),
        tenses={
            form: row["tense"]
            for row in read_reference("it/dates/tense_words", ("forms", "tense"))
            for form in split_cell(row["forms"])
        },
    )


def _variants(names: str, kind: str) -> list[str]:
    """The names of a holiday; a world day is also called without or with the other adjective."""
    forms = dict.fromkeys(split_cell(names))
    if kind == "world":
        for name in list(forms):
            for adjective in (" mondiale", " internazionale"):
                bare = name.replace(adjective, "", 1)
                forms |= dict.fromkeys([bare, *(bare.replace("giornata", f"giornata{a}", 1) for a in _ADJECTIVES)])
    return list(forms)


_ADJECTIVES = (" mondiale", " internazionale")


def _forms(rows: tuple[dict[str, str], ...], column: str, language: str) -> dict[str, int]:
    return {form: int(row["number"]) for row in rows if row["language"] == language for form in split_cell(row[column])}


def _phrases(pairs: Iterable[tuple[str, object]]) -> Phrases:
    """Phrases by their first word and then by their length, the longest first."""
    by_length: dict[str, dict[int, dict[tuple[str, ...], object]]] = {}
    for form, value in pairs:
        words = tuple(lexeme.word for lexeme in lex(form))
        by_length.setdefault(words[0], {}).setdefault(len(words), {})[words] = value
    return {first: sorted(lengths.items(), reverse=True) for first, lengths in by_length.items()}
