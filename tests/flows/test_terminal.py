"""What is said on standard error: lines for people, objects for machines, and how far a run is."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import cli
from flows.problems import explain_problem
from flows.terminal import keep_journal, pace, printable, progress, say, shown_seconds
from transforms.errors import BusyError, FullError, GateError, ModelError, UsageError


@pytest.fixture(autouse=True)
def plain() -> Iterator[None]:
    yield
    keep_journal()


def test_lines_for_people_and_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say("Looking …", done=3)
    assert capsys.readouterr().err == "Looking …\n"
    keep_journal("json", tmp_path / "log")
    say("Perché «no»", level="error", done=3)
    told = json.loads(capsys.readouterr().err)
    assert (told["message"], told["level"], told["done"], told["time"][-1]) == ("Perché «no»", "error", 3, "Z")
    assert json.loads((tmp_path / "log").read_text(encoding="utf-8")) == told


def test_a_log_file_is_added_to(tmp_path: Path) -> None:
    for line in ("one", "two"):
        keep_journal(log_file=tmp_path / "log")
        say(line)
    assert [line.split(" ", 1)[1] for line in (tmp_path / "log").read_text().splitlines()] == ["one", "two"]


def test_a_log_file_that_cannot_be_written_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "in", "--log-file", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_closed_terminal_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stderr", Closed())
    say("heard by nobody")


def test_progress_is_told_from_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    keep_journal("json")
    with progress("reading", 5) as bar:
        bar.advance(2)
    told = json.loads(capsys.readouterr().err.splitlines()[0])
    assert (told["message"].split(",")[0][:9], told["total"]) == ("reading: ", 5)


def test_what_was_done_before_says_nothing_about_the_rate(capsys: pytest.CaptureFixture[str]) -> None:
    keep_journal("json")
    with progress("reading", 5, before=3):
        pass
    told = json.loads(capsys.readouterr().err.splitlines()[0])
    assert (told["message"], told["done"], told["rate"], told["seconds_left"]) == ("reading: 3 of 5", 3, 0.0, None)
    assert pace(150, 200, 10.0, before=100) == (5.0, 10.0)


@pytest.mark.parametrize(
    ("done", "total", "seconds", "expected"),
    [(0, 10, 5.0, (0.0, None)), (5, 10, 0.0, (0.0, None)), (50, 200, 10.0, (5.0, 30.0)), (50, None, 10.0, (5.0, None))],
)
def test_pace(done: int, total: int | None, seconds: float, expected: tuple[float, float | None]) -> None:
    assert pace(done, total, seconds) == expected


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.2, "0 s"), (59, "59 s"), (75, "1 min 15 s"), (900, "15 min"), (7_300, "2 h 1 min"), (86_400, "24 h")],
)
def test_seconds(seconds: float, shown: str) -> None:
    assert shown_seconds(seconds) == shown


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (UsageError("x"), 2),
        (GateError("x"), 3),
        (BusyError("x"), 4),
        (FullError("x"), 1),
        (ModelError("x"), 1),
        (MemoryError(), 1),
    ],
)
def test_exit_codes(problem: BaseException, code: int) -> None:
    assert explain_problem(problem)[0] == code


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
