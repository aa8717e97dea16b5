"""Worker processes: what they say arrives, one that dies is replaced, and nobody stays behind."""

import sys
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from flows.staging import BatchFolder, Settings, Text
from flows.workers import Batch, LocalWorkers, StoppedError
from tests.waiting import LONG, wait_until
from transforms.documents import Told
from transforms.errors import ModelError, SpoglioError

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class OneText:
    url: str
    items: tuple[str, ...] = ("i",)


def prepare(batch: Batch) -> None:
    BatchFolder(batch.url).write_articles([Text("in/a.txt", "Ieri a Roma sono arrivate 300 persone.", Told())])


def workers(folder: Path, n: int = 1, model: str = "rules", done: list[str] | None = None) -> LocalWorkers:
    told = [] if done is None else done
    return LocalWorkers(n, Settings(model), folder, prepare, lambda batch: told.append(batch.url))


def test_a_batch_is_read_once_whoever_asks(tmp_path: Path) -> None:
    done: list[str] = []
    with workers(tmp_path, 2, done=done) as pool:
        batches = [OneText(str(tmp_path / str(number))) for number in range(3)]
        futures = [pool.submit(batch) for batch in batches * 2]
        outcomes = {future.result(LONG).items for future in futures}
        processes = [psutil.Process(one._process.pid) for one in pool._all if one._process is not None]
    assert (outcomes, sorted(done)) == ({("i",)}, [batch.url for batch in batches])
    assert all(BatchFolder(batch.url).outcome() is not None for batch in batches)
    wait_until(lambda: not any(process.is_running() for process in processes), "workers end with the run")


def test_what_a_worker_says_is_raised_here(tmp_path: Path) -> None:
    with workers(tmp_path, model="nonsense") as pool, pytest.raises(ModelError, match="nonsense"):
        pool.submit(OneText(str(tmp_path / "b"))).result(LONG)


def test_workers_that_cannot_start_are_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'ImportError: no room' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with (
        workers(tmp_path) as pool,
        pytest.raises(SpoglioError, match=r"died 3 times.*ImportError: no room.*fewer --workers"),
    ):
        pool.submit(OneText(str(tmp_path / "b"))).result(LONG)


def test_nothing_more_begins_once_a_run_is_told_to_end(tmp_path: Path) -> None:
    with workers(tmp_path) as pool:
        first = pool.submit(OneText(str(tmp_path / "a")))
        wait_until(lambda: (tmp_path / "a").exists(), "the batch is at hand")
        pool.stopping = True
        second = pool.submit(OneText(str(tmp_path / "b")))
        assert first.result(LONG).n_rows > 0
        with pytest.raises(StoppedError):
            second.result(LONG)
        pool.finish()
