"""Starting the notebook on this machine, and copying it for people who want to change it."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from transforms.errors import UsageError
from warehouse.store import open_published

NOTEBOOK = Path(__file__).with_name("facts.py")


def show_notebook(db: Path, port: int | None = None, is_open: bool = True) -> int:
    """Serve the notebook on this machine alone until Ctrl-C.

    Args:
        db: the published warehouse; it is opened read-only.
        port: None: any that is free.
        is_open: whether to open a browser.

    Returns:
        The exit code of marimo.

    Raises:
        UsageError: marimo is not installed.
        StoreError: there is no such warehouse, or it cannot be read.
    """
    if find_spec("marimo") is None:
        raise UsageError("'spoglio notebook' needs one more package; install it with: pip install 'spoglio[notebook]'")
    open_published(db).close()
    command = [sys.executable, "-m", "marimo", "run", str(NOTEBOOK), "--host", "127.0.0.1"]
    command += ["--port", str(port)] if port else []
    command += [] if is_open else ["--headless"]
    try:
        return subprocess.run([*command, "--", "--db", str(db.resolve())], check=False).returncode
    except KeyboardInterrupt:
        return 0


def copy_notebook(target: Path) -> None:
    """Lay a copy of the notebook beside other files of the user.

    Raises:
        UsageError: the file is there already, or its folder is not.
    """
    if target.exists():
        raise UsageError(f"{target} is there already; choose another name for --copy.")
    if not target.parent.is_dir():
        raise UsageError(f"The folder {target.parent} does not exist; make it or choose another --copy.")
    shutil.copyfile(NOTEBOOK, target)
