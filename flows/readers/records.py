"""One row of a table or of a record file: a text with its metadata."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from flows.metadata import MOST_UNKNOWN, is_known, read_told
from flows.readers.reader import Record, Refused

_MAX_NAME = 4_096


def to_record(row: Mapping[str, Any], part: str, called: str = "row") -> Record | Refused:
    """The text of a row with what its other columns tell.

    Args:
        row: values as a CSV reader, a JSON parser or a Parquet reader gives them.
        part: which part of the file it is.
        called: what people call it: "row", "record".
    """
    text = row.get("text")
    if text is None:
        return Refused(part, f"the {called} has no 'text'")
    if not isinstance(text, str):
        return Refused(part, f"the 'text' of the {called} is no string")
    told, complaints = read_told(row)
    uri = row.get("source_uri")
    if not _is_name(uri):
        if uri is not None:
            complaints.append("source_uri is no name; the name of the file and the number stand for it")
        uri = None
    unknown = tuple(islice((name for name in row if not is_known(name)), MOST_UNKNOWN))
    return Record(text, part, told, uri, unknown, tuple(complaints))


def _is_name(uri: object) -> bool:
    """Whether it can stand in `source_uri`: some text that is valid Unicode."""
    if not isinstance(uri, str) or not uri.strip() or "\x00" in uri or len(uri) > _MAX_NAME:
        return False
    return not any("\ud800" <= char <= "\udfff" for char in uri)
