"""Figures: quantities put into ranges, ratios and scores, and bounded by their modifiers."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from transforms.contract import DECIMAL_SCALE, FigureKind
from transforms.facts import FoundFigure
from transforms.lexer import BREAK, DIGITS, MARK
from transforms.modifiers import modifier_after, modifier_before
from transforms.quantities import Quantity, QuantityReader, Reading

_ARTICLES = frozenset({"il", "lo", "la", "l'", "i", "gli", "le"})
_ONES = frozenset({"un", "uno", "una", "un'"})
_HALVES = frozenset({"mezzo", "mezza", "mezz'"})
_FROM = frozenset({"da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"})
_TO = frozenset({"a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"})
_BETWEEN = frozenset({"tra", "fra"})
_FUSED = frozenset(
    {"del", "dell'", "dello", "al", "all'", "allo", "dal", "dall'", "nel", "sul", "sull'", "dalla", "alla"}
)
_DASHES = frozenset("-–—")
#: Verbs of change: "è salito da 10 a 20" tells two amounts, not a range.
_CHANGE_STEMS = (
    "pass", "sal", "scend", "sces", "aument", "cresc", "cresci", "cal", "croll", "ridu", "ridott", "port", "balz",
    "schizz", "rialz", "abbass", "innalz", "diminu", "taglia", "elev", "raddopp", "dimezz", "allarg", "trasform", "slitt",
    "volat", "precipit", "arriv", "riduzione",
)  # fmt: skip
_GAME_WORDS = frozenset(
    ["vince", "vinto", "vinta", "vincono", "vincere", "batte", "battono", "battuto", "battuta", "sconfitto", "sconfitta",
     "sconfigge", "finisce", "finita", "finito", "termina", "terminata", "terminato", "pareggio", "pareggia", "pareggiato",
     "vittoria", "risultato", "punteggio", "partita", "gara", "perde", "perso", "set", "rigori", "supera", "superato", "gol",
     "match", "successo", "imposto", "impone", "voti", "contro", "sentenza", "decisione", "verdetto", "giudici", "maggioranza", "tie", "derby", "andata", "ritorno", "pari"]
)  # fmt: skip
_PARTICIPLES = ("ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite", "sso", "ssa", "tto", "tta")
_MULTIPLES = {"doppio": 2, "triplo": 3, "quadruplo": 4, "quintuplo": 5, "decuplo": 10}
_AFTER_MULTIPLE = frozenset(
    ["di", "del", "dello", "della", "dell'", "dei", "degli", "delle", "d'", "rispetto", "e", "o", "in", "per", "da", "che",
     "a", "ma", "se"]
)  # fmt: skip
_AFTER_TIMES = frozenset(
    ["più", "meno", "tanto", "tanta", "tanti", "tante", "superiore", "superiori", "inferiore", "inferiori", "maggiore",
     "maggiori", "minore", "minori", "quello", "quella", "quelli", "quelle", "quanto", "rispetto", "migliore", "peggiore"]
)  # fmt: skip
_COPULA = frozenset({"è", "era", "sono", "erano", "sarebbe", "sarà", "fu"})
_AMOUNT_TO = frozenset({"vale", "valgono", "costa", "costano", "pesa", "supera", "moltiplicato", "moltiplicata", "aumentato",
                        "aumentata", "cresciuto", "cresciuta", "moltiplicati", "valeva", "costava"})  # fmt: skip
_ROUND = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000, 10_000, 100_000, 1_000_000)))
#: What an amount without a currency is, when it is said to be millions "di …".
_MONEY_NOUNS = frozenset(
    ["multa", "multe", "debito", "debiti", "finanziamento", "finanziamenti", "investimento", "investimenti", "ricavi",
     "fatturato", "utile", "utili", "perdite", "tagli", "risparmi", "deficit", "danni", "fondi", "risorse", "aiuti",
     "capitale", "spesa", "costi", "entrate", "tasse", "crediti", "prestiti", "prestito", "risarcimento", "sanzione",
     "sanzioni", "gettito", "stanziamento", "stanziamenti", "profitti", "guadagni", "evasione", "bilancio", "liquidità"]
)  # fmt: skip
_FUNCTION_WORDS = frozenset(
    ["a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle", "di", "del", "da", "dal", "dalla", "dai", "in", "nel",
     "nella", "nei", "nelle", "con", "su", "sul", "per", "tra", "fra", "e", "ed", "o", "ma", "che", "se", "come", "mentre",
     "circa", "solo", "anche", "entro", "contro", "non", "più", "sono", "è", "l'", "il", "lo", "la", "i", "gli", "le", "dopo",
     "prima", "nell'", "dall'", "dell'", "della", "dei", "delle", "degli", "sulla", "sui", "cui", "complessivi", "annui"]
)  # fmt: skip
_MAGNITUDES = frozenset({"magnitudo", "richter"})
_SMALLEST = Decimal(1).scaleb(-DECIMAL_SCALE)
_LARGEST = Decimal(10) ** 26


def find_figures(reading: Reading, busy: bytearray) -> list[FoundFigure]:
    """All figures at the numerals that nobody has taken.

    Args:
        reading: the text with its lexemes and numerals.
        busy: for each lexeme, whether labels, ages or dates hold it; the lexemes of the figures are marked too.

    Returns:
        Figures in order, without overlap.
    """
    items = quantities(reading, busy)
    return assemble(reading, items, busy)


def quantities(reading: Reading, busy: bytearray) -> list[Quantity]:
    """The quantities at all free numerals, at "un metro" and "mezzo chilo", and at "una" where it counts."""
    reader = QuantityReader(reading)
    found = [
        q for numeral in reading.numerals if not any(busy[numeral.first : numeral.last]) and (q := reader.read(numeral))
    ]
    inside = bytearray(busy)
    for quantity in found:
        inside[quantity.first : quantity.last] = b"\1" * (quantity.last - quantity.first)
    for index, word in enumerate(reading.words):
        if word in _ONES or word in _HALVES:
            if not inside[index]:
                quantity = reader.read_article(index) or _counting_one(reading, index)
                if quantity is not None and not any(busy[quantity.first : quantity.last]):
                    found.append(quantity)
        elif word in _MULTIPLES or word == "metà":
            multiple = None if inside[index] else _multiple(reading, index)
            if multiple is not None:
                found.append(multiple)
    found.sort(key=lambda quantity: quantity.first)
    return _without_overlap(found)


def _without_overlap(items: Iterable[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for item in items:
        if not kept or item.first >= kept[-1].last:
            kept.append(item)
    return kept


def _counting_one(reading: Reading, index: int) -> Quantity | None:
    """ "una" before a number it is joined with ("da una a tre"), after "almeno", or in "uno su tre"."""
    after = reading.word(index + 1)
    one = Decimal(1)
    lexeme = reading.lexemes[index]
    joined = after in ("a", "o", "su", "ogni", "e") and reading.numeral_at.get(index + 2) is not None
    at_least = reading.word(index - 1) == "almeno" and reading.is_word(index + 1)
    share = any(
        reading.word(at) in ("su", "ogni") and reading.numeral_at.get(at + 1) is not None
        for at in (index + 2, index + 3)
    )
    if not (joined or at_least or (share and not reading.is_capital(index + 1))):
        return None
    return Quantity(lexeme.start, lexeme.end, index, index + 1, one, one, "count", None, "one", False, index + 1)


def _multiple(reading: Reading, index: int) -> Quantity | None:
    """ "il doppio", "il triplo", "la metà di": a ratio of 2, 3, one half."""
    word, article, after = reading.words[index], reading.word(index - 1), reading.word(index + 1)
    if word == "metà":
        if article not in ("la", "della", "alla") or (after not in _AFTER_MULTIPLE and reading.is_word(index + 1)):
            return None
        value, first = Decimal("0.5"), index - 1 if article == "la" else index
    else:
        if article not in ("il", "del", "al") or (after not in _AFTER_MULTIPLE and reading.is_word(index + 1)):
            return None
        value, first = Decimal(_MULTIPLES[word]), index - 1 if article == "il" else index
    start, end = reading.lexemes[first].start, reading.lexemes[index].end
    return Quantity(start, end, first, index + 1, value, value, "ratio", None, "multiple", True, index + 1)


def assemble(reading: Reading, items: Sequence[Quantity], busy: bytearray) -> list[FoundFigure]:
    """Put quantities into ranges, ratios and scores, add modifiers, and mark their lexemes as taken."""
    shared = _share_units(reading, items)
    merged = _with_sentence_currency(reading, list(_merge(reading, shared, busy)))
    figures: list[FoundFigure] = []
    end = 0
    limits = [item.first for item, _ in merged[1:]] + [reading.count]
    for (item, rule), limit in zip(merged, limits, strict=False):
        if item.form == "one" and rule == "quantity" and reading.word(item.first - 1) != "almeno":
            continue
        figure = _finish(reading, item, rule, busy, (end, limit))
        if figure is None:
            continue
        if figures and (joined := _bounds_of_range(reading.text, figures[-1], figure)):
            figures[-1] = joined
        else:
            figures.append(figure)
        end = figure.end
    return figures


def _bounds_of_range(text: str, left: FoundFigure, right: FoundFigure) -> FoundFigure | None:
    """ "più di 10 e meno di 20 dipendenti" is one range."""
    if left.modifier not in ("more_than", "at_least") or right.modifier not in ("less_than", "at_most"):
        return None
    if text[left.end : right.start].strip(" ,") not in ("e", "ma", "ed", "") or right.start - left.end > 6:
        return None
    if left.low is None or right.low is None or left.low >= right.low or (left.unit and left.unit != right.unit):
        return None
    return FoundFigure(left.start, right.end, right.kind, "range_bounds", left.low, right.low, right.unit)


# ---- units that are written once
def _share_units(reading: Reading, items: Sequence[Quantity]) -> list[Quantity]:
    """ "5, 10 e 20 euro", "il 30 e il 40 per cento": the unit of the last holds for those before."""
    out = list(items)
    chained = False
    for index in range(len(out) - 1, 0, -1):
        left, right = out[index - 1], out[index]
        joint = _joint(reading, left, right)
        wanted = ("e", "ed", "o", "oppure", ",") if chained else ("e", "ed", "o", "oppure")
        with_article = reading.word(right.first - 1) in _ARTICLES, reading.word(left.first - 1) in _ARTICLES | _FUSED
        fits = (
            with_article[0] == with_article[1]
            and right.stated
            and right.kind in ("percent", "money", "measure", "age")
            and right.unit not in ("magnitude", "K")
        )
        if joint in wanted and fits and not left.stated and left.form in ("digits", "words") and not _is_year(left):
            scaled = _scaled_like(left, right) if right.form == "scaled" else left
            out[index - 1] = scaled._replace(kind=right.kind, unit=right.unit, stated=True)
            chained = True
        else:
            chained = False
    return out


def _is_year(item: Quantity) -> bool:
    return item.form == "digits" and item.end - item.start == 4 and 1000 <= item.low <= 2100


def _joint(reading: Reading, left: Quantity, right: Quantity) -> str:
    """The one word or mark between two quantities, an article before the second left out; "" when more stands there."""
    between = right.first - left.last
    if between == 2 and reading.words[right.first - 1] in _ARTICLES:
        between = 1
    return reading.words[left.last] if between == 1 else ""


def _scaled_like(left: Quantity, right: Quantity) -> Quantity:
    """ "tra 10 e 20 milioni": the bare first number takes the multiplier of the second, when that makes it smaller or like."""
    if left.form not in ("digits", "words", "one") or left.low >= 1000 or left.high != left.low or left.stated:
        return left
    scale = next((Decimal(10) ** power for power in (12, 9, 6, 3) if right.low >= Decimal(10) ** power), None)
    if right.form == "words":
        scale = Decimal(1000) if right.low % 1000 == 0 and 1000 <= right.low < 10**6 else None
    elif right.form != "scaled":
        scale = None
    if scale is None or left.low > right.low / scale:
        return left
    return left._replace(low=left.low * scale, high=left.high * scale, form=right.form)


# ---- ranges, ratios, scores
def _merge(reading: Reading, items: Sequence[Quantity], busy: bytearray) -> Iterable[tuple[Quantity, str]]:
    index = 0
    while index < len(items):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if following is not None and following.first - item.last <= 5:
            merged = (
                _range(reading, item, following) or _ratio(reading, item, following) or _score(reading, item, following)
            )
            if merged is not None and not any(busy[item.last : following.first]):
                yield merged
                index += 2
                continue
        yield item, "quantity"
        index += 1


def _opener(reading: Reading, item: Quantity) -> int:
    """The index of the word before a quantity and its article."""
    at = item.first - 1
    return at - 1 if reading.word(at) in _ARTICLES else at


def _join(reading: Reading, left: Quantity, right: Quantity, first: int, rule: str) -> tuple[Quantity, str] | None:
    """One range of two quantities, when their units agree and the bounds rise."""
    if left.low != left.high or right.low != right.high:
        return None
    left = _scaled_like(left, right)
    if left.stated and right.stated and left.unit != right.unit:
        return None
    kind, unit = (right.kind, right.unit) if right.stated else (left.kind, left.unit)
    if left.low >= right.high or (left.kind == "ratio") != (right.kind == "ratio"):
        return None
    start = reading.lexemes[first].start
    form = "scaled" if "scaled" in (left.form, right.form) else "digits"
    stated = left.stated or right.stated
    return Quantity(
        start, right.end, first, right.last, left.low, right.high, kind, unit, form, stated, right.last
    ), rule


def _range(reading: Reading, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    between = list(reading.words[left.last : right.first])
    if len(between) > 1 and between[-1] in _ARTICLES:
        between.pop()
    opener = _opener(reading, left)
    before = reading.word(opener)
    if between in (["e"], ["ed"]) and before in _BETWEEN:
        if reading.word(opener - 1) in ("compreso", "compresa", "compresi", "comprese"):
            opener -= 1
        return _join(reading, left, right, opener, "range_between")
    if len(between) <= 2 and between and between[-1] in _TO and before in _FROM:
        if len(between) == 2 and between[0] not in ("fino", "sino", "anche", ","):
            return None
        if _is_change(reading, opener) or (
            left.kind == "percent" and right.kind == "percent" and left.low >= right.low
        ):
            return None
        return _join(reading, left, right, opener, "range_from_to")
    if len(between) == 1 and between[0] in _DASHES:
        return _dash_range(reading, left, right)
    if between in (["o"], ["od"], ["oppure"]):
        whole = left.low == int(left.low) and right.low == int(right.low)
        if whole and (left.form != "digits" or right.low <= left.low * 10) and left.form != "multiple":
            return _join(reading, left, right, left.first, "range_or")
    return None


def _is_change(reading: Reading, opener: int) -> bool:
    for at in range(opener - 1, max(-1, opener - 7), -1):
        lexeme = reading.lexemes[at]
        if lexeme.kind == BREAK or (lexeme.kind == MARK and lexeme.word in ".;:"):
            return False
        word = lexeme.word
        if (
            len(word) > 3
            and word.startswith(_CHANGE_STEMS)
            and not word.startswith(("calc", "portav", "salut", "passegg"))
        ):
            return True
    return False


def _dash_range(reading: Reading, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """ "180-190 km orari", "10 - 20 euro", "3-4 persone" """
    tight = reading.glued(left.last) and reading.glued(right.first)
    if not right.stated and not left.stated:
        if not tight or reading.word(left.first - 1) in ("per", "vince", "sul", "vinto", "finisce"):
            return None
        if not _is_counted(reading, right.last) or (left.form != right.form and right.form != "scaled"):
            return None
    if not tight and (reading.glued(left.last) or reading.glued(right.first)):
        return None
    return _join(reading, left, right, left.first, "range_dash")


def _is_counted(reading: Reading, index: int) -> bool:
    """Whether a plural noun stands at an index."""
    word = reading.word(index)
    return (
        reading.is_word(index) and not reading.is_capital(index) and len(word) > 3 and word[-1] in "ie"
        and word not in _FUNCTION_WORDS
    )  # fmt: skip


def _ratio(reading: Reading, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """ "uno su tre", "un italiano su due", "1 ogni 10 milioni" """
    at = right.first - 1
    if reading.word(at) not in ("su", "ogni") or left.stated or right.stated or left.low != left.high:
        return None
    nouns = at - left.last
    if nouns > 2 or right.low <= 0 or left.low > right.low or right.low != right.high:
        return None
    if any(not reading.is_word(i) or reading.word(i) in _FUNCTION_WORDS for i in range(left.last, at)):
        return None
    if nouns == 2 and (reading.word(at - 1).endswith(_PARTICIPLES) or right.low > 100):
        return None
    if left.low != 1:
        if right.low not in _ROUND or (nouns and right.low > 10 and right.low != 100):
            return None
        if not nouns and _is_counted(reading, right.last) and right.low > 10:
            return None
    value = (left.low / right.low).quantize(_SMALLEST)
    return (
        Quantity(left.start, right.end, left.first, right.last, value, value, "ratio", None, "ratio", True, right.last),
        "ratio",
    )


def _score(reading: Reading, left: Quantity, right: Quantity) -> tuple[Quantity, str] | None:
    """ "3-1", "1 a 0", "uno a zero": smaller number first, larger second."""
    between = reading.word(left.last) if right.first - left.last == 1 else ""
    whole = left.low == left.high == int(left.low) and right.low == right.high == int(right.low)
    if not whole or left.stated or right.stated or max(left.low, right.low) >= 1000 or min(left.low, right.low) < 0:
        return None
    if between in _DASHES:
        tight = reading.glued(left.last) and reading.glued(right.first)
        if not tight or left.form != "digits" or right.form != "digits":
            return None
    elif between == "a":
        context = reading.near(left.first, _GAME_WORDS, before=10, after=8)
        if not (context or reading.word(left.first - 1) in ("per", "sul", "sull'", "il", "l'")):
            return None
        if reading.word(_opener(reading, left)) in _FROM:
            return None
    else:
        return None
    low, high = sorted((left.low, right.low))
    return (
        Quantity(left.start, right.end, left.first, right.last, low, high, "score", None, "score", True, right.last),
        "score",
    )


# ---- money whose currency is said elsewhere in the sentence
def _with_sentence_currency(reading: Reading, items: list[tuple[Quantity, str]]) -> list[tuple[Quantity, str]]:
    """ "600 milioni di euro (dai 2,5 miliardi di multa)": millions of nothing else take the currency of the sentence."""
    money = [(index, item) for index, (item, _) in enumerate(items) if item.kind == "money" and item.unit]
    if not money:
        return items
    out = list(items)
    for index, (item, rule) in enumerate(items):
        if item.kind != "count" or item.form != "scaled" or item.low < 10**5 or not _may_be_money(reading, item.last):
            continue
        named = reading.near(item.first, _MONEY_NOUNS, before=8, after=0)
        near = [
            other for at, other in money
            if abs(at - index) <= 4 and (_same_sentence(reading, item, other) or (named and 0 < item.first - other.last < 60))
        ]  # fmt: skip
        if near:
            closest = min(near, key=lambda other: abs(other.first - item.first))
            out[index] = item._replace(kind="money", unit=closest.unit), rule
    return out


def _may_be_money(reading: Reading, index: int) -> bool:
    word = reading.word(index)
    if word in ("di", "d'"):
        return reading.word(index + 1) in _MONEY_NOUNS
    return not reading.is_word(index) or word in _FUNCTION_WORDS


def _same_sentence(reading: Reading, left: Quantity, right: Quantity) -> bool:
    first, last = min(left.last, right.last), max(left.first, right.first)
    if last - first > 60:
        return False
    return not any(
        reading.lexemes[at].kind == BREAK or (reading.words[at] in ".!?" and reading.lexemes[at].kind == MARK)
        for at in range(first, last)
    )


# ---- the finished figure
def _finish(reading: Reading, item: Quantity, rule: str, busy: bytearray, room: tuple[int, int]) -> FoundFigure | None:
    """The figure of a quantity with its modifiers; its lexemes are marked as taken.

    `room`: where the figure before ends in the text, and the first lexeme of the quantity after it.
    """
    kind, unit, last = item.kind, item.unit, item.last
    if kind == "count" and rule == "quantity":
        kind, unit = _kind_of_bare(reading, item)
        if kind == "ratio" and reading.word(last) == "volte":
            last += 1
    first = item.first
    modifier = None
    before = modifier_before(reading, first, kind in ("money", "percent", "measure", "age"))
    if before is not None and not any(busy[before[1] : first]) and reading.lexemes[before[1]].start >= room[0]:
        modifier, first = before
    if kind != "score" and modifier in (None, "approximate"):
        after = modifier_after(reading, last, kind == "count")
        if after is not None and after[1] <= room[1] and not any(busy[last : after[1]]):
            modifier, last = after[0] or modifier, after[1]
    if modifier is None and item.form == "collective" and item.low == item.high and _is_about(reading, item):
        modifier = "approximate"
    if modifier == "approximate" and item.unit is None and item.form == "words" and item.low == 0:
        modifier = None
    busy[first:last] = b"\1" * (last - first)
    start, end = reading.lexemes[first].start, reading.lexemes[last - 1].end
    low, high = _storable(item.low), _storable(item.high)
    if low is None or high is None:
        return None
    return FoundFigure(start, end, kind, rule, low, high, unit, modifier)


def _storable(value: Decimal) -> Decimal | None:
    """The value as the contract holds it, None when it is too large."""
    if abs(value) >= _LARGEST:
        return None
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value) < 10**26 else None
    return value.quantize(_SMALLEST).normalize()


def _is_about(reading: Reading, item: Quantity) -> bool:
    """Whether a collective is said of about so many: "una decina", but not "tre dozzine" or "un paio"."""
    words = reading.words[item.first : item.last]
    return not any(word in ("paio", "paia", "dozzine", "mezza") for word in words) and item.low >= 1


def _multiplies(reading: Reading, item: Quantity) -> bool:
    """Whether "tre volte" multiplies ("tre volte tanto", "vale tre volte il PIL") rather than counts ("tre volte il Nobel")."""
    after = reading.word(item.last + 1)
    if after in _AFTER_TIMES:
        return True
    at = item.first - 1
    while (
        at >= 0
        and item.first - at < 5
        and reading.words[at] in ("circa", "quasi", "oltre", "di", "più", "almeno", "a", "pari")
    ):
        at -= 1
    return (after in _ARTICLES or reading.word(at) in _AMOUNT_TO) and reading.word(at) in _AMOUNT_TO | _COPULA


def _kind_of_bare(reading: Reading, item: Quantity) -> tuple[FigureKind, str | None]:
    """What a number without a unit is: a percentage in "lo 0,3", a ratio in "tre volte tanto", else a count."""
    before = reading.word(item.first - 1)
    decimal = item.low == item.high and item.low != int(item.low)
    if decimal and item.high < 10 and reading.near(item.first, _MAGNITUDES, before=25, after=10):
        return "measure", "magnitude"
    if decimal and item.form == "digits" and reading.lexemes[item.first].kind == DIGITS:
        zero = reading.words[item.first].startswith("0,")
        if zero and before in ("lo", "dello", "allo", "dallo", "sullo", "nello"):
            return "percent", "%"
        if before in ("il", "del", "al", "dal", "l'", "dell'", "all'", "dall'") and reading.near(
            item.first, frozenset({"%"}), before=25, after=25
        ):
            return "percent", "%"
    if reading.word(item.last) == "volte" and item.low > 1 and _multiplies(reading, item):
        return "ratio", None
    return "count", None
