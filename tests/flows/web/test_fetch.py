"""One request, and what servers make of it."""

import gzip
import socket
import ssl
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.web.fetch import Bounds, Fetcher, StatusError, Validators, _led_to
from flows.web.guard import ForbiddenError, LaterError
from flows.web.manners import AwayError, Manners
from tests.flows.web.server import Asked, Server, endless, reply
from tests.waiting import LONG
from transforms.errors import InputError

SMALL = Bounds(LONG, LONG, LONG, most_bytes=300_000, most_bytes_together=600_000, most_redirects=3)
HASTY = Bounds(LONG, 0.3, 1.0)


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(tmp_path, Manners(0.0, {}, lambda _: None), allow_private=True, bounds=SMALL)


@pytest.fixture
def hasty(tmp_path: Path) -> Fetcher:
    """One that waits for nobody."""
    return Fetcher(tmp_path, Manners(0.0, {}, lambda _: None), allow_private=True, bounds=HASTY)


def reason_of(fetcher: Fetcher, address: str, kind: type[InputError]) -> str:
    """Why an address cannot be fetched; nothing is left of what came."""
    with pytest.raises(InputError) as told:
        fetcher.get(address)
    assert type(told.value) is kind
    assert list(fetcher._folder.iterdir()) == []
    return told.value.reason


def test_what_lies_there_and_whether_it_has_changed(server: Server, fetcher: Fetcher) -> None:
    def given(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == '"uno"':
            return reply(status="304 Not Modified")
        return reply("Così è.".encode(), etag='"uno"', last_modified="Thu, 05 Mar 2026 08:30:00 GMT")

    server.replies["/a.txt?x=1"] = given
    answer = fetcher.get(server.url("/a.txt?x=1#fondo"))
    assert answer.path is not None
    assert answer.path.suffix == ".txt"
    assert answer.taken() == "Così è.".encode()
    assert answer.validators == Validators('"uno"', "Thu, 05 Mar 2026 08:30:00 GMT")
    again = fetcher.get(server.url("/a.txt?x=1"), answer.validators)
    assert (again.path, again.validators) == (None, answer.validators)
    first, second = (asked.headers for asked in server.asked)
    assert first["user-agent"].startswith("spoglio/")
    assert first["host"] == f"127.0.0.1:{server.port}"
    assert "if-none-match" not in first
    assert second["if-modified-since"] == "Thu, 05 Mar 2026 08:30:00 GMT"


@pytest.mark.parametrize(
    ("path", "headers", "suffix"),
    [
        ("/uno", {"content_type": "text/html; charset=latin-1"}, ".html"),
        ("/b.JSONL", {}, ".JSONL"),
        ("/x", {}, ""),
        ("/a.php", {"content_type": "text/plain"}, ".txt"),
        ("/n.jsonl.gz", {"content_type": "text/plain"}, ".jsonl.gz"),
    ],
)
def test_files_are_named_by_address_or_type(
    path: str, headers: dict[str, str], suffix: str, server: Server, fetcher: Fetcher
) -> None:
    server.replies[path] = reply(b"x", **headers)
    answer = fetcher.get(server.url(path))
    assert answer.path is not None
    assert answer.path.name == f"000001{suffix}"


def test_what_is_packed_is_unpacked(server: Server, fetcher: Fetcher) -> None:
    text = b"Nove feriti. " * 20_000
    packed = gzip.compress(text, mtime=0)
    server.replies["/gzip"] = reply(packed, content_encoding="gzip")
    server.replies["/bytes"] = lambda _: iter([reply(packed, content_encoding="GZIP")[:-30], packed[-30:]])
    server.replies["/told"] = reply(text, content_encoding="gzip")  # and not sent
    server.replies["/short"] = reply(b"x", content_encoding="gzip")
    server.replies["/empty"] = reply(content_encoding="gzip")
    server.replies["/file.gz"] = reply(packed)  # a packed file: the readers unpack it
    assert fetcher.get(server.url("/gzip")).taken() == text
    assert fetcher.get(server.url("/bytes")).taken() == text
    fetcher._n_bytes = 0
    assert fetcher.get(server.url("/told")).taken() == text
    assert fetcher.get(server.url("/short")).taken() == b"x"
    assert fetcher.get(server.url("/empty")).taken() == b""
    assert fetcher.get(server.url("/file.gz")).taken() == packed


@pytest.mark.parametrize(
    ("given", "kind", "reason"),
    [
        (reply(status="404 Not Found"), StatusError, "the server answers 404 (Not Found)"),
        (reply(status="403 Forbidden"), StatusError, "the server answers 403 (Forbidden)"),
        (reply(status="204 No Content"), StatusError, "the server answers 204 (No Content)"),
        (reply(status="304 Not Modified"), StatusError, "the server answers 304 (Not Modified)"),
        (reply(status="666 Odd"), LaterError, "the server answers 666"),
        (reply(status="500 Odd"), LaterError, "the server answers 500 (Internal Server Error)"),
        (reply(status="429 Odd"), LaterError, "the server answers 429 (Too Many Requests)"),
        (reply(b"\x89PNG", content_type="image/png"), InputError, "the address gives image/png, which holds no text"),
        (reply(content_length="99999999999999999999"), InputError, "what lies at the address is larger than 300000 bytes"),
        (reply(content_length="300001"), InputError, "what lies at the address is larger than 300000 bytes"),
        (endless(b"Ancora. " * 1_000), InputError, "what lies at the address is larger than 300000 bytes"),
        (reply(zlib.compress(b"x"), content_encoding="br"), InputError, "the answer is packed as br, which was not asked for"),
        (reply(gzip.compress(b"0" * 50_000_000, mtime=0), content_encoding="gzip"), InputError, "what lies at the address is larger than 300000 bytes"),
        (reply(gzip.compress(b"uno", mtime=0) + b"due", content_encoding="gzip"), InputError, "the answer is packed, and something stands behind its end"),
        (reply(gzip.compress(b"uno" * 100, mtime=0)[:-9], content_encoding="gzip"), LaterError, "the packed answer ends too early"),
        (reply(b"\x1f\x8bnonsense", content_encoding="gzip"), InputError, "the answer is packed, and damaged"),
        (reply(b"half", content_length="1000"), LaterError, "the answer of 127.0.0.1 breaks off or is no HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno\r\n", LaterError, "the answer of 127.0.0.1 breaks off or is no HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nuno", LaterError, "the answer of 127.0.0.1 breaks off or is no HTTP"),
        (b"220 mail.example ESMTP\r\n", LaterError, "the answer of 127.0.0.1 breaks off or is no HTTP"),
        (b"", LaterError, "the answer of 127.0.0.1 breaks off or is no HTTP"),
        (endless(b"X-Long: 1\r\n", b"HTTP/1.1 200 OK\r\n"), LaterError, "the answer of 127.0.0.1 breaks off or is no HTTP"),
        (reply(status="302 Found"), InputError, "the address leads elsewhere, but does not tell where"),
        (reply(status="302 Found", location="/here"), InputError, "the address leads from one address to the next and never to a text"),
        (reply(status="301 Moved", location="file:///etc/hostname"), InputError,
         "the address leads to one that is refused: addresses that begin with file: are not fetched; give http: or https:"),
        (reply(status="307 Moved", location="http://anna:segreto@127.0.0.1/"), InputError,
         "the address leads to one that is refused: the address holds a name or password, which would be published; give it without"),
        (reply(status="308 Moved", location="http://169.254.169.254/latest"), ForbiddenError,
         "169.254.169.254 is a link-local, multicast or reserved address, which is never fetched from"),
        (reply(status="303 Other", location="http://[::::1]/"), InputError,
         "the address leads to one that is refused: this is no address that can be fetched"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_one_sentence(
    given: Any, kind: type[InputError], reason: str, server: Server, fetcher: Fetcher
) -> None:
    server.replies["/here"] = given
    assert reason_of(fetcher, server.url("/here"), kind) == reason
    assert set(server.paths) == {"/here"}
    assert len(server.asked) <= SMALL.most_redirects + 1


@pytest.mark.parametrize(
    "pieces", [(), (b"HTTP/1.1 200 OK\r\n",), (reply(b"half", content_length="1000"),)], ids=["call", "head", "body"]
)
def test_who_falls_silent_is_not_waited_for(pieces: tuple[bytes, ...], server: Server, hasty: Fetcher) -> None:
    server.replies["/here"] = server.halting(*pieces)
    assert reason_of(hasty, server.url("/here"), LaterError) == "127.0.0.1 takes too long to answer"


def test_who_keeps_promising_is_not_waited_for(server: Server, hasty: Fetcher) -> None:
    server.replies["/here"] = endless(b"HTTP/1.1 103 Early Hints\r\n\r\n", b"")
    assert reason_of(hasty, server.url("/here"), LaterError) == "127.0.0.1 takes too long to answer"


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["head", "body"])
def test_who_drips_is_not_waited_for(head: bytes, server: Server, hasty: Fetcher) -> None:
    def drip(_: Asked) -> Any:
        yield head
        while not server.over.wait(0.05):
            yield b"x"

    server.replies["/here"] = drip
    assert reason_of(hasty, server.url("/here"), LaterError) == "127.0.0.1 takes too long to answer"


def test_nobody_listens(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert reason_of(fetcher, f"http://127.0.0.1:{port}/", LaterError) == "127.0.0.1 does not answer"


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate of its own making, and its key."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, *form))
    return paths


def test_certificates_are_checked(server: Server, fetcher: Fetcher, tmp_path_factory: pytest.TempPathFactory) -> None:
    cert, key = certificate(tmp_path_factory.mktemp("tls"), "localhost")
    server.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.tls.load_cert_chain(cert, key)
    server.replies["/"] = reply(b"Ecco.")
    ours, other = f"https://localhost:{server.port}/", f"https://127.0.0.1:{server.port}/"
    told = "the certificate of localhost cannot be trusted (self-signed certificate)"
    assert reason_of(fetcher, ours, LaterError) == told
    fetcher._ssl_context = ssl.create_default_context(cafile=str(cert))
    assert fetcher.get(ours).taken() == b"Ecco."
    assert reason_of(fetcher, other, LaterError).startswith(
        "the certificate of 127.0.0.1 cannot be trusted (IP address"
    )
    assert len(server.asked) == 1


def test_who_speaks_no_tls(server: Server, hasty: Fetcher) -> None:
    address = server.url("/").replace("http:", "https:")
    server.replies["/"] = reply(b"Ecco.")
    assert "127.0.0.1" in reason_of(hasty, address, LaterError)


def test_redirects_are_followed(server: Server, fetcher: Fetcher) -> None:
    server.replies["/one"] = reply(status="301 Moved", location="two?x=è")
    server.replies["/two?x=%C3%A8"] = reply(status="302 Found", location=server.url("/three"))
    server.replies["/three"] = reply(b"Ecco.")
    assert fetcher.get(server.url("/one")).taken() == b"Ecco."


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "[::ffff:127.0.0.1]"])
def test_private_hosts_are_refused_on_every_hop(host: str, server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    careful = Fetcher(tmp_path, Manners(0.0, {}, lambda _: None), bounds=SMALL)
    told = f"{host.strip('[]')} is this machine or in a private network; give --allow-private where that is wished"
    assert reason_of(careful, f"http://{host}:{server.port}/", ForbiddenError) == told
    assert server.asked == []


def test_a_public_host_may_not_lead_to_a_private_one(
    server: Server, tmp_path: Path, public: Callable[..., None]
) -> None:
    public("news.example", server.port)
    server.replies["/feed"] = reply(status="302 Found", location=f"http://127.0.0.1:{server.port}/secret")
    careful = Fetcher(tmp_path, Manners(0.0, {}, lambda _: None), bounds=SMALL)
    told = "127.0.0.1 is this machine or in a private network; give --allow-private where that is wished"
    assert reason_of(careful, "http://news.example/feed", ForbiddenError) == told
    assert server.paths == ["/feed"]
    assert server.asked[0].headers["host"] == "news.example"


def test_a_name_is_looked_up_once(server: Server, tmp_path: Path, public: Callable[..., list[str]]) -> None:
    looked_up = public("news.example", server.port)
    server.replies["/"] = reply(b"Ecco.")
    careful = Fetcher(tmp_path, Manners(0.0, {}, lambda _: None), bounds=SMALL)
    assert careful.get("http://news.example/").taken() == b"Ecco."
    assert looked_up == ["news.example"]  # what it means a moment later is never asked


def test_https_does_not_lead_to_http() -> None:
    with pytest.raises(InputError) as told:
        _led_to(httpx.URL("https://news.example/"), "http://news.example/")
    assert told.value.reason == ("the address leads from https to http, where anybody on the way could change the text")
    assert str(_led_to(httpx.URL("http://news.example/a/b"), "//other.example/c")) == "http://other.example/c"


def test_a_run_fetches_so_much_and_no_more(server: Server, fetcher: Fetcher) -> None:
    server.replies["/a"] = reply(b"x" * 250_000)
    for _ in range(2):
        fetcher.get(server.url("/a")).taken()
    assert reason_of(fetcher, server.url("/a"), AwayError) == "the run has fetched as much as it may"


def test_the_environment_sets_no_proxy(server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.replies["/"] = reply(b"Ecco.")
    assert fetcher.get(server.url("/")).taken() == b"Ecco."


def test_who_asks_to_wait_is_left_alone(server: Server, fetcher: Fetcher) -> None:
    server.replies["/"] = reply(status="503 Busy", retry_after="3600")
    assert "503" in reason_of(fetcher, server.url("/"), LaterError)
    told = "127.0.0.1 asked to be left alone for a while"
    assert reason_of(fetcher, server.url("/other"), AwayError) == told
    assert server.paths == ["/"]
