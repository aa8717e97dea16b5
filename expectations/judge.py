"""Let Great Expectations judge a frame, at a bounded cost, and tell a broken expectation from one that raised.

Importing the library takes 7 to 12 seconds, so it happens inside functions, or in the background (`gate.preload`).
"""

import copy
import logging
import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

# Releases of the library that report their use read this when they are imported, by whichever function comes first.
os.environ["GX_ANALYTICS_ENABLED"] = "False"

#: Rows that are looked at for one detailed answer.
DETAIL_ROWS = 100_000
#: The column that holds whether all rules hold for a row.
ALL_RULES = "all_rules_hold"
#: The library has one context for the whole process, and was not made for several threads.
_one_at_a_time = threading.Lock()


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


@dataclass(frozen=True, slots=True)
class Questions:
    """A suite and the shorter one that is asked first: values one by one, all rules at once.

    The meta of every expectation holds `name`, `columns`, `says` and `asks` (`value` or `rule`).
    """

    suite: Any
    first: Any

    @classmethod
    def of(cls, name: str, values: Iterable[Any], rules: Iterable[Any]) -> "Questions":
        """Questions about single values and about rules, which are boolean columns."""
        import great_expectations as gx
        import great_expectations.expectations as gxe

        values, rules = list(values), list(rules)
        meta = {"name": ALL_RULES, "columns": "", "says": "", "asks": "rule"}
        together = gxe.ExpectColumnValuesToBeInSet(column=ALL_RULES, value_set=[True], meta=meta)
        # An expectation belongs to one suite.
        first = gx.ExpectationSuite(f"{name}_first", expectations=[*map(copy.copy, values), together])
        return cls(gx.ExpectationSuite(name, expectations=[*values, *rules]), first)

    def columns(self) -> list[str]:
        """The columns that are looked at, each once."""
        return list(dict.fromkeys(str(item.column) for item in self.suite.expectations))


def judge(frame: pl.DataFrame, questions: Questions) -> list[Verdict]:
    """The verdict of every expectation.

    An expectation costs the same few milliseconds on one row and on thousands, and there are many. So first only yes or
    no is asked, and the rules of a table are asked all at once: do all of them hold? Where the answer was no, the rows
    are asked for, in bounded pieces: the cost of a detailed answer grows with the bad rows (two minutes on a million
    rows of which a third are bad), that of yes or no does not (a second).
    """
    suite = questions.suite
    verdicts = {_name(item.meta): _verdict(item.meta, frame.height) for item in suite.expectations}
    rules = {_name(item.meta): item.column for item in suite.expectations if item.meta["asks"] == "rule"}
    together = pl.all_horizontal(*rules.values()) if rules else pl.lit(True)
    broken: list[str] = []
    first = _validate(frame.with_columns(together.alias(ALL_RULES)), questions.first, {"result_format": "BOOLEAN_ONLY"})
    for result in first:
        meta = result.expectation_config.meta
        concerned = list(rules) if meta["name"] == ALL_RULES else [_name(meta)]
        raised = _exception(result)
        for name in concerned:
            verdicts[name].raised = raised
        if not result.success and raised is None:
            broken += concerned
    if broken:
        _ask_for_rows(frame, suite, {name: verdicts[name] for name in broken})
    return list(verdicts.values())


def _ask_for_rows(frame: pl.DataFrame, suite: Any, broken: dict[str, Verdict]) -> None:
    import great_expectations as gx

    chosen = [copy.copy(item) for item in suite.expectations if _name(item.meta) in broken]
    details = gx.ExpectationSuite(f"{suite.name}_details", expectations=chosen)
    how = {"result_format": "COMPLETE", "unexpected_index_column_names": ["row_number"]}
    for piece in frame.with_row_index("row_number").iter_slices(DETAIL_ROWS):
        for result in _validate(piece, details, how):
            verdict = broken[_name(result.expectation_config.meta)]
            verdict.raised = verdict.raised or _exception(result)
            verdict.bad += sorted(int(hit["row_number"]) for hit in result.result.get("unexpected_index_list") or [])


def _name(meta: dict[str, str]) -> str:
    return f"{meta['name']} {meta['columns']} {meta['says']}"


def _verdict(meta: dict[str, str], n_rows: int) -> Verdict:
    return Verdict(meta["name"], meta["columns"], meta["says"], n_rows)


def _exception(result: Any) -> str | None:
    """What an expectation raised: it then also says that it failed, and must not be taken for bad data."""
    info = result.exception_info or {}
    parts = [info] if "raised_exception" in info else [part for part in info.values() if isinstance(part, dict)]
    messages = [str(part.get("exception_message")) for part in parts if part.get("raised_exception")]
    return messages[0].splitlines()[0] if messages else None


def _validate(frame: pl.DataFrame, suite: Any, result_format: dict[str, Any]) -> list[Any]:
    with _one_at_a_time:
        batch = _definition().get_batch(batch_parameters={"dataframe": frame.to_pandas()})
        return list(batch.validate(suite, result_format=result_format).results)


@cache
def _definition() -> Any:
    """What makes a batch of a frame in memory: one ephemeral context serves the whole process."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # It warns of every decimal that it turns into a float for its own log.
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    source = context.data_sources.add_pandas("tables")
    return source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
