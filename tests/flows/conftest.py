"""What tests of the flows share: a warehouse that wants to do harm, an environment that stays as it was."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.flows.running import prefect_server
from transforms.contract import Check, Document, Reject, Run
from transforms.frames import to_frame

NASTY = "\x1b[31mrosso\x07 =cmd|'/c calc'!A1 \"x\", '; DROP TABLE documents; --\n\u202egiallo"


@pytest.fixture(scope="session")
def nasty() -> str:
    """A text that would do harm in a terminal, a spreadsheet or a query."""
    return NASTY


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one document that wants to do harm; tests only read it."""
    from warehouse.store import Warehouse

    path = tmp_path_factory.mktemp("db") / "w.duckdb"
    moment = datetime.fromisoformat("2026-02-03T10:00Z")
    document = Document(
        doc_id="d1", source_uri=NASTY, title=NASTY, text=NASTY, n_chars=len(NASTY), first_seen_at=moment, run_id="r"
    )
    row = Run(
        run_id="r", flow_run_name="f", started_at=moment, state="completed", n_inputs=1, n_new=1, n_known=0,
        n_rejects=0, model_name="m", code_version="0",
    )  # fmt: skip
    with Warehouse(path) as store:
        store.write_batch({"documents": to_frame([document], Document)})
        store.write_run(row, to_frame([], Check), to_frame([], Reject))
        store.publish()
    return path


@pytest.fixture(autouse=True)
def keep_environment() -> Iterator[None]:
    """What the command line sets for its process must not reach the next test."""
    before = dict(os.environ)
    yield
    for name in os.environ.keys() | before:
        if os.environ.get(name) != before.get(name):
            os.environ.pop(name, None)
            if name in before:
                os.environ[name] = before[name]


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Prefect server, for runs that are tested for something else: starting one costs more than the run."""
    with prefect_server(tmp_path_factory.mktemp("prefect")) as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `in` to fill; the working folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"
