"""What a person sees: progress on standard error, colours only where wanted, no control characters from texts."""

import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Protocol, TextIO

from flows.settings import colours_wanted

# Right-to-left overrides, isolates and zero-width characters change how a line looks without being seen.
_HIDDEN = frozenset("\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def printable(value: object, keep: str = "") -> str:
    r"""Text from outside, made harmless for a terminal: control and hidden characters are written as ``\x1b``.

    Args:
        value: what to show.
        keep: control characters that may stay, such as a line end.

    >>> printable("a\x1b[31mb\n")
    'a\\x1b[31mb\\n'
    """
    text = str(value)
    if text.isprintable():
        return text
    return "".join(char if char in keep or not _harmful(char) else _escape(char) for char in text)


def _harmful(char: str) -> bool:
    return char in _HIDDEN or not (char.isprintable() or char in "\xa0\u202f\u2009\xad")


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def plain_number(value: Decimal) -> str:
    """All digits of a number without the zeros that its column's scale adds; `Decimal.normalize` would round to 28.

    >>> plain_number(Decimal("41000.500000000000"))
    '41000.5'
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def say(message: str) -> None:
    """One line to standard error."""
    write(message + "\n", sys.stderr)


def write(text: str, stream: TextIO) -> None:
    """Write text and let it be seen at once."""
    stream.write(text)
    stream.flush()


def plural(count: int, what: str) -> str:
    """A count with its noun: "1 text", "2 texts"."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def colours(stream: TextIO) -> bool:
    """Whether to colour what is written to `stream`."""
    return stream.isatty() and colours_wanted()


def program() -> str:
    """How to call this program from the working folder: a command that works as typed."""
    if shutil.which("spoglio"):
        return "spoglio"
    script = Path(sys.prefix) / "bin" / "spoglio"
    if not script.exists():
        return f"{Path(sys.executable).name} -m flows.cli"
    here = Path.cwd()
    return shlex.quote(str(script.relative_to(here) if script.is_relative_to(here) else script))


class Bar(Protocol):
    """A running count of work done."""

    def advance(self, steps: int) -> None:
        """Tell that `steps` more are done."""


class _Lines:
    """Progress where there is no terminal: one line every ten seconds."""

    every = 10.0

    def __init__(self, what: str, total: int | None) -> None:
        self.what, self.total, self.done = what, total, 0
        self.last = time.monotonic()

    def advance(self, steps: int) -> None:
        self.done += steps
        now = time.monotonic()
        if now - self.last >= self.every and self.done != self.total:
            self.last = now
            say(f"{self.what}: {self.done}" + (f" of {self.total}" if self.total is not None else ""))


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Bar]:
    """A progress bar on standard error; plain lines now and then where it is no terminal.

    Args:
        what: the work.
        total: its steps; None when nobody knows yet.
    """
    if not sys.stderr.isatty():
        yield _Lines(what, total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, no_color=not colours_wanted())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(what, total=total)

        class _Rich:
            def advance(self, steps: int) -> None:
                shown.advance(task, steps)

        yield _Rich()
