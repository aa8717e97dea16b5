"""Sentences with names, one token a line → text, character spans, token labels.

Such corpora come as bare tokens; the text is put together again by the rules of Italian typography, because the model
must read text as it is printed.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LABELS = ("PER", "LOC", "ORG")

_NO_SPACE_BEFORE = frozenset([*",.;:!?)]}»”%°", "...", "…", "'s", "’s"])
_NO_SPACE_AFTER = frozenset("([{«“")
_ELISION = re.compile(r"[^\W\d_]+['’]")
# Shortened words that end in an apostrophe and keep their space: "un po' di".
_APOCOPE = frozenset({"po", "mo", "be", "di", "fa", "va", "da", "sta", "ca", "to"})


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """One sentence with the names in it.

    Attributes:
        text: the sentence as it would be printed.
        spans: [start, end) of each token of the corpus.
        tags: one of O, B-PER, I-PER … a token; "?" where the corpus does not decide.
        names: [start, end) and label of each name.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    tags: tuple[str, ...]
    names: tuple[tuple[int, int, str], ...]


def detokenise(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a list of tokens, and where each token lies in it.

    >>> detokenise(["L'", "Aula", "(", "vuota", ")", "."])[0]
    "L'Aula (vuota)."
    """
    text = ""
    spans: list[tuple[int, int]] = []
    open_marks: set[str] = set()
    glued = True
    for index, token in enumerate(tokens):
        rest = tokens[index + 1 :]
        space, glue_next = not glued, False
        if token in _NO_SPACE_BEFORE:
            space = False
        elif token in _NO_SPACE_AFTER:
            glue_next = True
        elif token in ('"', "'", "’"):
            if token in open_marks:
                open_marks.discard(token)
                space = False
            elif token == '"' or token in rest:
                open_marks.add(token)
                glue_next = True
            else:  # an apostrophe that lost its word
                space = False
        elif token == "/":
            space, glue_next = False, True
        elif _ELISION.fullmatch(token) and token[:-1].lower() not in _APOCOPE and rest:
            glue_next = rest[0][0].isalnum() or rest[0][0] in '«“"'
        if space and text:
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glued = glue_next
    return text, spans


def read_named(path: Path) -> Iterator[NamedSentence]:
    """Sentences of a file with one token a line: token, tag, or number, token, tag."""
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split("\t")[-2:]
        if line.strip():
            if len(cells) == 2 and cells[0].strip():
                tokens.append(cells[0].strip().replace("\u00a0", ""))
                tags.append(cells[1].split("|")[0].strip())
        elif tokens:
            yield _sentence(tokens, tags)
            tokens, tags = [], []


def _sentence(tokens: list[str], raw_tags: list[str]) -> NamedSentence:
    text, spans = detokenise(tokens)
    tags: list[str] = []
    previous = "O"
    for raw in raw_tags:
        label = raw.rpartition("-")[2]
        if label == "MISC":  # KIND calls part of these LOC or ORG: neither a name nor none
            tag = "?"
        elif label == "O":
            tag = "O"
        else:
            goes_on = previous[2:] == label and not raw.startswith("B-")
            tag = ("I-" if goes_on else "B-") + label
        tags.append(tag)
        previous = tag
    return NamedSentence(text, tuple(spans), tuple(tags), tuple(names_of(tags, spans)))


def names_of(tags: list[str], spans: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Character spans of the names that the tags of a sentence mark.

    >>> names_of(["B-PER", "I-PER", "O"], [(0, 4), (5, 10), (11, 16)])
    [(0, 10, 'PER')]
    """
    names: list[tuple[int, int, str]] = []
    for tag, (start, end) in zip(tags, spans, strict=True):
        if tag.startswith("B-"):
            names.append((start, end, tag[2:]))
        elif tag.startswith("I-"):
            first, _, label = names.pop()
            names.append((first, end, label))
    return names


def join_sentences(sentences: list[NamedSentence]) -> tuple[str, list[int]]:
    """A text of several sentences and where each begins; a new line follows one that ends without a stop (a title)."""
    text = ""
    offsets: list[int] = []
    for sentence in sentences:
        if text:
            text += " " if text[-1] in '.!?;:…»”"' else "\n"
        offsets.append(len(text))
        text += sentence.text
    return text, offsets


def case_copies(
    sentences: list[NamedSentence], share: float, seed: int = 0, read: Callable[[str], str] = str
) -> list[NamedSentence]:
    """Copies of a share of the sentences in capitals, title case or lower case: what makes a model robust to them.

    Args:
        sentences: those to copy from.
        share: how many of them, between 0 and 1.
        seed: which.
        read: what becomes of a text in capitals or title case before a model sees it; the length must stay.
    """
    draw = random.Random(seed)
    copies: list[NamedSentence] = []
    for sentence in sentences:
        if draw.random() >= share:
            continue
        recase = draw.choice((str.upper, str.upper, _title, str.lower))
        text = recase(sentence.text)
        if len(text) == len(sentence.text):  # "ß" would shift the names
            seen = text if recase is str.lower else read(text)
            copies.append(NamedSentence(seen, sentence.spans, sentence.tags, sentence.names))
    return copies


def _title(text: str) -> str:
    return re.sub(r"\b\w", lambda match: match.group().upper(), text)
