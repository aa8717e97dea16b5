"""What a tree of markup shows, block by block: paragraphs, headings, items of lists, rows of tables.

The names of HTML, of NITF and of the tree that the extractor gives lie in one vocabulary: they do not contradict.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from transforms.language import words_of

_UNSEEN = words_of(
    "script style noscript template svg math iframe object embed select textarea button canvas audio video title"
)
_INLINE = words_of(
    "a abbr b bdi bdo big cite code data dfn del em font hi i img ins kbd label mark q ref s samp small span strike "
    "strong sub sup time tt u var wbr person org location money num event function chron"
)
_BREAKS = words_of("br lb")
_ITEMS = words_of("li item dd")
_CELLS = words_of("td th cell")
#: White space of markup; a no-break space is a character of the text.
_BLANK = re.compile(r"[ \t\n\r\f\v]+")
_BETWEEN_CELLS = " | "
Kind = Literal["paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text; an item of a list and a row of a table belong to their neighbours."""

    text: str
    kind: Kind = "paragraph"


def blocks_of(tree: Any) -> Iterator[Block]:
    """The blocks of an element, in order; what is never shown, such as scripts, is left out.

    Args:
        tree: an element of `lxml` or of the standard library. No depth is too deep.
    """
    pieces: list[str] = []
    kind: Kind = "paragraph"
    ahead = [(tree, True)]
    while ahead:
        element, opens = ahead.pop()
        name = name_of(element)
        if opens:
            ahead.append((element, False))
            if name in _UNSEEN:
                continue
            if name in _BREAKS:
                pieces.append("\n")
            elif name in _CELLS:
                pieces.append(_BETWEEN_CELLS)
            elif name not in _INLINE:
                yield from _block(pieces, kind)
                kind = "item" if name in _ITEMS else "row" if name in ("tr", "row") else kind
            pieces.append(_BLANK.sub(" ", element.text or ""))
            ahead += [(child, True) for child in reversed(element)]
        else:
            if name not in _INLINE and name not in _BREAKS and name not in _CELLS and name not in _UNSEEN:
                yield from _block(pieces, kind)
                kind = "paragraph"
            if element is not tree:
                pieces.append(_BLANK.sub(" ", element.tail or ""))
    yield from _block(pieces, kind)


def text_of(blocks: list[Block]) -> str:
    """Blocks as a text: an empty line between them, none between the items of a list and the rows of a table."""
    parts: list[str] = []
    before: Kind = "paragraph"
    for block in blocks:
        if parts:
            parts.append("\n" if block.kind == before != "paragraph" else "\n\n")
        parts.append(f"- {block.text}" if block.kind == "item" and block.text[0] not in "-–—•" else block.text)
        before = block.kind
    return "".join(parts)


def name_of(element: Any) -> str:
    """The name without its name space; of a comment or an entity none."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else "script"


def _block(pieces: list[str], kind: Kind) -> Iterator[Block]:
    lines = (_BLANK.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    text = "\n".join(line for line in lines if line)
    if _BETWEEN_CELLS in pieces:
        text = text.strip(_BETWEEN_CELLS)
    pieces.clear()
    if kind == "row" and _BETWEEN_CELLS not in text:  # a table of one column arranges, it tells nothing
        kind = "paragraph"
    if text.strip():
        yield Block(text, kind)
