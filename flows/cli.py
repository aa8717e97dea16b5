"""The command line: `spoglio run`, `serve`, `status`, `sql`, `search`, `explain`, `model`.

Exit codes: 0 done, 1 nothing could be read or the run failed, 2 the command line is wrong, 3 the quality gate held the
run back, 4 another run holds the warehouse, 130 interrupted. Heavy imports stand inside the functions that need them,
so that `spoglio --version` answers at once.
"""

import argparse
import atexit
import io
import os
import re
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from flows.limits import FOR_LOOKING, FOR_RUNS, demand_address_space
from flows.settings import use_one_thread
from transforms.errors import UsageError

if TYPE_CHECKING:
    from flows.places import Place
    from flows.run import Request

DEFAULT_DB = "spoglio.duckdb"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the errors of `transforms.errors` become one sentence.

    Args:
        arguments: the command line; None: that of the process, which then ends here.
    """
    code = _main(arguments)
    if arguments is None:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process at once: all is written and closed.

    Prefect's threads outlive the flow and hold on to what it was given; taking the interpreter down around them is slow
    and makes DuckDB complain of leaks. What libraries want done at the end (Great Expectations removes temporary
    folders) is done before.
    """
    with suppress(Exception):
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _main(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as end:  # --help, --version, or a wrong command line
        return end.code if isinstance(end.code, int) else 2
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                signal.signal(number, _interrupt)
    use_one_thread()
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        from flows.terminal import keep_journal

        keep_journal(getattr(options, "log_format", "text"), getattr(options, "log_file", None))
        demand_address_space(options.room)
        code = command(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever reads our output has seen enough; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except BaseException as problem:
        from flows.terminal import say

        if options.debug:
            traceback.print_exception(problem)
        from flows.problems import explain_problem

        code, sentence = explain_problem(problem)
        say(f"spoglio: {sentence}", level="error", exit_code=code)
        return code


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help="show the traceback of an error"
    )
    parser = argparse.ArgumentParser(
        prog="spoglio", description="Turn Italian news into a DuckDB warehouse of checked facts.", parents=[shared]
    )
    parser.set_defaults(debug=False, room=FOR_LOOKING)
    parser.add_argument("--version", action=_Version, help="version of the code and of the language model")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands, shared)
    _add_serve(commands, shared)
    _add_status(commands, shared)
    _add_sql(commands, shared)
    _add_search(commands, shared)
    _add_explain(commands, shared)
    _add_model(commands, shared)
    return parser


_Commands = argparse._SubParsersAction  # the type that add_subparsers returns has no public name


def _add_run(commands: "_Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "run", parents=[shared], help="process files and folders", description="Process files and folders of articles."
    )
    _add_inputs(parser)
    parser.set_defaults(command=_run, room=FOR_RUNS)


def _add_serve(commands: "_Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "serve",
        parents=[shared],
        help="process what is new again and again",
        description="Process what is new in files and folders, at once and then as the schedule says.",
    )
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--every", type=_duration, metavar="TIME", help="from one start to the next: 90s, 15m, 6h, 1d")
    when.add_argument("--cron", metavar="SPEC", help='minute, hour, day, month, weekday, such as "0 6 * * 1-5"')
    when.add_argument("--watch", action="store_true", help="when a file comes or changes")
    parser.add_argument("--timezone", default="Europe/Rome", metavar="ZONE", help="of --cron (default Europe/Rome)")
    _add_inputs(parser)
    parser.set_defaults(command=_serve, room=FOR_RUNS)


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=_place, metavar="PATH", help=_PATH)
    _add_db(parser, "the warehouse, made when it is missing")
    parser.add_argument("--metadata", type=_place, metavar="FILE", help=_METADATA)
    parser.add_argument(
        "--published-on", type=_day, metavar="DATE", help="day of the texts that tell none and have no metadata"
    )
    parser.add_argument("--batch-size", type=_positive, default=100, metavar="N", help="texts a batch (default 100)")
    parser.add_argument(
        "--max-chars", type=_positive, default=1_000_000, metavar="N", help="refuse longer texts (default 1000000)"
    )
    _add_language_model(parser)
    _add_runner(parser)
    _add_journal(parser)


def _add_runner(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=_positive, metavar="N", help="processes that read (default: one a core)")
    parser.add_argument(
        "--runner", choices=("local", "dask"), default="local", help="processes here (default), or a Dask cluster"
    )
    parser.add_argument("--scheduler", metavar="URL", help="address of the Dask scheduler, such as tcp://10.0.0.5:8786")
    parser.add_argument(
        "--staging",
        metavar="URL",
        help="folder for finished batches that all workers reach: a path, s3://… (default: beside the warehouse)",
    )


def _add_journal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--log-format", choices=("text", "json"), default="text", help="lines on standard error")
    parser.add_argument("--log-file", type=Path, metavar="FILE", help="add the same lines to a file")


def _add_status(commands: "_Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "status", parents=[shared], help="tell about the last runs", description="Tell about the last runs."
    )
    _add_db(parser, "the warehouse")
    parser.add_argument("--last", type=_positive, default=10, metavar="N", help="how many runs (default 10)")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.set_defaults(command=_status)


def _add_sql(commands: "_Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "sql", parents=[shared], help="query the warehouse", description="Query the warehouse, read-only."
    )
    parser.add_argument("query", metavar="QUERY", help='such as "FROM claims LIMIT 10"')
    _add_db(parser, "the warehouse")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.set_defaults(command=_sql)


def _add_search(commands: "_Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "search",
        parents=[shared],
        help="find sentences and articles by their words",
        description="Find sentences by words, whatever their endings and accents, with the facts told in them.",
    )
    parser.add_argument("words", metavar="WORDS", help='such as "frane Emilia"')
    _add_db(parser, "the warehouse")
    parser.add_argument("--articles", action="store_true", help="articles instead of sentences")
    parser.add_argument("--limit", type=_positive, default=10, metavar="N", help="so many of the best (default 10)")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.set_defaults(command=_search)


def _add_explain(commands: "_Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "explain", parents=[shared], help="show what is found in a text", description="Show what is found in a text."
    )
    parser.add_argument(
        "text",
        metavar="DOC_ID|PATH",
        help=f"a document of the warehouse, by its key or the beginning of it, or {_PATH}",
    )
    _add_db(parser, "the warehouse that holds DOC_ID")
    parser.add_argument("--metadata", type=_place, metavar="FILE", help=_METADATA)
    parser.add_argument("--published-on", type=_day, metavar="DATE", help="day of the text when it tells none")
    parser.add_argument(
        "--min-confidence",
        type=_probability,
        metavar="P",
        help="show the best answers that are at least so sure, 0 to 1 (default: those that are published)",
    )
    _add_language_model(parser)
    parser.set_defaults(command=_explain_text)


def _add_model(commands: "_Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "model", parents=[shared], help="tell about the language model", description="Tell about the language model."
    )
    parser.add_argument("--path", action="store_true", help="print only the folder of its weights")
    _add_language_model(parser)
    parser.set_defaults(command=_model)


_PATH = ".txt or .jsonl file, or a folder of them: a path, s3://…"
_METADATA = (
    "CSV, JSONL or Parquet table with a column 'file' and any of published_on, published_at, title, outlet, "
    "url, language"
)


def _add_db(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--db", type=Path, default=Path(DEFAULT_DB), metavar="FILE", help=f"{what} (default {DEFAULT_DB})"
    )


def _add_language_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        default="bundled",
        metavar="NAME",
        help="'bundled' (default), 'rules', or a spaCy pipeline or its path",
    )


def _day(value: str) -> date:
    from flows.metadata import read_day

    try:
        return read_day(value)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{value!r}: {problem}") from problem


def _place(value: str) -> "Place":
    from flows.places import place

    try:
        return place(value)
    except UsageError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def _duration(value: str) -> timedelta:
    match = re.fullmatch(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", value.strip())
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    try:
        told = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        told = timedelta()
    if not timedelta(seconds=5) <= told <= timedelta(days=366):
        raise argparse.ArgumentTypeError(f"{value!r} is no time from 5s to 366d; write 90s, 15m, 6h or 1d")
    return told


def _positive(value: str) -> int:
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no whole number from 1 on")
    return number


def _probability(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no probability; give a number from 0 to 1, such as 0.5")
    return number


class _Version(argparse.Action):
    """Prints the versions only when asked, so that other commands do not look them up."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, default=argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from flows.version import code_version, model_label

        name, version, licence = model_label("bundled")
        print(f"spoglio {code_version()}")
        print(f"model {name} {version or '(no version)'} ({licence or 'licence unknown'})")
        parser.exit()


def _run(options: argparse.Namespace) -> int:
    from flows.run import run

    return run(_request(options))


def _serve(options: argparse.Namespace) -> int:
    from flows.serve import Schedule, serve

    return serve(_request(options), Schedule(options.every, options.cron, options.watch, options.timezone))


def _request(options: argparse.Namespace) -> "Request":
    from flows.run import Request

    if (options.runner == "dask") != bool(options.scheduler):
        raise UsageError("--runner dask and --scheduler go together; give both or none.")
    return Request(
        paths=tuple(options.paths),
        db=options.db,
        metadata=options.metadata,
        published_on=options.published_on,
        batch_size=options.batch_size,
        max_chars=options.max_chars,
        model=options.model,
        workers=options.workers,
        runner=options.runner,
        scheduler=options.scheduler,
        staging=options.staging,
        debug=options.debug,
    )


def _status(options: argparse.Namespace) -> int:
    from flows.status import show_status

    return show_status(options.db, options.last, options.json)


def _sql(options: argparse.Namespace) -> int:
    from flows.query import run_query

    run_query(options.db, options.query, options.format, sys.stdout)
    return 0


def _search(options: argparse.Namespace) -> int:
    from flows.search import search

    return search(options.db, options.words, options.limit, options.articles, options.format, sys.stdout)


def _explain_text(options: argparse.Namespace) -> int:
    from flows.explain import explain_what

    return explain_what(
        options.text, options.db, options.metadata, options.published_on, options.model, options.min_confidence
    )


def _model(options: argparse.Namespace) -> int:
    from transforms.parsing import model_info

    info = model_info(options.model)
    if options.path:
        print(info.path or "")
        return 0
    for key, value in (("name", info.name), ("version", info.version), ("licence", info.licence), ("path", info.path)):
        print(f"{key:<8} {value or '(none)'}")
    for name, score in sorted(info.scores.items()):
        print(f"score    {name} {score:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
