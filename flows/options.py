"""Arguments and options that several commands share, and how what is typed becomes a value."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from transforms.errors import UsageError

if TYPE_CHECKING:
    from flows.places import Place, WebAddress
else:
    Place = WebAddress = Path  # Typer wants a type; what is typed is made a place, and fsspec is imported when it is

DB = Path("spoglio.duckdb")
MAX_CHARS = 1_000_000


def _checked(read: Callable[[str], Any], problems: type[Exception] = ValueError) -> Callable[[Any], Any]:
    """A reader of what is typed; its errors become those of the command line."""

    def parse(value: Any) -> Any:
        if not isinstance(value, str):
            return value  # a default
        try:
            return read(value)
        except problems as problem:
            raise typer.BadParameter(str(problem)) from problem

    return parse


def _place(value: str) -> Any:
    from flows.places import place

    return place(value)


def _place_or_web(value: str) -> Any:
    from flows.places import place_or_web

    return place_or_web(value)


def _day(value: str) -> date:
    from flows.metadata import read_day

    try:
        return read_day(value)
    except ValueError as problem:
        raise ValueError(f"{value!r}: {problem}") from problem


def read_duration(value: str) -> timedelta:
    """A time such as 90s, 15m, 6h or 1d.

    Raises:
        ValueError: it is none from 5s to 366d.
    """
    match = re.fullmatch(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", value.strip())
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    try:
        told = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        told = timedelta()
    if not timedelta(seconds=5) <= told <= timedelta(days=366):
        raise ValueError(f"{value!r} is no time from 5s to 366d; write 90s, 15m, 6h or 1d")
    return told


def read_positive(value: str) -> int:
    """A whole number from 1 on.

    Raises:
        ValueError: it is none.
    """
    number = int(value) if value.strip().isdecimal() else 0
    if number < 1:
        raise ValueError(f"{value!r} is no whole number from 1 on")
    return number


def _probability(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ValueError(f"{value!r} is no probability; give a number from 0 to 1, such as 0.5")
    return number


place_of, place_or_web = _checked(_place, UsageError), _checked(_place_or_web, UsageError)
day, duration = _checked(_day), _checked(read_duration)
positive, probability = _checked(read_positive), _checked(_probability)

Inbox = Annotated[list[Place | WebAddress], typer.Argument(metavar="PATH", parser=place_or_web, hidden=True)]
FeedList = Annotated[
    Path | None, typer.Option("--feeds", metavar="FILE", help="Feeds and pages on the web to fetch: a feeds.toml.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and private networks too.")
]
Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The warehouse.")]
DbMade = Annotated[Path, typer.Option("--db", metavar="FILE", help="The warehouse, made when it is missing.")]
Told = Annotated[
    Place | None,
    typer.Option(
        "--metadata",
        metavar="FILE",
        parser=place_of,
        help="CSV, JSONL or Parquet table with a column 'file' and any of published_on, published_at, title, outlet, "
        "url, language.",
    ),
]
Day = Annotated[
    date | None,
    typer.Option("--published-on", metavar="DATE", parser=day, help="Day of texts that tell none."),
]
OutletName = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Outlet of texts whose metadata and URL tell none.")
]
BatchSize = Annotated[int, typer.Option("--batch-size", metavar="N", parser=positive, help="Texts a batch.")]
MaxChars = Annotated[int, typer.Option("--max-chars", metavar="N", parser=positive, help="Refuse longer texts.")]
Model = Annotated[
    str, typer.Option("--model", metavar="NAME", help="'bundled', 'rules', or a spaCy pipeline or its path.")
]
LanguageDetector = Annotated[
    Literal["none", "lingua"],
    typer.Option("--language-detector", metavar="none|lingua", help="Who is asked for languages that stay open."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", parser=positive, help="Processes that read.  [default: one a core]"),
]
Runner = Annotated[
    Literal["local", "dask"], typer.Option("--runner", help="Processes here, or a Dask cluster.", metavar="local|dask")
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="URL", help="Dask scheduler, such as tcp://10.0.0.5:8786.")
]
Staging = Annotated[
    str | None,
    typer.Option(
        "--staging",
        metavar="URL",
        help="Folder for finished batches that all workers reach: a path, s3://…  [default: beside the warehouse]",
    ),
]
LogFormat = Annotated[
    Literal["text", "json"], typer.Option("--log-format", help="Lines on standard error.", metavar="text|json")
]
LogFile = Annotated[Path | None, typer.Option("--log-file", metavar="FILE", help="Add the same lines to a file.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings.  [default: spoglio.toml, where there is one]")
]
