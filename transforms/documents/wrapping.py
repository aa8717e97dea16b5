"""Lines that an editor or a mail program wrapped: which line ends are no ends, and words divided at one.

A line end that is none lies inside a sentence: the next line goes on in small letters, or the line stops at a word
after which nothing stops, or the whole paragraph is filled up to one width. Paragraphs, lists, tables and bylines stay.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from transforms.documents.dateline import header_words, read_dateline
from transforms.language import (
    AND,
    ARTICLES,
    BETWEEN,
    CONJUNCTIONS,
    FROM,
    FUSED,
    IN,
    OF,
    ON,
    PREPOSITIONS,
    PRONOUNS,
    TO,
    WITH,
    words_of,
)
from transforms.reference import words

#: Of lines shorter than this a list is made.
_MIN_WORDS = 3
#: No wrapped line is longer; a paragraph of lines that are all filled has at least so many.
_MAX_WIDTH, _MIN_LINES = 120, 4
_HEADER_LINES = 8
#: Words that go on: no sentence and no line of a list ends with them.
_GOES_ON = frozenset().union(
    ARTICLES, OF, FROM, TO, IN, ON, WITH, BETWEEN, AND, FUSED,
    words_of("per circa oltre quasi almeno che o con ha hanno è sono dopo entro fino"),
) - words_of("la le li gli uno una un' un'")  # fmt: skip
#: Words with which a line of a list never begins.
_GOES_BEFORE = FUSED | OF | FROM | TO | words_of("e ed che mila milione milioni miliardo miliardi euro per")
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-‐‑¬][ \t]*\n[ \t]*(?=[a-zà-öø-ÿ])|(?<=[0-9][-–])[ \t]*\n[ \t]*(?=[0-9])")
#: A line end behind the mark inside a number, and what must stand around it: thousands that no sentence begins with,
#: minutes, decimals before their unit.
_MARKED = re.compile(r"[0-9][.,]([ \t]*\n[ \t]*)(?=[0-9])")
_THOUSANDS, _MINUTES = re.compile(r"000(?!\d)|\d{3}\.\d{3}(?!\d)"), re.compile(r"[0-5]\d(?!\d)")
_HOUR, _WHOLE = re.compile(r"\b(?:d?alle|ore) \d{1,2}\.$"), re.compile(r"[a-zà-ù] \d{1,2},$")
_DECIMALS = re.compile(r"\d{1,2}\s?(?:%|‰|per cento|mil|mln|mld|euro|punti|grad)")
#: A longer word is looked at in part, so that no line costs more than its length.
_LONGEST_WORD = 60
_LAST_WORD = re.compile(r"[\w'’]+$")
#: Capitalised behind a given name these open a sentence and are no surname.
_OPENS_SENTENCE = ARTICLES | CONJUNCTIONS | FUSED | PREPOSITIONS | PRONOUNS
_DIGITS = re.compile(r"\d{1,2}(?=\s[a-z])|\d{4}\b")
#: A currency before its number: "un costo di €", but not "30 €".
_CURRENCY = re.compile(r"(?:^|[^\d\s])\s*(?:[€$£]|EUR)$")
#: A word that opens a sentence at the end of a line; a surname ("Lucio Dalla") opens none.
_OPENING = re.compile(r"[.!?;]\s+\w+$")
_STOPS = frozenset(".!?…:;|")
_CELL = re.compile(r"[\t|]| {3}")
_BULLET = re.compile(r"[-–—•*·▪●>#@(\[]|\d{1,3}[.)]\s")


def line_joints(text: str) -> Iterator[tuple[int, int, str]]:
    """The line ends inside a sentence, in order: start, end, what a reader sees instead (a blank, or nothing)."""
    divided = {match.start(): match.end() for match in _DIVIDED.finditer(text)}
    divided |= {match.start(1): match.end(1) for match in _MARKED.finditer(text) if _is_in_number(text, match)}
    for paragraph, number in _paragraphs(text):
        filled = _is_filled(text, paragraph)
        for k, (line, following) in enumerate(pairwise(paragraph)):
            dash = line[1] - 1 if text[line[1] - 1] in "-‐‑¬" else line[1]
            if dash in divided:
                yield dash, divided[dash], ""
            elif line[1] in divided:
                yield line[1], divided[line[1]], ""
            elif filled or _goes_on(text[slice(*line)], text[slice(*following)], number + k < _HEADER_LINES):
                yield line[1], following[0], " "


def _is_in_number(text: str, match: re.Match[str]) -> bool:
    """Whether a line ends inside a number: "12. / 000 barche", "alle 18. / 30", "il 3, / 5 per cento"."""
    begin, end = match.start(1), match.end(1)
    before = text[max(0, begin - len("dalle 18.")) : begin]
    if before[-1] == ",":
        return _WHOLE.search(before) is not None and _DECIMALS.match(text, end) is not None
    minutes = _HOUR.search(before) is not None and _MINUTES.match(text, end) is not None
    return minutes or _THOUSANDS.match(text, end) is not None


def _paragraphs(text: str) -> Iterator[tuple[list[tuple[int, int]], int]]:
    """Lines without the blanks around them, together those between which no line is empty; the number of the first."""
    lines: list[tuple[int, int]] = []
    number = start = 0
    for k, line in enumerate(text.split("\n")):
        begin, end = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        if begin < end:
            lines.append((begin, end))
        else:
            if len(lines) > 1:
                yield lines, number
            lines, number = [], k + 1
        start += len(line) + 1
    if len(lines) > 1:
        yield lines, number


def _is_filled(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether no line of a paragraph had room for the first word of the next one."""
    width = max(end - start for start, end in lines)
    if any(text[start:end].count(" ") < _MIN_WORDS for start, end in lines[:-1]):
        return False
    if len(lines) < _MIN_LINES or width > _MAX_WIDTH or width < _MAX_WIDTH // 3:
        return False
    for (start, end), (begin, stop) in pairwise(lines):
        room = width - (end - start)
        head = text[begin : min(stop, begin + room)]
        if _BULLET.match(text[begin : begin + 5]) or (len(head) < room or " " in head):
            return False
    return True


def _goes_on(line: str, following: str, in_header: bool) -> bool:
    """Whether a line goes on in the next one."""
    if line[-1] in _STOPS or _CELL.search(line) or _CELL.search(following):
        return False
    if _BULLET.match(following) or (in_header and (_is_of_header(line) or _is_of_header(following))):
        return False
    found = _LAST_WORD.search(line[-_LONGEST_WORD:])
    last = found.group().replace("’", "'") if found else ""
    number = following[0].isdigit() and (last == "ore" or _CURRENCY.search(line[-_LONGEST_WORD:]))
    if number or last in _GOES_ON or (last.lower() in _GOES_ON and _OPENING.search(line[-_LONGEST_WORD:])):
        return following[0].isalnum() or following[0] in "«“"
    if not following[0].islower():
        return _is_day_divided(last.lower(), following) or _is_name_divided(line, last, following)
    if in_header and _is_dated(following):
        return False
    return len(line.split()) >= _MIN_WORDS or following.split(None, 1)[0] in _GOES_BEFORE or last.isdecimal()


def _is_day_divided(last: str, following: str) -> bool:
    """Whether a day of a month, or its year, stands in the next line: "sabato / 7 marzo", "marzo / 2026"."""
    digits = _DIGITS.match(following)
    if digits is None:
        return False
    names = words("it/dates/weekdays", "weekday") if len(digits.group()) < 3 else words("it/dates/months", "month")
    return last in names


def _is_name_divided(line: str, last: str, following: str) -> bool:
    """Whether a given name ends the line and the surname opens the next one."""
    surname = following.split(None, 1)[0].rstrip('.,:;»”"')
    if not surname.istitle() or surname.lower() in _OPENS_SENTENCE or len(line.split()) < _MIN_WORDS:
        return False
    return last in words("it/names/given_names", "name")


def _is_dated(line: str) -> bool:
    """Whether a line of the header tells the day and nothing of the report: "giovedì 5 marzo 2026 - 12 commenti"."""
    found = read_dateline(line, 0, len(line))
    return found is not None and found.day is not None and not line[found.end :].strip()


def _is_of_header(line: str) -> bool:
    """Whether a line is a byline or tells when a text was published: it begins with one of their words."""
    for role in ("byline", "label"):
        match = header_words(role, r"\b").match(line)
        rest = line[match.end() :].lstrip() if match else ""
        if match and (role == "label" or rest[:1].isupper() or not rest) and line[-1] not in ".,":
            return True
    return False
