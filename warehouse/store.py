"""The warehouse: one published DuckDB file that is only ever replaced whole.

A run reads the published file and writes batches into small files beside it. To publish, they are loaded into a copy of
the published file, which takes its place in one step. Readers may hold the published file open all the while; they keep
what they opened. Leaving without `publish` changes nothing.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import polars as pl

from transforms.contract import DOCUMENT_TABLES, TABLES, Check, Document, Entity, Reject, Row, Run, Sighting
from transforms.errors import EarlierError, GateError, StoreError
from transforms.frames import conform, schema_of, to_frame
from warehouse import earlier
from warehouse.across import lay_side_by_side
from warehouse.files import Build, WriterLock, check_place, connect, connect_to_fill, remove_stale_builds, store_error
from warehouse.keeping import keep_up
from warehouse.load import load
from warehouse.notes import Note, Notes, frames_of
from warehouse.proofs import broken_rules
from warehouse.redatings import Redatings
from warehouse.retractions import Retractions
from warehouse.schema import create_tables, open_checked, write_tight
from warehouse.staging import Staging
from warehouse.verdicts import Verdicts
from warehouse.versions import renew_views

logger = logging.getLogger(__name__)

#: The tables of a batch, in the order in which they are written.
BATCH_TABLES: tuple[type[Row], ...] = (Document, Sighting, Entity, *DOCUMENT_TABLES)

#: What tells where a text was seen, and under which day.
_PLACE = ("doc_id", "source_uri", "published_on")


class Warehouse:
    """The writer's side of a warehouse file; use it in a ``with`` statement.

    Args:
        path: the published file; it need not exist yet.
        again: its texts are to be read again, as those of a file of an earlier version are.

    Attributes:
        kept: where the file was kept whose texts were read again; None until then.
        verdicts: what people said of its answers, in a file beside it.
        retractions: texts that were retracted, in another one.
        redatings: days that were told too early, in a third one.

    Raises:
        StoreError: on entering, when the folder is missing, the file is no warehouse of this version, is locked or may
            not be opened, or another run is writing it.
    """

    def __init__(self, path: Path | str, again: bool = False) -> None:
        self.path = Path(path).resolve()
        self.kept: Path | None = None
        self._again = again
        self._lock = WriterLock(self.path)
        self._notes = Notes(self.path)
        self.verdicts = Verdicts(self.path)
        self.retractions = Retractions(self.path)
        self.redatings = Redatings(self.path)
        self._con: duckdb.DuckDBPyConnection | None = None
        self._is_earlier = False
        self._staging: Staging | None = None

    def __enter__(self) -> Self:
        """Take the writer's lock and look at the published file; nothing is copied or written yet."""
        check_place(self.path)
        self._lock.take()
        try:
            remove_stale_builds(self.path)
            if self._reader() is not None and self._again:
                self._close()
                self._is_earlier = True
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
        """The place and day from which each published text is derived: doc_id, source_uri, published_on.

        Texts that still stand under a day that was corrected are left out, for they are to be read again.
        """
        known = self._places(Document)
        return known.filter(~pl.col("doc_id").is_in(self._redated(known)))

    def known_sightings(self) -> pl.DataFrame:
        """Where published texts were seen: doc_id, source_uri, published_on."""
        return self._places(Sighting)

    @property
    def is_earlier(self) -> bool:
        """Whether the published file is of an earlier version, or is taken for one: its texts are to be read again."""
        return self._is_earlier

    def stored_texts(self) -> Iterator[earlier.Stored]:
        """Published texts that are to be read again, once a place.

        All of a file of an earlier version, of which what is published must hold all; else those whose day was
        corrected since.
        """
        redated = None if self._is_earlier else self._redated(self._places(Document))
        if redated is None or redated:
            with self._errors():
                yield from earlier.stored_texts(self.path, redated)

    def _redated(self, known: pl.DataFrame) -> list[str]:
        """The documents that stand under an earlier day than a correction allows."""
        days = self.redatings.days()
        rows = known.select("doc_id", "published_on").iter_rows() if days else ()
        return [doc_id for doc_id, day in rows if doc_id in days and day is not None and day < days[doc_id]]

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
        """Write the row of this run, the results of its checks and what it rejected.

        An input that is refused, or metadata that cannot be used, is recorded once and not by every run that meets it
        again: `runs.n_rejects` counts it each time.
        """
        self._stage(_run_frames(run, checks, self._unrecorded(rejects)))

    def note_run(self, run: Run, rejects: pl.DataFrame) -> None:
        """Record a run that brought nothing in the small file beside the warehouse, which itself is left untouched.

        The next publication takes the record in (`warehouse.notes`); `warehouse.history` tells it until then.

        Raises:
            StoreError: the disk is full or the folder may not be written.
        """
        with self._errors():
            self._notes.add(run, self._unrecorded(rejects))

    def fail(self, run: Run, rejects: pl.DataFrame) -> None:
        """Throw away what was written and record a run that failed: its row is published, with the reason.

        When that cannot be done, or the last run of the file failed for the same reason, it is noted beside the
        warehouse instead; when that cannot be done either it is lost, because the error itself is what must be told.
        """
        self.discard()
        try:
            if not self._is_earlier and self._last_outcome() != (run.state, run.reason):
                self.write_run(run, to_frame([], Check), rejects)
                self.publish()
                return
        except (StoreError, GateError) as error:
            logger.warning("the failed run cannot be recorded in %s: %s", self.path.name, error)
        try:
            self.note_run(run, rejects)
        except StoreError as error:
            logger.warning("the failed run cannot be recorded: %s", error)

    def publish(self) -> dict[str, int]:
        """Load what was written into a copy of the published file, prove it, and put it in the place of that file.

        Returns:
            The number of rows of every table as published; empty when there is no file and nothing was written.

        Raises:
            GateError: a key stands twice or a reference leads nowhere; the published file is as it was.
            StoreError: the disk is full or the operating system refused; the published file is as it was.
        """
        if self._staging is None:
            con = self._reader()
            return _count_rows(con) if con is not None else {}
        is_empty = self._reader() is None
        self._close()
        with ExitStack() as made, self._errors():
            made.callback(self.discard)
            build = made.enter_context(Build(self.path))
            tight = made.enter_context(Build(self.path))
            if self._is_earlier:
                self._staging.add(earlier.records_of(self.path))
            if not is_empty:
                build.begin()
            with connect_to_fill(build.path, self._staging.n_bytes) as con:
                counts = self._fill(con, self._staging, is_empty)
                is_tight = write_tight(con, tight.path)
            if self._is_earlier:
                self.kept = earlier.keep(self.path)
            (tight if is_tight else build).publish()
            self._is_earlier = False
            self._notes.remove()
        logger.info("published %s: %d documents", self.path.name, counts["documents"])
        return counts

    def renew(self) -> None:
        """Publish the file anew with what stands beside it; nothing else of it changes.

        Raises:
            StoreError: the disk is full or the operating system refused; the published file is as it was.
        """
        self._stage({})
        self.publish()

    def _fill(self, con: duckdb.DuckDBPyConnection, staging: Staging, is_empty: bool) -> dict[str, int]:
        """Load the staged rows into a build and prove them; the number of rows of every table."""
        if is_empty:
            create_tables(con)
        # An upgrade of spoglio brings its views to a warehouse that was made before.
        renew_views(con)
        staging.add(frames_of(_untold(con, self._notes.read())))
        # The end of the transaction writes the file itself: a log beside it, to be read again, is of no use to a build.
        con.execute("SET checkpoint_threshold = '1B'")
        con.execute("BEGIN")
        staging.show(con)
        load(con)
        keep_up(con, staging.slices(con))
        if broken := broken_rules(con):
            raise GateError("Nothing was published: " + "; ".join(broken) + ". This is an error of spoglio's own.")
        self.retractions.load(con)
        self.redatings.load(con)
        lay_side_by_side(con)
        self.verdicts.load(con)
        counts = _count_rows(con)
        if self._is_earlier and (lost := self._take_over(con)):
            raise GateError(f"Nothing was published: {lost} texts of the earlier file would be lost.")
        con.execute("COMMIT")
        if self._is_earlier:
            con.execute("DETACH earlier")
        return counts

    def _take_over(self, con: duckdb.DuckDBPyConnection) -> int:
        """Give texts the moments of the earlier file; how many of its texts would be lost."""
        earlier.keep_moments(con, self.path)
        return earlier.lost_texts(con)

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
        """Throw away what was written and keep the verdict of the gate in a file of its own beside the published one.

        Returns:
            That file, ``NAME.held_back.duckdb``, replaced by every run that is held back: a warehouse with the tables
            runs, checks and rejects filled. The run itself is noted too (`note_run`).

        Raises:
            StoreError: the disk is full or the folder may not be written.
        """
        self.discard()
        self.note_run(run, to_frame([], Reject))
        target = self.path.with_name(f"{self.path.stem}.held_back.duckdb")
        remove_stale_builds(target)
        with self._errors(), Build(target) as build:
            with connect(build.path) as con:
                create_tables(con)
                renew_views(con)
                for table, frame in _run_frames(run, checks, rejects).items():
                    if not frame.is_empty():
                        con.register("given", frame)
                        con.execute(f"INSERT INTO {table} BY NAME FROM given")
            build.publish()
        return target

    def _places(self, row_class: type[Row]) -> pl.DataFrame:
        con = self._reader()
        if con is None:
            return pl.DataFrame(schema={name: schema_of(row_class)[name] for name in _PLACE})
        with self._errors():
            return _frame(con, f"SELECT {', '.join(_PLACE)} FROM {row_class.table} ORDER BY ALL")

    def _unrecorded(self, rejects: pl.DataFrame) -> pl.DataFrame:
        """Rejects without refusals of inputs and metadata that an earlier run has recorded."""
        refusals = conform(rejects, Reject).filter(pl.col("stage") == "ingest")
        if refusals.is_empty():
            return rejects
        told = [frames_of(self._notes.read())[Reject.table]]
        con = self._reader()
        if con is not None:
            with self._errors():
                told.append(conform(_frame(con, "FROM rejects WHERE stage = 'ingest'"), Reject))
        same = [name for name in Reject.model_fields if name != "run_id"]
        new = refusals.join(pl.concat(told), on=same, how="anti", nulls_equal=True, maintain_order="left")
        return pl.concat([new, rejects.filter(pl.col("stage") != "ingest")])

    def _last_outcome(self) -> tuple[str, str | None] | None:
        """State and reason of the last run in the published file."""
        con = self._reader()
        if con is None:
            return None
        with self._errors():
            last = con.execute("SELECT state, reason FROM runs ORDER BY started_at DESC, run_id LIMIT 1").fetchall()
        return last[0] if last else None

    def _reader(self) -> duckdb.DuckDBPyConnection | None:
        """A connection to the published file; None when there is none or it is of an earlier version."""
        if self._con is None and not self._is_earlier:
            try:
                self._con = open_checked(self.path)
            except EarlierError:
                self._is_earlier = True
        return self._con

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


def _untold(con: duckdb.DuckDBPyConnection, notes: list[Note]) -> list[Note]:
    """The notes whose runs are not in the table, each once: a run that died as it published leaves those that are."""
    told = {run_id for (run_id,) in con.execute("SELECT run_id FROM runs").fetchall()} if notes else set()
    return list({note.run.run_id: note for note in notes if note.run.run_id not in told}.values())


def _frame(con: duckdb.DuckDBPyConnection, query: str) -> pl.DataFrame:
    frame: pl.DataFrame = con.sql(query).pl()
    return frame


def _count_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    query = " UNION ALL ".join(f"SELECT '{row.table}', count(*) FROM {row.table}" for row in TABLES)
    return {table: int(count) for table, count in con.execute(query).fetchall()}
