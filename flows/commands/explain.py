"""`spoglio explain`."""

from typing import Annotated

import typer

from flows import options


def explain(
    path: options.OnePath,
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

    PATH is a .txt or .jsonl file: a path, s3://…

    Examples:
      spoglio explain article.txt
      spoglio explain article.txt --published-on 2026-02-03 --min-confidence 0.4
    """
    from flows.explain import explain as show

    return show(path, metadata, published_on, model, min_confidence)
