"""Parquet: a file is many records, one a row."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from flows.metadata import MOST_UNKNOWN, is_known
from flows.readers.containers import Budget
from flows.readers.reader import Event, Format, Limits, Refused
from flows.readers.records import to_record
from transforms.errors import InputError

_MARK = b"PAR1"
# Few rows at a time: a page may hold texts that take much more room than they do on disk.
_ROWS = 4
_BUFFER = 1 << 20
_BYTES_PER_ROW = 16
_MAX_NAMES = 64_000_000


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The record of each row."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(
            file,
            buffer_size=_BUFFER,
            pre_buffer=False,
            thrift_string_size_limit=_MAX_NAMES,
            thrift_container_size_limit=_MAX_NAMES,
        )
    except (pa.ArrowException, OSError) as problem:
        raise InputError("the Parquet file is damaged or ends too early; write it again") from problem
    schema = table.schema_arrow
    if "text" not in schema.names:
        raise InputError("the table has no column 'text'")
    kind = schema.field("text").type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind)):
        raise InputError(f"the column 'text' of the table holds {kind}, not strings")
    names = [name for name in dict.fromkeys(schema.names) if is_known(name)]
    # To be named, not to be read.
    others = dict.fromkeys(islice((name for name in schema.names if not is_known(name)), MOST_UNKNOWN))
    _measure(table.metadata, names, Budget(file.seek(0, io.SEEK_END)))
    number = 0
    for group in range(table.num_row_groups):
        end = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_ROWS, row_groups=[group], columns=names, use_threads=False):
                for at in range(batch.num_rows):
                    number += 1
                    yield _record(batch, at, others, number)
        except (pa.ArrowException, OSError):
            yield Refused(str(number + 1), f"the Parquet file is damaged here; rows {number + 1} to {end} are left out")
        number = end


def _measure(metadata: Any, names: list[str], budget: Budget) -> None:
    """Count what the columns take when they are unpacked, before anything is; a row without anything costs its time."""
    budget.spend(_BYTES_PER_ROW * metadata.num_rows)
    for group in range(metadata.num_row_groups):
        for column in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(column)
            if chunk.path_in_schema.split(".")[0] in names:
                budget.spend(max(0, chunk.total_uncompressed_size))


def _record(batch: Any, at: int, others: dict[str, None], number: int) -> Event:
    try:
        row = {name: batch.column(name)[at].as_py() for name in batch.schema.names}
    except (ValueError, OverflowError, UnicodeDecodeError):
        return Refused(str(number), "the row holds a value that cannot be read")
    return to_record(row | others, str(number))


FORMAT = Format("a Parquet table", (".parquet",), lambda head: head.startswith(_MARK), read, seeks=True)
