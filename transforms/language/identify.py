"""Which language a sentence or a passage is in, by script and function words.

Function words are vocabulary: the reference table `languages`. A word that several languages share counts for each of
them in part, so that "la", "no" or "me" decide nothing alone. What they leave open a `Detector` may be asked.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from transforms.reference import read_reference

UNKNOWN = "und"
ITALIAN = "it"
#: The language of a passage, BCP 47, or ``und``: a library that knows more languages than our words do.
Detector = Callable[[str], str]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?['’]?")
# Enough to tell a language; longer texts are not read further.
_MAX_CHARS = 4_000
_MIN_SCORE = 1.5
_MARGIN = 1.6
_MIN_WORDS_OF_BLOCK = 4
#: So many words a detector must be given: headlines are names for the most part, whose language is not the text's.
_MIN_WORDS_TO_ASK = 8

# "— Name (@handle) February 3, 2026": the last line of an embedded post, whose date tells the language of the post
_CREDIT = re.compile(r"\s*[—–-]+\s?[^\n]{1,120}?\(@\w{1,30}\)(?P<rest>[^\n]{0,40})")
_NOISE = re.compile(r"https?://\S+|pic\.twitter\.com/\S+|[@#]\w+")

#: A letter behind the Latin blocks.
_BEYOND_LATIN = re.compile("(?![\u0000-\u036f])[^\\W\\d_]")
_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "ARABIC": "ar",
    "CJK": "zh",
    "HANGUL": "ko",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "DEVANAGARI": "hi",
}
#: Letters by which languages of one script are told apart; without them it is Cyrillic and no more (und-Cyrl).
_UKRAINIAN, _RUSSIAN = frozenset("іїєґІЇЄҐ"), frozenset("ыэёЫЭЁ")
_KANA = ("HIRAGANA", "KATAKANA")


@cache
def _function_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word in lower case → (language, weight) of each language that has it."""
    languages: dict[str, list[str]] = {}
    for row in read_reference("world/languages", required=("language", "words")):
        for word in row["words"].split():
            languages.setdefault(word, []).append(row["language"])
    return {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in languages.items()}


@cache
def function_words(language: str) -> frozenset[str]:
    """The function words of a language, in lower case."""
    rows = read_reference("world/languages", required=("language", "words"))
    return frozenset(word for row in rows if row["language"] == language for word in row["words"].split())


@cache
def _script_of(char: str) -> str:
    script = unicodedata.name(char, "").replace("-", " ").split(" ")[0]
    return "CJK" if script in _KANA else script


def language_of(text: str) -> str:
    """The language of a sentence or text, BCP 47; ``und`` when there is too little to tell.

    Only the first 4,000 characters are looked at. Web addresses, handles and hashtags say nothing.

    >>> language_of("Together with our friends, we honored the memory of the fallen")
    'en'
    >>> language_of("Nel pomeriggio si è svolta la riunione della commissione")
    'it'
    >>> language_of("Mario Rossi 3-2")
    'und'
    """
    text = text[:_MAX_CHARS]
    if "@" in text or "#" in text or "http" in text or "pic." in text:
        text = _NOISE.sub(" ", text)
    other = _other_script(text)
    if other is not None:
        return other
    words = _WORD.findall(text.lower())
    scores = _scores(words)
    if not scores:
        return UNKNOWN
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = score >= _MIN_SCORE and score >= 0.08 * len(words) and score >= _MARGIN * second
    return best if sure else UNKNOWN


def _scores(words: Iterable[str]) -> dict[str, float]:
    """Language → what the words, in lower case, weigh for it."""
    known = _function_words()
    scores: dict[str, float] = {}
    for word in words:
        for part in (word,) if word.isalpha() else _parts(word):
            for code, weight in known.get(part, ()):
                scores[code] = scores.get(code, 0.0) + weight
    return scores


def main_language(text: str, detect: Detector | None = None) -> str:
    """The language of a whole text; a detector is asked where our words leave it open."""
    return _asked(text, language_of(text), detect)


def _asked(text: str, code: str, detect: Detector | None) -> str:
    """What a detector says of a text that our words leave open and that is long enough to ask."""
    if detect is None or not code.startswith(UNKNOWN) or len(_WORD.findall(text[:_MAX_CHARS])) < _MIN_WORDS_TO_ASK:
        return code
    told = detect(text[:_MAX_CHARS])
    return code if told == UNKNOWN else told


def _parts(word: str) -> tuple[str, ...]:
    """The word itself and, of an elided one ("dell’Ucraina"), the function word with its apostrophe."""
    plain = word.replace("’", "'")
    head, mark, tail = plain.partition("'")
    return (plain,) if not mark else (plain, head + mark, "'" + tail) if tail else (plain,)


def _other_script(text: str) -> str | None:
    """The language when most letters are not Latin."""
    if _BEYOND_LATIN.search(text) is None:
        return None
    counts: dict[str, int] = {}
    letters = 0
    for char in text:
        if char.isalpha():
            letters += 1
            if char > "\u036f":
                script = _script_of(char)
                counts[script] = counts.get(script, 0) + 1
    if not counts or letters < 4:
        return None
    script, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if count * 2 <= letters:
        return None
    if script == "CYRILLIC":
        letters_used = set(text)
        return "uk" if letters_used & _UKRAINIAN else "ru" if letters_used & _RUSSIAN else f"{UNKNOWN}-Cyrl"
    if script == "CJK" and any("\u3040" <= char <= "\u30ff" for char in text):
        return "ja"
    return _SCRIPTS.get(script, UNKNOWN)


def foreign_blocks(text: str, detect: Detector | None = None) -> tuple[tuple[int, int, str], ...]:
    """The passages that are not Italian, line by line, neighbours of one language joined.

    The credit line of an embedded post ("— Name (@handle) February 3, 2026") belongs to the post, and lines without an
    Italian word between two of another language (headings, rows of a table) belong to that one.

    Args:
        text: the text.
        detect: asked of lines that our words leave open.

    Returns:
        ``(start, end, language)`` in text order, disjoint; ends are line ends.
    """
    lines: list[tuple[int, int, str]] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line), _asked(line, _line_language(line), detect)))
        start += len(line) + 1
    _join_posts(text, lines)
    _join_enclosed(text, lines)
    blocks: list[tuple[int, int, str]] = []
    previous = -2
    for index, (first, end, code) in enumerate(lines):
        if code in (ITALIAN, UNKNOWN):
            continue
        if blocks and previous == index - 1 and blocks[-1][2] == code:
            blocks[-1] = (blocks[-1][0], end, code)
        else:
            blocks.append((first, end, code))
        previous = index
    return tuple(blocks)


def _line_language(line: str) -> str:
    credit = _CREDIT.fullmatch(line) if len(line) < 200 else None
    if credit is not None:
        return _credit_language(credit["rest"])
    if len(_WORD.findall(line[:_MAX_CHARS])) < _MIN_WORDS_OF_BLOCK:
        return UNKNOWN
    return language_of(line)


@cache
def _month_languages() -> dict[str, str]:
    from babel.dates import get_month_names

    months: dict[str, str] = {}
    for code in ("it", "en", "fr", "es", "de", "pt"):
        for width in ("wide", "abbreviated"):
            for name in get_month_names(width, locale=code).values():
                months.setdefault(name.lower().rstrip("."), code)
    return months


def _credit_language(rest: str) -> str:
    """By the month of its date; Italian months come first where a name is shared."""
    for word in _WORD.findall(rest.lower()):
        code = _month_languages().get(word)
        if code is not None:
            return code
    return UNKNOWN


def _join_posts(text: str, lines: list[tuple[int, int, str]]) -> None:
    """Give an undecided line beside a foreign credit line, and an undecided credit line, the language of the post."""
    for index, (start, end, code) in enumerate(lines):
        if end - start >= 200 or _CREDIT.fullmatch(text, start, end) is None:
            continue
        before = lines[index - 1] if index else None
        if code == UNKNOWN and before is not None:
            lines[index] = (start, end, before[2])
        elif code not in (ITALIAN, UNKNOWN) and before is not None and before[2] == UNKNOWN:
            lines[index - 1] = (before[0], before[1], code)


def _join_enclosed(text: str, lines: list[tuple[int, int, str]]) -> None:
    """Give undecided lines between two lines of one other language that language, where none of their words is ours."""
    before = UNKNOWN
    opened = 0  # the first undecided line behind the last decided one
    for index, (start, end, code) in enumerate(lines):
        if code == UNKNOWN and ITALIAN not in _scores(
            _WORD.findall(text[start : min(end, start + _MAX_CHARS)].lower())
        ):
            continue
        if code == before and code not in (ITALIAN, UNKNOWN):
            lines[opened:index] = [(first, last, code) for first, last, _ in lines[opened:index]]
        before, opened = code, index + 1
