"""`spoglio ledger`."""

import sys
from typing import Annotated, Literal

import typer

from flows import options

Format = Literal["table", "csv", "json"]


def ledger(
    words: Annotated[str | None, typer.Argument(metavar="WORDS", hidden=True)] = None,
    db: options.Db = options.DB,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", parser=options.positive, help="So many quantities.")
    ] = 10,
    form: Annotated[Format, typer.Option("--format", metavar="FORMAT", help="table, csv or json.")] = "table",
) -> int:
    """Show who says how many, whether they agree, how it moved, and who only repeats it.

    WORDS stand in the headline of the story, in what is counted, where, of whom, or by whom; without any, what is told
    more than once is shown, the last stories first. 'at most N origins': there may be fewer, never more.

    Examples:
      spoglio ledger "Valdora" --db news.duckdb
      spoglio ledger "Valdora feriti" --format csv
    """
    from flows.ledger import show_ledger

    return show_ledger(db, words, limit, form, sys.stdout)
