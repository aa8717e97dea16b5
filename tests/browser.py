"""A headless Chromium for tests of pages, spoken to through a pipe: what it asked for, what it complained of, what it shows."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Browser:
    """One page of a browser.

    Attributes:
        requests: addresses that the page asked for, itself too.
        complaints: lines of the console, errors of scripts and of the network.
    """

    commands: int
    answers: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _number: int = 0
    _session: str | None = None
    _seen: list[str] = field(default_factory=list)

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send one command of the DevTools protocol and wait for its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == self._number:
                assert "error" not in told, told
                answer: dict[str, Any] = told["result"]
                return answer

    def wait_for(self, event: str) -> None:
        """Wait until the page tells of something."""
        while event not in self._seen:
            self._read()

    def _read(self) -> dict[str, Any]:
        told = bytearray()
        while not told.endswith(b"\0"):
            byte = self.answers.read(1)
            assert byte, "the browser is gone"
            told += byte
        message: dict[str, Any] = json.loads(told[:-1])
        event, values = message.get("method"), message.get("params", {})
        if event:
            self._seen.append(event)
        if event == "Network.requestWillBeSent":
            self.requests.append(values["request"]["url"])
        elif event == "Log.entryAdded":
            self.complaints.append(values["entry"]["text"])
        elif event in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            self.complaints.append(json.dumps(values)[:500])
        return message

    def attach(self) -> None:
        """Open a page of its own."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Network", "Log", "Runtime", "Page"):
            self.call(f"{domain}.enable")

    def open(self, path: Path, width: int = 1280, height: int = 900, dark: bool = False, script: bool = True) -> None:
        """Show a file: wide as told, in light or dark, with scripts or without."""
        phone = width < 600
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self._seen.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.wait_for("Page.loadEventFired")

    def ask(self, expression: str) -> Any:
        """The value of an expression of JavaScript; the page itself may have none."""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def follow(self, anchor: str) -> None:
        """Go to an anchor of the page."""
        self.ask(f"location.hash = {json.dumps(anchor)}")

    def picture(self, path: Path) -> None:
        """Save what is seen."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in a folder; the test is skipped where there is none."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium is installed: pages are tested in it")
    to_read, commands = os.pipe()
    answers, to_write = os.pipe()

    def connect() -> None:  # the browser reads from 3 and writes to 4
        reading, writing = os.dup(to_read), os.dup(to_write)
        os.dup2(reading, 3)
        os.dup2(writing, 4)

    with (
        subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={folder / 'profile'}"],
            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, close_fds=False, preexec_fn=connect,
        ) as process,
        os.fdopen(answers, "rb") as reading,
    ):  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        page = Browser(commands, reading)
        try:
            page.attach()
            yield page
            page._session = None
            page.call("Browser.close")
        finally:
            os.close(commands)
            process.kill()
