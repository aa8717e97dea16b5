"""CSV as spreadsheets and programs write it, row by row and with bounded memory."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, cast

from transforms.documents import legacy_encoding

_CHUNK = 1 << 16
_SEPARATOR = re.compile(r"sep=([,;\t|])", re.I)
_WIDE = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_LIMIT = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the names of the columns.

    Attributes:
        line: where it begins; 1 is the first line of the file.
        cells: what stands in it, by the name of the column in lower case.
        n_beyond: cells with something in them that have no column.
        n_missing: columns that have no cell.
    """

    line: int
    cells: dict[str, str]
    n_beyond: int = 0
    n_missing: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines that are no row: the first one, and why."""

    line: int
    reason: str


def read_rows(file: IO[bytes], max_bytes: int) -> Iterator[tuple[str, ...] | Row | Broken]:
    """The names of the columns, then all rows; blank ones are left out.

    The delimiter is that which stands most often in the line of names (comma, semicolon, tab, bar), or what a first
    line ``sep=;`` tells. A line is UTF-8, or in the single-byte encoding that fits the beginning of the file best.

    Args:
        file: open for reading bytes.
        max_bytes: longer rows are broken.
    """
    lines = _Lines(file, max_bytes)
    first = next(lines, "")
    told = _SEPARATOR.fullmatch(first.strip(' \r\n"'))
    if told is None:
        lines.again(first)
    else:
        lines.again(first := next(lines, ""))
    delimiter = told[1] if told else max(",;\t|", key=first.count)
    csv.field_size_limit(_NO_LIMIT)  # `_Lines` has a limit of its own
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    names: tuple[str, ...] | None = None
    while True:
        lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield Broken(lines.start, _reason(problem, lines))
            if names is None:
                return
            continue
        if lines.is_too_long:
            yield Broken(lines.start, f"the row is longer than {max_bytes} bytes{lines.left_out()}")
        elif names is None:
            if any(cells):
                names = tuple(cell.strip().lower() for cell in cells)
                yield names
        elif any(cell.strip() for cell in cells):
            beyond = sum(1 for cell in cells[len(names) :] if cell.strip())
            missing = max(0, len(names) - len(cells))
            yield Row(lines.start, dict(zip(names, cells, strict=False)), beyond, missing)


def _reason(problem: csv.Error, lines: "_Lines") -> str:
    if "expected after" in str(problem) or "unexpected end" in str(problem):
        return (
            f"a quotation mark that opens in line {lines.start} is not closed before the next column; double the marks "
            f"inside a cell or leave them out{lines.left_out()}"
        )
    return f"line {lines.start} is no CSV ({problem}){lines.left_out()}"


class _Lines(Iterator[str]):
    """The lines of a file as a CSV reader wants them, with account of the row that it reads.

    Of a row that is too long the reader is given nothing but what keeps it in step: whether a quotation is open.

    Attributes:
        start: the line in which the row begins.
        is_too_long: whether the row is longer than allowed.
    """

    def __init__(self, file: IO[bytes], max_bytes: int) -> None:
        self._file, self._legacy = _opened(file)
        self._max_bytes = max_bytes
        self._number = 0
        self._size = 0
        self._again: str | None = None
        self.begin_row()

    def begin_row(self) -> None:
        """The next line is the first one of a row."""
        self.start = self._number + (self._again is None)
        self.is_too_long = False
        self._size = 0

    def again(self, line: str) -> None:
        """Give a line once more."""
        self._again = line or None

    def left_out(self) -> str:
        """Which lines the row takes, when there are several."""
        return f"; lines {self.start} to {self._number} are left out" if self._number > self.start else ""

    def __next__(self) -> str:
        if self._again is not None:
            line, self._again = self._again, None
            return line
        raw = self._file.readline(self._max_bytes)
        if not raw:
            raise StopIteration
        self._number += 1
        self._size += len(raw)
        if self._size < self._max_bytes:
            return self._text(raw)
        self.is_too_long = True
        marks = raw.count(b'"')
        while not raw.endswith(b"\n") and (raw := self._file.readline(_CHUNK)):  # thrown away piece by piece
            marks += raw.count(b'"')
        return '"' * (marks % 2)

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode(self._legacy, "replace")


class _Converted(io.RawIOBase):
    """A file in another encoding, or with line ends of an old Macintosh, as lines of UTF-8."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if encoding == "utf-8" else "replace")
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and (data := self._file.read(_CHUNK)):
            text = self._decoder.decode(data).replace("\r", "\n")
            self._left = memoryview(text.encode("utf-8", "surrogateescape"))
        n_bytes = min(len(buffer), len(self._left))
        buffer[:n_bytes] = self._left[:n_bytes]
        self._left = self._left[n_bytes:]
        return n_bytes


def _opened(file: IO[bytes]) -> tuple[IO[bytes], str]:
    """A file that can be read line by line, and the encoding of lines that are not UTF-8."""
    # All that is open for reading bytes will do.
    opened: io.BufferedReader[Any] = io.BufferedReader(cast("Any", file), _CHUNK)
    head = opened.peek(_CHUNK)
    wide = next((encoding for mark, encoding in _WIDE if head.startswith(mark)), None)
    if wide is not None:
        return io.BufferedReader(_Converted(opened, wide), _CHUNK), "utf-8"
    if head.startswith(codecs.BOM_UTF8):
        opened.read(len(codecs.BOM_UTF8))
    if b"\r" in head and b"\n" not in head:
        opened = io.BufferedReader(_Converted(opened, "utf-8"), _CHUNK)
        head = head.replace(b"\r", b"\n")
    return opened, legacy_encoding(b"".join(line for line in head.split(b"\n") if not _is_utf8(line)))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False
