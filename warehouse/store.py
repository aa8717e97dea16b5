"""The warehouse: one published DuckDB file that is only ever replaced whole.

A run reads the published file and writes batches into small files beside it. To publish, they are loaded into a copy of
the published file, which takes its place in one step. Readers may hold the published file open all the while; they keep
what they opened. Leaving without `publish` changes nothing.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import polars as pl

from transforms.contract import DOCUMENT_TABLES, TABLES, Check, Document, Entity, Reject, Row, Run, Sighting
from transforms.errors import GateError, StoreError
from transforms.frames import conform, schema_of, to_frame
from warehouse.files import Build, WriterLock, check_place, connect, remove_stale_builds, store_error
from warehouse.load import load
from warehouse.proofs import broken_rules
from warehouse.schema import create_tables, open_checked, renew_views, tables_in
from warehouse.staging import Staging

logger = logging.getLogger(__name__)

#: The tables of a batch, in the order in which they are written.
BATCH_TABLES: tuple[type[Row], ...] = (Document, Sighting, Entity, *DOCUMENT_TABLES)

#: What tells where a text was seen, and under which day.
_PLACE = ("doc_id", "source_uri", "published_on")


class Warehouse:
    """The writer's side of a warehouse file; use it in a ``with`` statement.

    Args:
        path: the published file; it need not exist yet.

    Raises:
        StoreError: on entering, when the folder is missing, the file is no warehouse of this version, is locked or may
            not be opened, or another run is writing it.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).resolve()
        self._lock = WriterLock(self.path)
        self._con: duckdb.DuckDBPyConnection | None = None
        self._staging: Staging | None = None

    def __enter__(self) -> Self:
        """Take the writer's lock and look at the published file; nothing is copied or written yet."""
        check_place(self.path)
        self._lock.take()
        try:
            remove_stale_builds(self.path)
            self._con = open_checked(self.path)
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw away what was not published and let go of the lock."""
        try:
            self.discard()
        finally:
            self._lock.release()

    def known_documents(self) -> pl.DataFrame:
        """The place and day from which each published text is derived: doc_id, source_uri, published_on."""
        return self._places(Document)

    def known_sightings(self) -> pl.DataFrame:
        """Where published texts were seen: doc_id, source_uri, published_on."""
        return self._places(Sighting)

    def write_batch(self, good: Mapping[str, pl.DataFrame]) -> None:
        """Write the rows of a batch of documents.

        All rows of the documents in ``good["documents"]`` replace those published under the same doc_id. Sightings and
        entities are merged by key and may belong to documents that were published before. A document stands in one
        batch of a run.

        Raises:
            ContractError: a frame does not fit its table.
            StoreError: the disk is full; the published file is as it was.
        """
        self._stage({row.table: conform(good[row.table], row) for row in BATCH_TABLES if row.table in good})

    def write_run(self, run: Run, checks: pl.DataFrame, rejects: pl.DataFrame) -> None:
        """Write the row of this run, the results of its checks and what it rejected."""
        self._stage(_run_frames(run, checks, rejects))

    def publish(self) -> dict[str, int]:
        """Load what was written into a copy of the published file, prove it, and put it in the place of that file.

        Returns:
            The number of rows of every table as published; empty when there is no file and nothing was written.

        Raises:
            GateError: a key stands twice or a reference leads nowhere; the published file is as it was.
            StoreError: the disk is full or the operating system refused; the published file is as it was.
        """
        if self._staging is None:
            return _count_rows(self._con) if self._con is not None else {}
        self._close()
        build = Build(self.path)
        try:
            with self._errors():
                build.begin()
                counts = self._fill(build, self._staging)
            build.publish()
        except BaseException:
            build.remove()
            raise
        finally:
            self.discard()
        logger.info("published %s: %d documents", self.path.name, counts["documents"])
        self._con = open_checked(self.path)
        return counts

    def _fill(self, build: Build, staging: Staging) -> dict[str, int]:
        """Load the staged rows into the build and prove them; the number of rows of every table."""
        with connect(build.path, writing=True) as con:
            if not tables_in(con):
                create_tables(con)
            # An upgrade of spoglio brings its views to a warehouse that was made before.
            renew_views(con)
            con.execute("BEGIN")
            staging.show(con)
            load(con)
            if broken := broken_rules(con):
                raise GateError("Nothing was published: " + "; ".join(broken) + ". This is an error of spoglio's own.")
            counts = _count_rows(con)
            con.execute("COMMIT")
            con.execute("CHECKPOINT")
        return counts

    def discard(self) -> None:
        """Throw away what was written since the last publication; the published file is as it was."""
        self._close()
        if self._staging is not None:
            self._staging.remove()
            self._staging = None

    def _close(self) -> None:
        if self._con is not None:
            self._con.close()
            self._con = None

    def hold_back(self, run: Run, checks: pl.DataFrame, rejects: pl.DataFrame) -> Path:
        """Throw the build away and keep the verdict of the gate in a file of its own beside the published one.

        Returns:
            That file, ``NAME.held_back.duckdb``, replaced by every run that is held back: a warehouse with the tables
            runs, checks and rejects filled.
        """
        self.discard()
        target = self.path.with_name(f"{self.path.stem}.held_back.duckdb")
        remove_stale_builds(target)
        build = Build(target)
        with self._errors():
            try:
                with connect(build.path) as con:
                    create_tables(con)
                    renew_views(con)
                    for table, frame in _run_frames(run, checks, rejects).items():
                        if not frame.is_empty():
                            con.register("given", frame)
                            con.execute(f"INSERT INTO {table} BY NAME FROM given")
            except BaseException:
                build.remove()
                raise
        build.publish()
        return target

    def _places(self, row_class: type[Row]) -> pl.DataFrame:
        if self._con is None:
            return pl.DataFrame(schema={name: schema_of(row_class)[name] for name in _PLACE})
        with self._errors():
            return _frame(self._con, f"SELECT {', '.join(_PLACE)} FROM {row_class.table} ORDER BY ALL")

    def _stage(self, frames: Mapping[str, pl.DataFrame]) -> None:
        with self._errors():
            if self._staging is None:
                self._staging = Staging(Build(self.path).parts)
            self._staging.add(frames)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Errors of DuckDB and of the operating system become one sentence, and the build goes away."""
        try:
            yield
        except (duckdb.Error, OSError) as error:
            self.discard()
            raise store_error(error, self.path) from error


def open_published(path: Path | str) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published warehouse.

    Raises:
        StoreError: there is no such file, or it is no warehouse of this version, is locked or may not be read.
    """
    path = Path(path).resolve()
    if not path.exists():
        raise StoreError(f"There is no warehouse {path}; make one with 'spoglio run' or correct --db.")
    check_place(path)
    con = open_checked(path)
    if con is None:
        raise StoreError(f"{path} holds no tables yet; fill it with 'spoglio run'.")
    return con


def _run_frames(run: Run, checks: pl.DataFrame, rejects: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {
        Run.table: to_frame([run], Run),
        Check.table: conform(checks, Check),
        Reject.table: conform(rejects, Reject),
    }


def _frame(con: duckdb.DuckDBPyConnection, query: str) -> pl.DataFrame:
    frame: pl.DataFrame = con.sql(query).pl()
    return frame


def _count_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    query = " UNION ALL ".join(f"SELECT '{row.table}', count(*) FROM {row.table}" for row in TABLES)
    return {table: int(count) for table, count in con.execute(query).fetchall()}
