"""`spoglio status`."""

from typing import Annotated

import typer

from flows import options


def status(
    db: options.Db = options.DB,
    last: Annotated[int, typer.Option("--last", metavar="N", parser=options.positive, help="How many runs.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
) -> int:
    """Tell about the last runs, what was not published, and when the next run comes.

    Examples:
      spoglio status --db news.duckdb
      spoglio status --db news.duckdb --last 3 --json
    """
    from flows.status import show_status

    return show_status(db, last, as_json)
