"""How a run is told to end: Ctrl-C ends it at once, SIGTERM and a closed terminal after the batches at hand."""

import signal
import threading
from collections.abc import Iterator
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
    handlers: dict[int, Any] = {signal.SIGTERM: mild, signal.SIGINT: at_once}
    if hasattr(signal, "SIGHUP"):
        handlers[signal.SIGHUP] = mild
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
