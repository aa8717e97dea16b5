"""Starts a Superset, imports the dashboard, queries SQL Lab and every chart through REST, and stops it.

    python deploy/superset/check.py SUPERSET_ENVIRONMENT news.duckdb FOLDER [--keep]

FOLDER is made; Superset keeps all it has there. With --keep it goes on until Ctrl-C, for people to look at.
"""

import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_PATIENCE_SECONDS = 300


class Superset:
    """A running Superset, spoken to as its administrator."""

    def __init__(self, address: str, password: str) -> None:
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._open = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies).open
        self._headers = {"Referer": address}
        told = {"username": "admin", "password": password, "provider": "db"}
        self._headers["Authorization"] = f"Bearer {self.ask('security/login', told)['access_token']}"
        self._headers["X-CSRFToken"] = self.ask("security/csrf_token/")["result"]

    def ask(self, path: str, body: Any = None, kind: str = "application/json") -> Any:
        """GET, or POST with a body; the answer as JSON."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = self._headers if data is None else self._headers | {"Content-Type": kind}
        request = urllib.request.Request(f"{self.address}/api/v1/{path}", data, headers)
        try:
            with self._open(request, timeout=_PATIENCE_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            sys.exit(f"{path}: {problem.code} {problem.read(2000).decode(errors='replace')}")

    def import_dashboard(self, archive: Path) -> None:
        """Import a ZIP of pack.py; what an earlier one brought is replaced."""
        edge = secrets.token_hex(16)
        head = f'--{edge}\r\nContent-Disposition: form-data; name="formData"; filename="{archive.name}"\r\n\r\n'
        again = f'\r\n--{edge}\r\nContent-Disposition: form-data; name="overwrite"\r\n\r\ntrue\r\n--{edge}--\r\n'
        body = head.encode() + archive.read_bytes() + again.encode()
        self.ask("dashboard/import/", body, f"multipart/form-data; boundary={edge}")


@contextmanager
def running(environment: Path, folder: Path, password: str) -> Iterator[str]:
    """A Superset of an environment with all it keeps in a folder, on a free port of this machine; its address."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "FLASK_APP": "superset",
        "SUPERSET_HOME": str(folder),
        "SUPERSET_CONFIG_PATH": str(HERE / "superset_config.py"),
        "SUPERSET_SECRET_KEY": secrets.token_urlsafe(42),
        "SCARF_ANALYTICS": "false",
    }
    program = str(environment / "bin" / "superset")
    admin = ["--username", "admin", "--firstname", "A", "--lastname", "B", "--email", "admin@localhost.invalid"]
    with (folder / "superset.log").open("ab") as log:
        for step in (["db", "upgrade"], ["fab", "create-admin", *admin, "--password", password], ["init"]):
            print(f"superset {' '.join(step[:2])} …", flush=True)
            subprocess.run([program, *step], env=os.environ | told, stdout=log, stderr=log, check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [program, "run", "-h", "127.0.0.1", "-p", str(port), "--with-threads"]
        server = subprocess.Popen(command, env=os.environ | told, stdout=log, stderr=log)
        try:
            _wait(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("Superset does not answer; its log is superset.log in the folder")


def check(superset: Superset, archive: Path) -> None:
    """Import the dashboard, query SQL Lab and fetch each chart."""
    superset.import_dashboard(archive)
    database = superset.ask("database/?q=(filters:!((col:database_name,opr:eq,value:spoglio)))")["result"][0]["id"]
    query = {"database_id": database, "schema": "main", "sql": "SELECT count(*) AS n FROM claims", "runAsync": False}
    rows = superset.ask("sqllab/execute/", query | {"client_id": secrets.token_hex(5)})["data"]
    print(f"SQL Lab: {rows[0]['n']} rows of claims")
    charts = superset.ask("dashboard/spoglio/charts")["result"]
    for chart in charts:
        (answer,) = superset.ask(f"chart/{chart['id']}/data/")["result"]
        print(f"chart {chart['slice_name']}: {answer['rowcount']} rows")
        if not answer["rowcount"]:
            sys.exit(f"the chart {chart['slice_name']} shows nothing")
    if len(charts) < 6:
        sys.exit("charts of the dashboard are missing")


def main(environment: str, db: str, folder: str, keep: bool) -> None:
    """Do all of it."""
    archive, password = Path(folder) / "dashboard.zip", secrets.token_urlsafe(12)
    with running(Path(environment).absolute(), Path(folder).absolute(), password) as address:
        subprocess.run([sys.executable, str(HERE / "pack.py"), db, str(archive)], check=True)
        check(Superset(address, password), archive)
        if keep:
            print(f"{address}/superset/dashboard/spoglio/ · admin · {password} · Ctrl-C ends it", flush=True)
            try:
                while True:
                    time.sleep(3600)
            except KeyboardInterrupt:
                return


if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if word != "--keep"]
    if len(arguments) != 3:
        sys.exit(__doc__)
    main(*arguments, keep="--keep" in sys.argv)
