"""Plain text: a file is one text."""

from collections.abc import Iterator
from typing import IO

from flows.readers.reader import Event, Format, Limits, Record, never
from transforms.documents import decode


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The text, whatever its encoding."""
    # One byte more than a text of that length can take: more is refused anyway.
    yield Record(decode(file.read(4 * limits.max_chars + 5), limits.max_chars))


FORMAT = Format("plain text", (".txt",), never, read)
