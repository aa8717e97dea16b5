"""What a reader is: bytes of one format in, records out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from transforms.documents import Told


@dataclass(frozen=True, slots=True)
class Record:
    """One text that a file holds.

    Attributes:
        text: what is read, ready for `documents.text`: all offsets point into it.
        part: which part of the file it is, the end of its source_uri behind ``#`` (of an archive behind ``/``); empty:
            the file is one text.
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
    """A part of a file that cannot be read: which, and why, in one sentence."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read.

    Attributes:
        max_chars: longer texts are refused.
    """

    max_chars: int


#: Reads a file that is open for reading bytes; what is wrong with the whole file is an `InputError`.
Read = Callable[[IO[bytes], Limits], Iterator[Record | Refused]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: what people call it: "HTML page".
        suffixes: how names of its files end, in lower case with the dot.
        is_it: whether the first 4,096 bytes of a file look like it; content wins over names.
        read: reads it; imports what it needs when it is called.
        extra: the extra of this package that brings what it needs; None: nothing more is needed.
    """

    name: str
    suffixes: tuple[str, ...]
    is_it: Callable[[bytes], bool]
    read: Read
    extra: str | None = None
