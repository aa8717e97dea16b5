"""What a person sees: progress on standard error, colours only where wanted, no control characters from texts."""

import json
import shlex
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Protocol, TextIO

from flows.clock import seconds_since_start, utc_now
from flows.settings import colours_wanted
from transforms.errors import UsageError

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


def markdown(value: object) -> str:
    """Text from outside on one line of Markdown, with its signs escaped, in a cell of a table too."""
    return "".join("\\" + char if char in "|`*_[]<>#\\" else char for char in printable(value))


def plain_number(value: Decimal) -> str:
    """All digits of a number without the zeros that its column's scale adds; `Decimal.normalize` would round to 28.

    >>> plain_number(Decimal("41000.500000000000"))
    '41000.5'
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Journal:
    """Where lines about progress and problems go besides the terminal, and in which form."""

    def __init__(self) -> None:
        self.as_json = False
        self.file: TextIO | None = None


_journal = _Journal()


def keep_journal(log_format: str = "text", log_file: Path | None = None) -> None:
    """Choose how lines on standard error look, and a file that takes them too.

    Args:
        log_format: ``text``, or ``json`` for one object a line.
        log_file: lines are added to it; None: none.

    Raises:
        UsageError: the file cannot be written.
    """
    _journal.as_json = log_format == "json"
    if _journal.file is not None:
        _journal.file.close()
        _journal.file = None
    if log_file is not None:
        try:
            _journal.file = log_file.open("a", encoding="utf-8")
        except OSError as problem:
            raise UsageError(f"--log-file {log_file} cannot be written ({problem.strerror}).") from problem


def say(message: str, level: str = "info", **more: object) -> None:
    """One line to standard error, and to the log file.

    Args:
        message: a sentence for people.
        level: ``info`` or ``error``.
        more: values for machines; shown in JSON alone.
    """
    line = message
    if _journal.as_json or _journal.file is not None:
        moment = utc_now().isoformat(timespec="milliseconds") + "Z"
        if _journal.as_json:
            told = {"time": moment, "level": level, "message": message} | more
            line = json.dumps(told, ensure_ascii=False, default=str)
        if _journal.file is not None:
            # A full disk may not end a run that could do without its log.
            with suppress(OSError):
                write(f"{line if _journal.as_json else f'{moment} {line}'}\n", _journal.file)
    with suppress(OSError):  # the terminal was closed: the run may still come to its end
        write(line + "\n", sys.stderr)


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
        """Tell that `steps` more are done; any thread may."""


class _Lines:
    """Progress where there is no terminal: a line at once, then one every ten seconds, whatever else goes on."""

    every = 10.0

    def __init__(self, what: str, total: int | None, before: int) -> None:
        self.what, self.total, self.done, self._before = what, total, before, before
        self._start = seconds_since_start()
        self._guard, self._over = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._tell, daemon=True)

    def __enter__(self) -> "_Lines":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def advance(self, steps: int) -> None:
        with self._guard:
            self.done += steps

    def _tell(self) -> None:
        if self.total is not None:
            self._line()
        while not self._over.wait(self.every):
            if self.done != self.total:  # what comes afterwards is not counted here
                self._line()

    def _line(self) -> None:
        rate, left = pace(self.done, self.total, seconds_since_start() - self._start, self._before)
        count = f"{self.what}: {self.done}" + (f" of {self.total}" if self.total is not None else "")
        tail = f", {rate:.1f} a second" if rate else ""
        tail += f", {shown_seconds(left)} left" if left is not None else ""
        left = None if left is None else round(left)
        say(count + tail, done=self.done, total=self.total, rate=round(rate, 2), seconds_left=left)


def pace(done: int, total: int | None, seconds: float, before: int = 0) -> tuple[float, float | None]:
    """Steps a second and the seconds that are left; None where nobody can tell.

    Args:
        done: steps that are done.
        total: all of them; None when nobody knows.
        seconds: since the work began.
        before: how many were done by then.

    >>> pace(50, 200, 10.0)
    (5.0, 30.0)
    """
    rate = (done - before) / seconds if seconds > 0 else 0.0
    return rate, (total - done) / rate if rate and total is not None else None


def shown_seconds(seconds: float) -> str:
    """A time as people say it.

    >>> shown_seconds(75), shown_seconds(7300), shown_seconds(900)
    ('1 min 15 s', '2 h 1 min', '15 min')
    """
    whole = round(seconds)
    parts = [(whole // 3600, "h"), (whole % 3600 // 60, "min"), (whole % 60 if whole < 3600 else 0, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


@contextmanager
def progress(what: str, total: int | None = None, before: int = 0) -> Iterator[Bar]:
    """A progress bar on standard error; plain lines now and then where it is no terminal.

    Args:
        what: the work.
        total: its steps; None when nobody knows yet.
        before: steps that are done already: they say nothing about the rate.
    """
    if _journal.as_json or not sys.stderr.isatty():
        with _Lines(what, total, before) as lines:
            yield lines
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Task as RichTask
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: RichTask) -> Text:
            done = task.completed - before
            return Text(f"{done / task.elapsed:.1f}/s" if done and task.elapsed else "starting")

    console = Console(stderr=True, no_color=not colours_wanted())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(what, total=total, completed=before)

        class _Rich:
            def advance(self, steps: int) -> None:
                shown.advance(task, steps)

        yield _Rich()
