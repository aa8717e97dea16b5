"""`spoglio forget`: a document goes, with whatever belongs to it, and stays away."""

from pathlib import Path

from flows.clock import utc_now
from flows.named import listed, named
from flows.terminal import plural, printable, say
from transforms.contract import Retraction
from warehouse.store import Warehouse


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
    found = named(db, told)
    with Warehouse(db) as store:
        rows = [
            Retraction(doc_id=one.doc_id, source_uri=one.source_uri, url=one.url, reason=reason, told_at=utc_now())
            for one in found
        ]
        store.retractions.add(rows)
        store.renew()
    for other in sorted(db.parent.glob(f"{db.stem}.earlier*{db.suffix}")):
        say(f"{printable(other)} is a copy of before and may still hold the text; remove it if it must go there too.")
    return printable(f"{plural(len(found), 'document')} retracted: {listed(found)}")
