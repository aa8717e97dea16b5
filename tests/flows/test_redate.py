"""`spoglio redate`: a text stands under a later day, its relative dates follow, and no later run takes it back."""

from pathlib import Path

import pytest

from flows import cli
from flows.rebuild import rebuild
from flows.run import Request
from tests.flows.here import go, without_prefect
from tests.flows.running import ask, put

pytestmark = pytest.mark.slow

TEXT = "Ieri la diga di Pietrachiara ha ceduto. Il sindaco ha contato 12 case allagate."


@pytest.fixture(autouse=True)
def seen_too_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that an archive dates a year too early, and another one."""
    monkeypatch.chdir(tmp_path)
    without_prefect(monkeypatch)
    put(Path("in/old/a.txt"), TEXT)
    put(Path("in/old/b.txt"), "Ieri il ponte di Roccaverde ha chiuso per 3 giorni.")
    put(Path("in/old/metadata.csv"), "file,published_on\na.txt,2025-03-05\nb.txt,2025-03-05\n")
    assert go("in") == 0


def redate(*arguments: str) -> int:
    return cli.main(["redate", *arguments, "--db", "w.duckdb", "--model", "rules"])


def days() -> list[tuple[object, ...]]:
    return ask(
        "SELECT d.source_uri, d.published_on::VARCHAR, e.date_from::VARCHAR, s.published_on::VARCHAR "
        "FROM documents AS d JOIN dates AS e USING (doc_id) JOIN sightings AS s USING (doc_id) WHERE e.surface = 'Ieri' "
        "ORDER BY ALL"
    )


OTHER = ("in/old/b.txt", "2025-03-05", "2025-03-04", "2025-03-05")
RIGHT = ("in/old/a.txt", "2026-03-05", "2026-03-04", "2026-03-05")


def test_the_day_and_what_follows_from_it_are_corrected() -> None:
    assert redate("in/old/a.txt", "2026-03-05", "--reason", "wrong year") == 0
    assert days() == [RIGHT, OTHER]
    assert ask("SELECT published_on::VARCHAR, before_on::VARCHAR, reason FROM redatings") == [
        ("2026-03-05", "2025-03-05", "wrong year")
    ]
    assert ask("SELECT n_new, state FROM runs ORDER BY started_at DESC LIMIT 1") == [(0, "completed")]


def test_no_run_and_no_rebuild_takes_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert redate("in/old/a.txt", "2026-03-05") == 0
    assert go("in") == 0
    assert "Nothing new." in capsys.readouterr().err
    put(Path("in/copy/a.txt"), TEXT)
    put(Path("in/copy/metadata.csv"), "file,published_on\na.txt,2025-01-01\n")
    assert go("in") == 0
    assert [row[:3] for row in days()] == [("in/copy/a.txt", *RIGHT[1:3])] * 2 + [OTHER[:3]]
    assert rebuild(Request((), Path("w.duckdb"), model="rules", again=True)) == 0
    assert [row[1:] for row in days()] == [RIGHT[1:], RIGHT[1:], OTHER[1:]]


def test_a_correction_that_was_not_published_holds_at_the_next_run() -> None:
    ((doc_id,),) = ask("SELECT doc_id FROM documents WHERE source_uri = 'in/old/a.txt'")
    line = f'{{"doc_id": "{doc_id}", "published_on": "2026-03-05", "before_on": "2025-03-05", "told_at": "2026-04-01T09:00:00Z"}}\n'
    put(Path("w.redatings.jsonl"), line)
    assert go("in") == 0
    assert days() == [RIGHT, OTHER]


@pytest.mark.parametrize("day", ["2025-03-05", "2024-01-01"])
def test_an_earlier_day_is_told_by_metadata(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert redate("in/old/a.txt", day) == 2
    assert "stands under 2025-03-05; redate corrects a day that was told too early." in capsys.readouterr().err
    assert not Path("w.redatings.jsonl").exists()


def test_what_is_no_day_or_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert redate("in/old/a.txt", "5 marzo") == 2
    assert redate("in/old/none.txt", "2026-03-05") == 2
    assert "has no document with the key, url or source_uri in/old/none.txt" in capsys.readouterr().err
