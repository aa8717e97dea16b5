"""Damaged text → the text as a reader sees it, with a way back: spans found in it are told in offsets of the original.

Everything that reads a text reads the mended one; what was ingested is never changed. Two layers lie over each other:
characters that stand for others (entities, tags, UTF-8 that was decoded as Windows-1252), then lines that were wrapped.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from html.entities import html5
from itertools import accumulate

from transforms.documents.wrapping import line_joints
from transforms.language import words_of

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layer:
    """Pieces of a text that others replace, in order.

    `old`: where they stood; `new`: where what replaces them stands.
    """

    old: tuple[Span, ...]
    new: tuple[Span, ...]

    def back(self, start: int, end: int) -> Span:
        """A span of the text with the replacements, in offsets of the text without them.

        A piece of which a character is inside the span is inside as a whole; one that vanished at its edge is outside.
        """
        return self._start(start), self._start(end - 1, ends=True) if end > start else self._start(start)

    def _start(self, at: int, *, ends: bool = False) -> int:
        piece = bisect_right(self.new, at, key=lambda span: span[0]) - 1
        if piece < 0:
            return at + ends
        if at < self.new[piece][1]:
            return self.old[piece][ends]
        return at - self.new[piece][1] + self.old[piece][1] + ends


@dataclass(frozen=True, slots=True)
class Mended:
    """A text as it is read.

    Attributes:
        text: the text without its damage.
        layers: what was replaced, in the order in which it was.
    """

    text: str
    layers: tuple[Layer, ...] = ()

    def back(self, start: int, end: int) -> Span:
        """A span of `text` in offsets of the text that was ingested."""
        for layer in reversed(self.layers):
            start, end = layer.back(start, end)
        return start, end

    def replaced(self) -> tuple[Span, ...]:
        """The characters of the ingested text that stand for others or for nothing, line ends apart."""
        return self.layers[0].old if self.layers else ()


def mend(text: str) -> Mended:
    r"""The text without damage and markup; equal to `text`, without layers, where nothing is damaged.

    >>> mend("citt&agrave;").text
    'città'
    >>> mend("due mi-\nla euro").back(4, 8)
    (4, 10)
    """
    whole, characters = _replaced(text, _characters(text))
    whole, lines = _replaced(whole, line_joints(whole))
    layers = (characters, lines) if characters.old or lines.old else ()
    return Mended(whole if layers else text, layers)


def garbled(text: str) -> Iterator[Span]:
    """Where characters are wrong because the text was decoded as what it is not, or where they were lost (U+FFFD).

    >>> list(garbled("CosÃ¬ \ufffd fatto"))
    [(3, 5), (6, 7)]
    """
    if _MARKS_OF_DAMAGE.search(text):
        yield from (match.span() for match in _damage().finditer(text) if match.lastgroup in _WRONGLY_DECODED)


def _replaced(text: str, found: Iterator[tuple[int, int, str]]) -> tuple[str, Layer]:
    pieces = list(found)
    parts: list[str] = []
    at = 0
    for start, end, instead in pieces:
        parts += (text[at:start], instead)
        at = end
    ends = list(accumulate(len(part) for part in parts))
    old = tuple((start, end) for start, end, _ in pieces)
    new = tuple((ends[2 * k], ends[2 * k + 1]) for k in range(len(pieces)))
    return "".join([*parts, text[at:]]), Layer(old, new)


# ---- characters that stand for others
#: Tags that stand within a line vanish, the others end a paragraph. Only names of HTML are tags: "<nome>" is text.
_INLINE = words_of(
    "a abbr b bdi bdo big cite code data dfn del em font i ins kbd label mark q s samp small span strike strong sub "
    "sup time tt u var wbr"
)
_BLOCK = words_of(
    "address article aside blockquote body br button caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input li link main meta nav ol option p picture pre "
    "section select source summary table tbody td tfoot th thead title tr ul video"
)
#: Signs that turn the direction of writing from here on; others only mark the direction of what stands beside them.
TURNING = "\u202a-\u202e\u2066-\u2069"
#: Soft hyphens, characters without width, signs of direction and letters of invisible tags: nothing to a reader.
UNSEEN = "\xad\u200b-\u200f\u2060-\u2064\ufeff\u061c\U000e0000-\U000e007f" + TURNING
_UNSEEN_CHAR = re.compile(f"[{UNSEEN}]")
#: An apostrophe before two digits of a year, drawn as the mark that opens a quotation: nothing closes it in its line.
_SHORT_YEAR = r"(?<![\w‘])‘(?=\d\d0?(?![\d%]|[.,:]\d))(?![^’\n]{0,200}’(?!\w))"
_TAG_NAMES = "|".join(sorted(_INLINE | _BLOCK, key=lambda name: (-len(name), name)))
#: Marks of Markdown around words: "**via**", "__via__", "*via*", "_via_", "~~via~~", "`via`"; the one that closes
#: stands in their line.
_EMPHASIS = "|".join(
    rf"(?<![\w{mark}]){mark * n}(?=[^\s{mark}][^{mark}\n]{{0,200}}(?<!\s){mark * n}(?![\w{mark}]))"
    rf"|(?<=[^\s{mark}]){mark * n}(?![\w{mark}])"
    for mark, n in (("\\*", 2), ("_", 2), ("\\*", 1), ("_", 1), ("~", 2), ("`", 1))
)
#: A note mark, or a power, that is raised by a tag alone: "12<sup>1</sup>" is no 121.
_RAISED = r"<(?i:sup)(?:\s[^<>]{0,200})?>(?:<(?i:a)\s[^<>]{0,300}>)?\[?\d{1,3}\]?(?:</(?i:a)>)?</(?i:sup)>"
#: A note mark, raised or written small, behind a word: "il molo³", "il molo<sup>3</sup>"; "km²" is too short for one.
_NOTE = rf"(?<=[^\W\d_]{{4}})(?:{_RAISED}|[¹²³⁰⁴-⁹]{{1,2}}(?![\w⁰-⁹²³¹]))"
#: Marks in square brackets of programs that keep pages and of forums: "[caption width="9"]", "[b]", "[/url]".
_KEPT = "audio|caption|embed|gallery|playlist|video"
_FORUM = "b|center|color|i|img|quote|s|size|u|url"
_SHORTCODE = (
    rf"\[(?:{_KEPT})(?:\s[^\[\]\n]{{0,300}})?\]|\[/(?:{_KEPT}|{_FORUM})\]"
    rf"|\[(?:{_FORUM})(?:=[^\[\]\n]{{0,200}})?\](?=[^\[\n]{{0,300}}\[)"
)
#: How JSON and programs write characters, "\u00e0", "\xa0", "\"", and line ends where they are no path ("C:\nave").
_ESCAPE = (
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[89a-fA-F][0-9a-fA-F]"
    r"|(?<=[.,;!?»”\")\s])\\[nrt]|\\[nrt](?![a-z])|\\(?=[\"'/])"
)
#: Full-width signs, units in one character, Roman numerals, the stroke of fractions, bold letters of networks.
_COMPATIBLE = "！-～㎀-㏟Ⅰ-ⅿ⁄\U0001d400-\U0001d7ff"
#: Digits that a scanner took for letters: "1O0", "2O26", "l2.000", "l8.30".
_SCANNED = (
    r"(?<![\w.,/'’-])\d[\d.,]{0,12}[oO][\d.,oO]{0,12}(?<=\d)(?![\w/'’-])"
    r"|(?<![\w.,/'’-])\d[\d.,]{0,6}OO(?![\w/'’-])"
    r"|(?<![\w.,/'’-])[lI](?=\d{0,2}(?:[.,]\d{3}|[.:][0-5]\d)(?!\w))"
)
#: Letters that were lost (U+FFFD, or "?" where a program knew no such letter) and which the letters beside them tell
#: without doubt: by kind, what was there.
_LOST: dict[str, tuple[str, str]] = {
    "lost_i": ("ì", r"(?<=[Ll]uned)[\ufffd?](?!\w)|(?<=[Mm]arted)[\ufffd?](?!\w)|(?<=coled)[\ufffd?](?!\w)"
               r"|(?<=ioved)[\ufffd?](?!\w)|(?<=[Vv]enerd)[\ufffd?](?!\w)|(?<=\b[Cc]os)\ufffd(?!\w)"),
    "lost_u": ("ù", r"(?<=\b[Pp]i)[\ufffd?](?!\w)"),
    "lost_a": ("à", r"(?:(?<=\b[Cc]itt)|(?<=\b[Ee]t)|(?<=\b[Mm]et)|(?<=iet)|(?<=bilit)|(?<=ersit))[\ufffd?](?!\w)"),
    "lost_e": ("é", r"(?<=[Pp]erch)[\ufffd?](?!\w)"),
    "lost_mark": ("’", r"(?:(?<=\b[CcDdLl])(?<![/=&.-].)|(?<=[DdNnu]ell)|(?<=[DdSs][au]ll)|(?<=\b[Aa]ll)|(?<=uest)"
                  r"|(?<=\b[Uu]n))[\ufffd?](?=[aeiouhAEIOUH])"),
}  # fmt: skip
_FORMS: tuple[tuple[str, str], ...] = (
    ("entity", r"&(?:amp;)?(?:#\d{2,7};?|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)"),
    ("note", _NOTE),
    ("raised", _RAISED),
    ("program", r"<(?i:script|style)\b[^<>]{0,300}>[^<]{0,5000}</(?i:script|style)>"),
    ("tag", rf"</?(?i:{_TAG_NAMES})(?:\s[^<>]{{0,500}})?/?>|<!--[^<>]{{0,500}}-->"),
    ("shortcode", _SHORTCODE),
    ("emphasis", _EMPHASIS),
    ("keycap", "(?<=\\d)\ufe0f?\u20e3"),
    ("unseen", f"[{UNSEEN}]"),
    ("ligature", "[ﬀ-ﬆ]"),
    ("accents", "[^\\W\\d_][\u0300-\u036f]+"),
    ("apostrophe", f"[ʼʽʻ]|(?<!\\w)[´`](?=\\d\\d(?!\\d))|{_SHORT_YEAR}"),
    ("percent", r"(?<=[\d ])[°º]/[o°º](?!\w)"),
    ("hyphen", "[‐‑﹣－]"),
    ("number", "№"),
    ("degree", r"º(?=\s?C\b)"),
    ("compatible", f"[{_COMPATIBLE}]"),
    ("control", "[\x80-\x9f]"),
    ("escape", _ESCAPE),
    ("scanned", _SCANNED),
    ("quoted", r"(?:=[0-9A-F]{2}){2,6}|(?<=\w)=E[0-9A-F](?![0-9A-F])|(?<=[\w,;.])=\n"),
    *((kind, form) for kind, (_, form) in _LOST.items()),
)  # fmt: skip
#: Forms of damage that a wrong encoding left.
_WRONGLY_DECODED = frozenset({"garbled", "lost", "control", *_LOST})
_MARKS_OF_DAMAGE = re.compile(
    f"[&<*_~`´ʼʽʻ‘ÃÂâÅ√├┬‚¬ΓÔï‐‑﹣№{_COMPATIBLE}\\\\\x80-\x9f\ufffd={UNSEEN}ﬀ-ﬆ\u0300-\u036f⁰-⁹¹²³\u20e3]|[°º]/|º\\s?C"
    r"|\d[.,]?[oO][oO\d]|[lI]\d|\[/?[a-z]|\?(?<=[a-zCDL]\?)(?=[aeiouhAEIOUH]|\s[a-z]|[,.;:])"
)


def _characters(text: str) -> Iterator[tuple[int, int, str]]:
    if not _MARKS_OF_DAMAGE.search(text):
        return
    closing: dict[str, int] = {}  # mark of emphasis → where the one stands that closes the open one
    for match in _damage().finditer(text):
        kind, written = str(match.lastgroup), match.group()
        if kind == "emphasis":
            opened = closing.get(written, -1)
            opening = opened < match.start() and match.end() < len(text) and not text[match.end()].isspace()
            if opening:
                closing[written] = text.find(written, match.end())
            elif opened != match.start():
                continue
        instead = _SIMPLE[kind](written)
        if instead is not None and instead != written:
            yield match.start(), match.end(), instead


def _entity(written: str) -> str | None:
    """What a character reference stands for, also when its own mark was written as one ("&amp;egrave;")."""
    name = written.replace("&amp;", "&", 1) if written != "&amp;" else written
    found = html.unescape(name) if name[1] == "#" else html5.get(name[1:])
    return None if found is None else "".join("’" if char == "ʼ" else char for char in _UNSEEN_CHAR.sub("", found))


def _tag(written: str) -> str:
    found = re.match(r"</?(\w+)", written)
    name = found.group(1).lower() if found else ""
    return "\n" if name == "br" else "\n\n" if name in _BLOCK else ""


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _raised(written: str) -> str:
    digits = re.search(r"\d+(?=\]?<)", written)
    return digits.group().translate(_SUPERSCRIPTS) if digits else ""


def _escape(written: str) -> str | None:
    """The character that an escape stands for; a half of a pair alone stands for none."""
    if written == "\\":
        return ""
    char = written.encode().decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return _UNSEEN_CHAR.sub("", char) if char else None


def _control(written: str) -> str | None:
    """What a code of Windows-1252 stands for, where it was taken for one of ISO 8859-1, a control character there."""
    return bytes([ord(written)]).decode("cp1252", "ignore") or None


#: Those of Italian news, which are known also when they were decoded as a Macintosh or a DOS wrote.
_COMMONEST = "àèéìòùÀÈÉÌÒÙ€°«»‘’“”–—…"
#: The characters beyond ASCII of European texts in Latin script.
_LATIN = [chr(code) for code in (*range(0xA0, 0x180), *map(ord, "‘’‚“”„†•…‰‹›€™–—"))]


@cache
def _garbled() -> dict[str, str]:
    """How a character looks whose UTF-8 was decoded as Windows-1252 or ISO 8859-1, once or twice, and the character."""
    found: dict[str, str] = {"â€": "”"}  # whose last byte has no character there and was lost
    for char in _LATIN:
        once = _misread(char)
        if once is None:
            continue
        found[once] = found[char.encode().decode("latin-1")] = char
        twice = "".join(_misread(each) or each for each in once)
        found[twice] = char
    for char in _COMMONEST:
        for encoding in ("mac_roman", "cp437", "cp850"):
            found.setdefault(char.encode().decode(encoding), char)
    found["ï¿½"] = "\ufffd"
    return {written: _UNSEEN_CHAR.sub("", char) for written, char in found.items()} | {"Ã": "à", "Â": ""}


def _misread(char: str) -> str | None:
    """The UTF-8 of a character as Windows-1252; its five codes without character stay what they are in ISO 8859-1."""
    raw = char.encode()
    if len(raw) < 2:
        return None
    return "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in raw)


def _letter(letter: str, _written: str) -> str:
    return letter


def _scanned(written: str) -> str:
    return "1" if written in "lI" else re.sub("[oO]", "0", written)


def _quoted(written: str) -> str | None:
    """What quoted-printable stands for, the form in which mail writes characters beyond ASCII."""
    raw = bytes.fromhex(written.replace("=", "").strip())
    if not raw:
        return ""
    if raw[0] < 0x80:
        return None
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "ignore") if len(raw) == 1 else None


_SIMPLE: dict[str, Callable[[str], str | None]] = {
    "entity": _entity,
    "tag": _tag,
    "program": lambda _: "\n\n",
    "emphasis": lambda _: "",
    "percent": lambda _: "%",
    "hyphen": lambda _: "-",
    "number": lambda _: "n°",
    "degree": lambda _: "°",
    "compatible": lambda written: unicodedata.normalize("NFKC", written).replace("⁄", "/"),
    "note": lambda _: "",
    "raised": _raised,
    "shortcode": lambda _: "",
    "keycap": lambda _: ")",
    "control": _control,
    "escape": _escape,
    "unseen": lambda _: "",
    "ligature": lambda written: unicodedata.normalize("NFKC", written),
    "accents": lambda written: unicodedata.normalize("NFC", written),
    "apostrophe": lambda _: "’",
    "garbled": lambda written: _garbled()[written],
    "lost": lambda _: None,
    "scanned": _scanned,
    "quoted": _quoted,
    **{kind: partial(_letter, letter) for kind, (letter, _) in _LOST.items()},
}


@cache
def _damage() -> re.Pattern[str]:
    known = sorted(_garbled().keys() - {"Ã", "Â"}, key=lambda written: (-len(written), written))
    garbled = "|".join(map(re.escape, known))
    # Some programs turn the no-break space into a plain one, which is half of "à" and all of a garbled blank.
    forms = [*_FORMS, ("garbled", rf"{garbled}|[ÃÂ](?!\w)"), ("lost", "\ufffd")]
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in forms))
