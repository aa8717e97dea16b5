"""Ages: "34enne", "Ivo Serra di 19 anni", "ha 60 anni", "tra i 15 e i 22 anni", "gemelli di 13 mesi".

"Di 34 anni" is an age after a person and a duration after "condanna"; it is decided here once, before dates are read.
"""

from decimal import Decimal
from functools import lru_cache

from transforms.facts import FoundFigure
from transforms.figures.age_pairs import (
    OLDEST,
    age_of,
    is_next_age,
    is_of_team,
    limit_before,
    range_of_ages,
    with_first_of_pairs,
)
from transforms.figures.age_signs import AGE, EACH, age_words, is_full_name, is_person, noun_before, says_age
from transforms.figures.find import assemble
from transforms.figures.quantities import Quantity
from transforms.figures.words import age_contexts
from transforms.language import AND, words_of
from transforms.numbers import NumberText, Numeral, number_of_word

_YEARS = frozenset({"anni", "anno"})
_ONE_OF = _YEARS | {"mese"}
#: UCUM codes of the units in which ages are told.
_UNITS = {"anni": "a", "anno": "a", "mesi": "mo", "mese": "mo", "settimane": "wk", "giorni": "d"}
_YOUNGEST_PARENT = 13
_AFTER_BARE = words_of(
    "e ed o in nel nella nello nell' che è ha era erano aveva sono a ad al alla all' con per sul sulla dal dalla "
    "nato nata residente mentre si"
)
_AFTER_TIME = words_of("fa dopo prima luce addietro orsono dal dalla dall' dai dalle consecutivi")


@lru_cache(maxsize=1024)
def age_of_word(word: str) -> int | None:
    """The age in one word: "trentaquattrenne" → 34, "ventenni" → 20, None for "perenne" and all else."""
    if not word.endswith(("enne", "enni")) or len(word) < 7 or len(word) > 30:
        return None
    stem = word[:-4]
    for ending in ("", "i", "o", "a", "e"):
        value = number_of_word(stem + ending)
        if value is not None and 10 <= value <= OLDEST:  # "ottenne" is a verb
            return value
    return None


def find_ages(text: NumberText, busy: bytearray) -> list[FoundFigure]:
    """All ages of a text; the lexemes that they hold are marked in `busy`."""
    items = [
        item for index, word in enumerate(text.words) if word[-4:-1] == "enn" and (item := _enne(text, index, busy))
    ]
    told, after = False, 0
    for numeral in text.numerals:
        if numeral.first < after or any(busy[numeral.first : numeral.last]) or numeral.value is None:
            continue
        item = _with_unit(text, numeral) or range_of_ages(text, numeral)
        item = item or _bare(text, numeral, told or bool(items)) or _next(text, numeral)
        if item is not None:
            items.append(item)
            told, after = True, item.last
    items += [
        item for numeral in text.numerals if numeral.form == "collective" and (item := _around(text, numeral, busy))
    ]
    items += [item for index, word in enumerate(text.words) if word == "un" and (item := _one(text, index))]
    if not items:
        return []
    items.sort(key=lambda item: item.first)
    return assemble(text, with_first_of_pairs(text, items, busy), busy)


def _enne(text: NumberText, index: int, busy: bytearray) -> Quantity | None:
    """Read "trentaquattrenne", "34enne", "34-enne", "18 enne"."""
    word = text.words[index]
    if word in ("enne", "enni"):
        at = index - 1
        if text.word(at) in ("-", "–"):
            at -= 1
        number = text.word(at)
        if not text.is_digits(at) or not number.isdecimal() or len(number) > 3 or any(busy[at : index + 1]):
            return None
        value = int(number)
        return _above(text, age_of(at, index + 1, Decimal(value))) if value <= OLDEST else None
    bare = word.removeprefix("ultra").removeprefix("over")
    age = age_of_word(bare)
    if age is None or busy[index]:
        return None
    item = age_of(index, index + 1, Decimal(age))
    return _above(text, item) if bare == word else item._replace(form="ultra")


def _above(text: NumberText, item: Quantity) -> Quantity:
    """Read "ultra 80enni", "ultra-settantenni", "ultra70enni": older than so many years."""
    at = item.first - 1 - (text.word(item.first - 1) == "-")
    return item._replace(first=at, form="ultra") if text.word(at) == "ultra" else item


def _one(text: NumberText, index: int) -> Quantity | None:
    """Read "una bimba di un anno", "ha un anno"."""
    if text.word(index + 1) not in _ONE_OF:
        return None
    unit = _UNITS[text.words[index + 1]]
    before = text.word(index - 1)
    half = _half_after(text, index + 2)
    after = index + 2 + 2 * (half is not None)
    baby = before == "di" and noun_before(text, index - 1) in age_words("baby")
    of_age = text.word(after) == "di" and text.word(after + 1) in ("età", "vita")
    has = unit == "a" and before in ("ha", "aveva", "compie", "compiuto") and not text.is_word(after)
    if not (baby or of_age or has):
        return None
    return age_of(index, after, Decimal(1) + (half or 0), unit=unit)


def _half_after(text: NumberText, index: int) -> Decimal | None:
    """The half of "un anno e mezzo", "43 anni e mezzo"."""
    return Decimal("0.5") if text.word(index) == "e" and text.word(index + 1) == "mezzo" else None


def _around(text: NumberText, numeral: Numeral, busy: bytearray) -> Quantity | None:
    """Read "un uomo sulla cinquantina", "sulla trentina": about so many years."""
    if text.word(numeral.first - 1) != "sulla" or numeral.last - numeral.first > 1 or busy[numeral.first]:
        return None
    if numeral.value is None or not 20 <= numeral.value <= 90 or text.word(numeral.last) in ("di", "d'"):
        return None
    item = age_of(numeral.first, numeral.last, numeral.value)
    return item._replace(form="collective")


def _with_unit(text: NumberText, numeral: Numeral) -> Quantity | None:
    """Read "N anni", "N mesi" or "anni N" where the context says that somebody is so old."""
    last = numeral.last
    unit_word = text.word(last)
    value = numeral.value
    if value is not None and unit_word == "anni" and text.near(numeral.first, _LIFE, before=_NEAR_LIFE, after=0):
        return age_of(numeral.first, last + 1, value, numeral.high)._replace(kind="measure")
    if value is None or numeral.high is None:
        return None
    if value != int(value):  # "età media 47,2 anni"
        mean = unit_word == "anni" and text.near(numeral.first, AGE, before=6, after=0)
        return age_of(numeral.first, last + 1, value, numeral.high) if mean else None
    if unit_word not in _UNITS:
        aged = text.words[max(numeral.first - 2, 0) : numeral.first] == ["di", "anni"] and value <= OLDEST
        term = text.word(last) in AND and text.word(last + 1) in _MONTHS  # "la pena di anni due e mesi sei"
        if aged and not term and not _follows_as_duration(text, last):
            return age_of(numeral.first - 1, last, value, numeral.high)
        return None
    unit = _UNITS[unit_word]
    end = last + 1
    if unit_word == "anni" and "luce" in (text.word(end), text.word(end + 1)) and text.word(end) in ("luce", "-"):
        end += 1 if text.word(end) == "luce" else 2  # a distance, though it begins like a time
        return age_of(numeral.first, end, value, numeral.high, "[ly]")._replace(kind="measure")
    half = _half_after(text, end) if value == numeral.high else None
    if half is not None:
        end += 2
    written = end
    if text.word(end) in ("di", "d'") and text.word(end + 1) == "età":
        end += 2
    aged = end > written or text.words[numeral.first - 2 : numeral.first] == ["età", "di"]
    if not aged and (_follows_as_duration(text, end) or value > 20 * OLDEST):
        return None
    months = unit == "a" and text.word(end) == "e" and text.word(_after_numeral(text, end + 1)) in _MONTHS
    if months and not aged and text.word(numeral.first - 1) in _BEFORE_LASTING:
        return None  # "in cattedra a 33 anni e 4 mesi", "Ivo Serra (2 anni e sei mesi)"
    if aged or says_age(text, numeral.first, last, unit, int(value)):
        return age_of(numeral.first, end, value + (half or 0), numeral.high + (half or 0), unit)
    return None


_MONTHS, _BEFORE_LASTING = frozenset({"mesi", "mese"}), words_of("a ad ( – -")


#: "la speranza di vita sale a 83,4 anni" measures how long, and makes nobody so old.
_LIFE, _NEAR_LIFE = frozenset({"speranza", "aspettativa"}), 12


def _after_numeral(text: NumberText, index: int) -> int:
    """The lexeme after the numeral that begins at an index; the index where none does."""
    numeral = text.numeral_at.get(index)
    return index if numeral is None else numeral.last


def _follows_as_duration(text: NumberText, index: int) -> bool:
    """Whether what follows "N anni" makes it a time: "fa", "dopo", "di carcere"."""
    word = text.word(index)
    if word == "in":
        return text.word(index + 1) in ("più", "meno")
    return word in _AFTER_TIME or (word == "di" and text.word(index + 1) in age_contexts("time_of"))


def _bare(text: NumberText, numeral: Numeral, told: bool) -> Quantity | None:
    """Read "Ivo Serra di 19 e la ventenne": an age without "anni" after a name and another age; "gli under 30"."""
    value = numeral.value
    if value is None or numeral.form not in ("digits", "words") or value != int(value) or not 1 <= value <= 110:
        return None
    at, after = numeral.first - 1, text.word(numeral.last)
    named = limit_before(text, numeral.first)
    limit = named is not None and value > 5 and not is_of_team(text, named, numeral)
    beside = told and after in ("lui", "lei") and text.word(at) in (",", "e", ";")
    if limit or beside or (_is_bare_apposition(text, at, numeral.last, told) and value >= 5):
        return age_of(numeral.first, numeral.last, value)
    alone = not text.is_word(numeral.last) or after in _AFTER_BARE
    if text.word(at) != "di" or not alone or not (told or text.word(at - 1) in age_words("kin") | age_words("parent")):
        return None
    before = at - 1
    if text.word(before) == ",":
        before -= 1
    if before < 0 or not text.is_word(before):
        return None
    noun = text.words[before]
    if noun in age_words("parent") and value < _YOUNGEST_PARENT:
        return None  # "madre di 3" has three children
    if not (text.is_capital(before) or noun in EACH or is_person(text, before)):
        return None
    return age_of(numeral.first, numeral.last, value)


def _next(text: NumberText, numeral: Numeral) -> Quantity | None:
    """Read "Ivo aveva 30 anni, Ada 27 e Ugo 36": right behind an age the next name with a bare number."""
    plain = numeral.value is not None and numeral.last == numeral.first + 1 and is_next_age(text, numeral.first)
    ends = not text.is_word(numeral.last) or text.word(numeral.last) in AND
    return age_of(numeral.first, numeral.last, numeral.value) if plain and ends and numeral.value else None


def _is_bare_apposition(text: NumberText, at: int, last: int, told: bool) -> bool:
    """Whether a bare number stands beside somebody: "Mario Rossi, 34, …", and near an age "la moglie, 45, e"."""
    after = text.word(last)
    if text.word(at) not in (",", "("):
        return False
    if told and at > 0 and text.words[at - 1] in age_words("kin") | age_words("parent"):
        return after == ")" if text.words[at] == "(" else after in (",", ")", ".", "e", "ed")
    if text.words[at] == "(" and after == "," and is_full_name(text, at):
        return text.is_word(last + 1) and not text.is_capital(last + 1)  # "Ada Neri (19, studentessa)"
    if after not in (",", ")") or text.words[at] != ",":
        return False
    return is_full_name(text, at) or (told and _is_next_name(text, at))


def _is_next_name(text: NumberText, index: int) -> bool:
    """Whether a name that follows an age ends before an index: "Ivo, 45 anni, e Ada, 43, …"."""
    joined = text.is_capital(index - 1) and text.word(index - 2) in AND | {","}
    return joined and text.near(index - 1, _YEARS, before=_NEAR_YEARS, after=0)


#: So near before the next name "anni" is written.
_NEAR_YEARS = 6
