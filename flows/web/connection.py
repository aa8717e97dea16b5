"""The connection of one request: to a number that was judged, over within a time, whatever the server does."""

from collections.abc import Callable, Iterable
from ssl import SSLContext
from typing import Any

import httpcore

from flows.web.guard import reachable


class Deadline:
    """How much time a request has left.

    Args:
        seconds: from now on.
        now: seconds that never run backwards.
    """

    def __init__(self, seconds: float, now: Callable[[], float]) -> None:
        self._now = now
        self._ends = now() + seconds

    def within(self, timeout: float | None) -> float:
        """The shorter of a time-out and what is left.

        Raises:
            httpcore.ReadTimeout: nothing is left.
        """
        left = self._ends - self._now()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


class Judged(httpcore.NetworkBackend):
    """Connects to hosts that may be reached.

    Args:
        allow_private: this machine and private networks may be reached too.
        deadline: when all has to be over.
    """

    def __init__(self, allow_private: bool, deadline: Deadline) -> None:
        self._allow_private, self._deadline = allow_private, deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of its numbers that answers."""
        failure: Exception | None = None
        for number in reachable(host, port, self._allow_private):
            try:
                within = self._deadline.within(timeout)
                stream = self._sockets.connect_tcp(number, port, within, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                failure = failure or problem
        raise failure or httpcore.ConnectError()


class _Stream(httpcore.NetworkStream):
    """A stream whose every wait ends with the request; the time-outs of the library begin anew with each byte."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
