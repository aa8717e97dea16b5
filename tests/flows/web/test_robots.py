"""What hosts ask of programs."""

from pathlib import Path

import httpx
import pytest

from flows.web import robots
from flows.web.fetch import Fetcher
from flows.web.guard import ForbiddenError, LaterError
from flows.web.manners import Manners
from flows.web.robots import Robots, read_rules
from tests.flows.web.server import Server, reply
from transforms.errors import InputError

RULES = """\ufeff# a comment
Disallow: /before-any-group

User-agent: other
User-Agent: *
Disallow: /cerca   # and why
Disallow: /*.pdf$
Disallow: /archivio/
Allow: /archivio/2026
Disallow: /*?stampa=*&x
Disallow: /caffè
Disallow: /*/bozze/*.html$
Allow: /uguale
Disallow: /uguale
Disallow:
Crawl-delay: 3.5
nonsense
User-agent: nobody
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/before-any-group", True),
        ("/cerca?q=neve", False),
        ("/Cerca", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x=1", True),
        ("/archivio/2025/1", False),
        ("/archivio/2026/1", True),
        ("/a?stampa=1&x", False),
        ("/a?stampa=1", True),
        ("/caff%c3%a8", False),
        ("/uno/bozze/due.html", False),
        ("/uno/bozze/due.html5", True),
        ("/uguale", True),
    ],
)
def test_the_longest_rule_holds(path: str, allowed: bool) -> None:
    rules = read_rules(RULES)
    assert rules.allows(path) is allowed
    assert rules.delay == 3.5


def test_rules_for_us_by_name_hold_alone() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Spoglio/2.0\nUser-agent: altro\nDisallow: /a\n\nUser-agent: spoglio\nDisallow: /b"
    rules = read_rules(text)
    assert [rules.allows(path) for path in ("/", "/a", "/b")] == [True, False, False]
    assert not read_rules("User-agent: *\nDisallow: /").allows("/")
    assert not read_rules("User-agent: spogliolino\nDisallow: /x\nUser-agent: *\nDisallow: /y").allows("/y")
    assert read_rules("").allows("/")
    assert read_rules("User-agent: *\nCrawl-delay: many").delay is None


def test_a_rule_of_many_stars_costs_one_walk_along_the_path() -> None:
    rules = read_rules("User-agent: *\nDisallow: /" + "*a" * 5_000 + "b$")
    assert rules.allows("/" + "a" * 10_000)
    assert not rules.allows("/" + "a" * 10_000 + "b")


@pytest.fixture
def asking(tmp_path: Path) -> Robots:
    manners = Manners(0.0, {}, lambda _: None)
    return Robots(
        Fetcher(
            tmp_path,
            manners,
            allow_private=True,
        )
    )


def test_each_host_is_asked_once(server: Server, asking: Robots) -> None:
    server.replies["/robots.txt"] = reply(b"User-agent: *\nDisallow: /no\nCrawl-delay: 7")
    asking.demand(httpx.URL(server.url("/si?x=1#fondo")))
    for _ in range(2):
        with pytest.raises(InputError) as told:
            asking.demand(httpx.URL(server.url("/no/uno")))
        assert told.value.reason == "robots.txt of 127.0.0.1 asks programs not to fetch this page"
    assert server.paths == ["/robots.txt"]
    assert asking._fetcher.manners._delays == {"127.0.0.1": 7.0}


def test_who_has_no_rules_has_none(server: Server, asking: Robots) -> None:
    asking.demand(httpx.URL(server.url("/a")))
    assert server.paths == ["/robots.txt"]


def test_who_may_not_be_reached_is_told_so(server: Server, tmp_path: Path) -> None:
    careful = Robots(Fetcher(tmp_path, Manners(0.0, {}, lambda _: None)))
    with pytest.raises(ForbiddenError) as told:
        careful.demand(httpx.URL(server.url("/a")))
    assert told.value.reason.startswith("127.0.0.1 is this machine or in a private network")
    assert server.asked == []


@pytest.mark.parametrize(
    ("given", "kind", "reason"),
    [
        (reply(status="500 Odd"), LaterError, "robots.txt of 127.0.0.1 cannot be read now, and its pages are left alone until then"),
        (reply(status="302 Found", location="file:///x"), InputError,
         "robots.txt of 127.0.0.1 cannot be read (the address leads to one that is refused: addresses that begin with file: "
         "are not fetched; give http: or https:); its pages are left alone"),
        (reply(b"#" * 600_000), InputError,
         "robots.txt of 127.0.0.1 cannot be read (what lies at the address is larger than 512000 bytes); its pages are left alone"),
    ],
)  # fmt: skip
def test_who_cannot_be_asked_is_left_alone(
    given: bytes, kind: type[InputError], reason: str, server: Server, asking: Robots
) -> None:
    server.replies["/robots.txt"] = given
    with pytest.raises(InputError) as told:
        asking.demand(httpx.URL(server.url("/a")))
    assert (type(told.value), told.value.reason) == (kind, reason)
    assert robots.AGENT == "spoglio"
