"""Words that mix letters of two scripts, and signs that turn the direction of writing: what a reader cannot see."""

import re
from collections.abc import Iterator

from transforms.documents.mending import TURNING

_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Cyrillic, Armenian and Cherokee; of Greek only letters that look like Latin ones: "kΩ" and "ΔX" are what they seem.
_LOOK_ALIKE = re.compile("[\u0400-\u052f\u0531-\u0587\u13a0-\u13f5\uab70-\uabbfΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυικχϲ]")
_TURNING = re.compile(f"[{TURNING}]")


def is_mixed(word: str) -> bool:
    r"""Whether a word holds Latin letters and letters of another script that look like them.

    >>> is_mixed("M\u0430rio"), is_mixed("Mario"), is_mixed("Київ"), is_mixed("kΩ")
    (True, False, False, False)
    """
    return _LOOK_ALIKE.search(word) is not None and _LATIN.search(word) is not None


def mixed_words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that mix scripts, in order."""
    if _LOOK_ALIKE.search(text):
        yield from (match.span() for match in _WORD.finditer(text) if is_mixed(match[0]))


def turned(text: str) -> Iterator[int]:
    """Where signs stand that turn the direction of writing, so that it is shown in another order than it is read."""
    return (match.start() for match in _TURNING.finditer(text))
