"""`spoglio redate`: a document stands under a later day, and what it says is derived anew from it."""

from datetime import date
from pathlib import Path

from flows.clock import utc_now
from flows.named import listed, named
from flows.run import Request, run
from flows.terminal import plural, printable, say
from transforms.contract import Redating
from transforms.errors import UsageError
from warehouse.store import Warehouse


def redate(db: Path, told: str, day: date, reason: str | None = None, model: str = "bundled") -> None:
    """Correct the day of documents and read them again.

    Args:
        db: the published file.
        told: the key of a document or its beginning (of one alone), or the address or source_uri of any number.
        day: no place where they were seen counts before it.
        reason: None: not told.
        model: the language model, as of a run.

    Raises:
        UsageError: there is no such document, or it does not stand under an earlier day.
        StoreError: there is no such warehouse, or it cannot be written.
        GateError: the gate held the run back.
    """
    found = named(db, told)
    for one in found:
        if one.published_on is None or one.published_on >= day:
            stands = "without a day" if one.published_on is None else f"under {one.published_on}"
            raise UsageError(
                f"{one.doc_id} ({one.source_uri}) stands {stands}; redate corrects a day that was told too early. "
                "Run over the text once more with metadata that tell the right day."
            )
    rows = [
        Redating(doc_id=one.doc_id, published_on=day, before_on=one.published_on, reason=reason, told_at=utc_now())
        for one in found
        if one.published_on
    ]
    with Warehouse(db) as store:
        store.redatings.add(rows)
    say(printable(f"{plural(len(found), 'document')} under {day}: {listed(found)}"))
    run(Request((), db, model=model))
