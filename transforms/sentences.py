"""Where sentences begin: rules for the stops, marks and lines of a newspaper text.

The rules run before the parser, which keeps to what they say and may only add boundaries where they leave it free.
A closing mark belongs to the sentence it closes; a quotation is never cut off from the "ha detto" behind it; a new
line is always a new sentence, because titles and lists have no full stop.
"""

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from transforms.datelines import find_dateline
from transforms.reference import read_reference, split_cell

SENTENCES = "italian_sentences"

# No sentence is longer: a list of ten thousand names must not cost the parser ten thousand tokens of memory at once.
MAX_TOKENS = 250

_STOP = re.compile(r"[.!?…]+")
_INITIAL = re.compile(r"[^\W\d_]\.")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
_ROMAN = re.compile(r"[IVXLCDM]+")
_CLOSING = frozenset("»”’)]›")
_OPENING = frozenset("«“„‘([‹")
_STRAIGHT = frozenset("\"'")
_DASHES = frozenset("-–—•*")
# Words that begin a sentence far more often than they go on a name; after "S.p.A." or "J." only they start a new one.
_STARTERS = frozenset(
    "il lo la i gli le l' l’ un uno una un' un’ di del dello della dei degli delle a al allo alla ai agli alle da dal "
    "dallo dalla dai dagli dalle in nel nello nella nei negli nelle con su sul sullo sulla sui sugli sulle per tra fra "
    "e ed o ma se che chi come quando dove mentre non si ci è era sono ha hanno questo questa questi queste quello "
    "quella nell' dell' all' dall' sull' anche ora poi così oggi ieri secondo dopo prima intanto inoltre tuttavia "
    "infatti però invece".split()
)


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    """Abbreviation in lower case, with its stop → what may follow it inside a sentence."""
    rows = read_reference("it/abbreviations.csv", required=("abbreviation", "before"))
    return {row["abbreviation"]: frozenset(split_cell(row["before"])) for row in rows}


def sentence_starts(doc: Doc) -> list[bool]:
    """Whether each token of `doc` begins a sentence; the first one always does.

    White space belongs to the sentence before it.
    """
    starts = [False] * len(doc)
    if not starts:
        return starts
    texts = [token.text for token in doc]
    after_dateline = _dateline_ends(doc)
    straight_open = False  # inside "…"
    brackets = 0
    begin = 0  # first token of the sentence
    pending = True  # the next token that is no white space begins a sentence
    for index, text in enumerate(texts):
        if text.isspace():
            if "\n" in text:
                pending, straight_open, brackets = True, False, 0
            continue
        if index in after_dateline or index - begin >= MAX_TOKENS:
            pending = True
        closes = text in _CLOSING or (text in _STRAIGHT and straight_open)
        if pending and not (closes and index and not _newline_before(texts, index)):
            starts[index] = True
            begin, pending, brackets = index, False, 0
        if text == '"':
            straight_open = not straight_open
        elif text in "([":
            brackets += 1
        elif text in ")]":
            brackets = max(0, brackets - 1)
        if not pending and brackets == 0 and _ends_sentence(texts, index, begin, straight_open):
            pending = True
    starts[0] = True
    return starts


def _newline_before(texts: list[str], index: int) -> bool:
    return texts[index - 1].isspace() and "\n" in texts[index - 1]


def _ends_sentence(texts: list[str], index: int, begin: int, straight_open: bool) -> bool:
    """Whether the sentence that began at `begin` ends with token `index` (closing marks may still follow)."""
    text = texts[index]
    if text[-1] not in ".!?…":
        return False
    following = _next_word(texts, index, straight_open)
    if following is None:
        return False
    if following[0].islower() or not (following[0].isalnum()):
        return False
    lower = text.lower()
    if _STOP.fullmatch(text):
        if text != "." or index == 0:
            return True
        previous = texts[index - 1].lower() + "."
        if previous in _abbreviations():  # the tokenizer cut the stop off
            return _abbreviation_ends(_abbreviations()[previous], following)
        # "1. Primo punto": the number of a list item
        return not (index - begin == 1 and texts[index - 1].isdigit())
    if lower in _abbreviations():
        return _abbreviation_ends(_abbreviations()[lower], following)
    if _INITIAL.fullmatch(text) or _DOTTED.fullmatch(text):
        return following.lower() in _STARTERS
    return text[-1] in "!?…" or not text[0].isupper() or following.lower() in _STARTERS


def _abbreviation_ends(before: frozenset[str], following: str) -> bool:
    number = following[0].isdigit() or _ROMAN.fullmatch(following) is not None
    if "name" in before and not number:
        return False
    if "number" in before:
        return not number
    return following.lower() in _STARTERS


def _next_word(texts: list[str], index: int, straight_open: bool) -> str | None:
    """The first word after token `index`, past marks and dashes; None at the end or before a comma and the like."""
    for text in texts[index + 1 : index + 8]:
        if text.isspace():
            if "\n" in text:
                return None  # the line end decides
            continue
        if text in _CLOSING or text in _OPENING or text in _STRAIGHT or text in _DASHES:
            continue
        return text
    return None


def _dateline_ends(doc: Doc) -> frozenset[int]:
    """Tokens that come first after a dateline."""
    text = doc.text
    ends: set[int] = set()
    offset = -1  # where the report behind the last dateline begins
    line_start = True
    for token in doc:
        if token.is_space:
            line_start = line_start or "\n" in token.text
            continue
        if line_start:
            stop = text.find("\n", token.idx)
            dateline = find_dateline(text, token.idx, stop if stop >= 0 else None)
            offset = -1 if dateline is None else dateline.end
        line_start = False
        if 0 <= offset <= token.idx:
            ends.add(token.i)
            offset = -1
    return frozenset(ends)


@Language.component(SENTENCES, assigns=["token.is_sent_start"])
def set_sentences(doc: Doc) -> Doc:
    """The pipeline component: sets `is_sent_start` of every token."""
    for token, start in zip(doc, sentence_starts(doc), strict=True):
        token.is_sent_start = start
    return doc
