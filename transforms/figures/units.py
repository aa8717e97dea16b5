"""Units of measure and currencies: how they are written, and the code that stands for them.

Names come from CLDR's Italian locale; what it lacks or says otherwise than the papers stands in
seeds/reference/it/figures/units.csv and currencies.csv. Codes are UCUM's and ISO 4217's.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from babel import Locale

from transforms.contract import FigureKind
from transforms.figures.words import TEMPERATURES, contexts, weather
from transforms.language import HALVES, PhraseTable, words_of
from transforms.numbers import NumberText
from transforms.reference import read_reference, split_cell

_DEGREES_OF = words_of(
    "latitudine longitudine temperatura inclinazione pendenza scarto differenza aumento meno più riscaldamento "
    "angolo febbre"
)
#: After "gradi" these give a direction, and near them degrees are of an angle.
_BEARINGS = words_of("nord sud est ovest n s e w o di")
_COORDINATES = words_of("latitudine longitudine")
_MAGNITUDES = frozenset({"magnitudo"})
_ANGLES = words_of("pendenza pendenze inclinazione angolo angoli rotazione latitudine longitudine")
_AFTER_DEGREES = words_of("di e a all' in con nel per gradi sotto sopra circa")
#: Before "27°" these make a rank of it.
_BEFORE_RANK = words_of("il al del dal nel sul la alla l'")
#: Names of units that are other words too.
_OTHER_WORDS = words_of("real lev dong won lei giga mega cavalli once piedi nodi nodo giri giro")
#: Currencies that bear the name of who pays with them.
_PEOPLE = words_of("afghani boliviani boliviano")
#: ISO 4217 codes of metals and of nothing: "1 argento" is a medal.
_NO_MONEY = frozenset({"XAG", "XAU", "XPD", "XPT", "XTS", "XXX", "XBA", "XBB", "XBC", "XBD"})


class Unit(NamedTuple):
    """What a unit's name or symbol means.

    `code`: UCUM, ISO 4217 or "%"; "" for hundredths of whatever currency the sentence names. `factor`: what one of the
    name is worth in `code`. `symbols`: spellings that count only in exactly this casing. `after_article`: whether
    "un" before it says one ("un metro") and is no mere article ("un grado").
    """

    code: str
    kind: FigureKind
    factor: Decimal = Decimal(1)
    exact: tuple[str, ...] = ()
    after_article: bool = True


def _cldr_unit_names(locale: Any, key: str) -> Iterator[str]:
    for style in ("long", "short"):
        for pattern in locale._data["unit_patterns"].get(key, {}).get(style, {}).values():
            if isinstance(pattern, str) and pattern.startswith("{0}"):
                yield pattern.removeprefix("{0}").replace("\xa0", " ").strip()


@cache
def unit_table() -> PhraseTable[Unit]:
    """Units as they stand after a number."""
    locale = Locale.parse("it")
    own: list[tuple[str, Unit]] = []
    cldr: list[tuple[str, Unit]] = []
    for row in read_reference("it/figures/units", required=("unit", "article")):
        code = row["unit"]
        kind: FigureKind = "percent" if code in ("%", "pp") else "measure"
        unit = Unit(code, kind, after_article=row["article"] == "yes")
        own += [(name, unit) for name in split_cell(row["names"])]
        for symbol in split_cell(row["symbols"]):
            exact = tuple(other for other in split_cell(row["symbols"]) if other.lower() == symbol.lower())
            own.append((symbol, unit._replace(exact=exact)))
        for name in _cldr_unit_names(locale, row["cldr"]) if row["cldr"] else ():
            if len(name) > 3 and name.islower():
                cldr.append((name, unit))
    return PhraseTable(own + cldr)


@cache
def cased_symbols() -> dict[str, Unit]:
    """Symbols that in small letters are those of another unit: "Mt" is no "mt"."""
    found: dict[str, Unit] = {}
    for row in read_reference("it/figures/units", required=("unit", "article")):
        for symbol in split_cell(row["symbols"]):
            known = unit_table().match((symbol.lower(),), 0)
            if symbol != symbol.lower() and known is not None and known[0].code != row["unit"]:
                found.setdefault(symbol, Unit(row["unit"], "measure", exact=(symbol,)))
    return found


@cache
def currency_table() -> PhraseTable[Unit]:
    """Currencies as they stand after a number: names in both numbers, symbols, codes."""
    own: list[tuple[str, Unit]] = []
    for row in read_reference("it/figures/currencies"):
        unit = Unit(row["currency"], "money", Decimal(row["factor"]))
        own += [(name, unit) for name in split_cell(row["names"])]
        own += [(symbol, _symbol_unit(symbol, unit)) for symbol in split_cell(row["symbols"])]
    return PhraseTable(own + list(_cldr_currencies()))


def _symbol_unit(symbol: str, unit: Unit) -> Unit:
    """A symbol or code of a currency; codes and "A$" count in capitals only: "a $ 5" is no Australian dollar."""
    return unit._replace(exact=(symbol,)) if symbol.isalpha() or (len(symbol) == 2 and symbol[0] in "ASRL") else unit


def _cldr_currencies() -> Iterator[tuple[str, Unit]]:
    data: Any = Locale.parse("it")._data
    for code, name in sorted(data["currency_names"].items()):
        if code in _NO_MONEY:
            continue
        unit = Unit(code, "money")
        yield name.lower(), unit
        for plural in data["currency_names_plural"].get(code, {}).values():
            yield plural.lower(), unit


@cache
def currency_before_table() -> PhraseTable[Unit]:
    """Currencies as they stand before a number: symbols and codes ("€ 3", "USD 5"), and names ("euro 500")."""
    entries: list[tuple[str, Unit]] = []
    for row in read_reference("it/figures/currencies"):
        unit = Unit(row["currency"], "money", Decimal(row["factor"]))
        entries += [(symbol, _symbol_unit(symbol, unit)) for symbol in split_cell(row["symbols"])]
        if row["before"]:
            entries.append((row["before"], unit))
    return PhraseTable(entries, backwards=True)


# ---- units in a text
def unit_at(text: NumberText, index: int) -> tuple[Unit, int] | None:
    """The currency or unit whose name or symbol begins at an index, the longer one, and the index after it."""
    word = text.word(index)
    money = _name_at(text, currency_table(), index) if word in currency_table() else None
    cased = cased_symbols().get(text.surface(index, index + 1)) if word in unit_table() else None
    if cased is not None:
        return _per(text, cased, index + 1)
    measure = _name_at(text, unit_table(), index) if word in unit_table() else None
    if money is None or measure is None:
        return money or measure
    return measure if measure[1] > money[1] else money  # "16 centesimi di secondo"


def millions_of(text: NumberText, first: int, last: int) -> bool:
    """Whether a capital M behind a number says millions: "1,5M€", "2M di visite"; "la 3M di" is a company."""
    if text.word(last) in ("€", "$", "£"):
        return True
    return text.word(last) in ("di", "d'") and text.word(first - 1) not in ("la", "della", "alla", "dalla", "con")


def _name_at(text: NumberText, table: PhraseTable[Unit], index: int) -> tuple[Unit, int] | None:
    for unit, last in table.matches(text.words, index):
        if unit.exact and text.surface(index, last) not in unit.exact:
            continue
        if _is_another_word(text, unit, index, last):
            continue
        return _degrees(text, index, last) if unit.code == "deg" else _per(text, unit, last)
    return None


def _per(text: NumberText, unit: Unit, last: int) -> tuple[Unit, int]:
    """A unit with what it is told per: "kWh/m2", "euro/kg"; money keeps its currency as the code."""
    if unit.kind == "percent" or text.word(last) != "/" or not (text.glued(last) and text.glued(last + 1)):
        return unit, last
    for lower, end in unit_table().matches(text.words, last + 1):
        if not lower.exact or text.surface(last + 1, end) in lower.exact:
            code = unit.code if unit.kind == "money" else f"{unit.code}/{lower.code}"
            return unit._replace(code=code), end
    return unit, last


def _is_another_word(text: NumberText, unit: Unit, index: int, last: int) -> bool:
    """Names of units that are other words as well: "gradi di giudizio", "giri di parole", "real" in Real Madrid."""
    word, after = text.words[index], text.word(last)
    if word in ("giro", "giri") and last == index + 1 and not text.near(index, contexts("turning"), before=6, after=0):
        return text.words[index - 1] not in HALVES
    if word in _OTHER_WORDS:
        if word == "cavalli" and last == index + 1:
            return not text.near(index, contexts("engine"))
        return text.is_capital(index) or (word in ("nodi", "nodo", "giri") and after in ("di", "da", "del"))
    if word == "bar" and last == index + 1:
        return not text.near(index, contexts("pressure"), before=12, after=6)
    if word == "franchi" and after == "tiratori":
        return True
    if word == "marchi" and last == index + 1:
        return _are_few(text, index) and not text.near(index, contexts("money"), before=12, after=4)
    if word in _PEOPLE:
        return not text.near(index, contexts("money"), before=12, after=4)
    if word in ("ha", "in", "mi"):
        return text.is_word(last) and after not in ("di", "e", "per", "circa", "a", "nel", "su", "sono")
    if word in ("grado", "gradi") and last == index + 1:
        return after in ("di", "del", "della", "dei") and text.word(last + 1) not in _DEGREES_OF
    return len(word) == 1 and word.isalpha() and last == index + 1 and after == "'"


#: Fewer "marchi" than these are brands.
_FEW = 100


def _are_few(text: NumberText, index: int) -> bool:
    numeral = text.numeral_before(index)
    return numeral is not None and numeral.value is not None and numeral.value < _FEW


def _degrees(text: NumberText, index: int, last: int) -> tuple[Unit, int] | None:
    """Degrees without a scale: of temperature where the sentence speaks of it, else of an angle."""
    if text.words[index] == "°" and not _is_degree_sign(text, index):
        return None
    if text.word(last) == "sotto" and text.word(last + 1) in ("zero", "lo"):
        return Unit("Cel", "measure"), last
    if _is_of_earthquake(text, index, last):
        return Unit("magnitude", "measure"), last
    named = text.word(index - 2) in ("min", "max")
    celsius = (named or text.near(index, contexts("temperature"))) and not text.near(index, _ANGLES)
    return Unit("Cel" if celsius else "deg", "measure", after_article=False), last


def _is_of_earthquake(text: NumberText, index: int, last: int) -> bool:
    """Whether degrees tell how strong an earthquake is: "8.9 gradi (scala Richter)", "una scossa di 5,2 gradi"."""
    words, near = text.words, text.near
    if words[index] == "°" or text.word(last) in _BEARINGS:
        return False
    scale = words[last : last + 5]
    large = len(words[index - 1]) > 1 and words[index - 1][:2].isdecimal()
    if "mercalli" in scale or large or near(index, _COORDINATES, before=8, after=8):
        return False
    if "richter" in scale or near(index, frozenset({"richter"}), before=9, after=12):
        return True
    if near(index, _MAGNITUDES, before=6, after=0):
        return True
    return near(index, weather("shock"), before=5, after=0) and not near(index, contexts("temperature"))


def _is_degree_sign(text: NumberText, index: int) -> bool:
    """Whether "°" after a number means degrees and not an ordinal ("7° posto", "al 27°")."""
    number, after = text.word(index - 1), text.word(index + 1)
    if not number.isdecimal() or after in _BEARINGS - {"di"}:
        return True
    before = text.word(index - 2)
    if before in ("min", "max") or before in TEMPERATURES:
        return True
    if text.is_capital(index + 1) and len(after) > 2 and after not in ("celsius", "fahrenheit"):
        return False  # "3 ° Ada Neri"
    if text.is_word(index + 1) and not text.is_capital(index + 1):
        return after in _AFTER_DEGREES and before not in _BEFORE_RANK | {"lo"}
    return before not in _BEFORE_RANK | {"all'", "dell'", "è", "arrivato"}


def currency_before(text: NumberText, first: int) -> tuple[Unit, int] | None:
    """A currency before the number and where it begins: "€ 3 mln", "US$ 5", "EUR29,99", "dollari 996"."""
    found = _currency_ending(text, first)
    if found is None and text.word(first - 1) == "." and text.glued(first - 1):  # "€. 1.200", "EUR. 1.200"
        found = _currency_ending(text, first - 1)
        if found is not None and (_has_number_before(text, found[1]) or len(text.surface(found[1], first)) > 4):
            return None  # "per 5 €. 12 persone", "in euro. 12 persone"
    return found


def _currency_ending(text: NumberText, first: int) -> tuple[Unit, int] | None:
    """The currency whose name or symbol ends before an index, and where it begins."""
    if first <= 0 or text.words[first - 1] not in currency_before_table():
        return None
    for unit, at in currency_before_table().matches(text.words, first):
        if unit.exact and text.surface(at, first) not in unit.exact:
            continue
        is_name = text.words[first - 1].isalpha() and not unit.exact
        if not (is_name and _has_number_before(text, at)):
            return unit, at
    return None


def _has_number_before(text: NumberText, index: int) -> bool:
    before = text.word(index - 1)
    return before[:1].isdecimal() or before in ("milioni", "miliardi", "mila", "milione", "miliardo")
