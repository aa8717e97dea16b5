"""Labels told by the shape of the number and what touches it: "G7", "06 12345678", "7º", "2.0.1"."""

import re
from collections.abc import Callable

from transforms.figures.label_sport import Shape, minute_of_play, season, touching
from transforms.figures.units import currency_before, unit_at
from transforms.figures.words import FUNCTION_WORDS, MONTHS, TIME_UNITS, WEEKDAYS, label_words
from transforms.language import BREAK, DIGITS, words_of
from transforms.numbers import NumberText, Numeral, number_of_word

#: A day in digits, which is no phone number: 01-03-2013, 05/08/20.
DAY = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?!\d)")
#: A moment in the basic form of ISO 8601: "20260305T183000Z".
_MOMENT = re.compile(r"(?:19|20)\d{2}[01]\d[0-3]\dT[0-2]\d[0-5]\d(?:[0-5]\d)?Z?\b")
#: A point behind the prefix of a mobile phone or a town: no number has so many decimals.
_DOTTED_PHONE = re.compile(r"(?:3\d\d|0\d{1,3}|80\d)\.\d{6,8}")
_FUSED = words_of("il al del sul")
_ORDINAL_ENDINGS = words_of("esimo esima esimi esime mo ma ^")
#: Letters before a number that are words, not the head of a code: "ore12", "n.4", "euro5".
_NO_HEADS = words_of("ore alle n nr art euro eur usd gbp us dal al il")
#: "4T" for a quarter, "1H" for a half, "9M" for the first months.
_QUARTERS, _FIRST_MONTHS = frozenset("TQHSM"), frozenset("123469")
_NO_TAILS = words_of("enne enni h mila kg km")
_ROAD_BEFORE = words_of("autostrada sulla sull' dell' lungo dalla statale raccordo")


def _phone(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "06 12345678", "+39 340 123 4567", "800 123456"."""
    first = numeral.first
    word = text.words[first]
    plus = text.word(first - 1) == "+" and text.glued(first)
    if not (plus or word[0] in "038") or not word.replace("/", "").replace(".", "").isdecimal():
        return None
    if DAY.match(text.text, text.lexemes[first].start):
        return None
    last, digits = first, 0
    while last < text.size and last - first < 9:
        lexeme = text.lexemes[last]
        if lexeme.kind == DIGITS and ":" in lexeme.word:  # "2026-03-05 18:30"
            break
        if lexeme.kind == DIGITS and (last == first or lexeme.start - text.lexemes[last - 1].end <= 1):
            digits += sum(char.isdecimal() for char in lexeme.word)
        elif not _joins_digits(text, last):
            break
        last += 1
    if last - first == 1 and _DOTTED_PHONE.fullmatch(word):  # "347.1234567"
        return first, last, "phone_number"
    if not 8 <= digits <= 15 or (last - first == 1 and "." in word):
        return None
    grouped = digits >= 9 and (last - first > 1 or word[0] == "3") and len(word) in (3, 9, 10, 11)
    if word[0] == "0" or plus or grouped:
        return (first - 1 if plus else first), last, "phone_number"
    return None


def _joins_digits(text: NumberText, index: int) -> bool:
    tight = text.words[index] != "." or text.glued(index + 1)  # "3051/2012. 14 dicembre"
    return text.words[index] in "-./" and text.glued(index) and tight and text.is_digits(index + 1)


def _emergency(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "il personale del 118", "chiamare il 113": the short numbers of the emergency services."""
    first, last = numeral.first, numeral.last
    if text.words[first] not in label_words("emergency") or text.word(first - 1) not in _FUSED:
        return None
    return None if noun_follows(text, last) or unit_at(text, last) is not None else (first, last, "phone_number")


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


def _code(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "G7", "F-35", "5G", "M5S", "Covid-19", "H1N1", "AF447": letters and digits in one piece."""
    first = numeral.first
    if len(text.words[first]) > 12:
        return None
    start, last = first, first + 1
    while start > 0 and first - start < 4 and text.glued(start) and _is_head(text, start - 1):
        start -= 1
    while last < text.size and last - first < 5 and text.glued(last) and _is_tail(text, last):
        last += 1
    if start < first:
        return _prefixed(text, start, first, last)
    return _suffixed(text, first, last) if last > first + 1 else None


def _is_head(text: NumberText, index: int) -> bool:
    word = text.words[index]
    if text.is_word(index):
        return word[-1] != "'"
    return word in "-/" and index > 0 and text.glued(index) and text.is_word(index - 1)


def _is_tail(text: NumberText, index: int) -> bool:
    if text.is_word(index) or text.is_digits(index):
        return True
    return text.words[index] == "-" and text.glued(index + 1) and text.is_capital(index + 1)


def _prefixed(text: NumberText, start: int, first: int, last: int) -> Shape | None:
    head, surface = text.words[start], text.surface(start, start + 1)
    if head == "x" and text.is_digits(start - 1) and _has_sides(text, start - 1, last):
        return None
    if head in _LIMITS and start + 2 >= first:  # "gli over-70"
        return None
    if surface in _QUARTERS and text.glued(start) and text.word(start - 1) in _FIRST_MONTHS:
        return None  # "4T25", for the dates
    if ":" in text.words[first] or (head == "t" and _is_moment(text, start - 1)):  # "2016-12-16T12:23:59"
        return None
    code = surface.isupper() and head in ("n", "nr")  # the line "N2", but "n.2"
    if (head in _NO_HEADS and not code) or head in MONTHS or (len(head) > 4 and not surface[0].isupper()):
        return None
    if currency_before(text, first) is not None or number_of_word(head) is not None:
        return None
    clock = not surface.isupper() or "." in text.words[first] or ":" in text.words[first]
    if head == "h" and last == first + 1 and clock and text.words[first] != "24":
        return None
    part, after = text.words[first], text.word(last)
    half = head == "h" and part in ("1", "2") and (after[:2] in ("19", "20") or after in ("del", "dell'"))
    quarter = half or (head == "q" and part in ("1", "2", "3", "4"))  # of a year, for the dates
    unit = unit_at(text, start)
    measured = unit is not None and text.word(start + 1) == "/" and text.word(start - 1)[:1].isdecimal()
    if quarter or measured or (unit is not None and unit[1] > first):  # "5 l/100 km", "kWh/m2"
        return None
    if text.word(start - 1) in ("volo", "voli"):
        return start, last, "flight_number"
    if text.word(start - 1) in _ROAD_BEFORE and re.fullmatch("[aes]|ss|sp|sr|ra", head):
        return start, last, "road_number"
    named = head == "g" or len(head) > 4
    if not named and text.word(last) == "-" and text.glued(last) and text.glued(last + 1) and text.is_digits(last + 1):
        last += 2  # "B737-800"
    return start, last, "part_of_name" if named else "model_number"


def _is_moment(text: NumberText, index: int) -> bool:
    return text.is_digits(index) and _MOMENT.match(text.text, text.lexemes[index].start) is not None


def _suffixed(text: NumberText, first: int, last: int) -> Shape | None:
    tail, surface = text.words[first + 1], text.surface(first + 1, first + 2)
    year = text.word(first + 2)
    if surface in _QUARTERS and text.words[first] in _FIRST_MONTHS and year.isdecimal() and len(year) in (2, 4):
        return None  # "4T 2025", "1H26", for the dates
    if tail == "t" and (":" in text.word(first + 2) or _is_moment(text, first)):  # "2016-12-16T12:23:59"
        return None
    if text.numeral_at[first].last > first + 1 or tail in _NO_TAILS or not text.is_word(first + 1):
        return None
    if unit_at(text, first + 1) is not None or len(surface) > 3 or (not surface.isupper() and len(tail) > 2):
        return None
    if surface in ("C", "F") and text.word(first - 1) in ("-", "−"):
        return None
    if surface == "M" and text.word(last) in ("€", "$", "£"):  # "1,5M€"
        return None
    if tail == "x" and _has_sides(text, first, last):
        return None
    letter = text.words[first].isdecimal() and len(tail) == 1 and tail in "xdgk"
    if text.word(first - 1) in MONTHS:  # "7 Marzo 2024A Torino"
        return None
    return (first, last, "model_number") if surface.isupper() or letter else None


def _has_sides(text: NumberText, first: int, last: int) -> bool:
    """Whether "70x50 cm" gives the sides of something: a length follows, and no relay is run ("4x100 metri")."""
    unit = unit_at(text, last) if last == first + 3 else None
    return unit is not None and unit[0].code in _LENGTHS and not (unit[0].code == "m" and text.words[first] == "4")


_LIMITS = words_of("over under ultra")
_LENGTHS = frozenset({"m", "cm", "mm", "km", "[in_i]"})


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


def _list_number(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "1) …", "2. …" and "(3) …" at the beginning of a line, and the reference "[4]"."""
    first, last = numeral.first, numeral.last
    word, before, mark = text.words[first], text.word(first - 1), text.word(last)
    if not word.isdecimal() or len(word) > 3 or text.word(last + 1) in MONTHS or not text.glued(last):
        return None
    if before == "[" and mark == "]":
        return first, last, "list_number"
    if _is_item(text, first, last):
        return first, last, "list_number"
    bracketed = before == "(" and mark == ")" and text.glued(first)
    start = first - 1 if bracketed else first
    if start > 0 and text.lexemes[start - 1].kind != BREAK:
        return None
    closes = bracketed or (mark in (")", ".") and len(word) < 3)
    if closes and text.is_digits(last + 1) and not text.glued(last + 1) and _is_line_of_list(text, first, last):
        return first, last, "list_number"
    return (first, last, "list_number") if closes and text.is_word(last + 1) and not text.glued(last + 1) else None


def _is_line_of_list(text: NumberText, first: int, last: int) -> bool:
    """Whether the line before or after begins with the number before or after: "1. 20 tende / 2. 30 letti"."""
    number, mark = int(text.words[first]), text.word(last)
    for step in (1, -1):
        for at in range(first + step, first + step * _ITEM, step):
            if not 0 <= at < text.size:
                break
            if text.words[at] == str(number + step) and text.word(at + 1) == mark and text.word(at - 1) in ("\n", ""):
                return True
    return False


#: Before the number of an item within a line, after which a word begins: "le regole: 1) …; 2) …".
_BEFORE_ITEM = words_of(": ; . , e")


def _is_item(text: NumberText, first: int, last: int) -> bool:
    """Whether a number counts the items of a list within a line: "1) …; 2) …", "(1) …, (2) …", "1/ … 2/ …"."""
    mark, number = text.word(last), int(text.words[first])
    bracketed = mark == ")" and text.word(first - 1) == "(" and text.glued(first)
    before = text.word(first - 1 - bracketed)
    opens = before in _BEFORE_ITEM or before in ("", "\n")
    opens = opens or (mark == ")" and not _in_bracket(text, first - 1))  # "1) pane 2) latte"
    if number > 30 or not opens or not text.is_word(last + 1) or text.glued(last + 1):
        return False
    if mark == "/":
        return text.is_capital(last + 1)
    if mark == "." and before not in (":", ";"):
        return False
    return mark in (")", ".") and (bracketed or before != "(") and _has_neighbour(text, first, last, number)


def _in_bracket(text: NumberText, index: int) -> bool:
    """Whether a bracket is open at an index."""
    for at in range(index, max(-1, index - _ITEM), -1):
        if text.words[at] in ("(", ")"):
            return text.words[at] == "("
    return False


def _has_neighbour(text: NumberText, first: int, last: int, number: int) -> bool:
    """Whether the item before or after is near: with it a bracket is no end of a remark."""
    near = range(max(0, first - _ITEM), min(text.size, last + _ITEM))
    mark, wanted = text.word(last), {str(number - 1), str(number + 1)}
    return any(text.words[at] in wanted and text.word(at + 1) == mark for at in near)


#: Lexemes of an item of a list.
_ITEM = 40


#: No code of a thing or a person is longer.
_LONGEST_CODE = 20


def _fiscal(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "71234567890": eleven digits or more without points are the number of a firm, a person, a thing."""
    word = text.words[numeral.first]
    return (
        (numeral.first, numeral.last, "document_number")
        if 11 <= len(word) <= _LONGEST_CODE and word.isdecimal()
        else None
    )


def _handle(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "@pesca77", "#pesca77", "pesca_77": the digits of a name in a network or of a file."""
    at = numeral.first
    while at > 0 and numeral.first - at < 6 and text.glued(at) and text.words[at] not in ("@", "#"):
        at -= 1
    if text.word(at) not in ("@", "#") and "_" not in text.words[at : numeral.first]:
        return None
    return (at, numeral.last, "part_of_name") if at < numeral.first and text.word(at - 1) != "#" else None


def _screen(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "4K": of one digit and a glued K is no temperature."""
    last = numeral.first + 1
    if len(text.words[numeral.first]) != 1 or not text.glued(last) or text.surface(last, last + 1) != "K":
        return None
    return numeral.first, last + 1, "model_number"


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
    first = numeral.first
    return (first, numeral.last, "placeholder") if text.word(first - 1) == "#" and text.glued(first) else None


def _cents_of_deed(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the "00" of "millecinquecento/00": a sum in words ends so in deeds and tenders."""
    first = numeral.first
    told = text.word(first - 1) == "/" and text.glued(first) and text.glued(first - 1) and text.is_word(first - 2)
    return (
        (first, numeral.last, "part_of_sum") if told and len(text.words[first]) == 2 and text.is_digits(first) else None
    )


def _decade(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the "70" of "negli anni" at the end of a line."""
    first = at = numeral.first
    while at > 0 and first - at < 4 and text.lexemes[at - 1].kind == BREAK:
        at -= 1
    tens = len(text.words[first]) == 2 and text.words[first].isdecimal() and text.words[first][1] == "0"
    told = at < first and text.word(at - 1) == "anni" and text.word(at - 2)[-3:] == "gli"
    return (first, numeral.last, "decade") if tens and told else None


def _tender(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "7654321B2C": ten and more letters and digits in turns are the code of a tender or a person."""
    first = last = numeral.first
    if not text.words[first].isdecimal():
        return None
    while first > 0 and numeral.first - first < 12 and text.glued(first) and _is_piece(text, first - 1):
        first -= 1
    while last + 1 < text.size and last - numeral.first < 12 and text.glued(last + 1) and _is_piece(text, last + 1):
        last += 1
    if _is_moment(text, first):
        return None
    pieces = last + 1 - first
    long = text.lexemes[last].end - text.lexemes[first].start >= 9
    return (first, last + 1, "document_number") if pieces > 2 and long else None


def _is_piece(text: NumberText, index: int) -> bool:
    if text.is_digits(index):
        return text.words[index].isdecimal()
    return text.is_word(index) and text.surface(index, index + 1).isupper()


def _dotted(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "192.168.1.2" and "2.0.1" where no day is written so, and versions."""
    first = numeral.first
    word = text.words[first]
    if word.count(".") >= 2 and numeral.value is None and text.word(first - 1) not in ("ore", "alle", "dalle", "h"):
        day, month, *rest = (part[:4] for part in word.split("."))
        is_day = 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and len(rest) == 1 and len(rest[0]) in (2, 4)
        return None if is_day else (first, first + 1, "version")
    return None


#: Plurals that end so; what else does is a participle or a verb: "una Rover 200 guidata", "il Nikkei 225 cedeva".
_PLURALS_IN_A = words_of("uova paia dita ossa braccia ginocchia labbra miglia mila migliaia centinaia")


def noun_follows(text: NumberText, index: int) -> bool:
    """Whether a word that can be a counted plural noun stands at an index."""
    word = text.word(index)
    if len(word) < 3 or word in FUNCTION_WORDS or (word[-1] not in "ie" and word not in _PLURALS_IN_A):
        return False
    return text.is_word(index) and not text.is_capital(index)


def _short_phone(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "il numero verde di Trenia è 892345", "un sms al 45123": few digits after words of a phone."""
    word = text.words[numeral.first]
    if not word.isdecimal() or not 3 <= len(word) <= 6 or noun_follows(text, numeral.last):
        return None
    if text.word(numeral.first - 1) not in _BEFORE_SHORT_PHONE or unit_at(text, numeral.last) is not None:
        return None
    for at in range(numeral.first - 2, max(-1, numeral.first - 10), -1):
        if text.lexemes[at].kind == BREAK or text.words[at] in ".;":
            break
        named = text.words[at] in ("numero", "numeri") and text.word(at + 1) in label_words("phone_kind")
        if named or text.words[at] in label_words("phone_call"):
            return numeral.first, numeral.last, "phone_number"
    return None


_BEFORE_SHORT_PHONE = words_of("il al è lo : l' solidale verde dal")


_Rule = Callable[[NumberText, Numeral], Shape | None]
_RULES: tuple[_Rule, ...] = (
    _phone, _short_phone, _emergency, _house, season, _law, _rank, _fiscal, _zone, around_the_clock, _grade, _postcode,
    minute_of_play, _decade,
)  # fmt: skip
#: For numbers that something touches.
_TOUCHING: tuple[_Rule, ...] = (
    touching, _tender, _early_ordinal, _handle, _screen, _code, _list_number, _dotted, _placeholder, _cents_of_deed,
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
