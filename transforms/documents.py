"""Bytes → Article: decode, read the header, set foreign passages apart. Nothing is cut: offsets stay those of the text.

What is told about a text (metadata) wins over what its header says, and the header wins over the day given for a whole
run, which is only a fallback: a blanket statement knows less than the text itself.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from charset_normalizer import from_bytes

from transforms.contract import PublishedBasis, stable_id
from transforms.errors import SourceError
from transforms.headers import Header, read_header
from transforms.languages import foreign_blocks, language_of

#: Texts over this many characters are refused unless the caller says otherwise.
MAX_CHARS = 1_000_000

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_CHARS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x00"
# The single-byte encodings of Italian text, the commonest first; ISO 8859-1 is Windows-1252 without its control codes.
_LEGACY = ("cp1252", "mac_roman", "cp850")
# With fewer bytes beyond ASCII the guess of another alphabet is worth nothing.
_MIN_FOREIGN_BYTES = 10
_LIKELY = frozenset("àèéìòùÀÈÉÌÒÙ’‘“”«»–—…€°")
_POSSIBLE = frozenset("áíóúÁÍÓÚâêîôûäëïöüñçãõßÄÖÜÇÑÊºª©®™·•´£§½¼×\xa0\xad")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known about a text from outside it. None: not told."""

    published_on: date | None = None
    published_at: datetime | None = None
    title: str | None = None
    source_name: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: "Told") -> "Told":
        """These statements, with those of `other` where nothing is told here."""
        own = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        if "published_on" in own and "published_at" not in own:
            own["published_at"] = None  # another's minute does not belong to this day
        return replace(other, **own)


@dataclass(frozen=True, slots=True)
class Article:
    """One text with all that is known about it before it is read.

    Attributes:
        text: what was ingested; only line ends are normalised.
        source_uri: where it was seen.
        published_on: the day of publication, the anchor of relative dates; None when unknown.
        published_at: Italian wall-clock time of publication, when known to the minute.
        published_basis: who tells `published_on`: ``metadata``, ``text`` or ``none``.
        language: main language, BCP 47; ``und`` when it cannot be told.
        blocks: ``(start, end, language)`` of the passages that are not Italian, such as an embedded tweet.
        title_end: end of the headline in the text; 0 when the text has none.
        body_start: where the report begins behind headline and dateline.
    """

    text: str
    source_uri: str
    source_name: str | None = None
    url: str | None = None
    title: str | None = None
    agency: str | None = None
    dateline_place: str | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    published_basis: PublishedBasis = "none"
    language: str = "it"
    blocks: tuple[tuple[int, int, str], ...] = ()
    title_end: int = 0
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """When a text appeared and who says so."""

    published_on: date | None
    published_at: datetime | None
    basis: PublishedBasis


def document_id(text: str) -> str:
    """The key of a text: equal texts have equal keys on every machine."""
    return stable_id("document", text)


def make_article(text: str, source_uri: str, told: Told | None = None, fallback_on: date | None = None) -> Article:
    """All that can be said of a text before it is read.

    Args:
        text: a text of `decode` or `clean`.
        source_uri: where it was seen.
        told: metadata of this one text.
        fallback_on: the day that holds when neither metadata nor the text tell one.
    """
    told = told or Told()
    header = read_header(text)
    published = published_of(told, header, fallback_on)
    return Article(
        text=text,
        source_uri=source_uri,
        source_name=told.source_name,
        url=told.url,
        title=told.title or header.title,
        agency=header.agency,
        dateline_place=header.place,
        published_on=published.published_on,
        published_at=published.published_at,
        published_basis=published.basis,
        language=told.language or language_of(text),
        blocks=foreign_blocks(text),
        title_end=header.title_end,
        body_start=header.body_start,
    )


def published_of(told: Told, header: Header, fallback_on: date | None = None) -> Published:
    """When a text appeared: by its metadata, else by its header, else by the fallback."""
    if told.published_on is not None:
        return Published(told.published_on, told.published_at, "metadata")
    if told.published_at is not None:
        return Published(told.published_at.date(), told.published_at, "metadata")
    if header.published_on is not None:
        return Published(header.published_on, header.published_at, "text")
    return Published(fallback_on, None, "metadata" if fallback_on else "none")


def decode(raw: bytes, max_chars: int = MAX_CHARS) -> str:
    r"""Bytes of unknown encoding → text with ``\n`` line ends.

    A byte-order mark decides, then UTF-8, then the single-byte encoding in which the text looks most like Italian. A
    few damaged bytes in a text that is otherwise UTF-8 become U+FFFD.

    Raises:
        SourceError: empty, binary or longer than `max_chars` characters.

    >>> decode("L’età è 5 €\r\n".encode("cp1252"))
    'L’età è 5 €\n'
    """
    if not raw:
        raise SourceError("the file is empty")
    if len(raw) > 4 * max_chars + 4:  # no encoding takes more than four bytes a character
        raise SourceError(_too_long(max_chars))
    return clean(_decode(raw), max_chars)


def clean(text: str, max_chars: int = MAX_CHARS) -> str:
    """Check a decoded text and normalise its line ends.

    Raises:
        SourceError: nothing but white space, not valid Unicode, holds NUL, or longer than `max_chars` characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > max_chars:
        raise SourceError(_too_long(max_chars))
    if not text.strip().strip(_INVISIBLE).strip():
        raise SourceError("the text is empty: nothing but white space")
    if "\x00" in text:
        raise SourceError("the text holds NUL characters, as binary data does; give plain text")
    if _SURROGATES.search(text):
        raise SourceError("the text holds half a surrogate pair, which is no character; write it again as UTF-8")
    return text


def _too_long(max_chars: int) -> str:
    return f"the text is longer than --max-chars ({max_chars} characters); split it or raise the limit"


def _decode(raw: bytes) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as problem:
                reason = f"the text begins as {encoding.upper()} but does not go on so; write it as UTF-8"
                raise SourceError(reason) from problem
    wide = _wide_without_mark(raw)
    if wide is not None:
        return wide
    if b"\x00" in raw or len(_CONTROLS.findall(raw)) * 50 > len(raw):
        raise SourceError("the file is binary, not text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(raw) or _legacy(raw)


def _wide_without_mark(raw: bytes) -> str | None:
    """UTF-16 without byte-order mark: every second byte of Western text is zero, and only those."""
    half = len(raw) // 2
    if len(raw) % 2 or not half:
        return None
    for encoding, high, low in (("utf-16-le", raw[1::2], raw[0::2]), ("utf-16-be", raw[0::2], raw[1::2])):
        if high.count(0) >= 0.7 * half and not low.count(0):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                return None
            return text if len(_CONTROL_CHARS.findall(text)) * 50 <= half else None
    return None


def _mostly_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few damaged bytes: real multi-byte characters outnumber the damage."""
    text = raw.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - damaged
    return text if sound > damaged else None


def _legacy(raw: bytes) -> str:
    # What an encoding does not know becomes U+FFFD, which counts against it.
    texts = [raw.decode(encoding, errors="replace") for encoding in _LEGACY]
    scores = [_italian_score(text) for text in texts]
    best = max(range(len(texts)), key=lambda at: (scores[at], -at))
    if scores[best] > 0:
        return texts[best]
    if sum(byte > 0x7F for byte in raw) >= _MIN_FOREIGN_BYTES:
        guess = from_bytes(raw).best()  # another alphabet
        if guess is not None and not _CONTROL_CHARS.search(str(guess)):
            return str(guess)
    return texts[best]


def _italian_score(text: str) -> int:
    """How much the characters beyond ASCII look like those of an Italian newspaper.

    Italian has no two accented letters in a row: a text that is full of them is in another alphabet.
    """
    score = 0
    previous = " "
    for char in text:
        if char > "\x7f":
            if char.isalpha() and previous.isalpha() and previous > "\x7f":
                score -= 4
            elif char in _LIKELY:
                score += 3 if char.islower() and previous.isalpha() else 2
            else:
                score += 1 if char in _POSSIBLE else -2
        previous = char
    return score
