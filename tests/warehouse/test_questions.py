"""The questions of docs/questions.md, asked of the demo articles. ``python -m tests.warehouse.test_questions`` writes their answers anew."""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from spacy.language import Language

from flows.inputs import Search
from tests.paths import ROOT
from tests.tables import SEEN_AT, no_rows, run_row
from transforms.contract import Check, Reject
from transforms.documents import make_article
from transforms.parsing import load_pipeline
from transforms.pipeline import read_articles
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "questions.md"
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
def con(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("questions") / "demo.duckdb"
    publish_demo(path, nlp)
    with open_published(path) as connection:
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        publish_demo(Path(folder) / "demo.duckdb", load_pipeline("bundled"))
        with open_published(Path(folder) / "demo.duckdb") as asked:
            page = PAGE.read_text(encoding="utf-8")
            for found in _QUESTION.finditer(page):
                made = f"```sql\n{found[1]};\n```\n\n<!-- answer -->\n{answer(asked, found[1])}"
                page = page.replace(found[0], made)
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {len(questions())} answers\n")
