"""A library is asked for languages only where the user says so, and a run tells that it was."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import duckdb
import pytest

from flows import cli, detector
from flows.run import Request
from tests.flows.here import go, without_prefect
from transforms.errors import UsageError

ALBANIAN = "Kryetari i bashkisë hapi dje një bibliotekë të re me vend për dyzet mijë libra."
MISSING = "--language-detector lingua needs one more package; install spoglio[language]."


class _Library:
    """Stands in for lingua: sure of Albanian, not of anything else."""

    def compute_language_confidence_values(self, text: str) -> list[SimpleNamespace]:
        language = SimpleNamespace(iso_code_639_1=SimpleNamespace(name="SQ"))
        return [SimpleNamespace(language=language, value=0.97 if "bashkisë" in text else 0.5)] if text else []


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    lingua = ModuleType("lingua")
    builder = SimpleNamespace(from_all_languages_without=lambda *_: SimpleNamespace(build=_Library))
    vars(lingua).update(LanguageDetectorBuilder=builder, Language=SimpleNamespace(LATIN="la"))
    monkeypatch.setitem(sys.modules, "lingua", lingua)
    monkeypatch.setattr(detector, "version", lambda _: "9.9")
    detector.load_detector.cache_clear()
    yield
    detector.load_detector.cache_clear()


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    without_prefect(monkeypatch)
    Path("in").mkdir()
    Path("in/a.txt").write_text(f"Il comune di Torvalle ha aperto ieri la biblioteca.\n{ALBANIAN}\n", encoding="utf-8")


def told() -> tuple[list[str], str]:
    """The languages of the sentences and the version of the code that read them."""
    with duckdb.connect("w.duckdb", read_only=True) as con:
        languages = con.execute("SELECT language FROM sentences ORDER BY start_char").fetchall()
        ((code,),) = con.execute("SELECT code_version FROM runs").fetchall()
    return [row[0] for row in languages], code


@pytest.mark.slow
@pytest.mark.usefixtures("library")
def test_it_is_asked_and_the_run_tells_so() -> None:
    assert go("in", language_detector="lingua") == 0
    languages, code = told()
    assert languages == ["it", "sq"]
    assert code.endswith(" lingua 9.9")


@pytest.mark.slow
def test_nobody_is_asked_by_default() -> None:
    assert go("in") == 0
    languages, code = told()
    assert languages == ["it", "und"]
    assert " " not in code


def test_what_is_not_installed_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(detector, "_PACKAGE", "no-such-package-of-anybody")
    assert cli.main(["run", "in", "--language-detector", "lingua"]) == 2
    assert MISSING in " ".join(capsys.readouterr().err.split())
    assert not Path("w.duckdb").exists()
    monkeypatch.setitem(sys.modules, "lingua", None)
    detector.load_detector.cache_clear()
    with pytest.raises(UsageError, match="install spoglio"):
        detector.load_detector("lingua")


def test_it_is_settled_for_all_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []
    monkeypatch.setattr("flows.run.run", lambda request: asked.append(request) or 0)
    Path("spoglio.toml").write_text('language_detector = "lingua"\n')
    assert cli.main(["run", "in"]) == 0
    assert asked[0].language_detector == asked[0].parameters()["language_detector"] == "lingua"
