"""`spoglio forget`."""

from typing import Annotated

import typer

from flows import options


def forget(
    text: Annotated[str, typer.Argument(metavar="DOC_ID|URL", hidden=True)],
    db: options.Db = options.DB,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept in the table retractions.")
    ] = None,
) -> int:
    """Retract a document: whatever belongs to it goes at once, and no run takes the text in again.

    DOC_ID is the key of a document or its beginning; URL is the web address of one, or its source_uri. The table
    'retractions' tells which were retracted.

    Examples:
      spoglio forget b2417279 --db news.duckdb --reason "withdrawn by the agency"
      spoglio forget https://example.org/news/1.html --db news.duckdb
    """
    from flows.forget import forget as retract

    print(retract(db, text, reason))
    return 0
