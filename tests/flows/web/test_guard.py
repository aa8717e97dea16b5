"""Where nothing is fetched from, however it is written."""

import socket
from typing import Any

import pytest

from flows.web.guard import LaterError, checked, reachable
from transforms.errors import InputError

PRIVATE = "{} is this machine or in a private network; give --allow-private where that is wished"
NEVER = "{} is a link-local, multicast or reserved address, which is never fetched from"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/hostname", "addresses that begin with file: are not fetched; give http: or https:"),
        ("ftp://example.org/a.txt", "addresses that begin with ftp: are not fetched; give http: or https:"),
        ("gopher://example.org/", "addresses that begin with gopher: are not fetched; give http: or https:"),
        ("data:text/plain,ciao", "addresses that begin with data: are not fetched; give http: or https:"),
        ("javascript:alert(1)", "addresses that begin with javascript: are not fetched; give http: or https:"),
        ("//example.org/a", "addresses that begin with neither are not fetched; give http: or https:"),
        ("https://anna:segreto@example.org/", "the address holds a name or password, which would be published; give it without"),
        ("https://anna@example.org/", "the address holds a name or password, which would be published; give it without"),
        ("http:///a", "the address names no host that there can be"),
        ("http://example.org:99999/", "the address names no host that there can be"),
        ("http://example.org:0/", "the address names no host that there can be"),
        ("http://0177.0.0.1/", "this is no address that can be fetched"),
        ("http://example.org/\x00", "this is no address that can be fetched"),
        ("http://example.org/\r\nX: y", "this is no address that can be fetched"),
        (f"http://example.org/{'a' * 70_000}", "this is no address that can be fetched"),
    ],
)  # fmt: skip
def test_addresses_that_are_not_asked_for(address: str, reason: str) -> None:
    with pytest.raises(InputError) as told:
        checked(address)
    assert told.value.reason == reason


def test_an_address_is_written_one_way() -> None:
    assert str(checked("HTTPS://Città.example/à?q=ò#fondo")) == "https://xn--citt-3na.example/%C3%A0?q=%C3%B2"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "localhost.", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1",
        "2130706433", "0x7f.1", "0x7f000001", "127.1", "::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_private_places_only_where_it_is_wished(host: str) -> None:
    try:
        assert reachable(host, 80, allow_private=True)
    except LaterError:
        pytest.skip("this machine does not know such addresses")
    with pytest.raises(InputError) as told:
        reachable(host, 80)
    assert told.value.reason == PRIVATE.format(host)
    assert not isinstance(told.value, LaterError)


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "fe80::1", "ff02::1",
        "fec0::1", "::127.0.0.1", "::ffff:169.254.169.254", "2002:a9fe:a9fe::", "64:ff9b::a9fe:a9fe",
    ],
)  # fmt: skip
def test_odd_places_never(host: str) -> None:
    for allow_private in (False, True):
        with pytest.raises(InputError) as told:
            reachable(host, 80, allow_private)
        assert told.value.reason == NEVER.format(host)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names mean."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_names_are_judged_by_what_they_mean(names: dict[str, list[str]]) -> None:
    names["news.example"] = ["93.184.216.34", "93.184.216.34", "2606:4700::1"]
    assert reachable("news.example", 443) == ["93.184.216.34", "2606:4700::1"]
    names["many.example"] = [f"93.184.216.{last}" for last in range(100)]
    assert len(reachable("many.example", 443)) == 4
    names["inside.example"] = ["93.184.216.34", "192.168.0.7"]
    with pytest.raises(InputError, match=r"inside\.example is this machine or in a private network"):
        reachable("inside.example", 80)
    with pytest.raises(LaterError) as told:
        reachable("nowhere.example", 80)
    assert told.value.reason == "nowhere.example cannot be found"
