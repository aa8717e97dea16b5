"""`spoglio search`."""

import sys
from typing import Annotated, Literal

import typer

from flows import options

Format = Literal["table", "csv", "json"]


def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", hidden=True)],
    db: options.Db = options.DB,
    articles: Annotated[bool, typer.Option("--articles", help="Articles instead of sentences.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", parser=options.positive, help="So many of the best.")
    ] = 10,
    form: Annotated[Format, typer.Option("--format", metavar="FORMAT", help="table, csv or json.")] = "table",
) -> int:
    """Find sentences by words, whatever their endings and accents, with the facts told in them.

    Examples:
      spoglio search "frane Emilia" --db news.duckdb
      spoglio search "sciopero treni" --articles --limit 3
    """
    from flows.search import search as find

    return find(db, words, limit, articles, form, sys.stdout)
