"""Markup, which is hostile, becomes a tree: no entity is expanded, nothing is fetched, depth and size are bounded."""

import re
from html.entities import html5
from itertools import islice
from typing import Any

from transforms.documents import decode
from transforms.errors import InputError

#: A page has some thousand elements; the extractor takes longer than the page is large where one has many more.
MAX_ELEMENTS = 20_000
MAX_XML_TAGS = 1_000_000
_TOO_MANY = f"the page has more than {MAX_ELEMENTS} elements, the most that are read of one"
_ENTITIES = "the XML declares entities, by which a file swells or reaches for others; write what they stand for"
#: An encoding is declared at the head of a file.
_HEAD = 4_096
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z][\w.:-]{1,40})", re.IGNORECASE)
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: What may stand before the first element: white space, a declaration, comments.
_BEFORE = re.compile(r"(?:\s+|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->)*")
_DOCTYPE = re.compile(r"<!doctype\s+([\w:.-]+)[^>\[]*(?:\[[^\]]*\]\s*)?>?", re.IGNORECASE)
_FIRST = re.compile(r"<([A-Za-z_][\w:.-]{0,60})")
#: Characters that no tree can hold, as they stand or by their number.
_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])|[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]|[fF]{3}[efEF]))(?:;|(?![\da-fA-F]))"
)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")


def first_element(head: bytes) -> str:
    """The name of the element with which a file begins, in lower case without its prefix; empty: it is no markup.

    Args:
        head: the first bytes of the file.

    >>> first_element(b'<?xml version="1.0"?><!-- agenzia --><rss version="2.0">')
    'rss'
    """
    encoding = next((name for mark, name in _BOMS if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    at = _BEFORE.match(text).end()  # type: ignore[union-attr]  # it matches the empty text
    doctype = _DOCTYPE.match(text, at)
    if doctype is not None:
        at = _BEFORE.match(text, doctype.end()).end()  # type: ignore[union-attr]  # likewise
    found = _FIRST.match(text, at) or doctype
    return found[1].lower().rpartition(":")[2] if found else ""


def decode_markup(data: bytes, sent: str | None = None) -> str:
    """The text of a file of markup: its own declaration counts, after what was sent with it.

    Args:
        data: the bytes.
        sent: the encoding that a header of HTTP or mail names; None: none does.

    Raises:
        InputError: it is binary or holds nothing.
    """
    found = _DECLARED.search(data[:_HEAD])
    return decode(data, len(data), sent or (found[1].decode("ascii") if found else None))


def parse_html(text: str) -> Any:
    """The tree of a page or of a piece of one, whatever its mistakes.

    Raises:
        InputError: it holds no element, too many, or is nested too deeply.
    """
    from lxml import etree, html

    if text.count("<") > 10 * MAX_ELEMENTS:
        raise InputError(_TOO_MANY)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(_NO_CHARACTER.sub("", text).encode(), parser=parser)
    except etree.LxmlError as problem:
        raise InputError("the page holds no text") from problem
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError("the page is nested more than 255 elements deep, or one of its values is longer than 10 MB")
    if next(islice(tree.iter(), MAX_ELEMENTS, None), None) is not None:
        raise InputError(_TOO_MANY)
    return tree


def check_xml(text: str) -> None:
    """Refuse XML that swells when it is read.

    Raises:
        InputError: it declares entities or has too many tags.
    """
    if _ENTITY.search(text):
        raise InputError(_ENTITIES)
    if text.count("<") > MAX_XML_TAGS:
        raise InputError(f"the XML has more than {MAX_XML_TAGS} tags, the most that are read of one file")


def parse_xml(text: str) -> Any:
    """The tree of an XML file; names of characters that HTML has ("&egrave;") are known without any declaration.

    Raises:
        InputError: it is no well-formed XML, has too many tags, or declares entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    check_xml(text)
    try:
        return fromstring(_NAMED.sub(_character, text))
    except DefusedXmlException as problem:
        raise InputError(_ENTITIES) from problem
    except ParseError as problem:
        line, column = problem.position
        raise InputError(f"the XML is not well-formed at line {line}, column {column}") from problem


def _character(name: re.Match[str]) -> str:
    found = html5.get(f"{name[1]};")
    return name[0] if found is None or found in "&<>" else found
