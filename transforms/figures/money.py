"""Sums whose currency is left out ("mancano due miliardi") or has its name in several countries ("900 pesos")."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from transforms.figures.quantities import Quantity
from transforms.figures.ranges import is_counted, opener
from transforms.figures.words import FUNCTION_WORDS, contexts
from transforms.language import BREAK, MARK, PhraseTable, words_of
from transforms.numbers import NumberText
from transforms.reference import read_reference

_LARGE = Decimal(10) ** 5
_MILLION, _BILLION = Decimal(10) ** 6, Decimal(10) ** 9
#: How many lexemes before a sum a noun of money, or of who is counted, may stand.
_NEAR_NOUN, _NEAR_CROWD = 10, 12
_THE_MANY = words_of("i gli le")
_COPULAS = words_of("sono erano furono saranno siamo sarebbero")
_COUNTING = words_of("sono erano saranno siamo sarebbero stati state ogni su")


def name_currencies(text: NumberText, items: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a text, millions that can only be money with their currency: that told last, else the euro.

    Bare millions behind a number of people or things count these too: "82 milioni di turisti … gli inglesi 18 milioni".
    Thousands of millions do so only behind as many.
    """
    out = list(items)
    currency, counted = "EUR", Decimal(0)
    for index, item in enumerate(out):
        if item.kind == "money" and item.unit:
            currency, counted = _of_country(text, item) or item.unit, Decimal(0)
            out[index] = item._replace(unit=currency)
            continue
        if item.kind != "count" or item.form not in ("scaled", "collective") or -_MILLION < item.low < _LARGE:
            continue
        if not _may_be_money(text, item) or _counts_what_follows(text, item):
            counted = abs(item.low)
            continue
        near = [
            other
            for other in out[max(0, index - 4) : index + 5]
            if other.kind == "money" and other.unit and _same_sentence(text, item, other)
        ]
        if near and not _are_told(text, item):
            currency = min(near, key=lambda other: abs(other.first - item.first)).unit or currency
        elif _are_told(text, item) or (
            not _is_named_money(text, item) and (_counts(text, item) or _goes_on(item, counted))
        ):
            counted = max(counted, abs(item.low))
            continue
        out[index], counted = item._replace(kind="money", unit=currency, stated=True), Decimal(0)
    return out


def _are_told(text: NumberText, item: Quantity) -> bool:
    """Whether people or things are said to be so many: "i turisti sono 12 milioni", whatever is paid around."""
    if text.word(opener(text, item)) not in _COPULAS:
        return False
    for at in range(item.first - 1, max(-1, item.first - _NEAR_NOUN), -1):
        word = text.words[at]
        if word in contexts("money") or text.lexemes[at].kind == BREAK or word == ".":
            return False
        if word in contexts("crowd"):
            return True
    return False


@cache
def _shared_currencies() -> dict[str, PhraseTable[str]]:
    """Name that several currencies bear → countries with the code of theirs."""
    rows = read_reference("it/figures/shared_currencies", required=("word", "currency", "country"))
    words = {row["word"] for row in rows}
    return {
        word: PhraseTable((row["country"], row["currency"]) for row in rows if row["word"] == word) for word in words
    }


#: So many lexemes before a sum a country may be told whose currency it is in.
_NEAR_COUNTRY = 200


def _of_country(text: NumberText, item: Quantity) -> str | None:
    """The currency of "pesos" or "rupie": that of the country that was named last; None where none was."""
    countries = _shared_currencies().get(text.word(item.last - 1))
    if countries is None:
        return None
    for at in range(item.first - 1, max(-1, item.first - _NEAR_COUNTRY), -1):
        found = countries.match(text.words, at) if text.words[at] in countries else None
        if found is not None:
            return found[0]
    return None


def _goes_on(item: Quantity, counted: Decimal) -> bool:
    """Whether bare millions go on counting what was counted before."""
    return counted > 0 and (abs(item.low) < _BILLION or counted >= _BILLION)


def _is_named_money(text: NumberText, item: Quantity) -> bool:
    """Whether a noun of money names the amount: "il debito scende sotto i 2 miliardi", "un utile di 318 milioni"."""
    nouns = contexts("money")
    if text.word(item.last) in ("di", "d'"):
        return text.word(item.last + 1) in nouns
    if text.word(item.last) in nouns or text.near(item.first, nouns, before=_NEAR_NOUN, after=0):
        return True
    passive = text.word(item.last) == "sono" and text.word(item.last + 1) in ("stati", "già")
    given = text.word(item.last + 1 + passive)
    return text.word(item.last) == "sono" and given in nouns and given.endswith(_GIVEN)  # "20 milioni sono spesi"


def _counts(text: NumberText, item: Quantity) -> bool:
    """Whether people or things stand before or behind millions that count them: "gli stranieri: 3,7 milioni"."""
    if abs(item.low) < _MILLION or text.near(item.first, contexts("crowd"), before=_NEAR_CROWD, after=6):
        return True
    at = opener(text, item)
    if text.word(at) in _COUNTING or (text.word(at) in (",", ":") and is_counted(text, at - 1)):
        return True
    return _counts_what_follows(text, item)


def _counts_what_follows(text: NumberText, item: Quantity) -> bool:
    """Whether people or things with an article follow: "sono un milione gli iscritti"."""
    named = text.word(item.last + 1) in contexts("money")  # "stima in due miliardi i danni"
    return text.word(item.last) in _THE_MANY and is_counted(text, item.last + 1) and not named


def _may_be_money(text: NumberText, item: Quantity) -> bool:
    """Whether what follows a number is no noun that it could count, or one of money."""
    index = item.last
    index += 2 * (text.words[index : index + 2] in _AND_MORE)
    word = text.word(index)
    if word in ("oltre", "più") and text.word(index + 1) == "iva":
        return True
    if word in ("di", "d'"):
        return text.word(index + 1) in contexts("money") or text.word(index + 1) in ("fine", "inizio")
    if not text.is_word(index):
        return True
    if word in contexts("money"):  # "130mila stanziati"; "130mila multe" are counted, millions would need "di"
        return abs(item.low) >= _MILLION or not is_counted(text, index) or word.endswith(_GIVEN)
    return word in FUNCTION_WORDS - {"oltre"} or word[-1] == "o"  # "oltre" bounds the number behind it


#: Endings of participles and adjectives that say of a sum what became of it.
_GIVEN = tuple(sorted(words_of("ati uti iti asi esi ossi erti olti isti inti esti ordi etti")))
#: Between a number and its noun: "tre milioni e passa di tesserati".
_AND_MORE = (["e", "passa"], ["e", "rotti"], ["e", "più"])


def _same_sentence(text: NumberText, left: Quantity, right: Quantity) -> bool:
    first, last = min(left.last, right.last), max(left.first, right.first)
    if last - first > 60:
        return False
    return not any(
        text.lexemes[at].kind == BREAK or (text.words[at] in ".!?" and text.lexemes[at].kind == MARK)
        for at in range(first, last)
    )
