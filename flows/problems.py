"""What ended a run, as exit code and one sentence: for the terminal and for the table `runs`."""

import errno

from flows.terminal import printable
from transforms.errors import BusyError, FullError, GateError, SpoglioError, UsageError

_EXIT_CODES: dict[type[SpoglioError], int] = {UsageError: 2, GateError: 3, BusyError: 4}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def may_pass(problem: BaseException) -> bool:
    """Whether the same run may well come to its end later: another run holds the warehouse, a disk is full."""
    return isinstance(problem, BusyError | FullError) or (isinstance(problem, OSError) and problem.errno in _FULL)


def explain_problem(problem: BaseException) -> tuple[int, str]:
    """Exit code and sentence of an error."""
    if isinstance(problem, SpoglioError):
        code = next((code for kind, code in _EXIT_CODES.items() if isinstance(problem, kind)), 1)
        return code, printable(problem)
    # DuckDB answers Ctrl-C during a query with an error of its own.
    cut_short = type(problem).__name__ == "TerminationSignal" or "Query interrupted" in str(problem)
    if isinstance(problem, KeyboardInterrupt) or cut_short:
        told = str(problem) if isinstance(problem, KeyboardInterrupt) else ""
        return 130, told or "interrupted; nothing was published by this run."
    if isinstance(problem, MemoryError):
        return 1, "there is not enough memory; give it fewer --workers or a smaller --batch-size, or more memory."
    if isinstance(problem, OSError):
        what = problem.strerror or str(problem)
        where = f" ({problem.filename})" if problem.filename else ""
        return 1, printable(f"the operating system refused: {what}{where}; make room or choose another place.")
    what = f"{type(problem).__name__}: {problem}".split("\n", maxsplit=1)[0][:300].rstrip(".: ")
    return 1, printable(f"an error of spoglio's own: {what}. Call again with --debug and report what it prints.")
