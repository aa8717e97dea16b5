"""The warehouse: one published DuckDB file that is only ever replaced whole.

A run reads the published file, writes batches into a build beside it, and publishes the build in one step. Readers may
hold the published file open all the while; they keep what they opened. Leaving without `publish` changes nothing.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import polars as pl

from transforms.contract import DOCUMENT_TABLES, TABLES, Check, Document, Entity, Reject, Row, Run, Sighting
from transforms.errors import GateError, StoreError
from transforms.frames import conform, keys_of, schema_of, to_frame
from warehouse.files import Build, WriterLock, check_place, connect, remove_stale_builds, store_error
from warehouse.proofs import broken_rules, unused_entities_filter
from warehouse.schema import create_tables, open_checked, renew_views, tables_in

logger = logging.getLogger(__name__)

#: The tables of a batch, in the order in which they are written.
BATCH_TABLES: tuple[type[Row], ...] = (Document, Sighting, Entity, *DOCUMENT_TABLES)

#: What tells where a text was seen, and under which day.
_PLACE = ("doc_id", "source_uri", "published_on")

#: Which of two rows with the same key stays: the order does not depend on which came first.
_PREFERENCE: dict[str, tuple[str, ...]] = {
    "entities": ("wikidata_id", "name", "kind"),
    "sightings": ("published_on", "source_name", "url"),
}


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
        self._build: Build | None = None
        self._con: duckdb.DuckDBPyConnection | None = None
        self._known: set[str] | None = None

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
        """Write the rows of a batch of documents in one transaction.

        All rows of the documents in ``good["documents"]`` replace those published under the same doc_id. Sightings and
        entities are merged by key and may belong to documents that were published before.

        Raises:
            ContractError: a frame does not fit its table.
            StoreError: the disk is full or DuckDB refused; the published file is as it was.
        """
        frames = {row.table: conform(good[row.table], row) for row in BATCH_TABLES if row.table in good}
        con = self._writable()
        with self._errors():
            con.execute("BEGIN")
            if "documents" in frames:
                frames["documents"] = self._replace_documents(con, frames["documents"])
            for row_class in (Sighting, Entity):
                if row_class.table in frames:
                    frames[row_class.table] = _merge(con, frames[row_class.table], row_class)
            for table, frame in frames.items():
                _insert(con, table, frame)
            con.execute("COMMIT")

    def write_run(self, run: Run, checks: pl.DataFrame, rejects: pl.DataFrame) -> None:
        """Write the row of this run, the results of its checks and what it rejected."""
        con = self._writable()
        with self._errors():
            con.execute("BEGIN")
            _write_run(con, run, checks, rejects)
            con.execute("COMMIT")

    def publish(self) -> dict[str, int]:
        """Prove the build and put it in the place of the published file.

        Returns:
            The number of rows of every table as published; empty when there is no file and nothing was written.

        Raises:
            GateError: a key stands twice or a reference leads nowhere; the published file is as it was.
            StoreError: the disk is full or the operating system refused; the published file is as it was.
        """
        if self._build is None or self._con is None:
            return _count_rows(self._con) if self._con is not None else {}
        con, build = self._con, self._build
        with self._errors():
            con.execute(f"DELETE FROM entities WHERE {unused_entities_filter()}")
            broken = broken_rules(con)
            if broken:
                self.discard()
                raise GateError("Nothing was published: " + "; ".join(broken) + ". This is an error of spoglio's own.")
            counts = _count_rows(con)
            con.execute("CHECKPOINT")
            con.close()
        self._con, self._build, self._known = None, None, None
        build.publish()
        logger.info("published %s: %d documents", self.path.name, counts["documents"])
        self._con = open_checked(self.path)
        return counts

    def discard(self) -> None:
        """Throw away what was written since the last publication; the published file is as it was."""
        if self._con is not None:
            self._con.close()
        if self._build is not None:
            self._build.remove()
        self._con, self._build, self._known = None, None, None

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
                con = connect(build.path)
                create_tables(con)
                renew_views(con)
                _write_run(con, run, checks, rejects)
                con.close()
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

    def _writable(self) -> duckdb.DuckDBPyConnection:
        """The connection to the build; the first call makes it: a copy of the published file, or a new one."""
        if self._build is None:
            is_new = self._con is None
            if self._con is not None:
                self._con.close()
                self._con = None
            build = Build(self.path)
            build.begin()
            self._build = build
            with self._errors():
                self._con = connect(build.path)
                if is_new and not tables_in(self._con):
                    create_tables(self._con)
                # An upgrade of spoglio brings its views to a warehouse that was made before.
                renew_views(self._con)
        if self._con is None:
            raise StoreError(f"{self.path} is closed; open it again with a new Warehouse.")
        return self._con

    def _replace_documents(self, con: duckdb.DuckDBPyConnection, documents: pl.DataFrame) -> pl.DataFrame:
        """Remove what was published of these documents; a text keeps the moment at which it was first seen."""
        if self._known is None:
            self._known = {doc_id for (doc_id,) in con.execute("SELECT doc_id FROM documents").fetchall()}
        ids = documents.get_column("doc_id").to_list()
        again = pl.DataFrame(
            {"doc_id": [doc_id for doc_id in ids if doc_id in self._known]}, schema={"doc_id": pl.String}
        )
        self._known.update(ids)
        if again.is_empty():
            return documents
        with _registered(con, again):
            seen = _frame(con, "SELECT doc_id, first_seen_at AS before FROM documents SEMI JOIN given USING (doc_id)")
            tables: tuple[type[Row], ...] = (Document, *DOCUMENT_TABLES)
            for row in tables:
                con.execute(f"DELETE FROM {row.table} WHERE doc_id IN (SELECT doc_id FROM given)")
        first = pl.min_horizontal("first_seen_at", "before").alias("first_seen_at")
        return documents.join(seen, on="doc_id", how="left", maintain_order="left").with_columns(first).drop("before")

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


def _write_run(con: duckdb.DuckDBPyConnection, run: Run, checks: pl.DataFrame, rejects: pl.DataFrame) -> None:
    _insert(con, Run.table, to_frame([run], Run))
    _insert(con, Check.table, conform(checks, Check))
    _insert(con, Reject.table, conform(rejects, Reject))


def _insert(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    if not frame.is_empty():
        with _registered(con, frame):
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM given")


def _merge(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame, row_class: type[Row]) -> pl.DataFrame:
    """The rows to write for these keys; the rows of the same keys are taken out of the table."""
    table, keys, prefer = row_class.table, list(keys_of(row_class)), _PREFERENCE[row_class.table]
    with _registered(con, frame.select(keys).unique()):
        columns = ", ".join(f"{table}.{name}" for name in row_class.model_fields)
        before = _frame(con, f"SELECT {columns} FROM {table} SEMI JOIN given USING ({', '.join(keys)})")
        same = " AND ".join(f"{table}.{key} = given.{key}" for key in keys)
        con.execute(f"DELETE FROM {table} USING given WHERE {same}")
    rows = pl.concat([before.cast(pl.Schema(frame.schema)), frame])
    if row_class is Sighting:
        rows = rows.with_columns(pl.col("seen_at").min().over(keys))
    return rows.sort([*keys, *prefer], nulls_last=True).unique(keys, keep="first", maintain_order=True)


def _frame(con: duckdb.DuckDBPyConnection, query: str) -> pl.DataFrame:
    frame: pl.DataFrame = con.sql(query).pl()
    return frame


@contextmanager
def _registered(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> Iterator[None]:
    """Make a frame readable as the table ``given``."""
    con.register("given", frame)
    try:
        yield
    finally:
        # In a transaction that failed this fails too: the first error is the one to tell.
        with suppress(duckdb.Error):
            con.unregister("given")


def _count_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    query = " UNION ALL ".join(f"SELECT '{row.table}', count(*) FROM {row.table}" for row in TABLES)
    return {table: int(count) for table, count in con.execute(query).fetchall()}
