"""A feed that is served: what is new there comes in by itself, through Prefect."""

import signal
from pathlib import Path

import pytest

from tests.flows.running import ask, put, running, runs
from tests.flows.web.server import Server, reply
from tests.flows.web.test_visit import feed
from tests.waiting import LONG, wait_until

pytestmark = pytest.mark.slow


def test_what_is_new_comes_in_by_itself(server: Server, tmp_path: Path) -> None:
    server.replies["/rss"] = reply(feed(("Neve", server.url("/1"), "Cade neve.")))
    put(tmp_path / "feeds.toml", f'[[feed]]\naddress = "{server.url("/rss")}"\nevery = "5s"\n')
    options = ("--feeds", "feeds.toml", "--allow-private", "--every", "10s", "--model", "rules", "--db", "w.duckdb")
    db, home = tmp_path / "w.duckdb", tmp_path / "home"
    with running("serve", *options, cwd=tmp_path, home=home) as serving:
        wait_until(lambda: sum(run["new"] for run in runs(db)) == 1, "the first run starts at once")
        server.replies["/rss"] = reply(status="503 Busy")
        asked = len(server.asked)
        wait_until(lambda: len(server.asked) >= asked + 2, "a server in trouble is asked again")
        server.replies["/rss"] = reply(
            feed(("Vento", server.url("/2"), "Soffia."), ("Neve", server.url("/1"), "Cade neve."))
        )
        wait_until(lambda: sum(run["new"] for run in runs(db)) == 2, "what is new is taken in")
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(LONG) == 0
    assert ask("SELECT reason FROM rejects", str(db)) == [("the server answers 503 (Service Unavailable)",)]
    assert "Traceback" not in (tmp_path / "err").read_text()
