"""Serving: runs start by themselves, events reach automations, and nothing is left at the end."""

import importlib
import json
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import psutil
import pytest

from flows import cli
from flows.options import read_duration
from flows.serve import Schedule, deployment_name
from flows.serving import Serving, only_one
from flows.status import status_of
from tests.flows.running import environment, put, running, runs
from tests.paths import ROOT
from tests.waiting import LONG, wait_until
from transforms.errors import BusyError

pytestmark = pytest.mark.slow

#: As docs/operations.md has it: run a deployment each time that something was published.
AUTOMATION = """
import sys
from prefect.automations import Automation
from prefect.events.actions import RunDeployment
from prefect.events.schemas.automations import EventTrigger, Posture

Automation(
    name="after each publication",
    trigger=EventTrigger(
        expect={"spoglio.published"},
        match={"prefect.resource.id": "spoglio.warehouse.*"},
        posture=Posture.Reactive,
        threshold=1,
    ),
    actions=[RunDeployment(deployment_id=sys.argv[1])],
).create()
"""


def ask(api: str, path: str, body: dict[str, Any]) -> Any:
    request = Request(f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with build_opener(ProxyHandler({})).open(request, timeout=LONG) as answer:
        return json.loads(answer.read())


def n_documents(db: Path) -> int:
    return sum(run["new"] for run in runs(db))


def test_runs_start_by_themselves_and_events_reach_automations(tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", "Ieri a Roma sono arrivate 300 persone.")
    db, home = tmp_path / "w.duckdb", tmp_path / "home"
    with running(
        "serve", "in", "--db", "w.duckdb", "--every", "10s", "--model", "rules", cwd=tmp_path, home=home
    ) as serving:
        wait_until(lambda: n_documents(db) == 1, "the first run starts at once")
        wait_until(lambda: len(runs(db)) >= 3, "runs come at their times")
        told = Serving.read(db)
        assert told is not None
        (deployment,) = ask(told.api, "deployments/filter", {})
        script = [sys.executable, "-c", AUTOMATION, deployment["id"]]
        subprocess.run(script, env=environment(home, PREFECT_API_URL=told.api), check=True, timeout=LONG)
        put(tmp_path / "in/b.txt", "Il prezzo del pane è salito del 4%.")
        wait_until(lambda: n_documents(db) == 2, "a scheduled run takes in what is new")

        def automated() -> bool:
            found = ask(told.api, "flow_runs/filter", {"sort": "ID_DESC"})
            return any((run["created_by"] or {}).get("type") == "AUTOMATION" for run in found)

        wait_until(automated, "the automation answers to what was published")
        (event,) = ask(told.api, "events/filter", {"filter": {"event": {"name": ["spoglio.published"]}}})["events"][:1]
        assert event["resource"]["prefect.resource.id"] == f"spoglio.warehouse.{db}"
        assert event["payload"]["new"] == 1
        status = status_of(db)
        assert (status["documents"], status["schedule"]) == (2, "every 10 s")
        wait_until(lambda: status_of(db)["next_run"], "the next run is told")
        assert {run["state"] for run in status["runs"]} == {"completed"}
        family = psutil.Process(serving.pid).children(recursive=True)
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(LONG) == 0
        wait_until(lambda: not any(child.is_running() for child in family), "all processes end")
    assert Serving.read(db) is None
    assert {path.name for path in tmp_path.iterdir()} - {"in", "home", "err"} <= {"w.duckdb", "w.duckdb.runs"}
    assert "Traceback" not in (tmp_path / "err").read_text()
    assert "leaked" not in (tmp_path / "err").read_text()


def test_a_file_that_comes_starts_a_run(tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", "Ieri a Roma sono arrivate 300 persone.")
    db = tmp_path / "w.duckdb"
    options = ("--db", "w.duckdb", "--watch", "--model", "rules")
    with running("serve", "in", *options, cwd=tmp_path, home=tmp_path / "home") as serving:
        wait_until(lambda: n_documents(db) == 1, "the first run starts at once")
        put(tmp_path / "in/deep/b.txt", "Il prezzo del pane è salito del 4%.")
        wait_until(lambda: n_documents(db) == 2, "the file is taken in")
        serving.send_signal(signal.SIGINT)
        assert serving.wait(LONG) == 0


def test_one_process_serves_a_warehouse(tmp_path: Path) -> None:
    db = tmp_path / "w.duckdb"
    with only_one(db) as tell:
        tell(Serving("http://127.0.0.1:1/api", "w", "every 5 s"))
        assert Serving.read(db) == Serving("http://127.0.0.1:1/api", "w", "every 5 s")
        with pytest.raises(BusyError, match="Another process serves"), only_one(db):
            pass
    assert Serving.read(db) is None
    (tmp_path / ".w.duckdb.serving").write_text("{}")  # of one that was killed
    assert Serving.read(db) is None
    with only_one(db):
        pass


@pytest.mark.parametrize(
    ("told", "meant"),
    [("90s", 90), ("15m", 900), ("1h30m", 5_400), ("1d", 86_400), (" 6h ", 21_600)],
)
def test_times_are_understood(told: str, meant: int) -> None:
    assert read_duration(told) == timedelta(seconds=meant)


@pytest.mark.parametrize(
    "arguments",
    [
        ["in"], ["in", "--every", "5"], ["in", "--every", "soon"], ["in", "--every", "1s"], ["in", "--every", "999999999d"],
        ["in", "--every", "5m", "--watch"], ["--watch"], ["nowhere", "--watch"],
        ["in", "--cron", "often"], ["in", "--cron", "0 6 * * *", "--timezone", "Europe/Roma"],
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_exit_2(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path / "home"))
    (tmp_path / "in").mkdir()
    assert cli.main(["serve", *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not list(tmp_path.glob(".spoglio*"))


def test_a_deployment_keeps_its_name_and_a_schedule_is_told_in_words(tmp_path: Path) -> None:
    assert deployment_name(tmp_path / "w.duckdb") == deployment_name(tmp_path / "x/../w.duckdb")
    assert deployment_name(tmp_path / "w.duckdb") != deployment_name(tmp_path / "x" / "w.duckdb")
    assert str(Schedule(every=timedelta(minutes=15))) == "every 15 min"
    assert str(Schedule(cron="0 6 * * *")) == "at 0 6 * * * (Europe/Rome)"
    assert str(Schedule(watch=True)) == "when a file comes"


def test_the_deployment_file_names_parameters_that_there_are() -> None:
    import yaml

    told = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    (deployment,) = told["deployments"]
    module, name = deployment["entrypoint"].rsplit(".", 1)
    flow = getattr(importlib.import_module(module), name)
    assert flow.validate_parameters(deployment["parameters"])["retries"] == 3
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    # Without it a worker goes to the folder from which was deployed, and finds no articles there.
    assert told["pull"] == [{"prefect.deployments.steps.set_working_directory": {"directory": "/srv/spoglio"}}]
