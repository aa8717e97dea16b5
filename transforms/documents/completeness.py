"""Whether a text is the whole article, or only the beginning that everybody may read."""

import re
from functools import cache

from transforms.contract import Completeness
from transforms.reference import words

#: A line with such a mark is short; of a longer one only so many characters are looked at.
_LONGEST_LINE = 300
#: Buttons may stand below it: "Abbonati", "Accedi".
_LAST_LINES, _LONGEST_BUTTON = 3, 40
#: A text that has less than this share of the length that was declared is cut off.
_LEAST_SHARE = 0.8
#: Characters of a word and its blank, at least, where the words of an article are counted.
CHARS_PER_WORD = 5


def completeness_of(
    text: str, following: str = "", *, is_free: bool | None = None, declared: int | None = None
) -> Completeness:
    """How much of the article a text is.

    Args:
        text: the text as it was found.
        following: what stands behind it on its page.
        is_free: whether the page says that everybody may read all of it; None: it does not say.
        declared: how many characters the page says that the article has; None: it does not say.

    >>> completeness_of("Il consiglio ha votato ieri sera [...]")
    'teaser'
    >>> completeness_of("Il consiglio ha votato ieri sera.")
    'unknown'
    """
    if is_free is False or is_cut(text) or _is_mark(following.split("\n", 1)[0]):
        return "teaser"
    if declared is not None:
        return "full" if len(text) >= _LEAST_SHARE * declared else "teaser"
    return "full" if is_free else "unknown"


def is_cut(text: str) -> bool:
    """Whether a text ends with a mark that says so: "[…]", "Continua a leggere", "Riservato agli abbonati"."""
    lines = [line for line in text[-_LONGEST_LINE:].split("\n") if line.strip()]
    for line in reversed(lines[-_LAST_LINES:]):
        if _is_mark(line):
            return True
        if len(line) > _LONGEST_BUTTON:
            break
    return False


def _is_mark(line: str) -> bool:
    line = line[:_LONGEST_LINE].rstrip()
    return _at_start().match(line) is not None or _at_end().search(line) is not None


@cache
def _at_start() -> re.Pattern[str]:
    return re.compile(rf"[^\w\[(]{{0,10}}(?:{_marks('start')})", re.IGNORECASE)


@cache
def _at_end() -> re.Pattern[str]:
    """A mark with which a line ends; an arrow may follow it."""
    return re.compile(rf"(?<!\w)(?:{_marks('end')})[^\w]{{0,10}}$", re.IGNORECASE)


def _marks(of_line: str) -> str:
    """The marks that stand at one end of their line, the longest first."""
    written = sorted(words("it/documents/cut_marks", "mark", of_line=of_line), key=lambda mark: (-len(mark), mark))
    return "|".join(re.escape(mark).replace(r"\ ", r"\s").replace("'", "['’]") for mark in written)
