"""CSV: a file is many records, one a row."""

from collections.abc import Iterator
from typing import IO

from flows.delimited import Broken, Row, read_rows
from flows.readers.reader import Event, Format, Limits, Refused, never
from flows.readers.records import to_record
from transforms.errors import InputError


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The record of each row, called by the line in which it begins."""
    for found in read_rows(file, limits.max_bytes):
        if isinstance(found, Broken):
            yield Refused(str(found.line), found.reason)
        elif isinstance(found, Row):
            yield _record(found)
        elif "text" not in found:
            raise InputError("the table has no column 'text'; its first line must name the columns")


def _record(row: Row) -> Event:
    part = str(row.line)
    if row.n_beyond:
        reason = "the row has more cells than there are columns; put cells that hold the delimiter in quotation marks"
        return Refused(part, reason)
    return to_record({name: cell or None for name, cell in row.cells.items()}, part)


FORMAT = Format("a CSV table", (".csv", ".tsv"), never, read)
