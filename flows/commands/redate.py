"""`spoglio redate`."""

from datetime import datetime
from typing import Annotated

import typer

from flows import options


def redate(
    text: Annotated[str, typer.Argument(metavar="DOC_ID|URL", hidden=True)],
    day: Annotated[datetime, typer.Argument(metavar="DAY", formats=["%Y-%m-%d"], hidden=True)],
    db: options.Db = options.DB,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept in the table redatings.")
    ] = None,
    model: options.Model = "bundled",
) -> int:
    """Correct a day of publication that was told too early, and read the document again under the right one.

    DOC_ID is the key of a document or its beginning, URL its web address or its source_uri, DAY the earliest day that
    counts, as 2026-03-05. The correction is kept beside the warehouse and outlives every rebuild.

    Examples:
      spoglio redate b2417279 2026-03-05 --db news.duckdb
    """
    from flows.redate import redate as correct

    correct(db, text, day.date(), reason, model)
    return 0
