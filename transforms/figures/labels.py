"""Numbers that are no quantities: law and article numbers, codes, names with numbers, ordinals, phone numbers, results.

They are recognised before figures and dates and become rows of `unread` with the reason. Cues stand in
seeds/reference/it/figures/number_labels.csv, names that hold a number in names_with_numbers.csv.
"""

import re
from typing import NamedTuple

from transforms.figures.label_shapes import DAY, ShapeRules
from transforms.figures.ordinals import ordinal_spans
from transforms.figures.words import FUNCTION_WORDS, MONTHS, STREETS, WEEKDAYS, contexts, cues, names_with_numbers
from transforms.language import DIGITS, MARK, WORD, words_of
from transforms.numbers import NumberText, Numeral, number_of_word, ordinal_of_word

#: Between a cue and its number: "legge n. 300", "articolo (UE) 5", "regolamento UE numero 12".
_BETWEEN = words_of(
    "n nn nr . numero numeri ( ) ue ce cee ° º - # onu regionale statale costituzionale quadro bis : num il unico"
)
_POINTS = words_of(". n nr numero ° º")
_LIST_JOINTS = words_of(", e ed o - – / bis ter quater comma commi a n . ce cee ue")
#: Reasons that hold only when the cue stands right before the number and nothing countable follows it.
_LOOSE = words_of("part_of_name model_number document_number road_number")
_NUMBER_CUES = words_of("n nr numero numeri pag pagina nn ricorso pratica matricola")
#: Cues that are common words too: "il piano 3", but "un piano da 3 miliardi", "capo di 20 aziende".
_COMMON = words_of(
    "fase livello parte area zona capo atto km posto classe categoria gruppo piano punto italia golf panda"
)
_PEAKS = words_of("ottomila settemila seimila quattromila tremila")
_BEFORE_PEAK = words_of("un primo secondo terzo ultimo suo degli")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"»]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}", re.ASCII)
_DOMAIN = re.compile(r"\b[\w-]{1,63}\.(?:it|com|org|net|eu|info|gov|edu|tv|news)(?:/[^\s<>\"»]{0,300})?", re.ASCII)
_OPENING, _CLOSING = frozenset('"«“„‘'), frozenset('"»”’')
#: Around "Francia" in "su 19 centrali in Francia 8 non hanno …" these leave the number to what is counted.
_PLURAL_VERBS = words_of("hanno sono erano avevano saranno avranno furono ebbero risultano restano")
_PLACE_BEFORE = words_of("in a ad nel nella nell' nei negli nelle")
_OF_WHOLE = words_of("su dei delle degli sui sulle sugli tra fra")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Label(NamedTuple):
    """A number that is no quantity: half-open lexeme range, span in the text, reason."""

    first: int
    last: int
    start: int
    end: int
    reason: str


def find_labels(reading: NumberText, busy: bytearray) -> list[Label]:
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
    finder.identifiers()
    finder.numbers()
    return sorted(finder.found, key=lambda label: label.first)


def find_ordinals(reading: NumberText, busy: bytearray) -> list[Label]:
    """Ordinals and Roman numerals, in order; after dates, which read "XXI secolo" and "primo maggio"."""
    finder = _LabelFinder(reading, busy)
    for span in ordinal_spans(reading, busy):
        finder.add(*span)
    return sorted(finder.found, key=lambda label: label.first)


class _LabelFinder:
    def __init__(self, reading: NumberText, busy: bytearray) -> None:
        self.reading = reading
        self.busy = busy
        self.found: list[Label] = []
        self.cues = cues()
        self.shapes = ShapeRules(reading)
        self.units = self.shapes.units
        self.owners = {
            at: numeral for numeral in reading.numerals if numeral.last - numeral.first > 1
            for at in range(numeral.first, numeral.last)
        }  # fmt: skip

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

    def names(self) -> None:
        """Names that hold a number: "Movimento 5 Stelle"."""
        names, words = names_with_numbers(), self.reading.words
        for index, word in enumerate(words):
            if word not in names:
                continue
            found = names.match(words, index)
            if found is not None:
                (name, reason), last = found
                if name == name.lower() or any(self.reading.is_capital(at) for at in range(index, last)):
                    self.add(index, last, reason)

    # ---- digits and number words
    def numbers(self) -> None:
        """Numerals that a cue, their shape or a name beside them makes a label."""
        numerals = self.reading.numerals
        skip = 0
        for k, numeral in enumerate(numerals):
            if k >= skip and not any(self.busy[numeral.first : numeral.last]):
                skip = self._number(k, numeral)

    def _number(self, k: int, numeral: Numeral) -> int:
        """Label one numeral; returns the index of the next one to look at."""
        if self.reading.lexemes[numeral.first].kind == WORD:
            if self._is_capital_name(numeral) or self._is_peak(numeral):
                self.add(numeral.first, numeral.last, "part_of_name")
                return k + 1
        else:
            shape = self.shapes.read(numeral)
            if shape is not None:
                self.add(*shape)
                return k + 1
        return self._by_cue(k, numeral)

    def _is_peak(self, numeral: Numeral) -> bool:
        """Whether "ottomila" is a mountain: "i 14 ottomila", "il suo primo ottomila"."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if reading.words[first] not in _PEAKS or self.shapes.noun_follows(last) or self.units.unit_at(last) is not None:
            return False
        before = reading.word(first - 1)
        return before.isdecimal() or before in _BEFORE_PEAK or number_of_word(before) is not None

    def _is_capital_name(self, numeral: Numeral) -> bool:
        """Whether a number word is part of a name: "le Cinque Terre", "Radio Due"."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if last - first != 1 or not reading.is_capital(first) or reading.starts_sentence(first):
            return False
        if reading.surface(first, last).isupper():  # a headline in capitals, or the channel "NOVE"
            return not any(
                reading.is_word(at) and reading.surface(at, at + 1).isupper() for at in (first - 1, last, last + 1)
            )
        value = numeral.value or 0
        decade = "anni" in reading.words[max(0, first - 4) : first]
        if decade or (200 <= value < 1000 and value % 100 == 0):  # "negli anni Sessanta", "del Cinquecento"
            return False
        if reading.is_word(last) and reading.is_capital(last):
            return True
        before = first - 1  # "Radio Due", "i Ventisette"; but a headline may have capitals throughout
        return reading.is_word(before) and not (reading.is_capital(before) and reading.starts_sentence(before))

    def _by_cue(self, k: int, numeral: Numeral) -> int:
        """Label a numeral by the words before it: "legge n. 300/1970", "articoli 33 e 34", "Boeing 737"."""
        reading, first, last = self.reading, numeral.first, numeral.last
        words = reading.words
        at = first
        while at > 0 and first - at < 5 and words[at - 1] in _BETWEEN:
            at -= 1
        found, start = None, at
        for start in range(at, first + 1):
            found = self.cues.match(words, start)
            if found is not None:
                break
        if found is None:
            reason = self._named(numeral)
        else:
            reason = self._reason(found, numeral, all(word in _POINTS for word in words[start:first]))
        if reason is None:
            return k + 1
        self.add(first, last, reason)
        return self._continued(k, reason) if reason in ("law_number", "article_number", "document_number") else k + 1

    def _reason(self, found: tuple[str, int], numeral: Numeral, direct: bool) -> str | None:
        """What a cue makes of a number; None when the number is a quantity all the same."""
        reason, cue_first = found
        reading, first, last = self.reading, numeral.first, numeral.last
        cue, word, after = reading.words[cue_first], reading.words[first], reading.word(last)
        if after in MONTHS or numeral.form in ("scaled", "collective"):
            return None
        if numeral.value is None and DAY.match(reading.text, numeral.start):  # "legge 11/7/1980, n. 312"
            return None
        if after == "a" and reading.numeral_at.get(last + 1) is not None:  # "sentenza 5 a 4" is a vote
            return None
        if reading.lexemes[first].kind != DIGITS and reason not in ("article_number", "document_number"):
            return None
        if reason in ("season", "street_number", "phone_number", "flight_number"):
            return self._special_reason(reason, numeral, direct)
        if reason in _LOOSE:
            return self._loose_reason(reason, cue, numeral, direct)
        if cue in _COMMON and (self.units.unit_at(last) is not None or self.shapes.noun_follows(last)):
            return None
        if reason == "law_number" and self.shapes.noun_follows(last) and cue_first < first - 2:
            return None
        return None if len(word) > 40 else reason

    def _special_reason(self, reason: str, numeral: Numeral, direct: bool) -> str | None:
        word = self.reading.words[numeral.first]
        if reason == "season":
            return "document_number" if len(word) < 3 and not self.shapes.noun_follows(numeral.last) else None
        if reason == "phone_number":
            return reason if sum(char.isdecimal() for char in word[:20]) >= 2 else None
        if reason == "street_number":
            return reason if direct and word.isdecimal() and not self.shapes.noun_follows(numeral.last) else None
        return reason if direct and numeral.form != "reference" else None

    def _loose_reason(self, reason: str, cue: str, numeral: Numeral, direct: bool) -> str | None:
        reading, first, last = self.reading, numeral.first, numeral.last
        if not direct and cue not in _NUMBER_CUES:
            return None
        if _YEAR.fullmatch(reading.words[first]) and cue not in _NUMBER_CUES:
            named = reason == "model_number" or (reason == "part_of_name" and cue in contexts("event"))
            return reason if named else None  # "l'edizione 2021" is told by its year
        if self.units.unit_at(last) is not None:
            return None
        if cue == "n":
            return reason if reading.word(first - 1) in (".", "°", "º", "n") else None
        countable = reason != "model_number" and cue not in ("numero", "nr", "pag", "pagina")
        return None if countable and self.shapes.noun_follows(last) else reason

    # ---- identifiers
    def identifiers(self) -> None:
        """Numbers in brackets that name what is counted before: "15 linee (38, 44, 61)", "due vetture (653 e 683)"."""
        reading = self.reading
        for k, counted in enumerate(reading.numerals):
            bracket = counted.last + 1
            if reading.word(bracket) != "(" or counted.value is None or not self.shapes.noun_follows(counted.last):
                continue
            inside = self._bracketed(k + 1, bracket)
            if len(inside) >= 3 or (len(inside) > 1 and len(inside) == counted.value):
                for numeral in inside:
                    self.add(numeral.first, numeral.last, "identifier")

    def _bracketed(self, k: int, bracket: int) -> list[Numeral]:
        """The bare numbers that alone fill a bracket; none when anything else stands in it."""
        reading, found, at = self.reading, [], bracket + 1
        for numeral in reading.numerals[k : k + 40]:
            if numeral.first != at or numeral.form != "digits" or not reading.words[at].isdecimal():
                return []
            found.append(numeral)
            if reading.word(numeral.last) == ")":
                return found
            if reading.word(numeral.last) not in (",", "e", "ed"):
                return []
            at = numeral.last + 1
        return []

    # ---- a number right after a name
    def _named(self, numeral: Numeral) -> str | None:
        """Read "via Roma 12", "Rtl 102.5", "Windows 10": after a name, when it counts nothing that follows."""
        reading, first, last = self.reading, numeral.first, numeral.last
        if numeral.form not in ("digits", "reference") or not self._follows_name(first):
            return None
        word, after = reading.words[first], reading.word(last)
        if self._is_in_street(first - 1):
            return None if self.shapes.noun_follows(last) else "street_number"
        if word[:2] in ("19", "20") and len(word) == 4:
            return "part_of_name" if reading.words[first - 1] in contexts("event") else None
        if numeral.form == "reference" or self.units.unit_at(last) is not None or self.shapes.noun_follows(last):
            return None
        listed = after == "e" and not reading.is_capital(last + 1)
        if after.startswith("'") or ((listed or after in ("-", "–", "a", "su")) and "." not in word):
            return None
        return None if numeral.value is not None and numeral.value >= 10_000 else "part_of_name"

    def _follows_name(self, first: int) -> bool:
        """Whether a capitalised word that is no number, month or weekday stands right before, within a sentence."""
        reading, at = self.reading, first - 1
        if at < 0 or not reading.is_word(at) or not reading.is_capital(at) or reading.glued(first):
            return False
        if self._is_title(at, first):
            return True
        if self._is_share_in_place(at, first):
            return False
        name = reading.words[at]
        if name in contexts("event") and _YEAR.fullmatch(reading.words[first]):
            return True  # "gli Euro 2012" are no money
        if name in FUNCTION_WORDS or name in MONTHS or name in WEEKDAYS or reading.starts_sentence(at):
            return False
        if ordinal_of_word(name) or number_of_word(name) is not None:
            return False
        return self.units.currency_before(first) is None

    def _is_title(self, name: int, first: int) -> bool:
        """Whether a quoted title is a name and a number and no more: "Ritmo 3", "Ritmo 3 Plus"."""
        reading = self.reading
        if reading.word(name - 1) not in _OPENING or reading.word(name - 2) in (":", "", ".", "\n"):
            return False
        for at in range(first + 1, first + 4):
            if reading.word(at) in _CLOSING:
                return True
            if not (reading.is_word(at) and reading.is_capital(at)) and not reading.glued(at):
                return False
        return False

    def _is_share_in_place(self, name: int, first: int) -> bool:
        """Whether so many of a told whole are meant: "su 19 centrali in Francia 8 non hanno superato il test"."""
        reading = self.reading
        verb = first + 1 + (reading.word(first + 1) == "non")
        if reading.word(verb) not in _PLURAL_VERBS or reading.word(name - 1) not in _PLACE_BEFORE:
            return False
        return any(
            reading.word(at - 1) in _OF_WHOLE and at in reading.numeral_at for at in range(max(1, name - 10), name)
        )

    def _is_in_street(self, name: int) -> bool:
        reading = self.reading
        for at in range(name - 1, max(-1, name - 5), -1):
            if reading.words[at] in STREETS:
                return True
            if not reading.is_capital(at) and reading.words[at] not in (
                "di",
                "della",
                "dei",
                "del",
                "delle",
                "san",
                "degli",
            ):
                return False
        return False

    def _continued(self, k: int, reason: str) -> int:
        """Label the numbers that share a cue: "articoli 33, 34 e 35"; "legge 231 del 2001" stops at the year."""
        reading, numerals = self.reading, self.reading.numerals
        index = k + 1
        while index < len(numerals):
            left, right = numerals[index - 1], numerals[index]
            between = reading.words[left.last : right.first]
            if not 0 < len(between) <= 3 or not all(word in _LIST_JOINTS for word in between):
                break
            if right.form not in ("digits", "reference") or reading.word(right.last) in MONTHS:
                break
            joined = between in (["/"], ["-"]) or reason == "article_number" or between[-1] in ("e", ",")
            if not joined or self.shapes.noun_follows(right.last):
                break
            self.add(right.first, right.last, reason)
            index += 1
        return index
