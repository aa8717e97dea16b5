"""Kills a run before each of its steps and at random moments, in forks of this process: hundreds of kills in minutes.

    python -m tests.benchmark.kills_here [--kills N] [--texts N] [--seed N] [--no-steps] [--worker]

As `tests.benchmark.kills`, but without Prefect, worker processes and Great Expectations (`tests.flows.here`), which take most of a
round and do nothing that is kept: what remains is everything that a run does on disk, reading with the rules included. Each round runs
into a new warehouse, or into one that holds half of the texts, is killed, and then comes to its end. Before a step it is SIGKILL;
a random moment is one of processor time (SIGPROF, which nobody catches), so that a busy machine does not move it. With --worker the run has
a worker process, and that one alone is killed before each of its steps: the run must come to its end all the same. Exit code 1 when a table differs from those of an undisturbed run or a file is left.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

import flows.run
from flows.worker import _pipeline as load_model
from flows.workers import LocalWorkers
from tests.benchmark.kills import STEPS, TEXTS
from tests.benchmark.steps.sitecustomize import Counter
from tests.flows.here import go, without_prefect
from tests.paths import ROOT
from tests.tables import dump_tables

_OURS = {"in", "steps", "killed", "state", "half.duckdb", "w.duckdb", "w.duckdb.runs"}


def forked(work: Callable[[], object]) -> int:
    """Do something in a fork; its exit code, negative when a signal ended it. Here no threads may have been started."""
    pid = os.fork()
    if pid == 0:
        code = 1
        with contextlib.suppress(BaseException), Path(os.devnull).open("w") as nothing:
            with contextlib.redirect_stderr(nothing), contextlib.redirect_stdout(nothing):
                work()
            code = 0
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@dataclass
class Rounds:
    """The working folder with its texts, what an undisturbed run makes of them, and an account."""

    texts: int
    kills: int = 0
    faults: int = 0

    def __post_init__(self) -> None:
        for number in range(self.texts):
            path = Path("in", "b" if number % 2 else "a", f"{number:04}.txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXTS[number % 3].format(n=number + 2), encoding="utf-8")
        assert forked(lambda: _run("in/a")) == 0
        Path("w.duckdb").rename("half.duckdb")
        assert forked(lambda: (_run("in"), _tell_state())) == 0
        self.wanted = Path("state").read_text(encoding="utf-8")

    def begin(self, half: bool) -> None:
        """A new warehouse: none yet, or one that holds half of the texts."""
        for path in Path().glob("*w.duckdb*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name in ("killed", "state"):
            Path(name).unlink(missing_ok=True)
        if half:
            shutil.copyfile("half.duckdb", "w.duckdb")

    def steps(self, half: bool, count: Callable[[int], None]) -> list[str]:
        """What an undisturbed run, or its worker, does on disk."""
        self.begin(half)
        Path("steps").unlink(missing_ok=True)
        assert forked(lambda: count(0)) == 0
        return Path("steps").read_text(encoding="utf-8").splitlines()

    def disturb(self, half: bool, work: Callable[[], object], ending: signal.Signals, what: str) -> None:
        """A run that a signal ends, then one that comes to its end; look at what there is."""
        self.begin(half)
        code = forked(work)
        self.kills += code == -ending
        found = [] if code in (0, -ending) else [f"exit code {code} of the run that was to be killed"]
        self.look(what, found, forked(lambda: (_run("in"), _tell_state())))

    def disturb_worker(self, step: int, what: str) -> None:
        """A run of which the worker is killed; look at what there is."""
        self.begin(half=False)
        code = forked(lambda: (_run_with_worker(step), _tell_state()))
        found = [] if Path("killed").exists() else ["the worker was not killed"]
        self.kills += not found
        self.look(what, found, code)

    def look(self, what: str, found: list[str], code: int) -> None:
        """See what a run that came to its end has left."""
        if code:
            found.append(f"exit code {code} of the run that was to come to its end")
        elif Path("state").read_text(encoding="utf-8") != self.wanted:
            found.append("other tables")
        left = sorted({path.name for path in Path().iterdir()} - _OURS)
        found += [f"left behind: {left}"] if left else []
        self.faults += len(found)
        account = f"{self.kills} kills, {self.faults} faults"
        print(f"{what}: {account}" + "".join(f"\n  {one}" for one in found), flush=True)


def _run(path: str) -> None:
    code = go(path, batch_size=4)
    if code:
        os._exit(code)


def _run_counted(step: int) -> None:
    """A run that kills itself before a step; with 0 it writes down its steps."""
    sys.addaudithook(Counter(str(Path.cwd()), step).hear)
    _run("in")


def _run_with_worker(step: int) -> None:
    """A run with a worker process that kills itself before a step; with 0 it writes down its steps."""
    os.environ |= {"SPOGLIO_KILL": f"{Path.cwd()}:worker:{step}", "PYTHONPATH": f"{STEPS}:{ROOT}"}
    flows.run.LocalWorkers = LocalWorkers  # type: ignore[misc]
    if go("in", batch_size=4, model="rules"):
        raise AssertionError


def _run_for(seconds: float) -> None:
    """A run that ends after so much time of a processor."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    _run("in")


def _tell_state() -> None:
    """A hash of all facts, for the process that waits: it may not use the libraries itself."""
    Path("state").write_text(sha256(repr(dump_tables("w.duckdb")).encode()).hexdigest(), encoding="utf-8")


def _processor_seconds(rounds: Rounds) -> float:
    """What an undisturbed run takes."""
    rounds.begin(half=False)
    before = sum(os.times()[2:4])
    assert forked(lambda: _run("in")) == 0
    return sum(os.times()[2:4]) - before


def main() -> int:
    """Kill and count."""
    parser = argparse.ArgumentParser(description="Kill runs in forks, before each step and at random moments.")
    parser.add_argument("--kills", type=int, default=200, help="at random moments")
    parser.add_argument("--texts", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-steps", action="store_true", help="only at random moments")
    parser.add_argument("--worker", action="store_true", help="only before each step of a worker process")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    home = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="kills-") as work, pytest.MonkeyPatch.context() as patch:
        os.chdir(work)
        without_prefect(patch)
        load_model("rules")
        rounds = Rounds(options.texts)
        if options.worker:
            for number, step in enumerate(rounds.steps(False, _run_with_worker), 1):
                rounds.disturb_worker(number, f"worker before {step.replace(work, '…')}")
            options.kills = 0
        for half in () if options.no_steps or options.worker else (False, True):
            for number, step in enumerate(rounds.steps(half, _run_counted), 1):
                what = f"before {step.replace(work, '…')}" + (", on half" if half else "")
                rounds.disturb(half, lambda n=number: _run_counted(n), signal.SIGKILL, what)  # type: ignore[misc]
        longest = _processor_seconds(rounds)
        for _ in range(options.kills):
            half, moment = chance.random() < 0.5, chance.uniform(0, longest)
            rounds.disturb(half, lambda m=moment: _run_for(m), signal.SIGPROF, f"after {moment:.2f} s")  # type: ignore[misc]
        os.chdir(home)
    print(f"{rounds.kills} kills, {rounds.faults} faults")
    return 1 if rounds.faults else 0


if __name__ == "__main__":
    sys.exit(main())
