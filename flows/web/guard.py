"""Which addresses may be reached: those of the wide world, and where it is wished those of private networks.

A name is looked up once, what it means is judged, and the connection goes to what was judged (`flows.web.connection`):
a name that means something else a moment later leads nowhere. Hosts written as numbers (decimal, octal, hexadecimal)
go the same way, for the operating system reads them as it would for a browser.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from transforms.errors import InputError

#: An IPv4 address stands in the last four bytes of these (RFC 6052).
_TRANSLATED = ip_network("64:ff9b::/96")
#: So many addresses of a name are tried.
_MOST_TRIED = 4


class LaterError(InputError):
    """Something cannot be fetched now; what is in the way may pass by itself."""


class ForbiddenError(InputError):
    """A host may not be reached.

    Args:
        reason: why, in one sentence.
        host: which.
    """

    def __init__(self, reason: str, host: str) -> None:
        super().__init__(f"{host} {reason}")
        self.host = host


def checked(address: str) -> httpx.URL:
    """An address that may be asked for, as far as its words tell.

    Raises:
        InputError: it is none of http or https, names no host, or holds a password.
    """
    try:
        url = httpx.URL(address)
        host, port = url.host, url.port
    except (httpx.InvalidURL, ValueError, TypeError) as problem:
        raise InputError("this is no address that can be fetched") from problem
    if url.scheme not in ("http", "https"):
        kind = f"begin with {url.scheme[:20]}:" if url.scheme else "begin with neither"
        raise InputError(f"addresses that {kind} are not fetched; give http: or https:")
    if not host or (port is not None and not 0 < port < 1 << 16):
        raise InputError("the address names no host that there can be")
    if url.userinfo:
        raise InputError("the address holds a name or password, which would be published; give it without")
    return url.copy_with(fragment=None)


def reachable(host: str, port: int, allow_private: bool = False) -> list[str]:
    """The numbers to which a host may be connected, in the order in which they are to be tried.

    Args:
        host: a name or a number, as an address has it.
        port: of the server.
        allow_private: this machine and private networks may be reached too.

    Raises:
        LaterError: nobody knows the name now.
        ForbiddenError: it leads to where nothing may be fetched.
        InputError: it is no name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as problem:
        raise LaterError(f"{host} cannot be found") from problem
    except UnicodeError as problem:
        raise InputError(f"{host[:100]} is no name of a host") from problem
    numbers = list(dict.fromkeys(str(item[4][0]) for item in found))
    for number in numbers:  # one that may not be reached is reason enough: it has no business beside the others
        meant = _meant(ip_address(number))
        if _is_never_reached(meant):
            raise ForbiddenError("is a link-local, multicast or reserved address, which is never fetched from", host)
        if not meant.is_global and not allow_private:
            raise ForbiddenError(
                "is this machine or in a private network; give --allow-private where that is wished", host
            )
    return numbers[:_MOST_TRIED]


def _meant(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address at which something ends up: the IPv4 address that is wrapped in one of IPv6."""
    if isinstance(number, IPv4Address):
        return number
    wrapped = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
    if wrapped is None and number in _TRANSLATED:
        wrapped = IPv4Address(int(number) & 0xFFFFFFFF)
    return wrapped or number


def _is_never_reached(number: IPv4Address | IPv6Address) -> bool:
    """Whether no server of news can have it; what clouds tell their machines stands at a link-local address."""
    if number.is_loopback:  # of IPv6 it is reserved as well
        return False
    is_site_local = isinstance(number, IPv6Address) and number.is_site_local
    is_odd = number.is_link_local or number.is_multicast or number.is_unspecified or number.is_reserved
    return is_odd or is_site_local
