"""Which formats there are, and which one reads a file: content wins over names."""

from flows.readers import csv, feed, html, jsonl, mail, newsml, parquet, pdf, text, warc, xlsx
from flows.readers.containers import CONTAINERS
from flows.readers.reader import Format

#: All formats; where the content of a file fits several, the first one reads it.
FORMATS: tuple[Format, ...] = (
    text.FORMAT,
    jsonl.FORMAT,
    csv.FORMAT,
    parquet.FORMAT,
    xlsx.FORMAT,
    html.FORMAT,
    feed.FORMAT,
    newsml.FORMAT,
    mail.FORMAT,
    mail.MAILBOX,
    pdf.FORMAT,
    warc.FORMAT,
)
_SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)
_PACKED = tuple(suffix for each in CONTAINERS for suffix in each.suffixes)
#: So many bytes of a file tell what it is.
HEAD = 4_096


def format_of(head: bytes, name: str) -> Format | None:
    """The format that reads a file; None: there is none.

    Args:
        head: its first `HEAD` bytes.
        name: how it is called.
    """
    return next((each for each in FORMATS if each.is_it(head)), None) or format_of_name(name)


def format_of_name(name: str) -> Format | None:
    """The format of files that are called so."""
    name = name.lower()
    return next((each for each in FORMATS if name.endswith(each.suffixes)), None)


def is_read(name: str) -> bool:
    """Whether files that are called so are read, if their content is what they say."""
    return name.lower().endswith(_SUFFIXES + _PACKED)


def of_no_use() -> str:
    """Why a file that somebody named is not read, and which ones are."""
    return f"files of this kind are not read; give {', '.join(_SUFFIXES)}, also packed as {', '.join(_PACKED)}"
