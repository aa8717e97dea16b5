"""Feeds, RSS and Atom: one text an entry, the whole article where the feed holds it, else its summary."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import IO, Any

from flows.metadata import read_told
from flows.readers.blocks import Block, blocks_of, text_of
from flows.readers.markup import check_xml, decode_markup, first_element, parse_html
from flows.readers.parts import read_part
from flows.readers.reader import Event, Format, Limits, Record, Refused, read_whole
from flows.readers.values import address_of, joined, language_of_tag, value_of, when
from transforms.documents import Told, is_cut, outlet_of, settle
from transforms.errors import InputError

MAX_BYTES = 20_000_000
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The entries of the feed."""
    import feedparser

    text = decode_markup(read_whole(file, MAX_BYTES))
    check_xml(text)
    logging.getLogger("feedparser").setLevel(logging.CRITICAL)
    declared = _DECLARATION.match(text)
    data = text[declared.end() if declared else 0 :].encode()  # it is UTF-8 now, whatever it was declared
    feed = feedparser.parse(
        BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not feed.entries:
        raise InputError("the feed holds no entry")
    for number, entry in enumerate(feed.entries, start=1):
        yield read_part(str(number), partial(_record, entry, feed.feed))
    if feed.bozo:
        yield Refused("", "the feed is no well-formed XML; its entries were read as far as they can be told apart")


def _record(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Record:
    title_blocks = _blocks(entry.get("title"))
    title = value_of(" ".join(block.text for block in title_blocks))
    whole = max((item.get("value", "") for item in entry.get("content", ())), key=len, default="")
    blocks = _blocks(whole or entry.get("summary"))
    if title and not (blocks and blocks[0].text == title):
        blocks.insert(0, Block(title))
    text = text_of(blocks)
    source = entry.get("source")
    tags = [tag.get("term") for tag in entry.get("tags", ())]
    told, complaints = read_told(
        {
            "title": title,
            **when(entry.get("published") or entry.get("updated")),
            "author": joined([author.get("name") for author in entry.get("authors", ())])
            or value_of(entry.get("author")),
            "section": joined(tags[:1]),
            "outlet": value_of((source or {}).get("title")) or value_of(feed.get("title")),
            "url": address_of(entry.get("link")),
            "language": language_of_tag(entry.get("language") or feed.get("language")),
        }
    )
    host = Told(outlet=outlet_of(None, told.url, None))
    told = replace(
        settle([("address", host), ("feed", told)]), completeness="full" if whole and not is_cut(text) else "teaser"
    )
    return Record(text, told=told, source_uri=told.url, complaints=tuple(complaints))


def _blocks(markup: str | None) -> list[Block]:
    """The blocks of a piece of HTML or of plain text."""
    return list(blocks_of(parse_html(f"<body>{markup}"))) if markup and markup.strip() else []


FORMAT = Format(
    "an RSS or Atom feed",
    (".rss", ".atom"),
    lambda head: first_element(head) in ("rss", "feed", "rdf"),
    read,
    extra="feeds",
)
