"""JSON lines: a file is many records, one a line."""

import json
from collections.abc import Iterator
from typing import IO, Any

from flows.readers.reader import Event, Format, Limits, Refused, never
from flows.readers.records import to_record
from transforms.errors import InputError

_CHUNK = 1 << 20


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The record of each line that is not blank."""
    for number, line in _lines(file, limits.max_bytes):
        part = str(number)
        if line is None:
            reason = f"the record is longer than a text of --max-chars ({limits.max_chars} characters) can be"
            yield Refused(part, reason)
            continue
        try:
            record = _parse(line)
        except InputError as problem:
            yield Refused(part, problem.reason)
            continue
        yield to_record(record, part, "record")


def _parse(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise InputError("the line is not UTF-8, as JSON must be") from problem
    except RecursionError as problem:
        raise InputError("the line is JSON that is nested too deeply") from problem
    except ValueError as problem:
        raise InputError("the line is no JSON") from problem
    if not isinstance(record, dict):
        raise InputError('the line is no JSON object; write {"text": …}')
    return record


def _lines(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Number and content of every line that is not blank; None for the content of one over `limit`."""
    number = 0
    while line := file.readline(limit):
        number += 1
        if len(line) < limit or line.endswith(b"\n"):
            if line.strip():
                yield number, line
            continue
        while rest := file.readline(_CHUNK):  # read and thrown away piece by piece
            if rest.endswith(b"\n"):
                break
        yield number, None


FORMAT = Format("JSON lines", (".jsonl", ".ndjson"), never, read)
