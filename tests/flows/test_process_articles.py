"""A run from end to end: the same tables in any order, any batch split, any number of runs; nothing half-written."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import flows.run
import flows.steps
from flows.clock import utc_now
from flows.run import Request, run
from flows.steps import Job, process
from tests.paths import ROOT
from tests.tables import dump_tables
from tests.waiting import LONG, wait_until
from transforms.contract import Check, Reject
from transforms.errors import GateError, StoreError
from transforms.frames import schema_of
from transforms.parsing.load import load_pipeline

pytestmark = pytest.mark.slow

TEXTS = {
    "a.txt": "ROMA (ANSA) – Ieri sono arrivate almeno 300 persone. «Siamo pronti», ha detto Anna Bianchi.",
    "b.txt": "Torino, 7 marzo 2025 – Il Comune spenderà 2,5 milioni di euro entro il 2027.",
    "c/d.txt": "Il prezzo del pane è salito del 4% in un anno, secondo l'Istat.",
    "c/e.txt": "Domani riapre il museo dopo tre anni di lavori.",
}


@dataclass
class FakeReport:
    """A gate that lets everything through, in no time."""

    good: dict[str, pl.DataFrame]
    rejects: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema_of(Reject)))
    checks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema_of(Check)))
    held_back: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def rules() -> Any:
    return load_pipeline("rules")


def without_prefect(patch: pytest.MonkeyPatch, rules: Any) -> list[Job]:
    """Let runs go without Prefect and Great Expectations; the jobs for which they would have been started."""
    jobs: list[Job] = []

    def run_flow(job: Job, request: Request) -> dict[str, int]:
        jobs.append(job)
        job.nlp = rules
        return process(job, utc_now)

    patch.setattr(flows.run, "_run_flow", run_flow)
    patch.setattr(flows.steps, "check", lambda tables, run_id, known_docs: FakeReport(dict(tables)))
    return jobs


def filled(folder: Path) -> Path:
    """A folder with all texts and a table of metadata."""
    for name, text in TEXTS.items():
        put(folder / name, text)
    put(folder / "metadata.csv", "file,published_on\nc/e.txt,2026-02-03\n")
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, rules: Any) -> list[Job]:
    return without_prefect(monkeypatch, rules)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return filled(tmp_path / "in")


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory, rules: Any) -> dict[str, list[tuple[object, ...]]]:
    """What one run over all texts gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("at_once"))
        without_prefect(patch, rules)
        filled(Path("in"))
        go("in")
        return dump_tables("w.duckdb")


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def go(*paths: str, db: str = "w.duckdb", **options: Any) -> int:
    return run(Request(tuple(Path(path) for path in paths), Path(db), **options))


def ask(query: str, db: str = "w.duckdb") -> list[tuple[Any, ...]]:
    with duckdb.connect(db, read_only=True) as con:
        return con.execute(query).fetchall()


def test_a_second_run_adds_nothing_starts_nothing_and_is_recorded(
    folder: Path, started: list[Job], capsys: pytest.CaptureFixture[str]
) -> None:
    assert go("in") == 0
    first = dump_tables("w.duckdb")
    assert len(first["documents"]) == 4
    assert go("in") == 0
    assert dump_tables("w.duckdb") == first
    assert len(started) == 1
    assert "Nothing new." in capsys.readouterr().err
    assert ask("SELECT n_inputs, n_new, n_known, n_rejects, state FROM runs ORDER BY started_at") == [
        (4, 4, 0, 0, "completed"),
        (4, 0, 4, 0, "completed"),
    ]


@pytest.mark.parametrize(
    "runs",
    [
        pytest.param([(["in"], 1)], id="batches of 1"),
        pytest.param([(["in/b.txt"], 100), (["in/c", "in"], 100)], id="one first, then paths that overlap"),
        pytest.param([(["in"], 3)], id="batches of 3"),
        pytest.param([(["in/c", "in"], 2)], id="paths in another order"),
        pytest.param([(["in"], 2), (["in"], 100)], id="twice"),
    ],
)
def test_order_batches_and_runs_do_not_change_the_tables(
    folder: Path, started: list[Job], at_once: dict[str, Any], runs: list[tuple[list[str], int]]
) -> None:
    for paths, size in runs:
        go(*paths, batch_size=size)
    assert dump_tables("w.duckdb") == at_once


@pytest.mark.parametrize(
    "order",
    [("none", "late", "early"), ("late", "early", "none"), ("early", "none", "late")],
)
def test_a_text_under_several_days_is_anchored_on_the_earliest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[Job], order: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    days = {"late": "2026-02-05", "early": "2026-02-03", "none": ""}
    for name, day in days.items():
        put(tmp_path / name / "a.txt", TEXTS["c/e.txt"])
        put(tmp_path / name / "metadata.csv", f"file,published_on,source_name\na.txt,{day},{name}\n")
    for name in order:
        assert go(name) == 0
    go("late", "early", "none", db="once.duckdb")
    assert dump_tables("w.duckdb") == dump_tables("once.duckdb")
    assert ask("SELECT source_uri, source_name, published_on FROM documents") == [
        ("early/a.txt", "early", date(2026, 2, 3))
    ]
    assert ask("SELECT count(*) FROM sightings") == [(3,)]


def test_the_same_place_told_an_earlier_day_is_read_again(folder: Path, started: list[Job]) -> None:
    for day in ("2026-02-05", "2026-02-03", "2026-02-09"):
        go("in/a.txt", published_on=date.fromisoformat(day))
    assert ask("SELECT published_on FROM documents") == [(date(2026, 2, 3),)]
    assert ask("SELECT published_on FROM sightings") == [(date(2026, 2, 3),)]
    assert [len(job.plan.to_read) for job in started] == [1, 1]


def test_new_files_cost_only_their_own_work(folder: Path, started: list[Job]) -> None:
    go("in")
    put(folder / "f.txt", "Un testo nuovo.")
    put(folder / "g.txt", TEXTS["a.txt"])
    go("in")
    assert [[seen.input.source_uri for seen in job.plan.to_read] for job in started][1] == ["in/f.txt"]
    assert ask("SELECT n_new, n_known FROM runs ORDER BY started_at")[1] == (1, 5)
    assert ask("SELECT count(*) FROM sightings") == [(6,)]


def test_bad_inputs_are_rejected_and_the_rest_goes_through(folder: Path, started: list[Job]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x89PNG\x00\x00")
    (folder / "legacy.txt").write_bytes("Così è più giù.".encode("cp1252"))
    (folder / "long.txt").write_text("a" * 5_000)
    (folder / "r.jsonl").write_text('{"text": "Buono."}\nrotto\n')
    assert go("in", "nowhere", "in/x.pdf", max_chars=1_000) == 0
    assert ask("SELECT source_uri, stage FROM rejects ORDER BY 1") == [
        (uri, "ingest")
        for uri in ("in/binary.txt", "in/empty.txt", "in/long.txt", "in/r.jsonl#2", "in/x.pdf", "nowhere")
    ]
    assert ask("SELECT n_inputs, n_new, n_rejects FROM runs") == [(12, 6, 6)]
    assert ask("SELECT text FROM documents WHERE source_uri = 'in/legacy.txt'") == [("Così è più giù.",)]


def test_nothing_readable_is_exit_1_and_recorded(folder: Path, started: list[Job]) -> None:
    assert go("nowhere") == 1
    assert ask("SELECT reason FROM rejects") == [("there is no such file or folder",)]
    (folder.parent / "void").mkdir()
    assert go("void") == 1
    assert started == []


def test_a_text_on_which_a_stage_fails_is_set_aside(
    folder: Path, started: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    import transforms.pipeline

    read = transforms.pipeline.read_articles

    def fail_on_b(articles: Any, *rest: Any) -> Any:
        if any(article.source_uri == "in/b.txt" for article in articles):
            raise ZeroDivisionError("division by zero")
        return read(articles, *rest)

    monkeypatch.setattr(transforms.pipeline, "read_articles", fail_on_b)
    assert go("in") == 0
    assert ask("SELECT count(*) FROM documents") == [(3,)]
    ((uri, stage, reason),) = ask("SELECT source_uri, stage, reason FROM rejects")
    assert (uri, stage) == ("in/b.txt", "read")
    assert "ZeroDivisionError" in reason


def test_a_text_that_changes_during_the_run_is_refused(
    folder: Path, started: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = flows.run.make_plan

    def plan_then_change(*arguments: Any) -> Any:
        made = plan(*arguments)
        put(folder / "a.txt", "Un altro testo.")
        (folder / "b.txt").unlink()
        return made

    monkeypatch.setattr(flows.run, "make_plan", plan_then_change)
    assert go("in") == 0
    assert ask("SELECT source_uri, reason FROM rejects ORDER BY 1") == [
        ("in/a.txt", "the text changed while the run was reading it; run again"),
        ("in/b.txt", "the file cannot be read (No such file or directory)"),
    ]
    assert ask("SELECT count(*) FROM documents") == [(2,)]


class TestNothingHalfWritten:
    """Whatever stops a run, the published file keeps every byte and nothing is left beside it."""

    @pytest.fixture
    def published(self, folder: Path, started: list[Job]) -> Callable[[], None]:
        go("in/a.txt")
        path = folder.parent / "w.duckdb"
        before = path.read_bytes()

        def unchanged() -> None:
            assert path.read_bytes() == before
            left = {item.name for item in folder.parent.iterdir()} - {
                "in",
                "w.duckdb",
                "w.duckdb.runs",
                "w.held_back.duckdb",
            }
            assert not {name for name in left if "lock" not in name}

        return unchanged

    def test_the_gate_holds_back(self, published: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
        report = FakeReport({}, held_back=["Table 'dates' is empty."])
        monkeypatch.setattr(flows.steps, "check", lambda tables, run_id, known_docs: report)
        with pytest.raises(GateError, match="Table 'dates' is empty"):
            go("in")
        published()
        assert ask("SELECT state FROM runs", "w.held_back.duckdb") == [("held_back",)]

    @pytest.mark.parametrize("problem", [KeyboardInterrupt(), OSError(28, "No space left on device")])
    @pytest.mark.parametrize("step", ["read_text", "make_article"])
    def test_a_step_is_interrupted(
        self, published: Callable[[], None], monkeypatch: pytest.MonkeyPatch, problem: BaseException, step: str
    ) -> None:
        def stop(*arguments: Any) -> None:
            raise problem

        monkeypatch.setattr(flows.steps, step, stop)
        with pytest.raises(type(problem)):
            go("in", batch_size=1)
        published()

    def test_the_disk_is_full(self, published: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
        def full(con: Any) -> None:
            raise duckdb.IOException("Could not write file: No space left on device")

        monkeypatch.setattr("warehouse.store.load", full)
        with pytest.raises(StoreError):
            go("in")
        published()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def spoglio(*arguments: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SPOGLIO_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment.pop("PREFECT_API_URL", None)
    (home / "tmp").mkdir(exist_ok=True)
    environment["TMPDIR"] = str(home / "tmp")
    command = [sys.executable, "-m", "flows.cli", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=LONG, check=False)


def test_a_real_run_through_prefect_and_great_expectations(folder: Path, home: Path) -> None:
    done = spoglio("run", "in", "--model", "rules", "--batch-size", "3", cwd=folder.parent, home=home)
    assert done.returncode == 0, done.stderr
    assert "4 inputs: 4 new" in done.stdout
    said = done.stderr.splitlines()
    assert [line.split(" ")[0] for line in said] == ["Looking", "4", "Reading"]
    assert list((home / "tmp").iterdir()) == []
    ((name, state, new),) = ask("SELECT flow_run_name, state, n_new FROM runs", "spoglio.duckdb")
    assert (state, new) == ("completed", 4)
    assert ask("SELECT bool_and(success), count(*) > 20 FROM checks", "spoglio.duckdb") == [(True, True)]

    import sqlite3

    with sqlite3.connect(home / "prefect" / "prefect.db") as con:
        assert con.execute("SELECT state_type FROM flow_run WHERE name = ?", (name,)).fetchall() == [("COMPLETED",)]
        tasks = {row[0].rsplit("-", 1)[0] for row in con.execute("SELECT name FROM task_run").fetchall()}
        assert tasks == {"read batch", "transform batch", "check batch", "store batch"}
        ((artifact,),) = con.execute("SELECT data FROM artifact WHERE key = 'run-summary'").fetchall()
        assert "| 4 | 4 | 0 | 0 |" in json.loads(artifact)

    again = spoglio("run", "in", "--model", "rules", cwd=folder.parent, home=home)
    assert (again.returncode, "Nothing new." in again.stderr) == (0, True)
    assert "Prefect" not in again.stderr


def test_a_damaged_prefect_home_and_an_interrupt(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / "prefect").mkdir(parents=True)
    (tmp_path / "home" / "prefect" / "prefect.db").write_text("this is no database")
    for number in range(300):
        put(folder / f"many/{number}.txt", f"{TEXTS['a.txt']} Lancio numero {number}.")
    command = [sys.executable, "-m", "flows.cli", "run", "in", "--model", "rules", "--batch-size", "1"]
    environment = os.environ | {"SPOGLIO_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if "Reading" in line:  # the temporary home took over
                break
        wait_until(lambda: list(folder.parent.glob(".spoglio*build*")) or running.poll() is not None, "the run writes")
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=LONG)
    assert (running.returncode, out) == (130, ""), err
    assert err.strip().splitlines()[-1] == "spoglio: interrupted; nothing was published by this run."
    assert "Traceback" not in err
    assert not [item.name for item in folder.parent.iterdir() if "duckdb" in item.name and "lock" not in item.name]
