"""`spoglio notebook`: what it refuses, the copy, and the page in a browser where marimo is installed."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows import cli
from flows.notebook import show
from tests.browser import browser
from tests.paths import ROOT
from tests.waiting import wait_until


@pytest.fixture
def db(small_warehouse: Path, tmp_path: Path) -> Path:
    return shutil.copy(small_warehouse, tmp_path / "w.duckdb")


def test_without_marimo_one_sentence_says_what_to_install(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(show, "find_spec", lambda name: None)
    assert cli.main(["notebook", "--db", str(db)]) == 2
    assert capsys.readouterr().err == (
        "spoglio: 'spoglio notebook' needs one more package; install it with: pip install 'spoglio[notebook]'\n"
    )


def test_a_copy_can_be_changed_and_replaces_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.py"
    assert cli.main(["notebook", "--copy", str(mine)]) == 0
    assert mine.read_bytes() == show.NOTEBOOK.read_bytes()
    mine.write_text("mine", encoding="utf-8")
    assert cli.main(["notebook", "--copy", str(mine)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert cli.main(["notebook", "--copy", str(tmp_path / "none" / "mine.py")]) == 2
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.slow
def test_a_row_leads_to_its_sentence_in_the_text(db: Path, tmp_path: Path) -> None:
    if find_spec("marimo") is None:
        pytest.skip("marimo is not installed (pip install 'spoglio[notebook]'): the notebook is tested with it")
    command = [sys.executable, "-m", "flows.cli", "notebook", "--db", str(db), "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        address = next(line.split("URL:")[1].strip() for line in server.stdout if "URL:" in line)
        try:
            with browser(tmp_path) as page:
                page.call("Page.navigate", url=address.replace("localhost", "127.0.0.1"))
                wait_until(lambda: page.ask(_BOXES + ".length") > 1, "a table of figures")
                page.ask(f"{_BOXES}[1].click()")
                wait_until(lambda: page.ask(f"{_FOUND}('#sentence mark').length") == 1, "the sentence")
                assert page.ask(f"{_FOUND}('#sentence mark')[0].textContent")
                assert all("127.0.0.1" in url or url.startswith(("data:", "blob:")) for url in page.requests)
        finally:
            server.terminate()


#: marimo draws inside shadow roots: all elements that fit a selector, wherever they stand.
_FOUND = (
    "((wanted) => { const found = []; const walk = (root) => { for (const one of root.querySelectorAll('*')) {"
    " if (one.matches(wanted)) found.push(one); if (one.shadowRoot) walk(one.shadowRoot); } }; walk(document);"
    " return found; })"
)
_BOXES = f"{_FOUND}('[role=checkbox]')"
