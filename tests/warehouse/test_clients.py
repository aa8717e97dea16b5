"""The file opens in the oldest DuckDB that we promise, in an environment of its own."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.tables import batch, no_rows, run_row
from tests.waiting import LONG
from transforms.contract import Check, Reject
from warehouse.files import STORAGE_VERSION
from warehouse.store import Warehouse

pytestmark = pytest.mark.slow

OLDEST = "1.4.4"

READ_ALL = """
import sys, duckdb
assert duckdb.__version__ == sys.argv[2], duckdb.__version__
with duckdb.connect(sys.argv[1], read_only=True) as con:
    tables = con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    views = con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    for (name,) in tables + views:
        con.execute(f"SELECT * FROM {name} LIMIT 10").fetchall()
    untold = con.execute("SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL").fetchall()
    claims, found = "SELECT count(*) FROM claims", "SELECT count(*) FROM search('vittima')"
    articles = "SELECT count(*) FROM search_articles('vittime e morti')"
    told = [con.execute(query).fetchall()[0][0] for query in (claims, found, articles)]
    print(len(tables), len(views), untold[0][0], *told)
"""


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A warehouse that several runs have made; the second one finds so much unused that it writes the file anew."""
    path = tmp_path / "w.duckdb"
    for run_id in ("run-1", "run-2"):
        with Warehouse(path) as store:
            store.write_batch(batch(1, 2, run_id=run_id))
            store.write_run(run_row(run_id), no_rows(Check), no_rows(Reject))
            store.publish()
    return path


def test_files_are_made_for_the_oldest_client(published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as con:
        tags = con.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert tags == [({"storage_version": f"{STORAGE_VERSION}+"},)]


def test_the_oldest_client_answers_all_tables_and_views(published: Path, tmp_path: Path) -> None:
    python = tmp_path / "client" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True, timeout=LONG)
    # Moments in Python need pytz there.
    install = [str(python), "-m", "pip", "install", "--quiet", f"duckdb=={OLDEST}", "pytz"]
    installed = subprocess.run(install, capture_output=True, text=True, timeout=LONG, check=False)
    if installed.returncode:
        pytest.skip(f"no package registry is reachable: {installed.stderr.strip().splitlines()[-1:]}")
    read = subprocess.run(
        [str(python), "-c", READ_ALL, str(published), OLDEST], capture_output=True, text=True, timeout=LONG, check=False
    )
    assert read.stderr == ""
    tables, views, untold, *told = map(int, read.stdout.split())
    assert tables >= 14
    assert views >= 1
    assert (untold, told) == (0, [6, 2, 2])
