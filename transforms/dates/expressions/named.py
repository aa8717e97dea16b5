"""Periods with a name of their own: seasons, holidays, decades and centuries."""

from transforms.dates import calendar
from transforms.dates.expressions.relative import direction_at
from transforms.dates.expressions.written import outer_year, year_tail
from transforms.dates.meanings.periods import HolidayDay, Season
from transforms.dates.meanings.points import Fixed
from transforms.dates.text import DateText, Node
from transforms.dates.words import Holiday
from transforms.language import words_of
from transforms.numbers import roman_value

_DECADES = {
    "venti": 1920, "trenta": 1930, "quaranta": 1940, "cinquanta": 1950, "sessanta": 1960, "settanta": 1970,
    "ottanta": 1980, "novanta": 1990, "duemila": 2000, "dieci": 1910,
}  # fmt: skip


#: Before "Ottocento" these show the century.
_CENTURY_BEFORE = words_of(
    "nel nell' del dell' dal dall' il l' al all' primo secondo tardo pieno fine metà inizio inizi e sul sull' tra fra"
)
#: Centuries by the name of their hundreds, written with a capital.
CENTURY_NAMES = {
    "duecento": 13, "trecento": 14, "quattrocento": 15, "cinquecento": 16, "seicento": 17, "settecento": 18,
    "ottocento": 19, "novecento": 20,
}  # fmt: skip


#: Before a bare season these say when; "la primavera araba" and "i piaceri dell'estate" name something else.
_SEASON_BEFORE = words_of("in nell' nella per dalla dall' questa metà fine inizio entro")


def read_season(reader: DateText, index: int) -> Node | None:
    """A season that says when: "estate 2014", "primavera scorsa", "in autunno"."""
    code = reader.vocabulary.seasons.get(reader.word(index))
    if code is None:
        return None
    last = index + 1
    year = year_tail(reader, last)
    if year is not None and reader.word(last) != ",":
        return Node(index, year[1], "date", Season(code, year[0]), "date:season")
    direction = direction_at(reader, last)
    if direction is not None and direction[0] in ("past", "next"):
        return Node(index, direction[1], "date", Season(code, None, direction[0]), "date:season")
    outer = outer_year(reader, last)
    if outer is not None:
        return Node(index, outer[1], "date", Season(code, None, None, outer[0]), "date:season")
    placed = reader.word(index - 1) in _SEASON_BEFORE or reader.alone_with_article(index, last)
    if (reader.is_capital(index) and not reader.opens(index)) or not placed:
        return None
    return Node(index, last, "date", Season(code), "date:season")


_HOLIDAY_BEFORE = words_of("a ad per prima dopo entro fino da al all' alla giorno di il la dal l' durante")


def read_holiday(reader: DateText, index: int) -> Node | None:
    """A holiday that says when; as the name of a feast ("la festa di San Giacomo") it is none."""
    found = reader.phrase(reader.vocabulary.holidays, index)
    if found is None:
        return None
    holiday, last = found
    assert isinstance(holiday, Holiday)
    year = year_tail(reader, last)
    if year is not None and reader.word(last) != ",":
        return Node(index, year[1], "date", HolidayDay(holiday.rule, year[0]), "date:holiday")
    direction = direction_at(reader, last)
    if direction is not None and direction[0] in ("past", "next"):
        return Node(index, direction[1], "date", HolidayDay(holiday.rule, None, direction[0]), "date:holiday")
    outer = outer_year(reader, last)
    if outer is not None:
        return Node(index, outer[1], "date", HolidayDay(holiday.rule, None, None, outer[0]), "date:holiday")
    if not (reader.alone_with_article(index, last) or _holiday_says_when(reader, index, last, holiday)):
        return None
    return Node(index, last, "date", HolidayDay(holiday.rule), "date:holiday")


#: First words of holidays that say by themselves that they are days: "il giorno dei morti", "il venerdì santo".
_NAMED_DAYS = (
    "vigilia", "giorno", "notte", "domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato",
)  # fmt: skip


def _holiday_says_when(reader: DateText, index: int, last: int, holiday: Holiday) -> bool:
    before, earlier = reader.word(index - 1), reader.word(index - 2)
    if holiday.kind not in ("feast", "saint") or reader.word(last) in ("di", "del", "della", "dell'"):
        return False
    if reader.titled(last) and not reader.opens(last):
        return False  # "per Natale Chiaudani"
    if holiday.kind == "feast" and before in (
        "a",
        "ad",
        "per",
        "dopo",
        "entro",
        "durante",
        "al",
        "all'",
        "alla",
        "dal",
    ):
        return True
    if before == "per" and reader.ends(last):
        return True
    if before in ("di", "dell'", "del", "della", "dei") and earlier in (
        "giorno",
        "mattina",
        "notte",
        "sera",
        "vigilia",
        "prima",
        "pomeriggio",
        "weekend",
    ):
        return True
    if before in ("il", "la") and reader.word(index).startswith(_NAMED_DAYS):
        return True
    return reader.word(index) == "giorno"


def read_decade(reader: DateText, index: int, depth: int) -> list[Node]:
    """Such as "anni '90", "anni Novanta", "anni ottanta e novanta", "anni 1970"."""
    if reader.word(index) not in ("anni", "decennio"):
        return []
    first = _decade_at(reader, index + 1)
    if first is None:
        return []
    year, last = first
    period = calendar.decade_of(year)
    if period is None:
        return []
    nodes = [Node(index, last, "date", Fixed(period), "date:decade")]
    if reader.word(last) in ("e", "o") or reader.word(last) in ("-", "–"):
        second = _decade_at(reader, last + 1)
        other = calendar.decade_of(second[0]) if second is not None else None
        if second is not None and other is not None:
            nodes.append(Node(last + 1, second[1], "date", Fixed(other), "date:decade"))
    return nodes


def _decade_at(reader: DateText, index: int) -> tuple[int, int] | None:
    word = reader.word(index)
    if word in _DECADES and reader.is_word(index):
        return _DECADES[word], index + 1
    at = index + (word == "'")
    number = reader.word(at)
    if not reader.is_digits(at) or not number.isdecimal():
        return None
    if len(number) == 2 and number[1] == "0":
        return (2000 if number == "00" else 1900 + int(number)), at + 1
    if len(number) == 4 and number[3] == "0" and 1000 <= int(number) <= 2990:
        return int(number), at + 1
    return None


def read_century(reader: DateText, index: int, depth: int) -> list[Node]:
    """Such as "XXI secolo", "diciassettesimo secolo", "secolo XIX", "Novecento", "'800"."""
    word = reader.word(index)
    number: int | None = None
    last = index + 1
    if word == "secolo":
        number, last = roman_at(reader, index + 1), index + 2
    elif reader.word(index + 1) in ("secolo", "sec"):
        number, last = roman_at(reader, index), index + 2
        if number is None:
            ordinal = reader.ordinal(index)
            number = ordinal[0] if ordinal is not None and ordinal[0] > 0 else None
    elif reader.word(index + 2) == "secolo":
        ordinal = reader.ordinal(index)
        if ordinal is not None and ordinal[1] == index + 2 and ordinal[0] > 0:
            number, last = ordinal[0], index + 3
    elif word in CENTURY_NAMES and reader.is_capital(index) and reader.word(index - 1) in _CENTURY_BEFORE:
        number = CENTURY_NAMES[word]
    elif word == "'" and reader.glued(index + 1) and reader.is_digits(index + 1):
        digits = reader.word(index + 1)
        if len(digits) == 3 and digits.endswith("00") and digits[0] != "0":
            number, last = int(digits) // 100 + 11, index + 2
    period = calendar.century_of(number) if number is not None else None
    if period is None:
        return []
    if reader.word(last) in ("a", "avanti") and reader.word(last + 2) in ("c", "cristo"):
        return []  # the calendar of the warehouse begins with the year 1
    return [Node(index, last, "date", Fixed(period), "date:century")]


def roman_at(reader: DateText, index: int) -> int | None:
    """The value of a Roman numeral in capitals, None when none stands there."""
    if not reader.is_word(index) or not reader.is_capital(index):
        return None
    lexeme = reader.lexemes[index]
    return roman_value(reader.text[lexeme.start : lexeme.end])
