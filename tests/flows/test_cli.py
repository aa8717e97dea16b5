"""The command line: exit codes, one sentence an error, results on standard output, no harm from what texts hold."""

import csv
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import spacy

from flows import cli
from flows.explain import render
from flows.prefect_server import PrefectLostError, PrefectServer
from flows.settings import prepare_prefect, read_settings
from flows.terminal import printable
from flows.version import model_label
from tests.paths import ROOT
from tests.waiting import LONG
from transforms.contract import Document, Run
from transforms.documents.article import Article, Told, make_article
from transforms.errors import BusyError, GateError, InputError, StoreError, UsageError
from transforms.facts import FoundAnswer, FoundClaim, FoundEntity, FoundFigure
from transforms.frames import to_frame
from transforms.parsing.load import load_pipeline
from transforms.pipeline import read_all
from transforms.rows import Reading

pytestmark = pytest.mark.slow

NASTY = "\x1b[31mrosso\x07 =cmd|'/c calc'!A1 \"x\", '; DROP TABLE documents; --\n\u202egiallo"


def call(*arguments: str) -> int:
    return cli.main(list(arguments))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one document that wants to do harm."""
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
    from transforms.contract import Check, Reject

    with Warehouse(path) as store:
        store.write_batch({"documents": to_frame([document], Document)})
        store.write_run(row, to_frame([], Check), to_frame([], Reject))
        store.publish()
    return path


class TestErrors:
    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["run"],
            ["sing"],
            ["run", "x", "--batch-size", "0"],
            ["run", "x", "--max-chars", "many"],
            ["run", "x", "--published-on", "2026-02-30"],
            ["run", "x", "--published-on", "ieri"],
            ["sql"],
            ["sql", "x", "--format", "xml"],
            ["explain", "x", "--min-confidence", "1.5"],
            ["explain", "x", "--min-confidence", "nan"],
            ["explain", "x", "--min-confidence", "sure"],
            ["run", "x", "--metadata", "nowhere.csv"],
        ],
    )
    def test_a_wrong_command_line_is_exit_2(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert call(*arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines()[-1].startswith("spoglio")
        assert "Traceback" not in err

    @pytest.mark.parametrize(
        ("problem", "code", "said"),
        [
            (UsageError("Wrong."), 2, "Wrong."),
            (InputError("unreadable", "a.txt"), 1, "a.txt: unreadable"),
            (GateError("Held back."), 3, "Held back."),
            (BusyError("Another run."), 4, "Another run."),
            (StoreError("Two\nlines \x1b[31m"), 1, "Two\\nlines \\x1b[31m"),
            (OSError(28, "No space left on device", "/x"), 1, "No space left on device (/x)"),
            (KeyboardInterrupt(), 130, "interrupted; nothing was published"),
            (ValueError("unexpected\nmore"), 1, "ValueError: unexpected. Call again with --debug"),
            (RecursionError(), 1, "RecursionError"),
        ],
    )
    def test_every_error_is_one_sentence(
        self,
        problem: BaseException,
        code: int,
        said: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def fail(options: object) -> int:
            raise problem

        monkeypatch.setattr(cli, "_sql", fail)
        assert call("sql", "x") == code
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("spoglio: ")
        assert said in line
        assert call("sql", "x", "--debug") == code
        assert "Traceback" in capsys.readouterr().err
        assert call("--debug", "sql", "x") == code

    @pytest.mark.parametrize("command", [["sql", "FROM documents"], ["run", "x.txt"]])
    def test_a_file_that_is_no_database(
        self, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "no.duckdb"
        path.write_text("this is no database\n" * 1000)
        before = path.read_bytes()
        assert call(*command, "--db", str(path)) == 1
        assert "not a DuckDB database" in capsys.readouterr().err
        assert path.read_bytes() == before

    def test_a_database_locked_by_another_process(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        script = f"import duckdb, sys; c = duckdb.connect({str(db)!r}); print('open', flush=True); sys.stdin.read()"
        with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            assert call("sql", "FROM documents", "--db", str(db)) == 1
            assert call("run", "nowhere", "--db", str(db)) == 1
            holder.communicate(b"", timeout=LONG)
        for line in capsys.readouterr().err.splitlines():
            assert "Traceback" not in line
            assert "locked" in line or "another" in line or "Looking" in line

    @pytest.mark.parametrize("path", ["nowhere.duckdb", "no/such/folder/x.duckdb", "."])
    def test_a_database_that_is_not_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert call("sql", "FROM documents", "--db", path) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
        assert list(tmp_path.iterdir()) == []


class TestSql:
    def test_a_table_shows_no_control_characters(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert (
            call("sql", "SELECT title, 1.50::DECIMAL(9, 4) AS n, NULL AS nothing FROM documents", "--db", str(db)) == 0
        )
        out = capsys.readouterr().out
        assert not [char for char in out if not char.isprintable() and char != "\n"]
        header, line, row, count = out.splitlines()
        assert header.split() == ["title", "n", "nothing"]
        assert row.startswith("\\x1b[31mrosso\\x07 =cmd")
        assert row.split()[-2:] == ["1.5", "NULL"]
        assert set(line) == {"─", " "}
        assert count == "(1 row)"

    def test_csv_and_json_keep_every_value(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        query = (
            "SELECT title, 41000.000000000000::DECIMAL(38, 12) AS n, DATE '2026-02-03' AS day, NULL AS x FROM documents"
        )
        assert call("sql", query, "--db", str(db), "--format", "csv") == 0
        assert list(csv.reader(io.StringIO(capsys.readouterr().out, newline=""))) == [
            ["title", "n", "day", "x"],
            [NASTY, "41000", "2026-02-03", ""],
        ]
        assert call("sql", query, "--db", str(db), "--format", "json") == 0
        assert json.loads(capsys.readouterr().out) == [{"title": NASTY, "n": 41000, "day": "2026-02-03", "x": None}]

    @pytest.mark.parametrize(
        ("query", "value"),
        [
            ("SELECT 0.1::DECIMAL(38, 12) AS v", 0.1),
            ("SELECT 12345678901234567890.123456789::DECIMAL(38, 12) AS v", "12345678901234567890.123456789"),
            ("SELECT 'nan'::DOUBLE AS v", None),
            ("SELECT [1.5::DECIMAL(3, 1), NULL] AS v", [1.5, None]),
            ("SELECT {'a': DATE '2026-01-01'} AS v", {"a": "2026-01-01"}),
            ("SELECT true AS v", True),
            ("SELECT '\\x00'::BLOB AS v", "00"),
        ],
    )
    def test_json_values(self, db: Path, query: str, value: object, capsys: pytest.CaptureFixture[str]) -> None:
        assert call("sql", query, "--db", str(db), "--format", "json") == 0
        assert json.loads(capsys.readouterr().out) == [{"v": value}]

    def test_names_that_come_twice_stay_apart(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert call("sql", "SELECT 1 AS a, 2 AS a", "--db", str(db), "--format", "json") == 0
        assert list(json.loads(capsys.readouterr().out)[0].values()) == [1, 2]

    def test_no_rows(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for form, out in (("csv", "doc_id\n"), ("json", "[]\n"), ("table", "doc_id\n──────\n(0 rows)\n")):
            assert call("sql", "SELECT doc_id FROM documents WHERE false", "--db", str(db), "--format", form) == 0
            assert capsys.readouterr().out == out

    @pytest.mark.parametrize(
        "query",
        [
            "SELEC 1",
            "",
            " ; ",
            "FROM no_such_table",
            "DROP TABLE documents",
            "DELETE FROM documents",
            "CREATE TABLE t AS SELECT 1",
            "SELECT * FROM read_text('{file}')",
            "FROM '{file}'",
            "SELECT * FROM glob('/*')",
            "ATTACH '{file}' AS other",
            "COPY documents TO '{new}'",
            "EXPORT DATABASE '{new}'",
            "INSTALL httpfs",
            "LOAD '{file}'",
            "SET enable_external_access = true",
            "SET lock_configuration = false",
        ],
    )
    def test_a_query_harms_nothing_and_reads_no_other_file(
        self, db: Path, tmp_path: Path, query: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        secret = tmp_path / "secret.csv"
        secret.write_text("secret\n1\n")
        before = db.read_bytes()
        assert call("sql", query.format(file=secret, new=tmp_path / "new"), "--db", str(db)) == 1
        out, err = capsys.readouterr()
        assert (out, len(err.splitlines())) == ("", 1)
        assert db.read_bytes() == before
        assert [item.name for item in tmp_path.iterdir()] == ["secret.csv"]

    def test_long_cells_are_cut_in_tables_only(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        query = "SELECT repeat('a', 500) AS v"
        call("sql", query, "--db", str(db))
        assert "a" * 79 + "…" in capsys.readouterr().out
        call("sql", query, "--db", str(db), "--format", "csv")
        assert "a" * 500 in capsys.readouterr().out


@pytest.fixture(scope="module")
def rules() -> object:
    return load_pipeline("rules")


def answered() -> Reading:
    """A text whose one figure has two published answers, one that is unsure, a second-best and a nobody."""
    days = {"date_from": date(2026, 1, 1), "date_to": date(2026, 1, 31)}
    figure = FoundFigure(3, 5, "count", "by_hand", Decimal(12), Decimal(12))
    russia = FoundEntity("r", "Russia", "LOC")
    answers = [
        FoundAnswer("figures", 0, "counted", 1, True, 0.99, "nobody"),
        FoundAnswer("figures", 0, "subject", 1, True, 0.93, "subject of the clause", russia, "Russia"),
        FoundAnswer("figures", 0, "subject", 2, False, 0.05, "nearby", name="Estonia"),
        FoundAnswer("figures", 0, "source", 1, False, 0.41, "nearby", name="Istat"),
        FoundAnswer("figures", 0, "period", 1, True, 0.8, "same clause", **days),
    ]
    claim = FoundClaim(subject=russia, confidence=0.7)
    text = "Ne 12."
    return Reading(Article(text, "a.txt"), spacy.blank("it")(text), [], [figure], [claim], [], [], [], answers)


class TestExplain:
    def test_facts_are_marked_and_listed_with_their_rule(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_text(
            "Torino, 7 marzo 2025 – Il Comune spenderà 2,5 milioni di euro. «Siamo pronti», ha detto Anna Bianchi."
        )
        assert call("explain", str(path), "--model", "rules") == 0
        out = capsys.readouterr().out
        assert "[figure 2,5 milioni di euro]" in out
        assert "published: 2025-03-07 (told by text)" in out
        assert "\x1b" not in out
        listed = [line.strip() for line in out.splitlines() if line.startswith("    ")]
        assert all((line.endswith("]") and "  [" in line) or " · " in line for line in listed)
        assert any(line.startswith("figure") and "2500000 EUR" in line for line in listed)

    def test_a_wrong_confidence_is_said_in_one_sentence(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert call("explain", "x", "--min-confidence", "2") == 2
        last = capsys.readouterr().err.splitlines()[-1]
        assert last.endswith("argument --min-confidence: '2' is no probability; give a number from 0 to 1, such as 0.5")

    def test_answers_are_told_with_how_sure_they_are(self) -> None:
        reading = answered()
        published = render(reading, coloured=False)
        assert "            about Russia · 0.93 · subject of the clause\n" in published
        assert "Estonia" not in published  # the second-best
        assert "Istat" not in published
        assert "nobody" not in published
        assert "for 2026-01-01 to 2026-01-31 · 0.80 · same clause\n" in published
        assert "Too unsure to be published: 1 answer; --min-confidence 0 shows all." in published
        whole = render(reading, coloured=False, min_confidence=0.0)
        assert "            according to (Istat? · 0.41 · nearby)\n" in whole
        assert "Too unsure" not in whole
        assert "nobody" not in whole
        assert "whole claim 0.70" in whole

    def test_another_threshold_shows_more_or_less(self) -> None:
        reading = answered()
        for least, shown in (
            (0.4, ["Russia", "Istat", "2026"]),
            (0.5, ["Russia", "2026"]),
            (0.9, ["Russia"]),
            (1.0, []),
        ):
            listed = [line for line in render(reading, False, least).splitlines() if " · " in line]
            assert [any(name in line for line in listed) for name in shown] == [True] * len(shown)
            assert len(listed) == len(shown)

    def test_what_is_unsure_is_dim(self) -> None:
        assert "\x1b[2maccording to (Istat? · 0.41 · nearby)\x1b[0m" in render(answered(), True, 0.0)

    def test_colours_only_where_they_are_wanted(self, rules: object) -> None:
        article = make_article("Ne servono 12.", "a.txt", Told())
        (reading,) = read_all([article], rules)  # type: ignore[arg-type]
        assert "\x1b[32m12\x1b[0m" in render(reading, coloured=True)
        assert "\x1b" not in render(reading, coloured=False)

    def test_a_text_cannot_write_to_the_terminal(self, rules: object) -> None:
        article = make_article(NASTY + " 12 persone", "\x1b]0;titolo\x07.txt", Told(title="\x1b[2J"))
        (reading,) = read_all([article], rules)  # type: ignore[arg-type]
        assert not [char for char in render(reading, coloured=False) if not char.isprintable() and char != "\n"]

    def test_what_cannot_be_read_is_exit_1(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").write_bytes(b"\x00\x01")
        assert call("explain", str(tmp_path), "--model", "rules") == 1
        assert "binary" in capsys.readouterr().err
        assert call("explain", str(tmp_path / "no.txt"), "--model", "rules") == 1


class TestSettings:
    def test_prefect_has_a_home_of_its_own_and_tells_nobody(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "other"))
        settings = read_settings()
        environment: dict[str, str] = {"NO_PROXY": "example.org"}
        prepare_prefect(settings, environment=environment)
        assert environment["PREFECT_HOME"] == str(tmp_path / "home" / "prefect")
        assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
        assert environment["DO_NOT_TRACK"] == "1"
        assert environment["NO_PROXY"] == "example.org,127.0.0.1,localhost"
        assert not settings.home_is_temporary

    def test_a_home_that_cannot_be_written_is_replaced_by_a_temporary_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("no folder")
        monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path / "file" / "home"))
        settings = read_settings()
        assert settings.home_is_temporary
        settings.prefect_home.rmdir()

    def test_a_prefect_server_that_does_not_answer_is_said_at_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path))
        monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
        with pytest.raises(PrefectLostError, match="PREFECT_API_URL"), PrefectServer(read_settings()):
            pass

    @pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (200, b"{}"), (404, b""), (500, b"true")])
    def test_a_foreign_program_is_no_prefect_server(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
    ) -> None:
        class Foreign(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        with HTTPServer(("127.0.0.1", 0), Foreign) as server:
            thread = threading.Thread(target=server.handle_request)
            thread.start()
            monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path))
            monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{server.server_port}/api")
            monkeypatch.setenv("no_proxy", "127.0.0.1")
            with pytest.raises(PrefectLostError, match="is no Prefect server"), PrefectServer(read_settings()):
                pass
            thread.join()

    def test_the_cache_folder_of_the_user_is_the_default(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SPOGLIO_HOME", raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert read_settings().prefect_home == tmp_path / "spoglio" / "prefect"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("perché «no» – €", "perché «no» – €"),
        ("a\x1b[0m\r\n\x9b", "a\\x1b[0m\\r\\n\\x9b"),
        ("\u202eabc\u200b", "\\u202eabc\\u200b"),
        ("a\xa0b", "a\xa0b"),
        ("\ud800", "\\ud800"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    code, model = capsys.readouterr().out.splitlines()
    assert code.startswith("spoglio ")
    assert model.startswith("model ")
    assert model_label("rules")[0] == "rules"
    assert model_label("no_such_model") == ("no_such_model", None, None)


def test_the_command_line_imports_nothing_heavy() -> None:
    script = "import flows.cli, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=LONG, check=True
    )
    heavy = {"prefect", "spacy", "polars", "duckdb", "great_expectations", "pandas", "pydantic", "rich", "numpy"}
    assert heavy.isdisjoint(done.stdout.split())


def test_the_reader_of_our_output_may_stop_early(db: Path) -> None:
    query = "SELECT repeat('a', 1000) FROM range(100000)"
    command = [sys.executable, "-m", "flows.cli", "sql", query, "--db", str(db), "--format", "csv"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_standard_output_is_said(db: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "sql", "FROM documents", "--db", str(db)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=LONG, check=False
        )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "No space left" in done.stderr


@pytest.fixture(autouse=True)
def keep_environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_the_summary_shows_a_warehouse_and_commands_that_work_as_typed(
    db: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import summary

    monkeypatch.setattr(sys, "argv", ["summary", str(db)])
    assert summary.main() == 0
    out = capsys.readouterr().out
    assert "documents         1" in out
    assert "Checks passed: 0 of 0" in out
    assert not [char for char in out if not char.isprintable() and char != "\n"]
    (command,) = [line for line in out.splitlines() if "FROM claims" in line]
    assert command.split()[0] == "spoglio" or Path(command.split()[0]).exists() or "-m flows.cli" in command
    monkeypatch.setattr(sys, "argv", ["summary", "nowhere.duckdb"])
    assert summary.main() == 1
    monkeypatch.setattr(sys, "argv", ["summary"])
    assert summary.main() == 2
