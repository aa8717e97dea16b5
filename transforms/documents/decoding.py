"""Bytes → text."""

import codecs
import re

from transforms.documents.mending import UNSEEN
from transforms.errors import InputError

#: Texts over this many characters are refused unless the caller says otherwise.
MAX_CHARS = 1_000_000
_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
# One control character in so many and the text is data; fewer are damage, and stay where they are.
_CONTROLS_SHARE = 50
#: A character that a reader sees.
_SEEN = re.compile(rf"[^\s\x00{UNSEEN}]")
# The single-byte encodings of Italian text, the commonest first; ISO 8859-1 is Windows-1252 without its control codes,
# ISO 8859-15 has the euro where that has a sign that nobody writes.
_LEGACY = ("cp1252", "iso8859_15", "mac_roman", "cp850")
#: Encodings that may be declared; others, such as UTF-7, turn plain text into something else.
_OF_A_LANGUAGE = re.compile(r"cp\d|iso8859|mac|koi8|gb|big5|euc|shift_jis|tis-620")
# With fewer bytes beyond ASCII the guess of another alphabet is worth nothing.
_MIN_FOREIGN_BYTES = 10
_LIKELY = frozenset("àèéìòùÀÈÉÌÒÙ’‘“”«»–—…€°")
_POSSIBLE = frozenset("áíóúÁÍÓÚâêîôûäëïöüñçãõßÄÖÜÇÑÊºª©®™·•´£§½¼×\xa0\xad")


def decode(raw: bytes, max_chars: int = MAX_CHARS, declared: str | None = None) -> str:
    r"""Bytes of unknown encoding → text with ``\n`` line ends.

    A byte-order mark decides, then UTF-8, then what is declared, then the single-byte encoding in which the text looks
    most like Italian. A few damaged bytes in a text that is otherwise UTF-8 become U+FFFD.

    Args:
        raw: the bytes.
        max_chars: longer texts are refused.
        declared: the encoding that a header or the text itself names; None: none does. It is often wrong, UTF-8 is
            not: hardly a text of another encoding is valid as such.

    Raises:
        InputError: empty, binary or longer than `max_chars` characters.

    >>> decode("L’età è 5 €\r\n".encode("cp1252"))
    'L’età è 5 €\n'
    """
    if not raw:
        raise InputError("the file is empty")
    if len(raw) > 4 * max_chars + 4:  # no encoding takes more than four bytes a character
        raise InputError(_too_long(max_chars))
    return clean(_decode(raw, declared), max_chars)


def clean(text: str, max_chars: int = MAX_CHARS) -> str:
    """Check a decoded text and normalise its line ends.

    Raises:
        InputError: nothing but white space, not valid Unicode, holds NUL or many other control characters, or longer
            than `max_chars` characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > max_chars:
        raise InputError(_too_long(max_chars))
    if not _SEEN.search(text):
        raise InputError("the text is empty: nothing but white space")
    try:
        n_controls = _count_controls(text.encode("utf-8"))
    except UnicodeEncodeError as problem:
        reason = "the text holds half a surrogate pair, which is no character; write it again as UTF-8"
        raise InputError(reason) from problem
    if "\x00" in text:
        raise InputError("the text holds NUL characters, as binary data does; give plain text")
    if n_controls * _CONTROLS_SHARE > len(text):
        raise InputError("the text is full of control characters, as binary data is; give plain text")
    return text


def _count_controls(raw: bytes) -> int:
    return len(raw) - len(raw.translate(None, _CONTROLS))


def _too_long(max_chars: int) -> str:
    return f"the text is longer than --max-chars ({max_chars} characters); split it or raise the limit"


def _decode(raw: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as problem:
                reason = f"the text begins as {encoding.upper()} but does not go on so; write it as UTF-8"
                raise InputError(reason) from problem
    wide = _wide_without_mark(raw)
    if wide is not None:
        return wide
    if b"\x00" in raw or _count_controls(raw) * _CONTROLS_SHARE > len(raw):
        raise InputError("the file is binary, not text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(raw) or _as_declared(raw, declared) or _legacy(raw)


def legacy_encoding(raw: bytes) -> str:
    """The single-byte encoding in which bytes that are not UTF-8 look most like Italian.

    What an encoding does not know becomes U+FFFD, which counts against it.
    """
    return max(_LEGACY, key=lambda encoding: _italian_score(raw.decode(encoding, "replace")))


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
            return text if _count_controls(text.encode("utf-8")) * _CONTROLS_SHARE <= half else None
    return None


def _mostly_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few damaged bytes: real multi-byte characters outnumber the damage.

    A byte that is an Italian letter or mark in Windows-1252 is that one: what was joined came in two encodings.
    """
    text = raw.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - damaged
    return raw.decode("utf-8", errors=_JOINED) if sound > damaged else None


#: Name of the handler of bytes that are no UTF-8.
_JOINED = "spoglio.joined"
#: Single bytes of Windows-1252: accented letters of Italian, quotation marks, dashes.
_SINGLE = frozenset(b"\xe0\xe8\xe9\xec\xf2\xf9\xc0\xc8\xc9\xcc\xd2\xd9\x91\x92\x93\x94\x96\x97\xab\xbb")


def _joined(problem: UnicodeError) -> tuple[str, int]:
    """The character of one byte of Windows-1252 between characters of ASCII, else U+FFFD."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    raw, start, end = problem.object, problem.start, problem.end
    alone = end - start == 1 and raw[start] in _SINGLE
    alone = alone and all(byte < 0x80 for byte in (*raw[start - 1 : start], *raw[end : end + 1]))
    return (raw[start:end].decode("cp1252") if alone else "\ufffd"), end


codecs.register_error(_JOINED, _joined)


def _as_declared(raw: bytes, declared: str | None) -> str | None:
    """The text in the encoding that is declared, when it is one of a language and every byte has a character in it."""
    try:
        name = codecs.lookup(declared or "").name
        return raw.decode("cp1252" if name == "iso8859-1" else name) if _OF_A_LANGUAGE.match(name) else None
    except (LookupError, ValueError):
        return None


def _legacy(raw: bytes) -> str:
    text = raw.decode(legacy_encoding(raw), errors="replace")
    if _italian_score(text) > 0:
        return text
    if sum(byte > 0x7F for byte in raw) >= _MIN_FOREIGN_BYTES:
        from charset_normalizer import from_bytes  # here: few texts need it

        guess = from_bytes(raw).best()  # another alphabet
        if guess is not None and not _count_controls(str(guess).encode("utf-8", "surrogatepass")):
            return str(guess)
    return text


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
