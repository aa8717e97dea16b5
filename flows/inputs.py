"""From the paths on the command line to the texts that lie there, one by one and with bounded memory.

The order in which paths are given changes nothing. Names of files are hostile: they are only ever opened, compared and
recorded; nothing that a table of metadata or a record names is opened.
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flows.metadata import METADATA_NAME, Complaint, Metadata, file_key, load_metadata, note_unknown, parse_metadata
from flows.places import Place, Remote, problem_of
from flows.readers.read import read
from flows.readers.reader import Event, Limits, Refused, Skipped, Table
from flows.readers.registry import is_read, of_no_use
from transforms.documents import MAX_CHARS, Told, outlet_of, settle
from transforms.errors import InputError

if TYPE_CHECKING:
    from flows.web.visit import Visit

#: So many parts of one file are refused by name; of more, only the number is told.
_MOST_REFUSED = 20_000


@dataclass(frozen=True, slots=True)
class Input:
    """A text at the place where it stands: a file, or a part of one.

    Attributes:
        source_uri: the name under which it is recorded.
        text: what stands there.
        told: its metadata.
    """

    source_uri: str
    text: str
    told: Told = field(default_factory=Told)


@dataclass(slots=True)
class Search:
    """Looks for inputs below some paths and keeps account of what it met.

    Args:
        paths: files and folders as given, here or at an address.
        metadata: the table of ``--metadata``; it wins over a `metadata.csv` in a folder, cell by cell.
        max_chars: longer texts are refused.
        outlet: the outlet of texts whose metadata and URL tell none.
        visit: what was fetched from the web; None: nothing.

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
    visit: "Visit | None" = None
    refused: list[Complaint] = field(default_factory=list[Complaint])
    complaints: list[Complaint] = field(default_factory=list[Complaint])
    n_skipped: int = 0
    unknown: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    # Found below the paths: files, and tables of metadata by the URI of their folder. Both are looked up by URI, so
    # that a folder and a part of it given side by side come to the same in any order.
    _files: dict[str, "_File"] = field(default_factory=dict[str, "_File"])
    _tables: dict[str, Metadata] = field(default_factory=dict[str, Metadata])
    _refused: set[Complaint] = field(default_factory=set[Complaint])
    # Folders of files that were named: their tables may well tell of other files too.
    _beside: set[str] = field(default_factory=set[str])

    def inputs(self) -> Iterator[Input]:
        """All inputs, sorted by path, then those of the web; all else is complete when it is exhausted."""
        for found in self._found():
            if self.outlet is None or outlet_of(found.told.outlet, found.told.url, None) is not None:
                yield found
            else:
                yield replace(found, told=replace(found.told, outlet=self.outlet))

    def _found(self) -> Iterator[Input]:
        roots = [path for path in self.paths if _is_folder(path)]
        for path in self.paths:
            if path in roots:
                self._list(path) if isinstance(path, Remote) else self._walk(path)
            else:
                self._named(path)
        for _, file in sorted(self._files.items()):
            yield from self._read(file)
        for table in (*self._tables.values(), *([self.metadata] if self.metadata else [])):
            self.unknown[table.uri] = table.unknown
        for prefix, table in sorted(self._tables.items()):
            if prefix not in self._beside:
                self._missing(prefix, table)
        if self.metadata is not None and roots:  # of files named one by one a table may well know more
            self._missing(_prefix(roots[0]) if len(roots) == 1 else "", self.metadata)
        if self.visit is not None:
            yield from self.visit.inputs()
            self.refused += self.visit.refused
            self.complaints += self.visit.complaints
            self.n_skipped += self.visit.n_skipped

    def _named(self, path: Place) -> None:
        uri = uri_of(path)
        try:
            is_there = _exists(path)
        except Exception as problem:  # each kind of address has errors of its own
            self._refuse(uri, f"the address cannot be read ({problem_of(problem)})")
            return
        if not is_there:
            self._refuse(uri, "there is no such file or folder")
        else:
            parts = uri.split("/")
            for start in range(len(parts)):  # a table may name it with some of the folders above it
                self._add(_File(uri, path, {"/".join(parts[start:])}, is_named=True))
            folder, table = uri[: len(uri) - len(parts[-1])], path.with_name(METADATA_NAME)
            if folder not in self._tables and _exists(table):
                self._add_table(folder, partial(load_metadata, table))
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
                if entry.name == METADATA_NAME:
                    self._add_table(here, partial(load_metadata, Path(entry.path)))
                    self._beside.discard(here)
                elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    stack.append((Path(entry.path), f"{inside}{entry.name}/"))
                else:
                    name = _text(inside + entry.name)
                    leads_out = entry.is_symlink() and not _is_below(entry.path, root)
                    self._add(_File(prefix + name, Path(entry.path), {name}, _is_wanted(entry), leads_out=leads_out))

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
                self._add_table(prefix + name.removesuffix(METADATA_NAME), partial(load_metadata, file))
            else:
                self._add(_File(prefix + name, file, {name}, is_read(last) and not last.startswith(".")))

    def _refuse(self, uri: str, reason: str) -> None:
        complaint = Complaint(uri, reason)
        if complaint not in self._refused:
            self._refused.add(complaint)
            self.refused.append(complaint)

    def _add(self, file: "_File") -> None:
        self._files.setdefault(file.uri, file).merge(file)

    def _add_table(self, prefix: str, load: Callable[[str], Metadata]) -> None:
        if prefix in self._tables:
            return
        uri = prefix + METADATA_NAME
        self._tables[prefix] = Metadata(uri)
        try:
            self._tables[prefix] = load(uri)
        except InputError as problem:
            self.complaints.append(Complaint(uri, problem.reason))

    def _told(self, file: "_File") -> Told:
        """What all tables tell about a file: --metadata first, then the tables of its folders, the nearest first."""
        told = Told()
        for table, name in self._tables_of(file):
            told = told.over(table.told(name))
            self.complaints += [Complaint(file.uri, reason) for reason in table.complaints_of(name)]
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

    def _read(self, file: "_File") -> Iterator[Input]:
        told = self._told(file)  # also of a file of no use: it is there
        if self.metadata is not None and file.uri == self.metadata.uri:
            return
        if not file.is_wanted:
            self.n_skipped += 1
        elif reason := _not_a_file(file.path):
            self._refuse(file.uri, reason)
        elif file.leads_out:
            self._refuse(file.uri, "this is a link that leads out of the folder; name the file itself if it is meant")
        else:
            try:
                with file.path.open("rb") as opened:
                    yield from self._texts_of(file, opened, told)
            except Exception as problem:  # each kind of address has errors of its own
                if isinstance(file.path, Path) and not isinstance(problem, OSError):
                    raise
                self._refuse(file.uri, f"the file cannot be read ({problem_of(problem)})")

    def _texts_of(self, file: "_File", opened: IO[bytes], told: Told) -> Iterator[Input]:
        passed: set[str] = set()  # folders in archives of which texts are read already
        last = ""
        n_refused = 0
        for inside, event in read(opened, file.uri.rpartition("/")[2], Limits(self.max_chars)):
            if isinstance(event, Table):
                folder = inside.removesuffix(METADATA_NAME)
                is_late = folder in passed or (bool(last) and last.startswith(folder))
                self._table_inside(f"{file.uri}/{_text(inside)}", event, is_late)
                continue
            if inside:
                last = inside
                passed.add(inside[: inside.rfind("/") + 1])
            n_refused += isinstance(event, Refused)
            if not isinstance(event, Refused) or n_refused <= _MOST_REFUSED:
                yield from self._take(file, inside, event, told)
        if n_refused > _MOST_REFUSED:
            self._refuse(file.uri, f"{n_refused - _MOST_REFUSED} more parts of this file cannot be read")

    def _table_inside(self, uri: str, table: Table, is_late: bool) -> None:
        if is_late:
            reason = "it lies behind texts of its archive and tells of none; pack it first, or unpack the archive"
            self.complaints.append(Complaint(uri, reason))
        else:
            self._add_table(uri.removesuffix(METADATA_NAME), partial(parse_metadata, table.data))

    def _take(self, file: "_File", inside: str, event: Event, told: Told) -> Iterator[Input]:
        """One thing that was found in a file."""
        if inside:
            name = _text(inside)
            file = _File(f"{file.uri}/{name}", file.path, {f"{known}/{name}" for known in file.names})
            told = self._told(file).over(told)
        if isinstance(event, Skipped):
            if file.is_named and not event.part:
                self._refuse(file.uri, of_no_use())
            else:
                self.n_skipped += 1
            return
        uri = f"{file.uri}#{event.part}" if event.part else file.uri
        if isinstance(event, Refused):
            self._refuse(uri, event.reason)
            return
        if event.unknown:
            note_unknown(event.unknown, self.unknown.setdefault(file.uri, {}))
        uri = event.source_uri or uri
        self.complaints += [Complaint(uri, reason) for reason in event.complaints]
        # A table tells of a file: of one text it knows more than the text does, of many less than each of them.
        sources = [("metadata", told), ("file", event.told)]
        yield Input(uri, event.text, settle(reversed(sources) if event.part else sources))

    def _missing(self, prefix: str, table: Metadata) -> None:
        for name in table.not_there():
            self.complaints.append(Complaint(prefix + name, f"{table.uri} names this file, but it is not there"))
        for reason in table.complaints.get("", []):
            self.complaints.append(Complaint(table.uri, reason))


@dataclass(slots=True)
class _File:
    """A file.

    Attributes:
        uri: the name under which it is recorded.
        path: where it lies.
        names: what a table of metadata may call it.
        is_wanted: whether it is looked at; files of other kinds are found by their content too.
        is_named: whether it was asked for by its name, and not found in a folder.
        leads_out: whether it is a link to a file outside the folder in which it was found.
    """

    uri: str
    path: Place
    names: set[str]
    is_wanted: bool = True
    is_named: bool = False
    leads_out: bool = False

    def merge(self, other: "_File") -> None:
        """The same file was found in another way."""
        self.names |= other.names
        self.is_wanted |= other.is_wanted
        self.is_named |= other.is_named
        self.leads_out &= other.leads_out


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


def _is_wanted(entry: "os.DirEntry[str]") -> bool:
    """Whether a file of a folder is looked at: hidden ones are not, nor what only looks like a file."""
    if entry.name.startswith("."):
        return False
    try:
        return entry.is_file() or (is_read(entry.name) and not entry.is_dir())
    except OSError:  # a link to itself
        return is_read(entry.name)


def _is_below(path: str, folder: Path) -> bool:
    """Whether a path leads to something in a folder, whatever links stand on its way."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


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
