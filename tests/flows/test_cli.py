"""The command line: exit codes, one sentence an error, results on standard output."""

import resource
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flows import cli
from flows.limits import FOR_LOOKING, FOR_RUNS
from flows.version import model_label
from tests.paths import ROOT
from tests.waiting import LONG
from transforms.errors import BusyError, GateError, InputError, StoreError, UsageError

pytestmark = pytest.mark.slow


def call(*arguments: str) -> int:
    return cli.main(list(arguments))


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
        def fail(*_: object) -> None:
            raise problem

        monkeypatch.setattr("flows.query.run_query", fail)
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

    @pytest.mark.parametrize("command", [["sql", "FROM t"], ["tables"], ["schema", "t"], ["status"], ["run", "x.txt"]])
    def test_a_file_of_sqlite_is_called_one(
        self, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "other.db"
        with closing(sqlite3.connect(path)) as con:
            con.execute("CREATE TABLE t (a)")
        before = path.read_bytes()
        assert call(*command, "--db", str(path)) == 1
        assert "is a SQLite database" in capsys.readouterr().err
        assert path.read_bytes() == before
        assert [item.name for item in tmp_path.iterdir()] == ["other.db"]

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
        for command in (["sql", "FROM documents"], ["tables"], ["schema", "documents"], ["status"]):
            assert call(*command, "--db", path) == 1
            assert len(capsys.readouterr().err.splitlines()) == 1
            assert list(tmp_path.iterdir()) == []


def test_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    code, model = capsys.readouterr().out.splitlines()
    assert code.startswith("spoglio ")
    assert model.startswith("model ")
    assert model_label("rules")[0] == "rules"
    assert model_label("no_such_model") == ("no_such_model", None, None)


HEAVY = {"prefect", "spacy", "polars", "duckdb", "great_expectations", "pandas", "numpy", "rich", "fsspec"}
COMMANDS = [command.name or "" for command in cli.app.registered_commands]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        [],
        ["sing"],
        ["run", "x", "--batch-size", "0"],
        *([name, "--help"] for name in COMMANDS),
    ],
    ids=" ".join,
)
def test_what_can_be_answered_at_once_imports_nothing_heavy(arguments: list[str]) -> None:
    script = f"import sys; from flows import cli; cli.main({arguments}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=LONG, check=True
    )
    assert HEAVY.isdisjoint(done.stdout.splitlines()[-1].split())


def test_a_run_with_nothing_new_loads_neither_model_nor_gate(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    arguments = ["run", str(tmp_path / "empty"), "--db", str(tmp_path / "w.duckdb")]
    script = f"import sys; from flows import cli; cli.main({arguments}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=LONG, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    unneeded = {"expectations.gate", "transforms.dates.find", "charset_normalizer"} | HEAVY - {
        "polars",
        "duckdb",
        "fsspec",
    }
    assert "warehouse.store" in loaded
    assert unneeded.isdisjoint(loaded)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_that_parse(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(command, "--help") == 0
    out, err = capsys.readouterr()
    assert (err, [line for line in out.splitlines() if len(line) > 80]) == ("", [])
    _, _, examples = out.partition("Examples:\n")
    assert examples
    for line in examples.splitlines():
        example = line.strip().split(" | ")[-1].split(" > ")[0].split(" < ")[0]
        program, name, *arguments = shlex.split(example)
        assert (program, name) == ("spoglio", command)
        parsed = cli._parse([name, *arguments])
        assert isinstance(parsed, cli._Call)


def test_what_is_meant_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("statu") == 2
    assert (
        capsys.readouterr().err == "spoglio: No such command 'statu'. Did you mean 'status'? Call 'spoglio --help'.\n"
    )
    assert call("run", "x", "--batchsize", "3") == 2
    assert "--batch-size" in capsys.readouterr().err


def test_shells_complete_commands_and_options(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Which shell called is looked up among the parents of the process, which may have none.
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("bash", "/bin/bash"))
    assert call("--show-completion", "bash") == 0
    assert "_SPOGLIO_COMPLETE" in capsys.readouterr().out
    monkeypatch.setenv("_SPOGLIO_COMPLETE", "complete_bash")
    for words, said in (("spoglio sta", "status"), ("spoglio run --pub", "--published-on")):
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
        assert call() == 0
        assert capsys.readouterr().out.split() == [said]


@pytest.mark.parametrize(("command", "wanted"), [("run", FOR_RUNS), ("serve", FOR_RUNS), ("sql", FOR_LOOKING)])
def test_too_little_address_space_is_said_before_libraries_die_of_it(command: str, wanted: int, tmp_path: Path) -> None:
    arguments = {"run": ["in"], "serve": ["in", "--watch"], "sql": ["FROM documents"]}[command]
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", command, *arguments],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000)),
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert line.startswith(
        f"spoglio: This process may have 0.6 GB of address space, and {wanted / 1e9:.1f} GB are needed"
    )


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


def test_the_summary_shows_a_warehouse_and_commands_that_work_as_typed(
    db: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import summary

    monkeypatch.setattr(sys, "argv", ["summary", str(db)])
    monkeypatch.setenv("COLUMNS", "80")
    assert summary.main() == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if len(line) > 80 and str(db) not in line] == []
    assert "documents         1" in out
    assert "Checks passed: 0 of 0" in out
    assert not [char for char in out if not char.isprintable() and char != "\n"]
    (command,) = [line for line in out.splitlines() if "FROM claims" in line]
    assert command.split()[0] == "spoglio" or Path(command.split()[0]).exists() or "-m flows.cli" in command
    monkeypatch.setattr(sys, "argv", ["summary", "nowhere.duckdb"])
    assert summary.main() == 1
    monkeypatch.setattr(sys, "argv", ["summary"])
    assert summary.main() == 2
