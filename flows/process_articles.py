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

from flows import steps
from flows.clock import utc_now
from flows.steps import Job, Steps
from flows.summary import run_markdown

_TASKS = Steps(
    read=task(name="read batch", cache_policy=NO_CACHE)(steps.read_batch),
    transform=task(name="transform batch", cache_policy=NO_CACHE)(steps.transform_batch),
    check=task(name="check batch", cache_policy=NO_CACHE)(steps.check_batch),
    store=task(name="store batch", cache_policy=NO_CACHE)(steps.store_batch),
)


@flow(name="process-articles", validate_parameters=False, persist_result=False)
def process_articles(job: Job, done: Callable[[int], None]) -> dict[str, int]:
    """Turn the texts of a job into published tables.

    Args:
        job: the plan, the open warehouse and the language pipeline.
        done: is told how many texts are done, for a progress bar.

    Returns:
        Rows a table in the published file.

    Raises:
        GateError: the gate held the run back.
        StoreError: the warehouse cannot be written.
    """
    log = get_run_logger()
    job.flow_run_name = str(flow_run.get_name())
    log.info("%d inputs, %d texts to read", job.plan.n_inputs, len(job.plan.to_read))
    published = steps.process(job, utc_now, _TASKS, done)
    log.info("published %d new texts, %d rejects", job.n_new, job.all_rejects().height)
    create_markdown_artifact(run_markdown(job, published), key="run-summary", description="What was loaded")
    return published
