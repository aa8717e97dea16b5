"""`spoglio review`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows import options
from transforms.errors import UsageError

Field = Literal["value", "days", "name", "counted", "subject", "source", "period", "part_of", "speaker", "referent"]


def review(
    db: options.Db = options.DB,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write a new sheet (CSV) of answers to look at.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--in", metavar="FILE", help="Take in the verdicts of a sheet that was filled in.")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FILE", help="Write all verdicts as test cases (JSON lines).")
    ] = None,
    n: Annotated[int, typer.Option("--n", metavar="N", parser=options.positive, help="Rows of the sheet.")] = 50,
    field: Annotated[
        Field | None,
        typer.Option(
            "--field",
            metavar="FIELD",
            help="Only answers of one kind: value, days, name, counted, subject, source, period, part_of, speaker or "
            "referent.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another one draws other answers at random.")] = 1,
) -> int:
    """Look at published answers in a spreadsheet and keep what is said of them.

    A row of the sheet asks about one answer. Under verdict write y (right), n (wrong), e (wrong; the right answer under
    right_value) or ? (cannot be told). Half of the rows are drawn at random, half are those of the lowest confidence.
    Verdicts are kept beside the warehouse (NAME.verdicts.jsonl) and survive a rebuild; the view 'reliability' counts.

    Examples:
      spoglio review --out sheet.csv --n 40 --db news.duckdb
      spoglio review --in sheet.csv --db news.duckdb
      spoglio review --cases cases.jsonl --db news.duckdb
    """
    from flows.review import take_in, write_cases, write_sheet

    if sum(path is not None for path in (out, sheet, cases)) != 1:
        raise UsageError("Give one of --out, --in and --cases; 'spoglio review --help' tells what they do.")
    if out is not None:
        print(write_sheet(db, out, n, field, seed))
    elif sheet is not None:
        print(take_in(db, sheet))
    elif cases is not None:
        print(write_cases(db, cases))
    return 0
