"""Parts of longer periods: "fine mese", "primi nove mesi del 2014", "terzo martedì di ottobre", "Q1 2014"."""

from dataclasses import replace

from transforms.contract import Modifier
from transforms.dates.expressions.named import roman_at
from transforms.dates.expressions.relative import is_plural, weekend_at
from transforms.dates.expressions.written import year_tail
from transforms.dates.expressions.years import counts_something
from transforms.dates.meanings.base import Meaning
from transforms.dates.meanings.counted import Nth
from transforms.dates.meanings.periods import FirstUnits, Half, Portion, Rest, TenDays
from transforms.dates.meanings.points import Calendar, NearDay, UnitAway, year_meant
from transforms.dates.text import (
    BEGINNING,
    CONTEXTS,
    NUMBER,
    ORDINAL,
    ORDINALS,
    ROMAN,
    VAGUE_COUNTS,
    DateText,
    Expression,
    Node,
)
from transforms.dates.words import date_words
from transforms.language import DEFINITE, OF, words_of

_PORTIONS: dict[str, Modifier] = {
    "fine": "end", "inizio": "start", "inizi": "start", "principio": "start", "metà": "mid",
}  # fmt: skip


def _read_whole(text: DateText, index: int) -> Node | None:
    """The longer period that a part belongs to, its article skipped: "ottobre 2014", "mese", "anni novanta", "2014"."""
    if not text.may_hold(levels=2):
        return None
    index = text.skip(text.skip(index, DEFINITE - {"le"}), _MY)
    of_month = _whole_at(text, index + 2) if text.word(index) == "mese" and text.word(index + 1) in OF else None
    return of_month or _whole_at(text, index)


_MY = frozenset({"mia", "mio", "sua"})


def _whole_at(text: DateText, index: int) -> Node | None:
    year = _year_as_whole(text, index)
    if year is not None:
        return year
    found = text.inner(index, levels=2)
    if len(found) == 1:
        return found[0]
    unit = text.unit(index)
    if unit is None or unit[0].unit not in _RUNNING_UNITS or is_plural(text.word(index)):
        return None
    if text.word(index) == "notte" or text.word(unit[1]) in CONTEXTS["own_year"]:
        return None
    last = unit[1] + (text.word(unit[1]) == "corrente")
    return Node(index, last, "date", UnitAway(unit[0].unit, 0), "date:unit")


#: Units that mean the running one when nothing else is said: "fine mese", "metà settimana".
_RUNNING_UNITS = words_of("day week month quarter half_year year decade century")


def _year_as_whole(text: DateText, index: int) -> Node | None:
    """Such as "2014", "anno 2014"."""
    named = text.word(index) == "anno"
    year = text.year(index + named)
    if year is None or (not named and counts_something(text, year[1])):
        return None
    return Node(index, year[1], "date", year_meant(year[0]), "date:year")


def _read_portion(text: DateText, index: int) -> Node | None:
    """Such as "fine mese", "inizio di questa settimana", "metà degli anni novanta", "primi di marzo"."""
    word = text.word(index)
    if word == "resto":
        whole = _read_whole(text, index + 2)
        return Node(index, whole.last, "interval", Rest(whole.meaning), "date:rest") if whole is not None else None
    part = _PORTIONS.get(word)
    if part is None and word in ("primi", "inizi") and text.word(index + 1) in OF:
        part = "start"
    if part is None:
        return None
    at = index + 1
    if weekend_at(text, index) is not None:
        return None
    linked = text.word(at) in OF
    if linked:
        at += 1
    elif text.word(at) == "del" or (text.kinds[at : at + 1] and not text.is_word(at) and not text.is_digits(at)):
        return None
    whole = _read_whole(text, at)
    if whole is None or whole.kind not in ("date", "interval") or _is_one_day(whole.meaning):
        return None
    if isinstance(whole.meaning, UnitAway) and whole.meaning.unit == "day":
        return None
    return Node(index, whole.last, "date", Portion(part, whole.meaning), "date:portion", part)


def _is_one_day(meaning: Meaning) -> bool:
    return isinstance(meaning, NearDay) or (isinstance(meaning, Calendar) and meaning.day is not None)


def _read_nth(text: DateText, index: int) -> Node | None:
    """Such as "primo trimestre 2014", "II semestre", "terzo martedì di ottobre", "ultima settimana di luglio"."""
    number, at = text.ordinal(index) or (_roman_ordinal(text, index), index + 1)
    if number is None:
        return None
    if text.word(at) in ("metà", "quindicina") and number in (1, 2):
        whole = _read_whole(text, at + 2) if text.word(at + 1) in OF else None
        return Node(index, whole.last, "date", Half(number, whole.meaning), "date:half") if whole is not None else None
    if text.word(at) == "decade":  # ten days of a month; ten years are a "decennio"
        whole = _read_whole(text, at + 2) if text.word(at + 1) in OF and number in (1, 2, 3, -1) else None
        month = whole is not None and isinstance(whole.meaning, (Calendar, UnitAway)) and not _is_one_day(whole.meaning)
        return Node(index, whole.last, "date", TenDays(number, whole.meaning), "date:half") if whole and month else None
    weekday = text.weekday(at)
    weekend = weekend_at(text, at)
    unit = text.unit(at)
    if weekday is not None:
        name, last = "day", weekday[1]
    elif weekend is not None:
        name, last = "weekend", weekend
    elif unit is not None and unit[0].unit in ("day", "week", "month", "quarter", "third", "half_year"):
        name, last = unit[0].unit, _behind_dot(text, unit[1])
        if unit[0].unit == "month" and unit[0].size == 2:
            name = "bimester"
    else:
        return None
    return _nth_node(text, index, last, Nth(number, name, weekday[0] if weekday else None))


def _behind_dot(text: DateText, index: int) -> int:
    """The lexeme behind the point of "3° trim. 2025"; a point that nothing of the date follows stays outside."""
    dotted = text.word(index) == "." and text.glued(index)
    return index + 1 if dotted and (text.year(index + 1) is not None or text.word(index + 1) in OF) else index


def _roman_ordinal(text: DateText, index: int) -> int | None:
    """Such as "I trimestre", "II semestre"."""
    if text.word(index + 1) in _PERIODS_OF_YEAR:
        return roman_at(text, index)
    return None


def _nth_node(text: DateText, index: int, last: int, nth: Nth) -> Node | None:
    whole = None
    if text.word(last) in OF:
        whole = _read_whole(text, last + 1)
        if whole is None and text.word(last + 1) == "anno":  # of school, of a club
            return None
    elif text.year(last) is not None and nth.unit not in ("day", "week", "weekend"):
        whole = _read_whole(text, last)
    if whole is not None and not _is_one_day(whole.meaning):
        return Node(index, whole.last, "date", replace(nth, whole=whole.meaning), "date:nth")
    if nth.weekday is not None and nth.number > 0:
        return Node(index, last, "date", nth, "date:nth")
    if nth.unit in ("quarter", "third", "half_year") and nth.number > 0:
        back = _year_before(text, index)
        if back is not None:
            return Node(back[0], last, "date", replace(nth, whole=back[1]), "date:nth")
        return Node(index, last, "date", nth, "date:nth")
    return None


def _year_before(text: DateText, index: int) -> tuple[int, Meaning] | None:
    """Such as "2016 per il terzo trimestre": the year stands before."""
    at = index - 1
    at -= text.word(at) in ("il", "nel", ",", "-")
    at -= text.word(at) == "per"
    if at == index - 1 or not text.is_digits(at):
        return None
    year = text.year(at)
    return (at, year_meant(year[0])) if year is not None else None


def read_quarter_code(text: DateText, index: int) -> Node | None:
    """Such as "Q1 2014", "H1 2016"; a half needs its year, for "H2" names much else."""
    unit, numbers = _CODES[text.word(index)]
    number, last = text.word(index + 1), index + 2
    if number not in numbers or not text.is_capital(index) or not text.glued(index + 1):
        return None
    year = year_tail(text, last)
    if year is None and unit == "half_year":
        return None
    nth = Nth(int(number), unit, None, year_meant(year[0]) if year is not None else None)
    return Node(index, year[1] if year is not None else last, "date", nth, "date:quarter-code")


def _read_limit(text: DateText, index: int) -> Node | None:
    """The running unit in which something is to happen: "entro l'anno", "entro la settimana"."""
    unit = text.unit(index)
    if text.word(index - 1) not in DEFINITE or text.word(index - 2) != "entro" or unit is None:
        return None
    if unit[0].unit not in _RUNNING_UNITS or text.word(unit[1]) in OF or text.is_digits(unit[1]):
        return None
    last = unit[1] + (text.word(unit[1]) in ("corrente", "solare"))
    return Node(index, last, "date", UnitAway(unit[0].unit, 0), "date:unit")


def _read_number_and_code(text: DateText, index: int) -> Node | None:
    """Such as "4T 2025", "3Q25", "1H26", "9M 2025": the number stands before its letter."""
    number, letter = text.word(index), text.word(index + 1)
    if not text.is_capital(index + 1) or not text.glued(index + 1) or not number.isdecimal():
        return None
    short = text.word(index + 2)
    year = text.year(index + 2)
    if year is None and text.glued(index + 2) and short.isdecimal() and len(short) == 2:
        year = (2000 + int(short), index + 3)
    if year is None:
        return None
    if letter == "m":
        months = FirstUnits("month", int(number), year_meant(year[0]))
        return Node(index, year[1], "interval", months, "interval:first-units") if number in ("3", "6", "9") else None
    unit, numbers = _CODES[_ITALIAN_CODES.get(letter, letter)]
    if number not in numbers:
        return None
    return Node(index, year[1], "date", Nth(int(number), unit, None, year_meant(year[0])), "date:quarter-code")


def _read_first_units(text: DateText, index: int) -> Node | None:
    """Such as "primi nove mesi del 2014", "ultimi tre giorni di maggio", "primi mesi dell'anno"."""
    count = text.count(index + 1)
    at = count.last if count is not None else index + 1
    unit = text.unit(at)
    if unit is None or unit[0].unit not in ("day", "week", "month", "quarter", "year"):
        return None
    if text.word(unit[1]) in OF:
        whole = _read_whole(text, unit[1] + 1)
    else:  # "i primi nove mesi 2026"
        whole = _year_as_whole(text, unit[1]) if count is not None and unit[0].unit == "month" else None
    if whole is None or _is_one_day(whole.meaning):
        return None
    if isinstance(whole.meaning, UnitAway) and unit[0].unit == "year":
        return None
    part: Modifier = "start" if text.word(index)[0] == "p" else "end"
    if count is None or count.vague:
        return Node(index, whole.last, "date", Portion(part, whole.meaning), "date:portion", part)
    value = int(count.value)
    if not 1 <= value <= 400:
        return None
    sign = 1 if part == "start" else -1
    meaning = FirstUnits(unit[0].unit, sign * value * unit[0].size, whole.meaning)
    return Node(index, whole.last, "interval", meaning, "interval:first-units")


#: Letters of quarters and halves of a business year, with the digits that may follow.
_CODES = {"q": ("quarter", {"1", "2", "3", "4"}), "h": ("half_year", {"1", "2"})}
#: "T" for trimestre, "S" for semestre.
_ITALIAN_CODES = {"t": "q", "s": "h"}
_WORDS = date_words()
_PERIODS_OF_YEAR = words_of("trimestre trim semestre sem quadrimestre")
_UNITS = _WORDS.units.keys() | _WORDS.weekdays.keys() | words_of("weekend week fine metà quindicina decade")
_FIRST = words_of("primi prime ultimi ultime")
EXPRESSIONS = (
    Expression("portion", _PORTIONS, _read_portion, OF | {"-", BEGINNING}, inner=True),
    Expression("rest, first days", frozenset({"resto", "primi"}), _read_portion, OF, inner=True),
    Expression("quarter code", _CODES, read_quarter_code, inner=True),
    Expression("limit", words_of("giornata settimana mese anno"), _read_limit, inner=True),
    Expression("number and code", frozenset({NUMBER}), _read_number_and_code, words_of("t q h s m"), inner=True),
    Expression("first units", _FIRST, _read_first_units, _WORDS.units.keys() | VAGUE_COUNTS | {NUMBER}, inner=True),
    Expression("nth", ORDINALS | {NUMBER, ORDINAL}, _read_nth, _UNITS | words_of("° º ª ^ o a"), inner=True),
    Expression("roman nth", frozenset({ROMAN}), _read_nth, _PERIODS_OF_YEAR, inner=True),
)
