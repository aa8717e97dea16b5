"""The questions of docs/questions.md, asked of the demo articles. ``python -m tests.warehouse.test_questions`` writes their answers anew."""

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import duckdb
import pytest
from spacy.language import Language

from flows.inputs import Search
from flows.ledger import show_ledger
from tests.paths import ROOT
from tests.tables import SEEN_AT, no_rows, run_row
from transforms.contract import Check, Reject
from transforms.documents import make_article
from transforms.parsing import load_pipeline
from transforms.pipeline import read_articles
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

PAGE, LEDGER = ROOT / "docs" / "questions.md", ROOT / "docs" / "ledger.md"
_SHOWN = re.compile(r"\$ spoglio ledger (\w+) --limit (\d+) --db demo.duckdb\n(.*?)```", re.DOTALL)
_QUESTION = re.compile(r"```sql\n(.*?);\n```\n\n<!-- answer -->\n(.*?)(?=\n## |\Z)", re.DOTALL)


def publish_demo(path: Path, nlp: Language) -> None:
    """The demo articles with their metadata as a warehouse."""
    inputs = Search([ROOT / "seeds" / "articles"]).inputs()
    articles = [make_article(each.text, Path(each.source_uri).name, each.told) for each in inputs]
    with Warehouse(path) as store:
        store.write_batch(read_articles(articles, nlp, "run-1", SEEN_AT))
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()


def answer(con: duckdb.DuckDBPyConnection, query: str) -> str:
    """The answer as a table of Markdown."""
    rows = con.execute(query).fetchall()
    names = [column[0] for column in con.description or []]
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, float):
        value = int(value) if value.is_integer() else f"{value:.2f}"
    text = "" if value is None else str(value)
    text = " ".join(text.split()).replace("|", "\\|")
    return text if len(text) <= 60 else text[:59] + "…"


@pytest.fixture(scope="module")
def demo(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "demo.duckdb"
    publish_demo(path, nlp)
    return path


@pytest.fixture(scope="module")
def con(demo: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(demo) as connection:
        yield connection


def questions() -> list[tuple[str, str]]:
    return _QUESTION.findall(PAGE.read_text(encoding="utf-8"))


def test_there_are_twenty_questions_of_one_join_at_most() -> None:
    assert len(questions()) >= 20
    assert [query for query, _ in questions() if query.count("JOIN") > 1] == []


@pytest.mark.parametrize(("query", "told"), questions())
def test_the_page_tells_the_answer(con: duckdb.DuckDBPyConnection, query: str, told: str) -> None:
    assert told == answer(con, query)
    assert told.count("\n") > 3, "no row answers"


def shown(path: Path, words: str, limit: int) -> str:
    """What the command shows on a terminal of 80 columns."""
    out = io.StringIO()
    with mock.patch.dict(os.environ, {"COLUMNS": "80"}):
        show_ledger(path, words, limit, "table", out)
    return out.getvalue()


def test_the_page_of_the_ledger_shows_the_demo(demo: Path) -> None:
    found = _SHOWN.search(LEDGER.read_text(encoding="utf-8"))
    assert found
    assert found[3] == shown(demo, found[1], int(found[2]))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "demo.duckdb"
        publish_demo(made, load_pipeline("bundled"))
        told = LEDGER.read_text(encoding="utf-8")
        if seen := _SHOWN.search(told):
            at, end = seen.span(3)
            LEDGER.write_text(told[:at] + shown(made, seen[1], int(seen[2])) + told[end:], encoding="utf-8")
        with open_published(made) as asked:
            page = PAGE.read_text(encoding="utf-8")
            for found in _QUESTION.finditer(page):
                text = f"```sql\n{found[1]};\n```\n\n<!-- answer -->\n{answer(asked, found[1])}"
                page = page.replace(found[0], text)
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {len(questions())} answers\n")
