"""The Prefect flow: batches of texts go through read → transform → check → store, then all is published at once.

Start reading here. The steps are plain functions in `flows.steps`; a task is one step of one batch, because a task
costs 10 to 30 milliseconds, as much as a whole text.
"""

from collections.abc import Callable

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger
from prefect.runtime import flow_run

from expectations.gate import Report
from flows import steps
from flows.clock import utc_now
from flows.planning import Seen
from flows.steps import Job, Steps, Tables
from flows.summary import run_markdown
from transforms.documents import Article


def process_articles(job: Job, done: Callable[[int], None]) -> dict[str, int]:
    """Turn the texts of a job into published tables, as one flow run.

    Args:
        job: the plan, the open warehouse and the language pipeline.
        done: is told how many texts are done, for a progress bar.

    Returns:
        Rows a table in the published file.

    Raises:
        GateError: the gate held the run back.
        StoreError: the warehouse cannot be written.
    """

    @flow(name="process-articles", validate_parameters=False, persist_result=False)
    def process(inputs: int, texts: int, batch_size: int) -> dict[str, int]:
        job.flow_run_name = str(flow_run.get_name())
        log = get_run_logger()
        log.info("%d inputs, %d texts to read in batches of %d", inputs, texts, batch_size)
        published = steps.process(job, utc_now, _tasks(job), done)
        log.info("published %d new texts, %d rejects", job.n_new, job.all_rejects().height)
        create_markdown_artifact(run_markdown(job, published), key="run-summary", description="What was loaded")
        return published

    return process(job.plan.n_inputs, len(job.plan.to_read), job.batch_size)


def _tasks(job: Job) -> Steps:
    """The steps as tasks. The job is no parameter of theirs: Prefect looks through every parameter of every call."""

    @task(name="read batch", cache_policy=NO_CACHE)
    def read(batch: list[Seen]) -> list[Article]:
        return steps.read_batch(job, batch)

    @task(name="transform batch", cache_policy=NO_CACHE)
    def transform(articles: list[Article]) -> Tables:
        return steps.transform_batch(job, articles)

    @task(name="check batch", cache_policy=NO_CACHE)
    def check(tables: Tables) -> Report:
        return steps.check_batch(job, tables)

    @task(name="store batch", cache_policy=NO_CACHE)
    def store(good: Tables) -> int:
        return steps.store_batch(job, good)

    return Steps(read, transform, check, store)
