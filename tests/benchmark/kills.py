"""Kills a run at random moments, again and again, and compares the tables with those of an undisturbed run.

    python -m tests.benchmark.kills [--kills N] [--texts N] [--model NAME] [--seed N]

Each round runs into a fresh warehouse, is killed (SIGKILL to the run alone, or to it and all its processes) at a random moment, sometimes
several times, and then comes to its end. Counts differences, rows twice or missing, files, processes left. Exit code 1 when there is any.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from tests.flows.running import command, environment, spoglio
from tests.tables import dump_tables

_TEXTS = (
    "ROMA (ANSA) – Ieri sono arrivate almeno {n} persone. «Siamo pronti», ha detto Anna Bianchi.",
    "Torino, 7 marzo 2025 – Il Comune spenderà {n},5 milioni di euro entro il 2027. Il sindaco Marco Verdi è d'accordo.",
    "Il prezzo del pane è salito del {n}% in un anno, secondo l'Istat.",
)


def main() -> int:
    """Kill and count."""
    parser = argparse.ArgumentParser(description="Kill runs at random moments.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--texts", type=int, default=60)
    parser.add_argument("--model", default="rules")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    work = Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        return _kill(work, chance, options)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _kill(work: Path, chance: random.Random, options: argparse.Namespace) -> int:
    for number in range(options.texts):
        path = work / "in" / f"{number:04}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_TEXTS[number % 3].format(n=number + 2), encoding="utf-8")
    run = ("run", "in", "--model", options.model, "--batch-size", "4", "--db")
    start = time.monotonic()
    assert spoglio(*run, "once.duckdb", cwd=work, home=work / "home").returncode == 0
    whole, wanted = time.monotonic() - start, dump_tables(work / "once.duckdb")
    (work / "once.duckdb").unlink()
    kills = hits = faults = 0
    while kills < options.kills:
        for _ in range(chance.randint(1, 3)):
            kills += 1
            hits += _one(work, run, chance.uniform(0, 1.05 * whole), chance.random() < 0.5)
        done = spoglio(*run, "w.duckdb", cwd=work, home=work / "home")
        found = [] if done.returncode == 0 else [f"exit code {done.returncode}: {done.stderr[-300:]}"]
        if done.returncode == 0 and dump_tables(work / "w.duckdb") != wanted:
            found.append("other tables")
        left = {path.name for path in work.iterdir()} - {"in", "home", "w.duckdb", "w.duckdb.runs"}
        left |= {path.name for path in (work / "home" / "tmp").iterdir()}
        found += [f"left behind: {sorted(left)}"] if left else []
        found += [f"still running: {line}" for line in _processes(work)]
        faults += len(found)
        print(
            f"{kills} kills, {hits} of a run under way, {faults} faults" + "".join(f"\n  {one}" for one in found),
            flush=True,
        )
        for path in work.glob("*w.duckdb*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    size = sum(path.stat().st_size for path in (work / "home" / "prefect").glob("prefect.db*"))
    print(f"{kills} kills, {hits} of a run under way: {faults} faults; Prefect's database {size / 1_000_000:.1f} MB")
    return 1 if faults else 0


def _one(work: Path, run: tuple[str, ...], seconds: float, whole_family: bool) -> int:
    """Start a run and kill it; 1 when it was under way."""
    process = subprocess.Popen(
        command(*run, "w.duckdb"),
        cwd=work,
        env=environment(work / "home"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
        return 0
    family = psutil.Process(process.pid).children(recursive=True) if whole_family else []
    process.send_signal(signal.SIGKILL)
    for child in family:
        with suppress(psutil.NoSuchProcess):
            child.kill()
    process.wait()
    return 1


def _processes(work: Path) -> list[str]:
    """Processes that work in this folder or know of its Prefect home, a moment after the run has ended."""
    time.sleep(1)
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        with suppress(psutil.Error):
            if str(work) in process.environ().get("SPOGLIO_HOME", "") and process.pid != psutil.Process().pid:
                found.append(" ".join(process.info["cmdline"])[:100])
    return found


if __name__ == "__main__":
    sys.exit(main())
