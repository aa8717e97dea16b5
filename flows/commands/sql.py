"""`spoglio sql`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows import options
from transforms.errors import UsageError

Format = Literal["table", "csv", "json", "parquet", "xlsx", "md"]


def sql(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", hidden=True)] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", metavar="FILE", help="A file that holds the query, or -."),
    ] = None,
    db: options.Db = options.DB,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, csv, json, parquet, xlsx or md.  [default: as --out ends, else table]",
        ),
    ] = None,
    record: Annotated[bool, typer.Option("--record", help="A row a page, with all its columns.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the result to a file.")] = None,
) -> int:
    """Query the warehouse with DuckDB SQL, read-only.

    QUERY may also come from a file or from standard input. A table is as wide as the terminal; csv, json and parquet
    hold every value exactly; in xlsx no text becomes a formula. 'spoglio tables' and 'spoglio schema TABLE' tell what
    there is to ask.

    Examples:
      spoglio sql "FROM claims LIMIT 10" --db news.duckdb
      spoglio sql "FROM claims WHERE subject = 'Istat'" --record
      spoglio sql -f query.sql --out figures.xlsx
      spoglio sql "FROM statements" --format csv > quotes.csv
      echo "FROM coverage" | spoglio sql --format md
    """
    from flows.query import read_query, run_query

    if record and form not in (None, "table"):
        raise UsageError(f"--record is a table of its own kind; --format {form} has none.")
    by_name = out.suffix.removeprefix(".").lower() if out else ""
    chosen = (
        "record" if record else form or (by_name if by_name in ("csv", "json", "parquet", "xlsx", "md") else "table")
    )
    run_query(db, read_query(query, file), chosen, out)
    return 0
