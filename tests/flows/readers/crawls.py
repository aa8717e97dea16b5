"""Records of a crawl, written byte by byte."""


def answer(
    body: bytes,
    address: str = "https://voce.example/ponte",
    *,
    kind: str = "text/html",
    status: str = "200 OK",
    more: str = "",
) -> bytes:
    """What a server answered to a crawler.

    Args:
        body: what it sent.
        address: what it was asked for.
        kind: the type that it named.
        status: its status.
        more: other lines of its header, each with its end.
    """
    sent = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    return stored(sent, address, "response", "application/http; msgtype=response")


def stored(block: bytes, address: str, of: str, kind: str) -> bytes:
    """A record of any type."""
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {of}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
            f"WARC-Date: 2026-03-06T07:30:00Z\r\nWARC-Target-URI: {address}\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )
