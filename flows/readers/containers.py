"""Files that hold other files: gzip, zstd, zip and tar; nothing is ever written under a name that stands in them.

What comes out is counted: a small file that becomes very large is a trap, and its reading ends.
"""

import gzip
import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from flows.metadata import METADATA_NAME
from flows.readers.reader import Refused, Skipped
from flows.readers.tar import is_tar, tar_members
from transforms.errors import InputError

#: So many containers may lie in each other: `texts.tar.gz` are two.
MAX_DEPTH = 4
_MAX_RATIO = 200
_ALWAYS = 64_000_000
_MAX_SPOOLED = 2_000_000_000
_IN_MEMORY = 1 << 22
_CHUNK = 1 << 16
# A directory of a zip archive is held in memory, with ten times its size; it stands at the end, before a comment.
_MAX_DIRECTORY = 16_000_000
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_MAX_END = (1 << 16) + 98
_MAX_NAME = 4_096
_ENCRYPTED = 1
# Documents that are zip archives and not meant to be looked into, by a file that they must hold.
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")

#: A file inside, or why it is none. Its name is empty where the container holds one file and no name for it.
Member = tuple[str, IO[bytes] | Refused | Skipped]


class TooMuchError(InputError):
    """More comes out than anybody would have packed so."""

    def __init__(self) -> None:
        super().__init__(
            f"more than {_MAX_RATIO} times its size comes out of it, as out of a decompression bomb; "
            "unpack it yourself if you trust it"
        )


class Budget:
    """How much may come out of a file, all that lies in it taken together.

    Args:
        size: its bytes.
    """

    def __init__(self, size: int) -> None:
        self._left = max(_ALWAYS, _MAX_RATIO * size)

    def spend(self, n_bytes: int) -> None:
        """Count what came out.

        Raises:
            TooMuchError: it was too much.
        """
        self._left -= n_bytes
        if self._left < 0:
            raise TooMuchError


@dataclass(frozen=True, slots=True)
class Container:
    """One kind.

    Attributes:
        name: what people call it, with its article.
        suffixes: endings of file names, each with what the name of the file inside ends with instead.
        is_it: whether a file that begins so is one.
        members: the files inside.
        seeks: whether it is read back and forth.
    """

    name: str
    suffixes: dict[str, str]
    is_it: Callable[[bytes], bool]
    members: Callable[[IO[bytes], Budget], Iterator[Member]]
    seeks: bool = False

    def holds(self, name: str) -> str:
        """How the one file inside is called, by the name of the container."""
        for suffix, inner in self.suffixes.items():
            if name.lower().endswith(suffix):
                return name[: len(name) - len(suffix)] + inner
        return name


class _Unpacked(io.RawIOBase):
    """What comes out of a decoder, counted; damage is told in one sentence."""

    def __init__(self, source: Any, budget: Budget) -> None:
        self._source = source
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._source.read(len(buffer))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as problem:
            raise InputError("what is packed here is damaged or ends too early; send it again") from problem
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def _opened(source: Any, budget: Budget) -> IO[bytes]:
    return io.BufferedReader(_Unpacked(source, budget), _CHUNK)


def spooled(file: IO[bytes]) -> IO[bytes]:
    """The same content where one can seek: in memory, or in a file without a name when it is large.

    Raises:
        InputError: it is too large for that.
    """
    laid = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 # whoever asked reads it, and it has no name
    while data := file.read(_IN_MEMORY):
        laid.write(data)
        if laid.tell() > _MAX_SPOOLED:
            raise InputError("it is too large to be read inside another file; unpack it first")
    laid.seek(0)
    return laid


def _gzip(file: IO[bytes], budget: Budget) -> Iterator[Member]:
    with gzip.GzipFile(fileobj=file) as unpacked:
        yield "", _opened(unpacked, budget)


def _zstd(file: IO[bytes], budget: Budget) -> Iterator[Member]:
    import pyarrow

    with pyarrow.input_stream(file, compression="zstd") as unpacked:
        yield "", _opened(unpacked, budget)


def _tar(file: IO[bytes], budget: Budget) -> Iterator[Member]:
    for name, member in tar_members(file):
        yield name, _unwanted(name) or member


def _zip(file: IO[bytes], budget: Budget) -> Iterator[Member]:
    with _directory(file) as archive:
        # What is told of texts comes before them, wherever it lies.
        for info in sorted(archive.infolist(), key=lambda info: not info.filename.endswith(METADATA_NAME)):
            name = info.filename.replace("\\", "/")
            if not name.endswith("/"):
                yield name, _unwanted(name) or _of_zip(archive, info, budget)


def _unwanted(name: str) -> Refused | Skipped | None:
    """Why a file with that name is left alone; names are never opened, but what lies about them is not read."""
    if len(name) > _MAX_NAME:
        raise InputError(f"the archive holds a name of more than {_MAX_NAME} characters; it is damaged")
    parts = name.split("/")
    if name.startswith("/") or name[1:2] == ":" or ".." in parts:
        return Refused("", "its name leads out of the archive, as in an attack; it is not read")
    hidden = any(part.startswith(".") and part != "." for part in parts) or parts[0] == "__MACOSX"
    return Skipped() if hidden else None


def _of_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> IO[bytes] | Refused:
    if info.flag_bits & _ENCRYPTED:
        return Refused("", "it is encrypted; unpack the archive with its password first")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Refused("", "it is packed in a way that is not read (only deflate is); unpack the archive first")
    try:
        return _opened(archive.open(info), budget)
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return Refused("", "its place in the archive is damaged; send it again")


def _directory(file: IO[bytes]) -> zipfile.ZipFile:
    """A zip archive, opened.

    Raises:
        InputError: it is none, it is damaged, or its list of files is too long for memory.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _MAX_END))
    end = file.read(_MAX_END)
    for mark, at, length in ((_END, 12, 4), (_END_64, 40, 8)):
        found = end.rfind(mark)
        listed = int.from_bytes(end[found + at : found + at + length], "little") if found >= 0 else 0
        if _MAX_DIRECTORY < listed <= size:  # what is larger than the file is wrong or stands in the other record
            raise InputError("the archive lists more files than are read at once; unpack it first")
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as problem:
        raise InputError("the zip archive is damaged or ends too early; send it again") from problem


def document_in(file: IO[bytes]) -> str | None:
    """The suffix of the document that a zip archive is, such as a workbook; None: it is an archive.

    Raises:
        InputError: it is damaged.
    """
    with _directory(file) as archive:
        names = archive.NameToInfo
    if any(name in names for name in _WORKBOOKS):
        return ".xlsx"
    return ".docx" if any(name in names for name in _DOCUMENTS) else None


ZIP = Container("a zip archive", {".zip": ""}, lambda head: head[:4] in (b"PK\x03\x04", _END), _zip, seeks=True)
CONTAINERS = (
    Container("a gzip file", {".gz": "", ".tgz": ".tar"}, lambda head: head[:3] == b"\x1f\x8b\x08", _gzip),
    Container("a zstd file", {".zst": "", ".tzst": ".tar"}, lambda head: head[:4] == b"\x28\xb5\x2f\xfd", _zstd),
    ZIP,
    Container("a tar archive", {".tar": ""}, is_tar, _tar),
)


def container_of(head: bytes) -> Container | None:
    """The container that a file is which begins so; None: it is none."""
    return next((each for each in CONTAINERS if each.is_it(head)), None)


def container_of_name(name: str) -> Container | None:
    """The container that a file says to be by its name."""
    return next((each for each in CONTAINERS if name.lower().endswith(tuple(each.suffixes))), None)
