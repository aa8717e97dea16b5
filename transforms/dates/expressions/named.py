"""Periods with a name of their own: seasons, holidays, decades and centuries."""

import re
from dataclasses import replace

from transforms.dates import calendar
from transforms.dates.expressions.relative import direction_at
from transforms.dates.expressions.written import outer_year, year_tail
from transforms.dates.expressions.years import counts_something
from transforms.dates.meanings.periods import HolidayDay, Range, Season, Vague
from transforms.dates.meanings.points import Calendar, Fixed, year_meant
from transforms.dates.text import BEGINNING, DASHES, NUMBER, ORDINAL, ORDINALS, ROMAN, DateText, Expression, Node
from transforms.dates.words import Holiday, date_words
from transforms.language import AND, BETWEEN, OF, words_of
from transforms.numbers import number_of_word, roman_value

#: Before "Ottocento" these show the century.
_CENTURY_BEFORE = words_of(
    "nel nell' del dell' dal dall' il l' al all' primo secondo tardo pieno fine metà inizio inizi e sul sull' tra fra"
)
#: Centuries by the name of their hundreds, written with a capital.
_HUNDREDS = {
    digit + "cento": number
    for number, digit in enumerate(("due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"), 13)
}
#: Before a bare season these say when; "la primavera araba" and "i piaceri dell'estate" name something else.
_SEASON_BEFORE = words_of("in nell' nella per dalla dall' questa metà fine inizio entro")


def read_season(text: DateText, index: int) -> Node | None:
    """A season that says when: "estate 2014", "primavera scorsa", "in autunno"."""
    code = text.vocabulary.seasons[text.word(index)]
    last = index + 1
    node = _in_its_year(text, index, last, Season(code), "date:season")
    if node is not None:
        return node
    limit = text.word(index - 1) in _ARTICLE and text.word(index - 2) == "entro"
    placed = limit or text.word(index - 1) in _SEASON_BEFORE or text.alone_with_article(index, last)
    if (text.is_capital(index) and not text.opens(index)) or not placed:
        return None
    return Node(index, last, "date", Season(code), "date:season")


def read_holiday(text: DateText, index: int) -> Node | None:
    """A holiday that says when; as the name of a feast ("la sagra di San Giacomo") it is none."""
    found = text.phrase(text.vocabulary.holidays, index)
    if found is None:
        return None
    holiday, last = found
    assert isinstance(holiday, Holiday)
    node = _in_its_year(text, index, last, HolidayDay(holiday.rule), "date:holiday")
    if node is not None:
        return node
    if not (text.alone_with_article(index, last) or _holiday_says_when(text, index, last, holiday)):
        return None
    return Node(index, last, "date", HolidayDay(holiday.rule), "date:holiday")


#: First words of holidays that say by themselves that they are days: "il giorno dei morti", "il venerdì santo".
_NAMED_DAYS = (
    "vigilia", "giorno", "notte", "domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato",
    "ultimo", "antivigilia",
)  # fmt: skip


def _in_its_year(text: DateText, index: int, last: int, meaning: Season | HolidayDay, rule: str) -> Node | None:
    """A season or holiday with a year or direction after it: "estate 2014", "Natale scorso", "Pasqua di quest'anno"."""
    year = year_tail(text, last)
    if year is not None and text.word(last) != ",":
        end = year[1] + 2 * (rule == "date:season" and _next_year_follows(text, year[1], year[0]))
        return Node(index, end, "date", replace(meaning, whole=year_meant(year[0])), rule)
    direction = direction_at(text, last)
    if direction is not None and direction[0] in ("past", "next"):
        return Node(index, direction[1], "date", replace(meaning, direction=direction[0]), rule)
    outer = outer_year(text, last)
    return Node(index, outer[1], "date", replace(meaning, whole=outer[0]), rule) if outer is not None else None


def _next_year_follows(text: DateText, index: int, year: int) -> bool:
    """Whether a dash and the year after follow at once: "l'inverno 2024-25"."""
    tight = text.word(index) in DASHES and text.glued(index) and text.glued(index + 1)
    return tight and text.word(index + 1) in (str(year + 1), f"{(year + 1) % 100:02d}")


_ARTICLE = words_of("il la l'")
_FEAST_BEFORE = words_of("a ad per dopo entro durante al all' alla dal")
_DAY_OF_FEAST = words_of("giorno settimana ponte cavallo mattina notte sera vigilia prima pomeriggio weekend")


def _holiday_says_when(text: DateText, index: int, last: int, holiday: Holiday) -> bool:
    before, earlier = text.word(index - 1), text.word(index - 2)
    if holiday.kind not in ("feast", "saint") or text.word(last) in OF:
        return False
    if text.titled(last) and not text.opens(last):
        return False  # "per Natale Chiaudani"
    if holiday.kind == "feast" and (before in _FEAST_BEFORE or (before in _ARTICLE and earlier in _FEAST_BEFORE)):
        return True  # "a Pasqua", "per l'Epifania"
    if before == "per" and text.ends(last):
        return True
    if holiday.kind == "feast" and _is_between_feasts(text, index, last):
        return True
    if before in OF and earlier in _DAY_OF_FEAST:
        return True
    if before in _ARTICLE and text.word(index).startswith(_NAMED_DAYS):
        return True
    return text.word(index) == "giorno" or text.weekday(index) is not None  # "la processione del Venerdì Santo"


def _is_between_feasts(text: DateText, index: int, last: int) -> bool:
    """Whether a feast is one end of an interval between two: "tra Natale e Capodanno"."""
    feasts = text.vocabulary.holidays
    if text.word(index - 1) in BETWEEN:
        return text.word(last) in AND and text.phrase(feasts, last + 1) is not None
    return text.word(index - 1) in AND and text.word(index - 3) in BETWEEN and text.word(index - 2) in feasts


def read_decade(text: DateText, index: int) -> list[Node]:
    """Such as "anni '90", "anni Novanta", "anni ottanta e novanta", "anni 1970"."""
    if len(text.word(index + 1)) == 4 and text.word(index + 2) in DASHES and text.is_digits(index + 3):
        return []  # "il decennio 2010-2020" has its own bounds
    first = _decade_at(text, index + 1)
    if first is None:
        return []
    year, last = first
    period = calendar.decade_of(year)
    if period is None:
        return []
    if text.word(last) == "del" and text.word(last + 1) in ("duemila", "2000") and 1900 <= year < 2000:
        later = calendar.decade_of(year + 100)  # "gli anni Dieci del Duemila"
        return [Node(index, last + 2, "date", Fixed(later), "date:decade")] if later is not None else []
    nodes = [Node(index, last, "date", Fixed(period), "date:decade")]
    if text.word(last) in ("e", "o") or text.word(last) in ("-", "–"):
        second = _decade_at(text, last + 1)
        other = calendar.decade_of(second[0]) if second is not None else None
        if second is not None and other is not None:
            nodes.append(Node(last + 1, second[1], "date", Fixed(other), "date:decade"))
    return nodes


def _decade_at(text: DateText, index: int) -> tuple[int, int] | None:
    word = text.word(index)
    tens = number_of_word(word) if text.is_word(index) else None
    if tens is not None and (tens == 2000 or tens in range(10, 100, 10)):
        return tens if tens == 2000 else 1900 + tens, index + 1
    at = index + (word == "'")
    number = text.word(at)
    if not text.is_digits(at) or not number.isdecimal():
        return None
    if len(number) == 2 and number[1] == "0":
        return (2000 if number == "00" else 1900 + int(number)), at + 1
    if len(number) == 4 and number[3] == "0" and 1000 <= int(number) <= 2990:
        return int(number), at + 1
    return None


def read_century(text: DateText, index: int) -> Node | None:
    """Such as "XXI secolo", "diciassettesimo secolo", "secolo XIX", "Novecento", "'800"."""
    word = text.word(index)
    number: int | None = None
    last = index + 1
    if word == "secolo":
        number, last = roman_at(text, index + 1), index + 2
    elif text.word(index + 1) in ("secolo", "sec"):
        number, last = roman_at(text, index), index + 2
        if number is None:
            ordinal = text.ordinal(index)
            number = ordinal[0] if ordinal is not None and ordinal[0] > 0 else None
    elif text.word(index + 2) == "secolo":
        ordinal = text.ordinal(index)
        if ordinal is not None and ordinal[1] == index + 2 and ordinal[0] > 0:
            number, last = ordinal[0], index + 3
    elif word in _HUNDREDS and text.is_capital(index) and text.word(index - 1) in _CENTURY_BEFORE:
        number = _HUNDREDS[word]
    elif word == "'" and text.glued(index + 1) and text.is_digits(index + 1):
        digits = text.word(index + 1)
        if len(digits) == 3 and digits.endswith("00") and digits[0] != "0":
            number, last = int(digits) // 100 + 11, index + 2
    period = calendar.century_of(number) if number is not None else None
    if period is None:
        return None
    dotted = text.word(last - 1) == "sec" and text.word(last) == "."
    era = _era_after(text, last + dotted)
    if era is not None and era[0] == "a":  # the calendar of the warehouse begins with the year 1
        return (
            Node(index, era[1], "date", Vague(f"BC{number - 1:02d}", "century"), "date:century-bc") if number else None
        )
    last = era[1] if era is not None else last
    return Node(index, last, "date", Fixed(period), "date:century")


def _read_two_centuries(text: DateText, index: int) -> list[Node]:
    """Two centuries whose noun stands behind the later one: "XVII-XVIII secolo", "nel XVI e XVII secolo"."""
    link = index - 1 - (text.word(index - 1) in _ARTICLE_OF_CENTURY)
    earlier, later = roman_at(text, link - 1), read_century(text, index)
    if earlier is None or later is None or text.word(link) not in _LINKS:
        return []
    period = calendar.century_of(earlier)
    if period is None or not isinstance(later.meaning, Fixed) or period.first >= later.meaning.period.first:
        return []
    if text.word(link) in DASHES:
        return [Node(link - 1, later.last, "interval", Range(Fixed(period), later.meaning), "interval:centuries")]
    return [Node(link - 1, link, "date", Fixed(period), "date:century"), later]


def _read_centuries(text: DateText, index: int) -> list[Node]:
    """Such as "secoli XVI e XVII"."""
    numbers = [roman_at(text, index + 1), roman_at(text, index + 3)]
    periods = [calendar.century_of(number) if number is not None else None for number in numbers]
    if periods[0] is None or periods[1] is None or text.word(index + 2) not in _LINKS:
        return []
    if periods[0].first >= periods[1].first:
        return []
    ends = [Fixed(period) for period in periods if period is not None]
    if text.word(index + 2) in DASHES:
        return [Node(index, index + 4, "interval", Range(*ends), "interval:centuries")]
    first = Node(index, index + 2, "date", ends[0], "date:century")
    return [first, Node(index + 3, index + 4, "date", ends[1], "date:century")]


def _read_school_year(text: DateText, index: int) -> Node | None:
    """Such as "anno scolastico 2024/25": law 467/1986 puts lessons and examinations between 1 September and 30 June."""
    written = _SCHOOL_YEAR.match(text.text, text.lexemes[index + 2].start) if index + 2 < text.size else None
    if written is None or not text.is_digits(index + 2):
        return None
    year, last = int(written[1]), index + 3 + 2 * (text.word(index + 2) == written[1])
    if (year + 1) % 100 != int(written[2]) % 100:
        return None
    days = Range(Calendar(1, 9, year), Calendar(30, 6, year + 1))
    return Node(index, last, "interval", days, "interval:school-year")


_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d) ?[/–-] ?((?:\d\d)?\d\d)(?!\d)")
_LINKS, _ARTICLE_OF_CENTURY = AND | DASHES, words_of("il nel del")


def _read_elided_century(text: DateText, index: int) -> Node | None:
    """Such as "nell'800", "dell'800": one mark stands for the article's vowel and for the thousand."""
    period = calendar.century_of(19)
    elided = text.word(index - 1) in ("nell'", "dell'", "dall'") and text.glued(index)
    if period is None or not elided or counts_something(text, index + 1):
        return None
    return Node(index, index + 1, "date", Fixed(period), "date:century")


def _era_after(text: DateText, index: int) -> tuple[str, int] | None:
    """Such as "a.C.", "d.C.", "avanti Cristo": "a" or "d", and the lexeme after it."""
    if text.word(index + 1) == "cristo" and text.word(index) in ("avanti", "dopo"):
        return ("a" if text.word(index) == "avanti" else "d"), index + 2
    at = index + 1 + (text.word(index + 1) == ".")
    if text.word(index) not in ("a", "d") or text.word(at) != "c" or not text.is_capital(at):
        return None
    return text.word(index), at + 1 + (text.word(at + 1) == "." and text.glued(at + 1))


def roman_at(text: DateText, index: int) -> int | None:
    """The value of a Roman numeral in capitals, None when none stands there."""
    if not text.is_word(index) or not text.is_capital(index):
        return None
    lexeme = text.lexemes[index]
    return roman_value(text.text[lexeme.start : lexeme.end])


_CENTURY = words_of("secolo sec ° º ª ^")
EXPRESSIONS = (
    Expression("holiday", date_words().holidays, read_holiday, inner=True),
    Expression("decade", frozenset({"anni", "decennio"}), read_decade, inner=True),
    Expression("two centuries", frozenset({NUMBER, ROMAN}), _read_two_centuries, words_of("secolo sec")),
    Expression("century by number", ORDINALS | {NUMBER, ORDINAL, ROMAN}, read_century, _CENTURY, inner=True),
    Expression("school year", frozenset({"anno"}), _read_school_year, frozenset({"scolastico"})),
    Expression("centuries", frozenset({"secoli"}), _read_centuries, frozenset({BEGINNING})),
    Expression("century", _HUNDREDS.keys() | {"secolo", "'"}, read_century, inner=True),
    Expression("elided century", frozenset({"800"}), _read_elided_century, inner=True),
    Expression("season", date_words().seasons, read_season, inner=True),
)
