"""`spoglio explain`: facts are marked and told with their rule and how sure they are, and no text writes to the terminal."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import spacy

from flows import cli
from flows.explain import facts_of, render
from flows.stored import stored
from tests.tables import batch, no_rows, run_row, story
from transforms.contract import Check, Reject
from transforms.documents.article import Article, Told, make_article
from transforms.errors import UsageError
from transforms.facts import FoundAnswer, FoundClaim, FoundEntity, FoundFigure
from transforms.parsing.load import load_pipeline
from transforms.pipeline import read_all
from transforms.rows import Reading
from warehouse.store import Warehouse

pytestmark = pytest.mark.slow


def call(*arguments: str) -> int:
    return cli.main(list(arguments))


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
        assert "--min-confidence': '2' is no probability; give a number from 0 to 1, such as 0.5. Call" in last

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
        (reading,) = read_all([article], rules)  # type: ignore[arg-type] # a fixture
        assert "\x1b[32m12\x1b[0m" in render(reading, coloured=True)
        assert "\x1b" not in render(reading, coloured=False)

    def test_a_text_cannot_write_to_the_terminal(self, rules: object, nasty: str) -> None:
        article = make_article(nasty + " 12 persone", "\x1b]0;titolo\x07.txt", Told(title="\x1b[2J"))
        (reading,) = read_all([article], rules)  # type: ignore[arg-type] # a fixture
        assert not [char for char in render(reading, coloured=False) if not char.isprintable() and char != "\n"]

    def test_what_cannot_be_read_is_exit_1(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").write_bytes(b"\x00\x01")
        assert call("explain", str(tmp_path), "--model", "rules") == 1
        assert "binary" in capsys.readouterr().err
        assert call("explain", str(tmp_path / "no.txt"), "--model", "rules") == 1


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explain") / "w.duckdb"
    with Warehouse(path) as store:
        store.write_batch(batch(1, 2))
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()
    return path


class TestStored:
    """What the warehouse holds for a document."""

    @pytest.fixture
    def doc_id(self) -> str:
        return str(story(1)["documents"][0]["doc_id"])

    def test_a_key_or_its_beginning_shows_the_facts_of_the_document(
        self, db: Path, doc_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert call("explain", doc_id, "--db", str(db)) == 0
        whole = capsys.readouterr().out
        assert call("explain", doc_id[:8], "--db", str(db)) == 0
        assert capsys.readouterr().out == whole
        assert f"doc_id: {doc_id}; read by run run-1\nseen: storie/001.txt · 2026-02-03\n" in whole
        assert "[figure 120 vittime]" in whole or "[figure 120]" in whole
        assert "mention «Croce Verde»  ORG Croce Verde (name)" in whole
        assert "Storia numero 2" not in whole

    def test_every_fact_of_the_document_is_shown(self, db: Path, doc_id: str) -> None:
        shown = facts_of(stored(db, doc_id), 0.0)
        rows = story(1)
        tables = {"figures": "figure", "dates": "date", "mentions": "mention", "quotes": "quote", "unread": "unread"}
        for table, kind in tables.items():
            spans = sorted((row["start_char"], row["end_char"]) for row in rows[table])
            assert sorted((fact.start, fact.end) for fact in shown if fact.kind == kind) == spans, table
        found = stored(db, doc_id)
        assert len(found.answers) == len(rows["attributions"])
        assert found.claims[1].part_of == 0

    def test_a_key_that_nobody_or_several_have(self, db: Path, doc_id: str) -> None:
        with pytest.raises(UsageError, match="neither a file nor the beginning of a doc_id"):
            stored(db, "0" * 20)
        with pytest.raises(UsageError, match=r"Several documents begin with ; give more of one: .*Storia"):
            stored(db, "")

    def test_a_file_of_that_name_is_a_file(
        self, db: Path, doc_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / doc_id).mkdir()
        (tmp_path / doc_id / "a.txt").write_text("Ne servono 12.")
        assert call("explain", doc_id, "--db", str(db), "--model", "rules") == 0
        assert "Ne servono [figure 12]" in capsys.readouterr().out

    def test_the_table_beside_a_file_tells_its_day(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.txt").write_text("Ieri sono arrivate 12 barche.")
        (tmp_path / "metadata.csv").write_text("file,published_on\na.txt,2026-02-04\n")
        assert call("explain", str(tmp_path / "a.txt"), "--model", "rules") == 0
        out = capsys.readouterr().out
        assert "published: 2026-02-04 (told by metadata)" in out
        assert "2026-02-03" in out
