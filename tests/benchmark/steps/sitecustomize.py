"""Lies on the path of Python in the runs of `kills` alone: a process kills itself before one of its steps on disk.

Python imports this file as it starts, in every process of the run. A step is a file that is opened to be written, moved, removed or locked
below the folder of SPOGLIO_KILL, or a process that is started. Steps are counted from 1; SPOGLIO_KILL holds the folder, who (`run` or `worker`),
and the step before which that one is killed, once; at step 0 nobody is, and the last line of the file `steps` tells how many there are.
"""

import os
import signal
import sys
import threading
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "fcntl.flock", "subprocess.Popen"}


class Counter:
    """Counts the steps of this process."""

    def __init__(self, folder: str, wanted: int) -> None:
        self._folder, self._wanted, self._step = folder, wanted, 0
        self._guard, self._inside = threading.Lock(), threading.local()

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """What Python tells of whatever a process does."""
        if getattr(self._inside, "busy", False) or not self._is_step(event, arguments):
            return
        self._inside.busy = True
        try:
            with self._guard:
                self._step += 1
                if self._wanted == 0:
                    self._tell(event, arguments)
                elif self._step == self._wanted:
                    self._end()
        finally:
            self._inside.busy = False

    def _is_step(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event in ("subprocess.Popen", "fcntl.flock"):
            return True
        if event == "open":
            flags = arguments[2]
            return self._is_below(arguments[0]) and isinstance(flags, int) and bool(flags & _WRITING)
        return event in _CHANGES and self._is_below(arguments[0])

    def _is_below(self, path: object) -> bool:
        return isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(self._folder)

    def _tell(self, event: str, arguments: tuple[object, ...]) -> None:
        with Path(self._folder, "steps").open("a", encoding="utf-8") as file:
            file.write(f"{self._step} {event} {arguments[0]}\n")

    def _end(self) -> None:
        try:
            os.close(os.open(f"{self._folder}/killed", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


def _who() -> str:
    called = sys.orig_argv
    return "run" if "flows.cli" in called else "worker" if "flows.worker" in called else ""


if "SPOGLIO_KILL" in os.environ:
    _folder, _wanted_who, _wanted_step = os.environ["SPOGLIO_KILL"].rsplit(":", 2)
    if _who() == _wanted_who:
        sys.addaudithook(Counter(_folder, int(_wanted_step)).hear)
