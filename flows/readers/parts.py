"""One part of a file of many: what is wrong with it leaves the others."""

from collections.abc import Callable
from dataclasses import replace

from flows.places import problem_of
from flows.readers.reader import Event, Record, Refused, Skipped
from transforms.errors import InputError


def read_part(part: str, read: Callable[[], Record | Skipped]) -> Event:
    """A part of a file, or why it cannot be read.

    Args:
        part: which one it is, as `Record.part`.
        read: reads it.
    """
    try:
        return replace(read(), part=part)
    except InputError as problem:
        return Refused(part, problem.reason)
    except ImportError:
        raise
    except Exception as problem:  # libraries that read what others wrote have errors of every kind
        return Refused(part, f"this part is damaged and cannot be read ({problem_of(problem)})")
