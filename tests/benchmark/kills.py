"""Kills a run at random moments and before each of its steps, and compares the tables with those of an undisturbed run.

    python -m tests.benchmark.kills [--kills N] [--texts N] [--model NAME] [--seed N] [--no-steps] [--who run|worker] [--skip N]

Each round runs into a fresh warehouse, or into one that holds half of the texts, is killed (SIGKILL to the run alone, or to it and all its
processes), sometimes several times, and then comes to its end. Three of four rounds at random moments share a Prefect server, which saves
half of the time; the others start their own. The steps of a run and of a worker are what they do on disk and the processes
that they start (`steps/sitecustomize.py`); the random moments reach what the libraries do in between. Counts differences, rows twice or
missing, files, processes left. Exit code 1 when there is any.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.flows.running import command, environment, prefect_server, spoglio
from tests.paths import ROOT
from tests.tables import dump_tables

TEXTS = (
    "ROMA (ANSA) – Ieri sono arrivate almeno {n} persone. «Siamo pronti», ha detto Anna Bianchi.",
    "Torino, 7 marzo 2025 – Il Comune spenderà {n},5 milioni di euro entro il 2027. Il sindaco Marco Verdi è d'accordo.",
    "Il prezzo del pane è salito del {n}% in un anno, secondo l'Istat.",
)
STEPS = ROOT / "tests" / "benchmark" / "steps"
#: A run may take so many seconds on a busy machine.
_PATIENCE = 3_600


@dataclass
class Rounds:
    """A folder of texts, what an undisturbed run makes of them, and an account of rounds that were disturbed."""

    work: Path
    model: str
    texts: int
    batch_size: int
    prefect: str
    kills: int = 0
    hits: int = 0
    faults: int = 0

    def __post_init__(self) -> None:
        for number in range(self.texts):
            path = self.work / "in" / ("b" if number % 2 else "a") / f"{number:04}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXTS[number % 3].format(n=number + 2), encoding="utf-8")
        assert self.run("in/a", "half.duckdb", **self.shared).returncode == 0
        self.seconds = [self._timed(**more) for more in ({}, self.shared)]
        self.wanted = dump_tables(self.work / "once.duckdb")

    def _timed(self, **more: str) -> float:
        (self.work / "once.duckdb").unlink(missing_ok=True)
        start = time.monotonic()
        done = self.run("in", "once.duckdb", **more)
        assert done.returncode == 0, done.stderr
        return time.monotonic() - start

    @property
    def home(self) -> Path:
        """Prefect's home and temporary files of all runs."""
        return self.work / "home"

    def arguments(self, path: str, db: str) -> tuple[str, ...]:
        return ("run", path, "--model", self.model, "--batch-size", str(self.batch_size), "--db", db)

    @property
    def shared(self) -> dict[str, str]:
        """What has a run use the shared server."""
        return {"PREFECT_API_URL": self.prefect}

    def run(self, path: str, db: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """A run that is waited for."""
        return spoglio(*self.arguments(path, db), cwd=self.work, home=self.home, seconds=_PATIENCE, **more)

    def begin(self, half: bool) -> None:
        """A new warehouse: none yet, or one that holds half of the texts."""
        for path in self.work.glob("*w.duckdb*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if half:
            shutil.copyfile(self.work / "half.duckdb", self.work / "w.duckdb")

    def kill_at_random(self, chance: random.Random, more: dict[str, str]) -> None:
        """Start a run and kill it at some moment."""
        process: subprocess.Popen[Any] = subprocess.Popen(
            command(*self.arguments("in", "w.duckdb")),
            cwd=self.work,
            env=environment(self.home, **more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.kills += 1
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 1.05 * self.seconds[bool(more)]))
            return
        self.hits += 1
        family = psutil.Process(process.pid).children(recursive=True) if chance.random() < 0.5 else []
        process.send_signal(signal.SIGKILL)
        for child in family:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        process.wait()

    def kill_before(self, who: str, step: int) -> "subprocess.CompletedProcess[str]":
        """A run of which one process is killed before a step; at step 0 the steps are written down."""
        for name in ("killed", "steps"):
            (self.work / name).unlink(missing_ok=True)
        path = f"{STEPS}:{ROOT}"
        more = self.shared if who == "worker" else {}
        return self.run("in", "w.duckdb", SPOGLIO_KILL=f"{self.work}:{who}:{step}", PYTHONPATH=path, **more)

    def steps_of(self, who: str) -> list[str]:
        """What a run, or a worker of it, does on disk."""
        self.kill_before(who, 0)
        return (self.work / "steps").read_text(encoding="utf-8").splitlines()

    def end(self, what: str) -> None:
        """Let a last run come to its end and look at what there is."""
        done = self.run("in", "w.duckdb", **self.shared)
        found = [] if done.returncode == 0 else [f"exit code {done.returncode}: {done.stderr[-300:]}"]
        if done.returncode == 0 and dump_tables(self.work / "w.duckdb") != self.wanted:
            found.append("other tables")
        ours = {"in", "home", "steps", "killed", "once.duckdb", "half.duckdb", "w.duckdb", "w.duckdb.runs"}
        left = {path.name for path in self.work.iterdir()} - ours
        left |= {path.name for path in (self.home / "tmp").iterdir()}
        found += [f"left behind: {sorted(left)}"] if left else []
        found += [f"still running: {line}" for line in self._processes()]
        self.faults += len(found)
        account = f"{self.kills} kills, {self.hits} of a run under way, {self.faults} faults"
        print(f"{what}: {account}" + "".join(f"\n  {one}" for one in found), flush=True)

    def _processes(self) -> Iterator[str]:
        """Processes that work in this folder or know of its Prefect home, a moment after the run has ended."""
        time.sleep(1)
        for process in psutil.process_iter(["pid", "cmdline"]):
            with suppress(psutil.Error):
                if process.environ().get("SPOGLIO_HOME", "") == str(self.home):
                    yield " ".join(process.info["cmdline"])[:100]


def at_random(rounds: Rounds, kills: int, chance: random.Random) -> None:
    """So many kills at moments drawn by chance, one to three before a run may come to its end."""
    wanted = rounds.kills + kills
    while rounds.kills < wanted:
        rounds.begin(half=chance.random() < 0.5)
        more = rounds.shared if chance.random() < 0.75 else {}
        for _ in range(min(chance.randint(1, 3), wanted - rounds.kills)):
            rounds.kill_at_random(chance, more)
        rounds.end("at random")


def at_each_step(rounds: Rounds, of: Sequence[str] = ("run", "worker"), skip: int = 0) -> None:
    """One kill before each step of the run, and of the worker that reads for it.

    Args:
        rounds: keeps account.
        of: whose steps.
        skip: so many first steps of each are left out.
    """
    for who in of:
        half = who == "run"  # then it copies what is published, besides all else
        rounds.begin(half)
        for number, step in list(enumerate(rounds.steps_of(who), 1))[skip:]:
            rounds.begin(half)
            done = rounds.kill_before(who, number)
            killed = (rounds.work / "killed").exists()
            rounds.kills += killed
            rounds.hits += killed
            # A worker that dies costs its batch, not the run.
            if killed and done.returncode != (-signal.SIGKILL if who == "run" else 0):
                rounds.faults += 1
                print(f"exit code {done.returncode} when {who} was killed before {step}: {done.stderr[-300:]}")
            rounds.end(f"{who} before {step.replace(str(rounds.work), '…')}")


def main() -> int:
    """Kill and count."""
    parser = argparse.ArgumentParser(description="Kill runs at random moments and before each step.")
    parser.add_argument("--kills", type=int, default=200, help="at random moments")
    parser.add_argument("--texts", type=int, default=60)
    parser.add_argument("--model", default="rules")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-steps", action="store_true", help="only at random moments")
    parser.add_argument("--who", choices=("run", "worker"), nargs="+", default=("run", "worker"), help="whose steps")
    parser.add_argument("--skip", type=int, default=0, help="first steps that are left out")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        with prefect_server(work / "server") as prefect:
            return _kill(work, prefect, options)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _kill(work: Path, prefect: str, options: argparse.Namespace) -> int:
    done = []
    if options.kills:
        done.append(Rounds(work / "many", options.model, options.texts, 4, prefect))
        at_random(done[-1], options.kills, random.Random(options.seed))
    if not options.no_steps:
        done.append(Rounds(work / "few", options.model, 8, 4, prefect))
        at_each_step(done[-1], options.who, options.skip)
    kills, hits, faults = (sum(getattr(one, name) for one in done) for name in ("kills", "hits", "faults"))
    size = sum(path.stat().st_size for one in done for path in one.home.glob("prefect/prefect.db*"))
    print(f"{kills} kills, {hits} of a run under way: {faults} faults; Prefect's database {size / 1e6:.1f} MB")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
