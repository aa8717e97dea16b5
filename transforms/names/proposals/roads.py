"""Numbered roads: "code sulla A99", "A99 Gradnik-Zefiria", "la statale 999", "SP999"."""

import re
from collections.abc import Iterator

from transforms.language import words_of
from transforms.names.text import NameSpan, NameText
from transforms.names.words import name_words

_MOTORWAY = re.compile(r"[AE]\d{1,3}")
_SIGN = re.compile(r"S[SPR]\d{1,4}")
_SIGNS = frozenset(("SS", "SP", "SR", "Ss", "Sp"))
_NUMBER = re.compile(r"\d{1,4}")
_ALONG = words_of("sulla sull autostrada autostradale superstrada")
#: Before the sign of a motorway where the text speaks of roads.
_OF_ROAD = words_of("la l della dell dalla dall alla all nella nell in")
#: What kind of road a number belongs to.
_STATE_ROADS = words_of("statale provinciale")
#: No course of a road has more words.
_COURSE = 6


def road_spans(text: NameText) -> Iterator[NameSpan]:
    """Roads by their number, with the noun that the number needs and the course that may follow it."""
    for at, word in enumerate(text.words):
        if not word.text[-1].isdigit():
            continue
        if word.text[0].isdigit():
            first = _numbered(text, at)
        else:
            first = at if _is_motorway(text, at) or _SIGN.fullmatch(word.text) else None
        if first is not None:
            yield NameSpan(first, course_end(text, at), "LOC", "rule:area")


def _numbered(text: NameText, at: int) -> int | None:
    """Index of the first word of the road whose number stands at `at`: "SS 999", "strada statale 999"."""
    before = text.before(at)
    if before is None or _NUMBER.fullmatch(text.words[at].text) is None:
        return None
    if before.text in _SIGNS:
        return at - 1
    if before.norm not in _STATE_ROADS:
        return None
    noun = text.before(at - 1)
    return at - 2 if noun is not None and noun.norm == "strada" else at - 1


def _is_motorway(text: NameText, at: int) -> bool:
    """Whether it is the sign of a motorway, behind "sulla" or at the head of a line: "A99, code a Gradnik"."""
    if not is_sign(text, at) or (text.goes_on(at + 1) and course_end(text, at) == at + 1):
        return False
    before = text.before(at)
    if before is not None:
        return before.norm in _ALONG or (
            before.norm in _OF_ROAD and not name_words("road_talk").isdisjoint(text.ordinary)
        )
    return text.opening[at] and text.raw.startswith((",", ":"), text.words[at].end)


def is_sign(text: NameText, at: int) -> bool:
    """Whether word `at` is written like the sign of a motorway."""
    return _MOTORWAY.fullmatch(text.words[at].text) is not None


def course_end(text: NameText, at: int) -> int:
    """Index after the course that follows the number at `at`: "A99 Gradnik-Zefiria"; at + 1: none does."""
    end = at + 1
    while end - at <= _COURSE and text.goes_on(end) and text.gaps[end] in ("", "-"):
        end += 1
    hyphen = any(text.gaps[index] == "-" for index in range(at + 2, end))
    return end if hyphen and text.gaps[at + 1] == "" else at + 1
