"""The errors a user can meet, split by who must act.

SpoglioError
 ├─ UsageError      the command line is wrong           → call again, corrected
 ├─ InputError      one input cannot be read            → fix the input (becomes a row in `rejects`)
 ├─ SeedError       a row of seeds/reference is wrong   → fix the CSV (file, line, column, value)
 ├─ ModelError      a language model cannot be loaded   → choose another `--model`
 ├─ ContractError   a frame does not fit its table      → fix our code (table, column)
 ├─ GateError       a table- or run-level rule failed   → a person decides; nothing was published
 └─ StoreError      the DuckDB file cannot be used      → fix the machine or the path
     ├─ EarlierError  it is of an earlier version       → run: its texts are read again
     ├─ BusyError   another process is writing it       → wait: it passes
     └─ FullError   its disk is full                    → make room: it may pass

Every message is one sentence that says what, where, and what to do next.
Text that we cannot understand is never an error: it becomes a row in `unread`.
"""


class SpoglioError(Exception):
    """Base of all errors that are shown as one sentence instead of a traceback."""


class UsageError(SpoglioError):
    """The command line is wrong (exit code 2)."""


class InputError(SpoglioError):
    """One input cannot be read; the run goes on without it.

    Args:
        reason: one sentence for the column `rejects.reason`.
        source_uri: which input.
    """

    def __init__(self, reason: str, source_uri: str = "") -> None:
        super().__init__(f"{source_uri}: {reason}" if source_uri else reason)
        self.reason = reason
        self.source_uri = source_uri


class SeedError(SpoglioError):
    """A reference row is wrong.

    Args:
        file: path below seeds/reference.
        line: line in the file, the header is line 1.
        column: name of the column.
        value: what stands there.
        problem: what is wrong with it.
    """

    def __init__(self, file: str, line: int, column: str, value: str, problem: str) -> None:
        super().__init__(
            f"seeds/reference/{file}:{line}: column {column!r} holds {value!r}: {problem}; correct the row."
        )


class ModelError(SpoglioError):
    """A language model cannot be loaded."""


class ContractError(SpoglioError):
    """A frame does not fit its table: an error of ours."""


class GateError(SpoglioError):
    """The quality gate held the run back (exit code 3)."""


class StoreError(SpoglioError):
    """The DuckDB file cannot be read or written."""


class EarlierError(StoreError):
    """The warehouse is of an earlier version; the next run reads its texts again."""


class BusyError(StoreError):
    """Another process is writing the DuckDB file (exit code 4)."""


class FullError(StoreError):
    """The disk of the DuckDB file is full."""
