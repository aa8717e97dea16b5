"""Score what the pipeline reads against the hand-annotated articles of ../shared/gold, without Prefect and the gate.

    python -m tests.benchmark.score [seeds] [dev] [train] [wire/choose] [wire/report] [--model NAME] [--failures] [--keep FOLDER]

A set is a folder of gold articles, or `FOLDER/LIST` for those that `LIST.txt` in it names. Reads the texts as `spoglio run`
does, writes the tables to a temporary DuckDB file and hands it to the exporter and the scorer that lie beside the gold articles.
"""

import argparse
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from tests.paths import SHARED
from transforms.documents.article import Article, Told, make_article
from transforms.parsing.load import load_pipeline
from transforms.pipeline import read_articles


def articles(folder: Path) -> list[Article]:
    """The gold texts of a folder, told what a reader must be told (day of publication)."""
    table = subprocess.run(
        [sys.executable, SHARED / "gold" / "metadata.py", folder], capture_output=True, text=True, check=True
    ).stdout.splitlines()[1:]
    told = {file: date.fromisoformat(day) for file, day, _ in (line.split(",") for line in table) if day}
    return [
        make_article(path.read_bytes().decode(), path.name, Told(published_on=told.get(path.name)))
        for path in sorted(folder.glob("*.txt"))
    ]


def warehouse(texts: list[Article], model: str, file: Path) -> None:
    """A bare DuckDB file with the tables of these texts."""
    frames = read_articles(texts, load_pipeline(model), run_id="score", seen_at=datetime.now(UTC))
    with duckdb.connect(str(file)) as connection:
        for name, frame in frames.items():
            connection.register("frame", frame.to_arrow())
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM frame')
            connection.unregister("frame")


def gold_set(name: str, into: Path) -> Path:
    """The folder of a set; one that is named by a list is laid out in `into` as links."""
    folder, _, listed = name.partition("/")
    if not listed:
        return SHARED / "gold" / name
    for document in (SHARED / "gold" / folder / f"{listed}.txt").read_text(encoding="utf-8").split():
        for suffix in (".json", ".txt"):
            (into / f"{document}{suffix}").symlink_to(SHARED / "gold" / folder / f"{document}{suffix}")
    return into


def score(name: str, model: str, failures: bool, keep: Path | None) -> str:
    """The scorer's table for one gold set."""
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryDirectory() as links:
        gold = gold_set(name, Path(links))
        folder = keep / name if keep else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "score.duckdb"
        file.unlink(missing_ok=True)
        warehouse(articles(gold), model, file)
        out = folder / "predicted"
        subprocess.run([sys.executable, SHARED / "gold" / "from_warehouse.py", file, out], check=True)
        command = [sys.executable, SHARED / "gold" / "score.py", gold, out, *(["--failures"] if failures else [])]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description="Score against the gold articles.")
    parser.add_argument("sets", nargs="*", default=["seeds", "dev"])
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--keep", type=Path, help="keep the DuckDB file and the exported JSON here")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("../shared is not here: the gold articles that the scores need lie there.")
    for name in options.sets:
        print(f"== {name}, model {options.model}")
        print(score(name, options.model, options.failures, options.keep))


if __name__ == "__main__":
    main()
