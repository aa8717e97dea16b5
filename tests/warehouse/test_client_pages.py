"""What docs/clients.md shows works: each block is run as it stands, in an environment that has the clients alone."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.export import export
from tests.paths import ROOT
from tests.waiting import LONG

PAGE = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
#: Title of a section → language and text of its first block that says what to install.
BLOCKS = {
    title: (language, code, shlex.split(packages))
    for title, language, packages, code in re.findall(
        r"^## ([^\n]+)\n(?:(?!^## ).)*?^```(python|sh)\n# pip install ([^\n]+)\n(.*?)^```",
        PAGE,
        re.MULTILINE | re.DOTALL,
    )
}


@pytest.fixture
def folder(small_warehouse: Path, tmp_path: Path) -> Path:
    """A folder with a small warehouse called as on the page."""
    shutil.copy(small_warehouse, tmp_path / "news.duckdb")
    return tmp_path


def test_the_page_shows_the_clients_that_it_promises() -> None:
    assert sorted(BLOCKS) == ["DuckDB's command line", "Polars", "harlequin", "ibis", "pandas"]


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment in which all clients are installed."""
    folder = tmp_path_factory.mktemp("clients")
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=LONG)
    packages = sorted({package for _, _, needed in BLOCKS.values() for package in needed})
    install = [str(python), "-m", "pip", "install", "--quiet", *packages]
    installed = subprocess.run(install, capture_output=True, text=True, timeout=LONG, check=False)
    if installed.returncode:
        pytest.skip(f"no package registry is reachable: {installed.stderr.strip().splitlines()[-1:]}")
    return python.parent


@pytest.mark.slow
@pytest.mark.parametrize("title", sorted(BLOCKS))
def test_a_block_runs_as_it_stands(title: str, folder: Path, clients: Path) -> None:
    language, code, _ = BLOCKS[title]
    command = [str(clients / "python"), "-c", code] if language == "python" else ["sh", "-e", "-c", code]
    path = {"PATH": f"{clients}:/usr/bin:/bin", "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=path, capture_output=True, text=True, timeout=LONG, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_a_spreadsheet_program_reads_the_workbook(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (command,) = re.findall(r"^spoglio export (\S+) --db \S+ --format xlsx", PAGE, re.MULTILINE)
    made = export(folder / "news.duckdb", folder / command, "xlsx", ["claims", "statements"])
    (book,) = made.folder.glob("*.xlsx")
    sheets = openpyxl.load_workbook(book, read_only=True)
    assert sheets.sheetnames[-2:] == ["claims", "statements"]
    rows = list(sheets["claims"].iter_rows(values_only=True))
    assert rows[0][:3] == ("published_on", "outlet", "subject")
    assert len(rows) > 1
