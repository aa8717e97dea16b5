"""Workbooks: every sheet with a column `text` holds records, one a row.

Read as a stream, from the parts of the package itself: libraries keep all strings of a workbook in memory, and build
the empty rows that a sheet only says to have.
"""

import io
import re
import zipfile
from array import array
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from xml.parsers import expat

from flows.readers.containers import Budget
from flows.readers.reader import Event, Format, Limits, Skipped, never
from flows.readers.records import to_record
from transforms.errors import InputError

_CHUNK = 1 << 16
_IN_MEMORY = 1 << 22
_MAX_DEPTH = 64
_MAX_COLUMN = 16_384
# Of parts that are read at once: they name sheets and ways to write numbers.
_MAX_SMALL = 16_000_000
_COLUMN = re.compile(r"[A-Z]{1,3}", re.I)
# Ways to write a number that make a date of it: those that every workbook has, and codes with days, months or hours.
_DATES = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_DATE_CODE = re.compile(r"[dmyhs]", re.I)
_ZERO, _ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 # workbooks know no zones
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Attributes = dict[str, str]


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The record of each row below the names of the columns, in all sheets that have a column `text`."""
    budget = Budget(file.seek(0, io.SEEK_END))
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as problem:
        raise InputError("the workbook is damaged, or locked with a password") from problem
    with archive, SpooledTemporaryFile(_IN_MEMORY) as laid:
        book = _Package(archive, budget, limits)
        strings = _Strings(book, laid, budget)
        is_date, zero = book.date_styles(), book.zero()
        found = False
        for title, part in book.sheets():
            rows = book.parsed(part, _Sheet(strings, is_date, zero, limits))
            _, header = next(rows, (0, {}))
            names = {at: str(name).strip().lower() for at, name in header.items()}
            if "text" not in names.values():
                yield Skipped(title)
                continue
            found = True
            for number, cells in rows:
                row = {names[at]: value for at, value in cells.items() if at in names and value != ""}
                if row:
                    yield to_record(row, f"{title}!{number}")
        if not found:
            raise InputError("no sheet of the workbook has a column 'text'; the first row of one must name the columns")


class _Handler:
    """What a part is parsed into; `found` is emptied by whoever takes it.

    Attributes:
        found: what was found since.
    """

    def __init__(self) -> None:
        self.found: list[Any] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def text(self, data: str) -> None:
        """Characters inside an element."""

    def end(self, tag: str) -> None:
        """An element ends."""


class _Package:
    """The parts of a workbook."""

    def __init__(self, archive: zipfile.ZipFile, budget: Budget, limits: Limits) -> None:
        self._archive = archive
        self._budget = budget
        self._limits = limits

    def parsed(self, part: str, handler: _Handler) -> Iterator[Any]:
        """What a handler finds in a part, as it comes; nothing in one that is not there."""
        try:
            info = self._archive.getinfo(part)
        except KeyError:
            return
        self._budget.spend(info.file_size)  # not more is ever read of it
        with self._archive.open(info) as source:
            parse = _parser(handler, self._limits.max_bytes)
            while data := source.read(_CHUNK):
                parse(data, False)
                yield from handler.found
                handler.found.clear()
            parse(b"", True)
            yield from handler.found

    def elements(self, part: str) -> list[tuple[str, Attributes]]:
        """All elements of a small part, in order.

        Raises:
            InputError: it is too large for one that names a few things.
        """
        if part in self._archive.NameToInfo and self._archive.getinfo(part).file_size > _MAX_SMALL:
            raise InputError("the workbook has a list of sheets or styles that is longer than any that people make")
        return list(self.parsed(part, _Elements()))

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Name and part of each sheet."""
        targets = {
            told.get("Id"): told.get("Target", "")
            for tag, told in self.elements("xl/_rels/workbook.xml.rels")
            if tag == "Relationship"
        }
        for tag, told in self.elements("xl/workbook.xml"):
            target = targets.get(told.get("id"))
            if tag == "sheet" and target:
                yield told.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def zero(self) -> datetime:
        """The day from which days are counted."""
        told = dict(self.elements("xl/workbook.xml")).get("workbookPr", {})
        return _ZERO_1904 if told.get("date1904") in ("1", "true") else _ZERO

    def date_styles(self) -> set[int]:
        """The styles of cells that make a date of a number."""
        dates = {str(number) for number in _DATES}
        styles: list[str | None] = []
        inside = False
        for tag, told in self.elements("xl/styles.xml"):
            if tag == "numFmt" and _DATE_CODE.search(_NOT_CODE.sub("", told.get("formatCode", ""))):
                dates.add(told.get("numFmtId", ""))
            inside = tag == "cellXfs" or (inside and tag in ("xf", "alignment", "protection"))
            if inside and tag == "xf":
                styles.append(told.get("numFmtId"))
        return {number for number, style in enumerate(styles) if style in dates}


class _Elements(_Handler):
    """Names and attributes of all elements."""

    def start(self, tag: str, attributes: Attributes) -> None:
        self.found.append((tag, {_local(name): value for name, value in attributes.items()}))


class _Text(_Handler):
    """A handler that collects the characters of a string; what tells how it is pronounced is none of it."""

    def __init__(self, max_chars: int) -> None:
        super().__init__()
        self._room = max_chars + 1  # one more than a text may have: it is refused then
        self._pieces: list[str] = []
        self._left = self._room
        self._open = self._spoken = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        self._spoken += tag == "rPh"
        self._open += tag in ("t", "v") and not self._spoken

    def text(self, data: str) -> None:
        if self._open and self._left > 0:
            self._pieces.append(data[: self._left])
            self._left -= len(data)

    def end(self, tag: str) -> None:
        self._open -= tag in ("t", "v") and not self._spoken
        self._spoken -= tag == "rPh"

    def taken(self) -> str:
        """The string, which begins anew."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._left = self._room
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _SharedText(_Text):
    """The strings that sheets share."""

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "si":
            self.found.append(self.taken())


class _Strings:
    """The strings that sheets share, laid down in a file: there may be more of them than memory."""

    def __init__(self, book: _Package, laid: IO[bytes], budget: Budget) -> None:
        self._laid = laid
        self._budget = budget
        self._ends = array("Q", [0])
        for text in book.parsed("xl/sharedStrings.xml", _SharedText(book._limits.max_chars)):
            laid.write(text.encode("utf-8", "surrogatepass"))
            self._ends.append(laid.tell())

    def get(self, number: str) -> str | None:
        """One of them; None: there is none with that number."""
        at = int(number) if number.isdecimal() and len(number) < 10 else -1
        if not 0 <= at < len(self._ends) - 1:
            return None
        size = self._ends[at + 1] - self._ends[at]
        self._budget.spend(size)  # any number of cells may ask for one long string
        self._laid.seek(self._ends[at])
        return self._laid.read(size).decode("utf-8", "surrogatepass")


class _Sheet(_Text):
    """The rows of a sheet: the number that a spreadsheet shows, and values by column; rows without any are left out."""

    def __init__(self, strings: _Strings, is_date: set[int], zero: datetime, limits: Limits) -> None:
        super().__init__(limits.max_chars)
        self._strings = strings
        self._is_date = is_date
        self._zero = zero
        self._number = self._column = 0
        self._cells: dict[int, Any] = {}
        self._kind = self._style = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        super().start(tag, attributes)
        if tag == "row":
            told = attributes.get("r", "")
            self._number = int(told) if told.isdecimal() and len(told) < 10 else self._number + 1
            self._column = 0
            self._cells = {}
        elif tag == "c":
            letters = _COLUMN.match(attributes.get("r", ""))
            self._column = _column(letters[0]) if letters else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "c":
            value = self._value(self.taken())
            if value is not None and self._column <= _MAX_COLUMN:
                self._cells[self._column] = value
        elif tag == "row" and self._cells:
            self.found.append((self._number, self._cells))

    def _value(self, text: str) -> Any:
        if not text or self._kind == "e":
            return None
        if self._kind == "s":
            return self._strings.get(text)
        if self._kind == "b":
            return text == "1"
        if self._kind != "n":
            return text
        try:
            number = float(text)
            if self._style.isdecimal() and int(self._style) in self._is_date:
                return self._zero + timedelta(days=number)
            return int(number) if number.is_integer() else number
        except (ValueError, OverflowError):
            return text


def _column(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _parser(handler: _Handler, max_bytes: int) -> Callable[[bytes, bool], None]:
    """What takes a part piece by piece.

    XML that declares types or entities, lies deep in itself or has words without end is no part of a workbook.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = waiting = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, waiting
        depth, waiting = depth + 1, 0
        if depth > _MAX_DEPTH:
            raise InputError(f"the workbook holds XML that is nested more than {_MAX_DEPTH} deep; it is damaged")
        handler.start(_local(name), attributes)

    def text(data: str) -> None:
        nonlocal waiting
        waiting = 0
        handler.text(data)

    def end(name: str) -> None:
        nonlocal depth, waiting
        depth, waiting = depth - 1, 0
        handler.end(_local(name))

    def declare(*_: object) -> None:
        raise InputError("the workbook declares a document type, as in an attack; it is not read")

    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declare

    def parse(data: bytes, last: bool) -> None:
        nonlocal waiting
        waiting += len(data)
        if waiting > max_bytes + _CHUNK:
            raise InputError("the workbook holds XML with a word that does not end; it is damaged")
        try:
            parser.Parse(data, last)
        except expat.ExpatError as problem:
            raise InputError("the workbook is damaged or ends too early; save it again") from problem

    return parse


FORMAT = Format("a workbook", (".xlsx", ".xlsm"), never, read, seeks=True)
