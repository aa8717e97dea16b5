"""Where sentences begin: rules for the stops, marks and lines of a newspaper text.

The rules run before the parser, which keeps to what they say and may only add boundaries where they leave it free.
A closing mark belongs to the sentence it closes; a quotation is never cut off from the "ha detto" behind it; a new
line is always a new sentence, because titles and lists have no full stop. A dateline is read by rule, because models
read it badly: the report begins behind it, and its city is a place.
"""

import re
from functools import cache

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from transforms.documents import read_header
from transforms.language import AND, ARTICLES, BETWEEN, FROM, IN, OF, ON, TO, words_of
from transforms.reference import read_reference, split_cell

SENTENCES = "italian_sentences"
DATELINE = "italian_dateline"
# A header ends well before; what follows needs no second look.
_HEADER_CHARS = 3_000
# How spaCy writes down that a token begins a sentence, does not, or may.
_FLAGS = {True: 1, False: -1, None: 0}

# No sentence is longer: a list of ten thousand names must not cost the parser ten thousand tokens of memory at once.
MAX_TOKENS = 250
# Within brackets no sentence ends; a bracket that was never closed is forgotten after so many tokens.
_BRACKET_TOKENS = 40

_STOP = re.compile(r"[.!?…]+")
# No abbreviation that the table lacks is taken for one if it is longer, without its stop.
_SHORT = 4
_INITIAL = re.compile(r"[^\W\d_]\.")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
_ROMAN = re.compile(r"[IVXLCDM]+")
_CLOSING = frozenset("»”’)]›")
_OPENING = frozenset("«“„‘([‹")
_STRAIGHT = frozenset("\"'")
_DASHES = frozenset("-–—•*")
# Words that begin a sentence far more often than they go on a name; after "S.p.A." or "J." only they start a new one.
_STARTER_WORDS = ARTICLES | OF | TO | FROM | IN | ON | BETWEEN | AND | words_of(
    "con per o ma se che chi come quando dove mentre non si ci è era sono ha hanno questo questa questi queste quello "
    "quella anche ora poi così oggi ieri secondo dopo prima intanto inoltre tuttavia infatti però invece"
)  # fmt: skip
_STARTERS = _STARTER_WORDS | {word.replace("'", "’") for word in _STARTER_WORDS}


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    """Abbreviation in lower case, with its stop → what may follow it inside a sentence."""
    rows = read_reference("it/parsing/abbreviations", required=("abbreviation", "before"))
    return {row["abbreviation"]: frozenset(split_cell(row["before"])) for row in rows}


def sentence_starts(doc: Doc) -> list[bool | None]:
    """Whether each token of `doc` begins a sentence: True, False, or None where only the grammar can tell.

    The first token always does. White space belongs to the sentence before it.
    """
    texts = [token.text for token in doc]
    starts: list[bool | None] = [False] * len(texts)
    sides = mark_sides(doc)
    body = report_start(doc)
    bracket = -_BRACKET_TOKENS  # where the last bracket opened; far away when none is open
    begin = 0  # first token of the sentence
    verdict: bool | None = True  # on the next token that is neither white space nor a closing mark
    for index, text in enumerate(texts):
        if text.isspace():
            if "\n" in text:
                verdict, bracket = True, -_BRACKET_TOKENS
            continue
        new_line = index == 0 or "\n" in texts[index - 1]
        if index == body or index - begin >= MAX_TOKENS:
            verdict = True
        if sides[index] != CLOSES or new_line:
            starts[index] = verdict
            if verdict:
                begin, bracket = index, -_BRACKET_TOKENS
            verdict = False
        if text in "([":
            bracket = index
        elif text in ")]":
            bracket = -_BRACKET_TOKENS
        if index - bracket >= _BRACKET_TOKENS and (sides[index] != CLOSES or verdict is False):
            verdict = _ends_sentence(texts, sides, index, begin)
    if starts:
        starts[0] = True
    return starts


OPENS, CLOSES = 1, -1


def mark_sides(doc: Doc) -> list[int]:
    """For each token: 1 if it is an opening mark (quotation or bracket), -1 if a closing one, 0 if none.

    Straight marks look alike: the space beside them tells, and where it does not, they take turns within a line.
    """
    sides: list[int] = []
    is_open = False
    space_before = True
    for token in doc:
        text = token.text
        side = 0
        if text in _OPENING:
            side = OPENS
        elif text in _CLOSING:
            side = CLOSES
        elif text in _STRAIGHT:
            space_after = bool(token.whitespace_) or token.i + 1 == len(doc) or doc[token.i + 1].is_space
            if space_before == space_after:
                side = CLOSES if is_open else OPENS
            else:
                side = OPENS if space_before else CLOSES
            if text == '"':
                is_open = side == OPENS
        elif "\n" in text:
            is_open = False
        sides.append(side)
        space_before = bool(token.whitespace_) or token.is_space
    return sides


def _ends_sentence(texts: list[str], sides: list[int], index: int, begin: int) -> bool | None:
    """Whether the sentence that began at `begin` ends with token `index` (closing marks may still follow)."""
    text = texts[index]
    following = _next_word(texts, sides, index)
    if following is None:
        return False
    if text in ":;" or sides[index] == CLOSES:
        return None if following[0].isupper() else False
    if text[-1] not in ".!?…":
        return False
    if not (following[0].isupper() or following[0].isdigit()):
        return None if following[0].isalpha() and not _goes_on(texts, index, begin) else False
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
    if _is_short(text):
        return following.lower() in _STARTERS
    return True


def _goes_on(texts: list[str], index: int, begin: int) -> bool:
    """Whether a stop before a word in lower case ends no sentence, where sentences begin with a capital.

    It ends an abbreviation, or is a cry or the mark of a name: "Che gioia! disse", "Yahoo! cresce".
    """
    short = texts[index - 1] if texts[index] == "." and index else texts[index]
    first = next((text for text in texts[begin:index] if text[0].isalpha()), "")
    if texts[index][-1] in "!?":
        return first[:1].isupper()
    return first[:1].isupper() and short[0].isalnum() and (len(short) <= _SHORT or "." in short[:-1])


def _is_short(text: str) -> bool:
    """Whether a token with its stop is an initial or letters with stops: "J.", "S.p.A."."""
    return _INITIAL.fullmatch(text) is not None or _DOTTED.fullmatch(text) is not None


def _next_word(texts: list[str], sides: list[int], index: int) -> str | None:
    """The first word or number after token `index`, past marks and dashes.

    None where the line ends, which decides by itself, or where none is near.
    """
    for place in range(index + 1, min(index + 8, len(texts))):
        text = texts[place]
        if text.isspace():
            if "\n" in text:
                return None
        elif not sides[place] and text not in _DASHES:
            return text
    return None


def _abbreviation_ends(before: frozenset[str], following: str) -> bool | None:
    """Whether an abbreviation ends its sentence: never before what it announces, surely before "Il" and the like."""
    number = following[0].isdigit() or _ROMAN.fullmatch(following) is not None
    if "name" in before and not number:
        return False
    if "number" in before:
        return not number
    return True if following.lower() in _STARTERS else None


@Language.component(SENTENCES, assigns=["token.is_sent_start"])
def set_sentences(doc: Doc) -> Doc:
    """The pipeline component; what the rules leave open stays open for the parser behind it."""
    # In one go: the setter of a single token looks through the whole document.
    flags = [_FLAGS[start] for start in sentence_starts(doc)]
    doc.from_array([SENT_START], np.array(flags, dtype=np.int64).view(np.uint64))
    return doc


def report_start(doc: Doc) -> int | None:
    """The token with which the report behind title and dateline begins; None without a header."""
    body = read_header(doc.text[:_HEADER_CHARS]).body_start
    if not body:
        return None
    return next((token.i for token in doc if token.idx >= body and not token.is_space), None)


@Language.component(DATELINE, assigns=["doc.ents"])
def set_dateline(doc: Doc) -> Doc:
    """The pipeline component behind the name tagger: the city of the dateline is LOC, whatever the tagger said."""
    header = read_header(doc.text[:_HEADER_CHARS])
    if not header.place:
        return doc
    start = doc.text.rfind(header.place, 0, header.body_start)
    city = doc.char_span(start, start + len(header.place), label="LOC") if start >= 0 else None
    if city is not None:
        others: list[Span] = [name for name in doc.ents if name.end <= city.start or name.start >= city.end]
        doc.set_ents([*others, city])
    return doc
