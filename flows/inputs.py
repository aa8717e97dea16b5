"""From the paths on the command line to the texts that lie there, one by one and with bounded memory.

The order in which paths are given changes nothing. Names of files are hostile: they are only ever opened, compared and
recorded; nothing that a table of metadata or a record names is opened.
"""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from flows.metadata import METADATA_NAME, Complaint, Metadata, file_key, load_metadata, note_unknown, read_told
from flows.places import Place, Remote, problem_of
from transforms.documents import MAX_CHARS, Told, clean, decode, outlet_of
from transforms.errors import InputError

TEXT_SUFFIX = ".txt"
RECORDS_SUFFIX = ".jsonl"
# A character of a text takes at most 12 bytes in JSON (an escaped surrogate pair); the rest is room for metadata.
_BYTES_PER_CHAR = 12
_ROOM = 1_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """One place where a text stands: a file, or one record of a file.

    Attributes:
        source_uri: the name under which it is recorded.
        path: the file.
        told: its metadata.
    """

    source_uri: str
    path: Place
    told: Told = field(default_factory=Told)


@dataclass(frozen=True, slots=True)
class Found:
    """An input; with its text where it had to be read already to find the input."""

    input: Input
    text: str | None = None


@dataclass(slots=True)
class Search:
    """Looks for inputs below some paths and keeps account of what it met.

    Args:
        paths: files and folders as given, here or at an address.
        metadata: the table of ``--metadata``; it wins over a `metadata.csv` in a folder, cell by cell.
        max_chars: longer texts are refused.
        outlet: the outlet of texts whose metadata and URL tell none.

    Attributes:
        refused: inputs that cannot be read: they become rows of `rejects`.
        complaints: metadata that cannot be used although the text can.
        n_skipped: files of other kinds in folders.
        unknown: columns of tables and records that are not understood, by the URI of their file.
    """

    paths: Sequence[Place]
    metadata: Metadata | None = None
    max_chars: int = MAX_CHARS
    outlet: str | None = None
    refused: list[Complaint] = field(default_factory=list[Complaint])
    complaints: list[Complaint] = field(default_factory=list[Complaint])
    n_skipped: int = 0
    unknown: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    # Found below the paths: files to read, files of other kinds, tables of metadata by the URI of their folder. All
    # are looked up by URI, so that a folder and a part of it given side by side come to the same in any order.
    _files: dict[str, "_File"] = field(default_factory=dict[str, "_File"])
    _others: dict[str, "_File"] = field(default_factory=dict[str, "_File"])
    _tables: dict[str, Metadata] = field(default_factory=dict[str, Metadata])
    # Folders of files that were named: their tables may well tell of other files too.
    _beside: set[str] = field(default_factory=set[str])

    def inputs(self) -> Iterator[Found]:
        """All inputs, sorted by path; `refused` and `complaints` are complete when it is exhausted."""
        for found in self._found():
            told = found.input.told
            if self.outlet is None or outlet_of(told.outlet, told.url, None) is not None:
                yield found
            else:
                yield replace(found, input=replace(found.input, told=replace(told, outlet=self.outlet)))

    def _found(self) -> Iterator[Found]:
        roots = [path for path in self.paths if _is_folder(path)]
        for path in self.paths:
            if path in roots:
                self._list(path) if isinstance(path, Remote) else self._walk(path)
            else:
                self._named(path)
        self.n_skipped = len(self._others)
        for _, other in sorted(self._others.items()):
            self._told(other)  # a table may name it: it is there, if of no use
        for _, file in sorted(self._files.items()):
            told = self._told(file)
            for table, name in self._tables_of(file):
                self.complaints += [Complaint(file.uri, reason) for reason in table.complaints_of(name)]
            yield from self._read(file, told)
        for table in (*self._tables.values(), *([self.metadata] if self.metadata else [])):
            self.unknown[table.uri] = table.unknown
        for prefix, table in sorted(self._tables.items()):
            if prefix not in self._beside:
                self._missing(prefix, table)
        if self.metadata is not None and roots:  # of files named one by one a table may well know more
            self._missing(_prefix(roots[0]) if len(roots) == 1 else "", self.metadata)

    def _named(self, path: Place) -> None:
        uri = uri_of(path)
        try:
            is_there = _exists(path)
        except Exception as problem:  # each kind of address has errors of its own
            self._refuse(uri, f"the address cannot be read ({problem_of(problem)})")
            return
        if not is_there:
            self._refuse(uri, "there is no such file or folder")
        elif path.suffix.lower() not in (TEXT_SUFFIX, RECORDS_SUFFIX):
            kinds = f"{TEXT_SUFFIX} and {RECORDS_SUFFIX}"
            self._refuse(uri, f"files of this kind are not read; give {kinds} files or folders")
        else:
            parts = uri.split("/")
            for start in range(len(parts)):  # a table may name it with some of the folders above it
                self._add(self._files, uri, path, "/".join(parts[start:]))
            folder, table = uri[: len(uri) - len(parts[-1])], path.with_name(METADATA_NAME)
            if folder not in self._tables and _exists(table):
                self._add_table(folder, table)
                self._beside.add(folder)

    def _walk(self, root: Path) -> None:
        """Find files below a folder here to any depth; links to folders are not followed: there are no loops."""
        stack = [(root, "")]
        prefix = _prefix(root)
        while stack:
            folder, inside = stack.pop()
            here = prefix + _text(inside)
            try:
                with os.scandir(folder) as entries:
                    found = list(entries)
            except OSError as problem:
                self._refuse(here, f"the folder cannot be read ({problem.strerror})")
                continue
            for entry in found:
                name = _text(inside + entry.name)
                path = Path(entry.path)
                if entry.name == METADATA_NAME:
                    self._add_table(here, path)
                    self._beside.discard(here)
                elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    stack.append((path, f"{inside}{entry.name}/"))
                else:
                    is_text = path.suffix.lower() in (TEXT_SUFFIX, RECORDS_SUFFIX) and not _is_folder(path)
                    kind = self._files if is_text and not entry.name.startswith(".") else self._others
                    self._add(kind, prefix + name, path, name)

    def _list(self, root: Remote) -> None:
        """Find files below a folder at an address: all at once, for there each look takes its time."""
        prefix = _prefix(root)
        try:
            found = sorted(root.files(), key=lambda item: item[0])
        except Exception as problem:  # each kind of address has errors of its own
            self._refuse(prefix, f"the folder cannot be read ({problem_of(problem)})")
            return
        for name, file in found:
            *folders, last = name.split("/")
            if any(folder.startswith(".") for folder in folders):
                continue
            if last == METADATA_NAME:
                self._add_table(prefix + name.removesuffix(METADATA_NAME), file)
            else:
                is_text = file.suffix.lower() in (TEXT_SUFFIX, RECORDS_SUFFIX) and not last.startswith(".")
                self._add(self._files if is_text else self._others, prefix + name, file, name)

    def _refuse(self, uri: str, reason: str) -> None:
        complaint = Complaint(uri, reason)
        if complaint not in self.refused:
            self.refused.append(complaint)

    def _add(self, kind: dict[str, "_File"], uri: str, path: Place, name: str) -> None:
        kind.setdefault(uri, _File(uri, path, set())).names.add(name)

    def _add_table(self, prefix: str, path: Place) -> None:
        if prefix in self._tables:
            return
        uri = prefix + METADATA_NAME
        self._tables[prefix] = Metadata(uri)
        try:
            self._tables[prefix] = load_metadata(path, uri)
        except InputError as problem:
            self.complaints.append(Complaint(uri, problem.reason))

    def _told(self, file: "_File") -> Told:
        """What all tables tell about a file: --metadata first, then the tables of its folders, the nearest first."""
        told = Told()
        for table, name in self._tables_of(file):
            told = told.over(table.told(name))
        return told

    def _tables_of(self, file: "_File") -> Iterator[tuple[Metadata, str]]:
        """The tables that may tell about a file, with the name that they have for it."""
        if self.metadata is not None:
            names = sorted({*file.names, file.uri}, key=lambda name: (-len(name), name))
            known = [name for name in names if file_key(name) in self.metadata.names]
            yield self.metadata, known[0] if known else file.uri
        parts = file.uri.split("/")
        for depth in range(len(parts) - 1, -1, -1):
            table = self._tables.get("".join(f"{part}/" for part in parts[:depth]))
            if table is not None:
                yield table, "/".join(parts[depth:])

    def _read(self, file: "_File", told: Told) -> Iterator[Found]:
        problem = _not_a_file(file.path)
        if problem:
            self._refuse(file.uri, problem)
        elif file.path.suffix.lower() == RECORDS_SUFFIX:
            yield from self._records(file, told)
        else:
            yield Found(Input(file.uri, file.path, told))

    def _records(self, file: "_File", told: Told) -> Iterator[Found]:
        try:
            with file.path.open("rb") as lines:
                for number, line in _lines(lines, _BYTES_PER_CHAR * self.max_chars + _ROOM):
                    uri = f"{file.uri}#{number}"
                    try:
                        record = parse_record(line, self.max_chars)
                    except InputError as problem:
                        self.refused.append(Complaint(uri, problem.reason))
                        continue
                    own, complaints = read_told(record)
                    note_unknown(record, self.unknown.setdefault(file.uri, {}))
                    given = record.get("source_uri")
                    if isinstance(given, str) and given.strip() and _is_unicode(given):
                        uri = given
                    elif given is not None:
                        complaints.append("source_uri is no text; file name and record number stand for it")
                    self.complaints += [Complaint(uri, reason) for reason in complaints]
                    yield Found(Input(uri, file.path, own.over(told)), record["text"])
        except Exception as problem:
            if isinstance(file.path, Path) and not isinstance(problem, OSError):
                raise
            self.refused.append(Complaint(file.uri, f"the file cannot be read ({problem_of(problem)})"))

    def _missing(self, prefix: str, table: Metadata) -> None:
        for name in table.not_there():
            self.complaints.append(Complaint(prefix + name, f"{table.uri} names this file, but it is not there"))
        for reason in table.complaints.get("", []):
            self.complaints.append(Complaint(table.uri, reason))


@dataclass(frozen=True, slots=True)
class _File:
    """A file with the names that a table of metadata may have for it."""

    uri: str
    path: Place
    names: set[str]


def read_text(given: Input, max_chars: int = MAX_CHARS) -> str:
    """The text of an input that is a file of its own; that of a record comes with it.

    Raises:
        InputError: it cannot be read, is empty, binary or too long.
    """
    try:
        data = _read_file(given.path, max_chars)
    except Exception as problem:
        if isinstance(given.path, Path) and not isinstance(problem, OSError):
            raise
        raise InputError(f"the file cannot be read ({problem_of(problem)})") from problem
    return decode(data, max_chars)


def _read_file(path: Place, max_chars: int) -> bytes:
    """At most one byte more than a text of `max_chars` can take: more is refused anyway."""
    with path.open("rb") as file:
        return file.read(4 * max_chars + 5)


def parse_record(line: bytes | None, max_chars: int = MAX_CHARS) -> dict[str, Any]:
    """One line of a record file; its ``text`` is checked and its line ends are normalised.

    Args:
        line: the bytes; None for a line that was too long to be kept.
        max_chars: longer texts are refused.

    Raises:
        InputError: no JSON object, no text, or a text that cannot be read.
    """
    if line is None:
        raise InputError(f"the record is longer than a text of --max-chars ({max_chars} characters) can be")
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise InputError("the line is not UTF-8, as JSON must be") from problem
    except (ValueError, RecursionError) as problem:
        raise InputError("the line is no JSON") from problem
    if not isinstance(record, dict):
        raise InputError('the line is no JSON object; write {"text": …}')
    if "text" not in record:
        raise InputError("the record has no 'text'")
    if not isinstance(record["text"], str):
        raise InputError("the 'text' of the record is no string")
    record["text"] = clean(record["text"], max_chars)
    return record


def _lines(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Number and content of every line that is not blank; None for the content of one over `limit`."""
    number = 0
    while line := file.readline(limit):
        number += 1
        if len(line) < limit or line.endswith(b"\n"):
            if line.strip():
                yield number, line
            continue
        while rest := file.readline(_CHUNK):  # read and thrown away piece by piece
            if rest.endswith(b"\n"):
                break
        yield number, None


def uri_of(path: Place | str) -> str:
    """A path as it is recorded: ``/`` between its parts, valid Unicode."""
    if isinstance(path, Remote):
        return _text(path.url)
    return _text(os.fspath(path).replace(os.sep, "/"))


def _text(name: str) -> str:
    r"""A file name as valid Unicode; bytes that are none are written as ``\xff``."""
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_unicode(text: str) -> bool:
    return _text(text) == text and "\x00" not in text


def _is_folder(path: Place) -> bool:
    try:
        return path.is_dir()
    except Exception as problem:  # a link to itself, a name that no file can have, an address that does not answer
        if isinstance(path, Path) and not isinstance(problem, OSError | ValueError):
            raise
        return False


def _prefix(folder: Place) -> str:
    """What stands before the names of the files inside a folder."""
    return uri_of(folder).rstrip("/") + "/"


def _exists(path: Place) -> bool:
    if isinstance(path, Remote):
        return path.exists()
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _not_a_file(path: Place) -> str:
    """Why a path cannot be read as a file; empty when it can be tried."""
    if isinstance(path, Remote):
        return ""
    try:
        mode = path.stat().st_mode
    except OSError as problem:
        return f"the file cannot be read ({problem.strerror or problem})"
    return "" if stat.S_ISREG(mode) else "this is no regular file"
