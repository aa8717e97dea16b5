"""`spoglio explain`."""

from typing import Annotated

import typer

from flows import options


def explain(
    text: Annotated[str, typer.Argument(metavar="DOC_ID|PATH", hidden=True)],
    db: options.Db = options.DB,
    metadata: options.Told = None,
    published_on: options.Day = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            metavar="P",
            parser=options.probability,
            help="Show the best answers that are at least so sure, 0 to 1.  [default: those that are published]",
        ),
    ] = None,
    model: options.Model = "bundled",
) -> int:
    """Show what is found in a text, marked in it; writes nothing.

    DOC_ID is a document of the warehouse --db, or the beginning of its key: what is published of it is shown.
    PATH is a file that 'spoglio run' would read: a path, s3://…

    Examples:
      spoglio explain article.txt
      spoglio explain article.txt --published-on 2026-02-03 --min-confidence 0.4
      spoglio explain b2417279 --db news.duckdb
    """
    from flows.explain import explain_what

    return explain_what(text, db, metadata, published_on, model, min_confidence)
