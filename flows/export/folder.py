"""A folder that is complete or absent: made beside, renamed when it is whole, never over what no export wrote."""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from flows.export.package import MAKER, NAME
from flows.terminal import printable
from transforms.errors import UsageError


def check_folder(folder: Path, replace: bool) -> None:
    """Refuse a place where no export may stand.

    Args:
        folder: it may be absent or empty; else it must be an export, and `replace` be true.
        replace: whether an earlier export may be replaced.

    Raises:
        UsageError: says what stands there and what to do.
    """
    shown = printable(folder)
    if not folder.name or folder.name in (".", "..") or folder.resolve() == Path.cwd():
        raise UsageError(f"{shown} cannot be made anew; give the name of a folder of its own.")
    if not folder.parent.is_dir():
        raise UsageError(f"The folder {printable(folder.parent)} does not exist; make it or choose another place.")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{shown} is no folder; choose another name.")
    if not folder.exists() or not any(folder.iterdir()):
        return
    ours = _files_of(folder)
    if ours is None:
        raise UsageError(f"{shown} is not empty and no export of spoglio; choose another name.")
    other = sorted(
        path.name for path in folder.iterdir() if path.name not in ours or not path.is_file() or path.is_symlink()
    )
    if other:
        raise UsageError(
            f"{shown} holds {printable(other[0])[:80]!r}, which no export wrote; move it away or choose another name."
        )
    if not replace:
        raise UsageError(f"{shown} holds an earlier export; add --replace to put the new one in its place.")


def _files_of(folder: Path) -> set[str] | None:
    """Names of the files that an export wrote into a folder; None: it is no export."""
    try:
        package = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if package["spoglio"]["made_by"] != MAKER:
            return None
        return {NAME, *(str(resource["path"]) for resource in package["resources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def whole_folder(folder: Path, replace: bool) -> Iterator[Path]:
    """A folder to fill, which takes the place of `folder` at the end; whatever goes wrong, nothing of it is left.

    Raises:
        UsageError: the place was taken meanwhile.
    """
    folder = folder.parent.resolve() / folder.name
    _remove_stale(folder)
    build = folder.with_name(f".{folder.name}.{uuid4().hex[:12]}.export")
    build.mkdir()
    held = os.open(build, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield build
        for path in build.iterdir():
            _sync(path)
        _put(build, folder, replace)
    finally:
        os.close(held)
        shutil.rmtree(build, ignore_errors=True)


def _put(build: Path, folder: Path, replace: bool) -> None:
    check_folder(folder, replace)  # once more: it may have been filled meanwhile
    old = None
    if folder.exists() and any(folder.iterdir()):
        old = folder.with_name(f".{folder.name}.{uuid4().hex[:12]}.export")
        folder.rename(old)
    try:
        build.rename(folder)  # an empty folder gives way
    except OSError as problem:
        if old is not None:
            old.rename(folder)
        raise UsageError(
            f"{printable(folder)} was filled by another program meanwhile; choose another name."
        ) from problem
    _sync(folder.parent)
    if old is not None:
        for name in _files_of(old) or ():
            (old / name).unlink(missing_ok=True)
        with suppress(OSError):
            old.rmdir()


def _remove_stale(folder: Path) -> None:
    """Remove what killed exports to this place left: nobody holds it any more."""
    ours = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]{{12}}\.export")
    for path in folder.parent.iterdir():
        if not ours.fullmatch(path.name) or not path.is_dir() or path.is_symlink():
            continue
        held = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
        except OSError:
            continue
        finally:
            os.close(held)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
