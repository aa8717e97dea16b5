"""Which documents of a warehouse somebody means: by key, address or source_uri."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.stored import is_key
from transforms.errors import UsageError
from warehouse.store import open_published

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A published document: its key, where it was seen first, and under which day it stands. None: not told."""

    doc_id: str
    source_uri: str
    url: str | None
    published_on: date | None


def named(db: Path, told: str) -> list[Named]:
    """The documents that are meant, at least one.

    Args:
        db: the published file.
        told: the key of a document or its beginning (of one alone), or the address or source_uri of any number.

    Raises:
        UsageError: there is no such document, or several keys begin so.
        StoreError: there is no such warehouse, or it cannot be read.
    """
    columns = "SELECT doc_id, source_uri, url, published_on FROM documents"
    with open_published(db) as con:
        found = con.execute(
            f"{columns} WHERE $1 IN (url, source_uri) OR doc_id IN "
            "(SELECT doc_id FROM sightings WHERE $1 IN (url, source_uri)) ORDER BY doc_id",
            [told],
        ).fetchall()
        if not found and is_key(told):
            found = con.execute(f"{columns} WHERE starts_with(doc_id, ?) ORDER BY doc_id", [told]).fetchall()
            if len(found) > 1:
                some = ", ".join(doc_id for doc_id, *_ in found[:_SHOWN]) + " …" * (len(found) > _SHOWN)
                raise UsageError(f"Several documents begin with {told}; give more of one: {some}")
    if not found:
        raise UsageError(
            f"{db} has no document with the key, url or source_uri {told[:200]}; 'FROM readings' tells all."
        )
    return [Named(*row) for row in found]


def listed(found: Sequence[Named]) -> str:
    """The first of them for people."""
    return ", ".join(f"{one.doc_id} ({one.source_uri})" for one in found[:_SHOWN]) + " …" * (len(found) > _SHOWN)
