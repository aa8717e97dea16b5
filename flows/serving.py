"""The note of a process that serves a warehouse: one such process a warehouse, and `spoglio status` finds it."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from transforms.errors import BusyError, UsageError


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves a warehouse.

    Attributes:
        api: address of the Prefect server that keeps the schedule.
        deployment: its name there.
        schedule: when runs start, in words.
    """

    api: str
    deployment: str
    schedule: str

    @classmethod
    def read(cls, db: Path) -> Self | None:
        """Who serves a warehouse now; None: nobody."""
        try:
            with _place(db).open(encoding="utf-8") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    told = json.loads(file.read())
                    return cls(told["api"], told["deployment"], told["schedule"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None


@contextmanager
def only_one(db: Path) -> Iterator[Callable[[Serving], None]]:
    """While the block runs, no other process serves this warehouse; what it yields tells others about us.

    Raises:
        BusyError: another process serves it.
        UsageError: its folder cannot be written.
    """
    path = _place(db)
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"{path.parent} cannot be written ({problem.strerror}); choose another --db.") from problem
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise BusyError(f"Another process serves {db} already; end it first, or choose another --db.") from problem

        def tell(serving: Serving) -> None:
            file.truncate(0)
            file.write(json.dumps(asdict(serving)))
            file.flush()

        try:
            yield tell
        finally:
            path.unlink(missing_ok=True)


def _place(db: Path) -> Path:
    db = db.resolve()
    return db.with_name(f".{db.name}.serving")
