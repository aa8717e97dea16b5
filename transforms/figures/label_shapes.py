"""Labels told by the shape of the number and what touches it: "G7", "06 12345678", "90'", "4-3-3", "2.0.1"."""

import re
from collections.abc import Callable

from transforms.figures.quantities import QuantityReader
from transforms.figures.words import FUNCTION_WORDS, MONTHS, TIME_UNITS, WEEKDAYS, cues
from transforms.language import BREAK, DIGITS, WORD, words_of
from transforms.numbers import NumberText, Numeral, number_of_word

#: First lexeme, lexeme after the last one, reason.
Shape = tuple[int, int, str]

#: A day in digits, which is no phone number: 01-03-2013, 05/08/20.
DAY = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?!\d)")
_EMERGENCY = words_of("112 113 114 115 116117 117 118")
_FUSED = words_of("il al del sul")
_MINUTE_MARKS = frozenset({"'", "′"})
_SECOND_MARKS = frozenset({'"', "”", "″", "''"})
_ORDINAL_ENDINGS = words_of("esimo esima esimi esime mo ma ^")
#: Letters before a number that are words, not the head of a code: "ore12", "n.4", "euro5".
_NO_HEADS = words_of("ore alle n nr art euro eur usd gbp us dal al il")
_NO_TAILS = words_of("enne enni h mila kg km")
_RANKED = words_of("posto giornata turno edizione tappa posizione minuto anniversario parallelo meridiano")
_ROAD_BEFORE = words_of("autostrada sulla sull' dell' lungo dalla statale raccordo")


class ShapeRules:
    """The shape rules for one text."""

    def __init__(self, reading: NumberText) -> None:
        self.reading = reading
        self.units = QuantityReader(reading)
        always: tuple[Callable[[Numeral], Shape | None], ...] = (
            self._phone, self._emergency, self._season, self._law, self._rank,
        )  # fmt: skip
        self._rules = always
        self._touching: tuple[Callable[[Numeral], Shape | None], ...] = (
            self._time_result, self._early_ordinal, self._code, self._play_time, self._list_number, self._dotted,
        )  # fmt: skip

    def read(self, numeral: Numeral) -> Shape | None:
        """The label that a number in digits is by its shape; None when it may be a quantity."""
        for rule in self._rules:
            found = rule(numeral)
            if found is not None:
                return found
        reading = self.reading
        mark = reading.word(numeral.last)
        free = not (reading.glued(numeral.first) or reading.glued(numeral.last) or reading.glued(numeral.first + 1))
        free = free and ":" not in reading.words[numeral.first]
        if free and mark not in "'′\"”″°ºª" and "." not in reading.words[numeral.first]:
            return None  # nothing touches it
        for rule in self._touching:
            found = rule(numeral)
            if found is not None:
                return found
        return None

    def _phone(self, numeral: Numeral) -> Shape | None:
        """Read "06 12345678", "+39 340 123 4567", "800 123456"."""
        reading, first = self.reading, numeral.first
        word = reading.words[first]
        plus = reading.word(first - 1) == "+" and reading.glued(first)
        if not (plus or word[0] in "038") or not word.replace("/", "").replace(".", "").isdecimal():
            return None
        if DAY.match(reading.text, reading.lexemes[first].start):
            return None
        last, digits = first, 0
        while last < reading.size and last - first < 9:
            lexeme = reading.lexemes[last]
            if lexeme.kind == DIGITS and (last == first or lexeme.start - reading.lexemes[last - 1].end <= 1):
                digits += sum(char.isdecimal() for char in lexeme.word)
            elif not self._joins_digits(last):
                break
            last += 1
        if not 8 <= digits <= 15 or (last - first == 1 and "." in word):
            return None
        grouped = digits >= 9 and (last - first > 1 or word[0] == "3") and len(word) in (3, 9, 10, 11)
        if word[0] == "0" or plus or grouped:
            return (first - 1 if plus else first), last, "phone_number"
        return None

    def _joins_digits(self, index: int) -> bool:
        reading = self.reading
        return (
            reading.words[index] in "-./"
            and reading.glued(index)
            and index + 1 < reading.size
            and reading.lexemes[index + 1].kind == DIGITS
        )

    def _emergency(self, numeral: Numeral) -> Shape | None:
        """Read "il personale del 118", "chiamare il 113": the short numbers of the emergency services."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if reading.words[first] not in _EMERGENCY or reading.word(first - 1) not in _FUSED or self.noun_follows(last):
            return None
        return (first, last, "phone_number") if self.units.unit_at(last) is None else None

    def _time_result(self, numeral: Numeral) -> Shape | None:
        """Minutes, seconds and hundredths of a race, with their marks or as "1:34.19"."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if re.fullmatch(r"(?:\d+:)+\d\d[.,]\d{1,3}", reading.words[first]):
            return first, first + 1, "time_result"
        mark = reading.word(last)
        if mark not in _SECOND_MARKS and mark not in _MINUTE_MARKS:
            return None
        if not (reading.glued(last) and reading.glued(last + 1) and self._short_digits(last + 1)):
            return None
        last += 2
        if reading.word(last) in _SECOND_MARKS and reading.glued(last):
            last += 1
            if reading.glued(last) and self._short_digits(last):
                last += 1
        return first, last, "time_result"

    def _short_digits(self, index: int) -> bool:
        reading = self.reading
        return index < reading.size and reading.lexemes[index].kind == DIGITS and len(reading.words[index]) <= 3

    def _rank(self, numeral: Numeral) -> Shape | None:
        """Read "al 26 posto", "la 3 giornata": a rank whose sign was lost, told by the noun in the singular."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if reading.word(last) not in _RANKED or reading.words[first] == "1" or not reading.words[first].isdecimal():
            return None
        return first, last, "time_of_play" if reading.word(last) == "minuto" else "ordinal"

    def _early_ordinal(self, numeral: Numeral) -> Shape | None:
        """An ordinal with a sign, unless a unit of time follows: "2° trimestre" is for the dates."""
        span = self.ordinal_sign(numeral)
        if span is None:
            return None
        after = self.reading.word(span[1])
        return None if after in TIME_UNITS or after in MONTHS or after in WEEKDAYS else span

    def ordinal_sign(self, numeral: Numeral) -> Shape | None:
        """Read "7º", "3ª", "67esimo", "18mo", "27° piano"."""
        reading, last = self.reading, numeral.last
        if not reading.words[numeral.first].isdecimal() or reading.word(last + 1) in MONTHS:
            return None
        word, after = reading.word(last), reading.word(last + 1)
        ending = word in _ORDINAL_ENDINGS or (word in ("o", "a") and after != "'")
        if word in ("º", "ª") or (ending and reading.glued(last)):
            return numeral.first, last + 1, "ordinal"
        if word == "°" and (after in ("minuto", "'") or self.units.unit_at(last) is None):
            return numeral.first, last + 1, "ordinal"
        return None

    # ---- codes of letters and digits
    def _code(self, numeral: Numeral) -> Shape | None:
        """Read "G7", "F-35", "5G", "M5S", "Covid-19", "H1N1", "AF447": letters and digits in one piece."""
        reading, first = self.reading, numeral.first
        if len(reading.words[first]) > 12:
            return None
        start, last = first, first + 1
        while start > 0 and first - start < 4 and reading.glued(start) and self._is_head(start - 1):
            start -= 1
        while last < reading.size and last - first < 5 and reading.glued(last) and self._is_tail(last):
            last += 1
        if start < first:
            return self._prefixed(start, first, last)
        return self._suffixed(first, last) if last > first + 1 else None

    def _is_head(self, index: int) -> bool:
        reading = self.reading
        word = reading.words[index]
        if reading.lexemes[index].kind == WORD:
            return word[-1] != "'"
        return word in "-/" and index > 0 and reading.glued(index) and reading.is_word(index - 1)

    def _is_tail(self, index: int) -> bool:
        reading = self.reading
        if reading.lexemes[index].kind in (WORD, DIGITS):
            return True
        return reading.words[index] == "-" and reading.glued(index + 1) and reading.is_capital(index + 1)

    def _prefixed(self, start: int, first: int, last: int) -> Shape | None:
        reading = self.reading
        head, surface = reading.words[start], reading.surface(start, start + 1)
        if ":" in reading.words[first]:  # "2016-12-16T12:23:59"
            return None
        code = surface.isupper() and head in ("n", "nr")  # the line "N2", but "n.2"
        if (head in _NO_HEADS and not code) or head in MONTHS or (len(head) > 4 and not surface[0].isupper()):
            return None
        if self.units.currency_before(first) is not None or number_of_word(head) is not None:
            return None
        clock = not surface.isupper() or "." in reading.words[first] or ":" in reading.words[first]
        if head == "h" and last == first + 1 and clock:
            return None
        part, after = reading.words[first], reading.word(last)
        half = head == "h" and part in ("1", "2") and (after[:2] in ("19", "20") or after in ("del", "dell'"))
        quarter = half or (head == "q" and part in ("1", "2", "3", "4"))  # of a year, for the dates
        unit = self.units.unit_at(start)
        measured = unit is not None and reading.word(start + 1) == "/" and reading.word(start - 1)[:1].isdecimal()
        if quarter or measured or (unit is not None and unit[1] > first):  # "5 l/100 km", "kWh/m2"
            return None
        if reading.word(start - 1) in ("volo", "voli"):
            return start, last, "flight_number"
        if reading.word(start - 1) in _ROAD_BEFORE and re.fullmatch("[aes]|ss|sp|sr|ra", head):
            return start, last, "road_number"
        return start, last, "part_of_name" if head == "g" or len(head) > 4 else "model_number"

    def _suffixed(self, first: int, last: int) -> Shape | None:
        reading = self.reading
        tail, surface = reading.words[first + 1], reading.surface(first + 1, first + 2)
        if tail == "t" and ":" in reading.word(first + 2):  # "2016-12-16T12:23:59"
            return None
        if reading.numeral_at[first].last > first + 1 or tail in _NO_TAILS or reading.lexemes[first + 1].kind != WORD:
            return None
        if self.units.unit_at(first + 1) is not None or len(surface) > 3 or (not surface.isupper() and len(tail) > 2):
            return None
        if surface in ("C", "F") and reading.word(first - 1) in ("-", "−"):
            return None
        letter = reading.words[first].isdecimal() and len(tail) == 1 and tail in "xdgk"
        if reading.word(first - 1) in MONTHS:  # "7 Marzo 2024A Torino"
            return None
        return (first, last, "model_number") if surface.isupper() or letter else None

    # ---- sport
    def _play_time(self, numeral: Numeral) -> Shape | None:
        """Read "al 90'", "45'+2'", "12' pt"."""
        reading, last = self.reading, numeral.last
        mark, number, before = reading.word(last), reading.words[numeral.first], reading.word(numeral.first - 1)
        if mark not in _MINUTE_MARKS and mark not in _SECOND_MARKS:
            return None
        if not reading.glued(last) and before not in ("al", "all'", "dopo", "dell'", "del", "nel", "dal"):
            return None
        if mark in _SECOND_MARKS and before not in ("soli", "dopo", "in", "di", "circa", "appena", "'"):
            return None
        if not number.isdecimal() or len(number) > 3 or int(number) > 130:
            return None
        last += 1
        if reading.word(last) == "+" and reading.glued(last) and reading.word(last + 1).isdecimal():
            last += 2
            if reading.word(last) in _MINUTE_MARKS and reading.glued(last):
                last += 1
        return numeral.first, last, "time_of_play"

    def _season(self, numeral: Numeral) -> Shape | None:
        """Read "2008/2009", "2008/09", and "2010-11" after "stagione"."""
        reading, first = self.reading, numeral.first
        word = reading.words[first]
        if word[:2] not in ("19", "20"):
            return None
        match = re.fullmatch(r"(\d{4})/(\d\d|\d{4})", word)
        if match:
            return (first, first + 1, "season") if (int(match[1]) + 1) % 100 == int(match[2]) % 100 else None
        second = reading.word(first + 2)
        if reading.word(first + 1) not in ("-", "–") or not (reading.glued(first + 1) and reading.glued(first + 2)):
            return None
        if len(word) != 4 or not word.isdecimal() or len(second) not in (2, 4) or not second.isdecimal():
            return None
        cue = cues().match(reading.words, first)
        told = cue is not None and cue[0] == "season" and (int(word) + 1) % 100 == int(second) % 100
        return (first, first + 3, "season") if told else None

    def _law(self, numeral: Numeral) -> Shape | None:
        """Read "la 194/78", "della 104/1992": a law by its number and year alone."""
        reading, first = self.reading, numeral.first
        short = reading.word(first - 1) == "." and reading.word(first - 2) == "l"  # "l. 633/1941"
        named = short or reading.word(first - 1) in ("la", "della", "alla", "dalla", "nella")
        if "/" not in reading.words[first] or not named:
            return None
        number, _, year = reading.words[first].partition("/")
        is_law = number.isdecimal() and year.isdecimal() and len(year) in (2, 4) and numeral.value is None
        return (first, first + 1, "law_number") if is_law else None

    # ---- lists, addresses of machines, formations
    def _list_number(self, numeral: Numeral) -> Shape | None:
        """Read "1) …", "2. …" and "(3) …" at the beginning of a line, and the reference "[4]"."""
        reading, first, last = self.reading, numeral.first, numeral.last
        word, before, mark = reading.words[first], reading.word(first - 1), reading.word(last)
        if not word.isdecimal() or len(word) > 3 or reading.word(last + 1) in MONTHS or not reading.glued(last):
            return None
        if before == "[" and mark == "]":
            return first, last, "list_number"
        bracketed = before == "(" and mark == ")" and reading.glued(first)
        start = first - 1 if bracketed else first
        if start > 0 and reading.lexemes[start - 1].kind != BREAK:
            return None
        closes = bracketed or (mark in (")", ".") and len(word) < 3)
        return (
            (first, last, "list_number")
            if closes and reading.is_word(last + 1) and not reading.glued(last + 1)
            else None
        )

    def _dotted(self, numeral: Numeral) -> Shape | None:
        """Read "192.168.1.2" and "2.0.1" where no day is written so, and formations: "4-3-3"."""
        reading, first = self.reading, numeral.first
        word = reading.words[first]
        if (
            word.count(".") >= 2
            and numeral.value is None
            and reading.word(first - 1) not in ("ore", "alle", "dalle", "h")
        ):
            day, month, *rest = (part[:4] for part in word.split("."))
            is_day = 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and len(rest) == 1 and len(rest[0]) in (2, 4)
            return None if is_day else (first, first + 1, "version")
        last = first
        while (
            last - first < 8
            and self._single_digit(last)
            and reading.word(last + 1) == "-"
            and self._single_digit(last + 2)
        ):
            if not (reading.glued(last + 1) and reading.glued(last + 2)):
                return None
            last += 2
        return (first, last + 1, "formation") if last - first >= 4 else None

    def _single_digit(self, index: int) -> bool:
        word = self.reading.word(index)
        return len(word) == 1 and word.isdecimal()

    def noun_follows(self, index: int) -> bool:
        """Whether a word that can be a counted plural noun stands at an index."""
        reading = self.reading
        word = reading.word(index)
        if len(word) < 3 or word[-1] not in "iea" or word in FUNCTION_WORDS:
            return False
        return reading.is_word(index) and not reading.is_capital(index)
