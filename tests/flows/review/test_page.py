"""`spoglio review` in a browser: only this machine's page learns anything, and a key is a verdict that is kept."""

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows import cli
from flows.review import page as page_of_review
from flows.review.sheet import draw
from tests.browser import browser
from tests.waiting import wait_until
from warehouse.store import Warehouse
from warehouse.verdicts import Verdicts


@pytest.fixture
def db(small_warehouse: Path, tmp_path: Path) -> Path:
    return shutil.copy(small_warehouse, tmp_path / "w.duckdb")


@pytest.fixture
def server(db: Path) -> Iterator[Any]:
    with page_of_review._Server(db, draw(db, 4, None, 1), 0) as one:
        thread = threading.Thread(target=one.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield one
        finally:
            one.shutdown()
            thread.join()


def ask(server: Any, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    """Status and body of one request; with a body it is a POST of JSON."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1])
    told = ({"Content-Type": "application/json"} if body is not None else {}) | headers
    connection.request("GET" if body is None else "POST", path, body, told)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_who_does_not_know_the_address_learns_nothing(server: Any) -> None:
    own = f"/{server.secret}/"
    assert ask(server, own)[0] == 200
    for path in ("/", "/questions", "/wrong/questions", f"{own}other", f"{own}../../etc/passwd", "//", "*"):
        assert ask(server, path) == (404, b"There is nothing here."), path
    assert ask(server, f"{own}questions", Host="news.example")[0] == 404
    assert ask(server, f"{own}verdict")[0] == 404
    assert ask(server, own, b"{}")[0] == 404


def test_a_verdict_is_kept_and_may_be_taken_back(server: Any, db: Path) -> None:
    own = f"/{server.secret}/"
    first, *_ = json.loads(ask(server, f"{own}questions")[1])
    for word, kept in (("y", "right"), ("?", "unsure")):
        told = json.dumps({"answer_id": first["answer_id"], "verdict": word, "right_value": None})
        assert ask(server, f"{own}verdict", told.encode()) == (200, b"kept")
        (verdict,) = Verdicts(db).read()
        assert (verdict.verdict, verdict.drawn) == (kept, first["drawn"])


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "This is no verdict."),
        (b"[]", "this is no question of this page"),
        (b"{" * 60_000, "This is no verdict."),
        (b'{"answer_id": "none", "verdict": "y"}', "this is no question of this page"),
        (b'{"answer_id": "FIRST", "verdict": ""}', "there is no verdict; press y, n, e or ?"),
        (b'{"answer_id": "FIRST", "verdict": "x"}', "the verdict in here is 'x'; write y, n, e or ?"),
        (b'{"answer_id": "FIRST", "verdict": "e"}', "right_value is empty; write the right answer there"),
    ],
)
def test_what_is_no_verdict_is_told_and_not_kept(server: Any, db: Path, body: bytes, why: str) -> None:
    first = next(iter(server.questions))
    status, told = ask(server, f"/{server.secret}/verdict", body.replace(b"FIRST", first.encode()))
    assert (status, why in told.decode()) == (400, True), told
    assert Verdicts(db).read() == []


def test_another_page_of_the_browser_cannot_send_one(server: Any, db: Path) -> None:
    form = b'{"answer_id": "x", "verdict": "y"}'
    headers = {"Content-Type": "text/plain"}
    assert ask(server, f"/{server.secret}/verdict", form, **headers) == (400, b"This is no verdict.")
    assert Verdicts(db).read() == []


def test_while_a_run_writes_the_verdict_waits(server: Any, db: Path) -> None:
    first = next(iter(server.questions))
    told = json.dumps({"answer_id": first, "verdict": "y"}).encode()
    with Warehouse(db):
        status, why = ask(server, f"/{server.secret}/verdict", told)
    assert (status, why.decode().startswith("Not kept: ")) == (503, True)
    assert ask(server, f"/{server.secret}/verdict", told)[0] == 200


def test_at_the_end_all_is_published(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def press(server: Any, poll_interval: float) -> None:
        for answer_id in server.questions:
            server.keep({"answer_id": answer_id, "verdict": "n"})
        raise KeyboardInterrupt

    monkeypatch.setattr(page_of_review._Server, "serve_forever", press)
    assert cli.main(["review", "--db", str(db), "--n", "3", "--no-browser"]) == 0
    out, err = capsys.readouterr()
    assert out == "3 verdicts kept and published\n"
    assert "http://127.0.0.1:" in err
    assert (
        cli.main(
            ["sql", "SELECT count(*) AS n FROM verdicts WHERE verdict = 'wrong'", "--db", str(db), "--format", "csv"]
        )
        == 0
    )
    assert capsys.readouterr().out.split() == ["n", "3"]


@pytest.mark.slow
def test_keys_are_verdicts_in_the_browser(server: Any, db: Path, tmp_path: Path) -> None:
    with browser(tmp_path) as page:
        page.call("Page.navigate", url=server.address)
        wait_until(lambda: page.ask("!document.querySelector('#question').hidden"), "the first question")
        assert page.ask("document.querySelector('#sentence mark').textContent")
        for number, key in enumerate("yn?", 2):
            page.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
            wait_until(
                lambda number=number: page.ask("document.querySelector('#count').textContent").startswith(
                    f"{number} of"
                ),
                key,
            )
        page.call("Input.dispatchKeyEvent", type="keyDown", key="e", text="e")
        page.ask("document.querySelector('#right').value = 'qualcun altro'")
        page.ask("document.querySelector('#better button').click()")
        wait_until(
            lambda: server.n_said + len(page.ask("document.querySelector('#told').textContent")) > 3, "the last verdict"
        )
        assert [url for url in page.requests if not url.startswith(server.address)] in (
            [],
            [f"{server.address.rsplit('/', 2)[0]}/favicon.ico"],
        )
    assert {verdict.verdict for verdict in Verdicts(db).read()} >= {"right", "wrong", "unsure"}
