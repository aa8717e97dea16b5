"""A Dask cluster on loopback: a scheduler and two workers, one of which dies; the tables are those of a local run."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from flows import cli
from tests.flows.running import environment, running, runs, spoglio
from tests.tables import dump_tables
from tests.waiting import LONG, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The address of a scheduler, and its two workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-dashboard",
    ]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    ]
    env = environment(tmp_path / "cluster")
    with ExitStack() as stack:
        log = stack.enter_context((tmp_path / "dask.log").open("wb"))
        started = []
        for command in (dask, [*worker, "--name", "one"], [*worker, "--name", "two"]):
            process = subprocess.Popen(command, env=env, cwd=tmp_path / "cluster", stdout=log, stderr=log)
            stack.callback(process.wait)
            stack.callback(process.kill)
            started.append(process)
        wait_until(lambda: (tmp_path / "dask.log").read_text().count("Registered to:") == 2, "both workers are there")
        yield address, started[1:]


def texts(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        text = f"ROMA – Ieri sono arrivate almeno {number + 2} persone. «Siamo pronti», ha detto Anna Bianchi.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


OPTIONS = ("--model", "rules", "--batch-size", "2")


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory, prefect: str) -> dict[str, list[tuple[object, ...]]]:
    """What a run on this machine makes of the texts."""
    folder = tmp_path_factory.mktemp("local")
    texts(folder / "in", 120)
    arguments = ("run", "in", "--db", "w.duckdb", *OPTIONS)
    done = spoglio(*arguments, cwd=folder, home=folder / "home", PREFECT_API_URL=prefect)
    assert done.returncode == 0, done.stderr
    return dump_tables(folder / "w.duckdb")


@pytest.mark.parametrize("staging", ["", "file://"])
def test_a_worker_that_dies_costs_only_its_batch(
    tmp_path: Path,
    cluster: tuple[str, list["subprocess.Popen[bytes]"]],
    staging: str,
    prefect: str,
    local: dict[str, list[tuple[object, ...]]],
) -> None:
    address, (first, _) = cluster
    texts(tmp_path / "in", 120)
    more = ("--staging", f"file://{tmp_path}/shared") if staging else ()
    place = tmp_path / "shared" if staging else tmp_path / ".w.duckdb.run" / "batches"
    arguments = ("run", "in", "--db", "w.duckdb", *OPTIONS, "--runner", "dask", "--scheduler", address, *more)
    with running(*arguments, cwd=tmp_path, home=tmp_path / "home", PREFECT_API_URL=prefect) as process:
        wait_until(lambda: list(place.glob("**/done.json")) or process.poll() is not None, "a batch is read")
        assert not [child for child in psutil.Process(process.pid).children() if "flows.worker" in child.cmdline()]
        first.kill()
        process.communicate(timeout=LONG)
    assert process.returncode == 0, (tmp_path / "err").read_text()
    assert dump_tables(tmp_path / "w.duckdb") == local
    assert [run["new"] for run in runs(tmp_path / "w.duckdb")] == [120]
    assert not list(place.glob("*"))


def test_without_a_scheduler_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    texts(tmp_path / "in", 1)
    assert cli.main(["run", "in", "--runner", "dask"]) == 2
    assert cli.main(["run", "in", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert cli.main(["run", "in", "--runner", "dask", "--scheduler", "tcp://127.0.0.1:9"]) == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err.splitlines()[-1]
    assert cli.main(["run", "in", "--runner", "dask", "--scheduler", "nonsense"]) == 1
