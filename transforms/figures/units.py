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
from transforms.language import PhraseTable
from transforms.reference import read_reference, split_cell

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
        kind: FigureKind = "percent" if code == "%" else "measure"
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
