"""Let Great Expectations judge a frame, at a bounded cost, and tell a broken expectation from one that raised.

Importing the library takes 7 to 12 seconds, so it happens inside functions, or in the background by `preload`.
"""

import copy
import logging
import os
import threading
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

#: Rows that are looked at for one detailed answer.
DETAIL_ROWS = 100_000


@dataclass(slots=True)
class Verdict:
    """What one expectation says of a frame.

    Attributes:
        name: of the expectation or of our rule.
        columns: what it looked at, joined with a comma; empty when that says nothing.
        says: what is wrong with a bad row.
        n_rows: rows looked at.
        bad: numbers of the bad rows, ascending.
        raised: what it raised; it then has judged nothing. None when it did its work.
    """

    name: str
    columns: str
    says: str
    n_rows: int
    bad: list[int] = field(default_factory=list)
    raised: str | None = None

    @property
    def reason(self) -> str:
        """Why a row is bad, for `rejects.reason`."""
        return f"{self.name} ({self.columns}): {self.says}"


def preload() -> None:
    """Start to import the library in the background and return at once."""
    threading.Thread(target=_definition, name="preload-great-expectations", daemon=True).start()


def judge(frame: pl.DataFrame, suite: Any) -> list[Verdict]:
    """The verdict of every expectation of a suite.

    First only yes or no is asked. Where the answer was no, the rows are asked for, in bounded pieces: the cost of a
    detailed answer grows with the bad rows (two minutes on a million rows of which a third are bad), that of yes or no
    does not (a second).
    """
    verdicts: list[Verdict] = []
    broken: dict[str, Verdict] = {}
    for result in _validate(frame, suite, {"result_format": "BOOLEAN_ONLY"}):
        meta = result.expectation_config.meta
        verdict = Verdict(meta["name"], meta["columns"], meta["says"], frame.height, raised=_exception(result))
        verdicts.append(verdict)
        if not result.success and verdict.raised is None:
            broken[meta["name"] + meta["columns"]] = verdict
    if broken:
        _ask_for_rows(frame, suite, broken)
    return verdicts


def _ask_for_rows(frame: pl.DataFrame, suite: Any, broken: dict[str, Verdict]) -> None:
    import great_expectations as gx

    chosen = [copy.copy(item) for item in suite.expectations if item.meta["name"] + item.meta["columns"] in broken]
    details = gx.ExpectationSuite(f"{suite.name}_details", expectations=chosen)
    how = {"result_format": "COMPLETE", "unexpected_index_column_names": ["row_number"]}
    for piece in frame.with_row_index("row_number").iter_slices(DETAIL_ROWS):
        for result in _validate(piece, details, how):
            meta = result.expectation_config.meta
            verdict = broken[meta["name"] + meta["columns"]]
            verdict.raised = verdict.raised or _exception(result)
            verdict.bad += sorted(int(hit["row_number"]) for hit in result.result.get("unexpected_index_list") or [])
    for verdict in broken.values():
        if not verdict.bad and verdict.raised is None:
            verdict.raised = "it failed, but named no row"


def _exception(result: Any) -> str | None:
    """What an expectation raised: it then also says that it failed, and must not be taken for bad data."""
    info = result.exception_info or {}
    parts = [info] if "raised_exception" in info else [part for part in info.values() if isinstance(part, dict)]
    messages = [str(part.get("exception_message")) for part in parts if part.get("raised_exception")]
    return messages[0].splitlines()[0] if messages else None


def _validate(frame: pl.DataFrame, suite: Any, result_format: dict[str, Any]) -> list[Any]:
    batch = _definition().get_batch(batch_parameters={"dataframe": frame.to_pandas()})
    return list(batch.validate(suite, result_format=result_format).results)


@cache
def _definition() -> Any:
    """What makes a batch of a frame in memory: one ephemeral context serves the whole process."""
    os.environ["GX_ANALYTICS_ENABLED"] = "False"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # It warns of every decimal that it turns into a float for its own log.
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    source = context.data_sources.add_pandas("tables")
    return source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
