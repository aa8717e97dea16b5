"""Who reads the batches: worker processes on this machine, or those of a Dask cluster. Both are given only references.

`Workers.submit` returns at once; the same batch is never read twice by one run, whoever asks for it.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

from flows.staging import Outcome, Settings
from transforms import errors
from transforms.errors import SpoglioError

#: A batch on which so many workers die has something to do with it.
_TRIES = 3
#: After so many texts a fresh worker takes the place of one: what its libraries remember of words never shrinks.
_TEXTS_A_WORKER = 5_000


class Batch(Protocol):
    """What workers need to know of a batch."""

    @property
    def url(self) -> str:
        """Its folder."""

    @property
    def items(self) -> tuple[str, ...]:
        """Which texts it holds."""


class StoppedError(SpoglioError):
    """The run was told to end; a batch was not begun."""


class Workers:
    """Reads batches, `n` at a time; a context manager that ends what was started.

    Args:
        n: batches at a time.
        prepare: called with a batch before it is read; lays down its articles.
        done: called with a batch that is read.
    """

    def __init__(self, n: int, prepare: Callable[[Batch], None], done: Callable[[Batch], None]) -> None:
        self.n = n
        self._prepare, self._done = prepare, done
        self._threads = ThreadPoolExecutor(n, thread_name_prefix="batch")
        self._futures: dict[str, Future[Outcome]] = {}
        self._guard = threading.Lock()
        self.stopping = False

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, batch: Batch) -> Future[Outcome]:
        """Have a batch read."""
        with self._guard:
            if batch.url not in self._futures:
                self._futures[batch.url] = self._threads.submit(self._work, batch)
            return self._futures[batch.url]

    def finish(self) -> None:
        """Wait for the batches at hand."""
        self.stopping = True
        self._threads.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """End all workers at once; what they had at hand is lost."""
        self.stopping = True
        self.end_workers()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def end_workers(self) -> None:
        """End what works for us."""

    def _work(self, batch: Batch) -> Outcome:
        if self.stopping:
            raise StoppedError("the run was told to end")
        self._prepare(batch)
        outcome = self.read(batch)
        self._done(batch)
        return outcome

    def read(self, batch: Batch) -> Outcome:
        """Have one batch read and wait for it."""
        raise NotImplementedError


class LocalWorkers(Workers):
    """Worker processes on this machine, each with a language model of its own; they start at once.

    Args:
        n: how many.
        settings: how to read.
        log_folder: where they say why they died; it must exist.
        prepare: called with a batch before it is read.
        done: called with a batch that is read.
    """

    def __init__(
        self,
        n: int,
        settings: Settings,
        log_folder: Path,
        prepare: Callable[[Batch], None],
        done: Callable[[Batch], None],
    ) -> None:
        super().__init__(n, prepare, done)
        self._settings = settings
        self._log_folder = log_folder
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        self._all = [_Process(settings, log_folder / f"worker-{number}.log") for number in range(n)]
        for process in self._all:
            process.order(None, ())
            self._idle.put(process)

    def end_workers(self) -> None:
        """Kill the processes."""
        for process in self._all:
            process.kill()

    def read(self, batch: Batch) -> Outcome:
        """Give a batch to a process that has none, and to another when it dies.

        Raises:
            SpoglioError: what the process says, or that processes die on this batch.
        """
        process = self._idle.get()
        try:
            for _ in range(_TRIES):
                answer = process.ask(batch.url, batch.items)
                if answer is not None:
                    return _outcome(answer, batch)
                if self.stopping:
                    raise StoppedError("the run was told to end")
                process.start()
            raise SpoglioError(
                f"A worker process of the language stage died {_TRIES} times on the same batch "
                f"({process.last_words()}); give it fewer --workers or a smaller --batch-size, or more memory."
            )
        finally:
            self._idle.put(process)


class _Process:
    """One worker process and the two pipes to it."""

    def __init__(self, settings: Settings, log: Path) -> None:
        self._settings, self._log = settings, log
        self._process: subprocess.Popen[str] | None = None
        self._owed = self._texts = 0
        self._killed = False
        self.start()

    def start(self) -> None:
        """A fresh process in the place of one that died."""
        self._end()
        self._owed = self._texts = 0
        root = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
        with self._log.open("ab") as log:
            # -P: a file of the user's working folder must not stand in for a library.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "flows.worker"],
                env=os.environ | {"PYTHONPATH": path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
            )
        if self._killed:
            self.kill()

    def order(self, url: str | None, items: tuple[str, ...]) -> None:
        """Send an order; without a batch it only loads the model. A process that is gone is noticed by its answer."""
        day = self._settings.published_on
        line = {
            "url": url,
            "items": items,
            "model": self._settings.model,
            "published_on": day.isoformat() if day else None,
            "language_detector": self._settings.language_detector,
        }
        with suppress(OSError, ValueError):
            pipe = self._pipe("stdin")
            pipe.write(json.dumps(line) + "\n")
            pipe.flush()
        self._owed += 1

    def ask(self, url: str, items: tuple[str, ...]) -> dict[str, Any] | None:
        """The answer to an order; None when the process died."""
        if self._texts >= _TEXTS_A_WORKER:
            self.start()
        self.order(url, items)
        self._texts += len(items)
        answer = None
        while self._owed:
            line = self._pipe("stdout").readline()
            if not line:
                return None
            self._owed -= 1
            answer = json.loads(line)
        return answer

    def last_words(self) -> str:
        """The last line that it wrote to standard error."""
        try:
            lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            lines = []
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "it says nothing")

    def kill(self) -> None:
        """End it; harmless when it is gone."""
        self._killed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    assert pipe is not None
                    pipe.close()

    def _pipe(self, name: str) -> IO[str]:
        pipe: IO[str] = getattr(self._process, name)
        return pipe


def _outcome(answer: dict[str, Any], batch: Batch) -> Outcome:
    if "error" in answer:
        raise _problem(answer)
    return Outcome(batch.items, tuple((uri, reason) for uri, reason in answer["refused"]), answer["n_rows"])


def _problem(answer: dict[str, Any]) -> Exception:
    """What a worker says, as the error that it met."""
    if answer["kind"] == "OSError":
        return OSError(answer["errno"], answer["error"])
    kind = getattr(errors, answer["kind"], None)
    if isinstance(kind, type) and issubclass(kind, SpoglioError):
        problem = SpoglioError.__new__(kind)  # some have constructors of their own: the sentence is made already
        problem.args = (answer["error"],)
        return problem
    return RuntimeError(answer["error"])
