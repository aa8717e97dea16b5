"""Numbers that are no quantities: law and article numbers, codes, names with numbers, ordinals, phone numbers, results.

They are recognised before figures and dates and become rows of `unread` with the reason. Cues stand in
seeds/reference/it/number_labels.csv, names that hold a number in names_with_numbers.csv.
"""

import re
from functools import cache
from typing import NamedTuple

from transforms.lexer import BREAK, DIGITS, MARK, WORD
from transforms.number_words import number_of_word, ordinal_of_word, roman_value
from transforms.numerals import Numeral
from transforms.phrases import PhraseTable
from transforms.quantities import QuantityReader, Reading
from transforms.reference import read_reference

_MONTHS = frozenset(
    ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
     "dicembre", "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "sett", "ott", "nov", "dic", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
#: Between a cue and its number: "legge n. 300", "articolo (UE) 5", "regolamento UE numero 12".
_BETWEEN = frozenset({"n", "nn", "nr", ".", "numero", "numeri", "(", ")", "ue", "ce", "cee", "ue)", "°", "º", "-", "the", "#",
                      "onu", "regionale", "statale", "costituzionale", "quadro", "bis", ":", "num", "il", "unico"})  # fmt: skip
_LIST_JOINTS = frozenset({",", "e", "ed", "o", "-", "–", "/", "bis", "ter", "quater", "comma", "commi", "a", "n", "."})
#: Cues that name a number only when it stands right behind and no noun follows it: "piano 3", but "un piano 3 volte più alto".
_LOOSE = frozenset({"part_of_name", "model_number", "document_number", "road_number"})
_AFTER_CODE = frozenset({"bis", "ter"})
_FUNCTION = frozenset(
    ["il", "lo", "la", "l'", "i", "gli", "le", "un", "una", "uno", "di", "del", "dello", "della", "dell'", "dei", "degli",
     "delle", "a", "al", "allo", "alla", "all'", "ai", "agli", "alle", "da", "dal", "dalla", "dall'", "dai", "dalle", "in",
     "nel", "nello", "nella", "nell'", "nei", "nelle", "con", "su", "sul", "sulla", "sui", "sulle", "per", "tra", "fra", "e",
     "ed", "o", "ma", "che", "se", "come", "mentre", "non", "è", "sono", "ha", "hanno", "si", "ad", "era", "dopo", "quando",
     "circa", "oltre", "almeno", "quasi", "più", "meno", "solo", "anche", "sono", "erano", "altri", "altre", "gli", "ben",
     "degli", "entro", "contro", "alle", "ore", "poi", "c'è", "verso", "fino", "sino", "ogni", "su", "appena", "meno",
     "secondo", "tutti", "tutte", "questi", "queste", "quei", "quelle", "cui", "ne", "ci", "vi", "ecco", "presenti"]
)  # fmt: skip
_TIME_UNITS = frozenset(
    ["giorno", "giorni", "settimana", "mese", "trimestre", "semestre", "quadrimestre", "bimestre", "anno", "anni", "secolo",
     "decennio", "millennio", "quarto", "ora"]
)  # fmt: skip
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"»]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}", re.ASCII)
_DOMAIN = re.compile(r"\b[\w-]{1,63}\.(?:it|com|org|net|eu|info|gov|edu|tv|news)(?:/[^\s<>\"»]{0,300})?", re.ASCII)
_PERSONAL_GAME = frozenset({"gol", "rete", "pt", "st", "minuto", "recupero", "min"})


class Label(NamedTuple):
    """A number that is no quantity: half-open lexeme range, span in the text, reason."""

    first: int
    last: int
    start: int
    end: int
    reason: str


@cache
def _cues() -> PhraseTable[str]:
    rows = read_reference("it/number_labels.csv", required=("cue", "reason"))
    return PhraseTable(((row["cue"].removesuffix("."), row["reason"]) for row in rows), backwards=True)


@cache
def _names() -> PhraseTable[tuple[str, str]]:
    rows = read_reference("it/names_with_numbers.csv", required=("name", "reason"))
    return PhraseTable((row["name"], (row["name"], row["reason"])) for row in rows)


@cache
def _regnal() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_reference("it/regnal_names.csv", required=("name",)))


def find_labels(reading: Reading, busy: bytearray) -> list[Label]:
    """Codes, addresses, references and names with numbers, in order; to be found before dates.

    Args:
        reading: the text with its lexemes and numerals.
        busy: for each lexeme, whether somebody holds it; the lexemes of the labels are marked.

    Returns:
        Labels without overlap.
    """
    finder = _LabelFinder(reading, busy)
    finder.addresses()
    finder.names()
    finder.numbers()
    return sorted(finder.found, key=lambda label: label.first)


def find_ordinals(reading: Reading, busy: bytearray) -> list[Label]:
    """Ordinals in words and signs and Roman numerals, in order; after dates, which read "XXI secolo" and "primo maggio"."""
    finder = _LabelFinder(reading, busy)
    finder.ordinals()
    return sorted(finder.found, key=lambda label: label.first)


class _LabelFinder:
    def __init__(self, reading: Reading, busy: bytearray) -> None:
        self.reading = reading
        self.busy = busy
        self.found: list[Label] = []
        self.cues = _cues()
        self.owners = {
            at: numeral for numeral in reading.numerals if numeral.last - numeral.first > 1
            for at in range(numeral.first, numeral.last)
        }  # fmt: skip
        self.units = QuantityReader(reading)

    def add(self, first: int, last: int, reason: str) -> None:
        """Keep a label when nothing of it is taken; it grows to hold the numerals that it touches as a whole."""
        for at in (first, last - 1):
            whole = self.owners.get(at)
            if whole is not None:
                first, last = min(first, whole.first), max(last, whole.last)
        if any(self.busy[first:last]):
            return
        self.busy[first:last] = b"\1" * (last - first)
        lexemes = self.reading.lexemes
        self.found.append(Label(first, last, lexemes[first].start, lexemes[last - 1].end, reason))

    # ---- web addresses
    def addresses(self) -> None:
        """Web and mail addresses with digits in them."""
        text = self.reading.text
        spans = []
        if "://" in text or "www." in text or "@" in text:
            spans += [match.span() for match in _URL.finditer(text)]
        if ".it" in text or ".com" in text or ".org" in text or ".net" in text or ".eu" in text:
            spans += [match.span() for match in _DOMAIN.finditer(text)]
        if not spans:
            return
        at = 0
        lexemes = self.reading.lexemes
        for start, end in sorted(spans):
            while at < len(lexemes) and lexemes[at].start < start:
                at += 1
            last = at
            while last < len(lexemes) and lexemes[last].end <= end:
                last += 1
            while last > at and lexemes[last - 1].kind == MARK and lexemes[last - 1].word in ".,;:!?)":
                last -= 1
            if any(lexemes[i].kind == DIGITS for i in range(at, last)):
                self.add(at, last, "url")

    # ---- names, ordinals and Roman numerals
    def names(self) -> None:
        """Names that hold a number: "Movimento 5 Stelle"."""
        names = _names()
        for index, word in enumerate(self.reading.words):
            if word in names:
                self._name(names, index)

    def ordinals(self) -> None:
        """Ordinals in words and with a sign, Roman numerals."""
        reading, busy = self.reading, self.busy
        for index, (start, _, kind, word) in enumerate(reading.lexemes):
            if kind != WORD or busy[index]:
                continue
            if word[0] in "ivxlcdm" and len(word) < 9 and reading.text[start].isupper():
                self._roman(index)
            if word[-1] in "oaie" and len(word) > 3 and ordinal_of_word(word) is not None:
                self._ordinal_word(index)
        for numeral in reading.numerals:
            if not busy[numeral.first] and reading.lexemes[numeral.first].kind == DIGITS:
                span = self._ordinal_sign(numeral)
                if span is not None:
                    self.add(*span)

    def _name(self, names: PhraseTable[tuple[str, str]], index: int) -> None:
        found = names.match(self.reading.words, index)
        if found is None:
            return
        (name, reason), last = found
        if name != name.lower() and not any(self.reading.is_capital(at) for at in range(index, last)):
            return
        self.add(index, last, reason)

    def _roman(self, index: int) -> None:
        reading = self.reading
        lexeme = reading.lexemes[index]
        surface = reading.text[lexeme.start : lexeme.end]
        if roman_value(surface) is None or (index and reading.glued(index) and reading.words[index - 1] not in ("(", "'", "-")):
            return
        previous, after = reading.word(index - 1), reading.word(index + 1)
        if previous in _regnal() and reading.is_capital(index - 1):
            if len(surface) > 1 or surface in "IVX":
                self.add(index, index + 1, "regnal_number")
            return
        if len(surface) < 2 or after in ("secolo", "secoli", "sec"):
            return
        if surface in ("MI", "DI", "CI", "VI", "LI", "MC", "CD", "DC", "CC", "MM", "CV", "DVD", "MD", "CL", "CM", "MIX", "DIM",
                       "CIVIL", "IC", "DM", "ID", "DIVI"):  # fmt: skip
            return
        if re.search("[MDCL]", surface) and not reading.is_word(index + 1):
            return
        self.add(index, index + 1, "ordinal")

    def _ordinal_word(self, index: int) -> None:
        reading = self.reading
        word, before, after = reading.words[index], reading.word(index - 1), reading.word(index + 1)
        numeral = reading.numeral_at.get(index - 1)
        if numeral is not None and numeral.last > index:
            return
        if word in ("prima", "prime", "secondo", "seconda", "secondi", "seconde"):
            articles = ("il", "la", "i", "le", "del", "della", "al", "alla", "nel", "nella", "un", "una", "dal", "dalla", "sul",
                        "sua", "suo", "loro", "dei", "delle", "nostro", "nostra", "ai", "alle")  # fmt: skip
            if before not in articles or after in ("di", "che", "la", "il", "lo", "l'", "i", "quanto", "le") or (
                word == "prima" and after == ""
            ):
                return
            if word in ("secondi", "seconde") and numeral is not None:
                return
        if word in ("quarto", "quarti") and (after in ("d'", "alle") or before == "un"):
            return
        if after in _MONTHS or word in ("noni", "none", "none", "decima", "decime", "decimi", "sesto", "sesta", "sesti", "nona") and (
            before not in ("il", "la", "del", "della", "al", "alla", "i", "le", "un", "una", "nel", "nella", "dal", "dalla")
        ):
            return
        if after in ("anni", "grado") and word in ("terza", "terzi"):
            return
        if self._inside_numeral(index):
            return
        self.add(index, index + 1, "ordinal")

    def _inside_numeral(self, index: int) -> bool:
        numerals = self.reading.numeral_at
        return any((n := numerals.get(at)) is not None and n.last > index for at in range(max(0, index - 8), index + 1))

    # ---- digits and number words
    def numbers(self) -> None:
        """Numerals that a cue, their shape or a name beside them makes a label."""
        numerals = self.reading.numerals
        skip = 0
        for k, numeral in enumerate(numerals):
            if k < skip or any(self.busy[numeral.first : numeral.last]):
                continue
            skip = self._number(k, numeral)

    def _number(self, k: int, numeral: Numeral) -> int:
        first, last = numeral.first, numeral.last
        if numeral.form == "words" or self.reading.lexemes[first].kind == WORD:
            self._capital_word(numeral)
            if not self.busy[first]:
                return self._by_cue(k, numeral)
            return k + 1
        for rule in (self._phone, self._emergency, self._time_result, self._early_ordinal, self._code, self._play_time, self._season, self._list_number, self._dotted):
            span = rule(numeral)
            if span is not None:
                self.add(*span)
                return k + 1
        return self._by_cue(k, numeral)

    def _capital_word(self, numeral: Numeral) -> None:
        """ "le Cinque Terre": a number word in capitals in the middle of a sentence is part of a name."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if last - first == 1 and reading.is_capital(first) and not reading.starts_sentence(first):
            surface = reading.surface(first, last)
            if surface.isupper():
                return
            before = reading.is_capital(first - 1) and reading.is_word(first - 1) and not reading.starts_sentence(first - 1)
            if before or (reading.is_word(last) and reading.is_capital(last)):
                self.add(first, last, "part_of_name")

    def _phone(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "06 12345678", "+39 340 123 4567", "800 123456" """
        reading, first = self.reading, numeral.first
        word = reading.words[first]
        plus = reading.word(first - 1) == "+" and reading.glued(first)
        if not word.replace("/", "").replace(".", "").isdecimal() or not (plus or word[0] in "038"):
            return None
        last, digits = first, 0
        while last < reading.count and last - first < 9:
            lexeme = reading.lexemes[last]
            if lexeme.kind == DIGITS and (last == first or lexeme.start - reading.lexemes[last - 1].end <= 1):
                digits += sum(char.isdecimal() for char in lexeme.word)
            elif not (lexeme.word in "-./" and reading.glued(last) and last + 1 < reading.count and reading.lexemes[last + 1].kind == DIGITS):
                break
            last += 1
        if not 8 <= digits <= 15 or (last - first == 1 and "." in word):
            return None
        if word[0] == "0" or plus or (digits >= 9 and (last - first > 1 or word[0] == "3") and len(word) in (3, 9, 10, 11)):
            return (first - 1 if plus else first), last, "phone_number"
        return None

    def _emergency(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "il personale del 118", "chiamare il 113": the short numbers of the emergency services."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if reading.words[first] not in ("112", "113", "114", "115", "116117", "117", "118", "1522", "1530", "911"):
            return None
        if reading.word(first - 1) not in ("il", "al", "del", "dal", "sul", "nel") or self._noun_follows(last):
            return None
        return (first, last, "phone_number") if self.units._unit_at(last) is None else None

    def _time_result(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "59\"65", "1'23\"45": minutes, seconds and hundredths of a race."""
        reading, last = self.reading, numeral.last
        if reading.word(last) not in ('"', "”", "″", "''") or not reading.glued(last) or not reading.glued(last + 1):
            return None
        if last + 1 >= reading.count or reading.lexemes[last + 1].kind != DIGITS or len(reading.words[last + 1]) > 3:
            return None
        return numeral.first, last + 2, "time_result"

    def _early_ordinal(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """An ordinal with a sign, unless a unit of time follows: "2° trimestre" is for the dates."""
        span = self._ordinal_sign(numeral)
        return None if span is None or self.reading.word(span[1]) in _TIME_UNITS else span

    def _ordinal_sign(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "7º", "3ª", "67esimo", "18mo" """
        reading, last = self.reading, numeral.last
        if not reading.words[numeral.first].isdecimal():
            return None
        word = reading.word(last)
        if word in ("º", "ª") or (reading.glued(last) and (word in ("esimo", "esima", "esimi", "esime", "mo", "ma", "°a", "^")
                                                           or (word in ("o", "a") and reading.word(last + 1) != "'"))):  # fmt: skip
            return None if reading.word(last + 1) in _MONTHS else (numeral.first, last + 1, "ordinal")
        if word == "°" and reading.word(last + 1) not in _MONTHS:
            if reading.word(last + 1) in ("minuto", "'") or self.units._unit_at(last) is None:
                return numeral.first, last + 1, "ordinal"
        return None

    def _code(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "G7", "F-35", "5G", "M5S", "Covid-19", "H1N1", "AF447": letters and digits in one piece"""
        reading = self.reading
        first = numeral.first
        if len(reading.words[first]) > 12:
            return None
        start, last = first, first + 1
        while start > 0 and first - start < 4 and reading.glued(start) and (
            (reading.lexemes[start - 1].kind == WORD and reading.words[start - 1][-1] != "'")
            or (reading.words[start - 1] in "-/" and start > 1 and reading.glued(start - 1) and reading.is_word(start - 2))
        ):
            start -= 1
        while last < reading.count and last - first < 5 and reading.glued(last) and (
            reading.lexemes[last].kind in (WORD, DIGITS)
            or (reading.words[last] == "-" and last + 1 < reading.count and reading.glued(last + 1) and reading.is_capital(last + 1))
        ):
            last += 1
        if start == first and last == first + 1:
            return None
        if start < first:
            return self._prefixed(start, first, last)
        return self._suffixed(first, last)

    def _prefixed(self, start: int, first: int, last: int) -> tuple[int, int, str] | None:
        reading = self.reading
        head = reading.words[start]
        surface = reading.surface(start, start + 1)
        if head.endswith("'") or head in ("ore", "alle", "n", "nr", "art", "euro", "eur", "usd", "gbp", "us", "dal", "al", "il", "h."):
            return None
        if self.units.currencies_before.match(reading.words, first) is not None or number_of_word(head) is not None:
            return None
        if head == "h" and last == first + 1 and (not surface.isupper() or "." in reading.words[first] or ":" in reading.words[first]):
            return None
        if head in _MONTHS or (len(head) > 4 and not surface[0].isupper()):
            return None
        before = reading.word(start - 1)
        if before in ("volo", "voli"):
            return start, last, "flight_number"
        if before in ("autostrada", "sulla", "sull'", "dell'", "lungo", "dalla", "statale") and re.fullmatch("[aes]|ss|sp|sr|ra", head):
            return start, last, "road_number"
        if head == "g" or len(head) > 4:
            return start, last, "part_of_name"
        return start, last, "model_number"

    def _suffixed(self, first: int, last: int) -> tuple[int, int, str] | None:
        reading = self.reading
        tail = reading.words[first + 1]
        surface = reading.surface(first + 1, first + 2)
        if self.reading.numeral_at[first].last > first + 1 or tail in ("enne", "enni", "h", "mila", "kg", "km"):
            return None
        if reading.lexemes[first + 1].kind != WORD or self.units._unit_at(first + 1) is not None:
            return None
        if not surface.isupper() and len(tail) > 2:
            return None
        if len(surface) > 3 or (surface in ("C", "F") and reading.word(first - 1) in ("-", "−")):
            return None
        if surface[0].isupper() or reading.words[first].isdecimal() and len(tail) == 1 and tail in "xdgk":
            return first, last, "model_number"
        return None

    def _play_time(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "al 90'", "45'+2'", "12' pt" """
        reading, last = self.reading, numeral.last
        if reading.word(last) not in ("'", "′", "’") or not reading.glued(last) or not reading.words[numeral.first].isdecimal():
            return None
        if len(reading.words[numeral.first]) > 3 or int(reading.words[numeral.first]) > 130:
            return None
        last += 1
        if reading.word(last) == "+" and reading.glued(last):
            last = min(last + 3, reading.count)
            while last > numeral.last and reading.words[last - 1] not in "'′" and not reading.words[last - 1].isdecimal():
                last -= 1
        return numeral.first, last, "time_of_play"

    def _season(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "2008/2009", "2008/09", "stagione 2010-11" """
        reading, first = self.reading, numeral.first
        word = reading.words[first]
        match = re.fullmatch(r"((?:19|20)\d\d)/(\d\d|\d{4})", word)
        if match and (int(match[1]) + 1) % 100 == int(match[2]) % 100:
            return first, first + 1, "season"
        if re.fullmatch(r"(?:19|20)\d\d", word) and reading.word(first + 1) in ("-", "–") and reading.glued(first + 1):
            second = reading.word(first + 2)
            if second.isdecimal() and len(second) in (2, 4) and (int(word) + 1) % 100 == int(second) % 100 and reading.glued(first + 2):
                found = self.cues.match(reading.words, first)
                if found is not None and found[0] == "season":
                    return first, first + 3, "season"
        return None

    def _list_number(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """ "1) …" or "2. …" at the beginning of a line."""
        reading, first, last = self.reading, numeral.first, numeral.last
        word = reading.words[first]
        if not word.isdecimal() or len(word) > 2 or not (first == 0 or reading.lexemes[first - 1].kind == BREAK):
            return None
        mark = reading.word(last)
        if mark not in (")", ".") or not reading.glued(last) or not reading.is_word(last + 1) or reading.glued(last + 1):
            return None
        return first, last, "list_number"

    def _dotted(self, numeral: Numeral) -> tuple[int, int, str] | None:
        """Addresses of machines and versions: "192.168.1.2", "2.0.1" — where no day is written so. Formations: "4-3-3"."""
        reading, first = self.reading, numeral.first
        word = reading.words[first]
        if word.count(".") >= 2 and numeral.value is None:
            parts = word.split(".")
            if len(parts) > 3 or not (1 <= int(parts[0][:4]) <= 31 and 1 <= int(parts[1][:4]) <= 12 and len(parts[2]) in (2, 4)):
                return first, first + 1, "version"
        if len(word) == 1 and word.isdecimal() and all(
            reading.word(first + i) == "-" and reading.glued(first + i) and reading.glued(first + i + 1)
            and len(reading.word(first + i + 1)) == 1 and reading.word(first + i + 1).isdecimal() for i in (1, 3)
        ):  # fmt: skip
            last = first + 5
            if reading.word(last) == "-" and reading.glued(last) and reading.word(last + 1).isdecimal():
                last += 2
            return first, last, "formation"
        return None

    def _by_cue(self, k: int, numeral: Numeral) -> int:
        """A label named by the words before: "legge n. 300/1970", "articoli 33 e 34", "Boeing 737"."""
        reading = self.reading
        first, last = numeral.first, numeral.last
        at = first
        while at > 0 and first - at < 5 and reading.words[at - 1] in _BETWEEN:
            at -= 1
        found, start = None, at
        for start in range(at, first + 1):
            found = self.cues.match(reading.words, start)
            if found is not None:
                break
        direct = found is not None and all(word == "." for word in reading.words[start:first])
        reason = self._reason(found, numeral, direct) if found is not None else self._named(numeral)
        if reason is None:
            return k + 1
        self.add(first, last, reason)
        if reason in ("law_number", "article_number", "document_number"):
            return self._continued(k, reason)
        return k + 1

    def _reason(self, found: tuple[str, int], numeral: Numeral, direct: bool) -> str | None:
        reason, cue_first = found
        reading, first, last = self.reading, numeral.first, numeral.last
        cue = reading.words[cue_first]
        after = reading.word(last)
        if after in _MONTHS or numeral.form in ("scaled", "collective"):
            return None
        digits = reading.lexemes[first].kind == DIGITS
        near = direct or reason not in _LOOSE or cue in ("n", "nr", "numero", "pag", "nn")
        if not near or (not digits and reason not in ("article_number", "document_number")):
            return None
        if reason == "season":
            return "document_number" if len(reading.words[first]) < 3 and not self._noun_follows(last) else None
        if reason == "street_number":
            return reason if direct and reading.words[first].isdecimal() else None
        if reason == "phone_number":
            return reason if sum(char.isdecimal() for char in reading.words[first]) >= 2 else None
        if reason == "part_of_name" and re.fullmatch(r"(?:1[5-9]|20)\d\d", reading.words[first]):
            return reason if cue in ("expo", "agenda", "horizon", "industria") else None
        if reason == "flight_number" and (numeral.form == "reference" or not direct):
            return None
        if cue in ("quota", "fase", "over", "under", "livello", "parte", "area", "zona", "euro", "capo", "atto", "km", "posto",
                   "classe", "categoria", "fascia", "gruppo", "piano", "punto", "italia", "golf", "panda") and (
            self.units._unit_at(last) is not None or self._noun_follows(last) or cue in ("quota", "euro", "over", "under", "fascia")
        ):  # fmt: skip
            return None
        if reason in _LOOSE and (self.units._unit_at(last) is not None or (cue != "n" and self._noun_follows(last) and (
            reason != "model_number" and cue not in ("numero", "nr", "pag", "pagina")))):  # fmt: skip
            return None
        if cue in ("km", "chilometro", "ss", "sp") and not digits:
            return None
        if cue == "n" and reading.word(first - 1) not in (".", "°", "º", "n"):
            return None
        if reason == "law_number" and self._noun_follows(last) and cue_first < first - 2:
            return None
        return reason

    def _noun_follows(self, index: int) -> bool:
        """Whether a word that can be a counted plural noun stands at an index."""
        reading = self.reading
        word = reading.word(index)
        return reading.is_word(index) and not reading.is_capital(index) and len(word) > 2 and word[-1] in "iea" and word not in _FUNCTION

    def _named(self, numeral: Numeral) -> str | None:
        """ "via Roma 12", "Rtl 102.5", "Windows 10": a number right after a name, when it counts nothing that follows."""
        reading, first, last = self.reading, numeral.first, numeral.last
        previous = first - 1
        if numeral.form not in ("digits", "reference") or previous < 0 or not reading.is_capital(previous) or not reading.is_word(previous):
            return None
        name = reading.words[previous]
        if name in _FUNCTION or name in _MONTHS or ordinal_of_word(name) or number_of_word(name) or reading.starts_sentence(previous):
            return None
        if reading.glued(first) or name in _WEEKDAYS or self.units.currencies_before.match(reading.words, first):
            return None
        if self._street_name(previous):
            return None if self._noun_follows(last) else "street_number"
        if reading.words[first][:2] in ("19", "20") and len(reading.words[first]) == 4:
            return None if self._in_lower_context(previous) else "part_of_name"
        if self.units._unit_at(last) is not None or self._noun_follows(last) or numeral.form == "reference":
            return None
        if reading.word(last).startswith("'") or (
            reading.word(last) in ("-", "–", "a", "su", "e") and "." not in reading.words[first]
        ):
            return None
        if numeral.value is not None and numeral.value >= 10_000:
            return None
        return "part_of_name"

    def _in_lower_context(self, previous: int) -> bool:
        """A year after a name is mostly a year: "Roma 2012" may be either; only event names make it part of the name."""
        return self.reading.words[previous] not in ("expo", "euro", "mondiali", "olimpiadi", "italia", "agenda", "horizon", "tokyo",
                                                    "giubileo", "eurovision", "sanremo", "vinitaly", "pechino")  # fmt: skip

    def _street_name(self, previous: int) -> bool:
        reading = self.reading
        for at in range(previous - 1, max(-1, previous - 5), -1):
            if reading.words[at] in ("via", "viale", "piazza", "corso", "largo", "vicolo", "piazzale", "strada", "lungotevere"):
                return True
            if not reading.is_capital(at) and reading.words[at] not in ("di", "della", "dei", "del", "delle", "san", "degli"):
                return False
        return False

    def _continued(self, k: int, reason: str) -> int:
        """The numbers that share a cue: "articoli 33, 34 e 35", "legge 231 del 2001" stops at the year."""
        reading, numerals = self.reading, self.reading.numerals
        index = k + 1
        while index < len(numerals):
            left, right = numerals[index - 1], numerals[index]
            between = reading.words[left.last : right.first]
            if len(between) > 3 or not between or not all(word in _LIST_JOINTS for word in between):
                break
            if reading.word(right.last) in _MONTHS or self._noun_follows(right.last) or right.form not in ("digits", "reference"):
                break
            if between == ["/"] or between == ["-"] or reason == "article_number" or between[-1] in ("e", ","):
                self.add(right.first, right.last, reason)
                index += 1
                continue
            break
        return index


_WEEKDAYS = frozenset({"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"})
_ = MARK
