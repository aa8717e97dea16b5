"""Settings: what is typed wins over the environment, the environment over `spoglio.toml`, the file over the defaults."""

from pathlib import Path
from typing import Any

import pytest

import flows.run
from flows import cli
from flows.preferences import read_preferences
from flows.run import Request
from transforms.errors import UsageError


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What runs are asked for; none takes place."""
    requests: list[Request] = []

    def run(request: Request) -> int:
        requests.append(request)
        return 0

    monkeypatch.setattr(flows.run, "run", run)
    return requests


@pytest.mark.parametrize(
    ("name", "default", "in_file", "in_environment", "option", "typed"),
    [
        ("db", Path("spoglio.duckdb"), "file.duckdb", "environment.duckdb", "--db", "typed.duckdb"),
        ("model", "bundled", "rules", "it_environment", "--model", "it_typed"),
        ("workers", None, 1, "2", "--workers", "3"),
        ("outlet", None, "Il File", "L'Ambiente", "--outlet", "La Riga"),
    ],
)
def test_which_of_them_wins(
    name: str,
    default: Any,
    in_file: Any,
    in_environment: str,
    option: str,
    typed: str,
    asked: list[Request],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def call(*arguments: str) -> str:
        assert cli.main(["run", "in", *arguments]) == 0
        return str(getattr(asked.pop(), name))

    assert call() == str(default)
    Path("spoglio.toml").write_text(f"{name} = {in_file!r}\n")
    assert call() == str(in_file)
    monkeypatch.setenv(f"SPOGLIO_{name.upper()}", in_environment)
    assert call() == in_environment
    assert call(option, typed) == typed
    monkeypatch.setenv(f"SPOGLIO_{name.upper()}", "")
    assert call() == str(in_file)


def test_a_value_that_is_the_default_is_typed_all_the_same(asked: list[Request]) -> None:
    Path("spoglio.toml").write_text('model = "rules"\n')
    assert cli.main(["run", "in", "--model", "bundled"]) == 0
    assert asked[0].model == "bundled"


def test_an_inbox_is_read_when_no_path_is_given(
    asked: list[Request], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["run"]) == 2
    assert "no 'inbox' in the settings" in capsys.readouterr().err
    Path("spoglio.toml").write_text('inbox = ["one", "two/three"]\n')
    assert cli.main(["run"]) == 0
    monkeypatch.setenv("SPOGLIO_INBOX", "four")
    assert cli.main(["run"]) == 0
    assert cli.main(["run", "five"]) == 0
    assert [[str(path) for path in request.paths] for request in asked] == [["one", "two/three"], ["four"], ["five"]]


@pytest.mark.parametrize("arguments", [["--config", "etc/news.toml", "run"], ["run", "--config", "etc/news.toml"]])
def test_a_file_elsewhere_tells_paths_from_its_folder(arguments: list[str], asked: list[Request]) -> None:
    Path("spoglio.toml").write_text('model = "rules"\n')  # not read
    Path("etc").mkdir()
    Path("etc/news.toml").write_text('db = "news.duckdb"\ninbox = "in"\n')
    assert cli.main(arguments) == 0
    assert (asked[0].db, [str(path) for path in asked[0].paths]) == (Path("etc/news.duckdb"), ["etc/in"])
    assert asked[0].model == "bundled"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('modle = "rules"', "spoglio.toml: 'modle' is no setting; did you mean 'model'?"),
        (
            "zzz = 1",
            "spoglio.toml: 'zzz' is no setting; settings are db, inbox, model, language_detector, workers, outlet.",
        ),
        ("workers = 0", "spoglio.toml: workers: input should be greater than or equal to 1."),
        ('workers = "many"', "spoglio.toml: workers: input should be a valid integer"),
        ("inbox = 3", "spoglio.toml: inbox: give a path or a list of paths."),
        ('inbox = ["s3://me:secret@host/x"]', "spoglio.toml: inbox: "),
        ("db = news.duckdb", "spoglio.toml is no TOML"),
        ("model = '\\x1b[31m'\nmodel = 1", "spoglio.toml is no TOML"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("spoglio.toml").write_text(f"{text}\n")
    assert cli.main(["sql", "FROM claims"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"spoglio: {said}")
    assert "secret" not in line


def test_a_variable_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPOGLIO_WORKERS", "-1")
    assert cli.main(["run", "in"]) == 2
    assert capsys.readouterr().err.startswith("spoglio: SPOGLIO_WORKERS: input should be greater")


def test_a_file_that_is_named_must_be_there() -> None:
    assert read_preferences().told() == {}
    with pytest.raises(UsageError, match=r"nowhere\.toml cannot be read"):
        read_preferences(Path("nowhere.toml"))
