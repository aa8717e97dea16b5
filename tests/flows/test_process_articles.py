"""A run in this process: the same tables in any order, any batch split, any number of runs; nothing half-written."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from spacy.tokens import Doc

import flows.planning
import flows.run
import flows.steps
import flows.worker
import transforms.documents.article
import transforms.pipeline
from flows.process_articles import _complain as complain
from flows.run import Request, opened
from flows.staging import Outcome, Settings
from flows.status import status_of
from flows.steps import Job
from flows.stopping import Interrupted
from tests.flows.here import FakeReport, go, without_prefect
from tests.flows.running import TEXTS, ask, filled, put, runs
from tests.tables import dump_tables
from transforms.documents import Article
from transforms.errors import GateError, SpoglioError, StoreError
from transforms.rows import Reading

pytestmark = pytest.mark.slow


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    return without_prefect(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return filled(tmp_path / "in")


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """What one run over all texts gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("at_once"))
        without_prefect(patch)
        filled(Path("in"))
        go("in")
        return dump_tables("w.duckdb")


def test_a_second_run_adds_nothing_starts_nothing_and_is_recorded(
    folder: Path, started: list[Job], capsys: pytest.CaptureFixture[str]
) -> None:
    assert go("in") == 0
    first = dump_tables("w.duckdb")
    assert len(first["documents"]) == 4
    inode = Path("w.duckdb").stat().st_ino
    assert go("in") == 0
    assert dump_tables("w.duckdb") == first
    assert len(started) == 1
    assert Path("w.duckdb").stat().st_ino == inode
    assert "Nothing new." in capsys.readouterr().err
    told = [[run[key] for key in ("inputs", "new", "known", "rejects", "state")] for run in runs(Path("w.duckdb"))]
    assert told == [[4, 4, 0, 0, "completed"], [4, 0, 4, 0, "completed"]]


def test_temporary_files_of_a_killed_run_go_with_the_next_one(
    folder: Path, started: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tempfile.gettempdir()
    left = [folder.parent / ".w.duckdb.run" / "tmp" / "tmp1" / "left"]  # by the one that was killed
    put(left[0], "")

    def check(tables: Mapping[str, Any], run_id: str, known_docs: object) -> FakeReport:
        left.append(Path(tempfile.mkdtemp()))  # as libraries do
        assert not left[0].exists()
        return FakeReport(dict(tables))

    monkeypatch.setattr("expectations.gate.check", check)
    assert go("in") == 0
    assert left[1].is_relative_to(folder.parent)
    assert not list(folder.parent.glob(".*"))
    assert tempfile.gettempdir() == before


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
        put(tmp_path / name / "metadata.csv", f"file,published_on,outlet\na.txt,{day},{name}\n")
    for name in order:
        assert go(name) == 0
    go("late", "early", "none", db="once.duckdb")
    assert dump_tables("w.duckdb") == dump_tables("once.duckdb")
    assert ask("SELECT source_uri, outlet, published_on FROM documents") == [("early/a.txt", "early", date(2026, 2, 3))]
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
    assert [[seen.source_uri for seen in job.plan.to_read] for job in started][1] == ["in/f.txt"]
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
    (run_,) = runs(Path("w.duckdb"))
    assert [item["reason"] for item in run_["rejects_by_reason"]] == ["there is no such file or folder"]
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


def test_a_text_of_which_no_article_can_be_made_is_set_aside(
    folder: Path, started: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    mend = transforms.documents.mend

    def fail_on_b(text: str) -> Any:
        if text == TEXTS["b.txt"]:
            raise RecursionError("too deep")
        return mend(text)

    for module in (flows.planning, transforms.documents.article):
        monkeypatch.setattr(module, "mend", fail_on_b)
    assert go("in") == 0
    assert ask("SELECT count(*) FROM documents") == [(3,)]
    assert ask("SELECT source_uri, stage, reason FROM rejects") == [
        ("in/b.txt", "read", "a stage failed on this text (RecursionError: too deep); please report it")
    ]


def test_a_text_is_taken_as_it_was_when_it_was_looked_at(
    folder: Path, started: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = flows.run.make_plan

    def plan_then_change(*arguments: Any) -> Any:
        made = plan(*arguments)
        put(folder / "a.txt", "Un altro testo.")
        (folder / "b.txt").unlink()
        put(folder / "r.jsonl", '{"text": "Una riga davanti."}\n' + (folder / "r.jsonl").read_text(encoding="utf-8"))
        return made

    put(folder / "r.jsonl", '{"text": "Un testo in una riga."}\n')
    monkeypatch.setattr(flows.run, "make_plan", plan_then_change)
    assert go("in") == 0
    assert ask("SELECT count(*) FROM rejects") == [(0,)]
    texts = {text for (text,) in ask("SELECT text FROM documents")}
    assert texts == {*TEXTS.values(), "Un testo in una riga."}


def test_a_scheduled_run_whose_paths_lead_nowhere_fails(
    folder: Path, started: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request((Path("nowhere"), Path("void")), Path("w.duckdb"))
    with (
        opened(request) as job,
        pytest.raises(
            SpoglioError, match=r"Nothing could be read: nowhere: there is no such file or folder \(and 1 more\)"
        ),
    ):
        complain(job)
    (folder.parent / "empty").mkdir()  # files may come yet
    with opened(Request((Path("empty"),), Path("w.duckdb"))) as job:
        complain(job)


class TestWhatIsReadIsNotReadAgain:
    """A run that did not come to its end leaves its finished batches to the next one."""

    @pytest.fixture
    def read(self, folder: Path, started: list[Job], monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """A run was interrupted at the gate when all batches were read; the numbers of texts read since then."""
        with monkeypatch.context() as patch:

            def interrupt(*arguments: Any) -> None:
                raise KeyboardInterrupt

            patch.setattr(flows.steps, "check_batches", interrupt)
            with pytest.raises(Interrupted, match="4 of 4 batches are read and kept"):
                go("in", batch_size=1)
        counts: list[int] = []
        transform = flows.worker.transform

        def counted(url: str, items: Any, settings: Settings) -> Outcome:
            counts.append(len(items))
            return transform(url, items, settings)

        monkeypatch.setattr(flows.worker, "transform", counted)
        return counts

    def test_by_the_same_command(self, read: list[int], at_once: dict[str, Any]) -> None:
        assert go("in", batch_size=100) == 0
        assert read == []
        assert dump_tables("w.duckdb") == at_once
        assert ask(
            "SELECT count(DISTINCT run_id), min(run_id) = (SELECT run_id FROM runs WHERE state = 'completed') FROM sentences"
        ) == [(1, True)]

    def test_but_what_is_new_is(self, folder: Path, read: list[int]) -> None:
        put(folder / "c/0.txt", "Un testo nuovo.")
        assert go("in") == 0
        assert read == [1]
        assert ask("SELECT count(*) FROM documents") == [(5,)]

    def test_nor_what_another_model_or_day_would_read_otherwise(self, folder: Path, read: list[int]) -> None:
        assert go("in", published_on=date(2026, 1, 1)) == 0
        assert sum(read) == 4

    def test_unless_the_batch_was_not_finished(self, folder: Path, read: list[int], at_once: dict[str, Any]) -> None:
        done = sorted(folder.parent.glob(".w.duckdb.run/batches/*/done.json"))
        done[0].unlink()
        done[1].write_text("{")
        assert go("in") == 0
        assert sum(read) == 2
        assert dump_tables("w.duckdb") == at_once


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
            assert not {name for name in left if "lock" not in name and not name.endswith(".run")}

        return unchanged

    def test_the_gate_holds_back(self, published: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
        report = FakeReport({}, held_back=["Table 'dates' is empty."])
        monkeypatch.setattr("expectations.gate.check", lambda tables, run_id, known_docs: report)
        with pytest.raises(GateError, match="Table 'dates' is empty"):
            go("in")
        published()
        assert ask("SELECT state FROM runs", "w.held_back.duckdb") == [("held_back",)]

    @pytest.mark.parametrize("problem", [KeyboardInterrupt(), OSError(28, "No space left on device")])
    @pytest.mark.parametrize("step", ["check_batches", "store_report"])
    def test_a_step_is_stopped(
        self, published: Callable[[], None], monkeypatch: pytest.MonkeyPatch, problem: BaseException, step: str
    ) -> None:
        before = dump_tables("w.duckdb")

        def stop(*arguments: Any) -> None:
            raise problem

        with monkeypatch.context() as patch:
            patch.setattr(flows.steps, step, stop)
            with pytest.raises(type(problem)):
                go("in", batch_size=1)
        assert dump_tables("w.duckdb") == before
        if isinstance(problem, KeyboardInterrupt):
            published()
        last = status_of(Path("w.duckdb"))["runs"][0]
        assert last["state"] == "failed"
        assert "No space left" in last["reason"] or last["reason"].startswith("interrupted")
        assert go("in", batch_size=1) == 0
        assert not [item for item in Path.cwd().iterdir() if item.name.startswith(".")]

    def test_the_disk_is_full(self, published: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
        def full(con: Any) -> None:
            raise duckdb.IOException("Could not write file: No space left on device")

        monkeypatch.setattr("warehouse.store.load", full)
        with pytest.raises(StoreError):
            go("in")
        published()


def test_a_text_on_which_a_stage_fails_is_named_and_the_others_are_read(
    started: list[Job], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "buono.txt").write_text("Restano aperti 12 rifugi.", encoding="utf-8")
    (tmp_path / "in" / "storto.txt").write_text("Restano chiusi 13 rifugi.", encoding="utf-8")
    whole = transforms.pipeline.read_article

    def fragile(article: Article, doc: Doc, **options: bool) -> Reading:
        if "storto" in article.source_uri:
            raise IndexError("string index out of range")
        return whole(article, doc, **options)

    monkeypatch.setattr(transforms.pipeline, "read_article", fragile)
    assert go("in") == 0
    told = capsys.readouterr()
    assert "not read: in/storto.txt: a stage failed on this text" in told.err
    assert "2 inputs: 1 new, 0 known, 1 not read" in told.out
