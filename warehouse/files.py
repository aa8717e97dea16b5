"""What happens to files: one writer at a time, whole replacement, and every refusal in one sentence."""

import contextlib
import errno
import fcntl
import os
import re
import shutil
import threading
import uuid
from pathlib import Path
from typing import IO, Self

import duckdb

from transforms.errors import BusyError, FullError, StoreError

#: The oldest DuckDB that opens our files; it counts only when a file is made.
STORAGE_VERSION = "v1.4.0"

#: Settings of every connection: nothing is ever downloaded. New files have blocks of 128 KiB, not of 256: a publication
#: leaves some half-filled. Of 64 KiB a file is a little smaller, but each column has twice as many pieces to pack.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "default_block_size": "131072",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "storage_compatibility_version": STORAGE_VERSION,
}

#: How a file of SQLite begins; DuckDB would look for an extension to open it.
_SQLITE = b"SQLite format 3\0"
#: What DuckDB may use to fill a build and to lay its texts side by side; the rest goes to a folder beside it. A hundred
#: thousand texts need more.
_MEMORY_BYTES, _STAGED_SHARE, _FILE_SHARE = 320_000_000, 4, 32


def connect_to_fill(path: Path, n_bytes: int) -> duckdb.DuckDBPyConnection:
    """Open a build to load files of so many bytes into it, in bounded memory.

    Raises:
        StoreError: it is no DuckDB file.
    """
    con = connect(path)
    memory = max(_MEMORY_BYTES, n_bytes // _STAGED_SHARE, path.stat().st_size // _FILE_SHARE)
    con.execute(f"SET memory_limit = '{memory}B'")
    # Two threads would be a little faster, but they leave a quarter of the file unused.
    con.execute("SET threads = 1")
    return con


def connect(path: Path | str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file.

    Raises:
        StoreError: it is no DuckDB file, is locked by another process, or may not be opened.
    """
    try:
        con = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
        con.execute("SET TimeZone = 'UTC'")  # moments are told in it, whatever the machine's clock shows
        con.execute("SET enable_progress_bar = false")  # it would go to standard output, into our results
        return con
    except (duckdb.Error, OSError) as error:
        raise store_error(error, Path(path)) from error


def store_error(error: Exception, path: Path) -> StoreError:
    """The one sentence for an error of DuckDB or of the operating system about a file."""
    text = str(error)
    low = text.lower()
    if _is_full(error, low):
        return FullError(f"The disk that holds {path.parent} is full; free some space and run again.")
    if isinstance(error, PermissionError) or "permission denied" in low or "read-only file system" in low:
        return StoreError(f"{path} may not be read or written; change the permissions or choose another --db.")
    if "lock" in low and ("conflicting" in low or "could not set lock" in low):
        return StoreError(f"{path} is open for writing in another program; close it there and run again.")
    if _begin(path) == _SQLITE:
        return StoreError(f"{path} is a SQLite database, and spoglio keeps DuckDB ones; choose another --db.")
    if "not a valid duckdb" in low or "failed to open database file" in low:
        return StoreError(f"{path} is not a DuckDB database; choose another --db or move the file away.")
    if isinstance(error, duckdb.ConstraintException):
        # The gate lets no such row pass: the file's own constraints are those of another contract.
        return StoreError(
            f"{path} was made by another version of spoglio ({text.splitlines()[0]}); "
            "choose another --db and run over the articles again."
        )
    if "could not read enough bytes" in low or "corrupt" in low or "checksum" in low:
        return damaged(path)
    if "version" in low and ("newer" in low or "storage" in low or "serialized" in low):
        return StoreError(f"{path} was written by another version of DuckDB; choose another --db or move it away.")
    if isinstance(error, FileNotFoundError) or "cannot open file" in low:
        return StoreError(f"{path} cannot be opened; check the path and run again.")
    return StoreError(f"{path} cannot be used: {text.splitlines()[0] if text else type(error).__name__}")


def damaged(path: Path) -> StoreError:
    """The one sentence for a file of which a part is missing or wrong."""
    return StoreError(f"{path} is damaged; put a copy in its place, or move it away and run over the articles again.")


def _is_full(error: Exception, low: str) -> bool:
    codes = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return (isinstance(error, OSError) and error.errno in codes) or any(
        words in low
        for words in ("no space left", "disk quota", "file too large", "out of disk", "could not write all")
    )


def check_place(path: Path) -> None:
    """Refuse a path that can never hold a warehouse.

    Raises:
        StoreError: the folder is missing, the path is a folder, or another program left unsaved changes beside it.
    """
    if not path.parent.is_dir():
        raise StoreError(f"The folder {path.parent} does not exist; make it or choose another --db.")
    if path.is_dir():
        raise StoreError(f"{path} is a folder; give --db the name of a file.")
    if path.exists() and not path.is_file():
        raise StoreError(f"{path} is no regular file; choose another --db.")
    if wal_of(path).exists():
        raise StoreError(
            f"{path} has unsaved changes of another program ({wal_of(path).name}); "
            "open and close it once with DuckDB, then run again."
        )


def _begin(path: Path) -> bytes:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(len(_SQLITE))
    return b""


def wal_of(path: Path) -> Path:
    """DuckDB's write-ahead log beside a database file."""
    return path.with_name(path.name + ".wal")


class WriterLock:
    """At most one writer of a warehouse, also across processes; a killed process lets go by itself."""

    def __init__(self, path: Path) -> None:
        self._database = path
        self._path = path.with_name(f".{path.name}.lock")
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Take the lock without waiting.

        Raises:
            StoreError: another run holds it, or the folder may not be written.
        """
        while self._file is None:
            try:
                file = self._path.open("ab")
            except OSError as error:
                raise store_error(error, self._database) from error
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                file.close()
                raise BusyError(
                    f"Another run is writing {self._database}; wait until it is done and run again."
                ) from error
            # The holder before us removes the file as it lets go: a lock on a removed file holds nothing.
            if self._path.exists() and os.path.samestat(self._path.stat(), os.fstat(file.fileno())):
                self._file = file
            else:
                file.close()

    def release(self) -> None:
        """Let go of the lock and remove its file; harmless when it is not held."""
        if self._file is not None:
            self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None


class Build:
    """The file in which the next state of a warehouse is made, beside the published one and of another name.

    Use it in a ``with`` statement: what was not published is removed at its end.
    """

    def __init__(self, published: Path) -> None:
        self._published = published
        self.path = published.with_name(f".{published.name}.{uuid.uuid4().hex[:12]}.build")
        self.parts = self.path.with_name(self.path.name + ".parts")
        self._syncing: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def begin(self) -> None:
        """Copy the published file, when there is one. The copy must be closed: nobody writes the published file.

        Raises:
            StoreError: the disk is full or the folder may not be written.
        """
        try:
            if self._published.exists() and self._published.stat().st_size > 0:
                shutil.copyfile(self._published, self.path)
                # While the build is filled the copy goes to disk, so that little is left to wait for at the end.
                self._syncing = threading.Thread(target=_sync_copy, args=(self.path,), name="sync-copy", daemon=True)
                self._syncing.start()
        except OSError as error:
            self.remove()
            raise store_error(error, self._published) from error

    def publish(self) -> None:
        """Put the closed build in the place of the published file, in one step, safely on disk.

        Raises:
            StoreError: the operating system refused; the published file is as it was.
        """
        try:
            self._end_syncing()
            if self._published.exists():
                shutil.copymode(self._published, self.path)
            _sync(self.path)
            self.path.replace(self._published)
            _sync(self._published.parent)
        except OSError as error:
            self.remove()
            raise store_error(error, self._published) from error

    def _end_syncing(self) -> None:
        if self._syncing is not None:
            self._syncing.join()
            self._syncing = None

    def remove(self) -> None:
        """Remove the build and what DuckDB keeps beside it."""
        self._end_syncing()
        self.path.unlink(missing_ok=True)
        wal_of(self.path).unlink(missing_ok=True)
        shutil.rmtree(self.path.with_name(self.path.name + ".tmp"), ignore_errors=True)


def remove_stale_builds(published: Path) -> None:
    """Remove builds of killed runs; call it only with the writer's lock held."""
    # Exactly our own names: "w.duckdb" must not take a build of "w.duckdb.old" for its own.
    ours = re.compile(rf"\.{re.escape(published.name)}\.[0-9a-f]{{12}}\.build(?:\.wal|\.tmp|\.parts)?")
    for path in published.parent.iterdir():
        if ours.fullmatch(path.name):
            with contextlib.suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _sync_copy(path: Path) -> None:
    with contextlib.suppress(OSError):  # the last sync tells what is wrong
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
