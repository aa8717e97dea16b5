"""Items of news agencies: NewsML-G2 and NITF; what they keep elsewhere is never fetched."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import IO, Any

from flows.metadata import read_told
from flows.readers.blocks import Block, blocks_of, name_of, text_of
from flows.readers.markup import decode_markup, first_element, parse_html, parse_xml
from flows.readers.parts import read_part
from flows.readers.reader import Event, Format, Limits, Record, read_whole
from flows.readers.values import address_of, joined, language_of_tag, value_of, when
from transforms.documents import CHARS_PER_WORD, completeness_of, settle
from transforms.errors import InputError

MAX_BYTES = 50_000_000
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_WITHDRAWN = ("canceled", "withheld")


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The items of the file that hold a text."""
    tree = parse_xml(decode_markup(read_whole(file, MAX_BYTES)))
    items = list(_items(tree))
    if not items:
        raise InputError("the message holds no news item")
    for number, item in enumerate(items, start=1):
        part = str(number) if len(items) > 1 else ""
        yield read_part(part, partial(_of_nitf if name_of(item) == "nitf" else _of_item, item))


def _items(tree: Any) -> Iterator[Any]:
    """The outermost items: none is looked for in another one."""
    ahead = [tree]
    while ahead:
        element = ahead.pop()
        if name_of(element) in ("newsitem", "nitf"):
            yield element
        else:
            ahead += reversed(element)


def _of_item(item: Any) -> Record:
    """A newsItem of NewsML-G2: what it tells of itself, and the text that it holds."""
    if _code(_first(item, "pubstatus")) in _WITHDRAWN:
        raise InputError("the item was withdrawn, or is withheld, by its sender (pubStatus)")
    provider, language = _first(item, "provider"), _first(item, "language")
    told, complaints = read_told(
        {
            "title": _text(_first(item, "headline")),
            **when(_text(_first(item, "versioncreated")) or _text(_first(item, "contentcreated"))),
            "author": joined([_text(by) for by in _all(item, "by")]),
            "outlet": _text(_first(provider, "name")) or _attribute(provider, "literal") or _code(provider),
            "language": language_of_tag(_attribute(language, "tag")),
            "url": address_of(_text(_first(item, "url"))),
        }
    )
    nitf, content = _first(item, "nitf"), _first(item, "inlinexml", "inlinedata")
    if nitf is not None:
        record = _of_nitf(nitf)
        text, told = record.text, settle([("newsml", told), ("nitf", record.told)])
    elif content is not None:
        text = text_of(_headed(told.title, _blocks(content)))
    else:
        raise InputError("the item holds no text itself, and what it keeps elsewhere is not fetched")
    n_words = _attribute(content, "wordcount") or ""
    declared = CHARS_PER_WORD * int(n_words) if n_words.isdecimal() and len(n_words) < 7 else None
    return Record(
        text, told=replace(told, completeness=completeness_of(text, declared=declared)), complaints=tuple(complaints)
    )


def _of_nitf(item: Any) -> Record:
    """A report in NITF: headline, dateline and content of its body."""
    head, body = _first(item, "docdata"), _first(item, "body")
    content, published = _first(body, "body.content"), _first(item, "pubdata")
    if content is None:
        raise InputError("the item holds no text (no body.content)")
    day = _attribute(_first(head, "date.issue", "date.release"), "norm") or _attribute(published, "date.publication")
    title = _text(_first(body, "hl1")) or _text(_first(item, "title"))
    told, complaints = read_told(
        {
            "title": title,
            **when(_with_dashes(day)),
            "author": joined([_text(by) for by in _all(body, "byline")]),
            "section": value_of(_attribute(published, "position.section")),
            "outlet": value_of(_attribute(published, "name")) or _text(_first(body, "distributor")),
            "url": address_of(_attribute(published, "ex-ref")),
            "language": language_of_tag(item.get(_XML_LANGUAGE)),
        }
    )
    above = [block for part in _all(body, "hl2", "dateline") for block in blocks_of(part)]
    blocks = _headed(title, [*above, *blocks_of(content)])
    left_out = sum(len(block.text) for block in blocks_of(body)) - sum(len(block.text) for block in blocks)
    text = text_of(blocks)
    return Record(text, told=replace(told, n_chars_left_out=max(left_out, 0)), complaints=tuple(complaints))


def _blocks(content: Any) -> list[Block]:
    """The blocks of what an item holds: XHTML, HTML as text, or plain text."""
    if len(content):
        return list(blocks_of(_first(content, "body") or content))
    text = content.text or ""
    if "html" in (content.get("contenttype") or ""):
        return list(blocks_of(parse_html(text)))
    return [Block(paragraph.strip()) for paragraph in text.split("\n\n") if paragraph.strip()]


def _headed(title: str | None, blocks: list[Block]) -> list[Block]:
    return [Block(title), *blocks] if title and title not in [block.text for block in blocks[:1]] else blocks


def _with_dashes(day: str | None) -> str | None:
    """A day as NITF writes it, "20260305", as others do."""
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day and len(day) == 8 and day.isdecimal() else day


# ---- elements, by their names without name space; None has none
def _all(element: Any, *names: str) -> Iterator[Any]:
    if element is not None:
        yield from (found for found in element.iter() if name_of(found) in names)


def _first(element: Any, *names: str) -> Any:
    return next(_all(element, *names), None)


def _attribute(element: Any, name: str) -> str | None:
    return None if element is None else element.get(name)


def _code(element: Any) -> str | None:
    """The code of a controlled value without its vocabulary: "nprov:ANSA" → "ANSA"."""
    return (_attribute(element, "qcode") or "").rpartition(":")[2] or None


def _text(element: Any) -> str | None:
    return None if element is None else value_of(" ".join(element.itertext()))


def _is_item(head: bytes) -> bool:
    return first_element(head) in ("newsmessage", "newsitem", "nitf")


FORMAT = Format("a NewsML-G2 or NITF item", (".newsml", ".nitf"), _is_item, read, extra="xml")
