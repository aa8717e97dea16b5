"""Labels of sport: "90'", "1:34.19", "2010-11", "7-6(4)", "4-3-3"."""

import re

from transforms.figures.words import MONTHS, Shape, cues, label_words
from transforms.language import BREAK
from transforms.numbers import NumberText, Numeral

_MINUTE_MARKS = frozenset({"'", "′"})


def _time_result(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the time of a lap, 1:34.19, also when its marks are mixed up: 1,34"19."""
    first, word = numeral.first, text.words[numeral.first]
    if re.fullmatch(r"(?:\d+:)+\d\d[.,]\d{1,3}", word):
        return first, first + 1, "time_result"
    mixed = "," in word and text.word(first + 1) in ('"', "”") and text.glued(first + 1) and text.glued(first + 2)
    return (first, first + 3, "time_result") if mixed and text.is_digits(first + 2) else None


def _seconds_follow(text: NumberText, mark: int) -> bool:
    return text.glued(mark) and text.glued(mark + 1) and text.is_digits(mark + 1)


def _play_time(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "al 90'", "45'+2'", "12' pt"; minutes and seconds ("1'56") are for the dates."""
    last = numeral.last
    mark, number, before = text.word(last), text.words[numeral.first], text.word(numeral.first - 1)
    if mark not in _MINUTE_MARKS:
        return None
    if before == "°" and text.glued(numeral.first):  # "45°27′N", "45°27′54″N"
        return numeral.first, last + 1 + 2 * _seconds_follow(text, last), "coordinate"
    if _seconds_follow(text, last):
        return None
    if before == "h" and text.glued(numeral.first):
        return None  # "1h30'"
    if not text.glued(last) and before not in ("al", "all'", "dopo", "dell'", "del", "nel", "dal"):
        return None
    if not number.isdecimal() or len(number) > 3 or int(number) > 130:
        return None
    last += 1
    if text.word(last) == "+" and text.glued(last) and text.word(last + 1).isdecimal():
        last += 2
        if text.word(last) in _MINUTE_MARKS and text.glued(last):
            last += 1
    return numeral.first, last, "time_of_play"


def minute_of_play(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "segna al 75, …": a minute whose mark was lost, told by the play around it."""
    first, last = numeral.first, numeral.last
    word = text.words[first]
    if text.word(first - 1) not in ("al", "all'") or not word.isdecimal() or len(word) > 2 or text.glued(last + 1):
        return None
    ends = last >= text.size or text.lexemes[last].kind == BREAK or text.words[last] in (",", ".", ":", ";", ")", "su")
    ends = ends or text.words[last] in label_words("play")
    played = text.near(first, label_words("play"), before=24, after=24)
    return (first, last, "time_of_play") if ends and played else None


def season(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "2008/2009", "2008/09", "2010-'11", and "2010-11" after "stagione"."""
    first = numeral.first
    word = text.words[first]
    cue = cues().match(text.words, first - (text.word(first - 1) == "."))  # "a.s. 2025-2026"
    if text.word(first - 1) == "'" and len(word) == 2:  # "stagione '25-'26"
        at = first + 2 + (text.word(first + 2) == "'")
        cue, second = cues().match(text.words, first - 1), text.word(at)
        follows = text.word(first + 1) in ("-", "–", "/") and second == f"{(int(word) + 1) % 100:02d}"
        return (first - 1, at + 1, "season") if follows and cue is not None and cue[0] == "season" else None
    if word[:2] not in ("19", "20"):
        return None
    match = re.fullmatch(r"(\d{4})/(\d\d|\d{4})", word)
    if match and text.word(first - 1) in label_words("plan"):  # "il biennio 2025/2026"
        return None
    if text.word(first - 1) == "scolastico":  # a time, for the dates
        return None
    if match:
        return (first, first + 1, "season") if (int(match[1]) + 1) % 100 == int(match[2]) % 100 else None
    at = first + 2 + (text.word(first + 2) == "'")  # "2025-'26"
    second = text.word(at)
    if text.word(first + 1) not in ("-", "–", "/") or not all(text.glued(k) for k in range(first + 1, at + 1)):
        return None
    if len(word) != 4 or not word.isdecimal() or len(second) not in (2, 4) or not second.isdecimal():
        return None
    told = (at > first + 2 or (cue is not None and cue[0] == "season")) and (int(word) + 1) % 100 == int(second) % 100
    return (first, at + 1, "season") if told else None


def _tie_break(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read the bracket of "7-6(4)"."""
    first = numeral.first
    beside = text.word(first - 1) == "(" and text.is_digits(first - 2)
    closed = beside and text.glued(first) and text.word(numeral.last) == ")"
    set_won = text.words[first - 4 : first - 1] in (["7", "-", "6"], ["6", "-", "7"])  # "7-6 (4)"
    closed = closed and (text.glued(first - 1) or set_won)
    return (first, numeral.last, "part_of_score") if closed else None


def _formation(text: NumberText, numeral: Numeral) -> Shape | None:
    """Read "4-3-3", but not "7-8-9 ottobre"."""
    first = last = numeral.first
    while (
        last - first < 8 and _single_digit(text, last) and text.word(last + 1) == "-" and _single_digit(text, last + 2)
    ):
        if not (text.glued(last + 1) and text.glued(last + 2)):
            return None
        last += 2
    return (first, last + 1, "formation") if last - first >= 4 and text.word(last + 1) not in MONTHS else None


def _single_digit(text: NumberText, index: int) -> bool:
    word = text.word(index)
    return len(word) == 1 and word.isdecimal()


def touching(text: NumberText, numeral: Numeral) -> Shape | None:
    """The label of sport that a number is which something touches."""
    rules = (_time_result, _tie_break, _play_time, _formation)
    return next((shape for rule in rules if (shape := rule(text, numeral))), None)
