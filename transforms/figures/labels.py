"""Numbers that are no quantities: law and article numbers, codes, names with numbers, ordinals, phone numbers, results.

They are recognised before figures and dates and become rows of `unread` with the reason. Cues stand in
seeds/reference/it/figures/number_labels.csv, names that hold a number in names_with_numbers.csv.
"""

import re
from typing import NamedTuple

from transforms.figures.age_pairs import is_next_age, is_of_team, limit_before
from transforms.figures.label_lists import bracketed, is_in_scoreboard, numbers_in_rows
from transforms.figures.label_phones import DAY
from transforms.figures.label_shapes import around_the_clock, shape_of
from transforms.figures.ordinals import ordinal_spans
from transforms.figures.quantities import behind_repeated, is_magnitude, is_race
from transforms.figures.units import currency_before, unit_at
from transforms.figures.words import (
    FUNCTION_WORDS,
    MONTHS,
    WEEKDAYS,
    contexts,
    cues,
    label_words,
    names_with_numbers,
    noun_follows,
    places,
    weather,
)
from transforms.language import ARTICLES, DIGITS, IN, MARK, OF, TO, words_of
from transforms.numbers import NumberText, Numeral, number_of_word, ordinal_of_word

#: Between a cue and its number: "legge n. 300", "articolo (UE) 5", "regolamento UE numero 12".
_BETWEEN = words_of(
    "n nn nr . numero numeri ( ) ue ce cee ° º - # onu regionale statale costituzionale quadro bis : num il unico"
)
_POINTS = words_of(". n nr numero ° º -")
_LIST_JOINTS = words_of(", e ed o di - – / bis ter quater comma commi a al all' n . ce cee ue")
#: Reasons that hold only when the cue stands right before the number and nothing countable follows it.
_LOOSE = words_of("part_of_name model_number document_number road_number")
#: Reasons that a decimal may have: "il km 12,5", "una calibro 7,65".
_WITH_COMMA = words_of("road_number model_number")
_SIGNS = frozenset("%‰€$£")
_NUMBER_CUES = words_of("n nr numero numeri pag pagina nn ricorso pratica matricola doi issn")
_BEFORE_PEAK = words_of("un primo secondo terzo ultimo suo degli")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"»]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}", re.ASCII)
_DOMAIN = re.compile(r"\b[\w-]{1,63}\.(?:it|com|org|net|eu|info|gov|edu|tv|news)(?:/[^\s<>\"»]{0,300})?", re.ASCII)
_OPENING, _CLOSING = frozenset('"«“„‘'), frozenset('"»”’')
#: Around "Francia" in "su 19 centrali in Francia 8 non hanno …" these leave the number to what is counted.
_PLURAL_VERBS = words_of("hanno sono erano avevano saranno avranno furono ebbero risultano restano")
_PLACE_BEFORE = words_of("in a ad nel nella nell' nei negli nelle")
_OF_WHOLE = words_of("su dei delle degli sui sulle sugli tra fra")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Label(NamedTuple):
    """A number that is no quantity: half-open lexeme range, span in the text, reason."""

    first: int
    last: int
    start: int
    end: int
    reason: str


def find_labels(text: NumberText, busy: bytearray) -> list[Label]:
    """Codes, addresses, references and names with numbers, in order; to be found before dates.

    Args:
        text: the text with its lexemes and numerals.
        busy: for each lexeme, whether somebody holds it; the lexemes of the labels are marked.

    Returns:
        Labels without overlap.
    """
    finder = _LabelFinder(text, busy)
    finder.addresses()
    finder.names()
    finder.identifiers()
    finder.numbers()
    for numeral in numbers_in_rows(text):
        finder.add(numeral.first, numeral.last, "identifier")
    return sorted(finder.found, key=lambda label: label.first)


def find_ordinals(text: NumberText, busy: bytearray) -> list[Label]:
    """Ordinals and Roman numerals, in order; after dates, which read "XXI secolo" and "primo maggio"."""
    finder = _LabelFinder(text, busy)
    for span in ordinal_spans(text, busy):
        finder.add(*span)
    return sorted(finder.found, key=lambda label: label.first)


class _LabelFinder:
    def __init__(self, text: NumberText, busy: bytearray) -> None:
        self.text = text
        self.busy = busy
        self.found: list[Label] = []
        self.owners = {
            at: numeral for numeral in text.numerals if numeral.last - numeral.first > 1
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
        lexemes = self.text.lexemes
        self.found.append(Label(first, last, lexemes[first].start, lexemes[last - 1].end, reason))

    # ---- web addresses
    def addresses(self) -> None:
        """Web and mail addresses with digits in them."""
        text = self.text.text
        spans = []
        if "://" in text or "www." in text or "@" in text:
            spans += [match.span() for match in _URL.finditer(text)]
        if ".it" in text or ".com" in text or ".org" in text or ".net" in text or ".eu" in text:
            spans += [match.span() for match in _DOMAIN.finditer(text)]
        if not spans:
            return
        at = 0
        lexemes = self.text.lexemes
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
        names, words = names_with_numbers(), self.text.words
        for index, word in enumerate(words):
            if word not in names:
                continue
            found = names.match(words, index)
            if found is not None:
                (name, reason), last = found
                if reason == "idiom" and noun_follows(self.text, last):
                    continue  # "diviso in due tronconi"
                if name == name.lower() or any(self.text.is_capital(at) for at in range(index, last)):
                    self.add(index, last, reason)

    # ---- digits and number words
    def numbers(self) -> None:
        """Numerals that a cue, their shape or a name beside them makes a label."""
        numerals = self.text.numerals
        skip = 0
        for k, numeral in enumerate(numerals):
            if k >= skip and not any(self.busy[numeral.first : numeral.last]):
                skip = self._number(k, numeral)

    def _number(self, k: int, numeral: Numeral) -> int:
        """Label one numeral; returns the index of the next one to look at."""
        behind = _parts_of_second(self.text, numeral)
        if behind is not None:
            self.add(numeral.first, behind, "time_result")
            return k + 1
        if self.text.is_word(numeral.first):
            again = around_the_clock(self.text, numeral)  # "sette giorni su sette"
            if again is not None:
                self.add(*again)
                return k + 1
            if _is_capital_name(self.text, numeral) or _is_peak(self.text, numeral):
                self.add(numeral.first, numeral.last, "part_of_name")
                return k + 1
        else:
            shape = shape_of(self.text, numeral)
            if shape is not None:
                self.add(*shape)
                return k + 1
        return self._by_cue(k, numeral)

    def _by_cue(self, k: int, numeral: Numeral) -> int:
        """Label a numeral by the words before it: "legge n. 300/1970", "articoli 33 e 34", "Boeing 737"."""
        text, first, last = self.text, numeral.first, numeral.last
        words = text.words
        at_bis = last + _glued_after(text, last, "-")  # "il 41-bis", "il 41 bis"
        if text.is_digits(first) and text.word(at_bis) in _BIS:
            self.add(first, at_bis + 1, _bis(text, first))
            return k + 1
        at = first - (words[first - 1] in ("dal", "dall'") and words[first - 2] in _ARTICLES_OF_LAW)
        while at > 0 and first - at < 5 and words[at - 1] in _BETWEEN:
            at -= 1
        found, start = None, at
        for start in range(at, first + 1):
            found = cues().match(words, start)
            if found is not None:
                break
        if found is None:
            reason = _named(text, numeral)
        else:
            direct = all(word in _POINTS or word == "regionale" for word in words[start:first])
            reason = _reason(text, found, numeral, direct)
        if reason is None:
            return k + 1
        tail = {"model_number": "-", "road_number": "+"}.get(reason, "")  # "Boeing 737-800", "al km 12 + 300"
        if tail and (_glued_after(text, last, tail) or text.word(last) == tail == "+") and text.is_digits(last + 1):
            self.add(first, last + 2, reason)
            return k + 2
        metres = text.word(last + 1)
        if reason == "road_number" and text.word(last) == "e" and len(metres) == 3 and metres[1:] == "00":
            self.add(first, last + 2, reason)  # "al km 552 e 600"
            return k + 2
        self.add(first, last, reason)
        lines = reason == "part_of_name" and text.word(first - 1) == "linee"  # "le linee 7, 12 e 31"
        listed = lines or reason in ("law_number", "article_number", "document_number")
        return self._continued(k, reason) if listed else k + 1

    # ---- identifiers
    def identifiers(self) -> None:
        """Numbers in brackets that name what is counted before: "15 linee (12, 27, 54)", "due vetture (410 e 427)"."""
        text = self.text
        for k, counted in enumerate(text.numerals):
            bracket = counted.last + 1
            bracket += text.word(bracket) != "("  # "15 linee diurne (12, 27, 54)"
            if text.word(bracket) != "(" or counted.value is None or not noun_follows(text, counted.last):
                continue
            inside = bracketed(text, k + 1, bracket)
            if all(_YEAR.fullmatch(text.words[numeral.first]) for numeral in inside):
                continue  # "tre titoli (1971, 1975 e 1983)"
            if len(inside) >= 3 or (len(inside) > 1 and len(inside) == counted.value):
                for numeral in inside:
                    self.add(numeral.first, numeral.last, "identifier")

    def _continued(self, k: int, reason: str) -> int:
        """Label the numbers that share a cue: "articoli 33, 34 e 35"; "legge 231 del 2001" stops at the year."""
        text, numerals = self.text, self.text.numerals
        index = k + 1
        while index < len(numerals):
            left, right = numerals[index - 1], numerals[index]
            between = text.words[left.last : right.first]
            if not 0 < len(between) <= 3 or not all(word in _LIST_JOINTS for word in between):
                break
            if right.form not in ("digits", "reference") or text.word(right.last) in MONTHS:
                break
            spanned = between[-1] in ("al", "all'") and text.word(left.first - 1) in ("dal", "dall'")
            if between[-1] in ("al", "all'") and not (spanned and reason == "article_number"):
                break
            joined = between in (["/"], ["-"], ["–"]) or reason == "article_number" or between[-1] in ("e", ",")
            pages = left.first - 1 - (text.word(left.first - 1) == ".")
            paged = between == ["di"] and text.word(pages) in _PAGES  # "pagina 3 di 12", "pag. 3 di 12"
            if not (joined or paged) or noun_follows(text, right.last) or (between == ["di"] and not paged):
                break
            self.add(right.first, right.last, reason)
            index += 1
        return index


#: Parts of a second, of a sum or of anything.
_PARTS_OF_SECOND = words_of("decimi centesimi centesimo millesimi millesimo")
#: Behind them these make a lead of it.
_LEAD = words_of("vantaggio ritardo distacco")


def _parts_of_second(text: NumberText, numeral: Numeral) -> int | None:
    """Where "sei decimi" and "per 16 centesimi" end, which part those who race; None where no race is told."""
    last = numeral.last - (numeral.form == "fraction")
    if text.word(last) not in _PARTS_OF_SECOND or last == numeral.first:
        return None
    after = text.word(last + 1)
    ahead = after in ("dietro", "davanti") or (after == "di" and text.word(last + 2) in _LEAD)
    told = after not in ("di", "d'") and is_race(text, numeral.first)
    return last + 1 if ahead or told else None


_PAGES = words_of("pagina pag foto slide scheda")
_ARTICLES_OF_LAW = words_of("articoli artt commi")
_BIS = words_of("bis ter quater quinquies sexies")


def _bis(text: NumberText, first: int) -> str:
    """What a number with "bis" is: of a house in a street, else of an article."""
    name = first - 1 - (text.word(first - 1) == ",")
    return "street_number" if text.is_capital(name) and _is_in_street(text, name) else "article_number"


def _glued_after(text: NumberText, index: int, mark: str) -> bool:
    """Whether a mark stands at an index and touches what is on both sides."""
    return text.word(index) == mark and text.glued(index) and text.glued(index + 1)


def _is_peak(text: NumberText, numeral: Numeral) -> bool:
    """Whether "ottomila" is a mountain: "i 14 ottomila", "il suo primo ottomila"."""
    first, last = numeral.first, numeral.last
    if text.words[first] not in label_words("peak") or noun_follows(text, last) or unit_at(text, last) is not None:
        return False
    before = text.word(first - 1)
    return before.isdecimal() or before in _BEFORE_PEAK or number_of_word(before) is not None


def _is_capital_name(text: NumberText, numeral: Numeral) -> bool:
    """Whether a number word is part of a name: "le Cinque Terre", "Radio Due"."""
    first, last = numeral.first, numeral.last
    if last - first != 1 or not text.is_capital(first) or text.starts_sentence(first):
        return False
    if _is_in_title_case(text, first, last):
        return False
    if text.surface(first, last).isupper():  # a headline in capitals, or the channel "NOVE"
        return not any(text.is_word(at) and text.surface(at, at + 1).isupper() for at in (first - 1, last, last + 1))
    value = numeral.value or 0
    decade = "anni" in text.words[max(0, first - 4) : first]
    if decade or (200 <= value < 1000 and value % 100 == 0):  # "negli anni Sessanta", "del Cinquecento"
        return False
    if text.is_word(last) and text.is_capital(last):
        return True
    before = first - 1  # "Radio Due", "i Ventisette"; but a headline may have capitals throughout
    if _opens_after_headline(text, before, last):
        return False
    return text.is_word(before) and not (text.is_capital(before) and text.starts_sentence(before))


def _opens_after_headline(text: NumberText, before: int, last: int) -> bool:
    """Whether a headline without a full stop runs into a sentence that begins with a number: "morto Due feriti"."""
    ends = text.is_word(before) and not text.is_capital(before) and text.words[before] not in FUNCTION_WORDS
    return ends and noun_follows(text, last)


def _is_in_title_case(text: NumberText, first: int, last: int) -> bool:
    """Whether the line has capitals throughout, on small words too: "Crolla Il Muro: Due Feriti E Tre Illesi"."""
    for at in (*range(first - 1, max(-1, first - 9), -1), *range(last, min(text.size, last + 8))):
        small = text.words[at] in FUNCTION_WORDS and text.is_word(at) and not text.starts_sentence(at)
        if small and number_of_word(text.words[at]) is None:
            return text.is_capital(at)
    return False


#: A day in digits that dashes part into three numbers.
_FULL_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-(?:19|20)\d\d(?!\d)")


def _reason(text: NumberText, found: tuple[str, int], numeral: Numeral, direct: bool) -> str | None:
    """What a cue makes of a number; None when the number is a quantity all the same."""
    reason, cue_first = found
    first, last = numeral.first, numeral.last
    cue, word, after = text.words[cue_first], text.words[first], text.word(last)
    if after in MONTHS or numeral.form in ("scaled", "collective") or _CLOCK.fullmatch(word):  # "Aggiornamento 18:30"
        return None
    day = DAY if numeral.value is None else _FULL_DAY
    if day.match(text.text, numeral.start):  # "legge 11/7/1980, n. 312", "scadenza bando 30-6-2024"
        return None
    if after in _SIGNS or (after == "per" and text.word(last + 1) == "cento"):  # "legge il 40% dei ragazzi"
        return None
    if after == "a" and text.numeral_at.get(last + 1) is not None:  # "sentenza 5 a 4" is a vote
        return None
    worded = not text.is_digits(first)
    if worded and reason not in ("article_number", "document_number"):
        rank = reason == "part_of_name" and direct and numeral.form == "words" and not noun_follows(text, last)
        return reason if rank else None  # "allerta di livello tre", "la fase due"
    if reason in ("season", "street_number", "phone_number", "flight_number"):
        return _special_reason(text, reason, numeral, direct)
    if reason == "document_number" and text.word(cue_first - 1) in ("ª", "º", "°"):
        return None  # "nella 5ª sezione 62,4"
    if reason in _LOOSE:
        return _loose_reason(text, reason, cue, numeral, direct)
    if cue in label_words("common") and (unit_at(text, last) is not None or noun_follows(text, last)):
        return None
    if reason == "law_number" and noun_follows(text, last) and cue_first < first - 2:
        return None
    return None if len(word) > 40 else reason


def _counted_after(text: NumberText, index: int) -> bool:
    """Whether a noun in the plural follows: "3 decessi"; "n. 5 della lista" numbers."""
    word = text.word(index)
    return noun_follows(text, index) and word[-1] in "ie" and len(word) > 4


def _special_reason(text: NumberText, reason: str, numeral: Numeral, direct: bool) -> str | None:
    word = text.words[numeral.first]
    if reason == "season":
        return "document_number" if len(word) < 3 and not noun_follows(text, numeral.last) else None
    if reason == "phone_number":
        digits = sum(char.isdecimal() for char in word[:20])  # "l'uso del cellulare (10)" is no number to call
        return reason if digits > 2 or (digits == 2 and text.is_digits(numeral.last)) else None
    if reason == "street_number":
        return reason if direct and word.isdecimal() and not noun_follows(text, numeral.last) else None
    return reason if direct and numeral.form != "reference" else None


def _loose_reason(text: NumberText, reason: str, cue: str, numeral: Numeral, direct: bool) -> str | None:
    first, last = numeral.first, numeral.last
    if not direct and cue not in _NUMBER_CUES:
        return None
    if _YEAR.fullmatch(text.words[first]) and cue not in _NUMBER_CUES:
        named = reason == "model_number" or (reason == "part_of_name" and cue in contexts("event"))
        return reason if named else None  # "l'edizione 2021" is told by its year
    if reason == "road_number" and text.word(last) == "km" and text.is_digits(last + 1):
        return reason  # "SP 3 km 12"
    if unit_at(text, last) is not None or ("," in text.words[first] and reason not in _WITH_COMMA):
        return None
    if cue in ("n", "nr") and _counted_after(text, behind_repeated(text, numeral)):
        return None  # "n. 3 decessi"
    if cue == "n":
        return reason if text.word(first - 1) in (".", "°", "º", "n", "ro") else None
    countable = reason != "model_number" and cue not in ("numero", "nr", "pag", "pagina")
    return None if countable and noun_follows(text, last) else reason


def _named(text: NumberText, numeral: Numeral) -> str | None:
    """Read "via Roma 12", "Rtl 102.5", "Windows 10": after a name, when it counts nothing that follows."""
    first, last = numeral.first, numeral.last
    name = first - 1 - (text.word(first - 1) == ",")
    if text.is_capital(name) and text.is_digits(first) and _is_in_street(text, name):
        return None if noun_follows(text, last) else "street_number"  # "via dei Mille 18", "via Dante, 12"
    limit = limit_before(text, first)
    if limit is not None:  # "l'Under-21" is a team, "gli Over 65" are persons
        team = text.word(limit - 1) in _TEAMS or is_of_team(text, limit, numeral)
        return "part_of_name" if team and text.words[limit] == "under" else None
    if _is_thing(text, numeral):
        return "identifier"
    if numeral.form not in ("digits", "reference") or not _follows_name(text, first) or is_next_age(text, first):
        return None
    word, after = text.words[first], text.word(last)
    if is_in_scoreboard(text, first):
        return None
    if after in MONTHS:  # "Francia 12 luglio"
        return None
    if word == "2000" and not noun_follows(text, last) and unit_at(text, last) is None:
        return "part_of_name"  # "Sydney 2000"
    if word[:2] in ("19", "20") and len(word) == 4:
        return "part_of_name" if text.words[first - 1] in contexts("event") else None
    if numeral.form == "reference" or unit_at(text, last) is not None or noun_follows(text, last) or "," in word:
        return None
    listed = after == "e" and not text.is_capital(last + 1)
    if after.startswith("'") or ((listed or after in ("-", "–", "a", "su")) and "." not in word):
        return None
    thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", word[:12])  # "3mila ettari, per la Verda 3.200"
    return None if thousands or (numeral.value is not None and numeral.value >= 10_000) else "part_of_name"


#: Feminine articles in the singular: behind them no amount stands, "la linea 90" is "la 90".
_ONE_THING = words_of("la della alla dalla nella sulla quella una")


def _is_thing(text: NumberText, numeral: Numeral) -> bool:
    """Whether a number names one thing: "la linea peggiore è la 90", "una corsia della 38", "la 500 elettrica"."""
    first, last, word = numeral.first, numeral.last, text.words[numeral.first]
    if text.word(first - 1) not in _ONE_THING or numeral.form != "digits" or not word.isdecimal():
        return False
    if word == "1" or _YEAR.fullmatch(word) or text.word(last) in MONTHS or text.word(last) in _SIGNS:
        return False
    return not (text.word(last) == "per" or noun_follows(text, last) or unit_at(text, last) is not None)


#: Before "under 21" these name a team; "gli under 30" are persons.
_TEAMS = words_of(
    "amichevole l' dell' all' nell' nazionale squadra selezione campionato europeo europei mondiale torneo"
)


def _follows_name(text: NumberText, first: int) -> bool:
    """Whether a capitalised word that is no number, month or weekday stands right before, within a sentence."""
    at = first - 1
    if at < 0 or not text.is_word(at) or not text.is_capital(at) or text.glued(first):
        return False
    if _is_title(text, at, first):
        return True
    if text.words[at] in ("richter", "magnitudo") or text.words[at] in weather("shock") or is_magnitude(text, at):
        return False
    if _is_share_in_place(text, at, first) or _is_of_place(text, at, first):
        return False
    name = text.words[at]
    if name in contexts("event") and _YEAR.fullmatch(text.words[first]):
        return True  # "gli Euro 2012" are no money
    if name in FUNCTION_WORDS or name in MONTHS or name in WEEKDAYS or text.starts_sentence(at):
        return False
    if ordinal_of_word(name) or number_of_word(name) is not None:
        return False
    return currency_before(text, first) is None


def _is_title(text: NumberText, name: int, first: int) -> bool:
    """Whether a quoted title is a name and a number and no more: "Ritmo 3", "Ritmo 3 Plus"."""
    if text.word(name - 1) not in _OPENING or text.word(name - 2) in (":", "", ".", "\n"):
        return False
    for at in range(first + 1, first + 4):
        if text.word(at) in _CLOSING:
            return True
        if not (text.is_word(at) and text.is_capital(at)) and not text.glued(at):
            return False
    return False


def _is_share_in_place(text: NumberText, name: int, first: int) -> bool:
    """Whether so many of a told whole are meant: "su 19 centrali in Francia 8 non hanno superato il test"."""
    verb = first + 1 + (text.word(first + 1) == "non")
    if text.word(verb) not in _PLURAL_VERBS or text.word(name - 1) not in _PLACE_BEFORE:
        return False
    return any(text.word(at - 1) in _OF_WHOLE and at in text.numeral_at for at in range(max(1, name - 10), name))


#: Before the name of a place that has so many: "la Campania 58", "a Trento 10".
_BEFORE_PLACE = ARTICLES | TO | IN | words_of(", ; : ( e ed per con da") | {"\n", ""}


def _is_of_place(text: NumberText, name: int, first: int) -> bool:
    """Whether a number tells what a place has: "la Campania 58, la Calabria 44"; "Asl Roma 2" is the name of a body."""
    start = places().match(text.words, first) if text.words[name] in places() else None
    if start is None or text.words[first] == "1":
        return False
    return text.word(start[1] - 1) in _BEFORE_PLACE and not text.is_capital(first + 1)


def _is_in_street(text: NumberText, name: int) -> bool:
    for at in range(name - 1, max(-1, name - 5), -1):
        if text.words[at] in label_words("street"):
            return True
        if not (text.is_capital(at) or text.is_digits(at)) and text.words[at] not in OF | {"san"}:
            return False
    return False
