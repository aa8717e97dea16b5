"""Tar archives, read from beginning to end with flat memory, whatever stands in their headers.

`tarfile` keeps the list of all members and loads headers whole, however long they say to be.
"""

import io
from collections.abc import Iterator
from typing import IO, Any

from flows.readers.reader import Refused
from transforms.errors import InputError

_BLOCK = 512
_CHUNK = 1 << 16
# Of the headers that stand before a header: long names, and fields in the format of POSIX (pax).
_MAX_HEADER = 1 << 16
_LONG_NAME, _FIELDS = b"L", b"x"
_BEFORE = (_LONG_NAME, _FIELDS, b"K", b"g")
_FILES = (b"0", b"\0", b"7")
_FOLDER, _SPARSE = b"5", b"S"
_LINKS = (b"1", b"2")


def is_tar(head: bytes) -> bool:
    """Whether a file begins with the header of a tar archive."""
    return len(head) >= _BLOCK and head[257:262] == b"ustar" and _is_sound(head[:_BLOCK])


def tar_members(file: IO[bytes]) -> Iterator[tuple[str, IO[bytes] | Refused]]:
    """Name and content of each file in an archive; a content is read before the next one is asked for.

    Raises:
        InputError: the archive is damaged.
    """
    named: dict[str, str] = {}
    while header := _header(file):
        kind = header[156:157]
        size = _number(header[124:136])
        if kind in _BEFORE:
            data = _exactly(file, size) if size <= _MAX_HEADER else b""
            if not data and size:
                raise InputError("the tar archive has a header that is longer than any name; it is damaged")
            _exactly(file, -size % _BLOCK)
            if kind == _LONG_NAME:
                named["path"] = _text(data.rstrip(b"\0"))
            elif kind == _FIELDS:
                named |= _fields(data)
            continue
        name = named.get("path") or _name(header)
        size = int(named["size"]) if named.get("size", "").isdecimal() else size
        sparse = kind == _SPARSE or any(field.startswith("GNU.sparse") for field in named)
        named = {}
        member = _Slice(file, size)
        if sparse:
            yield name, Refused("", "it has holes that the tar archive leaves out; pack it without --sparse")
        elif kind in _FILES and not name.endswith("/"):
            yield name, io.BufferedReader(member, _CHUNK)
        elif kind in _LINKS:
            yield name, Refused("", "it is a link, which is not followed")
        elif kind != _FOLDER and not name.endswith("/"):
            yield name, Refused("", "it is no regular file")
        if not member.skip():
            return
        _exactly(file, -size % _BLOCK)


class _Slice(io.RawIOBase):
    """The next bytes of a file, as a file."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), max(0, self._left)))
        if not data and self._left and len(buffer):
            self._left = -1
            raise InputError("the tar archive ends in the middle of this file; send it again")
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def skip(self) -> bool:
        """Go to the end of it; whether it is there."""
        while self._left > 0:
            self._left -= len(_exactly(self._file, min(_CHUNK, self._left)))
        return self._left == 0


def _header(file: IO[bytes]) -> bytes:
    """The next header; empty at the end of the archive, which is a block of zeros or the end of the file."""
    block = file.read(_BLOCK)
    if not block.strip(b"\0"):
        return b""
    if not _is_sound(block):
        raise InputError("the tar archive is damaged; send it again")
    return block


def _is_sound(block: bytes) -> bool:
    """Whether the sum that a header tells of itself is right."""
    told = block[148:156].strip(b" \0")
    return (
        len(block) == _BLOCK
        and told.isdigit()
        and len(told) <= 7
        and not told.strip(b"01234567")
        and int(told, 8) == sum(block[:148]) + 8 * 0x20 + sum(block[156:])
    )


def _number(field: bytes) -> int:
    """A number of a header: octal digits, or binary behind a byte of 128."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if digits.strip(b"01234567"):
        raise InputError("the tar archive is damaged; send it again")
    return int(digits or b"0", 8)


def _name(header: bytes) -> str:
    name = header[:100].split(b"\0")[0]
    if header[257:263] == b"ustar\0" and header[345] != 0:
        name = header[345:500].split(b"\0")[0] + b"/" + name
    return _text(name)


def _fields(data: bytes) -> dict[str, str]:
    """The fields of a header of POSIX: ``23 path=b/perché.txt``, each with its length and a line end."""
    fields = {}
    while data:
        length, _, _ = data[:20].partition(b" ")
        end = int(length) if length.isdigit() else 0
        if not len(length) < end <= len(data):
            break
        name, _, value = data[len(length) + 1 : end - 1].partition(b"=")
        fields[_text(name)] = _text(value)
        data = data[end:]
    return fields


def _text(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace").removeprefix("./")


def _exactly(file: IO[bytes], size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise InputError("the tar archive ends too early; send it again")
    return data
