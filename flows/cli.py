"""The command line: what may be typed, exit codes, one sentence an error. The commands are in `flows.commands`.

Exit codes: 0 done, 1 nothing could be read or the run failed, 2 the command line is wrong, 3 the quality gate held the
run back, 4 another run holds the warehouse, 130 interrupted. Heavy imports stand inside the functions that need them,
so that `spoglio --help` answers at once.
"""

import atexit
import inspect
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer

from flows.commands.explain import explain
from flows.commands.export import export
from flows.commands.forget import forget
from flows.commands.ledger import ledger
from flows.commands.model import model
from flows.commands.notebook import notebook
from flows.commands.rebuild import rebuild
from flows.commands.redate import redate
from flows.commands.report import report
from flows.commands.review import review
from flows.commands.run import run
from flows.commands.schema import schema
from flows.commands.search import search
from flows.commands.serve import serve
from flows.commands.sql import sql
from flows.commands.status import status
from flows.commands.tables import tables
from flows.limits import FOR_LOOKING, FOR_RUNS, demand_address_space
from flows.options import Config, Debug
from flows.settings import use_one_thread

Command = Callable[..., int]

app = typer.Typer(
    add_completion=True,
    rich_markup_mode=None,  # plain help: boxes cost width, and importing them more time than all else
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


@dataclass(frozen=True, slots=True)
class _Call:
    """A command as it was typed.

    Attributes:
        command: the function.
        room: bytes of address space that it needs.
        values: of its parameters.
        typed: which of them the command line tells.
        debug: whether to show the traceback of an error.
        config: the file of settings; None: the one in the working folder, where there is one.
    """

    command: Command
    room: int
    values: dict[str, Any]
    typed: frozenset[str]
    debug: bool
    config: Path | None

    def make(self) -> int:
        """Do it; what the command line does not tell is told by the settings, or by the defaults."""
        from flows.preferences import read_preferences

        told = read_preferences(self.config).told()
        settled = {name: told[name] for name in self.values.keys() & told.keys() - self.typed}
        return self.command(**self.values | settled)


def _main(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    call = _parse(arguments)
    if not isinstance(call, _Call):
        return call
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                signal.signal(number, _interrupt)
    use_one_thread()
    try:
        from flows.terminal import keep_journal

        keep_journal(call.values.get("log_format", "text"), call.values.get("log_file"))
        demand_address_space(call.room)
        code = call.make()
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever reads our output has seen enough; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except BaseException as problem:
        from flows.terminal import say

        if call.debug:
            traceback.print_exception(problem)
        from flows.problems import explain_problem

        code, sentence = explain_problem(problem)
        say(f"spoglio: {sentence}", level="error", exit_code=code)
        return code


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parse(arguments: Sequence[str] | None) -> _Call | int:
    """What is to be done; the exit code where that was help, a version, or a wrong command line."""
    command = typer.main.get_command(app)
    args = None if arguments is None else list(arguments)
    try:
        parsed: _Call | int = command.main(args, prog_name="spoglio", standalone_mode=False)
        return parsed
    except typer.TyperException as problem:
        from flows.terminal import say

        say(_wrong(problem), level="error", exit_code=2)
        return 2
    except SystemExit as end:  # of completion
        return end.code if isinstance(end.code, int) else 0


def _wrong(problem: typer.TyperException) -> str:
    """One sentence about a command line that is wrong."""
    from flows.terminal import printable

    context = getattr(problem, "ctx", None)
    place = context.command_path if context else "spoglio"
    what = " ".join(problem.format_message().replace("Value error, ", "").split())
    return f"{place}: {printable(what)}{'' if what.endswith(('.', '?')) else '.'} Call '{place} --help'."


def _version(asked: bool) -> None:
    if not asked:
        return
    from flows.version import code_version, model_label

    name, version, licence = model_label("bundled")
    print(f"spoglio {code_version()}")
    print(f"model {name} {version or '(no version)'} ({licence or 'licence unknown'})")
    raise typer.Exit


@app.callback()
def _everywhere(
    context: typer.Context,
    debug: Debug = False,
    config: Config = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the versions of code and language model."
        ),
    ] = False,
) -> None:
    """Turn Italian news into a DuckDB warehouse of checked facts."""
    context.obj = {"debug": debug, "config": config}


#: What may be typed behind every command, too.
_SHARED = tuple(
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
    for name, kind, default in (("context", typer.Context, None), ("debug", Debug, False), ("config", Config, None))
)


def _add(command: Command, room: int = FOR_LOOKING) -> None:
    """Make a function a command of its name; its docstring is the help, the examples at its end come last."""

    def parsed(context: typer.Context, debug: bool, config: Path | None, **values: Any) -> _Call:
        defaults = {name for name in values if _is_default(context, name)}
        wanted = context.obj["debug"] or debug
        if "debug" in own:
            values["debug"] = wanted
        typed = frozenset(values.keys() - defaults)
        return _Call(command, room, values, typed, wanted, config or context.obj["config"])

    own = inspect.signature(command, eval_str=True).parameters
    parameters = [*own.values(), *(shared for shared in _SHARED if shared.name not in own)]
    parsed.__signature__ = inspect.Signature(  # type: ignore[attr-defined] # what Typer reads
        [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
    )
    told, _, examples = (inspect.getdoc(command) or "").partition("\n\nExamples:\n")
    app.command(command.__name__, help=told, epilog=f"\b\nExamples:\n{examples}" if examples else None)(parsed)


def _is_default(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "DEFAULT"


_add(run, FOR_RUNS)
_add(serve, FOR_RUNS)
_add(status)
_add(sql)
_add(tables)
_add(schema)
_add(search)
_add(ledger)
_add(explain)
_add(report)
_add(notebook)
_add(export)
_add(review)
_add(forget)
_add(redate, FOR_RUNS)
_add(rebuild, FOR_RUNS)
_add(model)


if __name__ == "__main__":
    sys.exit(main())
