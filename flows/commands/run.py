"""`spoglio run`."""

from typing import TYPE_CHECKING, Any

from flows import options
from transforms.errors import UsageError

if TYPE_CHECKING:
    from flows.run import Request


def run(
    inbox: options.Inbox = [],  # noqa: B006 # Typer copies it
    db: options.DbMade = options.DB,
    metadata: options.Told = None,
    published_on: options.Day = None,
    outlet: options.OutletName = None,
    batch_size: options.BatchSize = 100,
    max_chars: options.MaxChars = options.MAX_CHARS,
    model: options.Model = "bundled",
    workers: options.Workers = None,
    runner: options.Runner = "local",
    scheduler: options.Scheduler = None,
    staging: options.Staging = None,
    log_format: options.LogFormat = "text",
    log_file: options.LogFile = None,
    debug: options.Debug = False,
) -> int:
    """Process what is new in files and folders.

    PATH is a file (.txt, .jsonl, .csv, .parquet, .xlsx …), an archive or a folder of them: a path, s3://…, as many as
    you like. Without one, 'inbox' of the settings is read. A metadata.csv in a folder is picked up by itself.

    Examples:
      spoglio run articles/ --db news.duckdb
      spoglio run one.txt --published-on 2026-02-03
      spoglio run feed.jsonl --metadata told.csv --workers 4
    """
    from flows.run import run as carry_out

    return carry_out(request(**locals()))


def request(**told: Any) -> "Request":
    """What `run` and `serve` are asked for, from their parameters.

    Raises:
        UsageError: no path is told, or options that go together are not.
    """
    from flows.run import Request

    if not told["inbox"]:
        raise UsageError("No PATH is given, and no 'inbox' in the settings; give files or folders of articles.")
    check_runner(told["runner"], told["scheduler"])
    names = Request.__dataclass_fields__
    return Request(paths=tuple(told["inbox"]), **{name: value for name, value in told.items() if name in names})


def check_runner(runner: str, scheduler: str | None) -> None:
    """Raises UsageError where one of two options that go together is missing."""
    if (runner == "dask") != bool(scheduler):
        raise UsageError("--runner dask and --scheduler go together; give both or none.")
