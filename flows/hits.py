"""What `spoglio search` and `spoglio ledger` have in common: how the words are asked for and the answers printed."""

from pathlib import Path
from shutil import get_terminal_size
from typing import Any, TextIO

from flows.query import records, run_query
from flows.terminal import colours, printable
from transforms.errors import UsageError
from warehouse.store import open_published

_RESET = "\x1b[0m"
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}
_LONGEST, _MAX_WIDTH = 1_000, 120


class Page:
    """The terminal, or the file, on which hits are printed.

    Attributes:
        width: columns of a line, from `least` to 120.
    """

    def __init__(self, out: TextIO, least: int) -> None:
        self._out, self._coloured = out, colours(out)
        self.width = min(max(get_terminal_size().columns, least), _MAX_WIDTH)

    def write(self, text: str) -> None:
        """Print lines."""
        self._out.write(text + "\n")

    def close(self) -> None:
        """Send all of it."""
        self._out.flush()

    def mark(self, text: str, style: str | None) -> str:
        """A text in bold, dim or a colour; plain where there is no style, or no terminal."""
        return f"\x1b[{_CODES[style]}m{text}{_RESET}" if style and text and self._coloured else text


def hits_of(db: Path, query: str, form: str) -> list[dict[str, Any]] | None:
    """The rows for people; None for other formats, which are printed at once.

    Raises:
        StoreError: the file cannot be opened.
    """
    if form != "table":
        run_query(db, query, form)
        return None
    with open_published(db) as con:
        return records(con, query)


def check_words(words: str, example: str) -> None:
    """See that there is a word to look for, and not too much of it.

    Raises:
        UsageError: there is none, or they are far too many.
    """
    if not any(char.isalnum() for char in words) or len(words) > _LONGEST:
        raise UsageError(f"Give words to look for, such as {example}, at most {_LONGEST} characters.")


def line_of(value: object) -> str:
    """A value on one line, without what would harm a terminal."""
    return printable(" ".join(str(value).split()))


def cut(text: str, width: int) -> str:
    """A text on one line that is at most so wide."""
    line = line_of(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
