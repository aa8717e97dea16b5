"""A seeded generator of articles, and a stub of the parse that gives their rows in a thousandth of the time.

    python -m tests.benchmark.articles FOLDER N [--seed N]      # writes N articles as one .jsonl file

An article is put together from paragraphs of the demo articles, about 2,200 characters with a line of its own at the end. The language
pipeline reads the paragraphs once, with the real model; the stub puts their rows together as the texts are put together. So its rows are of
real shape, pass the gate, and cost next to nothing: what remains is what orchestration, gate and warehouse cost. Entities get ever new
bearers, as they do in the news. The stub is for benchmarks alone; nothing of the product knows it.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from random import Random

import polars as pl

from tests.paths import ROOT
from transforms.contract import DOCUMENT_TABLES, Attribution, Document, Entity, Finding, Row, Sighting
from transforms.documents import Article, Told, document_id, make_article
from transforms.frames import keys_of, references_of, schema_of

Tables = dict[str, pl.DataFrame]

CHARS = 2_200
_FIRST_DAY = date(2026, 1, 1)
_SEEN_AT = datetime.fromisoformat("2026-03-04T09:30Z")
_SYLLABLES = [first + second for first in "bcdfglmnprstvz" for second in "aeiou"]
#: The tables that the pipeline fills text by text.
_TABLES = [row for row in DOCUMENT_TABLES if row is not Finding]


@cache
def paragraphs() -> tuple[list[str], list[str], list[str]]:
    """Beginnings (headline and first paragraph) and other paragraphs of the demo articles, and paragraphs with few figures."""
    texts = [path.read_text(encoding="utf-8").strip() for path in sorted((ROOT / "seeds" / "articles").glob("*.txt"))]
    lines = [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]
    filler = (ROOT / "tests" / "benchmark" / "filler.txt").read_text(encoding="utf-8").splitlines()
    beginnings = dict.fromkeys(f"{head}\n{first}" for head, first, *_ in lines)  # one outlet prints what another wrote
    further = dict.fromkeys(line for _, _, *rest in lines for line in rest)
    return [*beginnings], [*further], filler


def text_of(number: int, seed: int = 0) -> str:
    """The text of one article: the same number and seed give the same text on every machine."""
    beginnings, further, plain = paragraphs()
    choice = Random(f"{seed}:{number}")
    parts = [choice.choice(beginnings)]
    length = len(parts[0])
    for part in chain.from_iterable(zip(choice.sample(plain, 10), choice.sample(further, 10), strict=True)):
        if length + len(part) / 2 > CHARS:
            break
        parts.append(part)
        length += len(part) + 1
    return "\n".join([*parts, f"({_word(number)} {_word(seed)})"])


def told_of(number: int) -> Told:
    """What metadata tells of an article."""
    return Told(published_on=_FIRST_DAY + timedelta(days=number % 90), outlet=f"Gazzetta {number % 7 + 1}")


def articles(numbers: Iterable[int], seed: int = 0) -> Iterator[Article]:
    """Articles as the read step makes them."""
    for number in numbers:
        yield make_article(text_of(number, seed), f"articles.jsonl#{number}", told_of(number))


def write_articles(path: Path, n: int, seed: int = 0, first: int = 0) -> None:
    """Write articles as a .jsonl file, with metadata."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + n):
            told = told_of(number)
            record = {
                "text": text_of(number, seed),
                "published_on": str(told.published_on),
                "outlet": told.outlet,
            }
            file.write(json.dumps(record | {"source_uri": f"articles.jsonl#{number}"}, ensure_ascii=False) + "\n")


def _word(number: int) -> str:
    """A number without digits: the gate asks that every numeral is accounted for."""
    digits = [number % len(_SYLLABLES)]
    while number := number // len(_SYLLABLES):
        digits.append(number % len(_SYLLABLES))
    return "".join(_SYLLABLES[digit] for digit in digits) + "x"


@dataclass(frozen=True)
class Stub:
    """The rows of every paragraph, from which those of an article are put together.

    Attributes:
        pieces: text of a paragraph → its number.
        tables: table → rows of all paragraphs, with the number of the paragraph as `piece`, spans counted in it.
    """

    pieces: dict[str, int]
    tables: Tables

    @classmethod
    def made(cls, model: str = "bundled") -> "Stub":
        """Read all paragraphs with the language pipeline: a few seconds."""
        from transforms.parsing import load_pipeline
        from transforms.pipeline import read_articles

        texts = [text for group in paragraphs() for text in group]
        read = [make_article(text, "", Told(published_on=_FIRST_DAY)) for text in texts]
        tables = read_articles(read, load_pipeline(model), "stub", _SEEN_AT)
        home = pl.DataFrame({"doc_id": [document_id(text) for text in texts], "piece": range(len(texts))})
        found = {row.table: tables[row.table].join(home, on="doc_id", maintain_order="left") for row in _TABLES}
        return cls({text: at for at, text in enumerate(texts)}, found | {"entities": tables["entities"]})

    def save(self, folder: Path) -> None:
        """Keep it in files, for worker processes."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pieces.json").write_text(json.dumps(self.pieces), encoding="utf-8")
        for table, frame in self.tables.items():
            frame.write_parquet(folder / f"{table}.parquet")

    @classmethod
    def load(cls, folder: Path) -> "Stub":
        """What was saved."""
        tables = {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
        return cls(json.loads((folder / "pieces.json").read_text(encoding="utf-8")), tables)

    def read_articles(self, given: Sequence[Article], run_id: str, seen_at: datetime) -> Tables:
        """The tables of a batch of generated articles, as `transforms.pipeline.read_articles` gives them."""
        doc_ids = [document_id(article.text) for article in given]
        places = pl.DataFrame(
            [
                (doc_id, piece, start)
                for doc_id, article in zip(doc_ids, given, strict=True)
                for piece, start in self._pieces_of(article.text)
            ],
            schema={"doc_id": pl.String, "piece": pl.Int64, "offset": pl.Int64},
            orient="row",
        )
        rows = {
            row.table: places.join(self.tables[row.table].drop("doc_id"), on="piece", maintain_order="left")
            for row in _TABLES
        }
        bearers = self._bearers(rows)
        tables = {"documents": _documents(given, doc_ids, run_id, seen_at), "entities": self._entities(bearers, run_id)}
        for row in _TABLES:
            frame = rows[row.table]
            for column in _keys_in(row):
                frame = frame.with_columns(_rekeyed(frame, column))
            for column in _entities_in(row):
                new = bearers.select("doc_id", "old", "new")
                frame = frame.join(
                    new, left_on=["doc_id", column], right_on=["doc_id", "old"], how="left", maintain_order="left"
                )
                frame = frame.drop(column).rename({"new": column})
            if "start_char" in frame.columns:
                frame = frame.with_columns(pl.col("start_char", "end_char") + pl.col("offset"))
            tables[row.table] = frame.with_columns(run_id=pl.lit(run_id)).select(list(schema_of(row)))
        return tables

    def _pieces_of(self, text: str) -> Iterator[tuple[int, int]]:
        head, first, *rest = text.split("\n")
        start = 0
        for part in (f"{head}\n{first}", *rest[:-1]):
            yield self.pieces[part], start
            start += len(part) + 1

    def _bearers(self, rows: Tables) -> pl.DataFrame:
        """doc_id, old, bearer, new: whom the entities of some rows stand for in their documents."""
        pairs = [rows[row.table].select("doc_id", old=column) for row in _TABLES for column in _entities_in(row)]
        used = pl.concat(pairs).drop_nulls().unique(maintain_order=True)
        bearers = [_bearer(doc_id, old) for doc_id, old in used.iter_rows()]
        new = [_digest(old, bearer) if bearer else old for old, bearer in zip(used["old"], bearers, strict=True)]
        return used.with_columns(pl.Series("bearer", bearers, pl.Int64), pl.Series("new", new, pl.String))

    def _entities(self, bearers: pl.DataFrame, run_id: str) -> pl.DataFrame:
        found = bearers.unique("new").join(self.tables["entities"], left_on="old", right_on="entity_id")
        names = [
            f"{name} {_word(at).title()}" if at else name for name, at in found.select("name", "bearer").iter_rows()
        ]
        number = pl.when(pl.col("bearer") == 0).then("wikidata_id")
        made = found.with_columns(pl.Series("name", names, pl.String), number, entity_id="new", run_id=pl.lit(run_id))
        return made.select(list(schema_of(Entity))).sort("entity_id")


def _keys_in(row: type[Row]) -> list[str]:
    """Columns that hold keys of rows of the same document."""
    refers = references_of(row)
    own = [column for column, (table, _) in refers.items() if table not in ("documents", "runs", "entities")]
    return [keys_of(row)[0], *own, *(["fact_id"] if row is Attribution else [])]


def _entities_in(row: type[Row]) -> list[str]:
    return [column for column, (table, _) in references_of(row).items() if table == "entities"]


def _rekeyed(rows: pl.DataFrame, column: str) -> pl.Series:
    keys = [old and _digest(doc_id, old) for doc_id, old in rows.select("doc_id", column).iter_rows()]
    return pl.Series(column, keys, dtype=pl.String)


def _bearer(doc_id: str, entity_id: str) -> int:
    """Which bearer of a name a document means: most mean the first, and the more documents the more bearers."""
    chance = (int(_digest("bearer", doc_id, entity_id)[:8], 16) + 1) / 2**32
    return int(chance**-1.25) - 1


def _digest(*parts: object) -> str:
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=10).hexdigest()


def _documents(given: Sequence[Article], doc_ids: list[str], run_id: str, seen_at: datetime) -> pl.DataFrame:
    columns = {
        name: [getattr(article, name) for article in given]
        for name in Document.model_fields
        if name in Article.__slots__
    }
    return pl.DataFrame(
        columns
        | {
            "doc_id": doc_ids,
            "n_chars": [len(article.text) for article in given],
            "n_tokens": [len(article.text.split()) for article in given],
            "near_duplicate_of": [None] * len(given),
            "first_seen_at": [seen_at] * len(given),
            "run_id": [run_id] * len(given),
        },
        schema=schema_of(Document),
    )


def sightings_of(given: Sequence[Article], run_id: str, seen_at: datetime) -> pl.DataFrame:
    """Each article seen once."""
    rows = [(document_id(a.text), a.source_uri, a.outlet, a.url, a.published_on, seen_at, run_id) for a in given]
    return pl.DataFrame(rows, schema=schema_of(Sighting), orient="row")


def batch_of(stub: Stub, numbers: Iterable[int], run_id: str = "run-1", seed: int = 0) -> Tables:
    """All tables of a batch of articles, sightings too, as they come before the gate."""
    given = list(articles(numbers, seed))
    return stub.read_articles(given, run_id, _SEEN_AT) | {"sightings": sightings_of(given, run_id, _SEEN_AT)}


def main() -> None:
    """Write articles."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("n", type=int)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    write_articles(options.folder / "articles.jsonl", options.n, options.seed)


if __name__ == "__main__":
    main()
