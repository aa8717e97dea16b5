"""Where files lie: paths of this machine, addresses that fsspec understands (``s3://bucket/news``), or the web."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import urlsplit

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from transforms.errors import InputError, UsageError

_CHUNK = 1 << 20


def place(given: str | Path) -> "Place":
    """A path or an address, as it is given on the command line.

    Raises:
        UsageError: nobody can read such an address here, or it is on the web.
    """
    if isinstance(given, str) and "://" in given:
        if _is_on_web(given):
            raise UsageError(
                "Addresses on the web are fetched by 'spoglio run' and 'spoglio serve' alone; give a file."
            )
        return Remote(given)
    return Path(given)


def place_or_web(given: str | Path) -> "Place | WebAddress":
    """As `place`; an address on the web is one that is fetched first.

    Raises:
        UsageError: nobody can read such an address here.
    """
    return WebAddress(given) if isinstance(given, str) and _is_on_web(given) else place(given)


def _is_on_web(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


def file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """File system and path of an address; a plain path is never taken for one, whatever signs it holds.

    Raises:
        UsageError: the package for such addresses is not installed, or there is none.
    """
    if "://" not in url:
        return LocalFileSystem(), url
    try:
        return url_to_fs(url)  # type: ignore[no-any-return] # fsspec has no types
    except ImportError as problem:  # fsspec names the package
        kind = url.split("://", maxsplit=1)[0]
        how = "pip install 'spoglio[s3]'" if kind in ("s3", "s3a") else str(problem).rstrip(".")
        raise UsageError(f"Addresses that begin with {kind}:// need another package: {how}.") from problem
    except ValueError as problem:
        raise UsageError(f"{url} is no address that can be read ({str(problem).rstrip('.')}).") from problem


@dataclass(frozen=True)
class Remote:
    """A file or folder at an address, with what is asked of a path.

    Args:
        url: the address.

    Raises:
        UsageError: nobody can read such an address here, or it holds a password, which would be published.
    """

    url: str

    def __post_init__(self) -> None:
        try:
            secret = urlsplit(self.url).password
        except ValueError:
            secret = None
        if secret:
            raise UsageError("An address with a password would be published; tell it in the environment instead.")
        _ = self._opened

    def __str__(self) -> str:
        return self.url

    @cached_property
    def _opened(self) -> tuple[AbstractFileSystem, str]:
        return file_system(self.url)

    @property
    def suffix(self) -> str:
        """The kind of file, with its dot."""
        return PurePosixPath(self.url).suffix

    def with_name(self, name: str) -> "Remote":
        """A file beside it."""
        return Remote(f"{self.url.rpartition('/')[0]}/{name}")

    def exists(self) -> bool:
        """Whether there is such a file or folder."""
        files, path = self._opened
        return bool(files.exists(path))

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        files, path = self._opened
        return bool(files.isdir(path))

    def open(self, mode: str) -> IO[bytes]:
        """Open it to read bytes."""
        files, path = self._opened
        raw: Any = files.open(path, mode)
        # Those of fsspec read whole lines, however long.
        return io.BufferedReader(raw, _CHUNK)

    def read_bytes(self) -> bytes:
        """All that is in it."""
        with self.open("rb") as file:
            return file.read()

    def size(self) -> int:
        """Its bytes."""
        files, path = self._opened
        return int(files.size(path))

    def files(self) -> Iterator[tuple[str, "Remote"]]:
        """All files in the folder, to any depth, with their names inside it."""
        files, path = self._opened
        root = str(files._strip_protocol(path)).rstrip("/")
        for found in files.find(path):
            inside = str(found)[len(root) :].lstrip("/")
            yield inside, Remote(f"{self.url.rstrip('/')}/{inside}")


Place = Path | Remote


@dataclass(frozen=True)
class WebAddress:
    """A feed, page or file on the web; `flows.web` fetches it before it is read.

    Args:
        url: the address.

    Raises:
        UsageError: it is none, or holds a password, which would be published.
    """

    url: str

    def __post_init__(self) -> None:
        from flows.web.guard import checked

        try:
            checked(self.url)
        except InputError as problem:
            raise UsageError(f"An address on the web cannot be used: {problem.reason}.") from problem

    def __str__(self) -> str:
        return self.url


def size_of(file: Place) -> int:
    """The bytes of a file."""
    return file.size() if isinstance(file, Remote) else file.stat().st_size


def problem_of(problem: Exception) -> str:
    """What an operating system, or whoever keeps the files of an address, says."""
    said = (isinstance(problem, OSError) and problem.strerror) or str(problem) or type(problem).__name__
    return said.split("\n", maxsplit=1)[0][:200]
