"""Which texts are shown, and how much of each."""

from pathlib import Path

import duckdb
import pytest

from flows.report import texts
from flows.report.gather import gather
from flows.report.texts import Texts, texts_for
from tests.flows.report.conftest import published
from tests.tables import STORY, frames, story
from warehouse.store import open_published


def shown(con: duckdb.DuckDBPyConnection, db: Path, told: int | None = None) -> Texts:
    return texts_for(con, gather(con, db, None).facts()[:told])


def test_texts_with_told_facts_come_before_others(stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_published(stories) as con:
        assert len(shown(con, stories).shown) == 3
        monkeypatch.setattr(
            texts, "_DOCUMENTS", texts._DOCUMENTS.replace(f"place <= {texts._MORE_TEXTS}", "place <= 1")
        )
        found = shown(con, stories, told=1)
        assert len(found.shown) == 2
        ((_, _, doc_id),) = gather(con, stories, None).facts()[:1]
        assert doc_id in {row.document["doc_id"] for row in found.shown}
        assert list(found.anchors.values()) == ["f1"]


def test_a_headline_stands_once(stories: Path) -> None:
    text = "Titolo con 3 feriti\n\nStoria numero {n}. Nel 2025" + STORY.removeprefix("Storia numero {n}. Nel 2025")
    path = stories.with_name("headline.duckdb")
    tables = frames(story(7, text=text))
    tables["documents"] = tables["documents"].with_columns(
        title=tables["documents"]["text"].str.split("\n").list.first()
    )
    published(path, tables)
    with open_published(path) as con:
        (found,) = shown(con, path).shown
    assert found.headline == '<span class="sentence">Titolo con 3 feriti</span>'
    assert "Titolo" not in "".join(found.parts)
    assert "".join(found.parts).startswith('<span class="sentence">Storia')


def test_a_long_text_shows_what_lies_around_its_facts(tmp_path: Path) -> None:
    path = published(tmp_path / "w.duckdb", frames(story(1, text=STORY + " Altro testo." * 1_000)))
    with open_published(path) as con:
        (found,) = shown(con, path).shown
    assert not found.is_whole
    assert 600 < sum(len(part.striptags()) for part in found.parts) < 1_500


def test_a_text_without_told_facts_that_takes_too_much_room_is_left_out(tmp_path: Path) -> None:
    path = published(tmp_path / "w.duckdb", frames(story(1), story(2, text=STORY + " &\"'<" * 1_000)))
    with open_published(path) as con:
        assert len(shown(con, path, told=0).shown) == 1
