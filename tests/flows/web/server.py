"""A server on loopback that answers as it is told, byte by byte: also slowly, without end, and against the rules."""

import itertools
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

#: What follows a request, as raw bytes; an endless one ends when nobody listens any more.
Reply = bytes | Callable[["Asked"], "bytes | Iterator[bytes]"]


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer by the rules; `content_type="text/html"` becomes a header."""
    told = {"Content-Length": str(len(body))} | {name.replace("_", "-").title(): text for name, text in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {text}" for name, text in told.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def endless(piece: bytes, head: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> Callable[[Asked], Iterator[bytes]]:
    """An answer that never ends."""
    return lambda _: itertools.chain([head], itertools.repeat(piece))


@dataclass
class Server:
    """What it answers, by path, and what it was asked.

    Attributes:
        tls: of a server that speaks it.
        over: set at the end; what waits, waits for it.
    """

    port: int
    replies: dict[str, Reply] = field(default_factory=dict[str, Reply])
    asked: list[Asked] = field(default_factory=list[Asked])
    tls: ssl.SSLContext | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def silence(self, _: Asked) -> Iterator[bytes]:
        """Nothing at all, until the end."""
        self.over.wait()
        yield from ()

    def halting(self, *pieces: bytes) -> Callable[[Asked], Iterator[bytes]]:
        """Some bytes, then silence."""
        return lambda asked: itertools.chain(pieces, self.silence(asked))

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            if self.tls is not None:
                with self.tls.wrap_socket(connection, server_side=True) as secret:
                    self._answer(secret)
            else:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            first = stream.readline().decode("latin-1").split()
            headers = {}
            while line := stream.readline().strip():
                name, _, value = line.decode("latin-1").partition(":")
                headers[name.strip().lower()] = value.strip()
            asked = Asked(first[1], headers)
            self.asked.append(asked)
            given = self.replies.get(asked.path, reply(status="404 Not Found"))
            given = given(asked) if callable(given) else given
            for piece in [given] if isinstance(given, bytes) else given:
                connection.sendall(piece)


@contextmanager
def serving() -> Iterator[Server]:
    """A server that listens; nothing of it is left at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1])

        def listen() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threading.Thread(target=server.answer, args=(connection,), daemon=True).start()

        threading.Thread(target=listen, daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            listening.shutdown(socket.SHUT_RDWR)
