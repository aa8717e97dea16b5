"""Tables of what ran, what was checked and what was not published."""

from datetime import UTC, datetime
from typing import Annotated, ClassVar

from pydantic import field_validator

from transforms.contract.base import Row, RunId, col
from transforms.contract.words import RunState


class Run(Row):
    """One run of the flow."""

    table: ClassVar[str] = "runs"
    run_id: Annotated[str, col("Key.", key=True)]
    flow_run_name: Annotated[str, col("Prefect's name of the flow run.")]
    started_at: Annotated[datetime, col("Start.")]
    finished_at: Annotated[datetime | None, col("End.")] = None
    state: Annotated[RunState, col("completed, held_back (by the gate) or failed.")]
    reason: Annotated[str | None, col("Why it was held back or failed, in one sentence.")] = None
    n_inputs: Annotated[int, col("Inputs looked at.", ge=0)]
    n_new: Annotated[int, col("Texts that were new and published.", ge=0)]
    n_known: Annotated[int, col("Inputs whose text was known already.", ge=0)]
    n_rejects: Annotated[int, col("Inputs and rows that were not published.", ge=0)]
    model_name: Annotated[str, col("Language model used.")]
    model_version: Annotated[str | None, col("Its version.")] = None
    code_version: Annotated[str, col("Version of spoglio, and of the language detector where one was asked.")]

    @field_validator("started_at", "finished_at")
    @classmethod
    def _in_utc(cls, moment: datetime | None) -> datetime | None:
        """Versions before 2 noted moments of UTC without their zone."""
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


class Check(Row):
    """One expectation tried on one table in one run."""

    table: ClassVar[str] = "checks"
    run_id: RunId
    table_name: Annotated[str, col("Table that was checked.")]
    expectation: Annotated[str, col("The expectation, as Great Expectations names it or by our rule's name.")]
    column_name: Annotated[str | None, col("Column or columns it looked at.")] = None
    success: Annotated[bool, col("Whether it held.")]
    n_rows: Annotated[int, col("Rows looked at.", ge=0)]
    n_unexpected: Annotated[int, col("Rows that failed.", ge=0)]
    details: Annotated[str | None, col("What was expected or went wrong, for people.")] = None


class Reject(Row):
    """One input or row that was not published."""

    table: ClassVar[str] = "rejects"
    run_id: RunId
    source_uri: Annotated[str | None, col("The input.")] = None
    doc_id: Annotated[str | None, col("The document, when there is one.")] = None
    stage: Annotated[str, col("Where it was stopped: ingest, read, check or store.")]
    table_name: Annotated[str | None, col("Table of the row; NULL for a whole input.")] = None
    reason: Annotated[str, col("Why, in one sentence or the expectation's name.", min_length=1)]
    row_json: Annotated[str | None, col("The row as JSON; NULL for a whole input.")] = None
