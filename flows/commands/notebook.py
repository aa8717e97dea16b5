"""`spoglio notebook`."""

from pathlib import Path
from typing import Annotated

import typer

from flows import options


def notebook(
    db: options.Db = options.DB,
    port: Annotated[int | None, typer.Option("--port", help="Port on this machine.  [default: any free one]")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
    copy: Annotated[
        Path | None, typer.Option("--copy", metavar="FILE", help="Write the notebook there, to change it, and end.")
    ] = None,
) -> int:
    """Filter facts and follow them to their sentences in a browser (marimo).

    Examples:
      spoglio notebook --db news.duckdb
      spoglio notebook --copy mine.py
    """
    if copy is not None:
        from flows.notebook.show import copy_notebook

        copy_notebook(copy)
        print(f"{copy}: open it with: marimo edit {copy} -- --db {db}")
        return 0
    from flows.notebook import show_notebook

    return show_notebook(db, port, browser)
