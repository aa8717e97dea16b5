"""What is told about texts: tables of metadata (CSV, JSONL, Parquet) and the metadata of a record.

Nothing is guessed: a value that cannot be read is reported and left out, the text is then processed without it.
"""

import io
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import get_close_matches
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.delimited import Broken, Row, read_rows
from flows.places import Place, Remote, problem_of, size_of
from transforms.documents import Header, Told, decode, read_header
from transforms.errors import InputError, UsageError

#: The file that is picked up by itself in an input folder.
METADATA_NAME = "metadata.csv"
_MAX_BYTES = 512 * 1024 * 1024
_MAX_TEXT = 10_000
_MAX_MOMENT = 100
#: So many files a table that comes in an archive may tell of.
_MAX_FILES = 200_000
_MAX_ROW = 16_000_000
_ITALY = ZoneInfo("Europe/Rome")
#: "2026-03-05", "2026.03.05", "20260305" (the basic form of ISO 8601), "5/3/2026".
_DAY = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"
    r"|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)"
)
#: Seconds of POSIX, with or without decimals, or milliseconds; from 2001 on they have so many digits.
_UNIX_TIME = re.compile(r"[123]\d{9}(?:\.\d{1,9})?|[123]\d{12}")
_CLOCK_BEHIND = re.compile(r",?\s+(?:(?:alle|ore|h)\.?\s+){0,2}(\d{1,2})[:.](\d{2})(?::\d{2})?")
_OFFSET = re.compile(r"\d(?:Z|[+-]\d\d(?::?\d\d)?)$", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_TEXTS = ("title", "outlet", "url", "author", "section")
#: Other names under which a column may come.
_ALIASES = {"published_on": ("published_on", "data", "date"), "outlet": ("outlet", "testata", "source_name")}
_KNOWN = (
    "file",
    "text",
    "source_uri",
    "published_at",
    "language",
    *_TEXTS,
    *(name for names in _ALIASES.values() for name in names),
)
#: Columns that are named when they are not understood.
MOST_UNKNOWN = 20


def is_known(name: str) -> bool:
    """Whether a column of that name tells something here."""
    return name in _KNOWN


def note_unknown(names: Iterable[object], unknown: dict[str, None]) -> None:
    """Add the columns of a row or record that tell nothing here; not more than twenty are kept.

    Args:
        names: of its columns.
        unknown: those found so far.
    """
    for name in names:
        if isinstance(name, str) and not is_known(name) and len(unknown) < MOST_UNKNOWN:
            unknown[name] = None


def unknown_columns(uri: str, unknown: Collection[str]) -> str:
    """A sentence about columns that are not understood, each with the name that it may be meant for."""
    near = ((name, get_close_matches(name.lower(), _KNOWN, n=1, cutoff=0.7)) for name in unknown)
    shown = ", ".join(f"{name!r} (meant for {known[0]!r}?)" if known else repr(name) for name, known in near)
    return f"{uri}: columns that are not understood: {shown}; they are left out."


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
        unknown: columns that are not understood, in the order in which they came.
    """

    uri: str
    rows: dict[str, Told] = field(default_factory=dict[str, Told])
    complaints: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    asked: set[str] = field(default_factory=set[str])
    unknown: dict[str, None] = field(default_factory=dict[str, None])

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


def load_metadata(path: Place, uri: str) -> Metadata:
    """Read a table of metadata.

    Args:
        path: a .csv (comma, semicolon or tab), .jsonl or .parquet file with a column `file`.
        uri: how to call it in complaints.

    Raises:
        InputError: the table cannot be read or has no column `file`.
    """
    return _table(_rows(path), uri)


def _table(rows: Iterable[tuple[int, Mapping[str, Any]]], uri: str) -> Metadata:
    table = Metadata(uri)
    for line, row in rows:
        note_unknown(row, table.unknown)
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


def parse_metadata(data: bytes, uri: str) -> Metadata:
    """A table of metadata that is CSV, from its bytes.

    Raises:
        InputError: it is none.
    """
    rows = list(islice(_csv(data), _MAX_FILES + 1))
    if len(rows) > _MAX_FILES:
        raise InputError(f"the table of metadata tells of more than {_MAX_FILES} files; unpack the archive first")
    return _table(rows, uri)


def load_told_file(path: Place) -> Metadata:
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


def _rows(path: Place) -> Iterator[tuple[int, Mapping[str, Any]]]:
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            yield from _parquet_rows(path)
            return
        if size_of(path) > _MAX_BYTES:
            raise InputError("the table of metadata is larger than 512 MiB; give it as Parquet")
        data = path.read_bytes()
    except InputError:
        raise
    except Exception as problem:
        if isinstance(path, Path) and not isinstance(problem, OSError):
            raise
        raise InputError(f"the table of metadata cannot be read ({problem_of(problem)})") from problem
    if kind == ".csv":
        yield from _csv(data)
    elif kind in (".jsonl", ".ndjson"):
        yield from _json_rows(decode(data, max_chars=_MAX_BYTES))
    else:
        raise InputError("a table of metadata is a .csv, .jsonl or .parquet file")


def _csv(data: bytes) -> Iterator[tuple[int, Mapping[str, Any]]]:
    return ((row.line, row.cells) for row in csv_rows(data, "file", "the table of metadata"))


def csv_rows(data: bytes, column: str, called: str) -> Iterator[Row]:
    """The rows of a CSV table that is read whole or not at all.

    Args:
        data: the table.
        column: one that it must have.
        called: how errors call it.

    Raises:
        InputError: it is no CSV or has no such column.
    """
    if not data.strip():
        raise InputError("the file is empty")
    names: tuple[str, ...] = ()
    for found in read_rows(io.BytesIO(data), _MAX_ROW):
        if isinstance(found, Broken):
            raise InputError(f"{called} is no CSV: {found.reason}")
        if isinstance(found, Row):
            yield found
        elif column in (names := found):
            continue
        else:
            break
    if column not in names:
        raise InputError(f"{called} has no column {column!r}; its first line must name the columns")


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


def _parquet_rows(path: Place) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import polars as pl

    try:
        frame = pl.read_parquet(io.BytesIO(path.read_bytes()) if isinstance(path, Remote) else path)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise InputError("the table of metadata is no Parquet file") from problem
    if "file" not in frame.columns:
        raise InputError("the table of metadata has no column 'file'")
    known = [name for name in frame.columns if name in _KNOWN]
    others = [pl.lit(None).alias(name) for name in frame.columns if name not in _KNOWN]  # to be named, not to be read
    yield from enumerate(frame.select(*known, *others).iter_rows(named=True), start=1)


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
    if moment is None and day is not None and _is_blank(row.get("published_at")):
        moment = _moment_of_day(row, day)
    if day is None and moment is not None:
        day = moment.date()
    elif day is not None and moment is not None and moment.date() != day:
        complaints.append(f"published_at {moment} is not on published_on {day}; the day holds")
        moment = None
    return Told(published_on=day, published_at=moment, language=language, **texts), complaints


def _moment_of_day(row: Mapping[str, Any], day: date) -> datetime | None:
    """The moment that the column of the day tells, where it tells more than the day."""
    value = next((row[name] for name in _ALIASES["published_on"] if not _is_blank(row.get(name))), None)
    try:
        moment = read_moment(value)
    except ValueError:
        return None
    return moment if moment.date() == day else None


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
    """A day: ``YYYY-MM-DD``, ``dd/mm/yyyy``, "5 marzo 2026" or the day of a moment, between the years 1 and 2500.

    A moment is written as ISO 8601, RFC 822 or Unix time (seconds or milliseconds), or with the month's name.

    A moment with an offset is converted to Italian time before its day is taken, as `read_moment` does.

    Raises:
        ValueError: it is no such day; the message says why.
    """
    value = _unix_time(value) or value
    if isinstance(value, datetime):
        value = _italian(value).date()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, date):
        text = str(value).strip() if not _is_long(value) else ""
        match = _DAY.match(text)
        if not isinstance(value, str) or match is None:
            day = _day_with_name(text) if isinstance(value, str) else None
            if day is None:
                raise ValueError("not a day of the form YYYY-MM-DD or dd/mm/yyyy")
            value = day
        else:
            value = _day_of(match)
            behind = text[match.end() :]
            if behind[:1] not in ("", "T", " ", ","):
                raise ValueError("not a day of the form YYYY-MM-DD or dd/mm/yyyy")
            if _OFFSET.search(behind):
                value = read_moment(text).date()
    if value.year > 2500:
        raise ValueError("the year is beyond 2500")
    return value


def _day_with_name(text: str) -> date | None:
    """The day of a text that names its month: "Thu, 05 Mar 2026 08:30:00 +0100", "giovedì 5 marzo 2026"."""
    moment = _rfc_822(text)
    return moment.date() if moment is not None else _as_headed(text).published_on


def _as_headed(text: str) -> Header:
    """A day and clock time with the month's name, as they stand over a report: "5 marzo 2026, 18:30"."""
    header = read_header(text) if any(char.isalpha() for char in text) else Header()
    return header if header.place is None and header.agency is None and not header.body_start else Header()


def _unix_time(value: object) -> datetime | None:
    """A moment counted in seconds or milliseconds from 1970 on (POSIX), between 2001 and 2096; None: it is none."""
    text = str(value).strip() if isinstance(value, (str, int, float)) and not _is_long(value) else ""
    if not _UNIX_TIME.fullmatch(text):
        return None
    seconds = int(text[:10]) if "." in text or len(text) == len("1772733000") else int(text) // 1000
    return datetime.fromtimestamp(seconds, UTC)


def _is_long(value: object) -> bool:
    """Whether it is longer than any moment is written."""
    return isinstance(value, str) and len(value) > _MAX_MOMENT


def _day_of(match: re.Match[str]) -> date:
    """The day of what `_DAY` matched; Italian days begin with the day."""
    year, month, day = next(
        parts for parts in (match.groups()[:3], match.groups()[3:6], match.groups()[:5:-1]) if parts[0]
    )
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("there is no such day") from None


def _rfc_822(text: str) -> datetime | None:
    """A moment as feeds and mails write it, "Thu, 05 Mar 2026 08:30:00 +0100", in Italian time; None: it is none."""
    try:
        return _italian(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _italian(moment: datetime) -> datetime:
    """A moment as an Italian clock shows it; one without an offset is Italian already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(_ITALY).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("there is no such moment") from None


def read_moment(value: object) -> datetime:
    """A moment as Italian clocks show it: ISO 8601, RFC 822, Unix time, ``dd/mm/yyyy HH:MM``, or the month by its name.

    Raises:
        ValueError: it is no moment.
    """
    value = _unix_time(value) or value
    if isinstance(value, str):
        value = _moment_of(value.strip() if not _is_long(value) else "")
    if not isinstance(value, datetime):
        raise ValueError("not a moment of the form YYYY-MM-DDTHH:MM")
    value = _italian(value)
    if value.year > 2500:
        raise ValueError("the year is beyond 2500")
    return value.replace(second=0, microsecond=0)


def _moment_of(text: str) -> datetime:
    if len(text) <= 10:
        raise ValueError("not a moment of the form YYYY-MM-DDTHH:MM")
    match = _DAY.match(text)
    if match is not None:
        clock = _CLOCK_BEHIND.fullmatch(text[match.end() :])  # ", 18.30", " ore 18:30"
        text = f"{_day_of(match).isoformat()}{f'T{clock[1]:0>2}:{clock[2]}' if clock else text[match.end() :]}"
    found = None if match is not None else _rfc_822(text) or _as_headed(text).published_at
    try:
        return found or datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("not a moment of the form YYYY-MM-DDTHH:MM") from None


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
    if len(text) > _MAX_TEXT:
        raise ValueError(f"longer than {_MAX_TEXT} characters")
    return text
