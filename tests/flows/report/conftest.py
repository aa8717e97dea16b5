"""Warehouses for the report: one of harmless stories, one in which every text from outside wants to do harm."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.tables import SEEN_AT, STORY, frames, run_row, story
from transforms.contract import Check, Reject
from transforms.frames import to_frame
from warehouse.store import Warehouse

#: Tags, attributes, styles, escapes of JSON, of Jinja and of XML, control characters, a turn of the direction of writing.
HARM = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{ 7*7 }}{% raw %}]]>&#60;\\u003c\x1b[31m\x00\u202e"

_BRACED = HARM.replace("{", "{{").replace("}", "}}")


def harmful(frame: pl.DataFrame, **values: str) -> pl.DataFrame:
    """The same rows with other texts in some columns, NULL as it was."""
    return frame.with_columns(
        pl.when(pl.col(name).is_not_null()).then(pl.lit(value)).alias(name) for name, value in values.items()
    )


def published(path: Path, *parts: dict[str, pl.DataFrame], **of_run: object) -> Path:
    """A warehouse of some batches, one run each."""
    for at, part in enumerate(parts, 1):
        with Warehouse(path) as store:
            run = f"run-{at}"
            rejects = [Reject(run_id=run, source_uri=HARM, stage="ingest", reason=f"a reason {HARM}")]
            checks = [
                Check(run_id=run, table_name="figures", expectation="a_rule", success=False, n_rows=3, n_unexpected=1,
                      details=f"a check {HARM}"),
                Check(run_id=run, table_name="figures", expectation="another", success=True, n_rows=3, n_unexpected=0),
            ]  # fmt: skip
            store.write_batch(part)
            row = run_row(run, flow_run_name=f"heron-{at}", started_at=SEEN_AT + timedelta(hours=at), **of_run)
            store.write_run(row, to_frame(checks, Check), to_frame(rejects, Reject))
            store.publish()
    return path


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs, of two stories and of one."""
    path = tmp_path_factory.mktemp("stories") / "w.duckdb"
    return published(path, frames(story(1), story(2)), frames(story(3, "run-2")))


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text that comes from outside wants to do harm."""
    tables = frames(*(story(number, text=f"{STORY} {_BRACED}") for number in (1, 2)))
    tables["documents"] = harmful(
        tables["documents"], title=f"title {HARM}", outlet=f"outlet {HARM}", source_uri=f"uri {HARM}"
    ).with_columns(
        url=pl.lit("javascript:alert(1)"),
        **{name: pl.lit(f"{name} {HARM}") for name in ("author", "section", "told_by", "language")},
    )
    tables["entities"] = tables["entities"].with_columns(name=pl.concat_str(pl.col("name"), pl.lit(HARM)))
    tables["figures"] = harmful(tables["figures"], counted=f"things {HARM}", unit="EUR").with_columns(
        subject_name=pl.lit(f"whom {HARM}"), subject_entity_id=pl.lit(None, pl.String), kind=pl.lit("money")
    )
    tables["unread"] = harmful(tables["unread"], reason=f"why {HARM}")
    return published(tmp_path_factory.mktemp("evil") / "w<b>&.duckdb", tables, model_name=HARM)
