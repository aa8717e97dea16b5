"""What is told about texts: tables of metadata (CSV, JSONL, Parquet) and the metadata of a record.

Nothing is guessed: a value that cannot be read is reported and left out, the text is then processed without it.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from transforms.documents import Told, decode
from transforms.errors import InputError, UsageError

#: The file that is picked up by itself in an input folder.
METADATA_NAME = "metadata.csv"
_MAX_BYTES = 512 * 1024 * 1024
_MAX_CELL = 1_000_000
_ITALY = ZoneInfo("Europe/Rome")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_TEXTS = ("title", "outlet", "url")
#: Other names under which a column may come.
_ALIASES = {"published_on": ("published_on", "data", "date"), "outlet": ("outlet", "testata", "source_name")}


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something told that cannot be used: about which input, and why, in one sentence."""

    source_uri: str
    reason: str


@dataclass(slots=True)
class Metadata:
    """One table of metadata: what is told about each file, by its name relative to the folder.

    Attributes:
        uri: where the table lies, for complaints.
        rows: file name → what is told.
        complaints: file name → what is wrong with its row.
        asked: names that were looked up.
    """

    uri: str
    rows: dict[str, Told] = field(default_factory=dict[str, Told])
    complaints: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    asked: set[str] = field(default_factory=set[str])

    @property
    def names(self) -> Collection[str]:
        """The keys of all files in the table."""
        return self.rows.keys()

    def told(self, name: str) -> Told:
        """What is told about a file; nothing when it has no row."""
        key = file_key(name)
        self.asked.add(key)
        return self.rows.get(key, Told())

    def complaints_of(self, name: str) -> list[str]:
        """What is wrong with the row of a file."""
        return self.complaints.get(file_key(name), [])

    def not_there(self) -> Iterator[str]:
        """Names in the table that nobody asked for, sorted."""
        yield from sorted(set(self.rows) - self.asked)


def file_key(name: str) -> str:
    """A file name as two systems agree on it: composed accents, forward slashes, no leading ``./``."""
    name = unicodedata.normalize("NFC", name.strip().replace("\\", "/"))
    while name.startswith("./"):
        name = name[2:]
    return name


def load_metadata(path: Path, uri: str) -> Metadata:
    """Read a table of metadata.

    Args:
        path: a .csv (comma, semicolon or tab), .jsonl or .parquet file with a column `file`.
        uri: how to call it in complaints.

    Raises:
        InputError: the table cannot be read or has no column `file`.
    """
    table = Metadata(uri)
    for line, row in _rows(path):
        name = row.get("file")
        if not isinstance(name, str) or not name.strip():
            table.complaints.setdefault("", []).append(f"line {line} of {uri} names no file")
            continue
        key = file_key(name)
        told, complaints = read_told(row)
        before = table.rows.get(key)
        if before is not None and before != told:
            complaints.append(f"{uri} tells two things about this file; the earlier day holds")
            told = min(before, told, key=_preference)
        table.rows[key] = told
        if complaints:
            table.complaints.setdefault(key, []).extend(complaints)
    return table


def load_told_file(path: Path) -> Metadata:
    """The table of ``--metadata``.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return load_metadata(path, str(path))
    except InputError as problem:
        raise UsageError(f"--metadata {path}: {problem.reason}.") from problem


def _preference(told: Told) -> tuple[bool, date, str]:
    return (told.published_on is None, told.published_on or date.max, repr(told))


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            yield from _parquet_rows(path)
            return
        if path.stat().st_size > _MAX_BYTES:
            raise InputError("the table of metadata is larger than 512 MiB; give it as Parquet")
        text = decode(path.read_bytes(), max_chars=_MAX_BYTES)
    except OSError as problem:
        raise InputError(f"the table of metadata cannot be read ({problem.strerror})") from problem
    if kind == ".csv":
        yield from _csv_rows(text)
    elif kind in (".jsonl", ".ndjson"):
        yield from _json_rows(text)
    else:
        raise InputError("a table of metadata is a .csv, .jsonl or .parquet file")


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows of a CSV table; spreadsheets in Italian write semicolons."""
    header = text.split("\n", maxsplit=1)[0]
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(_MAX_CELL)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or []]
        if "file" not in names:
            raise InputError("the table of metadata has no column 'file'; its first line must name the columns")
        reader.fieldnames = names
        for row in reader:
            yield reader.line_num, row
    except csv.Error as problem:
        raise InputError(f"the table of metadata is no CSV at line {reader.line_num} ({problem})") from problem


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as problem:
            raise InputError(f"line {number} of the table of metadata is no JSON") from problem
        if not isinstance(row, dict) or "file" not in row:
            raise InputError(f"line {number} of the table of metadata is no object with a 'file'")
        yield number, row


def _parquet_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise InputError("the table of metadata is no Parquet file") from problem
    if "file" not in frame.columns:
        raise InputError("the table of metadata has no column 'file'")
    columns = ("file", "published_on", "published_at", "language", *_TEXTS)
    wanted = [name for column in columns for name in _ALIASES.get(column, (column,)) if name in frame.columns]
    yield from enumerate(frame.select(wanted).iter_rows(named=True), start=1)


def read_told(row: Mapping[str, Any]) -> tuple[Told, list[str]]:
    """The metadata columns of one row or record, and what is wrong with them.

    Args:
        row: values as a CSV reader, a JSON parser or a Parquet reader gives them; None and empty text are not told.
            A column may come under another name (testata, source_name for the outlet; data, date for the day).
    """
    complaints: list[str] = []
    day = _read(row, "published_on", read_day, complaints)
    moment = _read(row, "published_at", read_moment, complaints)
    language = _read(row, "language", _read_language, complaints)
    texts = {name: _read(row, name, _read_text, complaints) for name in _TEXTS}
    if day is None and moment is not None:
        day = moment.date()
    elif day is not None and moment is not None and moment.date() != day:
        complaints.append(f"published_at {moment} is not on published_on {day}; the day holds")
        moment = None
    return Told(published_on=day, published_at=moment, language=language, **texts), complaints


def _read(row: Mapping[str, Any], name: str, read: Any, complaints: list[str]) -> Any:
    told = ((alias, row.get(alias)) for alias in _ALIASES.get(name, (name,)))
    name, value = next((item for item in told if not _is_blank(item[1])), (name, None))
    if value is None:
        return None
    try:
        return read(value)
    except ValueError as problem:
        shown = str(value)
        shown = shown if len(shown) <= 60 else shown[:60] + "…"
        complaints.append(f"{name} is {shown!r}: {problem}; the text was read without it")
        return None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def read_day(value: object) -> date:
    """A day written ``YYYY-MM-DD`` (a time behind it is left out), between the years 1 and 2500.

    Raises:
        ValueError: it is no such day; the message says why.
    """
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        text = str(value).strip()
        match = _DAY.match(text)
        if not isinstance(value, str) or match is None or text[match.end() :][:1] not in ("", "T", " "):
            raise ValueError("not a day of the form YYYY-MM-DD")
        try:
            value = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise ValueError("there is no such day") from None
    if value.year > 2500:
        raise ValueError("the year is beyond 2500")
    return value


def read_moment(value: object) -> datetime:
    """A moment in ISO 8601 as Italian wall-clock time, to the minute; one with an offset is converted.

    Raises:
        ValueError: it is no moment.
    """
    if isinstance(value, str):
        text = value.strip()
        if len(text) <= 10:
            raise ValueError("not a moment of the form YYYY-MM-DDTHH:MM")
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError("not a moment of the form YYYY-MM-DDTHH:MM") from None
    if not isinstance(value, datetime):
        raise ValueError("not a moment of the form YYYY-MM-DDTHH:MM")
    if value.tzinfo is not None:
        try:
            value = value.astimezone(_ITALY).replace(tzinfo=None)
        except OverflowError:
            raise ValueError("there is no such moment") from None
    if value.year > 2500:
        raise ValueError("the year is beyond 2500")
    return value.replace(second=0, microsecond=0)


def _read_language(value: object) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value.strip()):
        raise ValueError("not a language code of BCP 47 such as 'it'")
    first, *rest = value.strip().split("-")
    return "-".join([first.lower(), *rest])


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    text = value.strip()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("not valid Unicode") from None
    if "\x00" in text:
        raise ValueError("holds NUL characters")
    return text
