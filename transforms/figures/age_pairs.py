"""Ages told together: "di 5 e 9 anni", "tra i 15 e i 22 anni", "da 6 mesi a 5 anni"."""

from decimal import Decimal

from transforms.figures.quantities import Quantity
from transforms.language import AND, ARTICLES, BETWEEN, DEFINITE, FUSED, words_of
from transforms.numbers import NumberText, Numeral

OLDEST = 130
#: How many persons are listed with their ages.
LISTED = 6
_PAIR_JOINTS = words_of("e ed o - – , a ai agli")


def age_of(first: int, last: int, low: Decimal, high: Decimal | None = None, unit: str = "a") -> Quantity:
    """An age, from one number to another, as a quantity."""
    return Quantity(first, last, low, low if high is None else high, "age", unit, stated=True)


def with_first_of_pairs(text: NumberText, items: list[Quantity], busy: bytearray) -> list[Quantity]:
    """Add the bare first numbers of "di 5 e 9 anni", "45, 49 e 16 anni", "tra i 15 e i 22 anni", "11-16 anni"."""
    taken = {index for item in items for index in range(item.first, item.last)}
    out: list[Quantity] = []
    for item in items:
        chain = [item]
        while len(chain) < LISTED:
            left = _left_of_pair(text, chain[-1])
            if left is None or left.last - 1 in taken or any(busy[left.first : left.last]) or left.value is None:
                break
            chain.append(age_of(left.first, left.last, left.value, unit=item.unit or "a"))
        if len(chain) == 1 and item.unit == "a" and (lower := _in_smaller_unit(text, item, taken, busy)):
            chain.append(lower)
        out.extend(reversed(chain))
    return out


#: Teams of the young have players below this age: "l'Under 21".
_OLDEST_OF_TEAM = 23
#: Before "under-21" these speak of persons: "gli under-21".
_BEFORE_PERSONS = ARTICLES | FUSED


def is_of_team(text: NumberText, limit: int, numeral: Numeral) -> bool:
    """Whether "Under" names a team: "l'Under 21", "tornei under-21"; "Under 35 al voto", "gli under-21" are persons."""
    behind_noun = text.word(limit + 1) == "-" and text.word(limit - 1) not in _BEFORE_PERSONS
    named = text.is_capital(limit) or behind_noun
    return named and (numeral.value is None or numeral.value <= _OLDEST_OF_TEAM)


def limit_before(text: NumberText, first: int) -> int | None:
    """Where "under" or "over" stands before a number, a hyphen between them or none; None where neither does."""
    at = first - 1
    at -= text.word(at) == "-"
    return at if text.word(at) in ("under", "over") else None


#: Before two numbers and a dash these speak of how old somebody is: "fascia 18-34", "asili 0-3".
_OF_AGES = words_of("fascia fasce età eta asilo asili nido nidi infanzia")


def range_of_ages(text: NumberText, numeral: Numeral) -> Quantity | None:
    """Read "la fascia 18-34", "gli asili nido 0-3": ages from one to another, without their unit."""
    first, joint = numeral.first, numeral.last
    high = text.numeral_at.get(joint + 1) if text.word(joint) in ("-", "–") and text.glued(joint) else None
    if high is None or high.value is None or numeral.value is None or not text.is_digits(first):
        return None
    plain = numeral.form == high.form == "digits" and numeral.value < high.value <= OLDEST
    ends = not text.is_word(high.last) or len(text.word(high.last)) < len("anni")  # "0-3 è pieno"
    if not plain or not ends or text.word(high.last) in ("-", "–", "%"):
        return None
    near = text.near(first, _OF_AGES, before=2, after=0) and text.word(first - 1) not in ("oraria", "orarie")
    return age_of(first, high.last, numeral.value, high.value) if near else None


#: How many of a unit make a year.
_TO_A_YEAR = {"mesi": Decimal(12), "mese": Decimal(12), "settimane": Decimal(52), "giorni": Decimal(365)}


def lower_numeral(text: NumberText, first: int) -> Numeral | None:
    """The numeral of "6 mesi" in "tra i 9 mesi e i 16 anni", "da 6 mesi a 5 anni", by where "17 anni" begins."""
    at = first - 1
    if text.word(at) in DEFINITE:
        at -= 1
    if text.word(at) not in ("e", "ed", "a", "ai", "agli") or text.word(at - 1) not in _TO_A_YEAR:
        return None
    left = text.numeral_before(at - 1)
    if left is None or left.value is None or left.form not in ("digits", "words"):
        return None
    opener = text.word(left.first - 1 - (text.word(left.first - 1) in DEFINITE))
    wanted = BETWEEN if text.words[at] in AND else ("da", "dai", "dagli", "dalle")
    return left if opener in wanted else None


def _in_smaller_unit(text: NumberText, item: Quantity, taken: set[int], busy: bytearray) -> Quantity | None:
    """The lower end of a range of ages, told in months, weeks or days, as years."""
    left = lower_numeral(text, item.first)
    if left is None or left.value is None or left.first in taken or any(busy[left.first : left.last]):
        return None
    years = left.value / _TO_A_YEAR[text.words[left.last]]
    return age_of(left.first, left.last + 1, years) if years < item.low else None


def _left_of_pair(text: NumberText, item: Quantity) -> Numeral | None:
    """The bare number that shares the unit of an age, when only "e", a comma, a dash or "a" stands between."""
    at = item.first - 1
    if text.word(at) in DEFINITE:
        at -= 1
    joint = text.word(at)
    if joint not in _PAIR_JOINTS:
        return None
    left = text.numeral_before(at)
    if left is None or left.value is None or not 0 <= left.value <= OLDEST or left.form not in ("digits", "words"):
        return None
    if joint == "," and text.word(left.first - 1) in ("i", "le", "dei", "delle"):
        return None  # "i due, 45 e 48 anni, …"
    to = joint in ("a", "ai", "agli")
    return None if to and text.word(left.first - 1) not in ("da", "dai", "dagli", "dall'") else left


def is_next_age(text: NumberText, index: int) -> bool:
    """Whether a bare number is the age of the next of a list: 27 and 36 in "Ivo ha 30 anni, Ada 27 e Ugo 36"."""
    for _ in range(LISTED):
        joint = text.word(index - 2)
        if not text.is_digits(index) or not text.is_capital(index - 1) or (joint != "," and joint not in AND):
            return False
        index -= 3
        if text.word(index) == "anni":
            return True
    return False
