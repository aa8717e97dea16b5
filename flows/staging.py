"""Where the batches of a run lie until it has published: Parquet in a run folder, here or anywhere fsspec reaches.

A batch is a folder named by what is in it: `articles.parquet` (texts to read), then the tables that were read from
them, last of all `done.json`. A batch without that last file was not finished. What is finished outlives its run: the
next one over the same texts takes it as it is.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from io import BytesIO
from typing import Any

import polars as pl
from fsspec.implementations.local import LocalFileSystem

from flows.detector import DetectorName
from flows.places import file_system
from transforms.contract import Document, stable_id
from transforms.documents import Told

_TOLD = {"published_on": pl.Date(), "published_at": pl.Datetime("us"), "n_chars_left_out": pl.Int64()}
_ARTICLES = pl.Schema(
    {"source_uri": pl.String(), "text": pl.String()}
    | {item.name: _TOLD.get(item.name, pl.String()) for item in fields(Told)}
)
_ASKED, _DONE = "articles.parquet", "done.json"


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is handed to whoever reads it: no clock, no file of the user."""

    source_uri: str
    text: str
    told: Told


@dataclass(frozen=True, slots=True)
class Settings:
    """How the texts of a batch are read.

    Attributes:
        model: name of the language model.
        published_on: the day of texts that tell none.
        language_detector: who is asked for languages that our words leave open.
    """

    model: str
    published_on: date | None = None
    language_detector: DetectorName = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch.

    Attributes:
        items: which texts it holds.
        refused: source_uri and reason of texts on which a stage failed.
        n_rows: rows of all tables.
    """

    items: tuple[str, ...]
    refused: tuple[tuple[str, str], ...] = ()
    n_rows: int = 0


class Folder:
    """A folder of batches.

    Args:
        url: a path, or any address that fsspec understands (``s3://…``); it need not exist.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._fs, self._root = file_system(self.url)

    def batch(self, items: Iterable[str]) -> "BatchFolder":
        """The folder of the batch that holds these texts."""
        return BatchFolder(f"{self.url}/{stable_id('batch', *items)}")

    def batches(self) -> Iterator[tuple["BatchFolder", Outcome | None]]:
        """All batches, by name; without an outcome those that were not finished."""
        with suppress(FileNotFoundError):
            for name in sorted(self._fs.ls(self._root, detail=False)):
                last = name.rstrip("/").rsplit("/", 1)[-1]
                batch = BatchFolder(f"{self.url}/{last}")
                yield batch, batch.outcome()

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        with suppress(FileNotFoundError):
            self._fs.rm(self._root, recursive=True)


class BatchFolder:
    """One batch.

    Args:
        url: its folder.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._fs, self._root = file_system(url)

    def write_articles(self, texts: Iterable[Text]) -> None:
        """Lay down the texts to read."""
        rows = [{"source_uri": item.source_uri, "text": item.text, **asdict(item.told)} for item in texts]
        self._fs.makedirs(self._root, exist_ok=True)
        self._write(_ASKED, pl.DataFrame(rows, schema=_ARTICLES))

    def read_articles(self) -> list[Text]:
        """The texts to read."""
        told = [item.name for item in fields(Told)]
        rows = self._read(_ASKED).iter_rows(named=True)
        return [Text(row["source_uri"], row["text"], Told(**{name: row[name] for name in told})) for row in rows]

    def write_tables(self, tables: Mapping[str, pl.DataFrame], outcome: Outcome) -> None:
        """Lay down what was read; the batch is finished with the last byte of this."""
        for name, frame in tables.items():
            self._write(f"{name}.parquet", frame)
        told = asdict(outcome) | {"tables": list(tables)}
        with self._fs.open(f"{self._root}/{_DONE}.part", "wb") as file:
            file.write(json.dumps(told).encode())
        self._fs.mv(f"{self._root}/{_DONE}.part", f"{self._root}/{_DONE}")
        with suppress(OSError):
            self._fs.rm(f"{self._root}/{_ASKED}")

    def read_tables(self, run_id: str, seen_at: datetime) -> dict[str, pl.DataFrame]:
        """The tables of a finished batch as rows of a run, whichever run read them.

        Args:
            run_id: the run that stores them.
            seen_at: when it began, UTC.
        """
        tables = {}
        for name in self._told()["tables"]:
            frame = self._read(f"{name}.parquet").with_columns(run_id=pl.lit(run_id))
            if name == Document.table:
                frame = frame.with_columns(first_seen_at=pl.lit(seen_at, dtype=pl.Datetime("us", "UTC")))
            tables[name] = frame
        return tables

    def outcome(self) -> Outcome | None:
        """What came of the batch; None when it is not finished."""
        try:
            told = self._told()
            refused = tuple((uri, reason) for uri, reason in told["refused"])
            return Outcome(tuple(told["items"]), refused, told["n_rows"])
        except (OSError, ValueError, KeyError):
            return None

    def remove(self) -> None:
        """Remove the batch."""
        with suppress(FileNotFoundError):
            self._fs.rm(self._root, recursive=True)

    def _told(self) -> dict[str, Any]:
        with self._fs.open(f"{self._root}/{_DONE}", "rb") as file:
            told: dict[str, Any] = json.loads(file.read())
        return told

    def _write(self, name: str, frame: pl.DataFrame) -> None:
        # Through memory: what Polars makes of a full disk is no error of the operating system any more.
        made = BytesIO()
        frame.write_parquet(made, compression="lz4")
        with self._fs.open(f"{self._root}/{name}", "wb") as file:
            file.write(made.getbuffer())
            if isinstance(self._fs, LocalFileSystem):  # what is told to be finished must be there after a power cut
                file.flush()
                os.fsync(file.fileno())

    def _read(self, name: str) -> pl.DataFrame:
        with self._fs.open(f"{self._root}/{name}", "rb") as file:
            return pl.read_parquet(file.read())
