"""Newsletters: single messages (.eml) and mailboxes (mbox), each message one text without its attachments."""

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from functools import partial
from typing import IO, Any

from flows.metadata import read_told
from flows.readers.blocks import Block, blocks_of, text_of
from flows.readers.markup import decode_markup, parse_html
from flows.readers.parts import read_part
from flows.readers.reader import Event, Format, Limits, Record, read_whole
from flows.readers.values import address_of, language_of_tag, value_of, when
from transforms.documents import Told, decode, outlet_of, settle
from transforms.errors import InputError

#: Attachments are part of a message, although they are left out.
MAX_BYTES = 25_000_000
#: Each level of parts looks at each line: the lines of a message, once for each of its divided parts.
_MAX_LINES, _MAX_DIVIDED = 5_000_000, 100
_BOUNDARY = re.compile(rb"boundary\s{0,9}=", re.IGNORECASE)
_MAX_FIELD = 2_000
_MAX_NAMED, _MAX_NAME = 5, 60
_BETWEEN = re.compile(rb"From \S{1,300} [^\n]{0,60}\d\d:\d\d")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_FIELD = re.compile(rb"([A-Za-z][A-Za-z-]{1,60}):|[ \t]\S")


def read_message(data: bytes) -> Record:
    """The text of a message, with what its header tells.

    Raises:
        InputError: it holds no text, or has too many lines and parts.
    """
    n_divided = len(_BOUNDARY.findall(data))
    if n_divided > _MAX_DIVIDED or data.count(b"\n") * (1 + n_divided) > _MAX_LINES:
        raise InputError("the message has more lines and parts inside each other than are read of one")
    message = email.message_from_bytes(data)
    told, complaints = _told(message)
    blocks: list[Block] = []
    left_out: list[str] = []
    parts = list(_parts(message))
    kinds = [_kind(part) for part in parts]
    wanted = "text/html" if "text/html" in kinds else "text/plain"
    for part, kind in zip(parts, kinds, strict=True):
        if kind == wanted:
            blocks += _blocks(part, kind)
        elif kind == "":
            left_out.append(_field(part.get_filename()) or part.get_content_type())
    if not blocks:
        raise InputError("the message holds no text" + _named(", only attachments: ", left_out))
    if told.title and blocks[0].text != told.title:
        blocks.insert(0, Block(told.title))
    if left_out:
        complaints.append(_named("attachments were left out: ", left_out))
    return Record(text_of(blocks), told=told, complaints=tuple(complaints))


def _told(message: Message) -> tuple[Told, list[str]]:
    """What the header tells; who sends is who publishes."""
    name, address = parseaddr(_field(message["From"]) or "")
    host = address.rpartition("@")[2]
    told, complaints = read_told(
        {
            "title": value_of(_field(message["Subject"])),
            **when(_field(message["Date"])),
            "outlet": value_of(name) or value_of(host),
            "language": language_of_tag(_field(message["Content-Language"])),
            "url": address_of((_field(message["Archived-At"]) or "").strip("<>")),
        }
    )
    known = Told(outlet=outlet_of(None, host, None))
    return settle([("address", known), ("mail", told)]), complaints


def _parts(message: Message) -> Iterator[Message]:
    """The parts that are no containers, in order; a message that is attached to another one is not looked into."""
    ahead: list[Any] = [message]
    while ahead:
        part = ahead.pop()
        if part.get_content_maintype() != "multipart":
            yield part
        elif part.is_multipart():
            ahead += reversed(part.get_payload())
        else:
            raise InputError("the parts of the message cannot be told apart; the line that parts them is missing")


def _kind(part: Message) -> str:
    """``text/html`` or ``text/plain``; empty for what is attached."""
    kind = part.get_content_type()
    is_text = kind in ("text/html", "text/plain") and part.get_content_disposition() != "attachment"
    return kind if is_text else ""


def _blocks(part: Message, kind: str) -> list[Block]:
    """The text of a part. A newsletter has no navigation: all that it shows is kept."""
    data, sent = part.get_payload(decode=True), part.get_content_charset()
    if not isinstance(data, bytes) or not data.strip():
        return []
    if kind == "text/html":
        return list(blocks_of(parse_html(decode_markup(data, sent))))
    paragraphs = decode(data, len(data), sent).split("\n\n")
    return [Block(paragraph.strip("\n")) for paragraph in paragraphs if paragraph.strip()]


def _field(value: Any) -> str | None:
    """A field of a header, its encoded words resolved; None where it is not there or makes no sense."""
    if value is None:
        return None
    written = str(value)[:_MAX_FIELD]
    try:
        return str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, ValueError):
        return written


def _named(before: str, names: list[str]) -> str:
    shown = [repr(name[:_MAX_NAME]) for name in names[:_MAX_NAMED]]
    more = [f"{len(names) - _MAX_NAMED} more"] if len(names) > _MAX_NAMED else []
    return before + ", ".join(shown + more) if names else ""


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The message."""
    yield read_message(read_whole(file, MAX_BYTES))


def read_mailbox(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The messages of a mailbox, one after the other."""
    for number, data in enumerate(_messages(file), start=1):
        yield read_part(str(number), partial(_of_mailbox, data))


def _of_mailbox(data: bytes | None) -> Record:
    if data is None:
        raise InputError(f"the message is larger than {MAX_BYTES} bytes, the most that is read of one")
    return read_message(_QUOTED.sub(rb"\1", data))


def _messages(file: IO[bytes]) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large."""
    lines: list[bytes] = []
    size = 0
    before = b"\n"
    file.readline(_MAX_FIELD)
    while line := file.readline(_MAX_FIELD):
        if before == b"\n" and _BETWEEN.match(line):
            yield b"".join(lines) if size <= MAX_BYTES else None
            lines, size = [], 0
        else:
            size += len(line)
            if size <= MAX_BYTES:
                lines.append(line)
        before = line.replace(b"\r", b"")
    yield b"".join(lines) if size <= MAX_BYTES else None


def _is_message(head: bytes) -> bool:
    """Whether all lines above the first empty one are fields, and those of a sender and of a mail among them."""
    above, ends, _ = head.replace(b"\r", b"").partition(b"\n\n")
    lines = above.split(b"\n")
    matches = [_FIELD.match(line) for line in (lines if ends else lines[:-1])]
    names = {match[1].lower() for match in matches if match and match[1]}
    return all(matches) and b"from" in names and len(names & {b"date", b"subject", b"message-id", b"mime-version"}) > 1


def _is_mailbox(head: bytes) -> bool:
    first, _, rest = head.partition(b"\n")
    return _BETWEEN.match(first) is not None and _FIELD.match(rest) is not None


FORMAT = Format("an e-mail", (".eml",), _is_message, read, extra="html")
MAILBOX = Format("a mailbox (mbox)", (".mbox",), _is_mailbox, read_mailbox, extra="html")
