"""`spoglio serve`."""

from datetime import timedelta
from typing import Annotated

import typer

from flows import options
from flows.commands.run import request
from transforms.errors import UsageError


def serve(
    inbox: options.Inbox = [],  # noqa: B006 # Typer copies it
    every: Annotated[
        timedelta | None,
        typer.Option(
            "--every", metavar="TIME", parser=options.duration, help="From one start to the next: 90s, 15m, 6h, 1d."
        ),
    ] = None,
    cron: Annotated[
        str | None,
        typer.Option("--cron", metavar="SPEC", help='Minute, hour, day, month, weekday, such as "0 6 * * 1-5".'),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="When a file comes or changes.")] = False,
    timezone: Annotated[str, typer.Option("--timezone", metavar="ZONE", help="Of --cron.")] = "Europe/Rome",
    db: options.DbMade = options.DB,
    metadata: options.Told = None,
    published_on: options.Day = None,
    outlet: options.OutletName = None,
    feeds: options.FeedList = None,
    allow_private: options.AllowPrivate = False,
    batch_size: options.BatchSize = 100,
    max_chars: options.MaxChars = options.MAX_CHARS,
    model: options.Model = "bundled",
    language_detector: options.LanguageDetector = "none",
    workers: options.Workers = None,
    runner: options.Runner = "local",
    scheduler: options.Scheduler = None,
    staging: options.Staging = None,
    log_format: options.LogFormat = "text",
    log_file: options.LogFile = None,
    debug: options.Debug = False,
) -> int:
    """Process what is new again and again, until told to end.

    It begins at once and then goes on as one of --every, --cron and --watch says. PATH and all else are those of
    'spoglio run'.

    Examples:
      spoglio serve inbox/ --db news.duckdb --every 15m
      spoglio serve inbox/ --db news.duckdb --cron "0 6 * * 1-5"
      spoglio serve inbox/ --db news.duckdb --watch
      spoglio serve --feeds feeds.toml --db news.duckdb --every 15m
    """
    from flows.serve import Schedule
    from flows.serve import serve as carry_out

    asked = request(**locals())
    if (every is not None) + (cron is not None) + watch != 1:
        raise UsageError("Give one of --every TIME, --cron SPEC and --watch.")
    return carry_out(asked, Schedule(every, cron, watch, timezone))
