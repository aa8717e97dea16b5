"""Crawls (WARC): the Italian pages among all that was fetched, one after the other."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import IO, Any

from flows.readers.html import MAX_BYTES, read_page
from flows.readers.markup import decode_markup
from flows.readers.parts import read_part
from flows.readers.reader import Event, Format, Limits, Record, Refused, Skipped
from flows.readers.values import address_of
from transforms.errors import InputError
from transforms.language import ITALIAN, UNKNOWN, language_of

_OK = 200
_PAGES = ("text/html", "application/xhtml+xml")
#: The text of a paragraph, or of what pages write instead, up to its first tag; so much of it tells the language.
_PARAGRAPH = re.compile(r"<[pP](?:\s[^<>]*)?>([^<]{30,})")
_BLOCK = re.compile(r"<(?:h[1-3]|li|div|span|td)(?:\s[^<>]*)?>([^<]{30,})", re.IGNORECASE)
_ENOUGH = 1_000
#: A page says its language at its head.
_HEAD = 4_096
_LANG = re.compile(r"<html[^<>]{0,500}?\slang\s*=\s*[\"']?([a-z]{2,3})", re.IGNORECASE)


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The Italian pages of the crawl; at its end, how many there were in other languages."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    others: Counter[str] = Counter()
    number = 0
    try:
        for number, found in enumerate(ArchiveIterator(file, record_types=kinds, parse_http=False), start=1):
            yield read_part(str(number), partial(_page, found, others))
    except OSError as problem:
        told = f"after {number} records" if number else "at its beginning"
        yield Refused("", f"the crawl is damaged {told} ({problem}); what follows is not read")
    else:
        if not number:
            yield Refused("", "the crawl holds no answer of a server")
    if others:
        ranked = sorted(others.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{language} {count}" for language, count in ranked)
        told = f"{others.total()} pages in other languages were left out ({shown})"
        yield Refused("", f"{told}; of crawls only Italian ones are read")


def _page(found: Any, others: Counter[str]) -> Record | Skipped:
    """The article of a record that is an Italian page.

    Raises:
        InputError: it is one and cannot be read.
    """
    if found.content_length > MAX_BYTES:
        raise InputError(f"the record is larger than {MAX_BYTES} bytes, the most that is read of a page")
    block = found.reader.read(found.content_length)
    if len(block) < found.content_length:
        raise InputError("the crawl ends in the middle of this record; it was cut off")
    page, sent = _fetched(found, block)
    if not page:
        return Skipped()
    text = decode_markup(page, sent)
    language = _language(text)
    if language != ITALIAN:
        others[language] += 1
        return Skipped()
    url = address_of(found.headers.get("WARC-Target-URI"))
    return replace(read_page(text, url), source_uri=url)


def _fetched(found: Any, block: bytes) -> tuple[bytes, str | None]:
    """The page that a record holds and the encoding that was sent with it; empty when it holds no page."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    if found.record_type == WarcRecordType.resource:
        kind = (found.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        return (block, None) if kind in _PAGES else (b"", None)
    answer = WarcRecord()
    answer.init_headers(record_type=WarcRecordType.response)
    answer.set_bytes_content(block)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode="all")
        if answer.http_headers.status_code != _OK or answer.http_content_type not in _PAGES:
            return b"", None
        page = answer.reader.read(MAX_BYTES + 1)
    except OSError as problem:
        raise InputError(f"the answer of the server is damaged ({problem})") from problem
    if len(page) > MAX_BYTES:
        raise InputError(f"the page is larger than {MAX_BYTES} bytes, the most that is read of one")
    return page, answer.http_charset


def _language(text: str) -> str:
    """The language of a page by its first paragraphs, without taking it apart; where they leave it open, as it says."""
    sample = ""
    for block in chain(_PARAGRAPH.finditer(text), _BLOCK.finditer(text)):
        sample += html.unescape(block[1][:_ENOUGH])
        if len(sample) > _ENOUGH:
            break
    seen = language_of(sample)
    said = _LANG.search(text, 0, _HEAD) if seen == UNKNOWN else None
    return said[1].lower() if said else seen


FORMAT = Format(
    "a crawl (WARC)",
    (".warc", ".warc.gz"),
    lambda head: head.startswith(b"WARC/1."),
    read,
    extra="warc",
    seeks=True,
)
