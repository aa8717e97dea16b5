"""One request: what lies at an address, within limits of time, size and redirects, and nothing that is known already.

No proxy of the environment is used, no cookie is kept, and nothing but gzip is unpacked. Every connection is closed
after its request: hosts are asked seldom enough.
"""

import itertools
import mimetypes
import ssl
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path, PurePosixPath

import httpcore
import httpx

from flows.clock import seconds_since_start
from flows.readers.registry import is_read
from flows.version import code_version
from flows.web.connection import Deadline, Judged
from flows.web.guard import LaterError, checked
from flows.web.manners import AwayError, Manners
from transforms.errors import InputError

_MEBIBYTE = 1 << 20
_CHUNK = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)
#: Answers after which the same request may well succeed later.
_PASSING = (408, 425, 429)
#: What holds no text, by the first word of its type.
_NO_TEXTS = ("audio", "font", "image", "model", "video")
#: A validator of an answer that is longer is not kept.
_LONGEST_VALIDATOR = 1_000
_LONGEST_SUFFIX = 30
_SUFFIXES = mimetypes.MimeTypes(filenames=())  # not those of this machine


class StatusError(InputError):
    """A server answers that there is nothing, or nothing for us."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a request may take and how much it may bring.

    Attributes:
        connect: seconds until a server answers the call.
        read: seconds without a byte.
        total: seconds from the call to the last byte, each redirect anew.
        together: seconds for all requests of a run; what has not begun by then is left to the next one.
        most_bytes: of one answer, unpacked.
        most_bytes_together: of all answers of a run.
        most_redirects: from address to address.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 120.0
    together: float = 600.0
    most_bytes: int = 64 * _MEBIBYTE
    most_bytes_together: int = 1024 * _MEBIBYTE
    most_redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """By which a server tells whether something has changed; None: it told none."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave.

    Attributes:
        path: the file that holds it; None: nothing has changed.
        validators: to be told at the next request.
    """

    path: Path | None
    validators: Validators

    def taken(self) -> bytes:
        """All of it; the file goes away."""
        assert self.path is not None
        data = self.path.read_bytes()
        self.path.unlink()
        return data


class Fetcher:
    """Asks for addresses; several threads may use it.

    Args:
        folder: where answers are kept; it must be there.
        manners: waits before each request.
        allow_private: this machine and private networks may be asked too.
        bounds: of each request.
    """

    def __init__(
        self, folder: Path, manners: Manners, allow_private: bool = False, bounds: Bounds | None = None
    ) -> None:
        self.manners = manners
        self._folder, self._allow_private, self._bounds = folder, allow_private, bounds or Bounds()
        self._numbers = itertools.count(1)
        self._n_bytes = 0
        self._guard = threading.Lock()

    def get(
        self,
        address: str,
        known: Validators | None = None,
        most_bytes: int | None = None,
        demand: Callable[[httpx.URL], None] = lambda url: None,
    ) -> Answer:
        """What lies at an address, or that it has not changed.

        Args:
            address: http or https.
            known: of an answer that is known already.
            most_bytes: fewer than the bounds say.
            demand: is given each address on the way; it raises an error where that may not be fetched.

        Raises:
            StatusError: there is nothing, or nothing for us.
            LaterError: what is in the way may pass.
            InputError: it may not or cannot be fetched.
        """
        url = checked(address)
        most_bytes = min(most_bytes or self._bounds.most_bytes, self._bounds.most_bytes)
        for _ in range(self._bounds.most_redirects + 1):
            demand(url)
            self.manners.wait(url.host)
            with self._asked(url, known or Validators()) as response:
                if response.status not in _REDIRECTS:
                    return self._answer(url, response, known, most_bytes)
                url = _led_to(url, _header(response, b"location"))
        raise InputError("the address leads from one address to the next and never to a text")

    @cached_property
    def _ssl_context(self) -> ssl.SSLContext:
        return httpcore.default_ssl_context()

    @contextmanager
    def _asked(self, url: httpx.URL, known: Validators) -> Iterator[httpcore.Response]:
        """The answer of a server, whose body is still to be read; errors of the connection become sentences."""
        bounds = self._bounds
        deadline = Deadline(bounds.total, seconds_since_start)
        told = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": f"spoglio/{code_version()}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            "If-None-Match": known.etag,
            "If-Modified-Since": known.last_modified,
        }
        headers = [(name.encode(), value.encode("latin-1")) for name, value in told.items() if value is not None]
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeouts = {"connect": bounds.connect, "read": bounds.read, "write": bounds.read, "pool": bounds.read}
        backend = Judged(self._allow_private, deadline)
        try:
            with (
                httpcore.ConnectionPool(self._ssl_context, network_backend=backend) as pool,
                pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response,
            ):
                yield response
        except httpcore.TimeoutException as problem:
            raise LaterError(f"{url.host} takes too long to answer") from problem
        except httpcore.ConnectError as problem:
            first = problem.args[0] if problem.args else None
            if isinstance(first, ssl.SSLCertVerificationError):
                why = first.verify_message
                raise LaterError(f"the certificate of {url.host} cannot be trusted ({why})") from problem
            raise LaterError(f"{url.host} does not answer") from problem
        except (httpcore.NetworkError, httpcore.RemoteProtocolError) as problem:
            raise LaterError(f"the answer of {url.host} breaks off or is no HTTP") from problem
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as problem:
            raise InputError("this is no address that can be fetched") from problem

    def _answer(self, url: httpx.URL, response: httpcore.Response, known: Validators | None, most_bytes: int) -> Answer:
        status = response.status
        if status == HTTPStatus.NOT_MODIFIED and known:
            return Answer(None, known)
        if status in _PASSING or status >= 500:
            told = _header(response, b"retry-after")
            if told or status == HTTPStatus.TOO_MANY_REQUESTS:
                self.manners.stay_away(url.host, told)
            raise LaterError(f"the server answers {_phrase(status)}")
        if status != HTTPStatus.OK:
            raise StatusError(f"the server answers {_phrase(status)}")
        kind = (_header(response, b"content-type") or "").partition(";")[0].strip().lower()
        if kind.partition("/")[0] in _NO_TEXTS:
            raise InputError(f"the address gives {kind[:60]}, which holds no text")
        length = _header(response, b"content-length") or ""
        if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > most_bytes):
            raise InputError(_too_large(most_bytes))
        path = self._folder / f"{next(self._numbers):06}{_suffix(url, kind)}"
        try:
            with path.open("wb") as file:
                for piece in _unpacked(response, most_bytes):
                    self._count(len(piece))
                    file.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Answer(path, Validators(_validator(response, b"etag"), _validator(response, b"last-modified")))

    def _count(self, n_bytes: int) -> None:
        with self._guard:
            self._n_bytes += n_bytes
            if self._n_bytes > self._bounds.most_bytes_together:
                raise AwayError("the run has fetched as much as it may")


def _suffix(url: httpx.URL, kind: str) -> str:
    """The end of a name by which a reader may be found: that of the address, or one that fits what the server tells."""
    name = PurePosixPath(url.path)
    suffix = "".join(name.suffixes[-2:]) if is_read(name.name) else _SUFFIXES.guess_extension(kind) or ""
    return suffix if suffix.replace(".", "").isalnum() and len(suffix) < _LONGEST_SUFFIX else ""


def _led_to(url: httpx.URL, location: str | None) -> httpx.URL:
    """Where a redirect leads.

    Raises:
        InputError: nowhere, or to where nothing may be fetched.
    """
    if not location:
        raise InputError("the address leads elsewhere, but does not tell where")
    try:
        led_to = checked(str(url.join(location)))
    except (InputError, httpx.InvalidURL, ValueError) as problem:
        why = problem.reason if isinstance(problem, InputError) else "this is no address that can be fetched"
        raise InputError(f"the address leads to one that is refused: {why}") from problem
    if url.scheme == "https" and led_to.scheme == "http":
        raise InputError("the address leads from https to http, where anybody on the way could change the text")
    return led_to


def _unpacked(response: httpcore.Response, most_bytes: int) -> Iterator[bytes]:
    """The body piece by piece, each of bounded size; packed and unpacked bytes are counted.

    Raises:
        InputError: it is too large, or packed in a way that was not asked for.
    """
    coding = (_header(response, b"content-encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise InputError(f"the answer is packed as {coding[:40]}, which was not asked for")
    unpack: zlib._Decompress | None = None
    n_raw = n_bytes = 0
    for raw in _begun(response.iter_stream()):
        if not n_raw and coding != "identity" and raw.startswith(b"\x1f\x8b"):  # told and not sent: taken as it is
            unpack = zlib.decompressobj(wbits=31)
        n_raw += len(raw)
        for piece in [raw] if unpack is None else _pieces(unpack, raw):
            n_bytes += len(piece)
            if max(n_raw, n_bytes) > most_bytes:
                raise InputError(_too_large(most_bytes))
            yield piece
    if unpack is not None and not unpack.eof:
        raise LaterError("the packed answer ends too early")


def _begun(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes; the first piece is long enough to be told what it is."""
    first, waiting = b"", True
    for piece in pieces:
        first = first + piece if waiting else piece
        waiting = waiting and len(first) < 2
        if not waiting:
            yield first
    if waiting and first:
        yield first


def _pieces(unpack: "zlib._Decompress", raw: bytes) -> Iterator[bytes]:
    while raw:
        try:
            yield unpack.decompress(raw, _CHUNK)
        except zlib.error as problem:
            raise InputError("the answer is packed, and damaged") from problem
        if unpack.unused_data:
            raise InputError("the answer is packed, and something stands behind its end")
        raw = unpack.unconsumed_tail


def _header(response: httpcore.Response, name: bytes) -> str | None:
    value = next((value for key, value in response.headers if key.lower() == name), None)
    if value is None:
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _validator(response: httpcore.Response, name: bytes) -> str | None:
    value = _header(response, name)
    return value if value and value.isascii() and len(value) <= _LONGEST_VALIDATOR else None


def _phrase(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _too_large(most_bytes: int) -> str:
    shown = f"{most_bytes // _MEBIBYTE} MiB" if most_bytes >= _MEBIBYTE else f"{most_bytes} bytes"
    return f"what lies at the address is larger than {shown}"
