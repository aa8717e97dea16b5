"""Answers to look at one by one, in a page that this machine alone can open; verdicts are kept as they are given."""

import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from flows.review.sheet import KEY, draw, shown
from flows.review.verdicts import add_verdicts, read_verdict
from flows.terminal import plural, say
from transforms.errors import InputError, SpoglioError, UsageError
from warehouse.store import Warehouse

_PAGE = Path(__file__).with_name("page.html")
_MAX_BYTES = 65_536
#: The page asks nobody but this server, and runs nothing but what stands in it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"


class _Server(ThreadingHTTPServer):
    """The questions and what was said of them.

    Attributes:
        secret: the folder under which all stands: another page of the browser cannot guess it.
        questions: what the page shows, by answer_id.
        n_said: verdicts kept.
    """

    daemon_threads = True

    def __init__(self, db: Path, rows: list[dict[str, Any]], port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.db = db
        self.secret = secrets.token_urlsafe(12)
        self.questions = {str(row[KEY]): shown(row) for row in rows}
        self.n_said = 0
        self._one = Lock()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.server_address[1]}/{self.secret}/"

    def keep(self, told: dict[str, Any]) -> None:
        """Keep one verdict beside the warehouse.

        Raises:
            InputError: it is no verdict on a question of this page.
            SpoglioError: it cannot be kept now.
        """
        question = self.questions.get(str(told.get(KEY)))
        if question is None:
            raise InputError("this is no question of this page")
        given = {name: str(told.get(name) or "").strip() for name in ("verdict", "right_value")}
        one = read_verdict(given | {"drawn": question["drawn"], KEY: question[KEY]}, "here")
        if one is None:
            raise InputError("there is no verdict; press y, n, e or ?")
        with self._one:
            self.n_said += len(add_verdicts(self.db, [(one, "here")]).added)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:  # the name that http.server asks for
        self._answer({"": self._page, "questions": self._questions})

    def do_POST(self) -> None:
        self._answer({"verdict": self._verdict})

    def _answer(self, known: dict[str, Callable[[], tuple[HTTPStatus, str, bytes]]]) -> None:
        """Only this machine's browser, under this address, learns anything."""
        _, secret, name = [*self.path.split("?")[0].split("/", 2), "", ""][:3]
        port = self.server.server_address[1]
        is_ours = self.headers.get("Host") in (f"127.0.0.1:{port}", f"localhost:{port}")
        if not is_ours or not secrets.compare_digest(secret.encode(), self.server.secret.encode()) or name not in known:
            status, kind, body = HTTPStatus.NOT_FOUND, "text/plain", b"There is nothing here."
        else:
            status, kind, body = known[name]()
        self.send_response(status)
        for header, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", _POLICY),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
        ):
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> tuple[HTTPStatus, str, bytes]:
        return HTTPStatus.OK, "text/html", _PAGE.read_bytes()

    def _questions(self) -> tuple[HTTPStatus, str, bytes]:
        return HTTPStatus.OK, "application/json", json.dumps([*self.server.questions.values()]).encode()

    def _verdict(self) -> tuple[HTTPStatus, str, bytes]:
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or not length.isdecimal() or int(length) > _MAX_BYTES:
            return HTTPStatus.BAD_REQUEST, "text/plain", b"This is no verdict."
        try:
            told = json.loads(self.rfile.read(int(length)))
            self.server.keep(told if isinstance(told, dict) else {})
        except (InputError, UsageError) as problem:
            return HTTPStatus.BAD_REQUEST, "text/plain", str(problem).encode()
        except (ValueError, RecursionError):
            return HTTPStatus.BAD_REQUEST, "text/plain", b"This is no verdict."
        except SpoglioError as problem:
            return HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", f"Not kept: {problem}".encode()
        return HTTPStatus.OK, "text/plain", b"kept"

    def log_message(self, format: str, *args: object) -> None:  # the name that http.server gives
        """Say nothing of each request."""


def show_page(
    db: Path, n: int, field: str | None, seed: int, port: int = 0, opened: Callable[[str], object] = say
) -> str:
    """Draw answers as a sheet does and show them one by one until Ctrl-C; then publish what was said.

    Args:
        db: the published file.
        n: answers.
        field: as of `write_sheet`.
        seed: likewise.
        port: on this machine; 0: any that is free.
        opened: is given the address of the page.

    Returns:
        One line for people.

    Raises:
        StoreError: there is no such warehouse, or it cannot be read or written.
        UsageError: there is nothing to look at, or the port is taken.
    """
    rows = draw(db, n, field, seed)
    try:
        server = _Server(db, rows, port)
    except OSError as problem:
        raise UsageError(f"Port {port} cannot be had ({problem.strerror}); choose another --port.") from problem
    with server:
        opened(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever(poll_interval=0.1)
    if server.n_said:
        with Warehouse(db) as store:
            store.renew()
    return f"{plural(server.n_said, 'verdict')} kept and published"
