"""`spoglio export`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows import options

Format = Literal["parquet", "csv", "jsonl", "xlsx"]


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", hidden=True)],
    db: options.Db = options.DB,
    form: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="parquet, csv, jsonl or xlsx.")
    ] = "parquet",
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="TABLE", help="This table or view; may be told again.  [default: all]"),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier export in that folder.")] = False,
) -> int:
    """Write tables and views into a new folder, with a description for programs (datapackage.json).

    In csv and xlsx no text becomes a formula; parquet and jsonl hold every value exactly.

    Examples:
      spoglio export out --db news.duckdb
      spoglio export sheets --format xlsx --only claims --only statements
    """
    from flows.export import export as write

    print(write(db, folder, form, only, replace))
    return 0
