"""Durations whose unit was told before: "22 mesi, di cui dieci sospesi", "otto anni al capo, cinque al socio"."""

import re
from decimal import Decimal

from transforms.dates.meanings.periods import Measure
from transforms.dates.text import SENTENCE_END, DateText, Node
from transforms.language import AND, ARTICLES, FROM, TO, words_of
from transforms.numbers import Numeral

#: How many lexemes behind a duration a bare number may stand, and how many times shorter or longer it may be.
_REACH, _TIMES = 24, 10
_COUNTED = re.compile(r"(PT?)(\d+)([YMWDHS])")
#: Before a bare number these set it against the duration before.
_AGAINST = words_of("per contro cui quali anziché invece entro dai dagli dalle")
_BETWEEN = ARTICLES | words_of("di dei degli delle soli solo soliti solite circa quasi almeno non")
#: Words with the ending of a plural that are nothing counted: small words and adjectives.
_AFTER = ARTICLES | words_of(
    "e ed o in nel nella nei nelle a ad al alla con per se che di più meno non mentre ma dopo prima attuali successivi "
    "successive precedenti previsti previste rimanenti passati passate sospesi sospese effettivi effettive"
)


_FOR, _NEAR = frozenset({"per"}), 8
#: Before years that tell how old somebody is.
_AGES = words_of("età sposarsi nozze")


def with_left_out(text: DateText, nodes: list[Node]) -> list[Node]:
    """The expressions of a text with the bare numbers that are set against a duration of their sentence."""
    found: list[Node] = []
    at = 0
    for numeral in sorted(text.numerals.values(), key=lambda numeral: numeral.first):
        while at < len(nodes) and nodes[at].last <= numeral.first:
            at += 1
        free = at == len(nodes) or nodes[at].first >= numeral.last
        if at and free and (node := _left_out(text, nodes[at - 1], numeral)) is not None:
            found.append(node)
    return sorted([*nodes, *found], key=lambda node: node.first) if found else nodes


def _left_out(text: DateText, before: Node, numeral: Numeral) -> Node | None:
    """A bare number as a duration in the unit of the one before."""
    meaning = before.meaning
    if before.rule != "duration:count" or not isinstance(meaning, Measure) or numeral.first - before.last > _REACH:
        return None
    counted = _COUNTED.fullmatch(meaning.timex)
    value = numeral.value
    if counted is None or value is None or value != numeral.high or value != int(value) or value <= 0:
        return None
    long = Decimal(counted[2])
    if not long / _TIMES <= value <= long * _TIMES or not _is_meant(text, before, numeral):
        return None
    timex = f"{counted[1]}{int(value)}{counted[3]}"
    return Node(numeral.first, numeral.last, "duration", Measure(timex, meaning.grain), "duration:left-out")


def _is_meant(text: DateText, before: Node, numeral: Numeral) -> bool:
    if _is_set_against(text, before.last, numeral):
        return True
    plain = not any(text.words[at] in SENTENCE_END for at in range(before.last, numeral.first))
    return plain and (_is_for_another(text, before, numeral) or _becomes(text, before, numeral))


def _is_for_another(text: DateText, before: Node, numeral: Numeral) -> bool:
    """Whether both are for somebody: "otto anni per il capo, cinque per il socio", "15 giorni a lui e 4 agli altri"."""
    to = next((words for words in (_FOR, TO) if text.word(before.last) in words), None)
    near = numeral.first - before.last <= _REACH * 2 // 3
    old = any(text.word(at) in _AGES for at in range(before.first - _NEAR, before.first))
    longer = text.word(before.first - 1) in AND and text.count(before.first - 2) is not None  # "cinque e sei mesi"
    if to is None or not near or old or longer or text.word(numeral.first - 1) not in AND | {",", ";"}:
        return False
    return text.word(_end_with_months(text, numeral.last)) in to


def _end_with_months(text: DateText, last: int) -> int:
    """Where "cinque e sei mesi" ends."""
    more = text.count(last + 1) if text.word(last) == "e" and last + 1 in text.numerals else None
    unit = text.unit(more.last) if more is not None else None
    return last if unit is None else unit[1]


def _becomes(text: DateText, before: Node, numeral: Numeral) -> bool:
    """Whether one becomes the other: "da dodici anni a nove", but not "da due anni a sei soci"."""
    if text.word(before.first - 1) not in FROM or numeral.first - before.last > _NEAR:
        return False
    ends = not text.is_word(numeral.last) or text.word(numeral.last) in _FOR | AND
    return text.word(numeral.first - 1) in TO and ends


def _is_set_against(text: DateText, first: int, numeral: Numeral) -> bool:
    """Whether a number counts nothing itself and no other number or sentence stands before it."""
    after = text.word(numeral.last)
    if text.is_word(numeral.last) and after[-1] in "iea" and after not in _AFTER:
        return False
    between = range(first, numeral.first)
    if any(at in text.numerals or text.words[at] in SENTENCE_END for at in between):
        return False
    at = numeral.first - 1
    while at >= first and text.words[at] in _BETWEEN:
        at -= 1
    return at >= first and text.words[at] in _AGAINST
