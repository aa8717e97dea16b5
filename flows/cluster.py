"""Batches on a Dask cluster that is already there: workers get the address of a batch and leave its tables beside it.

Nothing but these addresses travels through the scheduler; texts and tables lie in a place that all workers reach.
"""

import logging
from collections.abc import Callable
from contextlib import suppress

from flows.staging import Outcome, Settings
from flows.worker import transform
from flows.workers import Batch, Workers
from transforms.errors import SpoglioError, UsageError

_CONNECT_SECONDS = 10


class DaskWorkers(Workers):
    """Reads batches on a cluster.

    Args:
        scheduler: its address, such as ``tcp://10.0.0.5:8786``.
        settings: how to read.
        prepare: called with a batch before it is read.
        done: called with a batch that is read.

    Raises:
        UsageError: dask is not installed.
        SpoglioError: no scheduler answers there, or it has no workers.
    """

    def __init__(
        self, scheduler: str, settings: Settings, prepare: Callable[[Batch], None], done: Callable[[Batch], None]
    ) -> None:
        try:
            from distributed import Client
        except ImportError as problem:
            raise UsageError(
                "--runner dask needs Dask: pip install 'spoglio[dask]', here and on the cluster."
            ) from problem
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what ends the run is told by the run
        try:
            self._client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as problem:
            raise SpoglioError(
                f"No Dask scheduler answers at {scheduler}; start one with 'dask scheduler' or correct --scheduler."
            ) from problem
        slots = sum(worker["nthreads"] for worker in self._client.scheduler_info(n_workers=-1)["workers"].values())
        if not slots:
            self._client.close()
            raise SpoglioError(
                f"The Dask scheduler at {scheduler} has no workers; start some with 'dask worker {scheduler}'."
            )
        self._settings = settings
        # Twice as many as can work, so that no worker waits for us.
        super().__init__(2 * slots, prepare, done)

    def end_workers(self) -> None:
        """Take back what is not done; the cluster stays."""
        with suppress(Exception):
            self._client.close(timeout=5)

    def read(self, batch: Batch) -> Outcome:
        """Have the cluster read a batch; when a worker dies, the scheduler gives its batch to another.

        Raises:
            SpoglioError: what the worker says, or that workers die on this batch.
        """
        from distributed import KilledWorker

        name = f"spoglio-batch-{batch.url.rsplit('/', 1)[-1]}"
        future = self._client.submit(transform, batch.url, batch.items, self._settings, key=name, pure=False)
        try:
            outcome: Outcome = future.result()
        except KilledWorker as problem:
            raise SpoglioError(
                "Workers of the Dask cluster died several times on the same batch; give them more memory or make "
                "--batch-size smaller."
            ) from problem
        return outcome
