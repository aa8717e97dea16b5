"""Warehouses to work on: none yet, and one with two documents."""

import shutil
from pathlib import Path

import pytest

from tests.tables import batch
from tests.warehouse.loading import load


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published") / "w.duckdb"
    load(path, batch(1, 2))
    return path


@pytest.fixture
def old(published: Path, db: Path) -> Path:
    """A copy of a published warehouse with two documents."""
    shutil.copyfile(published, db)
    return db
