"""A file of any kind becomes texts: the one door of all that is read, whether it lies in a folder or on the web."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from flows.metadata import METADATA_NAME
from flows.places import problem_of
from flows.readers.containers import (
    MAX_DEPTH,
    ZIP,
    Budget,
    Container,
    TooMuchError,
    container_of,
    container_of_name,
    document_in,
    spooled,
)
from flows.readers.reader import Event, Format, Limits, Record, Refused, Skipped, Table, read_whole
from flows.readers.registry import HEAD, format_of, format_of_name, is_read
from transforms.documents import clean
from transforms.errors import InputError

_MAX_TABLE = 16_000_000
#: The name of a file inside an archive (empty: the file itself) and what was found in it.
Found = tuple[str, Event]


def read(file: IO[bytes], name: str, limits: Limits) -> Iterator[Found]:
    """All texts of a file, with the way to them inside it.

    Args:
        file: open for reading bytes; one can seek in it.
        name: how it is called; content wins over it.
        limits: how much is read.

    Yields:
        What was found; a `Skipped` with neither name nor part tells that no format reads the file.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    try:
        yield from _read(_Opened(file, name), _Measure(limits, Budget(size), Budget(size)))
    except TooMuchError as problem:
        yield "", Refused("", problem.reason)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How much is read of a file with all that lies in it: of one text, of what is unpacked, of all texts."""

    limits: Limits
    unpacked: Budget
    texts: Budget


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file, at its beginning.

    Attributes:
        file: open for reading bytes.
        name: how it is called.
        inside: the way to it.
        depth: in so many containers it lies.
        seeks: whether one can seek in it.
    """

    file: IO[bytes]
    name: str
    inside: str = ""
    depth: int = 0
    seeks: bool = True

    def seeking(self) -> "_Opened":
        """The same file where one can seek."""
        return self if self.seeks else replace(self, file=spooled(self.file), seeks=True)


def _read(given: _Opened, measure: _Measure) -> Iterator[Found]:
    try:
        head = _peek(given.file)
        found = _kind_of(head, given.name) if head else None
        if found is ZIP or (found is not None and found.seeks):
            given = given.seeking()
        if found is ZIP:
            document = document_in(given.file)
            given.file.seek(0)
            found = format_of_name(document) if document else ZIP
    except TooMuchError:
        raise
    except InputError as problem:
        yield given.inside, Refused("", problem.reason)
        return
    if not head and is_read(given.name):
        yield given.inside, Refused("", "the file is empty")
    elif found is None:
        yield given.inside, Skipped()
    elif isinstance(found, Format):
        for event in _events(found, given.file, measure):
            yield given.inside, event
    elif given.depth == MAX_DEPTH:
        reason = f"it lies in {MAX_DEPTH} archives already and is one itself; unpack it first"
        yield given.inside, Refused("", reason)
    else:
        yield from _members(found, given, measure)


def _peek(file: IO[bytes]) -> bytes:
    """The beginning of a file, which stays where it is."""
    if isinstance(file, io.BufferedReader):
        return file.peek(HEAD)[:HEAD]
    head = file.read(HEAD)
    file.seek(0)
    return head


def _kind_of(head: bytes, name: str) -> Container | Format | None:
    """What reads a file: by what it is, then by what it is called; a crawl unpacks its parts itself."""
    by_name = format_of_name(name)
    if by_name is not None and container_of_name(name) is not None:
        return by_name
    return container_of(head) or format_of(head, "") or container_of_name(name) or by_name


def _members(of: Container, given: _Opened, measure: _Measure) -> Iterator[Found]:
    """All that a container holds, one after the other."""
    try:
        for name, member in of.members(given.file, measure.unpacked):
            inside = "/".join(part for part in (given.inside, name) if part)
            if isinstance(member, Refused | Skipped):
                yield inside, member
            elif name.rpartition("/")[2] == METADATA_NAME:
                yield inside, _table(member)
            else:
                inner = name.rpartition("/")[2] or of.holds(given.name)
                yield from _read(_Opened(member, inner, inside, given.depth + 1, seeks=False), measure)
    except TooMuchError:
        raise
    except InputError as problem:
        yield given.inside, Refused("", problem.reason)


def _table(file: IO[bytes]) -> Table | Refused:
    try:
        return Table(data=read_whole(file, _MAX_TABLE))
    except TooMuchError:
        raise
    except InputError as problem:
        return Refused("", problem.reason)


def _events(of: Format, file: IO[bytes], measure: _Measure) -> Iterator[Event]:
    """What a reader finds; whatever goes wrong in it becomes a reason."""
    try:
        for event in of.read(file, measure.limits):
            if isinstance(event, Record):
                measure.texts.spend(len(event.text))  # a table may hold one long text a million times
                event = _checked(event, measure.limits)
            yield event
    except TooMuchError:
        raise
    except InputError as problem:
        yield Refused("", problem.reason)
    except ImportError as problem:
        if of.extra is None:
            raise
        yield Refused("", f"{of.name} needs one more package ({problem.name}); install spoglio[{of.extra}]")
    except OSError as problem:
        yield Refused("", f"the file cannot be read ({problem_of(problem)})")
    except Exception as problem:  # libraries that read what others wrote have errors of every kind
        yield Refused("", f"the file is damaged: it cannot be read as {of.name} ({problem_of(problem)})")


def _checked(record: Record, limits: Limits) -> Record | Refused:
    """A record whose text may be published, for all formats alike."""
    try:
        text = clean(record.text, limits.max_chars)
    except InputError as problem:
        return Refused(record.part, problem.reason)
    return record if text == record.text else replace(record, text=text)
