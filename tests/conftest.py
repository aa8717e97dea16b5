"""What several test modules share: one language model a session, and reading one text as the pipeline does."""

import gc
import os

from tests.paths import SHARED

# One thread a matrix product, as the command line sets it: small products on many threads cost more than they save.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from tests.tables import batch, no_rows, run_row
from transforms.contract import Check, Reject
from transforms.documents.article import Told, make_article
from transforms.parsing.load import load_pipeline
from transforms.pipeline import read_all
from transforms.rows import Reading
from warehouse.store import Warehouse

# A change is judged on the same examples each time; who works on the rules looks for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


Read = Callable[..., Reading]


@cache
def loaded(model: str) -> Language:
    """A language model, loaded once a session."""
    return load_pipeline(model)


@pytest.fixture(scope="session")
def rules() -> Language:
    """The pipeline without weights."""
    return loaded("rules")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled model."""
    return loaded("bundled")


@pytest.fixture(scope="session")
def read(nlp: Language) -> Read:
    """``read(text, "2026-02-03")``: all facts of one text published on that day."""

    def _read(text: str, published_on: str | date | None = None) -> Reading:
        day = date.fromisoformat(published_on) if isinstance(published_on, str) else published_on
        article = make_article(text, "test.txt", Told(published_on=day))
        (reading,) = read_all([article], nlp)
        return reading

    return _read


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold articles and cases beside the project; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: gold articles and public cases lie there")
    return SHARED


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file with two documents; tests copy what they change."""
    path = tmp_path_factory.mktemp("small") / "w.duckdb"
    with Warehouse(path) as store:
        store.write_batch(batch(1, 2))
        store.write_run(run_row("run-1"), no_rows(Check), no_rows(Reject))
        store.publish()
    return path


def pytest_unconfigure() -> None:
    """Hypothesis leaves a callback in the garbage collector that keeps DuckDB's module alive until it complains of leaks."""
    gc.callbacks.clear()
