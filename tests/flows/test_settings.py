"""What the environment says, and whom a run takes for a Prefect server."""

import gc
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import flows.prefect_server
from flows.prefect_server import PrefectLostError, PrefectServer
from flows.settings import garbage_left, prepare_prefect, read_settings

pytestmark = pytest.mark.slow


def test_prefect_has_a_home_of_its_own_and_tells_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "other"))
    settings = read_settings()
    environment: dict[str, str] = {"NO_PROXY": "example.org"}
    prepare_prefect(settings, "http://127.0.0.1:1/api", environment=environment)
    assert environment["PREFECT_API_URL"] == "http://127.0.0.1:1/api"
    assert environment["PREFECT_HOME"] == str(tmp_path / "home" / "prefect")
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["NO_PROXY"] == "example.org,127.0.0.1,localhost"
    assert not settings.home_is_temporary


def test_a_home_that_cannot_be_written_is_replaced_by_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path / "file" / "home"))
    settings = read_settings()
    assert settings.home_is_temporary
    settings.prefect_home.rmdir()


def test_a_prefect_server_that_does_not_answer_is_said_at_once_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    settings = read_settings()
    with pytest.raises(PrefectLostError, match="PREFECT_API_URL"), PrefectServer(settings):
        pytest.fail("it is said before anything of Prefect is loaded")
    assert settings.home_is_temporary
    assert not settings.prefect_home.exists()


@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (200, b"{}"), (404, b""), (500, b"true")])
def test_a_foreign_program_is_no_prefect_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> None:
    class Foreign(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Foreign) as foreign:
        thread = threading.Thread(target=foreign.handle_request)
        thread.start()
        monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path))
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{foreign.server_port}/api")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with pytest.raises(PrefectLostError, match="is no Prefect server"), PrefectServer(read_settings()):
            pytest.fail("it is said before anything of Prefect is loaded")
        thread.join()


def test_the_cache_folder_of_the_user_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPOGLIO_HOME", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert read_settings().prefect_home == tmp_path / "spoglio" / "prefect"


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = tmp_path / "python"
    said = "[Errno 98] error while attempting to bind on address ('127.0.0.1', 4): address already in use"
    server.write_text(f'#!/bin/sh\necho x >> {tmp_path}/starts\necho "{said}"\necho "RuntimeError: greenlet"\nexit 3\n')
    server.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(server))
    monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    with PrefectServer(read_settings()) as started, pytest.raises(PrefectLostError, match="address already in use"):
        started.wait()
    assert (tmp_path / "starts").read_text() == "x\n"


def test_a_server_that_is_slow_to_start_is_waited_for_aloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(flows.prefect_server, "_PATIENCE_SECONDS", -1.0)
    monkeypatch.setattr(flows.prefect_server, "_START_SECONDS", 0.2)
    with PrefectServer(read_settings()) as server, pytest.raises(PrefectLostError, match="did not answer"):
        server.wait()
    assert (
        capsys.readouterr().err
        == "Prefect's server is slow to start; it is waited for, and texts are read meanwhile.\n"
    )


@pytest.mark.parametrize("own", [True, False])
def test_a_server_that_stops_answering_is_told_though_nobody_asks_it_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own: bool
) -> None:
    class Gone:
        def open(self, url: str, timeout: float) -> None:
            raise OSError

    monkeypatch.setenv("SPOGLIO_HOME", str(tmp_path))
    monkeypatch.setattr(flows.prefect_server, "build_opener", lambda *handlers: Gone())
    monkeypatch.setattr(flows.prefect_server, "_WATCH_SECONDS", 0.01)
    server = PrefectServer(read_settings())
    server._url = "http://127.0.0.1:9/api"
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        server._process = process if own else None
        server._watch()
        assert (process.wait() if own else process.poll()) == (-signal.SIGKILL if own else None)
        process.kill()
    assert server.is_lost == own
    said = capsys.readouterr().err
    assert said == (
        "Prefect's server is lost (it does not answer any more). The run goes on without Prefect.\n" if own
        else "The Prefect server at http://127.0.0.1:9/api does not answer any more; the run goes on.\n"
    )  # fmt: skip


def test_garbage_is_looked_for_as_before_when_a_run_is_over() -> None:
    before = gc.get_threshold()
    with garbage_left():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
