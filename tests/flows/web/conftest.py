"""A server for each test."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.flows.web.server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], list[str]]:
    """Gives a name a public number; the connection to it ends at our server. What is looked up is kept."""

    def name(host: str, port: int) -> list[str]:
        number, looked_up = "93.184.216.34", list[str]()
        look_up, connect = socket.getaddrinfo, socket.create_connection

        def looking(asked: str, *more: Any, **kinds: Any) -> Any:
            if asked != host:
                return look_up(asked, *more, **kinds)
            looked_up.append(asked)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))]

        def connecting(address: tuple[str, int], *more: Any, **kinds: Any) -> Any:
            return connect(("127.0.0.1", port) if address[0] == number else address, *more, **kinds)

        monkeypatch.setattr(socket, "getaddrinfo", looking)
        monkeypatch.setattr(socket, "create_connection", connecting)
        return looked_up

    return name
