"""Figures: quantities put into ranges, ratios and scores, and bounded by their modifiers."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from transforms.contract import FigureKind, FigureModifier
from transforms.facts import FoundFigure
from transforms.figures.ellipsis import fill_units
from transforms.figures.modifiers import modifier_after, modifier_before
from transforms.figures.money import name_currencies
from transforms.figures.quantities import Quantity, read_article, read_quantity
from transforms.figures.ranges import SMALLEST, is_counted, is_rate, is_year, merge, opener, share_units
from transforms.figures.words import MONTHS, TEMPERATURES, TIME_UNITS, contexts, weather
from transforms.language import ARTICLES, BREAK, DEFINITE, FROM, HALVES, IN, INDEFINITE, TO, words_of
from transforms.numbers import NumberText, Numeral, number_of_word

_ONES = INDEFINITE | HALVES
_MULTIPLES = {"metà": "0.5", "doppio": "2", "triplo": "3", "quadruplo": "4", "quintuplo": "5", "decuplo": "10"}
_AFTER_MULTIPLE = words_of("di del dello della dell' dei degli delle d' rispetto e o in per da che a ma se")
_SHARED = words_of("dei degli delle del della dello dell' di d'")
#: Endings of verbs that tell what becomes of a half: "la metà resterà", "la metà basterebbe".
_FUTURE = ("rà", "ranno", "rebbe", "rebbero")
_AFTER_TIMES = words_of(
    "più meno tanto tanta tanti tante superiore superiori inferiore inferiori maggiore maggiori minore minori "
    "quello quella quelli quelle quanto rispetto migliore peggiore oltre sopra"
)
_BEFORE_TIMES = words_of("circa quasi oltre di più almeno a pari")
_TIME_WORDS = TIME_UNITS | MONTHS
_COPULA = words_of("è era sono erano sarebbe sarà fu")
_AMOUNT_TO = words_of(
    "vale valgono valeva costa costano costava pesa supera moltiplicato moltiplicata moltiplicati aumentato "
    "aumentata cresciuto cresciuta"
)
#: Before four bare digits these tell an amount: "i morti sono 1980".
_AMOUNT_BEFORE = words_of("sono erano furono saranno sarebbero circa altri altre quasi ben - a ad contro totale")
_FEVER = frozenset({"febbre"})
_POINTS, _PERCENT = words_of("punti punto"), frozenset({"%", "cento"})
_BEFORE_SPREAD = words_of("a ai i quota sfiora sopra sotto oltre area dai da circa tocca")
_COORDINATES = words_of("coordinate latitudine longitudine")
_MAGNITUDES = frozenset({"magnitudo", "richter"})
#: Between "magnitudo" and its number: "magnitudo superiore a 5".
_BOUNDED: dict[str, FigureModifier] = {
    "superiore": "more_than", "maggiore": "more_than", "inferiore": "less_than", "minore": "less_than",
}  # fmt: skip
_LARGEST, _HALF = Decimal(10) ** 26, Decimal("0.5")
_ONCE_AND_HALF = (["volta", "e", "mezza"], ["volta", "e", "mezzo"])


def find_figures(text: NumberText, busy: bytearray) -> list[FoundFigure]:
    """All figures at the numerals that nobody has taken.

    Args:
        text: the text with its lexemes and numerals.
        busy: for each lexeme, whether labels, ages or dates hold it; the lexemes of the figures are marked too.

    Returns:
        Figures in order, without overlap.
    """
    return assemble(text, quantities(text, busy), busy)


def quantities(text: NumberText, busy: bytearray) -> list[Quantity]:
    """The quantities at all free numerals, at "un metro" and "mezzo chilo", and at "una" where it counts."""
    found = [
        quantity
        for numeral in text.numerals
        if not any(busy[numeral.first : numeral.last])
        and (quantity := _within_free(text, read_quantity(text, numeral), numeral, busy))
        and not _is_bare_year(text, quantity)
    ]
    inside = bytearray(busy)
    for quantity in found:
        inside[quantity.first : quantity.last] = b"\1" * (quantity.last - quantity.first)
    for index, word in enumerate(text.words):
        if (word not in _ONES and word not in _MULTIPLES) or inside[index]:
            continue
        times = word == "una" and text.words[index + 1 : index + 4] in _ONCE_AND_HALF
        counts = word in _ONES and not times
        one = (read_article(text, index) or _point(text, index) or _counting_one(text, index)) if counts else None
        one = one if counts else _multiple(text, index)
        if one is not None and not any(busy[one.first : one.last]):
            found.append(one)
    found.sort(key=lambda quantity: quantity.first)
    return _without_overlap(found)


def _within_free(text: NumberText, item: Quantity | None, numeral: Numeral, busy: bytearray) -> Quantity | None:
    """The quantity, without its unit where a label or a date holds part of the unit: each lexeme has one row."""
    if item is None or 1 not in busy[item.first : item.last] or numeral.value is None or numeral.high is None:
        return item
    return Quantity(numeral.first, numeral.last, numeral.value, numeral.high, form=item.form)


def _is_bare_year(text: NumberText, item: Quantity) -> bool:
    """Whether four bare digits are rather a year that no date took ("Premi Oscar 2013:") than a count."""
    if item.kind != "count" or not is_year(text, item) or not 1800 <= item.low <= 2099:
        return False
    if item.low == 2000 or text.size == 1 or text.words[item.first].isdecimal() is False:
        return False
    before, after = text.word(item.first - 1), text.word(item.last)
    if is_counted(text, item.last) or modifier_before(text, item.first, has_unit=False) is not None:
        return False
    return before not in _AMOUNT_BEFORE and after not in ("su", "contro", "circa", "o")


def _without_overlap(items: Iterable[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for item in items:
        if not kept or item.first >= kept[-1].last:
            kept.append(item)
    return kept


def _counting_one(text: NumberText, index: int) -> Quantity | None:
    """Read "una" before a number it is joined with ("da una a tre"), after "almeno", or in "uno su tre"."""
    after = text.word(index + 1)
    other = index + 2 + (text.word(index + 2) == "forse")  # "una o forse due puntate"
    joined = after in ("a", "o", "su", "ogni", "e") and text.numeral_at.get(other) is not None
    following = index + 2 if after == "," else index + 1
    counts_up = text.words[index] == "uno" and (number_of_word(text.word(following)) or 0) > 1
    if counts_up or (text.words == ["uno"]):  # "uno, due, tre", or nothing else at all
        return Quantity(index, index + 1, Decimal(1), Decimal(1), form="words")
    at_least = text.word(index - 1) == "almeno" and text.is_word(index + 1)
    share = any(
        text.word(at) in ("su", "ogni") and text.numeral_at.get(at + 1) is not None
        for at in (index + 2, index + 3, *([index + 4] if text.word(index + 2) == "di" else ()))
    )
    if not (joined or at_least or (share and not text.is_capital(index + 1))):
        return None
    return Quantity(index, index + 1, Decimal(1), Decimal(1), form="one")


def _point(text: NumberText, index: int) -> Quantity | None:
    """Read "mezzo punto", "un punto e mezzo", "di un punto" where percentages are told around."""
    if text.word(index + 1) != "punto" or not _told_in_percent(text, index):
        return None
    half, more = text.words[index] in HALVES, text.words[index + 2 : index + 4] == ["e", "mezzo"]
    if not (half or more or text.word(index - 1) == "di") or text.word(index + 2) in ("di", "della", "del"):
        return None
    value, last = Decimal("0.5") if half else Decimal("1.5") if more else Decimal(1), index + 2 + 2 * more
    return Quantity(index, last, value, value, "percent", "pp", "article", True)


def _multiple(text: NumberText, index: int) -> Quantity | None:
    """Read "il doppio", "il triplo", "la metà di": a ratio of 2, 3, one half."""
    word, article, after = text.words[index], text.word(index - 1), text.word(index + 1)
    if word in INDEFINITE:  # "una volta e mezza"
        half = Decimal("1.5")
        return Quantity(index, index + 4, half, half, "ratio", None, "multiple", True)
    articles = ("la", "della", "alla") if word == "metà" else ("il", "del", "al")
    opens = word == "metà" and _is_bare_half(text, index)
    about = text.word(index - 2) in ("circa", "quasi", "oltre")
    goes_on = after in _AFTER_MULTIPLE or not text.is_word(index + 1) or about
    goes_on = goes_on or (word == "metà" and after.endswith(_FUTURE))
    if not opens and not (article in articles and goes_on):
        return None
    first, value = index - (not opens and article == articles[0]), Decimal(_MULTIPLES[word])
    return Quantity(first, index + 1, value, value, "ratio", None, "multiple", True)


def _is_bare_half(text: NumberText, index: int) -> bool:
    """Whether "metà" is a share though it has no article: "metà dei quali", "per metà"; not "a metà della gara"."""
    before, after = text.word(index - 1), text.word(index + 1)
    if before == "per":
        return text.word(index + 2) not in TIME_UNITS
    if before in _OF_MANY_BEFORE and after in _OF_MANY:
        return text.word(index + 2) not in _TIME_WORDS  # "in metà delle scuole", "oltre metà dei voti"
    return before not in _BEFORE_MIDDLE and after in _SHARED and text.word(index + 2) not in _TIME_WORDS


#: Before "metà" and many things these tell no place.
_OF_MANY_BEFORE, _OF_MANY = words_of("in oltre"), words_of("dei degli delle")
#: Before "metà" these tell where or when: "a metà della gara", "verso metà del viaggio".
_BEFORE_MIDDLE = FROM | TO | IN | ARTICLES | words_of("verso entro fino oltre nostra sua loro altra prima seconda")


def assemble(text: NumberText, items: Sequence[Quantity], busy: bytearray) -> list[FoundFigure]:
    """Put quantities into ranges, ratios and scores, add modifiers, and mark their lexemes as taken."""
    told = share_units(text, [_of_index(text, item) for item in items])
    merged = list(merge(text, fill_units(text, name_currencies(text, told)), busy))
    figures: list[FoundFigure] = []
    end = 0
    limits = [item.first for item, _ in merged[1:]] + [text.size]
    for (item, rule), limit in zip(merged, limits, strict=False):
        if item.form == "one" and rule == "quantity" and text.word(item.first - 1) != "almeno":
            continue
        figure = _finish(text, item, rule, busy, (end, limit))
        if figure is None:
            continue
        if figures and (joined := _bounds_of_range(text.text, figures[-1], figure)):
            figures[-1] = joined
        else:
            figures.append(figure)
        end = figure.end
    return figures


def _of_index(text: NumberText, item: Quantity) -> Quantity:
    """A number with its points, or of an index, so that its neighbours may share them: "da 98,4 a 96,9 punti"."""
    if item.kind not in ("count", "ratio") or item.stated:
        return item
    if item.form == "fraction" and text.words[item.last : item.last + 2] == ["di", "punto"]:
        quarter = _told_in_percent(text, item.first)  # "un quarto di punto"
        return item._replace(last=item.last + 2, kind="percent", unit="pp", stated=True) if quarter else item
    if item.form == "fraction" and text.word(item.last - 1) == "decimi":  # "cala di tre decimi, al 5,1%"
        told = _told_in_percent(text, item.first)
        return item._replace(kind="percent", unit="pp", stated=True) if told else item
    if item.kind == "count" and text.word(item.last) in _POINTS:
        half = text.words[item.last + 1 : item.last + 3] == ["e", "mezzo"]  # "due punti e mezzo"
        found: tuple[FigureKind, str] | None = ("percent", "pp")
        if not (half and _told_in_percent(text, item.first)):
            found = _kind_of_points(text, item)
        if found is None:
            return item
        low, last = item.low + (_HALF if half else 0), item.last + 1 + 2 * half
        high = low if half else item.high
        return item._replace(last=last, low=low, high=high, kind=found[0], unit=found[1], stated=True)
    if item.kind == "count" and _is_index_number(text, item):
        return item._replace(kind="measure")
    return item


def _is_index_number(text: NumberText, item: Quantity) -> bool:
    """Whether a decimal is the value of an index, which has no unit: "l'indice dei prezzi sale a 114,7"."""
    if item.form != "digits" or item.low == item.low.to_integral_value() or text.word(item.last) == "%":
        return False
    if text.word(item.first - 1) in _BEFORE_SHARE:
        return False  # "l'indice cede lo 0,4"
    return text.near(item.first, contexts("index_number"), before=_NEAR_INDEX_NUMBER, after=0)


#: Before a decimal these make it a share of what changes.
_BEFORE_SHARE = words_of("il lo del dello")
#: So many lexemes before a decimal its index is named at most.
_NEAR_INDEX_NUMBER = 8


def _bounds_of_range(text: str, left: FoundFigure, right: FoundFigure) -> FoundFigure | None:
    """Read "più di 10 e meno di 20 dipendenti" is one range."""
    if left.modifier not in ("more_than", "at_least") or right.modifier not in ("less_than", "at_most"):
        return None
    if text[left.end : right.start].strip(" ,") not in ("e", "ma", "ed", "") or right.start - left.end > 6:
        return None
    if left.low is None or right.low is None or left.low >= right.low or (left.unit and left.unit != right.unit):
        return None
    return FoundFigure(left.start, right.end, right.kind, "range_bounds", left.low, right.low, right.unit)


# ---- the finished figure
def _finish(text: NumberText, item: Quantity, rule: str, busy: bytearray, room: tuple[int, int]) -> FoundFigure | None:
    """The figure of a quantity with its modifiers; its lexemes are marked as taken.

    `room`: where the figure before ends in the text, and the first lexeme of the quantity after it.
    """
    kind, unit, last = item.kind, item.unit, item.last
    if kind == "count" and rule == "quantity":
        kind, unit = _kind_of_bare(text, item)
        if kind == "ratio" and text.word(last) == "volte":
            last += 1
    first = item.first
    modifier = None
    before = modifier_before(text, first, kind in ("money", "percent", "measure", "age"))
    if (
        before is not None
        and kind != "score"
        and not any(busy[before[1] : first])
        and text.lexemes[before[1]].start >= room[0]
    ):
        modifier, first = before
    if kind != "score" and modifier in (None, "approximate"):
        after = modifier_after(text, last, kind == "count")
        if after is not None and after[1] <= room[1] and not any(busy[last : after[1]]):
            modifier, last = after[0] or modifier, after[1]
    if item.unit == "magnitude" and modifier is None and item.low == item.high:
        modifier = next((_BOUNDED[word] for word in text.words[first:last] if word in _BOUNDED), None)
    if item.form == "ultra":  # "ultraottantenne"
        modifier = "more_than"
    if modifier is None and item.form == "collective" and item.low == item.high and _is_about(text, item):
        modifier = "approximate"
    if modifier == "approximate" and item.unit is None and item.form == "words" and item.low == 0:
        modifier = None
    busy[first:last] = b"\1" * (last - first)
    start, end = text.lexemes[first].start, text.lexemes[last - 1].end
    low, high = _storable(item.low), _storable(item.high)
    if low is None or high is None or (kind == "percent" and not -100_000 <= low <= high <= 1_000_000):
        return None
    return FoundFigure(start, end, kind, rule, low, high, unit, modifier)


def _storable(value: Decimal) -> Decimal | None:
    """The value as the contract holds it, None when it is too large."""
    if abs(value) >= _LARGEST:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.quantize(SMALLEST).normalize()


def _is_about(text: NumberText, item: Quantity) -> bool:
    """Whether a collective is said of about so many: "una decina", but not "tre dozzine" or "un paio"."""
    words = text.words[item.first : item.last]
    return not any(word in ("paio", "paia", "dozzine", "mezza") for word in words) and item.low >= 1


def _multiplies(text: NumberText, item: Quantity) -> bool:
    """Whether "tre volte" multiplies ("vale tre volte il PIL") rather than counts ("ha vinto tre volte il Nobel")."""
    after = text.word(item.last + 1)
    if after in _AFTER_TIMES:
        return True
    at = item.first - 1
    while at >= 0 and item.first - at < 5 and text.words[at] in _BEFORE_TIMES:
        at -= 1
    return text.word(at) in _AMOUNT_TO or (after in DEFINITE and text.word(at) in _COPULA)


def _kind_of_bare(text: NumberText, item: Quantity) -> tuple[FigureKind, str | None]:
    """What a number without a unit is: a percentage in "lo 0,3", a ratio in "tre volte tanto", else a count."""
    before = text.word(item.first - 1)
    decimal = item.low == item.high and item.low != int(item.low)
    if item.high == 0 and item.form == "words" and text.word(opener(text, item)) in ("sotto", "sopra"):
        cold = text.near(item.first, contexts("temperature") - {"zero"})
        return ("measure", "Cel") if cold else ("count", None)  # "temperature sotto lo zero"
    if decimal and item.high < 10 and text.near(item.first, _MAGNITUDES, before=25, after=10):
        return "measure", "magnitude"
    shock = item.first - 1 - (before in ("di", "da"))
    if decimal and item.high < 10 and text.word(shock) in weather("shock"):
        return "measure", "magnitude"  # "una scossa di 4.1", "terremoto 4.1 in Umbria"
    if text.near(item.first, _FEVER, before=9, after=0) and 34 < item.low == item.high < 44:
        return "measure", "Cel"
    weather_like = text.near(item.first, TEMPERATURES, before=4, after=0) and abs(item.high) < 60
    if item.high < 0 and text.near(item.first, contexts("temperature")) and not is_counted(text, item.last):
        return "measure", "Cel"  # "gelo a -12 in quota"
    lasts = text.near(item.first, TIME_UNITS, before=6, after=1)  # "la pena minima 12 mesi, la massima 24"
    if (
        weather_like
        and (before in ("a", "sui", "e") or (before in TEMPERATURES and not lasts))
        and not is_counted(text, item.last)
    ):
        return "measure", "Cel"  # "minime a 22", "massima 24"
    if decimal and text.near(item.first, _COORDINATES, before=8, after=3):
        return "measure", "deg"  # "alle coordinate 41.1171 N, 16.8719 E"
    if decimal and item.form == "digits" and text.is_digits(item.first):
        zero = text.words[item.first].startswith("0,")
        if zero and before in ("lo", "dello", "allo", "dallo", "sullo", "nello"):
            return "percent", "%"
        shared = before in ("il", "del", "al", "dal", "l'", "dell'", "all'", "dall'")
        if shared and not is_rate(item) and _told_in_percent(text, item.first):
            return "percent", "%"
    if text.word(item.last) == "volte" and item.low > 1 and (decimal or _multiplies(text, item)):
        return "ratio", None
    return _kind_of_points(text, item) or ("count", None)


#: So far around a bare decimal somebody speaks of percentages.
_NEAR_PERCENT = 80


def _told_in_percent(text: NumberText, index: int) -> bool:
    """Whether percentages stand around an index, in other sentences too."""
    around = text.words[max(0, index - _NEAR_PERCENT) : index + _NEAR_PERCENT]
    return "%" in around or "cento" in around


def _told_last(text: NumberText, first: int, words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one of the words stands before an index in its sentence, nearer than any of the others."""
    for at in range(first - 1, max(-1, first - _NEAR_INDEX), -1):
        if text.words[at] in words:
            return True
        if text.words[at] in others or text.lexemes[at].kind == BREAK or text.words[at] == ".":
            return False
    return False


#: So near before "punti" the index is named.
_NEAR_INDEX = 12


#: Behind "punti" these compare two shares: "due punti sotto la media".
_AFTER_DIFFERENCE = words_of("in sotto sopra più meno rispetto")


def _kind_of_points(text: NumberText, item: Quantity) -> tuple[FigureKind, str] | None:
    """What "punti" are: of the spread ("186 punti", "sfiora quota 290"), of an index, of a percentage."""
    named = text.word(item.last) in _POINTS
    if named and _told_last(text, item.first, contexts("index"), contexts("spread")):
        return "measure", "points"  # "il Ftse Mib perde 120 punti, lo spread sale a 128"
    if text.near(item.first, contexts("spread"), before=20, after=8 if named else 0):
        bare = text.word(item.first - 1) in _BEFORE_SPREAD and not is_counted(text, item.last)
        return ("measure", "bp") if named or (bare and 20 <= item.low <= 1500) else None
    if not named:
        return None
    if text.near(item.first, contexts("index"), before=20, after=8):
        return "measure", "points"
    differs = item.low != int(item.low) or text.word(item.last + 1) in _AFTER_DIFFERENCE
    differs = differs or text.near(item.first, contexts("difference"), before=4, after=0)
    differs = differs or not _PERCENT.isdisjoint(text.words[item.last + 1 : item.last + 5])  # "di 2 punti al 18%"
    return ("percent", "pp") if differs and _told_in_percent(text, item.first) else None
