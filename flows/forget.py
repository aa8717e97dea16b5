"""`spoglio forget`: a document goes, with whatever belongs to it, and stays away."""

from pathlib import Path

from flows.clock import utc_now
from flows.stored import is_key
from flows.terminal import plural, printable, say
from transforms.contract import Retraction
from transforms.errors import UsageError
from warehouse.store import Warehouse, open_published

_SHOWN = 5


def forget(db: Path, told: str, reason: str | None = None) -> str:
    """Retract documents and publish without them.

    Args:
        db: the published file.
        told: the key of a document or its beginning (of one alone), or the address or source_uri of any number.
        reason: None: not told.

    Returns:
        One line for people.

    Raises:
        UsageError: there is no such document, or several keys begin so.
        StoreError: there is no such warehouse, or it cannot be written.
    """
    with open_published(db) as con:
        found = con.execute(
            "SELECT doc_id, source_uri, url FROM documents WHERE $1 IN (url, source_uri) OR doc_id IN "
            "(SELECT doc_id FROM sightings WHERE $1 IN (url, source_uri)) ORDER BY doc_id",
            [told],
        ).fetchall()
        if not found and is_key(told):
            found = con.execute(
                "SELECT doc_id, source_uri, url FROM documents WHERE starts_with(doc_id, ?) ORDER BY doc_id", [told]
            ).fetchall()
            if len(found) > 1:
                some = ", ".join(doc_id for doc_id, *_ in found[:_SHOWN]) + " …" * (len(found) > _SHOWN)
                raise UsageError(f"Several documents begin with {told}; give more of one: {some}")
    if not found:
        raise UsageError(
            f"{db} has no document with the key, url or source_uri {told[:200]}; 'FROM readings' tells all."
        )
    with Warehouse(db) as store:
        rows = [
            Retraction(doc_id=row[0], source_uri=row[1], url=row[2], reason=reason, told_at=utc_now()) for row in found
        ]
        store.retractions.add(rows)
        store.renew()
    for other in sorted(db.parent.glob(f"{db.stem}.earlier*{db.suffix}")):
        say(f"{printable(other)} is a copy of before and may still hold the text; remove it if it must go there too.")
    shown = ", ".join(f"{row[0]} ({row[1]})" for row in found[:_SHOWN]) + " …" * (len(found) > _SHOWN)
    return printable(f"{plural(len(found), 'document')} retracted: {shown}")
