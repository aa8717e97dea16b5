"""What stands in for `transforms.pipeline` in the runs of `bench_run --stub`."""

import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import polars as pl

from tests.benchmark.articles import Stub
from transforms.documents import Article


@cache
def _stub() -> Stub:
    return Stub.load(Path(os.environ["SPOGLIO_BENCHMARK_STUB"]))


def read_articles(articles: Sequence[Article], nlp: object, run_id: str, seen_at: datetime) -> dict[str, pl.DataFrame]:
    """The rows of generated articles."""
    return _stub().read_articles(articles, run_id, seen_at)
