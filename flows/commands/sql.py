"""`spoglio sql`."""

import sys
from typing import Annotated, Literal

import typer

from flows import options


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", hidden=True)],
    db: options.Db = options.DB,
    form: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", metavar="FORMAT", help="table, csv or json.")
    ] = "table",
) -> int:
    """Query the warehouse with DuckDB SQL, read-only.

    Examples:
      spoglio sql "FROM claims LIMIT 10" --db news.duckdb
    """
    from flows.query import run_query

    run_query(db, query, form, sys.stdout)
    return 0
