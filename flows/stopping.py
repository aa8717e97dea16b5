"""How a run is told to end: Ctrl-C ends it at once, SIGTERM and a closed terminal after the batches at hand."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol

from flows.terminal import say


class Interrupted(KeyboardInterrupt):
    """The run was told to end; the message says what is kept."""


class Stoppable(Protocol):
    """What can be told to end."""

    stopping: bool
    publishing: bool


@contextmanager
def told_to_end(job: Stoppable, batches_first: bool = True) -> Iterator[None]:
    """While the block runs, signals are obeyed as a run should; a second one ends it at once.

    Nothing interrupts a publication: it takes moments, and afterwards all is done.

    Args:
        job: is told that it has to end.
        batches_first: SIGTERM lets the batches at hand be finished; without it every signal raises KeyboardInterrupt.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def soon(number: int, frame: FrameType | None) -> None:
        if job.stopping and not job.publishing:
            raise KeyboardInterrupt
        job.stopping = True
        if not job.publishing:
            say("Told to end: the batches at hand are finished first …")

    def at_once(number: int, frame: FrameType | None) -> None:
        job.stopping = True
        if not job.publishing:
            raise KeyboardInterrupt

    mild = soon if batches_first else at_once
    with handled({"SIGTERM": mild, "SIGHUP": mild, "SIGINT": at_once}), _unseen():
        yield


@contextmanager
def _unseen() -> Iterator[None]:
    """While the block runs, an interrupt where nothing can be raised (a finaliser, say) is not shown: the job knows."""
    before = sys.unraisablehook

    def hook(told: "sys.UnraisableHookArgs") -> None:
        if not issubclass(told.exc_type, KeyboardInterrupt):
            before(told)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


@contextmanager
def handled(handlers: Mapping[str, Callable[[int, FrameType | None], None]]) -> Iterator[None]:
    """While the block runs, signals are handled so; those that we were told to ignore (nohup) stay ignored."""
    before: dict[signal.Signals, Any] = {}
    for name, handler in handlers.items():
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def interrupt(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt
