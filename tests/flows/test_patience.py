"""What may pass is tried again with patience; what is slow holds up nobody."""

import logging
from pathlib import Path

import pytest

import flows.process_articles
from flows.run import Request, opened
from flows.staging import BatchFolder
from tests.flows.here import without_prefect
from tests.flows.running import filled
from tests.waiting import wait_until
from transforms.errors import BusyError, FullError, GateError

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("problems", "waits"),
    [
        pytest.param([BusyError("Another run.")], [10], id="another run"),
        pytest.param([FullError("Full."), OSError(28, "No space left on device")] * 2, [10, 40, 160], id="a full disk"),
        pytest.param([GateError("Held back.")], [], id="the gate"),
        pytest.param([OSError(13, "Permission denied")], [], id="no permission"),
    ],
)
def test_what_may_pass_is_tried_again_with_more_and_more_patience(
    monkeypatch: pytest.MonkeyPatch, problems: list[Exception], waits: list[int]
) -> None:
    met, waited = list(problems), list[int]()

    def once(request: Request) -> dict[str, int]:
        if met:
            raise met.pop(0)
        return {"new": 1}

    monkeypatch.setattr(flows.process_articles, "_once", once)
    monkeypatch.setattr(flows.process_articles, "get_run_logger", lambda: logging.getLogger("test"))
    monkeypatch.setattr(flows.process_articles.time, "sleep", waited.append)
    if len(problems) == len(waits):
        assert flows.process_articles.process_articles.fn(["in"], retries=3) == {"new": 1}
    else:
        with pytest.raises(type(problems[-1])):
            flows.process_articles.process_articles.fn(["in"], retries=3)
    assert waited == waits


def test_all_is_read_however_long_prefect_takes_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    without_prefect(monkeypatch)
    filled(tmp_path / "in")
    with opened(Request((Path("in"),), Path("w.duckdb"), batch_size=1)) as job:
        job.begin()
        assert len(job.batches) == 4
        wait_until(lambda: all(BatchFolder(batch.url).outcome() for batch in job.batches), "nobody asked for them yet")
