"""Moving code changes nothing that is found: a hash of all findings of each article is kept in `findings.json`.

A commit that means to change what is found renews it and says what changed: ``python -m tests.house.test_findings``.
"""

import csv
import hashlib
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from tests.benchmark.score import articles
from tests.paths import ROOT, SHARED
from transforms.documents import Article, Told, make_article
from transforms.parsing import load_pipeline
from transforms.pipeline import read_all

KEPT = Path(__file__).with_name("findings.json")
LISTS = ("dates", "figures", "claims", "mentions", "quotes", "unread", "answers")


def demo_articles() -> list[Article]:
    """The articles of ours, with the days that their metadata tells."""
    folder = ROOT / "seeds" / "articles"
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as lines:
        days = {
            row["file"]: date.fromisoformat(row["published_on"]) for row in csv.DictReader(lines) if row["published_on"]
        }
    return [
        make_article(path.read_bytes().decode(), path.name, Told(published_on=days.get(path.name)))
        for path in sorted(folder.glob("*.txt"))
    ]


def hashes(texts: list[Article], nlp: Language) -> dict[str, str]:
    """Article → hash of all that was found in it."""
    found: dict[str, str] = {}
    for reading in read_all(texts, nlp):
        lines = [f"{name} {fact!r}" for name in LISTS for fact in getattr(reading, name)]
        found[reading.article.source_uri] = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return found


def test_findings_in_our_articles(nlp: Language) -> None:
    found = hashes(demo_articles(), nlp)
    assert found == {name: kept for name, kept in json.loads(KEPT.read_text()).items() if name in found}


@pytest.mark.slow
def test_findings_in_the_gold_articles(nlp: Language, shared: Path) -> None:
    found = hashes(articles(shared / "gold" / "dev"), nlp)
    assert found == {name: kept for name, kept in json.loads(KEPT.read_text()).items() if name in found}


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit("../shared is not here: the hashes of the gold articles cannot be renewed.")
    texts = [*demo_articles(), *articles(SHARED / "gold" / "dev")]
    KEPT.write_text(json.dumps(hashes(texts, load_pipeline("bundled")), indent=0) + "\n", encoding="utf-8")
