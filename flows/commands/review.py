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
    n: Annotated[int, typer.Option("--n", metavar="N", parser=options.positive, help="Answers to look at.")] = 50,
    field: Annotated[
        Field | None,
        typer.Option(
            "--field",
            metavar="FIELD",
            help="Only answers of one kind: value, days, name, counted, subject, source, period, part_of, speaker or "
            "referent.",
        ),
    ] = None,
    port: Annotated[int, typer.Option("--port", help="Port of the page on this machine.  [default: any free]")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another one draws other answers at random.")] = 1,
) -> int:
    """Look at published answers one by one and keep what is said of them.

    Without an option a page on this machine asks about one answer after the other; --out writes the same as a sheet.
    The keys, and what to write under verdict, are y (right), n (wrong), e (wrong, and this is right) and ? (cannot be
    told). Half of the answers are drawn at random, half are those of the lowest confidence. Verdicts are kept beside
    the warehouse (NAME.verdicts.jsonl) and survive a rebuild; the view 'reliability' counts.

    Examples:
      spoglio review --db news.duckdb
      spoglio review --out sheet.csv --n 40 --db news.duckdb
      spoglio review --in sheet.csv --db news.duckdb
      spoglio review --cases cases.jsonl --db news.duckdb
    """
    import webbrowser

    from flows.review import show_page, take_in, write_cases, write_sheet
    from flows.terminal import say

    if sum(path is not None for path in (out, sheet, cases)) > 1:
        raise UsageError("Give one of --out, --in and --cases; 'spoglio review --help' tells what they do.")
    if out is not None:
        print(write_sheet(db, out, n, field, seed))
    elif sheet is not None:
        print(take_in(db, sheet))
    elif cases is not None:
        print(write_cases(db, cases))
    else:

        def opened(address: str) -> None:
            say(f"{address}  (Ctrl-C ends it and publishes what was said)")
            if browser:
                webbrowser.open(address)

        print(show_page(db, n, field, seed, port, opened))
    return 0
