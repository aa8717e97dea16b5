"""What a reader is: bytes of one format in, records out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from transforms.documents import Told
from transforms.errors import InputError

# A character of a text takes at most 12 bytes in JSON (an escaped surrogate pair); the rest is room for metadata.
_BYTES_PER_CHAR = 12
_ROOM = 1_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One text that a file holds.

    Attributes:
        text: what is read, as it goes to `documents.text`: all offsets point into it. Whoever asked for it checks its
            length and its characters with `documents.clean`, for all formats alike.
        part: which part of the file it is, the end of its source_uri behind ``#``; empty: the file is one text.
        told: what the format tells of it.
        source_uri: the name that the record gives itself; None: file and part.
        unknown: columns or fields that are not understood.
        complaints: what the record tells and cannot be used.
    """

    text: str
    part: str = ""
    told: Told = field(default_factory=Told)
    source_uri: str | None = None
    unknown: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that cannot be read: which, and why, in one sentence without its full stop."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a file that is no text, such as a picture among the pages of a crawl; it is counted, no more."""

    part: str = ""


@dataclass(frozen=True, slots=True)
class Table(Skipped):
    """A table of metadata that lies in an archive, beside the texts of which it tells."""

    data: bytes = b""


Event = Record | Refused | Skipped


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read.

    Attributes:
        max_chars: longer texts are refused.
    """

    max_chars: int

    @property
    def max_bytes(self) -> int:
        """So many bytes of a file may belong to one text, whatever its format adds to it."""
        return _BYTES_PER_CHAR * self.max_chars + _ROOM


#: Reads a file that is open for reading bytes, from its beginning and piece by piece where it holds many texts. What is
#: wrong with the whole file is an `InputError`; any other exception is taken for damage of the file and is told so.
#: Libraries of an extra are imported inside: whoever calls says which one is missing.
Read = Callable[[IO[bytes], Limits], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: what people call it, with its article: "an HTML page".
        suffixes: how names of its files end, in lower case with the dot.
        is_it: whether the first 4,096 bytes of a file can be nothing else; content wins over names.
        read: reads it; imports what it needs when it is called.
        extra: the extra of this package that brings what it needs; None: nothing more is needed.
        seeks: whether it reads back and forth; what lies in a container is then unpacked into a temporary file first.
    """

    name: str
    suffixes: tuple[str, ...]
    is_it: Callable[[bytes], bool]
    read: Read
    extra: str | None = None
    seeks: bool = False


def never(head: bytes) -> bool:
    """`Format.is_it` of a format that is known by its name alone."""
    return False


def read_whole(file: IO[bytes], max_bytes: int) -> bytes:
    """All that is in a file.

    Raises:
        InputError: it is longer.
    """
    data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(f"the file is larger than {max_bytes} bytes, the most that one text of its kind may take")
    return data
