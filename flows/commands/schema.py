"""`spoglio schema`."""

from typing import Annotated

import typer

from flows import options


def schema(
    table: Annotated[str, typer.Argument(metavar="TABLE", hidden=True)],
    db: options.Db = options.DB,
) -> int:
    """Tell the columns of a table or view: types, what they hold, some values, and which tables they lead to.

    Examples:
      spoglio schema claims --db news.duckdb
    """
    from flows.catalogue import show_schema

    show_schema(db, table)
    return 0
