"""`spoglio report`."""

from pathlib import Path
from typing import Annotated

import typer

from flows import options


def report(
    db: options.Db = options.DB,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The page.  [default: NAME.report.html in the working folder]"),
    ] = None,
    run: Annotated[
        str | None,
        typer.Option("--run", metavar="ID", help="Tell about the texts of one run: its key or name, or 'last'."),
    ] = None,
) -> int:
    """Write one page of HTML about a warehouse.

    Examples:
      spoglio report --db news.duckdb
      spoglio report --db news.duckdb --run last --out today.html
    """
    from flows.report import make_report

    print(make_report(db, out, run))
    return 0
