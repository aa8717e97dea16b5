"""Labels told by the shape of the number and what touches it: which rules there are, and those of few lines: "7º"."""

from collections.abc import Callable
from functools import cache

from transforms.figures.label_codes import code, dotted, fiscal, handle, screen, tender
from transforms.figures.label_lists import list_number
from transforms.figures.label_phones import emergency, phone, short_phone
from transforms.figures.label_sport import minute_of_play, season, touching
from transforms.figures.units import unit_at
from transforms.figures.words import MONTHS, TIME_UNITS, WEEKDAYS, Shape, label_words
from transforms.language import BREAK, PhraseTable, words_of
from transforms.numbers import NumberText, Numeral
from transforms.reference import words

_FUSED = words_of("il al del sul")
_ORDINAL_ENDINGS = words_of("esimo esima esimi esime mo ma do da zo za to ta vo va ^")


def _house(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "al 12 di via Roma", "nel cortile del 45 di corso Italia"."""
    first, last = numeral.first, numeral.last
    placed = text.word(first - 1) in _FUSED and text.word(last) == "di" and text.word(last + 1) in label_words("street")
    return (first, last, "street_number") if placed and text.is_capital(last + 2) else None


def _rank(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "al 26 posto", "la 3 giornata": a rank whose sign was lost, told by the noun in the singular."""
    first, last = numeral.first, numeral.last
    if text.word(last) not in label_words("ranked") or text.words[first] == "1" or not text.words[first].isdecimal():
        return None
    return first, last, "time_of_play" if text.word(last) == "minuto" else "ordinal"


def _early_ordinal(text: NumberText, numeral: Numeral) -> Shape | None:
    """An ordinal with a sign, unless a unit of time follows: "2° trimestre" is for the dates."""
    span = ordinal_sign(text, numeral)
    if span is None:
        return None
    after = text.word(span[1])
    of_time = after in TIME_UNITS or after in MONTHS or after in WEEKDAYS
    return None if of_time or _opens_days(text, span) else span


def _opens_days(text: NumberText, span: Shape) -> bool:
    """Whether "1°" is the first of two days: "dal 1° al 5 marzo", "il 1° e il 3 giugno"."""
    following = range(span[1] + 1, span[1] + 3)
    told = any(text.is_digits(at) and text.word(at + 1) in MONTHS for at in following)
    return told and text.words[span[0]] == "1" and text.word(span[1]) in ("al", "e", ",", "-", "–")


def ordinal_sign(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "7º", "3ª", "67esimo", "18mo", "27° piano"."""
    last = numeral.last
    if not text.words[numeral.first].isdecimal() or text.word(last + 1) in MONTHS:
        return None
    word, after = text.word(last), text.word(last + 1)
    ending = word in _ORDINAL_ENDINGS or (word in ("o", "a") and after != "'")
    if word in ("º", "ª") or (ending and text.glued(last)):
        return numeral.first, last + 1, "ordinal"
    if word == "/" and after in ("o", "a", "mo", "ma") and text.glued(last) and text.glued(last + 1):
        tight = text.glued(last + 2) or text.word(last + 2) in MONTHS  # "e/o", "1/o maggio"
        return None if tight else (numeral.first, last + 2, "ordinal")  # the agencies' "11/o" and "3/a"
    if word == "°" and (after in ("minuto", "'") or unit_at(text, last) is None):
        return numeral.first, last + 1, "ordinal"
    return None


# ---- codes of letters and digits


def _law(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "la 194/78", "della 104/1992": a law by its number and year alone; and "la 194", which all know."""
    first = numeral.first
    short = text.word(first - 1) == "." and text.word(first - 2) == "l"  # "l. 633/1941"
    article = text.word(first - 1) in ("la", "della", "alla", "dalla", "nella", "sulla")
    named = short or article
    if article and text.words[first] in label_words("law"):
        measured = text.word(numeral.last) in TIME_UNITS or unit_at(text, numeral.last) is not None
        return None if measured else (first, numeral.last, "law_number")
    if "/" not in text.words[first] or not named:
        return None
    number, _, year = text.words[first].partition("/")
    is_law = number.isdecimal() and year.isdecimal() and len(year) in (2, 4) and numeral.value is None
    return (first, first + 1, "law_number") if is_law else None


# ---- lists, addresses of machines


def _zone(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "07:15:00 +0100": the distance of a zone behind a clock time."""
    first = numeral.first
    if text.word(first - 1) in ("+", "-", "−") and text.word(first - 2) in ("utc", "gmt"):  # "UTC + 3"
        return first - 1, numeral.last, "time_zone"
    digits = text.words[first].replace(":", "")
    signed = text.word(first - 1) in ("+", "-") and text.glued(first) and len(digits) == 4 and digits.isdecimal()
    if ":" in text.words[first] and text.word(first - 1) == "-" and text.word(first - 2).count(":") < 2:
        return None  # "11:30-13:30" are hours
    return (first - 1, numeral.last, "time_zone") if signed and ":" in text.word(first - 2) else None


def around_the_clock(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the second number of "24 ore su 24", "7 giorni su 7"."""
    first = numeral.first
    again = text.word(first - 1) == "su" and text.word(first - 3) == text.words[first]
    return (first, numeral.last, "part_of_phrase") if again and text.word(first - 2) in TIME_UNITS else None


def _postcode(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "70126" of "via Roma 18, 70126 Bari" and of "70126 Bari (BA)"."""
    first, last = numeral.first, numeral.last
    word = text.words[first]
    if len(word) != 5 or not word.isdecimal() or not text.is_capital(last):
        return None
    for at in range(last + 1, last + 5):  # "70126 Bari (BA)"
        if text.word(at) == "(" and text.word(at + 2) == ")" and text.surface(at + 1, at + 2).isupper():
            return (first, last, "postcode") if len(text.word(at + 1)) == 2 else None
        if not text.is_word(at):
            break
    placed = text.word(first - 1) in (",", "-", "–")
    street = placed and text.near(first, label_words("street"), before=9, after=0)
    return (first, last, "postcode") if street else None


def _grade(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "110 e lode", "30 e lode"."""
    last = numeral.last
    honours = text.word(last) == "e" and text.word(last + 1) == "lode"
    return (numeral.first, last, "grade") if honours else None


def _placeholder(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "#,##0": where a program left the format of a number instead of the number."""
    first, last = numeral.first, numeral.last
    left = text.word(first - 1) == "#" and text.glued(first) and text.word(last) not in MONTHS  # but "#25aprile"
    return (first, last, "placeholder") if left else None


def _wire_rank(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the "7" of "ADN0123 7 CRO": how urgent a report is, between its number and its rubric."""
    first, last = numeral.first, numeral.last
    coded = text.is_digits(first - 1) and text.glued(first - 1) and text.surface(first - 2, first - 1).isupper()
    rubric = coded and text.is_word(last) and len(text.words[last]) == 3 and text.surface(last, last + 1).isupper()
    return (first, last, "document_number") if rubric and len(text.words[first]) == 1 else None


def _counted_by_page(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "12 commenti", "4 minuti di lettura" where a line of a page holds nothing else between its bars."""
    first, last = numeral.first, numeral.last
    found = _counters().match(text.words, last)
    at, end = (first, found[1]) if found is not None else (first, last)
    if found is None:  # "Tempo di lettura: 4 minuti"
        before = _counters_before().match(text.words, first - (text.word(first - 1) == ":"))
        if before is None:
            return None
        at, end = before[1], last + (text.word(last) in ("minuti", "min", "'"))
    opens = text.word(at - 1) in _BARS or at == 0
    closes = text.word(end) in _BARS or end >= text.size
    return (first, max(last, end), "page_counter") if opens and closes else None


@cache
def _counters() -> PhraseTable[str]:
    return PhraseTable((word, word) for word in words("it/documents/header_words", role="counter"))


@cache
def _counters_before() -> PhraseTable[str]:
    return PhraseTable(((word, word) for word in words("it/documents/header_words", role="counter")), backwards=True)


_BARS = frozenset("\n|·•-–—")


def _cents_of_deed(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the "00" of "millecinquecento/00": a sum in words ends so in deeds and tenders."""
    first = numeral.first
    told = text.word(first - 1) == "/" and text.glued(first) and text.glued(first - 1) and text.is_word(first - 2)
    return (
        (first, numeral.last, "part_of_sum") if told and len(text.words[first]) == 2 and text.is_digits(first) else None
    )


def _one_more(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the 1 of "il 50% + 1", "il 50%+1": a majority."""
    first = numeral.first
    told = text.words[first] == "1" and text.words[first - 2 : first] == ["%", "+"]
    return (first, numeral.last, "part_of_phrase") if told else None


def _decade(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the "70" of "negli anni" at the end of a line."""
    first = at = numeral.first
    while at > 0 and first - at < 4 and text.lexemes[at - 1].kind == BREAK:
        at -= 1
    tens = len(text.words[first]) == 2 and text.words[first].isdecimal() and text.words[first][1] == "0"
    told = at < first and text.word(at - 1) == "anni" and text.word(at - 2)[-3:] == "gli"
    return (first, numeral.last, "decade") if tens and told else None


_Rule = Callable[[NumberText, Numeral], Shape | None]
_RULES: tuple[_Rule, ...] = (
    phone, short_phone, emergency, _house, season, _law, _rank, fiscal, _zone, around_the_clock, _grade, _postcode,
    minute_of_play, _decade, _wire_rank, _counted_by_page, _one_more,
)  # fmt: skip
#: For numbers that something touches.
_TOUCHING: tuple[_Rule, ...] = (
    touching, tender, _early_ordinal, handle, screen, code, list_number, dotted, _placeholder, _cents_of_deed,
)  # fmt: skip


def shape_of(text: NumberText, numeral: Numeral) -> Shape | None:
    """The label that a number in digits is by its shape; None when it may be a quantity."""
    found = next((shape for rule in _RULES if (shape := rule(text, numeral))), None)
    if found is not None:
        return found
    mark = text.word(numeral.last)
    free = not (text.glued(numeral.first) or text.glued(numeral.last) or text.glued(numeral.first + 1))
    free = free and ":" not in text.words[numeral.first]
    if free and mark not in "'′\"”″°ºª" and "." not in text.words[numeral.first]:
        return None  # nothing touches it
    return next((shape for rule in _TOUCHING if (shape := rule(text, numeral))), None)
